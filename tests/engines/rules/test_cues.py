import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from claimex.engines.cues import inflect, lexicon, read_lexicon
from claimex.errors import ConfigError

SOURCE = files("claimex.engines").joinpath("cues.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("state", ["state", "states", "stated", "stated", "stating"]),
        ("reply", ["reply", "replies", "replied", "replied", "replying"]),
        ("stress", ["stress", "stresses", "stressed", "stressed", "stressing"]),
        ("convey", ["convey", "conveys", "conveyed", "conveyed", "conveying"]),
        ("agree", ["agree", "agrees", "agreed", "agreed", "agreeing"]),
    ],
)
def test_regular_verbs_are_inflected_by_rule(lemma: str, forms: list[str]) -> None:
    assert list(inflect(lemma).values()) == forms


def test_irregular_forms_replace_the_regular_ones() -> None:
    assert inflect("write", "wrote", "written") == {
        "base": "write",
        "third": "writes",
        "past": "wrote",
        "participle": "written",
        "gerund": "writing",
    }
    assert inflect("admit", "admitted")["gerund"] == "admitting"


def test_a_form_knows_its_lemma_its_shapes_and_every_frame() -> None:
    verb = lexicon().verbs["dismissed"]
    assert verb.lemma == "dismiss"
    assert verb.forms == {"past", "participle"}
    assert verb.frames == {"describe", "reject"}


def test_phrases_are_found_by_their_first_word() -> None:
    assert ("took", "issue", "with") in lexicon().phrases["took"]
    assert ("pleaded", "not", "guilty") in lexicon().phrases["pleaded"]


def test_every_noun_and_verb_of_deals_has_an_instrument_or_a_status() -> None:
    deals = lexicon().deals
    assert deals.instruments["truce"] == "ceasefire"
    assert deals.instruments["pact"] == "open"
    assert deals.statuses["tore up"] == "terminated"
    assert {"broke", "suspended", "scrapped"} <= deals.endings
    assert "signed" not in deals.endings


def test_no_word_stands_twice_in_a_list_and_lists_are_sorted() -> None:
    def check(table: dict[str, object], path: str) -> None:
        for name, value in table.items():
            if isinstance(value, dict):
                check(value, f"{path}{name}.")
            else:
                assert isinstance(value, list)
                assert not [w for w, n in Counter(value).items() if n > 1], path + name
                assert value == sorted(value), path + name

    check(tomllib.loads(SOURCE), "")


def test_loose_phrases_are_phrases_that_deny() -> None:
    assert lexicon().loose_phrases <= lexicon().denying_phrases


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (SOURCE.replace("voices = [", "voices = ", 1), "no TOML"),
        (SOURCE.replace("that_only = [", "this_only = [", 1), "malformed at that_only"),
        (SOURCE.replace('giving = ["awarded"', 'giving = [7, "awarded"', 1), r"deals\.giving"),
        (SOURCE.replace("accuse = [", "acuse = [", 1), r"malformed at frames\.acuse"),
        (SOURCE.replace("suspended = [", "halted = [", 1), r"deals\.verbs\.halted"),
    ],
)
def test_a_malformed_lexicon_fails_and_says_where(broken: str, message: str) -> None:
    assert broken != SOURCE
    with pytest.raises(ConfigError, match=message):
        read_lexicon(broken)
