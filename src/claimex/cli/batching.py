"""``claimex batch``: its options, its progress, its end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimex.cli.outcome import Status, complain, reported

if TYPE_CHECKING:
    from claimex.batch import Tally
    from claimex.schema import Usage

HELP = """\
Read many documents, one result a line; run it again and it goes on.

SOURCE is a file of documents (.jsonl, .csv, .tsv, .parquet; .gz and .zst too), a folder of .txt,
.md and .html files, or - for standard input. Documents whose results stand in the output already
are skipped, so a run that was stopped or killed goes on with the same command.

\b
Examples:
  claimex batch articles.jsonl -o out.jsonl
  claimex batch archive.csv.gz -o out.jsonl --text-column body --id-column nr
  claimex batch pages/ -o out.jsonl --model openai/gpt-5-mini --concurrency 50 --budget-usd 20
  claimex batch articles.jsonl -o out.jsonl --retry-failures
  zcat wire.jsonl.gz | claimex batch - | jq -r .document.id

Results come in the order in which they are ready. Ctrl-C finishes what is under way, a second one
stops at once. A budget counts what all results in the output cost, those of earlier runs too.
"""

_LOG_EVERY = 10.0
"""Seconds between two lines of progress in a log."""


class InputFormat(StrEnum):
    """How a source is written."""

    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    PARQUET = "parquet"
    TEXT = "text"
    HTML = "html"


class ProgressStyle(StrEnum):
    """How progress is shown."""

    LIVE = "live"
    LOG = "log"
    NONE = "none"


def batch(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A file, a folder, or - for standard input.")
    ],
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE", help="Results; - is standard output."),
    ] = "-",
    model: Annotated[
        str | None,
        typer.Option(
            help="rules (default), local, or provider/model; also from CLAIMEX_MODEL. "
            "The text is sent to the provider that it names."
        ),
    ] = None,
    format: Annotated[
        InputFormat | None, typer.Option(help="Of SOURCE.  [default: by its name or first bytes]")
    ] = None,
    text_column: Annotated[
        str, typer.Option(metavar="NAME", help="Key or column of the text.")
    ] = "text",
    id_column: Annotated[str, typer.Option(metavar="NAME", help="Key or column of the id.")] = "id",
    title_column: Annotated[
        str, typer.Option(metavar="NAME", help="Key or column of the title.")
    ] = "title",
    published_column: Annotated[
        str, typer.Option(metavar="NAME", help="Key or column of the day of publication.")
    ] = "published",
    concurrency: Annotated[int, typer.Option(min=1, help="Requests to the model at once.")] = 16,
    requests_per_minute: Annotated[
        float | None, typer.Option(min=0.001, metavar="N", help="Requests to the model at most.")
    ] = None,
    tokens_per_minute: Annotated[
        float | None, typer.Option(min=1, metavar="N", help="Tokens to the model at most.")
    ] = None,
    budget_usd: Annotated[
        float | None,
        typer.Option(min=0, metavar="USD", help="Stop before the results cost more than this."),
    ] = None,
    budget_tokens: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="The same in tokens, input and output."),
    ] = None,
    retry_failures: Annotated[
        bool, typer.Option("--retry-failures", help="Read documents with failures again.")
    ] = False,
    redo_changed: Annotated[
        bool,
        typer.Option(
            "--redo-changed",
            help="Read documents again whose text, date, model or prompt is another.",
        ),
    ] = False,
    cache: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep results here and take them from here."),
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the documents' text out of the results.")
    ] = False,
    prompt: Annotated[
        str | None, typer.Option(metavar="NAME[@vN]", help="The prompt for the model.")
    ] = None,
    prompts: Annotated[
        Path | None,
        typer.Option(
            "--prompts", metavar="DIR", help="Read prompts from this directory, not claimex's own."
        ),
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="An OpenAI-compatible endpoint for the model.")
    ] = None,
    max_reasks: Annotated[
        int, typer.Option(min=0, help="How often to ask again for an unusable answer.")
    ] = 2,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop where a statement is not found in the text.")
    ] = False,
    progress: Annotated[
        ProgressStyle | None,
        typer.Option(help="live, log or none.  [default: live on a terminal, else log with -o]"),
    ] = None,
) -> None:
    """Read many documents, one result a line; run it again and it goes on."""
    status = Status.DONE
    with reported():
        from claimex.batch import Columns, Limits, run

        if source == "-" and sys.stdin.isatty():
            complain("reading from the terminal; end with Ctrl-D")
        with _shown(progress, to_file=output != "-") as (show, say):
            tally = run(
                source,
                output,
                model=model,
                prompt=prompt,
                prompts_dir=prompts,
                base_url=base_url,
                max_reasks=max_reasks,
                strict=strict,
                keep_text=not no_text,
                format=None if format is None else format.value,
                columns=Columns(
                    text=text_column, id=id_column, title=title_column, published=published_column
                ),
                limits=Limits(
                    concurrency=concurrency,
                    requests_per_minute=requests_per_minute,
                    tokens_per_minute=tokens_per_minute,
                    budget_usd=budget_usd,
                    budget_tokens=budget_tokens,
                ),
                retry_failures=retry_failures,
                redo_changed=redo_changed,
                cache=cache,
                on_progress=show,
                on_problem=say,
            )
        status = status_of(tally)
        if output != "-" or status is not Status.DONE:
            complain(summary(tally))
    raise typer.Exit(status)


def status_of(tally: Tally) -> Status:
    """The exit status of a run that no error ended."""
    if tally.stopped == "interrupted":
        return Status.INTERRUPTED
    if tally.stopped == "budget":
        return Status.BUDGET
    if tally.documents and tally.unread == tally.documents:
        return Status.MODEL
    if tally.unusable and not (tally.documents or tally.skipped):
        return Status.INPUT
    failed = tally.with_failures or tally.failed_before or tally.unusable
    return Status.FAILURES if failed else Status.DONE


def summary(tally: Tally) -> str:
    """How a run went, in one line."""
    parts = [f"{_many(tally.documents, 'document')} read", _many(tally.statements, "statement")]
    again = " (--retry-failures reads them again)"
    before = f", {tally.failed_before:,} of them with failures" if tally.failed_before else ""
    for count, what in (
        (tally.with_failures, "with failures" + again),
        (tally.unusable, "cannot be used"),
        (tally.skipped, "done before" + before + (again if before else "")),
        (tally.repeated, "came twice"),
        (tally.cached, "from the cache"),
    ):
        if count:
            parts.append(f"{count:,} {what}")
    if tally.usage.requests:
        parts.append(_cost(tally.usage))
    parts.append(f"{tally.seconds:.1f} s")
    told = ", ".join(parts)
    if tally.stopped == "budget":
        spent = f"; all results so far: {_cost(tally.spent)}" if tally.spent.requests else ""
        return f"stopped by the budget: {told}{spent}; raise it and run the same command again"
    if tally.stopped == "interrupted":
        return f"interrupted: {told}; run the same command again to go on"
    return told


def _cost(usage: Usage) -> str:
    cost = "" if usage.cost_usd is None else f", ${usage.cost_usd:.4f}"
    tokens = usage.input_tokens + usage.output_tokens
    return f"{_many(usage.requests, 'request')}, {tokens:,} tokens{cost}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")


Show = Callable[["Tally"], None]
Say = Callable[[str], None]


@contextmanager
def _shown(style: ProgressStyle | None, *, to_file: bool) -> Iterator[tuple[Show | None, Say]]:
    """Where progress and problems are told: live on a terminal, lines in a log, none in a pipe."""
    if style is None:
        if sys.stderr.isatty():
            style = ProgressStyle.LIVE if to_file or not sys.stdout.isatty() else ProgressStyle.NONE
        else:
            style = ProgressStyle.LOG if to_file else ProgressStyle.NONE
    if style is ProgressStyle.LIVE:
        with _live() as shown:
            yield shown
    elif style is ProgressStyle.LOG:
        yield _logged(), complain
    else:
        yield None, complain


def _logged() -> Show:
    told = time.monotonic()

    def show(tally: Tally) -> None:
        nonlocal told
        if time.monotonic() - told >= _LOG_EVERY:
            told = time.monotonic()
            rest = tally.remaining
            share = "" if tally.share is None else f", {tally.share:.0%} of the input"
            complain(summary(tally) + share + ("" if rest is None else f", {_clock(rest)} to go"))

    return show


@contextmanager
def _live() -> Iterator[tuple[Show, Say]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn
    from rich.table import Column

    console = Console(stderr=True, highlight=False, emoji=False)
    with Progress(
        BarColumn(bar_width=24),
        # Wrapped, not cut: a terminal may be narrow.
        TextColumn("{task.description}", markup=False, table_column=Column()),
        console=console,
        transient=True,
        refresh_per_second=4,
    ) as bars:
        task = bars.add_task("starting", total=None)

        def show(tally: Tally) -> None:
            words = [
                _many(tally.documents, "document"),
                _many(tally.statements, "statement"),
                f"{tally.with_failures:,} with failures",
            ]
            if tally.usage.requests:
                words.append(_cost(tally.usage))
            if tally.remaining is not None:
                words.append(f"{_clock(tally.remaining)} to go")
            bars.update(
                task,
                description=", ".join(words),
                total=None if tally.share is None else 1.0,
                completed=tally.share or 0.0,
            )

        def say(message: str) -> None:
            console.print(f"claimex: {' '.join(message.split())}", markup=False, soft_wrap=True)

        yield show, say


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
