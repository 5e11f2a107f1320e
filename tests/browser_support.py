"""A browser for tests: every console error, failed script and request that leaves is an error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    expect,
    sync_playwright,
)

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


# A busy machine is slow, not wrong.
expect.set_options(timeout=60_000)


@contextmanager
def browsing(program: str) -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, path: Path, anchor: str = "", **options: Any) -> Iterator[Page]:
    """The page of a file, in a window of its own; at its end nothing may have gone wrong."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
    page = context.new_page()
    page.set_default_timeout(60_000)
    trouble: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            trouble.append(message.text)

    def asked(dialog: Dialog) -> None:
        trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", said)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", asked)
    address = path.as_uri()

    def note(request: Request) -> None:
        if request.url.partition("#")[0] != address:
            trouble.append(f"request: {request.url}")

    page.on("request", note)
    page.goto(address + anchor)
    try:
        yield page
        page.wait_for_timeout(0)
        assert trouble == []
    finally:
        context.close()


def chosen(page: Page) -> list[str]:
    """The ids of the statements that the list shows as chosen."""
    ids: list[str] = page.locator(".cards .sel > p:first-child > a").all_inner_texts()
    return ids
