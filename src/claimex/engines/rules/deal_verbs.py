"""Deals told by a verb alone: "agreed to merge with X", "licensed the mark to Y"."""

from __future__ import annotations

import re

from claimex.draft import Place
from claimex.engines.cues import Lexicon
from claimex.engines.rules.deals import Deal, clause_end
from claimex.engines.rules.holders import to_whom
from claimex.engines.rules.parties import cut_phrase, parties_in, with_party
from claimex.engines.rules.phrases import TIME_PREPOSITIONS
from claimex.engines.rules.subjects import Subject, subject_after, subject_before
from claimex.engines.rules.tokens import NEGATIONS
from claimex.engines.rules.units import Unit

_CUES = frozenset(("agreed", "agree", "settled"))
# What makes a plural the two that agree: "both sides agreed to share the water".
_SIDES = frozenset("sides parties countries nations governments states neighbours".split())
# How far after "agreed" its "to" can stand, in tokens.
_TIMES = 8
_ENDED = re.compile(r"\bterminated\b|\brevoked\b|\bended\b")


def find_verb_deals(unit: Unit, lexicon: Lexicon) -> list[Deal]:
    """The deals of one unit that no noun names."""
    words, tags = unit.words, unit.tags
    if unit.vocabulary.isdisjoint(_CUES | lexicon.deals.letting):
        return []
    found: list[Deal | None] = []
    for i, word in enumerate(words):
        if word in ("agreed", "agree") and tags[i] in "EVN":
            found.append(_agreed_to(unit, i, lexicon))
        elif word in lexicon.deals.letting and tags[i] == "E":
            found.append(_let(unit, i))
        elif word == "settled" and not lexicon.deals.cases.isdisjoint(words[i + 1 : i + 7]):
            found.append(_settled(unit, i))
    return [deal for deal in found if deal is not None]


def _deal(unit: Unit, cue: int, noun: int, status: str, subject: Subject, *others: Place) -> Deal:
    deal = Deal(unit, noun, unit.place(cue, cue), status)
    deal.hold(subject)
    deal.signatories.clear()
    deal.parties += others
    deal.content = (unit.tokens.starts[subject.first], clause_end(unit, cue))
    return deal


def _agreed_to(unit: Unit, i: int, lexicon: Lexicon) -> Deal | None:
    """ "A and B agreed to share …", "A agreed to merge with B", "A agreed to buy B"."""
    words, tags = unit.words, unit.tags
    to = _infinitive(unit, i)
    if to is None or to + 1 >= len(words) or tags[to + 1] not in "NV":
        return None
    subject, passed = subject_before(unit, i)
    if subject is None or not NEGATIONS.isdisjoint(passed):
        return None
    at, verb = to + 1, words[to + 1]
    if verb in lexicon.deals.buying:
        phrase = subject_after(unit, at, len(tags))
        last = cut_phrase(unit, *phrase) if phrase else at
        if phrase is None or "U" not in tags[phrase[0] : last + 1]:
            return None
        bought = unit.place(phrase[0], last)
        return _deal(unit, i, at, "in_principle", subject, bought)
    partners = with_party(unit, at) or (
        to_whom(unit, at) if verb in lexicon.deals.transferring else []
    )
    sharing = verb in lexicon.deals.together and words[subject.last] in _SIDES
    named = sharing or (verb not in lexicon.deals.no_deal and _are_named(unit, subject))
    if (
        verb == "merge"
        or named
        or (partners and verb in lexicon.deals.together | lexicon.deals.transferring)
    ):
        noun = at if verb == "merge" else i
        return _deal(unit, i, noun, "in_principle", subject, *partners)
    return None


def _infinitive(unit: Unit, agreed: int) -> int | None:
    """The "to" of "agreed to merge", "agreed in principle last week to merge"; else None."""
    k = agreed + 1
    if unit.words[k : k + 2] == ["in", "principle"]:
        k += 2
    while k < len(unit.tags) and k < agreed + _TIMES:
        if unit.words[k] == "to":
            return k
        if unit.tags[k] not in "TMA" and unit.words[k] not in TIME_PREPOSITIONS:
            return None
        k += 1
    return None


def _are_named(unit: Unit, subject: Subject) -> bool:
    """Whether the subject is several, each with a name."""
    places = parties_in(unit, subject.first, subject.last)[0]
    return len(places) > 1 and all(any(map(str.isupper, unit.text[a:b])) for a, b in places)


def _let(unit: Unit, i: int) -> Deal | None:
    """ "A licensed the mark to B": a licence granted is an agreement."""
    subject, _ = subject_before(unit, i)
    receivers = to_whom(unit, i)
    if subject is None or not receivers:
        return None
    deal = _deal(unit, i, i, "signed", subject, *receivers)
    if deal.content and _ENDED.search(unit.text, deal.cue[1], deal.content[1]):
        deal.status = "terminated"
    return deal


def _settled(unit: Unit, i: int) -> Deal | None:
    """ "A settled a lawsuit with B", "A and B settled the case"."""
    subject, passed = subject_before(unit, i)
    if subject is None or not NEGATIONS.isdisjoint(passed):
        return None
    deal = _deal(unit, i, i, "in_principle", subject, *with_party(unit, i))
    return deal if len(deal.parties) > 1 else None
