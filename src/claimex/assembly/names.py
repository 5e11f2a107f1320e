"""Who is meant: the words of a source or party, resolved to the fullest name in the text.

A name drops its leading article, a title goes to the role, a pronoun is resolved, two people with
one surname stay two, and an unnamed source keeps the words that describe it.
"""

from __future__ import annotations

import re
import weakref

from claimex.assembly.countries import is_capital, is_state_name, state_of
from claimex.assembly.given_names import Gender
from claimex.assembly.name_antecedents import Antecedents
from claimex.assembly.name_bodies import Bodies
from claimex.assembly.name_cast import (
    Cast,
    Resolved,
    resolved,
)
from claimex.assembly.name_descriptions import Descriptions
from claimex.assembly.name_kinds import ORGANISATION_HEADS
from claimex.assembly.name_parties import Parties, both_of
from claimex.assembly.name_phrases import (
    NAME,
    POSSESSIVES,
    PRONOUNS,
    Phrase,
    clean,
    given_as,
    lower_initial,
    members,
    parse_phrase,
    possessive,
    within,
)
from claimex.assembly.name_roles import names_person, tidy_role
from claimex.assembly.name_scan import PARTICLE, UP, Scan, leading, parse_run
from claimex.assembly.name_words import AT_THE_BAR, HEADED_BY, PROXIES, is_person_noun, singular
from claimex.draft import Place
from claimex.text.document import Document

__all__ = ["Names", "Resolved"]

_LAST_NAME = re.compile(
    rf"(?:(?:al|el|ul|d|l)[-'])?{UP}(?:[\w.-]|'(?!s ))*"
    rf"(?:(?: (?:{PARTICLE}|&|of|for|the|and))*"
    rf" (?:(?:al|el|ul|d|l)[-'])?{UP}(?:[\w.-]|'(?!s ))*)*$"
)
_APPOSED = re.compile(r"^(?P<lead>.+), (?:the |an? )?(?P<name>[^,]+)$")
_NAME_FIRST = re.compile(
    rf"^(?P<name>(?:[a-z-]+ ){{0,3}}{NAME}),(?: (?:aged )?\d\d,)? (?P<role>(?:\S+ )*\S*[a-z]\S*.*)$"
)
_LOCATED = re.compile(rf"^(?P<name>(?:.* )?{NAME}) (?:in|at|from|near) .+$")
_PLACED = re.compile(rf"^(?P<name>{NAME}) (?:in|at|from|near) (?:the |an? )?[a-z][a-z -]*$")
_IN_CAPITALS = re.compile(rf"\s*{UP}{{3}}")
_DATELINE = re.compile(r"\s*[^\n.]{2,60}?\s(?:—|–|-)\s")
_BEHIND = re.compile(r",\s(?:the\s)?(?P<role>(?:[a-z][a-z-]*\s){0,3})")
_NEXT = re.compile(r"\s((?:[a-z][\w-]*\s)?[a-z][\w-]*)")
_BARE_LINKS = frozenset("of for by in at from with on to the near like as and or nor".split())
_MODIFIED = re.compile(r"\b(?:who|that|which|of|for|by|from|in|at|on)\b")


