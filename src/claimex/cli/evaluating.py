"""``claimex eval``: scores results, says where and why they go wrong, and compares two of them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from claimex.cli.outcome import Status, complain, reported
from claimex.errors import InputError

if TYPE_CHECKING:
    from claimex.evaluation import GoldDocument
    from claimex.schema import Extraction

HELP = """\
Score results against annotated documents.

\b
Examples:
  claimex extract gold.jsonl -o out.jsonl && claimex eval gold.jsonl out.jsonl
  claimex eval gold.jsonl --run rules            extract and score in one go
  claimex eval gold.jsonl out.jsonl --by cue     where it goes wrong
  claimex eval gold.jsonl out.jsonl --errors     every error in its words, by cause
  claimex eval gold.jsonl before.jsonl --against after.jsonl    a paired bootstrap test
"""


class Parts(StrEnum):
    """What figures can be broken down by."""

    SOURCE = "source"
    CUE = "cue"
    DOCUMENT = "document"


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated documents, .jsonl or .jsonl.gz.")],
    predicted: Annotated[
        Path | None, typer.Argument(metavar="[PRED]", help="Results, as `extract -o` writes them.")
    ] = None,
    run: Annotated[
        str | None,
        typer.Option(metavar="MODEL", help="Extract from the documents of GOLD, then score that."),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(metavar="PRED", help="Compare with these results, instead of scoring one."),
    ] = None,
    by: Annotated[Parts | None, typer.Option(help="Break the figures down.")] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="Show each error in context, by cause.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
    where: Annotated[
        str | None,
        typer.Option(metavar="FIELD", help="Score only gold rows in which this field is true."),
    ] = None,
    bootstrap: Annotated[
        int, typer.Option(min=0, help="Samples of documents for the 95 % intervals, 0 for none.")
    ] = 1000,
    seed: Annotated[int, typer.Option(help="Of the bootstrap.")] = 0,
) -> None:
    """Score results against annotated documents."""
    with reported():
        from claimex import evaluation

        _check_choices(predicted, run, against=against, by=by, errors=errors)
        documents = evaluation.read_gold(gold)
        found: Iterable[Extraction]
        if run is not None:
            found = _extracted(documents, run)
        else:
            found = tuple(evaluation.read_predictions(cast(Path, predicted)))

        if against is not None:
            comparison = evaluation.compare(
                documents,
                found,
                evaluation.read_predictions(against),
                where=where,
                bootstrap=bootstrap,
                seed=seed,
            )
            typer.echo(comparison.model_dump_json(indent=2) if as_json else comparison.table())
        elif by is not None:
            parts = evaluation.break_down(documents, found, by.value, where=where)
            typer.echo(parts.model_dump_json(indent=2) if as_json else parts.table())
        elif errors:
            diagnosis = evaluation.diagnose(documents, found, where=where)
            typer.echo(diagnosis.model_dump_json(indent=2) if as_json else diagnosis.text())
        else:
            report = evaluation.score(documents, found, where=where, bootstrap=bootstrap, seed=seed)
            typer.echo(report.model_dump_json(indent=2) if as_json else report.table())
    raise typer.Exit(Status.DONE)


def _check_choices(
    predicted: Path | None,
    run: str | None,
    *,
    against: Path | None,
    by: Parts | None,
    errors: bool,
) -> None:
    if (predicted is None) == (run is None):
        raise InputError("name either results (PRED) or a model to run (--run MODEL); see --help")
    if sum((against is not None, by is not None, errors)) > 1:
        raise InputError("--against, --by and --errors each show something of their own: use one")


def _extracted(documents: Iterable[GoldDocument], model: str) -> tuple[Extraction, ...]:
    """What the model finds in the documents of gold; failures are said, and scored as misses."""
    from claimex.extractor import Extractor
    from claimex.text.document import make_document

    read = (
        make_document(
            document.text,
            id=document.id,
            title=document.title,
            published=document.published,
            language=document.language,
            url=document.url,
            outlet=document.outlet,
        )
        for document in documents
    )
    with Extractor(model) as extractor:
        found = tuple(extractor.extract_many(read))
    for extraction in found:
        if extraction.failures:
            complain(
                f"document {extraction.document.id}: {len(extraction.failures)} failures, "
                f"first: {extraction.failures[0].message}"
            )
    return found
