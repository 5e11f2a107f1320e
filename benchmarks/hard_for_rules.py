"""What an engine wins and loses on statements that carry no word of saying, beside the rules.

    python benchmarks/hard_for_rules.py
    python benchmarks/hard_for_rules.py --base-url http://127.0.0.1:8089/v1 \
        --prompt extract-guided@v1 --prompt extract-open@v1

The cases are those of ``tests/data/hard_for_rules.toml``. Prints for each engine micro F1, the
statements found, missed and made up, and those won and lost against the rules.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from claimex.engines.model.client import Patience
from claimex.engines.model.engine import model_engine
from claimex.evaluation.alignment import align
from claimex.extractor import Extractor

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from cases_support import Case

CASES = Path(__file__).resolve().parents[1] / "tests" / "data" / "hard_for_rules.toml"
Found = set[tuple[str, str]]
"""A case's id and a statement's id in it."""


def read(extractor: Extractor, cases: list[Case]) -> tuple[Found, Found, int]:
    """The statements found and missed, and how many were made up."""
    found, missed, made_up = set(), set(), 0
    for case in cases:
        aligned = align([case.gold], [extractor.extract(case.document)], None).documents[0]
        found |= {(case.id, gold.id) for gold, _ in aligned.pairs}
        missed |= {(case.id, gold.id) for gold in aligned.missed}
        made_up += len(aligned.false_alarms)
    return found, missed, made_up


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="openai/qwen2.5-coder-1.5b-instruct")
    parser.add_argument("--base-url")
    parser.add_argument("--prompt", action="append", default=[])
    given = parser.parse_args()
    rows = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    cases = [Case.model_validate(row) for row in rows]
    by_rules = read(Extractor(), cases)
    print(f"{len(cases)} cases")
    print("engine              F1     found  missed  made up  won  lost")
    for name in ("rules", *given.prompt):
        if name == "rules":
            found, missed, made_up = by_rules
        else:
            engine = model_engine(
                given.model,
                base_url=given.base_url,
                prompt=name,
                concurrency=1,
                patience=Patience(timeout=1800.0),
            )
            found, missed, made_up = read(Extractor(engine=engine), cases)
            engine.close()
        f1 = 2 * len(found) / (2 * len(found) + len(missed) + made_up)
        won, lost = len(found - by_rules[0]), len(by_rules[0] - found)
        counts = f"{len(found):5}  {len(missed):6}  {made_up:7}  {won:3}  {lost:4}"
        print(f"{name:18}  {f1:.3f}  {counts}", flush=True)


if __name__ == "__main__":
    main()
