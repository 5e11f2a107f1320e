"""One document: the original text, the repaired text that engines read, the map between them."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from pydantic import JsonValue

from claimex.errors import InputError
from claimex.schema import DocumentInfo, Notice, Span
from claimex.text.decode import decode
from claimex.text.language import identify
from claimex.text.repair import OffsetMap, repair, without_surrogates
from claimex.text.sentences import Sentence, number_sentences, paragraphs

__all__ = ["Document", "Sentence", "make_document"]

_DATE_FORM = "write it as YYYY-MM-DD, such as 2025-06-27"


@dataclass(frozen=True, kw_only=True)
class Document:
    """One article, ready to be read. Safe to share between threads.

    ``original`` is the text as it came (decoded, lone surrogates replaced), ``text`` the repaired
    text; positions of results are those of ``original``, engines and assembly work in ``text``.
    ``title`` is repaired, too. ``language`` is an ISO 639-1 code, given or identified; None where
    unsure. ``notices`` say what was assumed and repaired.
    """

    id: str
    original: str
    text: str
    offsets: OffsetMap
    sha256: str
    title: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None
    extra: Mapping[str, JsonValue] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The numbered sentences of ``text``; number n is at index n - 1."""
        return number_sentences(self.text, self.paragraphs)

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """The half-open ranges of the paragraphs of ``text``; number n is at index n - 1."""
        return paragraphs(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds ``position`` of ``text``.

        White space between two sentences counts with the one before it, that before the first
        sentence with the first.
        """
        return self.sentences[max(bisect_right(self._starts, position) - 1, 0)]

    def span(self, start: int, end: int) -> Span:
        """The words of the original that ``[start, end)`` of ``text`` came from."""
        return Span.cut(self.original, *self.offsets.to_original(start, end))

    def info(self, *, keep_text: bool = True) -> DocumentInfo:
        """What a result says of its document; without the text where ``keep_text`` is false."""
        return DocumentInfo(
            id=self.id,
            title=self.title,
            published=self.published,
            language=self.language,
            url=self.url,
            outlet=self.outlet,
            chars=len(self.original),
            sha256=self.sha256,
            text=self.original if keep_text else None,
            extra=dict(self.extra),
        )


def make_document(
    text: str | bytes,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | date | datetime | None = None,
    language: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    extra: Mapping[str, JsonValue] | None = None,
) -> Document:
    """A document from a text and what is known about it.

    ``published`` is a date, or one in ISO form, with or without a time. A missing ``id`` is the
    first 16 hexadecimal digits of the text's SHA-256; a missing ``language`` is identified. Raises
    InputError for a text without words, bytes that are no text, and an invalid date.
    """
    notices: list[Notice] = []
    if isinstance(text, bytes):
        text, notice = decode(text)
        notices += [notice] if notice else []
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        text = without_surrogates(text)
        encoded = text.encode()
    if not text or text.isspace():
        raise InputError("the text is empty: nothing but white space; give an article's text")
    repaired, offsets, repairs = repair(text)
    if not repaired or repaired.isspace():
        raise InputError(
            "the text is empty: nothing but invisible characters; give an article's text"
        )
    sha256 = hashlib.sha256(encoded).hexdigest()
    language = language or identify(repaired)
    notices += repairs
    if language is not None and language.lower().partition("-")[0] != "en":
        notices.append(
            Notice(
                code="language",
                message=f"the text is in {language!r}, not in English: the cues are English, "
                "so little or nothing may be found",
            )
        )
    return Document(
        id=id or sha256[:16],
        original=text,
        text=repaired,
        offsets=offsets,
        sha256=sha256,
        title=repair(without_surrogates(title))[0] if title else None,
        published=_date(published),
        language=language,
        url=url,
        outlet=outlet,
        extra=dict(extra or {}),
        notices=tuple(notices),
    )


def _date(value: object) -> date | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise InputError(f"published is {value!r}, which is no date; {_DATE_FORM}")
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError as error:
        raise InputError(f"published is {value!r}, which is no date; {_DATE_FORM}") from error
