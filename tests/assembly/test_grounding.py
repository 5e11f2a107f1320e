"""Where quotes stand in a text: exact, normalised, in windows, repeated."""

from __future__ import annotations

import pytest

from claimex.assembly.grounding import Found, Haystack, ground

NEWS = (
    "“We never signed it,” Ana Ruiz, the interior minister, told reporters in Lima on Monday.\n\n"
    "The ministry’s lawyers — three of them — said the draft… was “not binding”.  Officials in "
    "Quito denied that 1,500 people had been moved. The ministry did not respond."
)


def words(quote: str, text: str = NEWS) -> str | None:
    span = ground(text, [quote])[0]
    if span is None:
        return None
    assert span.text == text[span.start : span.end]
    return span.text


def test_a_quote_that_stands_verbatim_is_exact() -> None:
    found = Haystack(NEWS).find("told reporters in Lima")
    start = NEWS.index("told reporters in Lima")
    assert found == Found(start, start + 22, "exact")


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("WE NEVER SIGNED IT", "We never signed it"),
        ("The ministry's lawyers - three of them - said", None),
        ("the ministry's lawyers--three of them--said", None),
        ("said the draft ... was 'not binding'", "said the draft… was “not binding”"),
        ('"The draft... was "', "the draft… was"),
        ("Lima on Monday. The ministry`s lawyers", "Lima on Monday.\n\nThe ministry’s lawyers"),
        ('"not binding".', "“not binding”."),
        ("“not binding!”", "not binding"),
        ("not  binding”. Officials", "not binding”.  Officials"),
        ("in\u00a0Quito de\u00adnied", "in Quito denied"),
        ("ｔｏｌｄ ｒｅｐｏｒｔｅｒｓ", "told reporters"),
    ],
)
def test_case_marks_and_white_space_do_not_matter(quote: str, expected: str | None) -> None:
    found = Haystack(NEWS).find(quote)
    assert found is not None
    assert found.alignment == "normalised"
    assert words(quote) == (expected or "The ministry’s lawyers — three of them — said")


def test_ligatures_and_accents_apart_are_found_and_never_cut() -> None:
    text = "The oﬃce in São José, cafe\u0301 owners said, is ﬁne."
    assert words("office in sa\u0303o josé", text) == "oﬃce in São José"
    assert words("CAFÉ OWNERS", text) == "cafe\u0301 owners"
    assert words("cafe", text) is None
    assert words("ca", text) is None
    assert words("ffice", text) is None


@pytest.mark.parametrize("quote", ["he", "minist", "raft", "1", "500", "1,5", "reporter"])
def test_words_and_numbers_are_found_whole_or_not_at_all(quote: str) -> None:
    assert words(quote) is None


def test_what_a_contraction_negates_is_not_found_without_the_negation() -> None:
    text = "They can’t sign it, she said."
    assert words("They can", text) is None
    assert words("they can't", text) == "They can’t"


@pytest.mark.parametrize("quote", ["", " \n", "\u200b", "??", "“”"])
def test_a_quote_without_words_has_no_place(quote: str) -> None:
    assert ground(NEWS, [quote]) == [None]


def test_punctuation_alone_is_found_only_verbatim() -> None:
    assert words("… ") == "…"


def test_a_text_without_words_has_no_places() -> None:
    assert ground("", ["a", ""]) == [None, None]


def test_windows_are_searched_in_order_before_the_whole_text() -> None:
    text = "He said no. Later, she Said so. In the end they said nothing."
    middle = (text.index("Later"), text.index("In the"))
    last = (text.index("In the"), len(text))
    haystack = Haystack(text)
    assert haystack.find("said") == Found(3, 7, "exact")
    assert haystack.find("said", within=[middle]) == Found(23, 27, "normalised")
    assert haystack.find("said", near=[last]) == Found(48, 52, "exact")
    assert haystack.find("nothing", within=[middle]) == Found(53, 60, "exact")
    assert haystack.find("nothing", within=[middle], whole=False) is None


