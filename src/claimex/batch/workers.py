"""The workers of a batch: each reads one document after the other, one writer takes the results."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from claimex.batch.budget import Budget
from claimex.batch.cache import Cache
from claimex.batch.feed import Feed
from claimex.batch.outage import Outage
from claimex.batch.output import Output
from claimex.batch.plan import Plan, Work
from claimex.batch.reading import Reader
from claimex.batch.sources import Source
from claimex.batch.tally import Stop, Tally
from claimex.draft import EngineInfo
from claimex.errors import BudgetError, ClaimexError
from claimex.extractor.provenance import provenance_of
from claimex.schema import Extraction, Failure, Usage

log = logging.getLogger("claimex.batch")

_UNANSWERED = 20
"""Documents in a row without an answer, at least, that end a run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much at once, how fast, and for how much.

    ``concurrency`` is the number of requests on their way at once; ``requests_per_minute`` and
    ``tokens_per_minute`` bound what is sent; ``budget_usd`` (US dollars) and ``budget_tokens``
    (input and output) bound what all results in the output cost, those of earlier runs too. None is
    no bound.
    """

    concurrency: int = 16
    requests_per_minute: float | None = None
    tokens_per_minute: float | None = None
    budget_usd: float | None = None
    budget_tokens: int | None = None

    @property
    def under_way(self) -> int:
        """Documents at once: some are made ready or finished while others wait for answers."""
        return self.concurrency + self.concurrency // 4


class Run:
    """One batch: its workers, its counts, how it ends."""

    def __init__(
        self,
        plan: Plan,
        source: Source,
        output: Output,
        reader: Reader,
        info: EngineInfo,
        limits: Limits,
        cache: Cache | None,
        *,
        keep_text: bool,
        on_progress: Callable[[Tally], None] | None,
    ) -> None:
        self._plan = plan
        self._source = source
        self._output = output
        self._reader = reader
        self._info = info
        self._limits = limits
        self._cache = cache
        self._keep_text = keep_text
        self._outage = Outage(max(_UNANSWERED, limits.under_way))
        self._on_progress = on_progress
        self._started = time.monotonic()
        self._documents = self._statements = self._with_failures = self._unread = 0
        self._cached = 0
        self._share = self._share_read = 0.0
        self._begun: float | None = None
        self._usage = Usage()
        self._stopped: Stop | None = None
        self._error: BaseException | None = None

    async def work(self) -> None:
        """Read every document of the plan; raises what ended it early."""
        self._budget = Budget(
            self._limits.budget_usd, self._limits.budget_tokens, self._output.spent
        )
        under_way = self._limits.under_way
        self._feed: Feed[Work] = Feed(self._plan.works(), ahead=under_way)
        workers = [asyncio.create_task(self._worker()) for _ in range(under_way)]
        with self._interruptible(workers):
            await asyncio.gather(*workers, return_exceptions=True)
        self._feed.close()
        self._feed.join()
        if self._error is not None:
            raise self._error
        self._write(self._outage.rest())

    async def _worker(self) -> None:
        try:
            while (work := await self._feed.get()) is not None:
                await self._read(work)
        except BudgetError as error:
            if self._stopped is None:
                # Not as a warning: the counts say it to whoever started the run.
                log.info("%s", error)
            self._end("budget")
        except asyncio.CancelledError:
            raise
        except BaseException as error:  # noqa: BLE001 - the others finish, then it is raised
            self._error = self._error or error
            self._feed.close()

    async def _read(self, work: Work) -> None:
        found = None if self._cache is None else self._cache.get(work.key)
        asked = found is None
        if found is not None:
            self._cached += 1
            document = work.document.info(keep_text=self._keep_text)
            found = found.model_copy(update={"document": document, "usage": Usage()})
        else:
            found = await self._asked(work)
        if found is None:
            return
        self._share += work.share
        self._share_read += work.share * asked
        self._write(self._outage.passed(work, found))
        if self._on_progress is not None:
            self._on_progress(self.tally())

    async def _asked(self, work: Work) -> Extraction | None:
        """The result of the engine; None where the run has stopped meanwhile."""
        chars = len(work.document.original)
        if self._begun is None:
            self._begun = time.monotonic()
        await self._budget.reserve(work, chars)
        found, spent = None, Usage()
        try:
            if self._stopped is None:
                found = await self._reader.read(work.document)
                spent = found.usage
        except ClaimexError:
            raise
        except Exception as error:
            # One odd article must not end a run over an archive.
            log.exception("document %s", work.document.id)
            found = self._broken(work, error)
        finally:
            await self._budget.settle(work, chars, spent)
        return found

    def _broken(self, work: Work, error: Exception) -> Extraction:
        """The result of a document that claimex itself failed at."""
        what = f"{type(error).__name__}: {error}"
        message = f"claimex failed at this document ({what}); please report it"
        return Extraction(
            document=work.document.info(keep_text=self._keep_text),
            failures=(Failure(reason="invalid", message=message),),
            provenance=provenance_of(work.document, self._info),
        )

    def _write(self, results: list[tuple[Work, Extraction]]) -> None:
        for work, found in results:
            self._documents += 1
            self._statements += len(found.statements)
            self._with_failures += bool(found.failures)
            self._unread += bool(found.failures and not found.statements)
            self._usage += found.usage
            written = found
            if work.retried is not None:
                written = better(self._output.earlier(work.retried), found)
            self._output.write(written.model_dump_json().encode() + b"\n")
            if self._cache is not None and not found.failures:
                self._cache.put(work.key, found)

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
        now = time.monotonic()
        measured = self._source.share is not None
        return Tally(
            documents=self._documents,
            statements=self._statements,
            with_failures=self._with_failures,
            unread=self._unread,
            skipped=self._plan.skipped,
            failed_before=self._plan.failed_before,
            repeated=self._plan.repeated,
            unusable=self._plan.unusable,
            cached=self._cached,
            usage=self._usage,
            spent=self._output.spent.usage + self._usage,
            seconds=now - self._started,
            reading=0.0 if self._begun is None else now - self._begun,
            share=min(self._plan.passed + self._share, 1.0) if measured else None,
            share_read=self._share_read if measured else None,
            stopped=self._stopped,
        )


def better(old: Extraction, new: Extraction) -> Extraction:
    """The one of two results of the same document that failed less, with what both cost."""
    chosen = new if len(new.failures) <= len(old.failures) else old
    return chosen.model_copy(update={"usage": old.usage + new.usage})
