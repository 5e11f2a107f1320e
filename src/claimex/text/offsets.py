"""An exact map from positions of a repaired text back to the text it was made from."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable

Edit = tuple[int, int, int]
"""``[start, end)`` of the text before a repair, and the length of what stands there after it."""


class _Layer:
    """One pass of edits; between two edits the text is the same, shifted."""

    __slots__ = ("after", "after_end", "before_end", "before_start")

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.before_start = array("q")
        self.before_end = array("q")
        self.after = array("q")
        self.after_end = array("q")
        shift = 0
        for start, end, length in edits:
            self.before_start.append(start)
            self.before_end.append(end)
            self.after.append(start + shift)
            self.after_end.append(start + shift + length)
            shift += length - (end - start)

    def start(self, position: int) -> int:
        """Where the character at ``position`` begins in the text before the edits."""
        n = bisect_right(self.after, position) - 1
        if n < 0:
            return position
        if position < self.after_end[n]:
            return self.before_start[n]
        return position - self.after_end[n] + self.before_end[n]

    def end(self, position: int) -> int:
        """Where the character before ``position`` ends in the text before the edits."""
        last = position - 1
        n = bisect_right(self.after, last) - 1
        if n < 0:
            return position
        if last < self.after_end[n]:
            return self.before_end[n]
        return position - self.after_end[n] + self.before_end[n]


class OffsetMap:
    """Maps ranges of a repaired text to the ranges of the original that they came from.

    Keeps only the places where a repair changed the length of the text, 32 bytes each; without any
    the map is the identity. A look-up takes time logarithmic in their number.
    """

    __slots__ = ("_layers",)

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        layer = _Layer(edits)
        self._layers: tuple[_Layer, ...] = (layer,) if layer.after else ()

    def then(self, edits: Iterable[Edit]) -> OffsetMap:
        """The map after a further pass of ``edits``, in order, over the text repaired so far."""
        further = OffsetMap(edits)
        further._layers = self._layers + further._layers
        return further

    @property
    def is_identity(self) -> bool:
        """Whether every position is the same in both texts."""
        return not self._layers

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the original that ``[start, end)`` of the repaired text came from.

        Characters that a repair removed at either edge are left out; an empty range stays empty.
        """
        if start == end:
            for layer in reversed(self._layers):
                start = layer.start(start)
            return start, start
        for layer in reversed(self._layers):
            start, end = layer.start(start), layer.end(end)
        return start, end
