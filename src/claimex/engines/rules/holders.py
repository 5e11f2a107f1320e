"""Who a deal binds beside its verb's subject: who receives it, whom it is under, whose it is."""

from __future__ import annotations

from claimex.draft import Place
from claimex.engines.cues import Lexicon
from claimex.engines.rules.parties import cut_phrase, parties_in
from claimex.engines.rules.subjects import subject_after, subject_before
from claimex.engines.rules.units import Unit


def receiver(unit: Unit, verb: int, noun: int, lexicon: Lexicon) -> list[Place]:
    """Who is offered it: "Tonga has offered Samoa a treaty"."""
    tags = unit.tags
    if unit.words[verb] not in lexicon.deals.giving or tags[verb + 1] not in "UD":
        return []
    stop = next((k for k in range(verb + 2, noun) if tags[k] == "D"), verb + 1)
    if stop > verb + 1 and any(t in "UN" for t in tags[verb + 1 : stop]):
        return [unit.place(verb + 1, stop - 1)]
    return []


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
