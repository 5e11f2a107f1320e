"""Peers that find quotations by rules over spaCy's parse, for ``quality.py``.

textacy's direct quotations are used as its documentation shows; the other finds what a verb of
saying governs: its subject is the source, its clause the content. The verbs are textacy's list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from claimex.evaluation import GoldDocument
from claimex.schema import Claim, Extraction, Source, Span

Quotation = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
"""Where source, cue and content stand in the text."""


class MissingError(Exception):
    """What a peer needs is not installed."""


def by_textacy(doc: Any) -> Iterator[Quotation]:
    """textacy.extract.direct_quotations; it declines a text with an odd number of marks."""
    from textacy.extract.triples import direct_quotations

    try:
        found = list(direct_quotations(doc))
    except ValueError:
        return
    for one in found:
        yield _ends(one.speaker), _ends(one.cue), _ends(one.content)


def by_dependencies(doc: Any) -> Iterator[Quotation]:
    """Each verb of saying that has a subject and a clause, as the parser sees it."""
    from textacy.constants import REPORTING_VERBS

    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_ not in REPORTING_VERBS["en"]:
            continue
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        clauses = [child for child in verb.children if child.dep_ == "ccomp"]
        if subjects and clauses:
            yield (
                _ends(list(subjects[0].subtree)),
                _ends([verb]),
                _ends(list(clauses[0].subtree)),
            )


PEERS: dict[str, Callable[[Any], Iterable[Quotation]]] = {
    "textacy, direct quotations": by_textacy,
    "spaCy, clauses of verbs of saying": by_dependencies,
}


def read(
    peer: Callable[[Any], Iterable[Quotation]], documents: Sequence[Extraction], model: str
) -> list[Extraction]:
    """What a peer finds in the documents of other results; raises MissingError where it cannot."""
    pipeline = _pipeline(model)
    found = []
    for document in documents:
        text = document.document.text or ""
        claims = tuple(
            Claim(
                id=f"c{n}",
                source=Source(name=text[slice(*source)], mention=_span(text, source)),
                cue=_span(text, cue),
                content=text[slice(*content)],
                content_spans=(_span(text, content),),
            )
            for n, (source, cue, content) in enumerate(peer(pipeline(text)), start=1)
        )
        update = {"statements": claims, "failures": (), "warnings": ()}
        found.append(Extraction.model_validate({**dict(document), **update}))
    return found


def direct_marked(gold: Sequence[GoldDocument]) -> list[GoldDocument]:
    """The same gold, its rows marked by whether they are direct quotations."""
    return [
        document.model_copy(
            update={
                "statements": tuple(
                    type(s).model_validate({**s.model_dump(), "direct": s.quotation == "direct"})
                    for s in document.statements
                )
            }
        )
        for document in gold
    ]


@cache
def _pipeline(model: str) -> Any:
    try:
        import spacy
        import textacy  # noqa: F401 - of the list of verbs
    except ImportError as error:
        raise MissingError("the extra `bench` is not installed") from error
    try:
        return spacy.load(model)
    except OSError as error:
        raise MissingError(f"spaCy has no model {model} here") from error


def _ends(tokens: Sequence[Any]) -> tuple[int, int]:
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _span(text: str, place: tuple[int, int]) -> Span:
    start, end = place
    while end - start > 1 and text[start] in _EDGES:
        start += 1
    while end - start > 1 and text[end - 1] in _EDGES:
        end -= 1
    return Span(start=start, end=end, text=text[start:end])


_EDGES = ' \n\t"“”‘’.,;:'
