"""``Extractor`` and ``extract``: from plain code."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from types import TracebackType
from typing import Self

from claimex.errors import AuthError, InputError, ModelError
from claimex.extractor.core import Core, check_concurrency
from claimex.extractor.documents import Readable, as_document
from claimex.schema import Extraction


class Extractor(Core):
    """Reads documents with one engine: rules, offline, unless a model is asked for.

    Safe to share between threads. A context manager; ``close`` releases the model's connections.
    """

    def extract(
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
        """The statements of one document.

        A ``str`` is the text itself, ``bytes`` are decoded, a path is read. ``published`` is a date
        or ``YYYY-MM-DD``, against which "Monday" is resolved; ``title`` is context; a missing
        ``id`` is the first 16 hex digits of the text's SHA-256; ``language`` is a code such as
        ``en``, detected where it is None. Values given here win over those of a ``Document``.

        Raises InputError for what cannot be read, ModelError where the model read nothing of it,
        GroundingError with ``strict``.
        """
        started = time.perf_counter()
        document = as_document(
            text,
            published=published,
            title=title,
            id=id,
            language=language,
            url=url,
            outlet=outlet,
        )
        assembly = self._assembled(document, self._engine.read(document))
        return self._finish(document, assembly, started)

    def extract_many(
        self, documents: Iterable[Readable], *, concurrency: int = 1
    ) -> Generator[Extraction, None, None]:
        """One result for each document, lazily and in input order.

        At most ``concurrency`` documents are under way or waiting to be taken at any time. What
        goes wrong with one document is a ``Failure`` in its result; raised are what every document
        would meet (AuthError, ConfigError), GroundingError with ``strict``, and what ``documents``
        itself raises.
        """
        check_concurrency(concurrency)
        return self._stream(documents, concurrency)

    def _stream(
        self, documents: Iterable[Readable], concurrency: int
    ) -> Generator[Extraction, None, None]:
        if concurrency == 1:
            yield from map(self._attempt, documents)
            return
        pending: deque[Future[Extraction]] = deque()
        with ThreadPoolExecutor(concurrency, thread_name_prefix="claimex") as pool:
            try:
                for item in documents:
                    pending.append(pool.submit(self._attempt, item))
                    if len(pending) == concurrency:
                        yield pending.popleft().result()
                while pending:
                    yield pending.popleft().result()
            finally:
                for future in pending:
                    future.cancel()

    def _attempt(self, item: Readable) -> Extraction:
        started = time.perf_counter()
        try:
            document = as_document(item)
        except InputError as error:
            return self._unreadable(item, error, started)
        try:
            assembly = self._assembled(document, self._engine.read(document))
        except AuthError:
            raise
        except ModelError as error:
            return self._failed(document, error, started)
        return self._finish(document, assembly, started)

    def close(self) -> None:
        """Release what the engine holds; an engine that was handed in stays open."""
        if self._owned is not None:
            self._owned.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def extract(
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
    """The statements of one document: claims, denials, agreements, non-responses.

    With ``model`` None and ``CLAIMEX_MODEL`` unset it reads by rules, offline. The options are
    those of ``Extractor`` and ``Extractor.extract``; so are the errors. For many documents make one
    ``Extractor`` and use ``extract_many``.
    """
    with Extractor(model, prompt=prompt, base_url=base_url, strict=strict) as extractor:
        return extractor.extract(
            text,
            published=published,
            title=title,
            id=id,
            language=language,
            url=url,
            outlet=outlet,
        )
