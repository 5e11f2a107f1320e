"""When a request may start, where many documents share one account with a service."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Protocol


class Turn(Protocol):
    """One request on its way."""

    def used(self, tokens: int) -> None:
        """The request was answered; it took this many tokens, input and output."""

    def failed(self, *, overloaded: bool, retry_after: float | None) -> None:
        """The request failed; ``overloaded`` where the service asks for fewer requests.

        ``retry_after`` is the pause in seconds that it asked for; None where it named none.
        """


class Pace(Protocol):
    """Gives turns to the requests of one event loop."""

    def turn(self, tokens: int) -> AbstractAsyncContextManager[Turn]:
        """Wait until a request of about this many tokens may start; it holds the turn meanwhile."""
