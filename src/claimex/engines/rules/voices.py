"""Whose turns in a transcript are the article's own voice: anchors, reporters, interviewers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from claimex.engines.cues import Lexicon
from claimex.text.document import Document

_NAMES = r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,3}"
_JOBS = "correspondent|reporter|anchor|presenter|host|editor|newsreader"
_JOB = re.compile(rf"\b(?:{_JOBS})\b(?!:)")
# What a label itself says of its speaker: "STEVE COLE, HOST:".
_ROLE = re.compile(rf"\b(?:{_JOBS}|byline|moderator|interviewer)\b", re.IGNORECASE)
# How far after a job its holder's name ends, in characters.
_INTRODUCED = 80
# "Megan Rees reports.", "Over to Megan Rees", "By Megan Rees"
_REPORTER = re.compile(
    rf"""\b(?P<before>{_NAMES})\s(?:
        reports(?=[.:,]|\s(?:from|for|on|now)\b)
      | has\s(?:more|(?:the|this)\s(?:story|report|details|latest))\b
      | (?:filed|sent|brings)\s(?:us\s)?this\sreport\b)
    | (?:[Oo]ver\sto|[Hh]ere['’]s|[Hh]ere\sis|^By)\s(?P<after>{_NAMES})""",
    re.VERBOSE | re.MULTILINE,
)
# Who was met or spoken to: "She told the Herald", "in an interview with the Herald"
_MET = re.compile(
    r"\b(?:told|met|with|to)\s(?:the\s)?(?P<outlet>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,3})"
)
_INTERVIEW = re.compile(
    r"\binterview|\bQ\s?&\s?A\b|\bedited\s(?:transcript|for\s(?:length|clarity))|\bcondensed\b",
    re.IGNORECASE,
)


class Voices:
    """The speakers of one transcript who speak for the article; ``labels`` are its turns'."""

    def __init__(
        self, document: Document, labels: Collection[re.Match[str]], lexicon: Lexicon
    ) -> None:
        self._known = lexicon.voices
        text = document.text
        self._introduced = "\n".join(
            text[job.end() : job.end() + _INTRODUCED].split("\n", 1)[0]
            for job in _JOB.finditer(text)
        )
        self._surnames = {name.split()[-1].casefold() for name in _reporters(text, labels)}
        self._askers = set(_interviewers(document, labels))

    def has(self, name: str) -> bool:
        """Whether the speaker of this label speaks for the article."""
        folded = name.casefold()
        surname = folded.split()[-1]
        if folded in self._known or folded in self._askers or surname in self._surnames:
            return True
        near = rf"(?m:^)[^.\n]{{0,30}}\b(?i:{re.escape(surname)})\b"
        return re.search(near, self._introduced) is not None


def _reporters(text: str, labels: Collection[re.Match[str]]) -> Iterator[str]:
    """The names of those to whom the programme hands over, or who sign it."""
    for match in _REPORTER.finditer(text):
        yield match["before"] or match["after"]
    for label in labels:
        if label["role"] and _ROLE.search(label["role"]):
            yield label["name"]


def _interviewers(document: Document, labels: Collection[re.Match[str]]) -> Iterator[str]:
    """The labels of the outlet itself, and in an interview of who mostly asks."""
    text = document.text
    outlets = {match["outlet"].casefold() for match in _MET.finditer(text)}
    if document.outlet:
        outlets.add(document.outlet.casefold().removeprefix("the "))
    opening = min((label.start() for label in labels), default=0)
    is_interview = _INTERVIEW.search(text, 0, opening) is not None
    turns: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    for label in labels:
        name = label["name"].casefold()
        turns[name] += 1
        end = text.find("\n", label.end())
        turn = text[label.end() : end if end >= 0 else len(text)]
        questions[name] += turn.rstrip().endswith("?")
    for name, count in turns.items():
        asks = 2 * questions[name] >= count
        if asks and (is_interview or name in outlets):
            yield name
