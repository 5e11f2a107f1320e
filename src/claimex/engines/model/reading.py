"""From rows of an answer to drafts, and what is wrong with a row in the light of its document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimex.draft import Draft, Place, Words
from claimex.engines.model.evidence import carrying, likeliest, pronouns, telling
from claimex.engines.model.wire import Deal, Nothing, Row, Saying, Silence
from claimex.schema import Kind
from claimex.text.document import Document, Sentence


@dataclass(frozen=True, slots=True)
class Hint:
    """A cue that the lexicon found: its sentence's number, words, place and the kinds it may be.

    ``draft`` is what the rules read there, None where they read nothing. ``settled`` says that the
    model has nothing to add to it.
    """

    sentence: int
    text: str
    place: Place
    kinds: tuple[Kind, ...]
    draft: Draft | None = None
    settled: bool = False


_WORD = re.compile(r"\w+")


def renumbered(row: Row, document: Document, sentences: Sequence[Sentence]) -> Row:
    """The row with the number of the sentence that holds its cue, where a model miscounted.

    Of several such sentences it is the one that shares most words with the content.
    """
    if not isinstance(row, Saying | Deal):
        return row
    having = [s for s in sentences if _find(document.text, row.cue, (s.start, s.end)) is not None]
    if any(s.number == row.s for s in having):
        return row
    best = likeliest(document.text, [(s.start, s.end) for s in having], row.content)
    return row if best is None else row.model_copy(update={"s": having[best].number})


def vocabulary(document: Document) -> str:
    """What a name may be composed of: the folded text and title of the document."""
    return f"{document.title or ''} {document.text}".casefold()


def fault(row: Row, document: Document, sentences: Sequence[Sentence], known: str) -> str | None:
    """Why the row cannot be true of these sentences, in words for a re-ask; None if it may be.

    ``known`` is the ``vocabulary`` of the document.
    """
    sentence = next((s for s in sentences if s.number == row.s), None)
    if sentence is None:
        return f"s: there is no sentence {row.s} here"
    if isinstance(row, Nothing):
        return None
    if _find(document.text, row.cue, (sentence.start, sentence.end)) is None:
        return f"cue: {row.cue!r} does not stand in sentence {row.s}"
    names = [("source", row.source)] if isinstance(row, Saying | Silence) else []
    if isinstance(row, Deal):
        names += [("parties", name) for name in row.parties]
    for field, name in names:
        missing = [w for w in _WORD.findall(name.casefold()) if w not in known]
        if missing:
            return f"{field}: {name!r} does not stand in the article"
    return None


def draft_of(row: Row, document: Document, hint: Hint | None) -> Draft | None:
    """The draft that a row makes; None for a row that attributes nothing.

    Where the row fills a hint, places come from what the rules read there, words from the model.
    """
    text = document.text
    sentence = document.sentences[row.s - 1]
    within = (sentence.start, sentence.end)
    place = hint.place if hint is not None else _find(text, row.cue, within)
    read = hint.draft if hint is not None else None
    made = Draft(
        kind="claim",
        sentences=read.sentences if read is not None else (row.s,),
        cue=Words(text=text[slice(*place)] if place is not None else row.cue, place=place),
    )
    match row:
        case Saying():
            if read is not None and read.kind == row.kind:
                return replace(read, content=_worded(row, read))
            return replace(
                made,
                kind=row.kind,
                source=(read.source if read else None)
                or words_near(text, row.source, within, place),
                content=row.content,
                evidence=(read.evidence if read else ())
                or carrying(text, within, place, row.content, row.source),
            )
        case Deal():
            return replace(
                made,
                kind="agreement",
                parties=tuple(words_near(text, name, within, place) for name in row.parties),
                signatories=tuple(
                    words_near(text, name, within, place) for name in row.signatories
                ),
                instrument=row.instrument,
                status=row.status,
                title=row.title,
                date=words_near(text, row.date, within, place) if row.date else None,
                content=row.content,
                evidence=(read.evidence if read else ())
                or carrying(text, within, None, row.content),
            )
        case Silence():
            return replace(
                made,
                kind="non_response",
                source=(read.source if read else None)
                or words_near(text, row.source, within, place),
                asker=words_near(text, row.asker, within, place) if row.asker else None,
                manner=row.manner,
            )
        case _:
            return None


_NEGATED = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|neither|nor)\b|n['’]t\b", re.IGNORECASE
)
_KEPT = 0.6


def _worded(row: Saying, read: Draft) -> str:
    """The model's wording where it keeps the words and names who they point to.

    A wording that attributes once more ("Brandt said that …") is no content, and words that only
    point ("that account") cannot be kept. Else "", and assembly words it.
    """
    said = " ".join(words.text for words in read.evidence)
    if row.kind == "denial" and _NEGATED.search(row.content):
        return ""
    if _pattern(row.cue).search(row.content) and not _pattern(row.cue).search(said):
        return ""
    if pronouns(row.content) > 0 and pronouns(row.content) >= pronouns(said):
        return ""
    wanted = telling(said)
    if len(wanted) >= 3 and len(wanted & telling(row.content)) < _KEPT * len(wanted):
        return ""
    same = _WORD.findall(row.content.casefold()) == _WORD.findall(said.casefold())
    return "" if same else row.content


def words_near(text: str, words: str, within: Place, cue: Place | None = None) -> Words:
    """The words with their place in ``within``, at the mention nearest the cue or the beginning."""
    places = [m.span() for m in _pattern(words).finditer(text, *within)]
    if not places:
        return Words(text=words)
    anchor = cue[0] if cue else within[0]
    best = min(places, key=lambda place: abs(place[0] - anchor))
    return Words(text=text[slice(*best)], place=best)


def _find(text: str, words: str, within: Place) -> Place | None:
    match = _pattern(words).search(text, *within)
    return match.span() if match else None


def _pattern(words: str) -> re.Pattern[str]:
    """The words as whole words, in any case, with any white space between them."""
    spaced = r"\s+".join(re.escape(part) for part in words.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)" if spaced else r"(?!)", re.IGNORECASE)
