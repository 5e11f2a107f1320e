"""Who is meant: the words of a source or party, resolved to the fullest name in the text.

A name drops its leading article, a title goes to the role, a pronoun is resolved, two people with
one surname stay two, and an unnamed source keeps the words that describe it.
"""

from __future__ import annotations

import re

from claimex.assembly.countries import is_capital, is_state_name, state_of
from claimex.assembly.given_names import is_given_name
from claimex.assembly.name_antecedents import Antecedents
from claimex.assembly.name_bodies import Bodies
from claimex.assembly.name_cast import (
    Cast,
    Resolved,
    resolved,
)
from claimex.assembly.name_parties import Parties
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
)
from claimex.assembly.name_roles import body_type, gender_of_role, names_person, tidy_role
from claimex.assembly.name_scan import UP, Scan, leading, parse_run
from claimex.assembly.name_words import (
    EPITHETS,
    HEAD_KINDS,
    KINDRED_ROLES,
    ORGANISATION_HEADS,
    PLURALS,
    is_person_noun,
    singular,
)
from claimex.draft import Place
from claimex.schema import SourceType
from claimex.text.document import Document

__all__ = ["Names", "Resolved"]

_BODIES: tuple[SourceType, ...] = ("organisation", "government", "document", "group")
_SEVERAL: tuple[SourceType, ...] = ("group", "organisation", "government", "unnamed")
_LAST_NAME = re.compile(
    rf"(?:(?:al|el|ul|d|l)[-'])?{UP}(?:[\w.-]|'(?!s ))*"
    rf"(?:(?: (?:de|da|dos|do|del|di|van|von|der|den|ter|la|le|du|bin|ibn|al|el|&|of|for|the|and))*"
    rf" (?:(?:al|el|ul|d|l)[-'])?{UP}(?:[\w.-]|'(?!s ))*)*$"
)
_APPOSED = re.compile(r"^(?P<lead>.+), (?:the |an? )?(?P<name>[^,]+)$")
_NAME_FIRST = re.compile(
    rf"^(?P<name>(?:[a-z-]+ ){{0,3}}{NAME}),(?: (?:aged )?\d\d,)? (?P<role>(?:\S+ )*\S*[a-z]\S*.*)$"
)
_LOCATED = re.compile(rf"^(?P<name>(?:.* )?{NAME}) (?:in|at|from|near) .+$")
_DATELINE = re.compile(r"\s*[^\n.]{2,60}?\s(?:—|–|-)\s")
_BARE_LINKS = frozenset("of for by in at from with on to the near like as and or nor".split())
_MODIFIED = re.compile(r"\b(?:who|that|which|of|for|by|from|in|at)\b")


