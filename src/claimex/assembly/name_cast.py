"""Who the names of a text belong to: the fullest form, type, role and gender of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from claimex.assembly.countries import is_state_name, state_of
from claimex.assembly.given_names import Gender, gender_of_given_name, is_given_name
from claimex.assembly.name_kinds import AMBIGUOUS_SURNAMES, ORGANISATION_HEADS, PLACE_TOKENS
from claimex.assembly.name_phrases import clean, without_article
from claimex.assembly.name_roles import (
    body_type,
    gender_of_role,
    is_body_name,
    names_person,
    role_before,
    tidy_role,
    without_courtesy,
)
from claimex.assembly.name_scan import Entity, Scan, surname
from claimex.assembly.name_words import ABBREVIATED, DETERMINERS, MET, is_person_noun, singular
from claimex.schema import SourceType


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who is meant. ``role`` is None where the text gives none; an equal ``key`` means the same."""

    name: str
    role: str | None
    type: SourceType
    key: str


@lru_cache(maxsize=MET)
def resolved(name: str, kind: SourceType, role: str | None = None) -> Resolved:
    """Somebody whose name is all that identifies them."""
    return Resolved(name, role, kind, name.casefold())


MENTIONS = 8
"""How many mentions of one name are looked at for its type, role and gender."""
_APPOSED = re.compile(r",\s(?P<role>[^,;:.()“”\"\n]{3,90})(?=[,.;:\n]|$)")
_AGE = re.compile(r"^,\s(?:aged\s)?\d\d(?=[,.])")
OF_A_COMPANY = re.compile(
    r"['’]s? (?:\w+ ){0,2}(?:founder|co-founder|chief|chairman|chairwoman|owner|boss|engineer|board"
    r"|shares|stock|shareholders|investors|brands?|headquarters|customers|employees|bid|offer|ceo|CEO"
    r"|profits?|plants?|factory|factories|products?|managers?)\b"
)
# "Rossetti said, and his brother agreed"
_OF_A_PERSON = re.compile(
    r"(?:\s[a-z]+)?\s(?:said|says|told|wrote|added|denied|claimed|insisted)\b[^.!?\n“”\"]{0,40}?"
    r"\b(?:his|her|himself|herself)\b"
)
_HOLDING = re.compile(
    r"\b(?:[Ss]hares|[Ss]tock|[Ss]hareholders|[Ii]nvestors|[Bb]onds|[Ss]ubsidiary)\s(?:in|of)\s$"
)
_SOMEBODY_ELSE = re.compile(r"\b(?:[Hh]is|[Hh]er)\s[^.!?\n]*$")
# "The president" is not the vice president.
_SECOND = frozenset(("vice", "deputy", "assistant"))
_KIN = "son|daughter|brother|sister|wife|husband|father|mother|cousin|nephew|niece|widow|widower"


