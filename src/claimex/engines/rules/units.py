"""A sentence, or the sentences that one quotation joins, as tokens.

A quotation of whole clauses is one token here (class ``Q``): the grammar around it does not depend
on what it says. Its inside is read as units of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from claimex.engines.cues import lexicon
from claimex.engines.rules.labels import Label
from claimex.engines.rules.quotes import Quote, find_quotes
from claimex.engines.rules.tokens import (
    CAPITALISED,
    COMMA,
    FINITE,
    QUOTE,
    WORD_CLASS,
    Tokens,
    tokenize,
)
from claimex.text.document import Document, Sentence

# A dateline: NAIROBI; VELIK, March 14; OSLO/LYON, May 5 (Meridian Wire); with the dash after it.
_DATELINE = re.compile(
    r"""(?:\d{1,2}[ ]\w+[ ])?
    [A-ZÀ-ÞŁŚŻĆŃČŠŽ][\w./’' -]{1,40}?
    (?:,[ ][\w. ]{2,30}?)?
    (?:[ ]\([^)\n]{2,40}\))?
    \s*(?:—|–|--|-)\s+(?=\S)""",
    re.VERBOSE,
)
_LONGEST_DATELINE = 110
# "Mora said.", "Ada Mora said of the club"
_TELLING = re.compile(
    r"""(?:[A-ZÀ-Þ][\w.’'-]*\ ){1,4}(?P<verb>[a-z]+)
    (?=[.,]|\ (?:of|about|on|in|at|during|after|to|when|as|with|from|today|yesterday|\w+day)\b)""",
    re.VERBOSE,
)
_SHOUTED = re.compile(r"[A-ZÀ-ÞŁŚŻĆŃČŠŽ]{3,}")
# No sentence is longer; it keeps a text without stops in linear time.
_LONGEST_UNIT = 400
# How many tokens a headline in title case has, and which share of its words has capitals.
_HEADLINE = range(4, 26)
_CAPITALS = 0.6
_NO_WORDS = str.maketrans("", "", ",.:;-[]()")


@dataclass(slots=True)
class Unit:
    """Tokens of one stretch of a paragraph.

    ``number`` is that of its first sentence, ``last`` of its last one; ``quotes`` maps the index of
    a ``Q`` token to its quotation. ``tags`` and ``words`` are those of the tokens, ``vocabulary``
    the same words as a set: what looks for certain words asks it first.
    """

    text: str
    number: int
    last: int
    paragraph: int
    tokens: Tokens
    quotes: dict[int, Quote] = field(default_factory=dict)
    tags: str = field(init=False)
    words: list[str] = field(init=False)
    vocabulary: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.tags, self.words = self.tokens.tags, self.tokens.words
        self.vocabulary = frozenset(self.words)

    def place(self, first: int, last: int) -> tuple[int, int]:
        """The half-open range of the text from token ``first`` to token ``last``, both included."""
        return self.tokens.starts[first], self.tokens.ends[last]

    @property
    def only_quotes(self) -> bool:
        """Whether nothing but quotations (and stops) stands here."""
        return bool(self.quotes) and not self.tags.strip("Q.,-")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The units of one paragraph, outside and inside its quotations, in reading order.

    ``label`` is the speaker label that opens it, None where none does.
    """

    units: list[Unit]
    inner: list[Unit]
    quotes: list[Quote]
    label: Label | None = None

    @property
    def is_quoted(self) -> bool:
        """Whether all of it is a speaker's words, whose "we" is not the outlet's."""
        return self.label is not None and not self.label.voice


def paragraphs(document: Document, labels: Mapping[int, Label]) -> Iterator[Paragraph]:
    """Each paragraph of the document as units; ``labels`` by the start of their paragraph."""
    for _, group in groupby(document.sentences, key=lambda sentence: sentence.paragraph):
        sentences = list(group)
        yield _paragraph(document.text, sentences, labels.get(sentences[0].start))


def _paragraph(text: str, sentences: list[Sentence], label: Label | None) -> Paragraph:
    start, end = sentences[0].start, sentences[-1].end
    quotes = find_quotes(text, start, end)
    blocks = [quote for quote in quotes if quote.block]
    body = label.end if label else _after_dateline(text, start, end)
    units: list[Unit] = []
    nth = 0
    for run in _runs(text, sentences, blocks):
        first, last = max(run[0].start, body), run[-1].end
        while nth < len(blocks) and blocks[nth].end <= first:
            nth += 1
        if last > body:
            units += _units(text, run, first, last, _up_to(blocks, nth, last))
    return Paragraph(units, list(_inside(text, sentences, blocks)), quotes, label)


def _up_to(quotes: list[Quote], nth: int, end: int) -> Iterator[Quote]:
    """The quotations from the ``nth`` one on that start before ``end``."""
    while nth < len(quotes) and quotes[nth].start < end:
        yield quotes[nth]
        nth += 1


def _runs(text: str, sentences: list[Sentence], blocks: list[Quote]) -> Iterator[list[Sentence]]:
    """The sentences, those joined that a quotation spans or is told by: “Why?” Mora said."""
    run = [sentences[0]]
    nth = 0
    for sentence in sentences[1:]:
        while nth < len(blocks) and blocks[nth].end <= sentence.start:
            nth += 1
        spanned = nth < len(blocks) and blocks[nth].start < sentence.start
        if spanned or (
            nth and blocks[nth - 1].end == run[-1].end and _tells(text, blocks[nth - 1], sentence)
        ):
            run.append(sentence)
        else:
            yield run
            run = [sentence]
    yield run


def _tells(text: str, quote: Quote, sentence: Sentence) -> bool:
    """Whether a sentence only tells who asked or cried the quotation before it."""
    if text[quote.outer - 1] not in "?!":
        return False
    match = _TELLING.match(text, sentence.start, sentence.end)
    if match is None or text[sentence.start : match.start("verb")].split()[0].lower() in WORD_CLASS:
        return False
    verb = lexicon().verbs.get(match["verb"])
    return verb is not None and not verb.frames.isdisjoint(("say", "tell", "quote"))


def _after_dateline(text: str, start: int, end: int) -> int:
    opening = text[start : min(end, start + _LONGEST_DATELINE)]
    # Looked for first: the pattern tries each length of a place's name.
    dashed = "—" in opening or "–" in opening or "-" in opening
    match = _DATELINE.match(text, start, start + len(opening)) if dashed else None
    if match and _SHOUTED.match(text, match.start(), match.end()):
        return match.end()
    return start


def _inside(text: str, sentences: list[Sentence], blocks: list[Quote]) -> Iterator[Unit]:
    """The insides of the quotations, sentence by sentence."""
    first = 0
    for quote in blocks:
        while sentences[first].end <= quote.inner and first + 1 < len(sentences):
            first += 1
        for n in range(first, len(sentences)):
            sentence = sentences[n]
            if sentence.start >= quote.outer:
                break
            start, end = max(sentence.start, quote.inner), min(sentence.end, quote.outer)
            if start < end:
                nested = (inner for inner in find_quotes(text, start, end) if inner.block)
                yield from _units(text, [sentence], start, end, nested)


def _units(
    text: str, run: list[Sentence], start: int, end: int, blocks: Iterable[Quote]
) -> Iterator[Unit]:
    """The tokens of a range of the text as one unit, or as many as its length asks for."""
    blocks = list(blocks)
    quotes: dict[int, Quote] = {}
    stops = [*(quote.start for quote in blocks), end]
    tokens = tokenize(text, start, stops[0])
    for quote, stop in zip(blocks, stops[1:], strict=True):
        quotes[len(tokens)] = quote
        tokens.append(quote.start, quote.end, "", QUOTE)
        tokens.extend(_after_quote(text, quote.end, stop))
    if len(tokens) in _HEADLINE:
        tokens.tags = _headline_tags(tokens)
    for first in range(0, len(tokens), _LONGEST_UNIT):
        last = first + _LONGEST_UNIT
        yield Unit(
            text,
            run[0].number,
            run[-1].number,
            run[0].paragraph,
            tokens if len(tokens) <= last and not first else tokens.part(first, last),
            {k - first: quote for k, quote in quotes.items() if first <= k < last},
        )


def _after_quote(text: str, start: int, end: int) -> Tokens:
    """The tokens of the words after a quotation, without a comma right after it.

    British style puts the comma after the mark; the grammar does not care.
    """
    tokens = tokenize(text, start, end)
    if tokens.tags.startswith(COMMA):
        commas = len(tokens) - len(tokens.tags.lstrip(COMMA))
        return tokens.part(commas, len(tokens))
    return tokens


def _headline_tags(tokens: Tokens) -> str:
    """The classes of a headline in title case, whose verbs have capitals, too; else as they are."""
    tags = tokens.tags
    if tags.count(CAPITALISED) <= _CAPITALS * len(tags.translate(_NO_WORDS)):
        return tags
    cues = lexicon().verbs
    return "".join(
        FINITE
        if n and tag == CAPITALISED and (word in cues or WORD_CLASS.get(word) == FINITE)
        else tag
        for n, (word, tag) in enumerate(zip(tokens.words, tags, strict=True))
    )
