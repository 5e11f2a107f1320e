"""Deals that hang on a noun: "signed a treaty with", "a pact between", "the Accord, signed by"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimex.draft import Draft, Place, Words
from claimex.engines.cues import Lexicon
from claimex.engines.rules import deal_terms
from claimex.engines.rules.deal_nouns import ELLIPTIC, deal_nouns
from claimex.engines.rules.holders import (
    bound_by,
    given_by,
    owner,
    receiver,
    signers,
    theirs,
    to_whom,
    under,
)
from claimex.engines.rules.parties import parties_in, with_party
from claimex.engines.rules.places import trim
from claimex.engines.rules.subjects import (
    Subject,
    joined_subject,
    skip_auxiliaries,
    subject_before,
)
from claimex.engines.rules.tokens import MODALS, NEGATIONS
from claimex.engines.rules.units import Unit

_TALKS = re.compile(
    r"\b(?:(?:in|hold|holds|holding|held|open|opened|resumed|began|started)\s(?:\w+\s)?"
    r"(?:talks|negotiations)|negotiat\w+|talks\s(?:on|over|about|between|with)|discussions)\b",
    re.IGNORECASE,
)
_TALKING = frozenset(("talks", "negotiations", "discussions"))
# How far left of its noun a deal's verb can stand, in tokens.
_REACH = 12
# What can stand between the verb and its object's noun.
_OBJECT = frozenset("NUDMOATEG[]C")
# What a deal is that will be made, or would.
_PLANNED = {"signed": "proposed", "ratified": "proposed", "in_principle": "proposed"}
_TO_COME = frozenset(
    """are is was were be due expected set plan plans planned scheduled hope hopes hoped want wants
    wanted ready likely prepared""".split()
)
# A deal is ratified by these where somebody voted to: not "failed to ratify the treaty".
_VOTED_TO = frozenset(("ratify", "approve"))
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
    for noun in deal_nouns(unit, lexicon):
        if unit.words[noun] == "it":
            signing = _signing_it(unit, noun, lexicon, earlier)
            if signing is not None:
                found.append(signing)
            continue
        elliptic = unit.words[noun] in ELLIPTIC
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


def _signing_it(unit: Unit, noun: int, lexicon: Lexicon, earlier: Deal | None) -> Deal | None:
    """ "The playhouse and the city signed it": the deal that was spoken of just before."""
    if earlier is None or unit.paragraph - earlier.unit.paragraph > 1:
        return None
    deal = _around(unit, noun, lexicon)
    if deal is None or deal.by_noun:
        return None
    deal.like = earlier
    if len(earlier.parties) > 1:
        deal.parties, deal.holders = list(earlier.parties), []
    return deal if len(deal.parties) > 1 else None


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
        voter = _voter(unit, first)
        if voter is not None:
            subject, passed = subject_before(unit, voter)
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
            deal.parties += theirs(unit, noun, subject)
    else:
        _possessed(unit, noun, deal)
        _passive(unit, noun, deal, lexicon)
    if len(deal.holders) < 2:
        # "The board and the union are to sign a protocol on contact with schools"
        deal.parties += with_party(unit, noun)
    if not deal.parties:
        deal.parties += under(unit, noun)
    elif len(deal.parties) == 1 and not deal.holders:
        # "Under a 2019 treaty with Palau, Malta pays for the patrols"
        deal.parties += [place for place in under(unit, noun) if unit.text[place[0]].isupper()]
    if len(deal.parties) < 2:
        deal.parties += [p for p in bound_by(unit, noun) if p not in deal.parties]
    if len(deal.parties) < 2 and words[noun + 1 : noun + 2] == ["to"]:
        # "signed a contract to sell its cracker business to Shannon Mills"
        handing = words[noun + 2 : noun + 3]
        if not lexicon.deals.transferring.isdisjoint(handing):
            deal.parties += [p for p in to_whom(unit, noun + 2) if p not in deal.parties]
    if verb is not None:
        deal.parties += receiver(unit, verb[0], noun, lexicon) or given_by(unit, verb[0], noun)
    if verb is not None and words[verb[0]] == "put" and len(deal.parties) > len(deal.holders):
        # "Norway has put a draft treaty to both capitals": it only brings them together.
        receivers = [place for place in deal.parties if place not in deal.holders]
        if len(receivers) > 1 or unit.text[slice(*receivers[0])].startswith(("both", "the two")):
            deal.parties = receivers
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
            if words[v] in _VOTED_TO and _voter(unit, v) is None:
                return None
            if length == 1 and words[v] in lexicon.deals.weak:
                partner = _has_partner(unit, noun) or "their" in words[v:noun]
                given = words[v] in lexicon.deals.giving and tags[v + 1] in "UDO"
                if not partner and not (given and receiver(unit, v, noun, lexicon)):
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


def _voter(unit: Unit, verb: int) -> int | None:
    """The "voted" of "The board voted on Saturday to ratify a deal"; None where none stands."""
    if unit.words[verb] not in _VOTED_TO or unit.words[verb - 1] != "to":
        return None
    near = range(verb - 2, max(-1, verb - 8), -1)
    return next((k for k in near if unit.words[k] in ("voted", "votes")), None)


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
        by = next((m for m in range(k + 1, min(len(tags), k + 9)) if words[m] == "by"), None)
        given = word in lexicon.deals.giving and (by is not None or tags[noun + 1] in "HW")
        if word in lexicon.deals.weak - {"approved"} and not given:
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
        if words[k + 1 : k + 2] and deal_terms.also_ratified(unit, k):
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
        if given:
            # "a licence that Namibia granted to Pescamar", "was awarded to Lund by the city"
            deal.parties += to_whom(unit, k)
        if by is not None and (given or word in lexicon.deals.by_parties):
            places, people = signers(unit, by)
            deal.parties += places
            deal.signatories += people
        if len(deal.parties) < 2 and word in lexicon.deals.by_parties:
            # "The deal, reached on Tuesday between X and Y", "a lease …, signed with the council"
            deal.parties += [place for place in with_party(unit, k) if place not in deal.parties]
        return


def _negotiated(unit: Unit, noun: int, deal: Deal) -> bool:
    """ "X and Y are in talks over a contract": the talks are the cue, who talks the parties.

    False where they are not in talks.
    """
    start = (deal.content or deal.cue)[0]
    reach = min(noun + 1, len(unit.tokens) - 1)
    words = unit.words
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
    if len(deal.parties) < 2:
        # "Halcyon is in talks with Tessera over an alliance", "Talks between Malta and Palau on"
        last = next((k for k in range(verb, noun) if words[k] in _TALKING), verb)
        deal.parties += [p for p in with_party(unit, last) if p not in deal.parties]
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
