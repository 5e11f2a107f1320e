"""``claimex report`` and ``claimex export``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimex.cli import app
from claimex.outputs.report import render
from report_support import TEXT, toll_pact


def run(*arguments: object, input: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(a) for a in arguments], input=input)
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def results(tmp_path: Path) -> Path:
    path = tmp_path / "out.jsonl"
    path.write_text(toll_pact().model_dump_json() + "\n", encoding="utf-8")
    return path


def test_report_writes_the_page(results: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("report", results, "-o", page) == (0, "", "")
    assert page.read_text(encoding="utf-8") == render(toll_pact())


def test_report_reads_and_writes_standard_streams(results: Path) -> None:
    line = results.read_text(encoding="utf-8")
    code, out, _ = run("report", "-", "-o", "-", input=line)
    assert (code, out) == (0, render(toll_pact()))


def test_report_takes_texts_from_the_documents(tmp_path: Path) -> None:
    bare, texts = tmp_path / "bare.jsonl", tmp_path / "in.jsonl"
    bare.write_text(toll_pact(keep_text=False).model_dump_json(), encoding="utf-8")
    texts.write_text(json.dumps({"id": "toll-1", "text": TEXT}) + "\n{}\n", encoding="utf-8")
    code, _, err = run("report", bare, "--text", texts, "-o", tmp_path / "page.html")
    assert code == 1
    assert "line 2" in err
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page == render(toll_pact())


def test_a_text_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    bare, texts = tmp_path / "bare.jsonl", tmp_path / "in.jsonl"
    bare.write_text(toll_pact(keep_text=False).model_dump_json(), encoding="utf-8")
    texts.write_text(json.dumps({"id": "toll-1", "text": "Another."}), encoding="utf-8")
    code, _, err = run("report", bare, "--text", texts, "-o", tmp_path / "page.html")
    assert code == 2
    assert "'toll-1'" in err
    assert not (tmp_path / "page.html").exists()


@pytest.mark.parametrize("command", ["report", "export"])
def test_a_line_that_is_no_result_is_named(tmp_path: Path, command: str) -> None:
    bad = tmp_path / "bad.jsonl"
    more = ["--format", "csv"] if command == "export" else []
    for content, words in (("{}\n", "line 1"), ("\n", "there is no result")):
        bad.write_text(content, encoding="utf-8")
        code, _, err = run(command, bad, "-o", tmp_path / "out", *more)
        assert code == 2
        assert words in err
    code, _, err = run(command, "-", "-o", tmp_path / "out", *more, input="\n{}\n")
    assert code == 2
    assert "standard input, line 2" in err


@pytest.mark.parametrize("command", ["report", "export"])
def test_an_input_is_never_overwritten(results: Path, command: str) -> None:
    before = results.read_bytes()
    more = ["--format", "graphml"] if command == "export" else []
    code, _, err = run(command, results, "-o", results, *more)
    assert code == 2
    assert "one of the inputs" in err
    assert results.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "target", "files"),
    [
        ("csv", "tables", ["links.csv", "statements.csv"]),
        ("graphml", "g.graphml", ["g.graphml"]),
        ("webannotation", "a.jsonld", ["a.jsonld"]),
    ],
)
def test_export_names_the_files_it_wrote(
    results: Path, tmp_path: Path, name: str, target: str, files: list[str]
) -> None:
    code, out, err = run("export", results, "--format", name, "-o", tmp_path / target)
    assert (code, out) == (0, "")
    assert sorted(Path(line).name for line in err.splitlines()) == files
    assert all(Path(line).stat().st_size for line in err.splitlines())
