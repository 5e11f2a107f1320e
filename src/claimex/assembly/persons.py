"""Names for the pronouns of a proposition that mean who speaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claimex.assembly.countries import state_of
from claimex.assembly.entry import Entry
from claimex.assembly.name_phrases import possessive
from claimex.draft import Place
from claimex.schema import Source

Named = Callable[[Place], str | None]
Edit = tuple[Place, str]
"""A place of the text, and the words that stand for it in a proposition."""

_OPENERS = '“„«"‘'
_DOUBLE = re.compile('[“”„«»"]')
_NAMELIKE = re.compile(r"\b[A-Z]\w")
_ADVERBS = r"(?P<adverbs>(?:\s+(?:also|always|just|never|now|only|really|still|\w{3,}ly))*)"
_FIRST = re.compile(
    rf"\b(?<!['’])(?:(?P<subject>I|[Ww]e)(?P<short>['’](?:m|ve|re|d|ll))?(?![\w'’]){_ADVERBS}"
    r"(?:\s+(?P<verb>[a-z]+(?:n['’]t)?))?|(?P<owning>[Mm]y|[Oo]ur|mine|ours)|(?P<object>me|us))"
    r"(?![\w'’])"
)
_THIRD = re.compile(
    r"\b(?<!['’])(?:(?P<subject>he|she)|(?P<owning>his|her(?=\s+[a-z0-9])(?!\s+(?:a|an|the|to|at|"
    r"for|from|on|in|of|that|and|or|as|by|with|when|after|before|into|about|if)\b))"
    r"|(?P<object>him|her))(?![\w'’])",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:(?P<subject>it|they)|(?P<owning>its|their))(?![\w'’])", re.IGNORECASE)
# A source that takes more words than this is a description, which reads badly as an owner.
_LONGEST = 5
_UNDETERMINED = frozenset(
    """a an one two three four five six seven eight nine ten dozens hundreds thousands some several
    many most few all both no another other his her its their my our your sources people
    prosecutors police""".split()
)
_SHORT = (
    {"m": "is", "re": "is", "ve": "has", "ll": "will"},
    {"m": "are", "re": "are", "ve": "have", "ll": "will"},
)
_ONE = {
    "am": "is",
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "aren't": "isn't",
    "weren't": "wasn't",
    "haven't": "hasn't",
    "don't": "doesn't",
}
# Verbs that people use of themselves in the present, in the form without -s.
_PRESENT = frozenset(
    """accept act admit agree aim allow apologise apologize appreciate argue ask assume believe
    build buy call care choose claim come condemn consider continue cooperate create decide defend
    demand deny deserve disagree doubt employ encourage enjoy ensure examine expect fear feel
    fight find focus follow get give go hate help hold honour hope insist intend investigate issue
    keep know lead learn like listen live look lose love maintain make mean meet miss move need
    object offer open operate oppose order own pay plan play prefer prepare produce promise
    protect prove provide publish receive recognise recognize refuse regret reject rely remain
    remember represent reserve respect run save say see seek seem sell send serve share show speak
    stand start stay stop strive suffer supply support suppose suspect take talk teach tell think
    treat trust try understand urge use value view vote wait walk want watch welcome win wish
    wonder work worry write
    """.split()
)
_SAID_PAST = re.compile(r"\s+(?:been|had|made|seen|known|done|gone|given|\w+ed)\b")
_OF_SIDE = ("we", "us", "our")
# "us" and "our" of more than one side.
_AMONG = re.compile(r"\b(?:let|between|both of|all of|each of|of)\s$", re.IGNORECASE)
_TOGETHER = re.compile(r"\s+(?:two|both|three|respective)\b")
_ASKING = re.compile(r"\b(?:do|did|have|had|are|were|am|was|can|could|will|would|should)\s+$", re.I)


def naming(text: str, entry: Entry, named: Named) -> list[Edit]:
    """Where names stand for pronouns in the evidence of an entry, in text order.

    In a quotation "I" is the speaker, and "we" those for whom he or she speaks: the principal, the
    country of the office, else the speaker. Outside of one, "she" is the speaker where ``named``
    gives the speaker's name for it and nobody else is named before it; after that she has been
    named. Any other reading is too uncertain to be put into words.
    """
    if entry.source is None:
        return []
    speaker = entry.source.source
    edits: list[Edit] = []
    me = _Speaker(text, speaker, _side(entry, speaker))
    for start, end in entry.evidence:
        if _in_own_words(text, entry, start):
            edits += me.named_in((start, end))
        elif not edits and (edit := _third_person(text, entry, (start, end), speaker, named)):
            edits.append(edit)
    return edits


def opens_quotation(text: str, start: int) -> bool:
    """Whether the words from here stand right after an opening quotation mark."""
    before = text[max(0, start - 2) : start].strip()
    return before != "" and before[-1] in _OPENERS


def _in_own_words(text: str, entry: Entry, start: int) -> bool:
    """Whether the words from here are the speaker's own: quoted, or after a label and a colon."""
    if opens_quotation(text, start):
        return True
    end = entry.cue[1]
    return text[end:start].strip() in ("", ":") and ":" in text[end - 1 : start]


