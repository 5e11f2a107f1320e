"""Who is meant: the words of a source or party, resolved to the fullest name in the text.

Annotation guide: a name drops its leading article, a title goes to the role, a pronoun is resolved,
two people with one surname stay two, an unnamed source keeps the words that describe it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from claimex.assembly.countries import State, is_capital, is_state_name, state_of
from claimex.assembly.name_phrases import (
    POSSESSIVES,
    PRONOUNS,
    Phrase,
    clean,
    given_as,
    lower_initial,
    parse_phrase,
    possessive,
    without_article,
)
from claimex.assembly.name_scan import UP, Entity, Scan, parse_run, surname
from claimex.assembly.name_words import (
    BODY_TOKENS,
    COUNT_WORDS,
    DOCUMENT_HEADS,
    FEMALE_NOUNS,
    GOVERNMENT_HEADS,
    HEAD_KINDS,
    KIND_TOKENS,
    LEADING_OFFICES,
    MALE_NOUNS,
    ORGANISATION_HEADS,
    PLACE_TOKENS,
    PROXIES,
    STATE_OFFICES,
    TOWN_OFFICES,
    Gender,
    gender_of_given_name,
    is_given_name,
    is_person_noun,
    singular,
)
from claimex.draft import Place
from claimex.schema import SourceType
from claimex.text.document import Document


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who is meant. ``role`` is None where the text gives none; equal ``key`` means the same one."""

    name: str
    role: str | None
    type: SourceType
    key: str


_NAME = rf"{UP}[\w.'’-]*(?:\ (?:(?:de|da|la|van|von|der|bin|al|&)\ )*{UP}[\w.'’-]*)*"
_LAST_NAME_RUN = re.compile(
    rf"(?:(?:al|el|ul|d|l)[-'’])?{UP}[\w.'’-]*"
    rf"(?:(?:\ (?:de|da|dos|do|del|di|van|von|der|den|ter|la|le|du|bin|ibn|al|el|&|of|for|the|and))*"
    rf"\ (?:(?:al|el|ul|d|l)[-'’])?{UP}[\w.'’-]*)*$"
)
_APPOSED = re.compile(r",\s(?P<role>(?:(?:an?|the|who\sis|who\swas)\s)?[^,;.:()“”\"\n]{3,90})(?=[,.;:\n])")
_AGE = re.compile(r",\s(?:aged\s)?\d\d,")
_PAIR = re.compile(r"^(?P<a>.+?)(?:,)? and (?P<b>[^,]+)$")
_BOTH = re.compile(
    r"^(?:both|(?:the )?two)(?: of the)? (?P<what>\w+)$|^(?:the )?(?P<plain>parties|pair|duo|rivals)$"
)
_STATE_PLURALS = frozenset("countries nations states governments capitals neighbours neighbors".split())
_WINDOW = 12


