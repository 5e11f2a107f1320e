"""Scores predictions against gold."""

from __future__ import annotations

from collections.abc import Iterable

from claimex.evaluation.alignment import Alignments, align
from claimex.evaluation.figures import grouped, summed, with_intervals
from claimex.evaluation.gold import GoldDocument
from claimex.evaluation.report import GROUPS, Figure, KindScores, LinkScores, Report
from claimex.evaluation.tally import tally
from claimex.schema import Extraction


def score(
    gold: Iterable[GoldDocument],
    predicted: Iterable[Extraction],
    *,
    where: str | None = None,
    bootstrap: int = 1000,
    seed: int = 0,
) -> Report:
    """Score predictions against gold, matched by document id.

    ``where`` names a true-or-false field of the gold rows and keeps those in which it is true: a
    prediction that matches another row is neither right nor wrong. Gold documents without a
    prediction count as misses and are named in ``missing``; predictions without a gold document are
    named in ``unknown`` and not scored. ``bootstrap`` is the number of samples of documents behind
    the 95 % intervals, 0 for none.

    Raises InputError when a document id stands twice, when no id fits, when a prediction was made
    from another text, and when no gold row has the field ``where``.
    """
    return report_of(align(gold, predicted, where), where=where, bootstrap=bootstrap, seed=seed)


def report_of(alignments: Alignments, *, where: str | None, bootstrap: int, seed: int) -> Report:
    """The report on documents that are matched already."""
    tallies = [tally(aligned) for aligned in alignments.documents]
    total = summed(tallies)
    figures = with_intervals(tallies, bootstrap, seed)

    def part(name: str) -> dict[str, Figure | int]:
        counts = grouped(total, name)
        fields: dict[str, Figure | int] = {
            key.removeprefix(f"{name}."): figure
            for key, figure in figures.items()
            if key.startswith(f"{name}.")
        }
        return fields | {
            "gold": counts["gold"],
            "predicted": counts["predicted"],
            "matched": counts["found"],
        }

    kinds = {group: KindScores.model_validate(part(group)) for group in GROUPS}
    return Report(
        documents=len(alignments.documents),
        missing=tuple(a.document.id for a in alignments.documents if a.extraction is None),
        unknown=alignments.unknown,
        where=where,
        ignored=total["ignored"],
        unscored=total["unscored"],
        claim=kinds["claim"],
        denial=kinds["denial"],
        agreement=kinds["agreement"],
        non_response=kinds["non_response"],
        micro=kinds["micro"],
        link=LinkScores.model_validate(part("link")),
        about_accuracy=figures["about_accuracy"],
        standing_accuracy=figures["standing_accuracy"],
        contested_accuracy=figures["contested_accuracy"],
        status_accuracy=figures["status_accuracy"],
        instrument_accuracy=figures["instrument_accuracy"],
        date_accuracy=figures["date_accuracy"],
        grounded_rate=figures["grounded_rate"],
        failures=total["failures"],
        bootstrap=bootstrap,
        seed=seed,
    )
