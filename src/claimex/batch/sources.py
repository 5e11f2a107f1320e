"""What a batch reads: files of documents and folders, as a stream of documents with their places.

packing.py   the bytes of a file, unpacked
sources.py   JSON Lines, text, and which reader suits a path
rows.py      CSV and Parquet
folders.py   folders of .txt, .md and .html
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Literal, Protocol

from claimex.batch.packing import PACKED, STANDARD_INPUT, Measured, measured, unpacked
from claimex.errors import InputError
from claimex.text.decode import decode
from claimex.text.document import Document, make_document
from claimex.text.load import MAX_LINE_BYTES
from claimex.text.records import Columns, document_of_record

Format = Literal["jsonl", "csv", "tsv", "parquet", "text", "html"]

FORMATS: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".txt": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
}
_JSON_LINE = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')


@dataclass(frozen=True, slots=True)
class Item:
    """One document of the input, or what is wrong with it; ``where`` names its place."""

    where: str
    document: Document | InputError


class Source(Protocol):
    """A stream of documents that knows how far it is."""

    def __iter__(self) -> Iterator[Item]:
        """The documents in order; raises InputError where the source as a whole cannot be read."""

    @property
    def share(self) -> float | None:
        """How much the documents so far are of the whole, from 0 to 1; None where not known."""


def open_source(
    path: str | os.PathLike[str], *, format: Format | None = None, columns: Columns | None = None
) -> Source:
    """The reader for a file, a folder, or standard input for ``-``.

    ``format`` None goes by the name (``.gz`` and ``.zst`` apart), else by the first bytes. Raises
    InputError where there is no such file or its kind is not known.
    """
    name = os.fspath(path)
    form = format
    if name != STANDARD_INPUT:
        if Path(name).is_dir():
            from claimex.batch.folders import Folder

            return Folder(Path(name))
        if not Path(name).exists():
            raise InputError(f"{name}: there is no such file; check the path")
        form = format or format_of(name)
    chosen = columns or Columns()
    if form in ("csv", "tsv"):
        from claimex.batch.rows import Csv

        return Csv(name, chosen, "\t" if form == "tsv" else ",")
    if form == "parquet":
        from claimex.batch.rows import Parquet

        return Parquet(name, chosen)
    return Stream(name, chosen, form)


def format_of(name: str) -> Format | None:
    """The format that a file's name tells, packed or not."""
    path = Path(name)
    if path.suffix.lower() in PACKED:
        path = path.with_suffix("")
    return FORMATS.get(path.suffix.lower())


class Stream:
    """JSON Lines, one text or one page, as one stream of bytes."""

    def __init__(self, path: str, columns: Columns, format: Format | None) -> None:
        self._path = path
        self._raw: Measured | None = None
        self._name = "standard input" if path == STANDARD_INPUT else path
        self._columns = columns
        self._format = format

    @property
    def share(self) -> float | None:
        """As ``Source``."""
        return self._raw.share if self._raw is not None else None

    def __iter__(self) -> Iterator[Item]:
        """The documents in order."""
        self._raw = measured(self._path)
        with unpacked(self._raw, self._name) as stream:
            head = stream.peek(1024)
            if not head:
                raise InputError(f"{self._name}: the file is empty; give one with text")
            if self._format == "jsonl" or (self._format is None and _JSON_LINE.match(head)):
                yield from self._lines(stream, self._raw)
            else:
                yield self._whole(stream)

    def _whole(self, stream: BufferedReader) -> Item:
        data = stream.read(MAX_LINE_BYTES + 1)
        if len(data) > MAX_LINE_BYTES:
            return Item(self._name, InputError(f"longer than {MAX_LINE_BYTES:,} bytes; split it"))
        try:
            if self._format == "html":
                from claimex.batch.folders import page

                return Item(self._name, page(data))
            return Item(self._name, make_document(data))
        except InputError as error:
            return Item(self._name, error)

    def _lines(self, stream: BufferedReader, raw: Measured) -> Iterator[Item]:
        number = 0
        while line := stream.readline(MAX_LINE_BYTES + 1):
            number += 1
            raw.took(len(line))
            where = f"{self._name}, line {number}"
            if len(line) > MAX_LINE_BYTES:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAX_LINE_BYTES)
                    raw.took(len(line))
                yield Item(
                    where, InputError(f"longer than {MAX_LINE_BYTES:,} bytes; split the text")
                )
            elif line.strip():
                try:
                    yield Item(where, _document(line, self._columns))
                except InputError as error:
                    yield Item(where, error)


def _document(line: bytes, columns: Columns) -> Document:
    text, notice = decode(line)
    try:
        record = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"not valid JSON ({error}); each line is one JSON object") from error
    if not isinstance(record, dict):
        raise InputError(f"not a JSON object; each line is an object with {columns.text!r}")
    return document_of_record(record, columns, notice=notice)
