"""The page people look at: one HTML file that shows who says what, who denies it, what is agreed.

The file holds everything it needs and asks for nothing: its policy forbids every request, and runs
the one script and the one style sheet in it by their digests, so that nothing an article says can
run. It can be read without the script, too.

Words stand in it once where that can be: the markup is terse, the script finds what a statement
says in the article, draws who takes which side and makes the controls. Values of attributes
without quotes are numbers and letters of ours.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimex.errors import InputError
from claimex.outputs.report_view import DocumentView
from claimex.schema import Extraction

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_FOR_READERS = re.compile(r"^\s*(?://.*\n|/\*[^*]*\*/\n)?", re.MULTILINE)


def report(
    results: Extraction | Iterable[Extraction],
    path: str | os.PathLike[str],
    *,
    texts: Mapping[str, str] | None = None,
) -> None:
    """Write one self-contained HTML page that shows results: disputes first, words in their place.

    ``texts`` holds original texts by document id, for results that were written without theirs;
    where a text is known from neither, the page shows the statements with their own words and says
    so. Raises InputError where there is no result, a text is not the one that a result was read
    from, or the file cannot be written.
    """
    page = render(results, texts=texts)
    try:
        Path(path).write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(
            f"{os.fspath(path)}: cannot be written: {error.strerror or error}"
        ) from error


def render(
    results: Extraction | Iterable[Extraction], *, texts: Mapping[str, str] | None = None
) -> str:
    """The page that ``report`` writes, as a string; raises as ``report`` does."""
    found = [results] if isinstance(results, Extraction) else list(results)
    if not found:
        raise InputError("there is no result to report: extract statements first")
    documents = [
        DocumentView(number, extraction, text_of(extraction, texts or {}))
        for number, extraction in enumerate(found, start=1)
    ]
    style, script = _asset("report.css"), _script()
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    template = environment().get_template("report.html.jinja")
    return template.render(
        documents=documents, shared=_shared(documents), policy=policy, style=style, script=script
    )


def text_of(found: Extraction, texts: Mapping[str, str]) -> str | None:
    """The original text of a result: its own, else the one given for its id; None where neither is.

    Raises InputError where the text given is not the one that the result was read from.
    """
    document = found.document
    if document.text is not None:
        return document.text
    text = texts.get(document.id)
    if text is not None:
        try:
            found.verify(text)
        except ValueError as error:
            raise InputError(
                f"document {document.id!r}: the text given is not the one it was read from "
                f"({error}); give the same file that was extracted"
            ) from error
    return text


def environment() -> Environment:
    """The templates beside this file; everything that they print is escaped."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shared(documents: Sequence[DocumentView]) -> list[tuple[str, str]]:
    """What the documents have in common of how they were made; nothing where there is but one."""
    first, *others = (list(document.provenance) for document in documents)
    return [fact for fact in first if others and all(fact in facts for facts in others)]


def _script() -> str:
    """The files of the script as one, each of which uses names of those before it."""
    parts = "\n".join(_asset(f"report{name}.js") for name in ("_words", "_graph", "_page", ""))
    return f'"use strict";\n(() => {{\n{parts}\n}})();'


def _asset(name: str) -> str:
    """A file of ours without what is for its readers: comments of whole lines and indentation."""
    content = (_HERE / name).read_text(encoding="utf-8")
    return _FOR_READERS.sub("", content).strip()


def _digest(content: str) -> str:
    """What a content security policy calls a piece of the page by."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
