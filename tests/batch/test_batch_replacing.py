"""Failures read again, documents read another way: each id stands once, nothing is mixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch_support import (
    PAID,
    PAID_READING,
    articles,
    model_info,
    read_ids,
    results,
    scripted,
    write_lines,
)
from claimex import ConfigError, Extractor, Failure, InputError
from claimex.batch import Limits, run
from claimex.batch.journal import Journal
from claimex.draft import EngineInfo, Reading
from claimex.text.document import Document

BAD = Failure(reason="invalid", message="unusable")


def failing(*ids: str, failures: int = 1) -> Reading:
    """A reading for the script below."""
    return Reading(failures=(BAD,) * failures, usage=PAID)


def bad_ones(document: Document) -> Reading:
    return failing() if document.id in ("a1", "a3") else PAID_READING


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", articles(5))


@pytest.fixture
def out(source: Path, tmp_path: Path) -> Path:
    """An output in which two of five documents failed, in order."""
    run(source, tmp_path / "out.jsonl", engine=scripted(bad_ones), limits=Limits(concurrency=1))
    return tmp_path / "out.jsonl"


def test_failures_are_read_again_in_their_places_with_what_both_tries_cost(
    source: Path, out: Path
) -> None:
    engine = scripted()
    tally = run(source, out, engine=engine, retry_failures=True)
    found = results(out)
    assert (read_ids(engine), tally.skipped) == (["a1", "a3"], 3)
    assert list(found) == ["a0", "a1", "a2", "a3", "a4"]
    assert not any(result.failures for result in found.values())
    assert (found["a1"].usage.requests, found["a0"].usage.requests) == (2, 1)
    assert sorted(path.name for path in out.parent.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_without_the_option_failures_stay(source: Path, out: Path) -> None:
    engine = scripted()
    run(source, out, engine=engine)
    assert read_ids(engine) == []
    assert len(results(out)["a1"].failures) == 1


def test_a_retry_that_fails_worse_leaves_the_earlier_result(source: Path, out: Path) -> None:
    run(source, out, engine=scripted(lambda d: failing(failures=2)), retry_failures=True)
    assert len(results(out)["a1"].failures) == 1
    assert results(out)["a1"].usage.requests == 2


def test_new_documents_are_read_too_when_failures_are(source: Path, out: Path) -> None:
    write_lines(source, articles(7))
    engine = scripted()
    run(source, out, engine=engine, retry_failures=True)
    assert read_ids(engine) == ["a1", "a3", "a5", "a6"]
    assert len(results(out)) == 7


def test_what_a_killed_retry_had_read_is_taken_in_by_the_next_run(source: Path, out: Path) -> None:
    def killed(document: Document) -> Reading:
        if document.id == "a3":
            raise KeyboardInterrupt
        return PAID_READING

    limits = Limits(concurrency=1)
    with pytest.raises(KeyboardInterrupt):
        run(source, out, engine=scripted(killed), retry_failures=True, limits=limits)
    assert len(results(out)["a1"].failures) == 1  # the old file stands until the new one is whole
    beside = out.with_name("out.jsonl.retry")
    with beside.open("ab") as torn:
        torn.write(b'{"schema_version":1,"docu')
    engine = scripted()
    run(source, out, engine=engine)
    assert (read_ids(engine), beside.exists()) == ([], False)
    assert [len(r.failures) for r in results(out).values()] == [0, 0, 0, 1, 0]


OTHERS = [
    (model_info("v2"), ["extract-open@v1", "extract-open@v2"]),
    (model_info(model="openai/other"), ["openai/pattern", "openai/other"]),
    (
        EngineInfo(
            engine="model",
            model="openai/pattern",
            prompt=model_info().prompt,
            parameters={"temperature": 1.0},
        ),
        ["temperature=0.0", "temperature=1.0"],
    ),
]


@pytest.mark.parametrize(("info", "named"), OTHERS)
def test_another_prompt_model_or_parameter_is_an_error_that_names_both(
    source: Path, out: Path, info: EngineInfo, named: list[str]
) -> None:
    before = out.read_bytes()
    with pytest.raises(ConfigError) as error:
        run(source, out, engine=scripted(info=info))
    for name in [*named, "--redo-changed", "-o"]:
        assert name in str(error.value)
    assert out.read_bytes() == before


@pytest.mark.parametrize(("info", "named"), OTHERS)
def test_documents_read_another_way_are_read_again_on_request(
    source: Path, out: Path, info: EngineInfo, named: list[str]
) -> None:
    run(source, out, engine=scripted(info=info), redo_changed=True)
    found = results(out)
    assert list(found) == ["a0", "a1", "a2", "a3", "a4"]
    with Extractor(engine=scripted(info=info)) as extractor:
        expected = extractor.extract(articles(1)[0]["text"]).provenance
    assert found["a0"].provenance == expected
    assert {result.provenance.model for result in found.values()} == {info.model}


def test_changed_texts_are_read_again_on_request_and_the_rest_is_not(
    source: Path, out: Path
) -> None:
    rows = articles(5)
    rows[2]["text"] = "Ada Moreno said the bridge is closed."
    write_lines(source, rows)
    engine = scripted()
    run(source, out, engine=engine, redo_changed=True)
    assert read_ids(engine) == ["a2"]
    assert results(out)["a2"].document.text == rows[2]["text"]


@pytest.mark.parametrize("content", ["my notes", '{"text": "an article"}\n', "a\nb\n"])
def test_a_file_that_holds_something_else_is_never_touched(
    source: Path, tmp_path: Path, content: str
) -> None:
    other = tmp_path / "notes"
    other.write_text(content)
    with pytest.raises(InputError, match="no result of claimex"):
        run(source, other, engine=scripted())
    assert other.read_text() == content


def test_the_input_is_never_the_output(source: Path) -> None:
    with pytest.raises(InputError, match="this is the input"):
        run(source, source, engine=scripted())


def test_a_file_in_which_nothing_is_replaced_is_not_written_anew(source: Path, out: Path) -> None:
    run(source, out, engine=scripted(), retry_failures=True)
    before = out.stat().st_ino
    run(source, out, engine=scripted(), retry_failures=True)
    assert out.stat().st_ino == before
    assert sorted(path.name for path in out.parent.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_no_room_to_replace_loses_nothing_and_leaves_no_half_file(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Journal.append

    def full(self: Journal, line: bytes) -> None:
        if self.path.suffix == ".new" and self.path.stat().st_size:
            raise InputError("no room")
        append(self, line)

    before = out.read_bytes()
    monkeypatch.setattr(Journal, "append", full)
    with pytest.raises(InputError, match="no room"):
        run(source, out, engine=scripted(), retry_failures=True)
    monkeypatch.undo()
    assert out.read_bytes() == before
    names = sorted(path.name for path in out.parent.iterdir())
    assert names == ["in.jsonl", "out.jsonl", "out.jsonl.retry"]
    again = scripted()
    run(source, out, engine=again)
    assert read_ids(again) == []
    assert not any(result.failures for result in results(out).values())
