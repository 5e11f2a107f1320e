"""The hard cases: what the rules engine makes of them, and what the cases themselves promise."""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache

import pytest

import claimex
from cases_support import Case, ill_formed, pass_rates, problems, read_cases
from evaluation_support import predicted

CASES = read_cases()
ALL = [case for group in CASES.values() for case in group]

FLOOR = 0.90
"""The share of all cases that the rules engine passes at least."""


@cache
def _extractor() -> claimex.Extractor:
    return claimex.Extractor("rules")


def test_the_rules_engine_passes_at_least_the_floor_of_all_hard_cases(
    capsys: pytest.CaptureFixture[str],
) -> None:
    failed = {
        case.id: wrong
        for case in ALL
        if (wrong := problems(case, _extractor().extract(case.document)))
    }
    misses = [
        f"  {name}, {case.id}: {line}"
        for name, group in CASES.items()
        for case in group
        for line in failed.get(case.id, ())
    ]
    with capsys.disabled():
        sys.stdout.write("\n".join(["", *pass_rates(CASES, failed), *misses, ""]))
    assert 1 - len(failed) / len(ALL) >= FLOOR


def test_there_are_at_least_three_hundred_hard_cases_each_with_an_id_of_its_own() -> None:
    assert len(ALL) >= 300
    assert [name for name, n in Counter(case.id for case in ALL).items() if n > 1] == []


def test_every_hard_case_is_well_formed() -> None:
    """Its words stand in its text, its links lead to its rows, its standings follow from them."""
    assert {case.id: wrong for case in ALL if (wrong := ill_formed(case))} == {}


CASE = Case.model_validate(
    {
        "id": "both",
        "text": "Ada Moreno said the bridge is safe. The city denied the report.",
        "expect": [
            {
                "id": "c1",
                "kind": "claim",
                "source": "Ada Moreno",
                "cue": "said",
                "content": "the bridge is safe",
            },
            {
                "id": "d1",
                "kind": "denial",
                "source": "city",
                "cue": "denied",
                "content": "the report",
                "targets": ["c1"],
            },
        ],
    }
)
CLAIM = {"id": "c1", "kind": "claim", "source": "Ada Moreno", "content_spans": "the bridge is safe"}
DENIAL = {
    "id": "d1",
    "kind": "denial",
    "source": "city",
    "content_spans": "the report",
    "targets": ("c1",),
}


def test_a_case_passes_when_everything_in_it_is_found() -> None:
    assert problems(CASE, predicted(CASE.gold, CLAIM, DENIAL)) == []


def test_a_missed_statement_fails_a_case() -> None:
    assert problems(CASE, predicted(CASE.gold, CLAIM)) == [
        "missed denial d1 [city | denied] the report"
    ]


def test_a_statement_too_many_fails_a_case_unless_it_is_not_exact() -> None:
    more = {"id": "c2", "kind": "claim", "source": "city", "content_spans": "The city"}
    extraction = predicted(CASE.gold, CLAIM, DENIAL, more)
    assert problems(CASE, extraction) == ["made up claim c2 [city | A] The city"]
    assert problems(Case.model_validate(CASE.model_dump() | {"exact": False}), extraction) == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (DENIAL | {"source": "harbour"}, "d1 source_name: wanted city, got harbour"),
        (DENIAL | {"targets": ()}, "d1 targets: wanted c1, got None"),
    ],
)
def test_a_wrong_source_or_link_fails_a_case(row: dict[str, object], problem: str) -> None:
    assert problems(CASE, predicted(CASE.gold, CLAIM, row)) == [problem]


def test_words_that_stand_twice_must_say_which_place_is_meant() -> None:
    row = CASE.expect[0].model_copy(update={"content": "the"})
    text = "Ada said the sum of the parts is the whole."
    with pytest.raises(ValueError, match="stands 3 times"):
        _ = Case(id="x", text=text, expect=(row,)).gold
    second = row.model_copy(update={"content": "the #2"})
    assert Case(id="x", text=text, expect=(second,)).gold.statements[0].content_spans == ((20, 23),)
