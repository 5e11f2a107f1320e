"""How far a run is, and how long the rest will take: by documents that were read, not bytes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from batch_support import articles, scripted, write_lines
from claimex.batch import Limits, Tally, run
from claimex.batch.sources import open_source


def told(source: Path, output: Path, **options: object) -> list[Tally]:
    """The counts after each document of a run."""
    tallies: list[Tally] = []
    run(source, output, engine=scripted(), on_progress=tallies.append, **options)  # type: ignore[arg-type]
    return tallies


def table(path: Path, count: int) -> Path:
    """Articles as CSV."""
    rows = [f"{row['id']},{row['text']}\n" for row in articles(count)]
    path.write_text("id,text\n" + "".join(rows))
    return path


def folder(path: Path, count: int) -> Path:
    """Articles as files."""
    path.mkdir()
    for row in articles(count):
        (path / f"{row['id']}.txt").write_text(row["text"])
    return path


@pytest.mark.parametrize("kind", ["jsonl", "csv", "folder"])
def test_the_share_is_that_of_documents_that_were_read_however_far_the_input_was(
    tmp_path: Path, kind: str
) -> None:
    if kind == "jsonl":
        source = write_lines(tmp_path / "in.jsonl", articles(10))
    else:
        source = table(tmp_path / "in.csv", 10) if kind == "csv" else folder(tmp_path / "in", 10)
    shares = [tally.share for tally in told(source, tmp_path / "out.jsonl")]
    assert shares == pytest.approx([n / 10 for n in range(1, 11)], abs=0.03)


def test_documents_done_before_move_the_share_and_not_the_pace(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", articles(8))
    run(source, tmp_path / "out.jsonl", engine=scripted())
    write_lines(source, articles(10))
    first, last = told(source, tmp_path / "out.jsonl", limits=Limits(concurrency=1))
    assert (first.skipped, first.documents) == (8, 1)
    assert (first.share, first.share_read) == pytest.approx((0.9, 0.1), abs=0.01)
    assert first.remaining == pytest.approx(first.reading, rel=0.1)
    assert (last.share, last.remaining) == pytest.approx((1.0, 0.0), abs=1e-9)


def test_documents_from_the_cache_move_the_share_and_not_the_pace(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", articles(4))
    run(source, tmp_path / "a.jsonl", engine=scripted(), cache=tmp_path / "cache")
    tallies = told(source, tmp_path / "b.jsonl", cache=tmp_path / "cache")
    assert [(tally.share_read, tally.remaining) for tally in tallies] == [(0.0, None)] * 4
    assert tallies[-1].share == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("tally", "seconds"),
    [
        (Tally(share=0.5, share_read=0.5, reading=30.0, seconds=90.0), 30.0),
        (Tally(share=0.75, share_read=0.25, reading=30.0), 30.0),
        (Tally(share=0.75, share_read=0.0, reading=30.0), None),
        (Tally(share=None, share_read=None, reading=30.0), None),
    ],
)
def test_the_rest_takes_as_long_as_what_was_read_in_this_run(
    tally: Tally, seconds: float | None
) -> None:
    assert tally.remaining == seconds


def test_how_far_a_packed_file_is_is_not_known_within_its_last_block(tmp_path: Path) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in articles(50))
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    source = open_source(tmp_path / "in.jsonl.gz")
    assert {source.share for _ in source} == {None}
