"""News text in, typed and grounded statements out.

Who claims what, who denies it, which agreement is said to exist between whom, and who did not
respond, each tied to its words in the text.

    import claimex

    found = claimex.extract(text, published="2025-06-27")   # by rules, offline
    for dispute in found.disputes():
        print(dispute.statement.content, dispute.denials)
"""

import importlib
import typing

from claimex.errors import (
    AuthError,
    BudgetError,
    ClaimexError,
    ConfigError,
    GroundingError,
    InputError,
    InvalidOutputError,
    ModelError,
    RateLimitError,
    RefusedError,
    UnavailableError,
)
from claimex.schema import (
    Agreement,
    AgreementDate,
    Asker,
    Claim,
    Denial,
    Dispute,
    DocumentInfo,
    Extraction,
    Failure,
    NonResponse,
    Notice,
    PromptRef,
    Provenance,
    Range,
    Source,
    Span,
    Statement,
    Usage,
)

if typing.TYPE_CHECKING:
    from claimex.assembly.grounding import ground
    from claimex.evaluation import read_gold, score
    from claimex.extractor import AsyncExtractor, Extractor, aextract, extract
    from claimex.outputs.report import report
    from claimex.text.document import Document, make_document

    __version__: str

__all__ = [
    "Agreement",
    "AgreementDate",
    "Asker",
    "AsyncExtractor",
    "AuthError",
    "BudgetError",
    "Claim",
    "ClaimexError",
    "ConfigError",
    "Denial",
    "Dispute",
    "Document",
    "DocumentInfo",
    "Extraction",
    "Extractor",
    "Failure",
    "GroundingError",
    "InputError",
    "InvalidOutputError",
    "ModelError",
    "NonResponse",
    "Notice",
    "PromptRef",
    "Provenance",
    "Range",
    "RateLimitError",
    "RefusedError",
    "Source",
    "Span",
    "Statement",
    "UnavailableError",
    "Usage",
    "__version__",
    "aextract",
    "extract",
    "ground",
    "make_document",
    "read_gold",
    "report",
    "score",
]

# What only some programs need is loaded when it is first asked for, so that importing claimex costs
# little more than importing pydantic.
_HOMES = {
    "AsyncExtractor": "claimex.extractor",
    "Document": "claimex.text.document",
    "Extractor": "claimex.extractor",
    "aextract": "claimex.extractor",
    "extract": "claimex.extractor",
    "ground": "claimex.assembly.grounding",
    "make_document": "claimex.text.document",
    "read_gold": "claimex.evaluation",
    "report": "claimex.outputs.report",
    "score": "claimex.evaluation",
}

if not typing.TYPE_CHECKING:  # a type checker would take any name for known otherwise

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from claimex.extractor import version

            value = version()
        elif name in _HOMES:
            value = getattr(importlib.import_module(_HOMES[name]), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return __all__


def _in_notebooks(found: Extraction) -> str:
    """What a notebook shows for a result, as HTML."""
    from claimex.outputs.notebook import as_html

    return as_html(found)


def _as_frame(found: Extraction) -> typing.Any:
    """The statements as a polars data frame, one a row; needs the extra ``dataframe``."""
    from claimex.integrations.dataframe import to_frame

    return to_frame(found)


# Notebooks ask a value for the first of these methods. What they show lies above the schema, which
# imports nothing of it, so they are given to the class here, where all parts of the package meet.
Extraction._repr_html_ = _in_notebooks  # type: ignore[attr-defined]
Extraction.to_frame = _as_frame  # type: ignore[assignment,method-assign]
