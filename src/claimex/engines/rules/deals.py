"""Deals that hang on a noun: "signed a treaty with", "a pact between", "the Accord, signed by"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimex.draft import Draft, Place, Words
from claimex.engines.cues import Lexicon
from claimex.engines.rules import deal_terms
from claimex.engines.rules.holders import owner, receiver, to_whom, under
from claimex.engines.rules.parties import cut_phrase, parties_in, with_party
from claimex.engines.rules.places import trim
from claimex.engines.rules.subjects import (
    Subject,
    joined_subject,
    skip_auxiliaries,
    subject_after,
    subject_before,
)
from claimex.engines.rules.tokens import MODALS, NEGATIONS
from claimex.engines.rules.units import Unit

_TALKS = re.compile(
    r"\b(?:in\s(?:\w+\s)?talks|negotiat\w+|talks\s(?:on|over|about)|discussions)\b",
    re.IGNORECASE,
)
# How far left of its noun a deal's verb can stand, in tokens.
_REACH = 12
# What can stand between the verb and its object's noun.
_OBJECT = frozenset("NUDMOATEG[]C")
# Words that name a deal with the one before them: "letter of intent", "joint venture".
# "A second, on camels, was initialled"
_ELLIPTIC = frozenset(("second", "third", "fourth", "another", "one"))
_SORTS = frozenset(
    "new similar separate different further second third smaller larger other".split()
)
_PAIRED = frozenset(("intent", "letter", "venture"))
# What a deal is that will be made, or would.
_PLANNED = {"signed": "proposed", "ratified": "proposed", "in_principle": "proposed"}
_TO_COME = frozenset(
    """are is was were be due expected set plan plans planned scheduled hope hopes hoped want wants
    wanted ready likely prepared""".split()
)
_OBJECT_PREPOSITIONS = frozenset(("of", "into", "to", "on", "out", "up"))


@dataclass(slots=True)
class Deal:
    """One mention of a deal in one unit.

    ``noun`` is the token of its noun (or verb), ``holders`` those of ``parties`` that its verb's
    subject names.
    """

    unit: Unit
    noun: int
    cue: Place
    status: str = "reported"
    parties: list[Place] = field(default_factory=list)
    signatories: list[Place] = field(default_factory=list)
    holders: list[Place] = field(default_factory=list)
    content: Place | None = None
    like: Deal | None = None

    @property
    def by_noun(self) -> bool:
        """Whether no verb tells of it."""
        return self.cue == self.unit.place(self.noun, self.noun)

    def hold(self, subject: Subject) -> None:
        """Make the subject of the deal's verb its parties, and the start of its content."""
        places, people = parties_in(self.unit, subject.first, subject.last)
        self.holders = places
        self.parties += places
        self.signatories += people
        self.content = (self.unit.tokens.starts[subject.first], clause_end(self.unit, self.noun))

    def join(self, earlier: Deal) -> None:
        """Take over who holds the deal that it is joined to by "and"."""
        if earlier.holders:
            self.parties = earlier.holders + self.parties
            self.status = earlier.status


def find_deals(unit: Unit, lexicon: Lexicon, earlier: Deal | None = None) -> list[Deal]:
    """The deals that the nouns of one unit speak of, each cue once.

    ``earlier`` is the last deal before the unit: "A second, on camels, was signed" is of its kind.
    """
    found: list[Deal] = []
    for noun in _nouns(unit, lexicon):
        elliptic = unit.words[noun] in _ELLIPTIC
        if elliptic and earlier is None:
            continue
        deal = _around(unit, noun, lexicon)
        if deal is None or (elliptic and deal.by_noun):
            continue
        if elliptic and earlier is not None:
            deal.parties = deal.parties or earlier.parties
            deal.like = earlier
        alone = not deal.holders and len(deal.parties) == 1
        same_unit = earlier is not None and earlier.unit is unit
        if (
            earlier is not None
            and alone
            and (elliptic or (same_unit and "C" in unit.tags[earlier.noun : noun]))
        ):
            # "signed a sugar treaty with Malta and a rail treaty with Palau"
            deal.join(earlier)
        earlier = deal
        if all(deal.cue != other.cue for other in found):
            found.append(deal)
    return found


