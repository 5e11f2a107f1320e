import pytest

from claimex.engines.rules.phrases import noun_phrase_left
from claimex.engines.rules.subjects import joined_subject, subject_after, subject_before
from rules_support import unit


def subject_of(text: str, verb: str) -> str | None:
    read = unit(text)
    subject, _ = subject_before(read, read.words.index(verb))
    if subject is None:
        return None
    return text[slice(*read.place(subject.first, subject.last))]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The mayor of Lisse said nothing.", "The mayor of Lisse"),
        ("The mayor, Ruud Bakker, said no.", "The mayor, Ruud Bakker"),
        ("Bakker, 52, the mayor of Lisse, said no.", "Bakker"),
        ("The ministry on Thursday said no.", "The ministry"),
        ("In Geneva the envoy said no.", "the envoy"),
        ("Three people briefed on the plan said no.", "Three people briefed on the plan"),
        ("Bakker and his deputy said no.", "Bakker and his deputy"),
        ("The clerk who lost the keys said no.", "The clerk who lost the keys"),
        ("A survey published on Monday by the guild said no.", None),
        ("From the ministry said no.", None),
    ],
)
def test_the_subject_before_a_verb(text: str, subject: str | None) -> None:
    found = subject_of(text, "said")
    if subject is None:
        assert found != text
    else:
        assert found == subject


def test_a_verb_after_and_shares_the_subject() -> None:
    text = "The pilot landed safely and said so."
    read = unit(text)
    subject = joined_subject(read, read.words.index("said"))
    assert subject is not None
    assert text[slice(*read.place(subject.first, subject.last))] == "The pilot"


def test_the_subject_after_a_verb_ends_before_an_apposition() -> None:
    text = "“No,” said Ines Calder, an analyst."
    read = unit(text)
    phrase = subject_after(read, read.words.index("said"), len(read.tags))
    assert phrase is not None
    assert text[slice(*read.place(*phrase))] == "Ines Calder"


def test_there_is_no_noun_phrase_before_a_verb_or_the_start() -> None:
    read = unit("Suddenly it rained.")
    assert noun_phrase_left(read, -1) is None
    assert noun_phrase_left(read, 0) is None
