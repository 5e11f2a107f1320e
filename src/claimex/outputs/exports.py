"""Results in the formats that other tools read: tables, a graph, annotations.

csv            statements.csv and links.csv in a folder
parquet        statements.parquet and links.parquet in a folder (extra ``dataframe``)
graphml        sources and statements as one directed graph
webannotation  the spans as W3C Web Annotations, JSON-LD
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from claimex.errors import InputError
from claimex.schema import Extraction

Format = Literal["csv", "parquet", "graphml", "webannotation"]


def export(
    results: Extraction | Iterable[Extraction], path: str | os.PathLike[str], format: Format
) -> tuple[Path, ...]:
    """Write results in a format of other tools; returns the files written.

    ``path`` is a folder for ``csv`` and ``parquet``, which have two tables, else a file. Raises
    InputError where there is no result or ``path`` cannot be written, ConfigError where Parquet is
    asked for and the extra ``dataframe`` is not installed.
    """
    found = [results] if isinstance(results, Extraction) else list(results)
    if not found:
        raise InputError("there is no result to export: extract statements first")
    target = Path(path)
    try:
        if format in ("csv", "parquet"):
            return _tables(found, target, format)
        target.write_text(_text(found, format), encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(
            f"{error.filename or target}: cannot be written: {error.strerror or error}"
        ) from error
    return (target,)


def _tables(found: Sequence[Extraction], folder: Path, format: str) -> tuple[Path, ...]:
    from claimex.outputs.exports_tables import TABLES, write_csv, write_parquet

    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: this is a file; {format} writes two tables, so name a folder")
    folder.mkdir(parents=True, exist_ok=True)
    write = write_csv if format == "csv" else write_parquet
    written = []
    for table in TABLES:
        path = folder / f"{table.name}.{format}"
        write(table, found, path)
        written.append(path)
    return tuple(written)


def _text(found: Sequence[Extraction], format: str) -> str:
    if format == "graphml":
        from claimex.outputs.exports_graph import graphml

        return graphml(found)
    from claimex.outputs.exports_annotations import annotation_page

    return annotation_page(found)
