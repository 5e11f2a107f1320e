"""What a result can be run again with."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache

from claimex.draft import EngineInfo
from claimex.schema import Provenance
from claimex.text.document import Document

RULES = "rules"


@cache
def version() -> str:
    """The version of the installed claimex; "unknown" where it runs without being installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("claimex")
    except PackageNotFoundError:
        return "unknown"


def provenance_of(document: Document, info: EngineInfo) -> Provenance:
    """How this engine's result of this document is made, with the key that says "the same work"."""
    return provenance_for(document.original, document.published, document.title, info)


def provenance_for(
    text: str, published: date | None, title: str | None, info: EngineInfo
) -> Provenance:
    """As ``provenance_of``, from the parts of the document that count."""
    work = {
        "text": text,
        "published": None if published is None else published.isoformat(),
        "title": title,
        "engine": info.engine,
        "prompt": None if info.prompt is None else info.prompt.model_dump(),
        "wire_schema": info.wire_sha256,
        "model": info.model,
        "parameters": dict(info.parameters),
        # The rules and their lexicon change with the release; a model's answer does not.
        "claimex_version": version() if info.engine == RULES else None,
    }
    canonical = json.dumps(work, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Provenance(
        engine=info.engine,
        model=info.model,
        parameters=dict(info.parameters),
        prompt=info.prompt,
        claimex_version=version(),
        key=hashlib.sha256(canonical.encode("utf-8")).hexdigest(),
    )
