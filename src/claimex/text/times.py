"""Whether words may tell a time: asked before the patterns of dates, which take far longer."""

from __future__ import annotations

_HINTS = (
    *("day", "night", "week", "month", "year", "hour", "minute"),
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    *("morning", "afternoon", "evening", "tomorrow", "spring", "summer", "autumn", "winter"),
    *("fall", *"0123456789"),
)


def may_tell_time(words: str) -> bool:
    """Whether the words hold a part of a word, or a digit, without which no date is told."""
    return any(map(words.lower().__contains__, _HINTS))
