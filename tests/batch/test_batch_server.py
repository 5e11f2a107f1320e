"""A run against a real server: kills, faults, pauses for all workers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from batch_support import results, write_lines
from claimex.batch import Limits, run
from claimex.batch import pace as pace_module
from model_support import FaultServer, rows, send

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])

SAID = {
    "kind": "claim",
    "s": 1,
    "cue": "said",
    "source": "Ada Moreno",
    "content": "The bridge is safe.",
}


@pytest.fixture
def server() -> Iterator[FaultServer]:
    server = FaultServer()
    yield server
    server.close()


def test_a_killed_run_goes_on_with_every_document_once(repository: Path) -> None:
    """Equal to an undisturbed run but for usage; requests repeated for what was under way only."""
    script = repository / "benchmarks" / "batch_kills.py"
    options = ["--documents", "40", "--concurrency", "5", "--kills", "2", "--faults", "0.2"]
    line = [sys.executable, str(script), *options]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_retry_after_pauses_all_requests_of_the_run(
    server: FaultServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[float | None] = []
    overloaded = pace_module.Pacer.overloaded

    def noted(self: pace_module.Pacer, retry_after: float | None) -> None:
        told.append(retry_after)
        overloaded(self, retry_after)

    monkeypatch.setattr(pace_module.Pacer, "overloaded", noted)
    past = "Tue, 04 Mar 2025 12:00:00 GMT"
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    server.script = [
        send(429, "{}", retry_after="0.05"),
        send(503, "{}"),
        send(429, "{}", retry_after=past),
        send(503, "{}", retry_after=soon),
        rows(SAID),
    ]
    texts = [{"id": f"{n}", "text": "Ada Moreno said the bridge is safe."} for n in range(3)]
    tally = run(
        write_lines(tmp_path / "in.jsonl", texts),
        tmp_path / "out.jsonl",
        model="openai/test",
        prompt="extract-open",
        base_url=server.url,
        limits=Limits(concurrency=1),
    )
    assert told == [0.05, None, 0.0, pytest.approx(1.0, abs=1.0)]
    assert (tally.documents, tally.with_failures, tally.usage.requests) == (3, 0, 7)
    assert len(results(tmp_path / "out.jsonl")) == 3


def test_the_connections_at_once_are_bounded_by_concurrency(
    server: FaultServer, tmp_path: Path
) -> None:
    at_once: list[int] = []
    open_now = 0
    answer = rows(SAID)

    def counted(handler: BaseHTTPRequestHandler) -> None:
        nonlocal open_now
        open_now += 1
        at_once.append(open_now)
        answer(handler)
        open_now -= 1

    server.script = [counted]
    texts = [{"id": f"{n}", "text": f"Ada Moreno said the bridge is safe. {n}"} for n in range(30)]
    run(
        write_lines(tmp_path / "in.jsonl", texts),
        tmp_path / "out.jsonl",
        model="openai/test",
        prompt="extract-open",
        base_url=server.url,
        limits=Limits(concurrency=4),
    )
    assert len(at_once) == 30
    assert max(at_once) <= 4
