"""Which agreement a claim speaks of: only where its own words mention it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from claimex.assembly.linking_index import Index
from claimex.assembly.linking_items import Facts
from claimex.assembly.linking_meanings import MAKING, meaning
from claimex.assembly.linking_words import AGREEMENT_NOUNS, DEAL_MEANINGS, NamedDeal, deals_named

# A quotation that goes on about it: "It's done", "he gave me his hand on it".
_PRONOUN = re.compile(
    r"^\W*(?:(?:it|this)\b|that(?:['’]s|\s(?:is|was|will|would|has|had|can|could|may|did|does)\b))"
    r"|\b(?:on|to|of|for|with|about|sign|signed|negotiated|read) (?:it|this)\b",
    re.IGNORECASE,
)
# Ways to speak of the last agreement without a noun for it.
_IDIOM = re.compile(
    r"\b(?:(?:br(?:oke|oken|eak(?:s|ing)?)|kept|keep(?:s|ing)?)"
    r" (?:his|her|its|their|our) word|ink|the (?:signing|initialling|initialing|signature))\b",
    re.IGNORECASE,
)
_LETTER = meaning("letter")
_PAPER = r"the\s(?:text|paper|document|draft)"
_IT = re.compile(
    rf"(?:^\W*|\b(?:when|as|that|because|after|before)\s)(?:it|{_PAPER})\s(?:would|will|may|might|could|can|should|must|is\sto|was\sto)\s(?:only\s|not\s)?(?:last|expire|run"
    r"|lapse|take\seffect|come\sinto|enter\sinto|be\s(?:signed|ratified|renewed|extended|binding))\b"
    rf"|(?:^\W*|\b(?:when|as|that|because|after|before)\s)(?:it|{_PAPER})\s(?:expires|lasts|lapses|binds|binding|cover(?:s|ed)|runs\sfor|took\seffect|(?:was|has\sbeen|had\sbeen)\s"
    r"(?:signed|initiall?ed|ratified|agreed|drafted))\b"
    rf"|\b(?:signed|sign|ratified|ratify|initialled|inked|countersigned)\s(?:it|{_PAPER})\b",
    re.IGNORECASE,
)
# What an agreement is for, named as known: "that sale would close in October".
_DEED = re.compile(
    r"\b(?:the|that|this)\s(?P<deed>sale|purchase|transfer|swap|exchange|acquisition|share|loan)\b",
    re.IGNORECASE,
)
# Those who made it, as known: "the two had agreed on a third each".
_BOTH = re.compile(
    r"\b(?:the\stwo|both)(?:\s(?:sides|countries|parties|states|governments|companies|firms|men|women))?"
    r"\s(?:(?:have|had)\s)?(?:agreed|signed|initialled|settled|concluded|struck|shaken|shook)\b(?!\sto\smeet)",
    re.IGNORECASE,
)
_SHAKEN = re.compile(
    r"\bsh(?:ook|aken|ake|aking)\s(?:\w+\s)?(?:hands|on)\b|\bhandshake", re.IGNORECASE
)
_TAKES_UP = re.compile(rf"\W*(?:the|this|that)\s(?:\w+\s)?{AGREEMENT_NOUNS}\b", re.IGNORECASE)
# How many agreements before a claim, besides those that share words with it, it may speak of.
_MEMORY = 4
_SAME_NOUN = 0.7
# In how many paragraphs after an agreement it may be spoken of without a noun for it.
_BEHIND = 2
# In how many paragraphs after it an agreement may be introduced that a claim names first.
_AHEAD = 2


def find_about(facts: Sequence[Facts], index: Index) -> None:
    """Give each claim the agreement that its words mention, if any."""
    agreements = sorted(
        (f for f in facts if f.item.kind == "agreement"), key=lambda f: f.item.cue[0]
    )
    if not agreements:
        return
    cues = [f.item.cue[0] for f in agreements]
    before: list[Facts] = []
    last_of: dict[str, Facts] = {}
    for f in facts:
        if f.item.kind == "agreement":
            before.append(f)
        elif f.item.kind == "claim":
            f.about = (
                _own_words(f, agreements, cues)
                or _named(f, [*before[-_MEMORY:], *_next(f, agreements, cues)], index)
                or (before[-1] if before and _IDIOM.search(f.words) else None)
                or _taken_up(f, before)
            )
            if f.about is None:
                f.about = _followed(f, last_of.get(f.item.source.casefold()))
                f.goes_on = f.about is not None
            last_of[f.item.source.casefold()] = f


def _taken_up(claim: Facts, before: Sequence[Facts]) -> Facts | None:
    """The last agreement, where a verb shows that "it" is one: "it would last", "signed it"."""
    if not before:
        return None
    last = before[-1]
    words = claim.words
    if deed := _DEED.search(words):
        done = meaning(deed["deed"].casefold())
        for agreement in reversed(before[-_MEMORY:]):
            # Whatever is agreed about "the sale" was not told of in another word.
            if done in agreement.stems or (agreement is last and "agree" in claim.literal):
                return agreement
    if _BOTH.search(words):
        return last
    shaken = _SHAKEN.search(words) is not None
    if claim.paragraph - last.paragraph <= _BEHIND and (shaken or _IT.search(words)):
        return last
    # "A second letter had been signed", of a side letter.
    letter = _LETTER in claim.literal & last.stems and claim.literal & MAKING
    return last if letter else None


def inherit_about(facts: Sequence[Facts]) -> None:
    """A confirmation speaks of what the confirmed claim speaks of, where it says nothing else."""
    for f in facts:
        if f.item.kind == "claim" and f.about is None:
            for supported in f.supports:
                if supported.about is not None and not supported.stems & MAKING:
                    f.about = supported.about


def _own_words(claim: Facts, agreements: Sequence[Facts], cues: Sequence[int]) -> Facts | None:
    """The agreement whose fullest mention stands in these very words."""
    for start, end in claim.item.places:
        for n in range(bisect_left(cues, start), len(cues)):
            if cues[n] >= end:
                break
            if claim.says(agreements[n]):
                return agreements[n]
    return None


def _named(claim: Facts, before: Sequence[Facts], index: Index) -> Facts | None:
    """The agreement that a noun or a title in the claim names."""
    deals: list[NamedDeal] = []
    if claim.stems & DEAL_MEANINGS:
        said = claim.words
        deals = deals_named(said if claim.plain else f"{said} … {claim.item.content}")
    if not deals and not any(agreement.item.title for agreement in before):
        return None
    near = [f for f in index.near(claim.stems, claim.order) if f.item.kind == "agreement"]
    best: tuple[float, int] | None = None
    found = None
    near += [f for f in before if f not in near]
    for agreement in near:
        others = frozenset[str]().union(*(f.deal_nouns for f in near if f is not agreement))
        score = _fit(claim, deals, agreement, index, only=agreement.deal_nouns - others - {"deal"})
        if agreement.order > claim.order and not _introduced(agreement, claim):
            score -= 1.5
        rank = (score, -abs(agreement.order - claim.order))
        if score > 0 and (best is None or rank > best):
            best, found = rank, agreement
    return found


def _next(claim: Facts, agreements: Sequence[Facts], cues: Sequence[int]) -> Sequence[Facts]:
    """The agreement told of next, where it takes up what the claim has named."""
    n = bisect_left(cues, claim.item.cue[0])
    return [f for f in agreements[n : n + 1] if _introduced(f, claim)]


def _introduced(agreement: Facts, claim: Facts) -> bool:
    """Whether an agreement's mention takes up what a claim right before named: "The deal, …"."""
    near = 0 <= agreement.paragraph - claim.paragraph <= 1 and agreement.order > claim.order
    return near and _TAKES_UP.match(agreement.words) is not None


