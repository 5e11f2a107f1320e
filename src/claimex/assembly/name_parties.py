"""For whom somebody signs: the state, town or body behind an official; "both countries" as two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property

from claimex.assembly.countries import State, is_state_name, state_of
from claimex.assembly.name_cast import Cast, Resolved, resolved
from claimex.assembly.name_kinds import GOVERNMENT_HEADS
from claimex.assembly.name_phrases import (
    NAME,
    PRONOUNS,
    Phrase,
    clean,
    members,
    parse_phrase,
    without_article,
)
from claimex.assembly.name_roles import names_person
from claimex.assembly.name_scan import UP, Scan
from claimex.assembly.name_words import (
    LEADING_OFFICES,
    PROXIES,
    STATE_OFFICES,
    TOWN_OFFICES,
    is_person_noun,
    singular,
)
from claimex.draft import Place

Resolve = Callable[[str, Place], Resolved]

_BOTH = re.compile(
    r"^(?:both|the two|two|the)(?: of the)? (?P<what>countries|nations|states|governments|capitals"
    r"|neighbou?rs|sides|parties|companies|firms|groups|carriers|banks|unions|men|women|leaders|rivals"
    r"|ministers|presidents|executives|parliaments|legislatures|armies|navies)$|^both$"
    r"|^the (?:pair|duo|two)$"
)
_OF_STATES = frozenset(
    """countries nations states governments capitals neighbours neighbors parliaments legislatures
    armies navies""".split()
)
_OF_PEOPLE = frozenset("men women leaders ministers presidents executives".split())
_JOINED = re.compile(
    rf"(?P<a>{NAME}),? (?:and|with) (?:the )?(?:[a-z]+ ){{0,2}}?(?P<b>{NAME})(?!['’]?\w)"
)
_PARTNER = re.compile(rf"\b(?:with|to|by) (?:the )?({NAME})")
_TOWN_OF = re.compile(rf"\b(?:[Cc]ity|[Tt]own) of ({NAME})")
_BODY_OF = re.compile(rf"\b(?:of|for|at) (?:the )?({NAME})")
_BODY_FIRST = re.compile(rf"(?:former |ex-)?({NAME})(?= )")
_LAST_NAME = re.compile(rf"{NAME}$")
_REACH = 6_000
"""How far back, in characters, "both countries" may stand from the two that are joined."""
_SEAT = re.compile(
    rf"\s*(?P<place>{UP}[\w.'’-]+(?:\ {UP}[\w.'’-]+)*)"
    r"(?:,[^—–\n]{0,30}?)?(?:\s\([^)\n]*\))?\s[—–-]\s"
)


class Parties:
    """Turns the words of a party into the parties that they name."""

    def __init__(self, scan: Scan, cast: Cast, resolve: Resolve) -> None:
        self._text = scan.text
        self._scan = scan
        self._cast = cast
        self._resolve = resolve
        self._used: dict[str, Resolved | None] = {}

    def of(self, words: str, place: Place) -> tuple[Resolved, ...]:
        """The parties, each once; whom the words mean where they stand for nobody else."""
        cleaned = clean(words)
        both = _BOTH.match(cleaned.casefold())
        if both:
            pair = self.pair_before(place[0], both["what"] or "parties")
            if pair:
                return pair
        names = members(cleaned, loose=True)
        role = shared_role(without_article(names[0])) if len(names) > 1 else None
        found: dict[str, Resolved] = {}
        for name in names:
            at = self._text.find(name, *place)
            spot = (at, at + len(name)) if at >= 0 else place
            for party in self._one(name, spot, role):
                found.setdefault(party.key, party)
        return tuple(found.values())

    def state(self, state: State) -> Resolved:
        """A state under the fullest of its names that the text uses."""
        if state.name not in self._used:
            names = [name for name in state.names if self._stands(name)]
            name = max(names, key=len) if names else state.name
            self._used[state.name] = Resolved(name, None, "government", state.name.casefold())
        known = self._used[state.name]
        assert known is not None
        return known

    def mentions(self, state: State) -> bool:
        """Whether the text has a name or adjective of the state."""
        return any(map(self._stands, (*state.names, *state.short, *state.adjectives)))

    def _stands(self, words: str) -> bool:
        at = self._text.find(words)
        while at >= 0:
            end = at + len(words)
            if (
                not self._text[max(0, at - 1) : at].isalnum()
                and not self._text[end : end + 1].isalnum()
            ):
                return True
            at = self._text.find(words, end)
        return False

    def _one(self, words: str, place: Place, shared: str | None) -> tuple[Resolved, ...]:
        who = self._resolve(words, place)
        if who.type == "person":
            return self._principals(who, who.role or shared, place)
        phrase = parse_phrase(who.name if words.casefold() in PRONOUNS else words)
        whole = state_of(phrase.bare)
        if whole is not None:
            return (self.state(whole),) if self.mentions(whole) else (who,)
        if phrase.head in ("city", "council", "town") and not phrase.owner:
            return (self._town(phrase.head) or who,)
        owner = state_of(phrase.owner)
        if owner is not None and phrase.head in GOVERNMENT_HEADS and self._deals_with_state(place):
            return (self.state(owner),)
        official = singular(phrase.head) in STATE_OFFICES
        if phrase.head == "government" or (official and not phrase.owner):
            return (self._land(phrase) or who,)
        if phrase.head in ("governments", "leaders", "presidents", "ministers") and " of " in words:
            lands = members(words.split(" of ", 1)[1])
            if len(lands) > 1:
                return tuple(p for land in lands for p in self._one(land, place, None))
        return (who,)

    def _deals_with_state(self, place: Place) -> bool:
        """Whether the sentence goes on to "with Malaysia": then a ministry acts for its state."""
        ahead = re.split(r"[.!?](?:\s|$)|\n", self._text[place[1] : place[1] + 200])[0]
        partner = _PARTNER.search(ahead)
        return partner is not None and is_state_name(re.sub(r"['’]s?$", "", partner[1]))

    def _land(self, phrase: Phrase) -> Resolved | None:
        """The state of "the Karsavan government" or "Chile's government"."""
        state = self._state_in(phrase.bare)
        if state is not None:
            return self.state(state)
        return self._unlisted(re.sub(r"'s?$", "", phrase.bare.split(" ")[0]))

    def _principals(self, person: Resolved, role: str | None, place: Place) -> tuple[Resolved, ...]:
        """For whom a person with this role signs; for himself where it tells nobody else."""
        if not role:
            return (person,)
        nouns = {singular(w.casefold().strip(".,'")) for w in role.split(" ")}
        if nouns & TOWN_OFFICES or {"city", "attorney"} <= nouns:
            return (self._town("city") or resolved("city", "government"),)
        if nouns & STATE_OFFICES:
            state = self._state_of_role(role)
            if state is not None:
                return (state,)
        in_cabinet = nouns & {"minister", "premier", "secretary"} and "general" not in nouns
        if nouns & (LEADING_OFFICES | PROXIES) and not in_cabinet:
            body = self._body_in(role, place)
            if body is not None:
                return (body,)
        if in_cabinet:
            return self.pair_before(place[0], "countries") or (person,)
        if "executive" in nouns:
            return self.pair_before(place[0], "companies") or (person,)
        return (person,)

    def _state_of_role(self, role: str) -> Resolved | None:
        state = self._state_in(role)
        return (
            self.state(state) if state else self._unlisted(re.sub(r"'s?$", "", role.split(" ")[0]))
        )

    def _state_in(self, role: str) -> State | None:
        """The state that the text names and whose adjective, name or institution is in a role."""
        words = re.sub(r"'s?(?= |$)", "", role).split(" ")
        for size in (3, 2, 1):
            for begin in range(len(words) - size + 1):
                state = state_of(" ".join(words[begin : begin + size]))
                if state is not None and self.mentions(state):
                    return state
        return None

    @cached_property
    def _single_names(self) -> dict[str, list[str]]:
        """Names of one word by their first four letters."""
        names: dict[str, list[str]] = {}
        for name, entity in self._scan.entities.items():
            if len(entity.tokens) == 1 and len(name) > 3:
                names.setdefault(name[:4], []).append(name)
        return names

    def _unlisted(self, adjective: str) -> Resolved | None:
        """The land of an adjective that no table knows: "Karsavan" beside "Karsava"."""
        if not adjective[:1].isupper() or len(adjective) < 5:
            return None
        stem = adjective[: max(4, len(adjective) - 3)]
        for name in sorted(self._single_names.get(adjective[:4], ()), key=len):
            same = name == adjective and adjective.endswith("a")
            if name.startswith(stem) and (name != adjective or same):
                entity = self._scan.entities[name]
                if self._cast.at(entity.starts[0], entity).type != "person":
                    return resolved(name, "government")
        return None

    def _town(self, head: str) -> Resolved | None:
        """The town that the text is about: "City of X" in it, or its dateline."""
        named = _TOWN_OF.search(self._text)
        seat = _SEAT.match(self._text)
        if named:
            place = named[1]
        elif seat and seat["place"].isupper():
            place = seat["place"].title()
        else:
            return None
        return resolved(f"{'town' if head == 'town' else 'city'} of {place}", "government")

    def _body_in(self, role: str, place: Place) -> Resolved | None:
        """The body in "Arven Foods chief executive", "president of the Union" or "Vik's lawyer"."""
        match = _BODY_OF.search(role) or _BODY_FIRST.match(role)
        if match is None:
            return None
        name = re.sub(r"'s?$", "", match[1])
        if is_person_noun(name.split(" ")[-1]):
            return None
        return self._resolve(name, place)

    def pair_before(self, position: int, what: str) -> tuple[Resolved, ...]:
        """The last two of a kind that "and" or "with" joins before a position, or nobody."""
        best: tuple[Resolved, ...] = ()
        for match in _JOINED.finditer(self._text, max(0, position - _REACH), position + _REACH):
            if match.start() >= position and (best or match.start() > position + 600):
                break
            pair = self._pair(match, what)
            if pair:
                best = pair
        if not best and what in _OF_STATES:
            best = self._foremost(position)
        return best

    def _foremost(self, position: int) -> tuple[Resolved, ...]:
        """The two states that a text speaks of before a position, or of which it speaks most."""
        near = self._scan.between(max(0, position - _REACH), position)
        spoken_of = [state for _, entity in near if (state := state_of(entity.name)) is not None]
        counts = Counter(state.name for state in spoken_of).most_common(3)
        if len(counts) < 2 or (len(counts) > 2 and counts[1][1] == counts[2][1]):
            return ()
        by_name = {state.name: state for state in spoken_of}
        most = {name for name, _ in counts[:2]}
        return tuple(self.state(state) for name, state in by_name.items() if name in most)

    def _pair(self, match: re.Match[str], what: str) -> tuple[Resolved, ...]:
        pair = []
        for group in ("a", "b"):
            name = re.sub(r"'s?$", "", clean(match[group]))
            who = self._resolve(name, match.span(group))
            state = state_of(who.name)
            if state is not None:
                if what in _OF_STATES and not is_state_name(who.name):
                    return ()
                who = self.state(state)
            elif what in _OF_STATES and who.type == "person" and who.role:
                who = self._state_of_role(who.role) or who
            pair.append(who)
        if pair[0].key == pair[1].key:
            return ()
        kinds = {who.type for who in pair}
        if what in _OF_STATES:
            fits = kinds == {"government"}
        elif what in _OF_PEOPLE:
            fits = kinds == {"person"}
        elif what in ("sides", "parties", "rivals", "neighbours"):
            fits = "person" not in kinds
        else:
            fits = kinds == {"organisation"}
        return tuple(pair) if fits else ()


def is_pair(words: str) -> bool:
    """Whether the words of a party say only that there are two: "both countries", "the pair"."""
    return _BOTH.match(clean(words).casefold()) is not None


def both_of(words: str) -> str | None:
    """What two of a kind of state or seat the words mean: "governments"; None where they do not."""
    both = _BOTH.match(clean(words).casefold())
    return both["what"] if both and both["what"] in _OF_STATES else None


def shared_role(first: str) -> str | None:
    """The role of all in "trade ministers A and B", in the singular."""
    lead = _LAST_NAME.sub("", first).strip()
    *before, last = lead.split(" ")
    return " ".join([*before, singular(last)]) if names_person(singular(last)) else None
