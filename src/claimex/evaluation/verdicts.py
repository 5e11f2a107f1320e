"""Whether the fields of a matched statement are right, as far as gold knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from claimex.evaluation.alignment import Aligned
from claimex.evaluation.items import Item, Place
from claimex.evaluation.matching import overlap, same_name

FieldName = Literal[
    "source_span",
    "source_name",
    "targets",
    "about",
    "standing",
    "contested",
    "status",
    "instrument",
    "date",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One scored field: what gold has, what the prediction has or None, and if that is right."""

    field: FieldName
    wanted: str
    got: str | None
    right: bool


class Links:
    """Links between statements, a prediction's ids mapped to those of gold through the matches."""

    def __init__(self, aligned: Aligned) -> None:
        self._kept = {g.id for g in aligned.gold}
        self.gold_of = {p.id: g for g, p in aligned.pairs}
        """The gold statement of each matched prediction, by the prediction's id."""
        self._ignored = {p.id for p in aligned.ignored}
        if not aligned.complete:
            # A target that matches nothing may well be there, only not annotated.
            self._ignored |= {p.id for p in aligned.predicted} - self.gold_of.keys()

    def wanted(self, targets: Iterable[str]) -> tuple[str, ...]:
        """The gold ids among a gold statement's targets that count."""
        return tuple(target for target in targets if target in self._kept)

    def got(self, targets: Iterable[str]) -> tuple[str | None, ...]:
        """The gold ids of a prediction's targets that count; None for one that matches nothing."""
        return tuple(
            self.gold_of[target].id if target in self.gold_of else None
            for target in targets
            if target not in self._ignored
        )


def verdicts(aligned: Aligned, links: Links, gold: Item, predicted: Item) -> Iterator[Verdict]:
    """The scored fields of one matched pair; what gold leaves unknown is left out."""
    text = aligned.document.text
    if gold.source_span is not None:
        yield Verdict(
            "source_span",
            _words(text, gold.source_span),
            None if predicted.source_span is None else _words(text, predicted.source_span),
            overlap(gold.source_span, predicted.source_span) > 0,
        )
    if gold.source is not None:
        same = predicted.source is not None and same_name(gold.source, predicted.source)
        yield Verdict("source_name", gold.source, predicted.source, same)
    if gold.targets is not None:
        yield _links_verdict("targets", links, gold.targets, predicted.targets or ())
    if gold.about is not None and links.wanted((gold.about,)):
        about = () if predicted.about is None else (predicted.about,)
        yield _links_verdict("about", links, (gold.about,), about)
    if gold.standing is not None and aligned.tells_contested:
        contested = [s == "contested" for s in (gold.standing, predicted.standing)]
        wanted, got = ("contested" if yes else "not contested" for yes in contested)
        yield Verdict("contested", wanted, got, wanted == got)
    if gold.standing is not None and aligned.tells_standing:
        yield _plain("standing", gold.standing, predicted.standing)
    if gold.status is not None:
        yield _plain("status", gold.status, predicted.status)
    if gold.instrument is not None:
        yield _plain("instrument", gold.instrument, predicted.instrument)
    if gold.date is not None:
        yield _plain("date", gold.date, predicted.date)


def _plain(field: FieldName, wanted: str, got: str | None) -> Verdict:
    return Verdict(field, wanted, got, wanted == got)


def _links_verdict(
    field: FieldName, links: Links, gold: Iterable[str], predicted: Iterable[str]
) -> Verdict:
    wanted, got = set(links.wanted(gold)), set(links.got(predicted))
    named = sorted("another statement" if target is None else target for target in got)
    return Verdict(field, ", ".join(sorted(wanted)), ", ".join(named), wanted == got)


def _words(text: str, place: Place) -> str:
    return text[place[0] : place[1]]