def _side(entry: Entry, speaker: Source) -> str:
    """For whom the speaker says "we"."""
    if entry.on_behalf_of is not None:
        return entry.on_behalf_of.source.name
    if speaker.type == "person":
        for word in (speaker.role or "").split():
            if (state := state_of(word)) is not None:
                return state.name
    return speaker.name


class _Speaker:
    """Names who says "I" and "we": in full, and after that a person by the surname."""

    def __init__(self, text: str, speaker: Source, side: str) -> None:
        self._text = text
        self._speaker = speaker
        self._side = side
        self._met: set[str] = set()

    def named_in(self, place: Place) -> Iterator[Edit]:
        """What stands for the first person within a place of the text."""
        text = self._text
        for match in _FIRST.finditer(text, *place):
            start = match.start()
            if _inside_inner_quotation(text, place[0], start) or _is_name(text, place[0], match):
                continue
            if _TOGETHER.match(text, match.end()) or _AMONG.search(text, place[0], start):
                continue
            who = _definite(
                self._name(
                    self._side if match[0].casefold().startswith(_OF_SIDE) else self._speaker.name
                )
            )
            if match["owning"]:
                yield match.span(), possessive(who)
            elif match["object"]:
                yield match.span(), who
            else:
                yield self._subject(place[0], match, who)

    def _name(self, full: str) -> str:
        again = full in self._met
        self._met.add(full)
        person = full == self._speaker.name and self._speaker.type == "person"
        return full.split()[-1] if again and person else full

    def _subject(self, begin: int, match: re.Match[str], who: str) -> Edit:
        """The name, and the finite verb after it in the third person."""
        several = self._speaker.type == "group" and self._side == self._speaker.name
        verb, adverbs = match["verb"] or "", match["adverbs"] or ""
        if match["short"]:
            short = match["short"][1:]
            past = _SAID_PAST.match(self._text, match.end("adverbs"))
            full = _SHORT[several].get(short) or ("had" if past else "would")
            return (match.start(), match.end("short")), f"{who} {full}"
        if not verb or several or _ASKING.search(self._text, begin, match.start()):
            return match.span("subject"), who
        one = _ONE.get(verb.replace("’", "'")) or (_with_s(verb) if verb in _PRESENT else verb)
        return (match.start(), match.end("verb")), f"{who}{adverbs} {one}"


def _with_s(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _third_person(
    text: str, entry: Entry, place: Place, speaker: Source, named: Named
) -> Edit | None:
    """The first pronoun that means the speaker, where nothing before it could be meant."""
    match = _OPENING.match(text, *place) if place == entry.evidence[0] else None
    match = match or _THIRD.search(text, *place)
    if match is None:
        return None
    before = text[entry.evidence[0][0] : match.start()]
    if _NAMELIKE.search(before) or _DOUBLE.search(before):
        return None
    if len(speaker.name.split()) > _LONGEST or named(match.span()) != speaker.name:
        return None
    name = _definite(speaker.name)
    return match.span(), possessive(name) if match["owning"] else name


def _definite(name: str) -> str:
    """A description with its article: "the mayor", but "Ada Kern" and "two people"."""
    described = name[:1].islower() and name.split()[0] not in _UNDETERMINED
    return f"the {name}" if described else name


def _is_name(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a capital within the sentence makes it part of a name: "Our Lady", "Phase I"."""
    start, words = match.start(), match[0]
    before = text[begin:start].rstrip(" “\"'‘")
    if words.startswith("I"):
        return bool(re.search(r"\b[A-Z][a-z]+$", before)) and bool(before)
    return words[0].isupper() and before != "" and before[-1] not in ".!?…:"


def _inside_inner_quotation(text: str, begin: int, at: int) -> bool:
    """Whether somebody else is quoted there, within the quotation."""
    opened = text.rfind("‘", begin, at)
    return opened >= 0 and re.search(r"’(?!\w)", text[opened:at]) is None
