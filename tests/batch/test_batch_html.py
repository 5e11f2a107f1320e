"""Pages in, with the extra for HTML."""

from __future__ import annotations

from pathlib import Path

from claimex import InputError
from claimex.batch.sources import open_source
from claimex.text.document import Document

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The bridge</title>
<meta property="og:site_name" content="The Gazette">
<meta property="article:published_time" content="2025-03-04">
<link rel="canonical" href="https://example.org/bridge"></head><body><nav><a href="/">Home</a></nav>
<article><h1>The bridge</h1>
<p>Mayor Ada Moreno said the bridge over the Elbe is “safe” and will stay open in winter.</p>
<p>Otto Falk denied that the builders had cut corners, and called the report an invention.</p>
<p>The works began in March. They ended in May, a month later than the council had planned.</p>
</article><footer>Imprint</footer></body></html>"""


def test_a_page_is_its_article_with_what_the_page_says_of_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    for path in (tmp_path, tmp_path / "page.html"):
        [item] = list(open_source(path))
        document = item.document
        assert isinstance(document, Document)
        assert "said the bridge over the Elbe is “safe”" in document.original
        assert "Imprint" not in document.original
        assert "<p>" not in document.original
        assert document.title == "The bridge"
        assert str(document.published) == "2025-03-04"
        assert document.outlet == "The Gazette"


def test_a_page_without_an_article_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body></body></html>")
    [item] = list(open_source(tmp_path))
    assert isinstance(item.document, InputError)
    assert "no article was found" in str(item.document)
