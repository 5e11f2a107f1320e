"""Statements and the links between them as two tables, for CSV and Parquet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from claimex.errors import ConfigError
from claimex.schema import (
    Agreement,
    Claim,
    Denial,
    DocumentInfo,
    Extraction,
    NonResponse,
    Source,
    Span,
)

Cell = str | int | date | tuple[str, ...] | tuple[int, ...] | None
Type = Literal["text", "number", "date", "texts", "numbers"]
_Said = Claim | Denial | Agreement | NonResponse

# What a spreadsheet takes for the start of a formula; some read the wide forms as the others.
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the types of its columns by name, and the rows of one result."""

    name: str
    columns: dict[str, Type]
    rows: Callable[[Extraction], Iterator[dict[str, Cell]]]


def write_csv(table: Table, found: Sequence[Extraction], path: Path) -> None:
    """Write a table as UTF-8 with a byte order mark, which spreadsheets need to see that it is.

    Lists are joined by "; ". A text that a spreadsheet would run as a formula gets an apostrophe in
    front. Raises OSError where the file cannot be written.
    """
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(table.columns)
        for extraction in found:
            for row in table.rows(extraction):
                writer.writerow([_csv_cell(row[name]) for name in table.columns])


def write_parquet(table: Table, found: Sequence[Extraction], path: Path) -> None:
    """Write a table with typed columns, lists as lists, every text as it is.

    Raises ConfigError where pyarrow is not installed, OSError where the file cannot be written.
    """
    schema = arrow_schema(table)
    import pyarrow
    from pyarrow import parquet

    with parquet.ParquetWriter(path, schema) as writer:
        for extraction in found:
            rows = list(table.rows(extraction))
            if rows:
                writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))


def arrow_schema(table: Table) -> Any:
    """The Arrow schema of a table; raises ConfigError where pyarrow is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise ConfigError(
            "Parquet and data frames need the extra dataframe: pip install 'claimex[dataframe]'"
        ) from error
    types = {
        "text": pyarrow.string(),
        "number": pyarrow.int64(),
        "date": pyarrow.date32(),
        "texts": pyarrow.list_(pyarrow.string()),
        "numbers": pyarrow.list_(pyarrow.int64()),
    }
    return pyarrow.schema([(name, types[kind]) for name, kind in table.columns.items()])


def _csv_cell(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return cell
    if isinstance(cell, tuple):  # each for itself: where the comma is no separator, ";" is
        return "; ".join(_harmless(str(item)) for item in cell)
    return _harmless(str(cell))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


_DOCUMENT: dict[str, Type] = {
    "document": "text",
    "title": "text",
    "published": "date",
    "outlet": "text",
    "url": "text",
}
_STATEMENT: dict[str, Type] = {
    "id": "text",
    "kind": "text",
    "source": "text",
    "source_role": "text",
    "source_type": "text",
    "source_start": "number",
    "source_end": "number",
    "on_behalf_of": "text",
    "via": "texts",
    "parties": "texts",
    "signatories": "texts",
    "asker": "text",
    "cue": "text",
    "cue_start": "number",
    "cue_end": "number",
    "content": "text",
    "words": "texts",
    "starts": "numbers",
    "ends": "numbers",
    "quotation": "text",
    "manner": "text",
    "instrument": "text",
    "agreement_title": "text",
    "status": "text",
    "date": "text",
    "date_words": "text",
    "alignment": "text",
    "standing": "text",
}


def _statements(found: Extraction) -> Iterator[dict[str, Cell]]:
    for statement in found.statements:
        row: dict[str, Cell] = dict.fromkeys((*_DOCUMENT, *_STATEMENT))
        row |= _document(found.document) | _cells(statement)
        yield row


def _document(document: DocumentInfo) -> dict[str, Cell]:
    return {
        "document": document.id,
        "title": document.title,
        "published": document.published,
        "outlet": document.outlet,
        "url": document.url,
    }


def _cells(s: _Said) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "id": s.id,
        "kind": s.kind,
        "cue": s.cue.text,
        "cue_start": s.cue.start,
        "cue_end": s.cue.end,
        "alignment": s.alignment,
    }
    if isinstance(s, Agreement):
        cells |= {
            "parties": _names(s.parties),
            "signatories": _names(s.signatories),
            "instrument": s.instrument,
            "agreement_title": s.title,
            "status": s.status,
            "date": s.date.value if s.date else None,
            "date_words": s.date.text if s.date else None,
        }
    else:
        cells |= {
            "source": s.source.name,
            "source_role": s.source.role,
            "source_type": s.source.type,
        }
        if s.source.mention:
            cells |= {"source_start": s.source.mention.start, "source_end": s.source.mention.end}
    if isinstance(s, NonResponse):
        cells |= {"asker": s.asker.name, "manner": s.manner}
    else:
        cells |= {"content": s.content, **_spans(s.content_spans)}
    if isinstance(s, Claim | Denial):
        cells |= {
            "on_behalf_of": s.on_behalf_of.name if s.on_behalf_of else None,
            "via": _names(s.via),
            "quotation": s.quotation,
        }
    if isinstance(s, Denial):
        cells["manner"] = s.manner
    if isinstance(s, Claim | Agreement):
        cells["standing"] = s.standing
    return cells


def _names(sources: Iterable[Source]) -> tuple[str, ...]:
    return tuple(source.name for source in sources)


def _spans(spans: Sequence[Span]) -> dict[str, Cell]:
    return {
        "words": tuple(span.text for span in spans),
        "starts": tuple(span.start for span in spans),
        "ends": tuple(span.end for span in spans),
    }


_LINK: dict[str, Type] = {"document": "text", "from": "text", "link": "text", "to": "text"}


def links(statement: _Said) -> Iterator[tuple[str, str]]:
    """The links that start at a statement, as the field that holds it and the id it names."""
    if isinstance(statement, Denial):
        yield from (("targets", target) for target in statement.targets)
    elif isinstance(statement, Claim):
        if statement.about is not None:
            yield "about", statement.about
        yield from (("supports", other) for other in statement.supports)


def _links(found: Extraction) -> Iterator[dict[str, Cell]]:
    for statement in found.statements:
        for link, other in links(statement):
            row: Any = {"document": found.document.id, "from": statement.id}
            yield row | {"link": link, "to": other}


TABLES = (
    Table("statements", {**_DOCUMENT, **_STATEMENT}, _statements),
    Table("links", _LINK, _links),
)
"""The tables of an export, in the order in which they are written."""