class Cast:
    """The people and bodies that a text names."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._text = scan.text
        self._types: dict[str, SourceType] = {}
        self._roles: dict[str, str | None] = {}
        self._genders: dict[str, Gender | None] = {}
        self._bearers: dict[str, list[Entity]] = {}
        self._heads: dict[str, list[Entity]] = {}

    def named(self, name: str, position: int, role: str | None = None) -> Resolved:
        """The bearer of a proper name that stands at a position, with a title or description."""
        if role:
            role = tidy_role(role)
        entity = self.fullest(name, position, role)
        if entity is None:
            tidy = name.title() if name.isupper() and len(name) > 5 else name
            if state_of(tidy):
                kind: SourceType = "government"
            elif is_body_name(tidy):
                kind = body_type(tidy)
            else:
                of_person = is_given_name(tidy.split(" ")[0]) or names_person(role)
                kind = "person" if of_person else "organisation"
            return resolved(tidy, kind, role if kind == "person" else None)
        if names_person(role) and not is_body_name(entity.name):
            self._types[entity.name] = "person"
        kind = self.type_of(entity)
        full = clean(entity.name)
        if full.isupper() and len(full) > 5 and kind == "person":
            full = full.title()
        if kind != "person":
            return resolved(full, kind)
        return resolved(full, kind, self.role_of(entity) or without_courtesy(role))

    def at(self, start: int, entity: Entity) -> Resolved:
        """The bearer of a name at one of its mentions."""
        return self.named(entity.name, start)

    # the fullest name

    def fullest(self, name: str, position: int, role: str | None) -> Entity | None:
        """The entity with the fullest name that holds these words in this order, else None."""
        bearers = self._bearers.get(name)
        if bearers is None:
            bearers = self._bearers[name] = self._find_bearers(name)
        if len(bearers) < 2:
            return bearers[0] if bearers else None
        if role:
            bearers = self._fitting(bearers, role)
        elif " " not in name:
            heads = self._heads.get(name)
            if heads is None:
                heads = [c for c in bearers if not self._is_kin(c, name.casefold())] or bearers
                self._heads[name] = heads
            bearers = heads
        return max(bearers, key=lambda e: _nearness(e, position))

    def _find_bearers(self, name: str) -> list[Entity]:
        """All whose fuller name this may be short for; else the bearer of just this name."""
        own = self._scan.entities.get(name)
        itself = [own] if own else []
        if is_state_name(name):
            return itself
        wanted = [t.rstrip(".").casefold() for t in name.split(" ")]
        found = [
            e
            for e in self._scan.by_token.get(wanted[-1], ())
            if len(wanted) < len(e.tokens) and _holds(folded(e), wanted)
        ]
        if len(wanted) == 1:
            # A name begins or ends with the short form of it, and a place lends its to nobody.
            found = [
                e
                for e in found
                if wanted[0] in (*folded(e)[:2], surname(e).casefold())
                and folded(e)[-1] not in PLACE_TOKENS
            ]
        else:
            found = [e for e in found if len(e.tokens) <= len(wanted) + 2]
        if not found:
            if name.isupper() and (spelled := self._acronyms.get(name) or own):
                return [spelled]
            titled = self._scan.entities.get(name.title()) if name.isupper() else None
            return [titled] if titled else itself
        found = [e for e in found if e.firm or len(e.starts) > 1] or found
        # By the last name alone a person is meant before a body that begins with it.
        return [e for e in found if surname(e).casefold() == wanted[0]] or found

    def _fitting(self, bearers: list[Entity], role: str) -> list[Entity]:
        """Those of several bearers of a name that fit the gender and the words of a title."""
        gender = gender_of_role(role)
        if gender:
            bearers = [e for e in bearers if self.gender_of(e) == gender] or bearers
        words = set(role.casefold().split(" "))
        return [
            e for e in bearers if words & set((self.role_of(e) or "").casefold().split(" "))
        ] or bearers

    def _is_kin(self, entity: Entity, name: str) -> bool:
        """Whether this one was introduced by kinship to another of the same surname."""
        start = entity.starts[0]
        before = self._text[max(0, start - 60) : start].casefold()
        return re.search(rf"\b{re.escape(name)}['’]s (?:[\w-]+ )*(?:{_KIN})\b", before) is not None

    @cached_property
    def _acronyms(self) -> dict[str, Entity]:
        """Bodies by the initials of their names: "DHS", and "ARW" where it stands in brackets."""
        found: dict[str, Entity] = {}
        for entity in self._scan.entities.values():
            capitals = [t for t in entity.tokens if t[:1].isupper()]
            if len(capitals) > 1:
                found.setdefault("".join(t[0] for t in capitals), entity)
                end = entity.starts[0] + entity.length
                bracket = re.match(r"\s\(([A-Z][A-Za-z]+)\)", self._text[end : end + 14])
                if bracket:
                    found[bracket[1]] = entity
        return found

    # type, role and gender

    def type_of(self, entity: Entity) -> SourceType:
        """Person, organisation or government."""
        known = self._types.get(entity.name)
        if known is None:
            known = self._types[entity.name] = self._judge(entity)
        return known

    def _judge(self, entity: Entity) -> SourceType:
        first = entity.tokens[0]
        if state_of(entity.name):
            return "government"
        surnamed = len(entity.tokens) == 2 and entity.tokens[1].casefold() in AMBIGUOUS_SURNAMES
        if is_body_name(entity.name) and not (surnamed and entity.titles):
            return body_type(entity.name)
        if entity.titles or (len(entity.tokens) > 1 and is_given_name(first)):
            return "person"
        if len(entity.tokens) == 1 and (
            (entity.name.isupper() and 1 < entity.length < 7) or is_camel(entity.name)
        ):
            return "organisation"
        for start in entity.starts[:MENTIONS]:
            if kind := self._type_at(entity, start):
                return kind
        if is_given_name(first):
            return "person"
        if len(entity.tokens) == 1 and any(
            _OF_A_PERSON.match(self._text, start + entity.length)
            for start in entity.starts[:MENTIONS]
        ):
            return "person"
        return "organisation" if len(entity.tokens) == 1 else "person"

    def is_surely_person(self, entity: Entity) -> bool:
        """Whether more than the mere form of a name tells that it is a person's."""
        if self.type_of(entity) != "person":
            return False
        return bool(
            entity.titles
            or is_given_name(entity.tokens[0])
            or self.role_of(entity)
            or any(self._type_at(entity, start) == "person" for start in entity.starts[:MENTIONS])
            or self.gender_of(entity)
        )

    def _type_at(self, entity: Entity, start: int) -> SourceType | None:
        end = start + entity.length
        after = self._text[end : end + 100]
        before = self._text[max(0, start - 40) : start]
        if re.match(r",\swhich\b", after) or _HOLDING.search(before):
            return "organisation"
        if _AGE.match(after) or re.match(r",\s(?:who|whose)\b", after):
            return "person"
        noun = re.search(r"([\w-]+),?\s$", before)
        if noun and noun[1].islower() and singular(noun[1]) in ORGANISATION_HEADS:
            return "organisation"
        if (
            noun
            and noun[1].islower()
            and (is_person_noun(noun[1]) or is_person_noun(singular(noun[1])))
        ):
            return "person"
        if re.search(r"\b[Tt]he\s(?:[a-z-]+\s)?$", before) or OF_A_COMPANY.match(after):
            return "organisation"
        apposed = _APPOSED.match(after)
        if apposed:
            lead = re.split(r" (?:of|for|at|in|who|that|which|to)\b", apposed["role"])[0]
            nouns = lead.split(" ")
            is_body = singular(nouns[-1]) in ORGANISATION_HEADS and not is_person_noun(nouns[-1])
            if is_body and (nouns[0].casefold() in DETERMINERS or len(nouns) == 1):
                return "organisation"
            if any(is_person_noun(w) for w in nouns[:6]):
                return "person"
        return None

    def role_of(self, entity: Entity) -> str | None:
        """The office or description that the text gives a person, the longest; None where none."""
        if entity.name not in self._roles:
            roles = [self.role_at(entity, start) for start in entity.starts[:MENTIONS]]
            offices = [r for r in roles if r]
            self._roles[entity.name] = max(offices, key=len) if offices else None
        return self._roles[entity.name]

    def role_at(self, entity: Entity, start: int) -> str | None:
        """The role that stands before or after one mention."""
        end = start + entity.length
        line = self._text.rfind("\n", max(0, start - 120), start) + 1
        before = self._text[max(line, start - 120) : start]
        role = role_before(before)
        if role:
            return role
        apposed = _APPOSED.match(_AGE.sub("", self._text[end : end + 140]))
        if apposed:
            role = re.sub(r"^who (?:is|was) ", "", clean(apposed["role"]))
            if role.startswith(("who ", "whose ")):
                return None
            role = without_article(role)
            lead = re.split(r" (?:of|for|at|in|who|that|which|to)\b", role)[0].split(" ")
            if is_person_noun(lead[-1]) or any(is_person_noun(w) for w in lead[:2]):
                return role
        return None

    def gender_of(self, entity: Entity) -> Gender | None:
        """By title, role, given name, or the pronouns that follow; None where nothing tells."""
        if entity.name not in self._genders:
            self._genders[entity.name] = self._find_gender(entity)
        return self._genders[entity.name]

    def _find_gender(self, entity: Entity) -> Gender | None:
        role = " ".join([*entity.titles, self.role_of(entity) or ""])
        given = gender_of_given_name(entity.tokens[0]) if len(entity.tokens) > 1 else None
        last = surname(entity)
        short = self._scan.entities.get(last) if len(entity.tokens) > 1 else None
        found = gender_of_role(role) or given
        if found is None and short is not None:
            found = gender_of_role(" ".join(short.titles))
        if found:
            return found
        if last.casefold().endswith(("ová", "ova", "eva", "ská", "ska", "aja", "aya")):
            return "female"
        tally = {"female": 0, "male": 0}
        for start in sorted([*entity.starts, *(short.starts if short else ())])[:MENTIONS]:
            if _SOMEBODY_ELSE.search(self._text, max(0, start - 40), start):
                continue  # "Her agent, Gil Rask, denied that she …"
            end = start + len(last if short else entity.name)
            if self._text.startswith(("'s", "’s"), end):
                continue  # "Otazú's predecessor and his aide"
            clause = re.split(r"[.!?\n]", self._text[end : end + 160])[0]
            for word in re.findall(r"\b(?:he|his|himself|she|her|herself)\b", clause)[:1]:
                tally["female" if word in ("she", "her", "herself") else "male"] += 1
        if tally["female"] == tally["male"]:
            return None
        return "female" if tally["female"] > tally["male"] else "male"

    # by description

    @cached_property
    def _by_role(self) -> dict[str, list[tuple[int, Entity]]]:
        """People by the head noun of a role: (start, entity) in text order."""
        found: dict[str, list[tuple[int, Entity]]] = defaultdict(list)
        for entity in self._scan.entities.values():
            roles = dict(entity.titles)
            for start in entity.starts[:3]:
                if role := self.role_at(entity, start):
                    roles.setdefault(role, start)
            if not roles or self.type_of(entity) != "person":
                continue
            for role, start in roles.items():
                lead = re.split(r" (?:of|for|in|at|to|from|who|and|with)\b", role)[0]
                *rest, head = lead.casefold().rstrip(".").split(" ")
                head = ABBREVIATED.get(head, head)
                if rest and rest[-1] in _SECOND:
                    head = f"{rest[-1]} {head}"
                found[head].append((start, entity))
        for people in found.values():
            people.sort(key=lambda item: item[0])
        return dict(found)

    def with_role(
        self, heads: Iterable[str], modifiers: list[str], position: int
    ) -> Resolved | None:
        """The person whose role has such a head noun: the last before a position, else the next.

        Where several have it, those come first of whose role a modifier is a part.
        """
        second = modifiers[-1].casefold() if modifiers else ""
        if second in _SECOND:
            heads = [f"{second} {head}" for head in heads]
        people = sorted(
            (item for head in heads for item in self._by_role.get(head, ())),
            key=lambda item: item[0],
        )
        index = bisect_left(people, position, key=lambda item: item[0])
        near = people[max(0, index - 20) : index][::-1] + people[index : index + 5]
        if not near:
            return None
        wanted = {m.casefold() for m in modifiers}
        fitting = [
            (start, entity)
            for start, entity in near
            if wanted & set((self.role_of(entity) or "").casefold().split(" "))
        ]
        return self.at(*(fitting or near)[0])


def folded(entity: Entity) -> list[str]:
    """The words of a name, case-folded."""
    return [t.casefold() for t in entity.tokens]


def _nearness(entity: Entity, position: int) -> tuple[bool, int]:
    last = entity.last_before(position + 1)
    return (last is not None, last if last is not None else -entity.starts[0])


def _holds(tokens: list[str], wanted: list[str]) -> bool:
    """Whether the wanted words stand in a name, in order."""
    at = iter(tokens)
    return all(any(word == token for token in at) for word in wanted)


def is_camel(name: str) -> bool:
    """Whether a name has a capital letter inside, as "ColdLine"."""
    return re.search(r"[a-z][A-Z]", name) is not None and not name.startswith(
        ("Mc", "Mac", "De", "O'")
    )
