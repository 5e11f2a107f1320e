"""Noun phrases that end at a token.

Everything here counts in token indices of one unit; ranges include both ends.
"""

from __future__ import annotations

from claimex.engines.cues import lexicon
from claimex.engines.rules.units import Unit

# What can stand inside a noun phrase without ending it.
_NOMINAL = "NUDMO[]"
_PRONOUNS = frozenset("i he she it we you they".split())
_POSSESSIVE = ("'s", "s'")
_PARTICIPLES = frozenset(
    "quoted briefed based named called released filed posted issued published seen led backed owned".split()
)
TIME_PREPOSITIONS = frozenset("on in at by since until this last next late early".split())


def contracted(word: str) -> str | None:
    """The pronoun of a contraction such as "they've", None for other words."""
    pronoun, mark, _ = word.partition("'")
    return pronoun if mark and pronoun in _PRONOUNS else None


def is_possessive(word: str) -> bool:
    """Whether a lower-cased word is a possessive ("Reyes's", "workers'")."""
    return word.endswith(_POSSESSIVE)


def noun_phrase_left(unit: Unit, last: int, floor: int = 0) -> int | None:
    """The first token of the noun phrase that ends at ``last``; None where there is none."""
    tags, words = unit.tags, unit.words
    if last < floor or tags[last] not in "NUMREO]DTGWA)C"[:13]:
        return None
    if tags[last] == "R":
        return last
    if tags[last] in "ODH" and last == floor:
        return last
    first = last + 1
    k = last
    preposition_first = False
    while k >= floor:
        tag = tags[k]
        if tag == "M" and k < last and _is_year(unit, k, floor):
            break
        if tag in _NOMINAL:
            first = k
            if tag == "D" and k > floor and tags[k - 1] in "NU" and k < last:
                # "an allegation the company denies": a new phrase starts here.
                break
        elif tag == "T":
            if (
                k > floor + 2
                and words[k - 1] in TIME_PREPOSITIONS
                and tags[k - 2] == "E"
                and k < last
            ):
                # "A report published on Monday by the institute"
                k -= 2
                first = k
                continue
            if k > floor and (words[k - 1] in TIME_PREPOSITIONS or tags[k - 1] == "T"):
                break
            if (
                k == floor
                and first <= last
                and tags[first] in "DRUN"
                and k + 1 == first
                and tags[k] == "T"
                and not is_possessive(words[k])
            ):
                break
            first = k
        elif tag == "R":
            if words[k] in ("nothing", "something", "anything", "everything") and k == last:
                return k
            break
        elif tag in "EG":
            after = tags[k + 1] if k < last else ""
            before = tags[k - 1] if k > floor else ""
            if k == last:
                if tag == "E" or before in ("D",):
                    first = k
                else:
                    first = k
            elif after == "P" or words[k + 1] in ("by", "on"):
                if before not in ("N", "U", "]", "M"):
                    break
                first = k
            elif after in "NUEGM[":
                if (
                    tag == "E"
                    and before in ("N", "U", "R", "T")
                    and not is_possessive(words[k - 1])
                    and before != ""
                ):
                    # "Albright signed documents": a verb of an earlier clause.
                    break
                first = k
            else:
                break
        elif tag == "A":
            if (
                k > floor
                and (tags[k - 1] in "DNU" or words[k - 1] in ("not",))
                and k < last
                and tags[k + 1] in "ENGM"
            ):
                first = k
            else:
                break
        elif tag == "P":
            if k == floor or tags[k - 1] in ",;:-CSQ(H.[":
                preposition_first = True
                break
            if tags[k - 1] in "VX":
                break
            if tags[k - 1] == "E" and not _reduced_relative(unit, k - 1, floor):
                break
            first = k
        elif tag == "C":
            joined = _joined(unit, k, floor)
            if joined is None:
                break
            first = joined
            k = joined
        elif tag in "XV":
            opened = _relative_start(unit, k, floor)
            if opened is None:
                break
            first = opened
            k = opened
        elif tag == ")":
            opened = unit.tags.rfind("(", floor, k)
            if opened < 0:
                break
            k = opened
            first = k
        elif tag == "." and words[k] != "." and k < last and words[k].endswith("."):
            first = k
        else:
            break
        k -= 1
    if first > last:
        return None
    if first > floor and words[first - 1] == "whose":
        return first - 1
    if preposition_first:
        first = _after_adverbial(unit, first, last)
    while first < last and tags[first] in "CAPS,.[]":
        first += 1
    return first


