"""What a run tells about its requests: OpenTelemetry spans and prices, each behind its extra.

Spans follow OpenTelemetry's GenAI conventions; they carry no words of article or answer. Without
``opentelemetry-api`` there are none, without ``genai-prices`` no price is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from claimex.engines.model.exchange import Reply
from claimex.engines.model.providers import Endpoint
from claimex.schema import Usage

Ended = Callable[[Reply], None]


@contextmanager
def request_span(endpoint: Endpoint, max_tokens: int) -> Iterator[Ended]:
    """A span around one ask, its attempts included; call what it yields with the reply."""
    try:
        from opentelemetry import trace  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        yield lambda reply: None
        return
    tracer = trace.get_tracer("claimex")
    attributes: dict[str, str | int | float] = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": endpoint.provider,
        "gen_ai.request.model": endpoint.model,
        "gen_ai.request.max_tokens": max_tokens,
        "gen_ai.output.type": "json",
        "server.address": endpoint.host,
    }
    if endpoint.temperature is not None:
        attributes["gen_ai.request.temperature"] = endpoint.temperature
    name = f"chat {endpoint.model}"
    with tracer.start_as_current_span(
        name, kind=trace.SpanKind.CLIENT, attributes=attributes
    ) as span:

        def ended(reply: Reply) -> None:
            span.set_attribute("gen_ai.usage.input_tokens", reply.usage.input_tokens)
            span.set_attribute("gen_ai.usage.output_tokens", reply.usage.output_tokens)
            span.set_attribute("claimex.requests", reply.usage.requests)
            wrong = type(reply.error).__name__ if reply.error is not None else None
            wrong = wrong or (reply.trouble.reason if reply.trouble is not None else None)
            if wrong is not None:
                span.set_attribute("error.type", wrong)
                span.set_status(trace.StatusCode.ERROR)

        yield ended


def priced(usage: Usage, endpoint: Endpoint) -> Usage:
    """The usage with what it costs in US dollars; None where the price is not known."""
    return usage.model_copy(update={"cost_usd": _cost(usage, endpoint)})


def _cost(usage: Usage, endpoint: Endpoint) -> float | None:
    if endpoint.free_grammar:
        # A server of one's own has a price of its own.
        return None
    try:
        import genai_prices  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    counted = genai_prices.Usage(
        input_tokens=usage.input_tokens,
        cache_read_tokens=usage.cached_tokens,
        output_tokens=usage.output_tokens,
    )
    try:
        price = genai_prices.calc_price(
            counted, model_ref=endpoint.model, provider_id=_PRICED_AS.get(endpoint.provider)
        )
    except (LookupError, ValueError):
        return None
    return float(price.total_price)


# Where genai-prices calls a provider by another name than model strings do.
_PRICED_AS = {
    "openai": "openai",
    "openrouter": "openrouter",
    "groq": "groq",
    "mistral": "mistral",
    "gemini": "google",
    "deepseek": "deepseek",
    "together": "together",
    "fireworks": "fireworks",
    "xai": "x-ai",
}
