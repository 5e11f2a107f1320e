"""The output file: whole lines, one writer, clear ends."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from batch_support import articles, results, scripted, write_lines
from claimex import InputError
from claimex.batch import run
from claimex.batch.journal import Journal


def test_a_file_that_another_run_writes_is_refused(tmp_path: Path) -> None:
    first = Journal(tmp_path / "out.jsonl")
    with pytest.raises(InputError, match="another run is writing"):
        Journal(tmp_path / "out.jsonl")
    first.close()
    Journal(tmp_path / "out.jsonl").close()


def test_a_full_disk_ends_clearly_and_leaves_whole_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write_lines(tmp_path / "in.jsonl", articles(6))
    out = tmp_path / "out.jsonl"
    room = 3000
    write = os.write

    def limited(file: int, data: bytes) -> int:
        nonlocal room
        if room == 0:
            raise OSError(28, "No space left on device")
        written = write(file, bytes(data)[:room])
        room -= written
        return written

    monkeypatch.setattr(os, "write", limited)
    with pytest.raises(InputError, match="No space left on device"):
        run(source, out, engine=scripted())
    monkeypatch.undo()
    assert 0 < len(results(out)) < 6
    assert out.read_bytes().endswith(b"}\n")
    run(source, out, engine=scripted())
    assert len(results(out)) == 6


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", articles(1))
    with pytest.raises(InputError, match="No such file or directory"):
        run(source, tmp_path / "none" / "out.jsonl", engine=scripted())
    with pytest.raises(InputError, match="this is a directory"):
        run(source, tmp_path, engine=scripted())


def test_a_device_takes_results_without_resuming(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", articles(3))
    assert run(source, os.devnull, engine=scripted()).documents == 3
    assert run(source, os.devnull, engine=scripted()).documents == 3
