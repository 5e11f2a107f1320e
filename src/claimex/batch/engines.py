"""The engine of a batch, by the same words as an extractor's."""

from __future__ import annotations

import os
from importlib.util import find_spec

from claimex.batch.pace import Pacer
from claimex.draft import Engine
from claimex.errors import ConfigError
from claimex.extractor.core import MODEL_VARIABLE
from claimex.extractor.provenance import RULES
from claimex.schema import Usage


def engine_for(
    model: str | None,
    *,
    prompt: str | None,
    prompts_dir: str | os.PathLike[str] | None,
    base_url: str | None,
    max_reasks: int,
    pacer: Pacer,
) -> Engine:
    """The engine for the options of an ``Extractor``; raises ConfigError as that does.

    Its requests take turns from ``pacer``, and it is more patient than one that people wait for.
    """
    name = named(model)
    if name != RULES:
        from claimex.engines.model.client import Patience
        from claimex.engines.model.engine import model_engine

        return model_engine(
            name,
            prompt=prompt,
            prompts_dir=prompts_dir,
            base_url=base_url,
            max_reasks=max_reasks,
            # A model in this process has a patience of its own. The waiting for turns counts.
            patience=None if name == "local" else Patience(attempts=6, total=3600.0),
            pace=pacer,
        )
    options = {"prompt": prompt, "prompts_dir": prompts_dir, "base_url": base_url}
    given = [option for option, value in options.items() if value is not None]
    if given:
        raise ConfigError(
            f"{', '.join(given)} needs a model, and the model is {RULES!r}: give one, "
            "for example 'openai/gpt-5-mini'"
        )
    from claimex.engines.rules import RulesEngine

    return RulesEngine()


def named(model: str | None) -> str:
    """The model string that is meant, where None is given too."""
    return model if model is not None else os.environ.get(MODEL_VARIABLE) or RULES


def check_price(model: str | None, base_url: str | None) -> None:
    """Raise ConfigError that says why, where what a request costs would not be known."""
    name = named(model)
    if name == RULES:
        return
    why = "it runs on this machine"
    if name != "local":
        from claimex.engines.model.observe import priced
        from claimex.engines.model.providers import endpoint_of

        endpoint = endpoint_of(name, base_url=base_url)
        if priced(Usage(requests=1, input_tokens=1), endpoint).cost_usd is not None:
            return
        if endpoint.free_grammar:
            why = "a server of one's own has no listed price"
        elif find_spec("genai_prices") is None:
            why = "prices need the extra 'cost': pip install 'claimex[cost]'"
        else:
            why = "genai-prices, in the installed version, does not list it"
    raise ConfigError(
        f"the price of {name!r} is not known ({why}), so a budget in US dollars cannot be kept; "
        "give a budget in tokens (--budget-tokens) instead"
    )
