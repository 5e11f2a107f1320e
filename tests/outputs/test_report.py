"""The page as a file: self-contained, escaped, its policy strict, its inputs checked."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import claimex
from claimex import InputError
from claimex.outputs.report import render
from report_support import TEXT, hostile, numbered, toll_pact


class Reader(HTMLParser):
    """The elements of a page, and its words outside scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def values(self, name: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(name))]


def test_the_page_shows_every_statement_failure_and_warning() -> None:
    found = toll_pact()
    text = Reader(render(found)).text
    for statement in found.statements:
        assert statement.cue.text in text
    for words in (
        "Ada Moreno",
        "Harbour Minister",
        "for Sudland’s treasury",
        "declined to comment",
        "asked by the Post",
        "no such words: “a ferry pact”",
        "repaired 2 characters",
        "extract-open@v3",
        "example/reader-1",
        "3 March 2025",
    ):
        assert words in text


def test_the_article_stands_there_word_for_word() -> None:
    article = render(toll_pact()).split("<section class=text")[1].split("</section>")[0]
    article = re.sub(r"<a .*?</a>", "", article).replace("<p>", " ")
    words = Reader("<section" + article).text
    assert words.split() == TEXT.split()


def test_nothing_is_asked_of_the_network() -> None:
    page = Reader(render(numbered(toll_pact(), 3)))
    assert page.values("src") == page.values("srcset") == []
    assert not [tag for tag, _ in page.elements if tag in ("link", "img", "iframe", "object")]
    assert all(address.startswith("#") for address in page.values("href"))
    style = re.findall(r"<style>(.*?)</style>", render(toll_pact()), re.DOTALL)
    assert len(style) == 1
    assert "url(" not in style[0]
    assert "@import" not in style[0]


def test_the_policy_allows_the_one_script_and_the_one_style_by_digest() -> None:
    page = render(toll_pact())
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    policy = policy.replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
        assert not re.search(r"^(\s|//|/\*)", content, re.MULTILINE)  # for its readers only
    assert Reader(page).values("style") == []


def test_a_hostile_article_adds_no_element_and_no_attribute() -> None:
    page = Reader(render(hostile(200, paragraphs=2)))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == tags.count("style") == 1
    assert not {"img", "iframe", "noscript", "s"} & set(tags)
    assert not [name for _, attributes in page.elements for name in attributes if name[:2] == "on"]
    assert not [a for a in page.values("href") if not a.startswith("#")]
    assert "javascript:window.hit=7" in page.text
    assert "{{ 7*7 }}" in page.text
    assert "[RLO]evil[PDF]" in page.text


def test_only_addresses_of_the_web_become_links() -> None:
    page = render(toll_pact(url="https://example.org/tolls?a=1&b=2"))
    assert "https://example.org/tolls?a=1&b=2" in Reader(page).values("href")
    for url in ("javascript:alert(1)", "data:text/html,x", " https://x", "ftp://x", "//x"):
        assert all(a.startswith("#") for a in Reader(render(toll_pact(url=url))).values("href"))


def test_each_document_has_a_row_with_its_counts() -> None:
    page = render(numbered(toll_pact(), 3))
    rows = re.findall(r"<tr><th scope=row.*", page)
    assert len(rows) == 3
    cells = re.findall(r"<td[^>]*>([^<]*)", rows[2])
    assert cells == ["2025-03-03", "3", "1", "1", "1", "2", "1"]


def test_texts_are_found_by_id_and_must_fit() -> None:
    found = toll_pact(keep_text=False)
    assert "is not in the results" in render(found)
    page = render(found, texts={"toll-1": TEXT, "other": "x"})
    assert "is not in the results" not in page
    assert page == render(toll_pact())
    with pytest.raises(InputError, match=r"'toll-1'.*not the one it was read from"):
        render(found, texts={"toll-1": TEXT + "!"})


def test_a_page_is_the_same_for_the_same_results(tmp_path: Path) -> None:
    claimex.report(iter([toll_pact()]), tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == render(toll_pact())


def test_nothing_to_show_and_nowhere_to_write_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no result"):
        claimex.report([], tmp_path / "page.html")
    with pytest.raises(InputError, match="cannot be written"):
        claimex.report(toll_pact(), tmp_path / "missing" / "page.html")


def test_an_article_without_a_title_is_called_by_its_first_words() -> None:
    found = toll_pact()
    for text in (TEXT.replace("Sudland have", "Sudland a-bc"), None):
        document = found.document.model_copy(update={"title": None, "text": text})
        page = render(found.model_copy(update={"document": document}))
        words = "Harbour Minister Ada Moreno said on Monday that Norland and Sudland…"
        wanted = words if text else "Document toll-1"
        assert f"<title>{wanted} · who says what</title>" in page
        assert re.search(rf"<h1[^>]*>{wanted}</h1>", page)


def test_a_result_without_statements_has_a_page() -> None:
    found = toll_pact().model_copy(update={"statements": (), "failures": (), "warnings": ()})
    page = Reader(render(found)).text
    assert "No statements were found." in page
    assert "Harbour Minister Ada Moreno said" in page


def test_an_article_dense_with_statements_takes_few_bytes_for_each() -> None:
    """Beside the article's own words, a statement costs the page less than 560 bytes."""
    pages = [render(numbered(toll_pact(), count)) for count in (20, 10)]
    more = len(pages[0].encode()) - len(pages[1].encode())
    assert more / 10 - len(TEXT.encode()) < 560 * len(toll_pact().statements)


def test_the_page_of_a_long_article_grows_with_its_edges() -> None:
    """Statements that all lie on the same words cost no more than as many side by side."""
    many, few = (len(render(hostile(count, paragraphs=1))) for count in (2000, 1000))
    assert many < 2.2 * few
