from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from claimex.text.repair import repair, without_surrogates

_GOLD = Path(__file__).parents[1] / "data" / "gold_dev.jsonl"
_ARTICLES = [json.loads(line) for line in _GOLD.read_text(encoding="utf-8").splitlines()]

# Text of every kind that a repair has to do with, and of kinds that it must leave alone.
_PIECES = st.sampled_from(
    [
        "said",
        "the ",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        "\x85",
        "\u00a0",
        "\u3000",
        "\u00ad",
        "\u200b",
        "\ufeff",
        "\u200d",
        "\u200c",
        "\u0e42",
        "โรงเรียน",
        "กข",
        "â€œ",
        "â€",
        "\x9d",
        "â€™",
        "Ã©",
        "Ã",
        "Â",
        "é",
        "“",
        "”",
        "’",
        "€",
        "™",
        "\x93",
        "\x94",
        "ÃƒÂ©",
        "e\u0301",
        "東京",
        "s",
        "s",
        ".",
        ",",
        "-",
        "(",
        "👩‍👧",
        "क्‍ष",
        "Å‚",
        "\ufffd",
    ]
)
_MESSY = st.lists(_PIECES, max_size=24).map("".join) | st.text(max_size=24)


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("cafÃ© Ã‰tienne", "café Étienne"),
        ("â€œWe wonâ€™t,â€\x9d he said.", "“We won’t,” he said."),
        ("â€œWe wonâ€™t,â€ he said.", "“We won’t,” he said."),
        ("â\x80\x9cNoâ\x80\x9d", "“No”"),
        ("costs â‚¬5 â€” or Â£4", "costs €5 — or £4"),
        ("Brandâ„¢ â€¦ ends", "Brand™ … ends"),
        ("twice ÃƒÂ©", "twice é"),
        ("Å‚Ã³dÅº", "łódź"),
        ("voilÃ le", "voilà le"),
        ("\x93Yes,\x94 it\x92s", "“Yes,” it’s"),
    ],
)
def test_text_read_in_the_wrong_encoding_is_undone(damaged: str, clean: str) -> None:
    assert repair(damaged)[0] == clean


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("โWeโre done,โ she said.", "“We’re done,” she said."),
        ("the workersโ plan", "the workers’ plan"),
        ("He said โnoโ and left.", "He said “no” and left."),
        ("โThe ownersโ offer is poor,โ he said.", "“The owners’ offer is poor,” he said."),
        ("protect us from โreal threatsโ and more", "protect us from “real threats” and more"),
        ("โShe told me โneverโ twice,โ he said.", "“She told me ‘never’ twice,” he said."),
        ("โโNever,โ she said,โ he told us.", "“‘Never,’ she said,” he told us."),
        ("(โYes,โ he said.)", "(“Yes,” he said.)"),
        ("โA long answer.\nโIt ends here.โ", "“A long answer.\n“It ends here.”"),
        ("In the โ90s, rock โnโ roll", "In the ’90s, rock ’n’ roll"),
        ("โNo.โ", "“No.”"),
        ("wait โ for it", "wait โ for it"),
    ],
)
def test_lost_quotation_marks_are_told_apart_by_context(damaged: str, clean: str) -> None:
    assert repair(damaged)[0] == clean


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("�She did. I was there,� he said.", "“She did. I was there,” he said."),
        ("That�s false, the workers� union said.", "That’s false, the workers’ union said."),
        ("It isn�t �a stunt� at all.", "It isn’t “a stunt” at all."),
        ("�Yes� and �no,� she said.", "“Yes” and “no,” she said."),
        ("Jos� M�ller met �tienne.", "Jos� M�ller met �tienne."),
        ("Ren\ufffd didn\ufffdt meet M\ufffdller.", "Ren\ufffd didn’t meet M�ller."),
        ("He said � no.", "He said � no."),
        ("“Yes,” Jos��s wife said.", "“Yes,” Jos��s wife said."),
    ],
)
def test_replacement_characters_are_marks_where_nothing_else_can_have_stood(
    damaged: str, clean: str
) -> None:
    assert repair(damaged)[0] == clean


@pytest.mark.parametrize(
    "text",
    [
        "โรงเรียนเปิดวันจันทร์ โดยครูโสภา",
        "The sign said โรงแรม, which means hotel.",
        "โอ",
        "(โทร) เบอร์โทรศัพท์",
    ],
)
def test_thai_stays_thai(text: str) -> None:
    repaired, offsets, notices = repair(text)
    assert (repaired, offsets.is_identity, notices) == (text, True, ())


def test_thai_words_and_lost_marks_can_share_a_line() -> None:
    damaged = "โIt means โrong raem,โ he said of โรงแรม, the hotelโs sign."
    assert repair(damaged)[0].endswith("he said of โรงแรม, the hotel’s sign.")


