"""What words mean to linking: stems, news verbs of one meaning, numbers, negations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
NO_WORDS: frozenset[str] = frozenset()
"""The one empty set: each of its own would take more than 200 bytes."""

STOP = frozenset(
    """
    a about above after again against all also although am an and any are as at be because
    been before being between both but by can cannot could did do does doing done down during each
    either ever every few for from further had has have having he her here hers herself him
    himself his how i if in into is it its itself just may me might more most much must my
    myself neither nor no none not now of off on once one only or other our ours out over own
    per quite rather s same shall she should since so some such t than that the their theirs
    them themselves then there these they this those though through to too toward towards
    under until up upon us very was we were what when where whether which while who whom whose
    why will with within without would yet you your re ve ll d m isn aren wasn weren don doesn
    didn hasn haven hadn won wouldn couldn shouldn mr mrs ms dr sir take took taken taking
    place placed happen happened happens occur occurred let got get gets never nothing nobody
    neither hardly say says said true truth false something somebody someone anything anyone
    anybody everything also
    """.split()
)

NEGATIONS = frozenset(
    "no not never nothing nobody none neither nor nowhere cannot without untrue false".split()
)

# Meanings that news tells in several words, apart by "/"; regular forms are made from the words
# given, irregular ones are spelled out. The first word names the meaning.
_MEANINGS = """
    sign ink initial initialled initialing initialling sealed sealing finalise finalize clinch
    signature /
    agree / accept consent / deal
    agreement pact accord treaty treaties framework arrangement understanding memorandum
    memoranda contract lease settlement licence license coalition alliance takeover truce
    ceasefire armistice merger merge charter protocol / handshake shook shaken shake / exist /
    end terminate cancel scrap withdraw withdrew withdrawn tear tore torn annul revoke rescind
    dissolve abandon collapse / breach break broke broken violate violation flout / suspend
    suspension freeze froze frozen halt pause / fire shells shelled shelling shoot shot attack
    bombard / kill murder dead die death / pay paid payment bribe bribery kickback / buy
    bought purchase acquire acquisition / sell sold sale / steal stole stolen theft embezzle
    misappropriate siphon divert / shut close closure / refuse reject barred block blocked
    turned turning / lie lied lying mislead misled deceive deceit / hide hid hidden hiding
    conceal concealment / shred destroy delete erase / fabricate fake forge forgery falsify
    falsified doctored invent invention / know knew known aware knowledge / promise vow pledge
    undertake undertook undertaken undertaking commitment guarantee / order instruct
    instruction / threaten threat / meet met meeting talk negotiate negotiation discuss
    discussion / resign resignation quit / sack dismiss oust / harm injure injury injuries
    hurt wound / rise rose risen raise increase grow grew grown / fall fell fallen cut lower
    reduce reduction drop / leak spill discharge dump release / pollute pollution contaminate
    contamination / spy spied spying eavesdrop wiretap bug surveillance / request ask / help
    aid assist assistance fund finance / hack intrusion / touch untouched / build built
    construct construction / win won victory / lose lost loss mislay mislaid missing / send sent
    ship shipment deliver delivery deliveries supply supplied supplies / cross incursion / arrest
    detain detention jail / tell told inform / write wrote written / choose chose chosen pick
    select
    / promote promotion / visit trip / steer rig manipulate / change alter alteration modify
    modified tamper / owe debt / smuggle traffic / strike struck hit punch beat / abuse molest
    harass harassment / kidnap abduct abduction / torture mistreat / evict expel deport /
    spend spent waste squander / delay postpone / hire employ recruit / approve authorise
    authorize endorse / cheat plagiarise plagiarize / burn burnt torch arson / explode
    explosion blast bomb / intimidate intimidation pressure coerce / divorce / marry married /
    lock / poison / own possess / nationalise nationalize seize seizure confiscate / invade
    invasion / evacuate evacuation / recall / vote voted / occupy occupied occupation / rape /
    exaggerate inflate / ring rang rung call phone telephone / repair mend fix
    """

# Meanings that say that an agreement came about, that one is sought, that it is over or broken.
MAKING = frozenset("sign agree handshake exist meet announce reach conclud strike".split())
TALKING = frozenset(("meet",))
ENDING = frozenset("end breach suspend".split())
# Irregular forms of verbs that carry little meaning of their own, apart by "/".
_IRREGULAR = """
    go went gone / come came / run ran / see saw seen / give gave given / keep kept / bring
    brought / think thought / begin began begun / speak spoke spoken / drive drove driven /
    wear wore worn / swear swore sworn / stand stood / hold held / lead led / feel felt / find
    found / hear heard / catch caught / teach taught / fight fought / seek sought / sit sat /
    sleep slept / spend spent / lend lent loan loaned loans / burn burnt / drink drank drunk /
    sink sank sunk /
    fly flew flown / draw drew drawn / throw threw thrown / eat ate eaten / forget forgot
    forgotten / leave left / become became / understand understood / show shown / do did done
    / make made / put / set / get got / mean meant / wake woke woken / freeze froze frozen /
    bear bore borne / feed fed
    """

_SUFFIXES = (
    ("ational", "ate"), ("isation", "ise"), ("ization", "ise"), ("ations", ""), ("ation", ""),
    ("nesses", ""), ("ness", ""), ("ments", ""), ("ment", ""), ("ities", ""), ("ity", ""),
    ("ingly", ""), ("edly", ""), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"),
    ("ians", "ia"), ("ian", "ia"), ("ers", ""), ("er", ""), ("ors", ""), ("or", ""),
    ("ions", ""), ("ion", ""),
    ("ed", ""), ("ly", ""), ("es", ""), ("'s", ""), ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip


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


def _first_of(groups: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for group in groups.split("/"):
        words = group.split()
        for form in (form for word in words for form in _forms(word)):
            table.setdefault(form, words[0])
    return table


_PREDICATE_OF = _first_of(_MEANINGS)
# "Dealings" with somebody are no agreement.
_MEANING_OF = (
    _first_of(_IRREGULAR) | _PREDICATE_OF | dict.fromkeys(("dealing", "dealings"), "dealing")
)
_PREDICATES = frozenset(_PREDICATE_OF.values()) - {"deal", "fake"}


_NUMBER_WORDS = {
    word: str(n)
    for n, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
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


@lru_cache(maxsize=65536)
def compared(word: str) -> str | None:
    """What a word as written is compared as; None for a function word."""
    folded = word.casefold()
    return None if folded in STOP else meaning(folded)


def meanings(words: Iterable[str]) -> frozenset[str]:
    """What these words as written are compared as, without function words."""
    found = set(filter(None, map(compared, words)))
    # Made of a set it is as small as can be; it would grow in large steps.
    return frozenset(found) if found else NO_WORDS


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
    for word in """
    mayor minist president chief spokesman spokeswoman spokesperson director secretary
    chairman governor senator judge lawyer attorney official officer councilman councilwoman
    leader monday tuesday wednesday thursday friday saturday sunday january february march
    april june july august september october november december today yesterday
    """.split()
)


def is_predicate(found: str) -> bool:
    """Whether this meaning is that of a news verb, which tells more than a noun does."""
    return found in _PREDICATES


_CONTRACTED_NOT = re.compile(r"n['’]t\b")


def split_negation(words: str) -> str:
    """Words with "n't" set apart: "didn't" → "did not"."""
    return _CONTRACTED_NOT.sub(" not", words)
