"""Curly quotation marks and apostrophes that all became one sign, told apart by context.

The sign is "โ" (U+0E42) or the replacement character (U+FFFD). The Thai vowel of the same code
point always stands before a Thai consonant, so a mark that touches a Thai letter is left alone.
"""

from __future__ import annotations

import re

LOST_QUOTE = "\u0e42"
UNREADABLE = "\ufffd"
_OPEN, _CLOSE, _INNER_OPEN, _APOSTROPHE = "\u201c", "\u201d", "\u2018", "\u2019"

_MARK = re.compile(LOST_QUOTE)
_LINE = re.compile("[^\n]+")
_THAI_LETTER = re.compile("[\u0e00-\u0e41\u0e43-\u0e7f]")
_ENDS_QUOTE = frozenset(".,!?;:\u2026-\u2013\u2014)]%")
_OPENS_BEFORE = frozenset("([{\u2014\u2013-/\u201c\u2018\u00ab\"'")
# What an apostrophe can begin.
_ELISION = re.compile(rf"(?:\d0s|tis|twas|til|em|cause)\b|n(?=\W|{LOST_QUOTE})", re.IGNORECASE)
# Where a replacement character was surely a mark: "isn�t", "�No,�". Elsewhere it may have been an
# accented letter.
_INSIDE = re.compile(rf"(?<=[A-Za-z]){UNREADABLE}(?=(?:s|t|d|m|re|ve|ll)\b)")
_AFTER_STOP = re.compile(rf"(?<=[.,!?…]){UNREADABLE}(?=[\s.,;:)]|\Z)")
# Where it was one if others surely were.
_LIKELY = re.compile(
    rf"{_AFTER_STOP.pattern}|(?:^|(?<=[\s(])){UNREADABLE}(?=[A-Z0-9])"
    rf"|(?<=[sS]){UNREADABLE}(?=[\s.,;:)]|\Z)",
    re.MULTILINE,
)
# A few quoted words: "called it �a stunt�".
_PAIR = re.compile(
    rf"(?:^|(?<=[\s(])){UNREADABLE}(?=[a-z])([^\n{UNREADABLE}]{{2,400}}){UNREADABLE}(?=[\s.,;:)]|\Z)",
    re.MULTILINE,
)
_SOUND = re.compile("[“”‘’]")
# How many marks ahead are looked at, so that time stays linear.
_AHEAD = 40

_Mark = tuple[int, str]
"""A position, and what its neighbours say: open, close, weak (may close), inside, elision."""


def restore_quotes(text: str) -> tuple[str, int]:
    """The text with each lost mark restored, one for one, and how many there were.

    Marks that touch Thai letters, or that stand alone between spaces, stay as they are. Nesting is
    followed within a paragraph, which ends at a line end.
    """
    pieces: list[str] = []
    done = count = 0
    for line in _LINE.finditer(text):
        if LOST_QUOTE not in line.group():
            continue
        marks = [
            (m.start(), shape)
            for m in _MARK.finditer(text, *line.span())
            if (shape := _shape(text, m.start())) is not None
        ]
        for position, mark in _resolve(text, marks):
            pieces += text[done:position], mark
            done = position + 1
        count += len(marks)
    pieces.append(text[done:])
    return "".join(pieces), count


def name_lost(text: str) -> str:
    """The text with those replacement characters made ``LOST_QUOTE`` that stand for marks.

    Where sound curly marks stand beside them nothing tells what they were.
    """
    if _SOUND.search(text) or not (_INSIDE.search(text) or _AFTER_STOP.search(text)):
        return text
    text = _INSIDE.sub(LOST_QUOTE, text)
    text = _PAIR.sub(rf"{LOST_QUOTE}\1{LOST_QUOTE}", text)
    return _LIKELY.sub(LOST_QUOTE, text)


def _shape(text: str, position: int) -> str | None:
    before = text[position - 1 : position] or "\n"
    after = text[position + 1 : position + 2] or "\n"
    if _THAI_LETTER.match(before) or _THAI_LETTER.match(after):
        return None
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


def _resolve(text: str, marks: list[_Mark]) -> list[_Mark]:
    resolved: list[_Mark] = []
    open_marks: list[str] = []
    for n, (position, shape) in enumerate(marks):
        if shape == "open":
            if open_marks and not _is_nested(marks, n):
                open_marks.clear()
            mark = _INNER_OPEN if open_marks else _OPEN
            open_marks.append(mark)
        elif shape == "close" or (
            shape == "weak" and open_marks and _closes(text, marks, n, len(open_marks))
        ):
            inner = bool(open_marks) and open_marks.pop() == _INNER_OPEN
            mark = _APOSTROPHE if inner else _CLOSE
        else:
            mark = _APOSTROPHE
        resolved.append((position, mark))
    return resolved


def _is_nested(marks: list[_Mark], n: int) -> bool:
    """Whether enough marks follow to close this quotation and the one around it."""
    closing = 0
    for _, shape in marks[n + 1 : n + 1 + _AHEAD]:
        if shape == "open" and closing:
            break
        closing += shape in ("close", "weak")
    return closing >= 2


def _closes(text: str, marks: list[_Mark], n: int, depth: int) -> bool:
    """Whether a mark after a letter ends the quotation, rather than standing for an apostrophe.

    It does when the marks that follow, up to the next opening one, are too few to close what is
    open. Only after an s, where a plural's apostrophe is common, do weak marks count among them.
    """
    if _is_punctuated(text, marks[n][0]):
        return True
    after_s = _follows_s(text, marks[n][0])
    later = 0
    for position, shape in marks[n + 1 : n + 1 + _AHEAD]:
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
