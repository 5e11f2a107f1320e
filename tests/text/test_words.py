"""Words by the stretch, and all in lower case."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimex.text import words
from claimex.text.words import WordPattern, lowered

PATTERNS = [r"[^\W_]+(?:[.,]\d+)*", r"[^\W_]+(?:['’-][^\W_]+)*", r"(?<![\w'’])[a-z]{2,}"]
TEXTS = st.text(st.sampled_from("abZé1.,'’-“” \n\t\u00a0\u2003_İ"), max_size=40)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(texts=st.lists(TEXTS, max_size=4))
def test_finds_what_the_pattern_finds_in_the_whole_text(pattern: str, texts: list[str]) -> None:
    found = WordPattern(pattern)
    # Each twice: the second time its stretches are known.
    for text in [*texts, *texts]:
        assert found.findall(text) == re.findall(pattern, text)


def test_remembers_a_bounded_number_of_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_LIMIT", 3)
    found = WordPattern(r"\w+")
    text = " ".join(f"w{n}" for n in range(50))
    assert found.findall(text) == text.split()
    assert len(found) <= 3


@given(TEXTS)
def test_lower_case_keeps_every_character_at_its_place(text: str) -> None:
    lower = lowered(text)
    assert len(lower) == len(text)
    assert all(a == b.lower() or b == "İ" for a, b in zip(lower, text, strict=True))
