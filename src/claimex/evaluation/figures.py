"""From the counts of documents to figures with intervals."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from claimex.evaluation.gold import KINDS
from claimex.evaluation.report import GROUPS, Figure
from claimex.evaluation.tally import Counts

Rates = dict[str, tuple[float | None, int]]
"""Each figure by its name in the report: its value, None where there is nothing, and its ``of``."""

_SHARES = ("about", "standing", "contested", "status", "instrument", "date")
_SOURCES = ("source_span", "source_name", "source")


def summed(tallies: Sequence[Counts]) -> Counts:
    """The counts of all documents together."""
    total: Counts = Counter()
    for counts in tallies:
        total.update(counts)
    return total


def rates(counts: Mapping[str, int]) -> Rates:
    """Every figure of the report from summed counts."""
    found: Rates = {}
    for group in GROUPS:
        of_group = grouped(counts, group)
        found |= _prf_rates(group, of_group)
        _, _, exact_f1 = prf(of_group, "exact_found", "exact_right")
        found[f"{group}.exact_f1"] = exact_f1, found[f"{group}.f1"][1]
        for name in _SOURCES:
            found[f"{group}.{name}_accuracy"] = _ratio(
                of_group.get(f"{name}.right", 0), of_group.get(f"{name}.of", 0)
            )
    found |= _prf_rates("link", grouped(counts, "link"))
    found["link.accuracy"] = _ratio(counts["targets.right"], counts["targets.of"])
    for name in _SHARES:
        found[f"{name}_accuracy"] = _ratio(counts[f"{name}.right"], counts[f"{name}.of"])
    found["grounded_rate"] = _ratio(counts["grounded.right"], counts["grounded.of"])
    return found


def _prf_rates(group: str, counts: Counts) -> Rates:
    precision, recall, f1 = prf(counts, "found", "right")
    return {
        f"{group}.precision": (precision, counts["predicted"]),
        f"{group}.recall": (recall, counts["gold"]),
        f"{group}.f1": (f1, counts["gold"] + counts["predicted"]),
    }


def grouped(counts: Mapping[str, int], group: str) -> Counts:
    """The counts of one group without its prefix; ``micro`` is the sum over the kinds."""
    prefixes = tuple(f"{name}." for name in (KINDS if group == "micro" else (group,)))
    found: Counts = Counter()
    for name, n in counts.items():
        if name.startswith(prefixes):
            found[name.partition(".")[2]] += n
    return found


def with_intervals(tallies: Sequence[Counts], bootstrap: int, seed: int) -> dict[str, Figure]:
    """Every figure, with 2.5 and 97.5 percentiles over ``bootstrap`` samples of the documents.

    The samples are drawn with replacement; those in which a figure has nothing to score are left
    out of its interval. Without samples, or documents, the intervals are None.
    """
    drawn: dict[str, list[float]] = {}
    for sample in resampled(tallies, bootstrap, seed):
        for name, (value, _) in rates(sample).items():
            if value is not None:
                drawn.setdefault(name, []).append(value)
    found: dict[str, Figure] = {}
    for name, (value, of) in rates(summed(tallies)).items():
        low, high = interval(drawn.get(name, ()))
        found[name] = Figure(value=value, of=of, low=low, high=high)
    return found


def resampled(tallies: Sequence[Counts], samples: int, seed: int) -> Iterator[Counts]:
    """The summed counts of ``samples`` samples of the documents, drawn with replacement."""
    if not tallies:
        return
    # The counts of a document are packed into one integer, 40 bits each, so that a sample is summed
    # in C: a thousand samples of a thousand documents take a fraction of a second, not a minute.
    names = sorted({name for counts in tallies for name in counts})
    bits = 40
    packed = [sum(counts[name] << (bits * n) for n, name in enumerate(names)) for counts in tallies]
    mask = (1 << bits) - 1
    chance = random.Random(seed)
    for _ in range(samples):
        total = sum(chance.choices(packed, k=len(packed)))
        yield Counter({name: total >> (bits * n) & mask for n, name in enumerate(names)})


def interval(values: Sequence[float]) -> tuple[float | None, float | None]:
    """The 2.5 and 97.5 percentiles by the nearest rank; None without values."""
    if not values:
        return None, None
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[round(0.025 * last)], ordered[round(0.975 * last)]


def prf(
    counts: Mapping[str, int], found: str, right: str
) -> tuple[float | None, float | None, float | None]:
    """Precision from complete documents, recall from all, and their harmonic mean.

    ``found`` and ``right`` name the counts of matches in all and in complete documents.
    """
    predicted = counts.get("predicted", 0)
    recall, _ = _ratio(counts.get(found, 0), counts.get("gold", 0))
    precision, _ = _ratio(counts.get(right, 0), predicted)
    f1: float | None
    if not predicted and not counts.get("gold_complete", 0):
        f1 = None
    elif not precision or not recall:
        f1 = 0.0
    else:
        f1 = 2 * precision * recall / (precision + recall)
    return precision, recall, f1


def _ratio(right: int, of: int) -> tuple[float | None, int]:
    return (right / of if of else None), of
