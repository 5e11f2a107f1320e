"""Words as linking compares them: stems, news verbs of one meaning, names, numbers, agreements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")

STOP = frozenset(
    """a about above after again against all also although am an and any are as at be because been
    before being both but by can cannot could did do does doing done down during each either ever
    every few for from further had has have having he her here hers herself him himself his how i if
    in into is it its itself just may me might more most much must my myself neither nor no none not
    now of off on once one only or other our ours out over own per quite rather s same shall she
    should since so some such t than that the their theirs them themselves then there these they
    this those though through to too toward towards under until up upon us very was we were what
    when where whether which while who whom whose why will with within without would yet you your
    re ve ll d m isn aren wasn weren don doesn didn hasn haven hadn won wouldn couldn shouldn
    mr mrs ms dr sir take took taken taking place placed happen happened happens occur occurred let
    got get gets nothing nobody neither hardly say says said true truth false something somebody someone anything anyone anybody everything also""".split()
)

NEGATIONS = frozenset(
    "no not never nothing nobody none neither nor nowhere cannot without untrue false".split()
)

# One line for each meaning that news tells in several words; regular forms are made from the words
# given, irregular ones are spelled out. The first word names the meaning.
_MEANINGS = """
sign ink initial conclude reach strike struck seal finalise finalize clinch signature
agree accept consent
deal agreement pact accord treaty treaties framework arrangement understanding memorandum memoranda contract lease settlement licence license coalition alliance takeover truce ceasefire armistice merger merge charter protocol
handshake shook shaken shake
exist
end terminate cancel scrap withdraw withdrew withdrawn tear tore torn annul revoke rescind dissolve abandon collapse
breach break broke broken violate violation flout
suspend suspension freeze froze frozen halt pause
fire shelled shelling shoot shot attack bombard
kill murder dead die death
pay paid payment bribe bribery kickback
buy bought purchase acquire acquisition
sell sold sale
steal stole stolen theft embezzle misappropriate siphon divert
shut close closure
refuse reject barred block blocked turned turning
lie lied lying mislead misled deceive deceit
hide hid hidden hiding conceal concealment
shred destroy delete erase
fabricate fake forge forgery falsify falsified doctored invent invention
know knew known aware knowledge
promise vow pledge undertake undertook undertaken undertaking commit commitment guarantee
order instruct instruction
threaten threat
meet met meeting talk negotiate negotiation discuss discussion
resign resignation quit
sack dismiss oust
harm injure injury injuries hurt wound
rise rose risen raise increase grow grew grown
fall fell fallen cut lower reduce reduction drop
leak spill discharge dump release
pollute pollution contaminate contamination
spy spied spying eavesdrop wiretap bug surveillance
request ask
help aid assist assistance fund finance
hack intrusion
touch untouched
build built construct construction
win won victory
lose lost loss
send sent ship shipment deliver delivery deliveries supply supplied supplies
cross incursion
arrest detain detention jail
tell told inform
write wrote written
choose chose chosen pick select
promote promotion
visit trip
steer rig manipulate
""".strip()

# Words that name an agreement, by group: those of one group may stand for the same paper.
_NOUN_GROUPS = {
    "deal": "deal agreement pact accord arrangement bargain compact",
    "framework": "framework",
    "ceasefire": "ceasefire cease-fire truce armistice",
    "treaty": "treaty protocol convention",
    "memorandum": "memorandum memo mou",
    "intent": "statement letter",
    "contract": "contract",
    "lease": "lease tenancy",
    "licence": "licence license licensing",
    "settlement": "settlement",
    "plea": "plea",
    "merger": "merger takeover tie-up transaction acquisition",
    "coalition": "coalition alliance partnership",
    "talks": "talks negotiations",
    "undertaking": "undertaking",
}
_GROUP_OF = {word: group for group, words in _NOUN_GROUPS.items() for word in words.split()}

AGREEMENT_NOUNS = (
    r"(?:statements?\s+of\s+intent|letters?\s+of\s+intent|plea\s+(?:deal|agreement|bargain)s?|cease-?fires?|"
    + "|".join(rf"{word}s?" for word in _GROUP_OF if word not in ("plea", "statement", "letter", "talks", "cease-fire"))
    + r"|treaties|memoranda|talks|negotiations)"
)


def noun_group(noun: str) -> str:
    """The group of a word that names an agreement: "pact" is of "deal"."""
    words = noun.casefold().split()
    first = words[0].rstrip("s") if words[0] not in _GROUP_OF else words[0]
    if first in ("treatie", "memoranda"):
        return "treaty" if first == "treatie" else "memorandum"
    return _GROUP_OF.get(first, "deal")


_DEAL_NOUN = re.compile(rf"(?<![\w-]){AGREEMENT_NOUNS}(?![\w-])", re.IGNORECASE)
_BACK = re.compile(r"[\w-]+(?:['’]s?(?!\w))?")
_PREDICATED = re.compile(
    r"\b(?:it|this|that)(?:['’]s|\s+(?:is|was|will\s+be))\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
_DEFINITE = frozenset("the this that these those its their our his her both".split())
_INDEFINITE = frozenset("a an another any no one two some new separate".split())


@dataclass(frozen=True, slots=True)
class NamedDeal:
    """A noun that names an agreement.

    ``group`` is its noun group, ``definite`` whether it is spoken of as known ("the deal",
    "Chile's contract", "no such pact"), ``modifiers`` the words between determiner and noun.
    """

    group: str
    definite: bool
    modifiers: tuple[str, ...]


def deals_named(words: str) -> list[NamedDeal]:
    """The nouns in ``words`` that name an agreement, in order."""
    found = []
    for match in _DEAL_NOUN.finditer(words):
        definite = False
        modifiers: list[str] = []
        for word in reversed(_BACK.findall(words[max(0, match.start() - 60) : match.start()])[-5:]):
            folded = word.casefold()
            if folded in _DEFINITE or folded == "such" or re.search(r"['’]s?$", folded):
                definite = True
                break
            if folded in _INDEFINITE or folded in STOP:
                # "It's a good contract" speaks of a known one.
                definite = _PREDICATED.search(words, 0, match.start()) is not None
                break
            modifiers.append(word)
        found.append(NamedDeal(noun_group(match[0]), definite, tuple(reversed(modifiers))))
    return found


def deal_nouns(words: str) -> frozenset[str]:
    """The groups of all nouns in ``words`` that name an agreement."""
    return frozenset(noun_group(match[0]) for match in _DEAL_NOUN.finditer(words))


# Meanings that say that an agreement came about, and those that say that it is over or broken.
MAKING = frozenset("sign agree handshake exist negotiate meet announce done".split())
ENDING = frozenset("end breach suspend".split())
_FRAME = MAKING | {"deal", "make", "say", "new", "two", "both", "between"}

_SUFFIXES = (
    ("ational", "ate"), ("isation", "ise"), ("ization", "ise"), ("ations", ""), ("ation", ""),
    ("nesses", ""), ("ness", ""), ("ments", ""), ("ment", ""), ("ities", ""), ("ity", ""),
    ("ingly", ""), ("edly", ""), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"),
    ("ians", "ia"), ("ian", "ia"), ("ers", ""), ("er", ""), ("ors", ""), ("or", ""), ("ions", ""), ("ion", ""),
    ("ed", ""), ("ly", ""), ("es", ""), ("'s", ""), ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A casefolded word without its ending, so that forms of one word compare equal."""
    if word[0].isdigit():
        return word.replace(",", "")
    if len(word) > 3:
        for suffix, ending in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                word = word[: len(word) - len(suffix)] + ending
                break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word.rstrip("e") if len(word) > 3 else word


