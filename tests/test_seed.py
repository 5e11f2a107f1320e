"""The article that claimex started from, as it arrived, through the library and the command.

Collected only where ``CLAIMEX_SEED`` names its file.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import claimex
from claimex import Agreement, Extraction
from claimex.cli import main

PUBLISHED = "2025-06-27"
NOEM = "Kristi Noem"


@pytest.fixture(params=["library", "command"])
def found(
    request: pytest.FixtureRequest,
    seed_text: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Extraction:
    if request.param == "library":
        return claimex.extract(seed_text, published=PUBLISHED)
    article = tmp_path / "article.txt"
    article.write_text(seed_text, encoding="utf-8")
    command = ["claimex", "extract", str(article), "--published", PUBLISHED]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    return Extraction.model_validate_json(capsys.readouterr().out)


def party_names(agreement: Agreement) -> set[str]:
    return {party.name for party in agreement.parties}


def asylum_deals(found: Extraction) -> Agreement:
    (deals,) = (a for a in found.agreements if {"Honduras", "Guatemala"} <= party_names(a))
    return deals


def test_the_secretarys_statements_carry_her_full_name_and_role(found: Extraction) -> None:
    hers = [
        claim
        for claim in found.claims
        if claim.source.mention and ({"Noem", "she"} & set(claim.source.mention.text.split()))
    ]
    assert len(hers) >= 5
    assert {"she", "Noem"} <= {c.source.mention.text for c in hers if c.source.mention}
    assert {claim.source.name for claim in hers} == {NOEM}
    assert {claim.source.role for claim in hers} == {"Homeland Security Secretary"}
    assert {claim.source.type for claim in hers} == {"person"}


def test_officials_of_both_countries_deny_the_asylum_deals(found: Extraction) -> None:
    deals = asylum_deals(found)
    assert deals.standing == "contested"
    deniers = {denial.source.name for denial in found.denials_of(deals.id)}
    assert "Wilson Paz" in deniers
    assert "Guatemala's presidential communications office" in deniers
    officials = [d for d in found.denials_of(deals.id) if "officials" in d.source.name.lower()]
    assert len(officials) == 2
    assert all(deals.id in denial.targets for denial in found.denials)
    announced = next(claim for claim in found.claims if claim.about == deals.id)
    assert announced.source.name == NOEM
    assert announced.standing == "contested"
    assert deals.id in {dispute.statement.id for dispute in found.disputes()}


def test_the_memorandum_is_one_agreement_that_nobody_contests(found: Extraction) -> None:
    (memorandum,) = (a for a in found.agreements if a.instrument == "memorandum")
    assert memorandum.title == "Joint Security Program"
    assert party_names(memorandum) == {"Guatemala", "United States"}
    assert {s.name for s in memorandum.signatories} == {NOEM, "Francisco Jimenez"}
    assert memorandum.date is not None
    assert memorandum.date.value == "2025-06-26"
    assert memorandum.status == "signed"
    assert memorandum.standing == "uncontested"


def test_the_statement_of_intent_is_another_agreement(found: Extraction) -> None:
    (intent,) = (a for a in found.agreements if a.instrument == "statement_of_intent")
    assert party_names(intent) == {"Honduras", "United States"}
    assert intent.date is not None
    assert intent.date.value == "2025-06-26"
    assert intent.standing == "uncontested"
    assert len(found.agreements) == 3


def test_the_department_did_not_respond_to_the_paper(found: Extraction) -> None:
    (silent,) = found.non_responses
    assert silent.source.name == "Department of Homeland Security"
    assert silent.asker.name.removeprefix("The ") == "Epoch Times"
    assert silent.manner == "no_response"


def test_every_span_slices_back_to_the_text_as_it_arrived(
    found: Extraction, seed_text: str
) -> None:
    found.verify(seed_text)
    assert found.document.text == seed_text
    spans = [span for _, span in found.spans()]
    assert all(seed_text[span.start : span.end] == span.text for span in spans)
    assert any("โ" in span.text for span in spans)
    assert found.failures == ()
