"""What ``claimex report`` and ``claimex export`` do: results read, a page or an export written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

import typer
from pydantic import ValidationError

from claimex.cli.outcome import Status, complain
from claimex.cli.writing import output_file, standard_output
from claimex.errors import InputError
from claimex.evaluation import read_predictions
from claimex.outputs.exports import Format
from claimex.schema import Extraction
from claimex.text.load import read_documents

STANDARD = "-"


def make_report(paths: Sequence[str], output: Path, texts: Sequence[str]) -> Status:
    """Write the page of the results in ``paths``, with the texts in ``texts`` where they have none.

    Raises InputError where a source cannot be read, a line is no result, a text is not that of its
    result, or the page cannot be written.
    """
    from claimex.outputs.report import render

    _spare(output, (*paths, *texts))
    results = _results(paths)
    known: dict[str, str] = {}
    complaints = 0
    for path in texts:
        for document in read_documents(path):
            if isinstance(document, InputError):
                complain(str(document))
                complaints += 1
            else:
                known[document.id] = document.original
    page = render(results, texts=known)
    with ExitStack() as stack:
        to_file = os.fspath(output) != STANDARD
        out = stack.enter_context(output_file(output) if to_file else standard_output())
        out.write(page)
    return Status.FAILURES if complaints else Status.DONE


def write_export(paths: Sequence[str], output: Path, format: Format) -> Status:
    """Write the results in ``paths`` in a format of other tools, and name the files written.

    Raises InputError where a source cannot be read, a line is no result, or ``output`` cannot be
    written, ConfigError where the format needs an extra that is not installed.
    """
    from claimex.outputs.exports import export

    _spare(output, paths)
    for path in export(_results(paths), output, format):
        typer.echo(os.fspath(path), err=True)
    return Status.DONE


def _spare(output: Path, inputs: Iterable[str]) -> None:
    for path in inputs:
        if path != STANDARD and output.exists() and Path(path).exists() and output.samefile(path):
            raise InputError(f"{output}: this is one of the inputs; give another file to -o")


def _results(paths: Iterable[str]) -> list[Extraction]:
    found: list[Extraction] = []
    for path in paths:
        found += _standard_input() if path == STANDARD else read_predictions(path)
    if not found:
        raise InputError("there is no result in the input; write some with: claimex extract -o")
    return found


def _standard_input() -> list[Extraction]:
    found: list[Extraction] = []
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if line.strip():
            try:
                found.append(Extraction.model_validate_json(line))
            except ValidationError as error:
                problem = error.errors(include_url=False, include_context=False)[0]
                raise InputError(
                    f"standard input, line {number}: no result of claimex: {problem['msg']}"
                ) from error
    return found
