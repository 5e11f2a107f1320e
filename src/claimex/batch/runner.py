"""``run``: documents in, results out, whatever happens in between."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from claimex.batch.budget import Budget
from claimex.batch.cache import Cache
from claimex.batch.engines import engine_for
from claimex.batch.feed import Feed
from claimex.batch.index import Index
from claimex.batch.makers import maker_of_engine
from claimex.batch.output import FileOutput, Output, StreamOutput
from claimex.batch.packing import STANDARD_INPUT
from claimex.batch.plan import Plan, Work
from claimex.batch.sources import Format, Source, open_source
from claimex.batch.tally import Stop, Tally
from claimex.draft import Engine
from claimex.errors import BudgetError, ClaimexError, ConfigError, InputError
from claimex.extractor import AsyncExtractor
from claimex.schema import Extraction, Usage
from claimex.text.records import Columns

log = logging.getLogger("claimex.batch")

Path_ = str | os.PathLike[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much at once, how fast, and for how much.

    ``concurrency`` is the number of documents under way; ``requests_per_minute`` and
    ``tokens_per_minute`` bound what is sent; ``budget_usd`` (US dollars) and ``budget_tokens``
    (input and output) bound what all results in the output cost, those of earlier runs too. None is
    no bound.
    """

    concurrency: int = 16
    requests_per_minute: float | None = None
    tokens_per_minute: float | None = None
    budget_usd: float | None = None
    budget_tokens: int | None = None


class Run:
    """One batch: its workers, its counts, how it ends."""

    def __init__(
        self,
        plan: Plan,
        source: Source,
        output: Output,
        extractor: AsyncExtractor,
        limits: Limits,
        cache: Cache | None,
        on_progress: Callable[[Tally], None] | None,
    ) -> None:
        self._plan = plan
        self._source = source
        self._output = output
        self._extractor = extractor
        self._limits = limits
        self._cache = cache
        self._on_progress = on_progress
        self._started = time.monotonic()
        self._documents = self._statements = self._with_failures = self._unread = 0
        self._cached = 0
        self._usage = Usage()
        self._stopped: Stop | None = None
        self._error: BaseException | None = None

    async def work(self) -> None:
        """Read every document of the plan; raises what ended it early."""
        self._budget = Budget(
            self._limits.budget_usd, self._limits.budget_tokens, self._output.usage
        )
        self._feed: Feed[Work] = Feed(iter(self._plan), ahead=self._limits.concurrency)
        workers = [asyncio.create_task(self._worker()) for _ in range(self._limits.concurrency)]
        with self._interruptible(workers):
            await asyncio.gather(*workers, return_exceptions=True)
        if self._error is not None:
            raise self._error

    async def _worker(self) -> None:
        try:
            while (work := await self._feed.get()) is not None:
                await self._read(work)
        except BudgetError as error:
            self._end("budget")
            log.warning("%s", error)
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001 - the others finish, then it is raised
            self._error = self._error or error
            self._feed.close()

    async def _read(self, work: Work) -> None:
        document = work.document
        ticket, chars = id(work), len(document.original)
        found = None if self._cache is None else self._cache.get(work.key, document)
        if found is not None:
            self._cached += 1
        else:
            await self._budget.reserve(ticket, chars)
            if self._stopped is not None:
                return
            spent = Usage()
            try:
                async for found in self._extractor.extract_many([document]):
                    spent = found.usage
            finally:
                await self._budget.settle(ticket, chars, spent)
            assert found is not None
            if self._cache is not None and not found.failures:
                self._cache.put(work.key, found)
        self._note(found)
        if work.retried is not None:
            found = better(self._output.earlier(work.retried), found)
        self._output.write(found.model_dump_json().encode() + b"\n")
        if self._on_progress is not None:
            self._on_progress(self.tally())

    def _note(self, found: Extraction) -> None:
        self._documents += 1
        self._statements += len(found.statements)
        self._with_failures += bool(found.failures)
        self._unread += bool(found.failures and not found.statements)
        self._usage += found.usage

    def _end(self, why: Stop) -> None:
        self._stopped = self._stopped or why
        self._feed.close()

    @contextmanager
    def _interruptible(self, workers: list[asyncio.Task[None]]) -> Iterator[None]:
        """The first SIGINT or SIGTERM lets what is under way finish, the second stops it."""
        if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
            yield
            return

        def interrupt() -> None:
            if self._stopped == "interrupted":
                for worker in workers:
                    worker.cancel()
            self._end("interrupted")

        loop = asyncio.get_running_loop()
        signals = (signal.SIGINT, signal.SIGTERM)
        for number in signals:
            loop.add_signal_handler(number, interrupt)
        try:
            yield
        finally:
            for number in signals:
                loop.remove_signal_handler(number)

    def tally(self) -> Tally:
        """How far it is."""
        return Tally(
            documents=self._documents,
            statements=self._statements,
            with_failures=self._with_failures,
            unread=self._unread,
            skipped=self._plan.skipped,
            repeated=self._plan.repeated,
            unusable=self._plan.unusable,
            cached=self._cached,
            usage=self._usage,
            spent=self._output.usage + self._usage,
            seconds=time.monotonic() - self._started,
            share=self._source.share,
            stopped=self._stopped,
        )


def better(old: Extraction, new: Extraction) -> Extraction:
    """The one of two results of the same document that failed less, with what both cost."""
    chosen = new if len(new.failures) <= len(old.failures) else old
    return chosen.model_copy(update={"usage": old.usage + new.usage})


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
    which nothing can go on from. Results come in the order in which they are ready.

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
            engine = owned = engine_for(
                model,
                prompt=prompt,
                prompts_dir=prompts_dir,
                base_url=base_url,
                max_reasks=max_reasks,
            )
        extractor = AsyncExtractor(engine=engine, strict=strict, keep_text=keep_text)
        index = stack.enter_context(Index())
        out: Output
        if os.fspath(output) == STANDARD_INPUT:
            out = StreamOutput(sys.stdout.buffer)
        else:
            path = Path(output)
            _check_output(path, source)
            out = FileOutput(
                path, index, maker_of_engine(engine.info), replacing=retry_failures or redo_changed
            )
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
        batch = Run(plan, opened, out, extractor, limits, kept, on_progress)

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


def _check_output(output: Path, source: Path_) -> None:
    if output.is_dir():
        raise InputError(f"{output}: this is a directory; name a file for the output")
    if os.fspath(source) != STANDARD_INPUT and output.exists() and output.samefile(source):
        raise InputError(f"{output}: this is the input; give another file to -o")
