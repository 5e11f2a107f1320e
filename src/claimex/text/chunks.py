"""Runs of sentences that fit into one request, with what a reader must know from before.

Chunks share no sentence, so what is read in them is merged without duplicates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claimex.text.document import Document, Sentence

_BEFORE = 2
_LONGEST_BEFORE = 400
_MOST_NAMES = 24
# Two to six capitalised words in one run, particles of names between them.
_FULL_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: (?:(?:al|bin|da|de|del|der|di|el|la|of|the|van|von|y) )*"
    r"[^\W\d_a-z][\w.'’-]*){1,5}"
)
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A run of sentences of one document.

    ``before`` is the text of the sentences just before it; ``names`` are full names that stand
    earlier in the document and of which the chunk has only a part. Both are context: nothing is
    read from them.
    """

    sentences: tuple[Sentence, ...]
    before: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """Where the chunk begins, in code points of ``Document.text``."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Where the chunk ends, half-open, in code points of ``Document.text``."""
        return self.sentences[-1].end


def chunks(document: Document, max_chars: int) -> tuple[Chunk, ...]:
    """The document in chunks of at most ``max_chars`` code points, each at least one sentence.

    A chunk ends at the end of a paragraph where one lies in its last third. Time is linear in the
    length of the document.
    """
    runs: list[Sequence[Sentence]] = []
    sentences = document.sentences
    first = 0
    while first < len(sentences):
        limit = sentences[first].start + max_chars
        last = first + 1
        while last < len(sentences) and sentences[last].end <= limit:
            last += 1
        if last < len(sentences):
            last = _at_paragraph(sentences, first, last)
        runs.append(sentences[first:last])
        first = last
    names = _Names()
    made: list[Chunk] = []
    for run in runs:
        text = document.text[run[0].start : run[-1].end]
        made.append(
            Chunk(
                sentences=tuple(run),
                before=_before(document, run[0].start),
                names=names.known_in(text),
            )
        )
        names.read(text)
    return tuple(made)


def halves(document: Document, chunk: Chunk) -> tuple[Chunk, Chunk] | None:
    """The chunk as two, cut where the lengths are most even; None for a single sentence."""
    if len(chunk.sentences) < 2:
        return None
    middle = (chunk.start + chunk.end) / 2
    cut = min(range(1, len(chunk.sentences)), key=lambda n: abs(chunk.sentences[n].start - middle))
    left, right = chunk.sentences[:cut], chunk.sentences[cut:]
    names = _Names()
    for name in chunk.names:
        names.read(name)
    names.read(document.text[left[0].start : left[-1].end])
    text = document.text[right[0].start : right[-1].end]
    return (
        Chunk(sentences=left, before=chunk.before, names=chunk.names),
        Chunk(
            sentences=right,
            before=_before(document, right[0].start),
            names=names.known_in(text),
        ),
    )


def _at_paragraph(sentences: Sequence[Sentence], first: int, last: int) -> int:
    for cut in range(last, first + 2 * (last - first) // 3, -1):
        if cut > first and sentences[cut - 1].paragraph != sentences[cut].paragraph:
            return cut
    return last


def _before(document: Document, start: int) -> tuple[str, ...]:
    """The sentences just before the one that begins at ``start``, as far as they are short."""
    position = bisect_left(document.sentences, start, key=lambda s: s.start)
    texts = [
        document.text[s.start : s.end]
        for s in document.sentences[max(0, position - _BEFORE) : position]
    ]
    while texts and sum(map(len, texts)) > _LONGEST_BEFORE:
        del texts[0]
    return tuple(texts)


class _Names:
    """Full names by each of their words, first mention first."""

    def __init__(self) -> None:
        self._by_word: dict[str, str] = {}

    def read(self, text: str) -> None:
        for match in _FULL_NAME.finditer(text):
            name = match.group().rstrip(".")
            for word in _NAME.findall(name) if name[0].isupper() else ():
                self._by_word.setdefault(word, name)

    def known_in(self, text: str) -> tuple[str, ...]:
        known: dict[str, None] = {}
        for match in _NAME.finditer(text):
            name = self._by_word.get(match.group())
            if name is not None and name not in known and name not in text:
                known[name] = None
                if len(known) == _MOST_NAMES:
                    break
        return tuple(known)
