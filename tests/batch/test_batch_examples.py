"""The examples of pipelines run as they stand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from batch_support import results


def environment() -> dict[str, str]:
    """The environment with the command of this Python first on the path."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def output_of(line: list[str], **options: object) -> str:
    done = subprocess.run(  # type: ignore[call-overload]
        line, capture_output=True, text=True, check=True, env=environment(), **options
    )
    assert done.stderr == ""
    printed: str = done.stdout
    return printed


def test_an_archive_goes_on_when_it_is_run_again(repository: Path, tmp_path: Path) -> None:
    line = [sys.executable, str(repository / "examples" / "archive.py"), str(tmp_path / "out")]
    assert output_of(line).startswith("3 read, 0 done before, ")
    assert output_of(line) == "0 read, 3 done before, 0 statements\n"
    assert len(results(tmp_path / "out")) == 3


def test_many_articles_become_json_lines(repository: Path, tmp_path: Path) -> None:
    out = output_of([sys.executable, str(repository / "examples" / "pipeline.py")])
    (tmp_path / "out").write_text(out)
    assert len(results(tmp_path / "out")) == len(list((repository / "examples").glob("*.txt")))


def test_the_command_is_a_filter(repository: Path) -> None:
    with (repository / "examples" / "articles.jsonl").open() as articles:
        out = output_of(["sh", str(repository / "examples" / "filter.sh")], stdin=articles)
    counts = [int(line.split(maxsplit=1)[0]) for line in out.splitlines()]
    assert counts
    assert counts == sorted(counts, reverse=True)
