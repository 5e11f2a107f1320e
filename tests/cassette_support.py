"""How recorded traffic is scrubbed, written and matched."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import yaml

HOST = "model.invalid"
_KEPT_HEADERS = ("content-type",)


def scrub_request(request: Any) -> Any:
    """Any host becomes ``model.invalid``; of the headers only the content type stays."""
    parts = urlsplit(request.uri)
    request.uri = urlunsplit(("http", HOST, parts.path, "", ""))
    request.headers = {k: v for k, v in request.headers.items() if k.lower() in _KEPT_HEADERS}
    return request


def scrub_response(response: dict[str, Any]) -> dict[str, Any]:
    """Of the headers only the content type stays."""
    headers = response["headers"]
    response["headers"] = {k: v for k, v in headers.items() if k.lower() in _KEPT_HEADERS}
    return response


def match_json(sent: Any, recorded: Any) -> None:
    """Whether both bodies hold the same JSON; else which part of the question drifted."""
    if (drift := drifted(json.loads(sent.body), json.loads(recorded.body))) is not None:
        raise AssertionError(drift)


def drifted(sent: Any, recorded: Any, path: str = "body") -> str | None:
    """The first place where two values differ, with what stands there; None where they agree."""
    if isinstance(sent, dict) and isinstance(recorded, dict):
        for key in sorted({*sent, *recorded}):
            if found := drifted(sent.get(key), recorded.get(key), f"{path}.{key}"):
                return found
        return None
    if isinstance(sent, list) and isinstance(recorded, list):
        for n, (one, other) in enumerate(zip_longest(sent, recorded)):
            if found := drifted(one, other, f"{path}[{n}]"):
                return found
        return None
    if sent == recorded:
        return None
    if isinstance(sent, str) and isinstance(recorded, str):
        lines = zip_longest(sent.splitlines(), recorded.splitlines(), fillvalue="(nothing)")
        number, (one, other) = next(
            (n, pair) for n, pair in enumerate(lines, 1) if pair[0] != pair[1]
        )
        return f"{path}, line {number}: sent {one!r}, recorded {other!r}"
    return f"{path}: sent {sent!r}, recorded {recorded!r}"


class ParsedJson:
    """A serializer for cassettes whose JSON bodies are readable, so that a diff of two is too."""

    @staticmethod
    def serialize(cassette: dict[str, Any]) -> str:
        """The cassette as YAML."""
        for exchange in cassette["interactions"]:
            request, body = exchange["request"], exchange["response"]["body"]
            request["body"] = json.loads(request["body"])
            body["parsed"] = json.loads(body.pop("string"))
        return yaml.safe_dump(cassette, allow_unicode=True, sort_keys=False, width=100)

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        """The cassette as vcrpy wants it."""
        cassette: dict[str, Any] = yaml.safe_load(text)
        for exchange in cassette["interactions"]:
            request, body = exchange["request"], exchange["response"]["body"]
            request["body"] = json.dumps(request["body"], ensure_ascii=False)
            body["string"] = json.dumps(body.pop("parsed"), ensure_ascii=False)
        return cassette
