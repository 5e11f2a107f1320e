"""The figures of the grounding benchmark hold on a text of its generator."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

from claimex.assembly.grounding import ground


@pytest.fixture(scope="module")
def benchmark_module(repository: Path) -> ModuleType:
    path = repository / "benchmarks" / "grounding.py"
    spec = importlib.util.spec_from_file_location("grounding_benchmark", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up while it is loaded.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_damaged_quotes_are_found_with_both_ends(benchmark_module: ModuleType) -> None:
    """At least 98 of 100 quotes lie within 3 characters of where they were cut, at both ends."""
    text = benchmark_module.News(11).text(50_000)
    planted = benchmark_module.plant(text, 120, random.Random(11))
    spans = ground(text, [p.quote for p in planted])
    right = [
        span is not None and abs(span.start - p.start) <= 3 and abs(span.end - p.end) <= 3
        for p, span in zip(planted, spans, strict=True)
    ]
    assert sum(right) >= 0.98 * len(right)


def test_quotes_of_another_text_are_refused(benchmark_module: ModuleType) -> None:
    """Not one quote of text with the same words and names is found in this text."""
    whole = benchmark_module.News(12).text(100_000)
    others = benchmark_module.plant(whole[50_000:], 120, random.Random(12))
    assert ground(whole[:50_000], [p.quote for p in others]) == [None] * 120
