"""What a denial denies is stated without the words that negate it."""

from __future__ import annotations

import pytest

from claimex.assembly.positive import stated_positively


@pytest.mark.parametrize(
    ("denied", "positive"),
    [
        ("no truck had been refused", "a truck had been refused"),
        ("no offer was made", "an offer was made"),
        ("no unit had fired", "a unit had fired"),
        ("no such deal exists", "a deal exists"),
        ("there was no such undertaking", "there was an undertaking"),
        ("There is no agreement", "There is an agreement"),
        ("nothing was agreed", "something was agreed"),
        ("the brine did not come from the mine", "the brine did come from the mine"),
        ("it wasn’t there", "it was there"),
        ("the door was never locked", "the door was locked"),
        ("nobody had any key", "somebody had some key"),
        ("I did not read it, I did not ask for it", "I did read it, I did ask for it"),
        ("no beds would be lost", "some beds would be lost"),
        (
            "she has signed nothing, not on Monday and not on any other day",
            "she has signed something",
        ),
    ],
)
def test_a_denying_clause_is_stated_without_its_negation(denied: str, positive: str) -> None:
    assert stated_positively(denied) == positive


@pytest.mark.parametrize(
    ("denied", "positive"),
    [
        (
            "There is no deal, there is no date and no price",
            "There is a deal, there is a date and a price",
        ),
        (
            "We are not in talks, we have not been in talks",
            "We are in talks, we have been in talks",
        ),
        ("its ships do not and did not enter the bay", "its ships do and did enter the bay"),
        ("Nobody sold anything to anybody", "Somebody sold something to somebody"),
        ("Neither the mill nor the bank paid", "The mill or the bank paid"),
        ("we won’t pay and we can't pay", "we will pay and we can pay"),
    ],
)
def test_each_of_several_things_denied_is_stated(denied: str, positive: str) -> None:
    assert stated_positively(denied).casefold() == positive.casefold()


def test_the_negation_of_another_clause_stays() -> None:
    assert stated_positively("I did not say that nobody paid") == "I did say that nobody paid"
    assert stated_positively("they no longer meet") == "they no longer meet"


@pytest.mark.parametrize(
    ("denied", "positive"),
    [
        ("it had signed no accord with Norland", "it had signed an accord with Norland"),
        ("it had signed no such document", "it had signed such a document"),
        ("We received no such warnings", "We received such warnings"),
        ("nobody had told her any such thing", "somebody had told her such a thing"),
        ("not a single envelope had ever been delivered", "an envelope had been delivered"),
        ("he had “never taken a penny”", "he had “taken a penny”"),
        ("his drivers have poached nobody", "his drivers have poached somebody"),
    ],
)
def test_a_negation_within_the_clause_is_left_out(denied: str, positive: str) -> None:
    assert stated_positively(denied) == positive


@pytest.mark.parametrize(
    ("denied", "positive"),
    [
        ("There is no pact with Norland. There never was", "There is a pact with Norland."),
        ("A pact does not exist and never has", "A pact does exist"),
        ("There is no mud in it, not a grain of it", "There is a mud in it"),
        ("He was promised nothing at all", "He was promised something"),
        ("Contrary to what was written, no pact was signed", "a pact was signed"),
        ("there was no truth in reports that the mill had closed", "the mill had closed"),
    ],
)
def test_what_only_drives_the_negation_home_goes(denied: str, positive: str) -> None:
    assert stated_positively(denied) == positive


def test_a_sentence_that_denies_nothing_is_not_what_is_denied() -> None:
    said = "That is nonsense. I have never met Dr. K. Lind. The minutes say so"
    assert stated_positively(said) == "I have met Dr. K. Lind."
