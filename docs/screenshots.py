"""The pictures of this folder, made again of the example articles.

    pip install -e '.[test-outputs]' pypdfium2
    python docs/screenshots.py

Needs Debian's chromium and fonts-noto-core; `--chromium` names another one.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
from playwright.sync_api import Browser, Page, sync_playwright

import claimex

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
ARGUMENTS = "--headless --no-sandbox --disable-gpu --hide-scrollbars".split()
DENIAL = "#s1-3"
"""The address of the statement that is chosen in the dark picture."""


def main() -> None:
    """Write every picture over the one that is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--chromium", default="/usr/bin/chromium", metavar="PROGRAM")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        claimex.Extractor() as extractor,
        sync_playwright() as driver,
    ):
        article, index = Path(folder) / "article.html", Path(folder) / "index.html"
        leak = claimex.make_document(
            (EXAMPLES / "data-leak.txt").read_text(encoding="utf-8"),
            title="Ledgerline exposed bank details of 1.3 million workers",
            outlet="Dublin Ledger",
            published="2024-05-14",
            url="https://example.org/ledgerline",
        )
        found = extractor.extract(leak)
        claimex.report(found, article)
        lines = (EXAMPLES / "articles.jsonl").read_text(encoding="utf-8").splitlines()
        others: list[Path | claimex.Document] = [EXAMPLES / "migration-deal.txt"]
        others += map(document, lines)
        claimex.report([found, *extractor.extract_many(others)], index)
        browser = driver.chromium.launch(executable_path=options.chromium, args=ARGUMENTS)
        take(browser, article, index, Path(folder) / "print.pdf")
        browser.close()


def document(line: str) -> claimex.Document:
    """The article of a line of JSON."""
    fields = json.loads(line)
    known = ("id", "title", "published", "outlet", "url")
    return claimex.make_document(fields["text"], **{name: fields[name] for name in known})


def take(browser: Browser, article: Path, index: Path, printed: Path) -> None:
    """Open the pages in windows of each kind and keep what they show."""
    with opened(browser, article) as page:
        page.screenshot(path=HERE / "report-light.png")
        page.pdf(path=printed, prefer_css_page_size=True, format="A4")
    with opened(browser, article, DENIAL, color_scheme="dark") as page:
        page.screenshot(path=HERE / "report-dark.png")
    with opened(browser, article, viewport={"width": 390, "height": 844}) as page:
        page.screenshot(path=HERE / "report-phone.png")
        page.locator(".summary a").first.click()
        page.wait_for_timeout(500)
        page.screenshot(path=HERE / "report-phone-disputes.png")
    with opened(browser, index) as page:
        page.screenshot(path=HERE / "report-index.png")
    with opened(browser, index, viewport={"width": 390, "height": 844}) as page:
        page.screenshot(path=HERE / "report-phone-index.png")
    for number, sheet in enumerate(list(pypdfium2.PdfDocument(printed))[:2], start=1):
        sheet.render(scale=2).to_pil().save(HERE / f"report-print-{number}.png")


@contextmanager
def opened(browser: Browser, path: Path, anchor: str = "", **options: Any) -> Iterator[Page]:
    """The page of a file in a window of its own, drawn to its end."""
    context = browser.new_context(**{"viewport": {"width": 1360, "height": 960}, **options})
    page = context.new_page()
    page.goto(path.as_uri() + anchor)
    page.wait_for_timeout(500)
    yield page
    context.close()


if __name__ == "__main__":
    main()
