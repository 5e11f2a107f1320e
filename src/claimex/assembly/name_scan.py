"""One linear pass over the text: every capitalised name, where it stands, and its title there."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from claimex.assembly.distinct import distinct
from claimex.assembly.given_names import is_given_name
from claimex.assembly.name_kinds import AMBIGUOUS_SURNAMES, BODY_TOKENS, KIND_TOKENS
from claimex.assembly.name_words import (
    CALENDAR,
    COURTESY,
    MET,
    OFFICE_WORDS,
    OPENERS,
    TITLES,
    TRADE_SURNAMES,
    TRADES,
    singular,
)


def _upper_class() -> str:
    """All capital letters of the scripts that have them, as the inside of a character class."""
    ranges: list[tuple[int, int]] = []
    for point in range(0x41, 0x2000):
        if chr(point).isupper():
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1] = (ranges[-1][0], point)
            else:
                ranges.append((point, point))
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in ranges)


UP = f"[{_upper_class()}]"
_TOKEN = (
    rf"(?:(?:al|el|ul|as|ad|d|l)[-'’])?{UP}"
    r"(?:\.(?:[A-Z]\.)+|(?:r|rs|s|ov|en|ep|t|on|of|r|ol|apt|aj|gt|dm|ev)\.(?=\ )|\.(?=\ [A-Z])"
    r"|\w*(?:(?:-|['’](?!s\b))\w+)*)"
)
PARTICLE = (
    r"(?:de|da|dos|das|do|del|della|di|van|von|der|den|ten|ter|zu|la|le|du|bin|ibn|al|el|ben|sur"
    r"|sous|(?:an|auf)(?=\ de[rn]\ )|aan(?=\ den?\ ))"
)
"""The pattern of a small word inside of a name: "van der", "an der"."""
_BETWEEN = rf"(?:\ (?:{PARTICLE}\ ){{1,3}}|\ &\ |\ (?:of|for)\ (?:the\ )?|\ )"
_LOWER = re.compile(r"(?<![\w'’])[a-z]{2,}")
_RUN = re.compile(rf"(?<![\w@#]){_TOKEN}(?:{_BETWEEN}{_TOKEN})*")
# The character class comes first, so that the search skips everything else in one sweep.
_QUOTED = re.compile(r"[“\"](?:(?<=“)[^”\n]*”?|(?<!\w\")[^\"\n]*\"?)")
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:…—–\n]['’”\")\]]*\s*|[“\"‘(\n]\s*)$")
_SEAM = re.compile(r" (?P<link>(?:of|for) (?:the )?)| (?P<word>[A-Z][a-z]+)(?= )")
_PART_OF_NAME = frozenset(
    "general justice king queen prince princess cardinal star major private speaker".split()
)
_WITH_OF = frozenset("republic kingdom bank house chamber academy commonwealth".split())
_CONTRACTED = re.compile(
    r"^(?:I|He|She|It|We|You|They|That|There|What|Who|Here|Let)['’]\w+$|n['’]t$"
)
# "Helen Abara KC"
_HONOURS = re.compile(r"(?<=\w)(?: (?:[KQ]C|SC|MEP|MSP|MP|MBE|OBE|CBE))+$")
_COMPOUND = re.compile(
    r"-(?:based|born|led|owned|backed|listed|faced|old|run|wide|trained|educated)$"
)
_TRADE = re.compile(r"\w{3}(?:er|or|ist|ian|eur|man|ess|ant|ee)$")
_PAPERS = KIND_TOKENS["media"] - {"star"}
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True)
class Entity:
    """A name as it is spelled, with every place where it stands, in text order."""

    name: str
    tokens: tuple[str, ...]
    starts: list[int] = field(default_factory=list)
    titles: dict[str, int] = field(default_factory=dict)
    """Titles that stand before it, with the first place of each."""
    firm: bool = False
    """Whether it is a name for certain: by a title, a given name, or a place within a sentence."""

    @property
    def length(self) -> int:
        """Characters of the name."""
        return len(self.name)

    def last_before(self, position: int) -> int | None:
        """The start of its last mention that starts before the position, None where none does."""
        index = bisect_left(self.starts, position)
        return self.starts[index - 1] if index else None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A run of capitalised words: an optional title, and the name after it ("" where none)."""

    title: str
    name: str


