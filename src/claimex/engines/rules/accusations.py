"""What somebody is accused of: "accused X of doing Y", "blamed X for Y", "charged X with Y"."""

from __future__ import annotations

from claimex.engines.cues import Lexicon
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

_ACCUSED_OF = {"accuse": ("of",), "charge": ("with",)}
# How far after "accused" its "of" can stand, in tokens.
_ACCUSED = 22


def fill_accusation(unit: Unit, said: Said, stop: int, lexicon: Lexicon) -> bool:
    """ "accused X of doing Y", "charged X with Y": the content is X and what X is accused of."""
    if said.source is None:
        return False
    wanted = _ACCUSED_OF.get(said.lemma, ("for", "on"))
    start = said.start if said.by_phrase else said.cue + 1
    if not said.by_phrase and start < len(unit.words) and unit.words[start] in wanted:
        # "a choirmaster accused of stealing": by whom, it does not say.
        return False
    near = range(start, min(stop, start + _ACCUSED))
    of = next((k for k in near if unit.words[k] in wanted), None)
    if said.lemma == "charge" and not (of is not None and _is_charge(unit, said, of, lexicon)):
        return False
    if of is None:
        # "The company blamed cocoa prices."
        blames = said.lemma == "blame" and not said.by_phrase and start + 1 < stop
        return blames and unit.tags[start] in "DNUMG" and said.add_tokens(start, stop)
    if said.by_phrase and said.whole is not None:
        said.add(said.whole)
        start = of
    return said.add_tokens(start, stop)


def _is_charge(unit: Unit, said: Said, preposition: int, lexicon: Lexicon) -> bool:
    """Whether one is charged with an offence, not a battery with a cable."""
    if unit.tags[preposition + 1 :][:1] == "G":
        return True
    accuser = unit.text[slice(*said.source)].casefold().split() if said.source else ()
    return not lexicon.prosecuting.isdisjoint(accuser)
