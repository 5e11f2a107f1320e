"""One object for one thing: the mentions of an agreement, and statements that were read twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claimex.assembly.countries import is_state_name
from claimex.assembly.entry import Entry, Party
from claimex.assembly.linking_meanings import WORD, meanings
from claimex.assembly.linking_words import Lexis, deals_named
from claimex.assembly.merging_states import State, spoken_of
from claimex.schema import AgreementStatus, Instrument

# How far an agreement has come. An end outweighs all of these, wherever the article mentions it.
_PROGRESS: dict[AgreementStatus, int] = {
    "reported": 0,
    "proposed": 1,
    "negotiating": 2,
    "in_principle": 3,
    "signed": 4,
    "ratified": 5,
    "in_force": 6,
}
_ENDS = frozenset(("suspended", "breached", "terminated"))
# What no contract or treaty is called, and what firms and people call a contract of theirs.
_APART = re.compile(
    r"\b(?:side|secret|licen[cs]\w*|arrangement|restitution|letter)\b", re.IGNORECASE
)
_TREATY = re.compile(r"\btreat(?:y|ies)\b", re.IGNORECASE)
_PLAIN = re.compile(r"\b(?:agreements?|deals?|accords?|pacts?)\b", re.IGNORECASE)
# "The two governments": what their number is a deal is not about.
_PAIR = frozenset(("2", "both"))
# A mention is compared with this many agreements that share a party, the latest first.
_REACH = 12


def merge_repeats(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, each act of saying once.

    Two of one kind with the same cue are one where their evidence overlaps, as two overlapping
    chunks give it; the one with more evidence stays. Several propositions denied by one cue stay.
    """
    kept: list[Entry] = []
    by_cue: dict[object, list[int]] = defaultdict(list)
    for entry in entries:
        if entry.kind == "agreement":
            kept.append(entry)
            continue
        for n in by_cue[entry.kind, entry.cue]:
            if _same_words(kept[n], entry):
                kept[n] = max(kept[n], entry, key=lambda e: (e.source is not None, e.length))
                break
        else:
            by_cue[entry.kind, entry.cue].append(len(kept))
            kept.append(entry)
    return kept


def _same_words(one: Entry, other: Entry) -> bool:
    if one.kind == "non_response":
        return one.source is None or other.source is None or _key(one.source) == _key(other.source)
    shared = sum(
        max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.evidence for b in other.evidence
    )
    return 2 * shared >= min(one.length, other.length)


def merge_agreements(
    text: str,
    mentions: Sequence[Entry],
    lexis: Lexis,
    states: Sequence[State] = (),
    sentences: Sequence[int] = (),
) -> list[Entry]:
    """One entry for each agreement, however often it is mentioned; in order of first mention.

    ``mentions`` are entries of kind agreement in reading order, with parties resolved. Two
    agreements of the same parties stay apart where instrument, title, date or subject differ.
    ``states`` are those that verbs elsewhere in the text give them, ``sentences`` where its
    sentences start.
    """
    deals: list[_Deal] = []
    of_mention: list[_Deal] = []
    by_party: dict[str, list[_Deal]] = defaultdict(list)
    for entry in mentions:
        mention = _Mention.of(text, entry, lexis)
        deal = _deal_of(mention, deals, by_party)
        if deal is None:
            deal = _Deal()
            deals.append(deal)
        for party in mention.parties - deal.parties:
            by_party[party].append(deal)
        deal.add(mention)
        of_mention.append(deal)
    cues = [mention.cue[0] for mention in mentions]
    nouns = [deal.nouns for deal in of_mention]
    for state in states:
        n = spoken_of(state, cues, nouns, sentences)
        if n is not None:
            of_mention[n].states.append((state.place[0], state.status))
    return [deal.merged(text) for deal in deals]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """``parties`` are keys of names, ``noun`` the noun group that names it ("" for none),
    ``given`` whether a definite article or pronoun points back, ``subject`` what it is about."""

    entry: Entry
    parties: frozenset[str]
    noun: str
    given: bool
    subject: frozenset[str]

    @classmethod
    def of(cls, text: str, entry: Entry, lexis: Lexis) -> _Mention:
        keys = frozenset(_key(party) for party in entry.parties)
        people = (*entry.parties, *entry.signatories)
        named = meanings(WORD.findall(" ".join(party.source.name for party in people)))
        words = _words_of(text, entry)
        noun, given, around = _naming(words, text[slice(*entry.cue)])
        return cls(
            entry=entry,
            # Beside "the accord", one name says little about whose accord it is.
            parties=keys if len(keys) > 1 or not given else frozenset(),
            noun=noun,
            given=given,
            subject=frozenset(lexis.subject(around)) - named - _PAIR,
        )


