"""Aligns the words of a quote with those of a stretch of text, and settles both ends."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel, LCSseq

_SKIP = 0.3  # what a skipped character of the text costs, against one for each that agrees
_SKIP_QUOTE = 0.15
_OFTEN = 16
_EDGE = 4  # words at an end of the quote that are looked for one by one
_NEAR = 3  # words by which a swapped word moves at most to count as swapped in place
_ALIKE = 0.7  # similarity from which unequal words are taken for misspelt or joined ones


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two agreeing words, or beyond the outermost: what quote and text say apart."""

    quote: list[int]
    text: list[int]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Words ``[first, last]`` of the text (both included) as what the quote stands for.

    ``gaps`` hold the words that differ; ``moved`` the words of the quote that the span has, but
    elsewhere. ``starts`` and ``ends`` say whether the quote's outermost words are found.
    ``coverage`` is the share of the quote's letters that agree, ``similarity`` that of both sides.
    """

    first: int
    last: int
    gaps: list[Gap]
    moved: set[int]
    starts: bool
    ends: bool
    coverage: float
    similarity: float


def narrow(quote: Sequence[str], text: Sequence[str]) -> tuple[int, int]:
    """The words ``[low, high)`` of the text that lie along the quote's densest diagonal."""
    at: defaultdict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(quote):
        at[word].append(i)
    # Words that the quote repeats all the time say little of where they stand, and cost most.
    common = [(j, word) for j, word in enumerate(text) if 0 < len(at.get(word, ())) <= _OFTEN]
    count = Counter([word for _, word in common])
    weight = {word: min(len(word), 8) / (count[word] * len(at[word])) for word in count}
    votes: defaultdict[int, float] = defaultdict(float)
    for j, word in common:
        for i in at[word]:
            votes[j - i] += weight[word]
    width = max(4, len(quote) // 4)
    diagonals = sorted(votes)
    best = total = 0.0
    start = left = 0
    for diagonal in diagonals:
        total += votes[diagonal]
        while diagonals[left] < diagonal - width:
            total -= votes[diagonals[left]]
            left += 1
        if total > best + 1e-9:
            best, start = total, diagonals[left]
    return max(0, start - _EDGE), min(len(text), start + width + len(quote) + _EDGE)


def align(quote: Sequence[str], text: Sequence[str]) -> Aligned | None:
    """The best place of the quote's words in the text, or None where no word agrees."""
    low, high = narrow(quote, text)
    words = list(text[low:high])
    pairs = _pairs(quote, words)
    if not pairs:
        return None
    middle = _middle(quote, pairs)
    pairs = _trim(quote, words, _tighten(quote, words, pairs, middle), middle)
    return _Settling(quote, words, pairs).result(low)


Pair = tuple[int, int]


def _pairs(quote: Sequence[str], words: list[str]) -> list[Pair]:
    pairs: list[Pair] = []
    for op in LCSseq.opcodes(quote, words):
        if op.tag == "equal":
            pairs += zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
            )
    return pairs


def _middle(quote: Sequence[str], pairs: list[Pair]) -> int:
    """The pair in the middle of the longest unbroken run, from which both ends are settled."""
    best = size = begin = 0
    middle = 0
    for k, (i, j) in enumerate(pairs):
        if k and (i - pairs[k - 1][0], j - pairs[k - 1][1]) != (1, 1):
            begin, size = k, 0
        size += len(quote[i])
        if size > best:
            best, middle = size, (begin + k) // 2
    return middle


def _tighten(quote: Sequence[str], words: list[str], pairs: list[Pair], middle: int) -> list[Pair]:
    """The same words of the quote, each at its mention nearest the middle."""
    left, right = pairs[: middle + 1], pairs[middle:]
    for k in range(1, len(right)):
        i, j = right[k]
        right[k] = i, words.index(quote[i], right[k - 1][1] + 1, j + 1)
    for k in range(len(left) - 2, -1, -1):
        i, j = left[k]
        nearest = left[k + 1][1] - 1
        while words[nearest] != quote[i]:
            nearest -= 1
        left[k] = i, nearest
    return left + right[1:]


def _trim(quote: Sequence[str], words: list[str], pairs: list[Pair], middle: int) -> list[Pair]:
    """Without the words at the ends that agree by chance, too far from the rest."""

    def reach(order: range) -> int:
        score = best = 0.0
        kept = before = middle
        for k in order:
            a, b = sorted((pairs[before], pairs[k]))
            skipped = sum(len(w) + 1 for w in words[a[1] + 1 : b[1]])
            unsaid = sum(len(w) + 1 for w in quote[a[0] + 1 : b[0]])
            length = len(quote[pairs[k][0]])
            score += min(length, 8) + (length > 1) - _SKIP * skipped - _SKIP_QUOTE * unsaid
            if score >= best:
                best, kept = score, k
            before = k
        return kept

    first = reach(range(middle - 1, -1, -1))
    last = reach(range(middle + 1, len(pairs)))
    return pairs[first : last + 1]


