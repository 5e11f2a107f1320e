from __future__ import annotations

import json
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimex.errors import InputError
from claimex.schema import sha256_of
from claimex.text.document import make_document

_GOLD = Path(__file__).parents[1] / "data" / "gold_dev.jsonl"
_TEXT = "โWe never signed it,โ she said. The builders' cafÃ© was shut.\r\n\r\nNobody called."


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff", b"", b" \r\n"])
def test_a_text_without_words_is_refused(text: str | bytes) -> None:
    with pytest.raises(InputError, match="the text is empty"):
        make_document(text)


@pytest.mark.parametrize(
    "published",
    [
        "2025-06-27",
        " 2025-06-27 ",
        "2025-06-27T09:30:00Z",
        "2025-06-27 09:30",
        "2025-06-27T09:30:00+05:30",
        date(2025, 6, 27),
        datetime(2025, 6, 27, 23, 59, tzinfo=UTC),
    ],
)
def test_published_is_a_date_in_any_iso_form(published: str | date) -> None:
    assert make_document("Words.", published=published).published == date(2025, 6, 27)


@pytest.mark.parametrize("published", ["June 27", "27.06.2025", "2025-13-01", "2025", "", "may"])
def test_another_form_of_published_is_refused_with_the_right_one(published: str) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD") as caught:
        make_document("Words.", published=published)
    assert repr(published) in str(caught.value)


def test_a_published_of_another_type_is_refused() -> None:
    with pytest.raises(InputError, match="no date"):
        make_document("Words.", published=20250627)  # type: ignore[arg-type]


def test_the_id_comes_from_the_text_unless_given() -> None:
    assert make_document("Words.").id == sha256_of("Words.")[:16]
    assert make_document("Words.", id="w1").id == "w1"


def test_spans_carry_the_words_of_the_original() -> None:
    document = make_document(_TEXT)
    start = document.text.index("café")
    span = document.span(start, start + 4)
    assert span.text == "cafÃ©"
    assert document.original[span.start : span.end] == span.text


def test_info_describes_the_original() -> None:
    document = make_document(
        _TEXT, id="x", title="Pier โsignedโ", outlet="The Gull", extra={"n": 1}
    )
    info = document.info()
    assert info.text == _TEXT
    assert (info.chars, info.sha256) == (len(_TEXT), sha256_of(_TEXT))
    assert (info.id, info.title, info.outlet) == ("x", "Pier “signed”", "The Gull")
    assert info.extra == {"n": 1}
    assert document.info(keep_text=False).text is None


def test_lone_surrogates_are_replaced_in_the_original() -> None:
    document = make_document("He said \ud800 no.")
    assert document.original == "He said \ufffd no."
    assert document.sha256 == sha256_of(document.original)


def test_notices_name_what_was_assumed() -> None:
    document = make_document("“No,” said the owner of the café of the harbour.".encode("cp1252"))
    assert [notice.code for notice in document.notices] == ["decoded"]
    codes = [notice.code for notice in make_document(_TEXT).notices]
    assert codes == ["mojibake-repaired", "quotes-repaired"]


def test_a_text_in_another_language_is_noticed() -> None:
    text = "Das Ministerium bestritt am Donnerstag, ein Abkommen geschlossen zu haben."
    identified, given_ = make_document(text), make_document("Words.", language="de-AT")
    assert identified.language == "de"
    for document in (identified, given_):
        assert [notice.code for notice in document.notices] == ["language"]
    assert make_document(text, language="en-GB").notices == ()


def test_a_position_finds_its_sentence() -> None:
    document = make_document("  One here. Two here.\n\nThree.")
    for sentence in document.sentences:
        assert document.sentence_at(sentence.start) == sentence
        assert document.sentence_at(sentence.end - 1) == sentence
    assert document.sentence_at(0).number == 1
    assert document.sentence_at(len(document.text)).number == 3
    assert len(document.paragraphs) == 2


def test_a_document_survives_pickling_and_threads() -> None:
    document = make_document(_TEXT, extra={"a": [1]})
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: document.sentences, range(8)))
    assert all(sentences == found[0] for sentences in found)
    copy = pickle.loads(pickle.dumps(document))
    assert copy.sentences == document.sentences
    assert copy.span(0, 5) == document.span(0, 5)


_PARTS = [
    "said ",
    "cafÃ© ",
    "โno,โ ",
    "\r\n",
    "\u00ad",
    "â€œyesâ€\x9d ",
    "東京 ",
    "pact. ",
    "\u200b",
    "\xa0",
]


@given(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=30).map("".join))
def test_every_word_of_the_repaired_text_slices_back_in_the_original(body: str) -> None:
    document = make_document(f"Start {body}")
    for word in re.finditer(r"\S+", document.text):
        span = document.span(*word.span())
        assert document.original[span.start : span.end] == span.text != ""
        if word.group().isascii():
            assert span.text.replace("\u00ad", "").replace("\u200b", "") == word.group()


def test_the_gold_articles_are_read_as_english() -> None:
    for line in _GOLD.read_text(encoding="utf-8").splitlines():
        document = make_document(json.loads(line)["text"])
        assert document.language == "en"
        assert document.sentences
