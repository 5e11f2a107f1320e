"""README's examples run as they stand, offline, and print what README says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
# A Python example and, where one stands right below it, what it prints.
EXAMPLES = re.findall(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", README, re.M | re.S)
COMMANDS = re.findall(r"^```sh\n(.*?)^```\n", README, re.M | re.S)


@pytest.mark.parametrize(
    ("code", "output"), EXAMPLES, ids=[f"example {n}" for n in range(1, len(EXAMPLES) + 1)]
)
def test_an_example_runs_and_prints_what_it_says(
    code: str,
    output: str,
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(repository)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out == output


def test_it_opens_with_two_commands_of_one_line_each() -> None:
    assert len(COMMANDS) >= 2
    for command in COMMANDS[:2]:
        assert command.startswith("python3 -m venv .venv && ")
        assert len(command.splitlines()) == 1
        assert "-c constraints.txt" in command


def test_it_has_three_examples_and_the_notes_on_privacy_and_versions() -> None:
    assert len(EXAMPLES) == 3
    headings = re.findall(r"^## (.*)", README, re.MULTILINE)
    assert {"Privacy", "Versions"} <= set(headings)
