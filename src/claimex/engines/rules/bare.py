"""Quotations that no word attributes: "Isak Reed takes off his cap. “The houses were sold.”"."""

from __future__ import annotations

from claimex.engines.rules.said import Said
from claimex.engines.rules.subjects import Subject, negated, subject_before
from claimex.engines.rules.units import Unit

# How far into its sentence the verb stands of who acts before he speaks, in tokens.
_VERB = 14
_PERSONAL = frozenset(("he", "she"))
_OWN = frozenset(("his", "her", "himself", "herself"))


def acts_before(unit: Unit) -> Said | None:
    """Who speaks the quotation after this sentence: the person who acts in it; else None.

    Only a pronoun or a name counts: "The river left its bed." is followed by anybody's words.
    """
    for k in range(1, min(len(unit.tags), _VERB)):
        if not _may_be_verb(unit, k):
            continue
        subject, passed = subject_before(unit, k)
        if subject is None or negated(passed) or not _is_person(unit, subject):
            return None
        said = Said(unit, k, unit.place(k, k), None, frozenset({"quote"}))
        return said.take_subject(subject)
    return None


def after_colon(unit: Unit) -> Said | None:
    """The quotation that a colon opens after somebody acts: "Salo leaned over the rail: “…”"."""
    tags = unit.tags.rstrip(".")
    last = len(tags) - 1
    if last < 3 or tags[last] != "Q" or tags[last - 1] != ":":
        return None
    said = acts_before(unit)
    if said is not None:
        said.add_quote(last)
    return said


def _may_be_verb(unit: Unit, k: int) -> bool:
    """Whether a token is a finite verb; "shrugs" after a name looks like a noun."""
    tag = unit.tags[k]
    plural = tag == "N" and unit.words[k].endswith("s") and unit.tags[k - 1] in "UR"
    return (tag in "VXE" and unit.tags[k - 1] in "UR],A") or plural


def _is_person(unit: Unit, subject: Subject) -> bool:
    words = unit.words[subject.first : subject.last + 1]
    if words[-1] in _PERSONAL:
        return True
    names = unit.tags[subject.first : subject.last + 1].count("U")
    return names > 1 or (names == 1 and not _OWN.isdisjoint(unit.vocabulary))
