"""Who confirms what: a statement that grants what another source has said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimex.assembly.linking_index import Index
from claimex.assembly.linking_items import Facts
from claimex.assembly.linking_likeness import Likeness
from claimex.assembly.linking_meanings import INCIDENTAL, MAKING, TALKING
from claimex.assembly.linking_reference import confirms, foretells
from claimex.assembly.linking_targets import Finder

_STRICTLY = re.compile(r"\b(?:confirm|corroborat|verif)", re.IGNORECASE)
_ENOUGH = 0.34
# What was said shortly before needs less in common.
_NEAR = 4
_ENOUGH_NEAR = 0.2
_ALIKE = 0.7
_WORDS = 2
_NEAR_BEST = 0.8


def find_supports(facts: Sequence[Facts], index: Index, finder: Finder) -> None:
    """Set ``supports`` of the claims whose cue confirms and whose words match or point back."""
    likeness = finder.likeness
    for f in facts:
        if f.item.kind == "claim" and confirms(f.cue_words):
            found = _confirmed(f, index, likeness) or finder.confirmed(f)
            f.supports = [*found, *(s for s in (*finder.made(f), *_made(f)) if s not in found)]


def _confirmed(claim: Facts, index: Index, likeness: Likeness) -> list[Facts]:
    stated = claim.stated
    scored: list[tuple[float, Facts]] = []
    strict = _STRICTLY.search(claim.cue_words) is not None
    for other in index.near(stated, claim.order):
        if other.item.kind not in ("claim", "denial") or other.order > claim.order:
            continue
        if claim.same_side(other) or claim.outer is other or other.outer is claim:
            continue
        if likeness.differ_in_number(claim, other):
            continue
        # That it was initialled does not confirm that it would be signed.
        if (stated & other.stems & MAKING) and foretells(claim.words) != foretells(other.words):
            continue
        # What is denied is worded positively: who confirms the denial negates it.
        if likeness.agree_in_polarity(claim, other) != (other.item.kind == "claim"):
            continue
        score = likeness.of(claim, stated, other)
        # Who only agrees or concedes must speak of the same thing, not of one word of it.
        near = claim.order - other.order <= _NEAR
        shared = likeness.shared(claim, other)
        loose = not strict and (score < _ALIKE or not near)
        # "Conceded that Reid had called her": the verb and who it is said of.
        if (
            loose
            and shared + (score >= _ALIKE and not claim.names.isdisjoint(other.names)) < _WORDS
        ):
            continue
        # A word that only a reader's wording puts into both is no sign of one matter.
        spoken = (claim.literal & other.stems) | (claim.stated & other.literal)
        spoken -= claim.names | INCIDENTAL
        if near and score >= _ENOUGH_NEAR and shared >= _WORDS and spoken:
            score = max(score, _ENOUGH)
        scored.append((score, other))
    best = max((score for score, _ in scored), default=0.0)
    found = [f for score, f in scored if score >= max(_ENOUGH, _NEAR_BEST * best)]
    # Who grants what a report tells of grants no report.
    return [f for f in found if not any(inner in found for inner in f.inner)]


def _made(claim: Facts) -> list[Facts]:
    """The agreement that a claim confirms and says no more of: "confirmed the agreement"."""
    deal = claim.about
    if deal is None or claim.says(deal) or _STRICTLY.search(claim.cue_words) is None:
        return []
    bare = not claim.literal - claim.names - {"deal"} - (MAKING - TALKING)
    return [deal] if bare else []