def as_draft(deal: Deal, lexicon: Lexicon) -> Draft | None:
    """The draft of a deal; None where neither a party nor a name makes it one."""
    unit, text = deal.unit, deal.unit.text
    content = trim(text, deal.content or unit.place(0, len(unit.tokens) - 1)) or deal.cue
    name = deal_terms.title(text, content)
    ambiguous = text[slice(*unit.place(deal.noun, deal.noun))].lower() in lexicon.deals.ambiguous
    if ambiguous and deal.status == "in_principle" and len(set(deal.parties)) < 2 and not name:
        # "The council agreed to an extension of the mandate": nobody to agree with.
        return None
    if not deal.parties and not (name and deal.status in ("signed", "ratified", "in_principle")):
        return None
    date = deal_terms.made(
        unit,
        deal.noun,
        deal.cue,
        content,
        ends=text[slice(*deal.cue)].lower() in lexicon.deals.endings,
    )
    return Draft(
        kind="agreement",
        sentences=tuple(range(unit.number, unit.last + 1)),
        cue=_words(text, deal.cue),
        evidence=(_words(text, content),),
        parties=tuple(_words(text, p) for p in dict.fromkeys(deal.parties)),
        signatories=tuple(_words(text, p) for p in deal.signatories),
        instrument=_instrument(deal, lexicon),
        title=name,
        status=deal.status,
        date=_words(text, date) if date else None,
    )


def _instrument(deal: Deal, lexicon: Lexicon) -> str:
    """The instrument of a deal; of "a second" that of the deal before it."""
    if deal.like is not None:
        return _instrument(deal.like, lexicon)
    return deal_terms.instrument(deal.unit, deal.noun, lexicon)


def _words(text: str, place: Place) -> Words:
    return Words(text=text[slice(*place)], place=place)


def _nouns(unit: Unit, lexicon: Lexicon) -> list[int]:
    """The tokens that name a deal."""
    words = unit.words
    found: list[int] = []
    hints = (lexicon.deals.instruments, _PAIRED, _ELLIPTIC)
    if all(unit.vocabulary.isdisjoint(words_of) for words_of in hints):
        return found
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        if word in lexicon.deals.instruments:
            if before in ("no", "any", "such") or (word == "bargain" and before != "plea"):
                continue
            if word == "deal" and not _is_noun(unit, i):
                continue
            if "like" in words[max(0, i - 3) : i]:
                # "reads like a treaty between dogs"
                continue
            if word in lexicon.deals.ambiguous and not _bound(unit, i, lexicon):
                continue
            found.append(i)
        elif (
            (word == "intent" and i >= 2 and words[i - 2] in ("statement", "letter"))
            or (word == "letter" and before == "side")
            or (word == "venture" and before == "joint")
            or (word in _ELLIPTIC and _is_elliptic(unit, i))
        ):
            found.append(i)
    return found


def _is_elliptic(unit: Unit, i: int) -> bool:
    """Whether a word stands for a deal: "a second, on camels, was initialled", "a new one with"."""
    words = unit.words
    after = unit.tags[i + 1 : i + 2]
    if words[i] == "one":
        return i > 0 and words[i - 1] in _SORTS
    return (words[i] == "another" or words[i - 1 : i] in (["a"], ["the"])) and after in ",XPE."


def _is_noun(unit: Unit, i: int) -> bool:
    """Whether "deal" is a bargain here: not "to deal with", "a great deal of"."""
    words, tags = unit.words, unit.tags
    if words[i + 1 : i + 2] == ["of"]:
        return False
    if not i:
        return True
    struck = i > 1 and tags[i - 2] == "V"
    quantity = words[i - 1] in ("good", "great") and not struck
    return not (quantity or words[i - 1] in ("to", "big", "real") or tags[i - 1] in "XR")


def _bound(unit: Unit, i: int, lexicon: Lexicon) -> bool:
    """Whether a noun of many meanings stands in words that make it a deal."""
    near = unit.words[max(0, i - 8) : i + 8]
    return not lexicon.deals.binding.isdisjoint(near)


