"""A server that misbehaves, engines that talk to it, and both drivers of the one flow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from vcr import VCR  # type: ignore[import-untyped]

from cassette_support import ParsedJson, match_json, scrub_request, scrub_response
from claimex.draft import Reading
from claimex.engines.model.engine import ModelEngine
from claimex.engines.model.providers import endpoint_of
from claimex.engines.model.strategies import Limits
from claimex.engines.prompts import load_prompt
from claimex.text.document import Document
from model_support import KEY, QUICK, FaultServer, pinned_hints

EngineMaker = Callable[..., ModelEngine]
Driver = Callable[[ModelEngine, Document], Reading]


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """A fresh server with an empty script."""
    server = FaultServer()
    yield server
    server.close()


@pytest.fixture
def make(server: FaultServer) -> Iterator[EngineMaker]:
    """Makes engines that talk to the server, with pinned cues and little patience."""
    made: list[ModelEngine] = []

    def make(prompt: str = "extract-guided", **changes: Any) -> ModelEngine:
        url = changes.pop("base_url", server.url)
        endpoint = endpoint_of("openai/test-model", base_url=url, environ={"OPENAI_API_KEY": KEY})
        given: dict[str, Any] = {
            "max_reasks": 2,
            "concurrency": 4,
            "patience": QUICK,
            "limits": Limits(),
            "hints": pinned_hints,
        }
        made.append(ModelEngine(endpoint, load_prompt(prompt), **given | changes))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


def _threads(engine: ModelEngine, document: Document) -> Reading:
    return engine.read(document)


def _loop(engine: ModelEngine, document: Document) -> Reading:
    async def read() -> Reading:
        try:
            return await engine.aread(document)
        finally:
            await engine.aclose()

    return anyio.run(read)


@pytest.fixture(params=[_threads, _loop], ids=["sync", "async"])
def read(request: pytest.FixtureRequest) -> Driver:
    """Reads a document through either driver."""
    driver: Driver = request.param
    return driver


def pytest_recording_configure(config: pytest.Config, vcr: VCR) -> None:
    """Cassettes as readable YAML, matched on method, path and the JSON of the body."""
    vcr.register_serializer("json.yaml", ParsedJson)
    vcr.register_matcher("json_body", match_json)


@pytest.fixture
def vcr_cassette_dir(repository: Path) -> str:
    """Recorded traffic stands at the top of the repository."""
    return str(repository / "cassettes")


@pytest.fixture
def vcr_config() -> dict[str, Any]:
    """Nothing that names a machine or a key is written."""
    return {
        "serializer": "json.yaml",
        "match_on": ["method", "path", "json_body"],
        "before_record_request": scrub_request,
        "before_record_response": scrub_response,
        "decode_compressed_response": True,
        # The same question twice, as a re-ask may be, is recorded once.
        "allow_playback_repeats": True,
    }
