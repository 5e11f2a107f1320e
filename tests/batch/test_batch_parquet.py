"""Parquet in, with the extra for data frames."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from batch_support import articles, read_ids, scripted, write_lines
from claimex import Extraction, InputError
from claimex.batch import Columns, run
from claimex.batch.sources import open_source
from claimex.text.document import Document


def test_a_table_is_read_row_by_row_with_its_types(tmp_path: Path) -> None:
    table = pa.table(
        {
            "nr": pa.array([1, 2], pa.int64()),
            "published": pa.array([date(2025, 3, 4), None], pa.date32()),
            "body": ["Ada said it.", "Otto said it."],
            "score": pa.array([0.5, float("nan")]),
            "tags": [["a", "b"], []],
        }
    )
    pq.write_table(table, tmp_path / "in.parquet")
    source = open_source(tmp_path / "in.parquet", columns=Columns(text="body", id="nr"))
    first, second = (item.document for item in source)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, first.original, str(first.published)) == ("1", "Ada said it.", "2025-03-04")
    assert first.extra == {"score": 0.5, "tags": ["a", "b"]}
    assert (second.published, second.extra) == (None, {"score": None, "tags": []})
    assert source.share == 1.0


def test_a_row_without_a_text_is_told_with_its_number(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["Ada said it.", None]}), tmp_path / "in.parquet")
    items = list(open_source(tmp_path / "in.parquet"))
    assert items[1].where.endswith("in.parquet, row 2")
    assert isinstance(items[1].document, InputError)


def test_what_is_no_parquet_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.parquet").write_text("not a table")
    with pytest.raises(InputError, match=r"in\.parquet: this is no Parquet file"):
        open_source(tmp_path / "in.parquet")


def test_results_are_written_as_a_table_that_a_later_run_adds_to(tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    source = write_lines(tmp_path / "in.jsonl", articles(3))
    run(source, out, engine=scripted())
    write_lines(source, articles(5))
    engine = scripted()
    tally = run(source, out, engine=engine)
    assert (read_ids(engine), tally.skipped) == (["a3", "a4"], 3)
    table = pq.read_table(out)
    found = [Extraction.model_validate_json(line) for line in table["extraction"].to_pylist()]
    assert [f.document.id for f in found] == table["document"].to_pylist()
    assert sorted(table["document"].to_pylist()) == ["a0", "a1", "a2", "a3", "a4"]
    assert set(table["cost_usd"].to_pylist()) == {0.01}
