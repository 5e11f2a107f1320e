"""Noun phrases that end at a token.

Everything here counts in token indices of one unit; ranges include both ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from claimex.engines.cues import lexicon
from claimex.engines.rules.units import Unit

_PRONOUNS = frozenset("i he she it we you they".split())
_POSSESSIVE = ("'s", "s'")
_PARTICIPLES = frozenset(
    """quoted briefed based named called released filed posted issued published seen led backed
    owned""".split()
)
# No phrase of a real sentence is longer; it keeps a text without stops in linear time.
_LONGEST_PHRASE = 200
# What the last word of a noun phrase can be.
_LAST = frozenset("NUMREO]DTGWA)")
# What comes before the preposition of an adverbial that opens a clause: "…; in Geneva the …".
_CLAUSE_OPENERS = frozenset(",;:-CSQ(H.[")
TIME_PREPOSITIONS = frozenset("on in at by since until this last next late early".split())


def contracted(word: str) -> str | None:
    """The pronoun of a contraction such as "they've", None for other words."""
    pronoun, mark, _ = word.partition("'")
    return pronoun if mark and pronoun in _PRONOUNS else None


def is_possessive(word: str) -> bool:
    """Whether a lower-cased word is a possessive ("Reyes's", "workers'")."""
    return word.endswith(_POSSESSIVE)


def noun_phrase_left(unit: Unit, last: int, floor: int = 0) -> int | None:
    """The first token of the noun phrase that ends at ``last``; None where there is none.

    Nothing before the token ``floor`` belongs to it.
    """
    tags, words = unit.tags, unit.words
    floor = max(floor, last - _LONGEST_PHRASE)
    if last < floor or tags[last] not in _LAST:
        return None
    runs = tags[last] == "R" and last > floor and tags[last - 1] in "VE"
    if runs and (opened := _relative_start(unit, last - 1, floor)) is not None:
        # "The union that runs it says …"
        return noun_phrase_left(unit, opened - 1, floor)
    if tags[last] == "R" or (tags[last] in "OD" and last == floor):
        return last
    phrase = _Phrase(unit, last, floor)
    while phrase.at >= floor and phrase.grows():
        pass
    first = phrase.first
    if first > last:
        return None
    if first > floor and words[first - 1] == "whose":
        return first - 1
    if first > floor and words[first - 1] == "at" and words[first] in ("least", "most"):
        return first - 1
    if phrase.is_adverbial:
        first = _after_adverbial(unit, first, last)
    while first < last and tags[first] in "CAPS,.[]":
        first += 1
    return first


class _Phrase:
    """A noun phrase that grows to the left, token by token.

    ``first`` is its first token so far, ``at`` the token that is looked at next; ``is_adverbial``
    tells that it grew into the adverbial that opens its clause ("In Geneva the minister").
    """

    def __init__(self, unit: Unit, last: int, floor: int) -> None:
        self.unit, self.last, self.floor = unit, last, floor
        self.first, self.at = last + 1, last
        self.is_adverbial = False

    def grows(self) -> bool:
        """Take in the next token, and what it brings along; False where the phrase ends."""
        grow = self._BY_TAG.get(self.unit.tags[self.at])
        return grow is not None and grow(self)

    def _take(self, first: int | None) -> bool:
        if first is None:
            return False
        self.first, self.at = first, first - 1
        return True

    @property
    def _before(self) -> str:
        return self.unit.tags[self.at - 1] if self.at > self.floor else ""

    def _nominal(self) -> bool:
        at = self.at
        if at < self.last and _is_year(self.unit, at, self.floor):
            return False
        # "an allegation | the company denies": a new phrase starts at the determiner.
        starts = self.unit.tags[at] == "D" and self._before in ("N", "U") and at < self.last
        return self._take(at) and not starts

    def _time(self) -> bool:
        unit, at, floor = self.unit, self.at, self.floor
        if at > floor + 1 and unit.words[at - 1] in _PARTICIPLES and unit.tags[at - 2] in "NU":
            # "A poll released Sunday": likewise.
            return self._take(at - 1)
        preposition = at > floor and unit.words[at - 1] in TIME_PREPOSITIONS
        if preposition and at > floor + 2 and unit.tags[at - 2] == "E" and at < self.last:
            # "A report published on Monday by the institute": the participle is looked at next.
            self.first = self.at = at - 2
            return True
        if preposition or self._before == "T":
            return False
        # "Monday the court said": an adverbial, but "Monday's vote" is part of the phrase.
        adverbial = at == floor and at + 1 == self.first <= self.last
        if adverbial and unit.tags[at + 1] in "DRUN" and not is_possessive(unit.words[at]):
            return False
        return self._take(at)

    def _participle(self) -> bool:
        unit, at = self.unit, self.at
        if at == self.last:
            return self._take(at)
        before, after = self._before, unit.tags[at + 1]
        if after == "P" or unit.words[at + 1] in TIME_PREPOSITIONS:
            # "people living in Lund", "the planning for the fair", "a study published last year"
            gerund = before == "D" and unit.tags[at] == "G"
            return (gerund or before in ("N", "U", "]", "M")) and self._take(at)
        if after not in "NUEGM[":
            return False
        # "Albright signed documents", "Albright quickly signed": a verb of an earlier clause.
        subject = at - 1
        while subject > self.floor and unit.tags[subject] == "A":
            subject -= 1
        is_verb = unit.tags[at] == "E" and before != "" and unit.tags[subject] in "NURT"
        if is_verb and not is_possessive(unit.words[subject]):
            return False
        return self._take(at)

    def _adverb(self) -> bool:
        """ "the newly elected mayor", "not one vote"."""
        unit, at = self.unit, self.at
        inside = self.floor < at < self.last and unit.tags[at + 1] in "ENGM"
        if inside and (unit.tags[at - 1] in "DNU" or unit.words[at - 1] == "not"):
            return self._take(at)
        # "an official who spoke quietly to a friend"
        opened = _relative_start(self.unit, at, self.floor) if at < self.last else None
        return opened is not None and self.unit.tags[opened - 1] != "," and self._take(opened)

    def _preposition(self) -> bool:
        at, before = self.at, self._before
        if before == "" or before in _CLAUSE_OPENERS:
            self.is_adverbial = True
            return False
        # "teachers who spoke to the paper", but not "she spoke to the paper"
        related = before in "VXE" and _relative_start(self.unit, at - 1, self.floor) is not None
        related |= before == "V" and self._is_led_by(at - 1)
        if before in "VX" and not related:
            return False
        reduced = related or before != "E" or _reduced_relative(self.unit, at - 1, self.floor)
        return reduced and self._take(at)

    def _conjunction(self) -> bool:
        return self._take(_joined(self.unit, self.at, self.floor))

    def _verb(self) -> bool:
        if self._is_led_by(self.at):
            return self._take(self.at)
        return self._take(_relative_start(self.unit, self.at, self.floor))

    def _is_led_by(self, verb: int) -> bool:
        """ "a team led by Ada Brand": a participle that looks like a verb."""
        by = self.unit.words[verb + 1 : verb + 2] == ["by"]
        return by and _reduced_relative(self.unit, verb, self.floor)

    def _bracket(self) -> bool:
        opening = self.unit.tags.rfind("(", self.floor, self.at)
        return opening >= 0 and self._take(opening)

    def _stop(self) -> bool:
        """The stop of an abbreviation such as "Sen."."""
        word = self.unit.words[self.at]
        return word != "." and word.endswith(".") and self.at < self.last and self._take(self.at)

    _BY_TAG: ClassVar[dict[str, Callable[[_Phrase], bool]]] = {
        **dict.fromkeys("NUDMO[]", _nominal),
        **dict.fromkeys("EG", _participle),
        **dict.fromkeys("XV", _verb),
        "T": _time,
        "A": _adverb,
        "P": _preposition,
        "C": _conjunction,
        ")": _bracket,
        ".": _stop,
    }


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
    while first > floor and _belongs_to_member(unit, first - 1, floor):
        first -= 1
    before = tags[first - 1] if first > floor else ""
    if before == "" or before in "SHC;:-.Q[(":
        return first
    if before == ",":
        earlier = _earlier_member(unit, first, left, floor)
        return first if earlier is None else earlier
    if (
        before in "WT"
        or _is_year(unit, first - 1, floor)
        or (before == "V" and words[first - 1] in lexicon().verbs)
    ):
        return first
    return None


def _belongs_to_member(unit: Unit, k: int, floor: int) -> bool:
    """Whether a token belongs to the member of a list that follows it: "chief of police"."""
    tags = unit.tags
    if tags[k] == "P":
        return k > floor and tags[k - 1] in "NU" and unit.words[k] in ("of", "for", "at")
    if tags[k] == "E" and k > floor and tags[k - 1] in "NURAX":
        return False
    return tags[k] in "NUDM[]EG" and not _is_year(unit, k, floor)


def _earlier_member(unit: Unit, first: int, left: int, floor: int) -> int | None:
    """Where the member before a comma starts: "Korda, the mayor and …"; None where none does."""
    tags = unit.tags
    last = first - 2
    if last < floor or tags[last] not in "NU" or tags[first] not in "UN" or left - first > 3:
        return None
    start = last
    while start > floor and tags[start - 1] in "NUD" and last - start < 4:
        start -= 1
    return start if start == floor or tags[start - 1] in "SHC;:-.Q[(" else None


def _after_adverbial(unit: Unit, first: int, last: int) -> int:
    """Where the subject starts after an adverbial that no comma closes ("In Geneva the …")."""
    tags = unit.tags
    seen_noun = False
    for k in range(first, last + 1):
        if tags[k] in "NUMT]" or (tags[k] == "G" and tags[k - 1] == "D"):
            if seen_noun and tags[k] == "U" and tags[k - 1] in "NG":
                return k
            seen_noun = True
        elif tags[k] == "P":
            seen_noun = False
        elif tags[k] in "DO" and seen_noun:
            return k
    return first
