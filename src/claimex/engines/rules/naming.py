"""Cues that call something false: "called it a lie", "dismissed X as fiction", "branded X Y"."""

from __future__ import annotations

from claimex.engines.cues import Lexicon
from claimex.engines.rules.judging import POINTING, Judged, denying, place_of, tokens_of
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

_ADJECTIVE_ENDINGS = (
    *("ous", "ful", "ive", "able", "ible", "less", "ish", "ical"),
    *("fair", "legal", "wise"),
)
_UNTRUE = ("without merit", "no basis", "not true")
# What is published, of which "imaginary" or "impossible" says that it is untrue.
_PUBLISHED = frozenset("post posts tweet tweets article broadcast leaflet caption".split())
# "called for calm", "called on him", "called him": of somebody, not of something said.
_OF_SOMEBODY = frozenset("for on him her me us".split())


def named(said: Said, lexicon: Lexicon) -> Judged | None:
    """The verdict of a cue that names something; None where it names nothing false.

    None leaves it to the cue's other frames: "dismissed the claim".
    """
    unit = said.unit
    first, last = tokens_of(said)
    calls = "call" in said.frames
    if first >= last:
        return Judged()
    if not calls and "describe" not in said.frames:
        return None
    window = unit.words[first:last]
    as_at = window.index("as") if "as" in window else None
    if _is_false(unit, first, last, as_at, calls, lexicon):
        return denying(place_of(unit, first, last))
    if as_at is None and not calls:
        return None
    pointing = as_at == 1 and window[0] in POINTING and said.lemma == "dismiss"
    if pointing or ("reject" in said.frames and _is_spoken(window, as_at, lexicon)):
        return denying(place_of(unit, first, last))
    if said.lemma in lexicon.condemning or (calls and not _characterises(unit, first, last)):
        return Judged()
    place = place_of(unit, first, last)
    return Judged(claims=(place,) if place else ())


def _is_spoken(window: list[str], as_at: int | None, lexicon: Lexicon) -> bool:
    """Whether the object is something said; ``as_at`` is where "as" stands in the window."""
    reach = len(window) if as_at == 0 else min(as_at if as_at is not None else 9, 9)
    return not lexicon.deniable.isdisjoint(window[:reach])


def _is_false(
    unit: Unit, first: int, last: int, as_at: int | None, calls: bool, lexicon: Lexicon
) -> bool:
    """Whether the words from token ``first`` call what they name false."""
    window = unit.words[first:last]
    joined = " ".join(window)
    strong = not lexicon.false_words.isdisjoint(window) or any(w in joined for w in _UNTRUE)
    weak = "nothing" in window or not lexicon.weak_false_words.isdisjoint(window)
    if as_at == 0 and (strong or weak):
        # "rejected as “imaginary” a railway pact"
        return True
    reach = 6 if as_at is None else min(as_at, 6)
    accused = not lexicon.accusing_nouns.isdisjoint(window[:reach])
    if accused and _characterises(unit, first, last):
        # "branded the oyster tale “pure fishmongery”", but "called the claim “credible”"
        return lexicon.granting_words.isdisjoint(window)
    if as_at is None and not calls:
        # "slammed “wicked lies” told by a teacher"
        return not lexicon.false_words.isdisjoint(window[:4])
    if not {"liar", "liars"}.isdisjoint(window):
        return True
    if window[0] in _OF_SOMEBODY or (calls and unit.tags[first] == "P"):
        return False
    # "Called it absurd", "described that as “a physical impossibility”"
    pronoun = (unit.tags[first] == "R" or window[0] in POINTING) and as_at in (None, 1)
    published = not _PUBLISHED.isdisjoint(window[:reach])
    return strong or (weak and (pronoun or published or _is_spoken(window, as_at, lexicon)))


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
