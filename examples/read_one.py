"""One article, and what is disputed in it."""

from pathlib import Path

import claimex

article = Path(__file__).with_name("migration-deal.txt")
found = claimex.extract(article, published="2025-06-27")

for dispute in found.disputes():
    print(dispute.statement.content)
    for claim in dispute.assertions:
        print("  says:  ", claim.source.name)
    for denial in dispute.denials:
        print("  denies:", denial.source.name)

for silent in found.non_responses:
    print(silent.source.name, "did not answer", silent.asker.name)
