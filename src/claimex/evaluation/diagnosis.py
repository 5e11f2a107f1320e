"""Why a statement was missed, made up or read wrongly, with its words in context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from claimex.evaluation.alignment import Aligned, align
from claimex.evaluation.gold import GoldDocument
from claimex.evaluation.items import Item
from claimex.evaluation.matching import THRESHOLD, Characters, match, overlap
from claimex.evaluation.verdicts import FieldName, Links, verdicts
from claimex.schema import Extraction, Kind, Record

Outcome = Literal["miss", "false_alarm", "wrong"]
Cause = Literal[
    "cue_unknown",
    "nothing_there",
    "other_kind",
    "span_too_long",
    "span_too_short",
    "span_elsewhere",
    "parties_differ",
    "one_for_two",
    "source_span_wrong",
    "source_name_wrong",
    "targets_wrong",
    "about_wrong",
    "standing_wrong",
    "status_wrong",
    "instrument_wrong",
    "date_wrong",
]

_WRONG: Mapping[FieldName, Cause] = {
    "source_span": "source_span_wrong",
    "source_name": "source_name_wrong",
    "targets": "targets_wrong",
    "about": "about_wrong",
    "standing": "standing_wrong",
    "status": "status_wrong",
    "instrument": "instrument_wrong",
    "date": "date_wrong",
}

CONTEXT = 60
"""How many characters of the text stand before and after the words of a finding."""


class Finding(Record):
    """One miss, false alarm or matched statement with a wrong field, and what the likely cause is.

    A miss: ``cue_unknown``, no prediction is near; ``other_kind``, one of another kind is;
    ``span_too_long``, ``span_too_short``, ``span_elsewhere``, ``parties_differ``, one of its kind
    is near and does not match; ``one_for_two``, the one that would match is another statement's
    already. False alarms mirror that, with ``nothing_there`` for ``cue_unknown``. The others name
    the wrong field of a matched statement, with what gold has in ``wanted`` and the prediction in
    ``got``.

    ``words`` are those of the content, or of the cue where there is none, as the text has them,
    with 60 characters ``before`` and ``after``.
    """

    document: str
    kind: Kind
    outcome: Outcome
    cause: Cause
    gold: str | None
    predicted: str | None
    source: str | None
    cue: str | None
    wanted: str | None = None
    got: str | None = None
    before: str
    words: str
    after: str


class Diagnosis(Record):
    """All findings, in the order of the documents."""

    findings: tuple[Finding, ...]

    def counts(self) -> tuple[tuple[Outcome, Cause, int], ...]:
        """How many findings each outcome and cause has, the most frequent first."""
        counted = Counter((f.outcome, f.cause) for f in self.findings)
        return tuple((outcome, cause, n) for (outcome, cause), n in counted.most_common())

    def text(self) -> str:
        """The findings grouped by cause, the most frequent first, as plain text."""
        lines: list[str] = []
        for outcome, cause, n in self.counts():
            lines.append(f"{outcome.replace('_', ' ')}, {cause.replace('_', ' ')}: {n}")
            for f in self.findings:
                if (f.outcome, f.cause) == (outcome, cause):
                    lines += _lines(f)
            lines.append("")
        return "\n".join(lines).rstrip()


def diagnose(
    gold: Iterable[GoldDocument], predicted: Iterable[Extraction], *, where: str | None = None
) -> Diagnosis:
    """Every miss, false alarm and wrong field, with its likely cause.

    Raises InputError as ``score`` does.
    """
    return Diagnosis(
        findings=tuple(
            finding
            for aligned in align(gold, predicted, where).documents
            for finding in _findings(aligned)
        )
    )


def _findings(aligned: Aligned) -> Iterator[Finding]:
    predictions = (*aligned.predicted, *aligned.ignored)
    taken = {p.id for _, p in aligned.pairs}
    for item in aligned.missed:
        cause, other = _explain("miss", item, predictions, taken, aligned.characters)
        yield _finding(aligned, item, "miss", cause, gold=item.id, predicted=other)
    rows = (*aligned.gold, *aligned.dropped)
    taken = {g.id for g, _ in aligned.pairs}
    for item in aligned.false_alarms:
        cause, other = _explain("false_alarm", item, rows, taken, aligned.characters)
        yield _finding(aligned, item, "false_alarm", cause, gold=other, predicted=item.id)
    links = Links(aligned)
    for gold, predicted in aligned.pairs:
        for verdict in verdicts(aligned, links, gold, predicted):
            # What is wrongly contested has a wrong standing too.
            if not verdict.right and verdict.field != "contested":
                found = _finding(
                    aligned,
                    gold,
                    "wrong",
                    _WRONG[verdict.field],
                    gold=gold.id,
                    predicted=predicted.id,
                )
                yield found.model_copy(update={"wanted": verdict.wanted, "got": verdict.got})


def _explain(
    outcome: Outcome,
    item: Item,
    others: Sequence[Item],
    taken: set[str],
    characters: Characters,
) -> tuple[Cause, str | None]:
    """The cause that the nearest statement of the other side suggests, and that statement's id."""

    def nearness(other: Item) -> tuple[bool, float]:
        same_cue = overlap(item.cue_span, other.cue_span) > 0
        return same_cue, characters.f1(item.content_spans, other.content_spans)

    alike = [other for other in others if other.kind == item.kind]
    free = [other for other in alike if other.id not in taken and any(nearness(other))]
    if free:
        nearest = max(free, key=nearness)
        gold, predicted = (item, nearest) if outcome == "miss" else (nearest, item)
        return _span_cause(gold, predicted, characters), nearest.id
    used = [o for o in alike if o.id in taken and match([item], [o], characters)]
    if used:
        return "one_for_two", max(used, key=nearness).id
    unlike = [
        (near, other.id)
        for other in others
        if other.kind != item.kind and ((near := nearness(other))[0] or near[1] >= THRESHOLD)
    ]
    if unlike:
        return "other_kind", max(unlike)[1]
    return ("cue_unknown" if outcome == "miss" else "nothing_there"), None


