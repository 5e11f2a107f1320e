"""The hard cases: short texts with the statements that a careful reader finds in them.

One TOML file in ``cases/`` holds the cases of one phenomenon. A case passes when every expected
statement is found, everything that its row says about it is right, and, unless ``exact = false``,
nothing else is found. Statements are matched by the scorer itself, so that a pass means what a
score means; only the parties of an agreement must all be there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from claimex.evaluation import GoldDocument, GoldStatement
from claimex.evaluation.alignment import Aligned, align
from claimex.evaluation.items import Item, gold_items
from claimex.evaluation.matching import party_f1, same_name
from claimex.evaluation.verdicts import Links, verdicts
from claimex.schema import (
    Agreement,
    AgreementStatus,
    Claim,
    Denial,
    DenialManner,
    Extraction,
    Instrument,
    Kind,
    NonResponse,
    NonResponseManner,
    Quotation,
    Standing,
    Statement,
)
from claimex.text.document import Document, make_document

CASES = Path(__file__).parent / "cases"

Place = tuple[int, int]

_SCORED = ("source_span", "source_name", "targets", "status", "instrument", "date")
# A letter or digit, but none of the letters that broken quotation marks turn into.
_LETTER = "[^\\W\u0e42\u0153]"
_OCCURRENCE = re.compile(r"(?P<words>.*?)(?: #(?P<number>\d+))?", re.DOTALL)


class Row(BaseModel):
    """One expected statement. What a row leaves out is not judged; of links, none are expected.

    ``cue``, ``mention`` (the words that name the source here) and ``content`` stand in the text.
    ``content`` has " | " between unbroken runs; "first words … last words" is all from the one to
    the other; words that stand more than once take " #2" for their second place. A cue is the one
    nearest to the content. ``targets``, ``supports`` and ``about`` name rows of the case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    kind: Kind
    cue: str = Field(min_length=1)
    source: str | None = None
    mention: str | None = None
    content: str | None = None
    quotation: Quotation | None = None
    targets: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    about: str | None = None
    standing: Standing | None = None
    on_behalf_of: str | None = None
    via: tuple[str, ...] | None = None
    parties: tuple[str, ...] = ()
    signatories: tuple[str, ...] | None = None
    title: str | None = None
    instrument: Instrument | None = None
    status: AgreementStatus | None = None
    date: str | None = None
    asker: str | None = None
    manner: NonResponseManner | DenialManner | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        needed = {"agreement": self.parties, "non_response": self.source}.get(
            self.kind, self.content and self.source
        )
        if not needed:
            raise ValueError(f"{self.id}: a {self.kind} needs its source, content or parties")
        return self


class Case(BaseModel):
    """A text and what is to be found in it, without the final line break."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    text: str = Field(min_length=1)
    published: Date | None = None
    title: str | None = None
    exact: Literal[False] | None = None
    expect: tuple[Row, ...] = ()

    @property
    def document(self) -> Document:
        """The case as an engine gets it."""
        return make_document(self.text, id=self.id, published=self.published, title=self.title)

    @cached_property
    def gold(self) -> GoldDocument:
        """The case as the scorer gets it. Raises ValueError for words that the text has not."""
        return GoldDocument(
            id=self.id,
            text=self.text,
            title=self.title,
            published=self.published,
            complete=self.exact is not False,
            statements=tuple(self._gold_row(row) for row in self.expect),
        )

    def _gold_row(self, row: Row) -> GoldStatement:
        spans = tuple(_places(self.text, row.content)) if row.content else None
        return GoldStatement(
            **row.model_dump(exclude={"cue", "mention", "content"}),
            content=row.content,
            content_spans=spans,
            cue=row.cue,
            cue_span=_nearest(self.text, row.cue, spans),
            source_span=_place(self.text, row.mention) if row.mention else None,
        )


def read_cases() -> dict[str, tuple[Case, ...]]:
    """The cases by phenomenon, which is the name of their file."""
    return {
        path.stem.replace("_", " "): tuple(
            Case.model_validate(case) for case in tomllib.loads(path.read_text("utf-8"))["case"]
        )
        for path in sorted(CASES.glob("*.toml"))
    }


def problems(case: Case, extraction: Extraction) -> list[str]:
    """What is wrong with an extraction of the case; empty when the case passes."""
    aligned = align([case.gold], [extraction], None).documents[0]
    links = Links(aligned)
    rows = {row.id: row for row in case.expect}
    found = [f"missed {_named(aligned, item)}" for item in aligned.missed]
    found += [f"made up {_named(aligned, item)}" for item in aligned.false_alarms]
    for gold, predicted in aligned.pairs:
        row, statement = rows[gold.id], extraction[predicted.id]
        wrong: list[tuple[str, str | None, str | None]] = [
            (v.field, v.wanted or None, v.got or None)
            for v in verdicts(aligned, links, gold, predicted)
            if v.field in _SCORED and not v.right
        ]
        wrong += [
            (name, wanted, got)
            for name, wanted, got, right in _fields(row, statement, links)
            if not right
        ]
        found += [f"{row.id} {name}: wanted {wanted}, got {got}" for name, wanted, got in wrong]
    return found


def ill_formed(case: Case) -> list[str]:
    """What cannot be so: words that the text has not, a standing that the links do not give."""
    try:
        standings = {item.id: item.standing for item in gold_items(case.gold)}
    except ValueError as error:
        return [str(error)]
    return [
        f"{row.id}: the links give {standings[row.id]}, the row says {row.standing}"
        for row in case.expect
        if row.standing is not None and row.standing != standings[row.id]
    ]


Judged = tuple[str, str | None, str | None, bool]
"""A field's name, what is wanted, what was found, and whether that is right."""


