"""Which agreement a claim speaks of: only where its own words mention it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimex.assembly.linking_index import Index
from claimex.assembly.linking_items import Facts
from claimex.assembly.linking_words import AGREEMENT_NOUNS, Lexis, noun_group

_NOUN = re.compile(
    rf"(?P<det>\b(?:an?|the|this|that|its|their|our|his|her|such|no|any|another)\s+|['’]s\s+)?"
    rf"(?P<mod>(?:[\w-]+\s+){{0,3}}?)\b(?P<noun>{AGREEMENT_NOUNS})\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"\b(?:it|this|that|they)\b|['’]s done|\bink\b|\bsigned\b", re.IGNORECASE)
_SCHEDULE = re.compile(r"\bagreed?\s+to\s+(?:meet|talk|speak|disagree)\b", re.IGNORECASE)


def find_about(text: str, facts: Sequence[Facts], index: Index) -> None:
    """Give each claim the agreement that its words mention, if any."""
    agreements = [f for f in facts if f.item.kind == "agreement"]
    if not agreements:
        return
    for f in facts:
        if f.item.kind == "claim":
            f.about = _own_words(f, index) or _named(f, agreements, index)
    _follow_up(facts)


def _own_words(claim: Facts, index: Index) -> Facts | None:
    """The agreement whose fullest mention is these very words."""
    best: tuple[int, int] | None = None
    found = None
    for f in index.near(claim.stems, claim.order):
        if f.item.kind != "agreement":
            continue
        shared = sum(
            max(0, min(a[1], b[1]) - max(a[0], b[0]))
            for a in claim.item.places
            for b in f.item.places
        )
        if shared > 8 and (best is None or (shared, -f.order) > best):
            best, found = (shared, -f.order), f
    return found


def _named(claim: Facts, agreements: Sequence[Facts], index: Index) -> Facts | None:
    near = index.near(claim.stems, claim.order)
    candidates = [f for f in near if f.item.kind == "agreement"]
    before = [f for f in agreements if f.order < claim.order][-4:]
    candidates += [f for f in before if f not in candidates]
    words = f"{claim.words} … {claim.item.content}"
    best: tuple[float, int] | None = None
    found = None
    for agreement in candidates:
        score = _mention(words, claim, agreement, index)
        rank = (score, -abs(agreement.order - claim.order))
        if score > 0 and (best is None or rank > best):
            best, found = rank, agreement
    return found


def _mention(words: str, claim: Facts, agreement: Facts, index: Index) -> float:
    title = agreement.item.title.casefold()
    if title and title in words.casefold():
        return 9.0
    own = f"{agreement.words} {agreement.item.content} {agreement.item.title}"
    groups = {noun_group(m["noun"]) for m in _NOUN.finditer(own)}
    best = 0.0
    for match in _NOUN.finditer(words):
        group = noun_group(match["noun"])
        if group not in groups and not (group == "deal" or groups <= {"deal"}):
            continue
        determiner = (match["det"] or "").strip().casefold()
        definite = determiner in ("the", "this", "that", "its", "their", "our") or "s" == determiner[-1:]
        score = 2.0 if group in groups else 1.0
        score += 4 * index.shared(claim.stems - claim.names, agreement)
        if definite:
            score += 1.0
        elif not (claim.names & agreement.names) and not index.shared(claim.stems - claim.names, agreement) > 0.2:
            continue
        best = max(best, score)
    return best


def _follow_up(facts: Sequence[Facts]) -> None:
    """A quotation that goes on about it: the same speaker, the next claim, a pronoun."""
    last: dict[str, Facts] = {}
    for f in facts:
        if f.item.kind != "claim":
            continue
        source = f.item.source.casefold()
        before = last.get(source)
        if (
            f.about is None
            and before is not None
            and before.about is not None
            and f.outer is None
            and re.match(r"\W*(?:it|this|that)\b", f.words, re.IGNORECASE)
        ):
            f.about = before.about
        last[source] = f


def inherit_about(facts: Sequence[Facts]) -> None:
    """A confirmation is about what the confirmed claim is about, where it repeats its words."""
    for f in facts:
        if f.about is None and f.item.kind == "claim":
            for supported in f.supports:
                if supported.about is not None and supported.item.kind == "claim":
                    f.about = supported.about
