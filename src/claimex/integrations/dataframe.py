"""Data frames in and out, with the extra ``dataframe``: Arrow, polars and pandas.

    from claimex.integrations import dataframe

    frames = dataframe.extract_frame(articles)          # polars or pandas in, the same out
    frames.statements, frames.links, frames.results
    dataframe.to_polars(found)                          # of results that are there already

Three tables, with the same columns and Arrow types whatever the results hold: ``statements`` has
one row a statement, ``links`` one row a link (``document``, ``from``, ``link``, ``to``),
``results`` one row a document with its failures, its usage and the whole result as JSON.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from claimex.errors import ConfigError, InputError
from claimex.extractor import Extractor
from claimex.outputs.exports_results import results_table
from claimex.outputs.exports_tables import TABLES, Table, arrow_schema
from claimex.schema import Extraction
from claimex.text.document import Document
from claimex.text.records import Columns, document_of_record

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Frame = TypeVar("Frame")


class Frames(NamedTuple, Generic[Frame]):
    """The three tables of some results."""

    statements: Frame
    links: Frame
    results: Frame


Results = Extraction | Iterable[Extraction]


def to_arrow(found: Results) -> Frames[pyarrow.Table]:
    """The tables as Arrow; raises ConfigError where pyarrow is not installed."""
    results = [found] if isinstance(found, Extraction) else list(found)
    statements, links = (_table(table, results) for table in TABLES)
    return Frames(statements, links, results_table(results))


def to_polars(found: Results) -> Frames[polars.DataFrame]:
    """The tables as polars data frames; raises ConfigError where polars is not installed."""
    polars = _module("polars")
    return Frames(*(polars.from_arrow(table) for table in to_arrow(found)))


def to_pandas(found: Results) -> Frames[pandas.DataFrame]:
    """The tables as pandas data frames with Arrow types, None as NA.

    Raises ConfigError where pandas is not installed.
    """
    pandas = _module("pandas")
    return Frames(*(table.to_pandas(types_mapper=pandas.ArrowDtype) for table in to_arrow(found)))


def to_frame(found: Results) -> polars.DataFrame:
    """One row a statement, as a polars data frame."""
    return to_polars(found).statements


def documents(frame: Any, columns: Columns | None = None) -> Iterator[Document]:
    """The documents of a polars or pandas data frame or an Arrow table, row by row.

    ``columns`` names the columns; others go to ``extra``. Raises InputError that names the row
    (from 0) where it cannot be used, and where there is no column with the text.
    """
    chosen = columns or Columns()
    table = _arrow(frame)
    if chosen.text not in table.column_names:
        raise InputError(
            f"there is no column {chosen.text!r}, only {', '.join(map(repr, table.column_names))}; "
            "name the one with the article's text in Columns(text=...)"
        )
    number = 0
    for batch in table.to_batches(max_chunksize=1000):
        for row in batch.to_pylist():
            try:
                document = document_of_record(row, chosen)
            except InputError as error:
                raise InputError(f"row {number}: {error}") from error
            yield document
            number += 1


def extract_frame(
    frame: Frame,
    extractor: Extractor | None = None,
    *,
    columns: Columns | None = None,
    concurrency: int = 1,
) -> Frames[Frame]:
    """The tables of all documents of a data frame, of the kind that came in.

    ``extractor`` None reads as ``Extractor()`` does. Raises InputError as ``documents`` does; what
    goes wrong with one document is in ``results``.
    """
    given = documents(frame, columns)
    if extractor is None:
        with Extractor() as own:
            found = list(own.extract_many(given, concurrency=concurrency))
    else:
        found = list(extractor.extract_many(given, concurrency=concurrency))
    frames: Frames[Any]
    match type(frame).__module__.partition(".")[0]:
        case "pandas":
            frames = to_pandas(found)
        case "polars":
            frames = to_polars(found)
        case _:
            frames = to_arrow(found)
    return frames


def _table(table: Table, results: Iterable[Extraction]) -> Any:
    schema = arrow_schema(table)
    import pyarrow as pa

    rows = [row for found in results for row in table.rows(found)]
    return pa.Table.from_pylist(rows, schema=schema)


def _arrow(frame: Any) -> Any:
    """A data frame as an Arrow table."""
    pa = _module("pyarrow")
    if isinstance(frame, pa.Table):
        return frame
    match type(frame).__module__.partition(".")[0]:
        case "polars":
            return frame.to_arrow()
        case "pandas":
            return pa.Table.from_pandas(frame, preserve_index=False)
        case _:
            raise InputError(
                f"a {type(frame).__name__} is no data frame of polars, pandas or Arrow; make one"
            )


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ConfigError(f"{name} is not installed: pip install 'claimex[dataframe]'") from error
