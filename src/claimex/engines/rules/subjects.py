"""Subjects of verbs: before them, around asides, after them.

Everything here counts in token indices of one unit; ranges include both ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimex.engines.cues import Verb, lexicon
from claimex.engines.rules.phrases import (
    TIME_PREPOSITIONS,
    contracted,
    is_possessive,
    noun_phrase_left,
)
from claimex.engines.rules.tokens import NEGATIONS
from claimex.engines.rules.units import Unit

_HEADS = "NUMR]E"
# Determiners that can be a subject alone: "Another said it was full".
_STANDING_ALONE = frozenset(
    """this that both all neither some many several others another these those few most one
    each""".split()
)
# Times that need no preposition: "the ministry Thursday denied".
_BARE_TIMES = frozenset(
    """yesterday today monday tuesday wednesday thursday friday saturday sunday""".split()
)
# Before a name that nothing in apposition precedes: "Prices fell, Mr. Oduya said".
_STYLES = frozenset("mr mr. mrs mrs. ms ms.".split())
_NOMINATIVE = frozenset("i he she we they".split())
_FROM = frozenset(("of", "from", "in", "at"))
_LONGEST_ASIDE = 30
_LONGEST_RELATIVE = 24
_NAME_PARTICLES = frozenset(
    "of the de la le von van der den da di del bin ibn al el & and for on".split()
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a verb: the phrase, and the part of it that names the source.

    ``before`` is the index of the last token before the whole subject, -1 at the unit's start;
    ``relative`` tells that the verb stands in a relative clause on the phrase; ``name_first`` is
    where the name starts that a role stands before, else None.
    """

    first: int
    last: int
    before: int
    relative: bool = False
    name_first: int | None = None

    @property
    def has_role(self) -> bool:
        """Whether a role and a comma stand before the name: "the minister, Graham Tully"."""
        return self.name_first is not None

    def without_role(self) -> Subject:
        """The name alone."""
        first = self.first if self.name_first is None else self.name_first
        return Subject(first, self.last, first - 1)


def skip_auxiliaries(unit: Unit, verb: int) -> tuple[int, list[str]]:
    """The index before the verb's auxiliaries and adverbs, and those words, nearest first."""
    tags, words = unit.tags, unit.words
    k = _skip_time(unit, verb - 1)
    passed: list[str] = []
    while k >= 0 and (
        tags[k] in "AX"
        or words[k] in ("no", "also")
        or (words[k] == "long" and k > 0 and tags[k - 1] == "X")
        or (words[k] == "since" and k > 0 and tags[k - 1] == "X")
        or words[k].endswith("selves")
        or words[k].endswith("self")
    ):
        if tags[k] == "X" and ((words[k] in ("may", "might") and k == 0) or contracted(words[k])):
            break
        passed.append(words[k])
        k -= 1
        k = _skip_time(unit, k)
    return k, passed


def _skip_time(unit: Unit, k: int) -> int:
    """The index before a time between subject and verb: "the ministry on Thursday denied"."""
    tags, words = unit.tags, unit.words
    dated = k > 0 and tags[k] == "M" and tags[k - 1] == "T"
    if k < 1 or (tags[k] != "T" and not dated) or is_possessive(words[k]):
        return k
    m = k
    while m > 0 and (tags[m] in "TM" or words[m] in TIME_PREPOSITIONS):
        m -= 1
    bare = words[k] in _BARE_TIMES and tags[m] not in "PDE"
    if m < k and (words[m + 1] in TIME_PREPOSITIONS or bare):
        return m
    return k


def subject_before(unit: Unit, verb: int, floor: int = 0) -> tuple[Subject | None, list[str]]:
    """The subject of the verb, looking left, and the auxiliaries and adverbs in between."""
    tags, words = unit.tags, unit.words
    k, passed = skip_auxiliaries(unit, verb)
    if k < floor:
        return None, passed
    if contracted(words[k]):
        return Subject(k, k, k - 1), [words[k], *passed]
    if tags[k] == "W" or (tags[k] == "H" and k > floor and tags[k - 1] in "NU"):
        end = k - 2 if k > floor and tags[k - 1] == "," else k - 1
        first = noun_phrase_left(unit, end, floor)
        if first is None or words[k] == "whose":
            return None, passed
        for p in range(end - 1, first, -1):
            if words[p] in ("from", "to", "by", "with") and tags[p] == "P" and tags[k] == "W":
                # "comment from the shipyard, which did not respond"
                first = p + 1
                break
        return Subject(first, end, first - 1, relative=True), passed
    if tags[k] == "]" and k > floor and tags[k - 1] in ",.":
        # A quotation that only closes: its subject follows.
        return None, passed
    if tags[k] in ",-)":
        return _around_aside(unit, k, floor), passed
    relative = _relative_clause(unit, k, floor)
    first = noun_phrase_left(unit, k if relative is None else relative - 1, floor)
    if first is None or not _can_be_subject(unit, first, k) or _governed(unit, first, floor):
        return None, passed
    # "the minister, Graham Tully" with the verb right after the name: the role belongs to it.
    role = _role_before(unit, first, k, floor)
    if role is None:
        return Subject(first, k, first - 1), passed
    return Subject(role, k, role - 1, name_first=first), passed


