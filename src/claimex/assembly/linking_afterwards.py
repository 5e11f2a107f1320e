"""What a denial denies that only later words tell: a reply to it, or a fuller denial below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claimex.assembly.linking_items import Facts
from claimex.assembly.linking_pointing import MEMORY

_REPLY = re.compile(
    r"\W*(?:(?:oh,? )?(?:yes|but)\W+)?(?:"
    # "They did ask. My team took the call": the verb with its emphasis answers a denial alone.
    r"(?:it|they|he|she|we|you|i)\s+(?:did|does|do)\s+"
    r"(?!(?:not|nothing|well|it|this|that|what|everything|all|badly|better|their|his|her)\b)"
    r"\w+(?:\s+(?:it|them|him|her|us|that|so))?(?:\W*$|[.;!])"
    r"|(?:it|they|he|she|we|you|i|that|there)\s+"
    r"(?:did|does|do|was|were|is|are|has|have|had|will|would|can|could)(?:\s+(?:too|so|indeed))?\W*$"
    r"|(?:it(?:['’]s| is| was) (?:all )?true|every word (?:of it )?is true"
    r"|it (?:did |really )*happen(?:ed)?|those were (?:his|her|their|the) (?:\w+ )?words)"
    r"(?:\W*$|[,.;!]))",
    re.IGNORECASE,
)


def find_replies(facts: Sequence[Facts]) -> None:
    """A reply that takes a denial up ("It did.") is denied by it too, though it comes later."""
    last: Facts | None = None
    for f in facts:
        if f.item.kind == "denial":
            last = f
        elif f.item.kind == "claim" and last is not None and _REPLY.match(f.words):
            near = f.paragraph - last.paragraph <= 1 and not f.same_side(last)
            replied = last if near else _of_own_claim(f, facts)
            if replied is not None:
                _reply(f, replied, facts)


def _of_own_claim(reply: Facts, facts: Sequence[Facts]) -> Facts | None:
    """The last denial of what the speaker of a reply has said: "She did agree" further down."""
    for denial in reversed(facts[max(0, reply.order - MEMORY) : reply.order]):
        if denial.item.kind == "denial" and any(map(reply.same_speaker, denial.targets)):
            return denial
    return None


def _reply(reply: Facts, last: Facts, facts: Sequence[Facts]) -> None:
    """Add a reply to what is denied by the denial it takes up, and by those of the same thing."""
    denied = frozenset(last.targets)
    # Who denied the same before is contradicted as well.
    for denial in facts[max(0, last.order - MEMORY) : reply.order]:
        same = denial is last or not denied.isdisjoint(denial.targets)
        if denial.item.kind == "denial" and same and reply not in denial.targets:
            denial.targets = [*denial.targets, reply]
    reply.about = reply.about or next((t for t in last.targets if t.item.kind == "agreement"), None)


def find_restated(facts: Sequence[Facts]) -> None:
    """A headline or lead denies what the fuller denial below it does, where that says the same."""
    opening = _opening(facts[:MEMORY])
    for denial in opening:
        if not denial.targets:
            denial.targets = _answered(denial, facts[opening[-1].order + 1 : 2 * MEMORY])
    for headline, lead in pairwise(opening):
        if _restates(lead, headline):
            headline.targets = list(lead.targets or headline.targets)
            lead.targets = lead.targets or list(headline.targets)


def _opening(facts: Sequence[Facts]) -> list[Facts]:
    """The denials that stand before all claims of others."""
    opening: list[Facts] = []
    claims: list[Facts] = []
    for f in facts:
        if f.item.kind == "claim":
            claims.append(f)
        elif f.item.kind == "denial":
            if not all(map(f.same_side, claims)):
                break
            opening.append(f)
    return opening


def _restates(lead: Facts, headline: Facts) -> bool:
    """Whether a denial of the next paragraph is the same one in more words."""
    if lead.paragraph == headline.paragraph or not lead.same_side(headline):
        return False
    return bool((lead.stated & headline.stated) - lead.side_stems)


def _answered(denial: Facts, after: Sequence[Facts]) -> list[Facts]:
    """What the first denial further down denies, where that is of the same matter."""
    for f in after:
        if f.item.kind == "denial":
            same = any(denial.stated & t.stems for t in f.targets)
            theirs = any(map(denial.same_side, f.targets))
            return list(f.targets) if same and not theirs else []
    return []
