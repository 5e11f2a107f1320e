"""An OpenAI-compatible server that answers by a pattern: with latency, with faults, on request.

It lists "X said Y" and "X denied Y" in the numbered sentences it is shown, always the same for the
same article; langextract, which shows the article as its last question, is answered in the format
that its prompt shows by example. `--faults 0.2` makes one request in five fail instead: 429 with
Retry-After, 500, a connection reset, an answer off the schema, in turn. `GET /stats` tells what it
has been asked, by title. Prints its base URL first.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import re
import socket
import struct
from collections import Counter
from dataclasses import dataclass, field

_SENTENCE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)
_SAYING = re.compile(
    r"(?:^|[“\"] )(?P<source>[A-Z][\w .'-]*?) (?P<cue>said|denied) (?:that )?(?P<content>.+?)\.?$"
)
_LANGEXTRACT = re.compile(r'^A: \{\n *"extractions".*^Q: (?P<text>.*)\nA: ?$', re.M | re.S)
_SENTENCE_END = re.compile(r"(?<=\.)\s+")
_TITLE = re.compile(r"^Title: (.+)$", re.MULTILINE)
_FAULTS = ("429", "500", "reset", "invalid")


@dataclass
class Model:
    """What the server does and what it was asked."""

    latency: float
    faults: float
    chance: random.Random
    asked: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    on_their_way: int = 0
    most: int = 0

    def stats(self) -> bytes:
        """What it was asked so far."""
        told = {
            "requests": sum(self.asked.values()),
            "asked": self.asked,
            "failed": self.failed,
            "most_at_once": self.most,
        }
        return json.dumps(told).encode()

    def fault(self) -> str | None:
        """The fault of the next request, if any."""
        if self.chance.random() >= self.faults:
            return None
        kind = self.chance.choice(_FAULTS)
        self.failed[kind] += 1
        return kind


def answer(body: bytes) -> tuple[str, bytes]:
    """The title of the article that is asked about, and a completion that lists its sayings."""
    question = json.loads(body)["messages"][-1]["content"]
    title = _TITLE.search(question)
    theirs = _LANGEXTRACT.search(question)
    answered = extractions(theirs["text"]) if theirs else {"rows": rows(question)}
    return title[1] if title else "", completion(json.dumps(answered), len(body) // 4)


def rows(question: str) -> list[dict[str, str | int]]:
    """What claimex asks for, of the numbered sentences in a question."""
    return [
        {
            "kind": "denial" if saying["cue"] == "denied" else "claim",
            "s": int(number),
            "cue": saying["cue"],
            "source": saying["source"],
            "content": saying["content"],
        }
        for number, sentence in _SENTENCE.findall(question)
        if (saying := _SAYING.search(sentence))
    ]


def extractions(text: str) -> dict[str, list[dict[str, object]]]:
    """The same in langextract's format: each class with its words, and its attributes beside it."""
    found: list[dict[str, object]] = []
    for sentence in _SENTENCE_END.split(text):
        if saying := _SAYING.search(sentence):
            kind = "denial" if saying["cue"] == "denied" else "claim"
            attributes = {"source": saying["source"]}
            found.append({kind: saying["content"], f"{kind}_attributes": attributes})
    return {"extractions": found}


def completion(content: str, tokens: int) -> bytes:
    """A chat completion with this content."""
    message = {"role": "assistant", "content": content, "refusal": None}
    return json.dumps(
        {
            "id": "x",
            "object": "chat.completion",
            "created": 1,
            "model": "pattern",
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {
                "prompt_tokens": tokens,
                "completion_tokens": len(content) // 4,
                "total_tokens": tokens + len(content) // 4,
            },
        }
    ).encode()


def response(status: str, body: bytes, *headers: str) -> bytes:
    """An HTTP response."""
    lines = [f"HTTP/1.1 {status}", "content-type: application/json", *headers]
    return "\r\n".join([*lines, f"content-length: {len(body)}", "", ""]).encode() + body


async def serve(model: Model, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the requests of one connection."""
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = re.search(r"content-length: (\d+)", head)
            body = await reader.readexactly(int(length[1])) if length else b""
            if head.startswith("get"):
                writer.write(response("200 OK", model.stats()))
                await writer.drain()
                continue
            title, told = answer(body)
            model.asked[title] += 1
            model.on_their_way += 1
            model.most = max(model.most, model.on_their_way)
            await asyncio.sleep(model.latency)
            model.on_their_way -= 1
            match model.fault():
                case "429":
                    writer.write(response("429 Too Many Requests", b"{}", "retry-after: 0.05"))
                case "500":
                    writer.write(response("500 Internal Server Error", b"{}"))
                case "reset":
                    connection = writer.get_extra_info("socket")
                    linger = struct.pack("ii", 1, 0)
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                    writer.transport.abort()
                    return
                case "invalid":
                    writer.write(response("200 OK", completion('{"rows": [{"kind": "x"}]}', 10)))
                case _:
                    writer.write(response("200 OK", told))
            await writer.drain()
    writer.close()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds")
    parser.add_argument("--faults", type=float, default=0.0, help="share of requests, 0 to 1")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    model = Model(given.latency, given.faults, random.Random(given.seed))
    server = await asyncio.start_server(
        lambda reader, writer: serve(model, reader, writer), "127.0.0.1", given.port, backlog=1024
    )
    port = server.sockets[0].getsockname()[1]
    print(f"http://127.0.0.1:{port}/v1", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main())
