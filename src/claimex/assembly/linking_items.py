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
from claimex.assembly.linking_sides import Side, side_of
from claimex.assembly.linking_words import Lexis, deal_nouns
from claimex.draft import Place
from claimex.schema import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One statement as linking reads it; places are half-open ranges of the text linked in.

    ``source`` is the resolved name of who says it, ``role`` and ``mention`` what else the text
    calls that source; ``principal`` whom a proxy speaks for, else "". ``content`` is the
    proposition in words, ``places`` where its words stand. ``parties`` and ``title`` are those of
    an agreement.
    """

    id: str
    kind: Kind
    cue: Place
    places: tuple[Place, ...]
    content: str
    source: str = ""
    role: str = ""
    mention: Place | None = None
    principal: str = ""
    parties: tuple[str, ...] = ()
    title: str = ""


@dataclass(slots=True, eq=False)
class Facts:
    """An item with what is worked out of its words.

    A long document has thousands: what is asked of few of them is worked out when it is. ``stems``
    are the meanings of the content words of both ``words`` and content, ``names`` those that are
    names, ``numbers`` the figures; ``plain`` says that words and content are the same. ``outer`` is
    the claim in whose words this one is reported, ``inner`` those reported in its own, ``about``
    the agreement found, ``goes_on`` whether it only goes on about it ("it is done").
    """

    item: Item
    order: int
    paragraph: int
    plain: bool
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    side: Side
    deal_nouns: frozenset[str]
    _text: str
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
    def words(self) -> str:
        """The literal text of its places."""
        return words_at(self._text, self.item.places)

    @property
    def first_words(self) -> str:
        """The first sentence of the first place."""
        return first_sentence(self._text[slice(*self.item.places[0])])

    @property
    def cue_words(self) -> str:
        """The words of the cue."""
        return self._text[slice(*self.item.cue)]

    @property
    def literal(self) -> frozenset[str]:
        """The meanings of its words."""
        return self.stems if self.plain else _meanings_in(self.words)

    @property
    def stated(self) -> frozenset[str]:
        """The meanings of its content alone."""
        return self.stems if self.plain else _meanings_in(self.item.content)

    @property
    def party_stems(self) -> frozenset[str]:
        """The meanings of the names of an agreement's parties."""
        return _meanings_in(" ".join(self.item.parties))

    @property
    def known_as(self) -> str:
        """All that the text calls the source: name, role, mention."""
        item = self.item
        mention = self._text[slice(*item.mention)] if item.mention else ""
        return f"{item.source} {item.role} {mention}"

    @property
    def known(self) -> frozenset[str]:
        """The meanings of all that the text calls the source."""
        return _meanings_in(self.known_as)

    @property
    def side_stems(self) -> frozenset[str]:
        """The meanings of the names of the source and of whom it speaks for."""
        return self.side.stems

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
        return self.side.meets(other.side)

    def of_one_side(self, other: Facts) -> bool:
        """Whether one of the two speaks for the other, or is of it: "Lund's rector" and Lund."""
        return (
            self.same_side(other)
            or not self.known.isdisjoint(other.side_stems)
            or not other.known.isdisjoint(self.side_stems)
        )


# A negation counts for this many words of content after it.
_SCOPE = 4


# What is worked out on demand is kept of so many runs of words: each is asked for again where the
# statements beside it are read, hardly ever later.
_KEPT = 1024


@lru_cache(maxsize=_KEPT)
def _meanings_in(words: str) -> frozenset[str]:
    return meanings(WORD.findall(words))


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


def words_at(text: str, places: Sequence[Place]) -> str:
    """The words at these places, one after another."""
    if len(places) == 1:
        return text[slice(*places[0])]
    return " ".join([text[start:end] for start, end in places])


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
    sides: dict[tuple[str, str], Side] = {}
    facts = []
    for order, item in enumerate(ordered):
        words = words_at(text, item.places)
        spoken = WORD.findall(words)
        # Most often a proposition is its words with a capital and a full stop.
        same = item.content[1:-1] == words[1:]
        worded = spoken if same else WORD.findall(item.content)
        titled = WORD.findall(" ".join((*item.parties, item.title)))
        tokens = {*spoken, *worded, *titled}
        stems = meanings(tokens)
        who = (item.source, item.principal)
        side = sides.get(who)
        if side is None:
            side = sides[who] = side_of(*who)
        facts.append(
            Facts(
                item=item,
                order=order,
                paragraph=bisect_right(breaks, item.cue[0]),
                plain=same and item.kind != "agreement",
                stems=stems,
                names=meanings(
                    w for w in tokens if w[0].isupper() and (w in named or lexis.is_name(w))
                ),
                numbers=numbers_in(stems),
                side=side,
                deal_nouns=deal_nouns(f"{words} {item.content} {item.title}")
                if item.kind == "agreement"
                else NO_WORDS,
                _text=text,
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
