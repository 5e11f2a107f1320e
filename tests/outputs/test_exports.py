"""Exports read with the standard library: the same statements, whatever stands in them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from claimex import Extraction, InputError
from claimex.outputs.exports import export
from report_support import TEXT, hostile, toll_pact

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_holds_statements_and_links(tmp_path: Path) -> None:
    found = toll_pact()
    written = export(found, tmp_path / "tables", "csv")
    assert [path.name for path in written] == ["statements.csv", "links.csv"]
    statements = rows(written[0])
    assert [row["id"] for row in statements] == [s.id for s in found.statements]
    claim, agreement, *_, silent = statements
    assert claim["source"] == "Ada Moreno"
    assert claim["standing"] == "contested"
    assert TEXT[int(claim["starts"]) : int(claim["ends"])] == claim["words"]
    assert agreement["parties"] == "Norland; Sudland"
    assert (agreement["status"], agreement["date"]) == ("signed", "2025-03-03")
    assert (silent["manner"], silent["asker"]) == ("declined", "the Post")
    links = [(row["from"], row["link"], row["to"]) for row in rows(written[1])]
    assert links == [
        ("c1", "about", "a1"),
        ("d1", "targets", "a1"),
        ("d1", "targets", "c1"),
        ("c3", "supports", "c2"),
    ]


def test_no_cell_of_csv_is_run_as_a_formula(tmp_path: Path) -> None:
    for title in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1+1", "＠SUM(A1)"):
        statements, _ = export(toll_pact(title=title), tmp_path, "csv")
        assert {row["title"] for row in rows(statements)} == {f"'{title}"}


def test_no_name_of_a_list_in_csv_is_run_where_the_semicolon_parts_cells(tmp_path: Path) -> None:
    line = toll_pact().model_dump_json().replace('"name":"Sudland"', '"name":"=1+1"')
    statements, _ = export(Extraction.model_validate_json(line), tmp_path, "csv")
    assert rows(statements)[1]["parties"] == "Norland; '=1+1"


def test_a_hostile_result_survives_every_text_format(tmp_path: Path) -> None:
    found = hostile(300, paragraphs=2)
    ids = [s.id for s in found.statements]
    statements, _ = export(found, tmp_path, "csv")
    assert [row["id"] for row in rows(statements)] == ids
    (path,) = export(found, tmp_path / "graph.graphml", "graphml")
    graph = Xml.parse(path).getroot()
    data = [node.findtext(f"{SPACE}data[@key='n_id']") for node in graph.iter(f"{SPACE}node")]
    assert list(filter(None, data)) == ids
    (path,) = export(found, tmp_path / "page.jsonld", "webannotation")
    items = json.loads(path.read_text(encoding="utf-8"))["items"]
    assert len(items) == len(ids)
    assert len({item["id"] for item in items}) == len(ids)
    assert all("via" not in target["source"] for item in items for target in item["target"])


def test_annotations_find_their_words_by_position_and_by_quotation(tmp_path: Path) -> None:
    found = toll_pact(url="https://example.org/tolls")
    (path,) = export(found, tmp_path / "page.jsonld", "webannotation")
    page = json.loads(path.read_text(encoding="utf-8"))
    for item, statement in zip(page["items"], found.statements, strict=True):
        assert item["body"][0]["value"] == statement.kind
        for target in item["target"]:
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            assert TEXT[start:end] == quote["exact"]
            assert TEXT[:start].endswith(quote["prefix"])
            assert TEXT[end:].startswith(quote["suffix"])
            assert target["source"]["via"] == "https://example.org/tolls"
        cue = item["target"][-1]["selector"][0]
        assert (cue["start"], cue["end"]) == (statement.cue.start, statement.cue.end)


def test_the_names_of_annotations_are_stable_and_differ_between_results() -> None:
    from claimex.outputs.exports_annotations import annotation_page

    one, again = (json.loads(annotation_page([toll_pact()])) for _ in range(2))
    assert one == again
    made = toll_pact().provenance.model_copy(update={"key": "ef" * 32})
    other = json.loads(annotation_page([toll_pact().model_copy(update={"provenance": made})]))
    names = [{item["id"] for item in page["items"]} for page in (one, other)]
    assert names[0].isdisjoint(names[1])


def test_documents_of_equal_ids_do_not_mix_in_the_graph(tmp_path: Path) -> None:
    (path,) = export([toll_pact(), toll_pact()], tmp_path / "graph.graphml", "graphml")
    nodes = [node.get("id") for node in Xml.parse(path).getroot().iter(f"{SPACE}node")]
    assert len(nodes) == len(set(nodes)) == 2 * (6 + 6)


@pytest.mark.parametrize("results", [[], ()])
def test_nothing_to_export_is_an_error(tmp_path: Path, results: list[Extraction]) -> None:
    with pytest.raises(InputError, match="no result"):
        export(results, tmp_path, "csv")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="name a folder"):
        export(toll_pact(), tmp_path / "file", "csv")
    with pytest.raises(InputError, match="cannot be written"):
        export(toll_pact(), tmp_path / "missing" / "graph.graphml", "graphml")
