"""Small gold documents and predictions for the tests of scoring, written as text and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claimex.evaluation import GoldDocument, GoldStatement
from claimex.schema import (
    Agreement,
    AgreementDate,
    Asker,
    Claim,
    Denial,
    DocumentInfo,
    Extraction,
    Failure,
    NonResponse,
    Provenance,
    Source,
    Span,
    Statement,
    sha256_of,
)

Place = tuple[int, int]


def place(text: str, words: str) -> Place:
    """Where ``words`` stand in ``text`` for the first time."""
    start = text.index(words)
    return start, start + len(words)


def gold(text: str, *rows: dict[str, Any], id: str = "doc", **fields: Any) -> GoldDocument:
    """A gold document; in its rows, words stand for the spans that they have in the text."""
    return GoldDocument.model_validate(
        {"id": id, "text": text, "statements": [_with_spans(text, row) for row in rows], **fields}
    )


def _with_spans(text: str, row: dict[str, Any]) -> dict[str, Any]:
    row = dict(row)
    if isinstance(row.get("content_spans"), str):
        row["content_spans"] = [place(text, row["content_spans"])]
    for field in ("source_span", "cue_span"):
        if isinstance(row.get(field), str):
            row[field] = place(text, row[field])
    return row


def as_extraction(
    document: GoldDocument,
    statements: Sequence[Statement] | None = None,
    *,
    failures: Sequence[Failure] = (),
    with_text: bool = True,
) -> Extraction:
    """A prediction for a gold document: the given statements, or those of gold themselves."""
    if statements is None:
        statements = [as_statement(document, row) for row in document.statements]
    return Extraction(
        document=DocumentInfo(
            id=document.id,
            chars=len(document.text),
            sha256=sha256_of(document.text),
            text=document.text if with_text else None,
        ),
        statements=tuple(statements),
        failures=tuple(failures),
        provenance=Provenance(engine="test", claimex_version="0", key=""),
    )


def predicted(document: GoldDocument, *rows: dict[str, Any]) -> Extraction:
    """A prediction written like gold rows."""
    wanted = [GoldStatement.model_validate(_with_spans(document.text, row)) for row in rows]
    return as_extraction(document, [as_statement(document, row) for row in wanted])


def as_statement(document: GoldDocument, row: GoldStatement) -> Statement:
    """A gold row as a statement of the schema; what is unknown becomes what stands for nothing."""

    def span(where: Place | None) -> Span:
        start, end = where or (0, 1)
        return Span(start=start, end=end, text=document.text[start:end])

    mention = None if row.source_span is None else span(row.source_span)
    source = Source(name=row.source or "nobody", mention=mention)
    cue = span(row.cue_span)
    content = row.content or "something"
    content_spans = tuple(span(where) for where in row.content_spans or ((0, 1),))
    if row.kind == "claim":
        return Claim(
            id=row.id,
            source=source,
            cue=cue,
            content=content,
            content_spans=content_spans,
            about=row.about,
            supports=row.supports or (),
        )
    if row.kind == "denial":
        return Denial(
            id=row.id,
            source=source,
            cue=cue,
            content=content,
            content_spans=content_spans,
            targets=row.targets or (),
        )
    if row.kind == "non_response":
        return NonResponse(id=row.id, source=source, cue=cue, asker=Asker(name="the outlet"))
    return Agreement(
        id=row.id,
        parties=tuple(Source(name=name) for name in row.parties or ()),
        signatories=tuple(Source(name=name) for name in row.signatories or ()),
        instrument=row.instrument or "other",
        status=row.status or "reported",
        date=None if row.date is None else AgreementDate(text=row.date, value=row.date),
        cue=cue,
        content=content,
        content_spans=content_spans,
    )
