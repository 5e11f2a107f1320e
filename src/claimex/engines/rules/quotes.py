"""Where quotations start and end, over sentences and paragraphs.

A quotation that runs over paragraphs opens each paragraph with a mark and closes only the last
one; each paragraph's part is a region of its own here, marked as continuing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# The character class comes first, so that the search skips everything else in one sweep.
_MARK = re.compile(
    r"""[“”„«»"'`‘’](?:
      (?<=[“”„«»"])
    | (?<=')'(?!')                                       # ''typed so''
    | (?<=`)`                                            # ``typed so''
    | (?<![^\W_`].)(?<=`)(?=[ ]?[^\W_])                   # or `so'
    | (?<![^\W_].)(?<=[‘'])(?=[^\W_“])                   # opens ‘here, never as in don’t
    | (?<=[.,!?…]['’])(?![^\W_])                         # closes after a stop,’
    | (?<=[^\W_.,!?…s]['’])(?![^\W_])                    # or a word’ that is no plural’s
    )""",
    re.VERBOSE,
)
_OPENING = frozenset(("“", "„", "«", "‘", "``", "`", '"'))
_CLOSING = frozenset(("”", "»", "’"))
_PARTNERS = {
    "“": frozenset(("”", '"')),
    "„": frozenset(("“", "”")),
    "«": frozenset(("»",)),
    "‘": frozenset(("’",)),
    '"': frozenset(('"', "”")),
    "'": frozenset(("'", "’")),
    "``": frozenset(("''", '"')),
    "`": frozenset(("'", "’", "''", '"')),
    "''": frozenset(("''",)),
}
_STRAIGHT = frozenset(("'", '"'))
_SINGLE = frozenset(("'", "‘", "`"))
# A quotation longer than this that never closes is a lost mark, not a quotation.
_LONGEST_UNCLOSED = 1500
_LONGEST_TITLE = 7
# Words that keep their small letter in the name of a work.
_SMALL = frozenset("a an the of in on at by for to from with and or as de la le du el von".split())


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
    for mark in _MARK.finditer(text, start, end):
        sign = mark.group()
        if opened is None:
            if _can_open(text, mark, after_another=bool(quotes)):
                opened = mark
        elif _ends(text, mark, opened.group()):
            quotes.append(_quote(text, start, opened, mark.start(), mark.end(), closed=True))
            opened = None
        elif sign == opened.group() and sign in _OPENING:
            # The first one never closed: what follows it is not a quotation.
            opened = mark
    if (
        opened is not None
        and end - opened.end() <= _LONGEST_UNCLOSED
        and opened.group() not in _SINGLE
    ):
        quotes.append(_quote(text, start, opened, end, end, closed=False))
    return quotes


def _can_open(text: str, mark: re.Match[str], *, after_another: bool) -> bool:
    sign = mark.group()
    if sign in _CLOSING:
        return False
    if sign == "'" or (sign == '"' and after_another):
        return mark.end() < len(text) and not text[mark.end()].isspace()
    return True


def _ends(text: str, mark: re.Match[str], opening: str) -> bool:
    """Whether a mark ends the quotation that ``opening`` began."""
    sign = mark.group()
    if sign == "“" == opening or (sign == '"' and opening == "“"):
        return _closes(text, mark)
    if sign not in _PARTNERS[opening]:
        return False
    return not (sign == opening and sign in _STRAIGHT and _surely_opens(text, mark))


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark that should open closes instead, as typists sometimes have it."""
    end = mark.end()
    return text[mark.start() - 1] in ",.?!" and (end >= len(text) or text[end].isspace())


def _surely_opens(text: str, mark: re.Match[str]) -> bool:
    start, end = mark.span()
    before = text[start - 1] if start else " "
    return (before.isspace() or before in "([—–") and end < len(text) and text[end].isalnum()


def _quote(
    text: str, paragraph: int, opened: re.Match[str], outer: int, end: int, *, closed: bool
) -> Quote:
    start, inner = opened.span()
    words = text[inner:outer].strip()
    block = bool(words) and not _is_title(words)
    if block:
        before = _last_before(text, paragraph, start)
        after_comma = text[end : end + 1] == ","
        block = _is_clause(words, before, after_comma=after_comma, closed=closed)
    return Quote(start, end, inner, outer, closed, block)


def _is_clause(words: str, before: str, *, after_comma: bool, closed: bool) -> bool:
    """Whether the quoted words are whole clauses, by how they start and end.

    ``before`` is the last sign before the quotation, "" where it opens the paragraph.
    """
    starts = (
        words.lstrip("[")[:1].isupper() or words[0] in "…." or before in ("", ",", ":", "—", "–")
    )
    ends = words.rstrip("’'\"")[-1:] in ("", *",.?!…—–") or after_comma or not closed
    if starts and ends:
        return True
    if ends and words[-1] in ",?!" and closed and words.count(" ") >= 2:
        # He told them “not to do it again,” and left.
        return True
    return starts and before in ("", ",", ":") and words.count(" ") >= 4


def _last_before(text: str, paragraph: int, position: int) -> str:
    """The last sign of the paragraph before a position that is no white space, "" where none is."""
    while position > paragraph and text[position - 1].isspace():
        position -= 1
    return text[position - 1] if position > paragraph else ""


def _is_title(words: str) -> bool:
    """Whether the quoted words are the name of a work: "Sunday Morning Futures"."""
    if words.endswith(("?", "!")):
        return False
    parts = words.rstrip(",.").split(maxsplit=_LONGEST_TITLE)
    return 1 < len(parts) <= _LONGEST_TITLE and all(
        part[0].isupper() or part[0].isdigit() or part in _SMALL for part in parts
    )
