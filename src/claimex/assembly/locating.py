"""Where the words of a draft stand: every field of it becomes a place of the repaired text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from claimex.assembly.entry import Entry
from claimex.assembly.grounding import Haystack
from claimex.draft import Draft, Place, Words
from claimex.schema import Alignment
from claimex.text.document import Document

_RANK: dict[Alignment, int] = {"exact": 0, "normalised": 1, "fuzzy": 2}


class UnlocatedError(Exception):
    """Words on which a statement stands are not in the text; never leaves this package."""


class Locator:
    """Finds the words of drafts in one document, first where the draft says that they stand."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._made: Haystack | None = None

    def locate(self, draft: Draft) -> Entry:
        """The draft with the places of its cue and evidence.

        Raises UnlocatedError where one has none.
        """
        cue, alignment = self._required(draft.cue, draft, "cue")
        evidence: list[Place] = []
        for words in draft.evidence:
            place, found = self._required(words, draft, "evidence")
            evidence.append(place)
            alignment = max(alignment, found, key=_RANK.__getitem__)
        runs = joined(evidence) or joined(self.sentences(draft.sentences))
        if not runs:
            raise UnlocatedError("it names no words and no sentence of the text")
        return Entry(
            kind=draft.kind,
            cue=cue,
            evidence=runs,
            alignment=alignment,
            quotation=draft.quotation,
            manner=draft.manner,
        )

    def place(self, words: Words, draft: Draft) -> Place | None:
        """Where these words stand, near the draft's sentences; None where they do not."""
        if words.place is not None:
            return words.place
        found = self._haystack.find(words.text, within=self.sentences(draft.sentences))
        return None if found is None else (found.start, found.end)

    def _required(self, words: Words, draft: Draft, what: str) -> tuple[Place, Alignment]:
        if words.place is not None:
            return words.place, "exact"
        found = self._haystack.find(words.text, within=self.sentences(draft.sentences))
        if found is None:
            raise UnlocatedError(f"its {what} {words.text!r} is not in the text")
        return (found.start, found.end), found.alignment

    @property
    def _haystack(self) -> Haystack:
        # Made when it is first needed: drafts of the rules bring their places along.
        if self._made is None:
            self._made = Haystack(self._document.text)
        return self._made

    def sentences(self, numbers: Sequence[int]) -> list[Place]:
        """Where these sentences stand; numbers that the document does not have are left out."""
        known = self._document.sentences
        first = known[0].number if known else 0
        return [
            (known[n - first].start, known[n - first].end)
            for n in numbers
            if 0 <= n - first < len(known)
        ]


def joined(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places in text order, those that overlap or touch made one; empty ones left out."""
    runs: list[Place] = []
    for place in sorted(place for place in places if place[0] < place[1]):
        if runs and place[0] <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(place[1], runs[-1][1]))
        else:
            runs.append(place)
    return tuple(runs)


class Cover:
    """Places, joined where they overlap, that can be asked whether they hold another."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._runs = joined(places)

    def holds(self, place: Place) -> bool:
        """Whether one of the runs holds all of a place."""
        n = bisect_right(self._runs, place[0], key=lambda run: run[0]) - 1
        return n >= 0 and place[1] <= self._runs[n][1]

    def meets(self, place: Place) -> bool:
        """Whether one of the runs shares a character with a place."""
        n = bisect_left(self._runs, place[1], key=lambda run: run[0]) - 1
        return n >= 0 and place[0] < self._runs[n][1]


# A party is looked for this many characters around the cue of its agreement.
_AROUND = 20_000


def nearest(text: str, words: str, to: Place) -> Place | None:
    """The place of these exact words that is nearest to another; None where there is none near."""
    before = text.rfind(words, max(0, to[0] - _AROUND), to[0])
    after = text.find(words, to[0], to[1] + _AROUND)
    found = [start for start in (before, after) if start >= 0]
    if not found:
        return None
    start = min(found, key=lambda n: abs(n - to[0]))
    return start, start + len(words)
