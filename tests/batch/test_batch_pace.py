"""One pace for all requests: rates, pauses that a server asks for, fewer at once under load."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from claimex.batch.pace import Pacer, Rate


class Time:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


def pacer(time: Time, concurrency: int = 100, **rates: float) -> Pacer:
    return Pacer(concurrency, **rates, clock=time.clock, sleep=time.sleep)


def finished(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


@given(
    st.lists(st.floats(1, 500), min_size=1, max_size=60),
    st.lists(st.floats(0, 5), min_size=60, max_size=60),
)
def test_no_minute_takes_more_than_its_rate_and_one_amount(
    amounts: list[float], waits: list[float]
) -> None:
    rate, now, taken = Rate(600), 0.0, []
    for amount, wait in zip(amounts, waits, strict=False):
        now += wait
        taken.append((rate.take(amount, now), amount))
    for start, _ in taken:
        minute = [amount for at, amount in taken if start <= at < start + 60]
        assert sum(minute) <= 600 + max(amounts) + 1e-6


def test_requests_start_no_faster_than_their_rate() -> None:
    time, starts = Time(), []

    async def work() -> None:
        pace = pacer(time, requests_per_minute=60)

        async def one() -> None:
            async with pace.turn(1):
                starts.append(time.now)

        await asyncio.gather(*(one() for _ in range(5)))

    finished(work())
    assert starts == [1000.0, 1001.0, 1002.0, 1003.0, 1004.0]


def test_tokens_that_were_not_used_are_given_back() -> None:
    time = Time()

    async def work() -> float:
        pace = pacer(time, tokens_per_minute=600)
        async with pace.turn(300) as turn:
            turn.used(100)
        async with pace.turn(100):
            return time.now

    assert finished(work()) == 1010.0


def test_a_pause_that_one_request_is_told_holds_for_all() -> None:
    time, starts = Time(), []

    async def work() -> None:
        pace = pacer(time)
        async with pace.turn(1) as turn:
            turn.failed(overloaded=True, retry_after=30.0)

        async def one() -> None:
            async with pace.turn(1):
                starts.append(time.now)

        await asyncio.gather(*(one() for _ in range(3)))

    finished(work())
    assert starts == [1030.0] * 3


def test_overload_lowers_how_many_are_under_way_and_answers_raise_it_again() -> None:
    time = Time()

    async def work() -> list[int]:
        pace = pacer(time, concurrency=10)
        limits = [pace.limit]
        for _ in range(3):
            time.now += 5
            async with pace.turn(1) as turn:
                turn.failed(overloaded=True, retry_after=None)
            limits.append(pace.limit)
        for _ in range(100):
            async with pace.turn(1) as turn:
                turn.used(1)
        return [*limits, pace.limit]

    assert finished(work()) == [10, 7, 4, 3, 10]


def test_several_signs_of_one_overload_count_once() -> None:
    async def work() -> int:
        pace = pacer(Time(), concurrency=10)
        for _ in range(5):
            async with pace.turn(1) as turn:
                turn.failed(overloaded=True, retry_after=None)
        return pace.limit

    assert finished(work()) == 7


def test_other_errors_change_nothing() -> None:
    async def work() -> int:
        pace = pacer(Time(), concurrency=10)
        async with pace.turn(1) as turn:
            turn.failed(overloaded=False, retry_after=None)
        return pace.limit

    assert finished(work()) == 10


def test_no_more_are_under_way_than_the_limit() -> None:
    async def work() -> int:
        pace, on_their_way, most = pacer(Time(), concurrency=3), 0, 0

        async def one() -> None:
            nonlocal on_their_way, most
            async with pace.turn(1):
                on_their_way += 1
                most = max(most, on_their_way)
                await asyncio.sleep(0)
                on_their_way -= 1

        await asyncio.gather(*(one() for _ in range(20)))
        return most

    assert finished(work()) == 3
