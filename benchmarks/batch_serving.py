"""What the benchmarks of `claimex batch` share: short reports, a server, the command."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent

_SENTENCES = (
    "Mayor {a} said the bridge over the {river} is safe.",
    "The council met on Tuesday in a crowded hall.",
    "{b} denied that the builders had cut corners.",
    "{a} said the works will cost {cost} million.",
    "Repairs began in March and ended in May.",
    "{b} said nobody had asked for a second report.",
)
_FIRST = "Ada Ilse Otto Mira Jonas Petra Nils Rosa Karl Lena".split()
_LAST = "Moreno Brandt Kestrel Falk Winter Sommer Adler Voss Hahn Keller".split()
_RIVERS = "Elbe Oder Saale Neckar Isar".split()


def reports(count: int, seed: int = 0) -> Iterator[dict[str, str]]:
    """Short reports of six sentences, four of which are statements; the title is the id's own."""
    chance = random.Random(seed)
    for n in range(count):
        a, b = (f"{chance.choice(_FIRST)} {chance.choice(_LAST)}" for _ in range(2))
        words = {"a": a, "b": b, "river": chance.choice(_RIVERS), "cost": chance.randint(2, 90)}
        text = " ".join(sentence.format(**words) for sentence in _SENTENCES)
        yield {"id": f"r{n}", "title": f"Report {n}", "published": "2025-03-04", "text": text}


def write_reports(path: Path, count: int, seed: int = 0) -> Path:
    """The reports as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        for report in reports(count, seed):
            out.write(json.dumps(report) + "\n")
    return path


class Server:
    """The pattern server in a process of its own."""

    def __init__(self, url: str) -> None:
        self.url = url

    def stats(self) -> Any:
        """What it was asked so far."""
        with urllib.request.urlopen(self.url.removesuffix("/v1") + "/stats") as answer:
            return json.load(answer)


@contextmanager
def serving(*options: str) -> Iterator[Server]:
    """A pattern server for as long as the block."""
    command = [sys.executable, str(HERE / "model_server.py"), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Server(process.stdout.readline().strip())
        finally:
            process.terminate()


def command(source: Path, output: Path, url: str | None, *options: str) -> list[str]:
    """The command line of a batch, with the pattern server's model or, without a URL, by rules."""
    line = [sys.executable, "-m", "claimex", "batch", str(source), "-o", str(output)]
    if url is not None:
        line += ["--model", "openai/pattern", "--prompt", "extract-open", "--base-url", url]
    return [*line, "--progress", "none", *options]


def environment() -> dict[str, str]:
    """The environment without settings for a model."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "CLAIMEX_MODEL"))}


def results(path: Path) -> list[dict[str, Any]]:
    """The results of a finished run, sorted by id, without what they cost."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for result in found:
        del result["usage"]
    return sorted(found, key=lambda result: str(result["document"]["id"]))
