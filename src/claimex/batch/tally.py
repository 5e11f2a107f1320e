"""How far a batch is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from claimex.schema import Usage

Stop = Literal["budget", "interrupted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What results cost, and on how much: ``documents`` that took requests, their characters."""

    usage: Usage = field(default_factory=Usage)
    documents: int = 0
    chars: int = 0

    def with_one(self, usage: Usage, chars: int) -> Spent:
        """This and one more document of so many characters."""
        asked = usage.requests > 0
        return Spent(
            usage=self.usage + usage,
            documents=self.documents + asked,
            chars=self.chars + chars * asked,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The counts of one run, while it goes on and at its end.

    ``documents`` were read in this run, ``with_failures`` of them have failures and ``unread`` have
    nothing else; ``skipped`` were done before, ``failed_before`` of them with failures;
    ``repeated`` came twice, ``unusable`` are no documents. ``usage`` is what this run cost,
    ``spent`` what all results in the output cost, this run's included. ``seconds`` is wall-clock
    time, ``reading`` what of it has passed since the first document was begun. ``share`` is how
    much of the input is done with, from 0 to 1, ``share_read`` what of that an engine read in this
    run; None where the input's size is unknown. ``stopped`` says why the run ended before the input
    did, None where it did not.
    """

    documents: int = 0
    statements: int = 0
    with_failures: int = 0
    unread: int = 0
    skipped: int = 0
    failed_before: int = 0
    repeated: int = 0
    unusable: int = 0
    cached: int = 0
    usage: Usage = field(default_factory=Usage)
    spent: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    reading: float = 0.0
    share: float | None = None
    share_read: float | None = None
    stopped: Stop | None = None

    @property
    def remaining(self) -> float | None:
        """Seconds that the rest of the input will take at this pace; None where unknown.

        The pace is that of documents that were read: those that are skipped take no time.
        """
        if self.share is None or not self.share_read:
            return None
        return self.reading * (1 - self.share) / self.share_read
