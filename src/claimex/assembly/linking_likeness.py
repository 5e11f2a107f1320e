"""How alike two propositions are: meanings of words, names, numbers, polarity."""

from __future__ import annotations

from collections.abc import Collection

from claimex.assembly.linking_index import Index
from claimex.assembly.linking_items import Facts, numbers_in
from claimex.assembly.linking_meanings import INCIDENTAL, counts, is_predicate

# Two propositions that share this many words are alike without a common verb that we know.
_MANY = 3
_AKIN = 0.25


class Likeness:
    """Compares statements of one document."""

    def __init__(self, index: Index) -> None:
        self._weights = {
            stem: weight * (1.6 if is_predicate(stem) else 1.0)
            for stem, weight in index.weights.items()
        }

    def share(self, wanted: Collection[str], found: Collection[str]) -> float:
        """The share of ``wanted``, by weight, that is in ``found``; verbs weigh more than nouns."""
        weights = self._weights
        total = got = 0.0
        for stem in wanted:
            total += weights[stem]
            if stem in found:
                got += weights[stem]
        return got / total if total else 0.0

    def of(self, one: Facts, stated: frozenset[str], other: Facts) -> float:
        """How much of what ``one`` states (these meanings) another statement carries, 0 to about 1.

        Names count less than the words around them; the speaker's own name, numbers that differ,
        a verb that is missing and another party lower or raise it.
        """
        numbers = numbers_in(stated)
        names = (stated & one.names) - one.side_stems - INCIDENTAL
        words = stated - names - numbers - one.side_stems - INCIDENTAL - {"exist"}
        if not words:  # "Astley was in Lisbon": the names are all there is
            words = names
        shared = words & other.stems
        if not shared:
            return 0.0
        forth = self.share(words, other.stems)
        # A long denial of several things carries the whole of a short claim.
        theirs = other.stems - other.names - INCIDENTAL
        back = self.share(theirs, words) if len(shared) > 1 else 0.0
        said = max(forth, 0.9 * back)
        named = self.share(names, other.stems) if names else said
        score = 0.75 * said + 0.25 * named
        predicates = frozenset(filter(is_predicate, words))
        if predicates & other.stems:
            score += 0.05
        elif predicates and len(shared) < _MANY:
            score *= 0.5
        elif len(words) > 1 and len(shared) == 1:
            score *= 0.7
        if abs(one.paragraph - other.paragraph) <= 1:
            score += 0.03
        if numbers & other.numbers:
            score *= 1.05
        elif self.differ_in_number(one, other):
            score *= 0.75
        spoken = other.literal
        if spoken and spoken.isdisjoint(shared | names):
            # Shared only with what a reader adds: "the evening before (the visit)".
            score *= 0.7
        if one.side_stems & other.stems:
            score += 0.08
        elif names and other.names and not names & other.stems:
            score *= 0.6
        return score

    def shared(self, one: Facts, other: Facts) -> int:
        """How many words of content, names and days aside, one states and the other has."""
        return len((one.stated & other.stems) - one.names - INCIDENTAL)

    def akin(self, one: Facts, other: Facts) -> bool:
        """Whether two claims speak of the same matter: a good part of the words is shared."""
        return self.share(one.stems - one.names - INCIDENTAL, other.stems) >= _AKIN

    def differ_in_number(self, one: Facts, other: Facts) -> bool:
        """Whether both count the same thing and come to different numbers."""
        if not one.numbers or not other.numbers:
            return False
        mine, theirs = counts(one.item.content), counts(other.item.content)
        return any(unit in theirs and not mine[unit] & theirs[unit] for unit in mine)

    def agree_in_polarity(self, one: Facts, other: Facts) -> bool:
        """Whether both affirm or both negate the words that they share."""
        shared = (one.stems & other.stems) - one.names
        return one.negated.isdisjoint(shared) == other.negated.isdisjoint(shared)
