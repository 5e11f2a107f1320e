"""A model string leads to one endpoint, or to an error that says what to write."""

from __future__ import annotations

import pytest

from claimex.engines.model.engine import default_prompt, model_engine
from claimex.engines.model.providers import PROVIDERS, endpoint_of
from claimex.errors import ConfigError

KEY = "sk-secret-of-the-test"


@pytest.mark.parametrize("model", ["gpt-5", "acme/gpt", "openai/", "openai", "", "/x", "openai/ "])
def test_an_unknown_model_is_an_error_that_lists_the_providers(model: str) -> None:
    with pytest.raises(ConfigError) as caught:
        endpoint_of(model, environ={"OPENAI_API_KEY": KEY})
    for name in PROVIDERS:
        assert name in str(caught.value)


@pytest.mark.parametrize("name", [n for n, p in PROVIDERS.items() if p.key])
def test_a_missing_key_is_named(name: str) -> None:
    with pytest.raises(ConfigError, match=f"{PROVIDERS[name].key} is not set"):
        endpoint_of(f"{name}/some-model", environ={})


@pytest.mark.parametrize("name", list(PROVIDERS))
def test_a_provider_brings_its_address_and_key(name: str) -> None:
    provider = PROVIDERS[name]
    endpoint = endpoint_of(f"{name}/a/b", environ={provider.key or "": KEY})
    assert (endpoint.name, endpoint.model) == (f"{name}/a/b", "a/b")
    assert endpoint.base_url == provider.base_url
    assert endpoint.key == (KEY if provider.key else "none")
    assert KEY not in repr(endpoint)


def test_another_server_needs_no_key_and_has_a_free_grammar() -> None:
    by_argument = endpoint_of("openai/m", base_url="http://localhost:1/v1", environ={})
    by_variable = endpoint_of("openai/m", environ={"OPENAI_BASE_URL": "http://localhost:1/v1"})
    assert by_argument == by_variable
    assert by_argument.free_grammar
    assert default_prompt(by_argument) == "extract-guided"


def test_the_variable_of_one_provider_moves_no_other() -> None:
    environ = {"OPENAI_BASE_URL": "http://localhost:1/v1", "GROQ_API_KEY": KEY}
    assert endpoint_of("groq/m", environ=environ).base_url == PROVIDERS["groq"].base_url


@pytest.mark.parametrize("url", ["localhost:1/v1", "ftp://x/v1", "http://", "nonsense"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(ConfigError, match="http or https"):
        endpoint_of("openai/m", base_url=url, environ={})


@pytest.mark.parametrize(
    ("model", "temperature"),
    [("openai/gpt-4.1", 0.0), ("openai/gpt-5-mini", None), ("openai/o3", None)],
)
def test_models_that_take_no_temperature_get_none(model: str, temperature: float | None) -> None:
    endpoint = endpoint_of(model, environ={"OPENAI_API_KEY": KEY})
    assert endpoint.temperature == temperature
    assert default_prompt(endpoint) == "extract-open"


def test_the_engine_says_how_to_run_it_again() -> None:
    engine = model_engine("openai/m", base_url="http://localhost:1/v1")
    info = engine.info
    assert (info.engine, info.model) == ("model", "openai/m")
    assert info.prompt is not None
    assert (info.prompt.name, info.prompt.version) == ("extract-guided", "v1")
    assert info.parameters["temperature"] == 0.0
    assert info.wire_sha256
    engine.close()


def test_an_unknown_prompt_lists_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="extract-guided@v1"):
        model_engine("openai/m", base_url="http://localhost:1/v1", prompt="extract-well")


@pytest.mark.parametrize("changes", [{"max_reasks": -1}, {"concurrency": 0}])
def test_bounds_that_are_none_are_told(changes: dict[str, int]) -> None:
    with pytest.raises(ConfigError, match="or more"):
        model_engine("openai/m", base_url="http://localhost:1/v1", **changes)  # type: ignore[arg-type]
