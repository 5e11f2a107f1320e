"""What a negative sentence answers: what somebody else has said just before it, or the denial that
its own speaker goes on with.

"She never saw them" denies nothing by its own words; it does after "he had handed them over".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claimex.engines.rules.denial_patterns import in_plain_letters
from claimex.engines.rules.heard import Heard
from claimex.engines.rules.stems import WORD, stems_of

# Who says something: "she", "it" and the like are who spoke before.
_PRONOUNS = frozenset("i we he she it they who which".split())
_AFTER_HEAD = re.compile(r",?\s(?:of|at|from|in|on|who|which|with|whose)\s|,\s(?=an?\s|the\s)|\s\(")
# How many propositions before a sentence are asked whether it answers them, and how many paragraphs
# they are away at most.
_REACH = 4
_PARAGRAPHS = 1
# How much of a sentence's matter must stand in what it answers.
_ENOUGH = 0.25

_START = r"^[“\"'‘]?(?:(?:but|and|that|well|no|so|in\sfact|however),?\s)*"
_SUBJECT = r"(?:[\w’'.-]+\s){1,4}?"
_BE = r"(?:is|was|are|were|has\sbeen|had\sbeen|have\sbeen)"


def _compile(pattern: str) -> re.Pattern[str]:
    """For words in lower case, as ``in_plain_letters`` gives them."""
    return re.compile(pattern, re.VERBOSE)


def _any_of(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


# Without one of these in it, in lower case, a sentence answers nothing: asked first, for speed.
_HINTS = ("no", "n't", "n’t", "never", "mis", "got")
# "There was none", "it has none", "there never was one"
_NONE_OF_IT = _compile(
    rf"""{_START}(?:
      there\s{_BE}\s(?:none|nothing\sof\sthe\skind|no\ssuch\s\w+)
    | (?:it|they|he|she|we|i|the\s\w+)\s{_any_of("has had have made took signed gave sent")}\snone
    | there\s(?:never\s{_BE}|(?:is|was|are|were)(?:\snot|n['’]t))(?:\s(?:one|any))?
    )\W*$"""
)
_DEEDS = _any_of(
    """sent? take taken made? make write written do done sign signed given? receive received get got
    order ordered steal stolen hide hidden build built pay paid"""
)
# What somebody "never thought" or "never knew" is no deed.
_THOUGHTS = _any_of("thought knew wanted liked believed expected understood needed meant heard")
# "She never saw them", "we did not send it"; "had not seen it" leaves open whether it is so.
_TAKEN_UP = _compile(
    rf"""{_START}{_SUBJECT}(?:
      never\s(?!{_THOUGHTS}\b)\w+
    | (?:have|has|had)\snever\s(?:{_DEEDS}|had|owned|asked\sfor)
    | (?:did|do|does|has|have|had)(?:\snot|n['’]t)\s{_DEEDS}
    )\s(?:it|them|this|that|those|one|any|so)
    (?:\s(?:to|from|in|on|at|that|until|before)\s\w+(?:\s\w+){{0,2}})?\W*$"""
)
_ERRORS = _any_of(
    """misread misunderstood misinterpreted misquoted misheard misreported misrepresented misstated
    misjudged"""
)
# "She has misread it", "they have got their sums wrong"
_MISTAKEN = _compile(
    rf"""{_START}
    (?:he|she|they|you|(?:the|her|his|their)\s[\w-]+|[a-z][\w’'-]+(?:\s[a-z][\w’'-]+)?)\s?
    (?:['’](?:s|ve)|has|have|had)\s(?:\w+ly\s)?(?:
      {_ERRORS}\s{_any_of("it this that them him her me us the what his our my its")}\b
    | got\s(?:it|this|that|(?:his|her|their|the|its)\s\w+)\s
      (?:all\s|badly\s|completely\s)?(?:wrong|mixed\sup)
    | been\s(?:misled|misinformed)
    )"""
)
# What is so far not done, known or decided contradicts nothing.
_UNDONE = _any_of(
    """able confirmed determined identified recovered established found decided charged ruled told
    shown informed notified consulted asked given seen sent"""
)
_UNKNOWN = _any_of(
    """know knew known think thought want wanted believe expect expected understand recall recalled
    remember remembered realise realize recognise recognize decide decided respond responded reply
    replied answer identify identified seen see heard aware sure say said comment feel need intend
    plan like care mind shows? showed shown recovere?d? find found qualified changed? ready wrote
    deny denied disputed? ruled? surprised going able"""
)
_OPEN = _compile(
    rf"""\b(?:yet|so\sfar|always|only|just|even|enough|now|today|remains?|else)\b
    | \bnone\sof\swh
    | (?:\bnot|n['’]t|\bnever|\bnobody|\bno\sone|\bnone)\s(?:\w+ly\s)?
      (?:been\s{_UNDONE}|{_UNKNOWN})\b"""
)
# "He did not take it", "no crew had gone": told of as past, not "is not enough".
_PAST = _compile(
    rf"""{_START}(?:[\w’'.-]+\s){{0,7}}?(?:
      (?:did|had|has|have|was|were)(?:\snot|n['’]t)\b
    | (?:do|does)\snot\s(?:and|or|nor)\s\w+
    | (?:['’]ve|['’]d)\s(?:not|never)\b
    | never\b
    )"""
)
# "No doubt", "no longer": these negate nothing that was said.
_NO = _any_of(
    """longer more doubt idea wonder matter better less way reason need point question comment
    plans? choice intention problem"""
)
_NOTHING = _compile(
    rf"""{_START}(?:[\w’'.-]+\s){{0,7}}?(?:
      nothing|nobody|no\sone|nowhere|none|not\s(?:a\ssingle|one)
    | no(?!\s{_NO}\b)(?=\s\w)
    )\b"""
)
# "The mill is not closing", she retorted.
_PRESENT = _compile(
    rf"""{_START}(?:[\w’'.-]+\s){{0,7}}?
    (?:is|are|does|do|will|would|could|can)(?:\snot|n['’]t)\b"""
)
# Verbs by which somebody turns on what has just been said.
_RETORTING = frozenset("retort counter snap hit shoot fire".split())
# "We have not lost a single litre", "not put so much as a foot on it": said against a charge.
_EMPHATIC = _compile(
    rf"""{_START}(?:[\w’'.-]+\s){{0,7}}?
    (?:(?:did|do|does|had|has|have|was|were|[’']ve|[’']d)(?:\snot|n['’]t)|never)\s
    (?:[\w’'-]+\s){{1,4}}?(?:
      so\smuch\sas | even\s(?:an?|one)\s | (?:an?|one)\ssingle\s
    | (?:an?|one)\s(?:penny|cent|dime|euro|word|inch|drop|finger|shot)\b
    )"""
)
# "It mentioned rotas and nothing else", "talked to my cows and to nobody else": told of as past.
_EXCLUSIVE = _compile(
    r"""\b(?:have|has|had|\w{3,}ed|[’']ve|met|spoke|saw|sold|gave|sent|took|bought|wrote|said|told)\s
    (?:[\w’'-]+\s){1,9}?(?:and|but)\s(?:(?:to|with|for|from|of|about)\s)?
    (?:nothing|nobody|no\sone|none)\selse\b"""
)
_EXCLUDING = re.compile(r"\b(?:wants?|wanted|needs?|needed|cares?|cared|matter(?:s|ed))\b")
# What goes on denying is told of as past, or says what there is: not "snow carries no passport".
_GOES_ON = _compile(
    rf"""{_START}(?:[\w’'.-]+\s){{0,7}}?(?:
      {_BE}|did|does|do|had|has|have|could|would|\w{{3,}}ed|[’'](?:s|re|ve|d)|n['’]t|never
    | (?:i|we|he|she|it|they|there|you)\s
    )\b
    | {_START}(?:nothing|nobody|no\sone|none|no|not)\b"""
)


@dataclass(frozen=True, slots=True, eq=False)
class Proposition:
    """What somebody says: where its cue starts and its words end, who says it, in which words.

    ``mention`` is how the text names who says it, ``speaker`` a key to compare by.
    """

    start: int
    end: int
    paragraph: int
    mention: str
    speaker: str
    words: str
    accuses: bool


def _hinted(words: str) -> bool:
    return any(map(words.lower().__contains__, _HINTS))


def speakers_of(text: str, said: Sequence[Heard]) -> list[str]:
    """Who says each attribution, as keys to compare by: a pronoun is who spoke last."""
    keys: list[str] = []
    last = ""
    for s in said:
        mention = text[slice(*s.source)] if s.source else ""
        if mention.casefold() not in _PRONOUNS:
            last = _key(mention)
        keys.append(last)
    return keys


def _key(mention: str) -> str:
    """The last word of a name or a role: "Mr Lund", "the physicist Eva Lund" are "lund"."""
    after = _AFTER_HEAD.search(mention)
    words: list[str] = WORD.findall(mention[: after.start()] if after else mention)
    if not words or " for " in mention:
        return mention.casefold()
    return words[-1].casefold().removesuffix("'s").removesuffix("’s")


class Exchange:
    """All that is said in a document, in order, to tell what a sentence answers."""

    def __init__(self, propositions: Iterable[Proposition]) -> None:
        """``propositions`` come in order of their cues."""
        self._all = list(propositions)

    def answers(
        self, words: str, speaker: str, place: int, paragraph: int, *, retorts: bool = False
    ) -> bool:
        """Whether these words at a place contradict what another one has just said.

        ``retorts`` is whether the verb turns on it: "countered".
        """
        if not _hinted(words):
            return False
        before = self._before(speaker, place, paragraph)
        if not before:
            return False
        words = in_plain_letters(words)
        if any(pattern.search(words) for pattern in (_NONE_OF_IT, _TAKEN_UP, _MISTAKEN)):
            return True
        affirmed = not negates(before[-1].words)
        if affirmed and before[-1].paragraph == paragraph:
            if retorts and (negates(words) or (_PRESENT.search(words) and not _OPEN.search(words))):
                return True
            if _EXCLUSIVE.search(words) and not _EXCLUDING.search(words):
                return True
        stems = stems_of(words)
        if _EMPHATIC.search(words):
            return any(_matter(p.words) & stems and not negates(p.words) for p in before)
        if not negates(words):
            return False
        needed = max(1, _ENOUGH * len(stems))
        return any(len(_matter(p.words) & stems) >= needed and not negates(p.words) for p in before)

    def _before(self, speaker: str, place: int, paragraph: int) -> list[Proposition]:
        """What others have said last, before a place in this paragraph or the one before."""
        at = bisect_left(self._all, place, key=lambda p: p.start)
        near = self._all[max(0, at - _REACH) : at]
        others = [p for p in near if p.speaker != speaker and p.end <= place]
        return [p for p in others if paragraph - p.paragraph <= _PARAGRAPHS]


# What was said is asked of each sentence that follows.
@lru_cache(maxsize=1024)
def negates(words: str) -> bool:
    """Whether a sentence says that something was not so: not that it is not known, or not yet."""
    words = in_plain_letters(words)
    if not _hinted(words) or _OPEN.search(words):
        return False
    return _PAST.search(words) is not None or _NOTHING.search(words) is not None


def retorting(lemma: str) -> bool:
    """Whether a verb turns on what has just been said: "countered", "hit back"."""
    return lemma in _RETORTING


def continues(words: str) -> bool:
    """Whether a sentence right after its speaker's denial goes on with it."""
    return negates(words) and _GOES_ON.search(in_plain_letters(words)) is not None


@lru_cache(maxsize=1024)
def _matter(words: str) -> frozenset[str]:
    """The stems of what is said, without those of names, by which much else is connected."""
    return stems_of(" ".join(word for word in WORD.findall(words) if not word[0].isupper()))
