"""Chunks part a document by sentences and lose nothing; context is context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimex.text.chunks import Chunk, chunks, halves
from claimex.text.document import Document, make_document

SENTENCE = st.sampled_from(
    [
        "Mayor Ilse Brandt said the bridge is safe.",
        "“It will hold,” she told the council.",
        "Brandt denied it.",
        "Rain.",
        "The harbour authority of Greater Velik signed a contract with Kestrel Works in May.",
    ]
)
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=5), min_size=1, max_size=8)


def document_of(paragraphs: list[list[str]]) -> Document:
    return make_document("\n\n".join(" ".join(sentences) for sentences in paragraphs))


def joined(parts: tuple[Chunk, ...]) -> list[int]:
    return [sentence.number for part in parts for sentence in part.sentences]


@given(PARAGRAPHS, st.integers(1, 400))
def test_every_sentence_is_in_one_chunk_in_order(paragraphs: list[list[str]], size: int) -> None:
    document = document_of(paragraphs)
    parts = chunks(document, size)
    assert joined(parts) == [s.number for s in document.sentences]
    for part in parts:
        assert part.end - part.start <= size or len(part.sentences) == 1


@given(PARAGRAPHS, st.integers(20, 400))
def test_context_stands_earlier_in_the_document(paragraphs: list[list[str]], size: int) -> None:
    document = document_of(paragraphs)
    for part in chunks(document, size):
        earlier = document.text[: part.start]
        for words in (*part.before, *part.names):
            assert words in earlier


@given(PARAGRAPHS)
def test_halves_are_the_chunk(paragraphs: list[list[str]]) -> None:
    document = document_of(paragraphs)
    (whole,) = chunks(document, 10_000)
    parts = halves(document, whole)
    if parts is None:
        assert len(whole.sentences) == 1
    else:
        assert joined(parts) == joined((whole,))
        assert all(part.sentences for part in parts)


def test_a_chunk_ends_with_a_paragraph_where_one_is_near() -> None:
    document = document_of([["Rain."] * 5, ["Snow fell."] * 3])
    first, second = chunks(document, 45)
    assert document.text[first.start : first.end] == "Rain. Rain. Rain. Rain. Rain."
    assert document.text[second.start : second.end].startswith("Snow")


def test_a_chunk_knows_the_full_names_of_which_it_has_a_part() -> None:
    document = document_of(
        [
            ["Homeland Minister Ilse van Brandt flew to Oslo.", "She met Piet Moss."],
            ["Rain fell.", "Brandt and Moss said no."],
        ]
    )
    *_, last = chunks(document, 40)
    assert last.names == ("Homeland Minister Ilse van Brandt", "Piet Moss")
    assert last.before == ("She met Piet Moss.", "Rain fell.")


def test_a_name_that_stands_in_full_is_no_context() -> None:
    document = document_of([["Ilse Brandt flew to Oslo."], ["Ilse Brandt said no."]])
    assert chunks(document, 30)[1].names == ()


@pytest.mark.parametrize(
    "text", ["東京都は否定した。大臣は確認した。", "قال الوزير نعم. نفى الرئيس ذلك."]
)
def test_scripts_without_capitals_are_chunked_too(text: str) -> None:
    document = make_document(text)
    parts = chunks(document, 8)
    assert joined(parts) == [s.number for s in document.sentences]
    assert all(part.names == () for part in parts)


def test_a_large_document_is_many_small_chunks() -> None:
    document = document_of([["Mayor Ilse Brandt said the bridge is safe."] * 5] * 900)
    parts = chunks(document, 4000)
    assert len(document.text) > 190_000
    assert joined(parts) == [s.number for s in document.sentences]
    assert max(part.end - part.start for part in parts) <= 4000
    assert len(parts) < 70
