"""Spans and prices: behind their extras, without words of the article, unknown is None."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from claimex.draft import Reading
from claimex.engines.model.engine import ModelEngine
from claimex.engines.model.observe import priced
from claimex.engines.model.providers import endpoint_of
from claimex.schema import Usage
from claimex.text.document import Document
from model_support import FaultServer, completion, document_of, rows

Make = Callable[..., ModelEngine]
Read = Callable[[ModelEngine, Document], Reading]

ONE = document_of(["Mayor Ilse Brandt said the bridge is safe."])
GOOD = rows(
    {"kind": "claim", "s": 1, "cue": "said", "source": "Brandt", "content": "The bridge is safe."}
)


class Spans:
    """An opentelemetry whose spans can be read."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        trace = ModuleType("opentelemetry.trace")
        trace.SpanKind = SimpleNamespace(CLIENT="client")  # type: ignore[attr-defined]
        trace.StatusCode = SimpleNamespace(ERROR="error")  # type: ignore[attr-defined]
        trace.get_tracer = lambda name: self  # type: ignore[attr-defined]
        self.package = ModuleType("opentelemetry")
        self.package.trace = trace  # type: ignore[attr-defined]

    @contextmanager
    def start_as_current_span(
        self, name: str, *, kind: str, attributes: dict[str, Any]
    ) -> Iterator[SimpleNamespace]:
        span = {"name": name, "kind": kind, **attributes}
        self.seen.append(span)
        yield SimpleNamespace(
            set_attribute=span.__setitem__, set_status=lambda s: span.update(status=s)
        )


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Spans:
    """Stands for opentelemetry."""
    spans = Spans()
    monkeypatch.setitem(sys.modules, "opentelemetry", spans.package)
    return spans


@pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])
def test_each_ask_is_a_span_of_the_conventions(
    server: FaultServer, make: Make, read: Read, spans: Spans
) -> None:
    server.script = [GOOD]
    read(make(), ONE)
    (span,) = spans.seen
    assert span == {
        "name": "chat test-model",
        "kind": "client",
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "test-model",
        "gen_ai.request.max_tokens": 320,
        "gen_ai.request.temperature": 0.0,
        "gen_ai.output.type": "json",
        "server.address": "127.0.0.1",
        "gen_ai.usage.input_tokens": 100,
        "gen_ai.usage.output_tokens": 20,
        "claimex.requests": 1,
    }


@pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])
def test_a_failed_ask_says_so(server: FaultServer, make: Make, read: Read, spans: Spans) -> None:
    server.script = [completion("")]
    read(make(), ONE)
    (span,) = spans.seen
    assert (span["error.type"], span["status"]) == ("empty", "error")


@pytest.mark.block_network(allowed_hosts=["127.0.0.1", "localhost"])
def test_without_the_extra_there_are_no_spans(
    server: FaultServer, make: Make, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    server.script = [GOOD]
    assert len(read(make(), ONE).drafts) == 1


USED = Usage(requests=1, input_tokens=1000, cached_tokens=400, output_tokens=100)
HOSTED = endpoint_of("openai/gpt-5-mini", environ={"OPENAI_API_KEY": "k"})
OWN = endpoint_of("openai/gpt-5-mini", base_url="http://localhost:1/v1", environ={})


def prices(known: dict[tuple[str, str], float]) -> ModuleType:
    """A genai_prices that knows these prices an input token."""
    module = ModuleType("genai_prices")

    def calc_price(usage: Any, *, model_ref: str, provider_id: str) -> SimpleNamespace:
        return SimpleNamespace(total_price=known[provider_id, model_ref] * usage.input_tokens)

    module.Usage = SimpleNamespace  # type: ignore[attr-defined]
    module.calc_price = calc_price  # type: ignore[attr-defined]
    return module


def test_a_known_price_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genai_prices", prices({("openai", "gpt-5-mini"): 0.5}))
    assert priced(USED, HOSTED).cost_usd == 500.0


def test_an_unknown_price_is_none_never_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genai_prices", prices({}))
    assert priced(USED, HOSTED).cost_usd is None
    monkeypatch.setitem(sys.modules, "genai_prices", None)
    assert priced(USED, HOSTED).cost_usd is None


def test_a_server_of_one_s_own_has_no_known_price(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genai_prices", prices({("openai", "gpt-5-mini"): 0.5}))
    assert priced(USED, OWN).cost_usd is None
