"""Trimming places to the words that an annotator would mark."""

from __future__ import annotations

from claimex.draft import Place

_EDGE = frozenset(" \t\n\r,.;:!?…\"'“”‘’«»„`—–-()[]")
_BALANCED = {")": "(", "]": "["}


def trim(text: str, place: Place) -> Place | None:
    """The place without white space, marks and punctuation at its ends; None where nothing is left.

    A leading "that" goes too. A closing bracket stays where it closes one that opens inside.
    """
    start, end = place
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        opening = _BALANCED.get(text[end - 1])
        if opening is not None and opening in text[start : end - 1]:
            break
        end -= 1
    if text[start : start + 5].lower() == "that " and text[start + 5 : start + 8] not in (
        "is ",
        "was",
    ):
        pass
    return (start, end) if start < end else None
