"""From a document to its ``Extraction``: one flow, driven from plain code and from an event loop.

text, path or bytes ─▶ Document ─▶ engine.read │ engine.aread ─▶ assembly ─▶ Extraction
"""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import json
import os
import time
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import cache
from types import TracebackType
from typing import Self, TypedDict, cast

from claimex.assembly.assemble import assemble
from claimex.draft import Engine, EngineInfo, Reading
from claimex.errors import (
    AuthError,
    ConfigError,
    InputError,
    InvalidOutputError,
    ModelError,
    RefusedError,
)
from claimex.schema import (
    DocumentInfo,
    Extraction,
    Failure,
    FailureReason,
    Provenance,
    sha256_of,
)
from claimex.text.document import Document, make_document
from claimex.text.load import read_documents

Readable = str | bytes | os.PathLike[str] | Document
"""The text itself, its bytes, the path of a file with it, or a document made before."""

RULES = "rules"
MODEL_VARIABLE = "CLAIMEX_MODEL"


class _Metadata(TypedDict, total=False):
    id: str
    title: str
    published: date | str
    language: str
    url: str
    outlet: str


class _Core:
    """What both extractors share: everything but how the engine is asked."""

    def __init__(
        self,
        model: str | None = None,
        *,
        prompt: str | None = None,
        prompts_dir: str | os.PathLike[str] | None = None,
        base_url: str | None = None,
        max_reasks: int = 2,
        strict: bool = False,
        keep_text: bool = True,
        engine: Engine | None = None,
    ) -> None:
        """Choose the engine.

        - ``model``: ``rules``, ``local`` or ``provider/model``; None means the environment variable
          ``CLAIMEX_MODEL``, else ``rules``. A key in the environment alone never sends text
          anywhere.
        - ``prompt``: ``name`` or ``name@v2``; None means the model's own choice. ``prompts_dir`` is
          where prompts are read from, None for those that claimex brings.
        - ``base_url``: of an OpenAI-compatible endpoint; None means the provider's.
        - ``max_reasks``: how often a model is asked again for an answer that could not be used.
        - ``strict``: raise GroundingError where a statement is not found in the text, in the place
          of a ``Failure``.
        - ``keep_text``: write the original text into ``document.text`` of the results.
        - ``engine``: an engine of your own, in the place of ``model``; closing it stays with you.

        Raises ConfigError for an unknown provider or prompt, a missing extra, or options that do
        not go together.
        """
        model_options = {"prompt": prompt, "prompts_dir": prompts_dir, "base_url": base_url}
        given = [name for name, value in model_options.items() if value is not None]
        if max_reasks < 0:
            raise ConfigError(f"max_reasks is {max_reasks}; it must be 0 or more")
        if engine is not None and (model is not None or given):
            clash = ", ".join([*(["model"] if model is not None else []), *given])
            raise ConfigError(f"give engine= or {clash}, not both")
        self._owned: Engine | None = None
        if engine is None:
            name = model if model is not None else os.environ.get(MODEL_VARIABLE) or RULES
            if name == RULES:
                if given:
                    raise ConfigError(
                        f"{', '.join(given)} needs a model, and the model is {RULES!r}: "
                        f"give model=, or set {MODEL_VARIABLE}, for example to 'openai/gpt-5-mini'"
                    )
                from claimex.engines.rules import RulesEngine

                engine = RulesEngine()
            else:
                from claimex.engines.model.engine import model_engine

                engine = model_engine(
                    name,
                    prompt=prompt,
                    prompts_dir=prompts_dir,
                    base_url=base_url,
                    max_reasks=max_reasks,
                )
            self._owned = engine
        self._engine = engine
        self._strict = strict
        self._keep_text = keep_text

    def _finish(self, document: Document, reading: Reading, started: float) -> Extraction:
        found = assemble(
            document,
            reading,
            provenance_of(document, self._engine.info),
            strict=self._strict,
            keep_text=self._keep_text,
        )
        return _timed(found, started)

    def _failed(self, document: Document, error: ModelError, started: float) -> Extraction:
        """The result of a document of which the model read nothing."""
        failure = Failure(reason=_reason_of(error), message=str(error))
        return self._finish(document, Reading(failures=(failure,)), started)

    def _unreadable(self, item: Readable, error: InputError, started: float) -> Extraction:
        """The result of an item of ``extract_many`` that is no document at all."""
        sha256 = sha256_of("")
        name = os.fspath(item) if isinstance(item, os.PathLike) else sha256[:16]
        found = Extraction(
            document=DocumentInfo(id=name, chars=0, sha256=sha256),
            failures=(Failure(reason="invalid", message=str(error)),),
            provenance=_provenance("", None, None, self._engine.info),
        )
        return _timed(found, started)


