import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimex.draft import Draft, Words
from claimex.engines.cues import lexicon
from claimex.engines.rules import RulesEngine
from rules_support import document, of_kind, read, told

_PIECES = st.sampled_from(
    [
        *sorted(lexicon().verbs),
        *("Lund", "Moss", "the mayor", "he", "it", "who", "that", "which", "by", "as", "to", "of"),
        *("was", "did not", "no", "never", "and", "but", "according to", "on Monday", "in 2021"),
        *("a treaty", "a deal", "with Palau", "comment", "respond", "went unanswered", "reached"),
        *("“", "”", "‘", "’", "'", '"', "''", "``", "«", "„", ",", ".", "?", ";", ":", "—", "-"),
        *("(", ")", "\n", "\n\n", "…", "U.S.", "Mr.", "LUND:", "PARIS, May 5 — ", "1.2", "’s"),
    ]
)
_TEXTS = st.one_of(
    st.lists(_PIECES, max_size=60).map(" ".join),
    st.lists(_PIECES, max_size=40).map("".join),
    st.text(max_size=200),
).filter(lambda text: bool(text.strip()))


def places(draft: Draft) -> list[Words]:
    """All words of a draft that say where they stand."""
    single = (draft.cue, draft.source, draft.date, draft.asker, draft.on_behalf_of)
    listed = (*draft.evidence, *draft.parties, *draft.signatories, *draft.via)
    return [words for words in (*single, *listed) if words is not None]


@given(_TEXTS)
def test_any_text_is_read_and_every_place_holds_its_words(text: str) -> None:
    made = document("Text: " + text)
    for draft in RulesEngine().read(made).drafts:
        assert draft.sentences
        assert all(1 <= number <= len(made.sentences) for number in draft.sentences)
        for words in places(draft):
            assert words.place is not None
            start, end = words.place
            assert 0 <= start < end <= len(made.text)
            assert made.text[start:end] == words.text


@given(_TEXTS)
def test_the_same_text_gives_the_same_drafts_in_reading_order(text: str) -> None:
    made = document("Text: " + text)
    first = RulesEngine().read(made)
    assert RulesEngine().read(made) == first
    assert asyncio.run(RulesEngine().aread(made)) == first
    cues = [draft.cue.place for draft in first.drafts if draft.cue.place]
    assert cues == sorted(cues)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "said " * 3_000,
        "“he said " * 500,
        "(" * 2_000 + "he said no" + ")" * 2_000,
        "a, b, " * 3_000 + "said so.",
        "\n\n \n\n“\n\n”\n\n.\n\nHe said “no.\n\n",
        "’ ’tis ’ he said ’",
    ],
    ids=["no space", "one word", "open marks", "brackets", "commas", "empty", "apostrophes"],
)
def test_degenerate_texts_are_survived(text: str) -> None:
    read(text)


def test_a_sentence_without_end_is_read_in_parts() -> None:
    text = "Lund said that the dam held and Moss said that the gate broke and " * 200
    assert len(of_kind(text, "claim")) > 200


def test_a_quotation_over_paragraphs_belongs_to_its_speaker() -> None:
    text = "“The dam held,” Lund said. “We were lucky.\n\n“We may not be lucky again.”"
    (claim,) = of_kind(text, "claim")
    assert told(claim) == (
        "Lund",
        "said",
        "The dam held | We were lucky | We may not be lucky again",
    )
    assert claim.quotation == "direct"


def test_who_reports_a_report_is_named_outermost_first() -> None:
    text = "The Courier reported that Lund said the dam held."
    inner = [d for d in of_kind(text, "claim") if told(d)[0] == "Lund"]
    assert [[words.text for words in draft.via] for draft in inner] == [["The Courier"]]


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    (claim,) = of_kind("VELIK, March 14 — The dam held, Lund said.", "claim")
    assert told(claim)[2] == "The dam held"


def test_what_a_speaker_thinks_in_a_quotation_is_no_claim_of_its_own() -> None:
    text = "“I think the dam held and the engineers say it was luck,” Lund said."
    assert [told(d)[0] for d in of_kind(text, "claim")] == ["the engineers", "Lund"]
