"""What tests of the rules engine share: reading a text, and one unit of it."""

from __future__ import annotations

from claimex.draft import Draft, Words
from claimex.engines.cues import lexicon
from claimex.engines.rules import RulesEngine
from claimex.engines.rules.labels import find_labels
from claimex.engines.rules.units import Unit, paragraphs
from claimex.text.document import Document, make_document


def document(text: str) -> Document:
    """The text as an English document."""
    return make_document(text, language="en")


def read(text: str) -> tuple[Draft, ...]:
    """All drafts that the rules find in the text."""
    return RulesEngine().read(document(text)).drafts


def of_kind(text: str, kind: str) -> list[Draft]:
    """The drafts of one kind."""
    return [draft for draft in read(text) if draft.kind == kind]


def unit(text: str) -> Unit:
    """The only unit of a text of one sentence."""
    made = document(text)
    (paragraph,) = paragraphs(made, find_labels(made, lexicon()))
    (only,) = paragraph.units
    return only


def told(draft: Draft) -> tuple[str, str, str]:
    """Source, cue and evidence, as words."""
    evidence = " | ".join(words.text for words in draft.evidence)
    return _text(draft.source), draft.cue.text, evidence


def _text(words: Words | None) -> str:
    return words.text if words is not None else ""
