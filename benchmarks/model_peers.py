"""Bare instructor and langextract as readers of news, for ``model_gold.py``.

Each is used as its documentation shows, with the four kinds explained in the words of claimex's own
docstrings. What they quote is found in the text by ``claimex.ground``, so that a slightly altered
quotation costs them nothing. Both come with the extra ``bench``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel

import claimex
from claimex.evaluation import GoldDocument
from claimex.extractor import Extractor
from claimex.schema import Agreement, Claim, Denial, Extraction, NonResponse, Source, Span, Usage

TASK = (
    "List every statement in the news article: claims (a source asserts something), denials (a "
    "source denies something), agreements (two or more parties make a deal) and non-responses "
    "(someone was asked for comment and did not give it). Quote the words of the article."
)

_LIMIT = 4000
"""Tokens of an answer, without which a model that repeats itself fills its context."""


class Found(BaseModel):
    """One statement, as anybody would first write it down."""

    kind: Literal["claim", "denial", "agreement", "non_response"]
    source: str
    cue: str
    content: str
    quote: str
    parties: list[str]


class Statements(BaseModel):
    """The answer."""

    statements: list[Found]


def by_instructor(text: str, model: str, base_url: str) -> tuple[list[Found], Usage]:
    """One call, instructor's default mode for OpenAI-compatible servers."""
    import instructor
    import openai

    client = instructor.from_openai(
        openai.OpenAI(base_url=base_url, api_key="none", timeout=1800.0, max_retries=0),
        mode=instructor.Mode.JSON_SCHEMA,
    )
    started = time.monotonic()
    try:
        answer, raw = client.create_with_completion(
            model=model,
            response_model=Statements,
            max_retries=1,
            temperature=0.0,
            max_tokens=_LIMIT,
            messages=[
                {"role": "system", "content": TASK},
                {"role": "user", "content": text},
            ],
        )
    except Exception as error:  # noqa: BLE001 - a failing peer is a result
        _raise_unreachable(error)
        print(f"# instructor failed: {str(error)[:200]}")
        return [], Usage(requests=1, seconds=time.monotonic() - started)
    usage = Usage(
        requests=1,
        input_tokens=raw.usage.prompt_tokens,
        output_tokens=raw.usage.completion_tokens,
        seconds=time.monotonic() - started,
    )
    return answer.statements, usage


def by_langextract(text: str, model: str, base_url: str) -> tuple[list[Found], Usage]:
    """One call with one example, as langextract asks for."""
    import langextract as lx
    from langextract.providers.openai import OpenAILanguageModel

    example = lx.data.ExampleData(
        text="Dana Whitlow said the ferry had hit the pier. The firm denied that it had paid.",
        extractions=[
            lx.data.Extraction(
                "claim",
                "the ferry had hit the pier",
                attributes={"source": "Dana Whitlow", "cue": "said"},
            ),
            lx.data.Extraction(
                "denial", "it had paid", attributes={"source": "The firm", "cue": "denied"}
            ),
        ],
    )
    server = OpenAILanguageModel(
        model_id=model, api_key="none", base_url=base_url, temperature=0.0, max_output_tokens=_LIMIT
    )
    started = time.monotonic()
    try:
        document = lx.extract(
            text_or_documents=text,
            prompt_description=TASK,
            examples=[example],
            model=server,
            use_schema_constraints=False,
            max_char_buffer=4000,
            show_progress=False,
        )
    except Exception as error:  # noqa: BLE001 - a failing peer is a result
        _raise_unreachable(error)
        print(f"# langextract failed: {str(error)[:200]}")
        return [], Usage(requests=1, seconds=time.monotonic() - started)
    found = []
    for one in document.extractions or []:
        attributes: dict[str, Any] = one.attributes or {}
        if one.extraction_class in Found.model_fields["kind"].annotation.__args__:  # type: ignore[union-attr]
            found.append(
                Found(
                    kind=one.extraction_class,
                    source=str(attributes.get("source", "")),
                    cue=str(attributes.get("cue", "")),
                    content=one.extraction_text,
                    quote=one.extraction_text,
                    parties=[],
                )
            )
    return found, Usage(requests=1, seconds=time.monotonic() - started)


def _raise_unreachable(error: BaseException) -> None:
    """A server that is not there says nothing about a peer."""
    import openai

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, openai.APIConnectionError):
            raise SystemExit(f"the server cannot be reached: {cause}") from error
        cause = cause.__cause__ or cause.__context__


PEERS: dict[str, Callable[[str, str, str], tuple[list[Found], Usage]]] = {
    "instructor": by_instructor,
    "langextract": by_langextract,
}
"""By name: given a text, a model's name and a server's address, what was found and what it took."""


def extraction(
    document: GoldDocument, found: list[Found], usage: Usage, made_with: dict[str, str]
) -> Extraction:
    """What a peer found, as claimex would write it; what is not in the text is left out.

    ``made_with`` names the peer as ``engine`` and its ``model``.
    """
    text = document.text
    bare = Extractor().extract(text, id=document.id, published=document.published)
    quotes = claimex.ground(text, [f.quote or f.content for f in found])
    cues = claimex.ground(text, [f.cue or f.quote for f in found])
    statements: list[Claim | Denial | Agreement | NonResponse] = []
    for n, (one, quote, cue) in enumerate(zip(found, quotes, cues, strict=True)):
        if quote is None:
            continue
        marked: Span = cue or quote
        source = Source(name=one.source.strip() or "unknown", mention=_mention(text, one.source))
        content = one.content or quote.text
        if one.kind == "claim":
            statements.append(
                Claim(
                    id=f"c{n}", source=source, cue=marked, content=content, content_spans=(quote,)
                )
            )
        elif one.kind == "denial":
            statements.append(
                Denial(
                    id=f"d{n}", source=source, cue=marked, content=content, content_spans=(quote,)
                )
            )
        elif one.kind == "agreement":
            parties = tuple(Source(name=party) for party in one.parties if party.strip())
            statements.append(
                Agreement(
                    id=f"a{n}", parties=parties, cue=marked, content=content, content_spans=(quote,)
                )
            )
        else:
            asker = claimex.schema.Asker(name="the outlet")
            statements.append(NonResponse(id=f"n{n}", source=source, cue=marked, asker=asker))
    update = {
        "statements": tuple(statements),
        "failures": (),
        "provenance": bare.provenance.model_copy(update=made_with),
        "usage": usage,
    }
    return Extraction.model_validate({**dict(bare), **update})


def _mention(text: str, name: str) -> Span | None:
    start = text.find(name) if name.strip() else -1
    return Span(start=start, end=start + len(name), text=name) if start >= 0 else None
