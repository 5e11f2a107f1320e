"""From a model string to an endpoint: where requests go, with which key, in which dialect."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from claimex.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An OpenAI-compatible service. ``key`` is the variable that holds its key, None for none.

    ``free_grammar`` says that each request may bring a schema of its own at no cost, as llama.cpp's
    grammars do; hosted services compile and cache each new schema slowly. ``limit`` is the name of
    the parameter that bounds the answer in tokens.
    """

    base_url: str
    key: str | None
    free_grammar: bool = False
    limit: str = "max_tokens"


PROVIDERS: Mapping[str, Provider] = {
    "openai": Provider(
        base_url="https://api.openai.com/v1", key="OPENAI_API_KEY", limit="max_completion_tokens"
    ),
    "ollama": Provider(base_url="http://localhost:11434/v1", key=None, free_grammar=True),
    "openrouter": Provider(base_url="https://openrouter.ai/api/v1", key="OPENROUTER_API_KEY"),
    "groq": Provider(base_url="https://api.groq.com/openai/v1", key="GROQ_API_KEY"),
    "mistral": Provider(base_url="https://api.mistral.ai/v1", key="MISTRAL_API_KEY"),
    "gemini": Provider(
        base_url="https://generativelanguage.googleapis.com/v1beta/openai/", key="GEMINI_API_KEY"
    ),
    "deepseek": Provider(base_url="https://api.deepseek.com/v1", key="DEEPSEEK_API_KEY"),
    "together": Provider(base_url="https://api.together.xyz/v1", key="TOGETHER_API_KEY"),
    "fireworks": Provider(
        base_url="https://api.fireworks.ai/inference/v1", key="FIREWORKS_API_KEY"
    ),
    "xai": Provider(base_url="https://api.x.ai/v1", key="XAI_API_KEY"),
}

_NO_KEY = "none"
_REASONING = ("gpt-5", "o1", "o3", "o4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where the requests of one engine go. The key never appears in a repr, log or result."""

    provider: str
    model: str
    base_url: str
    key: str = field(repr=False)
    free_grammar: bool
    limit: str
    temperature: float | None

    @property
    def host(self) -> str:
        """The host that requests go to."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def name(self) -> str:
        """The model as results name it: ``provider/model``, or ``local``."""
        return self.provider if self.provider == "local" else f"{self.provider}/{self.model}"


def endpoint_of(
    model: str, *, base_url: str | None = None, environ: Mapping[str, str] | None = None
) -> Endpoint:
    """The endpoint of a ``provider/model`` string.

    ``base_url``, or ``OPENAI_BASE_URL`` for ``openai/…``, leads to any other compatible server,
    which needs no key. Raises ConfigError for a string of another form, an unknown provider (the
    message lists the known ones) and a missing key.
    """
    environ = os.environ if environ is None else environ
    name, slash, rest = model.partition("/")
    provider = PROVIDERS.get(name)
    if provider is None or not slash or not rest.strip():
        raise ConfigError(
            f"{model!r} names no model that claimex knows: use 'rules', 'local', or "
            f"'provider/model' with one of the providers {', '.join(sorted(PROVIDERS))}; "
            "another OpenAI-compatible server is 'openai/MODEL' with base_url= or OPENAI_BASE_URL"
        )
    given = base_url or (environ.get("OPENAI_BASE_URL") if name == "openai" else None)
    key = environ.get(provider.key, "").strip() if provider.key else ""
    if given is not None:
        return _custom(name, rest, given, key)
    if provider.key and not key:
        raise ConfigError(
            f"the environment variable {provider.key} is not set; it holds the key for {model!r}"
        )
    return Endpoint(
        provider=name,
        model=rest,
        base_url=provider.base_url,
        key=key or _NO_KEY,
        free_grammar=provider.free_grammar,
        limit=provider.limit,
        temperature=None if name == "openai" and rest.startswith(_REASONING) else 0.0,
    )


def _custom(provider: str, model: str, base_url: str, key: str) -> Endpoint:
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(f"the base URL {base_url!r} is not an http or https address")
    return Endpoint(
        provider=provider,
        model=model,
        base_url=base_url,
        key=key or _NO_KEY,
        free_grammar=True,
        limit="max_tokens",
        temperature=0.0,
    )