class Extractor(_Core):
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
        document = _as_document(
            text,
            published=published,
            title=title,
            id=id,
            language=language,
            url=url,
            outlet=outlet,
        )
        return self._finish(document, self._engine.read(document), started)

    def extract_many(
        self, documents: Iterable[Readable], *, concurrency: int = 1
    ) -> Generator[Extraction, None, None]:
        """One result for each document, lazily and in input order.

        At most ``concurrency`` documents are under way or waiting to be taken at any time. What
        goes wrong with one document is a ``Failure`` in its result; raised are what every document
        would meet (AuthError, ConfigError), GroundingError with ``strict``, and what ``documents``
        itself raises.
        """
        _check_concurrency(concurrency)
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
            document = _as_document(item)
        except InputError as error:
            return self._unreadable(item, error, started)
        try:
            reading = self._engine.read(document)
        except AuthError:
            raise
        except ModelError as error:
            return self._failed(document, error, started)
        return self._finish(document, reading, started)

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


class AsyncExtractor(_Core):
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
            _as_document,
            text,
            published=published,
            title=title,
            id=id,
            language=language,
            url=url,
            outlet=outlet,
        )
        reading = await self._engine.aread(document)
        return await asyncio.to_thread(self._finish, document, reading, started)

    def extract_many(
        self, documents: Iterable[Readable] | AsyncIterable[Readable], *, concurrency: int = 1
    ) -> AsyncGenerator[Extraction, None]:
        """As ``Extractor.extract_many``; ``documents`` may come asynchronously too."""
        _check_concurrency(concurrency)
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
            document = await asyncio.to_thread(_as_document, item)
        except InputError as error:
            return self._unreadable(item, error, started)
        try:
            reading = await self._engine.aread(document)
        except AuthError:
            raise
        except ModelError as error:
            return await asyncio.to_thread(self._failed, document, error, started)
        return await asyncio.to_thread(self._finish, document, reading, started)

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


@cache
def version() -> str:
    """The version of the installed claimex; "unknown" where it runs without being installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("claimex")
    except PackageNotFoundError:
        return "unknown"


def provenance_of(document: Document, info: EngineInfo) -> Provenance:
    """How this engine's result of this document is made, with the key that says "the same work"."""
    return _provenance(document.original, document.published, document.title, info)


def _provenance(
    text: str, published: date | None, title: str | None, info: EngineInfo
) -> Provenance:
    work = {
        "text": text,
        "published": None if published is None else published.isoformat(),
        "title": title,
        "engine": info.engine,
        "prompt": None if info.prompt is None else info.prompt.model_dump(),
        "wire_schema": info.wire_sha256,
        "model": info.model,
        "parameters": dict(info.parameters),
        # The rules and their lexicon change with the release; a model's answer does not.
        "claimex_version": version() if info.engine == RULES else None,
    }
    canonical = json.dumps(work, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Provenance(
        engine=info.engine,
        model=info.model,
        parameters=dict(info.parameters),
        prompt=info.prompt,
        claimex_version=version(),
        key=hashlib.sha256(canonical.encode("utf-8")).hexdigest(),
    )


def _as_document(item: Readable, **metadata: str | date | None) -> Document:
    given = cast(_Metadata, {name: value for name, value in metadata.items() if value is not None})
    if isinstance(item, Document):
        return _with(item, given)
    if isinstance(item, os.PathLike):
        return _with(_only_document(item), given)
    return make_document(item, **given)


def _only_document(path: os.PathLike[str]) -> Document:
    found = read_documents(path)
    first = next(found, None)
    if first is None:
        raise InputError(f"{os.fspath(path)}: the file holds no documents")
    if isinstance(first, InputError):
        raise first
    if next(found, None) is not None:
        raise InputError(
            f"{os.fspath(path)}: the file holds several documents; read them with "
            "claimex.text.load.read_documents and give them to extract_many"
        )
    return first


def _with(document: Document, given: _Metadata) -> Document:
    """The document with the values given in the place of its own."""
    if not given:
        return document
    own = {name: getattr(document, name) for name in _Metadata.__annotations__}
    metadata = cast(_Metadata, {**own, **given})
    made = make_document(document.original, extra=document.extra, **metadata)
    # How it was decoded is known from the first time only; the text is decoded now.
    decoding = tuple(notice for notice in document.notices if notice.code == "decoded")
    return dataclasses.replace(made, notices=(*decoding, *made.notices))


def _timed(found: Extraction, started: float) -> Extraction:
    seconds = round(time.perf_counter() - started, 6)
    return found.model_copy(update={"usage": found.usage.model_copy(update={"seconds": seconds})})


def _reason_of(error: ModelError) -> FailureReason:
    if isinstance(error, RefusedError):
        return "refused"
    if isinstance(error, InvalidOutputError):
        return "invalid"
    return "transport"


def _check_concurrency(concurrency: int) -> None:
    if concurrency < 1:
        raise ConfigError(f"concurrency is {concurrency}; it must be 1 or more")


async def _each(documents: Iterable[Readable] | AsyncIterable[Readable]) -> AsyncIterator[Readable]:
    if isinstance(documents, AsyncIterable):
        async for item in documents:
            yield item
    else:
        for item in documents:
            yield item
