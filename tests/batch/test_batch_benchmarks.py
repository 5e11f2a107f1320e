"""The benchmarks of batches: what they say of a run that is too small, what the server answers."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

from batch_support import articles, scripted, write_lines
from claimex.batch import run

_BLOCKS = re.compile(r"```sh\n(python benchmarks/scale\.py .*?)```\n\n```text\n(.*?)```", re.DOTALL)


def test_a_run_that_is_too_small_to_judge_memory_by_is_no_failure(repository: Path) -> None:
    script = repository / "benchmarks" / "batch_memory.py"
    line = [sys.executable, str(script), "--documents", "20"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "complete: True" in done.stdout
    assert "too small a run to judge memory by" in done.stdout


def test_the_page_on_scale_prints_what_its_commands_print(repository: Path) -> None:
    """Those of recorded or given tokens; hours of reading by rules are another machine's."""
    page = (repository / "docs" / "scale.md").read_text(encoding="utf-8")
    blocks = _BLOCKS.findall(page)
    assert len(blocks) == 3
    for command, printed in blocks:
        _, script, *options = shlex.split(command.replace("\\\n", " "))
        given = [
            str(path)
            for option in options
            for path in (sorted(repository.glob(option)) if "*" in option else [option])
        ]
        line = [sys.executable, script, *given]
        done = subprocess.run(line, cwd=repository, capture_output=True, text=True, check=True)
        assert done.stdout == printed


def test_what_a_sample_took_is_its_mean(repository: Path, tmp_path: Path) -> None:
    sample = write_lines(tmp_path / "in.jsonl", articles(4))
    run(sample, tmp_path / "out.jsonl", engine=scripted())
    line = [sys.executable, "benchmarks/scale.py", str(tmp_path / "out.jsonl"), "--documents", "8"]
    done = subprocess.run(line, cwd=repository, capture_output=True, text=True, check=True)
    assert "4 documents of 51 characters): 1.00 requests, 900 input tokens" in done.stdout
    assert "tokens    7,200 input, 800 output" in done.stdout


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
