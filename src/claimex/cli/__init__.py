"""The command ``claimex``: parses, calls the library, prints.

    __init__.py   the commands, their options and help
    extracting.py what ``claimex extract`` does
    batching.py   ``claimex batch``
    evaluating.py ``claimex eval``
    reporting.py  what ``claimex report`` and ``claimex export`` do
    writing.py    where results go: a table, JSON Lines, a file
    outcome.py    errors and interruptions as messages and exit statuses

Heavy imports happen inside the commands, so that ``claimex --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claimex.cli import batching, evaluating
from claimex.cli.outcome import Status, reported

HELP = """\
Reads news text and returns typed, grounded statements: who claims what, who denies it,
which agreement is said to exist between whom, and who did not respond.

It reads by rules, offline, unless --model or CLAIMEX_MODEL names a model.

\b
Examples:
  claimex extract article.txt                       a table on a terminal
  claimex extract article.txt --published 2025-06-27
  cat article.txt | claimex extract - | jq .        JSON Lines in a pipe
  claimex extract articles.jsonl -o out.jsonl       many documents, one result a line
  claimex extract out.jsonl                         look at results written before
  claimex batch archive.jsonl -o out.jsonl          an archive; run again, it goes on
  claimex extract article.txt --model ollama/qwen2.5:7b
  claimex report out.jsonl -o page.html             a page to look at and to mail
  claimex eval gold.jsonl out.jsonl                 precision, recall, F1
  claimex prompts list                              the versioned prompts
  claimex models pull                               weights for --model local

\b
Exit status:
  0 done                  2 the command or its input was wrong
  1 done, with failures   3 the model could not be reached or refused
  130 interrupted         4 stopped by a budget
"""

EXTRACT_HELP = """\
Find claims, denials, agreements and non-responses in documents.

PATHS are text files (.txt), Markdown (.md), JSON Lines (.jsonl: an object with "text", and "id",
"title", "published", "language", "url", "outlet" where known), results written before, or - for
standard input.

\b
Examples:
  claimex extract article.txt --published 2025-06-27 --title "The deal"
  claimex extract articles.jsonl -o out.jsonl
  claimex extract *.txt --format table | less
  curl -s https://example.org/article.txt | claimex extract -

What cannot be read is named on standard error, the rest is read all the same: the exit status is
then 1 where a line or a document failed, 2 where a file could not be read at all.
"""


class OutputFormat(StrEnum):
    """How results are shown."""

    TABLE = "table"
    JSONL = "jsonl"


class ExportFormat(StrEnum):
    """The formats of other tools."""

    CSV = "csv"
    PARQUET = "parquet"
    GRAPHML = "graphml"
    WEBANNOTATION = "webannotation"


app = typer.Typer(
    name="claimex",
    help=HELP,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
prompts_app = typer.Typer(
    help="Look at the versioned prompts: list, show, diff, check.", no_args_is_help=True
)
app.add_typer(prompts_app, name="prompts")
models_app = typer.Typer(
    help="The local model's weights: list what there is, pull it from the hub.",
    no_args_is_help=True,
)
app.add_typer(models_app, name="models")

PromptsDirectory = Annotated[
    Path | None,
    typer.Option(
        "--prompts", metavar="DIR", help="Read prompts from this directory, not claimex's own."
    ),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        from claimex import __version__

        typer.echo(f"claimex {__version__}")
        raise typer.Exit(Status.DONE)


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    pass


@app.command(help=EXTRACT_HELP)
def extract(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATHS", help="Files; - or nothing is standard input."),
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help='Day of publication, for "Monday"; of documents that give none themselves.',
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="Title, as context; of documents that give none themselves.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="rules (default), local, or provider/model; also from CLAIMEX_MODEL. "
            "The text is sent to the provider that it names."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to a file, not to the terminal."
        ),
    ] = None,
    format: Annotated[
        OutputFormat | None,
        typer.Option(
            help="table or jsonl.  [default: table on a terminal, jsonl in a pipe or file]",
        ),
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave the documents' text out of JSON Lines.")
    ] = False,
    prompt: Annotated[
        str | None, typer.Option(metavar="NAME[@vN]", help="The prompt for the model.")
    ] = None,
    prompts: PromptsDirectory = None,
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="An OpenAI-compatible endpoint for the model.")
    ] = None,
    max_reasks: Annotated[
        int, typer.Option(min=0, help="How often to ask again for an unusable answer.")
    ] = 2,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop where a statement is not found in the text.")
    ] = False,
    color: Annotated[
        bool | None,
        typer.Option("--color/--no-color", help="Colour in tables.  [default: on a terminal]"),
    ] = None,
) -> None:
    """Find claims, denials, agreements and non-responses in documents."""
    with reported():
        from claimex.cli.extracting import Job, run

        job = Job(
            paths=tuple(paths or ()),
            published=None if published is None else published.date().isoformat(),
            title=title,
            model=model,
            output=output,
            table=None if format is None else format is OutputFormat.TABLE,
            keep_text=not no_text,
            prompt=prompt,
            prompts_dir=prompts,
            base_url=base_url,
            max_reasks=max_reasks,
            strict=strict,
            color=color,
        )
        status = run(job)
    raise typer.Exit(status)


app.command("batch", help=batching.HELP)(batching.batch)


@app.command()
def report(
    paths: Annotated[
        list[str], typer.Argument(metavar="RESULTS", help="Results, .jsonl; - is standard input.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")
    ],
    text: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="The documents, for results without their text."),
    ] = None,
) -> None:
    """Show results on one HTML page: disputes first, every statement marked in its article.

    The page is one file that needs no network: open it, mail it, keep it.

    \b
    Examples:
      claimex extract articles.jsonl -o out.jsonl && claimex report out.jsonl -o page.html
      claimex report out.jsonl --text articles.jsonl -o page.html
    """
    with reported():
        from claimex.cli.reporting import make_report

        status = make_report(paths, output, text or [])
    raise typer.Exit(status)


@app.command()
def export(
    paths: Annotated[
        list[str], typer.Argument(metavar="RESULTS", help="Results, .jsonl; - is standard input.")
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="PATH", help="A folder for tables, else a file."),
    ],
    format: Annotated[ExportFormat, typer.Option(help="What to write.")],
) -> None:
    """Write results for other tools: tables, a graph, W3C Web Annotations.

    \b
    csv, parquet    the tables statements and links, in a folder; parquet needs claimex[dataframe]
    graphml         sources and statements as a directed graph
    webannotation   a JSON-LD page with one annotation for each statement

    In CSV, lists are joined by "; ", and a text that a spreadsheet would run as a formula has an
    apostrophe in front.

    \b
    Examples:
      claimex export out.jsonl --format csv -o tables
      claimex export out.jsonl --format graphml -o graph.graphml
    """
    with reported():
        from claimex.cli.reporting import write_export

        status = write_export(paths, output, format.value)
    raise typer.Exit(status)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a result, one line of JSON Lines."""
    import json

    with reported():
        from claimex.schema import Extraction

        described = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **Extraction.model_json_schema(mode="serialization"),
        }
        typer.echo(json.dumps(described, indent=2, ensure_ascii=False))


