"""The clause before an attribution, and its rest where it goes on: "Shares rose, he said, …"."""

from __future__ import annotations

from claimex.draft import Place
from claimex.engines.rules.complements import starts_clause
from claimex.engines.rules.limits import trails
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

# Clauses without a verb that still say something: "Far from it, he said".
_SHORT = frozenset("far not no quite absolutely nonsense rubbish lies".split())
_QUESTIONED = frozenset(
    "asked pressed questioned quizzed challenged approached contacted reached interviewed".split()
)
_UNITS_OF_TIME = frozenset("minutes hours days weeks months years minute hour day week".split())
_BEFORE_AFTER = (["before"], ["after"])


def left_clause(unit: Unit, said: Said, found: list[Said], *, resumes: bool) -> Place | None:
    """The clause before a comma and the attribution: "Shares rose, he said."."""
    tags = unit.tags
    b = said.before
    while b > 1 and tags[b] == "]":
        b -= 1
    if b < 1 or tags[b] not in (",-" if b == said.before else ",.") or said.by_phrase:
        return None
    first = clause_start(unit, said, found, b)
    if resumes and b > first:
        return unit.place(first, b - 1)
    has_verb = any(tag in "XVE" for tag in tags[first:b])
    if tags[first] in "G" and tags[first + 1] != "E" and not {"X", "V"} & set(tags[first:b]):
        return None  # "Speaking at the port, he said", but "Shelling killed nine, officials said"
    if unit.words[first] in _QUESTIONED:
        return None  # "Asked whether he would resign, he said …"
    if unit.words[first] not in _SHORT:
        if b - first < 2 or (not has_verb and b - first < 4):
            return None
        if tags[first] in "PS" and not has_verb:
            return None
    return unit.place(first, b - 1)


def clause_start(unit: Unit, said: Said, found: list[Said], end: int) -> int:
    """The first token of the clause before ``end``: after earlier contents and semicolons."""
    tags, starts = unit.tags, unit.tokens.starts
    first = 0
    for other in found if not trails(unit, said) else ():
        if other.contents and other.cue < min(said.cue, end):
            said_until = other.contents[-1][1]
            while first < end and starts[first] < said_until:
                first += 1
    first = max(first, tags.rfind(";", first + 1, end) + 1)
    while first < end and tags[first] in ",.-C;":
        first += 1
    return first


def remainder(unit: Unit, said: Said, stop: int) -> int | None:
    """Where content goes on after an attribution in its middle: "…, their union said, after …"."""
    tags, inverted = unit.tags, said.inverted
    after = (inverted[1] if inverted else said.cue) + 1
    while after < stop and tags[after] not in ",.-;:Q":
        after += 1
    if after >= stop or tags[after] != ",":
        return None
    k = after + 1
    while k < stop and tags[k] == "[":
        k += 1
    if k >= stop or tags[k] in "GQ" or stop - k < 2:
        return None
    if tags[k] == "C" and starts_clause(unit, k + 1, stop, plain=True):
        return None  # "Profit fell, the firm said on Wednesday, and its chief executive left."
    ahead = k + (tags[k] in "DM")
    if unit.words[ahead] in _UNITS_OF_TIME and unit.words[ahead + 1 : ahead + 2] in _BEFORE_AFTER:
        return None  # "…, officials said, hours before a ceasefire"
    apposition = tags[k] in "DUNW" and not (tags[k] in "DU" and starts_clause(unit, k, stop))
    if inverted and apposition:
        # "said Ines Calder, an analyst"
        return None
    return k
