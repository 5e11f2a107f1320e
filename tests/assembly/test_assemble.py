"""From drafts to the typed result: grounded, resolved, merged, worded, linked, numbered."""

from __future__ import annotations

from typing import Any

import pytest

import claimex
from claimex.assembly.assemble import Assembly
from claimex.draft import Draft, Reading, Words
from claimex.errors import GroundingError
from claimex.schema import Extraction, Failure, Notice, Provenance, Usage
from claimex.text.document import Document, make_document

PROVENANCE = Provenance(engine="scripted", claimex_version="0", key="0")
TEXT = (
    "Harbour Minister Ada Kern said the quay had been sold to Orbit Lines. "
    "She told reporters the price was 40 million euros.\n"
    "Orbit Lines denied that the quay had been sold. A dock union called the claim a fiction.\n"
    "Port director Lev Moss did not respond to a request for comment."
)


def _document(text: str = TEXT, **fields: Any) -> Document:
    return make_document(text, id="quay", published="2025-05-07", **fields)


def _words(text: str, words: str, nth: int = 0) -> Words:
    """Words with their exact place: the nth occurrence in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Words(text=words, place=(start, start + len(words)))


def _draft(kind: Any, cue: str, *evidence: str, text: str = TEXT, **fields: Any) -> Draft:
    return Draft(
        kind=kind,
        sentences=fields.pop("sentences", (1,)),
        cue=_words(text, cue),
        evidence=tuple(_words(text, e) for e in evidence),
        **fields,
    )


def _claims() -> list[Draft]:
    return [
        _draft(
            "claim",
            "said",
            "the quay had been sold to Orbit Lines",
            source=_words(TEXT, "Harbour Minister Ada Kern"),
        ),
        _draft("claim", "told", "the price was 40 million euros", source=_words(TEXT, "She")),
    ]


def _denials() -> list[Draft]:
    return [
        Draft(
            kind="denial",
            sentences=(3,),
            cue=_words(TEXT, "denied"),
            source=_words(TEXT, "Orbit Lines", 1),
            evidence=(_words(TEXT, "the quay had been sold", 1),),
        ),
        _draft(
            "denial", "called", "the claim a fiction", source=_words(TEXT, "A dock union")
        ),
    ]  # fmt: skip


def _silence() -> Draft:
    return _draft(
        "non_response",
        "did not respond",
        source=_words(TEXT, "Port director Lev Moss"),
        manner="no_response",
    )


def _assembled(*drafts: Draft, document: Document | None = None, **options: Any) -> Extraction:
    assembly = Assembly(document or _document(), Reading(drafts=drafts), **options)
    return assembly.result(PROVENANCE)


def test_drafts_become_numbered_statements_in_order_of_appearance() -> None:
    found = _assembled(_silence(), *_denials(), *_claims())
    assert [s.id for s in found.statements] == ["c1", "c2", "d1", "d2", "n1"]
    assert [s.cue.text for s in found.statements] == [
        "said", "told", "denied", "called", "did not respond",
    ]  # fmt: skip


def test_equal_input_gives_an_equal_result() -> None:
    assert _assembled(*_claims(), *_denials()) == _assembled(*_claims(), *_denials())


def test_the_order_in_which_drafts_come_does_not_matter() -> None:
    drafts = (*_claims(), *_denials(), _silence())
    assert _assembled(*drafts) == _assembled(*drafts[::-1])


def test_a_pronoun_is_resolved_and_the_mention_keeps_the_words() -> None:
    found = _assembled(*_claims())
    source = found["c2"]
    assert source.kind == "claim"
    assert source.source.name == "Ada Kern"
    assert source.source.mention is not None
    assert source.source.mention.text == "She"


def test_denials_are_linked_and_an_anaphoric_one_takes_the_content_of_its_target() -> None:
    found = _assembled(*_claims(), *_denials())
    first, second = found.denials
    assert first.targets == second.targets == ("c1",)
    assert second.content == "The quay had been sold to Orbit Lines."
    assert found["c1"] in found.contested


def test_every_span_is_one_of_the_original_text_after_repair() -> None:
    broken = (
        "Ada Kern said \u0e42the quay was sold\u0e42 on Monday.\r\nThe owner\u0e42s aide agreed."
    )
    document = _document(broken)
    repaired = document.text
    draft = _draft(
        "claim", "said", "the quay was sold", text=repaired, source=_words(repaired, "Ada Kern")
    )
    found = _assembled(draft, document=document)
    found.verify(broken)
    assert found["c1"].cue.text == "said"
    assert found.document.text == broken


def test_words_without_a_place_are_found_in_the_sentences_of_the_draft() -> None:
    draft = Draft(
        kind="claim",
        sentences=(2,),
        cue=Words(text="told reporters"),
        source=Words(text="She"),
        evidence=(Words(text="The price was 40 million euros"),),
    )
    found = _assembled(draft)
    (claim,) = found.claims
    assert claim.content_spans[0].text == "the price was 40 million euros"
    assert claim.alignment == "normalised"


def test_a_draft_without_evidence_stands_on_its_sentences() -> None:
    draft = Draft(
        kind="claim", sentences=(2,), cue=Words(text="told"), source=Words(text="She")
    )  # fmt: skip
    (claim,) = _assembled(draft).claims
    assert claim.content_spans[0].text == "She told reporters the price was 40 million euros."


def test_what_is_not_in_the_text_becomes_a_failure_that_keeps_the_draft() -> None:
    draft = Draft(
        kind="claim",
        sentences=(1,),
        cue=Words(text="said"),
        source=Words(text="Ada Kern"),
        evidence=(Words(text="the airport will be leased to a bank in Malta"),),
    )
    found = _assembled(draft, *_claims())
    (failure,) = found.failures
    assert failure.reason == "ungrounded"
    assert "the airport will be leased" in failure.message
    assert failure.draft is not None
    assert failure.draft["kind"] == "claim"
    assert failure.chunk is not None
    assert TEXT[failure.chunk.start : failure.chunk.end].startswith("Harbour Minister")
    assert len(found.claims) == 2


def test_strict_raises_where_a_draft_is_not_in_the_text() -> None:
    draft = Draft(kind="claim", sentences=(1,), cue=Words(text="shouted"), source=Words(text="Ada"))
    with pytest.raises(GroundingError, match="'shouted' is not in the text"):
        _assembled(draft, strict=True)


def test_a_statement_without_a_source_is_a_failure() -> None:
    found = _assembled(_draft("claim", "said", "the quay had been sold"))
    assert found.statements == ()
    assert "source" in found.failures[0].message


def test_a_name_that_is_not_in_the_text_is_left_out_with_a_warning() -> None:
    claim, _ = _claims()
    draft = Draft(
        kind="claim",
        sentences=(1,),
        cue=claim.cue,
        source=claim.source,
        evidence=claim.evidence,
        on_behalf_of=Words(text="Boris Unwin"),
    )
    found = _assembled(draft)
    assert found.claims[0].on_behalf_of is None
    assert [w.code for w in found.warnings] == ["not-in-text"]
    assert "Boris Unwin" in found.warnings[0].message


def test_a_wording_that_adds_a_number_falls_back_to_the_words_of_the_text() -> None:
    claim, _ = _claims()
    draft = Draft(
        kind="claim",
        sentences=(1,),
        cue=claim.cue,
        source=claim.source,
        evidence=claim.evidence,
        content="The quay had been sold to Orbit Lines for 75 million euros.",
    )
    found = _assembled(draft)
    assert found.claims[0].content == "The quay had been sold to Orbit Lines."
    assert "75" in found.warnings[0].message


def test_a_wording_of_the_text_is_kept() -> None:
    claim, _ = _claims()
    draft = Draft(
        kind="claim",
        sentences=(1,),
        cue=claim.cue,
        source=claim.source,
        evidence=claim.evidence,
        content="Orbit Lines had bought the quay",
    )
    assert _assembled(draft).claims[0].content == "Orbit Lines had bought the quay."


def test_unknown_values_of_closed_lists_take_the_default_with_a_warning() -> None:
    text = "Orbit Lines and the port signed a contract on Monday."
    draft = _draft(
        "agreement",
        "signed",
        text[:-1],
        text=text,
        parties=(_words(text, "Orbit Lines"), _words(text, "the port")),
        instrument="handshake",
        status="done",
    )
    found = _assembled(draft, document=_document(text))
    (deal,) = found.agreements
    assert (deal.instrument, deal.status) == ("other", "reported")
    assert sorted(w.code for w in found.warnings) == ["unknown-instrument", "unknown-status"]


def test_an_agreement_gets_its_parties_its_date_and_the_claims_about_it() -> None:
    text = (
        "Orbit Lines and Corvo Steel signed a supply contract on Monday. "
        "Analyst Bo Lind said the contract was worth little."
    )
    draft = _draft(
        "agreement",
        "signed",
        "Orbit Lines and Corvo Steel signed a supply contract on Monday",
        text=text,
        parties=(_words(text, "Orbit Lines"), _words(text, "Corvo Steel")),
        status="signed",
        instrument="contract",
        date=_words(text, "Monday"),
    )
    claim = _draft(
        "claim",
        "said",
        "the contract was worth little",
        text=text,
        source=_words(text, "Analyst Bo Lind"),
    )
    found = _assembled(draft, claim, document=_document(text))
    (deal,) = found.agreements
    assert [party.name for party in deal.parties] == ["Orbit Lines", "Corvo Steel"]
    assert deal.date is not None
    assert (deal.date.text, deal.date.value) == ("Monday", "2025-05-05")
    assert found.claims[0].about == deal.id
    assert deal.asserted_by == ("c1",)


def test_an_agreement_that_only_a_denial_speaks_of_is_none() -> None:
    text = "Corvo Steel denied signing any contract with Orbit Lines."
    denial = _draft(
        "denial",
        "denied",
        "signing any contract with Orbit Lines",
        text=text,
        source=_words(text, "Corvo Steel"),
    )
    deal = _draft(
        "agreement",
        "signing",
        text[:-1],
        text=text,
        parties=(_words(text, "Corvo Steel"), _words(text, "Orbit Lines")),
    )
    found = _assembled(denial, deal, document=_document(text))
    assert found.agreements == ()
    assert found.denials[0].content == "Corvo Steel signed some contract with Orbit Lines."


def test_a_statement_read_twice_is_reported_once() -> None:
    claim, _ = _claims()
    assert len(_assembled(claim, claim).claims) == 1


@pytest.mark.parametrize(
    ("outlet", "name"), [(None, "the outlet"), ("The Quay Herald", "The Quay Herald")]
)
def test_the_asker_is_the_outlet_where_the_text_names_none(outlet: str | None, name: str) -> None:
    found = _assembled(_silence(), document=_document(outlet=outlet))
    assert found.non_responses[0].asker.name == name


def test_a_named_asker_is_kept_and_a_first_person_is_the_outlet() -> None:
    text = "The Quay Herald sought comment from Orbit Lines, which did not reply to us."
    named = _draft(
        "non_response",
        "did not reply",
        text=text,
        source=_words(text, "Orbit Lines"),
        asker=_words(text, "The Quay Herald"),
    )
    ourselves = _draft(
        "non_response",
        "did not reply",
        text=text,
        source=_words(text, "Orbit Lines"),
        asker=_words(text, "us"),
    )
    first = _assembled(named, document=_document(text)).non_responses[0].asker
    second = _assembled(ourselves, document=_document(text)).non_responses[0].asker
    assert first.name == "Quay Herald"
    assert first.mention is not None
    assert second.name == "the outlet"


def test_failures_warnings_and_usage_of_the_reading_are_passed_on() -> None:
    failure = Failure(reason="truncated", message="the answer was cut off")
    notice = Notice(code="model", message="asked twice")
    usage = Usage(requests=2, input_tokens=10)
    reading = Reading(failures=(failure,), warnings=(notice,), usage=usage)
    found = Assembly(_document(), reading).result(PROVENANCE, keep_text=False)
    assert found.failures == (failure,)
    assert notice in found.warnings
    assert found.usage == usage
    assert found.document.text is None


DEAL = (
    "Norsk Wire and Holm Ropes signed a cable contract. Her agent, Gil Rask, said that Mina Dahl "
    "was glad.\nDahl said: “We shook hands on it in Ostrava on 28 April.” "
    "Holm Ropes suspended the contract on Monday. Rask said the pay was fair."
)


def _deal(*more: Draft) -> Extraction:
    drafts = [
        _draft(
            "agreement",
            "signed",
            "Norsk Wire and Holm Ropes signed a cable contract",
            text=DEAL,
            parties=(_words(DEAL, "Norsk Wire"), _words(DEAL, "Holm Ropes")),
            status="signed",
        ),
        *more,
    ]
    document = _document(DEAL)
    return _assembled(*drafts, document=document)


def test_a_verb_elsewhere_in_the_text_moves_an_agreement() -> None:
    (deal,) = _deal().agreements
    assert deal.status == "suspended"


def test_an_agreement_takes_the_date_that_a_claim_about_it_tells() -> None:
    claim = _draft(
        "claim",
        "said",
        "We shook hands on it in Ostrava on 28 April",
        text=DEAL,
        source=_words(DEAL, "Dahl", 1),
    )
    told = _draft(
        "claim",
        "signed",
        "Norsk Wire and Holm Ropes signed a cable contract",
        text=DEAL,
        source=_words(DEAL, "Dahl", 1),
    )
    (deal,) = _deal(told, claim).agreements
    assert deal.date is not None
    assert (deal.date.text, deal.date.value) == ("28 April", "2025-04-28")
    assert _deal().agreements[0].date is None


def test_who_spoke_for_somebody_still_does_later() -> None:
    first = _draft(
        "claim",
        "said",
        "Mina Dahl was glad",
        text=DEAL,
        source=_words(DEAL, "Her agent, Gil Rask"),
        on_behalf_of=_words(DEAL, "Mina Dahl"),
    )
    later = _draft("claim", "said", "the pay was fair", text=DEAL, source=_words(DEAL, "Rask", 1))
    later = Draft(
        kind="claim",
        sentences=(5,),
        cue=_words(DEAL, "said", 2),
        source=later.source,
        evidence=later.evidence,
    )
    claims = _deal(first, later).claims
    assert [c.on_behalf_of.name for c in claims if c.on_behalf_of] == ["Mina Dahl", "Mina Dahl"]
    assert claims[1].on_behalf_of is not None
    assert claims[1].on_behalf_of.mention is None


def test_the_pair_are_the_parties_of_the_agreement_spoken_of_last() -> None:
    text = "Hobbs signed a ring deal with the Wolves. The pair agreed a lease on a barn in 2020."
    drafts = (
        _draft(
            "agreement",
            "signed",
            "Hobbs signed a ring deal with the Wolves",
            text=text,
            parties=(_words(text, "Hobbs"), _words(text, "the Wolves")),
        ),
        _draft(
            "agreement",
            "agreed",
            "The pair agreed a lease on a barn in 2020",
            text=text,
            parties=(_words(text, "The pair"),),
            instrument="contract",
        ),
    )
    found = _assembled(*drafts, document=_document(text)).agreements
    assert [[p.name for p in deal.parties] for deal in found] == [["Hobbs", "Wolves"]] * 2


def test_nobody_speaks_for_himself() -> None:
    found = claimex.extract("“It is false,” his lawyer, Jo Hart, said in a statement.")
    assert [s.on_behalf_of for s in found.denials] == [None]
