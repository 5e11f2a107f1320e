"""Which statements share words, and how much: an inverted index with bounded reach."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from claimex.assembly.linking_items import Facts

# Of each word at most this many statements on either side are looked at, the nearest ones, and of
# each statement at most this many words, the rarest ones: the work for a statement is bounded.
_REACH = 12
_WORDS = 10


class Index:
    """The statements of a document by the meanings of their words."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self.facts = facts
        self._of: dict[str, list[int]] = defaultdict(list)
        for f in facts:
            for stem in f.stems:
                self._of[stem].append(f.order)
        count = len(facts)
        self.weights = {
            stem: math.log(1.5 + count / (1 + len(orders))) for stem, orders in self._of.items()
        }
        """How much a shared word tells: more the rarer it is among the statements."""

    def near(self, stems: Iterable[str], at: int) -> list[Facts]:
        """The other statements that share a word with these, near the statement of order ``at``."""
        found: set[int] = set()
        known = sorted((len(self._of[s]), s) for s in stems if s in self._of)
        for _, stem in known[:_WORDS]:
            orders = self._of[stem]
            place = bisect_left(orders, at)
            found.update(orders[max(0, place - _REACH) : place + _REACH])
        found.discard(at)
        return [self.facts[n] for n in sorted(found)]

    def shared(self, wanted: Collection[str], facts: Facts) -> float:
        """The share of ``wanted``, by weight, that is among the words of a statement."""
        weights = self.weights
        total = sum(weights.get(s, 1.0) for s in wanted)
        return sum(weights[s] for s in wanted if s in facts.stems) / total if total else 0.0
