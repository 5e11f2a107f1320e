"""What a statement points back at: "that account", "the drone allegation", "called her a liar"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claimex.assembly.linking_items import Facts
from claimex.assembly.linking_likeness import Likeness
from claimex.assembly.linking_meanings import WORD, meanings
from claimex.assembly.linking_reference import (
    Reference,
    affine,
    confirms,
    noun_before,
    says_also,
    without_judgement,
)
from claimex.assembly.linking_runs import goes_on, led_to, outermost, run_of

_RETRACTS = re.compile(
    r"withdr[ae]w|retract|took back|take back|recant|apologi[sz]|disavow|walked back|backtrack",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"\W*(?:the \w+|him|her|them)\W*", re.IGNORECASE)
_OBJECT = re.compile(r"\b(?:it|that|this|them|those|so)\b", re.IGNORECASE)
_ELLIPTIC = re.compile(
    r"\W*(?:it|they|he|she|this|that|there)\s(?:was|were|is|are|did|does|do|had|has|have|would|will)"
    r"(?:n['’]t|\s(?:not|never))?\W*",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\basked (?:\w+ ){0,2}(?:whether|if)\b[^.?!\n]*[.?!][^.?!\n]*$|\?\W*[^.?!\n]*$"
)
_ASKED_WITHIN = 240
_PLEA = re.compile(r"not guilty", re.IGNORECASE)
_TOLD_OUTLET = re.compile(
    r"\b(?:told|telling) the (?:mag(?:azine)?|(?:news)?paper|daily|weekly|tabloid|outlet|"
    r"(?:web)?site|programme|station|channel|agency|broadcaster)\b",
    re.IGNORECASE,
)
_PROSECUTION = re.compile(
    r"prosecut|\b(?:Crown|state)['’]s case|\bcharge[sd]?\b|indict|accus|alleg", re.IGNORECASE
)
_APPOSED = re.compile(
    r",\s(?:an?|the)\s(?:[\w-]+\s)?(?:claim|charge|allegation|accusation|assertion|account|version|story"
    r"|statement|suggestion|description|figure|finding|report)\s[^,.;\n]*$"
)
# "…, a timeline the regulator rejects": at most so many words taken up before their clause.
_TAKEN_UP_WORDS = 4
# "I was wrong": of what the speaker has said.
_WRONG = re.compile(
    r"\W*(?:i|we) (?:was|were|am|are) (?:\w+ly )?(?:wrong|mistaken)\b", re.IGNORECASE
)
# What a denial points at stands among this many statements before it.
MEMORY = 14
# In so many paragraphs after it a pronoun may take a claim up.
_IN_MIND = 3
# Nouns of these classes may take up whatever was said.
_UNSPECIFIC = ("", "account", "event", "accusation", "statement", "rumour")
# So many characters on either side of a cue tell whether its source joins in ("also", "too").
BESIDE = 40
# A person is named in at most this many words.
_NAME_WORDS = 3


def retracts(cue: str) -> bool:
    """Whether a cue takes back what its own source has said."""
    return _RETRACTS.search(cue) is not None


def elliptic(words: str) -> bool:
    """Whether words only say that it was, or was not, as just said: "it had", "they did not"."""
    return _ELLIPTIC.fullmatch(words) is not None


def pleads(cue: str) -> bool:
    """Whether a cue answers a charge in court."""
    return _PLEA.search(cue) is not None


class Pointing:
    """Finds the claims that the statements of one document point back at."""

    def __init__(self, text: str, facts: Sequence[Facts], likeness: Likeness) -> None:
        self._text = text
        self._facts = facts
        self._likeness = likeness
        self._pointed: dict[int, str] = {}

    def claims(self, denial: Facts, pointer: Reference) -> list[Facts]:
        """What a denial (or an answer) points at with these words; empty where there is nothing."""
        self._pointed[denial.order] = pointer.noun
        before = self._facts[max(0, denial.order - MEMORY) : denial.order]
        window = self._window(denial)
        if pointer.own:
            return _charges(denial, window) or self._told_later(
                denial, Reference(noun="accusation")
            )
        if pointer.owner:
            owned = [f for f in window if f.known & pointer.owner]
            # Two ministers: the one whose words are in dispute is meant.
            disputed = [f for f in owned if any(f in d.targets for d in before)]
            if disputed and len({f.item.source for f in owned}) > 1:
                return self._disputed(disputed[-1], before)
            window = owned or window
        same = self._as_before(denial, pointer, before, window)
        if same is not None:
            return same
        if not pointer.noun and pointer.many:
            sentence = self._text[max(0, denial.start - 160) : denial.start].rpartition("\n")[2]
            taken_up = noun_before(sentence)
            if taken_up is not None:
                pointer = taken_up
        if pointer.near and not pointer.noun:
            # "That", "it": of what a reader still has in mind.
            window = [f for f in window if denial.paragraph - f.paragraph <= _IN_MIND]
        if not window:
            return self._told_later(denial, pointer)
        whole = window
        if pointer.modifiers:
            narrowed = [f for f in window if f.stems & pointer.modifiers]
            if not narrowed and retracts(denial.cue_words):
                narrowed = [
                    f for f in before if f.item.kind == "claim" and f.stems & pointer.modifiers
                ]
            window = narrowed or window
        kin = [f for f in window if affine(pointer.noun, f.cue_words + " " + f.known_as)]
        if pointer.many == 9 and kin:
            return [f for f in kin if kin[-1].paragraph - f.paragraph <= 2]
        if pointer.many == 2:
            return (kin if len(kin) > 1 else window)[-2:]
        if pointer.noun == "event":
            window = [f for f in window if pointer.word in f.stems] or window
        last = self._latest(window, kin, 0.5 if pointer.near else 2.5)
        if pointer.many == 9 or pointer.noun in ("account", "event"):
            run = self._with_outlet(run_of(window, last), window)
            run += [f for f in whole if f not in run and goes_on(f, run, whole)]
            if pointer.noun and pointer.many == 9:
                run += [f for f in window if f not in run and self._likeness.akin(last, f)]
            return run
        return [last, *led_to(last, whole)] if pointer.noun in _UNSPECIFIC else [last]

    def _window(self, denial: Facts) -> list[Facts]:
        """The claims before a denial that it may point at: those of others, or what it retracts."""
        before = self._facts[max(0, denial.order - MEMORY) : denial.order]
        claims = [f for f in before if f.item.kind == "claim" and f is not denial.outer]
        if not retracts(denial.cue_words):
            return [f for f in claims if not denial.same_side(f)]
        # A body takes back what one of its people said, who may be named without it.
        return [f for f in claims if denial.same_side(f)] or claims

    def asked_before(self, claim: Facts) -> bool:
        """Whether a claim answers a question of the text: "asked whether …, she said it was"."""
        if not _ELLIPTIC.fullmatch(claim.words):
            return False
        before = self._text[max(0, claim.start - _ASKED_WITHIN) : claim.start]
        asked = _ASKED.search(before)
        return asked is not None

    def _told_later(self, denial: Facts, pointer: Reference) -> list[Facts]:
        """The accusation that follows "these accusations", where none stands before."""
        kin = [
            f for f in self._after(denial) if affine(pointer.noun, f"{f.cue_words} {f.known_as}")
        ]
        return kin if pointer.many else kin[:1]

    def _after(self, denial: Facts) -> list[Facts]:
        """The next claims of others, in the denial's paragraph and the next."""
        return [
            f
            for f in self._facts[denial.order + 1 : denial.order + 4]
            if f.item.kind == "claim"
            and not denial.same_side(f)
            and f.paragraph - denial.paragraph <= 1
        ]

    def called(self, denial: Facts) -> list[Facts]:
        """The claim in whose sentence a noun takes it up: "a claim the tenants call false"."""
        outer = denial.outer
        before = self._facts[max(0, denial.order - 3) : denial.order]
        for claim in (outer, *reversed(before)) if outer is not None else reversed(before):
            if claim.item.kind != "claim" or denial.same_side(claim):
                continue
            # The noun is still in the claim's own words, or right behind them.
            begin = claim.start if claim is outer else claim.item.places[-1][1]
            beside = self._text[begin : denial.item.cue[0]]
            if _APPOSED.search(beside) or self._takes_up(denial, begin):
                return [claim]
        return []

    def _takes_up(self, denial: Facts, begin: int) -> bool:
        """Whether a noun before the denial's cue and behind what begins here is all it denies."""
        start, end = denial.item.places[-1]
        between = self._text[begin:start]
        return (
            begin < start
            and end <= denial.item.cue[0]
            and between.endswith(", ")
            and re.search(r"[.!?;\n]", between) is None
            and len(denial.words.split()) <= _TAKEN_UP_WORDS
        )

    def of_person(self, denial: Facts) -> list[Facts]:
        """The last claim of a person whom the denial names instead of a claim."""
        words = meanings(WORD.findall(without_judgement(denial.words)))
        if not 1 <= len(words) <= _NAME_WORDS:
            return []
        if denial.item.kind == "claim":
            return self.said_by(denial, words)
        spoken = [f for f in self._window(denial) if words <= f.known]
        if not spoken and _SOMEBODY.fullmatch(denial.words):
            spoken = self._window(denial)
        return [*led_to(spoken[-1], spoken), spoken[-1]] if spoken else []

    def said_by(self, claim: Facts, words: frozenset[str]) -> list[Facts]:
        """What somebody known by these words has said last, denials too, up to a confirmation."""
        before = [
            f
            for f in self._facts[max(0, claim.order - MEMORY) : claim.order]
            if f.item.kind != "agreement" and not claim.same_side(f)
        ]
        speakers = {f.item.source for f in before if words <= f.known}
        spoken: list[Facts] = []
        for f in reversed(before):
            if f.item.source in speakers:
                if spoken and spoken[-1].paragraph - f.paragraph > 1:
                    break
                spoken.append(f)
        return spoken

    def taken_back(self, denial: Facts) -> list[Facts]:
        """What the speaker admits to have been wrong about: the last that was disputed, or said."""
        if not _WRONG.match(denial.words):
            return []
        before = self._facts[max(0, denial.order - MEMORY) : denial.order]
        if before and before[-1].item.kind == "denial" and before[-1].same_side(denial):
            return list(before[-1].targets)
        own = [f for f in before if f.item.kind == "claim" and f.same_side(denial)]
        disputed = [f for f in own if any(f in d.targets for d in before)]
        return (disputed or own)[-1:]

    def of_accuser(self, denial: Facts) -> list[Facts]:
        """The accusation of a person whom the denial names: "denied having touched Sørensen"."""
        around = self._facts[max(0, denial.order - MEMORY) : denial.order + 4]
        return [
            f
            for f in around
            if f.item.kind == "claim"
            and not denial.same_side(f)
            and denial.names & f.side_stems
            and affine("accusation", f.cue_words)
        ][-1:]

    def charged(self, denial: Facts) -> list[Facts]:
        """The prosecution's charges that a plea answers: those before it, else the next."""
        before = [f for f in self._window(denial) if self._prosecutes(f)]
        if before:
            return [f for f in before if before[-1].paragraph - f.paragraph <= _IN_MIND]
        return [f for f in self._after(denial) if self._prosecutes(f)][:1]

    def _prosecutes(self, claim: Facts) -> bool:
        """Whether a claim's cue stands in a sentence about the prosecution."""
        # Who admits a part in it does not charge anybody.
        if confirms(claim.cue_words):
            return False
        return _PROSECUTION.search(self._sentence(claim)) is not None

    def of_named(self, denial: Facts) -> list[Facts]:
        """What a person whom the denial names has said last: "we only spoke of the weather"."""
        names = denial.names - denial.side_stems
        said = [f for f in self._window(denial) if names & f.side_stems]
        if not said or denial.paragraph - said[-1].paragraph > 1:
            return []
        return run_of(said, said[-1])

    def continued(self, denial: Facts) -> list[Facts]:
        """A further denial by the same source of the same thing: "I did not read it"."""
        if not _OBJECT.search(denial.words):
            return []
        for f in reversed(self._facts[max(0, denial.order - 3) : denial.order]):
            if f.item.kind == "denial" and denial.same_side(f):
                return list(f.targets)
            if f.item.kind == "claim" and not denial.same_side(f):
                return []
        return []

    def beside(self, denial: Facts) -> str:
        """The words beside a denial's cue, within its sentence."""
        return self._around(denial, BESIDE)

    def _with_outlet(self, run: list[Facts], window: Sequence[Facts]) -> list[Facts]:
        """A story with what its outlet reports and what others told the outlet, side by side."""
        whole = list(run)
        for first, second in pairwise(window):
            if first.paragraph == second.paragraph and _TOLD_OUTLET.search(self._sentence(second)):
                if second in whole and first not in whole:
                    whole.append(first)
                elif first in whole and second not in whole:
                    whole.append(second)
        return whole

    def _sentence(self, claim: Facts) -> str:
        """The sentence of a claim's cue, as far as it matters."""
        return self._around(claim, 3 * BESIDE)

    def _around(self, facts: Facts, reach: int) -> str:
        start, end = facts.item.cue
        before = re.split(r"[.!?\n]\W*\s", self._text[max(0, start - reach) : start])[-1]
        after = re.split(r"[.!?\n]", self._text[start : end + reach])[0]
        return before + after

    def _disputed(self, claim: Facts, before: Sequence[Facts]) -> list[Facts]:
        """A disputed claim with what was denied along with it: its speaker's, and the agreement."""
        for denial in reversed(before):
            if claim in denial.targets:
                return [
                    t
                    for t in denial.targets
                    if t.item.kind == "agreement" or t.item.source == claim.item.source
                ]
        return [claim]

    def _as_before(
        self, denial: Facts, pointer: Reference, before: Sequence[Facts], window: Sequence[Facts]
    ) -> list[Facts] | None:
        """What the denial before denies, where this one joins in or goes on; else None."""
        if pointer.modifiers or denial.item.kind != "denial":
            return None
        previous = next((f for f in reversed(before) if f.item.kind == "denial"), None)
        if previous is None or not previous.targets or denial.paragraph - previous.paragraph > 1:
            return None
        around = self.beside(denial)
        newer = any(f.order > previous.order for f in window)
        if not (
            pointer.noun in (*_UNSPECIFIC, self._pointed.get(previous.order))
            or any(affine(pointer.noun, t.cue_words) for t in previous.targets)
            or says_also(around)
        ):
            return None
        if newer and (denial.same_side(previous) or not says_also(around)):
            return None
        if pointer.many and not denial.same_side(previous):
            return None
        return [
            t for t in previous.targets if t.item.kind == "agreement" or not denial.same_side(t)
        ]

    def _latest(self, window: Sequence[Facts], kin: Sequence[Facts], bonus: float) -> Facts:
        """The claim said last, a claim of the right sort being worth ``bonus`` later ones."""
        ranked = [
            (-back + (bonus if f in kin else 0.0), f.order, f)
            for back, f in enumerate(reversed(window))
        ]
        return outermost(max(ranked, key=lambda entry: entry[:2])[2])


def _charges(denial: Facts, window: Sequence[Facts]) -> list[Facts]:
    """What others charge the denier with: accusations that name him, else the last that does."""
    naming = [f for f in window if denial.side_stems & f.stems]
    kin = [f for f in naming if affine("accusation", f.cue_words + " " + f.known_as)]
    return kin or naming[-1:] or [f for f in window if affine("accusation", f.cue_words)][-1:]
