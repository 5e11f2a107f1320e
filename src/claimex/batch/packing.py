"""Files as streams of bytes, unpacked where they are packed, with errors in claimex's words."""

from __future__ import annotations

import gzip
import importlib
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from claimex.errors import ConfigError, InputError

if TYPE_CHECKING:
    from typing_extensions import Buffer

STANDARD_INPUT = "-"
PACKED = (".gz", ".zst", ".zstd")

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


class Measured(io.RawIOBase):
    """A stream that knows how much of it has become documents.

    What is read is read ahead, in blocks, so whoever makes documents of it says what they took.
    """

    def __init__(self, stream: io.FileIO, size: int | None) -> None:
        self._stream = stream
        self._read = 0
        self._taken = 0
        self._size = size
        self.packed = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Pass on what the stream has."""
        count = self._stream.readinto(buffer)
        self._read += count
        # What the last block unpacks to is not known before it is unpacked.
        if self.packed and self._size and self._read < self._size:
            self._taken = self._read
        return count

    def took(self, count: int) -> None:
        """Note that so many bytes have become a document; packed ones are counted by blocks."""
        if not self.packed:
            self._taken += count

    def close(self) -> None:
        """Close the stream, too."""
        self._stream.close()
        super().close()

    @property
    def share(self) -> float | None:
        """How much of the whole was taken, from 0 to 1; None where that cannot be known.

        That is so of a stream without a size, and of a packed file of one block.
        """
        if not self._size or (self.packed and not self._taken):
            return None
        return min(self._taken / self._size, 1.0)


def measured(path: str) -> Measured:
    """The file, or standard input for ``-``, with its bytes as they are.

    Raises InputError where it cannot be opened.
    """
    if path == STANDARD_INPUT:
        # Not sys.stdin: a thread that waits in its lock would hold up the end of the program.
        return Measured(io.FileIO(0, closefd=False), None)
    try:
        stream = io.FileIO(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    return Measured(stream, os.fstat(stream.fileno()).st_size or None)


@contextmanager
def unpacked(raw: Measured, name: str) -> Iterator[io.BufferedReader[Any]]:
    """The bytes of a stream without gzip or zstd around them; what is read decides, not the name.

    Raises InputError where the data is damaged or can no longer be read, ConfigError where zstd is
    not installed.
    """
    stream: io.BufferedReader[Any] = io.BufferedReader(raw, 1 << 16)
    damaged: tuple[type[Exception], ...] = (gzip.BadGzipFile, EOFError, zlib.error)
    try:
        head = _peek(stream, name)
    except BaseException:
        raw.close()
        raise
    raw.packed = head.startswith((_GZIP, _ZSTD))
    if head.startswith(_GZIP):
        stream = io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=stream)), 1 << 18)
    elif head.startswith(_ZSTD):
        zstd = _zstd()
        damaged = (*damaged, zstd.ZstdError)
        stream = io.BufferedReader(zstd.ZstdFile(stream), 1 << 18)
    try:
        with raw, stream:
            yield stream
    except damaged as error:
        raise InputError(f"{name}: the packed data is damaged ({error}); make it again") from error
    except OSError as error:
        raise InputError(f"{name}: could not be read: {error.strerror or error}") from error


def _peek(stream: io.BufferedReader[Any], name: str) -> bytes:
    try:
        return stream.peek(4)[:4]
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror or error}") from error


def _zstd() -> Any:
    """The standard library's module, or its backport for Python before 3.14."""
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise ConfigError(
        "zstd is not installed for this Python: pip install backports.zstd, or unpack the file"
    )
