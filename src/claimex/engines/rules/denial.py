"""Cues that deny: denied, rejected the allegation, called it a lie."""

from __future__ import annotations

from dataclasses import dataclass

from claimex.draft import Place
from claimex.engines.cues import Lexicon
from claimex.engines.rules.places import trim
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

_OBJECT_PREPOSITIONS = frozenset(
    "of about against by from over as for between with that into regarding concerning to".split()
)


_ADJECTIVE_ENDINGS = (
    "ous",
    "ful",
    "ive",
    "able",
    "ible",
    "less",
    "ish",
    "ical",
    "fair",
    "legal",
    "wise",
)


_DEMONSTRATIVES = frozenset("it that this them those these both all".split())
# Whom one calls something: "called him wrong" says nothing of a claim.
_PERSONS = frozenset("for on him her me us".split())
# Verbs (lemmas) of rejecting with a clause, with a pronoun, and with much that nobody said.
_WITH_THAT = frozenset("dispute reject refute contest dismiss rebut challenge".split())
_WITH_PRONOUN = frozenset("dispute refute rebut contradict dismiss reject".split())
_OF_MANY_THINGS = frozenset("withdraw retract discount challenge contest contradict".split())


@dataclass(frozen=True, slots=True)
class Judged:
    """What an attribution comes to: the places it asserts and the places it denies."""

    claims: tuple[Place, ...] = ()
    denials: tuple[Place, ...] = ()


def by_cue(said: Said, lexicon: Lexicon) -> Judged | None:
    """The verdict of a cue that itself denies or names something false; None for other cues."""
    frames = said.frames
    if said.fronted:
        return Judged(denials=_trimmed(said)) if frames & {"deny", "reject"} else Judged()
    if "phrase" in frames or ("deny" in frames and said.verb is None):
        return Judged(denials=_trimmed(said))
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
        return Judged(denials=_trimmed(said)) if false else Judged(claims=_trimmed(said))
    return _named(said, lexicon)


def _trimmed(said: Said) -> tuple[Place, ...]:
    return tuple(p for c in said.contents if (p := trim(said.unit.text, c)))


def _rejected(said: Said, lexicon: Lexicon) -> Place | None:
    """What a passive rejects: "The allegation that he took bribes was denied by his lawyer"."""
    unit = said.unit
    words, tags = unit.words, unit.tags
    noun = next((k for k in range(said.cue) if words[k] in lexicon.deniable), None)
    if noun is None:
        return None
    last = said.cue
    while last > noun and tags[last - 1] in "XA":
        last -= 1
    if noun + 1 < last and tags[noun + 1] == "H":
        return _place(unit, noun + 2, last)
    first = noun
    while first > 0 and tags[first - 1] in "NUDMOE":
        first -= 1
    return _place(unit, first, last)


def _tokens_of(said: Said) -> tuple[int, int]:
    """The token range of the first content of the attribution."""
    unit = said.unit
    start, end = said.contents[0]
    first = said.cue + 1
    while first < len(unit.tokens) and unit.tokens.starts[first] < start:
        first += 1
    last = first
    while last < len(unit.tokens) and unit.tokens.ends[last] <= end:
        last += 1
    return first, last


def _denied(said: Said, lexicon: Lexicon) -> Place | None:
    """The proposition that "denied" denies, None where something was refused instead."""
    unit = said.unit
    if said.by_phrase:
        return _rejected(said, lexicon)
    first, last = _tokens_of(said)
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
            return _place(unit, that + 1, last)
    if tags[first] == "P" or (words[first] == "himself" and first + 1 < last):
        return None
    head = first
    while head < last and tags[head] not in "PSHWX,VQ" and not (head > first and tags[head] in "R"):
        head += 1
    nominal = words[first:head]
    clause = any(t in "XV" for t in tags[first:last]) or tags[first] == "G"
    if tags[first] in "GR" or (tags[first] == "A" and first + 1 < last and tags[first + 1] == "G"):
        return _place(unit, first, last)
    if any(word in lexicon.refused_nouns for word in nominal):
        return None
    if tags[first] == "O" and words[first] != "her":
        return None
    if any(word in lexicon.deniable for word in nominal) and not clause:
        return _place(unit, first, _object_end(unit, first, last, lexicon))
    return _place(unit, first, last)


def _object_end(unit: Unit, first: int, last: int, lexicon: Lexicon) -> int:
    """Where an object such as "the allegation" ends: before "in a statement", "too"."""
    tags, words = unit.tags, unit.words
    seen = False
    for k in range(first, last):
        seen = seen or words[k] in lexicon.deniable
        if seen and (
            (tags[k] in "PS" and words[k] not in _OBJECT_PREPOSITIONS)
            or tags[k] in ",WGT-"
            or words[k] in ("too", "again", "also", "outright", "yesterday")
            or (tags[k] == "A" and words[k] not in ("not", "entirely"))
        ):
            return k
    return last


