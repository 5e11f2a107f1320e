"""What an archive costs: tokens, requests, hours and money, by what a sample of it took.

The arithmetic behind docs/scale.md. The sample is the output of `claimex batch` over a few dozen of
your own articles with the model you mean to use:

    claimex batch sample.jsonl -o sample-out.jsonl --model openai/gpt-5-mini
    python benchmarks/scale.py sample-out.jsonl --documents 1000000 \\
        --requests-per-minute 5000 --tokens-per-minute 4000000 --concurrency 200 \\
        --usd-input 0.25 --usd-cached 0.025 --usd-output 2.00

Prices are US dollars for a million tokens. Recorded traffic (`cassettes/*.yaml`, one document each)
is a sample, too. `--tokens REQUESTS INPUT CACHED OUTPUT` takes means for one document in the place
of a sample, `--seconds` the latency of one request where the sample does not tell it. Of a sample
read by rules the seconds are what a document takes one process.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from claimex import Extraction, Usage

_ARTICLE = re.compile(r"<article>(.*)</article>", re.DOTALL)
_NUMBER = re.compile(r"^\[\d+\] ", re.MULTILINE)


@dataclass(frozen=True)
class Mean:
    """What one document takes on average."""

    requests: float
    input: float
    cached: float
    output: float
    seconds: float | None

    @property
    def tokens(self) -> float:
        return self.input + self.output


def results(path: Path) -> Iterator[tuple[int, Usage]]:
    """The length of each document in a file of results, and what it took."""
    with path.open("rb") as lines:
        for line in lines:
            found = Extraction.model_validate_json(line)
            yield found.document.chars, found.usage


def recorded(path: Path) -> tuple[int, Usage]:
    """The length of the longest question's article, and what all recorded requests took."""
    usage, chars = Usage(), 0
    for exchange in yaml.safe_load(path.read_text(encoding="utf-8"))["interactions"]:
        told: dict[str, Any] = exchange["response"]["body"]["parsed"]["usage"]
        usage += Usage(
            requests=1,
            input_tokens=told["prompt_tokens"],
            cached_tokens=told["prompt_tokens_details"]["cached_tokens"],
            output_tokens=told["completion_tokens"],
        )
        for message in exchange["request"]["body"]["messages"]:
            if article := _ARTICLE.search(message["content"]):
                chars = max(chars, len(_NUMBER.sub("", article[1]).strip()))
    return chars, usage


def measured(paths: Sequence[Path]) -> tuple[str, Mean]:
    """What a sample is, and what one of its documents took."""
    recordings = [path for path in paths if path.suffix == ".yaml"]
    sample = [recorded(path) for path in recordings]
    for path in paths:
        if path not in recordings:
            sample += results(path)
    if not sample:
        raise SystemExit("the sample holds no results")
    count = len(sample)
    usages = [usage for _, usage in sample]
    mean = Mean(
        requests=sum(u.requests for u in usages) / count,
        input=sum(u.input_tokens for u in usages) / count,
        cached=sum(u.cached_tokens for u in usages) / count,
        output=sum(u.output_tokens for u in usages) / count,
        # Recorded traffic does not tell how long it took.
        seconds=None if recordings else sum(u.seconds for u in usages) / count,
    )
    chars = sum(chars for chars, _ in sample) / count
    return f"measured over {count} documents of {chars:,.0f} characters", mean


def hours(documents: int, mean: Mean, given: argparse.Namespace) -> dict[str, float]:
    """How long each limit alone would make the run, in hours; the longest one holds."""
    bounds = {}
    if given.requests_per_minute:
        bounds["requests a minute"] = documents * mean.requests / given.requests_per_minute / 60
    if given.tokens_per_minute:
        bounds["tokens a minute"] = documents * mean.tokens / given.tokens_per_minute / 60
    read = mean.seconds or 0.0
    processor = given.processor / 1000
    if mean.requests:
        waited = given.seconds * mean.requests if mean.seconds is None else read
        name = f"{given.concurrency} requests at once in each process"
        bounds[name] = documents * waited / given.concurrency / given.processes / 3600
    else:
        processor = read or processor
    name = f"{processor * 1000:.1f} ms of a process for each document"
    bounds[name] = documents * processor / given.processes / 3600
    return bounds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sample", type=Path, nargs="*", help="results of claimex batch")
    parser.add_argument(
        "--tokens", type=float, nargs=4, metavar=("REQUESTS", "INPUT", "CACHED", "OUTPUT")
    )
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--requests-per-minute", type=float)
    parser.add_argument("--tokens-per-minute", type=float)
    parser.add_argument("--concurrency", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=5.0, help="latency of one request")
    parser.add_argument("--processor", type=float, default=8.0, help="milliseconds a document")
    parser.add_argument("--processes", type=int, default=1, help="shards at the same time")
    parser.add_argument("--usd-input", type=float, default=0.25)
    parser.add_argument("--usd-cached", type=float, default=0.025)
    parser.add_argument("--usd-output", type=float, default=2.0)
    given = parser.parse_args()
    if given.tokens:
        requests, sent, cached, answered = given.tokens
        mean = Mean(requests, sent, cached, answered, None)
        told = "given"
    elif given.sample:
        told, mean = measured(given.sample)
    else:
        parser.error("name a sample, or give --tokens")
    n = given.documents
    print(f"one document ({told}): {mean.requests:.2f} requests, {mean.input:,.0f} input tokens")
    print(
        f"  of which {mean.cached:,.0f} from the server's cache, {mean.output:,.0f} output tokens"
    )
    print(f"{n:,} documents:")
    print(f"  requests  {n * mean.requests:,.0f}")
    print(f"  tokens    {n * mean.input:,.0f} input, {n * mean.output:,.0f} output")
    fresh = n * (mean.input - mean.cached) * given.usd_input
    cached = n * mean.cached * given.usd_cached
    output = n * mean.output * given.usd_output
    whole = n * mean.input * given.usd_input + output
    print(f"  money     ${(fresh + cached + output) / 1e6:,.0f} with the cache as measured")
    print(f"            ${whole / 1e6:,.0f} without any")
    bounds = hours(n, mean, given)
    many = "1 process" if given.processes == 1 else f"{given.processes} processes"
    print(f"  in {many}, the longest of these:")
    for what, time in sorted(bounds.items(), key=lambda bound: -bound[1]):
        print(f"    {time:8,.1f} hours by {what}")


if __name__ == "__main__":
    main()
