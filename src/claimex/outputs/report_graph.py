"""Who takes which side, as a small drawing: sources on the left, disputed statements on the right.

The places are worked out here, so that the drawing needs no library and no script, and is the same
for equal input.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimex.outputs.report_view import DisputeView, StatementView

MOST_DISPUTES = 8
MOST_SOURCES = 16
LONGEST_NAME = 27
LONGEST_LINE = 36
"""Characters of a line of the drawing: a name has one, a statement two."""

WIDTH, LEFT, RIGHT = 512, 184, 272
_NAME_ROW, _STATEMENT_ROW, _EDGE = 25, 42, 20


@dataclass(frozen=True, slots=True)
class Node:
    """A source or a disputed statement; ``y`` in units of the drawing, ``statement`` or None."""

    lines: tuple[str, ...]
    full: str
    y: float
    statement: StatementView | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A source takes a side: ``kind`` is "c" for asserts, "d" for denies, "n" for no answer.

    ``path`` leads from the source's place to the statement's.
    """

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing; ``left_out`` counts the disputes that it does not show."""

    sources: tuple[Node, ...]
    disputes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: float
    left_out: int
    width: int = WIDTH

    @property
    def dots(self) -> str:
        """Where an edge may begin or end, as a path of points."""
        left = "".join(f"M{LEFT} {node.y:g}h0" for node in self.sources)
        return left + "".join(f"M{RIGHT} {node.y:g}h0" for node in self.disputes)


def draw(disputes: Sequence[DisputeView]) -> Graph | None:
    """The drawing of the disputes with most sides; None where there is no dispute."""
    chosen = sorted(disputes, key=lambda d: -_sides(d))[:MOST_DISPUTES]
    kept = {id(d) for d in chosen}
    sides: dict[tuple[str, int], str] = {}
    shown: list[DisputeView] = []
    names: dict[str, None] = {}
    for dispute in (d for d in disputes if id(d) in kept):
        found = _takers(dispute)
        if len({*names, *(name for name, _ in found)}) > MOST_SOURCES:
            continue
        for name, kind in found:
            names[name] = None
            sides.setdefault((name, len(shown)), kind)
        shown.append(dispute)
    if not shown:
        return None
    order = sorted(
        names,
        key=lambda name: _mean([place for taker, place in sides if taker == name]),
    )
    height = 2 * _EDGE + max(_NAME_ROW * (len(order) - 1), _STATEMENT_ROW * (len(shown) - 1))
    ys = dict(zip(order, _spread(len(order), height), strict=True))
    targets = _spread(len(shown), height)
    return Graph(
        sources=tuple(Node(_lines(name, LONGEST_NAME, 1), name, ys[name]) for name in order),
        disputes=tuple(
            Node(_lines(d.statement.content, LONGEST_LINE, 2), d.statement.content, y, d.statement)
            for d, y in zip(shown, targets, strict=True)
        ),
        edges=tuple(
            Edge(kind, _curve(ys[name], targets[place])) for (name, place), kind in sides.items()
        ),
        height=height,
        left_out=len(disputes) - len(shown),
    )


def _sides(dispute: DisputeView) -> int:
    return len(dispute.asserted.shown) + len(dispute.denied.shown) + len(dispute.silent.shown)


def _takers(dispute: DisputeView) -> list[tuple[str, str]]:
    """The names that take a side, whoever denies first: one that does both is drawn as denying."""
    found = [(s.who, "d") for s in dispute.denied.shown]
    if dispute.statement.kind == "c":
        found.append((dispute.statement.who, "c"))
    found += [(s.who, "c") for s in dispute.asserted.shown]
    found += [(s.who, "n") for s in dispute.silent.shown]
    return found


def _lines(text: str, width: int, count: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, width, max_lines=count, placeholder="…")) or ("",)


def _mean(places: Sequence[int]) -> float:
    return sum(places) / len(places)


def _spread(count: int, height: float) -> list[float]:
    """The places of so many rows, evenly over the height."""
    if count == 1:
        return [height / 2]
    step = (height - 2 * _EDGE) / (count - 1)
    return [round(_EDGE + step * n, 1) for n in range(count)]


def _curve(start: float, end: float) -> str:
    bend = (RIGHT - LEFT) // 2
    return f"M{LEFT} {start:g}c{bend} 0 {bend} {end - start:g} {RIGHT - LEFT} {end - start:g}"
