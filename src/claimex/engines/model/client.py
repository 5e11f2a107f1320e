"""The one place that talks to a model: the only module that imports openai, instructor, tenacity.

tenacity owns transport (429, 5xx, timeouts, resets), bounded in attempts and seconds; instructor
parses and validates; the client of openai retries nothing. Every foreign exception is translated
here.
"""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx2
import instructor
import openai
import tenacity
from instructor.core.exceptions import InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import ValidationError

from claimex.engines.model import gate
from claimex.engines.model.exchange import Ask, Reply, Trouble
from claimex.engines.model.observe import priced, request_span
from claimex.engines.model.pace import Pace, Turn
from claimex.engines.model.pauses import pause_asked
from claimex.engines.model.providers import Endpoint
from claimex.engines.model.wire import Answer, describe
from claimex.errors import (
    AuthError,
    ClaimexError,
    ConfigError,
    ModelError,
    RateLimitError,
    UnavailableError,
)
from claimex.schema import Usage

log = logging.getLogger("claimex.model")

_TOO_LONG = ("context_length_exceeded", "exceed_context_size_error")
# As instructor wants it: else it derives a new class for every request.
_ANSWER = instructor.openai_schema(Answer)

_POOL = 16
"""Asks at once on one pool of connections; each request looks at every connection of its pool."""

_RETRIED_STATUS = (408, 409, 425, 429)
_OVERLOADED_STATUS = (429, 503, 529)


def _quiet(record: logging.LogRecord) -> bool:
    return record.levelno <= logging.DEBUG