@dataclass(slots=True)
class _Deal:
    """``mentions`` are the entries that speak of it, ``naming`` those that name its parties."""

    mentions: list[Entry] = field(default_factory=list)
    naming: list[Entry] = field(default_factory=list)
    parties: frozenset[str] = frozenset()
    nouns: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    instruments: set[Instrument] = field(default_factory=set)
    subject: set[str] = field(default_factory=set)
    states: list[tuple[int, AgreementStatus]] = field(default_factory=list)

    def add(self, mention: _Mention) -> None:
        entry = mention.entry
        self.mentions.append(entry)
        if mention.parties:
            self.naming.append(entry)
        self.parties |= mention.parties
        self.subject |= mention.subject
        if mention.noun:
            self.nouns.add(mention.noun)
        if entry.title:
            self.titles.add(entry.title.casefold())
        if entry.date and entry.date.value and entry.status not in _ENDS:
            self.dates.add(entry.date.value)
        if entry.instrument not in (None, "other"):
            self.instruments.add(entry.instrument)

    def merged(self, text: str) -> Entry:
        """The fullest mention with what the other mentions know besides."""
        entries = self.mentions
        fullest = max(entries, key=lambda e: (min(len(e.parties), 2), e.length, -e.cue[0]))
        fullest.signatories = _united(fullest, entries, "signatories")
        fullest.parties = _bodies(
            _united(fullest, self.naming or entries, "parties"), fullest.signatories
        )
        stated = _commonest(e.instrument for e in (fullest, *entries))
        words = " ".join(_words_of(text, entry) for entry in entries)
        fullest.instrument = _between(fullest.parties, stated, words)
        fullest.denied = all(e.denied for e in entries)
        fullest.title = fullest.title or next((e.title for e in entries if e.title), None)
        told = [(e.cue[0], e.status) for e in entries if e.status] + self.states
        fullest.status = _status([status for _, status in sorted(told, key=lambda s: s[0])])
        made = [e.date for e in entries if e.date and e.date.value and e.status not in _ENDS]
        named = [e.date for e in entries if e.date]
        dates = made or named
        fullest.date = max(dates, key=lambda d: len(d.value or ""), default=None)
        return fullest


def _deal_of(
    mention: _Mention, deals: Sequence[_Deal], by_party: dict[str, list[_Deal]]
) -> _Deal | None:
    """The agreement that a mention speaks of, None where it is a new one."""
    if mention.parties:
        near: list[_Deal] = []
        for party in mention.parties:
            near += by_party.get(party, ())[-_REACH:]
    else:
        near = list(deals[-_REACH:])
    best: tuple[int, int] | None = None
    found: _Deal | None = None
    seen: set[int] = set()
    for deal in near:
        if id(deal) in seen:
            continue
        seen.add(id(deal))
        fit = _fit(mention, deal)
        if fit is not None and (best is None or (fit, deal.mentions[-1].cue[0]) >= best):
            best, found = (fit, deal.mentions[-1].cue[0]), deal
    return found


def _fit(mention: _Mention, deal: _Deal) -> int | None:
    """How well a mention fits an agreement known so far; None where it cannot be the same."""
    title = mention.entry.title.casefold() if mention.entry.title else ""
    if title and title in deal.titles:
        return 9
    if title and deal.titles and not any(title in t or t in title for t in deal.titles):
        return None
    if not (title or mention.given or mention.parties):
        return None
    shared = len(mention.subject & deal.subject)
    grown = mention.parties - deal.parties
    if mention.parties and deal.parties and grown and not mention.parties >= deal.parties:
        return None
    if not mention.given and mention.subject and deal.subject and not shared:
        return None
    parts = (
        _fit_of_instrument(mention, deal, shared),
        _fit_of_noun(mention, deal),
        _fit_of_date(mention, deal),
    )
    if any(part is None for part in parts):
        return None
    return 2 * len(mention.parties & deal.parties) + shared + sum(part or 0 for part in parts)


