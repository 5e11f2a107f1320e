"""What linking reads of a statement, and how statements stand to each other in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from claimex.assembly.linking_meanings import (
    NEGATIONS,
    NO_WORDS,
    STOP,
    WORD,
    meaning,
    meanings,
    split_negation,
)
from claimex.assembly.linking_reference import denies, first_sentence
from claimex.assembly.linking_words import Lexis, deal_nouns
from claimex.draft import Place
from claimex.schema import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One statement as linking reads it; places are half-open ranges of the text linked in.

    ``source`` is the resolved name of who says it, ``known_as`` all that the text calls that
    source (name, role, mention); ``principal`` whom a proxy speaks for, else "". ``content`` is the
    proposition in words, ``places`` where its words stand. ``parties`` and ``title`` are those of
    an agreement.
    """

    id: str
    kind: Kind
    cue: Place
    places: tuple[Place, ...]
    content: str
    source: str = ""
    known_as: str = ""
    principal: str = ""
    parties: tuple[str, ...] = ()
    title: str = ""


_ROLE = re.compile(
    r"(?:spokes\w+|lawyers?|attorneys?|solicitors?|counsel|aides?|advis[eo]rs?|agents?|office|press|"
    r"communications|officials?|staff|representatives?|ministry|department|agency|government|cabinet|"
    r"company|firm|chair\w*|director|president|minister|secretary|embassy|consulate|campaign|team|"
    r"report|statement|letter|filing|s|of|for|the|a|an|at|and)$"
)


