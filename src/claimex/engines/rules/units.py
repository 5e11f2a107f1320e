"""A sentence, or the sentences that one quotation joins, as tokens.

A quotation of whole clauses is one token here (class ``Q``): the grammar around it does not depend
on what it says. Its inside is read as units of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from claimex.engines.cues import lexicon
from claimex.engines.rules.labels import Label
from claimex.engines.rules.quotes import Quote, find_quotes
from claimex.engines.rules.tokens import (
    COMMA,
    FINITE,
    QUOTE,
    WORD_CLASS,
    Tokens,
    tokenize,
)
from claimex.text.document import Document, Sentence

# "NAIROBI - ", "VELIK, March 14 — ", "OSLO/LYON, May 5 (Meridian Wire) — "
_DATELINE = re.compile(
    r"(?:\d{1,2} \w+ |)[A-ZÀ-ÞŁŚŻĆŃČŠŽ][\w./’' -]{1,40}?(?:, [\w. ]{2,30}?)?(?: \([^)\n]{2,40}\))?\s*(?:—|–|--|-)\s+(?=\S)"
)
_SHOUTED = re.compile(r"[A-ZÀ-ÞŁŚŻĆŃČŠŽ]{3,}")


@dataclass(slots=True)
class Unit:
    """Tokens of one stretch of a paragraph.

    ``number`` is that of its first sentence, ``last`` of its last one; ``quotes`` maps the index of
    a ``Q`` token to its quotation; ``inside`` is the quotation whose inside this unit is, else None.
    """

    text: str
    number: int
    last: int
    paragraph: int
    tokens: Tokens
    quotes: dict[int, Quote] = field(default_factory=dict)
    inside: Quote | None = None

    @property
    def tags(self) -> str:
        return self.tokens.tags

    @property
    def words(self) -> list[str]:
        return self.tokens.words

    def slice(self, first: int, last: int) -> str:
        """The words from token ``first`` to token ``last``, both included."""
        return self.text[self.tokens.starts[first] : self.tokens.ends[last]]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """The half-open range of the text from token ``first`` to token ``last``, both included."""
        return self.tokens.starts[first], self.tokens.ends[last]

    @property
    def only_quotes(self) -> bool:
        """Whether nothing but quotations (and stops) stands here."""
        return bool(self.quotes) and all(tag in "Q.,-" for tag in self.tags)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The units of one paragraph, outside and inside its quotations, in reading order.

    ``label`` is the speaker label that opens it, None where none does.
    """

    start: int
    end: int
    units: list[Unit]
    inner: list[Unit]
    quotes: list[Quote]
    label: Label | None = None


def paragraphs(document: Document, labels: Mapping[int, Label]) -> Iterator[Paragraph]:
    """Each paragraph of the document as units; ``labels`` by the start of their paragraph."""
    group: list[Sentence] = []
    for sentence in document.sentences:
        if group and sentence.paragraph != group[-1].paragraph:
            yield _paragraph(document.text, group, labels.get(group[0].start))
            group = []
        group.append(sentence)
    if group:
        yield _paragraph(document.text, group, labels.get(group[0].start))


def _paragraph(text: str, sentences: list[Sentence], label: Label | None) -> Paragraph:
    start, end = sentences[0].start, sentences[-1].end
    quotes = find_quotes(text, start, end)
    blocks = [q for q in quotes if q.block]
    units: list[Unit] = []
    run: list[Sentence] = []
    body = label.end if label else _after_dateline(text, start, end)
    for n, sentence in enumerate(sentences):
        run.append(sentence)
        following = sentences[n + 1].start if n + 1 < len(sentences) else end
        if n + 1 < len(sentences) and any(q.start < following < q.end for q in blocks):
            continue
        if run[-1].end > body:
            units.append(_unit(text, run, max(run[0].start, body), run[-1].end, blocks))
        run = []
    inner = [unit for quote in blocks for unit in _inside(text, sentences, quote)]
    return Paragraph(start, end, units, inner, quotes, label)


def _after_dateline(text: str, start: int, end: int) -> int:
    match = _DATELINE.match(text, start, min(end, start + 110))
    if match and _SHOUTED.match(text, match.start(), match.end()):
        return match.end()
    return start


def _inside(text: str, sentences: list[Sentence], quote: Quote) -> Iterator[Unit]:
    for sentence in sentences:
        start, end = max(sentence.start, quote.inner), min(sentence.end, quote.outer)
        if start < end:
            inner = [q for q in find_quotes(text, start, end) if q.block]
            unit = _unit(text, [sentence], start, end, inner)
            unit.inside = quote
            yield unit


def _unit(text: str, run: list[Sentence], start: int, end: int, blocks: list[Quote]) -> Unit:
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    tags: list[str] = []
    quotes: dict[int, Quote] = {}
    position = start
    here = [q for q in blocks if q.start < end and q.end > start]
    for quote in [*here, None]:
        for s, e, word, tag in tokenize(text, position, quote.start if quote else end):
            if tag == COMMA and tags and tags[-1] == QUOTE:
                # British style puts the comma after the mark; the grammar does not care.
                continue
            starts.append(s)
            ends.append(e)
            words.append(word)
            tags.append(tag)
        if quote:
            quotes[len(starts)] = quote
            starts.append(quote.start)
            ends.append(quote.end)
            words.append("")
            tags.append(QUOTE)
            position = quote.end
    if 4 <= len(words) <= 25 and tags.count("U") > 0.6 * sum(t not in ",.:;-[]()" for t in tags):
        # A headline in title case: its verbs have capitals too.
        cues = lexicon().verbs
        tags = [
            FINITE if tag == "U" and n and (word in cues or WORD_CLASS.get(word) == FINITE) else tag
            for n, (word, tag) in enumerate(zip(words, tags, strict=True))
        ]
    tokens = Tokens(starts, ends, words, "".join(tags))
    return Unit(text, run[0].number, run[-1].number, run[0].paragraph, tokens, quotes)