def test_a_match_lies_inside_its_window() -> None:
    text = "the deal is dead"
    assert Haystack(text).find("the deal", within=[(0, 6)], whole=False) is None
    assert Haystack(text).find("the deal", within=[(0, 8)], whole=False) == Found(0, 8, "exact")


def test_words_that_stand_elsewhere_win_over_words_that_are_nearly_those() -> None:
    text = (
        "The minister said on Monday that the port would close early. "
        "The minister said on Friday that the port would close."
    )
    first = (0, text.index("The minister said on Friday"))
    found = Haystack(text).find("The minister said on Friday that the port", within=[first])
    assert found is not None
    assert (found.start, found.alignment) == (first[1], "exact")


def test_one_quote_given_often_takes_successive_mentions_and_no_more() -> None:
    text = "A deal. The deal, the deal and the deal."
    spans = ground(text, ["the deal", "A deal", "the deal", "the deal", "the deal"])
    assert [span and span.start for span in spans] == [8, 0, 18, 31, None]
    assert [span and span.start for span in ground(text, ["the deal"] * 2)] == [18, 31]


def test_a_damaged_quote_given_twice_takes_both_places() -> None:
    line = "The ministers of both countries signed the joint accord on fishing quotas. "
    text = line + "Nobody else came to the harbour that day, and the band went home early. " + line
    quote = "The ministers of both countries signed the acord on fishing quotas"
    spans = ground(text, [quote] * 3)
    assert [span and span.start for span in spans] == [0, text.rindex("The ministers"), None]


def test_mentions_are_all_places_in_reading_order() -> None:
    haystack = Haystack("Peru said so. PERU did. Peruvians did not.")
    assert haystack.mentions("Peru") == [Found(0, 4, "exact"), Found(14, 18, "normalised")]


def test_broken_quotation_marks_are_repaired_and_positions_stay_those_of_the_text() -> None:
    text = "She said โthe dealโs terms are secret.โ Nobody asked why."
    assert words("the deal’s terms are secret", text) == "the dealโs terms are secret"
    assert words("“the deal's terms are secret.”", text) == "โthe dealโs terms are secret.โ"
    text = "cafÃ© owners said â€œno dealâ€\x9d was made"
    assert words("café owners said", text) == "cafÃ© owners said"


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        (
            "the interior minister told reporters Lima on Monday",
            "the interior minister, told reporters in Lima on Monday",
        ),
        (
            "minister interior the, told reporters in Lima on Monday",
            "the interior minister, told reporters in Lima on Monday",
        ),
        (
            "Officials in Quito denyed that 1500 people had been movd.",
            "Officials in Quito denied that 1,500 people had been moved.",
        ),
        (
            "the ministrys lawyers, three of them, said draft was not binding",
            "The ministry’s lawyers — three of them — said the draft… was “not binding",
        ),
        (
            "he said that we never signed it, Ana Ruiz the interior minister told reporters",
            "We never signed it,” Ana Ruiz, the interior minister, told reporters",
        ),
        ("The ministry didn’t respond", "The ministry did not respond"),
    ],
)
def test_nearly_the_words_are_found_with_both_ends(quote: str, expected: str) -> None:
    found = Haystack(NEWS).find(quote)
    assert found is not None
    assert found.alignment == "fuzzy"
    assert NEWS[found.start : found.end] == expected


def test_a_single_word_may_be_inflected_otherwise_only_where_it_is_pointed_at() -> None:
    text = "Officials in Quito denied it. " + "The harbour was quiet that day. " * 200
    haystack = Haystack(text)
    assert haystack.find("denies", within=[(0, 29)]) == Found(19, 25, "fuzzy")
    assert haystack.find("denies") is None
    assert haystack.find("signed", within=[(0, 29)]) is None


def test_a_long_text_is_searched_as_a_short_one() -> None:
    filler = [f"Delegate number {n} spoke about harvest {n} of the valley." for n in range(3000)]
    filler[2100:2100] = [NEWS]
    text = " ".join(filler)
    assert words("the interior minister told reporters Lima on Monday", text) == (
        "the interior minister, told reporters in Lima on Monday"
    )
    assert words("the interior minister told the senate in Bogota on Sunday", text) is None
