"""The lexicon's cues as the rows that a guided prompt asks to fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimex.engines.model.reading import Hint
from claimex.schema import Kind
from claimex.text.document import Document

# What a cue of each kind may turn out to be: "said" may deny, "rejected" may be no denial.
_MAY_BE: Mapping[Kind, tuple[Kind, ...]] = {
    "claim": ("claim", "denial"),
    "denial": ("denial", "claim"),
    "agreement": ("agreement", "claim"),
    "non_response": ("non_response", "claim"),
}


def cue_hints(document: Document) -> Sequence[Hint]:
    """A hint for each cue that the lexicon finds in the document, in reading order."""
    from claimex.engines.cues import find_cues

    return tuple(
        Hint(cue.sentence, cue.text, cue.place, _MAY_BE[cue.kind]) for cue in find_cues(document)
    )
