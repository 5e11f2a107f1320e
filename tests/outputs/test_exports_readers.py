"""Exports read by the tools that they are for: the same statements come back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import networkx
import pandas
import pytest
from pyarrow import parquet
from pyld import jsonld

from claimex.outputs.exports import export
from report_support import TEXT, numbered, toll_pact

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
# The terms of http://www.w3.org/ns/anno.jsonld that the export uses.
LINK = {"@type": "@id"}
VOCAB = {"@type": "@vocab"}
CONTEXT: dict[str, Any] = {
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    "Annotation": f"{OA}Annotation",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Software": f"{AS}Application",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "items": {"@id": f"{AS}items", "@container": "@list", **LINK},
    "generator": {"@id": f"{AS}generator", **LINK},
    "name": "http://xmlns.com/foaf/0.1/name",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "value": VALUE,
    "motivation": {"@id": f"{OA}motivatedBy", **VOCAB},
    "purpose": {"@id": f"{OA}hasPurpose", **VOCAB},
    "body": {"@id": f"{OA}hasBody", **LINK},
    "target": {"@id": f"{OA}hasTarget", **LINK},
    "source": {"@id": f"{OA}hasSource", **LINK},
    "selector": {"@id": f"{OA}hasSelector", **LINK},
    "via": {"@id": f"{OA}via", **LINK},
}
for _name in "TextualBody SpecificResource TextQuoteSelector TextPositionSelector".split():
    CONTEXT[_name] = OA + _name
for _name in "tagging describing linking identifying start end exact prefix suffix".split():
    CONTEXT[_name] = OA + _name


def loader(url: str, options: dict[str, Any]) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    document = {"@context": CONTEXT}
    return {"contextUrl": None, "documentUrl": url, "document": document, "contentType": None}


def test_pandas_reads_csv(tmp_path: Path) -> None:
    found = numbered(toll_pact(), 3)
    statements, links = (
        pandas.read_csv(path, parse_dates=["published"] if n == 0 else None)
        for n, path in enumerate(export(found, tmp_path, "csv"))
    )
    assert len(statements) == 18
    assert list(statements["id"][:6]) == [s.id for s in found[0].statements]
    assert statements["published"].iloc[0].date() == date(2025, 3, 1)
    first = statements[statements["kind"] == "claim"].iloc[0]
    assert TEXT[int(first["starts"]) : int(first["ends"])] == first["words"]
    merged = links.merge(
        statements, left_on=["document", "to"], right_on=["document", "id"], how="left"
    )
    assert len(merged) == len(links) == 12
    assert not merged["kind"].isna().any()


def test_pandas_and_pyarrow_read_parquet(tmp_path: Path) -> None:
    found = toll_pact(title="=1+1")
    paths = export(found, tmp_path, "parquet")
    table = parquet.read_table(paths[0])
    rows = table.to_pylist()
    assert [row["id"] for row in rows] == [s.id for s in found.statements]
    assert rows[0]["title"] == "=1+1"
    assert rows[0]["published"] == date(2025, 3, 3)
    assert rows[1]["parties"] == ["Norland", "Sudland"]
    assert rows[3]["starts"] == [found.denials[0].content_spans[0].start]
    frame = pandas.read_parquet(paths[1])
    assert list(frame.columns) == ["document", "from", "link", "to"]
    assert len(frame) == 4


def test_networkx_reads_the_graph(tmp_path: Path) -> None:
    found = toll_pact()
    (path,) = export(found, tmp_path / "graph.graphml", "graphml")
    graph = networkx.read_graphml(path)
    assert graph.is_directed()
    by_id = {data["id"]: node for node, data in graph.nodes(data=True) if "id" in data}
    assert list(by_id) == [s.id for s in found.statements]
    assert graph.nodes[by_id["a1"]]["standing"] == "contested"
    assert graph.nodes[by_id["c2"]]["content"] == "The bridge opens in May."
    links = {
        (graph.nodes[a].get("id") or graph.nodes[a]["name"], data["link"], graph.nodes[b]["id"])
        for a, b, data in graph.edges(data=True)
    }
    assert links == {
        ("Ada Moreno", "asserts", "c1"),
        ("Ada Moreno", "asserts", "c2"),
        ("Eve Tarn", "asserts", "c3"),
        ("Bo Lind", "denies", "d1"),
        ("Sudland’s treasury", "on_behalf_of", "d1"),
        ("Norland", "party", "a1"),
        ("Sudland", "party", "a1"),
        ("Ada Moreno", "signatory", "a1"),
        ("Norland", "silent", "n1"),
        ("c1", "about", "a1"),
        ("d1", "targets", "a1"),
        ("d1", "targets", "c1"),
        ("c3", "supports", "c2"),
    }


def test_a_json_ld_processor_reads_the_annotations(tmp_path: Path) -> None:
    found = toll_pact(url="https://example.org/tolls")
    (path,) = export(found, tmp_path / "page.jsonld", "webannotation")
    import json

    page = json.loads(path.read_text(encoding="utf-8"))
    (expanded,) = jsonld.expand(page, {"documentLoader": loader})
    assert expanded["@type"] == [f"{AS}OrderedCollectionPage"]
    items = expanded[f"{AS}items"][0]["@list"]
    names = {}
    for item, statement in zip(items, found.statements, strict=True):
        assert item["@type"] == [f"{OA}Annotation"]
        tags = [
            body[VALUE][0]["@value"]
            for body in item[f"{OA}hasBody"]
            if body[f"{OA}hasPurpose"] == [{"@id": f"{OA}tagging"}]
        ]
        assert tags == [statement.kind]
        names[item["@id"]] = statement.id
    spans = {
        names[item["@id"]]: [
            (
                selectors[0][f"{OA}start"][0]["@value"],
                selectors[0][f"{OA}end"][0]["@value"],
                selectors[1][f"{OA}exact"][0]["@value"],
            )
            for target in item[f"{OA}hasTarget"]
            for selectors in [target[f"{OA}hasSelector"]]
        ]
        for item in items
    }
    assert spans["d1"] == [
        (span.start, span.end, span.text)
        for span in (*found.denials[0].content_spans, found.denials[0].cue)
    ]
    denial = next(item for item in items if names[item["@id"]] == "d1")
    linked = [
        names[body[f"{OA}hasSource"][0]["@id"]]
        for body in denial[f"{OA}hasBody"]
        if body[f"{OA}hasPurpose"] == [{"@id": f"{OA}linking"}]
    ]
    assert linked == ["a1", "c1"]
    # No term is lost on the way to RDF, which drops what the context does not know.
    dataset = jsonld.to_rdf(page, {"documentLoader": loader})
    predicates = {triple["predicate"]["value"] for triple in dataset["@default"]}
    assert {f"{OA}via", f"{OA}prefix", f"{OA}suffix", f"{OA}hasPurpose"} <= predicates


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_an_empty_result_makes_tables_with_columns(tmp_path: Path, name: str) -> None:
    found = toll_pact().model_copy(update={"statements": ()})
    read = pandas.read_csv if name == "csv" else pandas.read_parquet
    statements, links = (read(path) for path in export(found, tmp_path, name))  # type: ignore[arg-type]
    assert len(statements) == len(links) == 0
    assert "standing" in statements.columns
