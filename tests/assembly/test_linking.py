"""What linking promises whatever the text: shape, order, repeatability, bounded work."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimex.assembly.linking import link
from claimex.assembly.linking_index import Index
from claimex.assembly.linking_items import Item, read_items
from claimex.assembly.linking_words import Lexis
from claimex.schema import (
    Agreement,
    Asker,
    Claim,
    Denial,
    DocumentInfo,
    Extraction,
    NonResponse,
    Provenance,
    Source,
    Span,
    Statement,
    sha256_of,
)


def _span(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start=start, end=start + len(words), text=words)


def _claim(text: str, id: str, source: str, cue: str, words: str, after: int = 0) -> Claim:
    return Claim(
        id=id,
        source=Source(name=source),
        cue=_span(text, cue, after),
        content=words,
        content_spans=(_span(text, words, after),),
    )


def _denial(text: str, id: str, source: str, cue: str, words: str, after: int = 0) -> Denial:
    return Denial(
        id=id,
        source=Source(name=source),
        cue=_span(text, cue, after),
        content=words,
        content_spans=(_span(text, words, after),),
    )


TEXT = (
    "Miners said the shaft had flooded. The owner denied that the shaft had flooded. "
    "The owner did not answer letters."
)


def _statements() -> list[Statement]:
    return [
        _claim(TEXT, "c1", "miners", "said", "the shaft had flooded"),
        _denial(TEXT, "d1", "owner", "denied", "the shaft had flooded", TEXT.index("denied")),
        NonResponse(
            id="n1",
            source=Source(name="owner"),
            cue=_span(TEXT, "did not answer"),
            asker=Asker(name="the outlet"),
        ),
    ]


def test_statements_come_back_in_the_order_given_and_otherwise_unchanged() -> None:
    given_ = _statements()
    linked = link(TEXT, given_)
    assert [s.id for s in linked] == ["c1", "d1", "n1"]
    assert linked[1] == given_[1].model_copy(update={"targets": ("c1",)})
    assert linked[2] == given_[2]


def test_links_that_were_there_are_overwritten() -> None:
    claim, denial, silent = _statements()
    wrong = denial.model_copy(update={"targets": ("n1",)})
    again = link(TEXT, link(TEXT, [claim, wrong, silent]))
    assert again == link(TEXT, [claim, denial, silent])


def test_linking_does_not_depend_on_the_order_of_the_statements() -> None:
    forth = {s.id: s for s in link(TEXT, _statements())}
    back = {s.id: s for s in link(TEXT, _statements()[::-1])}
    assert forth == back


def test_linked_statements_make_a_valid_extraction_with_derived_standing() -> None:
    found = Extraction(
        document=DocumentInfo(id="m", chars=len(TEXT), sha256=sha256_of(TEXT), text=TEXT),
        statements=link(TEXT, _statements()),
        provenance=Provenance(engine="scripted", claimex_version="0", key="0"),
    )
    assert found.claims[0].standing == "contested"
    assert found.disputes()[0].denials == found.denials


def test_no_statements_no_links() -> None:
    assert link("Nothing was said.", []) == ()


def test_a_denial_without_a_claim_has_no_target() -> None:
    text = "The owner denied that the shaft had flooded."
    (denial,) = link(text, [_denial(text, "d1", "owner", "denied", "the shaft had flooded")])
    assert isinstance(denial, Denial)
    assert denial.targets == ()


WORDS = st.lists(
    st.sampled_from(
        "the deal signed denied no such truck harbour not it that allegation both Tarn Ulm 40 four "
        "“false” broke its accord all of is a lie shaft".split()
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
ROWS = st.lists(
    st.tuples(st.sampled_from(["claim", "denial", "agreement"]), st.sampled_from("ABC"), WORDS),
    max_size=12,
)


@given(ROWS)
def test_any_statements_get_links_that_the_schema_accepts(rows: list[tuple[str, str, str]]) -> None:
    """Whatever the words: links lead to other statements of the right kind, never to oneself."""
    text = ""
    statements: list[Statement] = []
    for n, (kind, source, words) in enumerate(rows):
        at = len(text)
        text += f"{source} said {words}.\n"
        if kind == "agreement":
            statements.append(
                Agreement(
                    id=f"s{n}",
                    parties=(Source(name=source), Source(name="Tarn")),
                    cue=_span(text, "said", at),
                    content=words,
                    content_spans=(_span(text, words, at + 6),),
                )
            )
        elif kind == "claim":
            statements.append(_claim(text, f"s{n}", source, "said", words, at + 1))
        else:
            statements.append(_denial(text, f"s{n}", source, "said", words, at + 1))
    linked = link(text, statements)
    Extraction(
        document=DocumentInfo(id="x", chars=len(text), sha256=sha256_of(text), text=text),
        statements=linked,
        provenance=Provenance(engine="scripted", claimex_version="0", key="0"),
    )
    for s in linked:
        links = s.targets if isinstance(s, Denial) else s.supports if isinstance(s, Claim) else ()
        assert len(set(links)) == len(links)


def test_each_statement_is_compared_with_a_bounded_number_of_others() -> None:
    """The work grows with the number of statements, not with its square."""
    sentence = "Ada said the shaft had flooded. "
    text = sentence * 400
    items = [
        Item(
            id=f"c{n}",
            kind="claim",
            cue=(n * len(sentence) + 4, n * len(sentence) + 8),
            places=((n * len(sentence) + 9, n * len(sentence) + 30),),
            content="the shaft had flooded",
            source=f"Ada {n}",
        )
        for n in range(400)
    ]
    facts = read_items(text, items, Lexis(text))
    index = Index(facts)
    few = max(len(index.near(f.stems, f.order)) for f in facts[:50])
    many = max(len(index.near(f.stems, f.order)) for f in facts)
    assert many <= 2 * few < 60
