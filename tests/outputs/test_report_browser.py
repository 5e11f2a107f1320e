"""The page in a browser: every way to use it, with nothing said on the console and nothing sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import claimex
from browser_support import browsing, chosen, opened
from claimex import Claim, Extraction
from claimex.outputs.report_text import words
from report_support import TEXT, hostile, numbered, toll_pact


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with browsing(chromium) as browser:
        yield browser


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("one") / "page.html"
    claimex.report(toll_pact(url="https://example.org/tolls"), path)
    return path


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "page.html"
    claimex.report(numbered(toll_pact(), 5), path)
    return path


def marked(page: Page, name: str) -> str:
    """The words of the article that carry a mark."""
    return " ".join(page.locator(f".text .{name}").all_inner_texts())


def test_a_marker_leads_to_its_card_and_the_card_back(browser: Browser, one: Path) -> None:
    with opened(browser, one) as page:
        page.locator(".text a", has_text="d1").click()
        assert chosen(page) == ["d1"]
        expect(page.locator("#s1-3 > p:first-child a")).to_be_focused()
        expect(page.locator("#s1-3")).to_be_in_viewport()
        assert "a toll pact was signed" in marked(page, "sel")
        assert marked(page, "src") == "Bo Lind"
        assert "have" in marked(page, "rel")  # what it denies stands out, too
        page.locator("#s1-4 > p:first-child a").click()
        assert chosen(page) == ["c3"]
        expect(page.locator("#m1-4")).to_be_focused()
        expect(page.locator("#m1-4")).to_be_in_viewport()
        assert page.url.endswith("#s1-4")


def test_the_keyboard_goes_everywhere(browser: Browser, one: Path) -> None:
    with opened(browser, one) as page:
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.locator("#m1-0").focus()
        page.keyboard.press("Enter")
        assert chosen(page) == ["c1"]
        expect(page.locator("#s1-0 > p:first-child a")).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        assert chosen(page) == ["a1"]
        page.keyboard.press("Enter")
        expect(page.locator("#m1-1")).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator("#m1-2")).to_be_focused()
        assert chosen(page) == ["c2"]
        page.keyboard.press("Escape")
        assert chosen(page) == []
        assert page.locator(".sel, .rel, .src").count() == 0


def test_the_keyboard_works_disputes_and_filters_and_shows_where_it_is(
    browser: Browser, one: Path
) -> None:
    with opened(browser, one) as page:
        page.locator(".dispute .side.d a").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#m1-3")).to_be_focused()
        assert chosen(page) == ["d1"]
        page.locator("label.d input").focus()
        page.keyboard.press("Space")
        expect(page.locator("#s1-3")).to_be_hidden()
        page.keyboard.press("Tab")
        seen = (
            "e => e.matches('svg a') ? getComputedStyle(e.firstChild).strokeWidth !== '0px'"
            " : getComputedStyle(e.closest('.kinds label') ?? e).outlineStyle === 'solid'"
        )
        for _ in range(12):
            assert page.locator(":focus").evaluate(seen)
            page.keyboard.press("Tab")


def test_clicks_on_words_go_through_all_that_lies_on_them(browser: Browser, one: Path) -> None:
    with opened(browser, one) as page:
        passage = page.locator(".text p > u", has_text="Norland and Sudland have").or_(
            page.locator(".text p > u", has_text="toll pact").first
        )
        assert passage.first.evaluate("mark => mark.querySelector('.a') !== null")
        seen = []
        for _ in range(3):
            passage.first.click()
            seen += chosen(page)
        assert sorted(seen[:2]) == ["a1", "c1"]
        assert seen[2] == seen[0]


def test_a_click_on_a_card_shows_its_words(browser: Browser, one: Path) -> None:
    with opened(browser, one) as page:
        page.locator("#s1-5 .words").click()
        assert chosen(page) == ["n1"]
        assert marked(page, "sel") == "declined to comment"


@pytest.mark.parametrize("found", [toll_pact(), hostile(300, paragraphs=2)], ids=["plain", "hard"])
def test_cards_show_the_words_that_python_finds(
    browser: Browser, tmp_path: Path, found: Extraction
) -> None:
    """The page finds a statement's words in its own article, cue and rest told apart."""
    text = found.document.text
    assert text is not None
    claimex.report(found, tmp_path / "page.html")
    with opened(browser, tmp_path / "page.html") as page:
        for selector, roles in (
            (".words", None),
            (".words b", {"cue"}),
            (".words i", {"source", "gap"}),
        ):
            shown = page.locator(".cards > li").evaluate_all(
                "(cards, part) => cards.map(card =>"
                " [...card.querySelectorAll(part)].map(e => e.textContent).join(''))",
                selector,
            )
            wanted = [
                "".join(bit.text for bit in words(text, s) if roles is None or bit.role in roles)
                for s in found.statements
            ]
            assert [" ".join(one.split()) for one in shown] == [
                " ".join(one.split()) for one in wanted
            ]


