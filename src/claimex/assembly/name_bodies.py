"""Which named body a bare head noun means: "the company", "the union", "the port"."""

from __future__ import annotations

import re

from claimex.assembly.countries import state_of
from claimex.assembly.name_cast import (
    MENTIONS,
    OF_A_COMPANY,
    Cast,
    Resolved,
    folded,
    is_camel,
    resolved,
)
from claimex.assembly.name_kinds import BODY_TOKENS, HEAD_KINDS, KIND_TOKENS, PLACE_TOKENS
from claimex.assembly.name_roles import body_type
from claimex.assembly.name_scan import UP, Entity, Scan
from claimex.assembly.name_words import COUNT_WORDS, is_person_noun, singular

_REACH = 8_000
"""How far, in characters, a bare "the company" may stand from the name it means."""
_NEAR = 600
"""How far before "the company" a sentence may begin with the name that is no more than a name."""
_ACTS = re.compile(r"(?:,\swhich\b[^.\n]*,)?\s(?:is|was|has|had|will|[a-z]+ed)\b")
_CAPITALS_BEHIND = re.compile(rf"(?<![\w'’]){UP}[\w-]*(?: {UP}[\w-]*)*$")
_WORD_AFTER = re.compile(rf"\s([\w-]+)(?!\s{UP})")
_WORD_BEFORE = re.compile(r"([\w-]+),?\s$")
_OPENER = re.compile(r"^(?:The|A|An|In|On|At|For|But|And)(?: |$)")


class Bodies:
    """The bodies of a text, found from their kind; names before ``begin`` do not count."""

    def __init__(self, scan: Scan, cast: Cast, begin: int) -> None:
        self._scan = scan
        self._text = scan.text
        self._cast = cast
        self._begin = begin
        self._companies: dict[str, bool] = {}

    def meant_by(self, head: str, position: int, said: Resolved | None = None) -> Resolved | None:
        """The named body that a bare head noun means: "the company", "the union", "the port".

        ``said`` is the body that spoke last, which a company is where nothing tells more.
        """
        # A sentence speaks of its first body: "Zell is to buy Orm, the firm said".
        clause = max(self._text.rfind(mark, 0, position) for mark in (". ", "\n", "” "))
        before = self._scan.between(max(self._begin, position - _REACH), position)[::-1]
        found = self._body_among(
            self._scan.between(max(self._begin, clause), position), head
        ) or self._body_among(before, head)
        if HEAD_KINDS.get(head) != "company" and (found is None or head not in folded(found[1])):
            compound = self._compound(head, position)
            if compound:
                return compound
        if found is None and HEAD_KINDS.get(head) == "company":
            if said is not None:
                return said
            found = self._subject_before(position)
        if found is None:
            found = self._body_among(self._scan.between(position, position + _REACH), head)
        return self._cast.at(*found) if found else None

    def of_country(self, adjective: str, position: int) -> Resolved | None:
        """Which body "the French company" is: the one introduced as "French lift maker Alto"."""
        introduced = re.compile(rf"\b{re.escape(adjective)}\s(?:[a-z-]+\s){{1,4}}$")
        for start, entity in self._scan.between(max(self._begin, position - _REACH), position)[
            ::-1
        ]:
            if introduced.search(self._text, max(0, start - 60), start):
                who = self._cast.at(start, entity)
                if who.type == "organisation":
                    return who
        return None

    def named_before(self, head: str, position: int) -> Resolved | None:
        """The last named body of the kind of a head noun before a position."""
        before = self._scan.between(max(self._begin, position - _REACH), position)[::-1]
        found = self._body_among(before, head)
        return self._cast.at(*found) if found else None

    def _body_among(
        self, mentions: list[tuple[int, Entity]], head: str
    ) -> tuple[int, Entity] | None:
        """The first mention that has the head noun in its name, else the first of its kind."""
        kind = HEAD_KINDS.get(head, "")
        tokens = KIND_TOKENS.get(kind, frozenset())
        of_kind: tuple[int, Entity] | None = None
        for start, entity in mentions:
            words = folded(entity)
            if state_of(entity.name) or words[-1] in PLACE_TOKENS:
                continue
            if words == [head]:
                continue  # a headline's "Club"
            if _is_people(entity):
                continue  # "Nurses at the clinic"
            if head in words and self._cast.type_of(entity) != "person":
                return start, entity
            if kind and of_kind is None:
                full = self._cast.fullest(entity.name, start, None) or entity
                if self._cast.type_of(full) == "person":
                    continue
                if (
                    tokens.intersection(folded(full))
                    or self._is_called(start, entity, kind)
                    or (kind == "company" and self._is_company(full))
                ):
                    of_kind = start, entity
        return of_kind

    def _subject_before(self, position: int) -> tuple[int, Entity] | None:
        """The last body with which a sentence shortly before begins."""
        near = self._scan.between(max(self._begin, position - _NEAR), position)
        for start, entity in reversed(near):
            if not self._scan.opens(start) or self._scan.quote_at(start) or state_of(entity.name):
                continue
            if _is_people(entity):
                continue
            acts = _ACTS.match(self._text, start + entity.length)
            if acts and not self._cast.is_surely_person(entity):
                return start, entity
        return None

    def _is_called(self, start: int, entity: Entity, kind: str) -> bool:
        """Whether a noun of a kind is beside a mention: "the Zell network", "the club, Zell"."""
        end = start + entity.length
        # "Consumer group SafePlay" is about SafePlay.
        after = _WORD_AFTER.match(self._text[end : end + 40])
        before = _WORD_BEFORE.search(self._text[max(0, start - 30) : start])
        return any(m is not None and HEAD_KINDS.get(m[1]) == kind for m in (after, before))

    def _is_company(self, entity: Entity) -> bool:
        """Whether its form or its use in the text shows a company."""
        if entity.name not in self._companies:
            self._companies[entity.name] = self._looks_like_company(entity)
        return self._companies[entity.name]

    def _looks_like_company(self, entity: Entity) -> bool:
        if is_camel(entity.name):
            return True
        if BODY_TOKENS.intersection(folded(entity)):
            return False
        for start in entity.starts[:MENTIONS]:
            noun = _WORD_BEFORE.search(self._text[max(0, start - 40) : start])
            if noun and HEAD_KINDS.get(noun[1].casefold()) == "company":
                return True
            if OF_A_COMPANY.match(self._text[start + entity.length : start + entity.length + 50]):
                return True
        short = self._scan.entities.get(entity.tokens[0]) if len(entity.tokens) > 1 else None
        return short is not None and self._is_company(short)

    def _compound(self, head: str, position: int) -> Resolved | None:
        """The last "Mombasa port" before "the port"."""
        begin = max(0, position - _REACH)
        at = self._text.rfind(f" {head}", begin, position)
        while at > 0:
            match = _CAPITALS_BEHIND.search(self._text, max(begin, at - 60), at)
            if match and not re.match(r"\w", self._text[at + len(head) + 1 : at + len(head) + 2]):
                first, _, rest = _OPENER.sub("", match[0]).partition(" ")
                if first.casefold() in COUNT_WORDS:
                    first, rest = rest, ""  # "Two navy frigates"
                words = f"{first} {rest} {head}".replace("  ", " ").strip()
                if " " in words and not words.startswith(head):
                    return resolved(words, body_type(words))
            at = self._text.rfind(f" {head}", begin, at)
        return None


def _is_people(entity: Entity) -> bool:
    """Whether a capitalised word only opens a sentence: "Farmers", "Nurses"."""
    return (
        len(entity.tokens) == 1
        and not entity.firm
        and is_person_noun(singular(entity.name.casefold()))
    )
