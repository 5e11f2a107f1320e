"""Names: pronouns take up whom the text names, and whom it only describes."""

from __future__ import annotations

import pytest

from claimex.assembly.name_nouns import Nouns
from claimex.assembly.names import Names
from claimex.text.document import make_document


def names_of(text: str, *mentions: str) -> list[str]:
    """The names of sources, each given as "mention" or "mention|context", in reading order."""
    document = make_document(text)
    names = Names(document)
    found = []
    begin = 0
    for mention in mentions:
        words, _, context = mention.partition("|")
        context = context or words
        begin = document.text.index(context, begin)
        start = begin + context.index(words)
        who = names.resolve(words, (start, start + len(words)))
        names.note_source((start, start + len(words)), who)
        found.append(who.name)
    return found


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("The ferry line was sold in May. It said fares would fall.", "It", "ferry line"),
        ("The parish council met on Friday. It said the tree was rotten.", "It", "parish council"),
        ("We rang the airline for comment. It has not replied.", "It", "airline"),
        (
            "Tenants of Elm Court met. They said the lift had fallen.",
            "They",
            "tenants of Elm Court",
        ),
        ("Two pilots were sacked. They said the fog was thick.", "They", "two pilots"),
        ("Malta signed a treaty with Fiji. It signed a second.", "It|It signed", "Malta"),
        ("Shares in Vestfold Fish fell after it said salmon died.", "it", "Vestfold Fish"),
        ("The judge jailed the thief. He said it was theft.", "He", "judge"),
        ("Orlov was told that the abbess slept. She called it a lie.", "She", "abbess"),
    ],
)
def test_a_pronoun_takes_up_a_subject_that_has_no_name(text: str, mention: str, name: str) -> None:
    assert names_of(text, mention) == [name]


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Crews at Arn Glass walked out, their union said.", "their union", "crews at Arn Glass"),
        ("The serum, which its maker says works, is cold.", "its maker", "serum"),
        ("His lawyers argued that the cellist, who limps, fell.", "His lawyers", "cellist"),
        ("“My aunt used to say the sea takes.” said Morag Kerr.", "My aunt", "Morag Kerr"),
    ],
)
def test_an_owner_may_be_described_quoted_or_named_later(
    text: str, mention: str, name: str
) -> None:
    (found,) = names_of(text, mention)
    assert found.startswith(f"{name}'s ")


def test_who_replies_is_not_who_spoke_last() -> None:
    text = "Anton Ruud said the dam was safe. “It is not,” Klara Moen said. “It is,” he replied."
    assert names_of(text, "Anton Ruud", "Klara Moen", "he|he replied")[-1] == "Anton Ruud"
    text = "Bo Lund said the dam was safe. “No,” Uwe Moen said. “Yes,” he replied."
    assert names_of(text, "Bo Lund", "Uwe Moen", "he|he replied")[-1] == "Bo Lund"


def test_a_prosecutor_is_not_the_one_who_has_a_lawyer() -> None:
    text = "Prosecutor Ilze Kask said that Emeric Vas had stolen a cup. His lawyer said he had not."
    assert names_of(text, "Prosecutor Ilze Kask", "His|His lawyer") == ["Ilze Kask", "Emeric Vas"]


def test_he_is_nobody_of_whom_only_the_form_of_the_name_speaks() -> None:
    text = "Mr Heaphy denied it. Tobar Surfacing had laid eleven roads, he said."
    assert names_of(text, "Mr Heaphy", "he|he said")[-1] == "Heaphy"


def test_a_semicolon_begins_a_new_clause_for_pronouns() -> None:
    text = "Mere Qalo said the cabinet slept; Ratu Vakala retorted that it had not. He left early."
    assert names_of(text, "Mere Qalo", "Ratu Vakala", "He")[-1] == "Ratu Vakala"


def test_a_possessor_tells_no_gender_by_the_pronoun_behind_the_thing() -> None:
    text = (
        "The minister, Graciela Otal, dismissed it. “It is calm,” she told farmers. "
        "Otal's predecessor and his aide laughed."
    )
    assert names_of(text, "The minister, Graciela Otal", "she")[-1] == "Graciela Otal"


def test_noun_phrases_are_found_sentence_by_sentence_without_owners() -> None:
    text = "The mayor's wife sang. Nurses at St Olav sat; the clinic closed."
    nouns = Nouns(text, [0, 23])
    assert [text[n.start : n.end] for n in nouns.between(0, len(text))] == [
        "Nurses at St Olav",
        "the clinic",
    ]
    assert [n.sort for n in nouns.between(23, len(text))] == ["people", "body"]
    assert nouns.between(24, 30) == []
