"""Where and why a prediction goes wrong, and whether another one is better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from claimex.errors import InputError
from claimex.evaluation import Comparison, Finding, Outcome, break_down, compare, diagnose
from claimex.evaluation.comparison import Difference
from evaluation_support import as_extraction, gold, predicted

TEXT = (
    "Ada Moreno said the old bridge is safe. The union denied that the bridge is safe. "
    "Velik and Osten signed a river pact in May. Ada Moreno added that boats may pass."
)
CLAIM = {
    "id": "c1",
    "kind": "claim",
    "source": "Ada Moreno",
    "source_span": "Ada Moreno",
    "cue": "said",
    "cue_span": "said",
    "content_spans": "the old bridge is safe",
}
ADDED = {
    "id": "c2",
    "kind": "claim",
    "source": "Ada Moreno",
    "cue": "added",
    "cue_span": "added",
    "content_spans": "that boats may pass",
}
DENIAL = {
    "id": "d1",
    "kind": "denial",
    "source": "union",
    "source_span": "The union",
    "cue": "denied",
    "cue_span": "denied",
    "content_spans": "that the bridge is safe",
    "targets": ["c1"],
}
AGREEMENT = {
    "id": "a1",
    "kind": "agreement",
    "parties": ["Velik", "Osten"],
    "cue": "signed",
    "cue_span": "signed",
    "status": "signed",
    "content_spans": "Velik and Osten signed a river pact",
}
ORPHAN = DENIAL | {"targets": []}


def test_by_cue_puts_a_match_under_the_gold_cue_and_a_false_alarm_under_its_own() -> None:
    document = gold(TEXT, CLAIM, ADDED)
    other_cue = CLAIM | {"cue_span": "Moreno"}
    astray = ADDED | {"cue_span": "signed", "content_spans": "a river pact"}
    parts = break_down([document], [predicted(document, other_cue, astray)], "cue").parts
    counts = {part.key: (part.gold, part.predicted, part.matched, part.f1) for part in parts}
    assert counts == {
        "said": (1, 1, 1, 1.0),
        "added": (1, 0, 0, 0.0),
        "signed": (0, 1, 0, 0.0),
    }
    assert parts[-1].key == "said", "the parts with the most errors come first"


def test_by_source_compares_case_folded_and_names_the_unknown() -> None:
    document = gold(TEXT, CLAIM, ADDED | {"source": "ADA MORENO"}, DENIAL | {"source": None})
    parts = break_down([document], [as_extraction(document)], "source").parts
    assert {part.key: part.gold for part in parts} == {"ada moreno": 2, "(unknown)": 1}


def test_by_document_gives_each_document_its_figures() -> None:
    documents = [gold(TEXT, CLAIM, ADDED, id="one"), gold(TEXT, CLAIM, id="two")]
    found = break_down(documents, [predicted(documents[0], CLAIM)], "document")
    assert {part.key: (part.precision, part.recall, part.f1) for part in found.parts} == {
        "one": (1.0, 0.5, pytest.approx(2 / 3)),
        "two": (None, 0.0, 0.0),
    }
    head, *rows = found.table().splitlines()
    assert head.startswith("document")
    assert {row.split()[0] for row in rows} == {"one", "two"}


def test_an_incomplete_document_has_no_false_alarms_in_a_breakdown() -> None:
    document = gold(TEXT, CLAIM, complete=False)
    (part,) = break_down([document], [predicted(document, CLAIM, ADDED)], "cue").parts
    assert (part.key, part.recall, part.precision, part.f1) == ("said", 1.0, None, None)


def only(
    rows: Sequence[Mapping[str, Any]], guesses: Sequence[Mapping[str, Any]], outcome: Outcome
) -> Finding:
    """The one finding of an outcome."""
    document = gold(TEXT, *map(dict, rows))
    found = diagnose([document], [predicted(document, *map(dict, guesses))]).findings
    (finding,) = [f for f in found if f.outcome == outcome]
    return finding


def test_what_nothing_is_near_is_an_unknown_cue_or_nothing_there() -> None:
    miss = only([CLAIM], [ADDED], "miss")
    assert (miss.cause, miss.gold, miss.predicted) == ("cue_unknown", "c1", None)
    assert (miss.before, miss.words) == ("Ada Moreno said ", "the old bridge is safe")
    assert miss.after.startswith(". The union denied")
    alarm = only([CLAIM], [ADDED], "false_alarm")
    assert (alarm.cause, alarm.gold, alarm.predicted) == ("nothing_there", None, "c2")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("old", "span_too_short"),
        (TEXT[:120], "span_too_long"),
        ("The union", "span_elsewhere"),
    ],
)
def test_a_span_that_does_not_match_is_a_miss_and_a_false_alarm_of_one_cause(
    content: str, cause: str
) -> None:
    guess = CLAIM | {"id": "p1", "content_spans": content}
    for outcome in ("miss", "false_alarm"):
        finding = only([CLAIM], [guess], outcome)
        assert (finding.cause, finding.gold, finding.predicted) == (cause, "c1", "p1")


def test_the_right_words_under_another_kind_are_told_as_such() -> None:
    as_claim = ORPHAN | {"id": "p1", "kind": "claim"}
    assert only([ORPHAN], [as_claim], "miss").cause == "other_kind"
    assert only([ORPHAN], [as_claim], "false_alarm").cause == "other_kind"


def test_other_parties_are_told_as_such() -> None:
    other = AGREEMENT | {"parties": ["Doreth"]}
    assert only([AGREEMENT], [other], "miss").cause == "parties_differ"
    assert only([AGREEMENT], [other], "false_alarm").cause == "parties_differ"


def test_two_statements_read_as_one_and_one_read_as_two_are_told_as_such() -> None:
    shorter = CLAIM | {"id": "c9", "content_spans": "old bridge is safe"}
    merged = only([CLAIM, shorter], [CLAIM], "miss")
    assert (merged.cause, merged.gold, merged.predicted) == ("one_for_two", "c9", "c1")
    repeated = only([CLAIM], [CLAIM, shorter], "false_alarm")
    assert (repeated.cause, repeated.gold, repeated.predicted) == ("one_for_two", "c1", "c9")


@pytest.mark.parametrize(
    ("row", "change", "cause", "wanted", "got"),
    [
        (CLAIM, {"source_span": "The union"}, "source_span_wrong", "Ada Moreno", "The union"),
        (CLAIM, {"source_span": None}, "source_span_wrong", "Ada Moreno", None),
        (CLAIM, {"source": "union"}, "source_name_wrong", "Ada Moreno", "union"),
        (AGREEMENT, {"status": "ratified"}, "status_wrong", "signed", "ratified"),
        (AGREEMENT | {"date": "2025"}, {"date": None}, "date_wrong", "2025", None),
        (AGREEMENT | {"instrument": "treaty"}, {"instrument": "other"}, "instrument_wrong", "treaty", "other"),  # noqa: E501
    ],
)  # fmt: skip
def test_a_matched_statement_with_a_wrong_field_says_what_was_wanted_and_what_came(
    row: dict[str, object], change: dict[str, object], cause: str, wanted: str, got: str | None
) -> None:
    finding = only([row], [row | change], "wrong")
    assert (finding.cause, finding.wanted, finding.got) == (cause, wanted, got)


def test_wrong_targets_are_told_in_gold_ids_and_change_the_standing() -> None:
    document = gold(TEXT, CLAIM, DENIAL)
    found = diagnose([document], [predicted(document, CLAIM | {"id": "p1"}, ORPHAN)]).findings
    assert [(f.cause, f.gold, f.wanted, f.got) for f in found] == [
        ("standing_wrong", "c1", "contested", "uncontested"),
        ("targets_wrong", "d1", "c1", ""),
    ]


def test_gold_against_itself_has_no_findings() -> None:
    document = gold(TEXT, CLAIM, ADDED, DENIAL, AGREEMENT)
    assert diagnose([document], [as_extraction(document)]).findings == ()


def test_the_text_groups_findings_by_cause_the_most_frequent_first() -> None:
    document = gold(TEXT, CLAIM, ADDED, ORPHAN)
    diagnosis = diagnose([document], [predicted(document, ORPHAN | {"kind": "claim"})])
    assert diagnosis.counts() == (
        ("miss", "cue_unknown", 2),
        ("miss", "other_kind", 1),
        ("false_alarm", "other_kind", 1),
    )
    lines = diagnosis.text().splitlines()
    assert lines[0] == "miss, cue unknown: 2"
    assert lines[1] == "  doc c1/– claim [Ada Moreno | said]"
    assert lines[2].startswith("    … Ada Moreno said «the old bridge is safe» . The union")


def named(comparison: Comparison, name: str) -> Difference:
    return next(d for d in comparison.differences if d.name == name)


def test_a_prediction_compared_with_itself_differs_in_nothing() -> None:
    documents = [gold(TEXT, CLAIM, DENIAL, id=f"doc{n}") for n in range(6)]
    guesses = [as_extraction(d) for d in documents[:3]]
    comparison = compare(documents, guesses, guesses, bootstrap=50)
    assert comparison.documents == 6
    for d in comparison.differences:
        assert d.difference in (0.0, None)
        assert d.p in (1.0, None)


def test_a_prediction_that_is_better_in_every_document_is_better_in_every_sample() -> None:
    documents = [gold(TEXT, CLAIM, ADDED, id=f"doc{n}") for n in range(8)]
    first = [predicted(d, CLAIM) for d in documents]
    second = [as_extraction(d) for d in documents]
    recall = named(compare(documents, first, second, bootstrap=99), "claim.recall")
    assert (recall.first, recall.second, recall.difference) == (0.5, 1.0, 0.5)
    assert (recall.low, recall.high) == (0.5, 0.5)
    assert recall.p == pytest.approx(2 / 100)  # no sample turns the sign: (0 + 1) / (99 + 1), twice


def test_a_gain_in_one_document_of_many_is_within_chance() -> None:
    documents = [gold(TEXT, CLAIM, ADDED, id=f"doc{n}") for n in range(20)]
    first = [predicted(d, CLAIM) for d in documents]
    second = [*first[:19], as_extraction(documents[19])]
    recall = named(compare(documents, first, second, bootstrap=500), "claim.recall")
    assert recall.difference == pytest.approx(1 / 40)
    assert recall.p is not None
    assert recall.p > 0.5  # a sample lacks the one document with probability 0.95 ** 20 = 0.36


def test_a_comparison_is_repeatable_and_its_table_leaves_out_what_is_not_there() -> None:
    documents = [gold(TEXT, CLAIM, id=f"doc{n}") for n in range(5)]
    guesses = [as_extraction(d) for d in documents[:2]]
    once = compare(documents, guesses, [], bootstrap=40, seed=5)
    assert once == compare(documents, guesses, [], bootstrap=40, seed=5)
    assert "claim.f1" in once.table()
    assert "agreement.f1" not in once.table()
    assert Comparison.model_validate_json(once.model_dump_json()) == once


def test_each_takes_where_and_complains_as_score_does() -> None:
    document = gold(TEXT, CLAIM | {"speech_cue": True}, ADDED | {"speech_cue": False})
    guess = as_extraction(document)
    assert [p.key for p in break_down([document], [guess], "cue", where="speech_cue").parts] == [
        "said"
    ]
    assert diagnose([document], [], where="speech_cue").findings[0].gold == "c1"
    assert (
        named(
            compare([document], [guess], [], where="speech_cue", bootstrap=0), "claim.recall"
        ).difference
        == -1.0
    )
    for call in (
        lambda: break_down([document], [guess], "cue", where="x"),
        lambda: diagnose([document], [guess], where="x"),
        lambda: compare([document], [guess], [guess], where="x"),
    ):
        with pytest.raises(InputError, match="speech_cue"):
            call()