def _relative_clause(unit: Unit, last: int, floor: int) -> int | None:
    """Where a restrictive clause starts that ends at ``last``: "The nurse who treated the boy".

    None where none does, and where its verb may take what follows as its clause: "a man who
    thinks the minister lied".
    """
    tags, words = unit.tags, unit.words
    verbs = lexicon().verbs
    for k in range(last - 1, max(floor, last - _LONGEST_RELATIVE), -1):
        says = tags[k] in "VE" and tags[k + 1] != "P" and _takes_clause(verbs.get(words[k]))
        if says or tags[k] in ",;:-Q.()[]":
            return None
        if tags[k] == "H" and not (tags[k - 1] in "NUM" and tags[k + 1] in "XVE"):
            return None
        if tags[k] not in "WH" or tags[k - 1] == "C":
            continue
        verb = k + 1
        while verb < last and tags[verb] in "XA":
            verb += 1
        finite = tags[verb] in "VEG" or "X" in tags[k:verb] or words[verb].endswith("s")
        return k if finite and words[k] != "whose" and tags[k - 1] in "NUMR" else None
    return None


def _takes_clause(verb: Verb | None) -> bool:
    return verb is not None and not verb.frames.isdisjoint(("say", "tell", "think", "find"))


def joined_subject(unit: Unit, verb: int) -> Subject | None:
    """The subject that a verb after "and" shares with the verb that it is joined to."""
    tags = unit.tags
    k = verb - 1
    while k > 0 and tags[k] in "AX":
        k -= 1
    if k < 2 or tags[k] != "C":
        return None
    for v in range(k - 1, -1, -1):
        if tags[v] in ";.Q":
            return None
        if contracted(unit.words[v]):
            return Subject(v, v, v - 1)
        if v and tags[v] in "VXE" and tags[v - 1] in "NURM)],A":
            subject, passed = subject_before(unit, v)
            if subject is not None and not subject.relative and not negated(passed):
                return subject
    return None


def _governed(unit: Unit, first: int, floor: int) -> bool:
    """Whether the phrase is an object: of a preposition or of a verb right before it."""
    if first <= floor:
        return False
    before = unit.tags[first - 1]
    if unit.words[first] in _NOMINATIVE:
        # "When his turn came he said …": no object of that verb.
        return False
    if before == "P":
        return first - 1 > floor and unit.tags[first - 2] not in ",;:-CSQH.["
    if before == "X" and first > floor + 1 and unit.words[first - 2] == "only":
        # "Not only did the cook say"
        return False
    return before in "XV" and unit.words[first - 1] not in lexicon().verbs


def _can_be_subject(unit: Unit, first: int, last: int) -> bool:
    return any(
        unit.tags[k] in _HEADS or unit.words[k] in _STANDING_ALONE for k in range(first, last + 1)
    )


def _role_before(unit: Unit, first: int, last: int, floor: int) -> int | None:
    """Where a role and a comma stand right before a name: "A third, Leon Abara" told."""
    tags, words = unit.tags, unit.words
    if first - 2 < floor or tags[first - 1] != "," or not _is_name(unit, first, last):
        return None
    start = noun_phrase_left(unit, first - 2, floor)
    if (
        start is None
        or tags[first - 2] not in "NM"
        or (tags[first - 2] == "M" and tags[start] != "D")
    ):
        return None
    if (
        tags[start] == "N"
        and not is_possessive(words[start])
        and start > floor
        and tags[start - 1] not in ",;:-CSQH.["
    ):
        return None
    if tags[start] not in "DNOU" or tags[first] == "D" or words[first] in _STYLES:
        return None
    if words[first - 2].endswith("s") and "C" not in tags[first : last + 1]:
        # "since the floods, Barden said": many are no role of one.
        return None
    if start > floor and tags[start - 1] in "PVXE":
        return None
    return start


def _is_name(unit: Unit, first: int, last: int) -> bool:
    tags, words = unit.tags, unit.words
    return tags[last] == "U" and all(
        tags[k] == "U" or words[k] in _NAME_PARTICLES for k in range(first, last + 1)
    )


