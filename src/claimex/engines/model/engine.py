"""The engine that reads documents with a language model."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace

from pydantic import JsonValue

from claimex.draft import Engine, EngineInfo, Reading
from claimex.engines.model.client import ModelClient, Patience
from claimex.engines.model.flow import Flow, reading
from claimex.engines.model.hints import open_hints, settled_hints
from claimex.engines.model.pace import Pace
from claimex.engines.model.providers import Endpoint, endpoint_of
from claimex.engines.model.reading import Hint
from claimex.engines.model.strategies import Guided, Limits, Open, Strategy
from claimex.engines.model.unsaid import audited
from claimex.engines.model.wire import WIRE_VERSION, wire_sha256
from claimex.engines.prompts import PathLike, Prompt, load_prompt
from claimex.errors import ConfigError
from claimex.text.document import Document

Hints = Callable[[Document], Sequence[Hint]]


def model_engine(
    model: str,
    *,
    prompt: str | None = None,
    prompts_dir: PathLike | None = None,
    base_url: str | None = None,
    max_reasks: int = 2,
    concurrency: int = 4,
    patience: Patience | None = None,
    limits: Limits | None = None,
    pace: Pace | None = None,
) -> Engine:
    """The engine for a model string, ``provider/model`` or ``local``.

    ``prompt`` names a prompt and with it the strategy; None takes the one that suits the model.
    ``max_reasks`` bounds how often an answer that does not fit is asked for again; ``concurrency``
    is the number of requests at once for one document; ``pace`` gives turns to those of all
    documents, None gives each at once. Raises ConfigError for an unknown provider or prompt and for
    a missing key.
    """
    if max_reasks < 0 or concurrency < 1:
        raise ConfigError("max_reasks must be 0 or more, concurrency 1 or more")
    if model == "local":
        return _local_engine(prompt, prompts_dir, base_url, max_reasks, patience, limits, pace)
    endpoint = endpoint_of(model, base_url=base_url)
    chosen = load_prompt(prompt or default_prompt(endpoint), prompts_dir)
    return ModelEngine(
        endpoint,
        chosen,
        max_reasks,
        concurrency,
        patience or Patience(),
        limits or Limits(),
        pace=pace,
    )


def _local_engine(
    prompt: str | None,
    prompts_dir: PathLike | None,
    base_url: str | None,
    max_reasks: int,
    patience: Patience | None,
    limits: Limits | None,
    pace: Pace | None,
) -> Engine:
    """The engine of the model inside this process, which answers one request at a time."""
    from claimex.engines.local import LocalServer

    if base_url is not None:
        raise ConfigError("the local model runs inside this process and takes no base_url")
    chosen = load_prompt(prompt or "extract-guided", prompts_dir)
    server = LocalServer()
    return ModelEngine(
        server.endpoint(),
        chosen,
        max_reasks,
        1,
        patience or Patience(timeout=1800.0),
        limits or Limits(),
        release=server.close,
        about=server.about,
        pace=pace,
    )


def default_prompt(endpoint: Endpoint) -> str:
    """The prompt that suits an endpoint: rows to fill for small models on servers of one's own."""
    return "extract-guided" if endpoint.free_grammar else "extract-open"


class ModelEngine:
    """Reads documents with a model. Safe to share between threads and event loops."""

    def __init__(
        self,
        endpoint: Endpoint,
        prompt: Prompt,
        max_reasks: int,
        concurrency: int,
        patience: Patience,
        limits: Limits,
        hints: Hints | None = None,
        release: Callable[[], None] | None = None,
        about: Mapping[str, JsonValue] | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._client = ModelClient(endpoint, patience, concurrency, pace)
        guided = prompt.strategy in ("guided", "audited")
        self._strategy: Strategy = (
            Guided(prompt, limits, endpoint.free_grammar) if guided else Open(prompt, limits)
        )
        self._prompt = prompt
        self._max_reasks = max_reasks
        self._release = release
        fixed = guided and endpoint.free_grammar
        self._hints = hints or (settled_hints if fixed else open_hints)
        self._info = EngineInfo(
            engine="model",
            model=endpoint.name,
            parameters={
                "temperature": endpoint.temperature,
                "max_reasks": max_reasks,
                "wire": WIRE_VERSION,
                **asdict(limits),
                **(about or {}),
            },
            prompt=prompt.ref,
            wire_sha256=wire_sha256(),
        )

    @property
    def info(self) -> EngineInfo:
        """What this engine is, for the provenance."""
        return self._info

    def read(self, document: Document) -> Reading:
        """The drafts of one document; raises ModelError where nothing of it could be read."""
        started = time.monotonic()
        flow = self._flow(document)
        try:
            asks = next(flow)
            while True:
                asks = flow.send(self._client.send(asks))
        except StopIteration as done:
            return _timed(done.value, started)

    async def aread(self, document: Document) -> Reading:
        """As ``read``, with the same result, from an event loop."""
        started = time.monotonic()
        flow = self._flow(document)
        try:
            asks = next(flow)
            while True:
                asks = flow.send(await self._client.asend(asks))
        except StopIteration as done:
            return _timed(done.value, started)

    def _flow(self, document: Document) -> Flow:
        read = yield from reading(document, self._hints(document), self._strategy, self._max_reasks)
        if self._prompt.strategy == "audited":
            read = yield from audited(document, read, self._prompt)
        return read

    def close(self) -> None:
        """Close the connections; the engine is not used afterwards."""
        self._client.close()
        if self._release is not None:
            self._release()

    async def aclose(self) -> None:
        """As ``close``, from an event loop."""
        await self._client.aclose()
        if self._release is not None:
            self._release()


def _timed(read: Reading, started: float) -> Reading:
    seconds = time.monotonic() - started
    return replace(read, usage=read.usage.model_copy(update={"seconds": seconds}))