def _around(unit: Unit, noun: int, lexicon: Lexicon) -> Deal | None:
    """The deal that a noun names; None where it is negated."""
    words = unit.words
    deal = Deal(unit, noun, unit.place(noun, noun))
    verb = _governing(unit, noun, lexicon)
    if verb is not None:
        first, last = verb
        if not NEGATIONS.isdisjoint(words[max(0, first - 3) : noun]):
            return None
        deal.cue = unit.place(first, last)
        deal.status = lexicon.deals.statuses[" ".join(words[first : last + 1])]
        subject, passed = subject_before(unit, first)
        planner = _planner(unit, first)
        if planner is not None:
            subject, passed = subject_before(unit, planner)
        if not NEGATIONS.isdisjoint(passed):
            return None
        if planner is not None or not MODALS.isdisjoint(passed):
            deal.status = _PLANNED.get(deal.status, deal.status)
        subject = subject or joined_subject(unit, first)
        approves = words[first] == "approved"
        if subject and not approves and words[subject.last] not in lexicon.deals.instruments:
            deal.hold(subject)
    else:
        _possessed(unit, noun, deal)
        _passive(unit, noun, deal, lexicon)
    if len(deal.holders) < 2:
        # "The board and the union are to sign a protocol on contact with schools"
        deal.parties += with_party(unit, noun)
    if not deal.parties:
        deal.parties += under(unit, noun)
    if len(deal.parties) < 2 and words[noun + 1 : noun + 2] == ["to"]:
        # "signed a contract to sell its cracker business to Shannon Mills"
        handing = words[noun + 2 : noun + 3]
        if not lexicon.deals.transferring.isdisjoint(handing):
            deal.parties += [p for p in to_whom(unit, noun + 2) if p not in deal.parties]
    if verb is not None:
        deal.parties += receiver(unit, verb[0], noun, lexicon)
    possessor = owner(unit, noun)
    if possessor is not None and deal.parties:
        if deal.status in ("suspended", "terminated") and len(deal.parties) > len(deal.holders):
            # "The ministry suspended the clinic's contract with Arven": others' contract.
            deal.parties = [place for place in deal.parties if place not in deal.holders]
        deal.parties.insert(0, possessor)
    content = deal.content or (
        unit.tokens.starts[_clause_start(unit, noun)],
        clause_end(unit, noun),
    )
    deal.content = content
    deal.status = deal_terms.status(
        unit.text, deal.status, deal.cue, content, unit.tokens.ends[-1], by_noun=deal.by_noun
    )
    if verb is None and not _negotiated(unit, noun, deal):
        return None
    return deal