def test_the_sides_of_a_dispute_lead_to_the_text(browser: Browser, one: Path) -> None:
    with opened(browser, one) as page:
        dispute = page.locator(".dispute")
        expect(dispute).to_have_count(1)
        expect(dispute).to_contain_text("Status signed")
        expect(dispute).to_contain_text("2025-03-03 (“on Monday”)")
        expect(dispute.locator(".side.d")).to_contain_text("Bo Lind")
        expect(dispute.locator(".side.d")).to_contain_text("denied that a toll pact was signed")
        expect(dispute.locator(".side.n")).to_contain_text("Norland")
        dispute.locator(".side.d a").click()
        assert chosen(page) == ["d1"]
        expect(dispute.locator(".side.d li.sel")).to_have_count(1)


def test_a_card_leads_to_the_cards_that_it_is_linked_with(browser: Browser, one: Path) -> None:
    with opened(browser, one) as page:
        page.locator("#s1-3 p", has_text="denies").get_by_text("c1").click()
        assert chosen(page) == ["c1"]
        expect(page.locator("#s1-0 > p:first-child a")).to_be_focused()
        assert "a toll pact was signed" in marked(page, "rel")


def test_a_role_written_once_is_on_every_card_of_the_name(browser: Browser, tmp_path: Path) -> None:
    found = toll_pact()
    claim, agreement, told, *others = found.statements
    assert isinstance(claim, Claim)
    assert isinstance(told, Claim)
    again = told.model_copy(update={"source": claim.source})
    last = told.model_copy(update={"id": "c9"})
    statements = (claim, agreement, again, *others, last)
    claimex.report(found.model_copy(update={"statements": statements}), tmp_path / "page.html")
    with opened(browser, tmp_path / "page.html") as page:
        roles = [page.locator(f"#s1-{n} > p:first-child i").all_inner_texts() for n in (0, 2, 6)]
        assert roles == [["Harbour Minister"], ["Harbour Minister"], []]


def test_filters_narrow_both_sides(browser: Browser, one: Path) -> None:
    with opened(browser, one) as page:
        status = page.locator(".filters .status")
        page.locator("label.c").click()
        assert page.locator(".cards > li:visible > p:first-child a").all_inner_texts() == [
            "a1",
            "d1",
            "n1",
        ]
        assert page.locator(".text a:visible").count() == 3
        expect(status).to_have_text("3 of 6 statements shown")
        bridge = page.locator(".text p > u", has_text="The bridge opens").first
        assert "off" in (bridge.get_attribute("class") or "")
        pact = page.locator(".text u .a", has_text="toll pact").first
        assert "off" not in (pact.get_attribute("class") or "")
        expect(page.locator(".dispute .side.c")).to_be_hidden()
        page.locator("label.c").click()
        page.locator("select[name=standing]").select_option("confirmed")
        assert page.locator(".cards > li:visible > p:first-child a").all_inner_texts() == ["c2"]
        expect(page.locator(".dispute")).to_be_hidden()
        page.locator("select[name=standing]").select_option("")
        page.locator("select[name=source]").select_option(label="Sudland’s treasury (1)")
        assert page.locator(".cards > li:visible > p:first-child a").all_inner_texts() == ["d1"]
        expect(page.locator(".dispute")).to_be_visible()
        page.locator("select[name=source]").select_option("")
        expect(status).to_have_text("")
        assert page.locator(".cards > li:visible").count() == 6


def test_a_link_to_a_hidden_statement_shows_it(browser: Browser, one: Path) -> None:
    with opened(browser, one) as page:
        page.locator("select[name=standing]").select_option("confirmed")
        page.evaluate("location.hash = '#s1-3'")
        expect(page.locator("#s1-3")).to_be_visible()
        assert chosen(page) == ["d1"]


