"""The rules engine: paragraph by paragraph, cue by cue, in reading order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice, takewhile
from typing import Literal

from claimex.draft import Draft, EngineInfo, Place, Reading, Words
from claimex.engines.cues import Lexicon, lexicon
from claimex.engines.rules.according import find_according
from claimex.engines.rules.answering import Proposition, speakers_of
from claimex.engines.rules.attribution import find_said
from claimex.engines.rules.bare import acts_before, after_colon
from claimex.engines.rules.contradiction import Contradictions
from claimex.engines.rules.deal_verbs import find_verb_deals
from claimex.engines.rules.deals import Deal, as_draft, find_deals
from claimex.engines.rules.frames import find_framed, labelled_turn
from claimex.engines.rules.heard import Heard, heard
from claimex.engines.rules.labels import find_labels
from claimex.engines.rules.places import trim
from claimex.engines.rules.said import Said
from claimex.engines.rules.silence import find_refusals, find_silence
from claimex.engines.rules.units import Paragraph, Unit, paragraphs
from claimex.text.document import Document

_MARKS = '"“”«»„'
# What a refusal is about: "would not comment on an open case".
_ITS_REASON = re.compile(r"\s(?:on|about|during|while|until|for)\s[^,;:.“\"]*")
_ACCUSING = frozenset(("accuse", "allege", "blame"))


class RulesEngine:
    """Reads a document with the cue lexicon and rules: offline, deterministic, English.

    Safe to share between threads: it holds no state of its own.
    """

    @property
    def info(self) -> EngineInfo:
        """What this engine is, for the provenance."""
        return EngineInfo(engine="rules")

    def read(self, document: Document) -> Reading:
        """The drafts of one document, in order of their cues."""
        words = lexicon()
        said: list[Heard] = []
        waiting: deque[Said] = deque()
        others: list[Draft] = []
        speaking: Said | None = None
        deal: Deal | None = None
        for paragraph in paragraphs(document, find_labels(document, words)):
            here, speaking = _said_in(paragraph, words, speaking)
            waiting += here
            # To a quotation that goes on more is added; order is kept.
            while waiting and waiting[0] is not speaking:
                said.append(heard(waiting.popleft(), words))
            others += _silences(paragraph)
            for unit in (*paragraph.units, *paragraph.inner):
                deals = _deals(unit, words, deal)
                deal = deals[-1] if deals else deal
                others += filter(None, (as_draft(each, words) for each in deals))
        said += (heard(one, words) for one in waiting)
        silences = sorted(d.cue.place for d in others if d.kind == "non_response" and d.cue.place)
        spoken = (d for d in _spoken(document.text, said, words) if not _says_only(d, silences))
        drafts = [*spoken, *others]
        drafts.sort(key=lambda d: (d.cue.place or (0, 0), d.kind))
        return Reading(drafts=tuple(drafts))

    async def aread(self, document: Document) -> Reading:
        """As ``read``; the rules need no event loop and are quick enough not to block one."""
        return self.read(document)

    def close(self) -> None:
        """Nothing to release."""

    async def aclose(self) -> None:
        """Nothing to release."""


def _says_only(draft: Draft, silences: list[Place]) -> bool:
    """Whether a claim says no more than that there is nothing to say: "had nothing to say".

    ``silences`` are the places of such words, in order.
    """
    if draft.kind != "claim" or len(draft.evidence) != 1 or draft.evidence[0].place is None:
        return False
    start, end = draft.evidence[0].place
    first = bisect_left(silences, (start - 16, 0))
    near = takewhile(lambda place: place[0] <= end, islice(silences, first, None))
    words = draft.evidence[0].text
    return any(
        b <= end + 2
        and (
            end - start <= b - a + 8 or (a - start < 5 and _ITS_REASON.fullmatch(words, b - start))
        )
        for a, b in near
    )


def _silences(paragraph: Paragraph) -> list[Draft]:
    """The non-responses of one paragraph."""
    found = find_refusals(paragraph)
    for unit in paragraph.units:
        found += find_silence(unit, quoted=paragraph.is_quoted)
    for unit in paragraph.inner:
        found += find_silence(unit, quoted=True)
    return found


def _deals(unit: Unit, words: Lexicon, earlier: Deal | None) -> list[Deal]:
    """The deals of one unit; ``earlier`` is the last one before it."""
    deals = find_deals(unit, words, earlier)
    cues = {deal.cue for deal in deals}
    return deals + [deal for deal in find_verb_deals(unit, words) if deal.cue not in cues]


def _said_in(
    paragraph: Paragraph, words: Lexicon, speaking: Said | None
) -> tuple[list[Said], Said | None]:
    """The attributions of one paragraph, and whose quotation goes on in the next one."""
    found: list[Said] = []
    quoting = speaking
    acting: Said | None = None
    for unit in paragraph.units:
        if unit.only_quotes:
            if quoting is None and acting is not None:
                quoting = acting
                found.append(acting)
            if quoting is not None:
                if quoting.announces and not quoting.contents:
                    found.append(quoting)
                for quote in unit.quotes.values():
                    quoting.contents.append((quote.inner, quote.outer))
                    quoting.quoted.append(True)
            continue
        here = [*find_said(unit, words), *find_according(unit, words), *find_framed(unit, words)]
        phrased = {s.cue_place[0] for s in here if "phrase" in s.frames}
        # "rubbished claims that": the phrase, not its verb as well.
        here = [s for s in here if "phrase" in s.frames or s.cue_place[0] not in phrased]
        here.sort(key=lambda s: s.cue)
        if not here and unit.quotes and (bare := after_colon(unit)) is not None:
            here = [bare]
        acting = acts_before(unit) if not here and not unit.quotes else None
        found += (s for s in here if s.contents)
        for s in here:
            if any(s.quoted) or s.announces:
                quoting = s
    turn = labelled_turn(paragraph, paragraph.units[0].text) if paragraph.units else None
    if turn is not None:
        found = [turn, *(s for s in found if _of_others(s))]
    for unit in paragraph.inner:
        found += _reported_inside(unit, words)
    goes_on = bool(paragraph.quotes) and not paragraph.quotes[-1].closed
    announced = quoting is not None and quoting is not speaking and quoting.announces
    return found, quoting if goes_on or announced else None


def _reported_inside(unit: Unit, words: Lexicon) -> list[Said]:
    """Attributions inside a quotation: what the speaker reports of others, never "I think"."""
    return [
        s
        for s in (*find_said(unit, words), *find_according(unit, words), *find_framed(unit, words))
        if _of_others(s)
    ]


def _of_others(said: Said) -> bool:
    if said.source is None or said.inherits or "call" in said.frames or not said.contents:
        return False
    mention = said.unit.text[slice(*said.source)].lower()
    return mention not in ("i", "we", "you", "it") or any(said.quoted)


def _spoken(text: str, said: list[Heard], words: Lexicon) -> list[Draft]:
    """The claims and denials that the attributions come to."""
    speakers = speakers_of(text, said)
    contradictions = Contradictions(text, words, _propositions(text, said, speakers))
    drafts: list[Draft] = []
    denied: tuple[Heard, str] | None = None
    for s, speaker, chain in zip(said, speakers, _chains(text, said), strict=True):
        if s.verdict is not None:
            verdict = s.verdict
        elif denied is None or not _follows(denied[0], s):
            verdict = contradictions.split(s, speaker)
        else:
            verdict = contradictions.split(s, speaker, goes_on=speaker == denied[1])
            verdict = (all(s.quoted) and contradictions.denied_already(s)) or verdict
        denied = (s, speaker) if verdict.denials and not verdict.claims else None
        if _silent(text, s):
            drafts.append(_no_comment(text, s))
            continue
        asserts = verdict.claims and not _commands(text, s, verdict.claims, words)
        if asserts and not _asks(text, s):
            drafts.append(_draft("claim", text, s, verdict.claims, chain))
        if verdict.denials:
            drafts.append(_draft("denial", text, s, verdict.denials, chain))
    return _said_to_deny(drafts)


_SELF = frozenset("i we he she it they".split())


def _said_to_deny(drafts: list[Draft]) -> list[Draft]:
    """The drafts with one denial for "The firm said it rejects the claim", by the firm."""
    denials = {d.source.place: n for n, d in enumerate(drafts) if d.kind == "denial" and d.source}
    left: list[Draft | None] = list(drafts)
    for n, draft in enumerate(drafts):
        if draft.kind != "claim" or len(draft.evidence) != 1 or draft.evidence[0].place is None:
            continue
        first, start = draft.evidence[0].text.partition(" ")[0], draft.evidence[0].place[0]
        denial = denials.get((start, start + len(first))) if first.casefold() in _SELF else None
        if denial is not None:
            left[n] = None
            left[denial] = replace(drafts[denial], source=draft.source, via=draft.via)
    return [draft for draft in left if draft is not None]


def _follows(denied: Heard, said: Heard) -> bool:
    """Whether something is said after a denial, in its paragraph: "“Nobody has …,” he said"."""
    return said.paragraph == denied.paragraph and said.cue_place > denied.cue_place


def _propositions(text: str, said: list[Heard], speakers: list[str]) -> Iterable[Proposition]:
    """What is said that a denial could contradict."""
    for s, speaker in zip(said, speakers, strict=True):
        if s.source is None or (s.verdict is not None and not s.verdict.claims):
            continue
        words = " ".join(text[a:b] for a, b in s.contents)
        yield Proposition(
            start=s.cue_place[0],
            end=max(end for _, end in s.contents),
            paragraph=s.paragraph,
            mention=text[slice(*s.source)].casefold(),
            speaker=speaker,
            words=words,
            accuses=s.lemma in _ACCUSING,
        )


_NO_COMMENT = re.compile(r"no (?:further )?comment[.!,]?", re.IGNORECASE)


def _silent(text: str, said: Heard) -> bool:
    """Whether a quotation says nothing but "No comment"."""
    return any(said.quoted) and all(
        _NO_COMMENT.fullmatch(text[a:b].strip()) for a, b in said.contents
    )


def _no_comment(text: str, said: Heard) -> Draft:
    cue = trim(text, said.contents[0]) or said.cue_place
    source = said.source or said.cue_place
    return Draft(
        kind="non_response",
        sentences=said.sentences,
        cue=Words(text=text[slice(*cue)], place=cue),
        source=Words(text=text[slice(*source)], place=source),
        manner="declined",
    )


def _asks(text: str, said: Heard) -> bool:
    """Whether a quotation only asks: "Who stole the tuba?" asked the bandmaster."""
    return said.lemma == "ask" and all(text[a:b].rstrip().endswith("?") for a, b in said.contents)


def _commands(text: str, said: Heard, places: tuple[Place, ...], words: Lexicon) -> bool:
    """Whether a quotation only orders something: "Read it first, folks"."""
    if not any(said.quoted) or len(places) > 1:
        return False
    first = text[places[0][0] : places[0][1]].split(" ", 1)[0].lower().strip("“\"‘'")
    return first in words.orders


def _draft(
    kind: Literal["claim", "denial"],
    text: str,
    said: Heard,
    places: tuple[Place, ...],
    chain: tuple[Words, ...],
) -> Draft:
    evidence = tuple(_words(text, place) for place in sorted(places))
    speaks_for = said.speaks_for
    return Draft(
        kind=kind,
        sentences=said.sentences,
        cue=Words(text=text[slice(*said.cue_place)], place=said.cue_place),
        source=_words(text, said.source) if said.source is not None else None,
        evidence=evidence,
        quotation=_quotation(said, evidence),
        manner=_manner(text, said) if kind == "denial" else None,
        via=chain,
        on_behalf_of=_words(text, speaks_for) if speaks_for is not None else None,
    )


_PARTLY = re.compile(
    r"\b(?:not (?:all|entirely|wholly|quite)|partly|in part|some of (?:it|them|that)"
    r"|exaggerated|overstated|(?:yes|true|certainly), but)\b",
    re.IGNORECASE,
)


def _manner(text: str, said: Heard) -> str:
    """Whether the words deny the whole or a part of it."""
    return "partial" if any(_PARTLY.search(text[a:b]) for a, b in said.contents) else "flat"


def _words(text: str, place: Place) -> Words:
    return Words(text=text[slice(*place)], place=place)


def _quotation(said: Heard, evidence: tuple[Words, ...]) -> str:
    """Whether the words are quoted whole, in part or not at all."""
    quoted = dict(zip(said.contents, said.quoted, strict=True))
    whole = [
        any(q and a <= place[0] and place[1] <= b for (a, b), q in quoted.items())
        for words in evidence
        if (place := words.place) is not None
    ]
    if all(whole):
        return "direct"
    marked = any(mark in words.text for words in evidence for mark in _MARKS)
    return "mixed" if any(whole) or marked else "indirect"


def _chains(text: str, said: list[Heard]) -> list[tuple[Words, ...]]:
    """For each attribution who reports it, outermost first: those whose content holds its cue."""
    opening = sorted(
        (start, end, n)
        for n, s in enumerate(said)
        if s.source is not None
        for start, end in s.contents
    )
    by_cue = sorted(range(len(said)), key=lambda n: said[n].cue_place[0])
    chains: list[tuple[Words, ...]] = [()] * len(said)
    holding: list[tuple[int, int]] = []
    at = 0
    for n in by_cue:
        cue = said[n].cue_place[0]
        while at < len(opening) and opening[at][0] <= cue:
            holding.append(opening[at][1:])
            at += 1
        holding = [(end, other) for end, other in holding if end > cue]
        around = sorted({other for _, other in holding})
        chains[n] = tuple(
            _words(text, source)
            for other in around
            if (source := said[other].source) is not None and _reports(said[other], said[n])
        )
    return chains


def _reports(outer: Heard, inner: Heard) -> bool:
    """Whether one attribution that holds the cue of another one is outside it."""
    return (
        outer.paragraph == inner.paragraph
        and outer.cue_place != inner.cue_place
        and not any(a <= outer.cue_place[0] < b for a, b in inner.contents)
    )
