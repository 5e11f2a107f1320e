"""From what an engine read to the typed result: grounded, named, dated, merged, worded, linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from claimex.assembly.entry import Dated, Entry, Party
from claimex.assembly.linking import NO_LINKS, Links, find_links
from claimex.assembly.linking_items import Item
from claimex.assembly.linking_words import Lexis
from claimex.assembly.locating import Cover
from claimex.assembly.merging import merge_agreements, merge_repeats
from claimex.assembly.merging_states import find_states
from claimex.assembly.resolving import KINDS, Resolver, reading_order
from claimex.assembly.wording import Worder, quotation_of
from claimex.draft import Place, Reading
from claimex.schema import (
    Agreement,
    AgreementDate,
    Claim,
    Denial,
    DenialManner,
    Extraction,
    NonResponse,
    NonResponseManner,
    Provenance,
    Quotation,
    Source,
    Span,
    Statement,
)
from claimex.text.document import Document

_QUOTATIONS, _MANNERS = get_args(Quotation), get_args(DenialManner)
_SILENCES = get_args(NonResponseManner)
_LETTER = {"claim": "c", "denial": "d", "agreement": "a", "non_response": "n"}


class Assembly:
    """The way of one document from an engine's drafts to its result. Equal input, equal result.

    A draft whose cue or evidence is not in the text becomes a ``Failure`` (``ungrounded``), or
    raises GroundingError with ``strict``. The reading is not kept: a caller that lets go of it
    needs less memory for a long document.
    """

    def __init__(self, document: Document, reading: Reading, *, strict: bool = False) -> None:
        self._document = document
        self._text = document.text
        self._resolver = Resolver(document, strict=strict)
        self._lexis = Lexis(document.text)
        self._worder = Worder(document.text, self._resolver.pronoun)
        self._entries = self._resolver.entries(reading.drafts)
        self._failures, self._warnings = reading.failures, reading.warnings
        self._usage = reading.usage

    def result(self, provenance: Provenance, *, keep_text: bool = True) -> Extraction:
        """The result, to be asked for once; without ``keep_text`` it carries no text."""
        entries = self._numbered(self._merged(self._entries))
        self._entries = entries
        self._word(entries)
        links = self._linked(entries)
        if unasserted := self._unasserted(entries, links):
            entries[:] = self._numbered([e for e in entries if e not in unasserted])
            links = self._linked(entries)
        self._word_denials(entries, links)
        self._date_agreements(entries, links)
        # Built first: values of closed lists are checked on the way and may add warnings.
        statements = tuple(self._statement(e, links.get(e.id, NO_LINKS)) for e in _drained(entries))
        return Extraction(
            document=self._document.info(keep_text=keep_text),
            statements=statements,
            failures=(*self._failures, *self._resolver.failures),
            warnings=(*self._document.notices, *self._warnings, *self._resolver.warnings),
            provenance=provenance,
            usage=self._usage,
        )

    # entries to numbered statements

    def _merged(self, entries: Sequence[Entry]) -> list[Entry]:
        single = merge_repeats(entries)
        mentions = [e for e in single if e.kind == "agreement"]
        if not mentions:
            return single
        others = [e for e in single if e.kind != "agreement"]
        denied = Cover(p for e in others if e.kind == "denial" for p in e.evidence)
        for mention in mentions:
            mention.denied = denied.holds(mention.cue)
        read = Cover(e.cue for e in mentions)
        claimed = Cover(p for e in others if e.kind == "claim" for p in e.evidence)
        states = [
            state
            for state in find_states(self._text)
            if not denied.holds(state.place)
            and not read.meets(state.place)
            # That somebody broke it is what one party says of another.
            and not (state.status == "breached" and claimed.holds(state.place))
        ]
        sentences = [sentence.start for sentence in self._document.sentences]
        return [
            *others,
            *merge_agreements(self._text, mentions, self._lexis, states, sentences),
        ]

    def _numbered(self, entries: list[Entry]) -> list[Entry]:
        entries.sort(key=reading_order)
        count = dict.fromkeys(KINDS, 0)
        for entry in entries:
            count[entry.kind] += 1
            entry.id = f"{_LETTER[entry.kind]}{count[entry.kind]}"
        return entries

    def _word(self, entries: Sequence[Entry]) -> None:
        """Word what is said and name who asked: the last for which names are looked up."""
        for entry in entries:
            if entry.kind != "non_response":
                entry.content = self._worder.proposition(entry)
        for entry in entries:
            if entry.kind == "non_response":
                entry.asked_by = self._resolver.asker(entry.asker)
        self._resolver.forget_names()

    def _linked(self, entries: Sequence[Entry]) -> dict[str, Links]:
        """The links between the entries that say something."""
        spoken = [e for e in entries if e.kind != "non_response"]
        return find_links(self._text, [self._item(e) for e in spoken], self._lexis)

    def _unasserted(self, entries: Sequence[Entry], links: Mapping[str, Links]) -> set[Entry]:
        """The agreements of which only a denial speaks: that alone makes none."""
        about = {link.about for link in links.values()}
        return {e for e in entries if e.kind == "agreement" and e.denied and e.id not in about}

    def _date_agreements(self, entries: Sequence[Entry], links: Mapping[str, Links]) -> None:
        """Give an agreement without a date the one that a claim about it tells."""
        told: dict[str, list[Entry]] = {}
        for entry in entries:
            if (about := links.get(entry.id, NO_LINKS).about) is not None:
                told.setdefault(about, []).append(entry)
        for entry in entries:
            if entry.kind == "agreement" and entry.date is None and entry.id in told:
                entry.date = self._resolver.dated_by(told[entry.id])

    def _word_denials(self, entries: Sequence[Entry], links: Mapping[str, Links]) -> None:
        by_id = {e.id: e for e in entries}
        for entry in entries:
            if entry.kind == "denial":
                targets = [by_id[target] for target in links[entry.id].targets]
                entry.content = self._worder.denied(entry, targets)

    def _item(self, entry: Entry) -> Item:
        source = entry.source
        principal = entry.on_behalf_of
        people = (*entry.parties, *entry.signatories)
        return Item(
            id=entry.id,
            kind=entry.kind,
            cue=entry.cue,
            places=entry.evidence,
            content=entry.content,
            source=source.source.name if source else "",
            role=(source.source.role if source else None) or "",
            mention=source.place if source else None,
            # Only where these words say so: a lawyer's later remarks may be about another matter.
            principal=principal.source.name if principal and principal.place else "",
            parties=tuple(party.source.name for party in people),
            title=entry.title or "",
        )

    # statements of the schema, in places of the original text

    def _statement(self, entry: Entry, links: Links) -> Statement:
        common: dict[str, Any] = {
            "id": entry.id,
            "cue": self._span(entry.cue),
            "alignment": entry.alignment,
        }
        if entry.kind == "non_response":
            # Entries without a source were refused, who asked was named along with the wording.
            assert entry.source is not None
            assert entry.asked_by is not None
            manner = self._resolver.known(entry.kind, "manner", entry.manner, _SILENCES)
            return NonResponse(
                **common,
                source=self._source(entry.source),
                asker=entry.asked_by,
                manner=manner or "no_response",
            )
        common["content"] = entry.content
        common["content_spans"] = tuple(self._span(place) for place in entry.evidence)
        if entry.kind == "agreement":
            return Agreement(
                **common,
                parties=tuple(map(self._source, entry.parties)),
                signatories=tuple(map(self._source, entry.signatories)),
                instrument=entry.instrument or "other",
                title=entry.title,
                status=entry.status or "reported",
                date=self._agreement_date(entry.date),
            )
        assert entry.source is not None
        common["source"] = self._source(entry.source)
        common["on_behalf_of"] = self._source(entry.on_behalf_of) if entry.on_behalf_of else None
        common["via"] = tuple(map(self._source, entry.via))
        quotation = self._resolver.known(entry.kind, "quotation", entry.quotation, _QUOTATIONS)
        common["quotation"] = quotation or quotation_of(self._text, entry.evidence)
        if entry.kind == "claim":
            return Claim(**common, about=links.about, supports=links.supports)
        manner = self._resolver.known(entry.kind, "manner", entry.manner, _MANNERS)
        return Denial(**common, targets=links.targets, manner=manner)

    def _span(self, place: Place) -> Span:
        return self._document.span(*place)

    def _source(self, party: Party) -> Source:
        if party.place is None:
            return party.source
        who = party.source
        return Source(name=who.name, role=who.role, type=who.type, mention=self._span(party.place))

    def _agreement_date(self, date: Dated | None) -> AgreementDate | None:
        if date is None:
            return None
        span = self._span(date.place)
        return AgreementDate(text=span.text, value=date.value, span=span)


def _drained(entries: list[Entry]) -> Iterator[Entry]:
    """The entries in turn, each let go once it is used."""
    entries.reverse()
    while entries:
        yield entries.pop()
