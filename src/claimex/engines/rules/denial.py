"""Cues that deny: denied, rejected the allegation, called it a lie."""

from __future__ import annotations

from claimex.draft import Place
from claimex.engines.cues import Lexicon
from claimex.engines.rules.judging import POINTING, Judged, denying, place_of, tokens_of, trimmed
from claimex.engines.rules.naming import named
from claimex.engines.rules.phrases import is_possessive
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

_OBJECT_PREPOSITIONS = frozenset(
    """of about against by from over as for between with that into regarding concerning to
    per""".split()
)


# Verbs (lemmas) that contradict a clause or a pronoun: "disputed that", "rejected it".
_CONTESTING = frozenset("dispute reject refute contest dismiss rebut challenge contradict".split())
_HAPPENINGS = frozenset(("events", "story", "facts"))


def by_cue(said: Said, lexicon: Lexicon) -> Judged | None:
    """The verdict of a cue that itself denies or names something false; None for other cues."""
    frames = said.frames
    if said.fronted:
        denies = frames & {"deny", "reject"} or _calls_false(said, lexicon)
        return Judged(denials=trimmed(said)) if denies else Judged()
    if "phrase" in frames or ("deny" in frames and said.verb is None):
        return Judged(denials=trimmed(said))
    if "deny" in frames:
        place = _denied(said, lexicon)
        return Judged(denials=(place,)) if place else Judged()
    if "say" in frames or not frames & {"reject", "call", "describe"}:
        return None
    if said.by_phrase and "reject" in frames:
        place = _rejected(said, lexicon)
        return Judged(denials=(place,)) if place else Judged()
    if said.by_phrase:
        false = any(w in lexicon.false_words for w in said.unit.words[said.cue :])
        return Judged(denials=trimmed(said)) if false else Judged(claims=trimmed(said))
    return named(said, lexicon) or (_rejects(said, lexicon) if "reject" in frames else Judged())


def _calls_false(said: Said, lexicon: Lexicon) -> bool:
    """Whether the words after the cue call what was said before it false."""
    after = said.unit.words[said.cue + 1 : said.cue + 9]
    if not (lexicon.false_words | lexicon.weak_false_words).isdisjoint(after):
        return True
    before = said.unit.words[max(0, said.before - 6) : said.before + 1]
    accused = not lexicon.accusing_nouns.isdisjoint(before)
    return accused and lexicon.granting_words.isdisjoint(after)


def _rejected(said: Said, lexicon: Lexicon) -> Place | None:
    """What a passive rejects: "The allegation that he took bribes was denied by his lawyer"."""
    unit = said.unit
    words, tags = unit.words, unit.tags
    nouns = lexicon.deniable
    if said.lemma == "dispute":
        nouns |= lexicon.disputed_nouns
    noun = next((k for k in range(said.cue) if words[k] in nouns), None)
    if noun is None or words[noun : noun + 2] == ["claim", "for"]:
        return None  # "Its claim for compensation was rejected"
    last = said.cue
    while last > noun and tags[last - 1] in "XA":
        last -= 1
    if noun + 1 < last and tags[noun + 1] == "H":
        return place_of(unit, noun + 2, last)
    first = noun
    while first > 0 and tags[first - 1] in "NUDMOE":
        first -= 1
    return place_of(unit, first, last)


def _denied(said: Said, lexicon: Lexicon) -> Place | None:
    """The proposition that "denied" denies, None where something was refused instead."""
    unit = said.unit
    if said.by_phrase:
        return _rejected(said, lexicon)
    first, last = tokens_of(said)
    tags, words = unit.tags, unit.words
    if first >= last:
        return None
    that = next(
        (k for k in range(first, min(last, first + 10)) if tags[k] == "H" or tags[k] in ",;"), None
    )
    if (
        that is not None
        and tags[that] == "H"
        and not (that == first and that + 1 < last and tags[that + 1] in "N,.")
    ):
        noun = any(words[k] in lexicon.deniable for k in range(first, that))
        if (
            that == first
            or noun
            or not any(tags[k] in "NU" for k in range(first, that))
            or tags[first] == "P"
        ):
            return place_of(unit, that + 1, last)
    if tags[first] == "P" or (words[first] == "himself" and first + 1 < last):
        return None
    head = first
    while head < last and tags[head] not in "PSHWX,VQ" and not (head > first and tags[head] in "R"):
        head += 1
    nominal = words[first:head]
    clause = any(t in "XV" for t in tags[first:last]) or tags[first] == "G"
    if tags[first] in "GR" or (tags[first] == "A" and first + 1 < last and tags[first + 1] == "G"):
        return place_of(unit, first, last)
    # "denies tap water made hundreds ill", but "denied water to prisoners"
    if tags[head : head + 1] not in ("X", "V") and any(w in lexicon.refused_nouns for w in nominal):
        return None
    if _given(unit, first, head, last):
        return None
    if tags[first] == "O" and words[first] != "her":
        return None
    if any(word in lexicon.deniable for word in nominal) and not clause:
        return place_of(unit, first, _object_end(unit, first, last, lexicon))
    return place_of(unit, first, last)