def _named(said: Said, lexicon: Lexicon) -> Judged:
    """ "rejected X", "called X Y", "dismissed X as Y"."""
    unit = said.unit
    first, last = _tokens_of(said)
    if first >= last:
        return Judged()
    as_at = next((k for k in range(first, last) if unit.words[k] == "as"), None)
    if "call" in said.frames or ("describe" in said.frames and as_at is not None):
        return _described(said, first, last, as_at, lexicon)
    # "slammed “wicked lies” told by a teacher"
    lies = not lexicon.false_words.isdisjoint(unit.words[first : first + 4])
    place = _place(unit, first, last) if lies and "describe" in said.frames else None
    if place is not None:
        return Judged(denials=(place,))
    return _rejection(said, first, last, lexicon) if "reject" in said.frames else Judged()


def _described(said: Said, first: int, last: int, as_at: int | None, lexicon: Lexicon) -> Judged:
    """ "called X Y", "dismissed X as Y": a denial where Y says that X is false."""
    unit, frames = said.unit, said.frames
    words, tags = unit.words, unit.tags
    place = _place(unit, first, last)
    places = (place,) if place else ()
    window = words[first:last]
    calls = "call" in frames
    reach = last if as_at == first else min(last if as_at is None else as_at, first + 9)
    spoken = not lexicon.deniable.isdisjoint(words[first:reach])
    pronoun = _is_pronoun(unit, first) and as_at is None
    weak = "nothing" in window or not lexicon.weak_false_words.isdisjoint(window)
    strong = _calls_false(window, lexicon) and not (calls and tags[first] == "P")
    person = words[first] in _PERSONS and {"liar", "liars"}.isdisjoint(window)
    if (strong or (weak and (spoken or pronoun))) and not person:
        return Judged(denials=places)
    if "reject" in frames and spoken:
        return Judged(denials=places)
    if calls and not _characterises(unit, first, last):
        return Judged()
    if "describe" in frames and said.lemma in lexicon.condemning:
        return Judged()
    return Judged(claims=places)


def _calls_false(window: list[str], lexicon: Lexicon) -> bool:
    if not lexicon.false_words.isdisjoint(window):
        return True
    joined = " ".join(window)
    return any(phrase in joined for phrase in ("without merit", "no basis", "not true"))


def _is_pronoun(unit: Unit, k: int) -> bool:
    return unit.tags[k] == "R" or unit.words[k] in _DEMONSTRATIVES


def _rejection(said: Said, first: int, last: int, lexicon: Lexicon) -> Judged:
    """ "rejected the claim that …", "disputed that …", "dismissed the report", "refuted it"."""
    unit, lemma = said.unit, said.lemma
    words, tags = unit.words, unit.tags
    that = next((k for k in range(first, min(last, first + 8)) if tags[k] == "H"), None)
    if that is not None:
        noun = that > first and not lexicon.deniable.isdisjoint(words[first:that])
        clause = that == first and lemma in _WITH_THAT and that + 2 < last
        if noun or (clause and any(tag in "XVE" for tag in tags[first + 2 : last])):
            return _denying(unit, that + 1, last)
    head = first
    while head < last and (tags[head] not in "PSHWXV,R" or (tags[head] == "H" and head == first)):
        head += 1
    nominal = words[first:head]
    spoken = not lexicon.deniable.isdisjoint(nominal)
    if lemma in _OF_MANY_THINGS and not spoken:
        return Judged()
    # "rejected the last version of the bill", not "of events"
    version = "version" in nominal and head + 1 < last and words[head] == "of"
    if version and {"events", "story", "facts"}.isdisjoint(words[head : head + 4]):
        return Judged()
    alone = _is_pronoun(unit, first) and head - first == 1
    if spoken or (alone and lemma in _WITH_PRONOUN):
        return _denying(unit, first, _object_end(unit, first, last, lexicon))
    return Judged()


def _denying(unit: Unit, first: int, last: int) -> Judged:
    place = _place(unit, first, last)
    return Judged(denials=(place,) if place else ())


def _characterises(unit: Unit, first: int, last: int) -> bool:
    """Whether "called X …" says something of X: an object and words for it, not "called a vote"."""
    tags = unit.tags
    if tags[first] in "PAXVC,HSW.:;Q":
        return False
    if tags[first] == "[" or any(t in "[Q" for t in tags[first : min(last, first + 10)]):
        return True
    if tags[first] in "OR":
        return first + 1 < last and tags[first + 1] in "DNEAGU" and unit.words[first] != "her"
    k = first
    while k < last and tags[k] in "DO":
        k += 1
    start = k
    while k < last and tags[k] in "NUMR" and (k == start or tags[k] == "U" or tags[first] == "D"):
        k += 1
    if first < k < last and tags[k] == "D":
        return True
    # "called the forecast cautious", not "called an emergency meeting"
    end = last
    while end > first and tags[end - 1] in ",.;":
        end -= 1
    return (
        unit.words[first] not in ("a", "an", "for", "on")
        and end - first >= 3
        and unit.words[end - 1].endswith(_ADJECTIVE_ENDINGS)
    )


def _place(unit: Unit, first: int, last: int) -> Place | None:
    while last > first and unit.tags[last - 1] in ",.;:-C":
        last -= 1
    return trim(unit.text, unit.place(first, last - 1)) if last > first else None
