"""Text folded for comparison, with the way back to the characters it came from.

Folding makes equal what a copyist makes different without meaning to: case, the kinds of quotation
marks, apostrophes, dashes and ellipses, runs of white space, compatibility forms (NFKC: ligatures,
full-width letters, composed and decomposed accents) and invisible characters.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

_QUOTES = frozenset("\"'`´‘’‚‛“”„‟‹›«»′″‴‵‶‷ʹʺʻʼʽˈˊˋ׳״「」『』〝〞〟﹁﹂﹃﹄《》〈〉❛❜❝❞⹂")
_DASHES = frozenset("-‐‑‒–—―−⁃⸺⸻﹘﹣－־")
_DOTS = frozenset(".…‥．")
_EDGES = " '-….,;:!?()[]{}*_¡¿。、،؛؟۔।॥·‧・"

# Soft hyphen, Arabic tatweel, Hangul and Mongolian fillers, bidirectional and joining controls,
# variation selectors, byte order mark, tags.
_INVISIBLE_BMP = (
    "\u00ad\u034f\u0640\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_BMP}\U000e0000-\U000e0fff]+")

# Scripts that set no space between words, and Hangul, whose particles cling to their word.
UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uaa60-\uaa7f\uac00-\ud7ff"
    "\uf900-\ufaff\U00020000-\U000323af"
)
_UNSPACED = re.compile(f"[{UNSPACED}]")


def is_mark(char: str) -> bool:
    """Whether the character belongs to the one before it: accents, vowel signs, Hangul medials."""
    return char > "\u02ff" and (
        unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"
    )


def _plain(char: str) -> str:
    if char in _QUOTES:
        return "'"
    if char in _DASHES:
        return "-"
    return char


@cache
def _fold_char(char: str) -> str:
    """One character (or one with its marks) as it is compared: none, one or several characters."""
    if char in _QUOTES or char in _DASHES:
        return _plain(char)
    if char in _DOTS:
        return "." if char in ".．" else "…"
    if char.isspace():
        return " "
    if _INVISIBLE.fullmatch(char):
        return ""
    folded = unicodedata.normalize("NFKC", char).casefold()
    folded = unicodedata.normalize("NFKC", folded)
    # A spacing accent decomposes to a blank and a mark: a blank that is not in the text.
    if any(c.isspace() for c in folded):
        return char
    return "".join(map(_plain, folded))


@lru_cache(maxsize=65536)
def _fold_marked(cluster: str) -> str:
    """A character with the marks that follow it, as it is compared."""
    folded = "".join(map(_fold_char, unicodedata.normalize("NFKC", cluster)))
    return unicodedata.normalize("NFKC", folded)


class _Table(dict[int, str]):
    """For ``str.translate``: what folds to one character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _fold_char(char)
        self[code] = folded if len(folded) == 1 else char
        return self[code]


_TABLE = _Table()
# Characters that are known to be neither a mark nor to fold to several; grows as text is met.
_EVEN = set(map(chr, range(0x80)))


def _among(chars: Iterable[str]) -> str:
    return "[" + "".join(map(re.escape, sorted(chars))) + "]"


@cache
def _marks(astral: bool) -> str:
    """The inside of a character class: all that belongs to the character before it.

    Without the marks beyond U+FFFF ``re`` looks a character up in a table, else in a list.
    """
    ranges: list[list[int]] = []
    for code in range(0x300, 0x20000 if astral else 0x10000):
        if is_mark(chr(code)) and not _INVISIBLE.fullmatch(chr(code)):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges)


