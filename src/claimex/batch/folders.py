"""Documents from a folder of text, Markdown and HTML files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimex.batch.sources import FORMATS, Item
from claimex.errors import ConfigError, InputError
from claimex.text.decode import decode
from claimex.text.document import Document, make_document
from claimex.text.load import MAX_LINE_BYTES


class Folder:
    """All files of a folder and those below it, in order of their paths.

    A document's id is its path within the folder. Other files, and what begins with a dot, are
    left alone.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files = sorted(
            file
            for file in path.rglob("*")
            if FORMATS.get(file.suffix.lower()) in ("text", "html")
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
        if not self._files:
            raise InputError(f"{path}: there are no .txt, .md or .html files in this folder")
        self._done = 0

    @property
    def share(self) -> float | None:
        """As ``Source``."""
        return self._done / len(self._files)

    def __iter__(self) -> Iterator[Item]:
        """The documents in order."""
        for file in self._files:
            self._done += 1
            name = file.relative_to(self._path).as_posix()
            try:
                yield Item(str(file), _document(file, name))
            except InputError as error:
                # Told once, not for each of its files.
                if not self._path.is_dir():
                    raise InputError(
                        f"{self._path}: the folder is no longer there; bring it back and run the "
                        "same command again"
                    ) from error
                yield Item(str(file), error)


def _document(file: Path, id: str) -> Document:
    try:
        if file.stat().st_size > MAX_LINE_BYTES:
            raise InputError(f"longer than {MAX_LINE_BYTES:,} bytes; split it")
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}") from error
    if FORMATS[file.suffix.lower()] == "html":
        return page(data, id=id)
    return make_document(data, id=id)


def page(data: bytes, *, id: str | None = None) -> Document:
    """The article of an HTML page, with the title, day, address and outlet that the page names.

    The text is what trafilatura returns. Raises InputError for a page without an article,
    ConfigError where trafilatura is not installed.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise ConfigError("HTML needs the extra 'html': pip install 'claimex[html]'") from error
    # A page says its own encoding, which trafilatura looks for in the bytes.
    found: Any = trafilatura.bare_extraction(data, with_metadata=True, include_comments=False)
    if found is None or not found.text:
        decode(data)
        raise InputError("no article was found on this page; save its text as .txt")
    return make_document(
        found.text,
        id=id,
        title=found.title,
        published=found.date,
        url=found.url,
        outlet=found.sitename,
    )
