"""The pause that a server asks for: seconds or a date, never negative, nothing where unreadable."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from claimex.engines.model.pauses import pause_asked

NOON = "Tue, 04 Mar 2025 12:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "30"}, 30.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-3"}, 0.0),
        ({"retry-after": "Tue, 04 Mar 2025 12:01:30 GMT", "date": NOON}, 90.0),
        ({"retry-after": "Tue, 04 Mar 2025 11:59:00 GMT", "date": NOON}, 0.0),
        ({"retry-after": "Tuesday, 04-Mar-25 12:00:10 GMT", "date": NOON}, 10.0),
        ({"retry-after": "Tue Mar  4 12:00:10 2025", "date": NOON}, 10.0),
        ({}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "Tue, 99 Mar 2025 12:00:00 GMT", "date": NOON}, None),
    ],
)
def test_seconds_and_dates_are_read_by_the_clock_of_the_server(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert pause_asked(headers) == seconds


@pytest.mark.parametrize("date", [{}, {"date": "now"}])
def test_a_date_counts_from_now_where_the_server_does_not_tell_the_time(
    date: dict[str, str],
) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    seconds = pause_asked({"retry-after": until, **date})
    assert seconds is not None
    assert 90 < seconds <= 100
