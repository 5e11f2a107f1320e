"""The model path on the recorded traffic of a real model, from a text to its statements.

Record again, all of it, with a server of that model:

    rm -r cassettes
    RECORD_BASE_URL=http://127.0.0.1:8089/v1 pytest --record-mode=once \
        tests/engines/model/test_model_cassettes.py

The rows that a guided prompt asks to fill are pinned in ``cassettes/hints``, so that a better rule
does not make a recording useless; the same command writes them anew.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import pytest
import yaml
from pydantic import TypeAdapter

from cassette_support import HOST, drifted
from claimex.engines.model.client import Patience
from claimex.engines.model.engine import ModelEngine
from claimex.engines.model.hints import open_hints, settled_hints
from claimex.engines.model.providers import endpoint_of
from claimex.engines.model.reading import Hint
from claimex.engines.model.strategies import Limits
from claimex.engines.prompts import load_prompt
from claimex.extractor import AsyncExtractor, Extractor
from claimex.schema import Extraction
from claimex.text.document import Document

MODEL = "openai/qwen2.5-coder-1.5b-instruct"
_HINTS: TypeAdapter[tuple[Hint, ...]] = TypeAdapter(tuple[Hint, ...])


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One article, one prompt, and what must be found: kind, source, words of the content spans.

    ``shows`` are words of the traffic that tell what it is a recording of.
    """

    name: str
    article: str
    prompt: str
    requests: int
    limits: Limits = field(default_factory=Limits)
    shows: Sequence[str] = ()
    found: Sequence[tuple[str, str, str]] = ()


SCENARIOS = [
    Scenario(
        name="guided-broken-quotes",
        article="examples/migration-deal.txt",
        prompt="extract-guided@v1",
        requests=1,
        found=[
            ("claim", "Ingrid Solheim", "Montenegro and Albania have signed deals"),
            ("denial", "Marko Vukotić", "agreement on asylum seekers had been made"),
            ("non_response", "Norwegian Directorate of Immigration", ""),
        ],
    ),
    Scenario(
        name="guided-in-chunks",
        article="examples/data-leak.txt",
        prompt="extract-guided@v1",
        limits=Limits(chunk_chars=700),
        requests=3,
    ),
    Scenario(
        name="guided-halved",
        article="examples/migration-deal.txt",
        prompt="extract-guided@v1",
        limits=Limits(row_tokens=32),
        requests=7,
        shows=["length"],
    ),
    Scenario(
        name="guided-orders-to-the-model",
        article="tests/data/articles/obey.txt",
        prompt="extract-guided@v1",
        requests=1,
        found=[
            ("claim", "Lena Ostrow", "the crane had failed two inspections"),
            ("denial", "Baltic Lifting", "had failed any inspection"),
        ],
    ),
    Scenario(
        name="audited-unsaid",
        article="tests/data/articles/unsaid.txt",
        prompt="extract-audited@v1",
        requests=4,
        shows=["A reporter tried to get an answer", "Somebody has made a claim"],
        found=[
            ("claim", "Ilka Venn", "the Orlo pit had hidden three falls of rock"),
            ("denial", "Hadrian Lode", "That anything had come down at all"),
            ("non_response", "mines inspectorate", ""),
        ],
    ),
    Scenario(
        name="open-orders-to-the-model",
        article="tests/data/articles/obey.txt",
        prompt="extract-open@v1",
        requests=6,
        shows=["Of your last answer", "These are sentences of an article"],
    ),
    Scenario(
        name="open-contested-deal",
        article="examples/migration-deal.txt",
        prompt="extract-open@v1",
        requests=4,
        shows=["These are sentences of an article", "Of your last answer"],
    ),
    Scenario(
        name="open-nothing-to-find",
        article="tests/data/articles/quiet.txt",
        prompt="extract-open@v1",
        requests=1,
    ),
]


@pytest.fixture
def engine(scenario: Scenario, repository: Path, record_mode: str) -> Iterator[ModelEngine]:
    """The engine of a scenario, with its rows pinned."""
    pinned = repository / "cassettes" / "hints" / f"{scenario.name}.json"

    def hints(document: Document) -> Sequence[Hint]:
        if record_mode != "none" and not pinned.exists():
            fresh = open_hints if "open" in scenario.prompt else settled_hints
            pinned.parent.mkdir(parents=True, exist_ok=True)
            pinned.write_bytes(_HINTS.dump_json(tuple(fresh(document)), indent=1) + b"\n")
        return _HINTS.validate_json(pinned.read_bytes())

    url = os.environ.get("RECORD_BASE_URL", f"http://{HOST}/v1")
    engine = ModelEngine(
        endpoint_of(MODEL, base_url=url, environ={}),
        load_prompt(scenario.prompt),
        2,
        1,
        Patience(timeout=1800, attempts=1),
        scenario.limits,
        hints,
    )
    yield engine
    engine.close()


