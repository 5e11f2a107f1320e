"""Verbs elsewhere in the text tell how far an agreement has come."""

from __future__ import annotations

import pytest

from claimex.assembly.merging_states import find_states, spoken_of


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Cuba suspended it last month.", "suspended"),
        ("Peru withdrew from the pact in June.", "terminated"),
        ("The treaty was later ratified in Oslo.", "ratified"),
        ("The truce is holding, the monitors said.", "in_force"),
        ("She said the truce was still in force.", "in_force"),
        ("The lease expired last year.", "terminated"),
        ("The rebels broke the ceasefire on Sunday.", "breached"),
    ],
)
def test_a_verb_moves_the_agreement_it_speaks_of(text: str, status: str) -> None:
    (state,) = find_states(text)
    assert state.status == status


@pytest.mark.parametrize(
    "text",
    [
        "If the truce held, they would go home.",
        "Cuba threatened that it would have suspended it.",
        "Peru denied that it broke the accord.",
        "The army has not violated the ceasefire.",
        "The minister suspended the clerk.",
        "The contract held a surprise.",
    ],
)
def test_what_has_not_happened_or_is_of_something_else_moves_nothing(text: str) -> None:
    assert find_states(text) == []


def test_a_noun_reaches_back_to_its_agreement_and_a_pronoun_over_one_sentence() -> None:
    text = "A treaty was signed. A lease was signed. The treaty was ratified. Rain fell. It rained."
    (state,) = find_states(text)
    cues, nouns = [13, 33], [frozenset({"treaty"}), frozenset({"lease"})]
    sentences = [0, 21, 41, 66, 77]
    assert spoken_of(state, cues, nouns, sentences) == 0
    assert spoken_of(state, cues, [frozenset({"lease"})] * 2, sentences) is None
    (near,) = find_states(text[:41] + "Cuba suspended it.")
    assert spoken_of(near, cues, nouns, sentences) == 1
    far = find_states(text + " Cuba suspended it.")[-1]
    assert spoken_of(far, cues, nouns, [*sentences, 88]) is None
