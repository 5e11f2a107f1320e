import pytest

from claimex.engines.rules.quotes import find_quotes


def quoted(text: str) -> list[str]:
    return [text[q.inner : q.outer] for q in find_quotes(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "“The gate is shut,” he said.",
        '"The gate is shut," he said.',
        "‘The gate is shut,’ he said.",
        "'The gate is shut,' he said.",
        "''The gate is shut,'' he said.",
        "``The gate is shut,'' he said.",
        "«The gate is shut,» he said.",
        "„The gate is shut,“ he said.",
    ],
)
def test_every_style_of_marks_is_read(text: str) -> None:
    assert quoted(text) == ["The gate is shut,"]
    assert find_quotes(text, 0, len(text))[0].block


def test_apostrophes_open_nothing() -> None:
    assert quoted("Don’t touch the sailors’ ropes; it’s the captain’s.") == []
    assert quoted("Don't touch the sailors' ropes; it's the captain's.") == []
    assert quoted("In the summer of ’74 the ‘old’ mill burned.") == ["old"]


def test_a_quotation_within_a_quotation_does_not_end_it() -> None:
    assert quoted("''He told me 'Go home' and left,'' she said.") == [
        "He told me 'Go home' and left,"
    ]


def test_a_few_quoted_words_are_no_block_and_neither_is_a_title() -> None:
    assert not find_quotes("He called it a “minor leak” again.", 0, 34)[0].block
    text = "“The Long Harbour,” her novel, sold well."
    assert not find_quotes(text, 0, len(text))[0].block


def test_an_unclosed_quotation_ends_with_its_paragraph_unless_it_is_a_lost_mark() -> None:
    text = "She said: “We stay here."
    (quote,) = find_quotes(text, 0, len(text))
    assert not quote.closed
    assert quote.end == len(text)
    text += " We wait." * 300
    assert find_quotes(text, 0, len(text)) == []


@pytest.mark.parametrize("text", ["”", "“", "’ ’ ’", "’tis said ’", '"', "“ “ “", "'' '", "", "“”"])
def test_lone_marks_are_survived(text: str) -> None:
    for quote in find_quotes(text, 0, len(text)):
        assert 0 <= quote.start <= quote.inner <= quote.outer <= quote.end <= len(text)
