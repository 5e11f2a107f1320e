"""From what an engine read to the typed result: grounded, named, dated, merged, worded, linked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, get_args

from pydantic import JsonValue

from claimex.assembly.dates import resolve_date
from claimex.assembly.entry import Dated, Entry, Party
from claimex.assembly.linking import Item, Links, find_links
from claimex.assembly.linking_words import Lexis
from claimex.assembly.locating import Locator, Unlocated
from claimex.assembly.merging import merge_agreements, merge_repeats
from claimex.assembly.names import Names
from claimex.assembly.wording import Worder, quotation_of
from claimex.draft import Draft, Place, Reading, Words
from claimex.errors import GroundingError
from claimex.schema import (
    Agreement,
    AgreementDate,
    AgreementStatus,
    Asker,
    Claim,
    Denial,
    DenialManner,
    Extraction,
    Failure,
    Instrument,
    NonResponse,
    NonResponseManner,
    Notice,
    Provenance,
    Quotation,
    Range,
    Source,
    Span,
    Statement,
)
from claimex.text.document import Document

_LETTER = {"claim": "c", "denial": "d", "agreement": "a", "non_response": "n"}
_KINDS = list(_LETTER)
OUTLET = "the outlet"


def assemble(
    document: Document,
    reading: Reading,
    provenance: Provenance,
    *,
    strict: bool = False,
    keep_text: bool = True,
) -> Extraction:
    """The result of one document, from the drafts that an engine read in it.

    A draft whose cue or evidence is not in the text becomes a ``Failure`` (``ungrounded``), or
    raises GroundingError with ``strict``. Without ``keep_text`` the result carries no text. Equal
    input gives an equal result.
    """
    return _Assembly(document, strict=strict).result(reading, provenance, keep_text=keep_text)


class _Assembly:
    def __init__(self, document: Document, *, strict: bool) -> None:
        self._document = document
        self._text = document.text
        self._strict = strict
        self._locator = Locator(document)
        self._names = Names(document)
        self._lexis = Lexis(document.text)
        self._worder = Worder(document.text, self._pronoun)
        self._failures: list[Failure] = []
        self._warnings: list[Notice] = []

    def result(self, reading: Reading, provenance: Provenance, *, keep_text: bool) -> Extraction:
        entries = self._numbered(self._merged(self._entries(reading.drafts)))
        links = self._linked(entries)
        return Extraction(
            document=self._document.info(keep_text=keep_text),
            statements=tuple(self._statement(e, links.get(e.id, Links())) for e in entries),
            failures=(*reading.failures, *self._failures),
            warnings=(*self._document.notices, *reading.warnings, *self._warnings),
            provenance=provenance,
            usage=reading.usage,
        )

    # drafts to entries

    def _entries(self, drafts: Iterable[Draft]) -> list[Entry]:
        entries: list[Entry] = []
        for draft in drafts:
            try:
                entry = self._locator.locate(draft)
            except Unlocated as error:
                self._refuse(draft, str(error))
                continue
            self._resolve(entry)
            if entry.source is None and entry.kind != "agreement":
                self._refuse(draft, "nobody is named as its source")
                continue
            entries.append(entry)
        return entries

    def _refuse(self, draft: Draft, why: str) -> None:
        message = f"a {draft.kind.replace('_', '-')} is left out: {why}"
        if self._strict:
            raise GroundingError(f"document {self._document.id!r}: {message}")
        self._failures.append(
            Failure(reason="ungrounded", message=message, chunk=self._range(draft), draft=_json(draft))
        )

    def _range(self, draft: Draft) -> Range | None:
        places = self._locator.sentences(draft.sentences)
        if not places:
            return None
        span = self._document.span(min(p[0] for p in places), max(p[1] for p in places))
        return Range(start=span.start, end=span.end)

    def _resolve(self, entry: Entry) -> None:
        draft = entry.draft
        entry.source = self._party(draft.source, draft)
        entry.on_behalf_of = self._party(draft.on_behalf_of, draft)
        entry.via = self._parties(draft.via, draft)
        if entry.kind == "agreement":
            entry.parties = self._parties(draft.parties, draft)
            entry.signatories = self._parties(draft.signatories, draft)
            entry.instrument = self._known(draft, "instrument", draft.instrument, Instrument)
            entry.status = self._known(draft, "status", draft.status, AgreementStatus)
            entry.title = draft.title
            entry.date = self._date(draft)

    def _party(self, words: Words | None, draft: Draft) -> Party | None:
        """Who is meant by these words, by the fullest name that the text gives."""
        if words is None or not words.text.strip():
            return None
        place = self._locator.place(words, draft)
        if place is None and not self._lexis.has(words.text):
            self._foreign(draft, "name", words.text)
            return None
        said = words.text if place is None else self._text[slice(*place)]
        return Party(self._names.resolve(said, place), place)

    def _pronoun(self, place: Place) -> str | None:
        """The name that a pronoun stands for, None where it is not certain."""
        words = self._text[slice(*place)]
        name: str = self._names.resolve(words, place).name
        return None if name.casefold() == words.casefold() else name

    def _parties(self, many: Iterable[Words], draft: Draft) -> tuple[Party, ...]:
        parties: dict[str, Party] = {}
        for words in many:
            party = self._party(words, draft)
            if party is not None:
                parties.setdefault(party.source.name.casefold(), party)
        return tuple(parties.values())

    def _date(self, draft: Draft) -> Dated | None:
        if draft.date is None:
            return None
        place = self._locator.place(draft.date, draft)
        if place is None:
            self._foreign(draft, "date", draft.date.text)
            return None
        words = self._text[slice(*place)]
        return Dated(place=place, text=words, value=resolve_date(words, self._document.published))

    def _known(self, draft: Draft, field: str, value: str | None, known: Any) -> Any:
        """A value of one of the schema's closed lists; a Notice where it is none of them."""
        if value is None or value in get_args(known):
            return value
        self._warnings.append(
            Notice(
                code=f"unknown_{field}",
                message=f"{field} {value!r} of a {draft.kind} is none that claimex knows; left out",
            )
        )
        return None

    def _foreign(self, draft: Draft, field: str, words: str) -> None:
        self._warnings.append(
            Notice(
                code="not_in_text",
                message=f"the {field} {words!r} of a {draft.kind} is not in the text; left out",
            )
        )

    # entries to numbered statements

    def _merged(self, entries: Sequence[Entry]) -> list[Entry]:
        single = merge_repeats(entries)
        mentions = [e for e in single if e.kind == "agreement"]
        if not mentions:
            return single
        mentions.sort(key=lambda e: (e.cue, e.evidence))
        others = [e for e in single if e.kind != "agreement"]
        return [*others, *merge_agreements(self._text, mentions, self._lexis)]

    def _numbered(self, entries: list[Entry]) -> list[Entry]:
        entries.sort(key=lambda e: (e.cue, _KINDS.index(e.kind), e.evidence))
        count = dict.fromkeys(_KINDS, 0)
        for entry in entries:
            count[entry.kind] += 1
            entry.id = f"{_LETTER[entry.kind]}{count[entry.kind]}"
        return entries

    def _linked(self, entries: Sequence[Entry]) -> dict[str, Links]:
        """The links between the entries, whose contents are worded on the way."""
        for entry in entries:
            if entry.kind != "non_response":
                entry.content = self._worder.proposition(entry)
        spoken = [e for e in entries if e.kind != "non_response"]
        links = find_links(self._text, [self._item(e) for e in spoken], self._lexis)
        by_id = {e.id: e for e in spoken}
        for entry in spoken:
            if entry.kind == "denial":
                denied = [by_id[target] for target in links[entry.id].targets]
                entry.content = self._worder.denied(entry, denied)
        return links

    def _item(self, entry: Entry) -> Item:
        source = entry.source
        known_as = ""
        if source is not None:
            mention = self._text[slice(*source.place)] if source.place else ""
            known_as = f"{source.source.name} {source.source.role or ''} {mention}"
        people = (*entry.parties, *entry.signatories)
        return Item(
            id=entry.id,
            kind=entry.kind,
            cue=entry.cue,
            places=entry.evidence,
            content=entry.content,
            source=source.source.name if source else "",
            known_as=known_as,
            principal=entry.on_behalf_of.source.name if entry.on_behalf_of else "",
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
            assert entry.source is not None  # entries without a source were refused
            manner = self._known(entry.draft, "manner", entry.draft.manner, NonResponseManner)
            return NonResponse(
                **common,
                source=self._source(entry.source),
                asker=self._asker(entry.draft),
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
        quotation = self._known(entry.draft, "quotation", entry.draft.quotation, Quotation)
        common["quotation"] = quotation or quotation_of(self._text, entry.evidence)
        if entry.kind == "claim":
            return Claim(**common, about=links.about, supports=links.supports)
        manner = self._known(entry.draft, "manner", entry.draft.manner, DenialManner)
        return Denial(**common, targets=links.targets, manner=manner)

    def _span(self, place: Place) -> Span:
        return self._document.span(*place)

    def _source(self, party: Party) -> Source:
        if party.place is None:
            return party.source
        return party.source.model_copy(update={"mention": self._span(party.place)})

    def _agreement_date(self, date: Dated | None) -> AgreementDate | None:
        if date is None:
            return None
        span = self._span(date.place)
        return AgreementDate(text=span.text, value=date.value, span=span)

    def _asker(self, draft: Draft) -> Asker:
        place = self._locator.place(draft.asker, draft) if draft.asker else None
        if place is not None and not _SELF.fullmatch(self._text[slice(*place)]):
            name = self._names.resolve(self._text[slice(*place)], place).name
            return Asker(name=name, mention=self._span(place))
        return Asker(
            name=self._document.outlet or OUTLET,
            mention=self._span(place) if place is not None else None,
        )


_SELF = re.compile(r"we|us|me|i|our\b.*|the outlet|this (?:news)?paper", re.IGNORECASE)


def _json(draft: Draft) -> dict[str, JsonValue]:
    """A draft as JSON, without the fields that it leaves empty."""
    return {
        field.name: value
        for field in dataclasses.fields(draft)
        if (value := _plain(getattr(draft, field.name))) not in (None, "", [])
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Words):
        place = None if value.place is None else list(value.place)
        return {"text": value.text, "place": place}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
