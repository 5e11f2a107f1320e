"""States: every word of the table leads to its state, and none to two."""

from __future__ import annotations

import pytest

from claimex.assembly.countries import is_capital, is_state_name, state_of, states


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Kenya", "Kenya"),
        ("Kenyans", "Kenya"),
        ("the Netherlands", "Netherlands"),
        ("Türkiye", "Turkey"),
        ("Frenchman", "France"),
        ("the Kremlin", "Russia"),
        ("U.S.", "United States"),
        ("Homeland Security", "United States"),
        ("Kinshasa", "Democratic Republic of the Congo"),
    ],
)
def test_a_word_for_a_state_leads_to_it(words: str, name: str) -> None:
    state = state_of(words)
    assert state is not None
    assert state.name == name


def test_case_counts() -> None:
    assert state_of("us") is None
    assert state_of("turkey") is None


def test_capitals_and_names_are_told_apart() -> None:
    assert is_capital("Warsaw")
    assert not is_capital("Singapore")
    assert is_state_name("the US")
    assert not is_state_name("Kenyan")


def test_every_name_of_a_state_leads_to_that_state() -> None:
    assert len(states()) > 190
    for state in states():
        for words in (*state.names, *state.short):
            assert state_of(words) is state
            assert words == words.strip()
