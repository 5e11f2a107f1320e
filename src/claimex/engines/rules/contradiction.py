"""Words that deny: what is said contradicts what somebody else says.

"That is not true", "no such deal was made", "no truck had been refused".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from claimex.draft import Place
from claimex.engines.cues import Lexicon
from claimex.engines.rules.answering import Exchange, Proposition, continues, retorting
from claimex.engines.rules.denial_patterns import Share, denying_words
from claimex.engines.rules.heard import Heard
from claimex.engines.rules.judging import Judged
from claimex.engines.rules.places import trim
from claimex.engines.rules.stems import WORD, stems_of
from claimex.engines.rules.tokens import classify

# How many propositions with a word, before and behind, a clause can contradict by it: in a long
# document a common word stands in thousands, and who denies answers what was said nearby.
_NEAR = 50
# How much of a split clause is looked at, in characters.
_SPLIT = 60
_CLAUSE_BREAK = re.compile(
    r"""(?<=[.!?…])[”"’]?\s+(?=[“"]?[A-ZÀ-ÞI])    # … it. We never
    | ,\s+(?:and|but)\s+(?=\w+\s+\w+)             # …, and nobody paid
    | \s+and\s+that\s+                             # … was wrong and that every bill
    | [;:]\s+""",
    re.VERBOSE,
)
# Without one of these, or "that", no clause breaks off.
_STOP = re.compile(r"[.!?…,;:]")
# "Asleep, yes, but sober"
_PARTLY_SO = re.compile(
    r"(?P<granted>[^.;]{1,80}?),\s(?:yes|true|certainly),\sbut\s(?=\S)", re.IGNORECASE
)
# "Every payment was made" contradicts "no payment has arrived".
_EVERY = re.compile(r"[“\"‘]?(?:but |and )?(?:every|each|(?P<all>all))\b", re.IGNORECASE)
_EVERY_SHARED = Share(0.4, 0.4)
_ALL_SHARED = Share(0.6, 0.6)
_BETWEEN_CLAUSES = re.compile(r"[\s,.;!?]*(?:and|but)?[\s,]*")


class Contradictions:
    """Tells denying content from asserting content, given all that is said in the document."""

    def __init__(self, text: str, lexicon: Lexicon, propositions: Iterable[Proposition]) -> None:
        """``propositions`` are those of the whole document, ``text`` its words."""
        self._text = text
        self._granting = lexicon.granting
        self._denying = denying_words()
        self._all = sorted(propositions, key=lambda proposition: proposition.start)
        self._exchange = Exchange(self._all)

    @cached_property
    def _judged(self) -> list[tuple[Proposition, bool]]:
        """Each proposition, and whether it negates."""
        return [(p, self._denying.negate(p.words)) for p in self._all]

    @cached_property
    def _asserting(self) -> _Matters:
        return _Matters(p for p, negates in self._judged if not negates)

    @cached_property
    def _negating(self) -> _Matters:
        return _Matters(p for p, negates in self._judged if negates)

    def split(self, said: Heard, speaker: str, *, goes_on: bool = False) -> Judged:
        """The clauses of what is said, apart: those that assert and those that deny.

        ``speaker`` is the key of who says it, ``goes_on`` whether right after a denial.
        """
        text = self._text
        places = [place for content in said.contents if (place := trim(text, content))]
        claims: list[Place] = []
        denials: list[Place] = []
        mention = text[slice(*said.source)].casefold() if said.source else ""
        if len(places) > 1:
            # "That, said the engineer, is wrong": no part of it is a clause alone.
            whole = " ".join(text[start:end] for start, end in places)
            denies = self._denies(whole[:_SPLIT], mention, places[0][0])
            if denies and not _asserts(text[slice(*places[0])]):
                return Judged(denials=tuple(places))
        granting = len(places) == 1 and text.find(", but ", *places[0]) >= 0
        partly = _PARTLY_SO.match(text, *places[0]) if granting else None
        if partly is not None and self._said_by_others(partly["granted"], mention, partly.start()):
            return Judged((partly.span("granted"),), ((partly.end(), places[0][1]),))
        # An accusation asserts, however much it negates.
        if said.lemma not in self._granting and "accuse" not in said.frames:
            for clause in (clause for place in places for clause in _clauses(text, place)):
                words = text[slice(*clause)]
                denies = self._denies(words, mention, clause[0])
                if not denies and not text.startswith("?", clause[1]):
                    denies = (goes_on and continues(words)) or self._exchange.answers(
                        words,
                        speaker,
                        clause[0],
                        said.paragraph,
                        retorts=retorting(said.lemma),
                    )
                (denials if denies else claims).append(clause)
        if not denials:
            return Judged(claims=tuple(places))
        # Fragments ("Every word of it.") go with the denial they stand beside.
        kept = [clause for clause in claims if self._stands_alone(text[slice(*clause)])]
        denials = sorted(denials + [clause for clause in claims if clause not in kept])
        return Judged(_joined(text, kept), _joined(text, denials))

    def denied_already(self, said: Heard) -> Judged | None:
        """What goes on denying, right after a denial, by a word such as "nobody"; else None."""
        text = self._text
        places = tuple(place for content in said.contents if (place := trim(text, content)))
        opens = places and self._denying.opens_with_none(text[slice(*places[0])])
        return Judged(denials=places) if opens else None

    def _said_by_others(self, words: str, mention: str, place: int) -> bool:
        """Whether any matter of the words stands in what somebody else said."""
        near = (p for stem in stems_of(words) for p in self._asserting.near(stem, place))
        return any(p.mention != mention for p in near)

    def _stands_alone(self, words: str) -> bool:
        """Whether a clause beside a denial says something of its own."""
        return _asserts(words) and not self._denying.continue_denial(words)

    def _denies(self, words: str, mention: str, place: int) -> bool:
        every = _EVERY.match(words)
        if every is not None:
            needed = _ALL_SHARED if every["all"] else _EVERY_SHARED
            if self._negating.share(words, mention, place, needed):
                return True
        share = self._denying.share_needed(words)
        if share is None or share.of_any == 0:
            return share is not None
        return self._asserting.share(words, mention, place, share) or (
            # "No accord was signed" answers whoever speaks of one.
            self._denying.deny_deal(words) and self._asserting.share("deal", mention, place, share)
        )


class _Matters:
    """What is said, by the stems of the words that carry matter."""

    def __init__(self, propositions: Iterable[Proposition]) -> None:
        """``propositions`` come in order."""
        self._by_stem: dict[str, list[Proposition]] = {}
        for proposition in propositions:
            for stem in stems_of(proposition.words):
                self._by_stem.setdefault(stem, []).append(proposition)

    def near(self, stem: str, place: int) -> list[Proposition]:
        """The propositions around a place in which a stem stands."""
        found = self._by_stem.get(stem, [])
        if len(found) <= 2 * _NEAR:
            return found
        at = bisect_left(found, place, key=lambda proposition: proposition.start)
        return found[max(0, at - _NEAR) : at + _NEAR]

    def share(self, words: str, mention: str, place: int, needed: Share) -> bool:
        """Whether somebody else said as much of the matter of these words."""
        stems = stems_of(words)
        shared = Counter(p for stem in stems for p in self.near(stem, place))
        # A name alone is no matter: "nobody at Lund's had asked", after whatever was said of Lund.
        matter = stems - _names_in(words) or stems
        of_matter = {p for stem in matter for p in self.near(stem, place)}
        every = _EVERY.match(words) is not None
        return any(
            count / len(stems) >= (needed.of_accusation if p.accuses else needed.of_any)
            and p.mention != mention
            and p in of_matter
            and (count > 1 or not every or count == len(stems))
            # Of "no worker was paid" and "all workers were paid" the later one denies.
            and (p.start < place or not (every or _EVERY.match(p.words)))
            for p, count in shared.items()
        )


def _names_in(words: str) -> frozenset[str]:
    """The stems of the words that are names: capitals that do not stand first."""
    return stems_of(" ".join(word for word in WORD.findall(words)[1:] if word[0].isupper()))


def _clauses(text: str, place: Place) -> list[Place]:
    """The clauses of a place that stand apart: at sentence ends and before ", and"."""
    start, end = place
    if _STOP.search(text, start, end - 1) is None and "that" not in text[start:end]:
        return [trimmed] if (trimmed := trim(text, place)) else []
    cuts = [(m.start(), m.end()) for m in _CLAUSE_BREAK.finditer(text, start, end)]
    parts: list[Place] = []
    at = start
    for cut, resume in [*cuts, (end, end)]:
        trimmed = trim(text, (at, cut))
        if trimmed is not None:
            parts.append(trimmed)
        at = resume
    return parts


def _asserts(words: str) -> bool:
    """Whether a clause says something of its own: it has a verb."""
    tags = [classify(w, False)[1] for w in WORD.findall(words)]
    return len(tags) >= 3 and any(tag in "XVE" for tag in tags)


def _joined(text: str, places: list[Place]) -> tuple[Place, ...]:
    """Neighbouring places as one, where nothing but marks and "and" stands between them."""
    joined: list[Place] = []
    for place in places:
        if joined and _BETWEEN_CLAUSES.fullmatch(text, joined[-1][1], place[0]):
            joined[-1] = (joined[-1][0], place[1])
        else:
            joined.append(place)
    return tuple(joined)
