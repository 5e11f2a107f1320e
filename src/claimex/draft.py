"""What an engine read, unresolved, and what an engine is.

A draft holds words as they stand in the text ("she", "the ministry", "Monday"). Resolving names,
dates, targets, standing and ids is the work of ``claimex.assembly`` alone, the same for every
engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import JsonValue

from claimex.schema import Failure, Kind, Notice, PromptRef, Usage
from claimex.text.document import Document

Place = tuple[int, int]
"""A half-open range of code points of ``Document.text``, the *repaired* text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of the text; ``place`` is where they stand, None where the engine does not know."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One statement as an engine read it.

    ``sentences`` are numbers of ``Document.sentences``, ``content`` the proposition in one sentence
    ("" where the engine does not word it itself), ``evidence`` the words that carry it, in order (a
    model may leave it empty: the evidence is then the sentences). ``manner`` is that of a
    non-response or a denial. ``via`` is the chain of sources that report it, outermost first.
    Fields that do not apply to the kind keep their defaults.
    """

    kind: Kind
    sentences: tuple[int, ...]
    cue: Words
    source: Words | None = None
    content: str = ""
    evidence: tuple[Words, ...] = ()
    quotation: str | None = None
    parties: tuple[Words, ...] = ()
    signatories: tuple[Words, ...] = ()
    instrument: str | None = None
    title: str | None = None
    status: str | None = None
    date: Words | None = None
    asker: Words | None = None
    manner: str | None = None
    via: tuple[Words, ...] = ()
    on_behalf_of: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that an engine read in one document, in reading order, and what it could not read."""

    drafts: tuple[Draft, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Notice, ...] = ()
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """What goes into the provenance of a result.

    ``engine`` is ``rules`` or ``model``; ``wire_sha256`` is that of the wire schema, None for an
    engine that has none.
    """

    engine: str
    model: str | None = None
    parameters: Mapping[str, JsonValue] = field(default_factory=dict)
    prompt: PromptRef | None = None
    wire_sha256: str | None = None


class Engine(Protocol):
    """Reads documents. Safe to share between threads and tasks."""

    @property
    def info(self) -> EngineInfo:
        """What this engine is, for the provenance."""

    def read(self, document: Document) -> Reading:
        """The drafts of one document; raises ModelError where nothing of it could be read."""

    async def aread(self, document: Document) -> Reading:
        """As ``read``, with the same result, from an event loop."""

    def close(self) -> None:
        """Release connections; the engine is not used afterwards."""

    async def aclose(self) -> None:
        """As ``close``, from an event loop."""
