"""Stopping before a budget is crossed, not after."""

from __future__ import annotations

import asyncio

from claimex.batch.tally import Spent
from claimex.errors import BudgetError, ConfigError
from claimex.schema import Usage

_MARGIN = 1.2
"""Documents are expected to cost this much more than those before them."""


class Budget:
    """What may still be spent; every document under way holds what it is expected to cost.

    ``usd`` and ``tokens`` (input and output) bound what all results in the output cost together,
    those of earlier runs too; None is no bound. What a document costs is learned from those before
    it, so the very first one goes alone.
    """

    def __init__(self, usd: float | None, tokens: int | None, before: Spent) -> None:
        if usd is not None and before.usage.requests and before.usage.cost_usd is None:
            raise ConfigError(
                "the output holds results of unknown cost, so --budget-usd cannot be kept; "
                "name another file with -o, or give --budget-tokens"
            )
        self._usd = usd
        self._tokens = tokens
        self._spent = before
        self._under_way: dict[object, tuple[float, float]] = {}
        self._changed = asyncio.Condition()

    async def reserve(self, ticket: object, chars: int) -> None:
        """Hold what a document of this many characters may cost, once there is room for it.

        Raises BudgetError where there is none, whatever those under way will cost.
        """
        if self._usd is None and self._tokens is None:
            return
        async with self._changed:
            while not self._fits(expected := self._expected(chars)):
                if not self._under_way:
                    raise BudgetError(
                        f"stopped before the budget is crossed: {self._told()}; raise it and run "
                        "the same command again"
                    )
                await self._changed.wait()
            self._under_way[ticket] = expected

    async def settle(self, ticket: object, chars: int, usage: Usage) -> None:
        """Note what a document came to cost."""
        self._spent = self._spent.with_one(usage, chars)
        if self._under_way.pop(ticket, None) is not None:
            async with self._changed:
                self._changed.notify_all()

    def _expected(self, chars: int) -> tuple[float, float]:
        """The US dollars and tokens of a document, by those that were read before."""
        spent = self._spent
        if not spent.documents:
            return 0.0, 0.0
        longer = max(1.0, chars * spent.documents / max(spent.chars, 1))
        share = _MARGIN * longer / spent.documents
        return (spent.usage.cost_usd or 0.0) * share, _tokens(spent.usage) * share

    def _fits(self, expected: tuple[float, float]) -> bool:
        if not self._spent.documents and self._under_way:
            return False
        usd = (self._spent.usage.cost_usd or 0.0) + expected[0]
        tokens = _tokens(self._spent.usage) + expected[1]
        for held in self._under_way.values():
            usd, tokens = usd + held[0], tokens + held[1]
        return not (
            (self._usd is not None and (usd > self._usd or self._usd <= 0))
            or (self._tokens is not None and (tokens > self._tokens or self._tokens <= 0))
        )

    def _told(self) -> str:
        told = []
        if self._usd is not None:
            told.append(f"${self._spent.usage.cost_usd or 0:.4f} of ${self._usd:g}")
        if self._tokens is not None:
            told.append(f"{_tokens(self._spent.usage):,} of {self._tokens:,} tokens")
        return " and ".join(told) + " are spent"


def _tokens(usage: Usage) -> int:
    return usage.input_tokens + usage.output_tokens
