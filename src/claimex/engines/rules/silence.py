"""Who was asked for comment and did not give it."""

from __future__ import annotations

import re
from bisect import bisect_left

from claimex.draft import Draft, Place, Words
from claimex.engines.rules import silence_patterns as patterns
from claimex.engines.rules.subjects import (
    Subject,
    joined_subject,
    subject_after,
    subject_before,
)
from claimex.engines.rules.units import Paragraph, Unit

_MANNERS = ("no_response", "unheard", "declined", "unreachable", "referred", "passed")
_WOULD = ("would", "will")
_TALKING = ("comment", "speak", "talk to", "talk")
# How far after the cue it can be said what was asked, in characters.
_NEAR = 90
# Who asks without a name: no asker that a reader could look up.
_NOBODY = frozenset(("we", "us", "i", "me", "reporters"))
_NONE_OF = frozenset(("neither", "nobody", "none", "no"))
_TELLING = frozenset(("said", "says", "told", "tells"))
_HEARERS = frozenset(("us", "me", "that", "reporters"))
# What is called on for somebody who is away: "a message at Moss's home".
_PHONES = frozenset("home house phone number inbox voicemail email telephone mobile".split())


def find_silence(unit: Unit, *, quoted: bool = False) -> list[Draft]:
    """The non-responses of one unit; ``quoted`` where its "we" is not the outlet's."""
    if unit.vocabulary.isdisjoint(patterns.TRIGGERS):
        return []
    start, end = unit.tokens.starts[0], unit.tokens.ends[-1]
    lowered = unit.text[start:end].lower()
    return [
        draft
        for pattern, read in (_READERS if quoted else (*_READERS, _AWAITED))
        if pattern.may_stand_in(lowered)
        for match in pattern.words.finditer(unit.text, start, end)
        if (draft := read(unit, match)) is not None
    ]


def find_refusals(paragraph: Paragraph) -> list[Draft]:
    """The answers of a labelled speaker that refuse one: "I won't comment on donors"."""
    label = paragraph.label
    if label is None or label.voice:
        return []
    found = ((unit, refusal(unit)) for unit in paragraph.units)
    return [_draft(unit, cue, label.name, "declined", None) for unit, cue in found if cue]


def refusal(unit: Unit) -> Place | None:
    """The words by which a sentence refuses an answer; None where it says something."""
    start, end = unit.tokens.starts[0], unit.tokens.ends[-1]
    match = patterns.REFUSAL.match(unit.text, start, end)
    if match is None or "but" in unit.vocabulary:
        return None
    first, last = match.span("cue" if match["cue"] else "bare")
    return (first + unit.text[first].isspace(), last)


def says_nothing(unit: Unit) -> bool:
    """Whether a sentence of a transcript refuses an answer, or only asks for the next question."""
    words = unit.text[unit.tokens.starts[0] : unit.tokens.ends[-1]]
    return patterns.PASSING.fullmatch(words) is not None or refusal(unit) is not None


def _after_subject(unit: Unit, match: re.Match[str]) -> Draft | None:
    """ "X did not respond", "X declined to comment", "calls to X went unanswered"."""
    kind = next(name for name in _MANNERS if match[name])
    if kind == "passed":
        return _passed(unit, match)
    if kind == "no_response" and not _about_comment(unit.text, match, unit.tokens.ends[-1]):
        return None
    if (
        kind == "referred"
        and patterns.REFERRED.search(match["referred"]) is None
        and patterns.TO_OTHERS.match(unit.text, match.start(), unit.tokens.ends[-1]) is None
    ):
        return None
    verb = _first_verb(unit, match)
    subject, _ = subject_before(unit, verb)
    subject = subject or joined_subject(unit, verb)
    if subject is None or unit.words[subject.first] == "i":
        return None  # "I don't answer hypothetical questions"
    subject = _told_by(unit, subject) or subject
    manner = "no_response" if kind == "unheard" else kind
    cue = match["cue"].lower()
    never = cue.startswith(("could", "does not", "do not", "doesn", "don"))
    if cue.startswith(_WOULD) or (never and cue.endswith("comment")):
        manner = "declined"
    source = unit.place(subject.first, subject.last)
    return _draft(unit, match.span("cue"), source, manner, _asker(unit, match))


def _told_by(unit: Unit, subject: Subject) -> Subject | None:
    """Who says of himself that he does not answer: "The office said it had no comment"."""
    k = subject.first - 1
    if k < 1 or unit.words[subject.first] not in ("it", "he", "she", "they"):
        return None
    while unit.words[k] in _HEARERS:
        k -= 1
    return subject_before(unit, k)[0] if unit.words[k] in _TELLING else None


def _before_object(unit: Unit, match: re.Match[str]) -> Draft | None:
    """ "The Courier could not reach X"."""
    phrase = subject_after(unit, _token(unit, match.end("cue") - 1), len(unit.tokens))
    if phrase is None:
        return None
    asker = _subject_of(unit, _token(unit, match.start("cue")))
    return _draft(unit, match.span("cue"), unit.place(*phrase), "unreachable", asker)


def _tried(unit: Unit, match: re.Match[str]) -> Draft | None:
    """ "We tried to reach Dr Ono, without success"."""
    end = unit.tokens.ends[-1]
    if patterns.IN_VAIN.search(unit.text, match.end(), end) is None:
        return None
    return _before_object(unit, match)