class Names:
    """Resolves the sources and parties of one document, called in reading order.

    ``note_source`` tells it who spoke, so that a later "she" finds the speaker. Positions are
    half-open ranges of ``Document.text``.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._scan = Scan(document.text)
        dateline = _DATELINE.match(self._text)
        begin = dateline.end() if dateline and re.match(rf"\s*{UP}{{3}}", self._text) else 0
        self._cast = Cast(self._scan)
        self._bodies = Bodies(self._scan, self._cast, begin)
        starts = [sentence.start for sentence in document.sentences]
        self._before = Antecedents(self._scan, self._cast, starts, begin)
        self._parties = Parties(self._scan, self._cast, self._resolve)

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

    def _within(self, words: str, place: Place) -> Place:
        """Where a part of a mention stands; the mention itself where its words were cleaned."""
        at = self._text.find(words, *place)
        return (at, at + len(words)) if at >= 0 else place

    def _resolve(self, words: str, place: Place) -> Resolved:
        cleaned = clean(words)
        kind = PRONOUNS.get(cleaned.casefold())
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
            or self._name_first(phrase, place)
            or self._several(phrase, place)
            or self._by_name(phrase, place)
            or self._by_owner(phrase, place)
            or self._by_description(phrase, place)
            or self._described(phrase, place)
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

    def _several(self, phrase: Phrase, place: Place) -> Resolved | None:
        """Two or more names that "and" joins, kept together, each at its fullest."""
        bare = phrase.bare
        if ", " in bare:  # "two co-authors, Jun Harada and Pia Moss"
            bare = re.sub(r"^[^,]*(?<![\w])[a-z][\w-]*, (?=[^,]* and )", "", bare)
        names = members(bare)
        if len(names) < 2:
            return None
        people = [self._resolve(name, self._within(name, place)) for name in names]
        if not all(who.type in ("person", "organisation", "government") for who in people):
            return None
        name = f"{', '.join(who.name for who in people[:-1])} and {people[-1].name}"
        return Resolved(name, None, "group", " & ".join(sorted(who.key for who in people)))

    def _name_first(self, phrase: Phrase, place: Place) -> Resolved | None:
        """A person's name with what is said of him behind it: "Ada Brand, 35, a lawyer for X"."""
        match = _NAME_FIRST.match(phrase.bare)
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
        apposed = _APPOSED.match(phrase.bare)
        if apposed and _LAST_NAME.search(apposed["name"]):
            found = self._by_name(parse_phrase(apposed["name"]), place)
            if found is None or found.type != "person":
                return found
            role = found.role or lower_initial(apposed["lead"])
            return resolved(found.name, "person", role)
        run = _LAST_NAME.search(phrase.bare)
        if run is None:
            return None
        before = phrase.bare[: run.start()].strip()
        name = re.sub(r"'s$", "", run[0])
        parsed = parse_run(name[leading(name) :] if not before else name)
        if " " not in parsed.name and not parsed.title and _is_people(parsed.name):
            return None  # "prominent Republicans", "the Kenyans"
        if not parsed.name or (
            not before and not parsed.title and self._is_word(parsed.name, place)
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

    def _is_word(self, name: str, place: Place) -> bool:
        """Whether a single capitalised word is an ordinary one at the start of a sentence."""
        if " " in name or is_given_name(name):
            return False
        entity = self._scan.entities.get(name)
        if entity is not None and entity.firm:
            return False
        folded = name.casefold()
        common = (
            folded in self._scan.lower_words
            or is_person_noun(singular(folded))
            or singular(folded) in ORGANISATION_HEADS
            or folded in PLURALS
        )
        return common and self._scan.opens(place[0])

    # pronouns and owners

    def _pronoun(self, kind: str, place: Place) -> Resolved | None:
        position = place[0]
        if kind == "male" or kind == "female":
            return self._before.person(position, "male" if kind == "male" else "female")
        if kind == "thing":
            return self._before.thing(position, _BODIES)
        if kind == "plural":
            return self._before.thing(position, _SEVERAL)
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
            who = self._pronoun(PRONOUNS[pronoun.casefold()], place)
            if who is None:
                return None
            owner = who.name
        else:
            owner = self._owner(phrase.owner, thing, self._within(phrase.owner, place))
        if owner.casefold() == phrase.owner.casefold():
            name = lower_initial(owner) + phrase.bare[len(phrase.owner) :]
        else:
            name = f"{possessive(owner)} {phrase.thing}"
        return resolved(self._as_ordinary(name, place), self._kind(thing))

    def _owner(self, owner: str, thing: Phrase, place: Place) -> str:
        """An owner at the fullest: people and bodies by name, offices as they stand."""
        held = parse_phrase(owner)
        if state_of(held.bare):
            return owner
        if re.match(UP, owner):
            found = self._by_name(held, place)
            return found.name if found else owner
        if held.is_person and thing.is_person:
            found = self._by_description(parse_phrase(f"the {owner}"), place)
            return found.name if found else owner
        if held.is_body:
            found = self._bodies.meant_by(held.head, place[0])
            if found and set(owner.casefold().split()) <= set(found.name.casefold().split()):
                return found.name
        return owner

    # descriptions

    def _by_description(self, phrase: Phrase, place: Place) -> Resolved | None:
        """ "the minister", "the ex-coach", "the company": one who is named elsewhere."""
        alone = phrase.core == phrase.bare
        if phrase.owner or not alone:
            return None
        if phrase.is_document:
            return self._before.document(phrase.head) if phrase.definite else None
        modifiers = phrase.bare.split(" ")[:-1]
        # "the ministry" and "the dredging firm" point back, "the health ministry" is a name itself.
        points = (
            not modifiers
            or (phrase.head in HEAD_KINDS and modifiers[0].islower() and (phrase.head != "group"))
            or modifiers[0].endswith("-based")
        )
        if phrase.is_body and phrase.definite and points:
            return (
                (None if modifiers else self._before.last(phrase.head))
                or self._bodies.meant_by(phrase.head, place[0])
                or self._owned_before(phrase.head, place)
            )
        if phrase.plural:
            return None
        if phrase.is_person and phrase.indefinite:
            return self._introduced_after(phrase.head, place)
        if phrase.definite and (phrase.is_person or _is_epithet(phrase.head)):
            return self._by_role(phrase, place)
        return None

    def _owned_before(self, head: str, place: Place) -> Resolved | None:
        """ "the governor's staff" shortly before "the staff"."""
        if head not in ("staff", "office", "team", "campaign", "party", "wing"):
            return None
        pattern = rf"[\w-]+(?:['’]s|s['’]) {head}\b"
        found = re.findall(pattern, self._text[max(0, place[0] - 600) : place[0]])
        return resolved(clean(found[-1]), body_type(head)) if found else None

    def _by_role(self, phrase: Phrase, place: Place) -> Resolved | None:
        head = phrase.head.removeprefix("ex-")
        modifiers = phrase.bare.split(" ")[:-1]
        who = self._cast.with_role((head,), modifiers, place[0]) or self._before.last(phrase.head)
        if who is not None:
            return who
        kindred = KINDRED_ROLES.get(head, ())
        if kindred and (who := self._cast.with_role(kindred, modifiers, place[0])):
            return who
        earlier = re.findall(
            rf"\b(?:an?|one|another)\s(?:[\w-]+\s){{0,3}}{re.escape(head)}\b",
            self._text[max(0, place[0] - 6000) : place[0]],
            re.IGNORECASE,
        )
        if earlier:
            # Somebody was introduced by this very word: it is he, named or not.
            return self._introduced_after(head, self._find(earlier[0]))
        if not _is_epithet(phrase.head):
            return None
        return self._before.person(place[0], gender_of_role(phrase.head))

    def _introduced_after(self, head: str, place: Place) -> Resolved | None:
        """Whom the sentence after a lede names, where the lede said "a sacked coach"."""
        current = self._before.sentence(place[0])
        if current > 2:
            return None
        for index in (current + 1, current + 2):
            begin, end = self._before.bounds(index)
            for start, entity in self._scan.between(begin, min(end, begin + 40))[:1]:
                after = self._text[start + entity.length : start + entity.length + 1]
                titled = any(head in title.casefold().split(" ") for title in entity.titles)
                first = len(entity.tokens) > 1 and entity.starts[0] == start
                if first and (after == "," or titled):
                    who = self._cast.at(start, entity)
                    if who.type == "person":
                        return who
        return None

    def _described(self, phrase: Phrase, place: Place) -> Resolved:
        """An unnamed source: the words that describe it, the names in them at their fullest."""
        name = self._as_ordinary(self._expanded(lower_initial(phrase.bare), place), place)
        return resolved(name, self._kind(phrase))

    def _as_ordinary(self, name: str, place: Place) -> str:
        """Words without the capital letter that only the start of a sentence gave them."""
        first = re.split(r"[\s']", name)[0]
        if first[1:].islower() and self._is_word(first, place):
            return name[0].lower() + name[1:]
        return name

    def _kind(self, phrase: Phrase) -> SourceType:
        if phrase.is_document:
            return "document"
        if phrase.is_anonymous:
            return "unnamed"
        if phrase.is_body and not phrase.is_person and singular(phrase.head) == phrase.head:
            return body_type(phrase.head)
        return "group" if phrase.plural else "unnamed"

    def _expanded(self, name: str, place: Place) -> str:
        """Names and definite roles after "of", "for", "by" and "to" at their fullest."""

        def by_name(match: re.Match[str]) -> str:
            owner = match["owner"]
            if state_of(owner):
                return match[0]
            who = self._cast.named(owner, self._within(owner, place)[0])
            kind = match["kind"]
            if who.name == owner and kind in ("", "the "):
                return match[0]
            described = any(
                singular(w) in ORGANISATION_HEADS or is_person_noun(w) for w in kind.split(" ")
            )
            if kind not in ("", "the ") and not described:
                return f"{match['lead']}{kind}{who.name}"
            article = "the " if kind == "the " and who.type != "person" else ""
            return f"{match['lead']}{article}{who.name}"

        def by_role(match: re.Match[str]) -> str:
            phrase = parse_phrase(f"the {match['owner']}")
            who = self._by_description(phrase, self._within(match["owner"], place))
            if who and (who.type == "person" or match["owner"] in who.name.casefold()):
                return f"{match['lead']}{who.name}"
            return match[0]

        name = re.sub(
            rf"(?P<lead>\b(?:for|by|of|to) )(?P<kind>(?:the )?(?:[a-z-]+ )*?)(?P<owner>{NAME})$",
            by_name,
            name,
        )
        return re.sub(r"(?P<lead>\b(?:for|by|of|to) )the (?P<owner>[a-z-]+)$", by_role, name)


def _is_people(name: str) -> bool:
    """Whether a capitalised plural means people of a kind rather than somebody's name."""
    one = singular(name)
    return one != name and (is_person_noun(one) or state_of(one) is not None)


def _is_epithet(head: str) -> bool:
    """Whether a noun describes somebody rather than names an office."""
    return (
        head in EPITHETS
        or head.endswith("-year-old")
        or head.startswith("ex-")
        or (head.endswith(("man", "woman")) and state_of(head.capitalize()) is not None)
    )
