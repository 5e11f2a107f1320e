"""The pause that a server asks for, in seconds or until a day and time (RFC 9110, 10.2.3)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def pause_asked(headers: Mapping[str, str]) -> float | None:
    """The seconds of Retry-After, 0 or more; None where the headers name none that can be read."""
    asked = headers.get("retry-after", "")
    try:
        seconds = float(asked)
    except ValueError:
        until = _moment(asked)
        if until is None:
            return None
        # By the server's own clock, where it tells the time: ours may be minutes off.
        now = _moment(headers.get("date", "")) or datetime.now(UTC)
        seconds = (until - now).total_seconds()
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _moment(told: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
