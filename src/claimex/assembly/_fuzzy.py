"""Where a text says nearly what a quote says: words dropped, swapped, misspelt or joined.

The quote's rarest words (character pairs where a script sets no spaces) narrow the text to a few
blocks; there a longest common subsequence of words aligns the two, and both ends are settled.
A match whose difference is a number, a name or a negation is refused, however near it is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from math import log

from rapidfuzz.distance import Levenshtein

from claimex.assembly._alignment import Aligned, Gap, align
from claimex.assembly._contradiction import Names, Side, contradicts
from claimex.assembly._folding import Folded
from claimex.assembly._tokens import Tokens, keys, tokens

_BLOCK = 512  # characters; a quote of 300 lies in at most two
_SEEDS = 16  # rarest words of a quote that are looked up
_TRIED = 3  # candidate places that are aligned
_DIRECT = 4096  # characters that are aligned without looking for candidates
_FEWEST_WORDS, _FEWEST_LETTERS = 3, 12  # of a quote that is looked for by its words
_LONGEST = 20_000  # characters of a quote that is looked for at all
_SHORTEST, _SHORT_ALIKE = 4, 0.8  # letters and similarity of a quote that has less than these
_SURE = 0.9  # similarity from which no other candidate is tried
_COVERAGE, _SIMILARITY = 0.75, 0.7  # below these a quote is not in the text


class Blocks:
    """Which words occur in which block of a folded text; the time to build it is linear."""

    def __init__(self, folded: str) -> None:
        self.starts = array("q")
        self._where: defaultdict[str, list[int]] = defaultdict(list)
        start = number = 0
        while start < len(folded):
            self.starts.append(start)
            end = min(start + _BLOCK, len(folded))
            blank = folded.find(" ", end, end + 64)
            end = blank if blank >= 0 else end
            for key in keys(folded[start:end]):
                self._where[key].append(number)
            start = end
            number += 1
        self.starts.append(len(folded))

    def candidates(self, quote: str, low: int, high: int) -> list[tuple[int, int]]:
        """Stretches of ``[low, high)`` that share rare words with the quote, likeliest first."""
        first = bisect_right(self.starts, low) - 1
        last = bisect_left(self.starts, high)
        total = len(self.starts)
        rare = sorted((len(where), key) for key in keys(quote) if (where := self._where.get(key)))
        margin = len(quote) // 2 + 64
        width = len(quote) * 5 // (4 * _BLOCK) + 2
        scores: defaultdict[int, float] = defaultdict(float)
        for count, key in rare[:_SEEDS]:
            weight = log(1 + total / count)
            where = self._where[key]
            after = first - width
            for block in where[bisect_left(where, first) : bisect_left(where, last)]:
                # Every run of blocks that holds this one, each once for a word.
                run = block - width
                if run < after:
                    run = after
                while run < block:
                    run += 1
                    scores[run] += weight
                after = block
        enough = max(scores.values(), default=0.0) / 2
        best = sorted((-score, run) for run, score in scores.items() if score >= enough)
        stretches: list[tuple[int, int]] = []
        taken: set[int] = set()
        for _, run in best:
            # Runs that overlap a better one hold no other place.
            if run not in taken and len(stretches) < _TRIED:
                taken.update(range(run - width + 2, run + width - 1))
                begin = self.starts[max(run, 0)] - margin
                stop = self.starts[min(run + width, total - 1)] + margin
                stretches.append((max(low, begin), min(high, stop)))
        return stretches


class Nearby:
    """Finds what a text says nearly as a quote says it; positions are those of the folded text."""

    def __init__(self, text: Folded) -> None:
        self._text = text
        self._names = Names(text.text)
        self._blocks: Blocks | None = None

    def find(self, quote: Folded, low: int, high: int, *, short: bool) -> tuple[int, int] | None:
        """The stretch of ``[low, high)`` that the quote stands for, None where there is none.

        With ``short`` a word or two are looked for as well, which in a long text stand anywhere.
        """
        if len(quote.folded) > _LONGEST:
            return None
        said = tokens(quote.folded)
        letters = sum(map(len, said.words))
        if len(said) < _FEWEST_WORDS or letters < _FEWEST_LETTERS:
            return self._short(quote, said, low, high) if short else None
        best: Aligned | None = None
        where = Tokens([], [])
        for start, end in self._stretches(quote.folded, low, high):
            heard = tokens(self._text.folded, start, end)
            aligned = align(said.words, heard.words) if heard.words else None
            if aligned and (best is None or aligned.similarity > best.similarity):
                best, where = aligned, heard
                if aligned.similarity > _SURE:
                    break
        if best is None or best.coverage < _COVERAGE or best.similarity < _SIMILARITY:
            return None
        if contradicts(best, Side(quote, said), Side(self._text, where), self._names):
            return None
        return self._with_marks(quote.folded, said, best, where, low, high)

    def _stretches(self, quote: str, low: int, high: int) -> Iterable[tuple[int, int]]:
        if high - low <= _DIRECT:
            return [(low, high)]
        if self._blocks is None:
            self._blocks = Blocks(self._text.folded)
        return self._blocks.candidates(quote, low, high)

    def _short(self, quote: Folded, said: Tokens, low: int, high: int) -> tuple[int, int] | None:
        """A word or two, misspelt or inflected otherwise ("denies" for "denied")."""
        heard = tokens(self._text.folded, low, high)
        ours = " ".join(said.words)
        if len(ours) < _SHORTEST:
            return None
        best, place = _SHORT_ALIKE, -1
        for j in range(len(heard) - len(said) + 1):
            theirs = " ".join(heard.words[j : j + len(said)])
            ratio = Levenshtein.normalized_similarity(ours, theirs, score_cutoff=best)
            if ratio > best or (ratio == best and place < 0):
                best, place = ratio, j
        if place < 0:
            return None
        last = place + len(said) - 1
        differ = [k for k in range(len(said)) if said.words[k] != heard.words[place + k]]
        gaps = [Gap([k], [place + k]) for k in differ]
        aligned = Aligned(place, last, gaps, set(), True, True, best, best)
        if contradicts(aligned, Side(quote, said), Side(self._text, heard), self._names):
            return None
        return heard.places[place][0], heard.places[last][1]

    def _with_marks(
        self, quote: str, said: Tokens, aligned: Aligned, heard: Tokens, low: int, high: int
    ) -> tuple[int, int]:
        """The span, with the punctuation at its ends that the quote has there too."""
        start, end = heard.places[aligned.first][0], heard.places[aligned.last][1]
        folded = self._text.folded
        if aligned.starts:
            for mark in reversed(quote[: said.places[0][0]]):
                if start > low and folded[start - 1] == mark and mark != " ":
                    start -= 1
        if aligned.ends:
            for mark in quote[said.places[-1][1] :]:
                if end < high and folded[end] == mark and mark != " ":
                    end += 1
        return start, end
