"""Which words of a unit name a deal: its nouns, and what stands for one ("a second", "it")."""

from __future__ import annotations

from claimex.engines.cues import Lexicon
from claimex.engines.rules.units import Unit

# What stands for a deal of the same kind: "A second, on camels, was initialled".
ELLIPTIC = frozenset(("second", "third", "fourth", "another", "one"))
_SORTS = frozenset(
    "new similar separate different further second third smaller larger other".split()
)
# Words that name a deal with the one before them: "letter of intent", "joint venture".
_PAIRED = frozenset(("intent", "letter", "venture"))
# By these "it" is a deal: "Both firms signed it in March".
_SIGNING = frozenset(
    "signed initialled initialed ratified concluded sealed inked penned finalised finalized".split()
)
# "put their names to it", "put pen to paper on it"
_PUT = frozenset(("names", "signatures", "initials", "paper"))


def deal_nouns(unit: Unit, lexicon: Lexicon) -> list[int]:
    """The tokens that name a deal."""
    words = unit.words
    found: list[int] = []
    hints = (lexicon.deals.instruments, _PAIRED, ELLIPTIC, _SIGNING, _PUT)
    if all(unit.vocabulary.isdisjoint(words_of) for words_of in hints):
        return found
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        if word in lexicon.deals.instruments:
            if before in ("no", "any", "such") or (word == "bargain" and before != "plea"):
                continue
            if word == "deal" and not _is_noun(unit, i):
                continue
            if "like" in words[max(0, i - 3) : i]:
                # "reads like a treaty between dogs"
                continue
            if word in lexicon.deals.ambiguous and not _bound(unit, i, lexicon):
                continue
            found.append(i)
        elif (
            (word == "intent" and i >= 2 and words[i - 2] in ("statement", "letter"))
            or (word == "letter" and before == "side")
            or (word == "venture" and before == "joint")
            or (word in ELLIPTIC and _is_elliptic(unit, i))
            or (word == "it" and _is_signed(unit, i))
        ):
            found.append(i)
    return found


def _is_signed(unit: Unit, i: int) -> bool:
    """Whether "it" is what is signed: "The city signed it on March 9", "put their names to it"."""
    words = unit.words
    return words[i - 1] in _SIGNING or (words[i - 1] in ("to", "on") and words[i - 2] in _PUT)


def _is_elliptic(unit: Unit, i: int) -> bool:
    """Whether a word stands for a deal: "a second, on camels, was initialled", "a new one with"."""
    words = unit.words
    after = unit.tags[i + 1 : i + 2]
    if words[i] == "one":
        return i > 0 and words[i - 1] in _SORTS
    return (words[i] == "another" or words[i - 1 : i] in (["a"], ["the"])) and after in ",XPE."


def _is_noun(unit: Unit, i: int) -> bool:
    """Whether "deal" is a bargain here: not "to deal with", "a great deal of"."""
    words, tags = unit.words, unit.tags
    if words[i + 1 : i + 2] == ["of"]:
        return False
    if not i:
        return True
    struck = i > 1 and tags[i - 2] == "V"
    quantity = words[i - 1] in ("good", "great") and not struck
    return not (quantity or words[i - 1] in ("to", "big", "real") or tags[i - 1] in "XR")


def _bound(unit: Unit, i: int, lexicon: Lexicon) -> bool:
    """Whether a noun of many meanings stands in words that make it a deal."""
    if unit.words[i] == "settlement" and not lexicon.deals.cases.isdisjoint(unit.words[i : i + 8]):
        return True
    near = unit.words[max(0, i - 8) : i + 8]
    return not lexicon.deals.binding.isdisjoint(near)
