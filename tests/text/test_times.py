"""Words that may tell a time."""

import pytest

from claimex.assembly.dates import find_dates
from claimex.text.times import may_tell_time


@pytest.mark.parametrize(
    "words",
    [
        *("on 3 May", "2024-02-29", "MARCH 4", "in Sept. 2019", "last week", "this year"),
        *("yesterday", "Overnight", "at midnight", "tonight", "tomorrow", "an hour ago"),
        *("two minutes ago", "late Friday", "this morning", "Earlier today", "autumn 2021"),
        *("since 1998", "in December", "three months ago", "early in June 2020"),
    ],
)
def test_every_kind_of_date_is_hinted_at(words: str) -> None:
    assert find_dates(words)
    assert may_tell_time(words)


@pytest.mark.parametrize("words", ["", "The ferry had hit the pier.", "They never signed it"])
def test_words_without_a_time_have_none(words: str) -> None:
    assert not may_tell_time(words)
