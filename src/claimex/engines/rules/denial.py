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


@dataclass(frozen=True, slots=True)
class Judged:
    """What an attribution comes to: the places it asserts and the places it denies."""

    claims: tuple[Place, ...] = ()
    denials: tuple[Place, ...] = ()


def by_cue(said: Said, lexicon: Lexicon) -> Judged | None:
    """The verdict of a cue that itself denies or names something false; None for other cues."""
    frames = said.frames
    if said.fronted:
        denies = frames & {"deny", "reject"} or _calls_false(said, lexicon)
        return Judged(denials=_trimmed(said)) if denies else Judged()
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


def _calls_false(said: Said, lexicon: Lexicon) -> bool:
    """Whether the words after the cue call what was said before it false."""
    after = said.unit.words[said.cue + 1 : said.cue + 9]
    if not (lexicon.false_words | lexicon.weak_false_words).isdisjoint(after):
        return True
    before = said.unit.words[max(0, said.before - 6) : said.before + 1]
    accused = not lexicon.accusing_nouns.isdisjoint(before)
    return accused and lexicon.granting_words.isdisjoint(after)


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
    words, tags = unit.words, unit.tags
    window = words[first:last]
    as_at = next((k for k in range(first, last) if words[k] == "as"), None)
    object_end = as_at if as_at is not None else last
    reach = last if as_at == first else min(object_end, first + 9)
    spoken = any(word in lexicon.deniable for word in words[first:reach])
    pronoun = tags[first] in "R" or words[first] in (
        "it",
        "that",
        "this",
        "them",
        "those",
        "these",
        "both",
        "all",
    )
    strong = any(word in lexicon.false_words for word in window)
    weak = "nothing" in window or not lexicon.weak_false_words.isdisjoint(window)
    if (
        "without merit" in " ".join(window)
        or "no basis" in " ".join(window)
        or "not true" in " ".join(window)
    ):
        strong = True
    if as_at == first and (strong or weak):
        # "rejected as “imaginary” a railway pact"
        place = _place(unit, first, last)
        return Judged(denials=(place,) if place else ())
    calls = bool(said.frames & {"call"})
    accused = not lexicon.accusing_nouns.isdisjoint(words[first : min(object_end, first + 6)])
    if (calls or "describe" in said.frames) and accused:
        if _characterises(unit, first, last) and lexicon.granting_words.isdisjoint(window):
            # "branded the oyster tale “pure fishmongery”"
            place = _place(unit, first, last)
            return Judged(denials=(place,) if place else ())
    describes = bool(said.frames & {"describe"}) and as_at is not None
    if calls or describes:
        false = (strong and (not calls or tags[first] != "P")) or (
            weak and (spoken or (pronoun and as_at is None))
        )
        liar = not {"liar", "liars"}.isdisjoint(window)
        if false and (liar or words[first] not in ("for", "on", "him", "her", "me", "us")):
            return Judged(denials=tuple(p for p in (_place(unit, first, last),) if p))
        if "reject" in said.frames and spoken:
            return Judged(denials=tuple(p for p in (_place(unit, first, last),) if p))
        if calls and not _characterises(unit, first, last):
            return Judged()
        if (
            "describe" in said.frames
            and said.verb
            and said.verb.lemma
            in ("reject", "condemn", "slam", "denounce", "blast", "dismiss", "ridicule", "decry")
        ):
            return Judged()
        place = _place(unit, first, last)
        return Judged(claims=(place,) if place else ())
    if "describe" in said.frames and as_at is None:
        # "slammed “wicked lies” told by a teacher"
        lies = not lexicon.false_words.isdisjoint(words[first : first + 4])
        place = _place(unit, first, last) if lies else None
        if place is not None:
            return Judged(denials=(place,))
    if "reject" not in said.frames:
        return Judged()
    that = next((k for k in range(first, min(last, first + 8)) if tags[k] == "H"), None)
    if that is not None and that > first and any(w in lexicon.deniable for w in words[first:that]):
        return Judged(denials=tuple(p for p in (_place(unit, that + 1, last),) if p))
    if (
        that == first
        and said.verb
        and said.verb.lemma
        in ("dispute", "reject", "refute", "contest", "dismiss", "rebut", "challenge")
        and that + 2 < last
        and any(t in "XVE" for t in tags[first + 2 : last])
    ):
        return Judged(denials=tuple(p for p in (_place(unit, that + 1, last),) if p))
    head = first
    while head < last and (tags[head] not in "PSHWXV,R" or (tags[head] == "H" and head == first)):
        head += 1
    nominal = words[first:head]
    if (
        said.verb
        and said.verb.lemma
        in ("withdraw", "retract", "discount", "challenge", "contest", "contradict")
        and not any(w in lexicon.deniable for w in nominal)
    ):
        return Judged()
    if (
        "version" in nominal
        and head + 1 < last
        and words[head] == "of"
        and not {"events", "story", "facts"} & set(words[head : head + 4])
    ):
        return Judged()
    if said.lemma == "dispute" and not lexicon.disputed_nouns.isdisjoint(nominal):
        place = _place(unit, first, last)
        return Judged(denials=(place,) if place else ())
    if any(w in lexicon.deniable for w in nominal) or (
        pronoun
        and said.verb
        and said.verb.lemma in ("dispute", "refute", "rebut", "contradict", "dismiss", "reject")
        and head - first == 1
    ):
        return Judged(
            denials=tuple(
                p for p in (_place(unit, first, _object_end(unit, first, last, lexicon)),) if p
            )
        )
    return Judged()


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
