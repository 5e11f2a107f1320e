"""The parties of a deal: coordinated names, and who stands after "with", "between" and "to"."""

from __future__ import annotations

from claimex.draft import Place
from claimex.engines.cues import lexicon
from claimex.engines.rules.subjects import subject_after
from claimex.engines.rules.tokens import NEGATIONS
from claimex.engines.rules.units import Unit

_WORDS = lexicon().deals
# What a deal does, after its party's name: "a contract with Lund Mills expires in June".
_RUNNING = frozenset("covers ends expires gives grants lapses lasts lets requires runs".split())
_TAKING_OVER = frozenset(("acquisition", "merger", "takeover"))


def parties_in(unit: Unit, first: int, last: int) -> tuple[list[Place], list[Place]]:
    """The parties in a noun phrase, and those of them that are people who sign in an office.

    "Noem and Guatemalan Interior Minister Francisco Jimenez": two of each.
    """
    owners = _both_owners(unit, first, last)
    if owners is not None:
        start, end = unit.place(first, owners)
        return [(start, end - 1)], []
    agents = _agents_end(unit, first, last)
    if agents is not None:
        return [unit.place(*_named(unit, a, b)) for a, b in _elements(unit, agents, last)], []
    paired = _of_countries(unit, first, last)
    if paired:
        return [unit.place(*body) for _, body in paired], [unit.place(*who) for who, _ in paired]
    elements = _elements(unit, first, last)
    if (
        len(elements) == 1
        and elements[0] == (first, last)
        and unit.words[first] in ("we", "i", "you")
    ):
        return [], []
    places = []
    people = []
    official = any(_is_official(unit, a, b) for a, b in elements)
    for a, b in elements:
        a, b = _named(unit, a, b)
        places.append(unit.place(a, b))
        if _is_official(unit, a, b) or (official and _is_bare_name(unit, a, b)):
            people.append(unit.place(a, b))
    if official and len(elements) >= 2 and unit.words[first] and _plural_role(unit, first, last):
        people = [unit.place(*_name_only(unit, a, b)) for a, b in elements]
    return places, people


def _both_owners(unit: Unit, first: int, last: int) -> int | None:
    """The owners in "the two countries' defence ministers", who sign for them; else None."""
    words = unit.words
    owners = next((k for k in range(first, last) if words[k].endswith("s'")), None)
    if owners is None or {"two", "both", "three"}.isdisjoint(words[first:owners]):
        return None
    return owners


def _agents_end(unit: Unit, first: int, last: int) -> int | None:
    """Where the principals start in "negotiators for Armenia and Cyprus"; else None."""
    for k in range(first, min(last, first + 4)):
        if (
            unit.words[k] in _WORDS.agents
            and k + 2 <= last
            and unit.words[k + 1] in ("for", "from", "of")
        ):
            return k + 2
    return None


