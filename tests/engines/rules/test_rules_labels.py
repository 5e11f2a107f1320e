from claimex.engines.cues import lexicon
from claimex.engines.rules.labels import find_labels
from rules_support import document, of_kind, told


def test_a_transcript_attributes_each_turn_to_its_label() -> None:
    text = "ANCHOR: Did the dam hold?\n\nLUND: The dam held all night.\n\nANCHOR: Thank you."
    assert [told(d)[:1] + told(d)[2:] for d in of_kind(text, "claim")] == [
        ("LUND", "The dam held all night")
    ]


def test_a_headline_with_a_colon_is_a_label_only_on_the_first_line() -> None:
    words = lexicon()
    assert len(find_labels(document("Lund: no leak at the dam\n\nThe dam held."), words)) == 1
    assert find_labels(document("The dam held.\n\nLund: no leak at the dam"), words) == {}


def test_what_is_no_source_is_no_label() -> None:
    assert find_labels(document("Watch: the dam in flood\n\nThe dam held."), lexicon()) == {}
