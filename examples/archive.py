"""An archive from Python: run it again and it goes on; it stops before it costs too much."""

import sys
from pathlib import Path

from claimex.batch import Limits, run

source = Path(__file__).parent / "articles.jsonl"
output = Path(sys.argv[1] if len(sys.argv) > 1 else "out.jsonl")

tally = run(
    source,
    output,
    model="rules",  # or "openai/gpt-5-mini"
    limits=Limits(concurrency=16, requests_per_minute=500, budget_tokens=1_000_000),
    on_problem=lambda message: print("cannot be used:", message),
)
print(f"{tally.documents} read, {tally.skipped} done before, {tally.statements} statements")
if tally.with_failures:
    print("run it with retry_failures=True to read those with failures again")
