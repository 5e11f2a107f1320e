"""Every rule of scoring, counted by hand; and gold against itself is right in everything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claimex.errors import InputError
from claimex.evaluation import Report, read_gold, score
from claimex.schema import Failure
from evaluation_support import as_extraction, gold, predicted

TEXT = (
    "Ada Moreno said the old bridge is safe. The harbour union denied that the bridge is safe. "
    "Velik and Osten signed a river pact in May. The mayor did not respond to a request. "
    "Ben Ruiz confirmed the river pact holds."
)
CLAIM = {
    "id": "c1",
    "kind": "claim",
    "source": "Ada Moreno",
    "source_span": "Ada Moreno",
    "cue_span": "said",
    "content": "The old bridge is safe.",
    "content_spans": "the old bridge is safe",
}
OTHER = {
    "id": "c2",
    "kind": "claim",
    "source": "Ben Ruiz",
    "source_span": "Ben Ruiz",
    "cue_span": "confirmed",
    "content": "The river pact holds.",
    "content_spans": "the river pact holds",
    "about": "a1",
    "supports": ["a1"],
}
DENIAL = {
    "id": "d1",
    "kind": "denial",
    "source": "harbour union",
    "source_span": "The harbour union",
    "cue_span": "denied",
    "content": "The bridge is safe.",
    "content_spans": "that the bridge is safe",
    "targets": ["c1"],
}
AGREEMENT = {
    "id": "a1",
    "kind": "agreement",
    "parties": ["Velik", "Osten"],
    "instrument": "treaty",
    "status": "signed",
    "date": "2025-05",
    "cue_span": "signed",
    "content_spans": "Velik and Osten signed a river pact",
}
SILENCE = {
    "id": "n1",
    "kind": "non_response",
    "source": "mayor",
    "source_span": "The mayor",
    "cue_span": "did not respond",
}
FULL = gold(TEXT, CLAIM, DENIAL, AGREEMENT, SILENCE, OTHER)


def figure(report: Report, name: str) -> tuple[object, int]:
    found = dict(report.figures())[name]
    return found.value, found.of


def test_gold_against_itself_is_right_in_everything(repository: Path) -> None:
    documents = read_gold(repository / "tests" / "data" / "gold_dev.jsonl")
    report = score(documents, [as_extraction(d) for d in documents], bootstrap=50)
    unlike_one = {
        name: f
        for name, f in report.figures()
        # Agreements have no source, and so nothing to score there.
        if (f.value, f.low, f.high) != (1.0, 1.0, 1.0) and not name.startswith("agreement.source")
    }
    assert unlike_one == {}
    assert (report.documents, report.missing, report.unknown, report.failures) == (12, (), (), 0)
    assert (report.micro.gold, report.micro.predicted, report.micro.matched) == (184, 184, 184)
    assert [report.claim.gold, report.denial.gold, report.agreement.gold] == [93, 49, 21]


def test_no_prediction_makes_misses_only_and_the_document_is_named() -> None:
    report = score([FULL], [])
    assert report.missing == ("doc",)
    assert report.micro.gold == 5
    assert figure(report, "micro.recall") == (0.0, 5)
    assert figure(report, "micro.precision") == (None, 0)
    assert figure(report, "micro.f1") == (0.0, 5)
    assert figure(report, "claim.source_accuracy") == (None, 0)
    assert figure(report, "grounded_rate") == (None, 0)


def test_precision_recall_and_f1_by_kind_and_over_all_kinds() -> None:
    # Claims: 1 right of 2 predicted and 2 gold. Denials: 1 of 1. The rest is missed: 2 of 4 right.
    astray = CLAIM | {"id": "c9", "content_spans": "The mayor did not respond"}
    report = score([FULL], [predicted(FULL, CLAIM, astray, DENIAL)])
    assert figure(report, "claim.precision") == (0.5, 2)
    assert figure(report, "claim.recall") == (0.5, 2)
    assert figure(report, "claim.f1") == (0.5, 4)
    assert figure(report, "denial.f1") == (1.0, 2)
    assert figure(report, "agreement.f1") == (0.0, 1)
    assert figure(report, "micro.precision") == (pytest.approx(2 / 3), 3)
    assert figure(report, "micro.recall") == (pytest.approx(2 / 5), 5)
    assert figure(report, "micro.f1") == (pytest.approx(2 * 2 / 8), 8)


def test_a_statement_of_another_kind_never_matches() -> None:
    as_claim = DENIAL | {"kind": "claim", "targets": None}
    report = score([gold(TEXT, DENIAL | {"targets": []})], [predicted(FULL, as_claim)])
    assert figure(report, "denial.recall") == (0.0, 1)
    assert figure(report, "claim.precision") == (0.0, 1)
    assert figure(report, "claim.f1") == (0.0, 1)


def test_exact_f1_asks_for_the_same_spans() -> None:
    longer = CLAIM | {"content_spans": "said the old bridge is safe"}
    report = score([FULL], [predicted(FULL, longer, OTHER | {"about": None, "supports": []})])
    assert figure(report, "claim.f1") == (1.0, 4)
    assert figure(report, "claim.exact_f1") == (0.5, 4)


def test_source_accuracy_asks_for_span_and_name_where_gold_has_both() -> None:
    three = gold(
        TEXT,
        CLAIM,
        DENIAL | {"targets": [], "source": None},
        SILENCE | {"source_span": None},
    )
    wrong_name = CLAIM | {"source": "Ben Ruiz"}
    wrong_span = SILENCE | {"source_span": "Ben Ruiz"}
    report = score([three], [predicted(three, wrong_name, DENIAL | {"targets": []}, wrong_span)])
    assert figure(report, "claim.source_span_accuracy") == (1.0, 1)
    assert figure(report, "claim.source_name_accuracy") == (0.0, 1)
    assert figure(report, "claim.source_accuracy") == (0.0, 1)
    assert figure(report, "denial.source_name_accuracy") == (None, 0)
    assert figure(report, "denial.source_accuracy") == (1.0, 1)
    assert figure(report, "non_response.source_span_accuracy") == (None, 0)
    assert figure(report, "non_response.source_accuracy") == (1.0, 1)
    assert figure(report, "micro.source_accuracy") == (pytest.approx(2 / 3), 3)


def test_a_prediction_without_a_mention_has_the_wrong_source_span() -> None:
    report = score([gold(TEXT, CLAIM)], [predicted(FULL, CLAIM | {"source_span": None})])
    assert figure(report, "claim.source_span_accuracy") == (0.0, 1)
    assert figure(report, "claim.source_name_accuracy") == (1.0, 1)


def test_links_are_pairs_mapped_through_the_matches() -> None:
    # Gold: d1→c1, d1→a1. Predicted: x→p1 (c1, right), x→p2 (matches nothing, wrong).
    document = gold(TEXT, CLAIM, DENIAL | {"targets": ["c1", "a1"]}, AGREEMENT)
    guess = predicted(
        document,
        CLAIM | {"id": "p1"},
        CLAIM | {"id": "p2", "content_spans": "The mayor did not respond"},
        DENIAL | {"id": "x", "targets": ["p1", "p2"]},
    )
    report = score([document], [guess])
    assert figure(report, "link.precision") == (0.5, 2)
    assert figure(report, "link.recall") == (0.5, 2)
    assert figure(report, "link.f1") == (0.5, 4)
    assert figure(report, "link.accuracy") == (0.0, 1)


def test_the_targets_of_an_unmatched_denial_are_false_alarms() -> None:
    document = gold(TEXT, CLAIM)
    report = score([document], [predicted(FULL, CLAIM, DENIAL)])
    assert figure(report, "link.precision") == (0.0, 1)
    assert figure(report, "link.accuracy") == (None, 0)


def test_an_orphan_is_right_only_when_its_targets_are_empty() -> None:
    orphan = gold(TEXT, CLAIM, DENIAL | {"targets": []})
    right = score([orphan], [predicted(orphan, CLAIM, DENIAL | {"targets": []})])
    wrong = score([orphan], [predicted(orphan, CLAIM, DENIAL)])
    assert figure(right, "link.accuracy") == (1.0, 1)
    assert figure(wrong, "link.accuracy") == (0.0, 1)
    assert figure(wrong, "link.precision") == (0.0, 1)


def test_unknown_targets_are_not_scored() -> None:
    document = gold(TEXT, CLAIM, DENIAL | {"targets": None})
    report = score([document], [predicted(FULL, CLAIM, DENIAL)])
    assert figure(report, "link.f1") == (None, 0)
    assert figure(report, "link.accuracy") == (None, 0)


def test_about_is_scored_where_gold_names_an_agreement() -> None:
    right = score([FULL], [predicted(FULL, AGREEMENT, OTHER)])
    assert figure(right, "about_accuracy") == (1.0, 1)
    wrong = score([FULL], [predicted(FULL, AGREEMENT, OTHER | {"about": None})])
    assert figure(wrong, "about_accuracy") == (0.0, 1)
    # Gold's c1 has no agreement: what a prediction says there is not scored.
    silent = score([FULL], [predicted(FULL, AGREEMENT, CLAIM | {"about": "a1"})])
    assert figure(silent, "about_accuracy") == (None, 0)


def test_status_instrument_and_date_are_scored_where_gold_has_them() -> None:
    guess = AGREEMENT | {"status": "ratified", "date": "2025-05-01"}
    report = score([gold(TEXT, AGREEMENT)], [predicted(FULL, guess)])
    assert figure(report, "status_accuracy") == (0.0, 1)
    assert figure(report, "instrument_accuracy") == (1.0, 1)
    assert figure(report, "date_accuracy") == (0.0, 1)
    unknown = AGREEMENT | {"status": None, "date": None, "instrument": None}
    report = score([gold(TEXT, unknown)], [predicted(FULL, guess)])
    for name in ("status_accuracy", "instrument_accuracy", "date_accuracy"):
        assert figure(report, name) == (None, 0)


def test_standing_of_gold_is_derived_and_contested_is_its_reduction() -> None:
    # Gold: c1 contested (d1), a1 uncontested (its only supporter asserts it), c2 uncontested.
    # Predicted without the denial and with the mayor in c1's content: c1 unanswered.
    guess = predicted(FULL, CLAIM | {"content": "The mayor is safe."}, AGREEMENT, SILENCE, OTHER)
    assert [c.standing for c in guess.claims] == ["unanswered", "uncontested"]
    assert [a.standing for a in guess.agreements] == ["uncontested"]
    report = score([FULL], [guess])
    assert figure(report, "standing_accuracy") == (pytest.approx(2 / 3), 3)
    assert figure(report, "contested_accuracy") == (pytest.approx(2 / 3), 3)
    mixed = predicted(
        FULL, CLAIM, DENIAL, AGREEMENT, OTHER | {"about": None}
    )  # a1 confirmed instead of uncontested: still not contested
    report = score([FULL], [mixed])
    assert figure(report, "standing_accuracy") == (pytest.approx(2 / 3), 3)
    assert figure(report, "contested_accuracy") == (1.0, 3)


def test_standing_is_not_scored_where_what_it_follows_from_is_not_annotated() -> None:
    no_denials = FULL.model_copy(update={"annotated_kinds": ("claim", "agreement")})
    report = score([no_denials], [as_extraction(FULL)])
    assert figure(report, "standing_accuracy") == (None, 0)
    assert figure(report, "contested_accuracy") == (None, 0)
    no_silence = FULL.model_copy(update={"annotated_kinds": ("claim", "denial", "agreement")})
    report = score([no_silence], [as_extraction(FULL)])
    assert figure(report, "standing_accuracy") == (None, 0)
    assert figure(report, "contested_accuracy") == (1.0, 3)


def test_only_annotated_kinds_count() -> None:
    claims = FULL.model_copy(update={"annotated_kinds": ("claim",)})
    astray = DENIAL | {"id": "d9", "content_spans": "The mayor did not respond"}
    report = score([claims], [predicted(FULL, CLAIM, DENIAL, AGREEMENT, astray, OTHER)])
    assert (report.micro.gold, report.micro.predicted, report.micro.matched) == (2, 2, 2)
    assert figure(report, "micro.f1") == (1.0, 4)
    assert figure(report, "link.f1") == (None, 0)
    assert report.ignored == 3


def test_an_incomplete_document_counts_for_recall_only() -> None:
    partial = gold(TEXT, CLAIM, id="partial", complete=False)
    more = predicted(partial, CLAIM, OTHER | {"about": None, "supports": []})
    report = score([partial], [more])
    assert figure(report, "claim.recall") == (1.0, 1)
    assert figure(report, "claim.precision") == (None, 0)
    assert figure(report, "claim.f1") == (None, 1)
    assert figure(report, "claim.source_accuracy") == (1.0, 1)
    # Beside a complete document with 1 right of 2 predicted, 1 of 5 gold found:
    report = score([partial, FULL], [more, predicted(FULL, CLAIM, CLAIM | {"id": "c7"})])
    assert figure(report, "claim.recall") == (pytest.approx(2 / 3), 3)
    assert figure(report, "claim.precision") == (0.5, 2)
    assert figure(report, "claim.f1") == (pytest.approx(2 * 0.5 * (2 / 3) / (0.5 + 2 / 3)), 5)


def test_where_keeps_rows_and_what_matches_a_dropped_one_is_neither_right_nor_wrong() -> None:
    document = gold(
        TEXT, CLAIM | {"speech_cue": True}, OTHER | {"speech_cue": False, "about": None}, AGREEMENT
    )
    astray = CLAIM | {"id": "c8", "content_spans": "The mayor did not respond"}
    guess = predicted(document, CLAIM, OTHER | {"about": None, "supports": []}, astray)
    report = score([document], [guess], where="speech_cue")
    assert (report.claim.gold, report.claim.predicted, report.claim.matched) == (1, 2, 1)
    assert figure(report, "claim.precision") == (0.5, 2)
    assert (report.where, report.ignored, report.agreement.gold) == ("speech_cue", 1, 0)


def test_a_kept_row_goes_before_a_dropped_one() -> None:
    document = gold(
        TEXT,
        CLAIM | {"speech_cue": True},
        CLAIM | {"id": "c2", "content_spans": "old bridge is safe", "speech_cue": False},
    )
    guess = predicted(document, CLAIM | {"content_spans": "old bridge is safe"})
    report = score([document], [guess], where="speech_cue")
    assert (report.claim.matched, report.ignored) == (1, 0)


def test_where_no_row_has_the_field_is_an_error_that_names_those_there_are() -> None:
    document = gold(TEXT, CLAIM | {"speech_cue": True})
    with pytest.raises(InputError, match="speech_cue"):
        score([document], [], where="speach_cue")


def test_gold_rows_that_nothing_could_match_are_counted_apart() -> None:
    document = gold(TEXT, CLAIM | {"content_spans": None}, SILENCE | {"cue_span": None})
    report = score([document], [predicted(FULL, SILENCE)])
    assert (report.unscored, report.micro.gold) == (1, 1)
    assert figure(report, "micro.f1") == (1.0, 2)


def test_grounded_rate_is_the_share_of_statements_whose_words_stand_in_the_text() -> None:
    right = as_extraction(FULL, with_text=False)
    lying = right.statements[0].model_copy(
        update={"cue": replace(right.statements[0].cue, text="SAID")}
    )
    astray = as_extraction(FULL, (lying, *right.statements[1:]), with_text=False)
    assert figure(score([FULL], [right]), "grounded_rate") == (1.0, 5)
    assert figure(score([FULL], [astray]), "grounded_rate") == (0.8, 5)


def test_failures_are_counted() -> None:
    failures = [Failure(reason="ungrounded", message="not there")] * 3
    assert score([FULL], [as_extraction(FULL, failures=failures)]).failures == 3


def test_predictions_without_gold_are_named_and_not_scored() -> None:
    stranger = as_extraction(gold(TEXT, CLAIM, id="stranger"))
    report = score([FULL], [stranger, as_extraction(FULL)])
    assert report.unknown == ("stranger",)
    assert figure(report, "micro.f1") == (1.0, 10)
    assert "stranger" in report.table()


def test_ids_that_do_not_fit_or_stand_twice_and_other_texts_are_errors() -> None:
    with pytest.raises(InputError, match="no predicted document"):
        score([FULL], [as_extraction(gold(TEXT, CLAIM, id="stranger"))])
    with pytest.raises(InputError, match="predicted document id 'doc' stands twice"):
        score([FULL], [as_extraction(FULL), as_extraction(FULL)])
    with pytest.raises(InputError, match="gold document id 'doc' stands twice"):
        score([FULL, FULL], [])
    with pytest.raises(InputError, match="another text"):
        score([FULL], [as_extraction(gold(TEXT + " More.", CLAIM))])


def test_intervals_are_percentiles_over_samples_of_documents() -> None:
    # Half of many documents are all right, half all wrong: recall is near 0.5 in every sample.
    documents = [gold(TEXT, CLAIM, id=f"doc{n}") for n in range(40)]
    guesses = [as_extraction(d) for d in documents[::2]]
    found = dict(score(documents, guesses, bootstrap=500).figures())["micro.recall"]
    assert found.value == 0.5
    assert found.low is not None
    assert found.high is not None
    # The binomial's 95 % interval for 40 draws at one half is 14 to 26 of 40.
    assert found.low == pytest.approx(14 / 40, abs=0.051)
    assert found.high == pytest.approx(26 / 40, abs=0.051)


def test_intervals_depend_on_the_seed_alone_and_none_are_given_without_samples() -> None:
    documents = [gold(TEXT, CLAIM, id=f"doc{n}") for n in range(9)]
    guesses = [as_extraction(d) for d in documents[:4]]
    assert score(documents, guesses, seed=3) == score(documents, guesses, seed=3)
    bare = score(documents, guesses, bootstrap=0)
    assert (bare.micro.recall.low, bare.micro.recall.high) == (None, None)
    assert "–" in bare.table()


def test_a_report_survives_a_round_trip_through_json() -> None:
    report = score([FULL], [as_extraction(FULL)], bootstrap=20)
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_the_table_lines_up_and_shows_every_kind_and_figure() -> None:
    lines = score([FULL], [as_extraction(FULL)], bootstrap=20).table().splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("claim"))
    rows = lines[start - 1 : start + 5]
    assert [row.split()[0] for row in rows[1:]] == [
        "claim",
        "denial",
        "agreement",
        "non-response",
        "micro",
    ]
    assert len({len(row) for row in rows}) == 1
    for name in ("link F1", "standing accuracy", "grounded rate", "failures"):
        assert any(line.startswith(name) for line in lines)
