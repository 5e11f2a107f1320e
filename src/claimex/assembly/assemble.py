"""From what an engine read to the typed result: grounded, named, dated, merged, worded, linked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import JsonValue

from claimex.assembly.dates import find_dates, resolve_date
from claimex.assembly.entry import Dated, Entry, Party, Sources
from claimex.assembly.linking import Links, find_links
from claimex.assembly.linking_items import Item
from claimex.assembly.linking_words import Lexis
from claimex.assembly.locating import Cover, Locator, UnlocatedError, nearest
from claimex.assembly.merging import merge_agreements, merge_repeats
from claimex.assembly.names import Names, Resolved
from claimex.assembly.support import Support
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
_NAME = {kind: kind.replace("_", "-") for kind in _LETTER}
OUTLET = "the outlet"
_OPENING = re.compile(r"\W*(?:[Oo]n|[Ii]n|[Ee]arly|[Ll]ate)?\s*(?:on|in)?\s*")
# How far beyond the words given a date expression is looked for, in characters.
_DATE_REACH = 40


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
        self._sources = Sources()
        self._lexis = Lexis(document.text)
        self._worder = Worder(document.text, self._pronoun)
        self._support: Support | None = None
        self._failures: list[Failure] = []
        self._warnings: list[Notice] = []

    def result(self, reading: Reading, provenance: Provenance, *, keep_text: bool) -> Extraction:
        entries = self._numbered(self._merged(self._entries(reading.drafts)))
        links = self._linked(entries)
        if unasserted := self._unasserted(entries, links):
            entries = self._numbered([e for e in entries if e not in unasserted])
            links = self._linked(entries)
        self._word_denials(entries, links)
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
                entries.append(self._locator.locate(draft))
            except UnlocatedError as error:
                self._refuse(draft, str(error))
        # Names are resolved in reading order: who spoke last is who "she" is.
        entries.sort(key=_reading_order)
        return [entry for entry in entries if self._resolve(entry)]

    def _refuse(self, draft: Draft, why: str) -> None:
        message = f"a {_NAME[draft.kind]} is left out: {why}"
        if self._strict:
            raise GroundingError(f"document {self._document.id!r}: {message}")
        self._failures.append(
            Failure(
                reason="ungrounded", message=message, chunk=self._range(draft), draft=_json(draft)
            )
        )

    def _range(self, draft: Draft) -> Range | None:
        places = self._locator.sentences(draft.sentences)
        if not places:
            return None
        span = self._document.span(min(p[0] for p in places), max(p[1] for p in places))
        return Range(start=span.start, end=span.end)

    def _resolve(self, entry: Entry) -> bool:
        """Resolve names, date and closed lists of an entry; False where it is refused."""
        draft = entry.draft
        entry.source = self._party(draft.source, draft)
        entry.on_behalf_of = self._party(draft.on_behalf_of, draft)
        entry.via = tuple(self._people(draft.via, draft))
        if entry.kind == "agreement":
            entry.parties = tuple(self._parties(draft, entry.cue))
            entry.signatories = tuple(self._people(draft.signatories, draft))
            entry.instrument = self._known(draft, "instrument", draft.instrument, Instrument)
            entry.status = self._known(draft, "status", draft.status, AgreementStatus)
            entry.date = self._date(entry)
            entry.title = self._title(draft)
        elif entry.source is None:
            self._refuse(draft, "nobody is named as its source")
            return False
        entry.worded = self._worded(entry)
        return True

    def _party(self, words: Words | None, draft: Draft) -> Party | None:
        """Who speaks or signs in these words, by the fullest name that the text gives."""
        located = self._located(words, draft)
        if located is None:
            return None
        said, place = located
        resolved = self._names.resolve(said, place)
        if draft.kind != "agreement":
            self._names.note_source(place, resolved)
        return Party(self._sources.of(resolved), place)

    def _people(self, many: Iterable[Words], draft: Draft) -> Iterator[Party]:
        for words in many:
            party = self._party(words, draft)
            if party is not None:
                yield party

    def _parties(self, draft: Draft, cue: Place) -> Iterator[Party]:
        """The parties of an agreement, each once: the state or body an official signs for."""
        seen: set[str] = set()
        for words in draft.parties:
            located = self._located(words, draft)
            if located is None:
                continue
            said, place = located
            for resolved in self._each(self._names.resolve_party(said, place)):
                if resolved.key not in seen:
                    seen.add(resolved.key)
                    spot = place
                    if place is None or not _shares_word(resolved.name, said):
                        spot = nearest(self._text, resolved.name, cue) or place
                    yield Party(self._sources.of(resolved), spot)

    def _each(self, resolved: Iterable[Resolved]) -> Iterator[Resolved]:
        """The parties one by one: "they", who are two companies, are two parties."""
        for one in resolved:
            members = re.split(r", | and ", one.name) if one.type == "group" else []
            if len(members) > 1 and "&" in one.key:
                for member in members:
                    yield from self._names.resolve_party(member)
            else:
                yield one

    def _located(self, words: Words | None, draft: Draft) -> tuple[str, Place | None] | None:
        """The words as they stand and where; None where they name something not in the text."""
        if words is None or not words.text.strip():
            return None
        place = self._locator.place(words, draft)
        if place is None and self._unsupported(words.text):
            self._foreign(draft, "name", words.text)
            return None
        return (words.text if place is None else self._text[slice(*place)]), place

    def _pronoun(self, place: Place) -> str | None:
        """The name that a pronoun stands for, None where it is not certain."""
        words = self._text[slice(*place)]
        name = self._names.resolve(words, place).name
        return None if name.casefold() == words.casefold() else name

    def _title(self, draft: Draft) -> str | None:
        if draft.title and self._unsupported(draft.title):
            self._foreign(draft, "title", draft.title)
            return None
        return draft.title or None

    def _date(self, entry: Entry) -> Dated | None:
        draft = entry.draft
        if draft.date is None:
            place = self._dated_before(entry.cue)
        else:
            place = self._locator.place(draft.date, draft)
            if place is None:
                self._foreign(draft, "date", draft.date.text)
            else:
                place = self._whole_date(place)
        if place is None:
            return None
        words = self._text[slice(*place)]
        return Dated(place=place, text=words, value=resolve_date(words, self._document.published))

    def _whole_date(self, place: Place) -> Place:
        """The whole date expression that these words are of: "July 2024" for "July 20"."""
        start, end = max(0, place[0] - _DATE_REACH), place[1] + _DATE_REACH
        found = [(start + a, start + b) for a, b in find_dates(self._text[start:end])]
        whole = [p for p in found if p[0] <= place[0] and place[1] <= p[1]]
        return min(whole, key=lambda p: p[1] - p[0], default=place)

    def _dated_before(self, cue: Place) -> Place | None:
        """The date that opens the cue's sentence, or that counts up to what the cue says.

        "On Friday, they agreed"; "on Friday, three days after they agreed".
        """
        start = self._document.sentence_at(cue[0]).start
        before = self._text[start : cue[0]]
        for a, b in reversed(find_dates(before)):
            counts = before[a:b].endswith(("after", "before")) and "," not in before[b:]
            if counts or (_OPENING.fullmatch(before[:a]) and before[b:].startswith(",")):
                return start + a, start + b
        return None

    def _known(self, draft: Draft, field: str, value: str | None, known: Any) -> Any:
        """A value of one of the schema's closed lists; a Notice where it is none of them."""
        if value is None or value in get_args(known):
            return value
        self._warnings.append(
            Notice(
                code=f"unknown-{field}",
                message=f"the {field} {value!r} of a {_NAME[draft.kind]} is none of"
                f" {', '.join(get_args(known))}; left out",
            )
        )
        return None

    def _worded(self, entry: Entry) -> str:
        """The engine's own wording of the proposition; "" where it adds something to the text."""
        content = entry.draft.content.strip()
        if not content:
            return ""
        people = (entry.source, entry.on_behalf_of, *entry.via, *entry.parties, *entry.signatories)
        allowed = [party.source.name for party in people if party is not None]
        if entry.date is not None and entry.date.value is not None:
            allowed.append(entry.date.value)
        added = self._unsupported(content, allowed)
        if not added:
            return content
        self._warnings.append(
            Notice(
                code="not-in-text",
                message=f"the wording of a {_NAME[entry.kind]} has {', '.join(added)}, which is not"
                " in the text; its literal words are given instead",
                span=self._span(entry.cue),
            )
        )
        return ""

    def _unsupported(self, words: str, allowed: Sequence[str] = ()) -> tuple[str, ...]:
        if words in self._text:
            return ()
        # Prepared when it is first needed: words of the rules are words of the text.
        if self._support is None:
            self._support = Support(self._text, self._document.title)
        return self._support.unsupported(words, allowed)

    def _foreign(self, draft: Draft, field: str, words: str) -> None:
        self._warnings.append(
            Notice(
                code="not-in-text",
                message=f"the {field} {words!r} of a {_NAME[draft.kind]} is not in the text;"
                " left out",
            )
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
        return [*others, *merge_agreements(self._text, mentions, self._lexis)]

    def _numbered(self, entries: list[Entry]) -> list[Entry]:
        entries.sort(key=_reading_order)
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
        return find_links(self._text, [self._item(e) for e in spoken], self._lexis)

    def _unasserted(self, entries: Sequence[Entry], links: Mapping[str, Links]) -> list[Entry]:
        """The agreements of which only a denial speaks: that alone makes none."""
        about = {link.about for link in links.values()}
        return [e for e in entries if e.kind == "agreement" and e.denied and e.id not in about]

    def _word_denials(self, entries: Sequence[Entry], links: Mapping[str, Links]) -> None:
        by_id = {e.id: e for e in entries}
        for entry in entries:
            if entry.kind == "denial":
                targets = [by_id[target] for target in links[entry.id].targets]
                entry.content = self._worder.denied(entry, targets)

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


def _reading_order(entry: Entry) -> tuple[Place, int, tuple[Place, ...]]:
    return entry.cue, _KINDS.index(entry.kind), entry.evidence


def _shares_word(name: str, words: str) -> bool:
    folded = words.casefold()
    return any(len(word) > 2 and word in folded for word in name.casefold().split())


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
