"""The figures of one evaluation, as data and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from claimex.evaluation.layout import columns, interval, number
from claimex.schema import Record

Group = Literal["claim", "denial", "agreement", "non_response", "micro"]
GROUPS: tuple[Group, ...] = ("claim", "denial", "agreement", "non_response", "micro")


class Figure(Record):
    """One rate in [0, 1] with its 95 % bootstrap interval over documents.

    ``of`` is the number of things that it is the rate of (for an F1: gold and predicted together).
    ``value`` is None where there was nothing to score; ``low`` and ``high`` are None too where no
    bootstrap was asked for.
    """

    value: float | None
    of: int
    low: float | None = None
    high: float | None = None


class KindScores(Record):
    """How the statements of one kind were found, and their sources.

    ``predicted`` leaves out what cannot be right or wrong: predictions in incomplete documents and
    those that match a row that does not count. Source figures are of matched statements;
    ``source_accuracy`` asks for span and name where gold has both, else for the one that gold has.
    """

    gold: int
    predicted: int
    matched: int
    precision: Figure
    recall: Figure
    f1: Figure
    exact_f1: Figure
    source_span_accuracy: Figure
    source_name_accuracy: Figure
    source_accuracy: Figure


class LinkScores(Record):
    """Denials and what they deny.

    Precision, recall and F1 are of (denial, target) pairs; ``accuracy`` is the share of matched
    denials whose whole set of targets is right, an orphan only when it is empty.
    """

    gold: int
    predicted: int
    matched: int
    precision: Figure
    recall: Figure
    f1: Figure
    accuracy: Figure


class Report(Record):
    """All figures of one evaluation.

    ``missing`` are ids of gold documents without a prediction (all their statements are misses),
    ``unknown`` ids of predictions without gold (not scored). ``ignored`` counts predictions that
    match a row that does not count, or are of a kind that is not annotated; ``unscored`` gold rows
    that lack what they would be matched by. ``grounded_rate`` is the share of all predicted
    statements whose spans are words of the text; ``failures`` counts those of the predictions.
    """

    documents: int
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    where: str | None = None
    ignored: int
    unscored: int
    claim: KindScores
    denial: KindScores
    agreement: KindScores
    non_response: KindScores
    micro: KindScores
    link: LinkScores
    about_accuracy: Figure
    standing_accuracy: Figure
    contested_accuracy: Figure
    status_accuracy: Figure
    instrument_accuracy: Figure
    date_accuracy: Figure
    grounded_rate: Figure
    failures: int
    bootstrap: int
    seed: int

    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Every figure with its name, such as ``claim.f1`` or ``date_accuracy``."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, Figure):
                yield name, value
            elif isinstance(value, KindScores | LinkScores):
                for part in type(value).model_fields:
                    figure = getattr(value, part)
                    if isinstance(figure, Figure):
                        yield f"{name}.{part}", figure

    def table(self) -> str:
        """The report as aligned lines of plain text, without a final line break."""
        head = f"{self.documents} documents"
        if self.where is not None:
            head += f", gold rows with {self.where}"
        if self.bootstrap:
            head += f"; 95 % intervals from {self.bootstrap} bootstrap samples of documents"
        lines = [head, "", *self._statement_lines(), "", *self._detail_lines()]
        notes = [
            (self.missing, "gold documents without a prediction, counted as misses"),
            (self.unknown, "predicted documents without gold, not scored"),
        ]
        for ids, what in notes:
            if ids:
                lines.append(f"{len(ids)} {what}: {', '.join(ids[:10])}{' …' if ids[10:] else ''}")
        if self.ignored:
            lines.append(f"{self.ignored} predictions that are neither right nor wrong, not scored")
        if self.unscored:
            lines.append(
                f"{self.unscored} gold rows without the spans to match them by, not scored"
            )
        return "\n".join(lines)

    def _statement_lines(self) -> list[str]:
        rows = [
            ("", "gold", "pred.", "match", "P", "R", "F1", "", "exact", "span", "name", "source")
        ]
        for group in GROUPS:
            scores: KindScores = getattr(self, group)
            rows.append(
                (
                    group.replace("_", "-"),
                    str(scores.gold),
                    str(scores.predicted),
                    str(scores.matched),
                    number(scores.precision.value),
                    number(scores.recall.value),
                    number(scores.f1.value),
                    interval(scores.f1.low, scores.f1.high),
                    number(scores.exact_f1.value),
                    number(scores.source_span_accuracy.value),
                    number(scores.source_name_accuracy.value),
                    number(scores.source_accuracy.value),
                )
            )
        return columns(rows)

    def _detail_lines(self) -> list[str]:
        named = (
            ("link precision", self.link.precision),
            ("link recall", self.link.recall),
            ("link F1", self.link.f1),
            ("link accuracy", self.link.accuracy),
            ("about accuracy", self.about_accuracy),
            ("standing accuracy", self.standing_accuracy),
            ("contested accuracy", self.contested_accuracy),
            ("status accuracy", self.status_accuracy),
            ("instrument accuracy", self.instrument_accuracy),
            ("date accuracy", self.date_accuracy),
            ("grounded rate", self.grounded_rate),
        )
        rows = [
            (name, number(figure.value), interval(figure.low, figure.high), f"of {figure.of}")
            for name, figure in named
        ]
        return [*columns(rows), f"failures  {self.failures}"]