class Names:
    """Resolves the sources and parties of one document, called in reading order.

    ``note_source`` tells it who spoke, so that a later "she" finds the speaker. Positions are
    half-open ranges of ``Document.text``.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._scan = Scan(document.text)
        dateline = _DATELINE.match(self._text)
        begin = dateline.end() if dateline and _IN_CAPITALS.match(self._text) else 0
        self._cast = Cast(self._scan)
        self._bodies = Bodies(self._scan, self._cast, begin)
        starts = [sentence.start for sentence in document.sentences]
        # Weakly, or the names of each document would wait for the collector.
        me = weakref.proxy(self)
        self._before = Antecedents(
            self._scan, self._cast, starts, begin, lambda words, place: me._unnamed(words, place)
        )
        self._described = Descriptions(self._scan, self._cast, self._bodies, self._before)
        self._parties = Parties(
            self._scan, self._cast, lambda words, place: me._resolve(words, place)
        )

    def note_source(self, place: Place | None, who: Resolved) -> None:
        """Remember who spoke where; without a place there is nothing to remember."""
        if place is not None:
            self._before.note(place, who)

    def resolve(self, words: str, place: Place | None = None) -> Resolved:
        """Who the words of a source mean; they are searched for where ``place`` is None."""
        return self._resolve(words, place or self._find(words))

    def resolve_party(self, words: str, place: Place | None = None) -> tuple[Resolved, ...]:
        """Who the words of a party mean, at least one.

        The state, town or body that an official signs for; both of "the two governments".
        """
        return self._parties.of(words, place or self._find(words))

    def _find(self, words: str) -> Place:
        at = self._text.find(words)
        return (at, at + len(words)) if at >= 0 else (len(self._text), len(self._text))

    def _unnamed(self, words: str, place: Place) -> Resolved:
        return self._described.unnamed(words, place)

    def _resolve(self, words: str, place: Place) -> Resolved:
        cleaned = clean(words)
        kind = PRONOUNS.get(cleaned.casefold())
        if cleaned in ("his", "His", "her", "Her", "their", "Their", "its", "Its"):
            # "his" of "his lawyer" is another than "he" would be.
            thing = _NEXT.match(self._text, place[1])
            if thing is not None:
                first = thing[1].split(" ")[0]
                held = first if is_person_noun(first) else thing[1]
                who = self._owning(POSSESSIVES[cleaned.casefold()], parse_phrase(held), place)
                if who is not None:
                    return who
        if kind is not None and cleaned != "US":
            return self._pronoun(kind, place) or Resolved(
                cleaned, None, "unnamed", f"{cleaned.casefold()} at {place[0]}"
            )
        if name := given_as(cleaned):
            who = self._cast.named(name, place[0])
            return resolved(who.name, "person", who.role)
        phrase = parse_phrase(words)
        return (
            self._state(phrase)
            or self._pair(cleaned, place)
            or self._name_first(phrase, place)
            or self._described.one_of(phrase, place)
            or self._several(phrase, place)
            or self._by_name(phrase, place)
            or self._apposed(phrase, place)
            or self._by_owner(phrase, place)
            or self._described.meant(phrase, place)
            or self._described.described(phrase, place)
        )

    # proper names

    def _state(self, phrase: Phrase) -> Resolved | None:
        """A state by its name, or by its capital where the text speaks of the state."""
        state = state_of(phrase.bare)
        if state is None:
            return None
        if is_state_name(phrase.bare) or (
            is_capital(phrase.bare) and self._parties.mentions(state)
        ):
            return self._parties.state(state)
        return None

    def _pair(self, words: str, place: Place) -> Resolved | None:
        """Both of "both capitals" and "the two governments", where the text names two."""
        both = both_of(words)
        pair = self._parties.pair_before(place[0], both) if both else ()
        if len(pair) != 2 or {who.type for who in pair} != {"government"}:
            return None
        name = f"{pair[0].name} and {pair[1].name}"
        return Resolved(name, None, "group", " & ".join(sorted(who.key for who in pair)))

    def _several(self, phrase: Phrase, place: Place) -> Resolved | None:
        """Two or more names that "and" joins, kept together, each at its fullest."""
        bare = phrase.bare
        if ", " in bare:  # "two co-authors, Jun Harada and Pia Moss"
            bare = re.sub(r"^[^,]*(?<![\w])[a-z][\w-]*, (?=[^,]* and )", "", bare)
        names = members(bare)
        if len(names) < 2:
            return None
        people = [self._resolve(name, within(self._text, name, place)) for name in names]
        if not all(who.type in ("person", "organisation", "government") for who in people):
            return None
        name = f"{', '.join(who.name for who in people[:-1])} and {people[-1].name}"
        return Resolved(name, None, "group", " & ".join(sorted(who.key for who in people)))

    def _name_first(self, phrase: Phrase, place: Place) -> Resolved | None:
        """A person's name with what is said of him behind it: "Ada Brand, 35, a lawyer for X"."""
        match = _NAME_FIRST.match(phrase.bare) if "," in phrase.bare else None
        if match is None or state_of(match["name"]):
            return None
        who = self._by_name(parse_phrase(match["name"]), place)
        if who is None or who.type != "person":
            return None
        role = match["role"]
        return resolved(
            who.name, "person", who.role or (tidy_role(role) if names_person(role) else None)
        )

    def _by_name(self, phrase: Phrase, place: Place) -> Resolved | None:
        """A phrase that ends in a proper name, before it perhaps a title or a description."""
        apposed = _APPOSED.match(phrase.bare) if "," in phrase.bare else None
        if apposed and _LAST_NAME.search(apposed["name"]):
            found = self._by_name(parse_phrase(apposed["name"]), place)
            if found is None or found.type != "person":
                return found
            role = found.role or lower_initial(apposed["lead"])
            return resolved(found.name, "person", role)
        run = _LAST_NAME.search(phrase.bare)
        if run is None:
            placed = _PLACED.match(phrase.bare)
            return self._by_name(parse_phrase(placed["name"]), place) if placed else None
        before = phrase.bare[: run.start()].strip()
        name = run[0].removesuffix("'s")
        parsed = parse_run(name[leading(name) :] if not before else name)
        if not parsed.name:
            parsed = parse_run(name)  # "Sunday Courier"
        of_people = not parsed.title and _is_people(parsed.name.split(" of ")[0])
        if of_people and (" " not in parsed.name or " of " in parsed.name):
            return None  # "prominent Republicans", "the Kenyans"
        if not parsed.name or (
            not before and not parsed.title and self._described.is_word(parsed.name, place)
        ):
            return None  # "the Prime Minister", "Managers" at the start of a sentence
        if before:
            if before.split(" ")[-1].casefold() in _BARE_LINKS or _MODIFIED.search(before):
                located = _LOCATED.match(phrase.bare)
                who = self._by_name(parse_phrase(located["name"]), place) if located else None
                # "scientist Ada Brand in Oslo" is she; "a lawyer for Lund" is not Lund.
                return who if who is not None and who.type == "person" else None
            if before.endswith(("'s", "s'")) and not parsed.title:
                who = self._cast.named(parsed.name, place[0])
                # "NBC's Ada Brand" is a person, "Chile's Codelco" keeps its owner.
                return who if who.type == "person" and " " in parsed.name else None
        title = f"{before} {parsed.title}".strip()
        return self._cast.named(parsed.name, place[0], title or None)

    def _apposed(self, phrase: Phrase, place: Place) -> Resolved | None:
        """Whose name follows a description: "the piano's owner, retired diver Nils Aune, said"."""
        known = phrase.is_person and not phrase.indefinite
        if not (known or phrase.is_body) or phrase.core != phrase.thing:
            return None
        match = _BEHIND.match(self._text, place[1])
        if match is None:
            return None
        noun = (match["role"].split() or [phrase.head])[-1]
        if not is_person_noun(noun) and noun not in ORGANISATION_HEADS:
            return None
        for start, entity in self._scan.between(match.end(), match.end() + 1):
            after = self._text[start + entity.length : start + entity.length + 1]
            if after in ("", ",", ".", ";", "\n") and not state_of(entity.name):
                role = phrase.bare if is_person_noun(noun) else None
                who = self._cast.named(entity.name, start, role)
                return who if (who.type == "person") == is_person_noun(noun) else None
        return None

    # pronouns and owners

    def _pronoun(self, kind: str, place: Place) -> Resolved | None:
        position = place[0]
        if kind == "male" or kind == "female":
            other = self._before.replier(*place)
            return self._before.person(position, "male" if kind == "male" else "female", but=other)
        if kind in ("thing", "plural"):
            return self._before.thing(position, plural=kind == "plural")
        if kind == "speech":
            return self._before.quoting(position)
        if kind == "relative":
            found = self._before.just_before(position)
            if isinstance(found, str):
                return self._resolve(found, (position - len(found), position))
            return found
        return None

    def _by_owner(self, phrase: Phrase, place: Place) -> Resolved | None:
        """ "Reyes's office", "whose aide", "the institute's director", "their union"."""
        if not phrase.owner:
            return None
        thing = parse_phrase(phrase.thing)
        pronoun = POSSESSIVES.get(phrase.owner.casefold())
        if pronoun is not None:
            if thing.bare == thing.head and thing.is_body:
                named = self._bodies.meant_by(thing.head, place[0])
                if named is not None:
                    return named
            if (met := self._described.introduced_as(thing, place[0])) is not None:
                return met
            who = self._owning(pronoun, thing, place)
            if who is None:
                return None
            owner = who.name
        else:
            owner = self._owner(phrase.owner, thing, within(self._text, phrase.owner, place))
        if owner.casefold() == phrase.owner.casefold():
            name = lower_initial(owner) + phrase.bare[len(phrase.owner) :]
        else:
            name = f"{possessive(owner)} {phrase.thing}"
        return resolved(self._described.as_ordinary(name, place), self._described.kind(thing))

    def _owning(self, pronoun: str, thing: Phrase, place: Place) -> Resolved | None:
        """Whose thing it is, where a pronoun says whose: "his lawyers", "my grandmother"."""
        kind = PRONOUNS[pronoun.casefold()]
        if kind in ("male", "female"):
            gender: Gender = "male" if kind == "male" else "female"
            barred = AT_THE_BAR if singular(thing.head) in PROXIES else frozenset()
            heads = HEADED_BY.get(thing.bare.casefold())
            return (
                (self._before.person(place[0], gender, holding=heads) if heads else None)
                or self._before.person(place[0], gender, without=barred)
                or self._before.person_ahead(place, gender)
            )
        if pronoun == "I":
            who = self._before.quoting(place[0])
            return who if who and who.type == "person" else None
        return self._pronoun(kind, place)

    def _owner(self, owner: str, thing: Phrase, place: Place) -> str:
        """An owner at the fullest: people and bodies by name, offices as they stand."""
        held = parse_phrase(owner)
        if state_of(held.bare):
            return owner
        if owner[:1].isupper():
            found = self._by_name(held, place)
            return found.name if found else owner
        if held.is_person and thing.is_person:
            found = self._described.meant(parse_phrase(f"the {owner}"), place)
            return found.name if found else owner
        if held.is_body:
            found = self._bodies.meant_by(held.head, place[0])
            if found and set(owner.casefold().split()) <= set(found.name.casefold().split()):
                return found.name
        return owner


def _is_people(name: str) -> bool:
    """Whether a capitalised plural means people of a kind rather than somebody's name."""
    one = singular(name)
    return one != name and (is_person_noun(one) or state_of(one) is not None)