app.command("eval", help=evaluating.HELP)(evaluating.evaluate)


@prompts_app.command("list")
def list_prompts(prompts: PromptsDirectory = None) -> None:
    """List the prompts with their digests."""
    with reported():
        from claimex.engines import prompts as library

        for found in library.list_prompts(prompts):
            typer.echo(f"{found.sha256[:12]}  {found.spec}")


@prompts_app.command("show")
def show_prompt(
    name: Annotated[str, typer.Argument(metavar="NAME[@vN]")], prompts: PromptsDirectory = None
) -> None:
    """Print a prompt's template; the highest version where none is named."""
    with reported():
        from claimex.engines import prompts as library

        found = library.load_prompt(name, prompts)
        typer.echo(found.path.read_text(encoding="utf-8"), nl=False)


@prompts_app.command("diff")
def diff_prompts(
    old: Annotated[str, typer.Argument(metavar="OLD[@vN]")],
    new: Annotated[str, typer.Argument(metavar="NEW[@vN]")],
    prompts: PromptsDirectory = None,
) -> None:
    """Show what changed between two prompts as a unified diff; nothing where they are equal."""
    with reported():
        from claimex.engines import prompts as library

        typer.echo(library.diff_prompts(old, new, prompts), nl=False)


@prompts_app.command("check")
def check_prompts(prompts: PromptsDirectory = None) -> None:
    """Check that prompts render, that their examples ground and that the lock holds."""
    status = Status.DONE
    with reported():
        from claimex.engines import prompt_checks as library

        problems = library.check_prompts(prompts)
        for problem in problems:
            typer.echo(f"{problem.prompt}: {problem.message}")
        if problems:
            status = Status.FAILURES
        else:
            typer.echo(f"{library.count_prompts(prompts)} prompts are in order")
    raise typer.Exit(status)


@models_app.command("list")
def list_models() -> None:
    """List the models for --model local, with size, licence and where their weights lie."""
    with reported():
        from claimex.engines import local

        for model in local.MODELS:
            where = local.pulled(model) or "not pulled"
            typer.echo(f"{model.name}  {model.size / 1e9:.1f} GB  {model.licence}  {where}")
        if local.WEIGHTS_VARIABLE in os.environ:
            typer.echo(f"{local.WEIGHTS_VARIABLE} goes before them: {local.weights()}")


@models_app.command("pull")
def pull_model(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Of models list; its first by default.")
    ] = None,
) -> None:
    """Fetch a model's weights from the hub, check their SHA-256, print where they lie.

    An interrupted download goes on where it stopped. Needs claimex[local]. CLAIMEX_MODEL_HOME says
    where weights are kept; CLAIMEX_LOCAL_WEIGHTS names a GGUF file of your own instead.
    """
    with reported():
        from claimex.engines import local

        typer.echo(local.pull_model(name or local.MODELS[0].name))


def main() -> None:
    """The entry point of the installed command."""
    try:
        app()
    except SystemExit as end:
        # Help text into a closed pipe: typer ends that with 1.
        if isinstance(end.__context__, BrokenPipeError):
            sys.exit(Status.DONE)
        raise
