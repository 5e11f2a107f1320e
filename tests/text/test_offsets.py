from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claimex.text.offsets import OffsetMap


def test_without_edits_every_range_is_itself() -> None:
    offsets = OffsetMap()
    assert offsets.is_identity
    assert offsets.to_original(3, 8) == (3, 8)
    assert offsets.to_original(5, 5) == (5, 5)


def test_a_replaced_run_maps_to_all_that_was_replaced() -> None:
    """ "ab" + a three-character mark that became one + "cd"."""
    offsets = OffsetMap([(2, 5, 1)])
    assert offsets.to_original(0, 2) == (0, 2)
    assert offsets.to_original(2, 3) == (2, 5)
    assert offsets.to_original(3, 5) == (5, 7)
    assert offsets.to_original(1, 4) == (1, 6)


def test_what_was_removed_belongs_to_a_range_around_it_and_not_to_its_edges() -> None:
    """ "ab" + a soft hyphen that went + "cd"."""
    offsets = OffsetMap([(2, 3, 0)])
    assert offsets.to_original(0, 2) == (0, 2)
    assert offsets.to_original(2, 4) == (3, 5)
    assert offsets.to_original(0, 4) == (0, 5)


def test_passes_are_undone_in_reverse_order() -> None:
    offsets = OffsetMap([(0, 2, 1)]).then([(0, 2, 1)])
    assert offsets.to_original(0, 1) == (0, 3)
    assert offsets.to_original(1, 2) == (3, 4)


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 1)), max_size=6),
        max_size=3,
    ),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_ranges_keep_their_order_and_hold_their_parts(
    passes: list[list[tuple[int, int, int]]], one: int, other: int
) -> None:
    """A later range never maps before an earlier one, and a part maps into the whole."""
    offsets = OffsetMap()
    for steps in passes:
        edits, position = [], 0
        for gap, width, length in steps:
            edits.append((position + gap, position + gap + width, length))
            position += gap + width
        offsets = offsets.then(edits)
    start, end = sorted((one, other))
    end += 1
    first, last = offsets.to_original(start, end)
    characters = [offsets.to_original(n, n + 1) for n in range(start, end)]
    assert first == characters[0][0]
    assert last == characters[-1][1]
    assert characters == sorted(characters)
    assert all(a[1] <= b[0] or a == b for a, b in pairwise(characters))
