"""The words of a source taken apart: article, owner, name, head noun, what modifies it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claimex.assembly.name_kinds import DOCUMENT_HEADS, ORGANISATION_HEADS
from claimex.assembly.name_scan import PARTICLE, UP
from claimex.assembly.name_words import COUNT_WORDS, MET, PLURALS, is_person_noun, singular
from claimex.draft import Place

PRONOUNS = {
    **dict.fromkeys(("he", "him", "himself", "his"), "male"),
    **dict.fromkeys(("she", "her", "herself"), "female"),
    **dict.fromkeys(("it", "itself", "its"), "thing"),
    **dict.fromkeys(("they", "them", "themselves", "their"), "plural"),
    **dict.fromkeys(("who", "which", "that", "whom"), "relative"),
    **dict.fromkeys(("i", "we", "me", "us", "you"), "speech"),
}
POSSESSIVES = {
    "his": "he", "her": "she", "its": "it", "their": "they", "whose": "who", "my": "I", "our": "we",
}  # fmt: skip
_WORD = rf"{UP}[\w.'’-]*"
NAME = rf"{_WORD}(?: (?:(?:{PARTICLE}|&|of|of the) )*{_WORD})*"
"""The pattern of a proper name."""
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_EDGES = ' \t\n"“”‘.,;:!?()[]—–-'
_AGED = re.compile(r", (?:aged )?\d{1,3}$")
_KEEPS_POINT = re.compile(r"(?:\b[A-Z]\.)+[A-Z]$| (?:Inc|Corp|Ltd|Jr|Sr|Co)$")
_ENDS_NAME = re.compile(rf"{_WORD}$")
_ENDS_LOWER = re.compile(r"(?:^|[\s-])[a-z]+$")
_NAMED_OF = re.compile(rf"(?<=\w) (?:of|for) (?:the )?(?={UP})")
_AFTERTHOUGHT = re.compile(r"\s*\([^()]*\)\s*$")
_OWNED = re.compile(r"^(?P<owner>.+?)(?:['’]s|(?<=s)['’])\s+(?P<thing>\S.*)$")
_POSSESSIVE_END = re.compile(r"(?:['’]s|(?<=s)['’])$")
_REPORTED_BY = re.compile(
    r",?\s+(?:quoted|cited|interviewed|reached|contacted|speaking)\s.*$", re.DOTALL
)
_GIVEN_AS = re.compile(
    rf"\b(?:(?:give|gave|giving)\s+(?:his|her|their)\s+(?:first\s+|last\s+)?name(?:\s+only)?"
    rf"|identified\s+(?:\w+\s+)?(?:only\s+|himself\s+|herself\s+)*|named\s+only|known(?:\s+only)?"
    rf"|goes\s+by(?:\s+the\s+name)?|calls?\s+(?:him|her|them)sel(?:f|ves)"
    rf"|asked\s+to\s+be\s+(?:called|named|identified|known))"
    rf"\s*(?:only\s+)?(?:as\s+|of\s+)?(?P<name>{UP}[\w.'’-]*(?:\s{UP}[\w.'’-]*)*)"
)
_CUT = re.compile(
    r"[,;:(]|\s(?:of|for|in|at|from|who|whom|whose|that|which|with|to|by|on|near|close|familiar|briefed"
    r"|involved|outside|inside|under|over|about|after|before|released|published|issued|filed|seen"
    r"|obtained|based|within|representing|working|named|called|leading|behind|against)(?=\s|$)"
    r"|\s(?:accused|charged|convicted|suspected|jailed|blamed|arrested|wanted|fined|sued)"
    r"(?=\s(?:of|with|for|over|in|by|on)\b)"
)
_ANONYMOUS = re.compile(
    r"\b(?:sources?|insiders?)$|\bfamiliar with|\bbriefed on|\bclose to|\banonym|not to be named"
    r"|\bnot authori[sz]ed|\bknowledge of|\binvolved in|\bdeclined to be named"
)


@lru_cache(maxsize=MET)
def clean(words: str) -> str:
    """Words on one line, without quotation marks and punctuation around or brackets behind."""
    words = " ".join(words.replace("’", "'").split())
    stripped = words.strip(_EDGES)
    if not stripped:
        return words.strip()
    bare = _AFTERTHOUGHT.sub("", words).strip(_EDGES)
    if f"{bare}." in words and _KEEPS_POINT.search(bare):
        bare += "."
    return bare or stripped


def without_article(words: str) -> str:
    """Words without the article that leads them."""
    return _ARTICLE.sub("", words, count=1) if _ARTICLE.match(words) else words


def members(words: str, *, loose: bool = False) -> list[str]:
    """The members of "A, B and C"; one where nothing is joined.

    Each must end in a proper name; with ``loose`` a common noun will do ("the fund and Arven").
    """
    if " and " not in words:
        return [words]
    parts = [part for part in re.split(r",? and |, ", words) if part]
    joined: list[str] = []
    for part in parts:
        described = joined and _ENDS_LOWER.search(joined[-1]) and f"{joined[-1]}, {part}" in words
        if described and part[:1].isupper():
            joined[-1] = f"{joined[-1]}, {part}"  # "the dredging firm, Nordmudder"
        else:
            joined.append(part)
    if "of" in joined[0].split(" ") and re.search(r"\b(?:Department|Ministry|Office)\b", joined[0]):
        return [words]
    if loose or all(_ENDS_NAME.search(part) for part in joined):
        return joined
    return [words]


def possessive(name: str) -> str:
    """The name with its possessive ending: "Jones's", "drivers'"."""
    last = name.rpartition(" ")[2]
    return f"{name}'" if last.islower() and re.search("[^s]s$", last) else f"{name}'s"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cleaned noun phrase.

    ``bare`` is without article; ``owner`` the possessor ("" where none) and ``thing`` the rest;
    ``core`` is the thing without what follows its head, ``head`` the head noun in lower case.
    """

    words: str
    bare: str
    owner: str
    thing: str
    head: str
    core: str
    definite: bool
    indefinite: bool
    plural: bool

    @property
    def is_document(self) -> bool:
        """Whether it is something written."""
        return self.head in DOCUMENT_HEADS

    @property
    def is_person(self) -> bool:
        """Whether it is one person by role, work or kinship."""
        return not self.plural and is_person_noun(self.head)

    @property
    def is_body(self) -> bool:
        """Whether it is an organisation or a part of one."""
        return self.head in ORGANISATION_HEADS or singular(self.head) in ORGANISATION_HEADS

    @property
    def is_anonymous(self) -> bool:
        """Whether its words withhold the name."""
        return _ANONYMOUS.search(self.words) is not None


