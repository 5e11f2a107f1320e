"""The command: what it prints, where it writes, how it ends."""

from __future__ import annotations

import io
import json
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import claimex
from claimex import Extraction, Usage
from claimex.cli import main
from claimex.testing import Reading, ScriptedEngine
from claimex.text.document import Document

TEXT = "Ada Moreno said the bridge is safe. The dockers' union denied that the bridge is safe.\n"


@dataclass(frozen=True)
class Done:
    """How one call of the command ended."""

    status: int
    out: str
    err: str

    @property
    def results(self) -> list[Extraction]:
        return [Extraction.model_validate_json(line) for line in self.out.splitlines()]


class Terminal(io.TextIOWrapper):
    """Standard input with a person before it."""

    def isatty(self) -> bool:
        return True


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path, stdin: bytes = b"", terminal: bool = False) -> Done:
        kind = Terminal if terminal else io.TextIOWrapper
        monkeypatch.setattr(sys, "stdin", kind(io.BufferedReader(io.BytesIO(stdin))))
        monkeypatch.setattr(sys, "argv", ["claimex", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, captured.out, captured.err)

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def same(found: Extraction) -> str:
    return found.model_dump_json(exclude={"usage"})


# What it prints


def test_json_lines_come_out_of_a_pipe_equal_to_the_librarys(run: Run, article: Path) -> None:
    done = run("extract", article, "--published", "2025-06-27", "--title", "The bridge")
    assert done.status == 0
    assert done.err == ""
    expected = claimex.extract(article, published="2025-06-27", title="The bridge")
    assert [same(found) for found in done.results] == [same(expected)]
    assert done.results[0].contested


def test_a_table_comes_out_where_one_is_asked_for(run: Run, article: Path) -> None:
    done = run("extract", article, "--format", "table")
    assert done.status == 0
    assert "Disputes" in done.out
    assert "\x1b[" not in done.out


@pytest.mark.parametrize(("flag", "coloured"), [("--color", True), ("--no-color", False)])
def test_colour_can_be_forced_and_forbidden(
    run: Run, article: Path, flag: str, coloured: bool
) -> None:
    done = run("extract", article, "--format", "table", flag)
    assert ("\x1b[" in done.out) is coloured


@pytest.mark.parametrize("arguments", [["-"], []])
def test_standard_input_is_read(run: Run, arguments: list[str]) -> None:
    done = run("extract", *arguments, stdin=TEXT.encode())
    assert [same(found) for found in done.results] == [same(claimex.extract(TEXT))]


def test_several_sources_of_several_kinds_are_read_in_order(
    run: Run, article: Path, tmp_path: Path
) -> None:
    lines = tmp_path / "in.jsonl"
    rows = [
        {"id": "one", "text": TEXT, "published": "2024-01-01", "desk": "x"},
        {"id": "two", "text": TEXT},
    ]
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    markdown = tmp_path / "b.md"
    markdown.write_text(f"# A title\n\n{TEXT}")
    done = run("extract", lines, article, "-", markdown, "--published", "2025-06-27", stdin=b"It.")
    assert done.status == 0
    documents = [found.document for found in done.results]
    assert [d.id for d in documents[:2]] == ["one", "two"]
    assert [str(d.published) for d in documents] == ["2024-01-01", *["2025-06-27"] * 4]
    assert documents[0].extra == {"desk": "x"}
    assert [d.text for d in documents[2:]] == [TEXT, "It.", f"# A title\n\n{TEXT}"]


def test_results_leave_the_text_out_on_request(run: Run, article: Path) -> None:
    (found,) = run("extract", article, "--no-text").results
    assert found.document.text is None
    assert found.statements
    found.verify(TEXT)


def test_results_of_an_earlier_run_are_shown_again(run: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run("extract", article, "-o", out)
    again = run("extract", out, "--format", "table")
    assert again.status == 0
    assert again.out == run("extract", article, "--format", "table").out
    assert run("extract", out).out == out.read_text(encoding="utf-8")
    assert run("extract", "-", stdin=out.read_bytes()).out == out.read_text(encoding="utf-8")
    (bare,) = run("extract", out, "--no-text").results
    assert bare.document.text is None


def test_a_broken_line_among_results_is_named_and_the_rest_shown(
    run: Run, article: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    run("extract", article, "-o", out)
    line = out.read_text(encoding="utf-8")
    out.write_text(f'{line}{{"schema_version": 1}}\n\n{line}', encoding="utf-8")
    done = run("extract", out)
    assert done.status == 1
    assert len(done.results) == 2
    assert "line 2" in done.err


def test_the_version_and_the_help(run: Run) -> None:
    assert run("--version").out == f"claimex {claimex.__version__}\n"
    for arguments in (["--help"], ["-h"], ["extract", "--help"], ["eval", "-h"]):
        done = run(*arguments)
        assert done.status == 0
        assert "claimex extract" in done.out
    assert "Exit status" in run("--help").out


def test_the_json_schema_is_the_results(run: Run) -> None:
    done = run("schema")
    assert done.status == 0
    schema = json.loads(done.out)
    assert schema.pop("$schema").startswith("https://json-schema.org/")
    assert schema == Extraction.model_json_schema(mode="serialization")


# Where it writes


def test_output_goes_to_a_file_whole_and_replaces_what_was_there(
    run: Run, article: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    out.chmod(0o640)
    done = run("extract", article, article, "-o", out)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert out.read_text(encoding="utf-8").count("\n") == 2
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "out.jsonl"]


def test_output_through_a_link_keeps_the_link(run: Run, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.jsonl"
    link = tmp_path / "link.jsonl"
    link.symlink_to(target)
    run("extract", article, "-o", link)
    assert link.is_symlink()
    assert len(target.read_text(encoding="utf-8").splitlines()) == 1


def test_a_table_can_go_to_a_file_and_a_dash_is_standard_output(
    run: Run, article: Path, tmp_path: Path
) -> None:
    out = tmp_path / "table.txt"
    run("extract", article, "-o", out, "--format", "table")
    assert out.read_text(encoding="utf-8") == run("extract", article, "--format", "table").out
    assert len(run("extract", article, "-o", "-").results) == 1


def test_a_device_is_written_as_it_is(run: Run, article: Path) -> None:
    assert run("extract", article, "-o", "/dev/null").status == 0
    full = run("extract", article, "-o", "/dev/full")
    assert full.status == 2
    assert "No space left" in full.err


def test_nothing_to_write_leaves_the_file_as_it_was(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    assert run("extract", tmp_path / "missing.txt", "-o", out).status == 2
    assert out.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("place", ["no/such/folder/out.jsonl", "."])
def test_a_place_that_cannot_be_written_is_named(
    run: Run, article: Path, tmp_path: Path, place: str
) -> None:
    done = run("extract", article, "-o", tmp_path / place)
    assert done.status == 2
    assert done.out == ""
    assert str(tmp_path / place) in done.err
    assert len(done.err.splitlines()) == 1


def test_an_input_is_never_overwritten(run: Run, article: Path) -> None:
    done = run("extract", article, "-o", article)
    assert done.status == 2
    assert "one of the inputs" in done.err
    assert article.read_text(encoding="utf-8") == TEXT


# Bad input


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file"),
        (b"", "empty"),
        (b" \n\t \n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary"),
        (b"\x00" * 64, "binary"),
        (b"\xff\xfe\x00", "byte order mark"),
    ],
    ids=["missing", "empty", "white space", "image", "NULs", "half a UTF-16 character"],
)
def test_a_file_that_cannot_be_read_is_named_in_one_line(
    run: Run, tmp_path: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    done = run("extract", path)
    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith(f"claimex: {path}: ")
    assert message in done.err
    assert len(done.err.splitlines()) == 1


def test_a_directory_is_named_in_one_line(run: Run, tmp_path: Path) -> None:
    done = run("extract", tmp_path)
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "directory" in done.err


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(run: Run, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    text = "Zoë Moreno said “the café is safe”, and that it’s open.\n"
    path.write_bytes(text.encode(encoding))
    done = run("extract", path)
    assert done.status == 0
    assert done.results[0].document.text == text


@pytest.mark.parametrize(
    "text", ["Minister denies deal", "He said “the bridge is safe. \n\nNobody answered.”"]
)
def test_a_headline_alone_and_unpaired_quotes_are_read(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    done = run("extract", path)
    assert done.status == 0
    assert done.results[0].document.text == text
    assert run("extract", path, "--format", "table").status == 0


@pytest.mark.parametrize("published", ["27 June 2025", "2025-02-30", "yesterday", ""])
def test_an_invalid_date_is_refused(run: Run, article: Path, published: str) -> None:
    done = run("extract", article, "--published", published)
    assert done.status == 2
    assert done.out == ""
    assert "--published" in done.err


def test_a_bad_file_among_good_ones_is_named_and_the_good_ones_are_read(
    run: Run, article: Path, tmp_path: Path
) -> None:
    done = run("extract", article, tmp_path / "missing.txt", article)
    assert done.status == 2
    assert len(done.results) == 2
    assert "missing.txt" in done.err


def test_bad_lines_are_named_by_number_and_the_good_ones_are_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    good = json.dumps({"text": TEXT})
    dated = json.dumps({"text": TEXT, "published": "soon"})
    path.write_text("\n".join([good, '{"text": "cut o', '{"txt": 1}', "", dated, good]) + "\n")
    done = run("extract", path)
    assert done.status == 1
    assert len(done.results) == 2
    for number in (2, 3, 5):
        assert f"{path}, line {number}: " in done.err
    assert len(done.err.splitlines()) == 3


def test_a_file_with_no_good_line_is_wrong_input(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"text": "cut o\n')
    done = run("extract", path)
    assert done.status == 2
    assert "line 1" in done.err
    path.write_text("\n\n")
    assert run("extract", path).status == 2


def test_a_message_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    done = run("extract", tmp_path / "a\x1b[31m\nb.txt")
    assert done.status == 2
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--model", "no-such-provider/x"], "no-such-provider"),
        (["--prompt", "extract-guided"], "prompt needs a model"),
        (["--max-reasks", "-1"], "max-reasks"),
        (["--format", "xml"], "xml"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wrong_options_are_refused(
    run: Run, article: Path, arguments: list[str], message: str
) -> None:
    done = run("extract", article, *arguments)
    assert done.status == 2
    assert done.out == ""
    assert message in done.err


# A model that fails


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Document], Reading]], None]:
    def install(script: Callable[[Document], Reading]) -> None:
        engine = ScriptedEngine(script)
        monkeypatch.setattr("claimex.engines.model.engine.model_engine", lambda *_, **__: engine)

    return install


Install = Callable[[Callable[[Document], Reading]], None]


def test_a_model_that_cannot_be_reached_ends_with_three_and_loses_nothing(
    run: Run, article: Path, scripted: Install
) -> None:
    def script(document: Document) -> Reading:
        raise claimex.UnavailableError("no connection to the model")

    scripted(script)
    done = run("extract", article, "--model", "openai/x")
    assert done.status == 3
    assert "no connection to the model" in done.err
    assert [f.reason for f in done.results[0].failures] == ["transport"]


def test_a_wrong_key_ends_with_three(run: Run, article: Path, scripted: Install) -> None:
    def script(document: Document) -> Reading:
        raise claimex.AuthError("the key is wrong")

    scripted(script)
    done = run("extract", article, article, "--model", "openai/x")
    assert (done.status, done.out, done.err) == (3, "", "claimex: the key is wrong\n")


def test_some_failures_end_with_one_and_are_counted(
    run: Run, article: Path, tmp_path: Path, scripted: Install
) -> None:
    def script(document: Document) -> Reading:
        if "never" in document.text:
            raise claimex.RefusedError("the model declined")
        return Reading(usage=Usage(requests=1))

    scripted(script)
    other = tmp_path / "other.txt"
    other.write_text("It never rained.")
    done = run("extract", article, other, "--model", "openai/x")
    assert done.status == 1
    assert [len(found.failures) for found in done.results] == [0, 1]
    assert "1 of 2 documents" in done.err


# Scoring and prompts


@pytest.fixture
def two_of_gold(repository: Path, tmp_path: Path) -> Path:
    """A gold file of two documents."""
    gold = tmp_path / "gold.jsonl"
    lines = (repository / "tests/data/gold_dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold.write_text("\n".join(lines[:2]), encoding="utf-8")
    return gold


def test_eval_prints_a_table_or_json(run: Run, two_of_gold: Path, tmp_path: Path) -> None:
    gold = two_of_gold
    out = tmp_path / "out.jsonl"
    assert run("extract", gold, "-o", out).status == 0
    table = run("eval", gold, out, "--bootstrap", "0")
    assert table.status == 0
    assert "micro" in table.out
    figures = json.loads(run("eval", gold, out, "--json", "--bootstrap", "10").out)
    assert figures["documents"] == 2
    assert 0 < figures["micro"]["f1"]["value"] <= 1


def test_eval_extracts_and_scores_in_one_go(run: Run, two_of_gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("extract", two_of_gold, "-o", out).status == 0
    apart = run("eval", two_of_gold, out, "--bootstrap", "0")
    at_once = run("eval", two_of_gold, "--run", "rules", "--bootstrap", "0")
    assert at_once.status == 0
    assert at_once.out == apart.out


def test_eval_shows_where_and_why_results_go_wrong(
    run: Run, two_of_gold: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.jsonl"
    assert run("extract", two_of_gold, "-o", empty).status == 0
    rows = [json.loads(line) for line in empty.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["statements"] = []
    empty.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    by_document = run("eval", two_of_gold, empty, "--by", "document")
    assert by_document.status == 0
    assert all(row["document"]["id"] in by_document.out for row in rows)
    errors = run("eval", two_of_gold, empty, "--errors")
    assert errors.out.startswith("miss, cue unknown: ")
    findings = json.loads(run("eval", two_of_gold, empty, "--errors", "--json").out)["findings"]
    assert {finding["outcome"] for finding in findings} == {"miss"}


def test_eval_compares_two_results(run: Run, two_of_gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("extract", two_of_gold, "-o", out).status == 0
    same = run("eval", two_of_gold, out, "--against", out, "--bootstrap", "10", "--json")
    assert same.status == 0
    differences = {d["difference"] for d in json.loads(same.out)["differences"]}
    assert differences <= {0.0, None}


@pytest.mark.parametrize(
    "choices",
    [(), ("PRED", "--run", "rules"), ("PRED", "--errors", "--by", "cue")],
    ids=["nothing to score", "two things to score", "two things to show"],
)
def test_eval_says_which_choices_exclude_each_other(
    run: Run, two_of_gold: Path, choices: tuple[str, ...]
) -> None:
    done = run("eval", two_of_gold, *choices)
    assert done.status == 2
    assert "--" in done.err


def test_eval_names_what_it_cannot_score(run: Run, article: Path, tmp_path: Path) -> None:
    done = run("eval", article, article)
    assert done.status == 2
    assert "line 1" in done.err
    missing = run("eval", tmp_path / "missing.jsonl", article)
    assert missing.status == 2
    assert "missing.jsonl" in missing.err


def test_prompts_can_be_listed_shown_compared_and_checked(run: Run) -> None:
    listed = run("prompts", "list")
    assert listed.status == 0
    name = listed.out.splitlines()[0].split()[1]
    shown = run("prompts", "show", name)
    assert shown.status == 0
    assert shown.out.strip()
    assert run("prompts", "diff", name, name).out == ""
    checked = run("prompts", "check")
    assert (checked.status, checked.err) == (0, "")


def test_a_prompt_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    done = run("prompts", "show", "nonsense@v9")
    assert done.status == 2
    assert "nonsense@v9" in done.err
    assert run("prompts", "list", "--prompts", tmp_path / "none").status == 2


def test_models_are_listed_with_where_their_weights_lie(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMEX_MODEL_HOME", str(tmp_path))
    listed = run("models", "list")
    assert listed.status == 0
    assert listed.out.split() == [
        "qwen2.5-coder-1.5b-instruct",
        "1.1",
        "GB",
        "Apache-2.0",
        "not",
        "pulled",
    ]
    mine = tmp_path / "mine.gguf"
    mine.write_bytes(b"x")
    monkeypatch.setenv("CLAIMEX_LOCAL_WEIGHTS", str(mine))
    assert run("models", "list").out.endswith(f"goes before them: {mine}\n")


def test_a_model_that_is_not_there_to_pull_is_named(run: Run) -> None:
    done = run("models", "pull", "huge")
    assert done.status == 2
    assert "known are qwen2.5-coder-1.5b-instruct" in done.err


def test_without_arguments_the_help_is_shown(run: Run) -> None:
    done = run()
    assert "Usage" in done.out + done.err
    assert done.status in (0, 2)


def test_standard_input_that_is_a_terminal_is_not_waited_for(run: Run) -> None:
    done = run("extract", terminal=True)
    assert done.status == 2
    assert "nothing to read" in done.err
