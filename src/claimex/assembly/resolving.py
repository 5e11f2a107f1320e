"""From drafts to entries: each word has its place, each name, date and closed list its value."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from pydantic import JsonValue

from claimex.assembly.dates import find_dates, resolve_date
from claimex.assembly.entry import Dated, Entry, Party, Sources
from claimex.assembly.locating import Locator, UnlocatedError, nearest
from claimex.assembly.name_parties import is_pair
from claimex.assembly.names import Names, Resolved
from claimex.assembly.support import Support
from claimex.draft import Draft, Place, Words
from claimex.errors import GroundingError
from claimex.schema import (
    AgreementStatus,
    Asker,
    Failure,
    Instrument,
    Kind,
    Notice,
    Range,
)
from claimex.text.document import Document

KINDS = ("claim", "denial", "agreement", "non_response")
OUTLET = "the outlet"
_INSTRUMENTS, _STATUSES = get_args(Instrument), get_args(AgreementStatus)
_NAME = {kind: kind.replace("_", "-") for kind in KINDS}
_OPENING = re.compile(r"\W*(?:[Oo]n|[Ii]n|[Ee]arly|[Ll]ate)?\s*(?:on|in)?\s*")
# "We shook hands at midnight on Thursday": what tells that an agreement was made, up to its date.
_MADE = re.compile(r"\b(?:hands?|signed|initialled|reached|struck)\b", re.IGNORECASE)
_UP_TO = re.compile(r"(?:\s(?:it|on|in|at|the|deal|midnight|noon|dawn|[A-Z][\w-]+)){0,6}\s")
# "On Friday Chile signed", but not "On Friday the mayor said that they had signed".
_BREAKS = re.compile(r"[,;:]|\b(?:that|who|which|said|says|told|when|after|before|had)\b")
# How far beyond the words given a date expression is looked for, in characters.
_DATE_REACH = 40
_SELF = re.compile(r"we|us|me|i|our\b.*|the outlet|this (?:news)?paper", re.IGNORECASE)


class Resolver:
    """Turns the drafts of one document into entries; collects what fails and what to know.

    With ``strict`` a draft whose words are not in the text raises GroundingError instead of
    becoming one of ``failures``.
    """

    def __init__(self, document: Document, *, strict: bool) -> None:
        self._document = document
        self._text = document.text
        self._strict = strict
        self._locator = Locator(document)
        self._sources = Sources()
        self._support: Support | None = None
        self._named: Names | None = None
        self._partners: tuple[Party, ...] = ()
        self._principals: dict[str, Party] = {}
        self.failures: list[Failure] = []
        self.warnings: list[Notice] = []

    @property
    def _names(self) -> Names:
        # Read when it is first needed: a text in which nothing is said needs no names.
        if self._named is None:
            self._named = Names(self._document)
        return self._named

    def forget_names(self) -> None:
        """Let go of the names of the text, once nobody is to be named any more."""
        self._named = None

    def entries(self, drafts: Iterable[Draft]) -> list[Entry]:
        """The entries of all drafts that stand in the text, in reading order."""
        located: list[tuple[Entry, Draft]] = []
        for draft in drafts:
            try:
                located.append((self._locator.locate(draft), draft))
            except UnlocatedError as error:
                self._refuse(draft, str(error))
        # Names are resolved in reading order: who spoke last is who "she" is.
        located.sort(key=lambda pair: reading_order(pair[0]))
        return [entry for entry, draft in located if self._resolve(entry, draft)]

    def _refuse(self, draft: Draft, why: str) -> None:
        message = f"a {_NAME[draft.kind]} is left out: {why}"
        if self._strict:
            raise GroundingError(f"document {self._document.id!r}: {message}")
        self.failures.append(
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

    def _resolve(self, entry: Entry, draft: Draft) -> bool:
        """Resolve names, date and closed lists of an entry; False where it is refused."""
        entry.source = self._party(draft.source, draft)
        entry.on_behalf_of = self._party(draft.on_behalf_of, draft)
        entry.via = tuple(self._people(draft.via, draft))
        if entry.kind == "agreement":
            entry.parties = tuple(self._parties(draft, entry.cue))
            if len(entry.parties) == 2:
                self._partners = entry.parties
            entry.signatories = tuple(self._people(draft.signatories, draft))
            entry.instrument = self.known(draft.kind, "instrument", draft.instrument, _INSTRUMENTS)
            entry.status = self.known(draft.kind, "status", draft.status, _STATUSES)
            entry.date = self._date(entry, draft)
            entry.title = self._title(draft)
        elif entry.source is None:
            self._refuse(draft, "nobody is named as its source")
            return False
        else:
            self._speaks_on(entry)
        if draft.asker is not None:
            entry.asker = self._locator.place(draft.asker, draft)
        entry.worded = self._worded(entry, draft.content.strip())
        return True

    def _speaks_on(self, entry: Entry) -> None:
        """Who spoke for somebody before still does: "her agent, Gil Rask", then "he said"."""
        assert entry.source is not None
        speaker = entry.source.source
        if entry.on_behalf_of is not None and entry.on_behalf_of.source.name == speaker.name:
            # "his lawyer, Jo Hart": whose lawyer she is was said too far away.
            entry.on_behalf_of = None
        if entry.on_behalf_of is not None:
            self._principals[speaker.name] = Party(entry.on_behalf_of.source, None)
        elif speaker.type == "person" or " for " in speaker.name:
            entry.on_behalf_of = self._principals.get(speaker.name)

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
        if len(draft.parties) == 1 and self._partners and is_pair(draft.parties[0].text):
            words = draft.parties[0]
            if len(self._names.resolve_party(words.text, words.place)) == 1:
                # "The two sides" of the agreement spoken of last.
                yield from self._partners
                return
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

    def pronoun(self, place: Place) -> str | None:
        """The name that a pronoun stands for, None where it is not certain."""
        words = self._text[slice(*place)]
        name = self._names.resolve(words, place).name
        return None if name.casefold() == words.casefold() else name

    def _title(self, draft: Draft) -> str | None:
        if draft.title and self._unsupported(draft.title):
            self._foreign(draft, "title", draft.title)
            return None
        return draft.title or None

    def _date(self, entry: Entry, draft: Draft) -> Dated | None:
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

    def dated_by(self, told: Sequence[Entry]) -> Dated | None:
        """When an agreement was made, as the first of these claims about it tells, or None."""
        for place in (place for entry in told for place in entry.evidence):
            words = self._text[slice(*place)]
            for made in _MADE.finditer(words):
                for a, b in find_dates(words[made.end() :])[:1]:
                    value = resolve_date(words[made.end() :][a:b], self._document.published)
                    if _UP_TO.fullmatch(words[made.end() :][:a]) and value is not None:
                        begin = place[0] + made.end()
                        found = begin + a, begin + b
                        return Dated(place=found, text=self._text[slice(*found)], value=value)
        return None

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
            opens = _OPENING.fullmatch(before[:a]) is not None
            if counts or (opens and (before[b:].startswith(",") or not _BREAKS.search(before[b:]))):
                return start + a, start + b
        return None

    def known(self, kind: Kind, field: str, value: str | None, known: tuple[str, ...]) -> Any:
        """A value of one of the schema's closed lists; a Notice where it is none of them."""
        if value is None or value in known:
            return value
        self.warnings.append(
            Notice(
                code=f"unknown-{field}",
                message=f"the {field} {value!r} of a {_NAME[kind]} is none of"
                f" {', '.join(known)}; left out",
            )
        )
        return None

    def _worded(self, entry: Entry, content: str) -> str:
        """The engine's own wording of the proposition; "" where it adds something to the text."""
        if not content:
            return ""
        people = (entry.source, entry.on_behalf_of, *entry.via, *entry.parties, *entry.signatories)
        allowed = [party.source.name for party in people if party is not None]
        if entry.date is not None and entry.date.value is not None:
            allowed.append(entry.date.value)
        added = self._unsupported(content, allowed)
        if not added:
            return content
        self.warnings.append(
            Notice(
                code="not-in-text",
                message=f"the wording of a {_NAME[entry.kind]} has {', '.join(added)}, which is not"
                " in the text; its literal words are given instead",
                span=self._document.span(*entry.cue),
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
        self.warnings.append(
            Notice(
                code="not-in-text",
                message=f"the {field} {words!r} of a {_NAME[draft.kind]} is not in the text;"
                " left out",
            )
        )

    def asker(self, place: Place | None) -> Asker:
        """Who asked for comment; the outlet where the text does not name somebody."""
        if place is not None and not _SELF.fullmatch(self._text[slice(*place)]):
            name = self._names.resolve(self._text[slice(*place)], place).name
            return Asker(name=name, mention=self._document.span(*place))
        return Asker(
            name=self._document.outlet or OUTLET,
            mention=self._document.span(*place) if place is not None else None,
        )


def reading_order(entry: Entry) -> tuple[Place, int, tuple[Place, ...]]:
    """Statements stand in the order of their cues."""
    return entry.cue, KINDS.index(entry.kind), entry.evidence


def _shares_word(name: str, words: str) -> bool:
    folded = words.casefold()
    return any(len(word) > 2 and word in folded for word in name.casefold().split())


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