def test_an_address_opens_its_statement(browser: Browser, many: Path) -> None:
    with opened(browser, many, "#s4-3") as page:
        expect(page.locator("#index")).to_be_hidden()
        expect(page.locator(".doc:visible")).to_have_count(1)
        assert chosen(page) == ["d1"]


def test_failures_warnings_and_provenance_are_in_sight(browser: Browser, one: Path) -> None:
    with opened(browser, one) as page:
        page.locator(".summary a", has_text="failure").click()
        expect(page.locator(".failures")).to_be_in_viewport()
        expect(page.locator(".failures")).to_contain_text("no such words: “a ferry pact”")
        expect(page.locator(".failures")).to_contain_text("characters 3–90")
        page.locator(".failures summary").click()
        expect(page.locator(".failures details")).to_contain_text("A ferry pact.")
        expect(page.locator(".warnings")).to_contain_text("repaired 2 characters")
        for words in (
            "example/reader-1",
            "extract-open@v3",
            "claimex 0.1.0",
            "2025-03-03",
            "US$ 0.0123",
        ):
            expect(page.locator(".foot")).to_contain_text(words)


def test_the_index_searches_sorts_and_opens(browser: Browser, many: Path) -> None:
    with opened(browser, many) as page:
        rows = page.locator("tbody tr:visible")
        expect(rows).to_have_count(5)
        expect(rows.first).to_contain_text("A pact on tolls, part 1")
        page.locator("input[type=search]").fill("herald part")
        expect(rows).to_have_count(2)
        expect(page.locator(".search .status")).to_have_text("2 of 5 documents shown")
        page.locator("input[type=search]").fill("herald BRIDGE told")
        expect(rows).to_have_count(2)
        page.locator("input[type=search]").fill("treasury’s lind")
        expect(rows).to_have_count(0)
        page.locator("input[type=search]").fill("sudland’s lind")
        expect(rows).to_have_count(5)
        page.locator("thead button", has_text="Published").click()
        page.locator("thead button", has_text="Published").click()
        expect(rows.first).to_contain_text("part 5")
        page.locator("thead button", has_text="Claims").click()
        assert page.locator("th[aria-sort]").all_inner_texts()[0].startswith("Claims")
        page.locator("tbody a", has_text="part 2").click()
        expect(page.locator("#h2")).to_be_focused()
        expect(page.locator(".doc:visible .cards > li")).to_have_count(6)
        page.locator(".doc:visible a[rel=next]").click()
        expect(page.locator("#h3")).to_be_visible()
        page.locator(".doc:visible .text a", has_text="c2").click()
        assert page.url.endswith("#s3-2")
        page.locator(".doc:visible .head nav a").first.click()
        expect(page.locator("#index")).to_be_visible()
        expect(page.locator(".doc:visible")).to_have_count(0)
        page.go_back()
        expect(page.locator("#h3")).to_be_visible()


def test_without_scripts_everything_can_be_read(browser: Browser, many: Path) -> None:
    with opened(browser, many, java_script_enabled=False) as page:
        expect(page.locator(".doc:visible")).to_have_count(5)
        text = page.locator(".text").last.text_content() or ""
        assert text.count("toll pact") == TEXT.count("toll pact")
        expect(page.locator(".filters:visible")).to_have_count(0)
        page.locator("#m2-3").click()
        expect(page.locator("#s2-3")).to_be_in_viewport()


def test_results_without_text_say_so(browser: Browser, tmp_path: Path) -> None:
    claimex.report(toll_pact(keep_text=False), tmp_path / "page.html")
    with opened(browser, tmp_path / "page.html") as page:
        expect(page.locator(".notice")).to_contain_text("The text of this article is not in")
        expect(page.locator(".text")).to_have_count(0)
        page.locator("#s1-3 > p:first-child a").click()
        assert chosen(page) == ["d1"]


