"""From quoted words to their place in the text: exact, else normalised, else fuzzy, else None."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from claimex.assembly._folding import Folded, breaks_word, core, fold, is_mark
from claimex.schema import Alignment, Span
from claimex.text.repair import repair

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
        they are quoted, normalised at most, are taken from anywhere before a fuzzy match is tried.
        A quote of one or two words is matched fuzzily only in the windows, one of more than 20,000
        characters nowhere.
        """
        pointed = [*within, *near]
        every = [*pointed, (0, len(self.text))] if whole else pointed
        sought = fold(quote.strip())
        for start, end in every:
            for found in self._stands(sought, start, end):
                return found
        for start, end in pointed:
            near_words = self._fuzzy(sought, start, end, short=True)
            if near_words is not None:
                return near_words
        return self.nearly(quote) if whole else None

    def nearly(self, quote: str, start: int = 0) -> Found | None:
        """The fuzzy match of a quote of several words, from ``start`` on; None without one."""
        return self._fuzzy(fold(quote.strip()), start, len(self.text), short=False)

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

    def _fuzzy(self, quote: Folded, start: int, end: int, *, short: bool) -> Found | None:
        low, high = self._folded.place(start), self._folded.place(end)
        near = self._nearby.find(quote, low, high, short=short)
        if near is None:
            return None
        first, last = self._folded.source(*near)
        while first > start and is_mark(self.text[first]):
            first -= 1
        while last < end and is_mark(self.text[last]):
            last += 1
        return Found(first, last, "fuzzy")

    @cached_property
    def _nearby(self) -> Nearby:
        # Imported when it is first needed: rapidfuzz would weigh on `import claimex`.
        from claimex.assembly._fuzzy import Nearby

        return Nearby(self._folded)


def ground(text: str, quotes: Sequence[str]) -> list[Span | None]:
    """The words of a text that each quote stands for, or None where they are not in it.

    Positions are half-open ranges of code points of ``text``; damage to it (broken quotation marks,
    UTF-8 read in another encoding) is repaired before quotes are looked for. A quote is found as it
    stands, else apart from case, white space and the kinds of quotation marks, dashes and
    characters, else where the text says nearly the same; never where a number, a name or a
    negation differs. One that is given several times takes successive mentions, in reading order;
    where there are more of it than mentions, the rest get None: the text says it no more often.
    """
    repaired, offsets, _ = repair(text)
    mended = Haystack(repaired)
    original = mended if repaired == text else Haystack(text)
    wanted = Counter(quotes)
    repeated: dict[str, Iterator[Window]] = {}
    spans: list[Span | None] = []
    for quote in quotes:
        if quote not in repeated:
            said = repair(quote)[0] if mended is not original else quote
            found = _successive(mended, said, wanted[quote])
            places = [offsets.to_original(place.start, place.end) for place in found]
            if not places and mended is not original:
                # Cut out of its context a quote may be repaired in another way than the text.
                again = _successive(original, quote, wanted[quote])
                places = [(place.start, place.end) for place in again]
            repeated[quote] = iter(places)
        place = next(repeated[quote], None)
        spans.append(place and Span(start=place[0], end=place[1], text=text[slice(*place)]))
    return spans


def _successive(haystack: Haystack, quote: str, wanted: int) -> list[Found]:
    """Up to ``wanted`` places of a quote, in reading order, as exact as there are enough of."""
    if wanted == 1:
        found = haystack.find(quote)
        return [found] if found else []
    mentions = haystack.mentions(quote)
    exact = [found for found in mentions if found.alignment == "exact"]
    if mentions:
        return (exact if len(exact) >= wanted else mentions)[:wanted]
    near: list[Found] = []
    while len(near) < wanted and (found := haystack.nearly(quote, near[-1].end if near else 0)):
        near.append(found)
    return near
