"""Where quotations start and end, over sentences and paragraphs.

A quotation that runs over paragraphs opens each paragraph with a mark and closes only the last
one; each paragraph's part is a region of its own here, marked as continuing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# Double marks, or single ones that stand where an apostrophe cannot.
_MARK = re.compile(
    r"""[“”„«»"]|''(?!')|``|(?<![^\W_])[‘'](?=[^\W_“])|(?<=[.,!?…])['’](?![^\W_])|(?<=[^\W_.,!?…s])['’](?![^\W_])"""
)
_OPENING = frozenset(("“", "„", "«", "‘", "``"))
_CLOSING = frozenset(("”", "»"))
_PARTNER = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "'": "'’", "``": "''", "''": "''"}
# A quotation longer than this that never closes is a lost mark, not a quotation.
_LONGEST_UNCLOSED = 1500


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation in one paragraph: ``[start, end)`` with its marks, ``[inner, outer)`` without.

    ``closed`` is False where the paragraph ends first; ``block`` tells a quotation of whole clauses
    from a few quoted words within somebody else's sentence.
    """

    start: int
    end: int
    inner: int
    outer: int
    closed: bool
    block: bool


def find_quotes(text: str, start: int, end: int) -> list[Quote]:
    """The outermost quotations of the paragraph ``[start, end)``, in order."""
    quotes: list[Quote] = []
    opened: re.Match[str] | None = None
    depth_mark = ""
    for mark in _MARK.finditer(text, start, end):
        sign = mark.group()
        if opened is None:
            if sign in _CLOSING or (sign in "'’" and not _opens(text, mark.start(), mark.end())):
                continue
            if sign == '"' and not _opens(text, mark.start(), mark.end()) and quotes:
                continue
            opened, depth_mark = mark, sign
        elif (
            sign in _PARTNER[depth_mark]
            or (sign == "“" == depth_mark and _closes(text, mark.start(), mark.end()))
        ) and not (
            sign == depth_mark and sign in "\"'" and _surely_opens(text, mark.start(), mark.end())
        ):
            quotes.append(_quote(text, start, opened, mark.start(), mark.end(), closed=True))
            opened = None
        elif sign == depth_mark and sign in _OPENING | {'"'}:
            # The first one never closed: what follows it is not a quotation.
            opened = mark
    if (
        opened is not None
        and end - opened.end() <= _LONGEST_UNCLOSED
        and opened.group() not in "'‘"
    ):
        quotes.append(_quote(text, start, opened, end, end, closed=False))
    return quotes


def _closes(text: str, start: int, end: int) -> bool:
    """Whether a mark that should open closes instead, as typists sometimes have it."""
    return text[start - 1] in ",.?!" and (end >= len(text) or text[end].isspace())


def _opens(text: str, start: int, end: int) -> bool:
    return end < len(text) and not text[end].isspace()


def _surely_opens(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    return (before.isspace() or before in "([—–") and end < len(text) and text[end].isalnum()


def _quote(
    text: str, paragraph: int, opened: re.Match[str], outer: int, end: int, *, closed: bool
) -> Quote:
    inner = opened.end()
    words = text[inner:outer].strip()
    before = text[paragraph : opened.start()].rstrip()
    starts_clause = words[:1].isupper() or words[:1] in "…." or not before or before[-1] in ",:—–"
    after = text[end : end + 2]
    ends_clause = words.rstrip("’'\"")[-1:] in ",.?!…—–" or after[:1] == "," or not closed
    block = (
        bool(words)
        and not _is_title(words)
        and (
            (starts_clause and ends_clause)
            or (ends_clause and words[-1:] in ",?!" and words.count(" ") >= 2 and closed)
            or (starts_clause and words.count(" ") >= 4 and before[-1:] in ",:")
        )
    )
    return Quote(opened.start(), end, inner, outer, closed, block)


def _is_title(words: str) -> bool:
    """Whether the quoted words are the name of a work: "Sunday Morning Futures"."""
    parts = words.rstrip(",.").split()
    return (
        1 < len(parts) <= 7
        and all(p[:1].isupper() or len(p) <= 3 for p in parts)
        and not words.endswith(("?", "!"))
    )


def quote_at(quotes: list[Quote], position: int) -> Quote | None:
    """The quotation that holds the position, marks included."""
    n = bisect_right(quotes, position, key=lambda q: q.start) - 1
    return quotes[n] if n >= 0 and position < quotes[n].end else None
