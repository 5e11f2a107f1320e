"""Which documents are done, for archives of any size: SQLite, in a temporary file once it grows."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from typing import Any, Self

from claimex.errors import ConfigError

_CACHE_KIB = 4 * 1024
"""What stays in memory; the rest goes to a temporary file that SQLite deletes itself.

Memory is to be flat however long the archive is; the file costs some 10 microseconds a document.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one document id.

    ``written`` is the line of the output it stands in and ``offset`` where that begins, ``read``
    the place in the input where it was met; each is None where it was not.
    """

    text: bytes
    key: bytes
    failed: bool
    written: int | None
    offset: int | None
    read: str | None


class Index:
    """The documents of an output and of the input so far, by id."""

    def __init__(self) -> None:
        # The empty name is a private temporary database; threads take turns by themselves.
        self._base = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KIB}"):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.execute(
            "CREATE TABLE known (id BLOB PRIMARY KEY, text BLOB, key BLOB, failed INT, "
            "written INT, offset INT, read TEXT) WITHOUT ROWID"
        )
        self._base.execute("BEGIN")

    def get(self, id: str) -> Known | None:
        """What is known of an id; None for a new one."""
        row = self._do(
            "SELECT text, key, failed, written, offset, read FROM known WHERE id = ?", (_of(id),)
        ).fetchone()
        if row is None:
            return None
        text, key, failed, written, offset, read = row
        return Known(text, key, bool(failed), written, offset, read)

    def add_written(
        self, id: str, text: str, key: str, *, failed: bool, written: int, offset: int
    ) -> None:
        """Note a result of the output; a later one of the same id takes its place."""
        self._do(
            "INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?, ?, NULL)",
            (_of(id), short(text), short(key), failed, written, offset),
        )

    def add_read(self, id: str, text: str, key: str, where: str) -> None:
        """Note a document of the input that the output does not have."""
        self._do(
            "INSERT INTO known VALUES (?, ?, ?, 0, NULL, NULL, ?)",
            (_of(id), short(text), short(key), where),
        )

    def met(self, id: str, where: str) -> None:
        """Note where in the input a document of the output was met."""
        self._do("UPDATE known SET read = ? WHERE id = ?", (where, _of(id)))

    def _do(self, statement: str, values: tuple[Any, ...]) -> sqlite3.Cursor:
        """Run a statement; raises ConfigError where there is no room for the temporary file."""
        try:
            return self._base.execute(statement, values)
        except sqlite3.Error as error:
            raise ConfigError(
                f"the index of documents needs room for temporary files ({error}); make some, or "
                "set SQLITE_TMPDIR to a folder that has it"
            ) from error

    def close(self) -> None:
        """Let go of the memory or the temporary file."""
        self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def short(digest: str) -> bytes:
    """The first half of a SHA-256 in hexadecimal digits: enough to tell documents apart."""
    return bytes.fromhex(digest[:32])


def _of(id: str) -> bytes:
    return hashlib.blake2b(id.encode("utf-8", "surrogatepass"), digest_size=16).digest()
