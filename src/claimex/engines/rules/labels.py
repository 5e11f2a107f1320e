"""Speaker labels: "OYELARAN (ON TAPE): …" in a transcript, "Chile: no deal" in a headline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimex.draft import Place
from claimex.engines.cues import Lexicon
from claimex.engines.rules.voices import Voices
from claimex.text.document import Document

# As "OYELARAN (ON TAPE):" and "STEVE COLE, HOST:" have it.
_LABEL = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.’'-]*(?:\s(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|al|bin)){0,3})"
    r"(?:\s\((?P<note>[^)\n]{1,30})\)|(?P<role>,\s[A-ZÀ-Þ][A-ZÀ-Þ0-9 .,/’'&-]{2,60}))?:\s+(?=\S)"
)
_ENDS = (".", "!", "?", "”", '"', "’")


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the place of the name and of the cue (the name with its colon), and where it ends.

    ``voice`` tells the article's own voice (an anchor, an interviewer), which makes no claims.
    """

    name: Place
    cue: Place
    end: int
    voice: bool


def find_labels(document: Document, lexicon: Lexicon) -> dict[int, Label]:
    """The labels of the document by the position at which their paragraph starts.

    One label alone counts only in a headline: a first paragraph without a full stop.
    """
    text = document.text
    if ": " not in text and ":\n" not in text:
        return {}
    found: dict[int, re.Match[str]] = {}
    paragraph = -1
    first_end = -1
    for sentence in document.sentences:
        if paragraph == -1:
            first_end = text.find("\n", sentence.start)
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            match = _LABEL.match(text, sentence.start)
            if match is not None and match.end() <= sentence.end + 1:
                found[sentence.start] = match
    if _is_transcript(document, found, lexicon):
        voices = Voices(document, found.values(), lexicon)
        return {
            start: Label(
                m.span("name"),
                _cue(m),
                m.end(),
                voices.has(m["name"]),
            )
            for start, m in found.items()
            if m["name"].casefold() not in lexicon.not_sources
        }
    return _headline(text, first_end, found, lexicon)


def _cue(label: re.Match[str]) -> Place:
    """The note of a label ("ON TAPE"), else the whole of it with its colon."""
    if label["note"]:
        return label.span("note")
    return label.start("name"), max(label.end("name"), label.end("role")) + 1


def _is_transcript(document: Document, found: dict[int, re.Match[str]], lexicon: Lexicon) -> bool:
    """Whether the labels are those of speakers: in capitals, repeated or everywhere."""
    names = [m["name"] for m in found.values()]
    spoken = [n for n in names if n.casefold() not in lexicon.not_sources]
    if any(n.isupper() and len(n) > 2 for n in spoken):
        return True
    if len(names) < 2:
        return False
    paragraphs = document.sentences[-1].paragraph - document.sentences[0].paragraph + 1
    return (
        len({n.casefold() for n in names}) < len(names)
        or len(names) >= 3
        or len(names) >= paragraphs
        or any(n.casefold() in lexicon.voices for n in names)
    )


def _headline(
    text: str, end: int, found: dict[int, re.Match[str]], lexicon: Lexicon
) -> dict[int, Label]:
    start = min(found, default=None)
    if start is None or end < 0 or start > end or text[:end].rstrip().endswith(_ENDS):
        return {}
    match = found[start]
    if text[:start].strip() or match["name"].casefold() in lexicon.not_sources | lexicon.voices:
        return {}
    return {
        start: Label(match.span("name"), (match.start("name"), match.end() - 1), match.end(), False)
    }
