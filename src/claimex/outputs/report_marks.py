"""An article cut into pieces at every edge of a statement, so that overlaps stay readable.

However many statements lie over a word it is one element, one layer for each kind that is there:
the number of elements grows with the number of edges, never with their product.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest

from claimex.outputs.report_text import Said, shown
from claimex.schema import Agreement, NonResponse
from claimex.text.sentences import paragraphs

MOST_MARKERS = 60
"""Markers beside one paragraph; those beyond are counted there and stand in the list."""

KINDS = {"claim": "c", "agreement": "a", "denial": "d", "non_response": "n"}
"""The letter of each kind, as the page writes it, outermost layer first."""
# Content lies under cues, whose letters are capitals, and a source, which shows when its statement
# is chosen, under both.
_LAYERS = ("w", *KINDS.values(), *(letter.upper() for letter in KINDS.values()))


@dataclass(frozen=True, slots=True)
class Mark:
    """One range of the text that one statement lies on; ``layer`` is an entry of the layers."""

    start: int
    end: int
    layer: str


@dataclass(slots=True)
class Piece:
    """Words between two edges.

    ``start`` is where they begin in the original text, ``layers`` the classes of what lies on them,
    outermost first, ``markers`` the numbers of the statements that begin here. ``opens`` are the
    layers that begin with them on the page, ``closes`` counts those that end with them: what two
    neighbours share is written once, if something else tells where one ends.
    """

    text: str
    start: int
    layers: tuple[str, ...]
    markers: tuple[int, ...]
    opens: tuple[str, ...] = ()
    closes: int = 0


@dataclass(slots=True)
class Paragraph:
    """The pieces of one paragraph; ``beyond`` counts statements without a marker beside it."""

    pieces: list[Piece] = field(default_factory=list)
    beyond: int = 0


def marks_of(statement: Said) -> Iterator[Mark]:
    """Where a statement lies in the text: its source, what it says, and the words that say so."""
    letter = KINDS[statement.kind]
    if not isinstance(statement, Agreement) and statement.source.mention is not None:
        yield Mark(statement.source.mention.start, statement.source.mention.end, "w")
    if not isinstance(statement, NonResponse):
        for span in statement.content_spans:
            yield Mark(span.start, span.end, letter)
    yield Mark(statement.cue.start, statement.cue.end, letter.upper())


def cut(text: str, statements: Sequence[Said]) -> list[Paragraph]:
    """The paragraphs of a text with what lies on them; statements are numbered in their order."""
    changes: dict[int, list[tuple[str, int]]] = defaultdict(list)
    begin: dict[int, list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        marks = list(marks_of(statement))
        for mark in marks:
            changes[mark.start].append((mark.layer, 1))
            changes[mark.end].append((mark.layer, -1))
        begin[min(mark.start for mark in marks if mark.layer != "w")].append(number)
    ranges = paragraphs(text) or ((0, len(text)),)
    sweep = _Sweep(changes, begin)
    found = [_paragraph(text, start, end, sweep) for start, end in ranges]
    sweep.advance(len(text))
    found[-1].beyond += len(sweep.markers)
    return found


class _Sweep:
    """What lies at a position that only moves forward."""

    def __init__(
        self, changes: dict[int, list[tuple[str, int]]], begin: dict[int, list[int]]
    ) -> None:
        self._changes = changes
        self._begin = begin
        self._edges = sorted({*changes, *begin})
        self._next = 0
        self._counts = dict.fromkeys(_LAYERS, 0)
        self.markers: list[int] = []

    def advance(self, position: int) -> None:
        """Take in every edge up to and with ``position``."""
        while self._next < len(self._edges) and self._edges[self._next] <= position:
            edge = self._edges[self._next]
            for layer, change in self._changes.get(edge, ()):
                self._counts[layer] += change
            self.markers += self._begin.get(edge, ())
            self._next += 1

    def edges_before(self, end: int) -> Iterable[int]:
        """The next edges that lie before ``end``, one after the other."""
        while self._next < len(self._edges) and self._edges[self._next] < end:
            yield self._edges[self._next]

    def layers(self) -> tuple[str, ...]:
        """The classes of what lies here, outermost first."""
        return tuple(layer for layer in _LAYERS if self._counts[layer])


def _paragraph(text: str, start: int, end: int, sweep: _Sweep) -> Paragraph:
    paragraph = Paragraph()
    room = MOST_MARKERS
    sweep.advance(start)

    def add(until: int) -> None:
        nonlocal start, room
        taken, sweep.markers = sweep.markers, []
        paragraph.beyond += max(len(taken) - room, 0)
        taken = taken[:room]
        room -= len(taken)
        piece = Piece(shown(text[start:until]), start, sweep.layers(), tuple(taken))
        paragraph.pieces.append(piece)
        start = until

    for edge in sweep.edges_before(end):
        if edge > start:
            add(edge)
        sweep.advance(edge)
    add(end)
    _nest(paragraph.pieces)
    return paragraph


def _nest(pieces: Sequence[Piece]) -> None:
    """Say which layers begin and end with each piece."""
    shared = 0
    for piece, following in zip_longest(pieces, pieces[1:]):
        piece.opens = piece.layers[shared:]
        shared = 0
        if following is not None and not following.markers and following.layers != piece.layers:
            pairs = zip(piece.layers, following.layers, strict=False)
            shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        piece.closes = len(piece.layers) - shared
