"""A statement on its way from the draft to the schema, in places of the repaired text."""

from __future__ import annotations

from dataclasses import dataclass

from claimex.assembly.names import Resolved
from claimex.draft import Place
from claimex.schema import AgreementStatus, Alignment, Asker, Instrument, Kind, Source


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named: ``source`` is resolved and has no mention, ``place`` is where it is named."""

    source: Source
    place: Place | None


class Sources:
    """Resolved names as sources of the schema, without mention; each is built once."""

    def __init__(self) -> None:
        self._made: dict[Resolved, Source] = {}

    def of(self, resolved: Resolved) -> Source:
        """The source for a resolved name."""
        source = self._made.get(resolved)
        if source is None:
            source = Source(name=resolved.name, role=resolved.role, type=resolved.type)
            self._made[resolved] = source
        return source


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression: where it stands, its words, and the ISO value or None."""

    place: Place
    text: str
    value: str | None


@dataclass(slots=True, kw_only=True, eq=False)
class Entry:
    """What became of a draft: its places are half-open ranges of ``Document.text``.

    ``evidence`` holds at least one place, in text order. ``alignment`` is the worst of the
    places that the statement stands on: those of its cue and its evidence. ``worded`` is the
    engine's own wording of the proposition where it adds nothing to the text, else "". Fields
    that do not apply to the kind keep their defaults; ``denied`` says that an agreement is only
    spoken of in what a denial denies; ``quotation`` and ``manner`` are as the engine gave them;
    ``asker`` is where the text names who asked, ``asked_by`` who that is.
    The draft itself is not kept: those of a long document weigh more than its entries.
    """

    kind: Kind
    cue: Place
    evidence: tuple[Place, ...]
    alignment: Alignment
    id: str = ""
    worded: str = ""
    content: str = ""
    source: Party | None = None
    on_behalf_of: Party | None = None
    via: tuple[Party, ...] = ()
    parties: tuple[Party, ...] = ()
    signatories: tuple[Party, ...] = ()
    instrument: Instrument | None = None
    title: str | None = None
    status: AgreementStatus | None = None
    date: Dated | None = None
    denied: bool = False
    quotation: str | None = None
    manner: str | None = None
    asker: Place | None = None
    asked_by: Asker | None = None

    @property
    def length(self) -> int:
        """How many characters the evidence covers."""
        return sum(end - start for start, end in self.evidence)
