"""The typed result of reading one document: statements, their spans and the links between them.

Everything here is frozen, refuses unknown fields and survives a round trip through JSON
unchanged. Positions are half-open ranges of Unicode code points of the *original* text, before any
repair. The terms (source, cue, content) are those of the attribution literature: PARC 3
(Pareti 2016) and PolNeAR (Newell et al. 2018).
"""

from claimex.schema.base import Record
from claimex.schema.extraction import SCHEMA_VERSION, Dispute, Extraction, sha256_of
from claimex.schema.places import AgreementDate, Asker, Range, Source, SourceType, Span
from claimex.schema.records import (
    DocumentInfo,
    Failure,
    FailureReason,
    Notice,
    PromptRef,
    Provenance,
    Usage,
)
from claimex.schema.statements import (
    Agreement,
    AgreementStatus,
    Alignment,
    Claim,
    Denial,
    DenialManner,
    Instrument,
    Kind,
    NonResponse,
    NonResponseManner,
    Quotation,
    Standing,
    Statement,
)

__all__ = [
    "SCHEMA_VERSION",
    "Agreement",
    "AgreementDate",
    "AgreementStatus",
    "Alignment",
    "Asker",
    "Claim",
    "Denial",
    "DenialManner",
    "Dispute",
    "DocumentInfo",
    "Extraction",
    "Failure",
    "FailureReason",
    "Instrument",
    "Kind",
    "NonResponse",
    "NonResponseManner",
    "Notice",
    "PromptRef",
    "Provenance",
    "Quotation",
    "Range",
    "Record",
    "Source",
    "SourceType",
    "Span",
    "Standing",
    "Statement",
    "Usage",
    "sha256_of",
]
