"""What a batch reads: files of documents and folders, as a stream of documents with their places.

packing.py   the bytes of a file, unpacked
sources.py   texts, and which reader suits a path or what is in it
lines.py     JSON Lines
rows.py      CSV and Parquet
folders.py   folders of .txt, .md and .html
"""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Literal, Protocol

from claimex.batch.packing import PACKED, STANDARD_INPUT, Measured, measured, unpacked
from claimex.errors import InputError
from claimex.text.document import Document, make_document
from claimex.text.load import MAX_LINE_BYTES
from claimex.text.records import Columns

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
_JSON_ARRAY = re.compile(rb'(?:\xef\xbb\xbf)?\s*\[\s*\{\s*"')
_TABLES: dict[Format, str] = {"csv": ",", "tsv": "\t"}
_NAMED = 20
"""Columns that a message names."""
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

            if columns not in (None, Columns()):
                raise InputError(f"{name}: columns are chosen, but the files of a folder have none")
            return Folder(Path(name))
        if not Path(name).exists():
            raise InputError(f"{name}: there is no such file; check the path")
        form = format or format_of(name)
    chosen = columns or Columns()
    if form in ("csv", "tsv"):
        from claimex.batch.rows import Csv

        return Csv(name, chosen, _TABLES[form])
    if form == "parquet":
        from claimex.batch.rows import Parquet

        return Parquet(name, chosen)
    return Stream(name, chosen, form)


def no_column(name: str, columns: Columns, found: Iterable[str]) -> InputError:
    """The error for a source whose records have no text under the name that was given."""
    names = list(found)
    only = ", ".join(map(repr, names[:_NAMED])) + (", …" if len(names) > _NAMED else "")
    return InputError(
        f"{name}: there is no column {columns.text!r}, only {only or 'empty records'}; name the "
        "one with the article's text (--text-column)"
    )


def _recognised(head: bytes, columns: Columns) -> Format | None:
    """What the first bytes show: JSON Lines, a table that names the text's column, or nothing."""
    if _JSON_LINE.match(head):
        return "jsonl"
    first = (
        head.removeprefix(codecs.BOM_UTF8).partition(b"\n")[0].strip().decode("utf-8", "replace")
    )
    for form, delimiter in _TABLES.items():
        try:
            cells = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:  # no line of a table
            continue
        # An article may begin with a line that is the one word "text".
        if columns.text in cells and (len(cells) > 1 or columns != Columns()):
            return form
    return None


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
            form = self._format or _recognised(head, self._columns)
            if form is None and _JSON_ARRAY.match(head):
                raise InputError(
                    f"{self._name}: this is a JSON array; write one object a line, for "
                    "example with: jq -c '.[]'"
                )
            if form == "jsonl":
                from claimex.batch.lines import documents

                yield from documents(stream, self._raw, self._columns, self._name)
            elif form in ("csv", "tsv"):
                from claimex.batch.rows import Csv

                table = Csv(self._path, self._columns, _TABLES[form])
                yield from table.items(stream, self._raw)
            elif self._columns != Columns():
                raise InputError(
                    f"{self._name}: columns are chosen, but this is neither JSON Lines nor a table "
                    f"whose first line has the column {self._columns.text!r}; say with "
                    "--text-column how that is called, or with --format what this is"
                )
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
