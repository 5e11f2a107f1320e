"""``claimex batch``: exit statuses, what it says and where, the command in a pipe."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from batch_support import articles, results, write_lines
from claimex import Usage
from claimex.batch import Tally
from claimex.cli import app
from claimex.cli.batching import status_of, summary

COMMAND = [sys.executable, "-m", "claimex", "batch"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", articles(4))


def batch(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, arguments)])


def test_a_run_says_how_it_went_and_a_second_one_that_it_was_done(
    source: Path, tmp_path: Path
) -> None:
    first = batch(source, "-o", tmp_path / "out.jsonl")
    assert first.exit_code == 0
    assert first.stderr.startswith("claimex: 4 documents read, 4 statements, ")
    assert len(results(tmp_path / "out.jsonl")) == 4
    second = batch(source, "-o", tmp_path / "out.jsonl")
    assert second.exit_code == 0
    assert "0 documents read, 0 statements, 4 done before" in second.stderr


def test_lines_that_cannot_be_used_are_told_and_end_with_1(source: Path, tmp_path: Path) -> None:
    with source.open("a") as more:
        more.write("nonsense\n")
    done = batch(source, "-o", tmp_path / "out.jsonl")
    assert done.exit_code == 1
    assert "line 5: not valid JSON" in done.stderr
    assert "1 cannot be used" in done.stderr


def test_without_an_output_results_go_down_the_pipe_and_nothing_else_is_said(source: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "-"], input=source.read_bytes(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    ids = [json.loads(line)["document"]["id"] for line in done.stdout.splitlines()]
    assert sorted(ids) == ["a0", "a1", "a2", "a3"]


def test_a_reader_that_has_seen_enough_ends_it_quietly(source: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [*COMMAND, str(source)], stdout=closed, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (0, b"")


def test_columns_are_chosen_by_options(tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text("nr,body\n7,Ada Moreno said the bridge is safe.\n")
    done = batch(table, "-o", tmp_path / "out.jsonl", "--text-column", "body", "--id-column", "nr")
    assert done.exit_code == 0
    assert list(results(tmp_path / "out.jsonl")) == ["7"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.jsonl"], "none.jsonl: there is no such file"),
        (["{source}", "-o", "{source}"], "this is the input"),
        (["{source}", "--retry-failures"], "standard output holds no earlier results"),
        (["{source}", "--prompt", "extract-open"], "prompt needs a model"),
        (["{source}", "--model", "openai/x", "--budget-usd", "1"], "price of 'openai/x'"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_with_status_2(
    source: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    done = batch(*(argument.format(source=source) for argument in arguments))
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("tally", "status"),
    [
        (Tally(documents=3), 0),
        (Tally(documents=3, with_failures=1), 1),
        (Tally(documents=3, unusable=1), 1),
        (Tally(unusable=2), 2),
        (Tally(documents=3, with_failures=3, unread=3), 3),
        (Tally(documents=3, stopped="budget"), 4),
        (Tally(documents=3, with_failures=1, stopped="interrupted"), 130),
        (Tally(skipped=3), 0),
        (Tally(documents=3, skipped=3, failed_before=1), 1),
    ],
)
def test_the_status_says_how_the_run_ended(tally: Tally, status: int) -> None:
    assert status_of(tally) == status


def test_the_summary_names_the_cost_and_how_to_go_on() -> None:
    usage = Usage(requests=5, input_tokens=900, output_tokens=100, cost_usd=0.5)
    before = Usage(requests=15, input_tokens=2700, output_tokens=300, cost_usd=1.5)
    told = summary(
        Tally(documents=3, statements=9, usage=usage, spent=usage + before, stopped="budget")
    )
    assert told.startswith("stopped by the budget: 3 documents read, 9 statements")
    assert "5 requests, 1,000 tokens, $0.5000" in told
    assert "all results so far: 20 requests, 4,000 tokens, $2.0000;" in told
    assert told.endswith("raise it and run the same command again")


def test_a_budget_that_stops_a_run_is_told_once_with_status_4(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = subprocess.run(
        [*COMMAND, str(source), "-o", str(out), "--budget-tokens", "0"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    [line] = done.stderr.splitlines()
    assert line.startswith("claimex: stopped by the budget: 0 documents read")


def test_a_log_gets_plain_lines_of_progress(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimex.cli.batching._LOG_EVERY", 0.0)
    done = batch(source, "-o", tmp_path / "out.jsonl")
    lines = done.stderr.splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("claimex: 1 document read, 1 statement, ")
    assert "% of the input" in lines[0]


def test_a_terminal_gets_live_progress_that_leaves_only_the_summary(
    source: Path, tmp_path: Path
) -> None:
    done = batch(source, "-o", tmp_path / "out.jsonl", "--progress", "live")
    assert done.exit_code == 0
    assert done.stderr.splitlines()[-1].startswith("claimex: 4 documents read")


def test_a_narrow_terminal_gets_all_counts(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "50")
    done = batch(source, "-o", tmp_path / "out.jsonl", "--progress", "live")
    shown = " ".join(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|━", "", done.stderr).split())
    assert "4 documents, 4 statements, 0 with failures, 0:00 to go" in shown