def _fields(row: Row, s: Statement, links: Links) -> Iterator[Judged]:
    """What the scorer does not judge, as far as the row speaks of it."""
    if isinstance(s, Claim):
        about = () if s.about is None else (s.about,)
        yield _linked("about", () if row.about is None else (row.about,), links.got(about))
        yield _linked("supports", row.supports, links.got(s.supports))
    if isinstance(s, Claim | Agreement):
        yield from _equal("standing", row.standing, s.standing)
    if isinstance(s, Claim | Denial):
        yield from _equal("quotation", row.quotation, s.quotation)
        principal = None if s.on_behalf_of is None else s.on_behalf_of.name
        yield from _same("on_behalf_of", row.on_behalf_of, principal)
        if row.via is not None:
            yield _chain(row.via, [source.name for source in s.via])
    if isinstance(s, Agreement):
        yield _names("parties", row.parties, [party.name for party in s.parties])
        if row.signatories is not None:
            yield _names("signatories", row.signatories, [name.name for name in s.signatories])
        yield from _same("title", row.title, s.title)
    if isinstance(s, NonResponse):
        yield from _same("asker", row.asker, s.asker.name)
    if isinstance(s, NonResponse | Denial):
        yield from _equal("manner", row.manner, s.manner)


def _equal(name: str, wanted: str | None, got: str | None) -> Iterator[Judged]:
    if wanted is not None:
        yield name, wanted, got, wanted == got


def _same(name: str, wanted: str | None, got: str | None) -> Iterator[Judged]:
    if wanted is not None:
        yield name, wanted, got, got is not None and same_name(wanted, got)


def _names(name: str, wanted: Sequence[str], got: Sequence[str]) -> Judged:
    right = party_f1(wanted, got) == 1 if wanted else not got
    return name, " + ".join(wanted), " + ".join(got), right


def _chain(wanted: Sequence[str], got: Sequence[str]) -> Judged:
    right = len(wanted) == len(got) and all(map(same_name, wanted, got))
    return "via", " > ".join(wanted), " > ".join(got), right


def _linked(name: str, wanted: Iterable[str], got: Iterable[str | None]) -> Judged:
    ours, theirs = set(wanted), set(got)
    named = sorted("another statement" if link is None else link for link in theirs)
    return name, ", ".join(sorted(ours)) or None, ", ".join(named) or None, ours == theirs


def _named(aligned: Aligned, item: Item) -> str:
    spans = item.content_spans or tuple(s for s in (item.cue_span,) if s is not None)
    words = " | ".join(aligned.document.text[start:end] for start, end in spans)
    who = " + ".join(item.parties) or item.source
    return f"{item.kind} {item.id} [{who} | {item.cue}] {words}"


def _places(text: str, content: str) -> Iterator[Place]:
    for run in content.split(" | "):
        first, _, last = run.partition(" … ")
        start, end = _place(text, first)
        if last:
            end = next((e for s, e in _occurrences(text, last) if s >= end), -1)
            if end < 0:
                raise ValueError(f"{last!r} does not stand behind {first!r} in the text")
        yield start, end


def _place(text: str, words: str) -> Place:
    found = _OCCURRENCE.fullmatch(words)
    assert found is not None
    places = _occurrences(text, found["words"])
    if not places:
        raise ValueError(f"{found['words']!r} does not stand in the text")
    if found["number"] is None and len(places) > 1:
        raise ValueError(f"{words!r} stands {len(places)} times in the text: say which with ' #2'")
    number = int(found["number"] or 1)
    if number > len(places):
        raise ValueError(f"{words!r}: it stands {len(places)} times in the text")
    return places[number - 1]


def _nearest(text: str, cue: str, content: Sequence[Place] | None) -> Place:
    """The cue by its number, else nearest to the content, the earlier of two equally near."""
    if not content or re.search(r" #\d+$", cue):
        return _place(text, cue)
    places = [place for place in _occurrences(text, cue) if place not in content]
    if not places:
        raise ValueError(f"the cue {cue!r} does not stand in the text")

    def distance(place: Place) -> int:
        gaps = [max(place[0] - end, start - place[1], 0) for start, end in content]
        return min(gaps)

    return min(places, key=distance)


def _occurrences(text: str, words: str) -> list[Place]:
    bounded = re.compile(rf"(?<!{_LETTER}){re.escape(words)}(?!{_LETTER})")
    return [found.span() for found in bounded.finditer(text)]


def pass_rates(
    cases: Mapping[str, Sequence[Case]], failed: Mapping[str, Sequence[str]]
) -> list[str]:
    """One line for each phenomenon and one for all: cases passed, of how many, and the share."""
    rows = [
        (name, sum(case.id not in failed for case in group), len(group))
        for name, group in cases.items()
    ]
    rows.append(("all", sum(right for _, right, _ in rows), sum(of for _, _, of in rows)))
    width = max(len(name) for name, _, _ in rows)
    return [f"{name:{width}}  {right:3} of {of:3}  {right / of:6.1%}" for name, right, of in rows]
