"""Who speaks for whom: the side that a source is on, by the words of its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claimex.assembly.linking_meanings import WORD, meaning

_ROLE = re.compile(
    r"(?:spokes\w+|lawyers?|attorneys?|solicitors?|counsel|aides?|advis[eo]rs?|agents?|office|press|"
    r"communications|officials?|staff|representatives?|ministry|department|agency|government|cabinet|"
    r"company|firm|chair\w*|director|president|minister|secretary|embassy|consulate|campaign|team|"
    r"report|statement|letter|filing|s|of|for|the|a|an|at|and)$"
)
# Who was of a side speaks for it no more.
_NO_LONGER = re.compile(
    r"\b(?:former|ex|sacked|fired|ousted|estranged)\b|\bwho (?:has|had|once|used) ", re.IGNORECASE
)


# Equal only to itself: one is made for each source of a document.
@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A source and whom it speaks for.

    ``voices`` are the two, case-folded, ``words`` those of the source's name without the words of
    an office, ``stems`` the meanings of such words of both names.
    """

    source: str
    voices: frozenset[str]
    words: frozenset[str]
    stems: frozenset[str]

    def meets(self, other: Side) -> bool:
        """Whether both speak for the same person or body."""
        if not self.voices.isdisjoint(other.voices):
            return True
        if self.words.isdisjoint(other.words):
            return False
        first, second = _speaks_for(self.source), _speaks_for(other.source)
        if self.words <= other.words or other.words <= self.words:
            return first or second or self.words == other.words
        return first != second and "'s" in self.source + other.source


def side_of(source: str, principal: str) -> Side:
    """The side of a source that speaks for a principal, or for itself where that is ""."""
    voices = frozenset({source.casefold(), principal.casefold()} - {""})
    words = _words_of(source)
    stems = frozenset(map(meaning, words | _words_of(principal)))
    # Names are seldom changed by taking their endings off: one set is enough then.
    return Side(source, voices, words, words if stems == words else stems)


@lru_cache(maxsize=1024)
def _speaks_for(name: str) -> bool:
    words = [word.casefold() for word in WORD.findall(name)]
    return any(_ROLE.match(word) and len(word) > 3 for word in words)


def _words_of(name: str) -> frozenset[str]:
    if _NO_LONGER.search(name):
        return frozenset((name.casefold(),))
    words = (word.casefold() for word in WORD.findall(name))
    return frozenset({word for word in words if not _ROLE.match(word)})
