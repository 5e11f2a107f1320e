"""The schema: what an ``Extraction`` refuses, what it derives, what survives JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

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
    Notice,
    PromptRef,
    Provenance,
    Range,
    Source,
    Span,
    Usage,
    sha256_of,
)

TEXT = "Ada said they signed. Bo denied it. Cy agreed with Ada. Di did not respond."
PROVENANCE = Provenance(engine="rules", claimex_version="1", key="0" * 64)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def info(text: str = TEXT, *, keep: bool = True) -> DocumentInfo:
    return DocumentInfo(
        id="doc", chars=len(text), sha256=sha256_of(text), text=text if keep else None
    )


def claim(id: str = "c1", source: str = "Ada", **fields: Any) -> Claim:
    words = {"content": "They signed.", "cue": span("said"), "content_spans": [span("they signed")]}
    return Claim(id=id, source=Source(name=source), **(words | fields))


def denial(id: str = "d1", source: str = "Bo", **fields: Any) -> Denial:
    words = {"content": "They signed.", "cue": span("denied"), "content_spans": [span("it")]}
    return Denial(id=id, source=Source(name=source), **(words | fields))


def agreement(id: str = "a1", **fields: Any) -> Agreement:
    words = {"content": "A deal.", "cue": span("signed"), "content_spans": [span("they signed")]}
    return Agreement(id=id, **(words | fields))


def named(*names: str) -> list[Source]:
    return [Source(name=name) for name in names]


def silence(id: str = "n1", source: str = "Di") -> NonResponse:
    return NonResponse(
        id=id,
        source=Source(name=source),
        cue=span("did not respond"),
        asker=Asker(name="the outlet"),
    )


def extraction(*statements: Any, keep: bool = True, **fields: Any) -> Extraction:
    return Extraction(
        document=info(keep=keep), statements=statements, provenance=PROVENANCE, **fields
    )


# Standing


@pytest.mark.parametrize(
    ("standing", "statements"),
    [
        ("uncontested", [claim()]),
        ("contested", [claim(), denial(targets=["c1"])]),
        ("uncontested", [claim(), denial()]),
        ("confirmed", [claim(), claim("c2", "Cy", supports=["c1"])]),
        ("uncontested", [claim(), claim("c2", "ADA", supports=["c1"])]),
        ("contested", [claim(), claim("c2", "Cy", supports=["c1"]), denial(targets=["c1"])]),
        ("unanswered", [claim(content="Di signed."), silence()]),
        ("unanswered", [claim(content="DI's people signed."), silence()]),
        ("uncontested", [claim(content="Dina signed."), silence()]),
        ("confirmed", [claim(content="Di signed."), claim("c2", "Cy", supports=["c1"]), silence()]),
        ("contested", [claim(content="Di signed."), denial(targets=["c1"]), silence()]),
    ],
)
def test_the_standing_of_a_claim(standing: str, statements: list[Any]) -> None:
    assert extraction(*statements)["c1"].standing == standing  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("standing", "statements"),
    [
        ("uncontested", [agreement()]),
        ("contested", [agreement(), denial(targets=["a1"])]),
        ("unanswered", [agreement(parties=named("Ada", "di")), silence()]),
        ("unanswered", [agreement(signatories=named("Di")), silence()]),
        ("uncontested", [agreement(parties=named("Dina"), content="Di and Dina."), silence()]),
        ("confirmed", [agreement(), claim("c2", "Cy", supports=["a1"])]),
        ("confirmed", [agreement(), claim(about="a1"), claim("c2", "Cy", supports=["a1"])]),
        ("uncontested", [agreement(), claim(about="a1"), claim("c2", "Ada", supports=["a1"])]),
        (
            "uncontested",
            [
                agreement(),
                claim(about="a1"),
                claim("c2", "Cy", about="a1"),
                claim("c3", "Cy", supports=["a1"]),
            ],
        ),
    ],
)
def test_the_standing_of_an_agreement(standing: str, statements: list[Any]) -> None:
    assert extraction(*statements)["a1"].standing == standing  # type: ignore[union-attr]


def test_a_given_standing_is_accepted_and_recomputed() -> None:
    found = extraction(
        claim(standing="contested"),
        agreement(standing="confirmed", asserted_by=["c1"]),
    )
    assert found.claims[0].standing == "uncontested"
    assert found.agreements[0].standing == "uncontested"
    assert found.agreements[0].asserted_by == ()


def test_asserted_by_lists_the_claims_about_an_agreement_in_order() -> None:
    found = extraction(claim(about="a1"), agreement(), claim("c2", "Cy", about="a1"))
    assert found.agreements[0].asserted_by == ("c1", "c2")


# What is refused


@pytest.mark.parametrize(
    ("message", "statements"),
    [
        ("more than once.*c1", [claim(), claim()]),
        ("d1.targets names 'c9'", [denial(targets=["c9"])]),
        ("c1.supports names 'c9'", [claim(supports=["c9"])]),
        ("c1.about names 'a9'", [claim(about="a9")]),
        ("d1.targets names 'd2'", [denial(targets=["d2"]), denial("d2")]),
        ("d1.targets names 'n1'", [denial(targets=["n1"]), silence()]),
        ("c1.about names 'c2'", [claim(about="c2"), claim("c2")]),
        ("c1.supports names 'n1'", [claim(supports=["n1"]), silence()]),
        ("c1.supports names 'c1'", [claim(supports=["c1"])]),
    ],
)
def test_ids_are_unique_and_links_lead_to_statements_of_the_right_kind(
    message: str, statements: list[Any]
) -> None:
    with pytest.raises(ValidationError, match=message):
        extraction(*statements)


def test_a_claim_may_support_a_denial() -> None:
    found = extraction(denial(), claim(supports=["d1"]))
    assert found.claims[0].supports == ("d1",)


def _spanned(place: str, wrong: Span) -> Extraction:
    source = Source(name="Ada", mention=wrong)
    spoken: dict[str, Any] = {
        "cue": {"cue": wrong},
        "content_spans": {"content_spans": [span("they signed"), wrong]},
        "source": {"source": source},
        "via": {"via": [source]},
        "on_behalf_of": {"on_behalf_of": source},
    }
    if place in spoken:
        words = {"content_spans": [span("they signed")], "cue": span("said")}
        fields: dict[str, Any] = {"source": Source(name="Ada"), **words, **spoken[place]}
        return extraction(Claim(id="c1", content="x", **fields))
    if place == "asker":
        asker = Asker(name="Ada", mention=wrong)
        return extraction(silence().model_copy(update={"asker": asker}))
    if place == "warnings":
        return extraction(warnings=[Notice(code="x", message="x", span=wrong)])
    fields = {"parties": [source], "signatories": [source]}
    if place == "date":
        return extraction(agreement(date=AgreementDate(text="x", span=wrong)))
    return extraction(agreement(**{place: fields[place]}))


@pytest.mark.parametrize(
    "place",
    [
        "cue",
        "content_spans",
        "source",
        "via",
        "on_behalf_of",
        "asker",
        "parties",
        "signatories",
        "date",
        "warnings",
    ],
)
@pytest.mark.parametrize(
    "wrong",
    [
        Span(start=4, end=8, text="sAid"),
        Span(start=3, end=7, text="said"),
        Span(start=4, end=9, text="said"),
        Span(start=len(TEXT), end=len(TEXT) + 4, text="said"),
    ],
    ids=["other words", "moved", "too long", "outside"],
)
def test_no_span_anywhere_may_differ_from_the_text(place: str, wrong: Span) -> None:
    with pytest.raises(ValidationError, match=place.replace("_", ".")):
        _spanned(place, wrong)


def test_without_the_text_lengths_and_bounds_are_checked() -> None:
    wrong = claim(cue=Span(start=4, end=8, text="sAid"))
    assert extraction(wrong, keep=False).claims[0].cue.text == "sAid"
    for bad in (
        Span(start=4, end=9, text="said"),
        Span(start=len(TEXT) - 2, end=len(TEXT) + 2, text="said"),
    ):
        with pytest.raises(ValidationError, match=r"c1\.cue"):
            extraction(claim(cue=bad), keep=False)


def test_verify_checks_a_text_that_was_kept_elsewhere() -> None:
    extraction(claim(), keep=False).verify(TEXT)
    with pytest.raises(ValueError, match=r"document\.chars"):
        extraction(claim(), keep=False).verify(TEXT + " ")
    with pytest.raises(ValueError, match="sha256"):
        extraction(claim(), keep=False).verify(TEXT.upper())
    wrong = claim(cue=Span(start=4, end=8, text="sAid"))
    with pytest.raises(ValueError, match=r"c1\.cue"):
        extraction(wrong, keep=False).verify(TEXT)


@pytest.mark.parametrize(
    ("field", "value"), [("chars", 3), ("sha256", "f" * 64)], ids=["length", "digest"]
)
def test_a_document_that_does_not_fit_its_text_is_refused(field: str, value: object) -> None:
    document = info().model_copy(update={field: value})
    with pytest.raises(ValidationError, match=f"document.{field}"):
        Extraction(document=document, provenance=PROVENANCE)


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValidationError, match="before it starts"):
        Range(start=3, end=2)
    with pytest.raises(ValidationError):
        Range(start=-1, end=2)


@pytest.mark.parametrize(
    "value",
    ["2025-13", "2025-02-30", "0000", "๒๐๒๕", "25", "2025-6-1", "today", "2025-06-27T00:00"],
)
def test_a_date_is_a_day_a_month_or_a_year(value: str) -> None:
    with pytest.raises(ValidationError):
        AgreementDate(text="x", value=value)
    for good in ("2025", "2025-06", "2025-06-27", None):
        assert AgreementDate(text="x", value=good).value == good


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all objects in parsed JSON."""
    found: list[tuple[str | int, ...]] = []
    if isinstance(value, dict):
        found = [path]
        for key, item in value.items():
            found += _paths(item, (*path, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            found += _paths(item, (*path, n))
    return found


FULL = Extraction(
    document=info(),
    statements=(
        claim(
            about="a1",
            supports=["d1"],
            via=[Source(name="Cy", mention=span("Cy"))],
            on_behalf_of=Source(name="Bo"),
        ),
        denial(targets=["a1", "c1"], manner="flat"),
        agreement(
            parties=named("Ada"),
            signatories=named("Bo"),
            date=AgreementDate(text="x", value="2025", span=span("Ada")),
        ),
        silence(),
    ),
    failures=(Failure(reason="ungrounded", message="x", chunk=Range(start=0, end=1)),),
    warnings=(Notice(code="x", message="x", span=span("Ada")),),
    provenance=PROVENANCE.model_copy(
        update={"prompt": PromptRef(name="p", version="v1", sha256="0" * 64)}
    ),
)


@pytest.mark.parametrize("path", _paths(json.loads(FULL.model_dump_json())))
def test_unknown_fields_are_refused_at_every_level(path: tuple[str | int, ...]) -> None:
    tree = json.loads(FULL.model_dump_json())
    place = tree
    for step in path:
        place = place[step]
    place["surprise"] = 1
    if path in (("document", "extra"), ("provenance", "parameters")):
        Extraction.model_validate(tree)
    else:
        with pytest.raises(ValidationError, match="surprise"):
            Extraction.model_validate(tree)


def test_another_schema_version_is_refused() -> None:
    tree = json.loads(FULL.model_dump_json())
    with pytest.raises(ValidationError, match="schema_version"):
        Extraction.model_validate(tree | {"schema_version": 2})


# What a result is


def test_results_are_frozen_and_lists_become_tuples() -> None:
    found = extraction(claim(supports=[]), denial(targets=["c1"]))
    assert found.denials[0].targets == ("c1",)
    for record, field in ((found, "usage"), (found.claims[0], "id"), (found.claims[0].cue, "end")):
        with pytest.raises((ValidationError, AttributeError), match=r"frozen|cannot assign"):
            setattr(record, field, None)


def test_statements_are_found_by_kind_and_id() -> None:
    assert [s.id for s in FULL.claims] == ["c1"]
    assert [s.id for s in FULL.denials] == ["d1"]
    assert [s.id for s in FULL.agreements] == ["a1"]
    assert [s.id for s in FULL.non_responses] == ["n1"]
    assert FULL["d1"].id == "d1"
    with pytest.raises(KeyError):
        FULL["d9"]
    assert [d.id for d in FULL.denials_of("a1")] == ["d1"]
    assert FULL.denials_of("n1") == ()
    with pytest.raises(KeyError):
        FULL.denials_of("a9")


def test_disputes_put_all_sides_together() -> None:
    found = extraction(
        claim(about="a1", content="They signed with Di."),
        agreement(parties=named("Di")),
        denial(targets=["a1", "c1"]),
        denial("d2", "Cy", targets=["a1"]),
        silence(),
        claim("c2", "Cy"),
    )
    assert [s.id for s in found.contested] == ["c1", "a1"]
    sides = [
        (
            d.statement.id,
            [c.id for c in d.assertions],
            [x.id for x in d.denials],
            [n.id for n in d.non_responses],
        )
        for d in found.disputes()
    ]
    assert sides == [("c1", ["c1"], ["d1"], ["n1"]), ("a1", ["c1"], ["d1", "d2"], ["n1"])]


def test_spans_overlap_when_they_share_a_character() -> None:
    assert Span(start=2, end=4, text="ab").overlaps(Range(start=3, end=9))
    assert not Span(start=2, end=4, text="ab").overlaps(Range(start=4, end=9))
    assert not Span(start=2, end=4, text="ab").overlaps(Range(start=0, end=2))


@pytest.mark.parametrize(
    ("left", "right", "cost"),
    [
        (Usage(requests=1, cost_usd=0.5), Usage(requests=1, cost_usd=0.25), 0.75),
        (Usage(requests=1, cost_usd=0.5), Usage(requests=1), None),
        (Usage(requests=1, cost_usd=0.5), Usage(), 0.5),
        (Usage(), Usage(), None),
    ],
)
def test_the_cost_of_a_sum_is_unknown_when_one_part_is(
    left: Usage, right: Usage, cost: float | None
) -> None:
    assert (left + right).cost_usd == cost
    assert (right + left).cost_usd == cost
    assert (left + right).requests == left.requests + right.requests


# Round trip

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
maybe_name = st.none() | names
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | names,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=2),
    max_leaves=4,
)
amounts = st.integers(0, 10**9)
money = st.none() | st.floats(0, 1e6)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Valid results with every field in use."""
    text = draw(texts)

    def a_span() -> Span:
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        return Span(start=start, end=end, text=text[start:end])

    def maybe_span() -> Span | None:
        return a_span() if draw(st.booleans()) else None

    def a_source() -> Source:
        kinds = ["person", "organisation", "government", "group", "document", "unnamed"]
        return Source(
            name=draw(names),
            role=draw(maybe_name),
            type=draw(st.sampled_from(kinds)),
            mention=maybe_span(),
        )

    def some(make: Any, least: int = 0) -> list[Any]:
        return [make() for _ in range(draw(st.integers(least, 2)))]

    counts = draw(st.tuples(*[st.integers(0, 2)] * 4))
    ids = [[f"{letter}{n + 1}" for n in range(k)] for letter, k in zip("cdan", counts, strict=True)]
    claims, denials, agreements, silences = ids

    def links(targets: list[str], own: str) -> list[str]:
        others = [target for target in targets if target != own]
        return draw(st.lists(st.sampled_from(others), unique=True)) if others else []

    def spoken() -> dict[str, Any]:
        return {
            "source": a_source(),
            "on_behalf_of": a_source() if draw(st.booleans()) else None,
            "via": some(a_source),
            "cue": a_span(),
            "content": draw(texts),
            "content_spans": some(a_span, 1),
            "quotation": draw(st.sampled_from(["direct", "indirect", "mixed"])),
            "alignment": draw(st.sampled_from(["exact", "normalised", "fuzzy"])),
        }

    statements: list[Any] = [
        Claim(
            id=own,
            about=draw(st.sampled_from([None, *agreements])),
            supports=links([*claims, *denials, *agreements], own),
            **spoken(),
        )
        for own in claims
    ]
    statements += [
        Denial(
            id=own,
            targets=links([*claims, *agreements], own),
            manner=draw(st.sampled_from([None, "flat", "partial", "counter", "evasive"])),
            **spoken(),
        )
        for own in denials
    ]
    statements += [
        Agreement(
            id=own,
            parties=some(a_source),
            signatories=some(a_source),
            instrument=draw(st.sampled_from(["treaty", "plea_deal", "other"])),
            title=draw(maybe_name),
            status=draw(st.sampled_from(["signed", "in_principle", "reported"])),
            date=AgreementDate(text=draw(names), value=draw(st.none() | st.just("2025-06")))
            if draw(st.booleans())
            else None,
            cue=a_span(),
            content=draw(texts),
            content_spans=some(a_span, 1),
        )
        for own in agreements
    ]
    statements += [
        NonResponse(
            id=own,
            source=a_source(),
            cue=a_span(),
            asker=Asker(name=draw(names), mention=maybe_span()),
            manner=draw(st.sampled_from(["no_response", "declined", "unreachable", "referred"])),
        )
        for own in silences
    ]
    return Extraction(
        document=DocumentInfo(
            id=draw(names),
            title=draw(maybe_name),
            published=draw(st.none() | st.dates()),
            language=draw(maybe_name),
            chars=len(text),
            sha256=sha256_of(text),
            text=draw(st.sampled_from([text, None])),
            extra=draw(st.dictionaries(names, json_values, max_size=2)),
        ),
        statements=draw(st.permutations(statements)),
        failures=some(
            lambda: Failure(
                reason="invalid",
                message=draw(texts),
                chunk=Range(start=0, end=draw(amounts)),
                draft=draw(st.none() | st.dictionaries(names, json_values, max_size=2)),
            )
        ),
        warnings=some(lambda: Notice(code=draw(names), message=draw(texts), span=maybe_span())),
        provenance=Provenance(
            engine=draw(names),
            model=draw(maybe_name),
            parameters=draw(st.dictionaries(names, json_values, max_size=2)),
            claimex_version=draw(names),
            key="0" * 64,
        ),
        usage=Usage(requests=draw(amounts), seconds=draw(st.floats(0, 1e6)), cost_usd=draw(money)),
    )


@given(extractions())
def test_a_result_survives_json_unchanged_and_to_the_byte(found: Extraction) -> None:
    line = found.model_dump_json()
    assert "\n" not in line
    again = Extraction.model_validate_json(line)
    assert again == found
    assert again.model_dump_json() == line
    assert Extraction.model_validate(json.loads(line)) == found
    assert Extraction.model_validate(found.model_dump()) == found


@given(extractions())
def test_contested_is_what_some_denial_targets(found: Extraction) -> None:
    denied = {target for d in found.denials for target in d.targets}
    assert {s.id for s in found.contested} == denied
    assert [d.statement.id for d in found.disputes()] == [s.id for s in found.contested]


@given(extractions())
def test_each_dispute_holds_whoever_its_statement_is_linked_to(found: Extraction) -> None:
    for dispute in found.disputes():
        of = dispute.statement.id
        assert dispute.statement == found[of]
        assert dispute.denials == found.denials_of(of)
        about = tuple(c for c in found.claims if of in (c.id, c.about))
        assert dispute.assertions == about


def test_the_json_schema_names_every_kind_and_refuses_unknown_fields() -> None:
    schema = Extraction.model_json_schema(mode="serialization")
    assert schema["additionalProperties"] is False
    kinds = schema["properties"]["statements"]["items"]["discriminator"]["mapping"]
    assert set(kinds) == {"claim", "denial", "agreement", "non_response"}
