"""Names: descriptions lead to the name beside them, before them or in the sentences after."""

from __future__ import annotations

import pytest

from claimex.assembly.names import Names, Resolved
from claimex.text.document import make_document


def source(text: str, mention: str, *before: str) -> Resolved:
    """Who a mention means; the mentions before it are noted first."""
    document = make_document(text)
    names = Names(document)
    for words in (*before, mention):
        start = document.text.index(words)
        who = names.resolve(words, (start, start + len(words)))
        names.note_source((start, start + len(words)), who)
    return who


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("The barge's owner, diver Nils Aune, said no.", "The barge's owner", "Nils Aune"),
        ("It sank, said the owner's lawyer, Greta Holm.", "the owner's lawyer", "Greta Holm"),
        ("The union's owner, the pension fund Oaken, paid.", "The union's owner", "Oaken"),
    ],
)
def test_a_name_behind_a_description_is_whose_it_is(text: str, mention: str, name: str) -> None:
    assert source(text, mention).name == name


def test_a_name_in_a_relative_clause_is_no_apposition() -> None:
    assert source("The artist, who lives in Oax, said no.", "The artist").name == "artist"


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Mayor denies fraud\n\nMayor Agda Dunn on Monday denied it.", "Mayor", "Agda Dunn"),
        ("‘Pie’, says tart winner\n\nWinner Farida Noor baked.", "tart winner", "Farida Noor"),
        ("Club denies it\n\nRiver Athletic paid a scout.", "Club", "River Athletic"),
        (
            "The light is sold, its former keeper says. Former keeper Yves Tang, 71, saw it.",
            "its former keeper",
            "Yves Tang",
        ),
        (
            "A choirmaster accused of stealing sang. Ioan Lepe, 58, denies it.",
            "A choirmaster accused of stealing",
            "Ioan Lepe",
        ),
    ],
)  # fmt: skip
def test_a_headline_or_lede_means_whom_the_body_names(text: str, mention: str, name: str) -> None:
    assert source(text, mention).name == name


def test_who_is_somebody_elses_kin_is_not_whom_the_lede_means() -> None:
    text = "They were well, said a doctor who saw them. A brother of one, Issa Maig, sold camels."
    assert source(text, "a doctor who saw them").name == "doctor who saw them"


def test_the_paper_is_the_newspaper_or_the_document_that_was_named() -> None:
    text = "Mercury Post said Nassar had erred. On Friday the paper withdrew the story."
    assert source(text, "the paper", "Mercury Post").name == "Mercury Post"
    text = (
        "A paper by six chemists says tin melts. It was read by the Mercury Post; the paper adds."
    )
    assert source(text, "the paper adds"[:9], "A paper by six chemists").type == "document"


def test_the_company_is_who_spoke_rather_than_who_is_named_later() -> None:
    text = (
        "Quill Audio, which sells horns, called it theft. The company said the horn had not "
        "been on. A rival, Brighter Ltd, sells drums."
    )
    assert source(text, "The company", "Quill Audio").name == "Quill Audio"


def test_the_company_is_the_subject_of_the_sentence_before() -> None:
    text = "Toyworks is recalling 40 drums. “We care,” the company said. Group SafePlay sued."
    assert source(text, "the company").name == "Toyworks"


@pytest.mark.parametrize(
    ("mention", "name", "role"),
    [
        ("Chauffeur Pierre Lacombe", "Pierre Lacombe", "Chauffeur"),
        ("Brewer Lotte Vik", "Lotte Vik", "Brewer"),
        ("Farida Merchant", "Farida Merchant", None),
        ("Dunmore Brewer Mills", "Dunmore Brewer Mills", None),
    ],
)
def test_a_trade_before_a_name_is_a_role_and_behind_it_a_surname(
    mention: str, name: str, role: str | None
) -> None:
    who = source(f"{mention} said the tap was dry.", mention)
    assert (who.name, who.role) == (name, role)


def test_people_of_a_place_are_not_the_place() -> None:
    who = source("Tenants of Dock House said it was cold.", "Tenants of Dock House")
    assert (who.name, who.type) == ("tenants of Dock House", "group")


def test_small_words_belong_to_a_name() -> None:
    text = "The tabloid Blick an der Ems said so."
    assert source(text, "The tabloid Blick an der Ems").name == "Blick an der Ems"


def test_the_two_countries_are_those_of_which_the_text_speaks_most() -> None:
    text = (
        "Vietnam buys soya from Paraguay. China does, too. Vietnam tested it; Paraguay did not. "
        "The two countries signed a memorandum."
    )
    start = text.index("The two countries")
    names = Names(make_document(text))
    pair = names.resolve_party("The two countries", (start, start + len("The two countries")))
    assert [who.name for who in pair] == ["Vietnam", "Paraguay"]


def test_people_who_open_a_sentence_are_no_company() -> None:
    text = "Farmers accused the dairy of watering milk. The dairy denied it."
    assert source(text, "The dairy").name == "dairy"


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("A union, Harbour Hands, said no.", "A union", "Harbour Hands"),
        ("The dean, Mia Holt, left. It rained, said a lender, Nordbank.", "a lender", "Nordbank"),
    ],
)
def test_a_body_is_named_behind_its_description(text: str, mention: str, name: str) -> None:
    assert source(text, mention).name == name


@pytest.mark.parametrize("paper", ["Bay Courier", "Sunday Courier", "Morning Echo"])
def test_the_paper_is_the_newspaper_just_named(paper: str) -> None:
    text = f"The keeper took money, the {paper} reported. The paper said he had run."
    found = source(text, "The paper", f"the {paper}")
    assert (found.name, found.type) == (paper, "organisation")


def test_a_company_by_its_country_is_the_one_introduced_so() -> None:
    text = (
        "Belgian lift maker Alto Lifts is to buy Danish rival Havn. Talks went on in Ghent. "
        "The Belgian company said it was calm, the Danish firm that it was not."
    )
    assert source(text, "The Belgian company").name == "Alto Lifts"
    assert source(text, "the Danish firm").name == "Havn"


def test_the_president_is_not_the_vice_president() -> None:
    text = (
        "Vice President Jorge Lima met President Carla Stone. The president said it rained. "
        "The vice president said it did not."
    )
    assert source(text, "The president").name == "Carla Stone"
    assert source(text, "The vice president").name == "Jorge Lima"


def test_the_deputy_is_found_where_nobody_holds_the_office_itself() -> None:
    text = "Deputy Minister Ada Brand spoke at noon. The deputy minister said no."
    assert source(text, "The deputy minister").name == "Ada Brand"


def test_who_behind_an_apposition_is_the_name_before_it() -> None:
    text = "That is untrue, wrote Ada Brand, the study's lead author, who said she was there."
    assert source(text, "who").name == "Ada Brand"


def test_a_name_with_a_place_behind_it_is_the_name() -> None:
    assert (
        source("Listeners wrote: Morag in the north end says no.", "Morag in the north end").name
        == "Morag"
    )


def test_a_number_before_a_common_noun_makes_no_name_of_it() -> None:
    text = "Two navy frigates are due. The navy said no."
    assert source(text, "The navy").name == "navy"
