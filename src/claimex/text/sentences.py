"""Numbered sentences: paragraphs, sentencex (Wikimedia) within each, then mending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_WRAP_WIDTH = 120
_TERMINAL = re.compile(r"[.!?…][\"'”’»)\]]*\s*\Z")
_CLOSERS = re.compile(r"[”’»)\]\"']+(?=\s|[,.;:]|\Z)")
_LOWER = re.compile(r"[\"'“”‘’(\[—–-]*\s*[a-z]")
# Words with a full stop that do not end a sentence before a capital letter.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"‘'—–-])(?:"
    r"(?:Mrs?|Ms|Mx|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Cpl|Sgt|Adm|Brig|Gov|Sen|Rep|Reps|Sens|Rev|Hon"
    r"|Msgr|Fr|St|Ste|Mt|Ft|Supt|Insp|Det|Amb|Pres|Atty|vs|v|cf|approx|Messrs|Mmes|No|Nos|Art|Sec|Fig"
    r"|Vol|pp?|ed|eds|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
    r"|(?:e\.g|i\.e)\.)\s*\Z"
)
_NUMBER_FIRST = re.compile(
    r"(?:No|Nos|Art|Sec|Fig|Vol|pp?|ed|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s*\Z"
)
_INITIALS = re.compile(r"(?:^|[\s(“\"‘'])(?:[A-Z]\.[ -]?)+\Z")
_COUNTRY = re.compile(r"(?:U\.S|U\.K|U\.N|E\.U|D\.C)\.\s*\Z")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One numbered sentence: ``[start, end)`` of ``Document.text``, and its paragraph's number."""

    number: int
    start: int
    end: int
    paragraph: int


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The half-open ranges of the paragraphs, without the white space around them.

    A blank line ends a paragraph. A single line end does too, unless the text is hard-wrapped.
    """
    found: list[tuple[int, int]] = []
    for start, end in _split(text, 0, len(text), _BLANK_LINES):
        if "\n" in text[start:end] and _is_wrapped(text[start:end]):
            found.append((start, end))
        else:
            found += _split(text, start, end, re.compile(r"\n"))
    return tuple(found)


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a repaired text, numbered from 1, in order and without outer white space."""
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text), 1):
        for first, last in _sentences(text, start, end):
            sentences.append(Sentence(len(sentences) + 1, first, last, number))
    return tuple(sentences)


def _split(
    text: str, start: int, end: int, separator: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    for match in separator.finditer(text, start, end):
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    lead = len(part) - len(part.lstrip())
    if lead < len(part):
        yield start + lead, start + len(part.rstrip())


def _is_wrapped(block: str) -> bool:
    """Whether the lines of a block end where the next word would not have fitted."""
    lines = block.split("\n")
    width = max(map(len, lines))
    if width > _WRAP_WIDTH:
        return False
    broken = lower = 0
    for line, following in zip(lines, lines[1:], strict=False):
        words = following.split(maxsplit=1)
        if not words or len(line.rstrip()) + 1 + len(words[0]) <= width - 4:
            return False
        broken += not _TERMINAL.search(line)
        lower += words[0][0].islower()
    return broken * 2 >= len(lines) - 1 and lower > 0


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    from sentencex import segment

    part = text[start:end]
    segments = segment("en", part.replace("\n", " "))
    if len(segments) == 1:
        yield start, end
        return
    position = begin = 0
    for following in segments[1:]:
        position += len(segments[0]) if position == 0 else 0
        cut = _mend(part, begin, position)
        if cut is not None:
            yield from _trimmed(text, start + begin, start + cut)
            begin = cut
        position += len(following)
    yield from _trimmed(text, start + begin, end)


def _mend(part: str, begin: int, cut: int) -> int | None:
    return cut