def _forms(word: str) -> Iterator[str]:
    """A word with its regular endings."""
    yield word
    yield word + "s"
    if word.endswith("e"):
        yield from (word + "d", word[:-1] + "ing")
    elif word.endswith("y"):
        yield from (word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    else:
        yield from (word + "es", word + "ed", word + "ing")
        if re.search(r"[^aeiou][aeiou][bdglmnprt]$", word):
            yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")


def _meanings() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _MEANINGS.splitlines():
        words = line.split()
        for form in (form for word in words for form in _forms(word)):
            table.setdefault(form, words[0])
    return table


_MEANING_OF = _meanings()
_PREDICATES = frozenset(_MEANING_OF.values()) - {"deal", "fake"}


_NUMBER_WORDS = {
    word: str(n)
    for n, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split(),
        start=2,
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "dozen": "12"}
_COUNTED = re.compile(
    rf"(?P<currency>[$€£¥])?\b(?P<number>\d[\d,.]*|{'|'.join(_NUMBER_WORDS)})\b"
    r"(?:[\s-]+(?P<scale>hundred|thousand|million|billion|trillion))?(?P<after>(?:[\s-]+[^\W\d_]+){0,3}|\s?%)",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def meaning(word: str) -> str:
    """What a casefolded word is compared as: its stem, or the word that names its meaning."""
    return _MEANING_OF.get(word) or _NUMBER_WORDS.get(word) or stem(word)


def counts(words: str) -> dict[str, set[str]]:
    """The numbers in ``words`` by what they count: a noun, "%" or a currency sign."""
    found: dict[str, set[str]] = {}
    for match in _COUNTED.finditer(words):
        number = match["number"].casefold()
        number = _NUMBER_WORDS.get(number, number.rstrip(".,").replace(",", ""))
        number += f" {match['scale'].casefold()}" if match["scale"] else ""
        counted = [w for w in WORD.findall(match["after"].casefold()) if w not in STOP]
        unit = match["currency"] or ("%" if "%" in match["after"] else "")
        unit = unit or (meaning(counted[0]) if counted else "")
        found.setdefault("%" if unit in ("percent", "per") else unit, set()).add(number)
    return found


# Offices, days and months: they match by chance.
INCIDENTAL = frozenset(
    meaning(word)
    for word in """mayor minist president chief spokesman spokeswoman spokesperson director secretary chairman
    governor senator judge lawyer attorney official officer councilman councilwoman leader
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december today yesterday""".split()
)


def is_predicate(found: str) -> bool:
    """Whether this meaning is that of a news verb, which tells more than a noun does."""
    return found in _PREDICATES


def split_negation(words: str) -> str:
    """Words with "n't" set apart: "didn't" → "did not"."""
    return re.sub(r"n['’]t\b", " not", words)


class Lexis:
    """The words of one document: which of them are names."""

    def __init__(self, text: str) -> None:
        words = set(WORD.findall(text))
        self._words = {word.casefold() for word in words}
        self._lower = {word for word in words if word[0].islower()}

    def is_name(self, word: str) -> bool:
        """Whether a word as written is a name here: capitalised and never seen in lower case."""
        return word[0].isupper() and word.casefold() not in self._lower

    def has(self, words: str) -> bool:
        """Whether the document has each of these words somewhere."""
        return all(word.casefold() in self._words for word in WORD.findall(words))

    def stems(self, words: str) -> list[str]:
        """The meanings of the words that carry content, in order."""
        return [
            meaning(folded)
            for word in WORD.findall(words)
            if (folded := word.casefold()) not in STOP
        ]

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
