"""A real local Ray cluster: every document once, although a worker is killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimex import Extraction, Extractor
from claimex.text.document import make_document

COUNT = 60
FIRST = "Ada Ilse Otto Mira Jonas Petra".split()


def text(n: int) -> str:
    """An article of its own; its last sentences only take time."""
    said = f"{FIRST[n % 6]} Moreno said the bridge {n} is safe. Otto Falk denied that it is safe."
    return said + f" The council of {FIRST[n % 6]} met again on Tuesday." * 200


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> tuple[Any, Path]:
    """What a job with a killed worker printed, and where its results are."""
    folder = tmp_path_factory.mktemp("ray")
    rows = [{"id": f"a{n}", "text": text(n)} for n in range(COUNT)]
    pq.write_table(pa.Table.from_pylist([*rows, {"id": "bad", "text": ""}]), folder / "in.parquet")
    script = repository / "tests" / "integrations" / "ray_job.py"
    done = subprocess.run(
        [sys.executable, str(script), str(folder / "in.parquet"), str(folder / "out")],
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")},
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    assert lines, done.stdout[-2000:] + done.stderr[-4000:]
    return json.loads(lines[0].removeprefix("RESULT ")), folder / "out"


def test_every_document_has_one_row_although_a_worker_was_killed(job: tuple[Any, Path]) -> None:
    told, _ = job
    assert told["killed"] == 1
    assert told["documents"] == sorted(["bad", *(f"a{n}" for n in range(COUNT))])


def test_results_are_those_of_an_extractor_but_for_usage(job: tuple[Any, Path]) -> None:
    _, out = job
    table = pq.read_table(out)
    found = [Extraction.model_validate_json(line) for line in table["extraction"].to_pylist()]
    by_id = {result.document.id: result for result in found}
    with Extractor("rules") as extractor:
        for n in range(0, COUNT, 7):
            expected = extractor.extract(make_document(text(n), id=f"a{n}"))
            assert by_id[f"a{n}"].model_copy(update={"usage": expected.usage}) == expected


def test_a_row_that_cannot_be_read_is_a_failure(job: tuple[Any, Path]) -> None:
    told, _ = job
    [[message]] = told["failures"]
    assert message.startswith("invalid: the text is empty")


def test_statements_links_and_usage_are_those_of_all_documents(job: tuple[Any, Path]) -> None:
    told, out = job
    table = pq.read_table(out)
    counts = [sum(table[kind].to_pylist()) for kind in ("claims", "denials")]
    assert counts == [COUNT, COUNT]
    assert told["statements"] == sum(counts)
    assert told["links"] == COUNT
    assert (told["usage"]["requests"], told["usage"]["seconds"] > 0) == (0, True)


def test_the_example_reads_and_writes_parquet(tmp_path: Path, repository: Path) -> None:
    rows = [{"id": f"a{n}", "text": text(n)} for n in range(5)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    script = repository / "examples" / "ray_archive.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "in.parquet"), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=True,
        timeout=280,
    )
    assert "5 documents, 5 claims\n0 requests, 0 tokens\n" in done.stdout
    assert pq.read_table(tmp_path / "out").num_rows == 5