# instructor logs a failed answer, and with it the article's words, as an error.
for _name in ("instructor", "instructor.v2", "instructor.v2.retry"):
    logging.getLogger(_name).addFilter(_quiet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for a model. All times in seconds.

    ``timeout`` bounds the wait for one answer, ``connect`` that for a connection; a failure of the
    transport is tried ``attempts`` times in all while a try begins within ``total`` of the first.
    ``pause`` is the first pause between tries, doubled each time up to ``longest_pause``; a
    server's Retry-After goes before it.
    """

    timeout: float = 300.0
    connect: float = 10.0
    attempts: int = 4
    total: float = 120.0
    pause: float = 0.5
    longest_pause: float = 20.0


class _UnusableError(Exception):
    """An answer that must not reach validation."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.message)
        self.trouble = trouble


class _GarbledError(Exception):
    """A body that is no chat completion: the transport failed, not the model."""


class _Exchange:
    """One ask on its way: what is sent, what was counted, how it ended. No I/O of its own."""

    def __init__(self, ask: Ask, endpoint: Endpoint) -> None:
        self._ask = ask
        self._endpoint = endpoint
        self._requests = self._input = self._cached = self._output = 0

    def instructed(self) -> dict[str, Any]:
        """The arguments of instructor's create."""
        return {
            "response_model": _ANSWER,
            "max_retries": 0,
            "strict": True,
            "messages": [{"role": m.role, "content": m.content} for m in self._ask.messages],
        }

    def sent(self, prepared: dict[str, Any]) -> dict[str, Any]:
        """The arguments of openai's create: ours but for the messages, our schema in particular."""
        gate.check_requests_allowed()
        self._requests += 1
        sent: dict[str, Any] = {
            "model": self._endpoint.model,
            "messages": [],
            # Put in last, past openai's walk through each part of what is sent, which would take a
            # third of a request's time.
            "extra_body": {
                "messages": prepared["messages"],
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {
                        "name": "claimex",
                        "strict": not self._endpoint.free_grammar,
                        "schema": dict(self._ask.schema),
                    },
                },
            },
            self._endpoint.limit: self._ask.max_tokens,
        }
        if self._endpoint.temperature is not None:
            sent["temperature"] = self._endpoint.temperature
        log.debug("request %d to %s: %s", self._requests, self._endpoint.name, prepared["messages"])
        return sent

    def received(self, completion: object) -> ChatCompletion:
        """Count an answer and tell apart those that validation must not see."""
        if not isinstance(completion, ChatCompletion) or not completion.choices:
            raise _GarbledError("the server's answer is no chat completion")
        self._count(completion)
        choice = completion.choices[0]
        text = choice.message.content
        log.debug("answer from %s (%s): %s", self._endpoint.name, choice.finish_reason, text)
        if choice.finish_reason == "content_filter":
            raise _UnusableError(Trouble("filtered", "a content filter withheld the answer"))
        if choice.message.refusal:
            raise _UnusableError(
                Trouble("refused", f"the model refused: {choice.message.refusal[:200]}")
            )
        if choice.finish_reason == "length":
            raise _UnusableError(
                Trouble("truncated", "the answer was cut off at its longest length")
            )
        if not (text or "").strip():
            raise _UnusableError(Trouble("empty", "the answer was empty"))
        return completion

    def _count(self, completion: ChatCompletion) -> None:
        usage = completion.usage
        if usage is None:
            return
        details = usage.prompt_tokens_details
        self._input += usage.prompt_tokens
        self._output += usage.completion_tokens
        self._cached += (details.cached_tokens if details else None) or 0
        log.info(
            "%s answered: %d input tokens (%d cached), %d output tokens",
            self._endpoint.name,
            usage.prompt_tokens,
            (details.cached_tokens if details else None) or 0,
            usage.completion_tokens,
        )

    @property
    def usage(self) -> Usage:
        counted = Usage(
            requests=self._requests,
            input_tokens=self._input,
            cached_tokens=self._cached,
            output_tokens=self._output,
        )
        return priced(counted, self._endpoint)

    def answered(self, answer: Answer) -> Reply:
        return Reply(rows=tuple(answer.rows), usage=self.usage)

    def failed(self, error: Exception) -> Reply:
        """The reply for whatever came out of instructor."""
        cause: BaseException = error
        while isinstance(cause, InstructorRetryException) and cause.__cause__ is not None:
            cause = cause.__cause__
        if isinstance(cause, _UnusableError):
            return Reply(trouble=cause.trouble, usage=self.usage)
        if isinstance(cause, ValidationError):
            return Reply(trouble=Trouble("invalid", describe(cause)), usage=self.usage)
        if isinstance(cause, openai.BadRequestError):
            if cause.code in _TOO_LONG or cause.type in _TOO_LONG:
                trouble = Trouble("truncated", "the text does not fit into the model's context")
                return Reply(trouble=trouble, usage=self.usage)
            if cause.code == "content_filter":
                trouble = Trouble("filtered", "a content filter withheld the question")
                return Reply(trouble=trouble, usage=self.usage)
        return Reply(error=translated(cause, self._endpoint, self._requests), usage=self.usage)


def translated(error: BaseException, endpoint: Endpoint, attempts: int = 1) -> ClaimexError:
    """The error of ours for one of openai's, httpx2's or the parser's, chained to it."""
    where = f"{endpoint.name} at {endpoint.base_url}"
    tries = f" after {attempts} attempts" if attempts > 1 else ""
    ours: ClaimexError
    match error:
        case ClaimexError():
            return error
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            ours = AuthError(f"{where} does not accept the key (HTTP {error.status_code})")
        case openai.NotFoundError():
            ours = ConfigError(
                f"{where} has no model {endpoint.model!r}, or the address is wrong (HTTP 404)"
            )
        case openai.RateLimitError():
            ours = RateLimitError(
                f"{where} answers that there are too many requests (HTTP 429){tries}",
                retry_after=_retry_after(error),
            )
        case openai.APIStatusError() if _is_passing(error):
            ours = UnavailableError(
                f"{where} fails (HTTP {error.status_code}){tries}", retry_after=_retry_after(error)
            )
        case openai.APIStatusError():
            ours = ModelError(f"{where} does not accept the request (HTTP {error.status_code})")
        case openai.APITimeoutError():
            ours = UnavailableError(f"{where} did not answer in time{tries}")
        case openai.APIConnectionError():
            ours = UnavailableError(f"{where} cannot be reached{tries}: {error.__cause__ or error}")
        case _:
            ours = UnavailableError(f"{where} sent an answer that cannot be read{tries}: {error}")
    ours.__cause__ = error
    return ours


