"""Results kept by ``provenance.key``, so that the same work is not paid for twice."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from claimex.errors import InputError
from claimex.schema import Extraction

_WAIT = 60.0
"""Seconds to wait for another process that writes."""


class Cache:
    """A SQLite file of results, safe for several threads and processes.

    Above ``max_bytes`` of packed results those that were used longest ago go. Raises InputError
    where the file cannot be used.
    """

    def __init__(self, path: Path, *, max_bytes: int = 10_000_000_000) -> None:
        self._path = path
        self._max = max_bytes
        try:
            self._base = sqlite3.connect(
                path, timeout=_WAIT, check_same_thread=False, isolation_level=None
            )
        except sqlite3.Error as error:
            raise InputError(f"{path}: this cannot be used as a cache: {error}") from error
        try:
            self._write_ahead()
            self._base.execute("PRAGMA synchronous=NORMAL")
            self._base.execute(
                "CREATE TABLE IF NOT EXISTS results "
                "(key TEXT PRIMARY KEY, used REAL NOT NULL, size INT NOT NULL, "
                "result BLOB NOT NULL)"
            )
            self._base.execute("CREATE INDEX IF NOT EXISTS by_use ON results (used)")
            self._base.execute("CREATE TABLE IF NOT EXISTS total (size INT NOT NULL)")
            self._base.execute("INSERT INTO total SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM total)")
        except sqlite3.Error as error:
            self._base.close()
            raise InputError(f"{path}: this cannot be used as a cache: {error}") from error

    def _write_ahead(self) -> None:
        """Let readers and a writer share the file; SQLite itself does not wait to change that."""
        deadline = time.monotonic() + _WAIT
        while True:
            try:
                self._base.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return

    def get(self, key: str) -> Extraction | None:
        """The result of the same work on whichever document, without its text; None for none."""
        try:
            row = self._base.execute("SELECT result FROM results WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            self._base.execute("UPDATE results SET used = ? WHERE key = ?", (time.time(), key))
            return Extraction.model_validate_json(zlib.decompress(row[0]))
        except (sqlite3.Error, zlib.error, ValidationError) as error:
            raise InputError(f"{self._path}: the cache is damaged ({error}); delete it") from error

    def put(self, key: str, found: Extraction) -> None:
        """Keep a result; the text of its document is not kept."""
        document = found.document.model_copy(update={"text": None})
        bare = found.model_copy(update={"document": document})
        packed = zlib.compress(bare.model_dump_json().encode())
        try:
            with self._writing():
                self._forget(key)
                self._base.execute(
                    "INSERT INTO results VALUES (?, ?, ?, ?)",
                    (key, time.time(), len(packed), packed),
                )
                self._base.execute("UPDATE total SET size = size + ?", (len(packed),))
                while self.bytes > self._max and self._drop_oldest():
                    pass
        except sqlite3.Error as error:
            raise InputError(f"{self._path}: the cache cannot be written: {error}") from error

    @property
    def bytes(self) -> int:
        """How many bytes of packed results there are."""
        size: int = self._base.execute("SELECT size FROM total").fetchone()[0]
        return size

    def _drop_oldest(self) -> bool:
        row = self._base.execute("SELECT key FROM results ORDER BY used LIMIT 1").fetchone()
        if row is not None:
            self._forget(row[0])
        return row is not None

    def _forget(self, key: str) -> None:
        row = self._base.execute(
            "DELETE FROM results WHERE key = ? RETURNING size", (key,)
        ).fetchone()
        if row is not None:
            self._base.execute("UPDATE total SET size = size - ?", (row[0],))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """All or nothing, one writer at a time."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
