"""Mentions of one agreement become one object, two agreements stay two."""

from __future__ import annotations

from typing import Any

import pytest

from claimex.assembly.entry import Dated, Entry, Party
from claimex.assembly.linking_words import Lexis
from claimex.assembly.merging import merge_agreements, merge_repeats
from claimex.schema import Instrument, Source, SourceType


def _party(name: str) -> Party:
    return Party(Source(name=name), None)


def _mention(text: str, words: str, cue: str, **fields: Any) -> Entry:
    start = text.index(words)
    at = text.index(cue, start)
    parties = tuple(map(_party, fields.pop("parties", ())))
    signatories = tuple(map(_party, fields.pop("signatories", ())))
    value = fields.pop("date", None)
    return Entry(
        kind="agreement",
        cue=(at, at + len(cue)),
        evidence=((start, start + len(words)),),
        alignment="exact",
        parties=parties,
        signatories=signatories,
        date=Dated((start, start + 1), value, value) if value else None,
        **fields,
    )


def _names(entry: Entry) -> list[str]:
    return [party.source.name for party in entry.parties]


def _merged(text: str, *mentions: Entry) -> list[Entry]:
    return merge_agreements(text, mentions, Lexis(text))


def test_a_later_mention_without_parties_is_the_same_agreement() -> None:
    text = "Tarn and Ulm signed a grain accord in Oslo. The accord was suspended on Friday."
    (one,) = _merged(
        text,
        _mention(
            text,
            "Tarn and Ulm signed a grain accord in Oslo",
            "signed",
            parties=["Tarn", "Ulm"],
            status="signed",
            date="2025-03",
        ),
        _mention(text, "The accord was suspended", "suspended", status="suspended"),
    )
    assert _names(one) == ["Tarn", "Ulm"]
    assert (one.status, one.date and one.date.value) == ("suspended", "2025-03")
    assert text[slice(*one.cue)] == "signed"


def test_two_agreements_of_the_same_parties_stay_apart_by_instrument() -> None:
    text = "Tarn and Ulm signed a ceasefire. Tarn and Ulm also signed a contract for buses."
    first, second = _merged(
        text,
        _mention(text, "Tarn and Ulm signed a ceasefire", "signed", parties=["Tarn", "Ulm"],
                 instrument="ceasefire"),
        _mention(text, "Tarn and Ulm also signed a contract for buses", "signed",
                 parties=["Tarn", "Ulm"], instrument="contract"),
    )  # fmt: skip
    assert (first.instrument, second.instrument) == ("ceasefire", "contract")


def test_two_agreements_of_the_same_parties_stay_apart_by_title() -> None:
    text = "Tarn and Ulm signed the Delta Charter. Tarn and Ulm signed the Coast Charter."
    merged = _merged(
        text,
        _mention(text, "Tarn and Ulm signed the Delta Charter", "signed", parties=["Tarn", "Ulm"],
                 title="Delta Charter"),
        _mention(text, "Tarn and Ulm signed the Coast Charter", "signed", parties=["Tarn", "Ulm"],
                 title="Coast Charter"),
    )  # fmt: skip
    assert [entry.title for entry in merged] == ["Delta Charter", "Coast Charter"]


def test_two_agreements_of_the_same_parties_stay_apart_by_date() -> None:
    text = "Tarn and Ulm signed a water deal in 2019. Tarn and Ulm signed a water deal in May."
    merged = _merged(
        text,
        _mention(text, "Tarn and Ulm signed a water deal in 2019", "signed",
                 parties=["Tarn", "Ulm"], date="2019"),
        _mention(text, "Tarn and Ulm signed a water deal in May", "signed",
                 parties=["Tarn", "Ulm"], date="2025-05"),
    )  # fmt: skip
    assert [entry.date and entry.date.value for entry in merged] == ["2019", "2025-05"]


def test_two_agreements_of_the_same_parties_stay_apart_by_subject() -> None:
    text = "Tarn and Ulm reached a deal on herring. Tarn and Ulm reached a deal on visas."
    merged = _merged(
        text,
        _mention(text, "Tarn and Ulm reached a deal on herring", "reached",
                 parties=["Tarn", "Ulm"]),
        _mention(text, "Tarn and Ulm reached a deal on visas", "reached", parties=["Tarn", "Ulm"]),
    )  # fmt: skip
    assert len(merged) == 2


def test_a_further_party_with_another_subject_makes_another_agreement() -> None:
    text = (
        "Tarn and Ulm agreed a treaty on salt. "
        "Tarn, Ulm and Voss ratified a flood-warning accord, the Reed Protocol."
    )
    merged = _merged(
        text,
        _mention(text, "Tarn and Ulm agreed a treaty on salt", "agreed", parties=["Tarn", "Ulm"],
                 instrument="treaty"),
        _mention(text, "Tarn, Ulm and Voss ratified a flood-warning accord, the Reed Protocol",
                 "ratified", parties=["Tarn", "Ulm", "Voss"], instrument="treaty",
                 title="Reed Protocol"),
    )  # fmt: skip
    assert len(merged) == 2


