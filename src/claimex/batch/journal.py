"""The output of a batch: an append-only file of whole lines that survives a killed run."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from claimex.errors import InputError
from claimex.schema import Extraction, Provenance, Usage

_START = b'{"schema_version"'
_BLOCK = 1 << 20


class _Document(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str
    sha256: str
    chars: int


class Line(BaseModel):
    """What a batch needs to know of a result written before; the rest of the line is passed by."""

    model_config = ConfigDict(extra="ignore")
    document: _Document
    failures: list[Any]
    provenance: Provenance
    usage: Usage


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a journal: its number from 1, the offset of its first byte, what it says."""

    number: int
    offset: int
    raw: bytes
    line: Line


class Journal:
    """A file to which results are appended, each line whole or not at all.

    Opening it mends a last line that a killed run left torn, and locks the file against a second
    run. Raises InputError where the file cannot be written, is in use, or holds something else than
    results.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
        try:
            _lock(self._file, path)
            self._end = self._mended()
        except BaseException:
            os.close(self._file)
            raise

    def append(self, line: bytes) -> None:
        """Write one line, which ends with a line feed, and hand it to the system.

        Raises InputError where there is no room; what was there before stays whole.
        """
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, self._end)
            raise InputError(
                f"{self.path}: cannot be written: {error.strerror or error}; what was written "
                "before is whole: make room and run the same command again"
            ) from error
        self._end += len(line)

    def entries(self) -> Iterator[Entry]:
        """The results that stand in the file, in order."""
        offset = 0
        with self.path.open("rb", buffering=_BLOCK) as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield Entry(number, offset, line, self._parsed(line, number))
                offset += len(line)

    def _parsed(self, line: bytes, number: int) -> Line:
        try:
            return Line.model_validate_json(line)
        except ValidationError as error:
            raise InputError(
                f"{self.path}, line {number}: no result of claimex, so nothing is added to this "
                "file; name another one with -o"
            ) from error

    def result_at(self, offset: int) -> Extraction:
        """The result whose line begins at this offset."""
        with self.path.open("rb") as lines:
            lines.seek(offset)
            return Extraction.model_validate_json(lines.readline())

    def line_at(self, offset: int) -> bytes:
        """The line that begins at this offset, with its line feed."""
        with self.path.open("rb") as lines:
            lines.seek(offset)
            return lines.readline()

    def take_the_place_of(self, other: Journal) -> None:
        """Become the file of another journal, in one step; that one is closed."""
        os.fsync(self._file)
        os.fchmod(self._file, stat.S_IMODE(os.fstat(other._file).st_mode))
        self.path.replace(other.path)
        self.path = other.path
        other.close()

    def close(self) -> None:
        """Bring all of it to the disk and let go of the file."""
        if self._file >= 0:
            file, self._file = self._file, -1
            try:
                os.fsync(file)
            finally:
                os.close(file)

    def _mended(self) -> int:
        """The length of the file without a torn last line."""
        size = os.fstat(self._file).st_size
        if size == 0 or os.pread(self._file, 1, size - 1) == b"\n":
            return size
        start = size
        tail = b""
        while start > 0 and b"\n" not in tail:
            step = min(_BLOCK, start)
            start -= step
            tail = os.pread(self._file, step, start) + tail
        start += tail.rfind(b"\n") + 1
        torn = tail[tail.rfind(b"\n") + 1 :]
        if not torn.startswith(_START[: len(torn)]):
            raise InputError(
                f"{self.path}: its last line is no result of claimex, so nothing is added to this "
                "file; name another one with -o"
            )
        try:
            Line.model_validate_json(torn)
        except ValidationError:
            os.ftruncate(self._file, start)
            return start
        os.write(self._file, b"\n")  # all but its end was written
        return size + 1


def _lock(file: int, path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows has none; there two runs into one file are the user's to avoid
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise InputError(
            f"{path}: another run is writing this file; wait for it, or name another one with -o"
        ) from error