def _fit(
    claim: Facts,
    deals: Sequence[NamedDeal],
    agreement: Facts,
    index: Index,
    *,
    only: frozenset[str],
) -> float:
    """How well what the claim names fits an agreement; 0 where it does not.

    ``only`` are the noun groups by which no other agreement near is called.
    """
    title = agreement.item.title.casefold()
    said = f"{claim.words} {claim.item.content}".casefold()
    if title and title in said:
        return 9.0
    best = 0.0
    groups = agreement.deal_nouns
    shared = index.shared(claim.stems - claim.names - claim.numbers - {"deal"}, agreement)
    for named in deals:
        if named.group in groups and named.group != "deal":
            score = 2.0
        elif named.group in ("deal", "talks") or groups <= {"deal"}:
            score = 1.0
        else:
            continue
        # "A contract" that is told of before it is introduced by its parties.
        ahead = named.group in only and 0 <= agreement.paragraph - claim.paragraph <= _AHEAD
        same = named.noun in f"{agreement.words} {agreement.item.content}".casefold()
        # "A signed protocol" is one that was made, so told of.
        made = same and not MAKING.isdisjoint(map(meaning, named.modifiers))
        known = named.definite or ahead or made or not claim.names.isdisjoint(agreement.names)
        known = known or (same and _introduced(agreement, claim))
        if not known and shared < 0.15:
            continue
        # Two deals of the same parties: the one that is called by this very word.
        score += _SAME_NOUN if same else 0.0
        best = max(best, score + named.definite + 4 * shared)
    if best and claim.names & agreement.names:
        best += 0.5
    return best


def _followed(claim: Facts, before: Facts | None) -> Facts | None:
    """What the same speaker's claim before speaks of, where this one goes on with a pronoun."""
    if before is None or before.about is None or claim.outer is not None:
        return None
    return before.about if _PRONOUN.search(claim.words) else None
