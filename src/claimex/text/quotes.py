"""Curly quotation marks and apostrophes that all became "โ" (U+0E42), told apart by context.

The Thai vowel of the same code point always stands before a Thai consonant, so a mark that touches
a Thai letter is left alone.
"""

from __future__ import annotations

import re

LOST_QUOTE = "\u0e42"
_OPEN, _CLOSE, _INNER_OPEN, _APOSTROPHE = "\u201c", "\u201d", "\u2018", "\u2019"

_THAI_WORD = re.compile("[\u0e00-\u0e7f]*[\u0e00-\u0e41\u0e43-\u0e7f][\u0e00-\u0e7f]*")
_ENDS_QUOTE = frozenset(".,!?;:\u2026-\u2013\u2014)]%$")
_OPENS_BEFORE = frozenset("([{\u2014\u2013-/\u201c\u2018\u00ab\"'")
# Words that begin with an apostrophe, in the order in which a mark would stand before them.
_ELISION = re.compile(r"(?:\d0s|tis|twas|til|em|cause|n)\b", re.IGNORECASE)


def restore_quotes(text: str) -> tuple[str, int]:
    """The text with each lost mark restored, one for one, and how many there were.

    Marks that touch Thai letters, or that stand alone between spaces, stay as they are. Nesting is
    followed within a paragraph, which ends at a line end.
    """
    thai = {m for w in _THAI_WORD.finditer(text) for m in range(*w.span())}
    restored = list(text)
    count = 0
    for line in re.finditer(f"[^\n]*{LOST_QUOTE}[^\n]*", text):
        marks = [
            (position, shape)
            for position in _marks(text, *line.span())
            if position not in thai and (shape := _shape(text, position)) is not None
        ]
        for position, mark in _resolve(text, marks):
            restored[position] = mark
        count += len(marks)
    return "".join(restored), count


def _marks(text: str, start: int, end: int) -> list[int]:
    return [m.start() for m in re.compile(LOST_QUOTE).finditer(text, start, end)]


def _shape(text: str, position: int) -> str | None:
    """What the neighbours of a mark say: open, close, weak (close or apostrophe), inside a word."""
    before = text[position - 1 : position] or "\n"
    after = text[position + 1 : position + 2] or "\n"
    if before.isspace() and after.isspace():
        return None
    if after == LOST_QUOTE:
        after = "x" if before.isspace() or before in _OPENS_BEFORE else " "
    if before == LOST_QUOTE:
        before = " " if after.isalnum() else "."
    if before.isspace() or (before in _OPENS_BEFORE and not _is_outer(after)):
        return "elision" if _ELISION.match(text, position + 1) else "open"
    if before.isalnum():
        return "inside" if after.isalnum() else "weak"
    return "close"


def _is_outer(after: str) -> bool:
    return after.isspace() or after in _ENDS_QUOTE


def _resolve(text: str, marks: list[tuple[int, str]]) -> list[tuple[int, str]]:
    resolved: list[tuple[int, str]] = []
    open_marks: list[str] = []
    for n, (position, shape) in enumerate(marks):
        if shape == "open":
            mark = _INNER_OPEN if open_marks else _OPEN
            open_marks.append(mark)
        elif shape in ("inside", "elision"):
            mark = _APOSTROPHE
        elif shape == "weak" and not (open_marks and _closes(text, marks, n, len(open_marks))):
            mark = _APOSTROPHE
        else:
            inner = bool(open_marks) and open_marks.pop() == _INNER_OPEN
            mark = _APOSTROPHE if inner else _CLOSE
        resolved.append((position, mark))
    return resolved


def _closes(text: str, marks: list[tuple[int, str]], n: int, depth: int) -> bool:
    """Whether a mark after a letter ends the quotation, rather than standing for an apostrophe.

    It does when the marks that follow, up to the next opening one, are too few to close what is
    open. Only after an s, where a plural's apostrophe is common, do weak marks count among them.
    """
    if _is_punctuated(text, marks[n][0]):
        return True
    after_s = _follows_s(text, marks[n][0])
    later = 0
    for position, shape in marks[n + 1 :]:
        if shape == "open":
            break
        if shape == "close" or (
            shape == "weak"
            and (_is_punctuated(text, position) or (after_s and not _follows_s(text, position)))
        ):
            later += 1
    return later < depth


def _follows_s(text: str, position: int) -> bool:
    return text[position - 1] in "sS"


def _is_punctuated(text: str, position: int) -> bool:
    return text[position + 1 : position + 2] in _ENDS_QUOTE