# Who was of a side speaks for it no more.
_NO_LONGER = re.compile(
    r"\b(?:former|ex|sacked|fired|ousted|estranged)\b|\bwho (?:has|had|once|used) ", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Facts:
    """An item with what is worked out of its words.

    ``stated`` are the meanings of its content alone, ``literal`` those of its words. ``words`` is
    the literal text of its places, ``first_words`` that of the first sentence. ``stems`` are the
    meanings of the content words of both ``words`` and content, ``names`` those that are names,
    ``numbers`` the figures. ``voices`` are the source and whom it speaks for, case-folded.
    ``outer`` is the claim in whose words this one is reported, ``inner`` those reported in its own,
    ``about`` the agreement found, ``goes_on`` whether it only goes on about it ("it is done").
    """

    item: Item
    order: int
    words: str
    first_words: str
    cue_words: str
    paragraph: int
    stems: frozenset[str]
    stated: frozenset[str]
    literal: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    voices: frozenset[str]
    side: frozenset[str]
    side_stems: frozenset[str]
    known: frozenset[str]
    deal_nouns: frozenset[str]
    party_stems: frozenset[str]
    outer: Facts | None = None
    inner: Sequence[Facts] = ()
    about: Facts | None = None
    goes_on: bool = False
    targets: Sequence[Facts] = ()
    supports: Sequence[Facts] = ()
    _negated: frozenset[str] | None = None

    @property
    def id(self) -> str:
        """The id of the item."""
        return self.item.id

    @property
    def negated(self) -> frozenset[str]:
        """The meanings that follow a negation; worked out when first asked for, as few are."""
        if self._negated is None:
            # A denial's content is what it denies, even where only its own words are given.
            positive = self.item.kind == "denial" and not denies(self.cue_words)
            self._negated = NO_WORDS if positive else _negated(self.item.content)
        return self._negated

    @property
    def start(self) -> int:
        """Where the statement begins: at its cue or its words."""
        return min(self.item.cue[0], self.item.places[0][0])

    def part(self) -> None:
        """Forget all other facts."""
        self.outer = self.about = None
        self.inner = self.targets = self.supports = ()

    def says(self, agreement: Facts) -> bool:
        """Whether an agreement's cue stands in these words: they say that it was made."""
        start, end = agreement.item.cue
        return any(a <= start and end <= b for a, b in self.item.places)

    def same_speaker(self, other: Facts) -> bool:
        """Whether both are said by one source: "pal of the keeper" is "pal", too."""
        mine, theirs = self.item.source.casefold(), other.item.source.casefold()
        return mine == theirs or mine.startswith(f"{theirs} ") or theirs.startswith(f"{mine} ")

    def same_side(self, other: Facts) -> bool:
        """Whether both speak for the same person or body, by resolved name."""
        if not self.voices.isdisjoint(other.voices):
            return True
        if self.side.isdisjoint(other.side):
            return False
        mine, theirs = self.item, other.item
        first, second = _speaks_for(mine.source), _speaks_for(theirs.source)
        if self.side <= other.side or other.side <= self.side:
            return first or second or self.side == other.side
        return first != second and "'s" in mine.source + theirs.source

    def of_one_side(self, other: Facts) -> bool:
        """Whether one of the two speaks for the other, or is of it: "Lund's rector" and Lund."""
        return (
            self.same_side(other)
            or not self.known.isdisjoint(other.side_stems)
            or not other.known.isdisjoint(self.side_stems)
        )


@lru_cache(maxsize=8192)
def _speaks_for(name: str) -> bool:
    words = [word.casefold() for word in WORD.findall(name)]
    return any(_ROLE.match(word) and len(word) > 3 for word in words)


@lru_cache(maxsize=8192)
def _voices(source: str, principal: str) -> frozenset[str]:
    return frozenset({source.casefold(), principal.casefold()} - {""})


@lru_cache(maxsize=8192)
def _side(name: str) -> frozenset[str]:
    if _NO_LONGER.search(name):
        return frozenset((name.casefold(),))
    words = (word.casefold() for word in WORD.findall(name))
    return frozenset(word for word in words if not _ROLE.match(word))


@lru_cache(maxsize=8192)
def _known(words: str) -> frozenset[str]:
    return meanings(WORD.findall(words))


# A negation counts for this many words of content after it.
_SCOPE = 4


@lru_cache(maxsize=8192)
def _side_stems(source: str, principal: str) -> frozenset[str]:
    return frozenset(map(meaning, _side(source) | _side(principal)))


def negates(words: str) -> bool:
    """Whether a proposition holds a negation."""
    return not NEGATIONS.isdisjoint(w.casefold() for w in WORD.findall(split_negation(words)))


_CLEFT = frozenset((("is", "that"), ("was", "that")))
_OBJECTS = frozenset("nothing nobody none no".split())


def _negated(words: str) -> frozenset[str]:
    """The meanings of the words that a negation in this proposition reaches."""
    if "n’t" in words or "n't" in words:
        words = split_negation(words)
    tokens = [word.casefold() for word in WORD.findall(words)]
    if NEGATIONS.isdisjoint(tokens):
        return NO_WORDS
    reached: set[str] = set()
    for n, token in enumerate(tokens):
        if token in NEGATIONS:
            scope = tokens[n + 1 : n + 1 + 2 * _SCOPE]
            # "What it did not say is that they were sold": the sale is affirmed.
            cleft = next(
                (m for m, pair in enumerate(pairwise(scope)) if pair in _CLEFT), len(scope)
            )
            after = [t for t in scope[:cleft] if t not in STOP]
            reached.update(map(meaning, after[:_SCOPE]))
            if token in _OBJECTS:
                reached.update(meaning(t) for t in tokens[max(0, n - 1) : n] if t not in STOP)
    return frozenset(reached)


def numbers_in(stems: Iterable[str]) -> frozenset[str]:
    """The figures among meanings."""
    found = [stem for stem in stems if stem[0].isdigit()]
    return frozenset(found) if found else NO_WORDS


def read_items(text: str, items: Sequence[Item], lexis: Lexis) -> list[Facts]:
    """The facts of each item, in order of appearance; nested claims know each other."""
    breaks = [match.start() for match in re.finditer(r"\n\s*", text)]
    ordered = sorted(items, key=lambda item: (item.cue[0], item.places[0][0]))
    named = {
        word
        for item in items
        for name in (item.source, *item.parties)
        for word in WORD.findall(name)
    }
    facts = []
    for order, item in enumerate(ordered):
        words = " ".join(text[start:end] for start, end in item.places)
        spoken = WORD.findall(words)
        # Most often a proposition is its words with a capital and a full stop.
        same = item.content[1:-1] == words[1:]
        worded = spoken if same else WORD.findall(item.content)
        parties = WORD.findall(" ".join(item.parties))
        tokens = {*spoken, *worded, *parties, *WORD.findall(item.title)}
        literal = meanings(spoken)
        first = words if len(item.places) == 1 else text[slice(*item.places[0])]
        # One set where the words are the same: those of a long document are most of its memory.
        stated = literal if same else meanings(worded)
        stems = stated if same and item.kind != "agreement" else meanings(tokens)
        facts.append(
            Facts(
                item=item,
                order=order,
                words=words,
                first_words=first_sentence(first),
                cue_words=text[slice(*item.cue)],
                paragraph=bisect_right(breaks, item.cue[0]),
                stems=stems,
                stated=stated,
                literal=literal,
                names=meanings(
                    w for w in tokens if w[0].isupper() and (w in named or lexis.is_name(w))
                ),
                numbers=numbers_in(stems),
                voices=_voices(item.source, item.principal),
                side=_side(item.source),
                side_stems=_side_stems(item.source, item.principal),
                known=_known(item.known_as),
                party_stems=meanings(parties),
                deal_nouns=deal_nouns(f"{words} {item.content} {item.title}")
                if item.kind == "agreement"
                else NO_WORDS,
            )
        )
    _nest(facts)
    return facts


def _nest(facts: Iterable[Facts]) -> None:
    """Tie each statement to the claim in whose words its cue stands."""
    spoken = [f for f in facts if f.item.kind in ("claim", "denial")]
    ranges = sorted(
        ((place, f) for f in spoken for place in f.item.places),
        key=lambda pair: (pair[0][0], -pair[0][1]),
    )
    open_ranges: list[tuple[Place, Facts]] = []
    waiting = iter(ranges)
    pending = next(waiting, None)
    for f in sorted(spoken, key=lambda f: f.item.cue[0]):
        while pending is not None and pending[0][0] <= f.item.cue[0]:
            while open_ranges and open_ranges[-1][0][1] <= pending[0][0]:
                open_ranges.pop()
            open_ranges.append(pending)
            pending = next(waiting, None)
        while open_ranges and open_ranges[-1][0][1] < f.item.cue[1]:
            open_ranges.pop()
        for place, outer in reversed(open_ranges):
            if outer is not f and place[0] <= f.item.cue[0] and f.item.cue[1] <= place[1]:
                f.outer = outer
                outer.inner = (*outer.inner, f)
                break
