"""What is counted in one document. Every figure is a function of sums of these counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from claimex.evaluation.alignment import Aligned
from claimex.evaluation.items import Item
from claimex.evaluation.matching import is_exact, overlap, same_name
from claimex.schema import Extraction

Counts = Counter[str]
"""Counts by name: ``<figure>.<count>``, such as ``claim.gold`` or ``date.right``."""


def tally(aligned: Aligned) -> Counts:
    """The counts of one document.

    For a kind and for links: ``gold`` and ``found`` make recall, ``predicted`` and ``right``
    precision; the latter two and ``gold_complete`` grow in complete documents only. For a share:
    ``of`` and ``right``.
    """
    counts: Counts = Counter()
    _count_statements(aligned, counts)
    for gold, predicted in aligned.pairs:
        _count_source(gold, predicted, counts)
        _count_fields(gold, predicted, counts)
        _count_standing(aligned, gold, predicted, counts)
    _count_links(aligned, counts)
    if aligned.extraction is not None:
        _count_grounded(aligned.document.text, aligned.extraction, counts)
        counts["failures"] += len(aligned.extraction.failures)
    counts["ignored"] += len(aligned.ignored)
    counts["unscored"] += len(aligned.unscored)
    return counts


def _count_statements(aligned: Aligned, counts: Counts) -> None:
    for item in aligned.gold:
        counts[f"{item.kind}.gold"] += 1
        counts[f"{item.kind}.gold_complete"] += aligned.complete
    for gold, predicted in aligned.pairs:
        exact = is_exact(gold, predicted)
        counts[f"{gold.kind}.found"] += 1
        counts[f"{gold.kind}.exact_found"] += exact
        if aligned.complete:
            counts[f"{gold.kind}.right"] += 1
            counts[f"{gold.kind}.exact_right"] += exact
    if aligned.complete:
        for item in aligned.predicted:
            counts[f"{item.kind}.predicted"] += 1


def _share(counts: Counts, name: str, right: bool) -> None:
    counts[f"{name}.of"] += 1
    counts[f"{name}.right"] += right


def _count_source(gold: Item, predicted: Item, counts: Counts) -> None:
    if gold.kind == "agreement":
        return
    verdicts: list[bool] = []
    if gold.source_span is not None:
        verdicts.append(overlap(gold.source_span, predicted.source_span) > 0)
        _share(counts, f"{gold.kind}.source_span", verdicts[-1])
    if gold.source is not None:
        verdicts.append(predicted.source is not None and same_name(gold.source, predicted.source))
        _share(counts, f"{gold.kind}.source_name", verdicts[-1])
    if verdicts:
        _share(counts, f"{gold.kind}.source", all(verdicts))


def _count_fields(gold: Item, predicted: Item, counts: Counts) -> None:
    for name, wanted, got in (
        ("status", gold.status, predicted.status),
        ("instrument", gold.instrument, predicted.instrument),
        ("date", gold.date, predicted.date),
    ):
        if wanted is not None:
            _share(counts, name, wanted == got)


def _count_standing(aligned: Aligned, gold: Item, predicted: Item, counts: Counts) -> None:
    """Standing follows from the other statements, so it is known only where those are annotated."""
    kinds = aligned.document.kinds
    if gold.standing is None or not aligned.complete or "denial" not in kinds:
        return
    _share(
        counts, "contested", (gold.standing == "contested") == (predicted.standing == "contested")
    )
    if "claim" in kinds and "non_response" in kinds:
        _share(counts, "standing", gold.standing == predicted.standing)


def _count_links(aligned: Aligned, counts: Counts) -> None:
    links = Links(aligned)
    kinds = aligned.document.kinds
    if "denial" in kinds:
        links.count("link", lambda i: i.targets if i.kind == "denial" else None, counts)
    for gold, predicted in aligned.pairs:
        if gold.targets is not None:
            wanted = links.wanted(gold.targets)
            right = links.of_prediction(predicted.targets or ()) == wanted
            _share(counts, "link_accuracy", right)
        if gold.about is not None and (wanted := links.wanted((gold.about,))):
            got = () if predicted.about is None else (predicted.about,)
            _share(counts, "about", links.of_prediction(got) == wanted)


class Links:
    """Links between statements, a prediction's ids mapped to those of gold through the matches."""

    def __init__(self, aligned: Aligned) -> None:
        self._aligned = aligned
        self._kept = {g.id for g in aligned.gold}
        self._gold_of = {p.id: g for g, p in aligned.pairs}
        self._ignored = {p.id for p in aligned.ignored}
        if not aligned.complete:
            # A target that matches nothing may well be there, only not annotated.
            self._ignored |= {p.id for p in aligned.predicted} - self._gold_of.keys()

    def wanted(self, targets: Iterable[str]) -> set[str | None]:
        """The gold ids among ``targets`` that count."""
        return {target for target in targets if target in self._kept}

    def of_prediction(self, targets: Iterable[str]) -> set[str | None]:
        """The gold ids of predicted targets; None stands for those that match nothing."""
        return {
            self._gold_of[target].id if target in self._gold_of else None
            for target in targets
            if target not in self._ignored
        }

    def count(
        self, name: str, targets_of: Callable[[Item], tuple[str, ...] | None], counts: Counts
    ) -> None:
        """Count the pairs of a statement and one of its targets; None means no links to score."""
        pairs = {
            (item.id, target)
            for item in self._aligned.gold
            for target in self.wanted(targets_of(item) or ())
        }
        counts[f"{name}.gold"] += len(pairs)
        counts[f"{name}.gold_complete"] += len(pairs) if self._aligned.complete else 0
        for item in self._aligned.predicted:
            gold = self._gold_of.get(item.id)
            if gold is not None and targets_of(gold) is None:
                continue
            for target in targets_of(item) or ():
                if target in self._ignored:
                    continue
                mapped = self._gold_of.get(target)
                right = gold is not None and mapped is not None and (gold.id, mapped.id) in pairs
                counts[f"{name}.found"] += right
                if self._aligned.complete:
                    counts[f"{name}.predicted"] += 1
                    counts[f"{name}.right"] += right


def _count_grounded(text: str, extraction: Extraction, counts: Counts) -> None:
    astray = {
        place.rpartition(".")[0]
        for place, span in extraction.spans()
        if not span.text or text[span.start : span.end] != span.text
    }
    for statement in extraction.statements:
        _share(counts, "grounded", statement.id not in astray)