def _of_countries(
    unit: Unit, first: int, last: int
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The pairs in "ministers Leila Haddad of Tunisia and Marko Zupan of Slovenia"."""
    pairs = []
    for a, b in _elements(unit, first, last):
        of = next((k for k in range(a, b) if unit.words[k] == "of"), None)
        if of is None or unit.tags[of - 1] != "U" or unit.tags[of + 1] != "U" or of == a:
            return []
        pairs.append((_name_only(unit, a, of - 1), (of + 1, b)))
    return pairs if len(pairs) > 1 else []


def _plural_role(unit: Unit, first: int, last: int) -> bool:
    return any(w.endswith("s") and w in _WORDS.roles for w in unit.words[first : last + 1])


def _name_only(unit: Unit, a: int, b: int) -> tuple[int, int]:
    start = b
    while start > a and unit.tags[start - 1] == "U":
        start -= 1
    return start, b


def _is_official(unit: Unit, a: int, b: int) -> bool:
    return (
        unit.tags[b] == "U"
        and unit.words[b] not in _WORDS.roles
        and any(w in _WORDS.roles for w in unit.words[a:b])
    )


def _is_bare_name(unit: Unit, a: int, b: int) -> bool:
    return all(t == "U" for t in unit.tags[a : b + 1]) and b - a <= 3


def _named(unit: Unit, a: int, b: int) -> tuple[int, int]:
    """The name after a kind and a comma: "the dredging firm, Nordmudder"."""
    comma = next((k for k in range(a, b) if unit.tags[k] == ","), None)
    if comma is not None and unit.tags[comma + 1] == "U":
        return comma + 1, b
    return a, b


def _elements(unit: Unit, first: int, last: int) -> list[tuple[int, int]]:
    """The members of a coordination, each as a range of tokens."""
    tags, words = unit.tags, unit.words
    cuts = []
    for k in range(first + 1, last):
        if tags[k] == "C" and words[k] in ("and", "&") and words[k] == "and":
            body = any(
                words[b] in _WORDS.bodies and words[b + 1] == "of" for b in range(first, k - 1)
            )
            if body and k + 2 <= last and tags[k + 1 : k + 3] == "UU":
                # "the Department of Health and Human Services"
                continue
            cuts.append(k)
    if not cuts:
        # "by agreement with nobody"
        return [] if words[first] in NEGATIONS else [(first, last)]
    end = cuts[-1]
    parts: list[tuple[int, int]] = [(end + 1, last)]
    start = first
    left: list[tuple[int, int]] = []
    for k in range(first, end):
        if tags[k] == "," or (tags[k] == "C" and k in cuts):
            if k > start:
                left.append((start, k - 1))
            start = k + 1
    if start < end:
        left.append((start, end - 1))
    parts = [*left, *parts]
    return [
        (a, b)
        for a, b in parts
        if a <= b and any(t in "NUMRO" for t in tags[a : b + 1]) and words[a] not in NEGATIONS
    ]


def with_party(unit: Unit, noun: int) -> list[Place]:
    """Parties named after the deal's noun: "with X", "between X and Y", "to X"."""
    tags, words = unit.tags, unit.words
    found: list[Place] = []
    skip = -1
    if words[noun] in _TAKING_OVER and words[noun + 1 : noun + 2] == ["of"]:
        phrase = subject_after(unit, noun + 1, len(tags))
        places = parties_in(unit, phrase[0], cut_phrase(unit, *phrase))[0] if phrase else []
        if len(places) > 1:
            return places
        if phrase and tags[phrase[0]] == "U":
            # "a merger of Holm Paper with Lund Mills"
            joined = next((k for k in range(*phrase) if words[k] == "with"), phrase[1] + 1)
            found.append(unit.place(phrase[0], min(joined - 1, cut_phrase(unit, *phrase))))
    for k in range(noun + 1, min(len(tags), noun + 16)):
        if (
            tags[k] == ","
            and k + 1 < len(tags)
            and tags[k + 1] == "P"
            and words[k + 1] not in ("with", "between")
        ):
            closing = tags.find(",", k + 1, k + 7)
            if closing > 0:
                # "a second treaty, on shipping, with Palau"
                skip = closing
                continue
        if k <= skip:
            continue
        if k == noun + 1 and words[k] == "talks":
            # "in settlement talks with Lund"
            continue
        if tags[k] in ".;Q:,W" or words[k] in (
            "during",
            "after",
            "before",
            "at",
            "meeting",
            "talks",
        ):
            break
        if words[k] in ("with", "between") and tags[k] == "P":
            phrase = subject_after(unit, k, len(tags))
            if phrase is None:
                continue
            first, last = phrase
            last = cut_phrase(unit, first, last)
            places, _ = parties_in(unit, first, last)
            found += [p for p in places if p not in found]
            if words[k] == "between" or found:
                break
        if (
            words[k] in ("to", "from")
            and tags[k] == "P"
            and k <= noun + 8
            and noun
            and k + 1 < len(tags)
            and tags[k + 1] in "UD"
            and not _WORDS.awarding.isdisjoint(words[max(0, noun - 8) : noun])
        ):
            phrase = subject_after(unit, k, len(tags))
            if phrase is not None:
                found.append(unit.place(phrase[0], cut_phrase(unit, *phrase)))
                break
    return found


def cut_phrase(unit: Unit, first: int, last: int) -> int:
    """A party ends before what the deal is for: "with Crestline Transit on pay".

    And before another deal: "a treaty with Palau and a treaty with Tonga".
    """
    for k in range(first + 1, last + 1):
        if unit.words[k] == "worth":
            return k - 1
        if unit.tags[k] == "N" and unit.words[k] in _WORDS.instruments:
            joined = unit.tags.rfind("C", first, k)
            if joined > first:
                return joined - 1
        if unit.tags[k] == "P" and unit.words[k] in ("on", "over", "in", "for", "to", "at", "from"):
            return k - 1
        if unit.tags[k] in "GE" and unit.tags[k - 1] in "NU":
            # "with Malta lapsed in May", "with a firm owned by the mayor"
            return k - 1
        if unit.tags[k - 1] == "U" and unit.words[k] in _RUNNING and unit.tags[k] in "NV":
            return k - 1
        timed = unit.tags[k] == "T" or (unit.words[k] in ("last", "this", "next") and k < last)
        if timed and unit.tags[k - 1] in "NU" and unit.tags[last] == "T":
            return k - 1
    return last
