"""What a proposition adds to the text is told; what the text contains is not."""

from __future__ import annotations

import pytest

from claimex.assembly.support import Support, same_country, unsupported

TEXT = (
    "Guatemalan officials and the Department of Homeland Security signed a memo on June 26, "
    "Kristi Noem said. Three people and 1,500 migrants were moved on Monday. José Jiménez’s aide "
    "called it “a gift” to us. Peru and the U.S. were not asked."
)


@pytest.mark.parametrize(
    "content",
    [
        "Kristi Noem signed a memo.",
        "Officials of Guatemala signed a memo with the Department of Homeland Security.",
        "Guatemala's officials signed, said Noem’s office.",
        "Peruvians and Americans were not asked by the outlet.",
        "The United States was not asked.",
        "DHS signed it.",
        "3 people and 1500 people were moved.",
        "On June 26 the memo was signed, on the 26th of June.",
        "Jose Jimenez called it a gift, on Monday.",
        "Talks were held by one of them.",
        "",
    ],
)
def test_what_the_text_contains_is_supported(content: str) -> None:
    assert unsupported(content, TEXT) == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Joe Biden met Noem and Joe Biden.", ("Joe Biden",)),
        ("Noem moved 600 people and 1,501 goats.", ("600", "1,501")),
        ("Honduran officials signed.", ("Honduran",)),
        ("The memo with New Zealand was signed.", ("New Zealand",)),
        ("It was signed on June 27.", ("June 27",)),
        ("It was signed on June 26, 2025.", ("June 26, 2025",)),
        ("It was signed on 2025-06-26.", ("2025-06-26",)),
        ("It was signed on Tuesday by four people.", ("Tuesday", "four")),
        ("The FBI signed it.", ("FBI",)),
        ("Mr. Smith said so.", ("Smith",)),
    ],
)
def test_what_is_added_is_told_as_it_stands(content: str, expected: tuple[str, ...]) -> None:
    assert unsupported(content, TEXT) == expected


def test_a_pronoun_is_no_country() -> None:
    assert unsupported("It was a gift to the US.", "They gave it to us.") == ("US",)


def test_the_title_counts() -> None:
    assert unsupported("Honduras signed.", TEXT) == ("Honduras",)
    assert unsupported("Honduras signed.", TEXT, "Honduras deal in doubt") == ()


def test_allowed_names_and_dates_count() -> None:
    support = Support(TEXT)
    dated = "It was signed on Thursday, June 26, 2025, that is 26 June 2025 or 2025-06-26."
    assert support.unsupported(dated, ["2025-06-26"]) == ()
    assert support.unsupported("It was signed in June 2025.", ["2025-06"]) == ()
    assert support.unsupported("It was signed on June 27, 2025.", ["2025-06-26"]) != ()
    assert support.unsupported("Wilson Paz said so to Paz.", ["Wilson Paz"]) == ()


def test_numbers_in_other_digits_are_the_same() -> None:
    assert unsupported("500 people", "٥٠٠ شخص") == ()


def test_every_country_supports_its_adjectives_and_back() -> None:
    for name, others in same_country().items():
        for other in others:
            assert unsupported(f"He spoke of {name}.", f"They met {other} people.") == ()


def test_countries_that_share_no_word_do_not_support_each_other() -> None:
    assert unsupported("He spoke of Niger.", "They met Nigerian people.") == ("Niger",)
    assert unsupported("He spoke of Austria.", "They met Australian people.") == ("Austria",)
