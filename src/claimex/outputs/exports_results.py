"""Results as a table of one row a document, in which nothing of them is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from claimex.errors import ConfigError, InputError
from claimex.schema import Extraction

_ROWS = 1000
"""Rows that are in memory at once."""


def results_schema() -> Any:
    """The Arrow schema of the table; raises ConfigError where pyarrow is not installed.

    ``failures`` are "reason: message"; ``extraction`` is the whole result as JSON, which
    ``Extraction.model_validate_json`` reads.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise ConfigError(
            "Parquet and data frames need the extra dataframe: pip install 'claimex[dataframe]'"
        ) from error
    return pa.schema(
        [
            ("document", pa.string()),
            ("published", pa.date32()),
            ("claims", pa.int64()),
            ("denials", pa.int64()),
            ("agreements", pa.int64()),
            ("non_responses", pa.int64()),
            ("contested", pa.int64()),
            ("failures", pa.list_(pa.string())),
            ("model", pa.string()),
            ("key", pa.string()),
            ("requests", pa.int64()),
            ("input_tokens", pa.int64()),
            ("cached_tokens", pa.int64()),
            ("output_tokens", pa.int64()),
            ("seconds", pa.float64()),
            ("cost_usd", pa.float64()),
            ("extraction", pa.string()),
        ]
    )


def result_row(found: Extraction) -> dict[str, Any]:
    """The row of one result, by the names of the schema."""
    usage = found.usage
    return {
        "document": found.document.id,
        "published": found.document.published,
        "claims": len(found.claims),
        "denials": len(found.denials),
        "agreements": len(found.agreements),
        "non_responses": len(found.non_responses),
        "contested": len(found.contested),
        "failures": [f"{failure.reason}: {failure.message}" for failure in found.failures],
        "model": found.provenance.model or found.provenance.engine,
        "key": found.provenance.key,
        "requests": usage.requests,
        "input_tokens": usage.input_tokens,
        "cached_tokens": usage.cached_tokens,
        "output_tokens": usage.output_tokens,
        "seconds": usage.seconds,
        "cost_usd": usage.cost_usd,
        "extraction": found.model_dump_json(),
    }


def results_table(found: Iterable[Extraction]) -> Any:
    """The results as an Arrow table."""
    schema = results_schema()
    import pyarrow as pa

    return pa.Table.from_pylist([result_row(one) for one in found], schema=schema)


def write_results(lines: Iterator[bytes], path: Path) -> None:
    """Write results, given as lines of JSON, as a Parquet file, a thousand rows at a time.

    Raises InputError where the file cannot be written.
    """
    schema = results_schema()
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    try:
        with ParquetWriter(path, schema) as writer:
            while rows := [
                result_row(Extraction.model_validate_json(line)) for line in islice(lines, _ROWS)
            ]:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
