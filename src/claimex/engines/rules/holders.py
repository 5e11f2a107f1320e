"""Who a deal binds beside its verb's subject: who receives it, whom it is under, whose it is."""

from __future__ import annotations

from claimex.draft import Place
from claimex.engines.cues import Lexicon
from claimex.engines.rules import deal_terms
from claimex.engines.rules.participles import clause_subject
from claimex.engines.rules.parties import cut_phrase, parties_in
from claimex.engines.rules.subjects import (
    Subject,
    skip_auxiliaries,
    subject_after,
    subject_before,
)
from claimex.engines.rules.tokens import BE_FORMS
from claimex.engines.rules.units import Unit

# How far after its noun "under which" can stand, in tokens.
_CLAUSE = 14
_GIVING = frozenset("give grant hand lease lend offer pay provide sell supply".split())
_OWN = frozenset(("his", "her", "its"))


def receiver(unit: Unit, verb: int, noun: int, lexicon: Lexicon) -> list[Place]:
    """Who is offered it: "Tonga has offered Samoa a treaty"."""
    tags = unit.tags
    if unit.words[verb] not in lexicon.deals.giving or tags[verb + 1] not in "UDO":
        return []
    stop = next((k for k in range(verb + 2, noun) if tags[k] == "D"), verb + 1)
    if stop > verb + 1 and any(t in "UNO" for t in tags[verb + 1 : stop]):
        return [unit.place(verb + 1, stop - 1)]
    return []


def given_by(unit: Unit, verb: int, noun: int) -> list[Place]:
    """Who gives it: "Lund Mills was awarded a contract by the ministry"."""
    if BE_FORMS.isdisjoint(skip_auxiliaries(unit, verb)[1]):
        return []
    near = range(noun + 1, min(len(unit.tags), noun + 9))
    by = next((k for k in near if unit.words[k] == "by" or unit.tags[k] in ",.;"), None)
    return signers(unit, by)[0] if by is not None and unit.words[by] == "by" else []


def under(unit: Unit, noun: int) -> list[Place]:
    """Whom it binds: "Under a memorandum signed in 2024, the countries share data"."""
    tags = unit.tags
    comma = tags.find(",", noun)
    if "under" not in unit.words[:3] or comma < 0:
        return []
    for k in range(comma + 2, min(len(tags), comma + 14)):
        if tags[k] in "XVE":
            subject, _ = subject_before(unit, k, comma + 1)
            return parties_in(unit, subject.first, subject.last)[0] if subject else []
        if tags[k] != "N" or not unit.words[k].endswith("s"):
            continue
        if set(tags[comma + 1 : k]) == {"U"}:
            # "Arven supplies turbines": a name, and a verb that looks like a noun.
            return [unit.place(comma + 1, k - 1), *to_whom(unit, k)]
        if tags[k + 1 : k + 2] == "N":
            # A plural and a verb that looks like a noun: "the countries share data".
            return [unit.place(comma + 1, k)]
    return []


def owner(unit: Unit, noun: int) -> Place | None:
    """Whose contract it is: "Arven's supply contract with …"."""
    tags, words = unit.tags, unit.words
    for k in range(noun - 1, max(-1, noun - 7), -1):
        if words[k].endswith(("'s", "s'")) and tags[k] in "UN":
            first = k
            while first and tags[first - 1] == "U":
                first -= 1
            start, end = unit.place(first, k)
            return start, end - (2 if unit.text[end - 2 : end] in ("'s", "’s") else 1)
        if tags[k] not in "NUMEGA":
            return None
    return None


def to_whom(unit: Unit, i: int) -> list[Place]:
    """Who receives it: the phrase after the next "to"."""
    near = range(i + 1, min(len(unit.tags), i + 10))
    to = next((k for k in near if unit.words[k] == "to" and unit.tags[k] == "P"), None)
    phrase = subject_after(unit, to, len(unit.tags)) if to is not None else None
    return [unit.place(phrase[0], cut_phrase(unit, *phrase))] if phrase is not None else []


def signers(unit: Unit, by: int) -> tuple[list[Place], list[Place]]:
    """The parties and the people who sign for them after "by"; not a chamber that only votes.

    "by their envoys, Pavel Orsk of Sarvand and Dina Remish of Ilmen" names them after a comma, "by
    the minister, Nikos Dallas, and the director, Clara Weiss" goes on after one.
    """
    tags, words = unit.tags, unit.words
    phrase = subject_after(unit, by, len(tags))
    if phrase is None or deal_terms.is_chamber(unit, phrase[1]):
        return [], []
    comma = phrase[1] + 1
    apposed = tags[comma : comma + 2] == ",U" and words[phrase[1]].endswith("s")
    named = subject_after(unit, comma, len(tags)) if apposed else None
    places, people = parties_in(unit, phrase[0], cut_phrase(unit, *phrase))
    if named is not None and "C" in tags[named[0] : named[1] + 1]:
        bodies, names = parties_in(unit, *named)
        # Of whom they are is told beside each name, or by the owners: "the two states' envoys, …".
        return (bodies, names) if names else (places, people or bodies)
    if tags[comma : comma + 2] == ",C" and words[comma + 1] == "and":
        second = subject_after(unit, comma + 1, len(tags))
        if second is not None and tags[second[1] + 1 : second[1] + 2] in ("", ",", "."):
            others, signing = parties_in(unit, second[0], cut_phrase(unit, *second))
            return places + others, people + signing
    return places, people


def bound_by(unit: Unit, noun: int) -> list[Place]:
    """Whom it binds to do something: "a settlement under which Holm was to pay her niece £50"."""
    words, tags = unit.words, unit.tags
    near = range(noun + 1, min(len(words) - 3, noun + _CLAUSE))
    under_at = next((k for k in near if words[k : k + 2] == ["under", "which"]), None)
    if under_at is None:
        return _does_under(unit, noun)
    verb = next((k for k in range(under_at + 3, len(tags)) if tags[k] in "XVE"), None)
    subject = subject_before(unit, verb, under_at + 2)[0] if verb is not None else None
    if verb is None or subject is None:
        return []
    found = parties_in(unit, subject.first, subject.last)[0]
    paid = next((k for k in range(verb, min(len(words), verb + 5)) if words[k] in _GIVING), None)
    if paid is None:
        return []
    receiving = subject_after(unit, paid, len(tags))
    if receiving is not None and "U" in tags[receiving[0] : receiving[1] + 1]:
        return found + parties_in(unit, *receiving)[0]
    return found + to_whom(unit, paid)


def _does_under(unit: Unit, noun: int) -> list[Place]:
    """Who acts under it: "Neil Gatward is to give evidence under a plea deal with the Crown"."""
    words = unit.words
    opening = next((k for k in range(noun - 1, max(0, noun - 6), -1) if words[k] == "under"), None)
    if opening is None or opening < 2 or words[noun + 1 : noun + 2] != ["with"]:
        return []
    subject = clause_subject(unit, opening)
    if subject is None or unit.tags[subject[1]] != "U":
        return []
    return parties_in(unit, *subject)[0]


def theirs(unit: Unit, noun: int, subject: Subject) -> list[Place]:
    """Whose rival broke it: "its rival Tango broke their truce"."""
    words = unit.words
    if "their" not in words[subject.last + 1 : noun] or words[subject.first] not in _OWN:
        return []
    return [unit.place(subject.first, subject.first)]
