from __future__ import annotations

from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimex.text.sentences import paragraphs, split


def _words(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["She left.", "He stayed."],
        ["“We left.”", "He stayed."],
        ["“Stop!” he said.", "They did not."],
        ['"Stop!" he said.', "They did not."],
        ["“We left?” she asked.", "“Never.”"],
        ["J. R. Smith denied it.", "So did A. Jones."],
        ["The U.S. Senate met.", "They are in the U.S.", "He said so."],
        ["Gen. Ruiz met Lt. Gov. Ana Paz.", "Dr. Orr did not."],
        ["It was clause No. 4 that mattered.", "Sen. Hale objected."],
        ["It cost $1.2 million.", "It rose 4.1% on Jan. 6 in Oslo."],
        ["They met at 5 p.m. Monday.", "They left at 6 p.m.", "The talks failed."],
        ["Orr & Sons Inc. Chairman Ed Orr quit.", "He works for Acme Corp.", "It is small."],
        ["St. Mary’s signed.", "Mt. Airy did not."],
        ["He quoted Art. 5 of the pact.", "No."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    assert _words(" ".join(sentences)) == sentences


def test_a_closing_mark_stays_with_the_sentence_it_closes() -> None:
    for mark in ("”", "’", "»", ")", "]", '"'):
        text = f"It is over.{mark} They went home."
        assert _words(text)[0] == f"It is over.{mark}"


def test_numbers_and_paragraphs_count_from_one() -> None:
    found = split("One. Two.\n\n\nThree.")
    assert [(s.number, s.paragraph) for s in found] == [(1, 1), (2, 1), (3, 2)]


def test_each_line_of_an_article_is_a_paragraph() -> None:
    text = "Bus strike is over\nDRESSEN — Drivers went back to work.\nThe firm said little."
    assert [text[a:b] for a, b in paragraphs(text)] == text.split("\n")


def test_hard_wrapped_text_is_read_as_whole_paragraphs() -> None:
    long = (
        "The harbour master said on Monday that the two ferry lines had signed a pact to share the "
        "northern pier, and that neither of them would raise fares before the end of the season. "
        "A spokesman for the larger line denied it."
    )
    text = f"{fill(long, 60)}\n\n{fill(long, 60)}"
    assert len(paragraphs(text)) == 2
    assert [t.replace("\n", " ") for t in _words(text)][:1] == [long.partition(". ")[0] + "."]
    assert len(split(text)) == 4


def test_short_lines_that_are_no_wrapped_text_stay_apart() -> None:
    text = "Oyelaran: We never signed.\nHost: You did not?\nOyelaran: no."
    assert len(paragraphs(text)) == 3


def test_a_paragraph_without_end_is_split_as_its_parts_are() -> None:
    """Longer than any window, with quotations that are never closed, and without any full stop."""
    sentence = "“He told the council of Orr Bay that J. Smith and the U.S. Navy had signed it."
    assert _words(" ".join([sentence] * 2000)) == [sentence] * 2000
    assert _words("word " * 5000) == [("word " * 5000).strip()]
    assert _words("x" * 20_000) == ["x" * 20_000]


def test_nothing_gives_no_sentences() -> None:
    assert split("") == ()
    assert split(" \n\n \t") == ()


_TEXT = st.lists(
    st.sampled_from(
        [
            "He said.",
            "No",
            " ",
            "\n",
            "\n\n",
            "“",
            "”",
            '"',
            "U.S.",
            "J.",
            "Dr.",
            "No. 4",
            "5 p.m.",
            "!",
            "?",
            ")",
            "(",
            "…",
            "東京。",
            "yes",
            "\t",
            "It’s",
            "e\u0301",
            "👩‍👧",
            "\x0b",
            "\x1c",
        ]
    ),
    max_size=30,
).map("".join) | st.text(max_size=40)


@given(_TEXT)
def test_sentences_are_ordered_and_cover_all_but_white_space(text: str) -> None:
    end = 0
    for number, sentence in enumerate(split(text), 1):
        assert sentence.number == number
        assert end <= sentence.start < sentence.end
        assert text[end : sentence.start].strip() == ""
        words = text[sentence.start : sentence.end]
        assert words == words.strip()
        end = sentence.end
    assert text[end:].strip() == ""


@given(_TEXT)
def test_each_sentence_lies_in_its_paragraph(text: str) -> None:
    found = paragraphs(text)
    for sentence in split(text):
        start, end = found[sentence.paragraph - 1]
        assert start <= sentence.start < sentence.end <= end
