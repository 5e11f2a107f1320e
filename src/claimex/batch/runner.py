"""``run``: documents in, results out, whatever happens in between."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from claimex.batch.cache import Cache
from claimex.batch.engines import check_price, engine_for
from claimex.batch.index import Index
from claimex.batch.makers import maker_of_engine
from claimex.batch.output import FileOutput, Output, ParquetOutput, StreamOutput
from claimex.batch.pace import Pacer
from claimex.batch.packing import STANDARD_INPUT
from claimex.batch.plan import Plan
from claimex.batch.reading import Reader
from claimex.batch.sources import Format, open_source
from claimex.batch.tally import Tally
from claimex.batch.workers import Limits, Run
from claimex.draft import Engine
from claimex.errors import ClaimexError, ConfigError, InputError
from claimex.text.records import Columns

log = logging.getLogger("claimex.batch")

Path_ = str | os.PathLike[str]


def run(
    source: Path_,
    output: Path_,
    *,
    model: str | None = None,
    prompt: str | None = None,
    prompts_dir: Path_ | None = None,
    base_url: str | None = None,
    max_reasks: int = 2,
    strict: bool = False,
    keep_text: bool = True,
    engine: Engine | None = None,
    format: Format | None = None,
    columns: Columns | None = None,
    limits: Limits | None = None,
    retry_failures: bool = False,
    redo_changed: bool = False,
    cache: Path_ | None = None,
    on_progress: Callable[[Tally], None] | None = None,
    on_problem: Callable[[str], None] | None = None,
) -> Tally:
    """Read a file, a folder or standard input (``-``), write one result a line, say how it went.

    Run again with the same arguments it goes on: a document whose id and ``provenance.key`` stand
    in ``output`` is skipped. ``output`` is a file of JSON Lines, or ``-`` for standard output,
    which nothing can go on from; a ``.parquet`` file is made of ``NAME.parquet.jsonl`` when the run
    ends. Results come in the order in which they are ready.

    - ``model`` to ``engine``: as for ``Extractor``.
    - ``format``: None goes by the file's name, else its first bytes. ``columns``: the names of the
      keys or columns.
    - ``retry_failures``: read documents with failures again; their results take the places of the
      earlier ones when the run ends. ``redo_changed``: the same for documents whose text, title,
      day, model or prompt is another.
    - ``cache``: a file of results by ``provenance.key``, shared by runs and processes.
    - ``on_problem``: told what cannot be read; None logs it as a warning.

    SIGINT and SIGTERM finish what is under way; a second one stops at once. Raises InputError,
    ConfigError and AuthError, GroundingError with ``strict``; what was written before stays. What
    goes wrong with one document is in its result.
    """
    limits = limits or Limits()
    if limits.concurrency < 1:
        raise ConfigError(f"concurrency is {limits.concurrency}; it must be 1 or more")
    if os.fspath(output) == STANDARD_INPUT and (retry_failures or redo_changed):
        raise ConfigError("standard output holds no earlier results; name a file with -o")
    problem = on_problem or (lambda message: log.warning("%s", message))
    with ExitStack() as stack:
        opened = open_source(source, format=format, columns=columns)
        owned = None
        if engine is None:
            if limits.budget_usd is not None:
                check_price(model, base_url)
            engine = owned = engine_for(
                model,
                prompt=prompt,
                prompts_dir=prompts_dir,
                base_url=base_url,
                max_reasks=max_reasks,
                pacer=Pacer(
                    limits.concurrency, limits.requests_per_minute, limits.tokens_per_minute
                ),
            )
        reader = Reader(engine=engine, strict=strict, keep_text=keep_text)
        index = stack.enter_context(Index())
        out: Output
        if os.fspath(output) == STANDARD_INPUT:
            out = StreamOutput(sys.stdout.buffer)
        elif Path(output).exists() and not Path(output).is_file():
            out = StreamOutput(stack.enter_context(_device(Path(output))), os.fspath(output))
        else:
            path = Path(output)
            _check_output(path, source)
            kind = ParquetOutput if path.suffix.lower() == ".parquet" else FileOutput
            ours = maker_of_engine(engine.info)
            out = kind(path, index, ours, replacing=retry_failures or redo_changed)
        kept = None if cache is None else stack.enter_context(Cache(Path(cache)))
        plan = Plan(
            opened,
            index,
            engine.info,
            out.name,
            retry_failures=retry_failures,
            redo_changed=redo_changed,
            problem=problem,
        )
        batch = Run(
            plan,
            opened,
            out,
            reader,
            engine.info,
            limits,
            kept,
            keep_text=keep_text,
            on_progress=on_progress,
        )

        async def work() -> None:
            try:
                await batch.work()
            finally:
                if owned is not None:
                    await owned.aclose()

        complete = False
        try:
            asyncio.run(work())
            complete = True
        except ClaimexError:
            complete = True
            raise
        finally:
            out.close(complete=complete)
        return batch.tally()


@contextmanager
def _device(path: Path) -> Iterator[BinaryIO]:
    """A pipe or a device, which holds no earlier results."""
    try:
        with path.open("wb") as stream:
            yield stream
    except IsADirectoryError as error:
        raise InputError(f"{path}: this is a directory; name a file for the output") from error


def _check_output(output: Path, source: Path_) -> None:
    if os.fspath(source) != STANDARD_INPUT and output.exists() and output.samefile(source):
        raise InputError(f"{output}: this is the input; give another file to -o")
