"""Results for the tests of the page and the exports, built from words of an article of our own."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from datetime import date

from claimex import (
    Agreement,
    AgreementDate,
    Asker,
    Claim,
    Denial,
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
    Usage,
)

TEXT = (
    "Harbour Minister Ada Moreno said on Monday that Norland and Sudland have signed a toll pact. "
    "“The bridge opens in May,” she told the Quay Post.\n\n"
    "Bo Lind, a spokesman for Sudland’s treasury, denied that a toll pact was signed. "
    "Toll clerk Eve Tarn confirmed that the bridge opens in May.\n\n"
    "Norland’s rail office declined to comment to the Post.\n"
)
MADE = Provenance(
    engine="model",
    model="example/reader-1",
    parameters={"temperature": 0},
    prompt=PromptRef(name="extract-open", version="v3", sha256="ab" * 32),
    claimex_version="0.1.0",
    key="cd" * 32,
)


def at(words: str, text: str = TEXT, after: str = "") -> Span:
    """The first place of the words behind the first place of ``after``."""
    start = text.index(words, text.index(after) + len(after))
    return Span(start=start, end=start + len(words), text=words)


def document(text: str | None = TEXT, *, of: str = TEXT, **more: str) -> DocumentInfo:
    return DocumentInfo.model_validate(
        {
            "id": "toll-1",
            "title": "A pact on tolls",
            "published": date(2025, 3, 3),
            "language": "en",
            "chars": len(of),
            "sha256": hashlib.sha256(of.encode()).hexdigest(),
            "text": text,
            **more,
        }
    )


def toll_pact(*, keep_text: bool = True, **more: str) -> Extraction:
    """An agreement that is disputed, a claim that is confirmed, and someone who says nothing."""
    moreno = Source(
        name="Ada Moreno",
        role="Harbour Minister",
        type="person",
        mention=at("Harbour Minister Ada Moreno"),
    )
    lind = Source(name="Bo Lind", role="spokesman", type="person", mention=at("Bo Lind"))
    pact = at("Norland and Sudland have signed a toll pact")
    bridge = at("The bridge opens in May")
    treasury = Source(name="Sudland’s treasury", type="government")
    statements = (
        Claim(
            id="c1",
            source=moreno,
            cue=at("said"),
            content="Norland and Sudland have signed a toll pact.",
            content_spans=(pact,),
            about="a1",
        ),
        Agreement(
            id="a1",
            parties=(
                Source(name="Norland", type="government", mention=at("Norland")),
                Source(name="Sudland", type="government", mention=at("Sudland")),
            ),
            signatories=(Source(name="Ada Moreno", type="person"),),
            instrument="treaty",
            status="signed",
            date=AgreementDate(text="on Monday", value="2025-03-03", span=at("on Monday")),
            cue=at("signed"),
            content="Norland and Sudland have signed a toll pact.",
            content_spans=(pact,),
        ),
        Claim(
            id="c2",
            source=Source(name="Ada Moreno", type="person", mention=at("she")),
            cue=at("told"),
            content="The bridge opens in May.",
            content_spans=(bridge,),
            quotation="direct",
        ),
        Denial(
            id="d1",
            source=lind,
            on_behalf_of=treasury,
            cue=at("denied"),
            content="Norland and Sudland signed a toll pact.",
            content_spans=(at("a toll pact was signed"),),
            targets=("a1", "c1"),
            manner="flat",
        ),
        Claim(
            id="c3",
            source=Source(
                name="Eve Tarn", role="Toll clerk", type="person", mention=at("Eve Tarn")
            ),
            cue=at("confirmed"),
            content="The bridge opens in May.",
            content_spans=(at("the bridge opens in May"),),
            supports=("c2",),
        ),
        NonResponse(
            id="n1",
            source=Source(name="Norland", type="government", mention=at("Norland’s rail office")),
            cue=at("declined to comment"),
            asker=Asker(name="the Post", mention=at("the Post")),
            manner="declined",
        ),
    )
    found = Extraction(
        document=document(TEXT if keep_text else None, of=TEXT, **more),
        statements=statements,
        failures=(
            Failure(
                reason="ungrounded",
                message="no such words: “a ferry pact”",
                chunk=Range(start=3, end=90),
                draft={"kind": "claim", "content": "A ferry pact."},
            ),
        ),
        warnings=(Notice(code="mended", message="repaired 2 characters"),),
        provenance=MADE,
        usage=Usage(requests=2, input_tokens=900, output_tokens=120, seconds=1.5, cost_usd=0.0123),
    )
    assert [found["a1"], found["c2"]] == [found.contested[1], found.claims[1]]
    return found


RAW = (
    "</script><script>window.hit = 1</script> <img src=x onerror='window.hit = 2'> "
    "javascript:window.hit=3 </noscript><style>*{display:none}</style> "
    "\u202eevil\u202c \x07 {{ 7*7 }} "
)


def hostile(count: int = 10_000, *, paragraphs: int = 20) -> Extraction:
    """An article that attacks the page, ``count`` statements on top of each other in it."""
    text = "\n\n".join(RAW * 12 for _ in range(paragraphs))
    chance = random.Random(7)

    def span(start: int, length: int) -> Span:
        return Span(start=start, end=start + length, text=text[start : start + length])

    statements: list[Claim | Denial] = []
    for n in range(count):
        start = chance.randrange(len(text) - 600)
        length = chance.randrange(2, 500)
        source = Source(
            name=f"<b>{n % 200}</b>\u202e\" onclick='window.hit = 4'", mention=span(start, 3)
        )
        cue = span(start + length, 7)
        spans = (span(start, length),)
        if n % 50 == 49:
            statements.append(
                Denial(
                    id=f"d<{n}>",
                    source=source,
                    cue=cue,
                    content="<i>So</i>",
                    content_spans=spans,
                    targets=(f"c<{n - 1}>",),
                )
            )
        else:
            claim = Claim(
                id=f"c<{n}>", source=source, cue=cue, content="<i>So</i>", content_spans=spans
            )
            statements.append(claim)
    return Extraction(
        document=document(
            text,
            of=text,
            id="<h>",
            title="</title><script>window.hit = 5</script>",
            outlet="javascript:window.hit=6",
            url="javascript:window.hit=7",
        ),
        statements=tuple(statements),
        failures=(Failure(reason="invalid", message="<script>window.hit = 8</script>"),),
        warnings=(Notice(code="<s>", message="</noscript><b>"),),
        provenance=MADE,
    )


def numbered(found: Extraction, count: int) -> Sequence[Extraction]:
    """So many documents alike, each with a title and an outlet of its own."""
    return [
        found.model_copy(
            update={
                "document": found.document.model_copy(
                    update={
                        "id": f"toll-{n}",
                        "title": f"A pact on tolls, part {n}",
                        "outlet": "Quay Post" if n % 2 else "Moor Herald",
                        "published": date(2025, 3, n),
                    }
                )
            }
        )
        for n in range(1, count + 1)
    ]


def contested(claims: int, denials: int) -> Extraction:
    """So many claims, each denied so often, all by sources of their own."""
    statements: list[Claim | Denial] = []
    for n in range(claims):
        claim = Claim(
            id=f"c{n}",
            source=Source(name=f"Source {n}"),
            cue=at("said"),
            content="x",
            content_spans=(at("The bridge opens"),),
        )
        statements.append(claim)
        for m in range(denials):
            denial = Denial(
                id=f"d{n}-{m}",
                source=Source(name=f"Denier {n} {m}"),
                cue=at("denied"),
                content="x",
                content_spans=(at("a toll pact"),),
                targets=(f"c{n}",),
            )
            statements.append(denial)
    return Extraction(document=document(), statements=tuple(statements), provenance=MADE)
