"""Tests of the page in a browser, and of exports in their readers, exist where those do."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# The accessibility checker is not ours to ship: `npm install --prefix DIR axe-core`.
_AXE = os.environ.get("AXE_JS")


def _installed(*modules: str) -> bool:
    return all(importlib.util.find_spec(module) for module in modules)


collect_ignore: list[str] = []
if not (_CHROMIUM and _installed("playwright")):
    collect_ignore += ["test_report_browser.py", "test_report_drawing.py", "test_report_axe.py"]
elif not _AXE:
    collect_ignore += ["test_report_axe.py"]
if not _installed("pandas", "pyarrow", "networkx", "pyld"):
    collect_ignore += ["test_exports_readers.py"]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program that browses."""
    assert _CHROMIUM is not None
    return _CHROMIUM


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker, as the program that it is."""
    assert _AXE is not None
    return Path(_AXE).read_text(encoding="utf-8")
