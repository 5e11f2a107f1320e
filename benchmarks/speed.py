"""The table of speed in one command: every part beside its peer where there is one.

    python benchmarks/speed.py                   all parts, some minutes
    python benchmarks/speed.py --quick           smaller sizes, two minutes
    python benchmarks/speed.py --parts start prompts
    python benchmarks/speed.py --quick --news polnear_dev.jsonl.gz

Runs the scripts beside it, each in a process of its own, and measures here what they do not: how
long it takes to write the requests for an article, and to check results that are read back. Ratios
are medians over runs that take turns with the peer, with the least and the greatest.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import articles
import claimex
from claimex.engines.model.engine import model_engine
from claimex.schema import Extraction
from claimex.text.document import make_document

HERE = Path(__file__).resolve().parent
SCRIPTS = {
    "start": ("speed_rules.py", ["--parts", "start"], ["--parts", "start", "--runs", "5"]),
    "rules": (
        "speed_rules.py",
        ["--parts", "articles", "length"],
        ["--parts", "articles", "length", "--articles", "500", "--sizes", "0.1", "0.3", "1"],
    ),
    "grounding": (
        "grounding.py",
        ["--texts", "2"],
        ["--texts", "1", "--sizes", "10000", "100000", "--repeats", "3"],
    ),
    "linking": ("linking.py", [], []),
    "batch": ("batch_speed.py", [], ["--at-once", "50", "--rounds", "3"]),
    "overhead": (
        "batch_speed.py",
        ["--latency", "0", "--at-once", "20"],
        ["--latency", "0", "--at-once", "20"],
    ),
    "report": ("report.py", [], ["--runs", "3"]),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts that were asked for and print what they print."""
    options = _options().parse_args(arguments)
    for part in options.parts:
        print(f"\n## {part}", flush=True)
        if part == "validation":
            validation(options.runs)
        elif part == "prompts":
            prompts(options.runs)
        else:
            script, whole, quick = SCRIPTS[part]
            given = list(quick if options.quick else whole)
            if part == "grounding" and find_spec("langextract") is not None:
                given.append("--peer")
            if part == "rules" and options.news:
                given += ["--news", *map(str, options.news)]
            done = subprocess.run([sys.executable, str(HERE / script), *given], check=False)
            if done.returncode:
                print(f"not measured: {script} ended with status {done.returncode}")


def prompts(runs: int) -> None:
    """How long the first request of an article takes to write, from its text on."""
    documents = [make_document(text) for text in articles.articles(100, 0)]
    engine: Any = model_engine("openai/any", base_url="http://127.0.0.1:9/v1")
    (taken,) = turns(runs, lambda: [next(engine._flow(document)) for document in documents])
    engine.close()
    each = [seconds / len(documents) * 1e3 for seconds in taken]
    print(
        f"first request of an article: {statistics.median(each):.2f} ms of the processor "
        f"({min(each):.2f} to {max(each):.2f})"
    )


def validation(runs: int) -> None:
    """Results read back from JSON and checked, beside the bare JSON reader."""
    with claimex.Extractor() as extractor:
        found = list(extractor.extract_many(articles.articles(500, 0)))
    lines = [one.model_dump_json() for one in found]
    size = sum(map(len, lines)) / 1e6
    taken, plain = turns(
        runs,
        lambda: [Extraction.model_validate_json(line) for line in lines],
        lambda: [json.loads(line) for line in lines],
    )
    print(f"results read and checked: {size / statistics.median(taken):.1f} MB/s")
    print(f"beside json.loads: {ratio(taken, plain)}")


def turns(runs: int, *jobs: Callable[[], object]) -> tuple[list[float], ...]:
    """Seconds of processor time of each job in each run, after one run that warms up."""
    seconds: tuple[list[float], ...] = tuple([] for _ in jobs)
    for _ in range(runs + 1):
        for job, taken in zip(jobs, seconds, strict=True):
            started = time.process_time()
            job()
            taken.append(time.process_time() - started)
    return tuple(taken[1:] for taken in seconds)


def ratio(ours: Sequence[float], others: Sequence[float]) -> str:
    """The median ratio with the least and the greatest."""
    found = sorted(own / other for own, other in zip(ours, others, strict=True))
    return f"{statistics.median(found):.2f} x ({found[0]:.2f} to {found[-1]:.2f})"


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="The table of speed.")
    parts = [*SCRIPTS, "prompts", "validation"]
    parser.add_argument("--parts", nargs="+", choices=parts, default=parts)
    parser.add_argument("--quick", action="store_true", help="smaller sizes")
    parser.add_argument("--runs", type=int, default=9, help="of what is measured here")
    parser.add_argument(
        "--news",
        type=Path,
        nargs="+",
        default=[],
        metavar="GOLD",
        help="files of news to read, too",
    )
    return parser


if __name__ == "__main__":
    main()
