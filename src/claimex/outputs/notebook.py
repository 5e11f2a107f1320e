"""One result as a piece of HTML for a notebook: the page's look, compact, without script or links.

A notebook shows many pieces in one page, so the style keeps to what stands under its own class, and
the colours follow the notebook's theme where it names one, else the system's.
"""

from __future__ import annotations

from pathlib import Path

from claimex.outputs.report import environment, text_of
from claimex.outputs.report_view import DocumentView
from claimex.schema import Extraction

_STYLE = Path(__file__).with_name("notebook.css")
FIRST = 40
"""Statements shown; those beyond are counted, and all are in the page of ``claimex.report``."""


def as_html(found: Extraction) -> str:
    """What a notebook shows for a result: its disputes, then its statements in order."""
    document = DocumentView(1, found, text_of(found, {}))
    template = environment().get_template("notebook.html.jinja")
    style = _STYLE.read_text(encoding="utf-8").strip()
    return template.render(d=document, style=style, first=FIRST)
