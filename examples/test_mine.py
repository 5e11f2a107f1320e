"""How to test your own code: an engine that reads what you script, and no requests to a model."""

from claimex import Extractor
from claimex.testing import Draft, ScriptedEngine, Words, block_model_requests

ENGINE = ScriptedEngine(
    [
        Draft(
            kind="claim",
            sentences=(1,),
            cue=Words(text="said"),
            source=Words(text="Ada Moreno"),
            content="The bridge is safe.",
            evidence=(Words(text="the bridge is safe"),),
        )
    ]
)


def speakers(text: str, extractor: Extractor) -> list[str]:
    """The code under test."""
    return [claim.source.name for claim in extractor.extract(text).claims]


def test_speakers_are_named() -> None:
    with block_model_requests():
        found = speakers("Ada Moreno said the bridge is safe.", Extractor(engine=ENGINE))
    assert found == ["Ada Moreno"]