def _governing(unit: Unit, noun: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The verb whose object the noun is ("signed a …", "tore up its …"): first and last token."""
    words, tags = unit.words, unit.tags
    for v in range(noun - 1, max(-1, noun - _REACH), -1):
        for length in (5, 4, 3, 2, 1):
            if v + length > noun or " ".join(words[v : v + length]) not in lexicon.deals.statuses:
                continue
            if tags[v] == "N" and v and tags[v - 1] in "DP" and words[v - 1] != "to":
                continue
            if length == 1 and words[v] in lexicon.deals.weak:
                partner = _has_partner(unit, noun)
                if not partner and not (words[v] == "offered" and tags[v + 1] in "UD"):
                    return None
            return v, v + length - 1
        inside = tags[v] in _OBJECT or (
            tags[v] == "P"
            and (
                words[v] in _OBJECT_PREPOSITIONS
                or words[v + 1] == "principle"
                or " ".join(words[v - 1 : v + 1]) in lexicon.deals.statuses
                or " ".join(words[v - 2 : v + 1]) in lexicon.deals.statuses
            )
        )
        if not inside:
            return None
    return None


def _has_partner(unit: Unit, noun: int) -> bool:
    near = unit.words[noun + 1 : noun + 8]
    return any(w in near for w in ("with", "between", "from", "of")) or "to" in near


def _planner(unit: Unit, verb: int) -> int | None:
    """The verb that says that a deal is still to be made: "are to sign", "plan to sign"."""
    words = unit.words
    if verb < 3 or words[verb - 1] != "to":
        return None
    return verb - 2 if words[verb - 2] in _TO_COME else None


def _possessed(unit: Unit, noun: int, deal: Deal) -> None:
    """ "Her firm had a contract with X": it is told by somebody's having it."""
    words = unit.words
    for v in range(noun - 1, max(-1, noun - 7), -1):
        if words[v] in ("has", "have", "had"):
            subject, passed = subject_before(unit, v)
            if subject is not None and NEGATIONS.isdisjoint(passed):
                deal.hold(subject)
                deal.signatories.clear()
                return
        if unit.tags[v] not in "NUDMAEG":
            return


def _passive(unit: Unit, noun: int, deal: Deal, lexicon: Lexicon) -> None:
    """ "The Accord, signed by X and Y", "a pact which X and Y signed", "was signed on Monday"."""
    tags, words = unit.tags, unit.words
    for k in range(noun + 1, min(len(tags), noun + 26)):
        if tags[k] in ".;:Q":
            return
        word = words[k]
        if word not in lexicon.deals.statuses or tags[k] not in "VE":
            continue
        if word in lexicon.deals.weak - {"approved"}:
            continue
        if word == "entered" and not {"force", "effect"}.isdisjoint(words[k : k + 4]):
            continue
        passed = skip_auxiliaries(unit, k)[1]
        if not NEGATIONS.isdisjoint(passed) and "W" not in tags[noun + 1 : k]:
            # "lapsed in June and was not renewed"
            continue
        deal.cue, deal.status = unit.place(k, k), lexicon.deals.statuses[word]
        if not MODALS.isdisjoint(passed):
            deal.status = _PLANNED.get(deal.status, deal.status)
        if words[k + 1 : k + 2] and _also_ratified(unit, k):
            deal.status = "ratified"
        if "W" in tags[noun + 1 : k] or tags[noun + 1] in "DUH":
            # "a pact Malta and Palau signed", "a pact that they signed"
            subject, passed = subject_before(unit, k, noun + 1 + (tags[noun + 1] == "H"))
            if subject is not None and "W" not in tags[subject.first : subject.last + 1]:
                places, people = parties_in(unit, subject.first, subject.last)
                deal.parties += places
                deal.signatories += people
        if not NEGATIONS.isdisjoint(passed):
            deal.status = "reported"
        by = next((m for m in range(k + 1, min(len(tags), k + 9)) if words[m] == "by"), None)
        phrase = subject_after(unit, by, len(tags)) if by is not None else None
        if phrase is not None and word in lexicon.deals.by_parties:
            places, people = parties_in(unit, phrase[0], cut_phrase(unit, *phrase))
            if not deal_terms.is_chamber(unit, phrase[1]):
                deal.parties += places
                deal.signatories += people
        if len(deal.parties) < 2 and word in lexicon.deals.by_parties:
            # "The deal, reached on Tuesday between X and Y", "a lease …, signed with the council"
            deal.parties += [place for place in with_party(unit, k) if place not in deal.parties]
        return


def _also_ratified(unit: Unit, verb: int) -> bool:
    """ "concluded in 2024 and ratified in May": the last state counts."""
    near = range(verb + 1, min(len(unit.tags) - 1, verb + _REACH))
    joined = next((k for k in near if unit.tags[k] in "C.;"), None)
    return joined is not None and unit.words[joined + 1] == "ratified"


def _negotiated(unit: Unit, noun: int, deal: Deal) -> bool:
    """ "X and Y are in talks over a contract": the talks are the cue, who talks the parties.

    False where they are not in talks.
    """
    start = (deal.content or deal.cue)[0]
    reach = min(noun + 1, len(unit.tokens) - 1)
    talks = _TALKS.search(unit.text, start, unit.tokens.ends[reach])
    if talks is None or unit.tokens.starts[noun] < talks.start():
        return True
    deal.status, deal.cue = "negotiating", talks.span()
    verb = next((k for k in range(noun) if unit.tokens.starts[k] >= talks.start()), noun)
    subject, passed = subject_before(unit, verb)
    if not NEGATIONS.isdisjoint(passed):
        return False
    if subject is not None:
        places, _ = parties_in(unit, subject.first, subject.last)
        deal.parties = places + [p for p in deal.parties if p not in places]
    return True


def _clause_start(unit: Unit, k: int) -> int:
    tags = unit.tags
    while k > 0 and tags[k - 1] not in ";Q":
        k -= 1
    while k < len(tags) - 1 and tags[k] in "C,-:(":
        k += 1
    return k


def clause_end(unit: Unit, k: int) -> int:
    """Where the clause of token ``k`` ends in the text."""
    last = k
    for m in range(k, len(unit.tags)):
        if unit.tags[m] in ";Q" or (unit.tags[m] == "." and unit.words[m] in ".!?"):
            break
        last = m
    return unit.tokens.ends[last]
