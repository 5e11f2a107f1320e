"""Data frames in and out: one row a statement, one row a link, the same types for any results."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas
import polars
import pyarrow as pa
import pytest

from claimex import Extraction, Extractor, InputError
from claimex.batch import Columns
from claimex.integrations import dataframe

ROWS: dict[str, list[Any]] = {
    "id": ["a", "b", "c"],
    "published": [date(2025, 3, 4), None, None],
    "text": [
        "Ada Moreno said the bridge is safe. Otto Falk denied that the bridge is safe.",
        "It rained.",
        "Mira Voss said the road is closed.",
    ],
    "score": [1, 2, 3],
}


@pytest.fixture(scope="module")
def found() -> list[Extraction]:
    with Extractor("rules") as extractor:
        given = dataframe.documents(polars.DataFrame(ROWS))
        return list(extractor.extract_many(given))


def test_a_row_for_each_statement_and_each_link(found: list[Extraction]) -> None:
    frames = dataframe.to_polars(found)
    statements = [(f.document.id, s.id, s.kind) for f in found for s in f.statements]
    assert frames.statements.select("document", "id", "kind").rows() == statements
    links = [
        (f.document.id, d.id, "targets", t) for f in found for d in f.denials for t in d.targets
    ]
    assert frames.links.rows() == links
    assert len(links) == 1
    assert frames.results["document"].to_list() == ["a", "b", "c"]


def test_a_result_makes_a_frame_of_itself(found: list[Extraction]) -> None:
    assert found[0].to_frame().equals(dataframe.to_polars(found[0]).statements)


def test_the_results_table_holds_the_whole_results(found: list[Extraction]) -> None:
    read = [
        Extraction.model_validate_json(line)
        for line in dataframe.to_polars(found).results["extraction"]
    ]
    assert read == found


def test_types_do_not_depend_on_what_was_found(found: list[Extraction]) -> None:
    full, one, none = (dataframe.to_arrow(f) for f in (found, found[1], []))
    for tables in (one, none):
        assert [t.schema for t in tables] == [t.schema for t in full]
    assert full.statements.schema.field("starts").type == pa.list_(pa.int64())
    assert full.results.schema.field("cost_usd").type == pa.float64()


def test_pandas_keeps_the_types(found: list[Extraction]) -> None:
    frames = dataframe.to_pandas(found)
    assert str(frames.statements["source_start"].dtype) == "int64[pyarrow]"
    arrow = dataframe.to_arrow(found)
    assert pa.Table.from_pandas(frames.statements, preserve_index=False).equals(
        arrow.statements.replace_schema_metadata(None)
    )


def test_a_frame_of_one_kind_gives_frames_of_that_kind(found: list[Extraction]) -> None:
    with Extractor("rules") as extractor:
        of_polars = dataframe.extract_frame(polars.DataFrame(ROWS), extractor, concurrency=2)
        of_pandas = dataframe.extract_frame(pandas.DataFrame(ROWS), extractor)
    assert isinstance(of_polars.statements, polars.DataFrame)
    assert isinstance(of_pandas.statements, pandas.DataFrame)
    assert of_polars.statements.equals(dataframe.to_frame(found))
    assert list(of_pandas.statements["content"]) == of_polars.statements["content"].to_list()


def test_other_columns_are_kept_with_the_document() -> None:
    [first, *_] = dataframe.documents(polars.DataFrame(ROWS))
    assert (first.id, first.extra, str(first.published)) == ("a", {"score": 1}, "2025-03-04")


@pytest.mark.parametrize("frame", [polars.DataFrame, pandas.DataFrame, pa.table])
def test_columns_are_chosen(frame: Any) -> None:
    given = frame({"nr": [7], "body": ["Ada said it."]})
    [document] = dataframe.documents(given, Columns(text="body", id="nr"))
    assert (document.id, document.original) == ("7", "Ada said it.")
    with pytest.raises(InputError, match="no column 'text', only 'nr', 'body'"):
        list(dataframe.documents(given))


def test_a_row_without_a_text_is_named() -> None:
    with pytest.raises(InputError, match="row 1: 'text' is missing"):
        list(dataframe.documents(polars.DataFrame({"text": ["Ada said it.", None]})))


def test_what_is_no_frame_is_told() -> None:
    with pytest.raises(InputError, match="a list is no data frame"):
        list(dataframe.documents([{"text": "Ada said it."}]))
