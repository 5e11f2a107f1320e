"""README's examples run as they stand, offline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
EXAMPLES = [code for language, code in BLOCKS if language == "python"]


@pytest.mark.parametrize("code", EXAMPLES, ids=lambda code: code.strip().splitlines()[0])
def test_a_python_example_runs(
    code: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    exec(compile(code, "README.md", "exec"), {})


def test_it_opens_with_two_commands_of_one_line_each() -> None:
    commands = [code for language, code in BLOCKS if language == "sh"]
    assert len(commands) >= 2
    for command in commands[:2]:
        assert command.startswith("python3 -m venv .venv && ")
        assert len(command.splitlines()) == 1
        assert "-c constraints.txt" in command


def test_it_has_three_examples_and_the_notes_on_privacy_and_versions() -> None:
    assert len(EXAMPLES) == 3
    headings = re.findall(r"^## (.*)", README.read_text("utf-8"), re.MULTILINE)
    assert {"Privacy", "Versions"} <= set(headings)