def _around_aside(unit: Unit, comma: int, floor: int) -> Subject | None:
    """The subject of a verb that follows asides: "Varga, 52, president of the union, said"."""
    tags, words = unit.tags, unit.words
    opening = _aside_start(unit, comma, floor)
    for _ in range(4):
        if opening is None or opening - 1 < floor:
            return None
        last = opening - 1
        first = noun_phrase_left(unit, last, floor)
        if first is None:
            return None
        again = first - 1 >= floor and tags[first - 1] == ","
        if again and (all(tags[k] in "MA" for k in range(first, opening)) or tags[last] in "EGT"):
            # "Varga, 52, …" and "Gaunt, axed in November, …": another aside.
            opening = first - 1
            continue
        placed = first - 2 >= floor and words[first - 1] in _FROM and tags[first - 2] == ","
        if placed and _is_name(unit, first, last):
            # "Holroyd, of Mill Lane, Castle Wick, …": the aside began before the place.
            opening = first - 2
            continue
        if _governed(unit, first, floor):
            return None
        if again and not _is_name(unit, first, last):
            # "Yalçın, head of the union, the largest in the country, said"
            outer = noun_phrase_left(unit, first - 2, floor)
            if (
                outer is not None
                and _is_name(unit, outer, first - 2)
                and not _governed(unit, outer, floor)
            ):
                opening = first - 1
                continue
        if not _can_be_subject(unit, first, last):
            return None
        if _is_name(unit, opening + 1, comma - 1) and not _is_name(unit, first, last):
            last = comma - 1
        start = first
        if _is_name(unit, first, opening - 1):
            role = _role_before(unit, first, opening - 1, floor)
            start = role if role is not None else first
        return Subject(start, last, start - 1)
    return None


def _aside_start(unit: Unit, closing: int, floor: int) -> int | None:
    """The mark that opens the aside which ``closing`` ends, None where none is near."""
    tags = unit.tags
    sign = tags[closing]
    partner = {",": ",", "-": "-", ")": "("}[sign]
    depth = 0
    for k in range(closing - 1, max(floor, closing - _LONGEST_ASIDE) - 1, -1):
        if tags[k] == partner and not depth:
            # A comma inside a list of names ("A, B and C of the council") is no opening.
            if sign == "," and _continues_list(unit, k, closing):
                continue
            return k
        if tags[k] in "Q;" or (tags[k] == "." and sign != ")"):
            return None
    return None


def _continues_list(unit: Unit, comma: int, closing: int) -> bool:
    """Whether a comma stands in a list of names: "A, B and C of the council"."""
    inner = unit.tags[comma + 1 : closing]
    joined = inner.find("C", 1, 5)
    return (
        len(inner) <= 6
        and joined > 0
        and inner[0] == "U"
        and inner[joined + 1 : joined + 2] == "U"
        and unit.tags[comma - 1 : comma] == "U"
    )


def subject_after(unit: Unit, verb: int, stop: int) -> tuple[int, int] | None:
    """The subject that follows its verb ("said Ines Calder, an analyst"): first and last token."""
    tags, words = unit.tags, unit.words
    k = verb + 1
    while k < stop and tags[k] in "A":
        k += 1
    first = k
    while k < stop:
        tag = tags[k]
        if tag in "NUDM[]O" or (tag in "EG" and k + 1 < stop and tags[k + 1] in "NUP"):
            k += 1
        elif tag == "R" and k == first:
            k += 1
            break
        elif (
            tag == "P"
            and k > first
            and (
                words[k] in ("of", "for", "from", "at", "with", "in", "on", "to")
                or (words[k] == "by" and tags[k - 1] == "N")
            )
        ):
            if words[k] in ("in", "at", "on") and not (
                _in_name(unit, k, stop) or "who" in words[k + 2 : k + 5]
            ):
                break
            quoted = words[k] == "of" and tags[k + 1 : k + 2] in ("[", "Q")
            if quoted or tags[k + 1 : k + 2] == "G":
                # "accused by Vera of lying", "of “selling the silver”"
                break
            k += 1
        elif (
            (
                tag == "C"
                and k > first
                and k + 1 < stop
                and tags[k + 1] in "UND"
                and words[k] in ("and", "&")
            )
            or (tag == "T" and k > first and tags[k - 1] in "UD" and tags[k - 1] != "U")
            or (tag == "." and words[k] != "." and words[k].endswith("."))
        ):
            k += 1
        else:
            break
    last = k - 1
    while last >= first and tags[last] in "PDC[":
        last -= 1
    if last < first or not _can_be_subject(unit, first, last):
        return None
    if (
        last + 2 < stop
        and words[last + 1] == "who"
        and tags[last] == "N"
        and tags[last + 2] in "XVEAN"
    ):
        # "said a woman who lives opposite the aviary": the clause tells which woman.
        k = last + 2
        while k < stop and tags[k] not in ",.;:Q-":
            k += 1
        return first, k - 1
    # "the company's chief executive, Per Moen."
    if last + 2 < stop and tags[last + 1] == "," and tags[last] == "N":
        name = last + 2
        while name < stop and (tags[name] == "U" or words[name] in _NAME_PARTICLES - {"and"}):
            name += 1
        if name > last + 2 and (name >= stop or tags[name] in ",.:Q") and tags[name - 1] == "U":
            last = name - 1
    return first, last


def _in_name(unit: Unit, preposition: int, stop: int) -> bool:
    tags = unit.tags
    after = tags[preposition + 1] if preposition + 1 < stop else ""
    if after == "D" and preposition + 2 < stop:
        after = tags[preposition + 2]
    return (
        after == "U" and tags[preposition - 1] in "NU" and unit.words[preposition] in ("in", "at")
    )


def negated(passed: list[str]) -> bool:
    """Whether the words between subject and verb negate it."""
    return any(word in NEGATIONS for word in passed)
