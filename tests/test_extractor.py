"""From text to result: engines chosen, documents made, failures kept, both drivers alike."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import claimex
from claimex import (
    AsyncExtractor,
    AuthError,
    ConfigError,
    Extraction,
    Extractor,
    GroundingError,
    InputError,
    InvalidOutputError,
    ModelError,
    RateLimitError,
    RefusedError,
    UnavailableError,
    Usage,
    make_document,
)
from claimex.extractor import provenance_of
from claimex.schema import PromptRef
from claimex.testing import Draft, EngineInfo, Reading, ScriptedEngine, Words
from claimex.text.document import Document

TEXT = "Ada Moreno said the bridge is safe."
SAFE = Draft(
    kind="claim",
    sentences=(1,),
    cue=Words(text="said"),
    source=Words(text="Ada Moreno"),
    content="The bridge is safe.",
    evidence=(Words(text="the bridge is safe"),),
)
ABSENT = Draft(kind="claim", sentences=(1,), cue=Words(text="whispered"), source=SAFE.source)


def scripted(*drafts: Draft) -> ScriptedEngine:
    return ScriptedEngine(list(drafts))


def same(found: Extraction) -> dict[str, Any]:
    """All of a result but what may differ from run to run."""
    return found.model_dump(exclude={"usage"})


def collect(extractor: AsyncExtractor, documents: Any, **options: Any) -> list[Extraction]:
    async def run() -> list[Extraction]:
        return [found async for found in extractor.extract_many(documents, **options)]

    return asyncio.run(run())


# Which engine


def test_without_a_model_it_reads_by_rules_even_where_a_key_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    assert claimex.extract(TEXT).provenance.engine == "rules"


def test_the_environment_names_the_model_and_the_argument_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CLAIMEX_MODEL", "no-such-provider/x")
    with pytest.raises(ConfigError, match="no-such-provider"):
        Extractor()
    assert Extractor("rules").extract(TEXT).provenance.engine == "rules"
    monkeypatch.setenv("CLAIMEX_MODEL", "")
    assert Extractor().extract(TEXT).provenance.engine == "rules"


@pytest.mark.parametrize("make", [Extractor, AsyncExtractor])
@pytest.mark.parametrize(
    ("message", "options"),
    [
        ("no-such-provider", {"model": "no-such-provider/x"}),
        ("prompt needs a model", {"prompt": "extract-guided"}),
        ("base_url needs a model", {"model": "rules", "base_url": "http://x"}),
        ("not both", {"engine": ScriptedEngine([]), "model": "rules"}),
        ("give engine= or prompt, not both", {"engine": ScriptedEngine([]), "prompt": "x"}),
        ("max_reasks", {"max_reasks": -1}),
    ],
)
def test_options_that_cannot_work_are_refused_at_once(
    make: Callable[..., object], message: str, options: dict[str, Any]
) -> None:
    with pytest.raises(ConfigError, match=message):
        make(**options)


# What can be read


def test_a_string_is_the_text_bytes_are_decoded_and_a_path_is_read(tmp_path: Path) -> None:
    text = "Zoë Moreno said “the bridge” is safe."
    path = tmp_path / "article.txt"
    path.write_text(text, encoding="utf-16")
    extractor = Extractor(engine=scripted())
    for readable in (text, text.encode(), path, make_document(text)):
        assert extractor.extract(readable).document.text == text


def test_metadata_reaches_the_document_and_wins_over_the_documents_own() -> None:
    extractor = Extractor(engine=scripted())
    made = make_document(
        TEXT, id="old", title="Old", published="2024-01-01", url="u", extra={"desk": "world"}
    )
    found = extractor.extract(made, id="new", published="2025-06-27", outlet="Post", language="en")
    assert found.document.id == "new"
    assert found.document.title == "Old"
    assert found.document.published == date(2025, 6, 27)
    assert found.document.url == "u"
    assert found.document.outlet == "Post"
    assert found.document.extra == {"desk": "world"}


def test_a_change_of_metadata_keeps_the_notice_of_how_the_text_was_decoded() -> None:
    made = make_document("Zoë Moreno said the café is safe.".encode("cp1252"))
    codes = [notice.code for notice in made.notices]
    found = Extractor(engine=scripted()).extract(made, title="A title")
    assert "decoded" in codes
    assert [notice.code for notice in found.warnings] == codes


def test_dates_may_be_dates_or_iso_strings_and_nothing_else() -> None:
    extractor = Extractor(engine=scripted())
    for published in ("2025-06-27", date(2025, 6, 27)):
        assert extractor.extract(TEXT, published=published).document.published == date(2025, 6, 27)
    with pytest.raises(InputError, match="27 June"):
        extractor.extract(TEXT, published="27 June")


def test_a_file_of_one_document_is_read_and_one_of_several_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = '{"text": "Ada said it.", "id": "one", "published": "2024-01-01"}\n'
    path.write_text(line)
    extractor = Extractor(engine=scripted())
    assert extractor.extract(path, title="T").document.published == date(2024, 1, 1)
    path.write_text(line + line)
    with pytest.raises(InputError, match="several documents"):
        extractor.extract(path)
    path.write_text("\n")
    with pytest.raises(InputError, match="no document"):
        extractor.extract(path)
    path.write_text("{broken\n")
    with pytest.raises(InputError, match="line 1"):
        extractor.extract(path)


@pytest.mark.parametrize(
    "bad", ["", " \n\t", b"", b"\x89PNG\r\n\x1a\n\x00\x00", Path("no/such/file.txt")]
)
def test_what_is_no_text_is_an_input_error(bad: Any) -> None:
    with pytest.raises(InputError):
        Extractor(engine=scripted()).extract(bad)


def test_the_text_is_left_out_where_it_is_not_wanted() -> None:
    found = Extractor(engine=scripted(SAFE), keep_text=False).extract(TEXT)
    assert found.document.text is None
    found.verify(TEXT)


def test_what_is_not_in_the_text_is_a_failure_or_with_strict_an_error() -> None:
    found = Extractor(engine=scripted(SAFE, ABSENT)).extract(TEXT)
    assert len(found.claims) == 1
    assert [f.reason for f in found.failures] == ["ungrounded"]
    strict = Extractor(engine=scripted(SAFE, ABSENT), strict=True)
    with pytest.raises(GroundingError):
        strict.extract(TEXT)
    with pytest.raises(GroundingError):
        list(strict.extract_many([TEXT]))


# Both drivers


def engine_of(document: Document) -> Reading:
    if "refuse" in document.text:
        raise RefusedError("the model declined")
    return Reading(drafts=(SAFE,), usage=Usage(requests=2, input_tokens=7, seconds=99.0))


def test_the_async_twin_gives_the_same_results() -> None:
    documents: list[str | Document] = [
        TEXT,
        "",
        "Please refuse this.",
        make_document(TEXT, id="x", title="T"),
    ]
    plain = Extractor(engine=ScriptedEngine(engine_of))
    twin = AsyncExtractor(engine=ScriptedEngine(engine_of))
    expected = [same(found) for found in plain.extract_many(documents)]
    for concurrency in (1, 3):
        threads = plain.extract_many(documents, concurrency=concurrency)
        assert [same(found) for found in threads] == expected
        assert [same(f) for f in collect(twin, documents, concurrency=concurrency)] == expected
    options: dict[str, Any] = {"published": "2025-06-27", "title": "T", "outlet": "Post"}
    assert same(asyncio.run(twin.extract(TEXT, **options))) == same(plain.extract(TEXT, **options))
    assert same(asyncio.run(claimex.aextract(TEXT, **options))) == same(
        claimex.extract(TEXT, **options)
    )


def test_usage_is_the_engines_with_the_time_that_all_of_it_took() -> None:
    found = Extractor(engine=ScriptedEngine(engine_of)).extract(TEXT)
    assert found.usage.requests == 2
    assert found.usage.input_tokens == 7
    assert 0 < found.usage.seconds < 99


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RefusedError, "refused"),
        (InvalidOutputError, "invalid"),
        (UnavailableError, "transport"),
        (RateLimitError, "transport"),
        (ModelError, "transport"),
    ],
)
def test_trouble_with_one_document_is_a_failure_among_many_and_an_error_alone(
    error: type[ModelError], reason: str
) -> None:
    def script(document: Document) -> Reading:
        if document.id == "bad":
            raise error("no luck")
        return Reading(drafts=(SAFE,))

    documents = [make_document(TEXT, id=name) for name in ("a", "bad", "b")]
    engine = ScriptedEngine(script)
    results = [list(Extractor(engine=engine).extract_many(documents))]
    results += [collect(AsyncExtractor(engine=engine), documents)]
    for found in results:
        assert [f.document.id for f in found] == ["a", "bad", "b"]
        assert [len(f.claims) for f in found] == [1, 0, 1]
        assert [(f.reason, f.message) for f in found[1].failures] == [(reason, "no luck")]
        assert found[1].document.text == TEXT
    with pytest.raises(error, match="no luck"):
        Extractor(engine=engine).extract(documents[1])


@pytest.mark.parametrize("error", [AuthError, ConfigError])
@pytest.mark.parametrize("concurrency", [1, 2])
def test_trouble_that_every_document_would_meet_is_raised(
    error: type[Exception], concurrency: int
) -> None:
    def script(document: Document) -> Reading:
        raise error("wrong key")

    documents = [TEXT, TEXT, TEXT]
    engine = ScriptedEngine(script)
    with pytest.raises(error, match="wrong key"):
        list(Extractor(engine=engine).extract_many(documents, concurrency=concurrency))
    with pytest.raises(error, match="wrong key"):
        collect(AsyncExtractor(engine=engine), documents, concurrency=concurrency)


def test_an_item_that_is_no_document_is_a_failure_among_many(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    found = list(Extractor(engine=scripted(SAFE)).extract_many([TEXT, "", missing, TEXT]))
    assert [len(f.claims) for f in found] == [1, 0, 0, 1]
    assert [f.failures[0].reason for f in found[1:3]] == ["invalid", "invalid"]
    assert "empty" in found[1].failures[0].message
    assert found[2].document.id == str(missing)
    assert "no such file" in found[2].failures[0].message


@pytest.mark.parametrize("concurrency", [1, 3])
def test_many_documents_are_taken_lazily_with_a_bounded_look_ahead(concurrency: int) -> None:
    taken: list[int] = []

    def documents() -> Iterator[str]:
        for n in range(100):
            taken.append(n)
            yield TEXT

    results = Extractor(engine=scripted()).extract_many(documents(), concurrency=concurrency)
    assert taken == []
    for n in range(5):
        next(results)
        assert len(taken) <= n + concurrency
    results.close()
    assert len(taken) <= 5 + concurrency

    async def run() -> None:
        taken.clear()
        stream = AsyncExtractor(engine=scripted()).extract_many(
            documents(), concurrency=concurrency
        )
        for n in range(5):
            await anext(stream)
            assert len(taken) <= n + concurrency
        await stream.aclose()

    asyncio.run(run())


def test_results_keep_the_order_of_the_input_whoever_is_done_first() -> None:
    second_done = threading.Event()

    def script(document: Document) -> Reading:
        if document.id == "0":
            assert second_done.wait(10)
        else:
            second_done.set()
        return Reading()

    documents = [make_document(TEXT, id=str(n)) for n in range(2)]
    found = Extractor(engine=ScriptedEngine(script)).extract_many(documents, concurrency=2)
    assert [f.document.id for f in found] == ["0", "1"]


def test_async_documents_run_side_by_side_and_keep_their_order() -> None:
    class Slow(ScriptedEngine):
        def __init__(self) -> None:
            super().__init__([])
            self.second_done = asyncio.Event()

        async def aread(self, document: Document) -> Reading:
            if document.id == "0":
                await asyncio.wait_for(self.second_done.wait(), 10)
            else:
                self.second_done.set()
            return Reading()

    async def source() -> AsyncIterator[Document]:
        for n in range(2):
            yield make_document(TEXT, id=str(n))

    async def run() -> list[str]:
        stream = AsyncExtractor(engine=Slow()).extract_many(source(), concurrency=2)
        return [found.document.id async for found in stream]

    assert asyncio.run(run()) == ["0", "1"]


def test_leaving_an_async_stream_early_ends_what_is_under_way() -> None:
    ended: list[str] = []

    class Endless(ScriptedEngine):
        async def aread(self, document: Document) -> Reading:
            if document.id == "0":
                return Reading()
            try:
                await asyncio.Event().wait()
            finally:
                ended.append(document.id)
            return Reading()

    async def run() -> None:
        documents = [make_document(TEXT, id=str(n)) for n in range(2)]
        stream = AsyncExtractor(engine=Endless([])).extract_many(documents, concurrency=2)
        await anext(stream)
        while len(asyncio.all_tasks()) < 2:
            await asyncio.sleep(0)
        for _ in range(50):  # until the second document is being read
            await asyncio.sleep(0.001)
        await stream.aclose()

    asyncio.run(run())
    assert ended == ["1"]


@pytest.mark.parametrize("concurrency", [0, -1])
def test_a_concurrency_below_one_is_refused_at_once(concurrency: int) -> None:
    with pytest.raises(ConfigError, match="concurrency"):
        Extractor(engine=scripted()).extract_many([], concurrency=concurrency)
    with pytest.raises(ConfigError, match="concurrency"):
        AsyncExtractor(engine=scripted()).extract_many([], concurrency=concurrency)


def test_plain_extraction_works_where_an_event_loop_runs_already() -> None:
    async def in_a_notebook() -> Extraction:
        return Extractor(engine=scripted(SAFE)).extract(TEXT)

    assert len(asyncio.run(in_a_notebook()).claims) == 1


def test_an_engine_handed_in_stays_open() -> None:
    engine = scripted()
    with Extractor(engine=engine) as extractor:
        extractor.extract(TEXT)

    async def run() -> None:
        async with AsyncExtractor(engine=engine) as twin:
            await twin.extract(TEXT)

    asyncio.run(run())
    assert not engine.closed


# Provenance


def key(info: EngineInfo | None = None, **fields: Any) -> str:
    text = fields.pop("text", TEXT)
    return provenance_of(make_document(text, **fields), info or EngineInfo(engine="model")).key


def test_the_key_changes_with_all_that_changes_the_work_and_nothing_else() -> None:
    prompt = PromptRef(name="p", version="v1", sha256="0" * 64)
    later = PromptRef(name="p", version="v2", sha256="1" * 64)
    keys = [
        key(),
        key(text=TEXT + " "),
        key(published="2025-06-27"),
        key(published="2025-06-28"),
        key(title="T"),
        key(EngineInfo(engine="rules")),
        key(EngineInfo(engine="model", model="m")),
        key(EngineInfo(engine="model", model="m", parameters={"temperature": 0})),
        key(EngineInfo(engine="model", model="m", parameters={"temperature": 1})),
        key(EngineInfo(engine="model", prompt=prompt)),
        key(EngineInfo(engine="model", prompt=later)),
        key(EngineInfo(engine="model", wire_sha256="0" * 64)),
    ]
    assert len(set(keys)) == len(keys)
    assert all(len(k) == 64 for k in keys)
    assert key(id="other", url="u", outlet="o") == key()
    assert key(EngineInfo(engine="model", parameters={"a": 1, "b": 2})) == key(
        EngineInfo(engine="model", parameters={"b": 2, "a": 1})
    )


def test_the_version_counts_for_rules_and_not_for_models(monkeypatch: pytest.MonkeyPatch) -> None:
    rules, model = EngineInfo(engine="rules"), EngineInfo(engine="model")
    before = key(rules), key(model)
    monkeypatch.setattr("claimex.extractor.provenance.version", lambda: "99")
    after = key(rules), key(model)
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_equal_input_gives_equal_results() -> None:
    text = Path(__file__).parent.parent.joinpath("examples/data-leak.txt").read_text("utf-8")
    first, second = claimex.extract(text), claimex.extract(text)
    assert len(first.statements) > 5
    assert same(first) == same(second)
