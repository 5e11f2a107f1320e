"""One pace for all requests of a run: rates, pauses that a server asks for, how many at once."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

log = logging.getLogger("claimex.batch")

_LONGEST_PAUSE = 900.0
"""Seconds; a server that asks for more is asked again after these."""
_CUT = 0.7
"""What is left of the requests at once after a sign of overload."""
_SETTLE = 1.0
"""Seconds within which several signs of overload count as one."""

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


class Rate:
    """So many a minute, evenly: each amount moves the time at which the next may start."""

    def __init__(self, per_minute: float | None) -> None:
        self._seconds = 60.0 / per_minute if per_minute else 0.0
        self._next = 0.0

    def take(self, amount: float, now: float) -> float:
        """The time at which this amount may start."""
        start = max(self._next, now)
        self._next = start + amount * self._seconds
        return start

    def correct(self, amount: float) -> None:
        """Take more, or give back what is negative, for what has started already."""
        self._next += amount * self._seconds


class Pacer:
    """Gives turns to requests; see ``claimex.engines.model.pace``.

    At most ``concurrency`` requests are on their way. A sign of overload cuts that number, answers
    raise it again by one for each round of answers (additive increase, multiplicative decrease:
    Chiu and Jain 1989). A pause that the server asks for holds for all.
    """

    def __init__(
        self,
        concurrency: int,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        *,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._most = concurrency
        self._limit = float(concurrency)
        self._requests = Rate(requests_per_minute)
        self._tokens = Rate(tokens_per_minute)
        self._clock = clock
        self._sleep = sleep
        self._on_their_way = 0
        self._resume = 0.0
        self._cut = -_SETTLE
        self._free = asyncio.Condition()

    @property
    def limit(self) -> int:
        """How many requests may be on their way now."""
        return max(int(self._limit), 1)

    @asynccontextmanager
    async def turn(self, tokens: int) -> AsyncIterator[_Turn]:
        """Wait until a request of about this many tokens may start; it holds the turn meanwhile."""
        async with self._free:
            await self._free.wait_for(lambda: self._on_their_way < self.limit)
            self._on_their_way += 1
        try:
            now = self._clock()
            start = max(self._requests.take(1, now), self._tokens.take(tokens, now))
            # A pause may begin while this one waits.
            while (wait := max(start, self._resume) - self._clock()) > 0:
                await self._sleep(wait)
            yield _Turn(self, tokens)
        finally:
            self._on_their_way -= 1
            async with self._free:
                self._free.notify(2)

    def answered(self, tokens: int, expected: int) -> None:
        """Count an answer."""
        self._tokens.correct(tokens - expected)
        if self._limit < self._most:
            self._limit = min(self._limit + 1.0 / self._limit, float(self._most))

    def overloaded(self, retry_after: float | None) -> None:
        """Send less, and nothing before the server wants it."""
        now = self._clock()
        if retry_after is not None:
            self._resume = max(self._resume, now + min(retry_after, _LONGEST_PAUSE))
        if now - self._cut >= _SETTLE:
            self._cut = now
            self._limit = max(self._limit * _CUT, 1.0)
            log.info(
                "the server asks for less: %d requests at once, pause of %.1f s",
                self.limit,
                max(self._resume - now, 0.0),
            )


class _Turn:
    """One request on its way."""

    def __init__(self, pacer: Pacer, expected: int) -> None:
        self._pacer = pacer
        self._expected = expected

    def used(self, tokens: int) -> None:
        """It was answered."""
        self._pacer.answered(tokens, self._expected)

    def failed(self, *, overloaded: bool, retry_after: float | None) -> None:
        """It failed."""
        if overloaded:
            self._pacer.overloaded(retry_after)
