"""Words that deny: what is said contradicts what somebody else says.

"That is not true", "no such deal was made", "no truck had been refused".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimex.draft import Place
from claimex.engines.cues import Lexicon, lexicon
from claimex.engines.rules.denial import Judged
from claimex.engines.rules.places import trim
from claimex.engines.rules.said import Said
from claimex.engines.rules.tokens import NEGATIONS, classify

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

# What is said contradicts, whatever stands around it.
_FLAT = re.compile(
    r"""^(?:well,\s|no,\s|but\s|and\s)*(?:
      (?:that|this|it|these|those|they|all\sof\s(?:it|this|that|them)|none\sof\s(?:it|this|that)|every\sword(?:\sof\sit)?
        |(?:that|this|the|these|those|such|his|her|their|its|any|[\w’'-]+[’']s)\s(?:[\w’'-]+\s){0,4}?SAID(?:\s(?:of|that|about|against)\s[^,.;]{1,80}?)?)
      \s?(?:['’]s|['’]re|is|are|was|were|has\sbeen|have\sbeen|had\sbeen)\s
      (?:(?:simply|just|completely|totally|entirely|absolutely|utterly|all|patently|plainly|categorically|quite|pure|a|an|complete|total|utter|flat|nothing\sbut|without)\s)*
      (?:not\s(?:\w+ly\s)?(?:true|correct|accurate|what\shappened|the\scase|so)|FALSE|WEAK|wrong(?!\sto\b)|merit|basis|foundation)\b
    | (?:that|this|it)\s(?:conversation\s|meeting\s|deal\s|call\s)?(?:did\snot|didn['’]t|never|has\snot|has\snever|hasn['’]t)\s(?:happen|happened|take\splace|took\splace|occur|occurred|exist|existed)\b
    | (?:i|we|he|she|they|(?:my|our|his|her|their|the)\s\w+)\s(?:certainly\s)?(?:did\snot|didn['’]t|never|have\snever|has\snever|had\snever|had\snot)\s(?!(?:see|seen|saw|know|known|hear|heard|like|liked|want|wanted|find|found|mention|mentioned|say|said)\b)(?:\w+\s){1,2}?(?:a\sword\sof\s)?(?:it|any\sof\s(?:it|that|this)|anything\sof\sthe\s(?:sort|kind)|a\sthing\slike\sthat|such\sa\sthing)\b
    | (?:i|he|she|it|we|they)\s(?:did|had|has|have|was|were|is|are|would|do|does)(?:\snot|n['’]t)\W*$
    | (?:i|we)\s(?:\w+ly\s)?(?:deny|reject|dispute|refute|dismiss)\s(?:this|that|these|those|any|all|it|them|every|having|the\s(?:\w+\s)?SAID)\b
    | none\sof\s(?:it|this|that|these|those|them|what\s[^,.;]{1,40}?)\s(?:is|was|are|were)\s(?:true|correct|accurate|so)\b
    | (?:ridiculous|absurd|preposterous|ludicrous|laughable|outrageous)\W*$
    | far\sfrom\sit\b | quite\sthe\s(?:opposite|contrary|reverse)\b | on\sthe\scontrary\b
    | (?:the\s)?[\w’'-]+(?:\s[\w’'-]+){0,3}\s(?:is|are|was|were)\s(?:simply\s|badly\s|sadly\s)?(?:mistaken|lying|in\serror)\b
    | (?:FALSE|lies|nonsense|rubbish|absolutely\snot|not\strue|utter\s\w+|complete\s\w+|total\s\w+|pure\s\w+)\b(?=\W|$)(?:[.!,]|\W*$)
    | it(?:['’]s|\sis|\swas)\s(?:all\s)?(?:a\s)?(?:\w+\s)?(?:FALSE)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_SUCH = re.compile(
    r"""\bno\ssuch\s\w+|\bnothing\sof\sthe\s(?:sort|kind)\b|\bnever\sany\ssuch\b|\bnot\sany\ssuch\b
    |\b(?:are|is|was|were)\s(?:all\s)?(?:lying|a\sliar|liars)\b
    |\bno\struth\b|\bmak(?:e|es|ing)\s(?:it|this|that|things|everything)\s(?:all\s)?up\b|\bmade\s(?:it|that|this|everything|(?:the|this|that)\s\w+)\sup\b|\bwrong\sto\s(?:say|claim|suggest)\b|\bnot\sa\s(?:word|shred|scrap|grain)\s(?:of\s(?:it|truth|evidence)\b|.{0,12}true)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _compiled(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    said = (
        "(?:"
        + "|".join(
            sorted(lexicon.said_nouns | {"announcement", "words", "chapter"}, key=len, reverse=True)
        )
        + ")"
    )
    false = "(?:" + "|".join(sorted(lexicon.false_words - {"pure"}, key=len, reverse=True)) + ")"
    weak = (
        "(?:"
        + "|".join(sorted(lexicon.weak_false_words - {"nothing"}, key=len, reverse=True))
        + ")"
    )
    source = _FLAT.pattern.replace("SAID", said).replace("FALSE", false).replace("WEAK", weak)
    spoken = (
        said.replace("|letter", "")
        .replace("|document", "")
        .replace("|memo|", "|")
        .replace("|recording", "")
        .replace("|tape", "")
    )
    subject = re.compile(
        rf"^(?:that|the|this|these|those|his|her|their|its|any|such|[\w’'-]+[’']s|[A-Z][\w’'-]+)\s(?:[\w’'-]+\s){{0,3}}?{spoken}\b[^,.;“\"]{{0,50}}?\s(?:is|are|was|were|had\sbeen|has\sbeen|have\sbeen)\s[“\"‘]?(?:\w+\s){{0,3}}?(?:{false}|{weak}|not\strue|without\s(?:merit|foundation))",
        re.IGNORECASE,
    )
    announced = re.compile(
        rf"\b(?:announcement|claim|story|account|version|report|statement|allegation|accusation|figure)s?\b.{{0,25}}\s(?:is|was|were|are)\s[“\"‘]?(?:an?\s)?(?:\w+\s){{0,2}}(?:{false})",
        re.IGNORECASE,
    )
    return re.compile(source, re.VERBOSE | re.IGNORECASE), re.compile(
        f"{subject.pattern}|{announced.pattern}", re.IGNORECASE
    )


# Quotation marks stand in the way of patterns: had “not signed anything”.
_UNMARKED = dict.fromkeys(map(ord, '“”"«»'))


class Contradictions:
    """Tells denying content from asserting content, given all that is said in the document."""

    def __init__(self, lexicon: Lexicon, propositions: Iterable[tuple[str, str, bool]]) -> None:
        """``propositions``: (speaker's mention, words, whether it accuses) of the whole document."""
        self._flat, self._subject = _compiled(lexicon)
        self._propositions = [
            (who.casefold(), _stems(words), accuses)
            for who, words, accuses in propositions
            if not any(p.search(words) for p in (_NEGATED, _NONE, _NOTHING, _NEVER))
        ]
        self._index: dict[str, list[int]] = {}
        for n, (_, stems, _accuses) in enumerate(self._propositions):
            for stem in stems:
                self._index.setdefault(stem, []).append(n)

    def split(self, said: Said) -> Judged:
        """The clauses of what is said, apart: those that assert and those that deny."""
        text = said.unit.text
        who = text[slice(*said.source)].casefold() if said.source else ""
        claims: list[Place] = []
        denials: list[Place] = []
        grants = said.verb is not None and said.verb.lemma in _GRANTING
        for content in said.contents:
            place = trim(text, content)
            if place is None:
                continue
            for clause in _clauses(text, place):
                words = text[clause[0] : clause[1]]
                (denials if not grants and self._denies(words, who) else claims).append(clause)
        if not denials:
            return Judged(claims=tuple(p for c in said.contents if (p := trim(text, c))))
        if claims:
            # Fragments ("Every word of it.") go with the denial they stand beside.
            kept = [
                c
                for c in claims
                if _asserts(words := text[c[0] : c[1]])
                and not (_NEGATED.search(words) or _NONE.search(words))
            ]
            denials = sorted(denials + [c for c in claims if c not in kept])
            claims = kept
        return Judged(_joined(text, claims), _joined(text, denials))

    def _denies(self, words: str, who: str) -> bool:
        words = words.translate(_UNMARKED)
        if self._flat.search(words) or self._subject.search(words):
            return True
        if _NO_SUCH.search(words):
            return True
        if _ATTITUDE.search(words):
            return False
        if _NONE.search(words):
            return self._contradicts(words, who, share=0.34, accused=0.2)
        if _NOTHING.search(words) or _NEVER.search(words):
            return self._contradicts(words, who, share=0.5, accused=0.34)
        if _NEGATED.search(words):
            return self._contradicts(words, who, share=0.67, accused=0.34)
        return False

    def _contradicts(self, words: str, who: str, *, share: float, accused: float) -> bool:
        """Whether a negated clause shares its matter with what somebody else asserts.

        ``share`` is how much of the clause's matter must be there, ``accused`` how much where the
        other one accuses.
        """
        stems = _stems(words)
        if not stems:
            return False
        shared: dict[int, int] = {}
        for stem in stems:
            for n in self._index.get(stem, ()):
                shared[n] = shared.get(n, 0) + 1
        for n, count in shared.items():
            speaker, _, accuses = self._propositions[n]
            common = count / len(stems)
            if speaker != who and common >= (accused if accuses else share):
                return True
        return False


# Who acknowledges or warns of something negative contradicts nobody.
_GRANTING = frozenset(
    "acknowledge confirm admit concede agree confess warn predict fear promise vow expect find show".split()
)
_OPENING = r"^[“\"'‘]?(?:(?:but|and|that|well|so|in\sfact|however),?\s)?"
# "no truck had been refused", "nothing was agreed", "I've signed nothing"
_NONE = re.compile(
    rf"""{_OPENING}(?:
      (?:there\s(?:is|was|were|are|has\sbeen|had\sbeen)\s)?(?:no|not\sa\ssingle|not\sone|never\sany|neither|none\sof|nobody|nothing|no\sone)\b
    | (?:[\w’'.-]+\s){{0,3}}(?:\w+[’']ve|have|has|had|was|were|did)\s(?:\w+\s)?(?:nothing|no\s(?:part|role|knowledge|hand|involvement|contact|intention\sof))\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# "it had lent the cult nothing", "she had hidden no pearls"
_NOTHING = re.compile(
    rf"{_OPENING}(?:[\w’'.-]+\s){{2,7}}?(?:nothing|nobody|none|no)\b", re.IGNORECASE
)
# "I never touched his boots"
_NEVER = re.compile(
    rf"{_OPENING}(?:i|we|he|she|they|it)\s(?:(?:have|has|had)\s)?(?:never|not\sonce)\b",
    re.IGNORECASE,
)
# "he had not met them", "we never fired"
_NEGATED = re.compile(
    rf"""{_OPENING}(?:[\w’'.-]+\s){{1,6}}?(?:(?:certainly|absolutely|simply)\s)?
      (?:(?:has|have|had|do|does|did|is|are|was|were)(?:\s(?:not|never)|n['’]t)\b|never\b|[’']ve\s(?:never|not)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
# What somebody does not think or want contradicts nothing.
_ATTITUDE = re.compile(
    rf"{_OPENING}(?:\w+\s){{1,3}}?(?:(?:do|does|did)(?:\snot|n['’]t)|never)\s(?:really\s)?(?:think|know|want|like|believe|care|need|expect|see|understand|mean|feel|remember|have\s(?:a|any|to))\b",
    re.IGNORECASE,
)
_CLAUSE_BREAK = re.compile(
    r"(?<=[.!?…])[”\"’]?\s+(?=[“\"]?[A-ZÀ-ÞI])|,\s+(?:and|but)\s+(?=\w+\s+\w+)|;\s+"
)
_STOP = frozenset(
    """the and but that this with from have has had been were was are not for his her their its they them
    what when which who whom whose will would should could about into over under than then there here
    said says told any such only just more most very some other also did does done never nothing none
    every where while after before because being between during against upon once year years time
    people make made take took come came going give gave""".split()
)


_DEALS = frozenset(lexicon().deal_nouns) | {"agreed", "agree", "signed", "struck", "reached"}


def _stems(text: str) -> frozenset[str]:
    """Crude stems of the words that carry matter."""
    found = set()
    for word in _WORD.findall(text.lower()):
        if (len(word) < 4 and not word.isdigit()) or word in _STOP or word in NEGATIONS:
            continue
        word = word.removesuffix("'s").removesuffix("’s")
        if word in _DEALS:
            # "No agreement has been signed" contradicts "they reached a settlement".
            found.add("deal")
            continue
        for suffix in (
            "ations",
            "ation",
            "ments",
            "ment",
            "ings",
            "ing",
            "ures",
            "ure",
            "ies",
            "ied",
            "ed",
            "es",
            "s",
            "e",
            "y",
        ):
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                word = word[: -len(suffix)]
                break
        if len(word) > 3 and word[-1] == word[-2]:
            word = word[:-1]
        found.add(word)
    return frozenset(found)


def _clauses(text: str, place: Place) -> list[Place]:
    """The clauses of a place that stand apart: at sentence ends and before ", and"."""
    start, end = place
    cuts = [(m.start(), m.end()) for m in _CLAUSE_BREAK.finditer(text, start, end)]
    parts: list[Place] = []
    at = start
    for cut, resume in [*cuts, (end, end)]:
        trimmed = trim(text, (at, cut))
        if trimmed is not None:
            parts.append(trimmed)
        at = resume
    return parts


def _asserts(words: str) -> bool:
    """Whether a clause says something of its own: it has a verb."""
    tags = [classify(w, False)[1] for w in _WORD.findall(words)]
    return len(tags) >= 3 and any(tag in "XVE" for tag in tags)


def _joined(text: str, places: list[Place]) -> tuple[Place, ...]:
    """Neighbouring places as one, where nothing but marks and "and" stands between them."""
    joined: list[Place] = []
    for place in places:
        if joined and re.fullmatch(r"[\s,.;!?]*(?:and|but)?[\s,]*", text[joined[-1][1] : place[0]]):
            joined[-1] = (joined[-1][0], place[1])
        else:
            joined.append(place)
    return tuple(joined)
