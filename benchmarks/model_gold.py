"""How well and how dearly a model reads the gold articles, beside the rules.

    python benchmarks/model_gold.py --base-url http://127.0.0.1:8089/v1 \
        --model openai/qwen2.5-coder-1.5b-instruct \
        --prompt extract-guided@v1 --prompt extract-open@v1

Prints, for the rules and for each prompt: F1 by kind and micro-averaged, the share of claims and
denials whose content names nobody by a pronoun, output tokens a statement, requests, seconds, and
the share of input tokens that came from the server's cache after the first document.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from claimex.engines.model.client import Patience
from claimex.engines.model.engine import model_engine
from claimex.engines.model.evidence import pronouns
from claimex.evaluation import read_gold, score
from claimex.extractor import Extractor
from claimex.schema import Claim, Denial, Extraction

KINDS = ("claim", "denial", "agreement", "non_response", "micro")
GOLD = Path(__file__).resolve().parents[1] / "tests" / "data" / "gold_dev.jsonl"


def articles(path: Path, limit: int | None) -> list[dict[str, str]]:
    """The articles of a gold file, as many as asked for."""
    lines = path.read_text(encoding="utf-8").splitlines()[:limit]
    return [json.loads(line) for line in lines]


def read(extractor: Extractor, given: Sequence[dict[str, str]], name: str) -> list[Extraction]:
    """Each article in turn, with a line of progress."""
    found = []
    for article in given:
        started = time.monotonic()
        one = extractor.extract(
            article["text"],
            id=article["id"],
            title=article.get("title"),
            published=article.get("published"),
        )
        found.append(one)
        seconds = time.monotonic() - started
        print(f"# {name} {one.document.id} {len(one.statements)} {seconds:.1f} s", flush=True)
    return found


def line(name: str, found: Sequence[Extraction], gold_path: Path) -> str:
    """One row of the table."""
    ids = {one.document.id for one in found}
    gold = [document for document in read_gold(gold_path) if document.id in ids]
    report = score(gold, found, bootstrap=0)
    f1 = [getattr(report, kind).f1.value for kind in KINDS]
    spoken = [s for one in found for s in one.statements if isinstance(s, Claim | Denial)]
    named = sum(pronouns(s.content) == 0 for s in spoken) / max(len(spoken), 1)
    statements = sum(len(one.statements) for one in found)
    usage = [one.usage for one in found]
    later = usage[1:]
    sent, cached = sum(u.input_tokens for u in later), sum(u.cached_tokens for u in later)
    cells = [
        f"{name:18}",
        *(f"{value:.3f}" if value is not None else "  -  " for value in f1),
        f"{named:.2f}",
        f"{sum(u.output_tokens for u in usage) / max(statements, 1):6.1f}",
        f"{sum(u.requests for u in usage):4}",
        f"{sum(u.seconds for u in usage):7.1f}",
        f"{cached / sent:.2f}" if sent else "  - ",
        f"{sum(len(one.failures) for one in found):3}",
    ]
    return "  ".join(cells)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--model", default="openai/qwen2.5-coder-1.5b-instruct")
    parser.add_argument("--base-url")
    parser.add_argument("--prompt", action="append", default=[])
    given = parser.parse_args()
    texts = articles(given.gold, given.limit)
    table = [line("rules", read(Extractor(), texts, "rules"), given.gold)]
    for prompt in given.prompt:
        engine = model_engine(
            given.model,
            base_url=given.base_url,
            prompt=prompt,
            concurrency=1,
            patience=Patience(timeout=1800.0),
        )
        table.append(line(prompt, read(Extractor(engine=engine), texts, prompt), given.gold))
        engine.close()
    print("engine              " + "  ".join(f"{kind[:5]:5}" for kind in KINDS), end="  ")
    print("named  out/st  reqs  seconds  cached  failed")
    print("\n".join(table))


if __name__ == "__main__":
    main()
