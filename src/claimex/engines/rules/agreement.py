"""Deals: their parties, instrument, status, title and date, from the words around a deal's noun."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimex.draft import Draft, Place, Words
from claimex.engines.cues import Lexicon
from claimex.engines.rules.parties import cut_phrase, parties_in, with_party
from claimex.engines.rules.phrases import skip_auxiliaries, subject_after, subject_before
from claimex.engines.rules.places import trim
from claimex.engines.rules.tokens import NEGATIONS
from claimex.engines.rules.units import Unit

_DATE = re.compile(
    r"""\b(?:(?:on|in|since|late\son|early\son|late\sin|early\sin)\s)?(?:
      (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:\d{1,2}\s(?:of\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)\s\d{1,2}(?:st|nd|rd|th)?)(?:,?\s\d{4})?
    | (?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{4}(?!\d))?(?!\w|\s\d)
    | (?:last|this|next)\s(?:week|month|year|spring|summer|autumn|fall|winter|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)
    | (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day
    | [Yy]esterday | [Tt]oday
    | (?:a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s(?:day|week|month|year)s?\sago
    | (?:19|20)\d{2}(?=\W|$)
    | \d{4}-\d{2}-\d{2}
    )""",
    re.VERBOSE,
)
_DATE_EDGE = re.compile(r"(?:on|in|since|late|early)\s+")
_ENDING = re.compile(
    r"suspended|froze|paused|broke|breached|violated|tore up|terminated|cancell?ed|scrapped|ended|abandoned|ditched|pulled out of|withdrew from|walked away from"
)
_ENDED = re.compile(
    r"\b(?:suspended|terminated|cancell?ed|expired|broken?|ended|since|until|collapsed)\b[^;]*\Z"
)
_MAKING = re.compile(r"\b(?:signed|reached|struck|agreed|concluded|ratified|made)\b")
_TITLE = re.compile(
    r"\b(?:[A-ZÀ-Þ][\w’'-]+\s(?:(?:of|and|for|on|the)\s)?){1,5}(?:Accords?|Agreement|Pact|Treaty|Framework|Protocol|Convention|Deal|Memorandum|Compact|Charter|Initiative|Programme|Program|Partnership|Plan|Declaration|Contract|Alliance|Arrangement|Truce)\b"
)
_NAMED = re.compile(
    r"\b(?:called|known\sas|dubbed|titled|entitled|named|establish(?:es|ing|ed)|creat(?:es|ing)|set(?:s|ting)\sup)\s(?:an?\s|the\s)?[“\"‘]?(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s(?:of|and|for|the|on)\s[A-ZÀ-Þ][\w’'-]+|\s[A-ZÀ-Þ][\w’'-]+)+)"
)
_LATER = (
    (
        re.compile(
            r"\bremains?\sin\s(?:force|effect)|\b(?:took|takes|came|comes|entered)\s(?:in)?(?:to\s)?(?:force|effect)|\bis\sin\sforce|\bstill\s(?:holds|stands|holding)|\b(?:is|are)\s(?:still\s|largely\s|broadly\s|mostly\s)?holding",
            re.I,
        ),
        "in_force",
    ),
    (
        re.compile(
            r"\b(?:was|were|been|is|are)\ssuspended\b|\bsuspended\s(?:since|on|in|after|by|last|from)\b|\bon\shold\b|\bput\son\sice\b",
            re.I,
        ),
        "suspended",
    ),
    (
        re.compile(
            r"\b(?:terminated|tore\sup|torn\sup|cancelled|canceled|scrapped|expired|collapsed|pulled\sout\sof|withdrew\sfrom|walked\saway\sfrom|fell\sapart|called\soff)\b",
            re.I,
        ),
        "terminated",
    ),
    (
        re.compile(r"\b(?:broke|breached|violated)\s(?:it|the\s\w+)\b|\bbroken\struce\b", re.I),
        "breached",
    ),
    (re.compile(r"\bin\sprinciple\b|\btentative\b|\bshook\shands\b", re.I), "in_principle"),
)


@dataclass(slots=True)
class Deal:
    """One mention of a deal in one unit."""

    unit: Unit
    cue: Place
    noun: int
    parties: list[Place] = field(default_factory=list)
    signatories: list[Place] = field(default_factory=list)
    status: str = "reported"
    holders: list[Place] = field(default_factory=list)
    content: Place | None = None


def find_deals(unit: Unit, lexicon: Lexicon) -> list[Draft]:
    """The agreements that one unit speaks of."""
    drafts: list[Draft] = []
    taken: list[Place] = []
    earlier: Deal | None = None
    for noun in _nouns(unit, lexicon):
        deal = _around_noun(unit, noun, lexicon)
        if deal is None:
            continue
        if earlier is not None and earlier.holders and not deal.holders and len(deal.parties) == 1:
            # "… a sugar treaty with Malta and a rail treaty with Palau"
            if any(unit.tags[k] == "C" for k in range(earlier.noun, noun)):
                deal.parties = earlier.holders + deal.parties
                deal.status = earlier.status
        earlier = deal
        draft = _draft(deal, lexicon)
        if deal.parties or (draft.title and deal.status in ("signed", "ratified", "in_principle")):
            if not any(place == draft.cue.place for place in taken):
                taken.append(draft.cue.place or (0, 0))
                drafts.append(draft)
    for deal in _by_verb_alone(unit, lexicon):
        if not any(deal.cue == place for place in taken):
            drafts.append(_draft(deal, lexicon))
    return drafts


def _nouns(unit: Unit, lexicon: Lexicon) -> list[int]:
    words, tags = unit.words, unit.tags
    found = []
    for i, word in enumerate(words):
        if word in lexicon.deal_nouns:
            if word == "deal" and (
                i
                and (
                    words[i - 1] in ("to", "good", "great", "big", "real")
                    and not (words[i - 1] in ("good", "great") and i > 1 and tags[i - 2] == "V")
                    or tags[i - 1] in "XR"
                )
                or i + 1 < len(words)
                and words[i + 1] == "of"
            ):
                continue
            if i and words[i - 1] in ("no", "any") or i and words[i - 1] == "such":
                continue
            if word == "bargain" and not (i and words[i - 1] == "plea"):
                continue
            if word in (
                "licence",
                "license",
                "settlement",
                "framework",
                "convention",
                "protocol",
                "charter",
                "partnership",
                "alliance",
                "concession",
                "takeover",
            ) and not _bound(unit, i):
                continue
            found.append(i)
        elif (
            word == "intent"
            and i >= 2
            and words[i - 2] in ("statement", "letter")
            or word == "letter"
            and i
            and words[i - 1] == "side"
            or word == "venture"
            and i
            and words[i - 1] == "joint"
        ):
            found.append(i)
    return found


def _bound(unit: Unit, i: int) -> bool:
    """Whether a noun of many meanings stands in words that make it a deal."""
    near = unit.words[max(0, i - 8) : i + 8]
    return any(
        w
        in ("with", "between", "signed", "sign", "reached", "struck", "agreed", "inked", "ratified")
        for w in near
    )


def _around_noun(unit: Unit, noun: int, lexicon: Lexicon) -> Deal | None:
    tags, words = unit.tags, unit.words
    deal = Deal(unit, unit.place(noun, noun), noun)
    verbs = lexicon.deal_verbs
    # A verb whose object the noun is: "signed a settlement", "reached a tentative agreement".
    v = noun - 1
    while (
        v >= 0
        and noun - v < 12
        and (
            tags[v] in "NUDMOAT[]C"
            and words[v] not in verbs
            or tags[v] == "P"
            and (words[v] in ("of", "into", "to", "on", "out", "up") or words[v + 1] == "principle")
            or tags[v] in "EG"
            and words[v] not in verbs
        )
    ):
        v -= 1
    active = (
        v >= 0
        and words[v] in verbs
        and tags[v] in "VEGNX"
        and not (tags[v] == "N" and v and tags[v - 1] in "DP")
    )
    two = v >= 0 and " ".join(words[v : v + 2])
    if v >= 0 and not active and two in verbs:
        active = True
    three = " ".join(words[v : v + 3]) if v >= 0 else ""
    key = words[v] if active and words[v] in verbs else two if active else ""
    if not active and three in verbs:
        active, key = True, three
    # "tore up its memorandum": the walk stops beyond the particle
    if not active:
        for k in range(max(0, noun - 9), noun):
            joined = " ".join(words[k : k + 2])
            if joined in verbs and all(t in "NUDMOATEGP[]C" for t in tags[k + 2 : noun]):
                active, key, v = True, joined, k
    if active and isinstance(key, str):
        if any(words[k] in NEGATIONS for k in range(max(0, v - 3), noun)):
            return None
        if words[v] in (
            "won",
            "made",
            "cut",
            "announced",
            "unveiled",
            "offered",
            "approved",
            "accepted",
            "ended",
            "broke",
            "drafted",
            "extended",
            "renewed",
            "discussing",
        ) and not (_has_partner(unit, noun) or (words[v] == "offered" and tags[v + 1] in "UD")):
            active = False
    if active and isinstance(key, str):
        end = v + key.count(" ")
        deal.cue, deal.status = unit.place(v, end), verbs[key]
        subject, passed = subject_before(unit, v)
        if any(w in NEGATIONS for w in passed):
            return None
        if subject is None and tags[v] == "G":
            k, _ = skip_auxiliaries(unit, v)
        if subject is not None and words[v] not in ("approved",):
            places, people = parties_in(unit, subject.first, subject.last)
            if not _is_the_deal_itself(unit, subject.first, subject.last, lexicon):
                deal.parties += places
                deal.holders = places
                deal.signatories += people
            deal.content = (unit.tokens.starts[subject.first], _clause_end(unit, noun))
        elif tags[v] in "VE" and tags[v - 1 : v] == "C":
            # "wrote X and signed a contract with Y": the subject of the verb before it.
            deal.content = (unit.tokens.starts[v], _clause_end(unit, noun))
    elif v >= 0 and words[v] in ("has", "have", "had") and noun - v < 7:
        subject, passed = subject_before(unit, v)
        if subject is not None and not any(w in NEGATIONS for w in passed):
            deal.holders, _ = parties_in(unit, subject.first, subject.last)
            deal.parties += deal.holders
            deal.content = (unit.tokens.starts[subject.first], _clause_end(unit, noun))
    else:
        _passive(unit, noun, deal, lexicon)
    deal.parties += with_party(unit, noun)
    if active and words[v] in ("offered", "awarded", "granted", "gave") and tags[v + 1] in "UD":
        # "Tonga has offered Samoa a treaty": the receiver stands before the thing.
        stop = next((k for k in range(v + 2, noun) if tags[k] == "D"), v + 1)
        if stop > v + 1 and any(t in "UN" for t in tags[v + 1 : stop]):
            deal.parties.append(unit.place(v + 1, stop - 1))
    holder = _holder(unit, noun)
    if holder is not None and deal.parties:
        deal.parties.insert(0, holder)
    if deal.content is None:
        deal.content = (unit.tokens.starts[_clause_start(unit, noun)], _clause_end(unit, noun))
    text = unit.text[deal.content[0] : deal.content[1]]
    if not active and deal.cue == unit.place(noun, noun):
        for pattern, status in _LATER[:4]:
            if pattern.search(text):
                deal.status = status
    else:
        for pattern, status in _LATER:
            if status in ("suspended", "terminated", "breached", "in_force") and pattern.search(
                unit.text[deal.cue[1] : unit.tokens.ends[-1]]
            ):
                deal.status = status
            elif (
                status == "in_principle"
                and deal.status in ("in_principle", "reported", "signed")
                and pattern.search(text)
                and "signed" not in text
            ):
                deal.status = status
    talks = re.search(
        r"\b(?:in\stalks|negotiat\w+|talks\s(?:on|over|about)|discussions)\b",
        unit.text[deal.content[0] : unit.tokens.starts[noun]],
    )
    if talks and not active:
        deal.status = "negotiating"
        deal.cue = (deal.content[0] + talks.start(), deal.content[0] + talks.end())
        verb = next((k for k in range(noun) if unit.tokens.starts[k] >= deal.cue[0]), noun)
        subject, passed = subject_before(unit, verb)
        if subject is not None and not any(w in NEGATIONS for w in passed):
            places, _ = parties_in(unit, subject.first, subject.last)
            deal.parties = places + [p for p in deal.parties if p not in places]
    return deal


def _has_partner(unit: Unit, noun: int) -> bool:
    near = unit.words[noun + 1 : noun + 8]
    return "with" in near or "between" in near or "to" in near[:3] or "from" in near


def _is_the_deal_itself(unit: Unit, first: int, last: int, lexicon: Lexicon) -> bool:
    return unit.words[last] in lexicon.deal_nouns


def _passive(unit: Unit, noun: int, deal: Deal, lexicon: Lexicon) -> None:
    """ "The Accord, signed by X and Y", "a pact which X and Y signed", "the deal was signed on Monday"."""
    tags, words = unit.tags, unit.words
    verbs = lexicon.deal_verbs
    k = noun + 1
    limit = min(len(tags), noun + 26)
    while k < limit:
        if tags[k] in ".;Q":
            return
        if (
            words[k] in verbs
            and tags[k] in "VE"
            and words[k] not in ("made", "won", "cut", "ended", "broke", "announced", "offered")
            and not (words[k] == "entered" and {"force", "effect"} & set(words[k : k + 4]))
        ):
            relative = any(tags[m] == "W" for m in range(noun + 1, k))
            subject, passed = (
                subject_before(unit, k, noun + 1)
                if relative or tags[noun + 1 : noun + 2] in ("D", "U")
                else (None, skip_auxiliaries(unit, k)[1])
            )
            deal.cue, deal.status = unit.place(k, k), verbs[words[k]]
            if any(w in NEGATIONS for w in passed):
                deal.status = "reported"
            if subject is not None and not any(
                t == "W" for t in tags[subject.first : subject.last + 1]
            ):
                places, people = parties_in(unit, subject.first, subject.last)
                deal.parties += places
                deal.signatories += people
            by = next((m for m in range(k + 1, min(len(tags), k + 9)) if words[m] == "by"), None)
            if by is not None:
                phrase = subject_after(unit, by, len(tags))
                if phrase is not None and verbs[words[k]] in ("signed", "in_principle", "ratified"):
                    first, last = phrase
                    places, people = parties_in(unit, first, cut_phrase(unit, first, last))
                    if words[k] not in ("brokered", "approved"):
                        deal.parties += places
                        deal.signatories += people
            return
        k += 1


def _holder(unit: Unit, noun: int) -> Place | None:
    """Whose contract it is: "Arven's supply contract with …", "its 2022 memorandum with …"."""
    tags, words = unit.tags, unit.words
    k = noun - 1
    while k >= 0 and noun - k < 7:
        if words[k].endswith(("'s", "s'")) and tags[k] in "UN":
            first = k
            while (
                first and tags[first - 1] in "U" or first and words[first - 1] in ("of",) and False
            ):
                first -= 1
            start, end = unit.place(first, k)
            tail = 2 if unit.text[end - 2 : end] in ("'s", "’s") else 1
            return start, end - tail
        if words[k] in ("its", "their", "his", "her") and tags[k] in "DO":
            return None
        if tags[k] not in "NUMEGA":
            return None
        k -= 1
    return None


def _clause_start(unit: Unit, k: int) -> int:
    tags = unit.tags
    while k > 0 and tags[k - 1] not in ";Q":
        k -= 1
    while k < len(tags) - 1 and tags[k] in "C,-:(":
        k += 1
    return k


def _clause_end(unit: Unit, k: int) -> int:
    tags = unit.tags
    last = k
    for m in range(k, len(tags)):
        if tags[m] in ";Q" or tags[m] == "." and unit.words[m] in ".!?":
            break
        last = m
    return unit.tokens.ends[last]


def _by_verb_alone(unit: Unit, lexicon: Lexicon) -> list[Deal]:
    """ "agreed to merge with X", "A and B agreed to share …", "A licensed the mark to B"."""
    tags, words = unit.tags, unit.words
    found: list[Deal] = []
    for i, word in enumerate(words):
        if (
            word in ("agreed", "agree")
            and tags[i] in "EVN"
            and i + 2 < len(words)
            and words[i + 1] == "to"
            and tags[i + 2] in "NV"
        ):
            subject, passed = subject_before(unit, i)
            if subject is None or any(w in NEGATIONS for w in passed):
                continue
            places, _ = parties_in(unit, subject.first, subject.last)
            partner = with_party(unit, i + 2)
            merge = words[i + 2] == "merge"
            both = len(places) >= 2
            if not (
                merge
                or (
                    both
                    and tags[subject.first] == "U"
                    and words[i + 2] not in lexicon.deal_words["no_deal"]
                )
                or (
                    partner
                    and words[i + 2] in ("share", "exchange", "cooperate", "work", "buy", "sell")
                )
            ):
                continue
            deal = Deal(unit, unit.place(i, i), i, places + partner, [], "in_principle")
            deal.content = (unit.tokens.starts[subject.first], _clause_end(unit, i))
            found.append(deal)
        elif (
            word in ("buy", "acquire", "purchase")
            and i >= 2
            and words[i - 1] == "to"
            and words[i - 2] in ("agreed", "agrees")
        ):
            subject, passed = subject_before(unit, i - 2)
            phrase = subject_after(unit, i, len(tags))
            if subject is None or phrase is None or any(w in NEGATIONS for w in passed):
                continue
            if tags[phrase[0]] not in "UDN" or not any(
                t == "U" for t in tags[phrase[0] : phrase[1] + 1]
            ):
                continue
            first, last = phrase
            for k in range(first + 1, last + 1):
                if tags[k] == "P":
                    last = k - 1
                    break
            places, _ = parties_in(unit, subject.first, subject.last)
            deal = Deal(
                unit,
                unit.place(i - 2, i - 2),
                i,
                [*places, unit.place(first, last)],
                [],
                "in_principle",
            )
            deal.content = (unit.tokens.starts[subject.first], _clause_end(unit, i))
            found.append(deal)
        elif word in ("licensed", "leased", "sublet") and tags[i] in "E":
            subject, _ = subject_before(unit, i)
            to = next(
                (
                    k
                    for k in range(i + 1, min(len(words), i + 10))
                    if words[k] == "to" and tags[k] == "P"
                ),
                None,
            )
            if subject is None or to is None:
                continue
            phrase = subject_after(unit, to, len(tags))
            if phrase is None:
                continue
            places, _ = parties_in(unit, subject.first, subject.last)
            deal = Deal(unit, unit.place(i, i), i, [*places, unit.place(*phrase)], [], "signed")
            deal.content = (unit.tokens.starts[subject.first], _clause_end(unit, i))
            if re.search(
                r"\bterminated\b|\brevoked\b|\bended\b", unit.text[deal.cue[1] : deal.content[1]]
            ):
                deal.status = "terminated"
            found.append(deal)
    return found


def _instrument(deal: Deal, lexicon: Lexicon) -> str:
    unit = deal.unit
    words = unit.words
    noun = deal.noun
    near = {part for w in words[max(0, noun - 6) : noun + 2] for part in (w, *w.split("-"))}
    around = set(words[max(0, noun - 12) : noun + 14])
    kinds = lexicon.deal_words
    word = words[noun]
    if near & kinds["plea_words"]:
        return "plea_deal"
    if (
        word in ("merge", "buy", "acquire", "purchase")
        or near & kinds["merger_words"]
        or (word in ("agreed", "agree") and "merge" in around)
    ):
        return "merger"
    if word == "intent":
        return "statement_of_intent"
    if word in ("licensed", "leased", "sublet", "letter", "venture"):
        return "contract" if word in ("leased", "sublet") else "other"
    known = lexicon.deal_nouns.get(word, "")
    if known == "ceasefire" and near & kinds["trade_words"]:
        return "trade_deal"
    if "memorandum" in near and word in ("understanding", "memorandum"):
        return "memorandum"
    if known:
        return known
    if near & kinds["settlement_words"]:
        return "settlement"
    if near & {"ceasefire", "cease-fire", "truce"}:
        return "ceasefire"
    if near & kinds["trade_words"]:
        return "trade_deal"
    if near & kinds["contract_words"]:
        return "contract"
    if near & kinds["treaty_words"] or word in ("pact", "accord", "accords", "pacts"):
        return "treaty"
    if around & {"pay", "wages", "union", "workers", "drivers", "strike"}:
        return "contract"
    return "other"


def _draft(deal: Deal, lexicon: Lexicon) -> Draft:
    unit, text = deal.unit, deal.unit.text
    content = trim(text, deal.content or unit.place(0, len(unit.tokens) - 1)) or deal.cue
    title = None
    for match in _TITLE.finditer(text, content[0], content[1]):
        title = re.sub(r"^(?:The|A|An)\s", "", match.group())
    if title is None:
        named = _NAMED.search(text, content[0], content[1])
        title = named["name"] if named else None
    seen: list[Place] = []
    for place in deal.parties:
        if place not in seen:
            seen.append(place)
    return Draft(
        kind="agreement",
        sentences=tuple(range(unit.number, unit.last + 1)),
        cue=_words(text, deal.cue),
        evidence=(_words(text, content),),
        parties=tuple(_words(text, p) for p in seen),
        signatories=tuple(_words(text, p) for p in deal.signatories),
        instrument=_instrument(deal, lexicon),
        title=title,
        status=deal.status,
        date=_made(deal, content),
    )


def _made(deal: Deal, content: Place) -> Words | None:
    """When it was made: the date nearest after the cue, else before it; never when it ended."""
    unit, text = deal.unit, deal.unit.text
    opens = unit.tokens.starts[0]
    noun = unit.tokens.starts[deal.noun]
    if _ENDING.fullmatch(text, *deal.cue):
        chosen = _DATE.search(text, deal.cue[1], noun)
        making = _MAKING.search(text, opens, content[1])
        if chosen is None and making is not None:
            chosen = _DATE.search(text, making.end(), content[1])
    else:
        chosen = _DATE.search(text, deal.cue[1], content[1])
        if chosen is not None and _ENDED.search(text, deal.cue[1], chosen.start()):
            chosen = None
        if chosen is None:
            for match in _DATE.finditer(text, content[0], deal.cue[0]):
                chosen = match
        opening = _DATE.match(text, opens) or _DATE.match(text, opens + 3)
        if chosen is None and opening is not None and text[opening.end()] in ", ":
            # "On June 26, Noem and Jimenez signed …"
            chosen = opening
    if chosen is None:
        return None
    start, end = chosen.span()
    edge = _DATE_EDGE.match(text, start, end)
    if edge:
        start = edge.end()
    return _words(text, (start, end))


def _words(text: str, place: Place) -> Words:
    return Words(text=text[place[0] : place[1]], place=place)