@lru_cache(maxsize=MET)
def parse_run(run: str) -> Parsed:
    """Split the titles off a run: "Secretary of State Ada Brand", "Mr. Brown", "Prime Minister"."""
    run = _HONOURS.sub("", run)
    words = run.split(" ")
    last = -1
    for index, word in enumerate(words):
        bare = word.rstrip(".").casefold()
        plural = bare not in TITLES and singular(bare) in TITLES and index + 1 < len(words)
        if bare in TITLES or plural:
            if index + 1 < len(words) and is_given_name(bare):
                continue  # "Dean Prosser", "Earl Jones"
            if index and index + 1 == len(words) and (_is_surname(words) or bare in _PAPERS):
                continue  # "Farida Merchant", "Bay Courier"
            last = index
    if last < 0 and _is_trade(words):
        last = 0
    if last < 0:
        return Parsed("", run)
    if words[last + 1 : last + 2] in (["of"], ["for"]):
        if words[last].casefold() not in TITLES:
            return Parsed("", run)  # "Tenants of Dock House"
        last += 1
        while last + 1 < len(words) and words[last + 1].casefold() in OFFICE_WORDS:
            last += 1
        last += _place_length(words[last + 1 :])
    rest = words[last + 1 :]
    title = " ".join(words[: last + 1])
    if not rest:
        if len(words) == 2 and words[0].rstrip(".").casefold() in COURTESY:
            return Parsed(words[0], words[1])  # "Mr. Singer"
        return Parsed(title, "")
    if last == 0 and title.casefold() in _PART_OF_NAME and rest[-1].casefold() in BODY_TOKENS:
        return Parsed("", run)  # "Justice Department", "General Electric"
    if _is_members_body(words[last], rest):
        return Parsed("", run)  # "National Farmers Union", "Refugee Council"
    return Parsed(title, " ".join(rest))


def _place_length(words: list[str]) -> int:
    """How many words after "Mayor of" name where: one in "London Ada Brand", none in "State"."""
    for index, word in enumerate(words[:-1]):
        if is_given_name(word):
            return index
    return 1 if len(words) == 3 else 0


def _is_members_body(member: str, rest: list[str]) -> bool:
    """Whether a body of members is named, not somebody with a title: no "Judge Church"."""
    bare = member.rstrip(".").casefold()
    if bare in COURTESY or bare in OFFICE_WORDS:
        return False
    return all(
        word.casefold() in BODY_TOKENS and word.casefold() not in AMBIGUOUS_SURNAMES
        for word in rest
    )


def _is_surname(words: list[str]) -> bool:
    """Whether a run ends in a surname that is a title, too: no "Prime Minister"."""
    before = words[-2].rstrip(".").casefold()
    if before in TITLES or before in OFFICE_WORDS:
        return False
    return is_given_name(words[0]) or words[-1].casefold() in TRADE_SURNAMES


def _is_trade(words: list[str]) -> bool:
    """Whether a run begins with what its bearer does: "Chauffeur Pierre Roux", "Brewer Ada Vik"."""
    if len(words) < 3 or is_given_name(words[0]) or words[-1].casefold() in BODY_TOKENS:
        return False
    first = words[0].casefold()
    return first in TRADES or (is_given_name(words[1]) and _TRADE.search(first) is not None)


