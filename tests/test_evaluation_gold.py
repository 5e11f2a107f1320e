"""Gold files: what they may hold, and that a bad one is named."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from claimex.errors import InputError
from claimex.evaluation import read_gold, read_predictions
from evaluation_support import as_extraction, gold

GOOD = {
    "id": "one",
    "text": "Ada Moreno said it rained.",
    "statements": [{"id": "c1", "kind": "claim"}],
}


def written(folder: Path, *lines: str, name: str = "gold.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_field_of_a_row_but_id_and_kind_may_be_absent_or_null(tmp_path: Path) -> None:
    row = {"id": "a1", "kind": "agreement", "parties": None, "date": None, "content_spans": None}
    document = GOOD | {"statements": [{"id": "c1", "kind": "claim"}, row]}
    (found,) = read_gold(written(tmp_path, json.dumps(document)))
    assert [s.kind for s in found.statements] == ["claim", "agreement"]
    assert found.statements[1].parties is None
    assert found.kinds == ("claim", "denial", "agreement", "non_response")


def test_unknown_fields_are_ignored_and_blank_lines_skipped(tmp_path: Path) -> None:
    path = written(tmp_path, "", json.dumps(GOOD | {"licence": "ours"}), "  ")
    assert [d.id for d in read_gold(path)] == ["one"]


def test_a_gzipped_file_reads_like_a_plain_one(tmp_path: Path) -> None:
    plain = written(tmp_path, json.dumps(GOOD))
    packed = tmp_path / "gold.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_gold(packed) == read_gold(plain)


def test_lone_surrogates_become_replacement_characters_one_for_one(tmp_path: Path) -> None:
    line = '{"id": "one", "text": "a\\ud800b", "statements": []}'
    assert read_gold(written(tmp_path, line))[0].text == "a\ufffdb"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{broken", "line 2"),
        (json.dumps({"id": "two", "statements": []}), "text"),
        (json.dumps(GOOD | {"id": "one"}), "line 1"),
        (json.dumps(GOOD | {"id": "two", "statements": [{"id": "w1", "kind": "wish"}]}), "kind"),
        (json.dumps(GOOD | {"id": "two", "statements": [{"kind": "claim"}]}), "id"),
        (json.dumps(GOOD | {"id": "two", "statements": GOOD["statements"] * 2}), "c1"),  # type: ignore[operator]
        (
            json.dumps(
                GOOD | {"statements": [{"id": "c1", "kind": "claim", "cue_span": [20, 90]}]}
            ),
            "c1.cue_span",
        ),
        (
            json.dumps(GOOD | {"statements": [{"id": "c1", "kind": "claim", "cue_span": [9, 4]}]}),
            "half-open",
        ),
        (
            json.dumps(GOOD | {"statements": [{"id": "d1", "kind": "denial", "targets": ["c9"]}]}),
            "c9",
        ),
    ],
    ids=[
        "broken JSON",
        "no text",
        "document id twice",
        "unknown kind",
        "row without id",
        "row id twice",
        "span beyond the text",
        "span backwards",
        "link to nothing",
    ],
)
def test_a_bad_line_is_an_error_that_names_file_line_and_trouble(
    tmp_path: Path, line: str, complaint: str
) -> None:
    path = written(tmp_path, json.dumps(GOOD), line)
    with pytest.raises(InputError) as caught:
        read_gold(path)
    assert f"{path}, line 2" in str(caught.value)
    assert complaint in str(caught.value)


def test_files_that_cannot_be_read_are_input_errors(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}\n')
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b"x" * 100)[:20])
    (tmp_path / "not.jsonl.gz").write_bytes(b"plain")
    (tmp_path / "empty.jsonl").write_bytes(b"")
    for name in ("absent.jsonl", "latin.jsonl", "cut.jsonl.gz", "not.jsonl.gz", "empty.jsonl", "."):
        with pytest.raises(InputError, match=name):
            read_gold(tmp_path / name)


def test_predictions_read_back_as_they_were_written(tmp_path: Path) -> None:
    extraction = as_extraction(gold("Ada Moreno said it rained."))
    path = written(tmp_path, extraction.model_dump_json(), name="out.jsonl")
    assert read_predictions(path) == (extraction,)


def test_a_line_that_is_no_extraction_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps({"id": "one"}), name="out.jsonl")
    with pytest.raises(InputError, match="line 1"):
        read_predictions(path)
