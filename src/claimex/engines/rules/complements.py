"""What follows a cue verb: a "that", a quotation, a clause, an object, or nothing."""

from __future__ import annotations

from claimex.engines.rules.phrases import is_possessive
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

_CLAUSE_WORDS = frozenset("how why what where whether if".split())
_ASIDE_WORDS = frozenset("after before when while as because since during".split())


def after_verb(unit: Unit, said: Said, stop: int) -> tuple[str | None, int]:
    """What follows the verb: ``that``, ``quote``, ``clause``, ``object`` or nothing, and where."""
    tags, words = unit.tags, unit.words
    k = said.start if said.by_phrase else said.cue + 1
    while k < stop and (tags[k] == "A" or words[k] == "out"):
        if words[k] == "there" and k + 1 < stop and tags[k + 1] in "XA":
            return "clause", k
        k += 1
    tell = "tell" in said.frames
    addressee = False
    in_phrase = False
    m = k
    while m < stop:
        tag = tags[m]
        if tag == "H":
            if m + 1 < stop and tags[m + 1] == "X" and (addressee or m == k):
                return "clause", m
            if (
                m == k
                and m + 1 < stop
                and tags[m + 1] in "NUE"
                and not unit.words[m + 1].endswith("s")
                and not starts_clause(unit, m + 1, stop)
            ):
                return "object", m
            if _demonstrative(unit, m, stop):
                return "clause", m
            return "that", m + 1
        if tag == "Q":
            return "quote", m
        if tag == ":":
            return ("quote", m + 1) if m + 1 < stop and tags[m + 1] == "Q" else ("clause", m + 1)
        if tag in ",-":
            if m + 1 < stop and tags[m + 1] == "Q":
                return "quote", m + 1
            if m == k and said.before < 0 and tag == ",":
                closing = tags.find(",", m + 1, min(stop, m + 14))
                if closing > 0 and starts_clause(unit, closing + 1, stop, True):
                    return "clause", closing + 1
            if m == k or in_phrase or addressee:
                ahead = _resumes(unit, m, stop)
                if ahead is not None:
                    return ahead
            return None, m
        if tag in ".;":
            return None, m
        if tag == "P":
            if (
                words[m] == "to"
                and m == k
                and m + 1 < stop
                and tags[m + 1] in "NX"
                and words[m + 1] in ("be", "have")
                and said.verb is not None
                and said.verb.lemma in ("claim", "profess", "admit")
            ):
                return "that", m
            if addressee and _order(unit, m, stop):
                return None, m
            in_phrase = True
            m = _skip_phrase(unit, m + 1, stop)
            continue
        if (
            tag == "T"
            and m + 1 < stop
            and (m == k or in_phrase or addressee)
            and not is_possessive(words[m])
            and tags[m + 1] != "N"
        ):
            in_phrase = True
            m += 1
            continue
        if (
            words[m] in ("last", "early", "late", "this", "earlier", "next")
            and m + 1 < stop
            and (tags[m + 1] == "T" or words[m + 1] in ("this", "last"))
        ):
            in_phrase = True
            m += 2 if tags[m + 1] == "T" else 1
            continue
        if tag == "S":
            if words[m] in _CLAUSE_WORDS and (m == k or addressee):
                return "clause", m
            if words[m] in _ASIDE_WORDS or words[m] in ("until", "than"):
                ahead = _resumes(unit, m, stop, loose=True)
                return ahead if ahead is not None else (None, m)
            return "clause", m
        if tag == "A":
            m += 1
            continue
        if tell and not addressee:
            addressee = True
            if (tag in "O" and words[m] != "her") or tag == "R":
                m += 1
            else:
                m = _skip_phrase(unit, m, stop)
            continue
        if tag in "W" or tag == "C" or tag == ")":
            return None, m
        if tag == "(":
            closing = tags.find(")", m)
            m = closing + 1 if closing > 0 else stop
            continue
        if m == k or in_phrase or addressee:
            plain = said.verb is None or said.verb.lemma not in ("say", "tell")
            return ("clause", m) if starts_clause(unit, m, stop, plain) else ("object", m)
        m += 1
    return None, m


def _demonstrative(unit: Unit, m: int, stop: int) -> bool:
    """Whether "that" belongs to the next noun: "says that allegation is baseless"."""
    tags = unit.tags
    if m + 2 >= stop or tags[m + 1] != "N" or unit.words[m + 1].endswith("s"):
        return False
    k = m + 1
    while k < stop and tags[k] == "N":
        k += 1
    return (
        k < stop
        and tags[k] in "XV"
        and k - m <= 3
        and unit.words[k] in ("is", "was", "has", "had", "did", "does")
    )


def _order(unit: Unit, m: int, stop: int) -> bool:
    """Whether "to" opens an order: "told the crowd to go home"."""
    return unit.words[m] == "to" and m + 1 < stop and unit.tags[m + 1] in "NVX"


def _skip_phrase(unit: Unit, m: int, stop: int) -> int:
    """The index after the noun phrase at ``m``, as far as it can be told from a clause's subject."""
    tags, words = unit.tags, unit.words
    seen = False
    first = m
    while m < stop:
        tag = tags[m]
        if tag in "D" or (tag == "O" and words[m] == "her"):
            if seen and tags[m - 1] != "P":
                return m
        elif tag in "NMT":
            seen = True
        elif tag == "U":
            named = tags[m - 1] == "T" and m - 2 >= first and tags[m - 2] in "DU"
            if seen and tags[m - 1] in "NT" and m > first and not named:
                return m
            seen = True
        elif tag in "EG[]":
            pass
        elif tag == "O":
            return m + 1
        elif tag == "P":
            if _order(unit, m, stop):
                return m
        elif tag == "C":
            if not (m + 1 < stop and tags[m + 1] in "UN" and tags[m - 1] in "UN"):
                return m
        else:
            return m
        m += 1
    return m


def starts_clause(unit: Unit, m: int, stop: int, plain: bool = False) -> bool:
    """Whether a clause starts at ``m``: a noun phrase and a finite verb after it.

    ``plain`` allows no relative clause or aside in between.
    """
    tags = unit.tags
    seen = False
    k = m
    while k < min(stop, m + 22):
        tag = tags[k]
        if tag == "C" and tags[k + 1 : k + 2] in ("X", "V"):
            # "claimed one win in nine and were denied": no subject of its own.
            return False
        if tag in "NUMROQ]TD[G" or tag in "PC":
            seen = seen or tag in "NUMRO]DT"
        elif tag in "XV":
            return seen
        elif tag == "E":
            if seen and k > m and tags[k - 1] in "NURMT]" and unit.words[k + 1 : k + 2] != ["by"]:
                return True
        elif tag in "WH,(":
            # A relative clause or an aside: a verb after it still makes a clause.
            return not plain and any(t in "XVE" for t in tags[k + 1 : min(stop, k + 14)])
        elif tag == "A":
            pass
        else:
            return False
        k += 1
    return False


def _resumes(unit: Unit, m: int, stop: int, loose: bool = False) -> tuple[str, int] | None:
    """A "that" or a quotation after an aside: "said, with a grin, that"."""
    tags = unit.tags
    for k in range(m + 1, min(stop, m + 18)):
        if tags[k] == "Q":
            return "quote", k
        if tags[k] == "H" and k + 1 < stop and tags[k - 1] in ",TNUM" and tags[k + 1] not in "VX":
            return ("that", k + 1) if loose or tags[k - 1] in ",T" else None
        if tags[k] in ".;":
            return None
    return None
