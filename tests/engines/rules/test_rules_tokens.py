import pytest

from claimex.engines.rules.tokens import classify, tokenize


def words(text: str) -> list[str]:
    return tokenize(text, 0, len(text)).words


def test_positions_are_those_of_the_text_and_outside_the_range_nothing_is_read() -> None:
    text = "Before. Ada Lund’s boat sank, twice. After."
    tokens = tokenize(text, 8, 36)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == [
        *("Ada", "Lund’s", "boat", "sank", ",", "twice", "."),
    ]
    assert tokens.words[1] == "lund's"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. ships", ["u.s.", "ships"]),
        ("Mr. Okoro left", ["mr.", "okoro", "left"]),
        ("paid $1.2bn at 10:30", ["paid", "$1.2bn", "at", "10:30"]),
        ("workers’ co-director", ["workers'", "co-director"]),
        ("yes... no--never", ["yes", "...", "no", "--", "never"]),
        ("", []),
    ],
)
def test_abbreviations_numbers_and_compounds_are_one_token(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("raw", "first", "tag"),
    [
        ("may", False, "X"),
        ("May", False, "T"),
        ("The", False, "D"),
        ("Quickly", True, "A"),
        ("Reading", True, "G"),
        ("Reading", False, "U"),
        ("said", False, "V"),
        ("claim", False, "N"),
        ("repaired", False, "E"),
        ("hundred", False, "M"),
        ("meeting", False, "N"),
        ("family", False, "N"),
        ("7th", False, "M"),
        ("—", False, "-"),
    ],
)
def test_classes(raw: str, first: bool, tag: str) -> None:
    assert classify(raw, first)[1] == tag


def test_the_word_after_an_opening_mark_still_opens_the_sentence() -> None:
    assert tokenize("“However it ends", 0, 16).tags == "[ARN"


def test_a_straight_mark_opens_after_a_space_and_closes_after_a_word() -> None:
    text = 'the "old" boat'
    assert tokenize(text, 0, len(text)).tags == "D[N]N"
