"""axe-core finds nothing on any page, light or dark, wide or narrow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import claimex
from browser_support import browsing, opened
from claimex import Extraction
from report_support import hostile, numbered, toll_pact

RUN = (
    "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
    " 'best-practice']}).then(found => found.violations.map(v => [v.impact, v.id, v.help,"
    " v.nodes.slice(0, 3).map(n => n.html)]))"
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_no_violation(chromium: str, axe: str, tmp_path: Path, scheme: str, width: int) -> None:
    pages: dict[str, tuple[Extraction | Sequence[Extraction], str]] = {
        "one": (toll_pact(), ""),
        "chosen": (toll_pact(), "#s1-3"),
        "index": (numbered(toll_pact(), 3), ""),
        "many": (numbered(toll_pact(), 3), "#d2"),
        "hostile": (hostile(60, paragraphs=2), ""),
        "no-text": (toll_pact(keep_text=False), ""),
    }
    with browsing(chromium) as browser:
        for name, (results, anchor) in pages.items():
            path = tmp_path / f"{name}.html"
            claimex.report(results, path)
            size = {"width": width, "height": 900}
            with opened(browser, path, anchor, color_scheme=scheme, viewport=size) as page:
                page.evaluate(axe)
                found = page.evaluate(RUN)
                assert found == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["white", "black"])
def test_what_a_notebook_shows_has_contrast_on_any_ground(
    chromium: str, axe: str, tmp_path: Path, scheme: str, ground: str
) -> None:
    """A notebook may be light where the system is dark, and not say so."""
    html = toll_pact()._repr_html_()  # type: ignore[attr-defined]
    path = tmp_path / "page.html"
    path.write_text(f"<body style='background: {ground}'>{html}", encoding="utf-8")
    with browsing(chromium) as browser, opened(browser, path, color_scheme=scheme) as page:
        page.locator("summary").click()
        page.evaluate(axe)
        assert page.evaluate(RUN.replace("document, {", "'.claimex', {")) == []
