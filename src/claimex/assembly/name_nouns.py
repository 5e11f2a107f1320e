"""Those whom a text only describes: "the ferry line", "residents of Elm Court", "the judge"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from claimex.assembly.name_kinds import ORGANISATION_HEADS
from claimex.assembly.name_scan import UP
from claimex.assembly.name_words import COUNT_WORDS, LINKS, PLURALS, is_person_noun, singular

Sort = Literal["person", "people", "body", "thing"]

_PHRASE = re.compile(
    r"(?<![\w'’-])(?P<det>[Tt]he|[Aa]n?|[Tt]wo|[Tt]hree|[Ss]everal"
    r"|[Ss]ome|[Mm]any)(?=\s(?P<words>[a-z][\w-]*(?:\s[a-z][\w-]*){0,4})(?P<owns>['’])?)"
)
# People or a body without an article at the start of a sentence: "Residents of Elm Court".
_BARE = re.compile(rf"(?<![^\s“\"])(?P<words>{UP}[a-z-]+(?:\s[a-z][\w-]*){{0,3}})(?P<owns>['’])?")
_TAIL = re.compile(
    rf"\s(?:of|at|in|from|for|close\sto|familiar\swith)\s(?:the\s)?{UP}[\w'’-]*(?:\s(?:of\s|and\s)?{UP}[\w'’-]*)*"
)
_STOPS = re.compile(
    r",?\s(?:is|are|was|were|has|have|had|will|would|which|that|who|can|could|may|said|says"
    r"|opened|opens|closed|made|cost|costs)\b"
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase without a name: ``[start, end)`` of the text, and what its head noun means.

    ``opens`` says whether a sentence starts with it.
    """

    start: int
    end: int
    sort: Sort
    opens: bool


class Nouns:
    """The noun phrases of one text that may be taken up by a pronoun, found when first asked."""

    def __init__(self, text: str, sentences: Sequence[int]) -> None:
        self._text = text
        self._sentences = sentences
        self._found: dict[int, list[Noun]] = {}

    def between(self, start: int, end: int) -> list[Noun]:
        """Those that start in ``[start, end)``, in text order."""
        found: list[Noun] = []
        first = max(bisect_right(self._sentences, start) - 1, 0)
        for index in range(first, bisect_left(self._sentences, end)):
            found += [noun for noun in self._in(index) if start <= noun.start < end]
        return found

    def _in(self, index: int) -> list[Noun]:
        """Those of one sentence, read when they are first asked for."""
        if index not in self._found:
            begin = self._sentences[index]
            last = index + 1 == len(self._sentences)
            end = len(self._text) if last else self._sentences[index + 1]
            nouns = [self._described(m, begin) for m in _PHRASE.finditer(self._text, begin, end)]
            opening = _BARE.match(self._text, begin, end)
            nouns.append(self._bare(opening) if opening else None)
            self._found[index] = sorted((n for n in nouns if n is not None), key=_start)
        return self._found[index]

    def _described(self, match: re.Match[str], begin: int) -> Noun | None:
        size, sort = _head(match["words"])
        end = match.start("words") + size
        if match["owns"] and end == match.end("words"):
            return None  # "the mayor's wife"
        opens = match.start() == begin
        if sort is None:
            # "The vaccine, which …": of any other noun only the subject of a sentence counts.
            first = match["words"].split()[: 3 if opens else 0]
            for n in range(len(first), 0, -1):
                end = match.start("words") + len(" ".join(first[:n]))
                if not LINKS.intersection(first[:n]) and _STOPS.match(self._text, end):
                    return Noun(match.start(), end, "thing", opens)
            return None
        plural = match["det"].casefold() in ("two", "three", "several", "some", "many")
        if plural and sort == "person":
            sort = "people"
        return Noun(match.start(), end, sort, opens)

    def _bare(self, match: re.Match[str]) -> Noun | None:
        words = match["words"]
        if words.split(" ")[0].casefold() in COUNT_WORDS:
            return None
        size, sort = _head(words[0].lower() + words[1:])
        end = match.start() + size
        if sort != "people" or (match["owns"] and end == match.end("words")):
            return None
        tail = _TAIL.match(self._text, end)
        return Noun(match.start(), tail.end() if tail else end, sort, True)


def _start(noun: Noun) -> int:
    return noun.start


def _head(words: str) -> tuple[int, Sort | None]:
    """How many characters a noun phrase takes up to its head, and what that means."""
    size = 0
    sort: Sort | None = None
    at = 0
    for word in words.split(" "):
        if word in LINKS:
            break
        kind = _sort(word)
        if kind is None and sort is not None:
            break
        at += len(word)
        if kind is not None:
            size, sort = at, kind
        at += 1
    return size, sort


@lru_cache(maxsize=65536)
def _sort(word: str) -> Sort | None:
    if word in PLURALS:
        return "people"
    if word in ORGANISATION_HEADS and not is_person_noun(word):
        return "body"
    if is_person_noun(word):
        return "person"
    one = singular(word)
    if one != word and is_person_noun(one):
        return "people"
    if one != word and one in ORGANISATION_HEADS:
        return "people"
    return None