def _is_passing(error: BaseException) -> bool:
    """Whether a transport error may be gone at the next try."""
    match error:
        case openai.APIStatusError():
            return error.status_code >= 500 or error.status_code in _RETRIED_STATUS
        case openai.APIConnectionError():
            # Anything else below it (a blocked network, a cassette that does not fit) stays.
            return isinstance(error.__cause__, httpx2.TransportError)
        case _:
            return isinstance(error, _GarbledError | json.JSONDecodeError | httpx2.TransportError)


def _overloads(error: BaseException) -> bool:
    """Whether the service asks for fewer requests, or is too slow to keep up with them."""
    match error:
        case openai.APIStatusError():
            return error.status_code in _OVERLOADED_STATUS
        case _:
            return isinstance(error, openai.APITimeoutError)


def _retry_after(error: BaseException | None) -> float | None:
    """The pause in seconds that the server asked for; None where it named none."""
    if not isinstance(error, openai.APIStatusError):
        return None
    return pause_asked(error.response.headers)


class _AtOnce:
    """The turn of a request that waits for nothing."""

    async def __aenter__(self) -> Turn:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    def used(self, tokens: int) -> None:
        pass

    def failed(self, *, overloaded: bool, retry_after: float | None) -> None:
        pass


@dataclass(slots=True)
class _Pool:
    """An async client and how many asks are on it."""

    client: openai.AsyncOpenAI
    busy: int = 0


