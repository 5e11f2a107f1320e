"""Links between the statements of annotated articles, the statements given: the linker alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from claimex.assembly.linking import link
from claimex.evaluation import Report, read_gold, score
from evaluation_support import as_extraction, as_statement

DATA = Path(__file__).parents[1] / "data"


def _scored(name: str) -> Report:
    documents = read_gold(DATA / name)
    found = []
    for document in documents:
        statements = [as_statement(document, row) for row in document.statements]
        found.append(as_extraction(document, link(document.text, statements)))
    return score(documents, found, bootstrap=0)


@pytest.mark.parametrize(
    "name", [f"gold_{part}.jsonl" for part in ("dev", "more", "third", "fourth", "fifth", "sixth")]
)
def test_given_the_statements_nine_in_ten_links_are_right(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report = _scored(name)
    figures = {
        "links": report.link.f1.value,
        "about": report.about_accuracy.value,
        "standing": report.standing_accuracy.value,
        "contested": report.contested_accuracy.value,
    }
    with capsys.disabled():
        told = ", ".join(f"{key} {value:.3f}" for key, value in figures.items() if value)
        sys.stdout.write(f"\n{name}, statements given: {told}\n")
    assert all(value is not None and value >= 0.9 for value in figures.values()), figures
