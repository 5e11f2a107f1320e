"""The engine of a batch, by the same words as an extractor's."""

from __future__ import annotations

import os

from claimex.batch.pace import Pacer
from claimex.draft import Engine
from claimex.errors import ConfigError
from claimex.extractor.core import MODEL_VARIABLE
from claimex.extractor.provenance import RULES


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
    name = model if model is not None else os.environ.get(MODEL_VARIABLE) or RULES
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
