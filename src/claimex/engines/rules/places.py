"""Trimming places to the words that an annotator would mark."""

from __future__ import annotations

from claimex.draft import Place

_EDGE = frozenset(" \t\n\r,.;:!?…\"'“”‘’«»„`—–-()[]")
_BRACKETS = {")": "(", "]": "["}


def trim(text: str, place: Place) -> Place | None:
    """The place without white space, marks and punctuation at its ends; None where nothing is left.

    A closing bracket stays where it closes one that opens inside.
    """
    start, end = place
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        opening = _BRACKETS.get(text[end - 1])
        if opening is not None and text.find(opening, start, end - 1) >= 0:
            break
        end -= 1
    return (start, end) if start < end else None