class Scan:
    """The names of a text and where they stand; positions are characters of the text given."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.entities: dict[str, Entity] = {}
        self.lower_words = set(_LOWER.findall(" ".join(distinct(text))))
        self._starts: list[int] = []
        self._at: list[Entity] = []
        self.by_token: dict[str, list[Entity]] = {}
        self._read()

    def _read(self) -> None:
        # A run that was read within a sentence means the same wherever it stands within one.
        within: dict[str, tuple[int, Entity]] = {}
        for match in _RUN.finditer(self.text):
            run, start = match[0], match.start()
            opens = self.opens(start)
            if not opens and (known := within.get(run)) is not None:
                self._note(start + known[0], known[1])
                continue
            pieces = _pieces(run)
            for offset, piece in pieces:
                at = start + offset
                found = self._add(at, piece, opens if not offset else self.opens(at))
                if not opens and found is not None and len(pieces) == 1 and not leading(piece):
                    within[run] = self._starts[-1] - start, found
        for entity in self.entities.values():
            for token in {t.casefold() for t in entity.tokens}:
                self.by_token.setdefault(token, []).append(entity)

    def _note(self, start: int, entity: Entity) -> None:
        entity.starts.append(start)
        self._starts.append(start)
        self._at.append(entity)

    def _add(self, start: int, piece: str, opens: bool) -> Entity | None:
        """Note the name in a piece of a run; None where it has none."""
        skipped = leading(piece)
        if skipped and (opens or self.text[max(0, start - 4) : start] != "the "):
            start, piece = start + skipped, piece[skipped:]
        if not piece:
            return None
        parsed = parse_run(piece)
        if opens and not skipped and not parsed.title and piece not in self.entities:
            first, _, rest = piece.partition(" ")
            if first.casefold() in self.lower_words and not is_given_name(first):
                if not rest:
                    return None
                if first.casefold() not in BODY_TOKENS:
                    start, piece, parsed = start + len(first) + 1, rest, parse_run(rest)
        name = parsed.name
        if not name or name.casefold() in CALENDAR:
            return None
        start += piece.rfind(name)
        entity = self.entities.get(name)
        if entity is None:
            entity = self.entities[name] = Entity(name, tuple(name.split(" ")))
        if parsed.title:
            entity.titles.setdefault(parsed.title, start)
        if not entity.firm:
            entity.firm = bool(
                not opens or skipped or parsed.title or is_given_name(entity.tokens[0])
            )
        self._note(start, entity)
        return entity

    def opens(self, start: int) -> bool:
        """Whether a sentence, quotation or line starts here."""
        near = self.text[max(0, start - 2) : start]
        if near[-1:] == " " and (near[0].isalnum() or near[0] in ",;'’"):
            return False
        before = self.text[max(0, start - 4) : start]
        return start == 0 or _ENDS_SENTENCE.search(before) is not None

    def between(self, start: int, end: int) -> list[tuple[int, Entity]]:
        """The mentions that start in ``[start, end)``, in text order."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return list(zip(self._starts[low:high], self._at[low:high], strict=True))

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        return [m.span() for m in _QUOTED.finditer(self.text)]

    def quote_at(self, position: int) -> tuple[int, int] | None:
        """The quotation around a position, marks included, or None outside of quotations."""
        index = bisect_right(self._quotes, (position, sys.maxsize)) - 1
        if index >= 0 and self._quotes[index][0] <= position < self._quotes[index][1]:
            return self._quotes[index]
        return None


def surname(entity: Entity) -> str:
    """The last word of a name, without "Jr." and the like."""
    tokens = [t for t in entity.tokens if t.rstrip(".").casefold() not in _SUFFIXES]
    return (tokens or list(entity.tokens))[-1]


@lru_cache(maxsize=MET)
def leading(run: str) -> int:
    """Characters at the start of a run that belong to no name: "The", "On", "Oslo-based"."""
    taken = 0
    for word in run.split(" "):
        folded = word.casefold()
        if is_given_name(word) and taken + len(word) < len(run):
            break
        if not (folded in OPENERS or _CONTRACTED.search(word) or _COMPOUND.search(word)):
            break
        taken += len(word) + 1
    return min(taken, len(run))


@lru_cache(maxsize=MET)
def _pieces(run: str) -> tuple[tuple[int, str], ...]:
    """A run cut where "of" or "for" does not belong to a title or the name of a body."""
    pieces: list[tuple[int, str]] = []
    begin = 0
    for match in _SEAM.finditer(run):
        if match["link"]:
            left = run[begin : match.start()].split(" ")[-1].casefold()
            body = left in BODY_TOKENS or left in TITLES or singular(left) in BODY_TOKENS
            if body or left in _WITH_OF:
                continue
            pieces.append((begin, run[begin : match.start()]))
            begin = match.end()
        elif match["word"].casefold() in OPENERS and not match["word"].isupper():
            # A word that opens sentences stands inside of no name: a headline in capitals.
            if begin < match.start():
                pieces.append((begin, run[begin : match.start()]))
            begin = match.start() + 1
    if begin < len(run):
        pieces.append((begin, run[begin:]))
    return tuple(pieces)
