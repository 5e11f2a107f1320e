"""What travels between claimex and a model: the wire schema, apart from the public one.

The model answers with rows; each row is validated on its own, so that a bad row never costs the
good ones. ``wire.v1.json`` is the schema as it is sent: committed, so that recorded traffic does
not change with the generator.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from claimex.schema import AgreementStatus, Instrument, Kind, NonResponseManner

WIRE_VERSION = 1

RowKind = Literal["claim", "denial", "agreement", "non_response", "none"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Saying(_Row):
    """A claim or a denial; ``s`` is the number of the sentence that holds the cue."""

    kind: Literal["claim", "denial"]
    s: int
    cue: Annotated[str, Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]
    content: Annotated[str, Field(min_length=1)]


class Deal(_Row):
    """An agreement."""

    kind: Literal["agreement"]
    s: int
    cue: Annotated[str, Field(min_length=1)]
    parties: tuple[str, ...]
    signatories: tuple[str, ...]
    instrument: Instrument
    status: AgreementStatus
    title: str | None
    date: str | None
    content: Annotated[str, Field(min_length=1)]


class Silence(_Row):
    """A non-response."""

    kind: Literal["non_response"]
    s: int
    cue: Annotated[str, Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]
    asker: str | None
    manner: NonResponseManner


class Nothing(_Row):
    """A guided row whose cue attributes nothing here."""

    kind: Literal["none"]
    s: int
    cue: str


Row = Saying | Deal | Silence | Nothing

_ROW: TypeAdapter[Row] = TypeAdapter(Annotated[Row, Field(discriminator="kind")])


class Answer(BaseModel):
    """An answer whose rows are not validated yet: JSON values.

    Not ``JsonValue``: instructor walks through the whole type at each request.
    """

    rows: list[Any]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that does not fit the wire schema, and what is wrong with it in our words."""

    row: JsonValue
    problem: str


def read_rows(rows: Iterable[JsonValue]) -> tuple[list[Row], list[BadRow]]:
    """The rows that fit the wire schema, and those that do not."""
    good: list[Row] = []
    bad: list[BadRow] = []
    for row in rows:
        try:
            good.append(_ROW.validate_python(row))
        except ValidationError as error:
            bad.append(BadRow(row, describe(error)))
    return good, bad


def describe(error: ValidationError) -> str:
    """What does not fit, in words that do not change with pydantic's version."""
    problems: list[str] = []
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        # The first step of a union's path is the name of its member, which the model never sees.
        where = ".".join(str(step) for step in problem["loc"] if step not in _KINDS)
        wrong = _WORDS.get(problem["type"], "not as the schema says")
        said = f"{where}: {wrong}" if where else wrong
        if said not in problems:
            problems.append(said)
    return "; ".join(problems)


_KINDS = frozenset(("claim", "denial", "agreement", "non_response", "none"))
_WORDS = {
    "missing": "missing",
    "extra_forbidden": "not a field of this row",
    "string_too_short": "empty",
    "string_type": "not a string",
    "int_type": "not a number",
    "int_parsing": "not a number",
    "literal_error": "not one of the allowed values",
    "union_tag_invalid": "kind: not one of the allowed values",
    "union_tag_not_found": "kind: missing",
    "json_invalid": "not valid JSON",
    "list_type": "not a list",
    "tuple_type": "not a list",
    "model_type": "not an object",
    "model_attributes_type": "not an object",
    "dict_type": "not an object",
}


def generated_schema() -> dict[str, Any]:
    """The wire schema as pydantic generates it; a test compares the committed file with it."""
    schema = _ROW.json_schema(ref_template="#/$defs/{model}")
    return _object(
        {"rows": {"type": "array", "items": {"anyOf": [_variant(v, schema) for v in _VARIANTS]}}}
    )


_VARIANTS = ("Saying", "Deal", "Silence", "Nothing")
_KEPT = ("type", "enum", "const", "items", "anyOf")


def _variant(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """One kind of row, reduced to what every structured-output dialect understands."""
    properties = schema["$defs"][name]["properties"]
    return _object({key: _plain(value) for key, value in properties.items()})


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value[key] for key in _KEPT if key in value}
    if "anyOf" in kept:
        kept["anyOf"] = [_plain(option) for option in kept["anyOf"]]
    if "items" in kept:
        kept["items"] = _plain(kept["items"])
    return kept


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


@cache
def _committed() -> str:
    return (resources.files(__package__) / f"wire.v{WIRE_VERSION}.json").read_text(encoding="utf-8")


def wire_schema() -> dict[str, Any]:
    """The committed wire schema: constant, for endpoints that cache a schema."""
    loaded: dict[str, Any] = json.loads(_committed())
    return loaded


def wire_sha256() -> str:
    """The SHA-256 of the committed wire schema, for the provenance."""
    from claimex.schema import sha256_of

    return sha256_of(_committed())


class Verdict(_Row):
    """The answer to a question about one sentence: who is meant, and which view it is."""

    who: str
    view: Annotated[str, Field(min_length=1)]


def verdict_schema(views: Sequence[str]) -> dict[str, Any]:
    """The schema of an answer to a question that has these answers."""
    verdict = _object({"who": {"type": "string"}, "view": {"type": "string", "enum": list(views)}})
    return _object({"rows": {"type": "array", "items": verdict}})


@dataclass(frozen=True, slots=True)
class Slot:
    """One row that the answer must fill: the sentence, the cue and the kinds it may be."""

    sentence: int
    cue: str
    kinds: tuple[Kind, ...]


def slots_schema(slots: Sequence[Slot]) -> dict[str, Any]:
    """A schema with one fixed row for each slot, for endpoints with a free grammar."""
    variants = wire_schema()["properties"]["rows"]["items"]["anyOf"]
    rows = [
        {"anyOf": [filled for variant in variants if (filled := _filled(variant, slot))]}
        for slot in slots
    ]
    return _object(
        {
            "rows": {
                "type": "array",
                "prefixItems": rows,
                "minItems": len(rows),
                "maxItems": len(rows),
            }
        }
    )


def _filled(variant: dict[str, Any], slot: Slot) -> dict[str, Any] | None:
    """The variant with sentence and cue given, or None where the slot allows none of its kinds."""
    kind = variant["properties"]["kind"]
    allowed = [k for k in kind.get("enum", [kind.get("const")]) if k in slot.kinds]
    if not allowed:
        return None
    fixed = {"kind": {"enum": allowed}, "s": {"const": slot.sentence}, "cue": {"const": slot.cue}}
    return _object({**variant["properties"], **fixed})
