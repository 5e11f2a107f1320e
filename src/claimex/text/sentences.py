"""Numbered sentences: paragraphs, sentencex (Wikimedia) within each, then mending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_BLANK_LINES = re.compile(r"\n\s*\n")
_LINE_END = re.compile(r"\n")
_WIDEST_WRAP = 120
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*\s*\Z")

# Longer than nearly every paragraph, so that it seldom matters where it ends.
_WINDOW = 4000
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？]+")

# How much of the text before a cut the patterns below need to see.
_TAIL = 16
_LONGEST_ABBREVIATION = 9
_CLOSERS = re.compile(r"[”’»)\]]+|[\"']+(?=\s|[,.;:!?)]|\Z)")
# An opening mark before which a sentence ends; sentencex leaves it there when it stays unclosed.
_OPENER_LAST = re.compile(r"(?<=\s)[“‘«(\[\"']+\Z")
_GOES_ON = re.compile(r"[\s\"'”’»)\],;–—-]*[a-z](?![A-Z])")
_TITLE = re.compile(
    r"(?:^|[^\w.])(?:Mrs?|Ms|Mx|Messrs|Mmes|Drs?|Profs?|Gen|Lt|Col|Maj|Capt|Cmdr|Cpl|Sgt|Adm|Brig|Pvt"
    r"|Govs?|Sens?|Reps?|Revs?|Hon|Msgr|Fr|Ste?|Mt|Ft|Supt|Insp|Det|Amb|Pres|Atty|Asst|vs?|cf|e\.g|i\.e)"
    r"\.\Z"
)
_COUNTED = re.compile(
    r"(?:^|[^\w.])(?:Nos?|Arts?|Secs?|Figs?|Vols?|Chs?|pp?|ed|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec)\.\Z"
)
_DIGIT = re.compile(r"\s*[#$€£]?\d")
# These end a sentence only before a word that commonly begins one.
_INITIAL = re.compile(
    r"(?:^|[^\w.’'])(?:[A-Z]\.[\s-]?)*[A-Z]\.\Z|(?:^|\W)(?:[ap]\.m|Inc|Corp|Co|Ltd|Bros|Jr|Sr|Ph\.D)\.\Z"
)
_BEGINNING = re.compile(
    r"\s*[\"'“‘(\[]|\s*(?:A|An|The|This|That|These|Those|There|He|She|It|They|We|You|I|His|Her|Its|Their"
    r"|Our|My|But|And|Or|So|Yet|If|When|While|As|At|By|In|On|For|From|To|With|After|Before|Since|Under"
    r"|Although|However|Both|Some|Many|Most|No|Not|Neither|Later|Earlier|Meanwhile|Asked|What|Who|Why"
    r"|How|Where|According)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One numbered sentence: ``[start, end)`` of ``Document.text``, and its paragraph's number."""

    number: int
    start: int
    end: int
    paragraph: int


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The half-open ranges of the paragraphs, without the white space around them.

    A blank line ends a paragraph. So does a single line end, but where the text is hard-wrapped.
    """
    width = max((n for n in map(len, text.split("\n")) if n <= _WIDEST_WRAP), default=0)
    found: list[tuple[int, int]] = []
    for start, end in _split(text, 0, len(text), _BLANK_LINES):
        if text.find("\n", start, end) < 0 or _is_wrapped(text[start:end], width):
            found.append((start, end))
        else:
            found += _split(text, start, end, _LINE_END)
    return tuple(found)


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a repaired text, in order, numbered from 1, without outer white space.

    They cover all of the text but white space. A quotation mark or bracket stays with the sentence
    that it closes; titles, initials and abbreviations end none.
    """
    return number_sentences(text, paragraphs(text))


def number_sentences(text: str, ranges: tuple[tuple[int, int], ...]) -> tuple[Sentence, ...]:
    """As ``split``, for a text whose paragraphs are known."""
    sentences: list[Sentence] = []
    for paragraph, (start, end) in enumerate(ranges, 1):
        for first, last in _within(text[start:end]):
            sentences.append(Sentence(len(sentences) + 1, start + first, start + last, paragraph))
    return tuple(sentences)


def _split(
    text: str, start: int, end: int, separator: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    for match in separator.finditer(text, start, end):
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range without white space at its ends; none where there is nothing else."""
    part = text[start:end]
    lead = len(part) - len(part.lstrip())
    if lead < len(part):
        yield start + lead, start + len(part.rstrip())


def _is_wrapped(block: str, width: int) -> bool:
    """Whether the lines of a block end where the next word would not have fitted into ``width``."""
    lines = block.split("\n")
    broken = continued = 0
    for line, following in pairwise(lines):
        word = following.split(maxsplit=1)[0]
        if len(line) > width or len(line.rstrip()) + 1 + len(word) <= width:
            return False
        broken += not _ENDS.search(line)
        continued += word[0].islower()
    return len(lines[-1]) <= width and continued > 0 and broken * 2 >= len(lines) - 1


def _within(part: str) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences of one paragraph."""
    begin = 0
    for end in _proposed(part):
        cut = _mended(part, begin, end)
        if cut is not None:
            yield from _trimmed(part, begin, cut)
            begin = cut
    yield from _trimmed(part, begin, len(part))


def _proposed(part: str) -> Iterator[int]:
    """Where sentencex ends sentences.

    Its time grows with the square of an unclosed quotation, so it is given a window at a time.
    """
    from sentencex import segment

    part = part.replace("\n", " ")
    start = 0
    while start < len(part):
        end, ends_sentence = _window_end(part, start)
        position = start
        for piece in segment("en", part[start:end]):
            position += len(piece)
            if position < end or ends_sentence:
                yield position
        start = end


def _window_end(part: str, start: int) -> tuple[int, bool]:
    """Where a window from ``start`` ends, and whether a sentence seems to end there."""
    end = start + _WINDOW
    if end >= len(part):
        return len(part), True
    last = None
    for last in _SENTENCE_END.finditer(part, start, end):  # noqa: B007  the last match is wanted
        pass
    if last is not None:
        return last.end(), True
    space = part.rfind(" ", start, end)
    return (space + 1 if space > start else end), False


def _mended(part: str, begin: int, cut: int) -> int | None:
    """Where the sentence really ends that sentencex ends at ``cut``; None where it goes on."""
    if cut <= begin:
        return None
    if not part[cut - 1].isspace() and (closers := _CLOSERS.match(part, cut)):
        cut = closers.end()
    tail = part[max(begin, cut - _TAIL) : cut]
    if opener := _OPENER_LAST.search(tail):
        cut -= len(tail) - opener.start()
        tail = tail[: opener.start()]
    if cut >= len(part) or _GOES_ON.match(part, cut):
        return None
    tail = tail.rstrip()
    if tail.endswith(".") and _is_abbreviated(tail, part, cut):
        return None
    return cut


def _is_abbreviated(tail: str, part: str, cut: int) -> bool:
    if len(tail.rsplit(None, 1)[-1]) > _LONGEST_ABBREVIATION:
        return False
    if _TITLE.search(tail) or (_COUNTED.search(tail) and _DIGIT.match(part, cut)):
        return True
    return _INITIAL.search(tail) is not None and not _BEGINNING.match(part, cut)
