"""A run from beginning to end: every document once, nothing paid for is lost."""

from __future__ import annotations

import gzip
import os
import signal
from pathlib import Path

import pytest

from batch_support import PAID_READING, articles, read_ids, results, scripted, write_lines
from claimex import (
    AuthError,
    Extractor,
    InputError,
    UnavailableError,
)
from claimex.batch import Limits, run
from claimex.cli.batching import status_of, summary
from claimex.draft import Reading
from claimex.schema import sha256_of
from claimex.text.document import Document, make_document

ONE_AT_A_TIME = Limits(concurrency=1)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", articles(6))


def test_results_are_those_of_an_extractor_but_for_usage(source: Path, tmp_path: Path) -> None:
    tally = run(source, tmp_path / "out.jsonl", model="rules")
    assert (tally.documents, tally.with_failures, tally.stopped) == (6, 0, None)
    with Extractor("rules") as extractor:
        for row in articles(6):
            expected = extractor.extract(make_document(row["text"], id=row["id"]))
            found = results(tmp_path / "out.jsonl")[row["id"]]
            assert found.model_copy(update={"usage": expected.usage}) == expected


def test_the_same_command_again_reads_nothing(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out.jsonl", engine=scripted())
    before = (tmp_path / "out.jsonl").read_bytes()
    engine = scripted()
    tally = run(source, tmp_path / "out.jsonl", engine=engine)
    assert (tally.documents, tally.skipped, read_ids(engine)) == (0, 6, [])
    assert (tmp_path / "out.jsonl").read_bytes() == before


def test_new_documents_are_added_and_the_rest_is_left_alone(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out.jsonl", engine=scripted())
    write_lines(source, articles(8))
    engine = scripted()
    run(source, tmp_path / "out.jsonl", engine=engine)
    assert read_ids(engine) == ["a6", "a7"]
    assert len(results(tmp_path / "out.jsonl")) == 8


@pytest.mark.parametrize("kept", [1, 20, 300])
def test_a_torn_last_line_is_mended_and_its_document_read_again(
    source: Path, tmp_path: Path, kept: int
) -> None:
    out = tmp_path / "out.jsonl"
    run(source, out, engine=scripted(), limits=ONE_AT_A_TIME)
    *whole, last = out.read_bytes().splitlines(keepends=True)
    out.write_bytes(b"".join(whole) + last[:kept])
    engine = scripted()
    run(source, out, engine=engine)
    assert read_ids(engine) == ["a5"]
    assert len(results(out)) == 6


def test_a_last_line_that_lacks_only_its_end_is_kept(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(source, out, engine=scripted())
    whole = out.read_bytes()
    out.write_bytes(whole[:-1])
    engine = scripted()
    run(source, out, engine=engine)
    assert (read_ids(engine), out.read_bytes()) == ([], whole)


def test_a_document_that_breaks_the_engine_is_a_failure_and_the_rest_goes_on(
    source: Path, tmp_path: Path
) -> None:
    def script(document: Document) -> Reading:
        if document.id == "a2":
            raise RuntimeError("odd")
        return PAID_READING

    tally = run(source, tmp_path / "out.jsonl", engine=scripted(script))
    assert (tally.documents, tally.with_failures) == (6, 1)
    [failure] = results(tmp_path / "out.jsonl")["a2"].failures
    assert "RuntimeError: odd" in failure.message


def test_failures_of_an_earlier_run_are_told_until_they_are_read_again(
    source: Path, tmp_path: Path
) -> None:
    def script(document: Document) -> Reading:
        if document.id == "a2":
            raise RuntimeError("odd")
        return PAID_READING

    run(source, tmp_path / "out.jsonl", engine=scripted(script))
    again = run(source, tmp_path / "out.jsonl", engine=scripted())
    assert (again.skipped, again.failed_before, again.with_failures) == (6, 1, 0)
    told = summary(again)
    assert "6 done before, 1 of them with failures (--retry-failures reads them again)" in told
    assert status_of(again) == 1
    run(source, tmp_path / "out.jsonl", engine=scripted(), retry_failures=True)
    mended = run(source, tmp_path / "out.jsonl", engine=scripted())
    assert (mended.skipped, mended.failed_before, status_of(mended)) == (6, 0, 0)


def test_a_key_that_is_refused_ends_the_run_and_what_was_written_stays(
    source: Path, tmp_path: Path
) -> None:
    def script(document: Document) -> Reading:
        if document.id == "a3":
            raise AuthError("no")
        return PAID_READING

    with pytest.raises(AuthError):
        run(source, tmp_path / "out.jsonl", engine=scripted(script), limits=ONE_AT_A_TIME)
    assert sorted(results(tmp_path / "out.jsonl")) == ["a0", "a1", "a2"]


def test_a_service_that_is_down_ends_the_run_and_its_documents_are_read_later(
    tmp_path: Path,
) -> None:
    source = write_lines(tmp_path / "in.jsonl", articles(60))

    def down(document: Document) -> Reading:
        if document.id == "a0":
            return PAID_READING
        raise UnavailableError("nobody answers")

    with pytest.raises(UnavailableError, match="in a row had no answer"):
        run(source, tmp_path / "out.jsonl", engine=scripted(down), limits=ONE_AT_A_TIME)
    assert sorted(results(tmp_path / "out.jsonl")) == ["a0"]
    run(source, tmp_path / "out.jsonl", engine=scripted())
    assert len(results(tmp_path / "out.jsonl")) == 60


def test_documents_without_an_answer_between_others_are_failures(
    source: Path, tmp_path: Path
) -> None:
    def script(document: Document) -> Reading:
        if document.id in ("a1", "a5"):
            raise UnavailableError("nobody answers")
        return PAID_READING

    tally = run(source, tmp_path / "out.jsonl", engine=scripted(script), limits=ONE_AT_A_TIME)
    assert (tally.documents, tally.unread) == (6, 2)
    found = results(tmp_path / "out.jsonl")
    assert [f.reason for f in (*found["a1"].failures, *found["a5"].failures)] == ["transport"] * 2


def test_an_interrupt_finishes_what_is_under_way_and_the_next_run_goes_on(
    source: Path, tmp_path: Path
) -> None:
    def script(document: Document) -> Reading:
        if document.id == "a2":
            os.kill(os.getpid(), signal.SIGINT)
        return PAID_READING

    out = tmp_path / "out.jsonl"
    tally = run(source, out, engine=scripted(script), limits=ONE_AT_A_TIME)
    assert tally.stopped == "interrupted"
    assert "a2" in results(out)
    assert len(results(out)) < 6
    assert run(source, out, engine=scripted()).stopped is None
    assert len(results(out)) == 6


def test_what_cannot_be_used_is_told_with_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "Ada Moreno said it."}\nnonsense\n\n{"id": "x"}\n')
    told: list[str] = []
    tally = run(source, tmp_path / "out.jsonl", engine=scripted(), on_problem=told.append)
    assert (tally.documents, tally.unusable) == (1, 2)
    assert "line 2: not valid JSON" in told[0]
    assert "line 4: 'text' is missing" in told[1]


def test_an_id_that_stands_for_two_texts_is_an_error_that_names_both_lines(tmp_path: Path) -> None:
    rows = [{"id": "x", "text": "One."}, {"id": "y", "text": "Two."}, {"id": "x", "text": "Three."}]
    source = write_lines(tmp_path / "in.jsonl", rows)
    told: list[str] = []
    tally = run(source, tmp_path / "out.jsonl", engine=scripted(), on_problem=told.append)
    assert (tally.documents, tally.unusable) == (2, 1)
    assert f"{source}, line 3" in told[0]
    assert f"another text at {source}, line 1" in told[0]


def test_the_same_document_twice_is_read_once(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [*articles(2), *articles(2)])
    tally = run(source, tmp_path / "out.jsonl", engine=scripted())
    assert (tally.documents, tally.repeated, tally.unusable) == (2, 2, 0)


def test_a_text_that_changed_since_the_last_run_is_told_with_both_lines(
    source: Path, tmp_path: Path
) -> None:
    run(source, tmp_path / "out.jsonl", engine=scripted(), limits=ONE_AT_A_TIME)
    rows = articles(6)
    rows[4]["text"] = "Another one."
    write_lines(source, rows)
    told: list[str] = []
    run(source, tmp_path / "out.jsonl", engine=scripted(), on_problem=told.append)
    [message] = told
    assert f"{source}, line 5" in message
    assert f"another text in {tmp_path / 'out.jsonl'}, line 5" in message
    assert "--redo-changed" in message


def test_texts_are_left_out_on_request(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out.jsonl", engine=scripted(), keep_text=False)
    assert {r.document.text for r in results(tmp_path / "out.jsonl").values()} == {None}


def test_progress_counts_every_document(source: Path, tmp_path: Path) -> None:
    seen: list[int] = []
    tally = run(
        source,
        tmp_path / "out.jsonl",
        engine=scripted(),
        on_progress=lambda tally: seen.append(tally.documents),
    )
    assert seen == [1, 2, 3, 4, 5, 6]
    assert tally.usage.requests == 6
    assert tally.usage.cost_usd == pytest.approx(0.06)
    assert tally.statements == 6


def test_an_input_that_is_not_there_is_an_error_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        run(tmp_path / "none.jsonl", tmp_path / "out.jsonl", engine=scripted())
    assert not (tmp_path / "out.jsonl").exists()


def test_a_damaged_input_ends_clearly_and_what_was_read_is_kept(tmp_path: Path) -> None:
    rows = [{"text": f"Ada said {n}.", "noise": sha256_of(f"{n}") * 20} for n in range(600)]
    lines = write_lines(tmp_path / "lines.jsonl", rows).read_bytes()
    source = tmp_path / "in.jsonl.gz"
    source.write_bytes(gzip.compress(lines)[:-20])
    with pytest.raises(InputError, match="the packed data is damaged"):
        run(source, tmp_path / "out.jsonl", engine=scripted())
    assert len(results(tmp_path / "out.jsonl")) > 50
