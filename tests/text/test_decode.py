from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimex.errors import InputError
from claimex.text.decode import decode

_TEXT = "“We didn’t sign,” said the owner of the café — for £5 — in Zürich."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_needs_no_notice(encoding: str) -> None:
    assert decode(_TEXT.encode(encoding)) == (_TEXT, None)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (_TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + _TEXT.encode("utf-16-be"), "UTF-16"),
        (_TEXT.encode("utf-16-le"), "UTF-16-LE"),
        (_TEXT.encode("utf-16-be"), "UTF-16-BE"),
        (_TEXT.encode("utf-32"), "UTF-32"),
        (_TEXT.encode("cp1252"), "Windows-1252"),
    ],
)
def test_other_encodings_are_told_and_named(data: bytes, name: str) -> None:
    text, notice = decode(data)
    assert text == _TEXT
    assert notice is not None
    assert notice.code == "decoded"
    assert notice.message.endswith(f"read as {name}")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Министерство в четверг опровергло заключение соглашения с соседней страной.", "cp1251"),
        ("同省は木曜日、隣国との合意を否定した。大臣は記者団に語った。", "shift_jis"),
    ],
)
def test_other_scripts_are_detected(text: str, encoding: str) -> None:
    found, notice = decode(text.encode(encoding))
    assert found == text
    assert notice is not None


def test_foreign_bytes_in_utf8_do_not_spoil_the_rest() -> None:
    text, notice = decode("“Yes” and “no” from José; ".encode() + "it’s".encode("cp1252"))
    assert text == "“Yes” and “no” from José; it’s"
    assert notice is not None
    assert "1 bytes" in notice.message


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"%PDF-1.7\n%abc",
        b"PK\x03\x04\x14\x00",
        b"\x1f\x8b\x08\x00",
        b"\xff\xd8\xff\xe0",
        b"MZ\x90\x00\x03",
        b"some words\x00and more",
        bytes(range(256)),
        b"\x00\x01" * 50,
        bytes(range(128, 256)) + bytes(range(1, 32)) * 3,
    ],
)
def test_binary_data_is_refused_as_such(data: bytes) -> None:
    with pytest.raises(InputError, match="looks binary"):
        decode(data)


def test_a_byte_order_mark_before_broken_data_is_refused() -> None:
    with pytest.raises(InputError, match=re.escape("not valid at byte")):
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8")


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_clear_error(data: bytes) -> None:
    try:
        found: str = decode(data)[0]
    except InputError as error:
        found = str(error)
    found.encode()


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1))
def test_utf8_comes_back_exactly(text: str) -> None:
    data = ("Words: " + text).encode()
    assert decode(data) == ("Words: " + text, None)
