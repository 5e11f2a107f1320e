"""The parts of the page: words of a statement, pieces of an article, disputes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimex import Claim, Source, Span
from claimex.outputs.report_marks import MOST_MARKERS, Paragraph, cut, marks_of
from claimex.outputs.report_text import LONGEST, safe_language, safe_link, same_words, shown, words
from claimex.outputs.report_view import MOST_SIDES, DocumentView
from claimex.text.sentences import paragraphs
from report_support import TEXT, contested, toll_pact


def claim(number: int, start: int, end: int, text: str = TEXT) -> Claim:
    def span(a: int, b: int) -> Span:
        return Span(start=a, end=b, text=text[a:b])

    return Claim(
        id=f"c{number}",
        source=Source(name=f"Source {number}", mention=span(0, 3)),
        cue=span(start, start + 1),
        content="x",
        content_spans=(span(start, end),),
    )


@given(st.lists(st.tuples(st.integers(0, 250), st.integers(1, 60)), max_size=12))
def test_pieces_join_to_the_paragraphs_and_carry_what_lies_on_them(
    places: list[tuple[int, int]],
) -> None:
    claims = [claim(n, a, min(a + size, len(TEXT))) for n, (a, size) in enumerate(places)]
    found = cut(TEXT, claims)
    assert ["".join(p.text for p in paragraph.pieces) for paragraph in found] == [
        TEXT[start:end] for start, end in paragraphs(TEXT)
    ]
    marks = [mark for one in claims for mark in marks_of(one)]
    numbers: list[int] = []
    for paragraph in found:
        for piece in paragraph.pieces:
            numbers += piece.markers
            for position in (piece.start, piece.start + len(piece.text) - 1):
                over = {mark.layer for mark in marks if mark.start <= position < mark.end}
                assert set(piece.layers) == over
        assert parts(paragraph) == [(p.layers, p.text) for p in paragraph.pieces]
    assert sorted(numbers) == list(range(len(claims)))


def parts(paragraph: Paragraph) -> list[tuple[tuple[str, ...], str]]:
    """The pieces as a reader of the page finds them: words under the layers that are open."""
    found: list[tuple[tuple[str, ...], str]] = []
    opened: list[str] = []
    for piece in paragraph.pieces:
        assert not (piece.markers and opened)
        opened += piece.opens
        apart = piece.opens or not found or tuple(opened) != found[-1][0]
        assert apart or not opened
        found.append((tuple(opened), piece.text))
        del opened[len(opened) - piece.closes :]
    assert not opened
    return found


def test_markers_beyond_the_most_are_counted() -> None:
    claims = [claim(n, 4, 9) for n in range(MOST_MARKERS + 7)]
    first, *others = cut(TEXT, claims)
    assert sum(len(piece.markers) for piece in first.pieces) == MOST_MARKERS
    assert [p.beyond for p in (first, *others)] == [7, *(0 for _ in others)]


def test_an_article_that_is_all_white_space_has_a_paragraph() -> None:
    assert len(cut(" \n ", [])) == 1


def test_words_tell_cue_source_and_content_apart() -> None:
    found = toll_pact()
    bits = words(TEXT, found["d1"])
    assert "".join(bit.text for bit in bits) == (
        "Bo Lind, a spokesman for Sudland’s treasury, denied that a toll pact was signed."
    )
    assert {bit.role: bit.text for bit in bits if bit.role in ("source", "cue")} == {
        "source": "Bo Lind",
        "cue": "denied",
    }
    assert "".join(bit.text for bit in words(None, found["d1"])) == (
        "Bo Lind … denied … a toll pact was signed"
    )
    assert words(TEXT, found["c2"])[0].text == "“"


def test_long_words_end_in_an_ellipsis() -> None:
    text = "He said " + "very " * 500 + "much."
    found = claim(0, 8, len(text) - 1, text)
    written = "".join(bit.text for bit in words(text, found))
    assert written.endswith(" …")
    assert len(written) < LONGEST + 20


def test_characters_that_hide_or_turn_are_made_visible() -> None:
    assert shown("a\u202eb\u2066c\x00d\x85e\ud800") == "a[RLO]b[LRI]c\u2400d\ufffde\ufffd"
    assert shown("naïve עברית 漢字 👩\u200d🚀\n") == "naïve עברית 漢字 👩\u200d🚀\n"


def test_only_web_addresses_and_language_tags_pass() -> None:
    assert safe_link("https://example.org/a?b=c#d") is not None
    assert safe_link("HTTP://example.org") is not None
    for bad in (None, "", "javascript:alert(1)", "https://a b", 'https://a"b', "https://a\nb"):
        assert safe_link(bad) is None
    assert safe_language("pt-BR") == "pt-BR"
    for bad in (None, "", "english please", '"><b>'):
        assert safe_language(bad) is None


def test_words_are_the_same_whatever_their_marks() -> None:
    assert same_words("The bridge’s open.", "the bridges open")
    assert not same_words("The bridge is open", "The bridge is not open")


def test_a_claim_about_a_disputed_agreement_is_one_side_of_it() -> None:
    (dispute,) = DocumentView(1, toll_pact(), TEXT).disputes
    assert dispute.statement.id == "a1"
    assert [s.id for s in dispute.asserted.shown] == ["c1"]
    assert [s.id for s in dispute.denied.shown] == ["d1"]
    assert [s.id for s in dispute.silent.shown] == ["n1"]


def test_sides_beyond_the_most_are_counted() -> None:
    (dispute,) = DocumentView(1, contested(1, MOST_SIDES + 5), TEXT).disputes
    assert len(dispute.denied.shown) == MOST_SIDES
    assert dispute.denied.beyond == 5


def test_a_role_is_written_where_it_is_not_the_one_written_last_with_the_name() -> None:
    found = toll_pact()
    statements = [s.role for s in DocumentView(1, found, TEXT).statements]
    assert statements == ["Harbour Minister", None, None, "spokesman", "Toll clerk", None]
    written = [s.new_role for s in DocumentView(1, found, TEXT).statements]
    assert written == ["Harbour Minister", None, "", "spokesman", "Toll clerk", None]
