"""What a denial denies, stated positively: without the words that negate it."""

from __future__ import annotations

import re

from claimex.assembly.name_words import singular


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


# What only calls the denied thing untrue, before the words that deny it in full.
_LEADING = _compile(
    r"^(?:(?:no|not\sso|well|but|and|in\sfact|on\sthe\scontrary|contrary\sto\s[^,.;]{3,60}),\s+)+"
)
# What only drives a negation home: "not on Monday and not on any other day", "and never has".
_TRAILING = _compile(
    r"""(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)(?:
      not\s(?:on|in|at|even|to|for|now)\b[^,.;]*?(?=$|[,.;]|\sand\snot)
    | not\s(?:a|one)\s(?:single\s)?\w+\sof\s(?:it|them)\b
    | (?:there\s|it\s|he\s|she\s|they\s|we\s)?never\s(?:was|were|has|have|had|did|will)\b
      (?:\sbeen)?(?:\sone|\sany)?(?=\W*$)
    ) | ,?\s(?:at\sall|whatsoever|whatever|of\sany\s(?:kind|sort))(?=\W*$)"""
)
# Without one of these, in lower case, nothing does.
_TRAILING_HINTS = ("not", "never", "all", "what", "any")
# "There never was": a sentence that says no more.
_NO_MORE = re.compile(r"^(?:there|it|he|she|they|we|i) never (?:\w+\s?){1,2}\W*$", re.IGNORECASE)
# "There is no truth in reports that …": what is denied is what is reported.
_UNTRUE = _compile(
    r"""^there\s(?:is|was|has\sbeen|had\sbeen)\s[“"]?(?:no|not\sa\s\w+\sof)\s
    (?:truth|substance|basis|foundation|merit)\W+(?:[\w“”"]+\s)?(?:to|in|for|behind)\s
    (?:(?:the|any|his|her|its|their|these|those)\s)?(?:\w+\s)?\w+\sthat\s(?P<denied>.+)$"""
)
_NEGATOR = _compile(
    r"""\b(?:
      (?P<single>(?:not\sa\ssingle|not\sone|not\sa)\s)
    | (?P<not>(?:not|never)\s(?!only\b|just\b|until\b|even\b))
    | (?P<modal>wo|sha|ca)n['’]t\b | (?P<cannot>cannot)\b
    | (?P<such>no\ssuch\s)
    | (?P<body>nobody|no\sone)\b
    | (?P<no>no\s(?!longer\b|more\b|doubt\b|matter\b))
    | (?P<none>none(?=\sof\b) | no(?=thing\b|where\b))
    | (?P<neither>neither\s) | (?P<nor>nor\b)
    | (?P<anysuch>any\ssuch\s) | (?P<any>any(?=\b|thing\b|body\b|one\b|where\b))
    ) | (?P<short>(?<=\w)n['’]t\b) | (?P<ever>(?<=\w)\sever\b)"""
)
_ANY_SUCH = re.compile(r"\bany such\s", re.IGNORECASE)
_MODALS = {"wo": "will", "sha": "shall", "ca": "can"}
# Beyond these words another clause begins, whose negation is not the denial's.
_SUBORDINATE = re.compile(
    r"\b(?:that|because|which|who|whom|whose|if|when|unless|since|although|though|while|whether"
    r"|until|so|as)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[^A-Z][.!?])(?<!\b[DM]r\.)(?<!\bMrs\.)(?<!\bMs\.)\s+(?=[\w“\"‘])")
_NEGATES = re.compile(
    r"\b(?:no|not|never|nothing|nobody|none|nowhere|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE
)
# An article before a vowel that sounds: "an offer", but "a unit", "a European", "a one-off".
_VOWEL = re.compile(r"(?!uni|use|usu|eu|one\b|once)[aeiou]", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")
_NO_NOUN = frozenset(
    """is was were are had has have would will can could may did does do about against at between
    by during for from in into of on over to under until up with and or but nor exists""".split()
)


def stated_positively(words: str) -> str:
    """Words without their negation: "no truck had been refused" → "a truck had been refused".

    Of several sentences those that negate nothing are left out: they do not say what is denied.
    """
    sentences = [_LEADING.sub("", sentence) for sentence in _SENTENCE.split(words)]
    stripped = [s if _UNTRUE.match(s) else _without_trailing(s) for s in sentences]
    negating = [s for s in stripped if _NEGATES.search(s) and len(s.split()) > 1]
    negating = [s for s in negating if not _NO_MORE.match(s)] or negating
    return " ".join(map(_positive, negating)) if negating else without_any(words)


def _without_trailing(sentence: str) -> str:
    hinted = any(map(sentence.lower().__contains__, _TRAILING_HINTS))
    return _TRAILING.sub("", sentence) if hinted else sentence


def without_any(words: str) -> str:
    """The words that only a negation allows, as they stand without one: any, ever."""
    if "ny" not in words and " ever" not in words:
        return words
    words = _ANY_SUCH.sub(_such, words, count=1)
    words = re.sub(r"\b[Aa]ny(?=\b|thing\b|body\b|one\b)", _some, words, count=1)
    return re.sub(r"\b(had|have|has|was|were) ever\b", r"\1", words, count=1)


def _such(match: re.Match[str]) -> str:
    """ "any such deal" → "such a deal", "any such talks" → "such talks"."""
    article = "" if _is_plural(match.string, match.end()) else _article(match.string, match.end())
    return _cased("such ", match[0]) + article


def _article(words: str, at: int) -> str:
    return "an " if _VOWEL.match(words, at) else "a "


def _positive(sentence: str) -> str:
    """A sentence without the negations of its first clause that has one, and of those beside it."""
    if untrue := _UNTRUE.match(sentence):
        return untrue["denied"]
    first = _NEGATES.search(sentence)
    if first is None:
        return sentence
    beyond = _SUBORDINATE.search(sentence, first.end())
    end = beyond.start() if beyond else len(sentence)
    return _NEGATOR.sub(_instead, sentence[:end]) + sentence[end:]


def _instead(match: re.Match[str]) -> str:
    """What stands for a negating word, or for one that only a negation allows."""
    kind, words, end = match.lastgroup, match.string, match.end()
    match kind:
        case "no" if _OCCASION.match(words, end):
            return _cased("some ", match[0])
        case "no" | "such" | "single":
            several = kind != "single" and _is_plural(words, end)
            article = "" if several else _article(words, end)
            if kind == "such" and words[: match.start()].rstrip().casefold().endswith(_TRANSITIVE):
                return "such " + article
            return _cased("some " if several else article, match[0])
        case "anysuch":
            return _such(match)
        case "modal":
            return _MODALS[match["modal"].casefold()]
        case "cannot":
            return "can"
        case "body":
            return _cased("somebody", match[0])
        case "none" | "any":
            return _some(match)
        case "nor":
            return "or"
        case _:
            return ""


_OCCASION = re.compile(r"(?:point|time|stage)\b", re.IGNORECASE)
# After these "such" is kept: "signed such a document", but "there was a deal".
_TRANSITIVE = ("ed", "en", "ve", "de", "ot", "ht", "wn", "aw", "new", "ew")


def _is_plural(words: str, at: int) -> bool:
    """Whether the noun phrase from here is a plural: "beds", "further talks"."""
    for word in _WORD.findall(words, at, at + 60)[:2]:
        if word.casefold() in _NO_NOUN:
            break
        if singular(word.casefold()) != word.casefold():
            return True
    return False


def _cased(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _some(match: re.Match[str]) -> str:
    return _cased("some", match[0])
