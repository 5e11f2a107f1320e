"""Whether a proposition, worded by an engine, adds a name, a number or a date to the text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from claimex.assembly._contradiction import FUNCTION_WORDS, starts_sentence
from claimex.assembly._folding import Folded, fold
from claimex.assembly._tokens import is_number, tokens
from claimex.assembly.countries import states

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = "(?:" + "|".join(f"{m[:3]}(?:{m[3:]}|t)?\\.?" if len(m) > 3 else m for m in _MONTHS) + ")"
_DATE = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d(?:-\d\d)?)"
    rf"|(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\d)(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month2>{_MONTH})(?:,? (?P<year2>\d{{4}}))?"
    rf"|(?P<month3>{_MONTH}),? (?:of )?(?P<year3>\d{{4}}))\b",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_HONORIFICS = frozenset("mr mrs ms miss dr".split())
_SMALL = r"(?:[\s-]+(?:of|the|and|for|on|in|to|&|de|del|la|des|du))*[\s-]+"

Date = tuple[int, int | None, int | None]
Place = tuple[int, int]


class Support:
    """What one document's text and metadata contain; prepared once, asked for every statement."""

    def __init__(self, text: str, title: str | None = None) -> None:
        self._text = text if title is None else f"{title}\n\n{text}"
        self._known = _vocabulary(self._text)

    def unsupported(self, content: str, allowed: Collection[str] = ()) -> tuple[str, ...]:
        """The names, numbers and dates of ``content`` that the document does not contain.

        As they stand in ``content``, in order, each once; empty when all are supported. ``allowed``
        are words that count as contained: names, and dates in ISO form worked out elsewhere
        (``2025-06-26``, ``2025-06``), which support the date in any wording and its weekday. A
        country supports its adjective and the other way round, an acronym the name it shortens. The
        first word of a sentence is a name only where it is one elsewhere, or a country.
        """
        dates = [date for word in allowed if (date := _parse_iso(word))]
        known = self._known.union(*(_vocabulary(word) for word in allowed))
        found: list[Place] = []
        settled: list[Place] = []
        for match in _DATE.finditer(content):
            settled.append(match.span())
            if not _is_dated(match, known, dates):
                found.append(match.span())
        for match in _country_pattern().finditer(content):
            if not _covered(match.span(), settled):
                settled.append(match.span())
                if not self._has_country(match[0], known):
                    found.append(match.span())
        weekdays = {_weekday(date) for date in dates}
        for place, word in _facts(content):
            if _covered(place, settled) or _is_known(word, known) or word in weekdays:
                continue
            if not self._has_long_form(content[slice(*place)]):
                found.append(place)
        words = (content[start:end] for start, end in _joined(content, sorted(found)))
        return tuple(dict.fromkeys(words))

    def _has_country(self, name: str, known: Collection[str]) -> bool:
        # "US" in other case is a pronoun.
        if len(name) > 3 and all(word in known for word in tokens(fold(name).folded).words):
            return True
        others = same_country()[name]
        pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, others))})(?!\w)"
        return re.search(pattern, self._text) is not None

    def _has_long_form(self, word: str) -> bool:
        """Whether the text has the name that an acronym shortens: DHS, Department of Homeland …"""
        if not _ACRONYM.fullmatch(word):
            return False
        return re.search(r"\b" + _SMALL.join(rf"{c}\w+" for c in word), self._text) is not None


def unsupported(
    content: str, document_text: str, title: str | None = None, allowed: Collection[str] = ()
) -> tuple[str, ...]:
    """The names, numbers and dates of ``content`` that neither text nor title contain.

    For one statement; see ``Support`` for what counts as contained, and for many statements.
    """
    return Support(document_text, title).unsupported(content, allowed)


def _vocabulary(text: str) -> frozenset[str]:
    words = set(tokens(fold(text).folded).words)
    for word in list(words):
        if ordinal := _ORDINAL.fullmatch(word):
            words.add(ordinal[1])
        if len(word) in (3, 4) and (month := _month(word)):
            words.add(_MONTHS[month - 1])
    return frozenset(words)


def _month(word: str) -> int | None:
    start = word.lower().rstrip(".")[:3]
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(start) and len(start) == 3:
            return number
    return None


def _parse_iso(word: str) -> Date | None:
    if not _ISO.fullmatch(word):
        return None
    year, month, day = [*map(int, word.split("-")), None, None][:3]
    return None if year is None else (year, month, day)


def _weekday(date: Date) -> str | None:
    from datetime import date as Day

    year, month, day = date
    if month is None or day is None:
        return None
    try:
        return _WEEKDAYS[Day(year, month, day).weekday()]
    except ValueError:
        return None


def _is_dated(match: re.Match[str], known: Collection[str], dates: Sequence[Date]) -> bool:
    """Whether each part of a date stands in the text, or all of them in one allowed date."""
    year: int | None
    if iso := match["iso"] and _parse_iso(match["iso"]):
        year, month, day = iso
    else:
        written = match["month"] or match["month2"] or match["month3"]
        digits = match["year"] or match["year2"] or match["year3"]
        numeral = match["day"] or match["day2"]
        year, month = int(digits) if digits else None, _month(written)
        day = int(numeral) if numeral else None
    parts = [str(part) for part in (year, day) if part is not None]
    if month is not None:
        parts.append(_MONTHS[month - 1] if 1 <= month <= 12 else str(month))
    if all(part in known for part in parts):
        return True
    wanted = (year, month, day)
    return any(
        all(w is None or w == has for w, has in zip(wanted, date, strict=True)) for date in dates
    )


@cache
def same_country() -> Mapping[str, tuple[str, ...]]:
    """Every name, abbreviation, adjective and people of a state, with all the others of it."""
    table: dict[str, tuple[str, ...]] = {}
    for state in states():
        words = [*state.names, *state.short, *state.adjectives]
        peoples = [f"{word}s" for word in state.adjectives if not word.endswith(("s", "h", "ese"))]
        every = tuple(dict.fromkeys(words + peoples))
        for word in every:
            table[word] = tuple(dict.fromkeys(table.get(word, ()) + every))
    return table


@cache
def _country_pattern() -> re.Pattern[str]:
    longest = sorted(same_country(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _covered(place: Place, settled: Sequence[Place]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in settled)


def _facts(content: str) -> Iterator[tuple[Place, str]]:
    """The numbers and names of a proposition, each with its canonical word."""
    folded: Folded = fold(content)
    words = tokens(folded.folded)
    for word, place in zip(words.words, words.places, strict=True):
        start, end = folded.source(*place)
        written = content[start:end]
        if is_number(word):
            # "One" is a pronoun too, and the larger number words only scale another number.
            if word != "1" or written != "one":
                yield (start, end), word
        elif written[:1].isupper() and word not in FUNCTION_WORDS | _HONORIFICS:
            following = content[end:].lstrip()[:1]
            if not starts_sentence(content, start) or following.isupper():
                yield (start, end), word


def _is_known(word: str, known: Collection[str]) -> bool:
    if word in known:
        return True
    if ordinal := _ORDINAL.fullmatch(word):
        return ordinal[1] in known
    return not is_number(word) and (f"{word}s" in known or word.removesuffix("s") in known)


def _joined(content: str, places: Sequence[Place]) -> list[Place]:
    """Neighbouring words as one name."""
    joined: list[Place] = []
    for start, end in places:
        if joined and not content[joined[-1][1] : start].strip(" .-"):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined
