"""What holds for every text and quote."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from claimex.assembly._folding import breaks_word, core, fold
from claimex.assembly.grounding import Haystack, ground

_WORD = st.sampled_from(
    "the deal Peru’s “no” said, signed… 1,500 ﬁne cafe\u0301 Ünal ﬆop — x. "
    "協議 ข้อตกลง اتفاق הסכם".split()
)
_BLANK = st.sampled_from([" ", "  ", "\n", "\u00a0", " \u200b", "\t"])
PROSE = st.lists(st.tuples(_WORD, _BLANK), max_size=40).map(
    lambda parts: "".join(word + blank for word, blank in parts)
)
ANY = st.text(st.characters(codec=None), max_size=60)


@given(st.one_of(PROSE, ANY), st.lists(st.one_of(PROSE, ANY), max_size=4))
def test_any_text_and_quotes_give_one_answer_a_quote(text: str, quotes: list[str]) -> None:
    spans = ground(text, quotes)
    assert len(spans) == len(quotes)
    for span in spans:
        if span is not None:
            assert 0 <= span.start < span.end <= len(text)
            assert span.text == text[span.start : span.end]


@given(st.one_of(PROSE, ANY), st.data())
def test_words_cut_from_a_text_are_found_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end].strip()
    assume(quote)
    start = text.index(quote, start)
    assume(not breaks_word(text, start, start + len(quote)))
    window = (start, start + len(quote))
    found = Haystack(text).find(quote, within=[window])
    assert found is not None
    assert (found.start, found.end, found.alignment) == (*window, "exact")


@given(PROSE, st.data())
def test_found_words_are_the_quote_once_both_are_normalised(text: str, data: st.DataObject) -> None:
    words = text.split()
    assume(words)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end]).upper().replace("’", "'").replace("…", " . . .")
    found = Haystack(text).find(quote)
    assume(core(fold(quote).folded))
    assert found is not None
    assert found.alignment != "fuzzy"
    assert core(fold(text[found.start : found.end]).folded) == core(fold(quote).folded)


@given(st.integers(1, 6), st.integers(1, 8))
def test_repeated_mentions_come_in_order_and_never_overlap(mentions: int, asked: int) -> None:
    text = " and ".join(["the deal"] * mentions)
    spans = ground(text, ["the deal"] * asked)
    places = [span.start for span in spans if span is not None]
    assert places == [13 * n for n in range(min(mentions, asked))]
    assert spans[mentions:] == [None] * max(0, asked - mentions)


@given(st.one_of(PROSE, ANY))
def test_folding_keeps_the_way_back_in_order(text: str) -> None:
    folded = fold(text)
    before = 0
    for place in range(len(folded.folded)):
        start, end = folded.source(place, place + 1)
        assert before <= start < end <= len(text) or (start, end) == (before, end)
        before = start
