"""Documents from files and standard input: plain text, Markdown, JSON Lines."""

from __future__ import annotations

import gzip
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Literal, cast

from claimex.errors import InputError
from claimex.text.document import Document, make_document
from claimex.text.records import document_of_record, record_of_line

Format = Literal["text", "markdown", "jsonl"]

MAX_LINE_BYTES = 100_000_000
"""The longest line of JSON Lines, and the longest text file, that is read, in bytes."""

_FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_JSON_LINE = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Metadata:
    """What is known about a document beside its text."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None

    def document(self, text: bytes) -> Document:
        return make_document(
            text,
            id=self.id,
            title=self.title,
            published=self.published,
            language=self.language,
            url=self.url,
            outlet=self.outlet,
        )


_KEYS = tuple(field.name for field in fields(_Metadata))


def read_documents(
    source: str | os.PathLike[str] | BinaryIO,
    *,
    format: Format | None = None,
    published: str | None = None,
    title: str | None = None,
    language: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
) -> Iterator[Document | InputError]:
    """The documents of a file, of a binary stream, or of standard input for ``"-"``.

    A text or Markdown file is one document; Markdown is not stripped. In JSON Lines each line is an
    object with ``text`` and any of ``id``, ``title``, ``published``, ``language``, ``url``,
    ``outlet``; other keys go to ``extra``. A line that cannot be used is yielded as an InputError
    that names it, and reading goes on. ``format`` None goes by the file's name (``.gz`` is
    unpacked), else by the first bytes. The further arguments hold where a document gives none
    itself. A text file or a line longer than ``MAX_LINE_BYTES`` is an error. Raises InputError, on
    the first step, where the source as a whole cannot be read.
    """
    defaults = _Metadata(
        title=title, published=published, language=language, url=url, outlet=outlet
    )
    name = _name(source)
    with _opened(source, name) as stream:
        try:
            yield from _read(stream, name, format or _format_of(name), defaults)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise InputError(
                f"{name}: the gzip data is damaged ({error}); make the file again"
            ) from error
        except OSError as error:
            raise InputError(f"{name}: could not be read: {error.strerror or error}") from error


def _name(source: str | os.PathLike[str] | BinaryIO) -> str:
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        return "standard input" if path == "-" else path
    return str(getattr(source, "name", "the stream"))


def _format_of(name: str) -> Format | None:
    return _FORMATS.get(Path(name.removesuffix(".gz")).suffix.lower())


@contextmanager
def _opened(source: str | os.PathLike[str] | BinaryIO, name: str) -> Iterator[BufferedReader]:
    if not isinstance(source, str | os.PathLike):
        yield BufferedReader(source)  # type: ignore[arg-type]
    elif name == "standard input":
        yield cast(BufferedReader, sys.stdin.buffer)
    else:
        path = Path(source)
        if path.is_dir():
            raise InputError(f"{name}: this is a directory; name a file in it")
        try:
            with path.open("rb") as stream:
                yield stream
        except FileNotFoundError as error:
            raise InputError(f"{name}: there is no such file; check the path") from error
        except PermissionError as error:
            raise InputError(
                f"{name}: you may not read this file; check its permissions"
            ) from error


def _read(
    stream: BufferedReader, name: str, format: Format | None, defaults: _Metadata
) -> Iterator[Document | InputError]:
    if stream.peek(2)[:2] == b"\x1f\x8b":
        stream = BufferedReader(cast(BufferedReader, gzip.GzipFile(fileobj=stream)))
    head = stream.peek(1024)
    if not head:
        raise InputError(f"{name}: the file is empty; give one with text")
    if format == "jsonl" or (format is None and _JSON_LINE.match(head)):
        yield from _lines(stream, name, defaults)
    else:
        data = stream.read(MAX_LINE_BYTES + 1)
        if len(data) > MAX_LINE_BYTES:
            raise InputError(f"{name}: longer than {MAX_LINE_BYTES:,} bytes; split it")
        try:
            yield defaults.document(data)
        except InputError as error:
            raise InputError(f"{name}: {error}") from error


def _lines(
    stream: BufferedReader, name: str, defaults: _Metadata
) -> Iterator[Document | InputError]:
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        where = f"{name}, line {number}"
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
            yield InputError(f"{where}: longer than {MAX_LINE_BYTES:,} bytes; split the text")
        elif line.strip():
            try:
                yield _document(line, defaults)
            except InputError as error:
                yield InputError(f"{where}: {error}")


def _document(line: bytes, defaults: _Metadata) -> Document:
    record, notice = record_of_line(line, "text")
    # A key that the line leaves empty is one that it does not give.
    given = {key: value for key, value in record.items() if value is not None or key not in _KEYS}
    known = {key: value for key, value in asdict(defaults).items() if value is not None}
    return document_of_record(known | given, notice=notice)