class Names:
    """Resolves sources and parties of one document, in reading order.

    ``note_source`` tells it who spoke, so that a later "she" finds the speaker.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._scan = Scan(document.text)
        self._sentences = [s.start for s in document.sentences]
        self._noted: list[tuple[Place, Resolved]] = []
        self._noted_by_head: dict[str, Resolved] = {}
        self._entity_types: dict[str, SourceType | None] = {}
        self._roles: dict[str, str | None] = {}
        self._genders: dict[str, Gender | None] = {}

    def note_source(self, place: Place | None, resolved: Resolved) -> None:
        """Remember who spoke where; called in reading order. Without a place it is not used."""
        if place is None:
            return
        self._noted.append((place, resolved))
        if resolved.type not in ("person",):
            phrase = parse_phrase(resolved.name)
            self._noted_by_head[phrase.head] = resolved

    def resolve(self, words: str, place: Place | None = None) -> Resolved:
        """Who the words of a source mean; ``place`` is their range in ``Document.text``."""
        if place is None:
            found = self._text.find(words)
            place = (found, found + len(words)) if found >= 0 else (len(self._text),) * 2
        return self._resolve(words, place)

    def resolve_party(self, words: str, place: Place | None = None) -> tuple[Resolved, ...]:
        """Who the words of a party mean: the state, town or body that an official signs for."""
        if place is None:
            found = self._text.find(words)
            place = (found, found + len(words)) if found >= 0 else (len(self._text),) * 2
        bare = without_article(clean(words))
        both = _BOTH.match(clean(words).casefold())
        if both:
            pair = self._pair_before(place[0], both["what"] or both["plain"])
            if pair:
                return pair
        members = _members(bare)
        if len(members) > 1:
            parties: dict[str, Resolved] = {}
            role = _shared_role(members[0])
            for member in members:
                at = self._text.find(member, place[0], place[1])
                spot = (at, at + len(member)) if at >= 0 else place
                for party in self._party(member, spot, role):
                    parties.setdefault(party.key, party)
            return tuple(parties.values())
        return self._party(bare, place, None)

    # parties

    def _party(self, words: str, place: Place, shared: str | None) -> tuple[Resolved, ...]:
        resolved = self._resolve(words, place)
        if resolved.type == "person":
            role = resolved.role or shared
            return self._principals(resolved, role, place) if role else (resolved,)
        phrase = parse_phrase(words)
        state = state_of(phrase.bare) or self._state_in(phrase.bare)
        if state is not None and (
            state_of(phrase.bare) is state
            or phrase.head in ("government", "governments", "administration", "officials", "state")
            or (singular(phrase.head) in STATE_OFFICES and not phrase.owner)
        ):
            return (self._state(state),)
        if phrase.head in ("government", "officials", "envoys", "negotiators"):
            made_up = self._country_of_adjective(phrase.bare.split(" ")[0].removesuffix("'s"))
            if made_up:
                return (made_up,)
        if phrase.head in ("city", "council", "town") and not phrase.owner:
            return (self._town(resolved, phrase.head),)
        return (resolved,)

    def _principals(self, person: Resolved, role: str, place: Place) -> tuple[Resolved, ...]:
        """For whom a person with this role signs: a state, a town, a body; else for himself."""
        words = [w.casefold().strip(".,'") for w in role.split(" ")]
        nouns = {singular(w) for w in words}
        if nouns & TOWN_OFFICES or {"city", "attorney"} <= nouns:
            return (self._town(person, "city"),)
        if nouns & STATE_OFFICES:
            state = self._state_in(role)
            if state is not None:
                return (self._state(state),)
            made_up = self._country_of_adjective(role.split(" ")[0].removesuffix("'s"))
            if made_up:
                return (made_up,)
        if nouns & (LEADING_OFFICES | PROXIES) and not nouns & {"minister", "secretary"}:
            body = self._body_in(role, place)
            if body is not None:
                return (body,)
        if nouns & STATE_OFFICES and nouns & {"minister", "president", "premier", "secretary"}:
            return self._pair_before(place[0], "countries") or (person,)
        if nouns & {"executive", "chairman", "ceo", "boss"}:
            return self._pair_before(place[0], "companies") or (person,)
        return (person,)

    def _state_in(self, role: str) -> State | None:
        """The state whose adjective, name or own institution stands in a role."""
        words = re.sub(r"'s\b", "", role).split(" ")
        for size in (4, 3, 2, 1):
            for begin in range(len(words) - size + 1):
                state = state_of(" ".join(words[begin : begin + size]))
                if state is not None and self._is_in_text(state):
                    return state
        return None

    def _is_in_text(self, state: State) -> bool:
        return any(
            re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self._text)
            for word in (*state.names, *state.short, *state.adjectives)
        )

    def _state(self, state: State) -> Resolved:
        """A state under the fullest of its names that the text uses."""
        used = [
            name
            for name in state.names
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self._text)
        ]
        name = max(used, key=len) if used else state.name
        return Resolved(name, None, "government", state.name.casefold())

    def _country_of_adjective(self, adjective: str) -> Resolved | None:
        """The land of an adjective that no table knows, by a name of the text that it begins with."""
        if not re.match(UP, adjective) or len(adjective) < 5:
            return None
        stem = adjective[: max(4, len(adjective) - 3)]
        for name, entity in self._scan.entities.items():
            if len(entity.tokens) == 1 and name != adjective and name.startswith(stem):
                if not self._full_person(entity, entity.starts[0]):
                    return Resolved(name, None, "government", name.casefold())
        return None

    def _town(self, resolved: Resolved, head: str) -> Resolved:
        dateline = re.match(rf"\s*({UP}[\w.'’-]+(?:\s{UP}[\w.'’-]+)*)(?:,[^—–\n-]*)?\s[—–-]\s", self._text)
        place = dateline[1].title() if dateline and dateline[1].isupper() else None
        if place is None:
            named = re.search(rf"\b[Cc]ity of ({_NAME})", self._text)
            place = named[1] if named else None
        if place is None:
            return resolved if resolved.type != "person" else _unnamed("city", "government")
        name = f"{'town' if head == 'town' else 'city'} of {place}"
        return Resolved(name, None, "government", name.casefold())

    def _body_in(self, role: str, place: Place) -> Resolved | None:
        """The body that a role names: "Arven Foods chief executive", "president of the Union"."""
        match = re.search(rf"\b(?:of|for|at) (?:the )?({_NAME})", role) or re.search(
            rf"^(?:former |ex-)?({_NAME})(?:'s?)? ", role
        )
        if match and not is_person_noun(match[1]):
            name = match[1].removesuffix("'s").removesuffix("'")
            return self._resolve(name, place)
        return None

    def _pair_before(self, position: int, what: str) -> tuple[Resolved, ...]:
        """The last two names of one kind that are joined by "and" or "with" before a position."""
        want_states = what in _STATE_PLURALS
        best: tuple[Resolved, ...] = ()
        for match in _JOINED.finditer(self._text):
            if match.start() >= position and best:
                break
            pair = tuple(
                self._resolve(name.removesuffix("'s"), match.span(group))
                for group, name in (("a", clean(match["a"])), ("b", clean(match["b"])))
            )
            if len({p.key for p in pair}) < 2:
                continue
            states = [self._names_state(p) for p in pair]
            if want_states:
                if all(states):
                    best = tuple(self._state(s) if isinstance(s, State) else p
                                 for s, p in zip(states, pair, strict=True))
            elif what in ("sides", "parties"):
                if all(p.type != "person" for p in pair):
                    best = pair
            elif what in ("men", "women", "pair", "duo"):
                if all(p.type == "person" for p in pair):
                    best = pair
            elif all(p.type == "organisation" for p in pair):
                best = pair
        if not best and want_states:
            named = {
                state.name: state
                for entity in self._scan.entities.values()
                if entity.starts[0] < position and (state := state_of(entity.name))
            }
            if len(named) == 2:
                best = tuple(self._state(state) for state in named.values())
        return best

    def _names_state(self, resolved: Resolved) -> State | bool:
        return state_of(resolved.name) or resolved.type == "government"

    # sources

    def _resolve(self, words: str, place: Place) -> Resolved:
        cleaned = clean(words)
        pronoun = PRONOUNS.get(cleaned.casefold())
        if pronoun is not None:
            return self._pronoun(cleaned, pronoun, place)
        if name := given_as(cleaned):
            return self._named(name, place, role=None) or _named_person(name, None)
        phrase = parse_phrase(words)
        return (
            self._by_state(phrase)
            or self._several(phrase, place)
            or self._by_name(phrase, place)
            or self._by_owner(phrase, place)
            or self._by_description(phrase, place)
            or self._described(phrase, place)
        )

    def _by_state(self, phrase: Phrase) -> Resolved | None:
        state = state_of(phrase.bare)
        if state is None:
            return None
        if is_state_name(phrase.bare) or (is_capital(phrase.bare) and self._is_in_text(state)):
            return self._state(state)
        return None

    def _several(self, phrase: Phrase, place: Place) -> Resolved | None:
        """Two or more names joined by "and": kept together, each at its fullest."""
        bare = phrase.bare
        if ", " in bare and " and " in bare:
            bare = re.sub(r"^[^,]*\b[a-z][\w-]*, (?=[^,]* and )", "", bare)
        members = _members(bare)
        if len(members) < 2:
            return None
        names = []
        for member in members:
            at = self._text.find(member, place[0], place[1])
            spot = (at, at + len(member)) if at >= 0 else place
            names.append(self._resolve(member, spot))
        if not all(n.type in ("person", "organisation", "government") for n in names):
            return None
        name = ", ".join(n.name for n in names[:-1]) + f" and {names[-1].name}"
        return Resolved(name, None, "group", "&".join(sorted(n.key for n in names)))

    def _by_name(self, phrase: Phrase, place: Place) -> Resolved | None:
        """A phrase that ends in a proper name, before it perhaps a title or a description."""
        words = phrase.bare
        apposed = re.search(rf", (?:the |an? )?(?P<rest>[^,]*)$", words)
        if apposed and _LAST_NAME_RUN.search(apposed["rest"]):
            words, lead = apposed["rest"], words[: apposed.start()]
            found = self._by_name(parse_phrase(words), place)
            if found is None:
                return None
            role = found.role or lower_initial(without_article(lead))
            return Resolved(found.name, role if found.type == "person" else None, found.type, found.key)
        run = _LAST_NAME_RUN.search(words)
        if run is None:
            return None
        before = words[: run.start()].strip()
        name = run[0].removesuffix("'s")
        parsed = parse_run(name)
        if not before and not parsed.title and phrase.words[: 1].isupper():
            first, _, rest = name.partition(" ")
            if not rest and first.casefold() in self._scan.lower_words:
                if first not in self._scan.entities and not is_given_name(first):
                    return None
            elif is_person_noun(first) or singular(first.casefold()) in ORGANISATION_HEADS:
                return None
        if not parsed.name:
            return None  # "the Prime Minister"
        if before:
            head = re.split(r"[\s]", before)[-1].casefold()
            last = before.split(" ")[-1]
            if last in ("of", "for", "by", "in", "at", "from", "with", "on", "to", "the", "near", "like"):
                return None
            if "'" in before and not any(
                is_person_noun(w) or singular(w.casefold()) in ORGANISATION_HEADS
                for w in before.split("'")[-1].split(" ")
            ):
                if not before.endswith(("'s", "s'")):
                    return None
            if re.search(r"\b(?:who|that|which|of|for|by|from|in|at)\b", before):
                return None
            title = f"{before} {parsed.title}".strip()
            if before.endswith(("'s", "s'")) and not parsed.title:
                return None  # "Chile's Codelco" stays with its owner
            del head
        else:
            title = parsed.title
        return self._named(parsed.name, place, role=title or None)

    def _named(self, name: str, place: Place, role: str | None) -> Resolved | None:
        """The entity of a proper name, at its fullest."""
        if role:
            role = lower_initial(without_article(role))
            role = re.sub(r"^(?:two|three|several|one) ", "", role)
        wanted = [t.rstrip(".").casefold() for t in name.split(" ")]
        entity = self._fullest(name, wanted, place[0], role)
        if entity is None:
            tidy = name.title() if name.isupper() and len(name) > 5 else name
            kind = self._type_of_name(tidy, role)
            return Resolved(tidy, role if kind == "person" else None, kind, tidy.casefold())
        kind = self._type(entity, role)
        full = clean(entity.name)
        if kind == "person":
            return Resolved(full, self._role(entity) or _not_courtesy(role), "person", full.casefold())
        return Resolved(full, None, kind, full.casefold())

    def _fullest(self, name: str, wanted: list[str], position: int, role: str | None) -> Entity | None:
        """The entity with the fullest name that holds these words in this order."""
        holders = self._scan.by_token.get(wanted[-1], ())
        candidates = [
            e
            for e in holders
            if len(e.tokens) > len(wanted)
            and _holds([t.casefold() for t in e.tokens], wanted)
            and not (len(wanted) == 1 and e.tokens[-1].casefold() in PLACE_TOKENS)
        ]
        own = self._scan.entities.get(name)
        if own is not None and len(wanted) > 1:
            candidates = [c for c in candidates if len(c.tokens) <= len(wanted) + 2]
        if not candidates or (len(wanted) == 1 and is_state_name(name)):
            return own
        if len(candidates) == 1:
            return candidates[0]
        genders = _gender_of_role(role)
        if genders:
            fitting = [c for c in candidates if self._gender(c) in (genders, None)]
            candidates = fitting or candidates
        kin = [c for c in candidates if not self._is_kin_of(c, wanted)]
        candidates = kin or candidates

        def nearness(entity: Entity) -> tuple[bool, int]:
            last = entity.last_before(position + 1)
            if last is not None:
                return (True, last)
            return (False, -entity.starts[0])

        best = max(candidates, key=nearness)
        if len(wanted) == 1 and own is not None and not any(
            c.tokens[-1].casefold() == wanted[0] or c.tokens[0].casefold() == wanted[0]
            for c in candidates
        ):
            return own
        return best

    def _is_kin_of(self, entity: Entity, wanted: list[str]) -> bool:
        """Whether this one was introduced by kinship to another of the same surname."""
        start = entity.starts[0]
        before = self._text[max(0, start - 60) : start]
        return re.search(rf"(?i)\b{re.escape(wanted[-1])}['’]s (?:\w+ )*(?:son|daughter|brother|sister"
                         rf"|wife|husband|father|mother|cousin|nephew|niece|widow)\b", before) is not None

    # what an entity is

    def _full_person(self, entity: Entity, position: int) -> bool:
        found = self._fullest(entity.name, [t.casefold() for t in entity.tokens], position, None)
        return self._type(found or entity, None) == "person"

    def _type(self, entity: Entity, role: str | None) -> SourceType:
        if role and any(is_person_noun(w) for w in role.split(" ")) and not _is_body_name(entity.name):
            self._entity_types[entity.name] = "person"
        known = self._entity_types.get(entity.name)
        if known is None:
            known = self._entity_types[entity.name] = self._judge(entity)
        return known

    def _type_of_name(self, name: str, role: str | None) -> SourceType:
        if state_of(name):
            return "government"
        if _is_body_name(name):
            return _body_type(name)
        if role and any(is_person_noun(w) for w in role.split(" ")):
            return "person"
        return "person" if is_given_name(name.split(" ")[0]) else "organisation"

    def _judge(self, entity: Entity) -> SourceType:
        if state_of(entity.name):
            return "government"
        if _is_body_name(entity.name):
            return _body_type(entity.name)
        if entity.titles:
            return "person"
        if is_given_name(entity.tokens[0]):
            return "person"
        if len(entity.tokens) == 1 and (entity.name.isupper() or re.search(r"[a-z][A-Z]", entity.name)):
            return "organisation"
        for start in entity.starts[:6]:
            end = start + entity.length
            after = self._text[end : end + 60]
            before = self._text[max(0, start - 40) : start]
            if _AGE.match(after) or re.match(r",\s(?:who|whose)\b", after):
                return "person"
            noun = re.search(r"([\w-]+),?\s$", before)
            if noun and is_person_noun(noun[1]) and noun[1].islower():
                return "person"
            if noun and noun[1].casefold() in ORGANISATION_HEADS:
                return "organisation"
            if re.search(r"\b[Tt]he\s$", before):
                return "organisation"
            if re.match(
                r"['’]s? (?:\w+ ){0,2}(?:founder|chief|chairman|owner|boss|engineer|board|shares|stock"
                r"|shareholders|investors|brand|headquarters|customers|employees|bid|offer|ceo|CEO)\b",
                after,
            ):
                return "organisation"
            if (role := _APPOSED.match(after)) and any(
                is_person_noun(w) for w in role["role"].split(" ")[:5]
            ):
                return "person"
        if len(entity.tokens) == 1:
            return "organisation"
        return "person"

    def _role(self, entity: Entity) -> str | None:
        """The office or description that the text gives a person, the fullest title first."""
        if entity.name not in self._roles:
            self._roles[entity.name] = self._find_role(entity)
        return self._roles[entity.name]

    def _find_role(self, entity: Entity) -> str | None:
        best: str | None = None
        for start in entity.starts[:8]:
            role = self._role_at(entity, start)
            if role and (best is None or len(role) > len(best)):
                best = role
        return best

    def _role_at(self, entity: Entity, start: int) -> str | None:
        text = self._text
        end = start + entity.length
        line = text.rfind("\n", 0, start) + 1
        before = text[max(line, start - 120) : start]
        match = re.search(_ROLE_BEFORE, before)
        if match:
            role = lower_initial(without_article(clean(match["role"])))
            nouns = role.split(" ")
            if is_person_noun(nouns[-1]) or any(is_person_noun(n) for n in nouns[-4:]):
                role = _not_courtesy(role) or ""
                if role:
                    return role
        apposed = _APPOSED.match(_without_age(text[end : end + 120]))
        if apposed:
            role = without_article(re.sub(r"^who (?:is|was) ", "", clean(apposed["role"])))
            if any(is_person_noun(w) or is_person_noun(singular(w)) for w in role.split(" ")[:5]):
                return role
        return None

    def _gender(self, entity: Entity) -> Gender | None:
        if entity.name not in self._genders:
            self._genders[entity.name] = self._find_gender(entity)
        return self._genders[entity.name]

    def _find_gender(self, entity: Entity) -> Gender | None:
        role = " ".join([*entity.titles, self._role(entity) or ""])
        found = _gender_of_role(role) or gender_of_given_name(entity.tokens[0])
        if found:
            return found
        last = surname(entity).casefold()
        if last.endswith(("ová", "ova", "eva", "ska", "ská", "ína")):
            return "female"
        count = {"female": 0, "male": 0}
        for start in self._all_starts(entity)[:8]:
            end = start + entity.length
            after = re.split(r"[.!?\n]", self._text[end : end + 160])[0]
            for word in re.findall(r"\b(?:he|his|him|himself|she|her|herself)\b", after)[:1]:
                count["female" if word in ("she", "her", "herself") else "male"] += 1
        if count["female"] == count["male"]:
            return None
        return "female" if count["female"] > count["male"] else "male"

    def _all_starts(self, entity: Entity) -> list[int]:
        short = self._scan.entities.get(surname(entity))
        return sorted([*entity.starts, *(short.starts if short else ())])

    # pronouns

    def _sentence(self, position: int) -> int:
        return bisect_right(self._sentences, position) - 1

    def _pronoun(self, words: str, kind: str, place: Place) -> Resolved:
        found: Resolved | None = None
        if kind in ("male", "female"):
            found = self._person_before(place, "male" if kind == "male" else "female")
        elif kind == "relative":
            found = self._just_before(place)
        elif kind == "thing":
            found = self._thing_before(place, ("organisation", "government", "document", "group"))
        elif kind == "plural":
            found = self._thing_before(place, ("group", "organisation", "government", "unnamed"))
        elif kind == "self":
            found = self._noted[-1][1] if self._noted else None
        return found or Resolved(words, None, "unnamed", f"?{words.casefold()}@{place[0]}")

    def _person_before(self, place: Place, gender: Gender) -> Resolved | None:
        position = place[0]
        quote = self._scan.quote_at(position)
        current = self._sentence(position)
        speaker = self._speaker_of(quote) if quote else None
        weak: Resolved | None = None
        for index in range(current, max(-1, current - _WINDOW), -1):
            begin = self._sentences[index] if index >= 0 else 0
            end = position if index == current else self._sentences[index + 1]
            strong, fallback = self._people_in(begin, end, gender, quote is not None)
            for candidate in (*strong, *fallback):
                if candidate.key == speaker:
                    continue
                if candidate in strong:
                    return candidate
                weak = weak or candidate
            if weak is not None and current - index >= 2:
                return weak
        return weak

    def _speaker_of(self, quote: tuple[int, int]) -> str | None:
        for place, resolved in reversed(self._noted):
            if abs(place[0] - quote[0]) < 200 or abs(place[0] - quote[1]) < 60:
                return resolved.key
        return None

    def _people_in(
        self, begin: int, end: int, gender: Gender, quoted: bool
    ) -> tuple[list[Resolved], list[Resolved]]:
        """People of a gender named in a stretch: those that speak or act, and the others."""
        strong: list[tuple[int, Resolved]] = []
        weak: list[Resolved] = []
        for place, resolved in reversed(self._noted):
            if place[0] < begin - 400:
                break
            if begin <= place[0] < end and self._fits(resolved, gender):
                strong.append((place[0], resolved))
        for start, entity in self._scan.between(begin, end):
            if not quoted and self._scan.quote_at(start) is not None:
                continue
            resolved_entity = self._named(entity.name, (start, start + entity.length), None)
            if resolved_entity is None or not self._fits(resolved_entity, gender):
                continue
            before = self._text[max(begin, start - 30) : start]
            after = self._text[start + entity.length : start + entity.length + 12]
            owner = re.match(r"['’]", after)
            object_of = re.search(
                r"\b(?:by|of|for|with|to|against|told|from|about|than|and|on|at|in)\s$", before
            )
            if owner or object_of:
                weak.append(resolved_entity)
            else:
                strong.append((start, resolved_entity))
        strong.sort(key=lambda item: item[0])
        return [r for _, r in strong], weak[::-1]

    def _fits(self, resolved: Resolved, gender: Gender) -> bool:
        if resolved.type == "unnamed":
            own = _gender_of_role(resolved.name)
            head = parse_phrase(resolved.name)
            return own in (gender, None) and head.is_person
        if resolved.type != "person":
            return False
        entity = self._scan.entities.get(resolved.name)
        if entity is None:
            return True
        return self._gender(entity) in (gender, None)

    def _just_before(self, place: Place) -> Resolved | None:
        """What a relative pronoun refers to: the name or noun phrase right before it."""
        start = self._sentences[self._sentence(place[0])] if self._sentences else 0
        before = self._text[start : place[0]].rstrip(" ,—–")
        offset = start + len(before)
        for begin, entity in reversed(self._scan.between(start, place[0])):
            end = begin + entity.length
            if offset - end <= 2:
                return self._named(entity.name, (begin, end), None)
            break
        noun = re.search(r"(?:^|[,;“\"]|\b(?:the|a|an|two|three|some|several)\b)\s*[^,;“\"]*$", before)
        if noun and noun[0].strip(" ,;“\""):
            words = noun[0].strip(" ,;“\"")
            return self._described(parse_phrase(words), (offset - len(words), offset))
        return None

    def _thing_before(self, place: Place, types: tuple[str, ...]) -> Resolved | None:
        current = self._sentence(place[0])
        for index in range(current, max(-1, current - _WINDOW), -1):
            begin = self._sentences[index] if index >= 0 else 0
            end = place[0] if index == current else self._sentences[index + 1]
            for noted, resolved in reversed(self._noted):
                if noted[0] < begin:
                    break
                if noted[0] < end and resolved.type in types:
                    return resolved
            for start, entity in self._scan.between(begin, end):
                if self._scan.quote_at(start) is not None:
                    continue
                before = self._text[max(begin, start - 12) : start]
                if re.search(r"\b(?:by|of|for|with|to|in|at|on|from|against)\s(?:the\s)?$", before):
                    continue
                found = self._named(entity.name, (start, start + entity.length), None)
                if found and found.type in types and found.type != "unnamed":
                    return found
        return None

    # owners and descriptions

    def _by_owner(self, phrase: Phrase, place: Place) -> Resolved | None:
        """ "Reyes's office", "whose aide", "the institute's director", "their union"."""
        if not phrase.owner:
            return None
        pronoun = POSSESSIVES.get(phrase.owner.casefold())
        thing = parse_phrase(phrase.thing)
        if pronoun is not None:
            named = self._body(thing.head, place) if thing.core == thing.head else None
            if named is not None:
                return named
            owner = self._pronoun(pronoun, PRONOUNS[pronoun.casefold()], place).name
            if owner.casefold() == pronoun.casefold():
                return self._described(phrase, place)
        else:
            owner = self._owner(phrase.owner, thing, place)
        name = f"{possessive(owner)} {phrase.thing}"
        return Resolved(name, None, self._described(thing, place).type, name.casefold())

    def _owner(self, owner: str, thing: Phrase, place: Place) -> str:
        at = self._text.find(owner, place[0], place[1])
        spot = (at, at + len(owner)) if at >= 0 else place
        held = parse_phrase(owner)
        if re.match(UP, owner) and not held.is_body:
            if state_of(owner):
                return owner
            found = self._by_name(held, spot)
            return found.name if found else owner
        if held.is_person and thing.is_person:
            found = self._by_description(parse_phrase(f"the {owner}"), spot)
            return found.name if found else lower_initial(owner)
        if held.is_body:
            found = self._body(held.head, spot)
            tokens = owner.casefold().split(" ")
            if found and set(tokens) <= set(found.name.casefold().split(" ")):
                return found.name
        return lower_initial(owner)

    def _by_description(self, phrase: Phrase, place: Place) -> Resolved | None:
        """ "the minister", "the ex-coach", "the company": a definite phrase for one named elsewhere."""
        if phrase.owner or phrase.plural:
            return None
        if phrase.is_document and phrase.definite:
            return self._document(phrase)
        bare_head = phrase.core == phrase.bare
        if phrase.is_body and phrase.definite and bare_head:
            modifiers = phrase.core.split(" ")[:-1]
            noted = self._noted_by_head.get(phrase.head)
            if noted and not modifiers:
                return noted
            return self._body(phrase.head, place) if len(modifiers) < 1 else None
        if not phrase.is_person and not (phrase.definite and _is_epithet(phrase.head)):
            return None
        if phrase.indefinite:
            return self._introduced_after(phrase, place) if bare_head else None
        if not phrase.definite or not bare_head:
            return None
        return self._by_role(phrase, place)

    def _by_role(self, phrase: Phrase, place: Place) -> Resolved | None:
        head = phrase.head.removeprefix("ex-")
        found = self._people_by_role.get(head)
        if found:
            before = [(s, e) for s, e in found if s < place[0]]
            start, entity = max(before, key=lambda i: i[0]) if before else min(found, key=lambda i: i[0])
            return self._named(entity.name, (start, start + entity.length), None)
        for _, resolved in reversed(self._noted):
            if resolved.type == "unnamed" and parse_phrase(resolved.name).head == phrase.head:
                return resolved
        earlier = re.compile(
            rf"\b(?:an?|one|another)\s(?:[\w-]+\s){{0,3}}{re.escape(phrase.head)}\b", re.IGNORECASE
        )
        for match in reversed(list(earlier.finditer(self._text, max(0, place[0] - 6000), place[0]))):
            return self._introduced_after(parse_phrase(match[0]), match.span())
        if not _is_epithet(phrase.head):
            return None
        gender = _gender_of_role(phrase.head)
        for wanted in (gender,) if gender else ("male", "female"):
            person = self._person_before(place, wanted)  # type: ignore[arg-type]
            if person is not None:
                return person
        return None

    @cached_property
    def _people_by_role(self) -> dict[str, list[tuple[int, Entity]]]:
        found: dict[str, list[tuple[int, Entity]]] = {}
        for entity in self._scan.entities.values():
            roles = dict(entity.titles)
            for start in entity.starts[:4]:
                if role := self._role_at(entity, start):
                    roles.setdefault(role, start)
            if not roles or self._type(entity, None) != "person":
                continue
            for role, start in roles.items():
                head = re.split(r" (?:of|for|in|at|to|from|who|and|with)\b", role)[0].split(" ")[-1]
                found.setdefault(head.casefold().rstrip("."), []).append((start, entity))
        return found

    def _introduced_after(self, phrase: Phrase, place: Place) -> Resolved | None:
        """The name that the next sentence or paragraph opens with, after "a sacked coach" in a lede."""
        current = self._sentence(place[0])
        if current > 1 or "\n" in self._text[self._sentences[0] : place[0]].strip():
            return None
        for index in (current + 1, current + 2):
            if index >= len(self._sentences):
                break
            begin = self._sentences[index]
            for start, entity in self._scan.between(begin, begin + 40)[:1]:
                after = self._text[start + entity.length : start + entity.length + 3]
                if len(entity.tokens) > 1 and entity.starts[0] == start and after.startswith(","):
                    found = self._named(entity.name, (start, start + entity.length), None)
                    if found and found.type == "person":
                        return found
        return None

    def _document(self, phrase: Phrase) -> Resolved | None:
        """The paper named before that "the report" or "the 64-page document" means."""
        for _, resolved in reversed(self._noted):
            if resolved.type == "document":
                head = parse_phrase(resolved.name).head
                if phrase.head in (head, "document", "paper"):
                    return resolved
        return None

    def _body(self, head: str, place: Place) -> Resolved | None:
        """The named body that a bare head noun means: "the company", "the union", "the port"."""
        tokens = KIND_TOKENS.get(HEAD_KINDS.get(head, ""), frozenset()) | {head}
        best: tuple[tuple[bool, bool, int], Entity, int] | None = None
        for entity in self._bodies:
            folded = [t.casefold() for t in entity.tokens]
            named = bool(tokens.intersection(folded))
            if not named and not (
                HEAD_KINDS.get(head) == "company" and self._may_be_company(entity)
            ):
                continue
            last = entity.last_before(place[0])
            start = entity.starts[0] if last is None else last
            rank = (last is not None, head in folded, last if last is not None else -start)
            if best is None or rank > best[0]:
                best = (rank, entity, start)
        compound = None
        pattern = re.compile(rf"(?<!\w)((?:{UP}[\w-]+ )+){re.escape(head)}\b")
        for match in pattern.finditer(self._text, max(0, place[0] - 20000), place[0]):
            compound = match
        if compound and (best is None or not best[0][1]):
            words = re.sub(r"^(?:The|A|An|In|On|At) ", "", compound[0])
            if " " in words and HEAD_KINDS.get(head) != "company":
                return Resolved(words, None, _body_type(words), words.casefold())
        if best is not None:
            entity = best[1]
            return self._named(entity.name, (best[2], best[2] + entity.length), None)
        owned = None
        for match in re.finditer(
            rf"([\w-]+(?:['’]s|s['’])) {re.escape(head)}\b", self._text[max(0, place[0] - 600) : place[0]]
        ):
            owned = match
        if owned and head in ("staff", "office", "team", "campaign"):
            words = clean(owned[0])
            return Resolved(words, None, "organisation", words.casefold())
        return None

    @cached_property
    def _bodies(self) -> list[Entity]:
        return [
            e
            for e in self._scan.entities.values()
            if not state_of(e.name) and self._type(e, None) != "person"
            and e.tokens[-1].casefold() not in PLACE_TOKENS
        ]

    def _may_be_company(self, entity: Entity) -> bool:
        found = self._fullest(entity.name, [t.casefold() for t in entity.tokens], entity.starts[0], None)
        full = found or entity
        if self._type(full, None) != "organisation":
            return False
        tokens = {t.casefold() for t in full.tokens}
        if tokens & KIND_TOKENS["company"] or re.search(r"[a-z][A-Z]", full.name):
            return True
        if tokens & BODY_TOKENS:
            return False
        for start in entity.starts[:5]:
            before = self._text[max(0, start - 40) : start]
            after = self._text[start + entity.length : start + entity.length + 40]
            noun = re.search(r"([\w-]+),?\s$", before)
            if noun and HEAD_KINDS.get(noun[1].casefold()) == "company":
                return True
            if re.match(r"['’]s? (?:\w+ ){0,2}(?:founder|chief|owner|boss|engineer|shares|chairman)\b", after):
                return True
        return False

    def _described(self, phrase: Phrase, place: Place) -> Resolved:
        """An unnamed source: the words that describe it, names in them at their fullest."""
        name = lower_initial(phrase.bare)
        name = self._expanded(name, place)
        first = name.split(" ")[0]
        if (
            first[1:].islower()
            and first[:1].isupper()
            and (first not in self._scan.entities or first.casefold() in self._scan.lower_words)
            and not state_of(first)
            and self._scan._opens(place[0])
        ):
            name = name[0].lower() + name[1:]
        if phrase.is_document:
            kind: SourceType = "document"
        elif phrase.is_anonymous:
            kind = "unnamed"
        elif phrase.plural:
            kind = "group"
        elif phrase.is_body:
            kind = _body_type(phrase.head)
        else:
            kind = "unnamed"
        return Resolved(name, None, kind, name.casefold())

    def _expanded(self, name: str, place: Place) -> str:
        """Surnames and definite roles after "of", "for" and "by" at their fullest."""

        def full(match: re.Match[str]) -> str:
            lead, owner = match["lead"], match["owner"]
            at = self._text.find(owner, place[0], place[1])
            spot = (at, at + len(owner)) if at >= 0 else place
            if re.match(UP, owner):
                if state_of(owner):
                    return match[0]
                found = self._named(owner, spot, None)
                kept = match["the"] or "" if found and found.type != "person" else ""
                return f"{lead}{kept}{found.name}" if found else match[0]
            phrase = parse_phrase(f"the {owner}")
            found = self._by_description(phrase, spot) if match["the"] else None
            if found and (found.type == "person" or owner in found.name.casefold()):
                return f"{lead}{found.name}"
            return match[0]

        name = re.sub(
            rf"(?P<lead>\b(?:for|by|of) )(?P<the>the )?(?:[a-z-]+ )*?(?P<owner>{_NAME})$", full, name
        )
        return re.sub(r"(?P<lead>\b(?:for|by|of|to) )(?P<the>the )(?P<owner>[a-z-]+)$", full, name)


_JOINED = re.compile(
    rf"(?P<a>{_NAME})(?:,)? (?:and|with) (?:the )?(?:[a-z]+ ){{0,2}}(?P<b>{_NAME})"
)
_ROLE_BEFORE = re.compile(
    rf"(?:^|[.,;:“”\"—–\n(]\s*|\b(?:and|that|by|with|told|said|of|for|to|after|as|when|while|but)\s)"
    rf"(?P<role>(?:(?:the|an?|The|An?|Its|Her|His|Their|its|her|his|their)\s)?"
    rf"[^.,;:“”\"\n()]{{2,80}}),?\s$"
)


def _without_age(after: str) -> str:
    return re.sub(r"^,\s(?:aged\s)?\d\d(?=,)", "", after)


def _holds(tokens: list[str], wanted: list[str]) -> bool:
    """Whether the wanted words stand in a name, in order."""
    at = iter(tokens)
    return all(any(word == token for token in at) for word in wanted)


def _members(words: str) -> list[str]:
    """The names that "A, B and C" joins; one member where it joins none."""
    if " and " not in words:
        return [words]
    parts = [p for p in re.split(r",? and |, ", words) if p]
    if all(re.search(rf"{UP}[\w.'’-]*$", part) for part in parts):
        return [without_article(part) for part in parts]
    return [words]


def _shared_role(first: str) -> str | None:
    """The role of all in "trade ministers A and B"."""
    run = _LAST_NAME_RUN.search(first)
    lead = first[: run.start()].strip() if run else ""
    words = lead.split(" ")
    if words and is_person_noun(singular(words[-1])):
        return " ".join([*words[:-1], singular(words[-1])])
    return None


def _gender_of_role(role: str | None) -> Gender | None:
    if not role:
        return None
    words = {w.casefold().strip(".,'") for w in role.split(" ")}
    if words & FEMALE_NOUNS:
        return "female"
    if words & MALE_NOUNS or any(w.endswith("man") and w not in ("woman", "german") for w in words):
        return "male"
    return None


def _not_courtesy(role: str | None) -> str | None:
    if role and role.rstrip(".").casefold() in ("mr", "mrs", "ms", "miss", "mx", "dr"):
        return None
    return role


def _is_epithet(head: str) -> bool:
    """Whether a noun describes somebody rather than names an office."""
    state = state_of(head.capitalize())
    return head in _EPITHETS or head.endswith("-year-old") or (
        state is not None and head.endswith(("man", "woman"))
    )


_EPITHETS = frozenset(
    """man woman millionaire billionaire tycoon veteran father mother star striker winger lawyer coach
    republican democrat ex-coach native conservative liberal businessman businesswoman mogul magnate
    pensioner grandmother grandfather actress actor singer author scientist researcher physicist
    politician player manager entrepreneur financier lawmaker legislator accused defendant""".split()
)


def _is_body_name(name: str) -> bool:
    tokens = [t.casefold().rstrip(".") for t in name.split(" ")]
    return any(t in BODY_TOKENS for t in (tokens[-1], *(tokens[:1] if " of " in name else ()))) or (
        "&" in tokens or len(tokens) > 2 and bool(BODY_TOKENS.intersection(tokens))
    )


def _body_type(name: str) -> SourceType:
    tokens = {t.casefold() for t in name.split(" ")}
    return "government" if tokens & GOVERNMENT_HEADS else "organisation"


def _unnamed(name: str, kind: SourceType) -> Resolved:
    return Resolved(name, None, kind, name.casefold())


def _named_person(name: str, role: str | None) -> Resolved:
    return Resolved(name, role, "person", name.casefold())
