"""The spans of results as W3C Web Annotations, one annotation for each statement.

https://www.w3.org/TR/annotation-model/. Positions count code points of the original text, whose
name is that of its SHA-256 (RFC 6920), so that an annotation never claims to fit another text; the
article's own address is given as where that text was obtained.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from claimex.outputs.exports_tables import links
from claimex.outputs.report_text import safe_language, safe_link
from claimex.schema import Agreement, Claim, Denial, Extraction, NonResponse, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a span, by which it is found again in a text that has changed."""

_Said = Claim | Denial | Agreement | NonResponse


def annotation_page(found: Sequence[Extraction]) -> str:
    """All statements of all results as one AnnotationPage of JSON-LD."""
    items = [item for extraction in found for item in _items(extraction)]
    page = {
        "@context": CONTEXT,
        "id": _name("page", *(f"{e.document.sha256} {e.provenance.key}" for e in found)),
        "type": "AnnotationPage",
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode() + "\n"


def _items(found: Extraction) -> Iterator[dict[str, Any]]:
    source = _source(found)
    names = {s.id: _annotation_name(found, s) for s in found.statements}
    text = found.document.text
    for s in found.statements:
        yield {
            "id": names[s.id],
            "type": "Annotation",
            "motivation": ["identifying", "linking"] if any(links(s)) else ["identifying"],
            "generator": {
                "type": "Software",
                "name": f"claimex {found.provenance.claimex_version}",
            },
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": s.kind},
                *_descriptions(s),
                *(
                    {"type": "SpecificResource", "purpose": "linking", "source": names[other]}
                    for _, other in links(s)
                ),
            ],
            "target": [
                {
                    "type": "SpecificResource",
                    "source": source,
                    "selector": _selectors(span, text),
                }
                for span in _spans(s)
            ],
        }


def _source(found: Extraction) -> dict[str, Any]:
    document = found.document
    digest = base64.urlsafe_b64encode(bytes.fromhex(document.sha256)).decode().rstrip("=")
    source = {"id": f"ni:///sha-256;{digest}", "type": "Text", "format": "text/plain"}
    language, address = safe_language(document.language), safe_link(document.url)
    if language:
        source["language"] = language
    if address:
        source["via"] = address
    return source


def _descriptions(s: _Said) -> Iterator[dict[str, Any]]:
    values = [
        ", ".join(party.name for party in s.parties) if isinstance(s, Agreement) else s.source.name,
        *(() if isinstance(s, NonResponse) else (s.content,)),
    ]
    for value in values:
        if value:
            yield {"type": "TextualBody", "purpose": "describing", "value": value}


def _spans(s: _Said) -> Iterator[Span]:
    """The words of a statement: what carries it, then what attributes it."""
    if not isinstance(s, NonResponse):
        yield from s.content_spans
    yield s.cue


def _selectors(span: Span, text: str | None) -> list[dict[str, Any]]:
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": span.text}
    if text is not None:
        quote["prefix"] = text[max(span.start - AROUND, 0) : span.start]
        quote["suffix"] = text[span.end : span.end + AROUND]
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return [position, quote]


def _annotation_name(found: Extraction, s: _Said) -> str:
    return _name(found.document.sha256, found.provenance.key, s.id)


def _name(*parts: str) -> str:
    """A name that is the same for the same result, and no other's."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\x1f".join(("claimex", *parts))).urn