class _Settling:
    """Finds the ends of the span around aligned words, and what agrees and differs in it."""

    def __init__(self, quote: Sequence[str], words: list[str], pairs: list[Pair]) -> None:
        self.quote, self.words, self.pairs = quote, words, pairs
        self.first, self.last = pairs[0][1], pairs[-1][1]
        self.swaps: dict[int, int] = {}
        self.gaps: list[Gap] = []
        self.agree = float(sum(len(quote[i]) for i, _ in pairs))
        matched = {i for i, _ in pairs}
        self.loose = [i for i in range(len(quote)) if i not in matched]

    def result(self, offset: int) -> Aligned:
        quote, pairs = self.quote, self.pairs
        if self.loose:
            self._swap()
        near = {i: j for i, j in self.swaps.items() if self._shift(i, j) <= _NEAR}
        self.agree += sum(len(quote[i]) for i in self.swaps)
        left = [i for i in self.loose if i not in near]
        lead = [i for i in left if i < pairs[0][0]]
        tail = [i for i in left if i > pairs[-1][0]]
        here = set(near.values())
        before, after = self._outside(lead, -1), self._outside(tail, 1)
        self._between(left, here)
        length = sum(map(len, quote))
        span = sum(map(len, self.words[self.first : self.last + 1]))
        agree = min(self.agree, length)
        return Aligned(
            first=self.first + offset,
            last=self.last + offset,
            gaps=[Gap(gap.quote, [j + offset for j in gap.text]) for gap in self.gaps],
            moved=set(self.swaps),
            starts=pairs[0][0] == 0 or 0 in self.swaps or before,
            ends=pairs[-1][0] == len(quote) - 1 or len(quote) - 1 in self.swaps or after,
            coverage=agree / length,
            similarity=2 * agree / (length + span),
        )

    def _swap(self) -> None:
        """Pairs words that both sides have in different order, in the span and just beyond it."""
        waiting: defaultdict[str, list[int]] = defaultdict(list)
        for i in self.loose:
            waiting[self.quote[i]].append(i)
        taken = {j for _, j in self.pairs}
        for j in range(self.first, self.last + 1):
            if j not in taken and waiting[self.words[j]]:
                self.swaps[waiting[self.words[j]].pop(0)] = j
        start, end = self.pairs[0][0], self.pairs[-1][0]
        while self.first and (here := waiting[self.words[self.first - 1]]):
            if not start and here[0] > start + _NEAR:
                break
            self.first -= 1
            self.swaps[here.pop(0)] = self.first
        while self.last + 1 < len(self.words) and (here := waiting[self.words[self.last + 1]]):
            if end == len(self.quote) - 1 and here[-1] < end - _NEAR:
                break
            self.last += 1
            self.swaps[here.pop()] = self.last

    def _shift(self, i: int, j: int) -> int:
        """By how many words a swapped word has moved, measured at its nearest neighbours."""
        k = bisect_left(self.pairs, (i, 0))
        around = self.pairs[max(0, k - 1) : k + 1]
        return min(abs((j - b) - (i - a)) for a, b in around)

    def _outside(self, loose: list[int], step: int) -> bool:
        """Takes misspelt words beyond an end into the span; notes what differs there.

        Says whether the quote's outermost word is found so.
        """
        if not loose:
            return False
        loose = loose[-_EDGE:] if step < 0 else loose[:_EDGE]
        best, used, reach = _ALIKE, 0, 0
        for count in range(1, len(loose) + 1):
            said = loose[-count:] if step < 0 else loose[:count]
            ours = "".join(self.quote[i] for i in said)
            for size in range(1, count + 2):
                theirs = "".join(self.words[j] for j in self._next(step, size))
                ratio = Indel.normalized_similarity(ours, theirs)
                if ratio >= best:
                    best, used, reach = ratio, count, size
        beyond = self._next(step, reach)
        if used:
            said = loose[-used:] if step < 0 else loose[:used]
            self.agree += best * sum(len(self.quote[i]) for i in said)
            self.gaps.append(Gap(said, beyond))
            self.first = min([self.first, *beyond])
            self.last = max([self.last, *beyond])
            loose = loose[:-used] if step < 0 else loose[used:]
        if loose:
            self.gaps.append(Gap(loose, self._next(step, len(loose))))
        return used > 0 and not loose

    def _next(self, step: int, size: int) -> list[int]:
        if step < 0:
            return list(range(max(0, self.first - size), self.first))
        return list(range(self.last + 1, min(len(self.words), self.last + 1 + size)))

    def _between(self, left: list[int], swapped: set[int]) -> None:
        """Notes what differs between agreeing words, and gives misspelt words their share."""
        rest = set(left)
        for (a, b), (c, d) in pairwise(self.pairs):
            if (c - a, d - b) == (1, 1):
                continue
            gap = Gap(
                [i for i in range(a + 1, c) if i in rest],
                [j for j in range(b + 1, d) if j not in swapped],
            )
            if not gap.quote and not gap.text:
                continue
            self.gaps.append(gap)
            ours = "".join(self.quote[i] for i in gap.quote if i not in self.swaps)
            theirs = "".join(self.words[j] for j in gap.text)
            if ours and theirs:
                ratio = Indel.normalized_similarity(ours, theirs)
                if ratio >= _ALIKE:
                    self.agree += ratio * len(ours)
