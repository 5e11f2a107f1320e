"""The audit of sentences in which nothing was read: which are asked about, and what comes of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest

from claimex.draft import Reading
from claimex.engines.model.engine import ModelEngine
from claimex.engines.model.hints import settled_hints
from claimex.text.document import Document
from model_support import Fault, FaultServer, completion, document_of, rows, send

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])

Make = Callable[..., ModelEngine]
Read = Callable[[ModelEngine, Document], Reading]

SAID = "Mayor Ilse Brandt said the bridge was safe."
NEWS = "That it was safe was news to the builders, Kestrel Works."
RANG = "Calls to the ministry rang out all week."
NARRATED = "The market square was full by ten, and a band played."


def verdict(who: str, view: str) -> Fault:
    return rows({"who": who, "view": view})


def read_audited(
    server: FaultServer, make: Make, read: Read, sentences: Sequence[str], *script: Fault
) -> Reading:
    """What the audit makes of a document whose cues need no wording."""
    server.script = list(script)
    engine = make("extract-audited", hints=settled_hints, concurrency=1)
    return read(engine, document_of(sentences))


def asked(server: FaultServer) -> list[str]:
    return [body["messages"][-1]["content"] for body in server.bodies]


def kinds(found: Reading) -> list[tuple[str, tuple[int, ...], str]]:
    return [(d.kind, d.sentences, d.source.text if d.source else "") for d in found.drafts]


def test_a_sentence_that_rejects_the_claim_before_it_is_a_denial_by_who_it_names(
    server: FaultServer, make: Make, read: Read
) -> None:
    found = read_audited(server, make, read, [SAID, NEWS], verdict("Kestrel Works", "rejects"))
    assert kinds(found)[1:] == [("denial", (2,), "Kestrel Works")]
    (question,) = asked(server)
    assert question == f"Claim by Mayor Ilse Brandt: the bridge was safe\nSentence: {NEWS}"
    denial = found.drafts[1]
    assert denial.cue.text == denial.evidence[0].text == NEWS.rstrip(".")
    assert found.usage.requests == 1


def test_a_call_in_vain_is_a_non_response(server: FaultServer, make: Make, read: Read) -> None:
    found = read_audited(server, make, read, [RANG], verdict("the ministry", "no answer"))
    assert kinds(found) == [("non_response", (1,), "the ministry")]


def test_one_question_follows_the_other_until_one_is_answered(
    server: FaultServer, make: Make, read: Read
) -> None:
    """Was somebody asked? Does it reject the claim? Whose view is it?"""
    found = read_audited(
        server,
        make,
        read,
        [SAID, RANG],
        verdict("nobody", "nobody was asked"),
        verdict("the ministry", "other"),
        verdict("the ministry", "tells"),
    )
    first, second, third = asked(server)
    assert first == f"Sentence: {RANG}"
    assert second.startswith("Claim by ")
    assert third == f"Before: {SAID}\nSentence: {RANG}"
    assert kinds(found)[1:] == [("claim", (2,), "the ministry")]
    assert found.usage.requests == 3


def test_what_the_reporter_tells_is_nothing(server: FaultServer, make: Make, read: Read) -> None:
    found = read_audited(server, make, read, [NARRATED], verdict("a band", "none"))
    assert (found.drafts, len(server.bodies)) == ((), 1)


def test_a_deal_has_the_parties_that_are_named(server: FaultServer, make: Make, read: Read) -> None:
    deal = "On Monday Alder and Brandt laid their quarrel over the well to rest."
    found = read_audited(server, make, read, [deal], verdict("Alder and Brandt", "deal"))
    (draft,) = found.drafts
    assert [party.text for party in draft.parties] == ["Alder", "Brandt"]
    assert (draft.kind, draft.status) == ("agreement", "reported")


def test_who_made_the_claim_does_not_reject_it_but_who_the_sentence_opens_with(
    server: FaultServer, make: Make, read: Read
) -> None:
    told = "The builders would have none of her tale about the bolts."
    found = read_audited(server, make, read, [SAID, told], verdict("Mayor Ilse Brandt", "rejects"))
    assert kinds(found)[1:] == [("denial", (2,), "The builders")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Was the bridge ever safe for the heavy trucks?",
        "The judge denied bail to the builder on Friday.",
        "It rained all day.",
        SAID,
    ],
    ids=["question", "refusal", "short", "read"],
)
def test_a_sentence_that_holds_nothing_unsaid_is_not_asked_about(
    server: FaultServer, make: Make, read: Read, sentence: str
) -> None:
    read_audited(server, make, read, [sentence], verdict("the judge", "tells"))
    assert server.bodies == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (completion("{", finish_reason="length"), "truncated"),
        (rows({"who": "the ministry"}), "invalid"),
        (completion('{"rows": []}'), "invalid"),
        (completion(""), "empty"),
        (send(503, "{}"), "transport"),
    ],
    ids=["truncated", "off-the-schema", "no-row", "empty", "transport"],
)
def test_a_question_without_a_usable_answer_is_a_failure_of_its_sentence_alone(
    server: FaultServer, make: Make, read: Read, answer: Fault, reason: str
) -> None:
    """What the rules had read stands."""
    found = read_audited(server, make, read, [SAID, NEWS], answer)
    assert [kind for kind, _, _ in kinds(found)] == ["claim"]
    (failure,) = found.failures
    assert failure.reason == reason
    assert failure.chunk is not None
    assert found.usage.requests == len(server.bodies)


def test_like_questions_are_asked_one_after_the_other(
    server: FaultServer, make: Make, read: Read
) -> None:
    """A server that keeps what a request begins with reads each question's examples once."""
    read_audited(server, make, read, [SAID, NEWS, RANG, NARRATED], verdict("nobody", "other"))
    systems = [body["messages"][0]["content"] for body in server.bodies]
    assert len({json.dumps(s) for s in systems}) == len(
        [n for n in range(len(systems)) if n == 0 or systems[n] != systems[n - 1]]
    )
