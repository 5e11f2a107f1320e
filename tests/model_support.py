"""A real HTTP server that misbehaves on command, and documents with pinned cues for the model."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from claimex.engines.model.client import Patience
from claimex.engines.model.reading import Hint
from claimex.schema import Kind
from claimex.text.document import Document, make_document

# A busy machine may take its time to answer; only what tests a timeout waits for one.
QUICK = Patience(
    timeout=10.0, connect=0.3, attempts=3, total=30.0, pause=0.001, longest_pause=0.002
)
HASTY = replace(QUICK, timeout=0.5)
KEY = "sk-secret-of-the-test"

SENTENCES = (
    "Mayor Ilse Brandt said the bridge is safe.",
    "The builders denied that they had cut corners.",
    "“It will hold,” she told the council.",
    "The Kestrel Works did not respond to a request for comment.",
)


def document_of(sentences: Sequence[str] = SENTENCES, **fields: Any) -> Document:
    """A document of these sentences, one a paragraph."""
    return make_document("\n\n".join(sentences), published="2025-03-04", **fields)


_PINNED: dict[str, tuple[Kind, ...]] = {
    "said": ("claim", "denial"),
    "told": ("claim", "denial"),
    "denied": ("denial", "claim"),
    "signed": ("agreement", "claim"),
    "did not respond": ("non_response", "claim"),
}


def pinned_hints(document: Document) -> tuple[Hint, ...]:
    """The cues of a fixed little lexicon, so that tests do not change with the real one."""
    return tuple(
        Hint(s.number, match.group(), match.span(), _PINNED[match.group()])
        for s in document.sentences
        for match in re.compile("|".join(_PINNED)).finditer(document.text, s.start, s.end)
    )


Fault = Callable[[BaseHTTPRequestHandler], None]


def send(status: int, body: bytes | str, **headers: str) -> Fault:
    """Answer with this status, body and headers (underscores become hyphens)."""
    raw = body.encode() if isinstance(body, str) else body

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        given = {"content-type": "application/json", "content-length": str(len(raw))}
        given["connection"] = "close"
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in given.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(raw)

    return act


def completion(
    content: str | None,
    *,
    finish_reason: str = "stop",
    refusal: str | None = None,
    tokens: tuple[int, int, int] = (100, 40, 20),
) -> Fault:
    """A well-formed chat completion; ``tokens`` are input, cached and output."""
    sent, cached, out = tokens
    message = {"role": "assistant", "content": content, "refusal": refusal}
    body = {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "test-model",
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": message}],
        "usage": {
            "prompt_tokens": sent,
            "completion_tokens": out,
            "total_tokens": sent + out,
            "prompt_tokens_details": {"cached_tokens": cached},
        },
    }
    return send(200, json.dumps(body))


def rows(*given: object) -> Fault:
    """A completion that answers with these rows."""
    return completion(json.dumps({"rows": given}))


def hang(seconds: float) -> Fault:
    """Say nothing for a while, then close."""
    return lambda handler: time.sleep(seconds)


def reset(body: bytes = b'{"id": "x", "choi') -> Fault:
    """Promise a long body, send its beginning, reset the connection."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "application/json")
        handler.send_header("content-length", "4000")
        handler.end_headers()
        handler.wfile.write(body)
        handler.wfile.flush()
        linger = struct.pack("ii", 1, 0)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        handler.connection.close()

    return act


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is part of the play."""


class FaultServer:
    """Plays its script, one act a request, the last act for ever; keeps what it was sent."""

    def __init__(self) -> None:
        self.script: list[Fault] = []
        self.bodies: list[dict[str, Any]] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                owner.bodies.append(json.loads(self.rfile.read(length)))
                act = owner.script.pop(0) if len(owner.script) > 1 else owner.script[0]
                act(self)
                self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = _QuietServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL for the client."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
