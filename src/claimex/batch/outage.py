"""Telling a service that is down from a document that fails."""

from __future__ import annotations

from claimex.batch.plan import Work
from claimex.errors import UnavailableError
from claimex.schema import Extraction


class Outage:
    """Holds results of which nothing was read for want of an answer, until one is answered.

    Of a service that comes back they are written as what they are. Where ``most`` in a row had no
    answer the run ends, and they are not written: a later run reads these documents.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: list[tuple[Work, Extraction]] = []

    def passed(self, work: Work, found: Extraction) -> list[tuple[Work, Extraction]]:
        """The results that may be written now; raises UnavailableError after ``most`` in a row."""
        self._held.append((work, found))
        unanswered = found.failures and all(f.reason == "transport" for f in found.failures)
        if found.statements or not unanswered:
            return self.rest()
        if len(self._held) >= self._most:
            raise UnavailableError(
                f"stopped: {len(self._held)} documents in a row had no answer "
                f"({found.failures[0].message}); run the same command again when there is one"
            )
        return []

    def rest(self) -> list[tuple[Work, Extraction]]:
        """All that is held, which is held no longer."""
        held, self._held = self._held, []
        return held
