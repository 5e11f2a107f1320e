from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from claimex.errors import InputError
from claimex.text import load
from claimex.text.document import Document
from claimex.text.load import read_documents

_LINES = (
    b'{"text": "He said so.", "id": "a", "published": "2025-03-04", "desk": "city", "rank": 2}\n'
    b'{"text": "broken\n'
    b"\n"
    b"[1, 2]\n"
    b'{"title": "no text"}\n'
    b'{"text": "Words.", "published": "soon"}\n'
    b'{"text": "Words.", "url": 7}\n'
    b'{"text": " "}\n'
    b'{"text": "She denied it.", "id": 8, "title": null}'
)


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _only(source: Path | str | io.BytesIO) -> Document:
    (document,) = read_documents(source)
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.story", "a"])
def test_a_file_of_text_is_one_document(tmp_path: Path, name: str) -> None:
    """Markdown is not stripped, and the text is kept as it came."""
    text = "# Heading\r\n\r\nHe *denied* it.\n"
    path = _write(tmp_path, name, text.encode())
    assert _only(path).original == text
    assert _only(str(path)).original == text


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.JSONL", "a.unknown"])
def test_good_lines_are_read_and_bad_ones_named(tmp_path: Path, name: str) -> None:
    path = _write(tmp_path, name, _LINES)
    found = list(read_documents(path))
    good = [item for item in found if isinstance(item, Document)]
    bad = [str(item) for item in found if isinstance(item, InputError)]
    assert [document.id for document in good] == ["a", "8"]
    assert good[0].extra == {"desk": "city", "rank": 2}
    assert good[0].published is not None
    expected = {2: "JSON", 4: "object", 5: "'text'", 6: "YYYY-MM-DD", 7: "'url'", 8: "empty"}
    for message, (number, word) in zip(bad, expected.items(), strict=True):
        assert message.startswith(f"{path}, line {number}: ")
        assert word in message


def test_what_a_line_does_not_say_comes_from_the_defaults(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.jsonl", b'{"text": "A."}\n{"text": "B.", "outlet": "The Gull"}\n')
    found = [d for d in read_documents(path, outlet="The Tern") if isinstance(d, Document)]
    assert [document.outlet for document in found] == ["The Tern", "The Gull"]


def test_gzip_is_unpacked(tmp_path: Path) -> None:
    assert _only(_write(tmp_path, "a.txt.gz", gzip.compress(b"He left."))).original == "He left."
    lines = _write(tmp_path, "a.jsonl.gz", gzip.compress(b'{"text": "He left."}\n'))
    assert _only(lines).original == "He left."


def test_damaged_gzip_is_named(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.txt.gz", gzip.compress(b"He left." * 50)[:-9])
    with pytest.raises(InputError, match="gzip data is damaged"):
        list(read_documents(path))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'  {"text": "From a line."}\n', "From a line."),
        (b"Plain words.\n", "Plain words.\n"),
        (b"{curly} words", "{curly} words"),
    ],
)
def test_standard_input_is_told_apart_by_its_beginning(
    monkeypatch: pytest.MonkeyPatch, data: bytes, text: str
) -> None:
    stdin = SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(data)))
    monkeypatch.setattr("sys.stdin", stdin)
    assert _only("-").original == text


def test_a_stream_is_read_like_a_file() -> None:
    assert _only(io.BytesIO(b'{"text": "He left."}')).original == "He left."


def test_a_format_that_is_given_wins() -> None:
    (document,) = read_documents(io.BytesIO(b'{"text": "A."}'), format="text")
    assert isinstance(document, Document)
    assert document.original == '{"text": "A."}'


def test_what_cannot_be_read_at_all_raises(tmp_path: Path) -> None:
    cases = {
        tmp_path / "missing.txt": "no such file",
        tmp_path: "a directory",
        _write(tmp_path, "empty.jsonl", b""): "file is empty",
        _write(tmp_path, "blank.txt", b" \n \n"): "text is empty",
        _write(tmp_path, "a.pdf", b"%PDF-1.7\n"): "looks binary: a PDF",
    }
    for path, words in cases.items():
        with pytest.raises(InputError, match=words) as caught:
            list(read_documents(path))
        assert str(path) in str(caught.value)


def test_a_file_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="check its permissions"):
        list(read_documents(tmp_path / "a.txt"))


def test_a_device_error_is_translated() -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _: object) -> int:
            raise OSError(5, "Input/output error")

    with pytest.raises(InputError, match="Input/output error"):
        list(read_documents(io.BufferedReader(Broken())))


def test_a_line_in_another_encoding_is_read_with_a_notice() -> None:
    line = json.dumps({"text": "“No,” said the owner of the café."}, ensure_ascii=False)
    document = _only(io.BytesIO(line.encode("cp1252")))
    assert document.original == "“No,” said the owner of the café."
    assert [notice.code for notice in document.notices] == ["decoded"]


def test_a_long_line_is_read() -> None:
    """30 MB in one line."""
    data = b'{"text": "' + b"He said no. " * 2_500_000 + b'"}\n{"text": "Next."}\n'
    sizes = [len(d.original) for d in read_documents(io.BytesIO(data)) if isinstance(d, Document)]
    assert sizes == [30_000_000, 5]


def test_a_line_over_the_limit_is_named_and_the_next_one_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(load, "MAX_LINE_BYTES", 40)
    data = b'{"text": "' + b"x" * 100 + b'"}\n{"text": "Next."}\n'
    error, document = read_documents(io.BytesIO(data))
    assert isinstance(error, InputError)
    assert "line 1: longer than 40 bytes" in str(error)
    assert isinstance(document, Document)
    with pytest.raises(InputError, match="longer than 40 bytes"):
        list(read_documents(io.BytesIO(b"word " * 20)))


def test_deeply_nested_json_is_an_error_of_its_line() -> None:
    (error,) = read_documents(io.BytesIO(b'{"text": ' + b"[" * 200_000), format="jsonl")
    assert isinstance(error, InputError)
