"""How soon the HTML page is seen and how large it is.

    python benchmarks/report.py                       an index of 500, 200 KB with 400 statements
    python benchmarks/report.py --runs 3 --documents 50

First paint is the browser's own first-contentful-paint, median over fresh windows of one Chromium
without a graphics card; "ready" is when the page's script has run. Needs playwright and Debian's
chromium. `--chromium` names another one.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import articles
import claimex
from claimex.schema import Claim, Denial, Extraction

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
PAINTED = """async () => {
  const painted = () => performance.getEntriesByName("first-contentful-paint")[0];
  while (!painted()) await new Promise((resolve) => setTimeout(resolve, 10));
  const loaded = performance.getEntriesByType("navigation")[0];
  return [painted().startTime / 1000, loaded.domContentLoadedEventEnd / 1000];
}"""
ACTED = """async () => {
  const started = performance.now();
  ACTION;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  return (performance.now() - started) / 1000;
}"""
ACTIONS = {
    "index": {
        "search": "const q = document.querySelector('[type=search]'); q.value = 'bridge'; "
        "q.dispatchEvent(new Event('input', {bubbles: true}))",
        "open a document": "location.hash = '#d2'",
    },
    "article": {
        "filter": "document.querySelector('.kinds input').click()",
        "choose in the text": "document.querySelectorAll('.text a')[30].click()",
        "choose in the list": "[...document.querySelectorAll('.cards a')].at(-3).click()",
    },
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Make both pages, open them and print the figures."""
    options = _options().parse_args(arguments)
    with claimex.Extractor() as extractor:
        index = list(extractor.extract_many(articles.articles(options.documents, options.seed)))
    article = thinned(
        claimex.extract(articles.document(options.megabytes, options.seed)), options.statements
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=options.chromium, args=ARGUMENTS)
        print(f"Chromium {browser.version}, {options.runs} runs each")
        for name, results in (("index", index), ("article", [article])):
            path = Path(folder) / f"{name}.html"
            started = time.perf_counter()
            claimex.report(results, path)
            seconds = time.perf_counter() - started
            texts = sum(len((found.document.text or "").encode()) for found in results)
            statements = sum(len(found.statements) for found in results)
            size = path.stat().st_size
            print(
                f"{name}: {len(results)} documents, {texts / 1e3:.0f} KB, {statements} statements; "
                f"written in {seconds:.2f} s, {size / 1e3:.0f} KB = {size / texts:.2f} x the text"
            )
            measure(browser, path, ACTIONS[name], options.runs)
        browser.close()


def measure(browser: Browser, path: Path, actions: dict[str, str], runs: int) -> None:
    """Print the medians of first paint, readiness and each action."""
    seconds: dict[str, list[float]] = {}
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(path.as_uri())
        painted, ready = page.evaluate(PAINTED)
        for name, value in {"first paint": painted, "ready": ready}.items():
            seconds.setdefault(name, []).append(value)
        for name, action in actions.items():
            seconds.setdefault(name, []).append(act(page, action))
        context.close()
    for name, values in seconds.items():
        print(f"  {name}: {statistics.median(values):.3f} s (up to {max(values):.3f})")


def act(page: Page, action: str) -> float:
    """Seconds from an action to the frame after it."""
    return float(page.evaluate(ACTED.replace("ACTION", action)))


def thinned(found: Extraction, count: int) -> Extraction:
    """The result with ``count`` of its statements, evenly over the text, and the links left."""
    step = len(found.statements) / count
    if step < 1:
        raise SystemExit(f"the article has {len(found.statements)} statements, not {count}")
    kept = {found.statements[int(n * step)].id for n in range(count)}
    statements = []
    for statement in found.statements:
        if statement.id not in kept:
            continue
        update: dict[str, object] = {}
        if isinstance(statement, Denial):
            update["targets"] = tuple(other for other in statement.targets if other in kept)
        elif isinstance(statement, Claim):
            update["about"] = statement.about if statement.about in kept else None
            update["supports"] = tuple(other for other in statement.supports if other in kept)
        statements.append(statement.model_copy(update=update))
    return Extraction(
        document=found.document, statements=tuple(statements), provenance=found.provenance
    )


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure the HTML page in Chromium.")
    parser.add_argument("--documents", type=int, default=500, help="of the index")
    parser.add_argument("--megabytes", type=float, default=0.2, help="of the article")
    parser.add_argument("--statements", type=int, default=400, help="of the article")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--chromium", default="/usr/bin/chromium", metavar="PROGRAM")
    return parser


if __name__ == "__main__":
    main()
