"""Every way in which the connection can fail ends in a typed error or a failure, bounded."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable

import pytest

from claimex.draft import Reading
from claimex.engines.model import gate
from claimex.engines.model.engine import ModelEngine
from claimex.errors import AuthError, ConfigError, ModelError, RateLimitError, UnavailableError
from claimex.extractor import Extractor
from claimex.text.document import Document
from model_support import (
    HASTY,
    KEY,
    FaultServer,
    completion,
    document_of,
    hang,
    reset,
    rows,
    send,
)

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])

Make = Callable[..., ModelEngine]
Read = Callable[[ModelEngine, Document], Reading]

ONE = document_of(["Mayor Ilse Brandt said the bridge is safe."])
GOOD = rows(
    {
        "kind": "claim",
        "s": 1,
        "cue": "said",
        "source": "Ilse Brandt",
        "content": "The bridge is safe.",
    }
)


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_not_accepted_ends_at_once(
    server: FaultServer, make: Make, read: Read, status: int
) -> None:
    server.script = [send(status, '{"error": {"message": "no"}}')]
    with pytest.raises(AuthError) as caught:
        read(make(), ONE)
    assert len(server.bodies) == 1
    assert KEY not in str(caught.value)


def test_an_unknown_model_is_a_matter_of_configuration(
    server: FaultServer, make: Make, read: Read
) -> None:
    server.script = [send(404, '{"error": {"message": "no such model"}}')]
    with pytest.raises(ConfigError, match="test-model"):
        read(make(), ONE)
    assert len(server.bodies) == 1


def test_an_error_carries_what_was_spent_until_then(
    server: FaultServer, make: Make, read: Read
) -> None:
    """A document that could not be read has cost its requests, in batches and budgets too."""
    server.script = [send(503, "{}")]
    engine = make()
    with pytest.raises(ModelError) as caught:
        read(engine, ONE)
    assert caught.value.usage is not None
    assert caught.value.usage.requests == len(server.bodies) == 3
    (found,) = Extractor(engine=engine).extract_many([ONE])
    assert found.failures[0].reason == "transport"
    assert found.usage.requests == 3


def test_a_request_that_the_server_does_not_accept_is_not_sent_again(
    server: FaultServer, make: Make, read: Read
) -> None:
    server.script = [send(422, '{"error": {"message": "no"}}')]
    with pytest.raises(ModelError, match="422"):
        read(make(), ONE)
    assert len(server.bodies) == 1


@pytest.mark.parametrize(
    "fault",
    [
        send(429, "{}"),
        send(429, "{}", retry_after="0.01"),
        send(500, "oops"),
        send(502, "<html>bad gateway</html>", content_type="text/html"),
        send(503, "{}"),
        reset(),
        send(200, '{"id": "x", "choices": [{"index": 0, "mess'),
        send(200, ""),
        send(200, "<html>welcome</html>", content_type="text/html"),
        send(200, '{"choices": []}'),
    ],
    ids=[
        "429",
        "429-retry-after",
        "500",
        "502",
        "503",
        "reset-mid-body",
        "cut-body",
        "empty-body",
        "html-body",
        "no-choices",
    ],
)
def test_a_passing_fault_is_tried_again_and_every_attempt_is_counted(
    server: FaultServer, make: Make, read: Read, fault: Callable[..., None]
) -> None:
    server.script = [fault, GOOD]
    found = read(make(), ONE)
    assert [draft.content for draft in found.drafts] == ["The bridge is safe."]
    assert found.failures == ()
    assert (found.usage.requests, found.usage.input_tokens) == (2, 100)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (send(429, "{}"), RateLimitError),
        (send(503, "{}"), UnavailableError),
        (reset(), UnavailableError),
        (send(200, '{"id": "x", "choi'), UnavailableError),
    ],
    ids=["429", "503", "reset-mid-body", "cut-body"],
)
def test_a_lasting_fault_is_a_typed_error_after_the_bounded_attempts(
    server: FaultServer,
    make: Make,
    read: Read,
    fault: Callable[..., None],
    error: type[ModelError],
) -> None:
    server.script = [fault]
    with pytest.raises(error, match="after 3 attempts"):
        read(make(), ONE)
    assert len(server.bodies) == 3


def test_a_slow_answer_is_asked_for_again(server: FaultServer, make: Make, read: Read) -> None:
    server.script = [hang(1.0), GOOD]
    found = read(make(patience=HASTY), ONE)
    assert [draft.content for draft in found.drafts] == ["The bridge is safe."]
    assert found.usage.requests == 2


def test_a_server_that_never_answers_is_unavailable_after_the_bounded_attempts(
    server: FaultServer, make: Make, read: Read
) -> None:
    server.script = [hang(1.0)]
    with pytest.raises(UnavailableError, match="after 3 attempts"):
        read(make(patience=HASTY), ONE)


def test_a_pause_that_is_too_long_is_not_waited_for(
    server: FaultServer, make: Make, read: Read
) -> None:
    server.script = [send(429, "{}", retry_after="3600")]
    with pytest.raises(RateLimitError) as caught:
        read(make(), ONE)
    assert caught.value.retry_after == 3600.0
    assert len(server.bodies) == 1


def test_a_closed_port_is_unavailable(make: Make, read: Read) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(UnavailableError, match="cannot be reached after 3 attempts"):
        read(make(base_url=f"http://127.0.0.1:{port}/v1"), ONE)


def test_a_connection_that_is_never_accepted_is_unavailable(make: Make, read: Read) -> None:
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for filler in (first, second):
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        with pytest.raises(UnavailableError, match="did not answer in time"):
            read(make(base_url=f"http://127.0.0.1:{full.getsockname()[1]}/v1"), ONE)


def test_a_chunk_that_cannot_be_reached_is_a_failure_beside_what_was_read(
    server: FaultServer, make: Make, read: Read
) -> None:
    from claimex.engines.model.strategies import Limits

    server.script = [GOOD, send(503, "{}")]
    document = document_of(
        ["Mayor Ilse Brandt said the bridge is safe.", "The builders denied the claim."]
    )
    found = read(make(limits=Limits(chunk_chars=50), concurrency=1), document)
    assert [draft.kind for draft in found.drafts] == ["claim"]
    (failure,) = found.failures
    assert failure.reason == "transport"
    assert failure.chunk is not None
    assert document.text[failure.chunk.start : failure.chunk.end].startswith("The builders")
    assert found.usage.requests == 4


def test_a_blocked_process_sends_nothing(server: FaultServer, make: Make, read: Read) -> None:
    server.script = [GOOD]
    gate.block()
    try:
        with pytest.raises(ConfigError, match="blocked"):
            read(make(), ONE)
    finally:
        gate.unblock()
    assert server.bodies == []


def test_no_log_line_holds_the_key_or_above_debug_the_article(
    server: FaultServer, make: Make, read: Read, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script = [send(500, "{}"), completion("no JSON: the bridge"), GOOD]
    read(make(), ONE)
    assert any("the bridge is safe" in r.getMessage() for r in caplog.records)
    for record in caplog.records:
        assert KEY not in record.getMessage()
        if record.levelno > logging.DEBUG:
            assert "bridge" not in record.getMessage(), record
