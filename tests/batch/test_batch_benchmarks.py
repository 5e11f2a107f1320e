"""The benchmarks of batches: what they say of a run that is too small, what the server answers."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path


def test_a_run_that_is_too_small_to_judge_memory_by_is_no_failure(repository: Path) -> None:
    script = repository / "benchmarks" / "batch_memory.py"
    line = [sys.executable, str(script), "--documents", "20"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "complete: True" in done.stdout
    assert "too small a run to judge memory by" in done.stdout


def test_the_server_answers_langextract_in_the_format_of_its_prompt(repository: Path) -> None:
    place = repository / "benchmarks" / "model_server.py"
    spec = importlib.util.spec_from_file_location("model_server", place)
    assert spec is not None
    assert spec.loader is not None
    server = sys.modules["model_server"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(server)
    prompt = (
        "List who claims what.\n\nExamples\nQ: Otto Falk said no.\n"
        'A: {\n  "extractions": [\n    {"claim": "no", "claim_attributes": {}}\n  ]\n}\n\n'
        "Q: Mayor Ada Moreno said the bridge is safe. Rosa Hahn denied that it is.\nA: "
    )
    body = json.dumps({"messages": [{"role": "user", "content": prompt}]}).encode()
    answered = json.loads(server.answer(body)[1])["choices"][0]["message"]["content"]
    assert json.loads(answered) == {
        "extractions": [
            {"claim": "the bridge is safe", "claim_attributes": {"source": "Mayor Ada Moreno"}},
            {"denial": "it is", "denial_attributes": {"source": "Rosa Hahn"}},
        ]
    }
