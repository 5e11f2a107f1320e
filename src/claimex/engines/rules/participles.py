"""Attributions by a participle: "…, adding that", "signs saying", "quoted him as saying"."""

from __future__ import annotations

from claimex.engines.cues import Lexicon
from claimex.engines.rules.phrases import TIME_PREPOSITIONS, noun_phrase_left
from claimex.engines.rules.said import Said
from claimex.engines.rules.subjects import subject_after, subject_before
from claimex.engines.rules.tokens import BE_FORMS
from claimex.engines.rules.units import Unit


def participle(unit: Unit, said: Said, found: list[Said], lexicon: Lexicon) -> Said | None:
    """ "…, adding that": the source of the cue before it, else the subject of the clause."""
    tags, words = unit.tags, unit.words
    k = said.cue - 1
    while k >= 0 and tags[k] == "A":
        k -= 1
    before = tags[k] if k >= 0 else ""
    document = k
    while document > 0 and (tags[document] == "T" or words[document] in TIME_PREPOSITIONS):
        document -= 1
    in_document = k >= 0 and words[document] in lexicon.documents
    if before in ("N", "U") and not in_document:
        return _speaking_noun(unit, said, k)
    if before == "S" and words[k] == "as":
        quoted = next(
            (q for q in range(k - 1, 0, -1) if words[q] in ("quoted", "quotes", "cited")), None
        )
        if quoted is not None:
            return _quoted_as(unit, said, quoted, k)
    if before not in ("", *",SPCQ-])") and not in_document:
        return None
    previous = next((s for s in reversed(found) if s.source is not None and not s.relative), None)
    if previous is not None and not in_document:
        return said.inherit(previous)
    subject = clause_subject(unit, said.cue)
    return None if subject is None else said.share(subject)


def _speaking_noun(unit: Unit, said: Said, noun: int) -> Said | None:
    """ "signs saying …", "people claiming to be": the noun itself speaks."""
    first = noun_phrase_left(unit, noun)
    if first is None:
        return None
    if first and unit.tags[first - 1] == "P":
        # "A sign hung on the gate stating …"
        subject = clause_subject(unit, said.cue)
        if subject is not None:
            return said.share(subject)
    said.take_phrase((first, noun), first - 1)
    return said


def _quoted_as(unit: Unit, said: Said, quoted: int, as_at: int) -> Said | None:
    """ "Polar quoted captain Olsen as saying", "Abramov was quoted by the Express as saying"."""
    subject, passed = subject_before(unit, quoted)
    before = subject.before if subject is not None else quoted
    if not BE_FORMS.isdisjoint(passed):
        if subject is None:
            return None
        said.take_phrase((subject.first, subject.last), before)
    else:
        said.take_phrase((quoted + 1, as_at - 1), before)
    return said


def clause_subject(unit: Unit, i: int) -> tuple[int, int] | None:
    """The subject of the first finite verb before (or, for an opening participle, after) ``i``."""
    return _first_subject(unit, 1, i) if i > 2 else clause_subject_after(unit, i)


def clause_subject_after(unit: Unit, i: int) -> tuple[int, int] | None:
    """The subject of the first finite verb after an opening participle."""
    comma, stop = unit.tags.find(",", i), len(unit.tags)
    start = max(i, comma) + 1
    subject = _first_subject(unit, start, stop, floor=start)
    # "Having sung, tenor Elio Conti now …": where no verb can be told from a noun.
    return subject if subject or comma < 0 else subject_after(unit, comma, stop)


def _first_subject(unit: Unit, start: int, stop: int, floor: int = 0) -> tuple[int, int] | None:
    """The subject of the first finite verb between two tokens that has one."""
    tags = unit.tags
    for k in range(start, stop):
        if tags[k] in "VXE" and tags[k - 1] in "NURM)],A":
            subject, _ = subject_before(unit, k, floor)
            if subject is not None:
                return subject.first, subject.last
    return None
