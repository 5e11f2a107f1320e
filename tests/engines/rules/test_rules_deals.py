import pytest

from rules_support import of_kind


@pytest.mark.parametrize(
    ("text", "cue", "parties", "instrument", "status"),
    [
        (
            "Malta signed a fishing treaty with Palau in May 2021.",
            "signed",
            ["Malta", "Palau"],
            "treaty",
            "signed",
        ),
        (
            "Malta and Palau tore up their lease.",
            "tore up",
            ["Malta", "Palau"],
            "contract",
            "terminated",
        ),
        (
            "Nordmudder agreed to buy Kelpworks.",
            "agreed",
            ["Nordmudder", "Kelpworks"],
            "merger",
            "in_principle",
        ),
        (
            "Kelpworks licensed the mark to Nordmudder.",
            "licensed",
            ["Kelpworks", "Nordmudder"],
            "other",
            "signed",
        ),
        (
            "A truce between Malta and Palau still holds.",
            "truce",
            ["Malta", "Palau"],
            "ceasefire",
            "in_force",
        ),
    ],
)
def test_deals(text: str, cue: str, parties: list[str], instrument: str, status: str) -> None:
    (deal,) = of_kind(text, "agreement")
    assert deal.cue.text == cue
    assert [party.text for party in deal.parties] == parties
    assert (deal.instrument, deal.status) == (instrument, status)


def test_the_date_is_that_of_the_making() -> None:
    (deal,) = of_kind("Malta signed a fishing treaty with Palau in May 2021.", "agreement")
    assert deal.date is not None
    assert deal.date.text == "May 2021"


def test_two_deals_joined_by_and_share_who_signed() -> None:
    text = "Malta signed a sugar treaty with Palau and a rail treaty with Fiji."
    parties = [[p.text for p in deal.parties] for deal in of_kind(text, "agreement")]
    assert ["Malta", "Fiji"] in parties


@pytest.mark.parametrize(
    "text",
    [
        "She signed the petition with a pencil.",
        "They had a great deal of trouble with Malta.",
        "Malta never signed a treaty with Palau.",
        "No deal was reached with Palau.",
        "They agreed to disagree.",
        "The driving licence was in the car.",
    ],
)
def test_hard_negatives(text: str) -> None:
    assert of_kind(text, "agreement") == []
