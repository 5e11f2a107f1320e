"""What counts as the same statement, the same name, the same spans: counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimex.evaluation.items import Item
from claimex.evaluation.matching import Characters, is_exact, match, party_f1, same_name


def claim(id: str, *spans: tuple[int, int]) -> Item:
    return Item(id=id, kind="claim", content_spans=spans)


def test_character_f1_is_twice_the_shared_over_the_sum() -> None:
    characters = Characters("abcdefghij")
    # 4 shared of 6 and 8
    assert characters.f1(((0, 6),), ((2, 10),)) == pytest.approx(8 / 14)
    assert characters.f1(((0, 3),), ((3, 6),)) == 0.0
    assert characters.f1((), ((3, 6),)) == 0.0


def test_white_space_is_not_counted() -> None:
    characters = Characters("ab   cd")
    assert characters.f1(((0, 7),), ((0, 2), (5, 7))) == 1.0
    assert characters.f1(((0, 7),), ((0, 5),)) == pytest.approx(2 * 2 / (4 + 2))
    assert characters.f1(((2, 5),), ((0, 7),)) == 0.0


def test_characters_in_overlapping_spans_count_once() -> None:
    characters = Characters("abcdefghij")
    assert characters.size(((0, 6), (4, 8))) == 8
    assert characters.f1(((0, 6), (4, 8)), ((0, 8),)) == 1.0


spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: (min(p), max(p))), max_size=4
).map(tuple)


@given(st.text("ab \n", min_size=30, max_size=30), spans, spans)
def test_character_f1_equals_that_of_the_sets_of_characters(
    text: str, one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]
) -> None:
    def letters(places: tuple[tuple[int, int], ...]) -> set[int]:
        return {i for start, end in places for i in range(start, end) if not text[i].isspace()}

    a, b = letters(one), letters(other)
    expected = 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
    assert Characters(text).f1(one, other) == pytest.approx(expected)


def test_half_is_enough_and_less_is_not() -> None:
    characters = Characters("x" * 100)
    gold = [claim("g", (0, 10))]
    # 5 shared of 10 and 10; 4 shared of 10 and 10
    assert match(gold, [claim("p", (5, 15))], characters) == {0: 0}
    assert match(gold, [claim("p", (6, 16))], characters) == {}


def test_matching_is_greedy_best_first_and_one_to_one() -> None:
    characters = Characters("x" * 100)
    # p1 fits g0 best (1.0), so g1, which p1 fits too (20 of 20 and 30), takes the worse p0.
    gold = [claim("g0", (0, 20)), claim("g1", (0, 30))]
    predicted = [claim("p0", (5, 35)), claim("p1", (0, 20))]
    assert match(gold, predicted, characters) == {0: 1, 1: 0}
    assert match(gold, [claim("p", (0, 25))], characters) == {1: 0}


def test_equally_good_pairs_go_in_the_order_of_gold_then_of_the_prediction() -> None:
    characters = Characters("x" * 100)
    gold = [claim("g0", (0, 20)), claim("g1", (0, 20))]
    predicted = [claim("p0", (0, 20)), claim("p1", (0, 20))]
    assert match(gold, predicted, characters) == {0: 0, 1: 1}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kristi Noem", "kristi noem", True),
        ("the Ministry of Defence", "Defence Ministry", True),
        ("Brandt's ministry", "Brandt ministry", True),
        ("Brandt’s", "Brandt", True),
        ("Ilya Brandt", "Brandt", True),  # 1 of 2
        ("Defence Minister Ilya Brandt", "Brandt", False),  # 1 of 4
        ("Ilya Brandt", "Ilya Marek", False),  # 1 of 3
        ("A", "the", False),
        ("The", "the", True),
    ],
)
def test_names_compare_by_the_jaccard_index_of_their_words(
    one: str, other: str, same: bool
) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_party_f1_pairs_each_name_with_at_most_one() -> None:
    assert party_f1(["Karsava", "Lower Marches"], ["the Lower Marches", "Karsava"]) == 1.0
    # one shared of two and three
    assert party_f1(["Karsava", "Doreth"], ["Karsava", "Velik", "Osten"]) == pytest.approx(2 / 5)
    assert party_f1(["Karsava"], ["Karsava", "The Karsava"]) == 1.0  # a set: the same name twice
    assert party_f1(["Karsava", "Doreth"], ["Karsava Doreth"]) == pytest.approx(2 / 3)
    assert party_f1([], ["Karsava"]) == 0.0


def agreement(id: str, parties: tuple[str, ...], *spans: tuple[int, int]) -> Item:
    return Item(id=id, kind="agreement", parties=parties, content_spans=spans)


def test_agreements_match_by_parties_at_half_and_not_by_content() -> None:
    characters = Characters("x" * 100)
    gold = [agreement("g", ("Karsava", "Doreth"), (0, 20))]
    half = [agreement("p", ("Karsava", "Velik"), (50, 60))]
    less = [agreement("p", ("Karsava", "Velik", "Osten"), (0, 20))]
    assert match(gold, half, characters) == {0: 0}
    assert match(gold, less, characters) == {}


def test_agreements_of_the_same_parties_go_to_the_higher_content_overlap() -> None:
    characters = Characters("x" * 100)
    both = ("Karsava", "Doreth")
    gold = [agreement("g0", both, (0, 20)), agreement("g1", both, (50, 70))]
    predicted = [agreement("p0", both, (50, 60)), agreement("p1", both, (0, 10))]
    assert match(gold, predicted, characters) == {0: 1, 1: 0}


def test_better_parties_go_before_better_content() -> None:
    characters = Characters("x" * 100)
    gold = [agreement("g", ("Karsava", "Doreth"), (0, 20))]
    predicted = [
        agreement("p0", ("Karsava", "Velik"), (0, 20)),
        agreement("p1", ("Karsava", "Doreth"), (50, 60)),
    ]
    assert match(gold, predicted, characters) == {0: 1}


def silence(id: str, source: tuple[int, int] | None, cue: tuple[int, int] | None) -> Item:
    return Item(id=id, kind="non_response", source_span=source, cue_span=cue)


def test_non_responses_match_when_source_or_cue_overlap() -> None:
    characters = Characters("x" * 100)
    gold = [silence("g", (0, 10), (20, 30))]
    assert match(gold, [silence("p", (9, 12), (40, 50))], characters) == {0: 0}
    assert match(gold, [silence("p", None, (29, 50))], characters) == {0: 0}
    assert match(gold, [silence("p", (10, 20), (30, 40))], characters) == {}


def test_of_two_non_responses_the_one_that_shares_more_is_chosen() -> None:
    characters = Characters("x" * 100)
    gold = [silence("g", (0, 10), (20, 30))]
    predicted = [silence("p0", (0, 10), (60, 70)), silence("p1", (8, 10), (20, 24))]
    assert match(gold, predicted, characters) == {0: 1}


@pytest.mark.parametrize(
    ("spans", "exact"),
    [
        (((10, 20), (30, 40)), True),
        (((8, 22), (32, 38)), True),
        (((7, 20), (30, 40)), False),
        (((10, 20), (30, 43)), False),
        (((10, 20),), False),
        (((10, 40),), False),
    ],
)
def test_exact_asks_for_equal_spans_give_or_take_two_characters(
    spans: tuple[tuple[int, int], ...], exact: bool
) -> None:
    assert is_exact(claim("g", (10, 20), (30, 40)), claim("p", *spans)) is exact


def test_an_exact_non_response_has_source_and_cue_as_far_as_gold_has_them() -> None:
    gold = silence("g", None, (20, 30))
    assert is_exact(gold, silence("p", (0, 5), (22, 30)))
    assert not is_exact(gold, silence("p", (0, 5), (23, 30)))
    assert not is_exact(silence("g", (0, 9), (20, 30)), silence("p", None, (20, 30)))


some_claims = st.lists(spans, max_size=6).map(
    lambda many: [claim(str(n), *places) for n, places in enumerate(many)]
)


@given(some_claims, some_claims)
def test_matches_are_one_to_one_and_leave_no_two_that_would_match(
    gold: list[Item], predicted: list[Item]
) -> None:
    characters = Characters("x" * 30)
    matches = match(gold, predicted, characters)

    def fit(i: int, j: int) -> float:
        return characters.f1(gold[i].content_spans, predicted[j].content_spans)

    assert len(set(matches.values())) == len(matches)
    assert all(fit(i, j) >= 0.5 for i, j in matches.items())
    free_gold = set(range(len(gold))) - matches.keys()
    free_predicted = set(range(len(predicted))) - set(matches.values())
    assert not [(i, j) for i in free_gold for j in free_predicted if fit(i, j) >= 0.5]
