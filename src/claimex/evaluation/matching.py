"""Which predicted statement is which gold one.

Claims and denials match by the character F1 of their content spans (white space ignored),
agreements by the F1 of their party sets, non-responses by overlapping source or cue; greedily, best
first, one to one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate

from claimex.evaluation.items import Item, Place

THRESHOLD = 0.5
EDGE = 2
"""How far, in characters, either end of an exact span may lie from the gold one."""

_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SMALL_WORDS = frozenset({"a", "an", "the", "of"})

Rank = tuple[float, ...]
Ranking = Callable[[Item, Item], Rank | None]


class Characters:
    """The characters of one text without its white space, to compare spans by.

    Spans are half-open, in code points of the text; sizes and overlaps count characters that are
    not white space.
    """

    def __init__(self, text: str) -> None:
        self._before = [0, *accumulate(not character.isspace() for character in text)]
        self._merged: dict[tuple[Place, ...], tuple[tuple[Place, ...], int]] = {}

    def f1(self, one: tuple[Place, ...], other: tuple[Place, ...]) -> float:
        """The character F1 of two lists of spans; 0.0 when either holds no character."""
        (a, size_a), (b, size_b) = self._solid(one), self._solid(other)
        if not size_a or not size_b or a[-1][1] <= b[0][0] or b[-1][1] <= a[0][0]:
            return 0.0
        shared = sum(max(0, min(s[1], t[1]) - max(s[0], t[0])) for s in a for t in b)
        return 2 * shared / (size_a + size_b)

    def size(self, spans: tuple[Place, ...]) -> int:
        """The number of characters in the spans, each counted once."""
        return self._solid(spans)[1]

    def _solid(self, spans: tuple[Place, ...]) -> tuple[tuple[Place, ...], int]:
        """The spans counted without white space, in order and merged where they overlap."""
        known = self._merged.get(spans)
        if known is None:
            merged: list[Place] = []
            last = len(self._before) - 1
            for start, end in sorted((min(s, last), min(e, last)) for s, e in spans):
                start, end = self._before[start], self._before[end]
                if merged and start <= merged[-1][1]:
                    merged[-1] = (merged[-1][0], max(merged[-1][1], end))
                elif start < end:
                    merged.append((start, end))
            known = tuple(merged), sum(end - start for start, end in merged)
            self._merged[spans] = known
        return known


def overlap(one: Place | None, other: Place | None) -> int:
    """How many characters two half-open ranges share; 0 where one of them is None."""
    if one is None or other is None:
        return 0
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def same_name(one: str, other: str) -> bool:
    """Whether the word tokens of two names have a Jaccard index of at least 0.5.

    Case-folded, without articles, "of" and possessive 's.
    """
    return _jaccard(_words_of(one), _words_of(other)) >= THRESHOLD


def party_f1(one: Sequence[str], other: Sequence[str]) -> float:
    """The F1 of two sets of names, each name paired with at most one; 0.0 when either is empty."""
    ours, theirs = ({_words_of(name): None for name in names} for names in (one, other))
    if not ours or not theirs:
        return 0.0
    pairs = (
        ((jaccard,), i, j)
        for i, a in enumerate(ours)
        for j, b in enumerate(theirs)
        if (jaccard := _jaccard(a, b)) >= THRESHOLD
    )
    return 2 * len(_greedy(pairs)) / (len(ours) + len(theirs))


def is_exact(gold: Item, predicted: Item) -> bool:
    """Whether the spans of a matched pair are equal, give or take 2 characters at either end.

    For a non-response, which has no content, these are its source and its cue, as far as gold has
    them.
    """
    if gold.kind == "non_response":
        wanted = [
            (have, predicted_span)
            for have, predicted_span in (
                (gold.source_span, predicted.source_span),
                (gold.cue_span, predicted.cue_span),
            )
            if have is not None
        ]
        return all(found is not None and _close(span, found) for span, found in wanted)
    if len(gold.content_spans) != len(predicted.content_spans):
        return False
    pairs = zip(sorted(gold.content_spans), sorted(predicted.content_spans), strict=True)
    return all(_close(a, b) for a, b in pairs)


def match(
    gold: Sequence[Item], predicted: Sequence[Item], characters: Characters
) -> Mapping[int, int]:
    """The matches as positions in ``gold`` to positions in ``predicted``.

    All items are of one kind. Equally good pairs go in the order of gold, then of the prediction.
    """
    if not gold or not predicted:
        return {}
    rank = _ranking(gold[0].kind, characters)
    return _greedy(
        (quality, i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if (quality := rank(g, p)) is not None
    )


def _ranking(kind: str, characters: Characters) -> Ranking:
    """How well two items of a kind fit, the larger the better; None when they do not match."""

    def content(g: Item, p: Item) -> Rank | None:
        f1 = characters.f1(g.content_spans, p.content_spans)
        return (f1,) if f1 >= THRESHOLD else None

    def parties(g: Item, p: Item) -> Rank | None:
        f1 = party_f1(g.parties, p.parties)
        if f1 < THRESHOLD:
            return None
        return (f1, characters.f1(g.content_spans, p.content_spans))

    def place(g: Item, p: Item) -> Rank | None:
        source, cue = overlap(g.source_span, p.source_span), overlap(g.cue_span, p.cue_span)
        if not source and not cue:
            return None
        return (bool(source) + bool(cue), source + cue)

    return {"agreement": parties, "non_response": place}.get(kind, content)


def _greedy(pairs: Iterable[tuple[Rank, int, int]]) -> dict[int, int]:
    """One to one, the best first; equally good ones in the order they come."""
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen


def _words_of(name: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(_POSSESSIVE.sub("", name.casefold())))
    return words - _SMALL_WORDS or words


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _close(one: Place, other: Place) -> bool:
    return abs(one[0] - other[0]) <= EDGE and abs(one[1] - other[1]) <= EDGE
