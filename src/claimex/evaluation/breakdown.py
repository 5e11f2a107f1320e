"""The figures by cue, by source or by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Literal

from claimex.evaluation.alignment import Aligned, align
from claimex.evaluation.figures import prf
from claimex.evaluation.gold import GoldDocument
from claimex.evaluation.items import Item
from claimex.evaluation.layout import columns, number
from claimex.schema import Extraction, Record

By = Literal["source", "cue", "document"]

UNKNOWN = "(unknown)"


class Part(Record):
    """The statements of one cue, source or document; rates are None where nothing is scored.

    A matched prediction stands where its gold statement does, a false alarm under its own cue or
    source.
    """

    key: str
    gold: int
    predicted: int
    matched: int
    precision: float | None
    recall: float | None
    f1: float | None


class Breakdown(Record):
    """The parts, those with the most misses and false alarms first."""

    by: By
    parts: tuple[Part, ...]

    def table(self) -> str:
        """The breakdown as aligned lines of plain text, without a final line break."""
        rows: list[tuple[str, ...]] = [(self.by, "gold", "pred.", "match", "P", "R", "F1")]
        for part in self.parts:
            counts = (str(part.gold), str(part.predicted), str(part.matched))
            rates = (number(part.precision), number(part.recall), number(part.f1))
            rows.append((part.key, *counts, *rates))
        return "\n".join(columns(rows))


def break_down(
    gold: Iterable[GoldDocument],
    predicted: Iterable[Extraction],
    by: By,
    *,
    where: str | None = None,
) -> Breakdown:
    """Precision, recall and F1 of all kinds together, by cue, by source or by document.

    Cues and sources are compared case-folded. Raises InputError as ``score`` does.
    """
    counts: dict[str, Counter[str]] = {}
    for aligned in align(gold, predicted, where).documents:
        key_of = _key_of(by, aligned)
        for item in aligned.gold:
            of_key = counts.setdefault(key_of(item), Counter())
            of_key["gold"] += 1
            of_key["gold_complete"] += aligned.complete
        for item, _ in aligned.pairs:
            of_key = counts.setdefault(key_of(item), Counter())
            of_key["found"] += 1
            if aligned.complete:
                of_key["predicted"] += 1
                of_key["right"] += 1
        for item in aligned.false_alarms:
            counts.setdefault(key_of(item), Counter())["predicted"] += 1
    ordered = sorted(
        counts.items(),
        key=lambda entry: (
            (entry[1]["found"] + entry[1]["right"]) - (entry[1]["gold"] + entry[1]["predicted"])
        ),
    )
    return Breakdown(by=by, parts=tuple(_part(key, of_key) for key, of_key in ordered))


def _key_of(by: By, aligned: Aligned) -> Callable[[Item], str]:
    def key(item: Item) -> str:
        if by == "document":
            return aligned.document.id
        if by == "source":
            return (item.source or UNKNOWN).casefold()
        return " ".join((item.cue or UNKNOWN).casefold().split())

    return key


def _part(key: str, counts: Counter[str]) -> Part:
    precision, recall, f1 = prf(counts, "found", "right")
    return Part(
        key=key,
        gold=counts["gold"],
        predicted=counts["predicted"],
        matched=counts["found"],
        precision=precision,
        recall=recall,
        f1=f1,
    )
