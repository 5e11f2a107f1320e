"""What the page shows of each result, ready for its template: no decisions are left to that."""

from __future__ import annotations

import textwrap
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from claimex.outputs.report_marks import KINDS, Paragraph, cut, marks_of
from claimex.outputs.report_text import (
    Bit,
    Said,
    line,
    near_source,
    safe_language,
    safe_link,
    same_words,
    words,
)
from claimex.schema import Agreement, Claim, Denial, Extraction, NonResponse, Range, Source

OPENING = 72
"""Characters of an article that stand for a title where it has none."""
MOST_SIDES = 40
"""Sides of one kind that a dispute shows; those beyond are counted there."""

_MANNERS = {
    "flat": "flat denial",
    "partial": "partial denial",
    "counter": "denies by a counter-claim",
    "evasive": "evasive denial",
    "no_response": "did not respond",
    "declined": "declined to comment",
    "unreachable": "could not be reached",
    "referred": "referred questions elsewhere",
}
_REASONS = {
    "ungrounded": "Its words are not in the article",
    "invalid": "The model's answer could not be used",
    "truncated": "The model's answer broke off",
    "refused": "The model declined to answer",
    "filtered": "The provider's filter stopped the answer",
    "empty": "The model's answer was empty",
    "transport": "The model could not be reached",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A few words beside a statement, and the ids of the statements that they are about."""

    text: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement as its card shows it.

    ``number`` is its place among the statements of the document, ``names`` those by which it is
    found, ``plain_names`` those that the script finds on its card. ``new_role`` is the role to
    write: None where it is the one written last with the same name. ``marks`` says where it
    lies, as places among the marks of the article: its source, after a ``w``, or an ``f`` where it
    is too far to be shown with the other words, its content, its cue (``w2,3-4,5``); empty where
    the text is not known.
    """

    number: int
    id: str
    kind: str
    who: str
    role: str | None
    new_role: str | None
    words: tuple[Bit, ...]
    reading: str | None
    notes: tuple[Note, ...]
    terms: tuple[tuple[str, str], ...]
    standing: str | None
    names: tuple[str, ...]
    plain_names: tuple[str, ...]
    marks: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Who takes one side of a dispute; ``beyond`` counts those that are not shown."""

    shown: tuple[StatementView, ...]
    beyond: int


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A contested statement with who asserts it, who denies it and who did not answer."""

    statement: StatementView
    asserted: Sides
    denied: Sides
    silent: Sides


@dataclass(frozen=True, slots=True)
class TroubleView:
    """A failure or a warning: what happened, in whose words, and where."""

    title: str
    message: str
    place: str | None
    details: tuple[tuple[str, str], ...] = ()


class DocumentView:
    """One result as the page shows it; ``number`` counts from 1, ``text`` is the original."""

    def __init__(self, number: int, found: Extraction, text: str | None) -> None:
        self.number = number
        self._found = found
        self._text = text
        document = found.document
        self.id = line(document.id)
        self.title = line(document.title or "") or _opening(text) or f"Document {self.id}"
        self.outlet = line(document.outlet or "") or None
        self.published = document.published
        self.url = line(document.url or "") or None
        self.link = safe_link(document.url)
        self.language = safe_language(document.language)
        self.statement_numbers = {s.id: n for n, s in enumerate(found.statements)}
        self.counts = {
            "c": len(found.claims),
            "d": len(found.denials),
            "a": len(found.agreements),
            "n": len(found.non_responses),
        }
        self.contested = len(found.contested)
        self.has_text = text is not None

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The article with its statements; empty where the text is not known."""
        return [] if self._text is None else cut(self._text, self._found.statements)

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [piece.start for p in self.paragraphs for piece in p.pieces if piece.layers]

    @cached_property
    def statements(self) -> tuple[StatementView, ...]:
        """All statements, in order of appearance."""
        roles: dict[str, str] = {}
        return tuple(self._view(n, s, roles) for n, s in enumerate(self._found.statements))

    @cached_property
    def disputes(self) -> tuple[DisputeView, ...]:
        """The disputes to show, a claim about a disputed agreement as one of its sides."""
        found = self._found.disputes()
        denied = {d.statement.id: {denial.id for denial in d.denials} for d in found}
        return tuple(
            DisputeView(
                statement=self._by_id(dispute.statement),
                asserted=self._sides(
                    dispute.assertions if isinstance(dispute.statement, Agreement) else ()
                ),
                denied=self._sides(dispute.denials),
                silent=self._sides(dispute.non_responses),
            )
            for dispute in found
            # It gets a place of its own only where somebody denies it, not the agreement.
            if not isinstance(dispute.statement, Claim)
            or dispute.statement.about is None
            or not denied[dispute.statement.id] <= denied.get(dispute.statement.about, set())
        )

    @cached_property
    def failures(self) -> tuple[TroubleView, ...]:
        """What was read and could not be reported, or could not be read."""
        return tuple(
            TroubleView(
                _REASONS[failure.reason],
                line(failure.message),
                _place(failure.chunk),
                tuple(
                    (line(key.replace("_", " ")), line(str(value)))
                    for key, value in (failure.draft or {}).items()
                    if value not in (None, [], {}, "")
                ),
            )
            for failure in self._found.failures
        )

    @cached_property
    def warnings(self) -> tuple[TroubleView, ...]:
        """What the reader of the result should know."""
        return tuple(
            TroubleView(line(notice.code).capitalize(), line(notice.message), _place(notice.span))
            for notice in self._found.warnings
        )

    @property
    def provenance(self) -> Iterable[tuple[str, str]]:
        """What the result was made from and with, as names and values."""
        found, made, document = self._found, self._found.provenance, self._found.document
        yield "Read by", line(f"{made.engine}, {made.model}" if made.model else made.engine)
        if made.prompt:
            yield "Prompt", line(f"{made.prompt.name}@{made.prompt.version}")
            yield "Prompt’s SHA-256", line(made.prompt.sha256)
        for key, value in made.parameters.items():
            yield line(key.replace("_", " ").capitalize()), line(str(value))
        yield "claimex", line(made.claimex_version)
        yield "Article’s date", str(document.published) if document.published else "not given"
        if document.language:
            yield "Language", line(document.language)
        yield "Document", self.id
        yield "Length", f"{document.chars:,} characters"
        yield "Text’s SHA-256", line(document.sha256)
        yield "Key of the run", line(made.key)
        usage = found.usage
        if usage.requests:
            tokens = f"{usage.input_tokens:,} in, {usage.output_tokens:,} out"
            yield "Requests", f"{usage.requests:,} ({tokens} tokens, {usage.seconds:.1f} s)"
            cost = "not known" if usage.cost_usd is None else f"US$ {usage.cost_usd:.4f}"
            yield "Cost", cost

    def _by_id(self, statement: Said) -> StatementView:
        return self.statements[self.statement_numbers[statement.id]]

    def _marks(self, statement: Said) -> str:
        """Where a statement lies, as places among the marks of the article."""
        source = "w" if near_source(statement) else "f"
        found = []
        for mark in marks_of(statement):
            first = bisect_left(self._mark_starts, mark.start)
            last = bisect_left(self._mark_starts, mark.end) - 1
            places = f"{first}-{last}" if first < last else str(first) if first == last else ""
            found.append(source + places if mark.layer == "w" else places)
        return ",".join(found)

    def _sides(self, statements: Sequence[Said]) -> Sides:
        views = tuple(self._by_id(s) for s in statements[:MOST_SIDES])
        return Sides(views, len(statements) - len(views))

    def _view(self, number: int, s: Said, roles: dict[str, str]) -> StatementView:
        who = _who(s)
        role = "" if isinstance(s, Agreement) else line(s.source.role or "")
        new_role = role if role != roles.get(who, "") else None
        roles[who] = role
        own = words(self._text, s)
        content = "" if isinstance(s, NonResponse) else line(s.content)
        spoken = () if isinstance(s, NonResponse) else (" ".join(x.text for x in s.content_spans),)
        as_read = any(same_words(content, text) for text in (*spoken, _joined(own)))
        return StatementView(
            number=number,
            id=line(s.id),
            kind=KINDS[s.kind],
            who=who,
            role=role or None,
            new_role=new_role,
            words=own,
            reading=None if as_read or not content else content,
            notes=tuple(_notes(s)),
            terms=tuple(_terms(s)) if isinstance(s, Agreement) else (),
            standing=s.standing if isinstance(s, Claim | Agreement) else None,
            names=tuple(dict.fromkeys(_involved(s))),
            plain_names=_plain_names(s, who),
            marks=self._marks(s) if self.has_text else "",
        )


def _opening(text: str | None) -> str:
    """The first words of a text, by which an article without a title is known."""
    return textwrap.shorten(line(text or ""), OPENING, placeholder="…", break_on_hyphens=False)


def _who(statement: Said) -> str:
    if isinstance(statement, Agreement):
        return line(" · ".join(party.name for party in statement.parties)) or "Parties not named"
    return line(statement.source.name)


def _joined(bits: Iterable[Bit]) -> str:
    return "".join(bit.text for bit in bits)


def _involved(statement: Said) -> Iterable[str]:
    """The names by which a statement is found when one source is asked for."""
    sources: list[Source] = []
    if isinstance(statement, Agreement):
        sources += [*statement.parties, *statement.signatories]
    else:
        sources.append(statement.source)
        if isinstance(statement, Claim | Denial):
            sources += [s for s in (statement.on_behalf_of, *statement.via) if s is not None]
    return (line(source.name) for source in sources)


def _plain_names(statement: Said, who: str) -> tuple[str, ...]:
    """The names that the card of a statement shows where the script looks for them."""
    if not isinstance(statement, Agreement):
        return (who,)
    signed = _signed_by(statement)
    return tuple(dict.fromkeys([*who.split(" · "), *(signed.split(", ") if signed else ())]))


def _notes(statement: Said) -> Iterable[Note]:
    """What the schema says beside the words, each as a few words."""
    if isinstance(statement, Claim | Denial):
        if statement.on_behalf_of:
            yield Note(f"for {line(statement.on_behalf_of.name)}")
        if statement.via:
            yield Note("as reported by " + ", ".join(line(source.name) for source in statement.via))
    if isinstance(statement, Claim):
        if statement.about:
            yield Note("about ", (line(statement.about),))
        if statement.supports:
            yield Note("supports ", tuple(map(line, statement.supports)))
    elif isinstance(statement, Denial):
        if statement.manner:
            yield Note(_MANNERS[statement.manner])
        if statement.targets:
            yield Note("denies ", tuple(map(line, statement.targets)))
        else:
            yield Note("denies what the article does not state elsewhere")
    elif isinstance(statement, NonResponse):
        yield Note(_MANNERS[statement.manner])
        yield Note(f"asked by {line(statement.asker.name)}")
    if statement.alignment == "fuzzy":
        yield Note("words located approximately")


def _terms(agreement: Agreement) -> Iterable[tuple[str, str]]:
    if agreement.title:
        yield "Title", line(agreement.title)
    yield "Status", agreement.status.replace("_", " ")
    if agreement.date:
        date, said = agreement.date.value, line(agreement.date.text)
        yield "Date", f"{date} (“{said}”)" if date and date != said else said
    yield "Instrument", agreement.instrument.replace("_", " ")
    if agreement.signatories:
        yield "Signed by", _signed_by(agreement)
    if agreement.asserted_by:
        yield "Stated in", ", ".join(map(line, agreement.asserted_by))


def _place(place: Range | None) -> str | None:
    return None if place is None else f"characters {place.start:,}–{place.end:,}"


def _signed_by(agreement: Agreement) -> str:
    return ", ".join(line(source.name) for source in agreement.signatories)