def test_a_result_without_statements_has_nothing_to_filter(
    browser: Browser, tmp_path: Path
) -> None:
    found = toll_pact().model_copy(update={"statements": ()})
    claimex.report(found, tmp_path / "page.html")
    with opened(browser, tmp_path / "page.html") as page:
        expect(page.locator(".summary")).to_contain_text("No statements were found.")
        expect(page.locator(".filters")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_systems_colours(browser: Browser, one: Path, scheme: str) -> None:
    with opened(browser, one, color_scheme=scheme) as page:
        paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        light = sum(int(part) for part in paper.strip("rgb()").split(",")) > 3 * 128
        assert light is (scheme == "light")


def test_a_phone_scrolls_in_one_direction(
    browser: Browser, one: Path, many: Path, tmp_path: Path
) -> None:
    hard = tmp_path / "hard.html"
    claimex.report(hostile(60, paragraphs=2), hard)
    long = tmp_path / "long.html"
    line = toll_pact().model_dump_json()
    for name in ('"name":"', '"role":"', '"title":"'):
        line = line.replace(name, f"{name}{'Vereinigung' * 20} of ")
    claimex.report(Extraction.model_validate_json(line), long)
    for path in (one, many, hard, long):
        with opened(browser, path, viewport={"width": 390, "height": 844}) as page:
            assert page.evaluate("document.documentElement.scrollWidth") == 390
            if path == one:
                page.locator("#m1-3").click()
                expect(page.locator("#s1-3")).to_be_in_viewport()
                page.locator("#s1-3 > p:first-child a").click()
                expect(page.locator("#m1-3")).to_be_in_viewport()
                page.locator(".summary a", has_text="contested").click()
                expect(page.locator(".dispute")).to_be_in_viewport()
            if path == many:
                expect(page.locator("tbody .hot").first).to_be_in_viewport(ratio=1)
                wide = page.locator(".index .scroll").evaluate("e => e.scrollWidth - e.clientWidth")
                assert wide == 0


def test_print_has_it_all_without_controls(browser: Browser, one: Path) -> None:
    with opened(browser, one) as page:
        page.emulate_media(media="print")
        expect(page.locator(".filters")).to_be_hidden()
        shape = "a => getComputedStyle(a, '::before').content"
        shapes = {page.locator(f".text a.{kind}").first.evaluate(shape) for kind in "cadn"}
        assert shapes == {'"●"', '"□"', '"×"', '"○"'}
        panel = page.locator(".panel")
        assert panel.evaluate("p => p.scrollHeight <= p.clientHeight + 1")
        assert page.pdf().startswith(b"%PDF")


def test_kinds_differ_in_shape_not_in_colour_alone(browser: Browser, one: Path) -> None:
    styles = "e => getComputedStyle(e).textDecorationStyle"
    with opened(browser, one) as page:
        shapes = {
            kind: page.locator(f".text .{kind}:is(u)").first.evaluate(styles) for kind in "cad"
        }
        shapes["n"] = page.locator(".text .N").first.evaluate(styles)
        assert shapes == {"c": "solid", "a": "double", "d": "wavy", "n": "dotted"}


def test_a_hostile_article_is_but_text(browser: Browser, tmp_path: Path) -> None:
    found = hostile()
    claimex.report(found, tmp_path / "page.html")
    with opened(browser, tmp_path / "page.html") as page:
        assert page.locator(".cards > li").count() == len(found.statements) == 10_000
        assert page.title().startswith("</title><script>")
        assert page.locator("a[href^='javascript:' i]").count() == 0
        assert page.locator("script, style").count() == 2
        shown = page.locator(".text").evaluate("text => text.textContent")
        assert "[RLO]evil[PDF]" in shown
        assert "\u202e" not in page.content()
        assert "<img src=x onerror=" in shown
        expect(page.locator(".text .more").first).to_be_visible()
        page.locator(".text a").nth(30).click()
        assert len(chosen(page)) == 1
        page.locator("label.c").click()
        assert page.locator(".cards > li:visible").count() == 200
        page.locator("label.c").click()
        page.locator("#s1-9999 > p:first-child a").click()
        assert chosen(page) == ["d<9999>"]
        expect(page.locator(".text .sel").first).to_be_in_viewport()
        assert page.evaluate("window.hit") is None


def test_a_hostile_document_among_many_is_but_text(browser: Browser, tmp_path: Path) -> None:
    claimex.report([hostile(50), toll_pact()], tmp_path / "page.html")
    with opened(browser, tmp_path / "page.html") as page:
        page.locator("tbody a").first.click()
        expect(page.locator(".doc:visible .cards > li")).to_have_count(50)
        assert page.locator("#d1 script, #d1 style, #d1 img").count() == 0
        assert page.evaluate("window.hit") is None
