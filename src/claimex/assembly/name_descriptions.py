"""Who is meant by a description: "the minister", "the company", "a sacked coach"."""

from __future__ import annotations

import re

from claimex.assembly.countries import state_of
from claimex.assembly.given_names import is_given_name
from claimex.assembly.name_antecedents import Antecedents
from claimex.assembly.name_bodies import Bodies
from claimex.assembly.name_cast import Cast, Resolved, resolved
from claimex.assembly.name_kinds import DOCUMENT_HEADS, HEAD_KINDS, ORGANISATION_HEADS
from claimex.assembly.name_phrases import NAME, Phrase, clean, lower_initial, parse_phrase, within
from claimex.assembly.name_roles import body_type, gender_of_role
from claimex.assembly.name_scan import Scan
from claimex.assembly.name_words import (
    COUNT_WORDS,
    EPITHETS,
    KINDRED_ROLES,
    PLURALS,
    is_person_noun,
    singular,
)
from claimex.draft import Place
from claimex.schema import SourceType

_OWNED_BY = re.compile(
    rf"(?P<lead>\b(?:for|by|of|to) )(?P<kind>(?:the )?(?:[a-z-]+ )*?)(?P<owner>{NAME})$"
)
_OWNED_BY_ROLE = re.compile(r"(?P<lead>\b(?:for|by|of|to) )the (?P<owner>[a-z-]+)$")
_ONE = re.compile(
    r"(?:one|another)(?: of (?:them|the (?:two|three|four|five|people|men|women)))?", re.IGNORECASE
)
_SPEAKERS = frozenset(("spokesperson", "spokesman", "spokeswoman"))
# How far back, in characters, "a sacked coach" may stand from "the coach".
_INTRODUCED = 6_000
_INTRODUCING = re.compile(r"\b(?:an?|one|another)(?:\s[\w-]+){0,3}$", re.IGNORECASE)


# Of whom these are, the text often says once: "Kenya's energy ministry", then "the ministry".
_OWNED = frozenset("campaign coastguard ministry office party staff team wing".split())


