"""From quoted words to their place in the text: exact, else normalised, else fuzzy, else None."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from claimex.assembly._folding import Folded, breaks_word, core, fold, is_mark
from claimex.schema import Alignment, Span

if TYPE_CHECKING:
    from claimex.assembly._fuzzy import Nearby

Window = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quote stands: ``[start, end)`` of the text searched, and how it was aligned."""

    start: int
    end: int
    alignment: Alignment


class Haystack:
    """One text, prepared once, in which many quotes are looked for.

    Positions are half-open ranges of code points of ``text``.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = fold(text)

    def find(
        self,
        quote: str,
        *,
        within: Sequence[Window] = (),
        near: Sequence[Window] = (),
        whole: bool = True,
    ) -> Found | None:
        """The place of a quote, or None where it does not stand in the text.

        The windows ``within`` (the sentences pointed at) are searched first, then those ``near``,
        then, with ``whole``, all of the text; in each the first place counts. Words that stand as
        they are quoted, normalised at most, are taken from anywhere before a fuzzy match is
        tried.
        """
        windows = [*within, *near]
        if whole:
            windows.append((0, len(self.text)))
        sought = fold(quote.strip())
        for search in (self._stands, self._fuzzy):
            for start, end in windows:
                for found in search(sought, start, end):
                    return found
        return None

    def mentions(self, quote: str) -> list[Found]:
        """All places, in reading order, where the words of the quote stand, normalised at most."""
        return list(self._normalised(fold(quote.strip()), 0, len(self.text)))

    def _stands(self, quote: Folded, start: int, end: int) -> Iterator[Found]:
        yield from self._exact(quote.text, start, end)
        yield from self._normalised(quote, start, end)

    def _exact(self, quote: str, start: int, end: int) -> Iterator[Found]:
        if not quote:
            return
        place = self.text.find(quote, start, end)
        while place >= 0:
            stop = place + len(quote)
            if breaks_word(self.text, place, stop):
                stop = place + 1
            else:
                yield Found(place, stop, "exact")
            place = self.text.find(quote, stop, end)

    def _normalised(self, quote: Folded, start: int, end: int) -> Iterator[Found]:
        whole = quote.folded.strip()
        inner = core(whole)
        if not inner:
            return
        folded = self._folded.folded
        low, high = self._folded.place(start), self._folded.place(end)
        lead = whole.index(inner)
        tail = len(whole) - lead - len(inner)
        place = folded.find(inner, low, high)
        while place >= 0:
            stop = place + len(inner)
            first, last = place, stop
            # The marks at the quote's ends count where the text has them too.
            if low <= place - lead and folded.startswith(whole, place - lead, high):
                first, last = place - lead, stop + tail
            if breaks_word(folded, place, stop):
                stop = place + 1
            else:
                source = self._folded.source(first, last)
                if start <= source[0] and source[1] <= end and not breaks_word(self.text, *source):
                    exact = self.text[source[0] : source[1]] == quote.text
                    yield Found(*source, "exact" if exact else "normalised")
            place = folded.find(inner, stop, high)

    def _fuzzy(self, quote: Folded, start: int, end: int) -> Iterator[Found]:
        low, high = self._folded.place(start), self._folded.place(end)
        near = self._nearby.find(quote, low, high)
        if near is not None:
            first, last = self._folded.source(*near)
            while first > start and is_mark(self.text[first]):
                first -= 1
            while last < end and is_mark(self.text[last]):
                last += 1
            yield Found(first, last, "fuzzy")

    @cached_property
    def _nearby(self) -> Nearby:
        # Imported when it is first needed: rapidfuzz would weigh on `import claimex`.
        from claimex.assembly._fuzzy import Nearby

        return Nearby(self._folded)


def ground(text: str, quotes: Sequence[str]) -> list[Span | None]:
    """The words of a text that each quote stands for, or None where they are not in it.

    A quote that is given several times takes successive mentions, in reading order; where there are
    more of it than mentions, the rest get None: the text says it no more often than that. Positions
    are half-open ranges of code points of ``text``.
    """
    haystack = Haystack(text)
    spans: list[Span | None] = []
    repeated: dict[str, Iterator[Found]] = {}
    wanted = Counter(quotes)
    for quote in quotes:
        if quote not in repeated:
            repeated[quote] = _successive(haystack, quote, wanted[quote])
        found = next(repeated[quote], None)
        spans.append(
            None
            if found is None
            else Span(start=found.start, end=found.end, text=text[found.start : found.end])
        )
    return spans


def _successive(haystack: Haystack, quote: str, wanted: int) -> Iterator[Found]:
    if wanted == 1:
        found = haystack.find(quote)
        if found:
            yield found
        return
    mentions = haystack.mentions(quote)
    exact = [found for found in mentions if found.alignment == "exact"]
    yield from exact if len(exact) >= wanted else mentions