def _is_year(unit: Unit, k: int, floor: int) -> bool:
    """Whether a number is the year of an opening adverbial: "In 2023 Estonia and Ghana signed"."""
    return (
        unit.tags[k] == "M" and k > floor and unit.words[k - 1] == "in" and len(unit.words[k]) == 4
    )


def _reduced_relative(unit: Unit, participle: int, floor: int) -> bool:
    """Whether an -ed form before a preposition modifies a noun ("three people briefed on it")."""
    if participle <= floor or unit.tags[participle - 1] not in "NU":
        return False
    return (
        unit.words[participle] in _PARTICIPLES
        or participle - 1 == floor
        or unit.tags[participle - 1] == "N"
    )


def _relative_start(unit: Unit, verb: int, floor: int) -> int | None:
    """The index of the relative pronoun whose clause holds the verb, None where there is none."""
    tags = unit.tags
    for k in range(verb - 1, max(floor, verb - 9) - 1, -1):
        if tags[k] == "W" or (
            tags[k] == "H"
            and k > floor
            and tags[k - 1] in "NU"
            and k + 1 < len(tags)
            and tags[k + 1] in "XVEA"
        ):
            return k if k > floor and tags[k - 1] in "NU,M]" else None
        if tags[k] in ",;:-Q.()":
            return None
    return None


def _joined(unit: Unit, conjunction: int, floor: int) -> int | None:
    """Where a list that ends in this conjunction starts, None where it joins clauses instead."""
    tags, words = unit.tags, unit.words
    left = conjunction - 1
    if words[conjunction] not in ("and", "or", "&", "nor"):
        return None
    if left >= floor and tags[left] == ",":
        left -= 1
    if left < floor or tags[left] not in "NUM]":
        return None
    first = left
    while first - 1 >= floor and (
        (tags[first - 1] in "NUDM[]EG" and not _is_year(unit, first - 1, floor))
        or (
            tags[first - 1] == "P"
            and first - 2 >= floor
            and tags[first - 2] in "NU"
            and words[first - 1] in ("of", "for", "at")
        )
    ):
        if tags[first - 1] == "E" and first - 2 >= floor and tags[first - 2] in "NURAX":
            break
        first -= 1
    before = tags[first - 1] if first > floor else ""
    if before == "" or before in "SHC;:-.Q[(":
        return first
    if before == ",":
        earlier = first - 2
        if earlier >= floor and tags[earlier] in "NU" and tags[first] in "UN" and left - first <= 3:
            start = earlier
            while start - 1 >= floor and tags[start - 1] in "NUD" and earlier - start < 4:
                start -= 1
            if start == floor or tags[start - 1] in ",SHC;:-.Q[(":
                if start == floor or tags[start - 1] != ",":
                    return start
        return first
    if (
        before in "WT"
        or _is_year(unit, first - 1, floor)
        or (before == "V" and words[first - 1] in lexicon().verbs)
    ):
        return first
    return None


def _after_adverbial(unit: Unit, first: int, last: int) -> int:
    """Where the subject starts after an opening adverbial that no comma closes ("In Geneva the …")."""
    tags = unit.tags
    seen_noun = False
    for k in range(first, last + 1):
        if tags[k] in "NUMT]":
            if seen_noun and tags[k] == "U" and tags[k - 1] == "N":
                return k
            seen_noun = True
        elif tags[k] == "P":
            seen_noun = False
        elif tags[k] in "DO" and seen_noun:
            return k
    return first
