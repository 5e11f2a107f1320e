"""What a denial denies: by its own content, by the agreement it names, or by what it points at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimex.assembly.linking_deals import Deals, denies_a_deal
from claimex.assembly.linking_index import Index
from claimex.assembly.linking_items import Facts, negates
from claimex.assembly.linking_likeness import Likeness
from claimex.assembly.linking_meanings import (
    ENDING,
    MAKING,
    TALKING,
    WORD,
    compared,
    is_predicate,
    meaning,
    meanings,
)
from claimex.assembly.linking_pointing import (
    BESIDE,
    MEMORY,
    Pointing,
    elliptic,
    pleads,
    retracts,
)
from claimex.assembly.linking_reference import (
    Reference,
    confirms,
    denies,
    exclaims,
    foretells,
    reference,
)
from claimex.assembly.linking_runs import led_to
from claimex.assembly.linking_words import deals_named

_HEARD = re.compile(
    r"\b(?:rumou?rs?|speculation|gossip|suggestions?|reports) that\s*$", re.IGNORECASE
)
# "It is simply wrong to suggest that she made it up" states what is wrong.
_WRONG_TO_SAY = re.compile(
    r"\b(?:wrong|false|untrue|absurd|nonsense|ridiculous|unfair|ludicrous|preposterous)\W+(?:\w+\W+)?"
    r"to (?:say|suggest|claim|imply|pretend|allege|insinuate) that\b",
    re.IGNORECASE,
)
# "She has misread it": what she has said just before.
_MISTAKEN = re.compile(
    r"(?:\bha(?:s|ve|d)|['’](?:s|ve)) (?:\w+ly )?(?:mis(?:read|understood|interpreted|heard"
    r"|reported|represented|stated|judged)\b|been mis(?:led|informed)\b"
    r"|got (?:it|this|that|(?:his|her|their|the) \w+) (?:\w+ )?(?:wrong|mixed up)\b)",
    re.IGNORECASE,
)
# "Any such clause" is the one just told of, whatever it was called.
_SUCH_PART = re.compile(
    r"\b(?:any|no) such (?:clause|provision|annex|article|condition|guarantee|penalty|term)\b",
    re.IGNORECASE,
)
# "She gave no such pledge": what somebody pledged, or called one.
_SUCH_A_THING = re.compile(r"\b(?:no|any) such (?P<noun>(?!thing\b)[\w-]+)", re.IGNORECASE)
_NONE = re.compile(
    r"\W*(?:there (?:is|was|are|were|has been|had been|have been) )?"
    r"(?:not (?:a single|one)|no) (?P<noun>(?:[\w-]+\W+){1,3})",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:arrested|detained|questioned|held|investigated|sought|bailed|inquiry|investigation)\s(?:[\w-]+\s){0,3}?"
    r"(?:over|on\ssuspicion\sof|in\sconnection\swith|for|into)\s",
    re.IGNORECASE,
)
_TAKEN_UP = re.compile(
    r"\W*(?:[\w’']+ ){1,4}"
    r"(?:it|them|this|that|those|so|none"
    r"|(?:any|no) such thing|(?:any|no)thing of the (?:kind|sort))\W*",
    re.IGNORECASE,
)
# How alike denial and claim must be (0 to 1), and how near the best a further target must come.
_ENOUGH = 0.34
_NEAR_BEST = 0.6
_ENOUGH_BELOW = 0.25
_ENOUGH_HEARD = 0.6
# What another source has said just before needs less in common with a denial.
_ADJACENT = 0.15
_NEAR_FULL = 0.75
_NEAR_SEVERAL = 0.5
_AS_GOOD = 0.9
# "Such a thing" was spoken of in this paragraph or at most so many before it.
_NEARBY = 2
# A denial of so few words of content says nothing of its own: "she never saw them".
_FEW = 1


class Finder:
    """Finds what the statements of one document deny or point back at."""

    def __init__(self, text: str, facts: Sequence[Facts], index: Index) -> None:
        self._text = text
        self._facts = facts
        self._index = index
        self.likeness = Likeness(index)
        self._pointing = Pointing(text, facts, self.likeness)
        self._deals = Deals(facts, index, self.likeness, self._pointing)

    def targets(self, denial: Facts) -> list[Facts]:
        """What a denial denies; empty where nothing in the document carries it.

        Denials are asked for in order: each may join in the one before.
        """
        inner = [f for f in denial.inner if f.item.kind == "claim" and not denial.same_side(f)]
        stated = denial.stated
        if inner:
            found = [*inner, *(f for f in self._by_content(denial, stated) if f not in inner)]
            deal = next((f.about for f in inner if f.about), None)
            if deal is not None and denies_a_deal(denial, stated):
                found += [f for f in self._deals.asserting(denial, deal) if f not in found]
            return self._chained(denial, found)
        if called := self._pointing.called(denial) or self._pointing.taken_back(denial):
            return self._chained(denial, called)
        if elliptic(denial.words) and (before := self._just_before(denial)) is not None:
            return self._with_agreements(denial, self._chained(denial, [before]), frozenset())
        if pleads(denial.cue_words) and (charges := self._pointing.charged(denial)):
            return self._chained(denial, charges)
        pointer = None if _WRONG_TO_SAY.search(denial.words) else reference(denial.first_words)
        if pointer is not None and stated <= denial.literal:
            stated = frozenset()
        # "The allegation is false" is of what was said, even where that was of a deal.
        # "Any document had been finalised" is of a deal, "the letter is fake" of what was said.
        points = (
            pointer is not None
            and not (pointer.noun == "document" and stated & MAKING)
            and (pointer.noun or (stated and stated.isdisjoint(MAKING)))
            and not deals_named(denial.words)
        )
        if not points and denies_a_deal(denial, stated or denial.literal):
            if (claim := self._deals.such(denial)) is not None:
                return self._chained(denial, [claim])
            deal = self._deals.denied(denial, stated or denial.literal)
            if deal is not None:
                return self._deals.asserting(denial, deal)
        several = pointer is not None and pointer.many > 0
        claims = self._by_content(denial, stated, several=several) if stated else []
        if stated and not claims and denial.first_words != denial.words:
            # "Travis never had a key. That man lied": the first sentence says what is denied.
            first = stated & meanings(WORD.findall(denial.first_words))
            claims = self._by_content(denial, first) if first - {"deal"} else []
        if pointer is not None and (not claims or _reaches_further(pointer, claims)):
            pointed = self._pointing.claims(denial, pointer)
            if not claims or any(f in claims for f in pointed):
                pointed = self._deals.without_remarks(denial, pointed)
                claims += [f for f in pointed if f not in claims]
        if claims and pointer is None:
            claims = self._led_to(denial, stated, claims)
        if not claims and pointer is None and pleads(denial.cue_words):
            claims = self._pointing.claims(denial, Reference(noun="accusation", own=True))
        elif not claims and pointer is None:
            claims = (
                self._pointing.of_person(denial)
                or self._pointing.of_accuser(denial)
                or self._pointing.continued(denial)
                or self._such(denial)
                or self._taken_up(denial)
            )
            if not claims and exclaims(denial.words):
                claims = self._pointing.claims(denial, Reference(near=True))
            if not claims and not denies(denial.cue_words):
                claims = self._pointing.of_named(denial) or self._answered(denial)
        return self._with_agreements(denial, self._chained(denial, claims), stated)

    # by content

    def _by_content(
        self, denial: Facts, stated: frozenset[str], *, several: bool = False
    ) -> list[Facts]:
        own = retracts(denial.cue_words)
        disputed = self._disputed(denial)
        # "Every payment was made" denies that none was: its own words may affirm or negate.
        counters = not denies(denial.cue_words) and not negates(denial.words)
        none = _none_of(denial)
        scored: list[tuple[float, Facts]] = []
        for f in self._index.near(stated, denial.order):
            if f.item.kind != "claim" or denial.same_side(f) != own or f is denial.outer:
                continue
            if _only_mentioned(denial, f):
                continue
            score = self.likeness.of(denial, stated, f)
            if score >= _ADJACENT and f in disputed:
                score = max(score, _ENOUGH)
            if _ADJACENT <= score < _ENOUGH and self._adjoins(denial, f):
                score = _ENOUGH
            alike = counters or self.likeness.agree_in_polarity(denial, f)
            if none is not None and none in f.literal and abs(f.paragraph - denial.paragraph) <= 2:
                score = max(score, _ENOUGH)
            if score >= _ENOUGH and not alike:
                score *= 0.4
            scored.append((score, f))
        best = max((score for score, _ in scored), default=0.0)
        # Where one claim says it all, what says the half of it is another matter.
        near = _NEAR_SEVERAL if several else _NEAR_FULL if best > 0.9 else _NEAR_BEST
        earlier = max((score for score, f in scored if f.order < denial.order), default=0.0)
        # "Any suggestion that" need be nobody's.
        enough = _ENOUGH_HEARD if self._heard(denial) else _ENOUGH
        if not earlier and self._opens(denial):
            # What is denied at the very start is told in other words below: the likest of it.
            enough, near = _ENOUGH_BELOW, 1.0
        found = [
            f
            for score, f in scored
            if score >= max(enough, near * best)
            # What is said later is denied in advance only where nothing was said before.
            and (f.order < denial.order or earlier < _ENOUGH or score >= _AS_GOOD * best)
        ]
        naming = [f for f in found if denial.side_stems & f.stems]
        if naming:
            # One that names nobody of the denier's side may be meant if it stands before them.
            named = any(f.order < denial.order for f in naming)
            found = [
                f
                for f in found
                if _may_concern(denial, stated, f) or (f.order < denial.order and not named)
            ]
        return found

    def _led_to(
        self, denial: Facts, stated: frozenset[str], claims: Sequence[Facts]
    ) -> list[Facts]:
        """The claims with what led to them: "I know whence", before "It's the water"."""
        found = list(claims)
        for claim in claims:
            found += [
                f
                for f in led_to(claim, self._facts[max(0, claim.order - MEMORY) : claim.order])
                if f not in found
                and f.item.kind == "claim"
                and self.likeness.of(denial, stated, f) >= _ADJACENT
            ]
        return found

    def _disputed(self, denial: Facts) -> Sequence[Facts]:
        """What the same source has denied just before, in the same paragraph."""
        previous = self._facts[denial.order - 1] if denial.order else denial
        goes_on = previous.paragraph == denial.paragraph and denial.same_side(previous)
        return previous.targets if goes_on else []

    def _opens(self, denial: Facts) -> bool:
        """Whether a denial stands before all claims of others."""
        before = self._facts[: denial.order]
        return denial.order <= MEMORY and all(
            f.item.kind == "denial" or denial.same_side(f) for f in before
        )

    def _just_before(self, denial: Facts) -> Facts | None:
        """The last claim of another source before a denial, in its paragraph or the one before.

        None for a rumour that is denied: it was heard elsewhere.
        """
        if self._heard(denial):
            return None
        for f in reversed(self._facts[max(0, denial.order - 3) : denial.order]):
            if f.item.kind == "claim" and not denial.same_side(f):
                return f if denial.paragraph - f.paragraph <= 1 else None
        return None

    def _adjoins(self, denial: Facts, claim: Facts) -> bool:
        """Whether a claim was made just before and itself holds a word of what is denied."""
        return claim is self._just_before(denial) and not claim.literal.isdisjoint(denial.stems)

    def _heard(self, denial: Facts) -> bool:
        """Whether what is denied is introduced as a rumour: "any suggestion that"."""
        start = denial.item.places[0][0]
        return _HEARD.search(self._text[max(0, start - BESIDE) : start]) is not None

    def _answered(self, denial: Facts) -> list[Facts]:
        """What a denial in words of its own answers: what its source has just denied, or what
        another one has just said."""
        for f in reversed(self._facts[max(0, denial.order - 3) : denial.order]):
            if f.paragraph != denial.paragraph:
                break
            if f.item.kind == "denial" and denial.same_side(f):
                return [t for t in f.targets if not denial.same_side(t)]
            if not denial.same_side(f):
                break
        before = self._just_before(denial)
        if before is None or confirms(before.cue_words):
            return []
        # Who says much of another matter answers nobody: "she has never met Castel".
        own = len(denial.literal) > _FEW and denial.literal.isdisjoint(before.literal)
        return [] if own or negates(before.words) or not negates(denial.words) else [before]

    def _taken_up(self, denial: Facts) -> list[Facts]:
        """What was said just before and is taken up by a pronoun: "denied having received it"."""
        before = self._just_before(denial)
        if before is not None and _MISTAKEN.search(denial.words):
            return [before]
        if before is not None and _SUCH_PART.search(denial.words):
            return [before] if before.paragraph == denial.paragraph else []
        if before is None or not (match := _TAKEN_UP.fullmatch(denial.words)):
            return []
        # "Any such thing" reaches further back than "it".
        near = before.paragraph == denial.paragraph or " such " in match[0] or " of " in match[0]
        return [before] if near else []

    def _such(self, denial: Facts) -> list[Facts]:
        """The last claim of another source that tells of "such" a thing as is denied, or is one."""
        match = _SUCH_A_THING.search(denial.words)
        if match is None:
            return []
        noun = meaning(match["noun"].casefold())
        for f in reversed(self._facts[max(0, denial.order - MEMORY) : denial.order]):
            if denial.paragraph - f.paragraph > _NEARBY:
                break
            told = f.stems | meanings(WORD.findall(f.cue_words))
            if f.item.kind == "claim" and not denial.same_side(f) and noun in told:
                return [f]
        return []

    def confirmed(self, claim: Facts) -> list[Facts]:
        """What a claim confirms that only points back: "confirmed the report", "backed it"."""
        pointer = reference(claim.first_words)
        if self._pointing.asked_before(claim):
            return []
        if pointer is None:
            return self._pointing.of_person(claim)
        if pointer.own or not claim.stated <= claim.literal:
            return []
        if pointer.owner and pointer.noun in ("account", "statement"):
            return self._pointing.said_by(claim, pointer.owner)
        return self._chained(claim, self._pointing.claims(claim, pointer))

    def made(self, claim: Facts) -> list[Facts]:
        """What is confirmed along with an agreement: the claims before that it was so made."""
        ways = (claim.literal - claim.negated) & MAKING - TALKING
        if claim.about is None or not ways:
            return []
        told = self._deals.asserting(claim, claim.about)
        ahead = foretells(claim.words)
        before = [
            f
            for f in told
            if f.item.kind == "claim" and f.order < claim.order and foretells(f.words) == ahead
        ]
        # Who names the paper without a word for how it was made is not told otherwise.
        return [f for f in before if f.stems & ways or not f.stems & MAKING]

    # what comes along with a target

    def _chained(self, denial: Facts, claims: Sequence[Facts]) -> list[Facts]:
        """The claims with those that report them and those that they report."""
        found = list(claims)
        for claim in claims:
            if claim.item.kind != "claim":
                continue
            chain = [f for f in claim.inner if f.item.kind == "claim"]
            if claim.outer is not None and claim.outer.item.kind == "claim":
                chain.append(claim.outer)
            found += [f for f in chain if f not in found and not denial.same_side(f)]
        return found

    def _with_agreements(
        self, denial: Facts, claims: Sequence[Facts], stated: frozenset[str]
    ) -> list[Facts]:
        """The claims with the agreements whose making they assert, where that is what is denied."""
        if stated & ENDING and not stated & MAKING:
            return [f for f in claims if f.item.kind == "claim"]
        found = list(claims)
        for claim in claims:
            deal = claim.about
            if deal is None or deal in found or claim.item.kind != "claim":
                continue
            if (claim.stems & ENDING and not claim.stems & MAKING) or not claim.says(deal):
                continue
            wanted = (stated & claim.stems) - denial.side_stems
            if not wanted or self.likeness.share(wanted, deal.stems) > 0.5:
                found.append(deal)
        return found


def _may_concern(denial: Facts, stated: frozenset[str], other: Facts) -> bool:
    """Whether a statement is about the denier, about nobody by name, or about who is named."""
    named = other.names - other.side_stems
    return not named or bool(denial.side_stems & other.stems) or bool(stated & denial.names & named)


def _none_of(denial: Facts) -> str | None:
    """Of what there was none: "there has been no positive sample" denies whoever tells of one."""
    if denies(denial.cue_words) or (match := _NONE.match(denial.words)) is None:
        return None
    noun = None
    for word in WORD.findall(match["noun"]):
        if (found := compared(word)) is None:
            break
        noun = found
    return noun


def _only_mentioned(denial: Facts, other: Facts) -> bool:
    """Whether a claim tells of an arrest or an inquiry over the matter, not of the matter."""
    match = _OVER.search(other.words)
    if match is None:
        return False
    told = meanings(WORD.findall(other.words[: match.start()]))
    return not any(is_predicate(s) for s in denial.stated & told)


def _reaches_further(pointer: Reference, claims: Sequence[Facts]) -> bool:
    """Whether a denial points at more than the claims found: a whole account, both charges."""
    return (
        pointer.noun in ("account", "event")
        or pointer.word == "cas"
        or (pointer.many == 2 and len(claims) < 2)
    )