@lru_cache(maxsize=MET)
def parse_phrase(words: str) -> Phrase:
    """Take a noun phrase apart; ``words`` are cleaned first."""
    words = _REPORTED_BY.sub("", clean(words)) or clean(words)
    words = _AGED.sub("", words) or words
    bare = without_article(words)
    owned = _OWNED.match(bare)
    if owned and _CUT.search(f" {_NAMED_OF.sub('', owned['owner'])}"):
        owned = None  # "a memo that Brand wrote on the mayor's brother" is a memo
    owner, thing = (owned["owner"], owned["thing"]) if owned else ("", bare)
    first, _, rest = bare.partition(" ")
    if not owner and rest and first.casefold() in POSSESSIVES:
        owner, thing = first, rest
    core = _CUT.split(f" {thing}", maxsplit=1)[0].strip() or thing
    core = _POSSESSIVE_END.sub("", core)
    head = core.split(" ")[-1].casefold()
    number = words.split(" ")[0].casefold()
    plural = head in PLURALS or (
        singular(head) != head and not head.endswith(("news", "ics", "series", "s's"))
    )
    return Phrase(
        words=words,
        bare=bare,
        owner=owner,
        thing=thing,
        head=head,
        core=core,
        definite=number in ("the", "this", "that"),
        indefinite=number in ("a", "an", "one", "another"),
        plural=plural or number in ("two", "three", "several", "some", "many", "both"),
    )


def within(text: str, words: str, place: Place) -> Place:
    """Where a part of a mention stands; the mention itself where its words were cleaned."""
    at = text.find(words, *place)
    return (at, at + len(words)) if at >= 0 else place


def given_as(words: str) -> str | None:
    """The name in "a nurse who would give her name only as Ada", else None."""
    match = _GIVEN_AS.search(words)
    return clean(match["name"]) if match else None


def lower_initial(words: str) -> str:
    """Words whose first is put in lower case where it is an ordinary word at a sentence's start."""
    first = words.split(" ")[0]
    if first.casefold() in COUNT_WORDS:
        return first.casefold() + words[len(first) :]
    return words
