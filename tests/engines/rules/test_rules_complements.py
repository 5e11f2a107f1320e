"""What is said: where it starts, where it ends, and when nothing is said at all."""

import pytest

from rules_support import of_kind, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lund said that the dam held.", ("Lund", "said", "the dam held")),
        ("Lund said on Monday the dam held.", ("Lund", "said", "the dam held")),
        ("Lund told the court the dam held.", ("Lund", "told", "the dam held")),
        ("Lund said, with a shrug, that the dam held.", ("Lund", "said", "the dam held")),
        ("“The dam held,” Lund said.", ("Lund", "said", "The dam held")),
        ("The dam held, Lund said.", ("Lund", "said", "The dam held")),
        ("According to Lund, the dam held.", ("Lund", "According to", "the dam held")),
        ("The dam, according to Lund, held.", ("Lund", "according to", "The dam | held")),
        ("As Lund put it, the dam was a mess.", ("Lund", "put it", "the dam was a mess")),
        ("Lund claimed to have seen the crack.", ("Lund", "claimed", "to have seen the crack")),
        ("Lund accused the firm of lying.", ("Lund", "accused", "the firm of lying")),
        ("It was Lund’s view that the dam held.", ("Lund", "view", "the dam held")),
    ],
)
def test_what_is_said(text: str, expected: tuple[str, str, str]) -> None:
    assert [told(draft) for draft in of_kind(text, "claim")] == [expected]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Lund said the dam held and added that the gate did not.",
            ["the dam held", "the gate did not"],
        ),
        (
            "Lund said the dam held, but Moss said the gate broke.",
            ["the dam held", "the gate broke"],
        ),
        (
            "Lund said the dam held; Moss warned that the gate would break.",
            ["the dam held", "the gate would break"],
        ),
    ],
)
def test_what_is_said_ends_before_the_next_attribution(text: str, contents: list[str]) -> None:
    assert [told(draft)[2] for draft in of_kind(text, "claim")] == contents


@pytest.mark.parametrize(
    "text",
    [
        "The rebels claimed responsibility for the blast.",
        "Lund did not say that the dam held.",
        "Lund told the crowd to go home.",
        "Nobody said a word.",
        "The claim reached the court.",
        "He went there according to plan.",
        "“Read it first,” Lund said.",
        "“Who broke it?” asked Lund.",
    ],
)
def test_hard_negatives(text: str) -> None:
    assert of_kind(text, "claim") == []