class ModelClient:
    """Sends asks to one endpoint. Safe to share between threads and event loops."""

    def __init__(
        self, endpoint: Endpoint, patience: Patience, concurrency: int, pace: Pace | None = None
    ) -> None:
        self._endpoint = endpoint
        self._patience = patience
        self._pace = pace
        self._concurrency = concurrency
        self._lock = threading.Lock()
        self._sync: openai.OpenAI | None = None
        # An async client's connections belong to the event loop that opened them.
        self._async: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, list[_Pool]]
        self._async = weakref.WeakKeyDictionary()

    def send(self, asks: Sequence[Ask]) -> list[Reply]:
        """The replies to independent asks, in their order; nothing is raised."""
        if len(asks) == 1:
            return [self._send(asks[0])]
        with ThreadPoolExecutor(min(self._concurrency, len(asks))) as pool:
            return list(pool.map(self._send, asks))

    async def asend(self, asks: Sequence[Ask]) -> list[Reply]:
        """As ``send``, from an event loop."""
        slots = asyncio.Semaphore(self._concurrency)

        async def one(ask: Ask) -> Reply:
            async with slots:
                return await self._asend(ask)

        return list(await asyncio.gather(*(one(ask) for ask in asks)))

    def _send(self, ask: Ask) -> Reply:
        exchange = _Exchange(ask, self._endpoint)
        client = self._client()

        def create(**prepared: Any) -> ChatCompletion:
            def attempt() -> ChatCompletion:
                return exchange.received(client.chat.completions.create(**exchange.sent(prepared)))

            return tenacity.Retrying(**self._retrying())(attempt)

        with request_span(self._endpoint, ask.max_tokens) as ended:
            try:
                reply = exchange.answered(_patched(create)(**exchange.instructed()))
            except Exception as error:  # noqa: BLE001 - the one place where all are translated
                reply = exchange.failed(error)
            ended(reply)
        return reply

    async def _asend(self, ask: Ask) -> Reply:
        with self._connections() as client:
            return await self._asend_by(client, ask)

    async def _asend_by(self, client: openai.AsyncOpenAI, ask: Ask) -> Reply:
        exchange = _Exchange(ask, self._endpoint)

        async def create(**prepared: Any) -> ChatCompletion:
            async def attempt() -> ChatCompletion:
                async with self._turn(ask) as turn:
                    try:
                        sent = exchange.sent(prepared)
                        completion = await client.chat.completions.create(**sent)
                    except Exception as error:
                        turn.failed(overloaded=_overloads(error), retry_after=_retry_after(error))
                        raise
                    usage = getattr(completion, "usage", None)
                    turn.used(usage.total_tokens if usage is not None else 0)
                return exchange.received(completion)

            return await tenacity.AsyncRetrying(**self._retrying())(attempt)

        with request_span(self._endpoint, ask.max_tokens) as ended:
            try:
                reply = exchange.answered(await _patched(create)(**exchange.instructed()))
            except Exception as error:  # noqa: BLE001 - the one place where all are translated
                reply = exchange.failed(error)
            ended(reply)
        return reply

    def _turn(self, ask: Ask) -> AbstractAsyncContextManager[Turn]:
        if self._pace is None:
            return _AtOnce()
        return self._pace.turn(ask.expected_tokens)

    def _retrying(self) -> dict[str, Any]:
        patience = self._patience
        backoff = tenacity.wait_random_exponential(
            multiplier=patience.pause, max=patience.longest_pause
        )

        def wait(state: tenacity.RetryCallState) -> float:
            asked = _retry_after(state.outcome.exception()) if state.outcome else None
            return backoff(state) if asked is None else asked

        return {
            "retry": tenacity.retry_if_exception(_is_passing),
            "stop": tenacity.stop_after_attempt(patience.attempts)
            | tenacity.stop_before_delay(patience.total),
            "wait": wait,
            "reraise": True,
        }

    def _settings(self) -> dict[str, Any]:
        patience = self._patience
        return {
            "api_key": self._endpoint.key,
            "base_url": self._endpoint.base_url,
            "max_retries": 0,
            "timeout": openai.Timeout(patience.timeout, connect=patience.connect),
        }

    def _client(self) -> openai.OpenAI:
        with self._lock:
            if self._sync is None:
                self._sync = openai.OpenAI(**self._settings())
            return self._sync

    @contextmanager
    def _connections(self) -> Iterator[openai.AsyncOpenAI]:
        """A client of this event loop for one ask, with few others on it."""
        pools = self._pools()
        pool = next((pool for pool in pools if pool.busy < _POOL), None)
        if pool is None:
            # Each client would read the certificates anew, for longer than a request takes.
            connections = openai.DefaultAsyncHttpx2Client(verify=_certificates())
            pool = _Pool(openai.AsyncOpenAI(**self._settings(), http_client=connections))
            pools.append(pool)
        pool.busy += 1
        try:
            yield pool.client
        finally:
            pool.busy -= 1

    def _pools(self) -> list[_Pool]:
        with self._lock:
            return self._async.setdefault(asyncio.get_running_loop(), [])

    def close(self) -> None:
        """Close the connections that threads opened."""
        with self._lock:
            client, self._sync = self._sync, None
        if client is not None:
            client.close()

    async def aclose(self) -> None:
        """Close all connections that this event loop and threads opened."""
        self.close()
        with self._lock:
            pools = self._async.pop(asyncio.get_running_loop(), [])
        for pool in pools:
            await pool.client.close()


@cache
def _certificates() -> ssl.SSLContext:
    """The certificates that servers are checked against, as httpx2 chooses them."""
    return httpx2.create_ssl_context()


def _patched(create: Callable[..., Any]) -> Callable[..., Any]:
    patched: Callable[..., Any] = instructor.patch(create=create, mode=instructor.Mode.JSON_SCHEMA)
    return patched