def _span_cause(gold: Item, predicted: Item, characters: Characters) -> Cause:
    if gold.kind == "agreement":
        return "parties_differ"
    if not characters.f1(gold.content_spans, predicted.content_spans):
        return "span_elsewhere"
    wanted, got = characters.size(gold.content_spans), characters.size(predicted.content_spans)
    return "span_too_long" if got > wanted else "span_too_short"


def _finding(
    aligned: Aligned,
    item: Item,
    outcome: Outcome,
    cause: Cause,
    *,
    gold: str | None,
    predicted: str | None,
) -> Finding:
    text = aligned.document.text
    spans = item.content_spans or tuple(s for s in (item.cue_span,) if s is not None)
    start = min((s for s, _ in spans), default=0)
    end = max((e for _, e in spans), default=0)
    return Finding(
        document=aligned.document.id,
        kind=item.kind,
        outcome=outcome,
        cause=cause,
        gold=gold,
        predicted=predicted,
        source=item.source,
        cue=item.cue,
        before=text[max(0, start - CONTEXT) : start],
        words=text[start:end],
        after=text[end : end + CONTEXT],
    )


def _lines(f: Finding) -> list[str]:
    def flat(words: str | None) -> str:
        return " ".join((words or "").split())

    who = f"{f.document} {f.gold or '–'}/{f.predicted or '–'} {f.kind.replace('_', '-')}"
    said = f"[{flat(f.source)} | {flat(f.cue)}]"
    told = f": wanted {flat(f.wanted) or 'none'}, got {flat(f.got) or 'none'}"
    return [
        f"  {who} {said}{told if f.outcome == 'wrong' else ''}",
        f"    … {flat(f.before)} «{flat(f.words)}» {flat(f.after)} …",
    ]