def _given(unit: Unit, first: int, head: int, last: int) -> bool:
    """Whether somebody is denied something: "denied an opponent the use of a towel"."""
    tags, words = unit.tags, unit.words
    second = next((k for k in range(first + 1, head) if tags[k] == "D"), None)
    return (
        second is not None
        and second + 1 < last
        and tags[second - 1] in "NU"
        and words[second] not in ("that", "this")
        and not any(t in "XV" for t in tags[second:last])
    )


def _object_end(unit: Unit, first: int, last: int, lexicon: Lexicon) -> int:
    """Where an object such as "the allegation" ends: before "in a statement", "too"."""
    tags, words = unit.tags, unit.words
    seen = False
    for k in range(first, last):
        seen = seen or words[k] in lexicon.deniable
        if seen and (
            (tags[k] in "PS" and words[k] not in _OBJECT_PREPOSITIONS)
            or tags[k] in ",WT-"
            # "Talk of flooding", but not "the claim saying it was late"
            or (tags[k] == "G" and words[k - 1] not in _OBJECT_PREPOSITIONS)
            or words[k] in ("too", "again", "also", "outright", "yesterday")
            or (tags[k] == "A" and words[k] not in ("not", "entirely"))
        ):
            return k
    return last


def _rejects(said: Said, lexicon: Lexicon) -> Judged:
    """ "rejected the allegation", "disputed that it leaked", "withdrew the remark"."""
    unit = said.unit
    first, last = tokens_of(said)
    words, tags = unit.words, unit.tags
    if said.lemma == "contradict" and _somebody(unit, first, last, lexicon):
        return denying(place_of(unit, first, _object_end(unit, first, last, lexicon)))
    that = next((k for k in range(first, min(last, first + 8)) if tags[k] == "H"), None)
    if that is not None:
        named = not lexicon.deniable.isdisjoint(words[first:that])
        clause = said.lemma in _CONTESTING and any(t in "XVE" for t in tags[first + 2 : last])
        if named or (that == first and clause):
            return denying(place_of(unit, that + 1, last))
    head = first
    while head < last and (tags[head] not in "PSHWXV,R" or (tags[head] == "H" and head == first)):
        head += 1
    nominal = words[first:head]
    said_so = not lexicon.deniable.isdisjoint(nominal)
    if "version" in nominal and words[head : head + 1] == ["of"]:
        # "rejected a version of the bill", but "their version of events"
        said_so = not _HAPPENINGS.isdisjoint(words[head : head + 4])
    if said.lemma == "dispute" and not lexicon.disputed_nouns.isdisjoint(nominal):
        comma = tags.find(",", first, last)
        however = comma > 0 and tags[comma + 1 : comma + 2] == "A"
        return denying(place_of(unit, first, comma if however else last))
    if {"claim", "claims"} & set(words[first:head]) and words[head : head + 1] == ["for"]:
        return Judged()
    pronoun = head - first == 1 and (tags[first] == "R" or words[first] in POINTING)
    if said_so or (pronoun and said.lemma in _CONTESTING):
        return denying(place_of(unit, first, _object_end(unit, first, last, lexicon)))
    return Judged()


def _somebody(unit: Unit, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether the object is a person: "contradicted him", "contradicted the minister"."""
    if first >= last:
        return False
    end = first
    while end + 1 < last and unit.tags[end + 1] in "NU":
        end += 1
    alone = end + 1 >= last or unit.tags[end + 1] in ",.;SPCT"
    named = unit.tags[first] in "OU" or unit.words[end] in lexicon.deals.roles
    return alone and named and not is_possessive(unit.words[end])
