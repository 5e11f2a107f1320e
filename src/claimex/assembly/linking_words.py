"""The nouns that name agreements, and which words of a document are names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from claimex.assembly.distinct import distinct
from claimex.assembly.linking_meanings import MAKING, STOP, WORD, meaning, meanings
from claimex.text.words import lowered

# Words that name an agreement, by group: those of one group may stand for the same paper.
_NOUN_GROUPS = {
    "deal": "deal agreement pact accord arrangement bargain compact concordat prenup entente",
    "framework": "framework",
    "ceasefire": "ceasefire cease-fire truce armistice",
    "treaty": "treaty protocol convention",
    "memorandum": "memorandum memo mou",
    "intent": "statement letter",
    "contract": "contract",
    "lease": "lease tenancy",
    "loan": "loan",
    "licence": "licence license licensing",
    "settlement": "settlement",
    "plea": "plea",
    "merger": "merger takeover tie-up transaction acquisition",
    "coalition": "coalition alliance partnership",
    "talks": "talks negotiations discussions",
    "undertaking": "undertaking",
}
_GROUP_OF = {word: group for group, words in _NOUN_GROUPS.items() for word in words.split()}

AGREEMENT_NOUNS = (
    r"(?:side\s+letters?|statements?\s+of\s+intent|letters?\s+of\s+intent|plea\s+(?:deal|agreement|bargain)s?|cease-?fires?|"
    + "|".join(
        rf"{word}s?"
        for word, group in _GROUP_OF.items()
        if group != "talks" and word not in ("plea", "statement", "letter", "cease-fire")
    )
    + r"|treaties|memoranda|discussions|negotiations"
    # "He talks about his players" names nothing.
    + r"|talks(?!\s(?:about|of|like|to)\s(?:his|her|its|their)\b))"
)


@lru_cache(maxsize=1024)
def noun_group(noun: str) -> str:
    """The group of a word that names an agreement: "pact" is of "deal"."""
    words = noun.casefold().split()
    first = words[0].rstrip("s") if words[0] not in _GROUP_OF else words[0]
    if first in ("treatie", "memoranda"):
        return "treaty" if first == "treatie" else "memorandum"
    return _GROUP_OF.get(first, "deal")


# Of words in lower case.
_DEAL_NOUN = re.compile(rf"\b(?<!-){AGREEMENT_NOUNS}(?![\w-])")
_POSSESSIVE = re.compile(r"['’]s?$")
_BACK = re.compile(r"[\w-]+(?:['’]s?(?!\w))?")
_PREDICATED = re.compile(
    r"\b(?:it|this|that|the\s(?:paper|text|document|draft))(?:['’]s|\s+(?:is|was|will\s+be))\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_DEFINITE = frozenset("the this that these those its their our his her both".split())
_NEW = frozenset("a an another".split())
_INDEFINITE = frozenset("a an another any no one two some new separate".split())


@dataclass(frozen=True, slots=True)
class NamedDeal:
    """A noun that names an agreement.

    ``noun`` is the word itself, ``group`` its noun group, ``definite`` whether it is spoken of
    as known ("the deal", "Chile's contract", "no such pact"), ``new`` whether as one not spoken of
    before ("a deal", not "any deal"), ``modifiers`` the words between
    determiner and noun.
    """

    noun: str
    group: str
    definite: bool
    new: bool
    modifiers: tuple[str, ...]


def deals_named(words: str) -> list[NamedDeal]:
    """The nouns in ``words`` that name an agreement, in order."""
    found = []
    for match in _DEAL_NOUN.finditer(lowered(words)):
        definite = predicated = new = False
        modifiers: list[str] = []
        for word in reversed(_BACK.findall(words[max(0, match.start() - 60) : match.start()])[-5:]):
            folded = word.casefold()
            if folded in _DEFINITE or folded == "such" or _POSSESSIVE.search(folded):
                definite = True
                break
            if folded in _INDEFINITE or folded in STOP:
                # "It's a good contract" speaks of a known one.
                if predicated := _PREDICATED.search(words, 0, match.start()) is not None:
                    definite = True
                new = folded in _NEW and not predicated
                break
            modifiers.append(word)
        noun = match[0].removesuffix("s")
        # What a known one is said to be need not be what it was called.
        group = "deal" if predicated else noun_group(match[0])
        found.append(NamedDeal(noun, group, definite, new, tuple(reversed(modifiers))))
    return found


DEAL_MEANINGS = meanings([*_GROUP_OF, "treaties", "memoranda", "talks"])
"""What every noun that names an agreement is compared as."""


def deal_nouns(words: str) -> frozenset[str]:
    """The groups of all nouns in ``words`` that name an agreement."""
    return frozenset(noun_group(match[0]) for match in _DEAL_NOUN.finditer(words.lower()))


_FRAME = MAKING | {"deal", "make", "say", "new", "two", "both", "between"}


class Lexis:
    """The words of one document: which of them are names."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _lower(self) -> frozenset[str]:
        # Read when it is first needed: a text of plain claims needs it not.
        words = WORD.findall(" ".join(distinct(self._text)))
        return frozenset({word for word in words if word[0].islower()})

    def is_name(self, word: str) -> bool:
        """Whether a word as written is a name here: capitalised and never seen in lower case."""
        return word[0].isupper() and word.casefold() not in self._lower

    def subject(self, words: str) -> list[str]:
        """What an agreement is about: no names, numbers, or words of making one."""
        return [
            found
            for word in WORD.findall(words)
            if (folded := word.casefold()) not in STOP
            and not self.is_name(word)
            and not word[0].isdigit()
            and (found := meaning(folded)) not in _FRAME
        ]
