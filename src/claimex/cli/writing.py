"""Where results go: a table or JSON Lines, on standard output or in a file."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from claimex.cli.outcome import interruptible
from claimex.errors import InputError
from claimex.schema import Extraction


class JsonLines:
    """One result a line, as UTF-8, each written whole."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, found: Extraction) -> None:
        """Write one line and pass it on at once."""
        self._out.write(found.model_dump_json() + "\n")
        self._out.flush()


class Tables:
    """One table after the other, as wide as the terminal."""

    def __init__(self, out: TextIO, *, color: bool | None) -> None:
        from rich.console import Console

        # Rich decides by the terminal and NO_COLOR unless it is told.
        self._console = Console(
            file=out,
            force_terminal=True if color else None,
            no_color=None if color is None else not color,
            highlight=False,
            emoji=False,
        )
        self._first = True

    def write(self, found: Extraction) -> None:
        """Print one table, with a line between it and the one before."""
        from claimex.outputs.tables import ExtractionTable

        if not self._first:
            self._console.print()
        self._first = False
        self._console.print(ExtractionTable(found))


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output as UTF-8, with characters it cannot show replaced."""
    interruptible()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    yield sys.stdout


@contextmanager
def output_file(path: Path) -> Iterator[TextIO]:
    """A file that takes its name at the end of the run, or when it is interrupted.

    Until then it is written beside ``path``, in whole lines; where nothing was written ``path``
    stays as it was. Raises InputError where it cannot be written.
    """
    interruptible()
    if path.is_dir():
        raise InputError(f"{path}: this is a directory; name a file for the output")
    if path.exists() and not path.is_file():
        with _opened(path, path) as out:  # a pipe or a device has no place beside it
            yield out
        return
    path = Path(os.path.realpath(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise InputError(f"{path}: you may not write this file; check its permissions")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with _opened(beside, path) as out:
            yield out
    finally:
        if beside.exists():
            if beside.stat().st_size == 0:
                beside.unlink()
            else:
                if path.exists():
                    beside.chmod(stat.S_IMODE(path.stat().st_mode))
                beside.replace(path)


@contextmanager
def _opened(place: Path, name: Path) -> Iterator[TextIO]:
    try:
        out = place.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{name}: cannot be written: {error.strerror or error}") from error
    with out:
        yield out
