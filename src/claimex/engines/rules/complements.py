"""What follows a cue verb: a "that", a quotation, a clause, an object, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimex.engines.rules.phrases import contracted, is_possessive
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

_CLAUSE_WORDS = frozenset("how why what where whether if".split())
_ASIDE_WORDS = frozenset("after before when while as because since during until than".split())
# What comes before a weekday or a month: "last Monday", "early this week".
_TIME_WORDS = frozenset("last early late this earlier next".split())
# Verbs with which "to be" and "to have" say something: "claims to have seen it".
_SUBJECTS = frozenset("i we he she it they".split())
_CLAIMING = frozenset("claim profess admit confess own".split())
# How far ahead an aside or a clause's verb is looked for, in tokens.
_ASIDE = 18
_FRONTED_ASIDE = 14
_ASIDE_VERB = 14
_CLAUSE = 22


@dataclass(frozen=True, slots=True)
class Complement:
    """What follows a cue verb, and the token at which it starts.

    ``kind`` is None where nothing follows that could be said: the verb stands alone.
    """

    kind: Literal["that", "quote", "clause", "object"] | None
    start: int


def after_verb(unit: Unit, said: Said, stop: int) -> Complement:
    """What follows the verb of an attribution, before the token ``stop``."""
    return _Search(unit, said, stop).found()


class _Search:
    """Goes from the verb to the right, past adverbs, addressees, times and places.

    ``start`` is where the search began, ``at`` the token that is looked at; ``addressed`` tells
    that it passed the one who is told, ``in_phrase`` that it passed a time, place or the like.
    """

    def __init__(self, unit: Unit, said: Said, stop: int) -> None:
        self.unit, self.said, self.stop = unit, said, stop
        self.tags, self.words = unit.tags, unit.words
        self.start = self.at = said.start if said.by_phrase else said.cue + 1
        self.addressed = self.in_phrase = False

    def found(self) -> Complement:
        """The complement; of kind None where the search comes to an end without one."""
        while self.at < self.stop and (self.tags[self.at] == "A" or self.words[self.at] == "out"):
            if self.words[self.at] == "there" and self._next_tag in ("X", "A"):
                return Complement("clause", self.at)
            self.at += 1
        self.start = self.at
        while self.at < self.stop:
            complement = self._step()
            if complement is not None:
                return complement
        return self._nothing()

    @property
    def _next_tag(self) -> str:
        return self.tags[self.at + 1] if self.at + 1 < self.stop else ""

    @property
    def _next_word(self) -> str:
        return self.words[self.at + 1] if self.at + 1 < self.stop else ""

    @property
    def _passed_aside(self) -> bool:
        return self.in_phrase or self.addressed

    @property
    def _at_place(self) -> bool:
        """Whether what is said may start here: right after the verb, or after an aside."""
        return self.at == self.start or self._passed_aside

    def _nothing(self) -> Complement:
        return Complement(None, self.at)

    def _step(self) -> Complement | None:
        """The complement that starts here; None after the search has gone on."""
        tag = self.tags[self.at]
        if tag == "H":
            return self._that()
        if tag == "Q":
            return Complement("quote", self.at)
        if tag == ":":
            return Complement("quote" if self._next_tag == "Q" else "clause", self.at + 1)
        if tag in ",-":
            return self._mark()
        if tag in ".;":
            return self._nothing()
        if tag == "P":
            return self._preposition()
        if self._passes_time():
            return None
        if tag == "S":
            return self._subordinator()
        if self.words[self.at] == "there" and self._next_tag == "X":
            return Complement("clause", self.at)
        if tag == "A":
            self.at += 1
            return None
        if contracted(self.words[self.at]) and self._at_place:
            # "claimed she'd sooner eat the hat"
            return Complement("clause", self.at)
        if self.words[self.at] in _SUBJECTS and self._next_tag in ("X", "V"):
            # "warned it would close the strait": nobody is told
            return Complement("clause", self.at)
        if "tell" in self.said.frames and not self.addressed:
            self._pass_addressee(tag)
            return None
        return self._clause_or_object(tag)

    def _that(self) -> Complement:
        at, first = self.at, self.at == self.start
        if self.said.verb is None:
            return Complement("that", at + 1)
        if self._next_tag == "X" and (self.addressed or first):
            # "said that was a lie"
            return Complement("clause", at)
        singular = self._next_tag in ("N", "U", "E") and not self._next_word.endswith("s")
        if first and singular and not starts_clause(self.unit, at + 1, self.stop):
            # "reported that incident"
            return Complement("object", at)
        if _demonstrative(self.unit, at, self.stop):
            return Complement("clause", at)
        return Complement("that", at + 1)

    def _mark(self) -> Complement:
        at, tags = self.at, self.tags
        if self._next_tag == "Q":
            return Complement("quote", at + 1)
        if at == self.start and self.said.before < 0 and tags[at] == ",":
            # "She added, with a shrug, the bridge would hold."
            closing = tags.find(",", at + 1, min(self.stop, at + _FRONTED_ASIDE))
            if closing > 0 and starts_clause(self.unit, closing + 1, self.stop, plain=True):
                return Complement("clause", closing + 1)
        ahead = _resumes(self.unit, at, self.stop) if self._at_place else None
        return ahead or self._nothing()

    def _preposition(self) -> Complement | None:
        claims = self.at == self.start and self.said.lemma in _CLAIMING
        doing = self._next_word in ("be", "have") or self._next_tag == "G"
        if claims and self.words[self.at] == "to" and doing:
            return Complement("that", self.at)
        if self.addressed and _order(self.unit, self.at, self.stop):
            return self._nothing()
        self.in_phrase = True
        self.at = _skip_phrase(self.unit, self.at + 1, self.stop)
        return None

    def _passes_time(self) -> bool:
        """Go on past "Monday", "last Monday", "early this"."""
        if not self._next_tag:
            return False
        at, words = self.at, self.words
        if (
            self.tags[at] == "T"
            and self._at_place
            and not is_possessive(words[at])
            and self._next_tag != "N"
        ):
            self.at += 1
        elif (words[at] in _TIME_WORDS or words[at] == "all") and self._next_tag == "T":
            self.at += 2
        elif words[at] in _TIME_WORDS and self._next_word in ("this", "last"):
            self.at += 1
        else:
            return False
        self.in_phrase = True
        return True

    def _subordinator(self) -> Complement:
        word = self.words[self.at]
        asks = word in _CLAUSE_WORDS and (self.at == self.start or self.addressed)
        if not asks and word in _ASIDE_WORDS:
            return _resumes(self.unit, self.at, self.stop, loose=True) or self._nothing()
        return Complement("clause", self.at)

    def _pass_addressee(self, tag: str) -> None:
        """Go on past the one who is told."""
        self.addressed = True
        if tag == "R" or (tag == "O" and self.words[self.at] != "her"):
            self.at += 1
        else:
            self.at = _skip_phrase(self.unit, self.at, self.stop)

    def _clause_or_object(self, tag: str) -> Complement | None:
        if tag in "WC)":
            return self._nothing()
        if tag == "(":
            closing = self.tags.find(")", self.at)
            self.at = closing + 1 if closing > 0 else self.stop
            return None
        if not self._at_place:
            self.at += 1
            return None
        plain = self.said.lemma not in ("say", "tell")
        clause = starts_clause(self.unit, self.at, self.stop, plain=plain)
        return Complement("clause" if clause else "object", self.at)


def _demonstrative(unit: Unit, m: int, stop: int) -> bool:
    """Whether "that" belongs to the next noun: "says that allegation is baseless"."""
    tags = unit.tags
    if m + 2 >= stop or tags[m + 1] != "N" or unit.words[m + 1].endswith("s"):
        return False
    k = m + 1
    while k < stop and tags[k] == "N":
        k += 1
    return (
        k < stop
        and tags[k] in "XV"
        and k - m <= 3
        and unit.words[k] in ("is", "was", "has", "had", "did", "does")
    )


def _order(unit: Unit, m: int, stop: int) -> bool:
    """Whether "to" opens an order: "told the crowd to go home"."""
    return unit.words[m] == "to" and m + 1 < stop and unit.tags[m + 1] in "NVX"


def _names(unit: Unit, m: int, stop: int) -> bool:
    """Whether a name before "that" is that of the noun before it: "in the journal Nature that"."""
    while m < stop and unit.tags[m] == "U":
        m += 1
    return m < stop and unit.tags[m] == "H"


def _skip_phrase(unit: Unit, m: int, stop: int) -> int:
    """The index after the noun phrase at ``m``, where it can be told from a clause's subject."""
    tags, words = unit.tags, unit.words
    seen = False
    first = m
    while m < stop:
        tag = tags[m]
        if words[m] == "there" and tags[m + 1 : m + 2] == "X":
            return m
        if tag == "D" or (tag == "O" and words[m] == "her"):
            if seen and tags[m - 1] != "P":
                return m
        elif tag in "NMT":
            seen = True
        elif tag == "U":
            named = tags[m - 1] == "T" and m - 2 >= first and tags[m - 2] in "DU"
            if seen and tags[m - 1] in "NT" and m > first and not (named or _names(unit, m, stop)):
                return m
            seen = True
        elif tag in "EG[]":
            pass
        elif tag == "O":
            return m + 1
        elif tag == "P":
            if _order(unit, m, stop):
                return m
        elif tag == "C":
            if not (m + 1 < stop and tags[m + 1] in "UN" and tags[m - 1] in "UN"):
                return m
        else:
            return m
        m += 1
    return m


