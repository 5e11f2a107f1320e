"""Plain text tables."""

from __future__ import annotations

from collections.abc import Sequence


def columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The rows as lines: the first column to the left, the others to the right, empty ones gone."""
    filled = [column for column in zip(*rows, strict=True) if any(column)]
    widths = [max(len(cell) for cell in column) for column in filled]
    return [
        "  ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in zip(*filled, strict=True)
    ]


def number(value: float | None) -> str:
    """A rate with three decimals, a dash for None."""
    return "–" if value is None else f"{value:.3f}"


def interval(low: float | None, high: float | None) -> str:
    """A range of rates with two decimals, nothing where there is none."""
    return "" if low is None or high is None else f"{low:.2f}–{high:.2f}"
