"""A budget stops a run before it is crossed, and counts what earlier runs spent."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch_support import SAID, articles, results, scripted, write_lines
from claimex import ConfigError, Usage
from claimex.batch import Limits, run
from claimex.draft import Reading


@pytest.mark.parametrize("concurrency", [1, 3, 20])
@pytest.mark.parametrize(
    ("budget", "read"),
    [(Limits(budget_usd=0.055), 5), (Limits(budget_tokens=3500), 3), (Limits(budget_usd=0.0), 0)],
)
def test_a_run_stops_before_its_budget_and_spends_most_of_it(
    tmp_path: Path, budget: Limits, read: int, concurrency: int
) -> None:
    source = write_lines(tmp_path / "in.jsonl", articles(30))
    limits = Limits(
        concurrency=concurrency, budget_usd=budget.budget_usd, budget_tokens=budget.budget_tokens
    )
    tally = run(source, tmp_path / "out.jsonl", engine=scripted(), limits=limits)
    assert tally.stopped == "budget"
    assert read - 1 <= tally.documents <= read
    assert len(results(tmp_path / "out.jsonl")) == tally.documents


def test_the_same_command_again_spends_nothing_more(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", articles(30))
    out = tmp_path / "out.jsonl"
    limits = Limits(budget_tokens=5000)
    first = run(source, out, engine=scripted(), limits=limits)
    again = run(source, out, engine=scripted(), limits=limits)
    assert (again.stopped, again.spent.output_tokens) == ("budget", first.spent.output_tokens)
    more = run(source, out, engine=scripted(), limits=Limits(budget_tokens=8000))
    assert more.documents > 0
    assert first.documents + more.documents <= 8


def test_a_run_that_fits_its_budget_ends_as_any_other(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", articles(4))
    limits = Limits(budget_tokens=10_000)
    tally = run(source, tmp_path / "out.jsonl", engine=scripted(), limits=limits)
    assert (tally.documents, tally.stopped) == (4, None)


def test_unknown_cost_in_the_output_refuses_a_budget_in_dollars(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", articles(2))
    unknown = Reading(drafts=(SAID,), usage=Usage(requests=1, input_tokens=10))
    run(source, tmp_path / "out.jsonl", engine=scripted(lambda d: unknown))
    with pytest.raises(ConfigError, match="unknown cost"):
        run(source, tmp_path / "out.jsonl", engine=scripted(), limits=Limits(budget_usd=1.0))


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"model": "openai/x", "base_url": "http://127.0.0.1:9/v1"}, "a server of one's own"),
        ({"model": "local"}, "it runs on this machine"),
        ({"model": "mistral/no-such-model"}, "cost|does not list it"),
    ],
)
def test_an_unknown_price_refuses_to_start_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, str], why: str
) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", "none")
    source = write_lines(tmp_path / "in.jsonl", articles(2))
    limits = Limits(budget_usd=1.0)
    with pytest.raises(ConfigError, match=f"price of .* is not known.*({why}).*--budget-tokens"):
        run(source, tmp_path / "out.jsonl", limits=limits, **options)  # type: ignore[arg-type]
    assert not (tmp_path / "out.jsonl").exists()
