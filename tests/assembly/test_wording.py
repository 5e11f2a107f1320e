"""Propositions as sentences that stand on their own, made of the words of the text."""

from __future__ import annotations

from typing import Any

import pytest

from claimex.assembly.entry import Entry, Party
from claimex.assembly.wording import Worder, finished, quotation_of, sentence_of
from claimex.draft import Place
from claimex.schema import Source


def _entry(text: str, kind: Any, cue: str, words: str, source: str = "Ada Kern") -> Entry:
    start, at = text.index(words), text.index(cue)
    return Entry(
        kind=kind,
        cue=(at, at + len(cue)),
        evidence=((start, start + len(words)),),
        alignment="exact",
        source=Party(Source(name=source), None),
    )


def _worded(text: str, kind: Any, cue: str, words: str, named: str | None = "Ada Kern") -> str:
    def name(place: Place) -> str | None:
        return named

    return Worder(text, name).proposition(_entry(text, kind, cue, words))


def test_a_denied_act_gets_the_denier_as_its_subject() -> None:
    text = "Ada Kern denied signing any lease."
    worded = _worded(text, "denial", "denied", "signing any lease")
    assert worded == "Ada Kern signed some lease."


def test_a_noun_in_ing_is_no_act() -> None:
    text = "“Nothing was agreed,” Ada Kern said."
    assert _worded(text, "denial", "said", "Nothing was agreed") == "Something was agreed."


def test_the_negation_in_the_cue_leaves_the_clause_as_it_is() -> None:
    text = "Ada Kern denied that the bridge was closed."
    assert _worded(text, "denial", "denied", "the bridge was closed") == "The bridge was closed."


def test_an_accusation_becomes_a_sentence() -> None:
    text = "Ada Kern accused the guild of hiding the books."
    assert _worded(text, "claim", "accused", "the guild of hiding the books") == (
        "The guild hid the books."
    )


def test_an_accusation_in_the_accusers_words_becomes_a_sentence() -> None:
    text = "Ada Kern accused the guild of “hiding the books”."
    assert _worded(text, "claim", "accused", "the guild of “hiding the books”") == (
        "The guild “hid the books”."
    )


def test_a_pronoun_that_means_the_speaker_is_named() -> None:
    text = "Ada Kern said she would resign."
    assert _worded(text, "claim", "said", "she would resign") == "Ada Kern would resign."


@pytest.mark.parametrize("named", [None, "Bo Lind"])
def test_a_pronoun_that_is_not_surely_the_speaker_stays(named: str | None) -> None:
    text = "Ada Kern said she would resign."
    assert _worded(text, "claim", "said", "she would resign", named) == "She would resign."


def test_the_first_person_of_a_quotation_is_the_speaker() -> None:
    text = "“I have the keys,” Ada Kern said."
    assert _worded(text, "claim", "said", "I have the keys") == "Ada Kern has the keys."
    text = "“I’ve lost the keys,” Ada Kern said."
    assert _worded(text, "claim", "said", "I’ve lost the keys") == "Ada Kern has lost the keys."


def test_a_denial_that_only_points_back_takes_the_content_of_what_it_denies() -> None:
    text = "Bo Lind said the mill had burned. Ada Kern rejected the claim."
    worder = Worder(text, lambda place: None)
    denial = _entry(text, "denial", "rejected", "the claim")
    denial.content = worder.proposition(denial)
    claim = _entry(text, "claim", "said", "the mill had burned", "Bo Lind")
    claim.content = worder.proposition(claim)
    assert worder.denied(denial, [claim]) == "The mill had burned."
    assert worder.denied(denial, []) == "The claim."


def test_places_that_begin_sentences_are_set_off_by_a_stop() -> None:
    text = "“We won,” he said. “They lost.” The crowd, he added, had left."
    first, second, third = (text.index(w) for w in ("We won", "They lost", "had left"))
    assert sentence_of(text, [(first, first + 6), (second, second + 9)]) == "We won. They lost"
    assert sentence_of(text, [(text.index("The crowd"), text.index(", he added")),
                              (third, third + 8)]) == "The crowd had left"  # fmt: skip


def test_a_quotation_mark_without_its_fellow_is_dropped() -> None:
    assert finished("the story was “a fairy tale") == "The story was a fairy tale."
    assert finished("the “story” was told") == "The “story” was told."


def test_where_the_quotation_marks_stand_says_what_kind_of_quotation_it_is() -> None:
    text = "“We won,” he said. They had “simply” lost. It rained."
    won, they, rained = text.index("We won"), text.index("They"), text.index("It rained")
    assert quotation_of(text, [(won, won + 6)]) == "direct"
    assert quotation_of(text, [(they, they + 23)]) == "mixed"
    assert quotation_of(text, [(rained, rained + 9)]) == "indirect"
