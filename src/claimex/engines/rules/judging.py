"""What an attribution comes to: claims, denials or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from claimex.draft import Place
from claimex.engines.rules.places import trim
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

# Pronouns that can stand for what was said.
POINTING = frozenset("it that this them those these both all".split())


@dataclass(frozen=True, slots=True)
class Judged:
    """What an attribution comes to: the places it asserts and the places it denies."""

    claims: tuple[Place, ...] = ()
    denials: tuple[Place, ...] = ()


def denying(place: Place | None) -> Judged:
    """The verdict that denies the place, or nothing where there is none."""
    return Judged(denials=(place,) if place else ())


def trimmed(said: Said) -> tuple[Place, ...]:
    """The places of what is said, each without marks at its ends."""
    return tuple(p for c in said.contents if (p := trim(said.unit.text, c)))


def tokens_of(said: Said) -> tuple[int, int]:
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


def place_of(unit: Unit, first: int, last: int) -> Place | None:
    """The place of the tokens up to ``last``, without marks at its end; None where none is."""
    while last > first and unit.tags[last - 1] in ",.;:-C":
        last -= 1
    return trim(unit.text, unit.place(first, last - 1)) if last > first else None
