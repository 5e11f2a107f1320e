"""How fast the rules engine reads, how that grows with length, and what starting up costs.

    python benchmarks/speed_rules.py                                  10,000 articles; 1, 3, 10 MB
    python benchmarks/speed_rules.py --articles 200 --sizes 0.1 0.3   a quick look
    python benchmarks/speed_rules.py --news polnear_dev.jsonl.gz      and news as it stands

The articles are those of ``examples/`` with other names: some ten statements a kilobyte, where news
has about three.

Sizes are in millions of UTF-8 bytes, seconds of reading are those of the processor, on one core.
Whole documents, imports and the command are each measured in processes of their own, so that memory
and imports are clean.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import articles
import claimex
from claimex.evaluation import read_gold


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts that were asked for and print their figures."""
    options = _options().parse_args(arguments)
    if options.read_one is not None:
        print(json.dumps(read_one(options.read_one)))
        return
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    if "articles" in options.parts:
        texts = list(articles.articles(options.articles, options.seed))
        report_articles("separate articles", texts)
        for path in options.news:
            report_articles(f"articles of {path.name}", [d.text for d in read_gold(path)])
    if "length" in options.parts:
        report_length(options.sizes, options.seed)
    if "start" in options.parts:
        report_start(options.runs)


def report_articles(what: str, texts: Sequence[str]) -> None:
    """Throughput over separate articles, one after the other.

    An article is read first, so that what is loaded and worked out once does not count.
    """
    size = sum(len(text.encode()) for text in texts) / 1e6
    statements = failures = 0
    with claimex.Extractor() as extractor:
        extractor.extract(articles.read_examples()[0], published="2025-01-01")
        started = time.process_time()
        for found in extractor.extract_many(texts):
            statements += len(found.statements)
            failures += len(found.failures)
    seconds = time.process_time() - started
    print(
        f"{len(texts)} {what}, {size:.1f} MB: {seconds:.1f} s, {size / seconds:.3f} MB/s, "
        f"{statements} statements, {failures} failures"
    )


def report_length(sizes: Sequence[float], seed: int) -> None:
    """Seconds and memory for one document of each size, and the exponent by which time grows."""
    measured: list[tuple[float, float]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "document.txt"
            path.write_text(articles.document(size, seed), encoding="utf-8")
            command = [sys.executable, __file__, "--read-one", str(path)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        one = json.loads(done.stdout)
        megabytes, seconds, memory = one["megabytes"], one["seconds"], one["memory_megabytes"]
        measured.append((megabytes, seconds))
        print(
            f"one document of {megabytes:.1f} MB: {seconds:.1f} s, {megabytes / seconds:.3f} MB/s, "
            f"peak memory {memory:.0f} MB = {memory / megabytes:.1f} x the text, "
            f"{one['statements']} statements"
        )
    if len(measured) > 1:
        print(f"time grows with length to the power of {exponent(measured):.2f}")


def read_one(path: Path) -> dict[str, float]:
    """Read one document in this process: its size, seconds, and the memory that it takes.

    A short text is read first, so that the code itself counts for neither.
    """
    claimex.extract(articles.read_examples()[0])
    before = _peak_megabytes()
    text = path.read_text(encoding="utf-8")
    started = time.process_time()
    found = claimex.extract(text)
    seconds = time.process_time() - started
    return {
        "megabytes": len(text.encode()) / 1e6,
        "seconds": seconds,
        "memory_megabytes": _peak_megabytes() - before,
        "statements": len(found.statements),
    }


def report_start(runs: int) -> None:
    """What importing costs beside pydantic and a peer, and the command's first answer."""
    imports = {"pydantic": "from pydantic import BaseModel", "claimex": "import claimex"}
    if importlib.util.find_spec("langextract") is not None:
        imports["langextract"] = "import langextract"
    seconds: dict[str, list[float]] = {name: [] for name in imports}
    for _ in range(runs + 1):
        for name, statement in imports.items():
            seconds[name].append(_import_seconds(statement))
    # The first round warms the file cache.
    medians = {name: statistics.median(times[1:]) for name, times in seconds.items()}
    for name, median in medians.items():
        line = f"{imports[name]}: {median:.3f} s"
        if name == "claimex":
            line += f" = {median / medians['pydantic']:.2f} x pydantic"
        elif name == "langextract":
            line += f"; claimex is {medians['claimex'] / median:.2f} x that"
        print(line)
    command = shutil.which("claimex", path=str(Path(sys.executable).parent))
    if command is None:
        raise SystemExit("the command claimex is not installed beside this Python")
    helps = [_run_seconds([command, "--help"]) for _ in range(runs + 1)][1:]
    print(f"claimex --help: {statistics.median(helps):.2f} s")


def exponent(measured: Sequence[tuple[float, float]]) -> float:
    """The slope of the least-squares line through the logarithms of size and seconds."""
    slope, _ = statistics.linear_regression(
        [math.log(size) for size, _ in measured], [math.log(seconds) for _, seconds in measured]
    )
    return slope


def _import_seconds(statement: str) -> float:
    program = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"
    command = [sys.executable, "-c", program]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _run_seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def _peak_megabytes() -> float:
    """The largest resident memory of this process so far."""
    status = Path("/proc/self/status")
    if status.exists():
        # Where it is known: getrusage on Linux starts from the peak of the process that forked.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure the rules engine on this machine.")
    parser.add_argument("--articles", type=int, default=10_000, help="how many separate articles")
    parser.add_argument(
        "--sizes", type=float, nargs="+", default=[1, 3, 10], help="documents, in MB"
    )
    parser.add_argument(
        "--news",
        type=Path,
        nargs="+",
        default=[],
        metavar="GOLD",
        help="files of news to read, too",
    )
    parser.add_argument("--runs", type=int, default=9, help="how often start-up is measured")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--parts",
        nargs="+",
        choices=["articles", "length", "start"],
        default=["articles", "length", "start"],
    )
    parser.add_argument("--read-one", type=Path, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    main()