def test_the_title_and_signatories_of_any_mention_are_kept() -> None:
    text = (
        "Tarn and Ulm signed a fishing pact. "
        "Ada Kern and Bo Lind signed the pact, the Herring Accord, in Oslo."
    )
    (one,) = _merged(
        text,
        _mention(text, "Tarn and Ulm signed a fishing pact", "signed", parties=["Tarn", "Ulm"]),
        _mention(text, "the pact, the Herring Accord", "pact", title="Herring Accord",
                 signatories=["Ada Kern", "Bo Lind"]),
    )  # fmt: skip
    assert one.title == "Herring Accord"
    assert [party.source.name for party in one.signatories] == ["Ada Kern", "Bo Lind"]
    assert _names(one) == ["Tarn", "Ulm"]


def test_who_signs_for_a_body_is_no_party_besides_it() -> None:
    text = "The city and Arbo, through Mayor Ida Grau, signed a contract for bins."
    (one,) = _merged(
        text,
        _mention(text, text[:-1], "signed", parties=["city", "Arbo", "Ida Grau"],
                 signatories=["Ida Grau"]),
    )  # fmt: skip
    assert _names(one) == ["city", "Arbo"]


def test_one_name_beside_the_accord_is_no_party_of_it() -> None:
    text = "Tarn and Ulm signed a truce. Lawmakers rejected a bill that would have ended the truce."
    (one,) = _merged(
        text,
        _mention(text, "Tarn and Ulm signed a truce", "signed", parties=["Tarn", "Ulm"]),
        _mention(text, "would have ended the truce", "truce", parties=["bill"]),
    )
    assert _names(one) == ["Tarn", "Ulm"]


def test_an_ended_agreement_in_force_again_is_in_force() -> None:
    text = "Tarn and Ulm signed a truce. The truce was suspended. The truce is in force again."
    (one,) = _merged(
        text,
        _mention(text, "Tarn and Ulm signed a truce", "signed", parties=["Tarn", "Ulm"],
                 status="signed"),
        _mention(text, "The truce was suspended", "suspended", status="suspended"),
        _mention(text, "The truce is in force again", "in force", status="in_force"),
    )  # fmt: skip
    assert one.status == "in_force"


def _said(start: int, *places: tuple[int, int], kind: Any = "denial") -> Entry:
    return Entry(
        kind=kind,
        cue=(start, start + 4),
        evidence=places,
        alignment="exact",
        source=_party("Ada Kern"),
    )


def test_a_statement_read_twice_is_one_with_the_fuller_evidence() -> None:
    (one,) = merge_repeats([_said(10, (20, 40)), _said(10, (20, 60))])
    assert one.evidence == ((20, 60),)


def test_two_propositions_denied_by_one_cue_stay_two() -> None:
    assert len(merge_repeats([_said(10, (20, 40)), _said(10, (50, 60))])) == 2


def test_a_claim_and_a_denial_with_one_cue_stay_two() -> None:
    assert len(merge_repeats([_said(10, (20, 40)), _said(10, (20, 40), kind="claim")])) == 2


@pytest.mark.parametrize(
    ("words", "parties", "stated", "wanted"),
    [
        (
            "Peru and Chad signed a pact",
            {"Peru": "government", "Chad": "government"},
            "treaty",
            "treaty",
        ),
        (
            "Peru and Chad agreed to share a reef",
            {"Peru": "government", "Chad": "government"},
            None,
            "treaty",
        ),
        (
            "The yard and the guild signed a pact",
            {"yard": "organisation", "guild": "organisation"},
            "treaty",
            "contract",
        ),
        (
            "Tribes and settlers signed a treaty",
            {"Tribes": "organisation", "settlers": "organisation"},
            "treaty",
            "treaty",
        ),
        (
            "Orm and Zell signed a data agreement",
            {"Orm": "organisation", "Zell": "organisation"},
            None,
            "contract",
        ),
        (
            "Orm and Zell have a secret deal",
            {"Orm": "organisation", "Zell": "organisation"},
            "other",
            "other",
        ),
        (
            "Orm licensed a name to Zell in a deal",
            {"Orm": "organisation", "Zell": "organisation"},
            "other",
            "other",
        ),
        (
            "The council and Zell made a deal",
            {"council": "government", "Zell": "organisation"},
            "other",
            "other",
        ),
        (
            "Orm and Zell made a truce deal",
            {"Orm": "organisation", "Zell": "organisation"},
            "ceasefire",
            "ceasefire",
        ),
    ],
)
def test_a_deal_of_no_stated_form_is_a_treaty_of_states_and_a_contract_of_firms(
    words: str, parties: dict[str, SourceType], stated: Instrument | None, wanted: str | None
) -> None:
    entry = _mention(words, words, words.split(" ")[1], instrument=stated)
    entry.parties = tuple(
        Party(Source(name=name, type=kind), None) for name, kind in parties.items()
    )
    (merged,) = _merged(words, entry)
    # None is read as "other": nothing was found.
    assert (merged.instrument or "other") == wanted
