"""Two predictions of the same documents, compared by a paired bootstrap test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from claimex.evaluation.alignment import align
from claimex.evaluation.figures import interval, rates, resampled, summed
from claimex.evaluation.gold import GoldDocument
from claimex.evaluation.layout import columns, number
from claimex.evaluation.tally import Counts, tally
from claimex.schema import Extraction, Record

_FIRST, _SECOND = "first:", "second:"


class Difference(Record):
    """One figure in both predictions.

    ``difference`` is second minus first, ``low`` and ``high`` its 95 % interval, ``p`` the
    two-sided p-value of the paired bootstrap test (Koehn 2004): how often a sample of the documents
    turns the sign. All are None where a prediction has nothing to score.
    """

    name: str
    first: float | None
    second: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None


class Comparison(Record):
    """Every figure in both predictions; ``bootstrap`` is the number of samples of documents."""

    documents: int
    where: str | None
    bootstrap: int
    seed: int
    differences: tuple[Difference, ...]

    def table(self) -> str:
        """The comparison as aligned lines of plain text, without a final line break."""
        rows: list[tuple[str, ...]] = [("", "first", "second", "diff.", "low", "high", "p")]
        for d in self.differences:
            if d.first is None and d.second is None:
                continue
            change = tuple("–" if v is None else f"{v:+.3f}" for v in (d.difference, d.low, d.high))
            rows.append((d.name, number(d.first), number(d.second), *change, number(d.p)))
        head = (
            f"{self.documents} documents, paired bootstrap of {self.bootstrap} samples; "
            "diff. is second minus first"
        )
        return "\n".join([head, "", *columns(rows)])


def compare(
    gold: Iterable[GoldDocument],
    first: Iterable[Extraction],
    second: Iterable[Extraction],
    *,
    where: str | None = None,
    bootstrap: int = 1000,
    seed: int = 0,
) -> Comparison:
    """Score two predictions on the same gold and test each difference.

    Both are scored on the same samples of documents. Raises InputError as ``score`` does.
    """
    documents = tuple(gold)
    tallies = [
        [tally(aligned) for aligned in align(documents, predicted, where).documents]
        for predicted in (first, second)
    ]
    # Both counts of a document travel together, so that every sample draws the same documents.
    paired = [
        Counter({_FIRST + name: n for name, n in ours.items()})
        + Counter({_SECOND + name: n for name, n in theirs.items()})
        for ours, theirs in zip(*tallies, strict=True)
    ]
    drawn: dict[str, list[float]] = {}
    for sample in resampled(paired, bootstrap, seed):
        for name, change in _changes(_side(sample, _FIRST), _side(sample, _SECOND)).items():
            drawn.setdefault(name, []).append(change)
    before, after = (summed(side) for side in tallies)
    changes = _changes(before, after)
    values = rates(before), rates(after)
    return Comparison(
        documents=len(documents),
        where=where,
        bootstrap=bootstrap,
        seed=seed,
        differences=tuple(
            _difference(name, value, values[1][name][0], changes.get(name), drawn.get(name, []))
            for name, (value, _) in values[0].items()
        ),
    )


def _side(counts: Mapping[str, int], prefix: str) -> Counts:
    return Counter(
        {name.removeprefix(prefix): n for name, n in counts.items() if name.startswith(prefix)}
    )


def _changes(first: Counts, second: Counts) -> dict[str, float]:
    later = rates(second)
    return {
        name: value - before
        for name, (before, _) in rates(first).items()
        if before is not None and (value := later[name][0]) is not None
    }


def _difference(
    name: str, first: float | None, second: float | None, change: float | None, drawn: list[float]
) -> Difference:
    low, high, p = None, None, None
    if change is not None and drawn:
        low, high = interval(drawn)
        tail = min(sum(d <= 0 for d in drawn), sum(d >= 0 for d in drawn))
        # One is added to both, since the observed difference is itself a possible sample.
        p = min(1.0, 2 * (tail + 1) / (len(drawn) + 1))
    return Difference(
        name=name, first=first, second=second, difference=change, low=low, high=high, p=p
    )
