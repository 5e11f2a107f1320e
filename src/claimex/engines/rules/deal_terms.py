"""What kind of deal it is, how far it has come, what it is called and when it was made."""

from __future__ import annotations

import re

from claimex.draft import Place
from claimex.engines.cues import Lexicon
from claimex.engines.rules.units import Unit
from claimex.text.times import may_tell_time

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DATE = re.compile(
    rf"""\b(?:(?:on|in|since|late\son|early\son|late\sin|early\sin)\s)?(?:
      (?:{_WEEKDAY},?\s)?
      (?:\d{{1,2}}\s(?:of\s)?{_MONTH}|{_MONTH}\s\d{{1,2}}(?!\d)(?:st|nd|rd|th)?)(?:,?\s\d{{4}})?
    | {_MONTH}(?:\s\d{{4}}(?!\d))?(?!\w|\s\d)
    | (?:last|this|next)\s(?:week|month|year|spring|summer|autumn|fall|winter|{_WEEKDAY}|{_MONTH})
    | (?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,2}})\s
      (?:day|week|month|year)s?\sago
    | {_WEEKDAY} | [Yy]esterday | [Tt]oday | [Tt]his\s(?:morning|afternoon|evening)
    | (?:an|two|three|\d{{1,2}})\s(?:hour|minute)s?\sago | overnight
    | at\smidnight(?!\s(?:on\s)?{_WEEKDAY})
    | (?<=in\s)(?:19|20)\d{{2}}(?=\W|$) | (?:since|of|from|dated)\s(?:19|20)\d{{2}}(?=\W|$)
    | \d{{4}}-\d{{2}}-\d{{2}}
    )""",
    re.VERBOSE,
)
_DATE_EDGE = re.compile(r"(?:on|in|since|late|early|of|from|dated)\s+")
# "its 2022 memorandum", "their August ceasefire"
_YEAR = re.compile(
    rf"\b(?:19|20)\d{{2}}\b(?=[\w\s-]{{0,25}}$)"
    rf"|(?:(?<=\btheir )|(?<=\bits )){_MONTH}(?=[a-z\s-]{{0,15}}$)"
)
_ENDED = re.compile(
    r"\b(?:suspended|terminated|cancell?ed|expired|broken?|ended|since|until|collapsed)\b[^;]*\Z"
)
_MAKING = re.compile(r"\b(?:signed|reached|struck|agreed|concluded|ratified|made)\b")
_TITLED = tuple(
    """Accord Agreement Pact Treaty Framework Protocol Convention Deal Memorandum Compact Charter
    Initiative Program Partnership Plan Declaration Contract Alliance Arrangement Truce""".split()
)
_TITLE = re.compile(
    r"\b(?:[A-ZÀ-Þ][\w’'-]+\s(?:(?:of|and|for|on|the)\s)?){1,5}"
    rf"(?:Accords|Programme|{'|'.join(_TITLED)})\b"
)
_ARTICLE = re.compile(r"^(?:The|A|An)\s")
_NAMED = re.compile(
    r"\b(?:called|known\sas|dubbed|titled|entitled|named|establish(?:es|ing|ed)|creat(?:es|ing)"
    r"|set(?:s|ting)\sup)\s(?:an?\s|the\s)?[“\"‘]?(?P<name>[A-ZÀ-Þ][\w’'-]+"
    r"(?:\s(?:of|and|for|the|on)\s[A-ZÀ-Þ][\w’'-]+|\s[A-ZÀ-Þ][\w’'-]+)+)"
)
# What became of it, in the words after its cue in lower case: parts of words of which each pattern
# needs one, and the pattern.
_LATER = (
    (
        "in_force",
        ("force", "effect", "still", "holding"),
        r"\bremains?\sin\s(?:force|effect)|\b(?:took|takes|came|comes|entered)\s(?:in)?(?:to\s)?(?:force|effect)"
        r"|\b(?:is|are|was|were|been)\sin\s(?:force|effect)|\bstill\s(?:holds|stands|holding)"
        r"|\b(?:is|are)\s(?:still\s|largely\s|broadly\s|mostly\s)?holding",
    ),
    (
        "suspended",
        ("suspended", "hold", "ice"),
        r"\b(?:was|were|been|is|are)\ssuspended\b|\bsuspended\s(?:since|on|in|after|by|last|from)\b"
        r"|\bon\shold\b|\bon\sice\b",
    ),
    (
        "terminated",
        (
            *("terminated", "tor", "cancel", "scrapped", "expired", "lapsed", "revoked", "pulled"),
            *("collapsed", "withdrew", "walked", "fell", "called"),
        ),
        r"\b(?:terminated|tore\sup|torn\sup|cancelled|canceled|scrapped|expired|lapsed|collapsed|revoked"
        r"|pulled\sout\sof|withdrew\sfrom|walked\saway\sfrom|fell\sapart|called\soff)\b",
    ),
    (
        "breached",
        ("bro", "breached", "violated"),
        r"\b(?:broke|breached|violated)\s(?:it|the\s\w+)\b|\bbroken\struce\b|\bwas\sbroken\b",
    ),
)
_LATER_PATTERNS = tuple((status, hints, re.compile(words)) for status, hints, words in _LATER)
_CHAMBERS = frozenset(
    "parliament congress senate assembly knesset duma deputies lawmakers members voters".split()
)
_IN_PRINCIPLE = re.compile(r"\bin\sprinciple\b|\btentative\b|\bshook\shands\b", re.IGNORECASE)
# What is handed back makes an accord neither treaty nor contract.
_GIVEN_BACK = frozenset(("restitution", "repatriation"))
# How far after its verb another state is joined, in tokens.
_CLAUSE = 12
_MERGING = frozenset(("merge", "buy", "acquire", "purchase"))


