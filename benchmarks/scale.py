"""What an archive costs: tokens, requests, hours and money, by what a sample of it took.

The arithmetic behind docs/scale.md. The sample is the output of `claimex batch` over a few dozen of
your own articles with the model you mean to use:

    claimex batch sample.jsonl -o sample-out.jsonl --model openai/gpt-5-mini
    python benchmarks/scale.py sample-out.jsonl --documents 1000000 \\
        --requests-per-minute 5000 --tokens-per-minute 4000000 --concurrency 200 \\
        --usd-input 0.25 --usd-cached 0.025 --usd-output 2.00

Prices are US dollars for a million tokens. `--tokens REQUESTS INPUT CACHED OUTPUT` takes means for
one document in the place of a sample, `--seconds` the latency of one request.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from claimex import Extraction


@dataclass(frozen=True)
class Mean:
    """What one document takes on average."""

    requests: float
    input: float
    cached: float
    output: float
    seconds: float

    @property
    def tokens(self) -> float:
        return self.input + self.output


def measured(path: Path) -> tuple[int, Mean]:
    """The number of results in a file and what one of them took."""
    with path.open("rb") as lines:
        usages = [Extraction.model_validate_json(line).usage for line in lines]
    count = len(usages)
    if not count:
        raise SystemExit(f"{path} holds no results")
    return count, Mean(
        requests=sum(u.requests for u in usages) / count,
        input=sum(u.input_tokens for u in usages) / count,
        cached=sum(u.cached_tokens for u in usages) / count,
        output=sum(u.output_tokens for u in usages) / count,
        seconds=sum(u.seconds for u in usages) / count,
    )


def hours(documents: int, mean: Mean, given: argparse.Namespace) -> dict[str, float]:
    """How long each limit alone would make the run, in hours; the longest one holds."""
    bounds = {}
    if given.requests_per_minute:
        bounds["requests a minute"] = documents * mean.requests / given.requests_per_minute / 60
    if given.tokens_per_minute:
        bounds["tokens a minute"] = documents * mean.tokens / given.tokens_per_minute / 60
    latency = given.seconds * mean.requests
    bounds[f"{given.concurrency} requests at once"] = documents * latency / given.concurrency / 3600
    bounds["one process"] = documents * given.processor / 1000 / 3600
    return bounds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sample", type=Path, nargs="?", help="results of claimex batch")
    parser.add_argument(
        "--tokens", type=float, nargs=4, metavar=("REQUESTS", "INPUT", "CACHED", "OUTPUT")
    )
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--requests-per-minute", type=float)
    parser.add_argument("--tokens-per-minute", type=float)
    parser.add_argument("--concurrency", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=5.0, help="latency of one request")
    parser.add_argument("--processor", type=float, default=8.0, help="milliseconds a document")
    parser.add_argument("--usd-input", type=float, default=0.25)
    parser.add_argument("--usd-cached", type=float, default=0.025)
    parser.add_argument("--usd-output", type=float, default=2.0)
    given = parser.parse_args()
    if given.tokens:
        requests, sent, cached, answered = given.tokens
        mean = Mean(requests, sent, cached, answered, given.seconds * requests)
        told = "given"
    elif given.sample:
        count, mean = measured(given.sample)
        told = f"measured over {count} documents"
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
    for what, time in sorted(bounds.items(), key=lambda bound: -bound[1]):
        print(f"  hours     {time:,.1f} by {what}")


if __name__ == "__main__":
    main()
