"""Where what is said ends, for what starts after its cue."""

from __future__ import annotations

from claimex.engines.cues import lexicon
from claimex.engines.rules.estimates import puts_figure
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

# What opens a clause that is not said any more: "…, while the mayor denied it".
_CUTTING = frozenset(
    """while before after although though whereas but minute minutes hour hours day days week
    weeks month months year years""".split()
)
# Those that need no comma before them.
_CUTTING_ALONE = frozenset("before while after".split())
_NAMING = frozenset(("deny", "reject", "call", "describe"))
# "…, a report Kessler said was wrong"
_COPULAR = (["is"], ["was"], ["are"], ["were"])
_COPULAS = frozenset("are is was were".split())


def content_limit(unit: Unit, said: Said, found: list[Said]) -> int:
    """The token before which what is said must end: that of the next coordinated attribution.

    ``found`` are all attributions of the unit. The limit is the number of tokens where nothing ends
    it before.
    """
    cue = said.cue
    aside = _aside_end(unit, said)
    if aside is not None:
        return aside
    comma = unit.tags.rfind(",", cue, max(said.source_first, 0))
    if comma > cue and said.inverted is None and not said.by_phrase:
        # "Having said that the tower was straight, the engineer …"
        return comma
    limit = _statement_end(unit, cue)
    for other in found:
        apart = cue < other.cue <= limit and other.before > cue
        joined = other.inherits and unit.tags[other.cue - 1] == "C"
        if not apart or (other.frames <= {"quote"} and not joined):
            continue
        cut = _inheriting(unit, said, other) if other.inherits else _own(unit, said, other)
        if cut is not None and cut > cue:
            limit = min(limit, cut)
    return limit


def _aside_end(unit: Unit, said: Said) -> int | None:
    """Where a relative clause in commas ends: "Cruz, who says the polls tightened, said …"."""
    tags = unit.tags
    opens = said.cue - 1
    while opens > 0 and tags[opens] in "XA":
        opens -= 1
    if not said.relative or opens <= 0 or tags[opens - 1] != ",":
        return None
    for k in range(said.cue + 2, len(tags) - 1):
        if tags[k] != ",":
            continue
        after, next_after = tags[k + 1], tags[k + 2 : k + 3]
        if after == "]" and next_after in ("V", "X", "E"):
            return k + 2
        if after in "VX" or (after == "E" and next_after not in ("P", "")):
            return k
    return None


def _statement_end(unit: Unit, cue: int) -> int:
    """The next semicolon or ", according to", else the end of the unit."""
    tags, words = unit.tags, unit.words
    for k in range(cue + 1, len(tags)):
        if tags[k] == ";" or (tags[k] == "C" and puts_figure(unit, min(k + 1, len(tags) - 1))):
            return k
        if words[k] == "according" and words[k + 1 : k + 2] == ["to"] and tags[k - 1] == ",":
            return k - 1
    return len(tags)


def _inheriting(unit: Unit, said: Said, other: Said) -> int | None:
    """The cut before an attribution with the same source: "… and added that", "…, saying"."""
    tags, words = unit.tags, unit.words
    k = other.cue - 1
    while k > said.cue and tags[k] == "A":
        k -= 1
    joins = tags[k] == "C" and words[k] in ("and", "but")
    cuts = tags[k] == "S" and words[k] in _CUTTING
    if joins or cuts:
        return k - 1 if tags[k - 1] == "," else k
    return k if tags[k] == "," else None


def _own(unit: Unit, said: Said, other: Said) -> int | None:
    """The cut before an attribution with a source of its own: "…, but the mayor said"."""
    tags, words = unit.tags, unit.words
    b = other.before
    if other.frames & _NAMING or words[other.cue + 1 : other.cue + 2] in _COPULAR:
        # "…, a claim the tenants call false", "…, allegations which he denies"
        noun = b - (tags[b] in "WH")
        comma = noun - 1 - (tags[noun - 1] == "D")
        if tags[comma] == "," and words[noun] in lexicon().said_nouns:
            return comma
        # "…, which his lawyer denied."
        if words[b] == "which" and tags[b - 1] == ",":
            return b - 1
    after_comma = tags[b - 1] == ","
    same_verb = other.verb == said.verb
    if tags[b] == "C":
        if after_comma or words[b] == "but" or (same_verb and not _opened_by_that(said)):
            return b - 1 if after_comma else b
    elif tags[b] == ",":
        if (same_verb and _goes_on(unit, other)) or trails(unit, other):
            return b
    elif words[b] == "as" and after_comma:
        # "…, as the agency reported last week"
        return b - 1
    elif tags[b] == "S" and words[b] in _CUTTING:
        # "…, hours after the mayor denied it", "…, two days after": the cut is before that.
        k = b
        while k > said.cue and (words[k - 1] in _CUTTING or (k < b and tags[k - 1] in "DM")):
            k -= 1
        if tags[k - 1] == ",":
            return k - 1
        return k if words[b] in _CUTTING_ALONE else None
    elif tags[b] == "-":
        return b
    return None


def _opened_by_that(said: Said) -> bool:
    """Whether a "that" opens the content: what is joined by "and" then belongs to it."""
    return said.unit.tags[said.cue + 1 : said.cue + 2] == "H"


def _goes_on(unit: Unit, other: Said) -> bool:
    """Whether an attribution after a comma has content of its own after it."""
    after = other.cue + 1
    return after < len(unit.tags) and unit.tags[after] not in ",.;:Q-"


def trails(unit: Unit, other: Said) -> bool:
    """Whether an attribution after a comma only names who is told: "…, Mr Lund told the court"."""
    if other.lemma != "tell" or other.relative:
        return False
    rest = unit.tags[other.cue + 1 :].rstrip(".")
    return not rest.strip("NDUOTMPR")


def relative_end(unit: Unit, said: Said, start: int, stop: int) -> int:
    """Where what is said ends inside a relative clause: "Managers who say we refused are lying"."""
    tags = unit.tags
    if not said.relative or tags[said.cue - 1] == ",":
        return stop
    finite = False
    for k in range(start + 1, stop):
        if tags[k] in ",;":
            break
        if tags[k] in "XVE":
            if finite and unit.words[k] in _COPULAS and tags[k - 1] in "NUAE":
                return k
            finite = True
    return stop
