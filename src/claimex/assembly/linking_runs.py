"""Which claims of one speaker go together: what stands in a row, what goes on about the last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimex.assembly.linking_items import Facts
from claimex.assembly.linking_reference import confirms

_OPENS_ON = re.compile(r"\W*(?:it|this|that)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\b(?:on|of|with|about|sign|signed|read|saw|seen|done|did) (?:it|this)\b", re.IGNORECASE
)


def run_of(window: Sequence[Facts], last: Facts) -> list[Facts]:
    """The claims of one source that stand one after another up to the last."""
    run: list[Facts] = []
    for f in reversed(window):
        if f.order > last.order:
            continue
        if any(map(last.same_speaker, f.inner)):
            continue
        if not f.same_speaker(last) or last.paragraph - f.paragraph > 2:
            break
        run.append(f)
    return run


def led_to(claim: Facts, whole: Sequence[Facts]) -> list[Facts]:
    """What the speaker said just before, where the claim only goes on about it.

    What was granted is not in dispute along with what follows.
    """
    if not _points_back(claim.first_words):
        return []
    return [
        f
        for f in whole
        if f.order < claim.order
        and f.item.source == claim.item.source
        and claim.paragraph == f.paragraph
        and not confirms(f.cue_words)
    ][-1:]


def goes_on(claim: Facts, run: Sequence[Facts], whole: Sequence[Facts]) -> bool:
    """Whether a claim is the next of the same source and only goes on: "It was all done there"."""
    if not _points_back(claim.first_words):
        return False
    before = [f for f in whole if f.order < claim.order and f.item.source == claim.item.source]
    return bool(before) and before[-1] in run


def _points_back(words: str) -> bool:
    """Whether a sentence opens with "it", or says that something is done with it."""
    if _OPENS_ON.match(words):
        return True
    lower = words.lower()
    return (" it" in lower or " this" in lower) and _GOES_ON.search(words) is not None


def outermost(facts: Facts) -> Facts:
    """The claim at the head of the chain that a statement is reported through."""
    while facts.outer is not None and facts.outer.item.kind == "claim":
        facts = facts.outer
    return facts