def _fit_of_instrument(mention: _Mention, deal: _Deal, shared: int) -> int | None:
    instrument = mention.entry.instrument
    if instrument in (None, "other") or not deal.instruments:
        return 0
    if instrument in deal.instruments:
        return 2
    # A "tariff truce" is a trade deal; a treaty may be called a contract.
    loose = {"trade_deal", "contract", "treaty"} | ({"ceasefire"} if shared else set())
    return 0 if instrument in loose and not loose.isdisjoint(deal.instruments) else None


def _fit_of_noun(mention: _Mention, deal: _Deal) -> int | None:
    if not mention.noun or not deal.nouns:
        return 0
    if mention.noun in deal.nouns:
        return 2
    return 0 if "deal" in (mention.noun, *deal.nouns) else None


def _fit_of_date(mention: _Mention, deal: _Deal) -> int | None:
    date = mention.entry.date
    if mention.given and not mention.noun:
        return 0  # "They agreed on it in April and signed it in May"
    if date is None or date.value is None or mention.entry.status in _ENDS or not deal.dates:
        return 0
    value = date.value
    return 2 if any(d.startswith(value) or value.startswith(d) for d in deal.dates) else None


def _status(stated: Sequence[AgreementStatus]) -> AgreementStatus | None:
    """The state that counts, of those told in text order."""
    ends = [n for n, status in enumerate(stated) if status in _ENDS]
    if ends and "in_force" not in stated[ends[-1] + 1 :]:
        return stated[ends[-1]]
    return max(
        (status for status in stated if status not in _ENDS),
        key=_PROGRESS.__getitem__,
        default=None,
    )


def _united(fullest: Entry, entries: Sequence[Entry], field: str) -> tuple[Party, ...]:
    parties: dict[str, Party] = {}
    first = [fullest] if fullest in entries else []
    for entry in (*first, *entries):
        for party in getattr(entry, field):
            parties.setdefault(_key(party), party)
    return tuple(parties.values())


def _bodies(parties: tuple[Party, ...], signatories: Sequence[Party]) -> tuple[Party, ...]:
    """The parties without those who only sign for them, where at least two are left."""
    signing = {_key(party) for party in signatories}
    bodies = tuple(party for party in parties if _key(party) not in signing)
    return bodies if len(bodies) > 1 else parties


def _commonest(instruments: Iterable[Instrument | None]) -> Instrument | None:
    counts: dict[Instrument, int] = {}
    for instrument in instruments:
        if instrument and instrument != "other":
            counts[instrument] = counts.get(instrument, 0) + 1
    return max(counts, key=counts.__getitem__, default=None)


def _between(parties: Sequence[Party], stated: Instrument | None, words: str) -> Instrument | None:
    """The instrument, by who agrees where no form is stated: states a treaty, firms a contract."""
    if len(parties) < 2 or stated not in (None, "other", "treaty"):
        return stated
    if all(is_state_name(party.source.name) for party in parties):
        return stated if stated == "treaty" or _APART.search(words) else "treaty"
    if any(party.source.type == "government" for party in parties) or _APART.search(words):
        return stated
    # "Treaty" is also what an engine makes of a pact; where the text says treaty, it is one.
    if stated == "treaty" and _TREATY.search(words):
        return stated
    return "contract" if stated == "treaty" or _PLAIN.search(words) else stated


def _words_of(text: str, entry: Entry) -> str:
    return " … ".join(text[start:end] for start, end in entry.evidence)


def _key(party: Party) -> str:
    return party.source.name.casefold()


def _naming(words: str, cue: str) -> tuple[str, bool, str]:
    """The noun group that names the agreement, whether it points back, and what it is about."""
    named = deals_named(words) or deals_named(cue)
    if not named:
        return "", not words or f"{cue} it" in words, words
    first = named[0]
    return first.group, first.definite and not first.modifiers, words
