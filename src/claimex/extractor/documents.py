"""What can be read, as a ``Document``."""

from __future__ import annotations

import dataclasses
import os
from datetime import date
from typing import TypedDict, cast

from claimex.errors import InputError
from claimex.text.document import Document, make_document
from claimex.text.load import read_documents

Readable = str | bytes | os.PathLike[str] | Document
"""The text itself, its bytes, the path of a file with it, or a document made before."""


class _Metadata(TypedDict, total=False):
    id: str
    title: str
    published: date | str
    language: str
    url: str
    outlet: str


def as_document(item: Readable, **metadata: str | date | None) -> Document:
    """The document of an item; what is given here wins over what the document says itself.

    Raises InputError where there is no text to read.
    """
    given = cast(_Metadata, {name: value for name, value in metadata.items() if value is not None})
    if isinstance(item, Document):
        return _with(item, given)
    if isinstance(item, os.PathLike):
        return _with(_only_document(item), given)
    return make_document(item, **given)


def _only_document(path: os.PathLike[str]) -> Document:
    found = read_documents(path)
    first = next(found, None)
    if first is None:
        raise InputError(f"{os.fspath(path)}: the file holds no documents")
    if isinstance(first, InputError):
        raise first
    if next(found, None) is not None:
        raise InputError(
            f"{os.fspath(path)}: the file holds several documents; read them with "
            "claimex.text.load.read_documents and give them to extract_many"
        )
    return first


def _with(document: Document, given: _Metadata) -> Document:
    """The document with the values given in the place of its own."""
    if not given:
        return document
    own = {name: getattr(document, name) for name in _Metadata.__annotations__}
    metadata = cast(_Metadata, {**own, **given})
    made = make_document(document.original, extra=document.extra, **metadata)
    # How it was decoded is known from the first time only; the text is decoded now.
    decoding = tuple(notice for notice in document.notices if notice.code == "decoded")
    return dataclasses.replace(made, notices=(*decoding, *made.notices))