class Descriptions:
    """Finds whom the noun phrases of one text mean; positions are characters of that text."""

    def __init__(self, scan: Scan, cast: Cast, bodies: Bodies, before: Antecedents) -> None:
        self._scan = scan
        self._text = scan.text
        self._cast = cast
        self._bodies = bodies
        self._before = before

    def is_word(self, name: str, place: Place) -> bool:
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
            or singular(folded) in ORGANISATION_HEADS | DOCUMENT_HEADS
            or folded in PLURALS
        )
        return common and self._scan.opens(place[0])

    def meant(self, phrase: Phrase, place: Place) -> Resolved | None:
        """ "the minister", "the ex-coach", "the company": one who is named elsewhere."""
        alone = phrase.core == phrase.bare
        if phrase.indefinite and phrase.is_person and not alone and not phrase.owner:
            return self._introduced_after(phrase.head, place[0])
        if phrase.owner or not alone:
            return None
        # A headline leaves the article out: "Mayor denies fraud", "says bake-off winner".
        definite = phrase.definite or (
            not phrase.indefinite and not phrase.plural and self._before.sentence(place[0]) < 2
        )
        if phrase.is_document:
            return self._document(phrase, place) if phrase.definite else None
        modifiers = phrase.bare.split(" ")[:-1]
        # "the ministry" and "the dredging firm" point back, "the health ministry" is a name itself.
        points = (
            not modifiers
            or (phrase.head in HEAD_KINDS and modifiers[0].islower() and (phrase.head != "group"))
            or modifiers[0].endswith("-based")
        )
        if phrase.is_body and definite and len(modifiers) == 1 and state_of(modifiers[0]):
            return self._bodies.of_country(modifiers[0], place[0])
        if phrase.is_body and definite and points:
            return (
                (None if modifiers else self._before.last(phrase.head))
                or self._bodies.meant_by(phrase.head, place[0], self._before.last_body(place[0]))
                or self._owned_before(phrase.head, place)
            )
        if phrase.plural:
            return None
        if phrase.is_person and phrase.indefinite:
            return self._introduced_after(phrase.head, place[0])
        if definite and (phrase.is_person or _is_epithet(phrase.head)):
            return self._by_role(phrase, place)
        return None

    def one_of(self, phrase: Phrase, place: Place) -> Resolved | None:
        """ "One of them" after "two officials", "a spokesperson" after the body that spoke."""
        if _ONE.fullmatch(phrase.words):
            group = self._before.last_group(place[0])
            return None if group is None else resolved(_one(group.name), "unnamed")
        if phrase.head in _SPEAKERS and phrase.bare == phrase.head:
            begin, _ = self._before.bounds(self._before.sentence(place[0]))
            for _, who in reversed(self._before.noted_in(begin, place[0])):
                if who.type in ("organisation", "government") and who.name[:1].isupper():
                    return resolved(f"{who.name} {phrase.head}", "unnamed")
        return None

    def _document(self, phrase: Phrase, place: Place) -> Resolved | None:
        """What "the report" means; "the paper" may be the newspaper that was just named."""
        document = self._before.document(phrase.head)
        if phrase.head != "paper" or phrase.bare != "paper":
            return document
        if document is not None and parse_phrase(document.name).head in ("paper", "study"):
            return document
        return self._bodies.named_before("paper", place[0]) or document

    def _owned_before(self, head: str, place: Place) -> Resolved | None:
        """ "the governor's staff" shortly before "the staff"."""
        if head not in _OWNED:
            return None
        pattern = rf"[\w-]+(?:['’]s|s['’]) (?:[a-z-]+ )?{head}\b"
        found = re.findall(pattern, self._text[max(0, place[0] - 600) : place[0]])
        return resolved(clean(found[-1]), body_type(head)) if found else None

    def unnamed(self, words: str, place: Place) -> Resolved:
        """Who the words of a noun phrase mean, without a look at what a pronoun would take up."""
        phrase = parse_phrase(words)
        found = None
        if phrase.definite and phrase.is_body:
            found = self.meant(phrase, place)
        elif phrase.definite and phrase.is_person:
            found = self._by_role(phrase, place, epithets=False)
        return found or self.described(phrase, place)

    def _by_role(self, phrase: Phrase, place: Place, *, epithets: bool = True) -> Resolved | None:
        head = phrase.head.removeprefix("ex-")
        modifiers = phrase.bare.split(" ")[:-1]
        who = self._cast.with_role((head,), modifiers, place[0]) or self._before.last(phrase.head)
        if who is not None:
            return who
        kindred = KINDRED_ROLES.get(head, ())
        if kindred and (who := self._cast.with_role(kindred, modifiers, place[0])):
            return who
        introduced = self._introduced(head, place[0])
        if introduced is not None:
            # Somebody was introduced by this very word: it is he, named or not.
            return self._introduced_after(head, introduced)
        if not epithets or not _is_epithet(phrase.head):
            return None
        return self._before.person(place[0], gender_of_role(phrase.head))

    def introduced_as(self, phrase: Phrase, position: int) -> Resolved | None:
        """Whom a lede means by "its former keeper", where what follows names the former keeper."""
        if not phrase.is_person or self._before.sentence(position) > 1:
            return None
        who = self._introduced_after(phrase.head, position)
        if who is None or not set(phrase.bare.split(" ")) <= set(
            (who.role or "").lower().split(" ")
        ):
            return None
        return who

    def _introduced(self, head: str, position: int) -> int | None:
        """Where "a sacked coach" stands, the first before a position within reach, or None."""
        begin = max(0, position - _INTRODUCED)
        at = self._text.find(f" {head}", begin, position)
        while at >= 0:
            if not self._text[at + len(head) + 1 : at + len(head) + 2].isalnum():
                article = _INTRODUCING.search(self._text, max(begin, at - 60), at)
                if article:
                    return article.start()
            at = self._text.find(f" {head}", at + 1, position)
        return None

    def _introduced_after(self, head: str, position: int) -> Resolved | None:
        """Whom the sentence after a lede names, where the lede said "a sacked coach"."""
        current = self._before.sentence(position)
        if current > 2:
            return None
        for index in (current + 1, current + 2):
            begin, end = self._before.bounds(index)
            for start, entity in self._scan.between(begin, min(end, begin + 40))[:1]:
                after = self._text[start + entity.length : start + entity.length + 1]
                titled = any(head in title.casefold().split(" ") for title in entity.titles)
                first = len(entity.tokens) > 1 and entity.starts[0] == start
                # "A brother of the men, Issa Maiga": he is the brother, not "a doctor" before.
                other = _INTRODUCING.search(self._text[begin:start].partition(" of ")[0].strip())
                if first and (titled or (after == "," and other is None)):
                    who = self._cast.at(start, entity)
                    if who.type == "person":
                        return who
        return None

    def described(self, phrase: Phrase, place: Place) -> Resolved:
        """An unnamed source: the words that describe it, the names in them at their fullest."""
        name = self.as_ordinary(self._expanded(lower_initial(phrase.bare), place), place)
        return resolved(name, self.kind(phrase))

    def as_ordinary(self, name: str, place: Place) -> str:
        """Words without the capital letter that only the start of a sentence gave them."""
        first, _, rest = re.sub("'", " ", name).partition(" ")
        if rest[:1].isupper() and " " in rest:
            return name  # "Channel Nine bosses"
        if first[1:].islower() and self.is_word(first, place):
            return name[0].lower() + name[1:]
        return name

    def kind(self, phrase: Phrase) -> SourceType:
        """What sort of source a description is."""
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
            who = self._cast.named(owner, within(self._text, owner, place)[0])
            kind = match["kind"]
            if name[: match.start("owner")].endswith(who.name.removesuffix(owner)):
                return match[0]  # "the University of Leskov": it is all there
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
            who = self.meant(phrase, within(self._text, match["owner"], place))
            if who and (who.type == "person" or match["owner"] in who.name.casefold()):
                return f"{match['lead']}{who.name}"
            return match[0]

        name = _OWNED_BY.sub(by_name, name)
        return _OWNED_BY_ROLE.sub(by_role, name)


def _one(name: str) -> str:
    """One of a group: "official with knowledge of it" of "two officials with knowledge of it"."""
    phrase = parse_phrase(name)
    words = phrase.core.split(" ")
    while len(words) > 1 and words[0].casefold() in COUNT_WORDS:
        words = words[1:]
    words[-1] = singular(words[-1])
    return " ".join(words) + phrase.bare.partition(phrase.core)[2]


def _is_epithet(head: str) -> bool:
    """Whether a noun describes somebody rather than names an office."""
    return (
        head in EPITHETS
        or head.endswith("-year-old")
        or head.startswith("ex-")
        or (head.endswith(("man", "woman")) and state_of(head.capitalize()) is not None)
    )