@pytest.mark.parametrize(
    ("damaged", "clean"),
    [
        ("co\u00adop\u00aderate", "cooperate"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("\ufeffzero\u200bwidth\u2060", "zerowidth"),
        ("one\r\ntwo\rthree\u2028four\u2029five\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("off\u200dice", "office"),
    ],
)
def test_spaces_line_ends_and_invisible_characters_are_made_plain(damaged: str, clean: str) -> None:
    assert repair(damaged)[0] == clean


@pytest.mark.parametrize(
    "text",
    [
        "Plain \"straight\" quotes and 'single' ones.",
        "“Curly” and ‘single’ — it’s fine… «guillemets» „low“",
        "naïve café, Ångström, Škoda, Łódź, fiancé” and Éire",
        "e\u0301 and n\u0303 combine",
        "東京で合意した。베트남",
        "👩‍👧 and क्‍ष keep their joiners",
        "SÃO PAULO, BRASÍLIA e Ângela",
    ],
)
def test_sound_text_is_unchanged(text: str) -> None:
    repaired, offsets, notices = repair(text)
    assert repaired == text
    assert offsets.is_identity
    assert notices == ()


@given(st.text(alphabet=st.characters(max_codepoint=0x7E, exclude_characters="\r")))
def test_ascii_is_unchanged(text: str) -> None:
    repaired, offsets, notices = repair(text)
    assert (repaired, offsets.is_identity, notices) == (text, True, ())


@given(_MESSY)
@example("Ã\u200b©")
@example("\u0e42\u200bข")
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    once = repair(text)[0]
    assert repair(once)[0] == once


@given(_MESSY)
def test_each_character_comes_from_its_own_place_in_order(text: str) -> None:
    """Places do not overlap, lie within the text, and what lies between them was removed."""
    repaired, offsets, _ = repair(text)
    places = [offsets.to_original(n, n + 1) for n in range(len(repaired))]
    end = 0
    for start, stop in places:
        assert end <= start < stop <= len(text)
        assert repair(text[end:start])[0] == "" or not text[end:start].isascii()
        end = stop
    if repaired:
        assert offsets.to_original(0, len(repaired)) == (places[0][0], places[-1][1])


@given(_MESSY, st.data())
def test_letters_of_a_range_are_those_of_the_original(text: str, data: st.DataObject) -> None:
    """Plain ASCII letters are never repaired, so both sides hold the same ones."""
    repaired, offsets, _ = repair(text)
    start = data.draw(st.integers(0, len(repaired)))
    end = data.draw(st.integers(start, len(repaired)))
    first, last = offsets.to_original(start, end)
    letters = [c for c in repaired[start:end] if c.isascii() and c.isalpha()]
    assert letters == [c for c in text[first:last] if c.isascii() and c.isalpha()]


_WORDS = st.sampled_from(
    [
        "café",
        "Étienne",
        "“deal”",
        "won’t",
        "—",
        "€5",
        "naïve",
        "Zürich",
        "said",
        "the",
        "pact",
        "Peña",
    ]
)


@given(
    st.lists(_WORDS, min_size=1, max_size=12), st.sampled_from(["latin-1", "sloppy-windows-1252"])
)
def test_mojibake_made_on_purpose_comes_back(words: list[str], encoding: str) -> None:
    """Each word comes back from any text of them, and maps to its mangled form."""
    import ftfy  # noqa: F401  registers the encoding

    mangled = [word.encode().decode(encoding) for word in words]
    damaged = " ".join(mangled)
    repaired, offsets, _ = repair(damaged)
    assert repaired == " ".join(words)
    position = 0
    for word, origin in zip(words, mangled, strict=True):
        start, end = offsets.to_original(position, position + len(word))
        assert damaged[start:end] == origin
        position += len(word) + 1


@given(st.text(alphabet="abc “”’é\n", max_size=30))
def test_quotation_marks_that_are_sound_are_not_rewritten(text: str) -> None:
    assume("é”" not in text and "é’" not in text and "é“" not in text)
    assert repair(text)[0] == text


def test_lone_surrogates_become_replacement_characters_one_for_one() -> None:
    assert without_surrogates("a\ud800b\udfffc😀") == "a\ufffdb\ufffdc😀"


def test_notices_say_what_was_repaired() -> None:
    codes = [notice.code for notice in repair("โYesโ said CafÃ© Rouge.")[2]]
    assert codes == ["mojibake-repaired", "quotes-repaired"]


def _spans(article: dict[str, Any]) -> list[list[int]]:
    return [
        span
        for statement in article["statements"]
        for span in (
            statement.get("source_span"),
            statement.get("cue_span"),
            *(statement.get("content_spans") or ()),
        )
        if span
    ]


@pytest.mark.parametrize("article", _ARTICLES, ids=[a["id"] for a in _ARTICLES])
def test_every_gold_span_is_reached_from_the_repaired_text(article: dict[str, Any]) -> None:
    text = article["text"]
    repaired, offsets, _ = repair(text)
    starts, ends = {}, {}
    for n in range(len(repaired)):
        first, last = offsets.to_original(n, n + 1)
        starts[first], ends[last] = n, n + 1
    spans = _spans(article)
    assert spans
    for start, end in spans:
        place = starts[start], ends[end]
        assert offsets.to_original(*place) == (start, end)
        assert repaired[place[0] : place[1]] == repair(text[start:end])[0] or "\u0e42" in text


def test_the_damaged_gold_articles_come_out_clean() -> None:
    for article in _ARTICLES:
        repaired = repair(article["text"])[0]
        assert not set(repaired) & set("\u0e42âÃ\x9d™œ")
        assert repaired.count("“") == repaired.count("”")
