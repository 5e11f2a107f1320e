"""Rows become drafts whose words and places are those of the text."""

from __future__ import annotations

import pytest

from claimex.draft import Draft, Words
from claimex.engines.model.evidence import carrying, likeliest
from claimex.engines.model.reading import Hint, draft_of, fault, renumbered, vocabulary
from claimex.engines.model.wire import Deal, Saying
from model_support import document_of


def carried(sentence: str, cue: str, content: str, source: str = "") -> list[str]:
    start = sentence.index(cue)
    words = carrying(sentence, (0, len(sentence)), (start, start + len(cue)), content, source)
    for word in words:
        assert word.place is not None
        assert sentence[slice(*word.place)] == word.text
    return [word.text for word in words]


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "words"),
    [
        (
            "Ilse Brandt told reporters that the bridge is safe.",
            "told",
            "The bridge is safe.",
            ["the bridge is safe"],
        ),
        (
            "“They broke their word before the ink was dry,” he told state television.",
            "told",
            "The Marches militia broke their word before the ink was dry.",
            ["They broke their word before the ink was dry"],
        ),
        (
            "The company, Norrland Ferries, denied that it had promised any payment.",
            "denied",
            "Norrland Ferries had promised a payment.",
            ["it had promised any payment"],
        ),
        (
            "“The pier is lost,” she said, “and nobody will rebuild it before winter.”",
            "said",
            "The pier is lost, and nobody will rebuild the pier before winter.",
            ["The pier is lost", "and nobody will rebuild it before winter"],
        ),
        ("Ilse Brandt said so.", "said", "Cows eat grass.", []),
    ],
    ids=["that-clause", "quotation-first", "named-subject", "split-quotation", "nothing"],
)
def test_the_words_that_carry_a_content_are_found_beside_the_cue(
    sentence: str, cue: str, content: str, words: list[str]
) -> None:
    assert carried(sentence, cue, content, "Norrland Ferries") == words


def test_the_likeliest_place_shares_most_words() -> None:
    text = "He said no. She said the pier is lost."
    assert likeliest(text, [(0, 11), (12, 38)], "The north pier is lost.") == 1
    assert likeliest(text, [(0, 11)], "The north pier is lost.") is None
    assert likeliest(text, [], "The north pier is lost.") is None


def saying(number: int = 1, **changes: str) -> Saying:
    given = {"kind": "claim", "cue": "said", "source": "Ilse Brandt", "content": "It is safe."}
    return Saying.model_validate({**given, **changes, "s": number})


def test_a_miscounted_row_gets_the_number_of_its_cue() -> None:
    document = document_of(["Rain fell.", "Ilse Brandt said the bridge is safe.", "She said no."])
    row = saying(1, content="The bridge is safe.")
    assert renumbered(row, document, document.sentences).s == 2
    assert renumbered(row, document, document.sentences[:1]).s == 1
    right = saying(3, content="The bridge is safe.")
    assert renumbered(right, document, document.sentences).s == 3


def test_a_name_of_the_title_is_in_the_article() -> None:
    document = document_of(["The mayor said it is safe."], title="Ilse Brandt opens bridge")
    known = vocabulary(document)
    assert fault(saying(1), document, document.sentences, known) is None
    wrong = fault(saying(1, source="Angela Brandt"), document, document.sentences, known)
    assert wrong == "source: 'Angela Brandt' does not stand in the article"


SENTENCE = "They denied that it fell into the river at night."
RULE = Draft(
    kind="denial",
    sentences=(1,),
    cue=Words(text="denied", place=(5, 11)),
    source=Words(text="They", place=(0, 4)),
    evidence=(Words(text=SENTENCE[17:-1], place=(17, len(SENTENCE) - 1)),),
)
DENIAL = document_of([SENTENCE])
HINT = Hint(1, "denied", (5, 11), ("denial", "claim"), RULE)


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("The bridge fell into the river at night.", True),
        ("It fell into the river at night.", False),
        ("It did fall, into the river, and at night.", False),
        ("The bridge did not fall into the river at night.", False),
        ("The mayor took a bribe.", False),
        ("The builders denied that the bridge fell into the river at night.", False),
    ],
    ids=[
        "worded",
        "copied",
        "still-pointing",
        "still-negated",
        "of-another-row",
        "attributed-again",
    ],
)
def test_places_are_the_rules_and_words_the_model_s_where_they_add_something(
    content: str, kept: bool
) -> None:
    row = saying(1, kind="denial", cue="denied", content=content)
    draft = draft_of(row, DENIAL, HINT)
    assert draft is not None
    assert (draft.source, draft.evidence, draft.cue) == (RULE.source, RULE.evidence, RULE.cue)
    assert draft.content == (content if kept else "")


def test_another_kind_than_the_rules_is_the_model_s_word() -> None:
    draft = draft_of(saying(1, cue="denied", content="The bridge fell."), DENIAL, HINT)
    assert draft is not None
    assert (draft.kind, draft.content) == ("claim", "The bridge fell.")
    assert draft.evidence == RULE.evidence


def test_an_agreement_has_its_parties_at_their_mention_nearest_the_cue() -> None:
    document = document_of(["Norway and Albania signed a treaty on May 3, Norway said."])
    row = Deal(
        kind="agreement",
        s=1,
        cue="signed",
        parties=("norway", "Albania"),
        signatories=(),
        instrument="treaty",
        status="signed",
        title=None,
        date="May 3",
        content="Norway and Albania signed a treaty.",
    )
    draft = draft_of(row, document, None)
    assert draft is not None
    assert draft.parties[0] == Words(text="Norway", place=(0, 6))
    assert draft.date == Words(text="May 3", place=(38, 43))
    assert [w.text for w in draft.evidence] == ["Norway and Albania signed a treaty"]
