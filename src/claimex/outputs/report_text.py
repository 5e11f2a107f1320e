"""Words of a document as they may be shown: nothing in them steers the page or hides itself.

Escaping is the template's; this is about characters that no escaping reaches: control characters,
and those that turn the direction of writing of whatever follows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claimex.schema import Agreement, Claim, Denial, NonResponse, Span

Said = Claim | Denial | Agreement | NonResponse

LONGEST = 600
"""Characters of one statement's words on its card; the article has all of them."""
MOST_SPANS = 40
"""Unbroken runs of one statement's words on its card."""
NEAR = 60
"""A source this many characters or fewer from the other words is shown with them."""

_PICTURES: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    0x202A: "[LRE]",
    0x202B: "[RLE]",
    0x202C: "[PDF]",
    0x202D: "[LRO]",
    0x202E: "[RLO]",
    0x2066: "[LRI]",
    0x2067: "[RLI]",
    0x2068: "[FSI]",
    0x2069: "[PDI]",
    0xFFFE: "\ufffd",
    0xFFFF: "\ufffd",
}
_LINK = re.compile(r"https?://[^\s\x00-\x20\"<>\\^`{|}]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z0-9]{2,8})*")
# Marks that a span leaves out at its edges; "โ" (U+0E42) is what they became in some texts.
_OPENING = "\"'“‘„«‹([โ"
_CLOSING = "\"'”’»›)].,;:!?โ"


@dataclass(frozen=True, slots=True)
class Bit:
    """Some words of a statement; ``role`` is "cue", "source", "gap" or "" for its content."""

    text: str
    role: str = ""


def shown(text: str) -> str:
    """The text with control characters, overrides of direction and half characters made visible."""
    return text.translate(_PICTURES)


def line(text: str) -> str:
    """As ``shown``, on one line."""
    return shown(" ".join(text.split()))


def safe_link(url: str | None) -> str | None:
    """The address where it is one of the web, else None: nothing else becomes a link."""
    return url if url is not None and _LINK.fullmatch(url) else None


def safe_language(code: str | None) -> str | None:
    """The code where it has the form of a language tag, else None."""
    return code if code is not None and _LANGUAGE.fullmatch(code) else None


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in no more than case, marks and white space."""
    return _letters(one) == _letters(other)


def _letters(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub("[’'โ]", "", text.casefold()))


def near_source(statement: Said) -> Span | None:
    """Where its source is named, if that is near enough to be shown with the other words."""
    if isinstance(statement, Agreement) or statement.source.mention is None:
        return None
    mention, own = statement.source.mention, (statement.cue, *_contents(statement))
    near = (
        min(span.start for span in own) - NEAR <= mention.end
        and mention.start <= max(span.end for span in own) + NEAR
    )
    return mention if near else None


def _contents(statement: Said) -> tuple[Span, ...]:
    return () if isinstance(statement, NonResponse) else statement.content_spans[:MOST_SPANS]


def words(text: str | None, statement: Said) -> tuple[Bit, ...]:
    """A statement's own words from its first to its last, source and cue told apart.

    What stands between them is given, too, where the text is known, else an ellipsis.
    """
    marks = [(statement.cue, "cue"), *((span, "") for span in _contents(statement))]
    source = near_source(statement)
    if source is not None:
        marks.append((source, "source"))
    marks.sort(key=lambda mark: (mark[0].start, -mark[0].end))
    bits: list[Bit] = []
    position, end = marks[0][0].start, max(span.end for span, _ in marks)
    if text is not None:
        before = text[max(position - 2, 0) : position]
        position -= len(before) - len(before.rstrip(_OPENING))
    room = LONGEST
    for start, stop, role, piece in _pieces(marks):
        if start > position:
            gap = " … " if text is None else text[position:start]
            bits.append(Bit(shown(_short(gap)), "gap"))
        bits.append(Bit(shown(piece[:room]), role))
        position = stop
        room -= len(piece)
        if room <= 0:
            return (*bits, Bit(" …", "gap")) if room < 0 or stop < end else tuple(bits)
    if text is not None:
        after = text[end : end + 3]
        bits.append(Bit(shown(after[: len(after) - len(after.lstrip(_CLOSING))]), "gap"))
    return tuple(bit for bit in bits if bit.text)


def _short(gap: str) -> str:
    """The words between two spans; of many only the ends."""
    return gap if len(gap) <= 4 * NEAR else f"{gap[:NEAR]} … {gap[-NEAR:]}"


def _pieces(marks: Sequence[tuple[Span, str]]) -> Iterator[tuple[int, int, str, str]]:
    """The marked words in order, each character once, an inner mark over an outer one."""
    edges = sorted({edge for span, _ in marks for edge in (span.start, span.end)})
    for start, end in pairwise(edges):
        over = [mark for mark in marks if mark[0].start <= start and end <= mark[0].end]
        if over:
            span, role = min(over, key=lambda mark: mark[0].end - mark[0].start)
            yield start, end, role, span.text[start - span.start : end - span.start]
