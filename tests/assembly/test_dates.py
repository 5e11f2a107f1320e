"""Dates: which words are one, and which day, month or year they name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimex.assembly.dates import find_dates, resolve_date

FRIDAY = date(2025, 6, 27)


def found_in(text: str) -> list[str]:
    return [text[start:end] for start, end in find_dates(text)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2025-06-26", "2025-06-26"),
        ("May 2023", "2023-05"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("26th of June, 2025", "2025-06-26"),
        ("12 June 2024", "2024-06-12"),
        ("Friday 27 June 2025", "2025-06-27"),
        ("in 2022", "2022"),
        ("2022", "2022"),
        ("Q3 2024", "2024"),
        ("late 2023", "2023"),
        ("in July 2024", "2024-07"),
        ("30 February 2024", None),
        ("2025-02-30", None),
        ("June 31, 2024", None),
    ],
)
def test_absolute_words_need_no_publication_day(words: str, value: str | None) -> None:
    assert resolve_date(words, None) == value
    assert resolve_date(words, FRIDAY) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Monday", "2025-06-23"),
        ("early Friday", "2025-06-27"),
        ("on Thursday night", "2025-06-26"),
        ("last Friday", "2025-06-20"),
        ("next Friday", "2025-07-04"),
        ("will start on Monday", "2025-06-30"),
        ("this Tuesday", "2025-06-24"),
        ("March 14", "2025-03-14"),
        ("14 October", "2024-10-14"),
        ("will open on July 4", "2025-07-04"),
        ("Feb. 29", "2024-02-29"),
        ("mid-June", "2025-06"),
        ("July", "2024-07"),
        ("next June", "2026-06"),
        ("yesterday", "2025-06-26"),
        ("last night", "2025-06-26"),
        ("tonight", "2025-06-27"),
        ("tomorrow", "2025-06-28"),
        ("this week", "2025-06"),
        ("last month", "2025-05"),
        ("last year", "2024"),
        ("two days ago", "2025-06-25"),
        ("three months ago", "2025-03"),
        ("a year ago", "2024"),
        ("Friday, three days after", "2025-06-24"),
        ("Tuesday, a day before", "2025-06-25"),
    ],
)
def test_relative_words_count_from_the_publication_day(words: str, value: str) -> None:
    assert resolve_date(words, FRIDAY) == value
    assert resolve_date(words, None) is None


def test_a_week_over_two_months_gives_no_more_than_the_year() -> None:
    assert resolve_date("last week", date(2025, 10, 9)) == "2025"
    assert resolve_date("last week", date(2026, 1, 6)) is None


@pytest.mark.parametrize(
    "words", ["may", "second", "sun", "march", "12", "august body", "", "9,000"]
)
def test_a_bare_word_or_number_is_no_date(words: str) -> None:
    assert resolve_date(words, FRIDAY) is None
    assert find_dates(words) == []


@pytest.mark.parametrize(
    "text",
    [
        "They may march on, a second time, in the sun.",
        "May said no. Some 2025 people and 14 dogs came; 40 mortar rounds fell.",
        "The Sunday Bugle and the Friday Club denied it.",
        "She read USA Today. In 1500 villages nothing changed.",
        "On Good Friday the shops are shut; so they were on Black Friday.",
        "Aged 27, he runs 5,000 metres in 14.2 minutes at 10:30.",
    ],
)
def test_ordinary_words_hold_no_date(text: str) -> None:
    assert found_in(text) == []


def test_expressions_are_found_without_their_preposition() -> None:
    text = (
        "On June 26 the two signed, hours after talks on Wednesday night. Its 2022 "
        "memorandum, made in "
        "May 2023, lapsed in July; on Sunday Osman left. The law of 2019 took force early Friday."
    )
    assert found_in(text) == [
        "June 26",
        "Wednesday night",
        "2022",
        "May 2023",
        "July",
        "Sunday",
        "2019",
        "early Friday",
    ]


def test_a_count_of_days_after_a_date_is_given_besides_it() -> None:
    text = "Shells fell on Friday, three days after both sides agreed a ceasefire."
    assert found_in(text) == ["Friday", "Friday, three days after"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_its_usual_forms(day: date) -> None:
    for words in (
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
    ):
        assert found_in(f"It was made on {words}.") == [words]
        assert resolve_date(words, FRIDAY) == day.isoformat()


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_at_most_six_days_back(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    assert resolve_date(f"on {day:%A}", published) == day.isoformat()


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(0, 364))
def test_a_day_without_year_lies_within_the_past_year(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    assert resolve_date(f"{day:%B} {day.day}", published) == day.isoformat()


@given(st.text(max_size=60), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_any_text_is_read_without_an_error(text: str, published: date) -> None:
    places = find_dates(text)
    assert places == sorted(places)
    for start, end in places:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
    value = resolve_date(text, published)
    assert value is None or len(value) in (4, 7, 10)
