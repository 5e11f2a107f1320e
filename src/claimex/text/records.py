"""A document from a record: one object of JSON Lines, one row of a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from pydantic import JsonValue

from claimex.errors import InputError
from claimex.schema import Notice
from claimex.text.decode import decode
from claimex.text.document import Document, make_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Under which names a record keeps what claimex reads; all others go to ``extra``."""

    text: str = "text"
    id: str = "id"
    title: str = "title"
    published: str = "published"
    language: str = "language"
    url: str = "url"
    outlet: str = "outlet"

    def names(self) -> dict[str, str]:
        """Each field with the name of its column."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def record_of_line(line: bytes, text: str) -> tuple[dict[str, Any], Notice | None]:
    """The object of one line of JSON Lines, and how the line was decoded, None for plain UTF-8.

    Raises InputError for what is no JSON object; it says that the key ``text`` is wanted.
    """
    decoded, notice = decode(line)
    try:
        record = json.loads(decoded)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"not valid JSON ({error}); each line is one JSON object") from error
    if not isinstance(record, dict):
        raise InputError(f"not a JSON object; each line is an object with the key {text!r}")
    return record, notice


def document_of_record(
    record: Mapping[str, object], columns: Columns | None = None, *, notice: Notice | None = None
) -> Document:
    """The document of one record; ``notice`` says how the record was decoded.

    Empty strings and None count as not given. Raises InputError where the text is missing, or where
    a value is not of the kind that its field needs.
    """
    names = (columns or Columns()).names()
    body = record.get(names["text"])
    if not isinstance(body, str | bytes):
        raise InputError(
            f"{names['text']!r} is missing or no string; each record needs the article's text"
        )
    known: dict[str, str] = {}
    for field, column in names.items():
        if field != "text" and (value := record.get(column)) not in (None, ""):
            known[field] = _string(value, field, column)
    taken = set(names.values())
    extra = {key: _json(value) for key, value in record.items() if key not in taken}
    document = make_document(
        body,
        id=known.get("id"),
        title=known.get("title"),
        published=known.get("published"),
        language=known.get("language"),
        url=known.get("url"),
        outlet=known.get("outlet"),
        extra=extra,
    )
    return replace(document, notices=(notice, *document.notices)) if notice else document


def _string(value: object, field: str, column: str) -> str:
    if isinstance(value, str):
        return value
    if field == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if field == "published" and isinstance(value, date | datetime):
        return value.isoformat()
    raise InputError(f"{column!r} is {value!r}; write a string")


def _json(value: object) -> JsonValue:
    """The value as JSON can hold it; what it has no form for, as text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_json(item) for item in value]
    return str(value)
