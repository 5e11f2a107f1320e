"""Many articles, one result a line; what went wrong is in the results."""

import sys
from pathlib import Path

import claimex

folder = Path(__file__).parent
articles = sorted(folder.glob("*.txt"))

with claimex.Extractor() as extractor:
    for found in extractor.extract_many(articles, concurrency=2):
        sys.stdout.write(found.model_dump_json() + "\n")
        for failure in found.failures:
            sys.stderr.write(f"{found.document.id}: {failure.reason}: {failure.message}\n")