def instrument(unit: Unit, noun: int, lexicon: Lexicon) -> str:
    """The instrument that the deal's noun (or verb) and the words around it name."""
    words = unit.words
    word = words[noun]
    near = {part for w in words[max(0, noun - 6) : noun + 2] for part in (w, *w.split("-"))}
    around = set(words[max(0, noun - 12) : noun + 14])
    kinds = lexicon.deals
    known = kinds.instruments.get(word, "open")
    known = "" if known == "open" else known
    if near & kinds.plea_words:
        return "plea_deal"
    if near & _GIVEN_BACK:
        return "other"
    if word in _MERGING or near & kinds.merger_words or ("merge" in around and word == "agreed"):
        return "merger"
    if word == "intent":
        return "statement_of_intent"
    if word in ("leased", "sublet"):
        return "contract"
    if word in ("licensed", "letter", "venture"):
        return "other"
    if word == "agreed" and {"sell", "lease"} & set(words[noun + 1 : noun + 9]):
        return "contract"
    if word in ("settled", "settle"):
        return "settlement"
    if known == "ceasefire" and near & kinds.trade_words:
        return "trade_deal"
    if known or (word == "understanding" and "memorandum" in near):
        return known or "memorandum"
    if near & kinds.settlement_words:
        return "settlement"
    if near & {"ceasefire", "cease-fire", "truce"}:
        return "ceasefire"
    if near & kinds.trade_words:
        return "trade_deal"
    lasting = any(part.endswith("-year") for part in near)
    if near & kinds.contract_words or around & kinds.labour_words or lasting:
        return "contract"
    if near & kinds.treaty_words or word in ("pact", "accord", "accords", "pacts"):
        return "treaty"
    return "other"


def status(text: str, given: str, cue: Place, content: Place, end: int, *, by_noun: bool) -> str:
    """How far the deal has come: ``given`` by its cue, or what the words after it say.

    ``end`` is where the sentence ends; ``by_noun`` tells that no verb gave a status.
    """
    later = (text[content[0] : content[1]] if by_noun else text[cue[1] : end]).lower()
    for found, hints, pattern in _LATER_PATTERNS:
        if any(map(later.__contains__, hints)) and pattern.search(later):
            return found
    words = text[content[0] : content[1]]
    early = given in ("in_principle", "reported", "signed")
    if early and not by_noun and "signed" not in words and _IN_PRINCIPLE.search(words):
        return "in_principle"
    return given


def also_ratified(unit: Unit, verb: int) -> bool:
    """ "concluded in 2024 and ratified in May": the last state counts."""
    near = range(verb + 1, min(len(unit.tags) - 1, verb + _CLAUSE))
    joined = next((k for k in near if unit.tags[k] in "C.;"), None)
    return joined is not None and unit.words[joined + 1] == "ratified"


def is_chamber(unit: Unit, last: int) -> bool:
    """Whether a phrase names those who vote on a deal: "ratified by the Croatian parliament"."""
    return unit.words[last] in _CHAMBERS


def title(text: str, content: Place) -> str | None:
    """The deal's own name, or that of the programme it establishes."""
    found = None
    # Looked for first, as few deals have a name and the pattern is tried at each capital.
    if any(map(text[slice(*content)].__contains__, _TITLED)):
        for match in _TITLE.finditer(text, *content):
            found = _ARTICLE.sub("", match.group())
    named = _NAMED.search(text, *content)
    return found or (named["name"] if named else None)


def made(unit: Unit, noun: int, cue: Place, content: Place, *, ends: bool) -> Place | None:
    """When it was made: the date nearest after the cue, else before it; never when it ended.

    ``ends`` tells that the cue is a verb by which it ended, or was broken off.
    """
    text = unit.text
    opens, stands = unit.tokens.starts[0], unit.tokens.starts[noun]
    if not may_tell_time(text[min(opens, content[0]) : max(unit.tokens.ends[-1], content[1])]):
        return None
    year = _YEAR.search(text, max(opens, stands - 30), stands)
    if ends:
        chosen = year
        making = _MAKING.search(text, opens, content[1])
        if chosen is None and making is not None:
            chosen = _DATE.search(text, making.end(), content[1])
    else:
        chosen = year or _DATE.search(text, cue[1], content[1])
        if chosen is not None and _ENDED.search(text, cue[1], chosen.start()):
            chosen = None
        if chosen is None:
            chosen = max(_DATE.finditer(text, content[0], cue[0]), key=re.Match.start, default=None)
            by_noun = cue == unit.place(noun, noun)
            if chosen is not None and by_noun and "," in text[chosen.end() : cue[0]]:
                chosen = None  # "Shells fell on Sunday, hours before a truce was to take effect"
        opening = _DATE.match(text, opens) or _DATE.match(text, opens + 3)
        if chosen is None and opening is not None and text[opening.end()] in ", ":
            # "On June 26, Noem and Jimenez signed …"
            chosen = opening
    if chosen is None:
        return None
    start, end = chosen.span()
    edge = _DATE_EDGE.match(text, start, end)
    return (edge.end() if edge else start), end
