"""Documents, engines and runs for the tests of batches."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimex import Extraction, PromptRef, Usage
from claimex.draft import EngineInfo, Reading
from claimex.testing import Draft, ScriptedEngine, Words
from claimex.text.document import Document

TEXT = "Ada Moreno said the bridge is safe."
SAID = Draft(
    kind="claim",
    sentences=(1,),
    cue=Words(text="said"),
    source=Words(text="Ada Moreno"),
    content="The bridge is safe.",
    evidence=(Words(text="the bridge is safe"),),
)
PAID = Usage(requests=1, input_tokens=900, output_tokens=100, cost_usd=0.01)
PAID_READING = Reading(drafts=(SAID,), usage=PAID)


def model_info(version: str = "v1", model: str = "openai/pattern") -> EngineInfo:
    """The info of an engine with a prompt of this version."""
    prompt = PromptRef(name="extract-open", version=version, sha256=version.encode().hex() * 16)
    return EngineInfo(engine="model", model=model, prompt=prompt, parameters={"temperature": 0.0})


def scripted(
    script: Callable[[Document], Reading] | None = None, info: EngineInfo | None = None
) -> ScriptedEngine:
    """An engine that finds one claim in each document, for a cent, or reads as the script says."""
    return ScriptedEngine(script or (lambda document: PAID_READING), info=info or model_info())


def write_lines(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """The rows as JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def articles(count: int) -> list[dict[str, str]]:
    """Articles with ids ``a0``, ``a1``, …, each with a text of its own."""
    return [{"id": f"a{n}", "text": f"{TEXT} It is number {n}."} for n in range(count)]


def results(path: Path) -> dict[str, Extraction]:
    """The results in a file by document id, each of which must stand there once."""
    found = [Extraction.model_validate_json(line) for line in path.read_bytes().splitlines()]
    by_id = {result.document.id: result for result in found}
    assert len(by_id) == len(found)
    return by_id


def read_ids(engine: ScriptedEngine) -> list[str]:
    """The ids of the documents that an engine has read, sorted."""
    return sorted(document.id for document in engine.documents)
