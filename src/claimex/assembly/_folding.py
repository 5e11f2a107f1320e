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
from dataclasses import dataclass, field

_QUOTES = frozenset("\"'`´‘’‚‛“”„‟‹›«»′″‴‵‶‷ʹʺʻʼʽˈˊˋ׳״「」『』〝〞〟﹁﹂﹃﹄《》〈〉❛❜❝❞⹂")
_DASHES = frozenset("-‐‑‒–—―−⁃⸺⸻﹘﹣－־")
_DOTS = frozenset(".…‥．")
_EDGES = " '-….,;:!?()[]{}*_¡¿。、،؛؟۔।॥·‧・"

# Soft hyphen, Arabic tatweel, Hangul and Mongolian fillers, bidirectional and joining controls,
# variation selectors, byte order mark, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u0640\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)

# Scripts that set no space between words, and Hangul, whose particles cling to their word.
UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uaa60-\uaa7f\uac00-\ud7ff"
    "\uf900-\ufaff\U00020000-\U000323af"
)
_UNSPACED = re.compile(f"[{UNSPACED}]")


def _is_mark(char: str) -> bool:
    """Whether the character belongs to the one before it: accents, vowel signs, Hangul medials."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


def _plain(char: str) -> str:
    if char in _QUOTES:
        return "'"
    if char in _DASHES:
        return "-"
    return char


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


def _among(chars: list[str]) -> str:
    return "".join(map(re.escape, chars))


def _irregular(chars: set[str], table: dict[str, str]) -> re.Pattern[str] | None:
    """What does not fold one character to one, in a text of these characters; None when nothing."""
    blank = [c for c in chars if table[c] in ("", " ")]
    dash = [c for c in chars if table[c] == "-"]
    quote = [c for c in chars if table[c] == "'"]
    mark = [c for c in chars if table[c] and _is_mark(c)]
    many = [c for c in chars if len(table[c]) > 1]
    dots = [c for c in chars if c in _DOTS]
    around = f"[{_among(blank)}]*" if blank else ""
    parts = []
    if dash:
        parts.append(f"(?P<dash>{around}[{_among(dash)}](?:{around}[{_among(dash)}])*{around})")
    if dots:
        dot = f"[{_among(dots)}]"
        alone = [c for c in dots if table[c] == "…"]
        first = rf"(?:[{_among(alone)}]|{dot}{around}{dot})" if alone else f"{dot}{around}{dot}"
        parts.append(f"(?P<dots>{around}{first}(?:{around}{dot})*{around})")
    if blank:
        odd = [c for c in blank if c != " "]
        single = f"|[{_among(odd)}]" if odd else ""
        parts.append(f"(?P<blank>[{_among(blank)}]{{2,}}{single})")
    if quote:
        parts.append(f"(?P<quote>[{_among(quote)}]{{2,}})")
    if mark:
        parts.append(f"(?P<mark>[^{_among(mark)}]?[{_among(mark)}]+)")
    if many:
        parts.append(f"(?P<many>[{_among(many)}])")
    return re.compile("|".join(parts), re.DOTALL) if parts else None


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
    chars = set(text)
    table = {c: _fold_char(c) for c in chars}
    plain = text.translate({ord(c): f for c, f in table.items() if len(f) == 1 and f != c})
    at, to, source_at, source_to = array("q"), array("q"), array("q"), array("q")
    pattern = _irregular(chars, table)
    if pattern is None:
        return Folded(text, plain, at, to, source_at, source_to)
    pieces: list[str] = []
    done = length = 0
    marked: dict[str, str] = {}
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
            new = " " if any(table[c] for c in match[0]) else ""
        elif kind == "many":
            new = table[match[0]]
        elif (known := marked.get(match[0])) is not None:
            new = known
        else:
            composed = unicodedata.normalize("NFKC", match[0])
            new = "".join(map(_fold_char, composed))
            new = marked[match[0]] = unicodedata.normalize("NFKC", new)
        if end - start == 1 == len(new):
            if new == plain[start]:
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
    return char.isalnum() or char == "_" or _is_mark(char)


def breaks_word(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` begins or ends inside a word, a number or one written character."""
    return _inside(text, start) or _inside(text, end) or _cuts_negation(text, end)


def _inside(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if _is_mark(after) or after == "\u200d" or before == "\u200d":
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if _is_flag(before) and _is_flag(after):
        run = place
        while run and _is_flag(text[run - 1]):
            run -= 1
        return (place - run) % 2 == 1
    if _is_word(before) and _is_word(after):
        return not (_UNSPACED.match(before) or _UNSPACED.match(after))
    if before.isdigit() and after in ".,":
        return text[place + 1 : place + 2].isdigit()
    if after.isdigit() and before in ".,":
        return text[place - 2 : place - 1].isdigit() and place > 1
    return False


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
