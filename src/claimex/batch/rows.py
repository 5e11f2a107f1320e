"""Documents from tables: CSV, and Parquet with the extra ``dataframe``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader

from claimex.batch.packing import STANDARD_INPUT, Measured, measured, unpacked
from claimex.batch.sources import Item, no_column
from claimex.errors import ConfigError, InputError
from claimex.text.load import MAX_LINE_BYTES
from claimex.text.records import Columns, document_of_record

_ROWS = 256
"""Rows of Parquet that are in memory at once."""


class Csv:
    """A table with a header line, in UTF-8; a text in another encoding is recognised."""

    def __init__(self, path: str, columns: Columns, delimiter: str) -> None:
        self._path = path
        self._raw: Measured | None = None
        self._name = "standard input" if path == STANDARD_INPUT else path
        self._columns = columns
        self._delimiter = delimiter

    @property
    def share(self) -> float | None:
        """As ``Source``."""
        return self._raw.share if self._raw is not None else None

    def __iter__(self) -> Iterator[Item]:
        """The documents in order; each is named by the line on which its row ends."""
        self._raw = measured(self._path)
        with unpacked(self._raw, self._name) as stream:
            yield from self.items(stream, self._raw)

    def items(self, stream: BufferedReader, raw: Measured) -> Iterator[Item]:
        """The documents of a stream that is open already."""
        csv.field_size_limit(MAX_LINE_BYTES)
        # Bytes that are no UTF-8 are kept, for the text of each row to be decoded on its own.
        lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
        taken = _noted(lines, raw)
        rows = csv.DictReader(taken, delimiter=self._delimiter, restkey="", strict=True)
        _check_header(rows.fieldnames or (), self._columns, self._name)
        while True:
            try:
                row = next(rows, None)
            except csv.Error as error:
                where = f"{self._name}, line {rows.line_num}"
                raise InputError(f"{where}: not valid CSV ({error}); mend the file") from error
            if row is None:
                return
            yield self._item(row, f"{self._name}, line {rows.line_num}")

    def _item(self, row: dict[str | None, str | list[str] | None], where: str) -> Item:
        if "" in row or None in row.values():
            return Item(where, InputError("the row has not as many cells as the header; mend it"))
        record: dict[str, object] = {str(name): value for name, value in row.items()}
        text = record.get(self._columns.text)
        if isinstance(text, str):
            try:
                text.encode()
            except UnicodeEncodeError:
                record[self._columns.text] = text.encode("utf-8", "surrogateescape")
        try:
            return Item(where, document_of_record(record, self._columns))
        except InputError as error:
            return Item(where, error)


def _noted(lines: Iterable[str], raw: Measured) -> Iterator[str]:
    for line in lines:
        raw.took(len(line.encode("utf-8", "surrogateescape")))
        yield line


class Parquet:
    """A Parquet file, a few rows at a time."""

    def __init__(self, path: str, columns: Columns) -> None:
        if path == STANDARD_INPUT:
            raise InputError("Parquet cannot be read from standard input; name the file")
        try:
            import pyarrow
            from pyarrow.parquet import ParquetFile
        except ImportError as error:
            raise ConfigError(
                "Parquet needs the extra 'dataframe': pip install 'claimex[dataframe]'"
            ) from error
        try:
            self._file = ParquetFile(path)
        except (OSError, pyarrow.ArrowException) as error:
            raise InputError(f"{path}: this is no Parquet file: {error}") from error
        self._broken = (OSError, pyarrow.ArrowException)
        self._name = path
        self._columns = columns
        self._done = 0

    @property
    def share(self) -> float | None:
        """As ``Source``."""
        rows = self._file.metadata.num_rows
        return self._done / rows if rows else None

    def __iter__(self) -> Iterator[Item]:
        """The documents in order; rows count from 1."""
        _check_header(self._file.schema_arrow.names, self._columns, self._name)
        try:
            for batch in self._file.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    self._done += 1
                    yield self._item(row, f"{self._name}, row {self._done}")
        except self._broken as error:
            raise InputError(f"{self._name}: could not be read: {error}") from error

    def _item(self, row: dict[str, object], where: str) -> Item:
        try:
            return Item(where, document_of_record(row, self._columns))
        except InputError as error:
            return Item(where, error)


def _check_header(names: Sequence[str], columns: Columns, name: str) -> None:
    if columns.text not in names:
        raise no_column(name, columns, names)
