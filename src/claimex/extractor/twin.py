"""``AsyncExtractor`` and ``aextract``: from an event loop."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable
from datetime import date
from types import TracebackType
from typing import Self

from claimex.errors import AuthError, InputError, ModelError
from claimex.extractor.core import Core, check_concurrency
from claimex.extractor.documents import Readable, as_document
from claimex.schema import Extraction


class AsyncExtractor(Core):
    """As ``Extractor``, from an asyncio event loop: the same options, the same results.

    Documents are prepared and assembled in worker threads, so the loop stays free.
    """

    async def extract(
        self,
        text: Readable,
        *,
        published: date | str | None = None,
        title: str | None = None,
        id: str | None = None,
        language: str | None = None,
        url: str | None = None,
        outlet: str | None = None,
    ) -> Extraction:
        """As ``Extractor.extract``."""
        started = time.perf_counter()
        document = await asyncio.to_thread(
            as_document,
            text,
            published=published,
            title=title,
            id=id,
            language=language,
            url=url,
            outlet=outlet,
        )
        assembly = await asyncio.to_thread(
            self._assembled, document, await self._engine.aread(document)
        )
        return await asyncio.to_thread(self._finish, document, assembly, started)

    def extract_many(
        self, documents: Iterable[Readable] | AsyncIterable[Readable], *, concurrency: int = 1
    ) -> AsyncGenerator[Extraction, None]:
        """As ``Extractor.extract_many``; ``documents`` may come asynchronously too."""
        check_concurrency(concurrency)
        return self._stream(documents, concurrency)

    async def _stream(
        self, documents: Iterable[Readable] | AsyncIterable[Readable], concurrency: int
    ) -> AsyncGenerator[Extraction, None]:
        pending: deque[asyncio.Task[Extraction]] = deque()
        try:
            async for item in _each(documents):
                pending.append(asyncio.create_task(self._attempt(item)))
                if len(pending) == concurrency:
                    yield await pending.popleft()
            while pending:
                yield await pending.popleft()
        finally:
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)

    async def _attempt(self, item: Readable) -> Extraction:
        started = time.perf_counter()
        try:
            document = await asyncio.to_thread(as_document, item)
        except InputError as error:
            return self._unreadable(item, error, started)
        try:
            assembly = await asyncio.to_thread(
                self._assembled, document, await self._engine.aread(document)
            )
        except AuthError:
            raise
        except ModelError as error:
            return await asyncio.to_thread(self._failed, document, error, started)
        return await asyncio.to_thread(self._finish, document, assembly, started)

    async def aclose(self) -> None:
        """As ``Extractor.close``."""
        if self._owned is not None:
            await self._owned.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


async def aextract(
    text: Readable,
    *,
    model: str | None = None,
    published: date | str | None = None,
    title: str | None = None,
    id: str | None = None,
    language: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    prompt: str | None = None,
    base_url: str | None = None,
    strict: bool = False,
) -> Extraction:
    """As ``extract``, with the same result, from an asyncio event loop."""
    async with AsyncExtractor(model, prompt=prompt, base_url=base_url, strict=strict) as extractor:
        return await extractor.extract(
            text,
            published=published,
            title=title,
            id=id,
            language=language,
            url=url,
            outlet=outlet,
        )


async def _each(documents: Iterable[Readable] | AsyncIterable[Readable]) -> AsyncIterator[Readable]:
    if isinstance(documents, AsyncIterable):
        async for item in documents:
            yield item
    else:
        for item in documents:
            yield item
