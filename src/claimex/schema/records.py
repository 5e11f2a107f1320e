"""What a result says beside its statements: failures, warnings, how it was made, what it cost."""

from __future__ import annotations

from datetime import date as Date
from typing import Literal

from pydantic import Field, JsonValue

from claimex.schema.base import Record
from claimex.schema.places import Range, Span

FailureReason = Literal[
    "ungrounded", "invalid", "truncated", "refused", "filtered", "empty", "transport"
]


class Failure(Record):
    """Something that was read and could not be reported, or a part that could not be read.

    ``chunk`` is the part of the original text it concerns, ``draft`` what the engine read; each is
    None where there is none.
    """

    reason: FailureReason
    message: str
    chunk: Range | None = None
    draft: dict[str, JsonValue] | None = None


class Notice(Record):
    """A warning about the document: ``code`` is stable, ``message`` is for people."""

    code: str
    message: str
    span: Span | None = None


class PromptRef(Record):
    """Which prompt was used; ``sha256`` is of the template and its examples."""

    name: str
    version: str
    sha256: str


class Usage(Record):
    """What a result cost, failed attempts included.

    Tokens as the server counts them, wall-clock ``seconds``, ``cost_usd`` in US dollars; None where
    the price is not known, never 0 in its place.
    """

    requests: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    cost_usd: float | None = None

    def __add__(self, other: Usage) -> Usage:
        """Sum of both; the cost is None as soon as one side that made requests has none."""
        unknown = any(part.requests and part.cost_usd is None for part in (self, other))
        costs = [part.cost_usd for part in (self, other) if part.cost_usd is not None]
        return Usage(
            requests=self.requests + other.requests,
            input_tokens=self.input_tokens + other.input_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            seconds=self.seconds + other.seconds,
            cost_usd=None if unknown or not costs else sum(costs),
        )


class Provenance(Record):
    """What a result can be run again with.

    ``engine`` is ``rules`` or ``model``; ``model`` and ``prompt`` are None for rules. ``key`` is
    the SHA-256 that says whether a later run would do the same work.
    """

    engine: str
    model: str | None = None
    parameters: dict[str, JsonValue] = Field(default_factory=dict)
    prompt: PromptRef | None = None
    claimex_version: str
    key: str


class DocumentInfo(Record):
    """The document a result speaks of.

    ``chars`` counts the code points of the original text, ``sha256`` is of its UTF-8; ``text`` is
    None in results written without it. ``extra`` holds the keys of the input line that claimex does
    not know.
    """

    id: str
    title: str | None = None
    published: Date | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None
    chars: int = Field(ge=0)
    sha256: str
    text: str | None = None
    extra: dict[str, JsonValue] = Field(default_factory=dict)
