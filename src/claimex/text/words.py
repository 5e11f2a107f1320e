"""Words of a text, for those who look for many: by a pattern, and all in lower case."""

from __future__ import annotations

import re
from itertools import chain

_LIMIT = 1 << 14
"""How many stretches a pattern remembers."""


class WordPattern(dict[str, tuple[str, ...]]):
    """A pattern whose matches hold no white space, with what it finds in each stretch without any.

    News repeats its words: most stretches ("said", "the", "deal,") were met before, and looking
    them up takes a fraction of the time that matching them takes.
    """

    def __init__(self, pattern: str) -> None:
        super().__init__()
        self._matches = re.compile(pattern).findall

    def __missing__(self, stretch: str) -> tuple[str, ...]:
        if len(self) >= _LIMIT:
            self.clear()
        found = self[stretch] = tuple(self._matches(stretch))
        return found

    def findall(self, text: str) -> list[str]:
        """All matches in a text, in order."""
        return list(chain.from_iterable(map(self.__getitem__, text.split())))


def lowered(text: str) -> str:
    """The text in lower case, every character at its place.

    A pattern that ignores case takes several times as long as one that is given this.
    """
    # Of all characters this one alone becomes two.
    return text.replace("\u0130", "I").lower()
