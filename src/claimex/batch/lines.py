"""Documents from JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from claimex.batch.packing import Measured
from claimex.batch.sources import Item, no_column
from claimex.errors import InputError
from claimex.schema import Notice
from claimex.text.load import MAX_LINE_BYTES
from claimex.text.records import Columns, document_of_record, record_of_line

_FIRST = 10
"""Records without the text's key, from the first on, that show that its name is wrong."""


def documents(stream: BufferedReader, raw: Measured, columns: Columns, name: str) -> Iterator[Item]:
    """The documents of a stream in order, each named by its line.

    Raises InputError where not one of the first records has the text's key: else a wrong name would
    be told once for every line of an archive.
    """
    lacking: list[Item] = []
    keys: dict[str, None] = {}
    found = False
    for where, line in _lines(stream, raw, name):
        try:
            record, notice = _record(line, columns)
        except InputError as error:
            yield Item(where, error)
            continue
        item = _item(where, record, columns, notice)
        found = found or columns.text in record
        if not found:
            keys |= dict.fromkeys(record)
            lacking.append(item)
            if len(lacking) == _FIRST:
                break
            continue
        yield from lacking
        lacking.clear()
        yield item
    if lacking:
        raise no_column(name, columns, keys)


def _lines(
    stream: BufferedReader, raw: Measured, name: str
) -> Iterator[tuple[str, bytes | InputError]]:
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        raw.took(len(line))
        where = f"{name}, line {number}"
        if len(line) > MAX_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE_BYTES)
                raw.took(len(line))
            yield where, InputError(f"longer than {MAX_LINE_BYTES:,} bytes; split the text")
        elif line.strip():
            yield where, line


def _record(line: bytes | InputError, columns: Columns) -> tuple[dict[str, Any], Notice | None]:
    if isinstance(line, InputError):
        raise line
    return record_of_line(line, columns.text)


def _item(where: str, record: dict[str, Any], columns: Columns, notice: Notice | None) -> Item:
    try:
        return Item(where, document_of_record(record, columns, notice=notice))
    except InputError as error:
        return Item(where, error)
