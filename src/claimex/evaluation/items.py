"""Gold and predicted statements in one shape, so that they can be compared."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimex.evaluation.gold import GoldDocument, GoldStatement
from claimex.schema import (
    Agreement,
    Asker,
    Claim,
    Denial,
    DocumentInfo,
    Extraction,
    Kind,
    NonResponse,
    Provenance,
    Source,
    Span,
    Standing,
    Statement,
    sha256_of,
)

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One statement, gold or predicted; None means unknown in gold, absent in a prediction."""

    id: str
    kind: Kind
    source: str | None = None
    source_span: Place | None = None
    cue: str | None = None
    cue_span: Place | None = None
    content_spans: tuple[Place, ...] = ()
    parties: tuple[str, ...] = ()
    about: str | None = None
    targets: tuple[str, ...] | None = None
    instrument: str | None = None
    status: str | None = None
    date: str | None = None
    standing: Standing | None = None

    @property
    def matchable(self) -> bool:
        """Whether it has what statements of its kind are matched by."""
        if self.kind == "agreement":
            return bool(self.parties)
        if self.kind == "non_response":
            return self.source_span is not None or self.cue_span is not None
        return any(start < end for start, end in self.content_spans)


def gold_items(document: GoldDocument) -> tuple[Item, ...]:
    """The gold statements of a document, with the standing that the schema derives from them."""
    standings = _standings(document)
    return tuple(
        Item(
            id=s.id,
            kind=s.kind,
            source=s.source,
            source_span=s.source_span,
            cue=s.cue,
            cue_span=s.cue_span,
            content_spans=s.content_spans or (),
            parties=s.parties or (),
            about=s.about,
            targets=s.targets,
            instrument=s.instrument,
            status=s.status,
            date=s.date,
            standing=standings.get(s.id),
        )
        for s in document.statements
    )


def predicted_items(extraction: Extraction) -> tuple[Item, ...]:
    """The statements of a prediction."""
    return tuple(_predicted_item(s) for s in extraction.statements)


def _predicted_item(s: Statement) -> Item:
    base = Item(id=s.id, kind=s.kind, cue=s.cue.text, cue_span=_place(s.cue))
    if isinstance(s, Agreement):
        return replace(
            base,
            content_spans=tuple((span.start, span.end) for span in s.content_spans),
            parties=tuple(party.name for party in s.parties),
            instrument=s.instrument,
            status=s.status,
            date=None if s.date is None else s.date.value,
            standing=s.standing,
        )
    base = replace(base, source=s.source.name, source_span=_place(s.source.mention))
    if isinstance(s, NonResponse):
        return base
    base = replace(base, content_spans=tuple((span.start, span.end) for span in s.content_spans))
    if isinstance(s, Claim):
        return replace(base, about=s.about, standing=s.standing)
    return replace(base, targets=s.targets)


def _place(span: Span | None) -> Place | None:
    return None if span is None else (span.start, span.end)


def _standings(document: GoldDocument) -> dict[str, Standing]:
    """The standing of each gold claim and agreement, by the schema's own derivation.

    Only names, contents and links enter it, so the spans are left empty.
    """
    kinds = {s.id: s.kind for s in document.statements}
    built = Extraction(
        document=DocumentInfo(id=document.id, chars=0, sha256=sha256_of("")),
        statements=tuple(_linked(s, kinds) for s in document.statements),
        provenance=Provenance(engine="gold", claimex_version="", key=""),
    )
    return {s.id: s.standing for s in built.statements if isinstance(s, Claim | Agreement)}


def _linked(s: GoldStatement, kinds: dict[str, Kind]) -> Statement:
    nothing = Span(start=0, end=0, text="")
    # An unknown source is nobody else's source: its stand-in is a name that no other one has.
    source = Source(name=s.source or f"\0{s.id}")

    def to(ids: tuple[str, ...] | None, *allowed: Kind) -> tuple[str, ...]:
        return tuple(i for i in ids or () if kinds[i] in allowed and i != s.id)

    if s.kind == "claim":
        about = to(None if s.about is None else (s.about,), "agreement")
        return Claim(
            id=s.id,
            source=source,
            cue=nothing,
            content=s.content or "",
            content_spans=(nothing,),
            about=about[0] if about else None,
            supports=to(s.supports, "claim", "denial", "agreement"),
        )
    if s.kind == "denial":
        return Denial(
            id=s.id,
            source=source,
            cue=nothing,
            content=s.content or "",
            content_spans=(nothing,),
            targets=to(s.targets, "claim", "agreement"),
        )
    if s.kind == "agreement":
        return Agreement(
            id=s.id,
            parties=tuple(Source(name=name) for name in s.parties or () if name),
            signatories=tuple(Source(name=name) for name in s.signatories or () if name),
            cue=nothing,
            content=s.content or "",
            content_spans=(nothing,),
        )
    return NonResponse(id=s.id, source=source, cue=nothing, asker=Asker(name="the outlet"))