def _awaited(unit: Unit, match: re.Match[str]) -> Draft | None:
    """ "We've put it to the ministry and are still waiting for a reply": the outlet waits."""
    text, tokens = unit.text, unit.tokens
    waiting = _first_verb(unit, match)
    subject = subject_before(unit, waiting)[0] or joined_subject(unit, waiting)
    if subject is None or unit.words[subject.first].partition("'")[0] != "we":
        return None
    put = patterns.PUT_TO.search(text, tokens.starts[0], match.start())
    after = patterns.RECEIVED_FROM.match(text, match.end(), tokens.ends[-1])
    asking = after or put
    phrase = subject_after(unit, _token(unit, asking.end() - 2), len(tokens)) if asking else None
    if phrase is None:
        return None
    return _draft(unit, match.span("cue"), unit.place(*phrase), "no_response", None)


def _answered(unit: Unit, match: re.Match[str]) -> Draft | None:
    """ "Neither the club nor the league responded to requests for comment"."""
    if unit.vocabulary.isdisjoint(_NONE_OF):
        return None
    subject, _ = subject_before(unit, _token(unit, match.start("cue")))
    if subject is None:
        return None
    opening = unit.words[max(0, subject.first - 1) : subject.first + 1]
    if _NONE_OF.isdisjoint(opening):
        return None
    source = unit.place(subject.first, subject.last)
    return _draft(unit, match.span("cue"), source, "no_response", _asker(unit, match))


def _token(unit: Unit, position: int) -> int:
    """The token at a position of the text."""
    return bisect_left(unit.tokens.ends, position + 1)


def _subject_of(unit: Unit, verb: int) -> Place | None:
    subject, _ = subject_before(unit, verb)
    return unit.place(subject.first, subject.last) if subject is not None else None


def _first_verb(unit: Unit, match: re.Match[str]) -> int:
    """The verb of the cue: its first token that is no auxiliary."""
    k = _token(unit, match.start("cue"))
    starts, end = unit.tokens.starts, match.end("cue")
    while k + 1 < len(starts) and unit.tags[k] in "XA" and starts[k] < end:
        k += 1
    return k


def _about_comment(text: str, match: re.Match[str], end: int) -> bool:
    """Whether it was a question that went unanswered, not a treatment or a threat."""
    cue = match["cue"].lower()
    if "return" in cue or "immediately" in cue:
        return True
    rest = text[match.end() : end]
    if patterns.ASKED_THING.match(rest[:_NEAR]):
        return True
    return "answer" not in cue and patterns.PLAIN_END.match(rest) is not None


def _asker(unit: Unit, match: re.Match[str]) -> Place | None:
    """Who asked, where the sentence says it: "calls from The Courier"."""
    text = unit.text
    tail = text[match.end() : unit.tokens.ends[-1]]
    named = patterns.ASKED_BY.match(tail)
    if named is None and match["cue"].lower().endswith(_TALKING):
        named = patterns.SPOKEN_TO.match(tail)
    if named is not None:
        return match.end() + named.start("who"), match.end() + named.end("who")
    sought = patterns.ASKING.search(text, unit.tokens.starts[0], match.start())
    return _subject_of(unit, _token(unit, sought.start())) if sought else None


def _passed(unit: Unit, match: re.Match[str]) -> Draft | None:
    """ "A message at Moss's home went unanswered", "Attempts to reach her were unsuccessful"."""
    text, starts, words = unit.text, unit.tokens.starts, unit.words
    for attempt in patterns.ATTEMPT.finditer(text, starts[0], match.start()):
        phrase = subject_after(unit, _token(unit, attempt.end() - 2), len(unit.tokens))
        if phrase is None:
            continue
        first, last = phrase
        while last > first and starts[last] >= match.start():
            last -= 1
        if last > first and words[last] in _PHONES:
            owners = (k for k in range(last - 1, first - 1, -1) if words[k].endswith(("'s", "s'")))
            last = next(owners, last)
        start, end = unit.place(first, last)
        if words[last].endswith("'s"):
            end -= 2
        unreached = "unsuccessful" in match["cue"].lower() or "reach" in attempt.group().lower()
        manner = "unreachable" if unreached else "no_response"
        return _draft(unit, match.span("cue"), (start, end), manner, None)
    return None


def _received(unit: Unit, match: re.Match[str]) -> Draft | None:
    """ "X sought comment from Y but did not receive a response"."""
    text, tokens = unit.text, unit.tokens
    sought = patterns.SOUGHT.search(text, tokens.starts[0], match.start())
    after = patterns.RECEIVED_FROM.match(text[match.end() : tokens.ends[-1]])
    phrase = None
    if after is not None:
        phrase = subject_after(unit, _token(unit, match.end() + after.end() - 2), len(tokens))
    if phrase is None and sought is not None:
        phrase = subject_after(unit, _token(unit, sought.end() - 2), len(tokens))
    if phrase is None:
        return None
    if sought is not None:
        asker = _subject_of(unit, _token(unit, sought.start() + 1))
    else:
        asker = _subject_of(unit, _token(unit, match.start("cue")) + 1)
    return _draft(unit, match.span("cue"), unit.place(*phrase), "no_response", asker)


def _draft(unit: Unit, cue: Place, source: Place, manner: str, asker: Place | None) -> Draft:
    text = unit.text
    asked_by = _words(text, asker) if asker is not None else None
    return Draft(
        kind="non_response",
        sentences=tuple(range(unit.number, unit.last + 1)),
        cue=_words(text, cue),
        source=_words(text, source),
        asker=asked_by if asked_by and asked_by.text.lower() not in _NOBODY else None,
        manner=manner,
    )


def _words(text: str, place: Place) -> Words:
    return Words(text=text[slice(*place)], place=place)


_READERS = (
    (patterns.AFTER_SUBJECT, _after_subject),
    (patterns.BEFORE_OBJECT, _before_object),
    (patterns.RECEIVED, _received),
    (patterns.TRIED, _tried),
    (patterns.ANSWERED, _answered),
)
_AWAITED = (patterns.WAITING, _awaited)
