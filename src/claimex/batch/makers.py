"""What made a result, in words: to tell results of another prompt, model or release apart."""

from __future__ import annotations

import json

from claimex.draft import EngineInfo
from claimex.extractor.provenance import RULES, provenance_for
from claimex.schema import Provenance


def maker_of(provenance: Provenance) -> str:
    """A text that is equal for results made the same way, and different otherwise."""
    made = provenance.model_dump(mode="json", exclude={"key", "claimex_version"})
    # The rules change with the release; a model's answer does not.
    version = provenance.claimex_version if provenance.engine == RULES else None
    return json.dumps([made, version], sort_keys=True)


def maker_of_engine(info: EngineInfo) -> Provenance:
    """The provenance that every result of an engine has, but for its key."""
    return provenance_for("", None, None, info)


def difference(theirs: Provenance, ours: Provenance) -> tuple[str, str]:
    """Both in words, as short as tells them apart."""
    pairs = [
        (theirs.model or theirs.engine, ours.model or ours.engine),
        (_prompt(theirs), _prompt(ours)),
    ]
    if theirs.engine == ours.engine == RULES:
        pairs.append((f"claimex {theirs.claimex_version}", f"claimex {ours.claimex_version}"))
    for name in sorted({*theirs.parameters, *ours.parameters}):
        old, new = theirs.parameters.get(name), ours.parameters.get(name)
        if old != new and theirs.engine == ours.engine:
            pairs.append((f"{name}={old}", f"{name}={new}"))
    first, *others = pairs
    told = [pair for pair in others if pair[0] != pair[1]]
    return (
        ", ".join([first[0], *(old for old, _ in told if old)]),
        ", ".join([first[1], *(new for _, new in told if new)]),
    )


def _prompt(provenance: Provenance) -> str:
    prompt = provenance.prompt
    if prompt is None:
        return ""
    return f"prompt {prompt.name}@{prompt.version} ({prompt.sha256[:8]})"
