"""One document read in the event loop, without the threads that a batch has no use for."""

from __future__ import annotations

import asyncio
import time

from claimex.errors import AuthError, ModelError
from claimex.extractor.core import Core
from claimex.schema import Extraction
from claimex.text.document import Document

_LONG = 50_000
"""Characters from which on a document is assembled in a thread, so that the loop stays free."""


class Reader(Core):
    """As ``AsyncExtractor``, for documents that are made already.

    Threads would cost more than they free: short documents are assembled in about a millisecond.
    """

    async def read(self, document: Document) -> Extraction:
        """The result of one document, what went wrong with it included.

        Raises what every document would meet (AuthError, ConfigError), GroundingError with
        ``strict``.
        """
        started = time.perf_counter()
        try:
            reading = await self._engine.aread(document)
        except AuthError:
            raise
        except ModelError as error:
            return self._failed(document, error, started)
        if len(document.original) < _LONG:
            return self._finish(document, self._assembled(document, reading), started)
        assembly = await asyncio.to_thread(self._assembled, document, reading)
        del reading
        return await asyncio.to_thread(self._finish, document, assembly, started)