def _threads(engine: ModelEngine, text: str, **fields: Any) -> Extraction:
    return Extractor(engine=engine).extract(text, **fields)


def _loop(engine: ModelEngine, text: str, **fields: Any) -> Extraction:
    async def read() -> Extraction:
        try:
            return await AsyncExtractor(engine=engine).extract(text, **fields)
        finally:
            await engine.aclose()

    return anyio.run(read)


def _each_scenario() -> list[Any]:
    return [
        pytest.param(s, id=s.name, marks=[pytest.mark.default_cassette(s.name)]) for s in SCENARIOS
    ]


@pytest.mark.vcr
@pytest.mark.parametrize("extract", [_threads, _loop], ids=["sync", "async"])
@pytest.mark.parametrize("scenario", _each_scenario())
def test_a_recording_replays_to_grounded_statements(
    scenario: Scenario,
    engine: ModelEngine,
    extract: Callable[..., Extraction],
    repository: Path,
    record_mode: str,
    vcr: Any,
) -> None:
    """All of it is played, every span is in the text, and what must be found is found."""
    text = (repository / scenario.article).read_text(encoding="utf-8")
    found = extract(engine, text, published="2025-06-27")
    found.verify(text)
    assert found.usage.requests == scenario.requests
    if record_mode == "none":
        assert vcr.all_played
        assert vcr.play_count == scenario.requests
    assert found.usage.output_tokens > 0
    traffic = str([r.body for r in vcr.requests]) + str(vcr.responses)
    assert [words for words in scenario.shows if words not in traffic] == []
    said = [
        (s.kind, s.source.name, " ".join(span.text for span in getattr(s, "content_spans", ())))
        for s in found.statements
        if s.kind != "agreement"
    ]
    for kind, source, words in scenario.found:
        assert any(k == kind and n == source and words in w for k, n, w in said), (kind, said)
    assert not any("pope" in name.casefold() for _, name, _ in said)
    assert found.provenance.model == MODEL


def _cassettes(repository: Path) -> list[Path]:
    return sorted((repository / "cassettes").glob("*.yaml"))


def test_every_recording_belongs_to_a_scenario(repository: Path) -> None:
    names = [path.name.removesuffix(".json.yaml") for path in _cassettes(repository)]
    assert names == sorted(s.name for s in SCENARIOS)


_SECRET = re.compile(
    r"authorization|api[-_]?key|cookie|organization|sk-[a-z0-9]|bearer|"
    r"\b(?:\d{1,3}\.){3}\d{1,3}\b|localhost|/(?:home|root|tmp|work)/|https?://(?!model\.invalid)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"pydantic|instructor|errors\.|genius expert|json_schema:", re.IGNORECASE)


def test_no_recording_holds_a_secret_an_address_or_words_of_a_dependency(repository: Path) -> None:
    for path in _cassettes(repository):
        text = path.read_text(encoding="utf-8")
        assert (path.name, _SECRET.findall(text)) == (path.name, [])
        for exchange in yaml.safe_load(text)["interactions"]:
            body = json.dumps(exchange["request"]["body"], ensure_ascii=False)
            assert _FOREIGN.findall(body) == []
            assert set(exchange["request"]["headers"]) <= {"content-type", "Content-Type"}


def test_a_mismatch_names_the_part_that_drifted() -> None:
    sent = {"messages": [{"content": "a\nb"}], "max_tokens": 3}
    assert drifted(sent, sent) is None
    assert drifted(sent, {**sent, "max_tokens": 4}) == "body.max_tokens: sent 3, recorded 4"
    said = drifted(sent, {**sent, "messages": [{"content": "a\nc"}]})
    assert said == "body.messages[0].content, line 2: sent 'b', recorded 'c'"


@pytest.mark.vcr
@pytest.mark.default_cassette("open-nothing-to-find")
def test_a_prompt_that_drifted_is_told_by_the_error() -> None:
    """The words of the mismatch reach the person who changed the prompt."""
    from claimex.errors import UnavailableError

    engine = ModelEngine(
        endpoint_of(MODEL, base_url=f"http://{HOST}/v1", environ={}),
        load_prompt("extract-open@v1"),
        0,
        1,
        Patience(attempts=3),
        Limits(answer_tokens=7),
    )
    try:
        with pytest.raises(UnavailableError, match=r"max_tokens: sent 7, recorded 3000"):
            Extractor(engine=engine).extract("The market hall reopened on Saturday.")
    finally:
        engine.close()
