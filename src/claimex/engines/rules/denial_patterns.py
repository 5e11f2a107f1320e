"""The patterns of words that deny, and how much of what they say must have been said by others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from claimex.engines.cues import Lexicon, lexicon

# "But that is …", "In fact, no …": what may stand before the words that deny.
_OPENING = r"^[“\"'‘]?(?:(?:but|and|that|well|so|in\sfact|however),?\s)?"
_NOT = r"(?:\snot|n['’]t)"


def _compile(pattern: str) -> re.Pattern[str]:
    """For words in lower case: a pattern that ignores case takes several times as long."""
    return re.compile(pattern, re.VERBOSE)


# "no longer", "no doubt": these negate nothing.
_NO = (
    r"no(?!\s(?:longer|more|matter|doubt|idea|wonder|better|less|way|reason|precedent|problem|need"
    r"|point|question|room|place|excuse|substitute|choice|plans?)\b)"
)
# "No Child Left Behind" is a name.
_NAMED_NO = re.compile(r"\W*No(?:\s[A-Z]\w+){2}")
# "no truck had been refused", "nothing was agreed", "I've signed nothing"
_NONE = _compile(
    rf"""{_OPENING}(?:
      (?:there(?:['’]s|\s(?:is|was|were|are|has\sbeen|had\sbeen))\s)?
      (?:{_NO}|not\sa\ssingle|not\sone|never\sany|neither|none\sof(?!\swh)|nobody|nothing|no\sone)\b
    | (?:[\w’'.-]+\s){{0,3}}(?:\w+[’']ve|have|has|had|was|were|did)\s(?:\w+\s)?
      (?:nothing|no\s(?:part|role|knowledge|hand|involvement|contact|intention\sof))\b
    )"""
)
# "the bank had not signed anything"
_ANYTHING = _compile(
    rf"{_OPENING}(?:[\w’'.-]+\s){{1,4}}?(?:\w+n[’']t|not|never)\s\w+\s(?:anything|any\sof)\b"
)
# "it had lent the cult nothing", "she had hidden no pearls"
_NOTHING = _compile(rf"{_OPENING}(?:[\w’'.-]+\s){{2,7}}?(?:nothing|nobody|none|{_NO})\b")
# "I never touched his boots"
_NEVER = _compile(
    rf"{_OPENING}(?:i|we|he|she|they|it)\s(?:(?:have|has|had)\s)?(?:never|not\sonce)\b"
)
# "he had not met them", "we never fired"
_NEGATED = _compile(
    rf"""{_OPENING}(?:[\w’'.-]+\s){{1,6}}?(?:(?:certainly|absolutely|simply)\s)?(?:
      (?:has|have|had|do|does|did|is|are|was|were)(?:\s(?:not|never)|n['’]t)\b
    | never\b
    | [’']ve\s(?:never|not)\b
    )"""
)
# Without one of these none of the patterns so far matches.
_NEGATION = re.compile("no|n['’]t|never|neither")
# "the pact does not exist"
_NONEXISTENT = _compile(r"\b(?:does|do|did)(?:\snot|n['’]t)\sexist\b")
# What somebody does not think or want contradicts nothing.
_ATTITUDE = _compile(
    rf"""{_OPENING}(?:\w+\s){{1,3}}?(?:(?:do|does|did){_NOT}|never)\s(?:really\s)?
    (?:think|know|want|like|believe|care|need|expect|see|understand|mean|feel|remember
      |dislike|hate|love|mind|blame|doubt|trust|wish|have\s(?:a|any|to))\b"""
)
# What denies wherever it stands in a clause.
_NO_SUCH = _compile(
    r"""\bno\ssuch\s\w+
    | \bnothing\sof\sthe\s(?:sort|kind)\b
    | \bn(?:ever|ot)\sany\ssuch\b
    | \b(?:are|is|was|were)\s(?:all\s)?(?:lying|a\sliar|liars)\b
    | \bno\struth\b
    | \bany\ssuch\b
    | \bnever\s(?:existed|happened|took\splace)\b
    | \bmak(?:e|es|ing)\s(?:it|this|that|things|everything)\s(?:all\s)?up\b
    | \bmade\s(?:it|that|this|everything|(?:the|this|that)\s\w+)\sup\b
    | \bwrong\sto\s(?:say|claim|suggest)\b
    | \bnot\sa\s(?:word|shred|scrap|grain)\s(?:of\s(?:it|truth|evidence)\b|.{0,12}true)"""
)


# Of these, a pronoun that is called so need be nothing that was said: "It's wild".
_OPINIONS = "wild|joke|farce|farcical|impossible|outrageous|malicious|flawed|incomplete|frivolous"


def _any_of(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) + ")"


# What a figure or a story is that nobody has found anywhere.
_FANCIED = (
    r"(?:pulled|plucked|snatched|conjured|taken)\s(?:\w+\s)?(?:out\sof|from)\s(?:the\s|thin\s)?(?:\w+\s)?air"
    r"|(?:dreamt|dreamed|cooked|made|trumped|conjured)\sup|pie\sin\sthe\ssky|moonshine|hot\sair"
    r"|(?:way\s|far\s|wildly\s)?(?:off\sthe\smark|off\sbase|wide\sof\sthe\smark)"
    r"|a\sfigment\sof\s[\w’']+(?:\s[\w’']+)?|the\sstuff\sof\s(?:fiction|fantasy)"
)


def _flat(lexicon: Lexicon) -> re.Pattern[str]:
    """What denies at the start of a clause, whatever others say."""
    said = _any_of(lexicon.deniable | lexicon.announced_nouns)
    false, weak = _any_of(lexicon.false_words), _any_of(lexicon.weak_false_words)
    roles = _any_of(lexicon.deals.roles)
    pronoun = (
        r"(?:that|this|it|these|those|they|all\sof\s(?:it|this|that|them)"
        r"|none\sof\s(?:it|this|that)|every\sword(?:\sof\sit)?)"
    )
    account = (
        rf"(?:that|this|the|these|those|such|his|her|their|its|any|[\w’'-]+[’']s)"
        rf"\s(?:[\w’'-]+\s){{0,4}}?{said}(?:\s(?:of|that|about|against)\s[^,.;]{{1,80}}?)?"
    )
    degree = (
        r"(?:(?:simply|just|completely|totally|entirely|absolutely|utterly|all|patently|plainly"
        r"|categorically|quite|pure|a|an|complete|total|utter|flat|nothing\sbut|without)\s)*"
    )
    untrue = (
        r"(?:not\s(?:\w+ly\s)?(?:true|correct|accurate|what\shappened|the\scase|so)"
        rf"|{false}|{weak}(?!\s(?:to|for|that)\b)|merit|basis|foundation|{_FANCIED})"
    )
    telling = (
        r"(?:say|says|said|saying|told|tells|telling|writes?|wrote|written|report\w*|prints?|printed"
        r"|(?:claim|describ|alleg|suggest|assert|recount)\w*)"
    )
    not_acted = r"(?:did\snot|didn['’]t|never|have\snever|has\snever|had\snever|had\snot)"
    perceived = (
        r"(?:see|seen|saw|know|known|hear|heard|like|liked|want|wanted|find|found"
        r"|mention|mentioned|say|said)"
    )
    anything = (
        # "They never wrote it", but not "they did not buy it for drinks"
        r"(?:a\sword\sof\s)?(?:it(?!\s(?:for|to|because|like|as|with|by)\b)|any\sof\s(?:it|that|this)|anything\sof\sthe\s(?:sort|kind)"
        r"|a\sthing\slike\sthat|such\sa\sthing)"
    )
    return _compile(
        rf"""^(?:well,\s|no,\s|but\s|and\s)*(?:
          # "That is simply not true", "Her account of the night was false"
          (?:{pronoun}(?!.{{1,20}}\b(?:{_OPINIONS})\b)|{account})\s?
          (?:['’]s|['’]re|is|are|was|were|has\sbeen|have\sbeen|had\sbeen)\s{degree}{untrue}\b
        | # "That meeting never took place"
          (?:that|this|it)\s(?:conversation\s|meeting\s|deal\s|call\s)?
          (?:\w+ly\s)?(?:did\snot|didn['’]t|never|has\snot|has\snever|hasn['’]t)\s
          (?:happen|happened|take\splace|took\splace|occur|occurred|exist|existed)\b
        | # "I never said any of it": but not "he never saw it"
          (?:i|we|he|she|they|(?:my|our|his|her|their|the)\s\w+)\s(?:certainly\s)?{not_acted}\s
          (?!{perceived}\b)(?:\w+\s){{1,2}}?{anything}\b
        | # "We did not."
          (?:i|he|she|it|we|they|there)\s(?:did|had|has|have|was|were|is|are|would|do|does){_NOT}\W*$
        | # "I deny every charge"
          (?:i|we)\s(?:\w+ly\s)?(?:deny|reject|dispute|refute|dismiss)\s
          (?:this|that|these|those|any|all|it|them|every|having|the\s(?:\w+\s)?{said})\b
        | # "I was wrong", but not "I was wrong to trust him"
          (?:i|we)\s(?:was|were|am|are)\s(?:\w+ly\s)?(?:wrong|mistaken)\b(?!\sto\b)
        | # "What the union describes simply didn't happen", "What he says is untrue"
          what(?:ever)?\s(?:[\w-]+(?:[’']\w+)?\s){{1,5}}?{telling}\s(?:[\w’'-]+\s){{0,3}}?(?:
            (?:is|was|are|were)\s{degree}{untrue}\b
          | (?:did\snot|didn['’]t|never)\s
            (?:happen|happened|take\splace|took\splace|occur|occurred|exist|existed)\b
          )
        | # "None of what he says is true"
          none\sof\s(?:it|this|that|these|those|them|what\s[^,.;]{{1,40}}?)\s
          (?:is|was|are|were)\s(?:true|correct|accurate|so)\b
        | (?:ridiculous|absurd|preposterous|ludicrous|laughable|outrageous)\W*$
        | far\sfrom\sit\b
        | at\sno\s(?:point|time|stage)\s(?:did|has|have|was|were|had)\b
        | (?:that|this|those|these)\s\w+\s(?:has\s|have\s)?lied\b
        | # "Then he told you something untrue"
          (?:then\s)?(?:he|she|they|[\w’'-]+)\s(?:has\s|have\s)?(?:told|said|wrote)\s(?:\w+\s)?
          (?:something\suntrue|an?\suntruth|untruths|a\slie|lies)\b
        | contrary\sto\s(?:what|the|h(?:is|er)|its|th\w+|claims|reports|rumou?rs)\b
        | # "I have never taken a penny"
          (?:i|we|he|she|they|it|(?:my|his|her|our|their|the)\s\w+)\s
          (?:(?:have|has|had|’ve|'ve)\s)?(?:never|not)\s
          (?:taken|took|received|accepted|paid|seen|got|had|made|given)\s
          (?:a|one|a\ssingle)\s(?:penny|cent|euro|pound|dollar|dime|bribe|bean|peso|rupee)\b
        | not\s(?:so|at\sall)\W*$
        | quite\sthe\s(?:opposite|contrary|reverse)\b
        | on\sthe\scontrary\b
        | # "The minister was wrong", but not "wrong to resign"
          the\s{roles}\s(?:is|was|are|were)\s(?:\w+ly\s)?wrong\b(?!\sto\b)
        | # "The minister is badly mistaken"
          (?:the\s)?[\w’'-]+(?:\s[\w’'-]+){{0,3}}\s(?:is|are|was|were)\s
          (?:simply\s|badly\s|sadly\s)?(?:mistaken|lying|in\serror)\b
        | # "Talk of a swap is wide of the mark"
          (?:talk|rumou?rs|whispers|gossip|speculation|suggestions|claims|reports)\s
          (?:of|that|about|in)\s[^.;]{{1,100}}?\s(?:is|are|was|were)\s[“"‘]?{degree}{untrue}
        | # "Nonsense!", "Pure invention."
          (?:{false}|lies|nonsense|rubbish|absolutely\snot|not\strue
            |utter\s\w+|complete\s\w+|total\s\w+|pure\s\w+)\b(?=\W|$)(?:[.!,]|\W*$)
        | # "It's all a wicked lie"
          it(?:['’]s|\sis|\swas)\s(?:all\s)?(?:a\s)?(?:\w+\s)?{false}\b
        )"""
    )


_ACCOUNTS = frozenset(
    word + ending
    for word in """announcement claim story account version report statement allegation accusation
    figure""".split()
    for ending in ("", "s")
)


def _account_false(lexicon: Lexicon) -> re.Pattern[str]:
    """What calls an account false: "the paper's story about the dam was “pure fiction”"."""
    said = _any_of(lexicon.said_nouns | lexicon.announced_nouns)
    false, weak = _any_of(lexicon.false_words), _any_of(lexicon.weak_false_words)
    return _compile(
        rf"""^(?:(?:that|the|this|these|those|his|her|their|its|any|such|[\w’'-]+[’']s|[a-z][\w’'-]+)\s
          (?:[\w’'-]+\s){{0,3}}?)?{said}\b[^,.;“"]{{0,60}}?\s
          (?:is|are|was|were|had\sbeen|has\sbeen|have\sbeen)\s[“"‘]?(?:\w+\s){{0,4}}?
          (?:{false}|{weak}|not\strue|without\s(?:merit|foundation))\b
        | # "He said the announcement of a merger was a hoax"
          \b{_any_of(_ACCOUNTS)}\b.{{0,25}}\s(?:is|was|were|are)\s[“"‘]?(?:an?\s)?(?:\w+\s){{0,2}}{false}\b"""
    )


def _no_deal(lexicon: Lexicon) -> re.Pattern[str]:
    """What says that a deal was not made."""
    deal = _any_of(lexicon.deals.instruments)
    made = "(?:signed|initialled|initialed|reached|struck|concluded|agreed|made|sealed|inked)"
    return _compile(
        rf"""\b(?:{made}|there(?:['’]s|\s(?:is|was|were|has\sbeen|had\sbeen)))\s
          no\s(?:\w+\s){{0,2}}?{deal}\b
        | \bno\s(?:\w+\s){{0,2}}?{deal}\b.{{0,40}}\b{made}\b
        | (?:\bnot|n['’]t)\sin\s(?:\w+\s)?(?:talks|negotiations|discussions)\b
        | \bno\s(?:\w+\s)?(?:talks|negotiations)\b
        | (?:\bnot|\bnever|n['’]t)\s(?:\w+\s)?{made}\s(?:an?y?|the|this|that|such)\s
          (?:\w+\s){{0,2}}?{deal}\b"""
    )


# Quotation marks stand in the way of patterns: had “not signed anything”.
_MARKS = dict.fromkeys(map(ord, '“”"«»'))
_PART = re.compile(r"\w+")
# Words without which none of the patterns matches, next to those of the lexicon.
_HINTS = frozenset(
    """no not none never neither nobody nothing t wrong merit basis foundation true deny reject
    dispute refute dismiss far opposite contrary reverse mistaken lying lied liar liars error utter
    complete total pure up air mark base pie moonshine figment stuff""".split()
)


def in_plain_letters(words: str) -> str:
    """The words in lower case and without quotation marks."""
    return words.lower().translate(_MARKS)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a clause's matter others must have said for it to be a denial.

    From 0 to 1; 0 where nothing needs to have been said. ``of_accusation`` is that where the other
    one accuses.
    """

    of_any: float
    of_accusation: float


_WHATEVER_OTHERS_SAY = Share(0, 0)


@dataclass(frozen=True, slots=True)
class DenyingWords:
    """Tells words that deny from others.

    ``hints`` are words without which none of the patterns matches, ``accounts`` those without which
    ``account_false`` does not.
    """

    flat: re.Pattern[str]
    account_false: re.Pattern[str]
    no_deal: re.Pattern[str]
    hints: frozenset[str]
    accounts: frozenset[str]

    def share_needed(self, words: str) -> Share | None:
        """The share that makes a clause a denial; None where it can be none."""
        named = _NAMED_NO.match(words) is not None
        words = in_plain_letters(words)
        parts = _PART.findall(words)
        if named or self.hints.isdisjoint(parts):
            return None
        if self.flat.match(words) or _NO_SUCH.search(words):
            return _WHATEVER_OTHERS_SAY
        if not self.accounts.isdisjoint(parts) and self.account_false.search(words):
            return _WHATEVER_OTHERS_SAY
        if _ATTITUDE.match(words):
            return None
        if _NONE.match(words) or (" exist" in words and _NONEXISTENT.search(words)):
            return Share(0.34, 0.2)
        if " any" in words and _ANYTHING.match(words):
            return Share(0.3, 0.2)
        if _NOTHING.match(words) or _NEVER.match(words):
            return Share(0.5, 0.34)
        return Share(0.67, 0.34) if _NEGATED.match(words) else None

    def deny_deal(self, words: str) -> bool:
        """Whether the words say that no deal was made: "it had signed no accord"."""
        return self.no_deal.search(in_plain_letters(words)) is not None

    def opens_with_none(self, words: str) -> bool:
        """Whether a clause opens by saying that there is none: "Nobody has crossed anything"."""
        return _NONE.match(words.lower()) is not None

    def negate(self, words: str) -> bool:
        """Whether the words negate, so that nothing contradicts them by negation."""
        words = words.lower()
        return _NEGATION.search(words) is not None and any(
            pattern.match(words) for pattern in (_NEGATED, _NONE, _NOTHING, _NEVER)
        )

    def continue_denial(self, words: str) -> bool:
        """Whether a clause beside a denial goes on denying: "no one was paid"."""
        words = words.lower()
        return any(pattern.match(words) for pattern in (_NEGATED, _NONE))


@cache
def denying_words() -> DenyingWords:
    """The patterns of the package's lexicon."""
    words = lexicon()
    listed = " ".join(words.false_words | words.weak_false_words)
    accounts = " ".join(words.said_nouns | words.announced_nouns | _ACCOUNTS)
    return DenyingWords(
        flat=_flat(words),
        account_false=_account_false(words),
        no_deal=_no_deal(words),
        hints=_HINTS.union(_PART.findall(listed)),
        accounts=frozenset(_PART.findall(accounts)),
    )
