"""What the rules read in a document, as the rows that a guided prompt asks to fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimex.engines.model.reading import Hint
from claimex.schema import Kind
from claimex.text.document import Document

# What a cue of each kind may turn out to be: "said" may deny, "rejected" may be no denial.
_MAY_BE: Mapping[Kind, tuple[Kind, ...]] = {
    "claim": ("claim", "denial"),
    "denial": ("denial", "claim"),
    "agreement": ("agreement",),
    "non_response": ("non_response", "claim"),
}


def rule_hints(document: Document) -> Sequence[Hint]:
    """A hint for each statement that the rules read in the document, in reading order."""
    from claimex.engines.rules import RulesEngine

    return tuple(
        Hint(
            document.sentence_at(draft.cue.place[0]).number,
            draft.cue.text,
            draft.cue.place,
            (draft.kind,),
            draft,
        )
        for draft in RulesEngine().read(document).drafts
        if draft.cue.place is not None
    )
