"""What claimex offers to the tests of others."""

from __future__ import annotations

import pytest

from claimex import ConfigError, Extractor, make_document
from claimex.draft import Reading
from claimex.engines.model import gate
from claimex.testing import Draft, EngineInfo, ScriptedEngine, Words, block_model_requests

TEXT = "Ada Moreno said the bridge is safe."
SAFE = Draft(
    kind="claim",
    sentences=(1,),
    cue=Words(text="said"),
    source=Words(text="Ada Moreno"),
    content="The bridge is safe.",
    evidence=(Words(text="the bridge is safe"),),
)


def test_a_list_of_drafts_is_read_in_every_document() -> None:
    extractor = Extractor(engine=ScriptedEngine([SAFE]))
    for text in (TEXT, f"Yesterday {TEXT}"):
        found = extractor.extract(text)
        assert [c.content_spans[0].text for c in found.claims] == ["the bridge is safe"]
        assert found.claims[0].source.name == "Ada Moreno"
        assert found.failures == ()


def test_drafts_by_id_are_read_in_their_document_and_a_missing_id_is_an_error() -> None:
    extractor = Extractor(engine=ScriptedEngine({"one": [SAFE], "two": []}))
    assert len(extractor.extract(TEXT, id="one").claims) == 1
    assert extractor.extract(TEXT, id="two").claims == ()
    with pytest.raises(ConfigError, match=r"'three'.*one.*two"):
        extractor.extract(TEXT, id="three")


def test_a_function_sees_the_document() -> None:
    def script(document: object) -> Reading:
        assert document is made
        return Reading(drafts=(SAFE,))

    made = make_document(TEXT)
    assert len(Extractor(engine=ScriptedEngine(script)).extract(made).claims) == 1


def test_the_engine_keeps_what_it_read_and_its_info_is_the_provenance() -> None:
    info = EngineInfo(engine="model", model="mine", parameters={"temperature": 0})
    engine = ScriptedEngine([], info=info)
    found = Extractor(engine=engine).extract(TEXT, id="x")
    assert [document.id for document in engine.documents] == ["x"]
    assert found.provenance.engine == "model"
    assert found.provenance.model == "mine"
    assert found.provenance.parameters == {"temperature": 0}
    assert Extractor(engine=ScriptedEngine([])).extract(TEXT).provenance.engine == "scripted"


def test_what_is_scripted_but_not_in_the_text_is_a_failure() -> None:
    absent = Draft(kind="claim", sentences=(1,), cue=Words(text="whispered"), source=SAFE.source)
    found = Extractor(engine=ScriptedEngine([absent])).extract(TEXT)
    assert found.statements == ()
    assert [f.reason for f in found.failures] == ["ungrounded"]


def test_model_requests_are_blocked_within_the_block_and_allowed_after_it() -> None:
    gate.check_requests_allowed()
    with block_model_requests(), pytest.raises(ConfigError, match="blocked"):
        gate.check_requests_allowed()
    gate.check_requests_allowed()


def test_a_block_ends_when_its_body_raises() -> None:
    with pytest.raises(ZeroDivisionError), block_model_requests():
        raise ZeroDivisionError
    gate.check_requests_allowed()


def test_a_call_alone_blocks_until_it_is_restored_and_blocks_nest() -> None:
    outer = block_model_requests()
    try:
        with block_model_requests():
            pass
        with pytest.raises(ConfigError, match="blocked"):
            gate.check_requests_allowed()
    finally:
        outer.restore()
    outer.restore()
    gate.check_requests_allowed()


def test_a_blocked_model_raises_instead_of_failing_document_by_document() -> None:
    # The open prompt asks the model about every document; a guided one only where it must.
    with (
        Extractor("ollama/any", prompt="extract-open") as extractor,
        block_model_requests(),
        pytest.raises(ConfigError, match="blocked"),
    ):
        list(extractor.extract_many([TEXT]))
