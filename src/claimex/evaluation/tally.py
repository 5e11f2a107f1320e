"""What is counted in one document. Every figure is a function of sums of these counts."""

from __future__ import annotations

from collections import Counter

from claimex.evaluation.alignment import Aligned
from claimex.evaluation.items import Item
from claimex.evaluation.matching import is_exact
from claimex.evaluation.verdicts import Links, verdicts
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
    links = Links(aligned)
    _count_statements(aligned, counts)
    for gold, predicted in aligned.pairs:
        _count_fields(aligned, links, gold, predicted, counts)
    if "denial" in aligned.document.kinds:
        _count_links(aligned, links, counts)
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


def _count_fields(
    aligned: Aligned, links: Links, gold: Item, predicted: Item, counts: Counts
) -> None:
    of_source: list[bool] = []
    for verdict in verdicts(aligned, links, gold, predicted):
        if verdict.field in ("source_span", "source_name"):
            of_source.append(verdict.right)
            _share(counts, f"{gold.kind}.{verdict.field}", verdict.right)
        else:
            _share(counts, verdict.field, verdict.right)
    if of_source:
        _share(counts, f"{gold.kind}.source", all(of_source))


def _count_links(aligned: Aligned, links: Links, counts: Counts) -> None:
    """Count the pairs of a denial and one of its targets."""
    pairs = {
        (denial.id, target)
        for denial in aligned.gold
        if denial.kind == "denial"
        for target in links.wanted(denial.targets or ())
    }
    counts["link.gold"] += len(pairs)
    counts["link.gold_complete"] += len(pairs) if aligned.complete else 0
    for denial in aligned.predicted:
        gold = links.gold_of.get(denial.id)
        if denial.kind != "denial" or (gold is not None and gold.targets is None):
            continue
        for target in links.got(denial.targets or ()):
            right = gold is not None and (gold.id, target) in pairs
            counts["link.found"] += right
            if aligned.complete:
                counts["link.predicted"] += 1
                counts["link.right"] += right


def _count_grounded(text: str, extraction: Extraction, counts: Counts) -> None:
    astray = {
        place.rpartition(".")[0]
        for place, span in extraction.spans()
        if not span.text or text[span.start : span.end] != span.text
    }
    for statement in extraction.statements:
        _share(counts, "grounded", statement.id not in astray)
