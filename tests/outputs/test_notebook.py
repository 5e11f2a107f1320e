"""What a notebook shows for a result."""

from __future__ import annotations

import re

from claimex import Extraction
from claimex.outputs.notebook import FIRST
from report_support import hostile, toll_pact


def shown(found: Extraction) -> str:
    html = found._repr_html_()  # type: ignore[attr-defined]
    assert isinstance(html, str)
    return html


def test_a_result_shows_disputes_statements_and_trouble() -> None:
    html = shown(toll_pact())
    for words in (
        "A pact on tolls",
        "3 claims, 1 agreement, 1 denial, 1 non-response",
        "1 failure",
        "Denied by",
        "Bo Lind",
        "No response from",
        "no such words: “a ferry pact”",
        "repaired 2 characters",
    ):
        assert words in html


def test_the_style_stays_under_its_class_and_there_is_no_script_and_no_link() -> None:
    html = shown(toll_pact())
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    for selectors in re.findall(r"(?:^|\})\s*([^{}@]+)\{", style):
        assert all(".claimex" in selector for selector in selectors.split(", ") if selector.strip())
    assert "<script" not in html
    assert "href=" not in html
    assert " id=" not in html


def test_a_hostile_result_is_but_text_and_stays_short() -> None:
    html = shown(hostile(500, paragraphs=2))
    assert "window.hit" in html
    assert not re.search(r"<(script|img|noscript|s>|i>So)", html)
    assert html.count("<style") == 1
    assert html.count("<tr>") == FIRST + 1
    assert "and 460 more" in html
