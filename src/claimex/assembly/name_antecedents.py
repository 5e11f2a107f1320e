"""What a pronoun stands for: the nearest fitting speaker, actor or body before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from claimex.assembly.countries import is_state_name, state_of
from claimex.assembly.given_names import Gender
from claimex.assembly.name_cast import Cast, Resolved
from claimex.assembly.name_nouns import Noun, Nouns, Sort
from claimex.assembly.name_phrases import parse_phrase
from claimex.assembly.name_roles import gender_of_role
from claimex.assembly.name_scan import UP, Entity, Scan
from claimex.draft import Place

_WINDOW = 14
"""How many sentences back an antecedent is looked for."""
_SAID_BEFORE = 1_200
"""How far, in characters, the body may have spoken that "the company" is."""
_OBJECT_OF = re.compile(
    r"\b(?:by|of|for|with|to|against|told|from|about|than|and|on|at|in|called|accused|asked|near)\s$"
)
# "Shares in Holm Paper fell after it said": the firm is what the sentence speaks of.
_HOLDING = re.compile(
    r"\b(?:[Ss]hares|[Ss]tock|[Ss]hareholders|[Ii]nvestors|[Pp]rofits?|[Ss]ales|[Ww]orkers|[Ss]taff"
    r"|[Ee]mployees|[Bb]onds)\s(?:in|of|at)\s$"
)
# "Consumer group SafePlay": the first word only says which group.
_QUALIFIES = re.compile(rf"\s[a-z][a-z-]+\s{UP}[\w-]*[a-z]")
_REPLIES = re.compile(r"\s(?:replied|answered|retorted|countered|shot\sback|responded)\b")
# What stands beside a name and tells a person's role.
_BESIDE = re.compile(r",\s(?:\d\d,\s)?(?:the|an?)\s(?:[\w-]+(?:['’]s)?\s){0,5}[\w-]+")
_INSIDE = re.compile(r"\b(?:by|of|for|with|to|in|at|on|from|against|near)\s(?:the\s)?$")


class Antecedents:
    """Sources noted in reading order, and the search from a pronoun back through them."""

    def __init__(
        self,
        scan: Scan,
        cast: Cast,
        sentences: Sequence[int],
        begin: int,
        describe: Callable[[str, Place], Resolved],
    ) -> None:
        self._describe = describe
        self._nouns = Nouns(scan.text, sentences)
        self._scan = scan
        self._text = scan.text
        self._cast = cast
        self._sentences = sentences
        self._begin = begin
        self._noted: list[tuple[int, int, Resolved]] = []
        self._by_head: dict[str, Resolved] = {}
        self._document: Resolved | None = None

    def note(self, place: Place, who: Resolved) -> None:
        """Remember who spoke where."""
        insort(self._noted, (*place, who), key=lambda item: item[:2])
        if who.type != "person":
            self._by_head[parse_phrase(who.name).head] = who
        if who.type == "document":
            self._document = who

    def last(self, head: str) -> Resolved | None:
        """The last unnamed source with this head noun: "an adviser" for "the adviser"."""
        return self._by_head.get(head)

    def last_body(self, position: int) -> Resolved | None:
        """The named organisation that spoke last, shortly before a position."""
        for _, who in reversed(self.noted_in(position - _SAID_BEFORE, position)):
            if who.type == "organisation" and who.name[:1].isupper():
                return who
        return None

    def last_group(self, position: int) -> Resolved | None:
        """The unnamed people who spoke last before a position: of them is "one of them"."""
        for _, who in reversed(self.noted_in(position - _SAID_BEFORE, position)):
            phrase = parse_phrase(who.name)
            if phrase.plural and not phrase.is_body and who.type in ("group", "unnamed"):
                return who
        return None

    def document(self, head: str) -> Resolved | None:
        """The paper that "the report" or "the 64-page document" means."""
        if head in ("document", "paper", "it"):
            return self._document
        return self._by_head.get(head)

    def sentence(self, position: int) -> int:
        """The index of the sentence around a position."""
        return max(bisect_right(self._sentences, position) - 1, 0)

    def bounds(self, index: int) -> tuple[int, int]:
        """The half-open range from the start of a sentence to that of the next."""
        if not 0 <= index < len(self._sentences):
            return (0, 0)
        last = index + 1 == len(self._sentences)
        return self._sentences[index], len(self._text) if last else self._sentences[index + 1]

    def noted_in(self, begin: int, end: int) -> list[tuple[int, Resolved]]:
        """The sources noted in ``[begin, end)``, in text order."""
        low = bisect_left(self._noted, begin, key=lambda item: item[0])
        high = bisect_left(self._noted, end, key=lambda item: item[0])
        return [(start, who) for start, _, who in self._noted[low:high]]

    def person(
        self,
        position: int,
        gender: Gender | None,
        *,
        but: str | None = None,
        without: frozenset[str] = frozenset(),
        holding: frozenset[str] = frozenset(),
    ) -> Resolved | None:
        """The person whom "he" or "she" means; any gender fits None.

        Nobody with the key ``but``, nobody with one of the roles ``without``, and where ``holding``
        names roles only who has one of them.
        """
        quote = self._scan.quote_at(position)
        speakers = self._speakers(quote) if quote else frozenset()
        speakers |= {but} if but else frozenset()
        current = self.sentence(position)
        weak: Resolved | None = None
        for index in range(current, max(-1, current - _WINDOW), -1):
            begin, end = self.bounds(index)
            end = min(end, position)
            other: list[Resolved] = []
            for clause in self._clauses(begin, end):
                acting, named = self._people_in(*clause, gender, quote)
                for who in acting:
                    roles = set((who.role or "").lower().split())
                    barred = without & roles or (holding and not holding & roles)
                    if who.key not in speakers and not barred:
                        return who
                other += named
            if holding:
                other = [who for who in other if holding & set((who.role or "").lower().split())]
            else:
                described = self._described(begin, end, ("person",), quote)
                other += [who for who in described if self._fits(who, gender)]
            weak = weak or next((who for who in other if who.key not in speakers), None)
            if weak is not None and current - index >= 2:
                break
        return weak

    def _clauses(self, begin: int, end: int) -> list[Place]:
        """The parts of a stretch that semicolons divide, the last first."""
        edges = [begin]
        at = self._text.find(";", begin, end)
        while at >= 0:
            edges.append(at + 1)
            at = self._text.find(";", at + 1, end)
        edges.append(end)
        return list(pairwise(edges))[::-1]

    def person_ahead(self, place: Place, gender: Gender | None) -> Resolved | None:
        """Whom "his" means at the start of a text, where he is only named or described after it."""
        index = self.sentence(place[0])
        if index > 1:
            return None
        end = self.bounds(index)[1]
        strong, _ = self._people_in(place[1], end, gender, None)
        described = self._described(place[1], end, ("person",), None)
        return next(iter([*strong, *(who for who in described if self._fits(who, gender))]), None)

    def quoting(self, position: int) -> Resolved | None:
        """Who speaks in the quotation around a position: "my" is his."""
        quote = self._scan.quote_at(position)
        if quote is None:
            return None
        for start, entity in self._scan.between(quote[1], quote[1] + 60):
            if not re.search(r"[.!?]\s|\n", self._text[quote[1] : start]):
                return self._cast.at(start, entity)
        if before := self.noted_in(quote[0] - 60, quote[0]):
            return before[-1][1]
        for start, entity in reversed(list(self._scan.between(quote[0] - 60, quote[0]))):
            if not re.search(r"[.!?]\s|\n", self._text[start : quote[0]]):
                return self._cast.at(start, entity)
        return None

    def _speakers(self, quote: tuple[int, int]) -> frozenset[str]:
        """Who says a quotation: nobody speaks of himself as "she"."""
        after = self.noted_in(quote[1], quote[1] + 60)[:1]
        before = self.noted_in(quote[0] - 60, quote[0])[-1:]
        return frozenset(
            who.key
            for start, who in after + before
            if "\n" not in self._text[min(start, quote[1]) : max(start, quote[0])]
        )

    def _people_in(
        self, begin: int, end: int, gender: Gender | None, quote: tuple[int, int] | None
    ) -> tuple[list[Resolved], list[Resolved]]:
        """People named in a stretch: who speaks or acts, in order, and the others, last first."""
        strong = [
            (start, who) for start, who in self.noted_in(begin, end) if self._fits(who, gender)
        ]
        other: list[Resolved] = []
        for start, entity in self._scan.between(max(begin, self._begin), end):
            if self._scan.quote_at(start) not in (None, quote):
                continue
            who = self._cast.at(start, entity)
            if who.type != "person" or not self._fits(who, gender):
                continue
            after = self._text[start + entity.length : start + entity.length + 2]
            if after[:1] == ":" and self._text[start - 1 : start] in ("", "\n"):
                continue  # the label of a turn, whose speaker says "she" of others
            before = self._text[max(begin, start - 30) : start]
            weak = after.startswith(("'s", "’s")) or _OBJECT_OF.search(before)
            if weak or not self._cast.is_surely_person(self._scan.entities.get(who.name, entity)):
                other.append(who)
            else:
                strong.append((start, who))
        strong.sort(key=lambda item: item[0])
        return [who for _, who in strong], other[::-1]

    def _fits(self, who: Resolved, gender: Gender | None) -> bool:
        if who.type == "unnamed":
            return gender_of_role(who.name) in (gender, None) and parse_phrase(who.name).is_person
        if who.type != "person":
            return False
        entity = self._scan.entities.get(who.name)
        return gender is None or entity is None or self._cast.gender_of(entity) in (gender, None)

    def _described(
        self, begin: int, end: int, sorts: tuple[Sort, ...], quote: Place | None
    ) -> Iterator[Resolved]:
        """Those of these sorts whom a stretch describes without a name, in order."""
        for noun in self._nouns.between(begin, end):
            fits = noun.sort in sorts and noun.end <= end
            if fits and self._scan.quote_at(noun.start) in (None, quote):
                yield self._of(noun)

    def _of(self, noun: Noun) -> Resolved:
        return self._describe(self._text[noun.start : noun.end], (noun.start, noun.end))

    def thing(self, position: int, *, plural: bool) -> Resolved | None:
        """What "it" or, with ``plural``, "they" means: the nearest source or acting body.

        Where there is none, a mere thing may be that opens one of the last sentences.
        """
        current = self.sentence(position)
        thing: Resolved | None = None
        for index in range(current, max(-1, current - _WINDOW), -1):
            begin, end = self.bounds(index)
            end = min(end, position)
            for _, who in reversed(self.noted_in(begin, end)):
                if _takes_up(who, plural):
                    return who
            found = self._acting(begin, end, plural)
            if found is not None:
                return found
            if not plural and thing is None and current - index < 2:
                thing = next(self._described(begin, end, ("thing",), None), None)
        return thing

    def _acting(self, begin: int, end: int, plural: bool) -> Resolved | None:
        """The first body, or group, that a stretch speaks of, named or only described."""
        sorts: tuple[Sort, ...] = ("people",) if plural else ("body",)
        described = [
            (noun.start, noun)
            for noun in self._nouns.between(begin, end)
            if noun.sort in sorts
            and (noun.opens or not plural)
            and noun.end <= end
            and self._scan.quote_at(noun.start) is None
        ]
        named = [
            (start, entity)
            for start, entity in self._scan.between(max(begin, self._begin), end)
            if self._acts(start, entity, begin)
        ]
        spoken_of: list[tuple[int, Noun | Entity]] = [*named, *described]
        for start, found in sorted(spoken_of, key=lambda item: item[0]):
            if isinstance(found, Noun):
                if not found.opens and _INSIDE.search(self._text[max(begin, start - 12) : start]):
                    continue
                return self._of(found)
            who = self._cast.at(start, found)
            if _takes_up(who, plural) and (who.type != "government" or not plural):
                return who
        return None

    def _acts(self, start: int, entity: Entity, begin: int) -> bool:
        """Whether a name may be what its clause speaks of: not quoted, not an adjunct or owner."""
        if state_of(entity.name) and not is_state_name(entity.name):
            return False  # "Cuban"
        known = entity.firm or len(entity.tokens) > 1 or is_state_name(entity.name)
        if self._scan.quote_at(start) is not None or not known:
            return False
        after = self._text[start + entity.length : start + entity.length + 40]
        if after.startswith(("'s", "’s")) or _QUALIFIES.match(after):
            return False
        if _HOLDING.search(self._text[max(begin, start - 16) : start]):
            return True
        return _INSIDE.search(self._text[max(begin, start - 12) : start]) is None

    def replier(self, position: int, end: int) -> str | None:
        """The key of who spoke last, where a pronoun replies to him: "he replied"."""
        if not _REPLIES.match(self._text, end):
            return None
        before = self.noted_in(position - 600, position)
        return before[-1][1].key if before else None

    def just_before(self, position: int) -> Resolved | str | None:
        """What a relative pronoun refers to: the name before it, or the words before it."""
        start, _ = self.bounds(self.sentence(position))
        before = self._text[start:position].rstrip(" ,—–")
        offset = start + len(before)
        mentions = self._scan.between(start, position)
        if mentions:
            begin, entity = mentions[-1]
            if offset - begin - entity.length <= 0:
                # "Ada Brand of the University of Orvik, whose team": hers.
                for earlier, holder in mentions[-2:-1]:
                    between = self._text[earlier + holder.length : begin]
                    if re.fullmatch(r",?\s(?:of|at|from)\s(?:the\s)?", between):
                        who = self._cast.at(earlier, holder)
                        if who.type == "person":
                            return who
                return self._cast.at(begin, entity)
        if mentions and _BESIDE.fullmatch(self._text, begin + entity.length, offset):
            who = self._cast.at(begin, entity)
            if who.type == "person":
                return who  # "Ada Brand, the study's lead author, who"
        noun = re.search(
            r"(?:\b(?:the|a|an|two|three|some|several|many)\s)?[^,;:“”\"—–]{2,80}$",
            re.split(r"\b(?:said|told|and|that|but|by|to|with|from)\s", before)[-1],
            re.IGNORECASE,
        )
        return noun[0].strip() if noun else None


def _takes_up(who: Resolved, plural: bool) -> bool:
    """Whether "it", or "they", may mean this one."""
    if who.type == "person":
        return False
    phrase = parse_phrase(who.name)
    if plural:
        return who.type in ("group", "organisation", "government") or not phrase.is_person
    if who.type in ("organisation", "government"):
        return True
    return who.type != "group" and not phrase.plural and not phrase.is_person