@lru_cache(maxsize=256)
def _irregular(marks: str, others: str) -> re.Pattern[str]:
    """What does not fold one character to one, given the marks and others that do not."""
    blank = rf"[\s{_INVISIBLE_BMP}]"
    dash, dot = _among(_DASHES), _among(_DOTS)
    parts = [
        f"(?P<dash>{blank}*{dash}(?:{blank}*{dash})*{blank}*)",
        f"(?P<dots>{blank}*(?:[…‥]|{dot}{blank}*{dot})(?:{blank}*{dot})*{blank}*)",
        f"(?P<blank>{blank}{{2,}}|(?! ){blank})",
        f"(?P<quote>{_among(_QUOTES)}{{2,}})",
    ]
    if marks:
        # Bounded, as the normal form of a long row of marks takes time quadratic in its length.
        parts.append(f"(?P<mark>[^{marks}]?[{marks}]{{1,30}})")
    if others:
        parts.append(f"(?P<other>{_among(others)})")
    return re.compile("|".join(parts), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text and its folded form.

    Where the two do not run in step stands one entry in each array: characters ``[at, to)`` of
    ``folded`` come from ``[source_at, source_to)`` of ``text``.
    """

    text: str
    folded: str
    at: array[int] = field(repr=False)
    to: array[int] = field(repr=False)
    source_at: array[int] = field(repr=False)
    source_to: array[int] = field(repr=False)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where the non-empty range ``[start, end)`` of ``folded`` stands in ``text``.

        The range grows to whole characters: an accent is never cut from its letter.
        """
        return self._source_of(start)[0], self._source_of(end - 1)[1]

    def _source_of(self, place: int) -> tuple[int, int]:
        i = bisect_right(self.at, place) - 1
        if i < 0:
            return place, place + 1
        if place < self.to[i]:
            return self.source_at[i], self.source_to[i]
        start = self.source_to[i] + place - self.to[i]
        return start, start + 1

    def place(self, source: int) -> int:
        """The first position of ``folded`` that comes from ``text[source]`` or what follows it."""
        i = bisect_right(self.source_at, source) - 1
        if i < 0:
            return source
        if source < self.source_to[i]:
            return self.at[i]
        return self.to[i] + source - self.source_to[i]


def fold(text: str) -> Folded:
    """Fold a text; the time is linear in its length."""
    plain = text.translate(_TABLE)
    marked, others = [], []
    for char in set(text) - _EVEN:
        length = len(_fold_char(char))
        if length != 1 and not char.isspace() and (length or char > "\uffff"):
            others.append(char)
        elif length == 1 and is_mark(char):
            marked.append(char)
        else:
            _EVEN.add(char)
    marks = _marks(max(marked) > "\uffff") if marked else ""
    pattern = _irregular(marks, "".join(sorted(others)))
    at, to, source_at, source_to = array("q"), array("q"), array("q"), array("q")
    pieces: list[str] = []
    done = length = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "dash":
            new = "-"
        elif kind == "dots":
            new = "…"
        elif kind == "quote":
            new = "'"
        elif kind == "blank":
            new = "" if _INVISIBLE.fullmatch(match[0]) else " "
        elif kind == "other":
            new = _fold_char(match[0])
        else:
            new = _fold_marked(match[0])
        if end - start == 1 == len(new) and new == plain[start]:
            continue
        pieces += (plain[done:start], new)
        length += start - done
        at.append(length)
        length += len(new)
        to.append(length)
        source_at.append(start)
        source_to.append(end)
        done = end
    pieces.append(plain[done:])
    return Folded(text, "".join(pieces), at, to, source_at, source_to)


def core(folded: str) -> str:
    """A folded quote without enclosing quotation marks and punctuation at its ends."""
    return folded.strip(_EDGES)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or is_mark(char)


def breaks_word(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` begins or ends inside a word, a number or one written character."""
    return _inside(text, start) or _inside(text, end) or _cuts_negation(text, end)


def _inside(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if is_mark(after) or after == "\u200d" or before == "\u200d":
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if _is_flag(before) and _is_flag(after):
        run = place
        while run and _is_flag(text[run - 1]):
            run -= 1
            if place - run > _FLAGS:
                return True
        return (place - run) % 2 == 1
    if _is_word(before) and _is_word(after):
        return not (_UNSPACED.match(before) or _UNSPACED.match(after))
    if before.isdigit() and after in ".,":
        return text[place + 1 : place + 2].isdigit()
    if after.isdigit() and before in ".,":
        return text[place - 2 : place - 1].isdigit() and place > 1
    return False


_FLAGS = 64  # regional indicators in a row, beyond which none is told from its neighbour


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _cuts_negation(text: str, end: int) -> bool:
    """Whether the words end where "n't" begins: "they can" is not what "they can't" says."""
    return (
        text[end - 1 : end] in ("n", "N")
        and text[end : end + 1] in _QUOTES
        and text[end + 1 : end + 2] in ("t", "T")
        and not text[end + 2 : end + 3].isalnum()
    )
