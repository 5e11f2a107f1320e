import pytest

from rules_support import of_kind, read, told


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Moss denied that he sold the boat.", "he sold the boat"),
        ("Moss denied selling the boat.", "selling the boat"),
        ("Moss denied the allegation in a statement.", "the allegation"),
        ("Moss rejected the claim that he sold the boat.", "he sold the boat"),
        ("Moss dismissed the report as nonsense.", "the report as nonsense"),
        ("Moss called the story a lie.", "the story a lie"),
        ("Moss took issue with the figure.", "the figure"),
        ("Moss pleaded not guilty to theft.", "theft"),
        ("“That is simply not true,” Moss said.", "That is simply not true"),
        ("“No such boat was sold,” Moss said.", "No such boat was sold"),
        ("“I deny every charge,” Moss said.", "I deny every charge"),
        ("Moss said the paper’s story was pure fiction.", "the paper’s story was pure fiction"),
    ],
)
def test_denials(text: str, denied: str) -> None:
    (draft,) = of_kind(text, "denial")
    assert told(draft)[0] == "Moss"
    assert told(draft)[2] == denied


@pytest.mark.parametrize(
    "text",
    [
        "The judge denied bail.",
        "The clerk denied Moss the request.",
        "The council rejected the bid.",
        "The navy shot down a drone.",
        "Moss may reject the allegation.",
        "Moss called an emergency meeting.",
        "Moss said he did not like the soup.",
        "Moss admitted that no boat was safe.",
        "Moss said the claim was wrongly filed.",
    ],
)
def test_refusals_and_mere_negations_deny_nothing(text: str) -> None:
    assert of_kind(text, "denial") == []


def test_a_negated_clause_denies_what_somebody_else_asserts() -> None:
    text = "Lund said Moss sold the boat. Moss said he had never sold the boat."
    assert [(d.kind, told(d)[0]) for d in read(text)] == [("claim", "Lund"), ("denial", "Moss")]


def test_nobody_contradicts_himself() -> None:
    text = "Moss said he sold the boat. Moss said he had not sold the boat."
    assert of_kind(text, "denial") == []


def test_a_quotation_can_deny_and_assert() -> None:
    text = "“That is a lie. The boat belongs to my aunt,” Moss said."
    assert [(d.kind, told(d)[2]) for d in read(text)] == [
        ("claim", "The boat belongs to my aunt"),
        ("denial", "That is a lie"),
    ]


def test_a_partial_denial_is_told_from_a_flat_one() -> None:
    partly = of_kind("“That is not true, some of it,” Moss said.", "denial")
    flat = of_kind("“That is not true,” Moss said.", "denial")
    assert [d.manner for d in (*partly, *flat)] == ["partial", "flat"]