def starts_clause(unit: Unit, m: int, stop: int, *, plain: bool = False) -> bool:
    """Whether a clause starts at ``m``: a noun phrase and a finite verb after it.

    ``plain`` allows no relative clause or aside in between.
    """
    tags = unit.tags
    seen = False
    for k in range(m, min(stop, m + _CLAUSE)):
        tag = tags[k]
        if tag == "C" and tags[k + 1 : k + 2] in ("X", "V"):
            # "claimed one win in nine and were denied": no subject of its own.
            return False
        if tag in "XV":
            return seen
        if tag == "E":
            follows = seen and tags[m:k].rstrip("A")[-1:] in ("", *"NURMT]")
            if follows and unit.words[k + 1 : k + 2] != ["by"]:
                return True
        elif tag in "WH,(":
            # A relative clause or an aside: a verb after it still makes a clause.
            return not plain and any(t in "XVE" for t in tags[k + 1 : min(stop, k + _ASIDE_VERB)])
        elif tag in "NUMRO]DT":
            seen = True
        elif tag not in "Q[GPCA":
            return False
    return False


def _resumes(unit: Unit, m: int, stop: int, *, loose: bool = False) -> Complement | None:
    """A "that" or a quotation after an aside: "said, with a grin, that"."""
    tags = unit.tags
    for k in range(m + 1, min(stop, m + _ASIDE)):
        if tags[k] == "Q":
            return Complement("quote", k)
        if tags[k] == "H" and k + 1 < stop and tags[k - 1] in ",TNUM" and tags[k + 1] not in "VX":
            return Complement("that", k + 1) if loose or tags[k - 1] in ",T" else None
        if tags[k] in ".;":
            return None
    return None
