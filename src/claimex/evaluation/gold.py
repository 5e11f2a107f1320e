"""Reads gold files: JSON Lines in the format of the annotation guide, plain or gzipped.

Gold has a reading model of its own, apart from ``claimex.schema``: every field but ``id`` and
``kind`` (and a document's ``text``) may be null, which means unknown, and fields that claimex does
not know are kept aside for ``where`` and otherwise ignored.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from datetime import date as Date
from pathlib import Path
from typing import Annotated, Self, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from claimex.errors import InputError
from claimex.schema import Extraction, Kind

KINDS: tuple[Kind, ...] = get_args(Kind)

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _ordered(span: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= span[0] <= span[1]:
        raise ValueError(f"{list(span)} is no half-open range [start, end)")
    return span


GoldSpan = Annotated[tuple[int, int], AfterValidator(_ordered)]


class GoldStatement(BaseModel):
    """One annotated statement; None means unknown, and what is unknown is not scored.

    Spans are half-open ``[start, end)`` in code points of the original text. ``targets`` and
    ``supports`` are known to be empty when they are empty lists.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = Field(min_length=1)
    kind: Kind
    source: str | None = None
    source_span: GoldSpan | None = None
    cue: str | None = None
    cue_span: GoldSpan | None = None
    content: str | None = None
    content_spans: tuple[GoldSpan, ...] | None = None
    quotation: str | None = None
    about: str | None = None
    supports: tuple[str, ...] | None = None
    targets: tuple[str, ...] | None = None
    parties: tuple[str, ...] | None = None
    signatories: tuple[str, ...] | None = None
    instrument: str | None = None
    title: str | None = None
    status: str | None = None
    date: str | None = None
    asker: str | None = None
    manner: str | None = None

    @property
    def extra(self) -> dict[str, object]:
        """The fields of the row that the guide does not name, such as ``speech_cue``."""
        return dict(self.__pydantic_extra__ or {})

    def spans(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Each span with the name of its field."""
        for name, span in (("source_span", self.source_span), ("cue_span", self.cue_span)):
            if span is not None:
                yield name, span
        for span in self.content_spans or ():
            yield "content_spans", span


class GoldDocument(BaseModel):
    """One annotated document.

    ``annotated_kinds`` None means all four. ``complete`` False means that the text holds statements
    that are not annotated, so that the document counts for recall only.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(min_length=1)
    text: str
    title: str | None = None
    published: Date | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None
    annotated_kinds: tuple[Kind, ...] | None = None
    complete: bool | None = None
    statements: tuple[GoldStatement, ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that are annotated here."""
        return KINDS if self.annotated_kinds is None else self.annotated_kinds

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        ids = [s.id for s in self.statements]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"statement ids must be unique, these stand more than once: {twice}")
        for s in self.statements:
            for name, span in s.spans():
                if span[1] > len(self.text):
                    raise ValueError(
                        f"{s.id}.{name} is {list(span)}, the text ends at {len(self.text)}"
                    )
            for name, linked in (
                ("targets", s.targets),
                ("supports", s.supports),
                ("about", None if s.about is None else (s.about,)),
            ):
                missing = [i for i in linked or () if i not in ids]
                if missing:
                    raise ValueError(f"{s.id}.{name} names {missing}, which the row does not hold")
        return self


def read_gold(path: str | Path) -> tuple[GoldDocument, ...]:
    """The gold documents of a JSON Lines file, in its order; a name ending in ``.gz`` is unpacked.

    Raises InputError, with file and line, for a file that cannot be read, a line that is not in the
    guide's format and a document id that stands twice.
    """
    documents: list[GoldDocument] = []
    lines_of: dict[str, int] = {}
    for number, line in _lines(Path(path)):
        try:
            document = GoldDocument.model_validate_json(_without_lone_surrogates(line))
        except ValidationError as error:
            raise InputError(f"{path}, line {number}: {_first_problem(error)}") from error
        if document.id in lines_of:
            raise InputError(
                f"{path}, line {number}: the document id {document.id!r} stands already in line "
                f"{lines_of[document.id]}; ids must be unique"
            )
        lines_of[document.id] = number
        documents.append(document)
    if not documents:
        raise InputError(f"{path} holds no documents; expected one JSON object a line")
    return tuple(documents)


def read_predictions(path: str | Path) -> tuple[Extraction, ...]:
    """The extractions of a JSON Lines file, as ``claimex extract`` and ``batch`` write it.

    A name ending in ``.gz`` is unpacked. Raises InputError, with file and line, for a file that
    cannot be read and a line that is no extraction.
    """
    found: list[Extraction] = []
    for number, line in _lines(Path(path)):
        try:
            found.append(Extraction.model_validate_json(line))
        except ValidationError as error:
            raise InputError(f"{path}, line {number}: {_first_problem(error)}") from error
    return tuple(found)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8-sig")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8-sig")
        ) as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, line
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not UTF-8 text: {error.reason} at byte {error.start}"
        ) from error
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path} cannot be read: {error}") from error


def _without_lone_surrogates(line: str) -> str:
    """Each lone half of a surrogate pair replaced, as in documents on their way in."""
    if "\\ud" not in line.lower():
        return line
    try:
        loaded = json.loads(line)
    except ValueError:
        return line
    return _LONE_SURROGATE.sub("\ufffd", json.dumps(loaded, ensure_ascii=False))


def _first_problem(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{where + ': ' if where else ''}{first['msg']}{more}"
