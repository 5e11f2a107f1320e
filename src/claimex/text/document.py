"""One document: the original text, the repaired text that engines read, and the map between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


from pydantic import JsonValue

from claimex.text.repair import OffsetMap


@dataclass(frozen=True, slots=True)
class Sentence:
    """One numbered sentence: ``[start, end)`` of ``Document.text``, and its paragraph's number."""

    number: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article, ready to be read.

    ``original`` is the text as it came (decoded), ``text`` the repaired text; positions of results
    are those of ``original``, engines and assembly work in ``text``.
    """

    id: str
    original: str
    text: str
    offsets: OffsetMap
    sentences: tuple[Sentence, ...]
    title: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None
    extra: Mapping[str, JsonValue]
