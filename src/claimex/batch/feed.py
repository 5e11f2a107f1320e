"""Documents from a thread of their own into the event loop, a few ahead."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Generator
from typing import Generic, TypeVar

T = TypeVar("T")

_PATIENCE = 1.0
"""Seconds to wait for a thread that may be waiting for a pipe."""


class Feed(Generic[T]):
    """Reads a generator in a thread, at most ``ahead`` items before they are taken."""

    def __init__(self, items: Generator[T, None, None], ahead: int) -> None:
        """Start to read; called within the event loop."""
        self._items = items
        self._room = threading.Semaphore(ahead)
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[tuple[T] | BaseException | None] = asyncio.Queue()
        self._closed = False
        # A daemon: a read from a pipe that nobody writes to must not hold up the end.
        self._thread = threading.Thread(target=self._read, name="claimex-feed", daemon=True)
        self._thread.start()

    async def get(self) -> T | None:
        """The next item; None at the end or once closed. Raises what the generator raised."""
        got = await self._queue.get()
        if got is None or isinstance(got, BaseException):
            self._queue.put_nowait(None)  # for the others that wait
            if got is None:
                return None
            raise got
        self._room.release()
        return None if self._closed else got[0]

    def close(self) -> None:
        """Take no more; those who wait get None."""
        self._closed = True
        self._room.release()
        self._queue.put_nowait(None)

    def join(self) -> None:
        """Wait until the thread has let go of the items, unless it waits for input itself."""
        self._thread.join(_PATIENCE)

    def _read(self) -> None:
        try:
            for item in self._items:
                self._room.acquire()
                if self._closed:
                    return
                self._put((item,))
            self._put(None)
        except BaseException as error:  # noqa: BLE001 - it goes on where the items go
            self._put(error)
        finally:
            self._items.close()

    def _put(self, what: tuple[T] | BaseException | None) -> None:
        if not self._loop.is_closed():
            try:
                self._loop.call_soon_threadsafe(self._queue.put_nowait, what)
            except RuntimeError:  # the loop ended in between
                self._closed = True
