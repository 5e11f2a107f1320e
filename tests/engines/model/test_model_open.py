"""The free listing, and the audit that asks once more for what the cues say was left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimex.draft import Reading
from claimex.engines.model.engine import ModelEngine
from claimex.engines.model.wire import wire_schema
from claimex.text.document import Document
from model_support import FaultServer, completion, document_of, rows

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])

Make = Callable[..., ModelEngine]
Read = Callable[[ModelEngine, Document], Reading]

SAID = {
    "kind": "claim",
    "s": 1,
    "cue": "said",
    "source": "Ilse Brandt",
    "content": "The bridge is safe.",
}
DENIED = {
    "kind": "denial",
    "s": 2,
    "cue": "denied",
    "source": "builders",
    "content": "The builders had cut corners.",
}
TOLD = {
    "kind": "claim",
    "s": 3,
    "cue": "told",
    "source": "Ilse Brandt",
    "content": "The bridge will hold.",
}
SILENT = {
    "kind": "non_response",
    "s": 4,
    "cue": "did not respond",
    "source": "Kestrel Works",
    "asker": None,
    "manner": "no_response",
}


def kinds(found: Reading) -> list[tuple[str, tuple[int, ...]]]:
    return [(draft.kind, draft.sentences) for draft in found.drafts]


def question(server: FaultServer, number: int) -> str:
    content: str = server.bodies[number]["messages"][-1]["content"]
    return content


def test_a_listing_that_covers_every_cue_is_one_request_with_the_constant_schema(
    server: FaultServer, make: Make, read: Read
) -> None:
    server.script = [rows(SAID, DENIED, TOLD, SILENT)]
    found = read(make("extract-open"), document_of())
    assert [number for _, (number,) in kinds(found)] == [1, 2, 3, 4]
    (body,) = server.bodies
    assert body["response_format"]["json_schema"]["schema"] == wire_schema()
    assert "Cues:" not in question(server, 0)


def test_the_audit_shows_the_sentences_with_uncovered_cues_alone(
    server: FaultServer, make: Make, read: Read
) -> None:
    server.script = [rows(SAID, TOLD), rows(DENIED)]
    found = read(make("extract-open"), document_of())
    assert kinds(found) == [("claim", (1,)), ("denial", (2,)), ("claim", (3,))]
    assert len(server.bodies) == found.usage.requests == 2
    asked = question(server, 1)
    assert "[2] denied" in asked
    assert "[4] did not respond" in asked
    assert "[2] The builders" in asked
    assert "[1] Mayor" not in asked
    assert "[3] “It" not in asked


def test_what_the_audit_leaves_out_is_not_asked_a_third_time(
    server: FaultServer, make: Make, read: Read
) -> None:
    server.script = [rows(SAID), rows()]
    found = read(make("extract-open"), document_of())
    assert kinds(found) == [("claim", (1,))]
    assert found.failures == ()
    assert len(server.bodies) == 2


def test_a_statement_without_a_known_cue_is_kept(
    server: FaultServer, make: Make, read: Read
) -> None:
    document = document_of(["The mayor waved the story away: no money had changed hands."])
    row = {
        "kind": "denial",
        "s": 1,
        "cue": "waved the story away",
        "source": "mayor",
        "content": "Money had changed hands.",
    }
    server.script = [rows(row)]
    (draft,) = read(make("extract-open"), document).drafts
    assert draft.cue.place is not None
    assert document.text[slice(*draft.cue.place)] == "waved the story away"
    assert [words.text for words in draft.evidence] == ["no money had changed hands"]


def test_an_empty_listing_is_a_valid_answer(server: FaultServer, make: Make, read: Read) -> None:
    server.script = [rows()]
    found = read(make("extract-open"), document_of(["Rain fell on the bridge."]))
    assert (found.drafts, found.failures, len(server.bodies)) == ((), (), 1)


def test_a_listing_that_is_cut_off_is_halved(server: FaultServer, make: Make, read: Read) -> None:
    cut = completion('{"rows": [', finish_reason="length")
    server.script = [cut, rows(SAID, DENIED), rows(TOLD, SILENT)]
    found = read(make("extract-open", concurrency=1), document_of())
    assert [number for _, (number,) in kinds(found)] == [1, 2, 3, 4]


def test_a_listing_that_never_ends_is_bounded(server: FaultServer, make: Make, read: Read) -> None:
    server.script = [completion('{"rows": [' + '{"kind": ' * 9, finish_reason="length")]
    found = read(make("extract-open"), document_of())
    assert [f.reason for f in found.failures] == ["truncated"] * 4
    assert len(server.bodies) == 7


def test_a_row_that_is_repeated_is_kept_once(server: FaultServer, make: Make, read: Read) -> None:
    server.script = [rows(SAID, DENIED, TOLD, SILENT, SAID, SAID)]
    assert len(read(make("extract-open"), document_of()).drafts) == 4


def test_every_bad_row_is_reported_and_the_audit_still_asked(
    server: FaultServer, make: Make, read: Read
) -> None:
    """Rows that stay wrong are failures, one each; the cues they left uncovered are audited."""
    wrong = [{**DENIED, "source": "Angela Merkel"}, {**TOLD, "source": "Willy Brandt"}]
    server.script = [rows(SAID, *wrong), rows(*wrong), rows(DENIED, SILENT)]
    found = read(make("extract-open", max_reasks=1), document_of())
    assert kinds(found) == [("claim", (1,)), ("denial", (2,)), ("non_response", (4,))]
    assert [f.draft for f in found.failures] == wrong
    assert "These are sentences of an article" in question(server, 2)
