"""The drawing of who takes which side, which the page's script makes of its disputes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import claimex
from browser_support import browsing, chosen, opened
from report_support import contested, toll_pact


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with browsing(chromium) as browser:
        yield browser


def test_the_drawing_joins_each_side_to_its_dispute(browser: Browser, tmp_path: Path) -> None:
    claimex.report(toll_pact(), tmp_path / "page.html")
    with opened(browser, tmp_path / "page.html") as page:
        drawing = page.locator(".graph svg")
        names = drawing.locator(".left text")
        assert sorted(names.all_text_contents()) == ["Ada Moreno", "Bo Lind", "Norland"]
        rows = names.evaluate_all("names => names.map(name => Number(name.getAttribute('y')))")
        assert all(below - above >= 15 for above, below in pairwise(rows))
        assert page.locator(".graph figcaption i").all_inner_texts() == [
            "asserts",
            "denies",
            "did not respond",
        ]
        for kind in "cdn":
            path = drawing.locator(f"path.{kind}").get_attribute("d") or ""
            assert path.count("M") == 1
        said = drawing.locator("a").text_content() or ""
        assert " ".join(said.split()) == "Norland and Sudland have signed a toll pact"
        drawing.locator("a").focus()
        page.keyboard.press("Enter")
        assert chosen(page) == ["a1"]


def test_the_drawing_stays_small_and_says_what_it_leaves_out(
    browser: Browser, tmp_path: Path
) -> None:
    claimex.report(contested(12, 1), tmp_path / "page.html")
    with opened(browser, tmp_path / "page.html") as page:
        assert page.locator(".graph .left text").count() == 16
        assert page.locator(".graph .right a").count() == 8
        expect(page.locator(".graph figcaption")).to_contain_text("4 disputes are left out")
        expect(page.locator(".graph figcaption")).not_to_contain_text("did not respond")


def test_a_dispute_of_a_crowd_is_left_to_the_list(browser: Browser, tmp_path: Path) -> None:
    claimex.report(contested(1, 17), tmp_path / "page.html")
    with opened(browser, tmp_path / "page.html") as page:
        expect(page.locator(".dispute .side.d li")).to_have_count(17)
        expect(page.locator(".graph")).to_have_count(0)
