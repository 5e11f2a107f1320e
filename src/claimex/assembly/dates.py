"""Dates: where the text names one, and which day, month or year it is.

Our own pattern finds the expressions, so that a bare "may", "second", "sun" or number is never read
as a date; dateparser reads the absolute ones and those that count back ("three months ago").
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from claimex.text.times import may_tell_time

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_YEAR = r"(?:1[89]|20)\d\d(?![\d%]|[.,]\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
_COUNT = (
    r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    "|a (?:few|couple of)"
)
_NUMBERS = {
    word: n
    for n, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1, "the": 1}
# Words that make a bare year after a determiner a date: "its 2022 memorandum", "the 2015 accord".
_DATED = (
    "accord|agreement|armistice|budget|ceasefire|coalition|compact|contract|convention|deal|elections?"
    "|lease|law|memorandum|merger|pact|peace|plan|protocol|referendum|report|settlement|study|survey"
    "|treaty|truce"
)

_PATTERN = re.compile(
    rf"""
    (?<![\w-])(?:
      (?P<iso>(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-]))
    | (?P<day>
        (?:(?:{_WEEKDAYS}),?\ (?:the\ )?)?
        (?: {_DAY}(?:\ of)?\ (?:{_MONTHS})(?:(?:,?\ |\ of\ ){_YEAR})?
          | (?:{_MONTHS})\ (?:the\ )?{_DAY}(?:,?\ {_YEAR})? )(?![\w]) )
    | (?P<month>
        (?:(?:early|late|mid)[ -](?:in\ )?)?(?:{_MONTHS}),?\ (?:of\ )?{_YEAR}(?![\w-])
      | (?:[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Tt]his)[ -](?:{_MONTHS})(?![\w'’]|\ [A-Z])
      | (?:(?<=\b[Ii]n\ )|(?<=\b[Ss]ince\ )|(?<=\b[Dd]uring\ )|(?<=\b[Uu]ntil\ ))
        (?:{_MONTHS})(?![\w'’]|\ [A-Z]) )
    | (?P<weekday>
        (?:(?:[Ee]arly|[Ll]ate|[Ll]ast|[Nn]ext|[Tt]his(?:\ coming)?|[Cc]oming)\ (?:on\ )?)?
        (?<!Good\ )(?<!Black\ )(?<!Bloody\ )(?<!Super\ )(?<!Palm\ )(?<!Easter\ )(?<!Ash\ )
        (?:{_WEEKDAYS})(?![\w'’-])
        (?:\ (?:morning|afternoon|evening|night|lunchtime)\b)? )
    | (?P<relative>
        (?:[Ee]arlier|[Ll]ater)\ (?:today|this\ (?:week|month|year))\b
      | (?:[Ll]ast|[Tt]his|[Nn]ext)\ (?:week|month|year)\b
      | (?:[Ll]ast\ night|[Tt]onight|[Yy]esterday|[Tt]omorrow|(?<!USA\ )[Tt]oday)\b(?!['’])
      | [Tt]his\ (?:morning|afternoon|evening)\b
      | (?<=\b[Aa]t\ )midnight\b(?!\ (?:on\ )?(?:{_WEEKDAYS})) | [Oo]vernight\b
      | (?:{_COUNT})\ (?:hours?|minutes?)\ ago\b
      | (?:{_COUNT})\ (?:days?|weeks?|months?|years?)\ ago\b )
    | (?P<year>
        [Qq][1-4],?\ {_YEAR}
      | (?:(?:early|late|mid)[ -]|(?:spring|summer|autumn|winter)\ ){_YEAR}
      | (?: (?<=\b[Ii]n\ )|(?<=\b[Ss]ince\ )|(?<=\b[Dd]uring\ )|(?<=\b[Uu]ntil\ )|(?<=\bof\ )
          |(?<=\b[Ff]rom\ )|(?<=\b[Bb]y\ ) ){_YEAR}(?![\w-]|\ [a-z]+s\b)
      | (?: (?<=\b[Ii]ts\ )|(?<=\b[Tt]heir\ )|(?<=\b[Tt]he\ )|(?<=\b[Aa]\ )|(?<=['’]s\ ) )
        {_YEAR}(?=\ (?:[\w-]+\ )?(?:{_DATED})\b) )
    )
    """,
    re.VERBOSE,
)
_SAME_DAY = re.compile(
    r"today|tonight|this (?:morn|aft|even)ing|midnight|overnight|(?:hour|minute)s? ago"
)
_OFFSET = re.compile(rf",? (?P<count>the|{_COUNT}) (?P<unit>day|week)s? (?P<side>after|before)\b")
_MONTH_NAME = re.compile(rf"(?:{_MONTHS})")
_YEAR_NUMBER = re.compile(_YEAR)
_DAY_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_PROPER = re.compile(r" [A-Z]")
_AHEAD = re.compile(r"\b(?:next|will|coming|tomorrow)\b", re.IGNORECASE)
_PREPOSED = re.compile(r"\b(?:[Oo]n|[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate|[Tt]his) $")


def find_dates(text: str) -> list[tuple[int, int]]:
    """Where dates stand in ``text``: half-open ranges of characters, in order, without preposition.

    "Friday, three days after" is given besides the "Friday" that it counts from; it dates what
    comes after it.
    """
    return [(start, end) for start, end, _ in _expressions(text)]


def resolve_date(words: str, published: date | None) -> str | None:
    """The date that ``words`` name: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``, as exact as they are.

    A weekday equal to that of ``published`` is that day. Weekdays and dates without a year lie in
    the past of ``published``, or after it where the words say "next" or "will". None where there is
    no date, where it does not exist, or where it is relative and ``published`` is None.
    """
    return _resolve(" ".join(words.split()), published)


def _expressions(text: str) -> list[tuple[int, int, re.Match[str]]]:
    found: list[tuple[int, int, re.Match[str]]] = []
    if not may_tell_time(text):
        return found
    for match in _PATTERN.finditer(text):
        start, end = match.span()
        # "the Sunday Bugle" is a name, "On Sunday Osman said" is a date.
        if (
            match["weekday"]
            and _PROPER.match(text, end)
            and not _PREPOSED.search(text, max(0, start - 6), start)
        ):
            continue
        found.append((start, end, match))
        if offset := _OFFSET.match(text, end):
            found.append((start, offset.end(), match))
    return found


@lru_cache(maxsize=4096)
def _resolve(words: str, published: date | None) -> str | None:
    anchored = words if _PATTERN.search(words) else f"in {words}"  # a bare "2022" or "July"
    expressions = _expressions(anchored)
    if not expressions:
        return None
    _, end, match = expressions[0]
    value = _value(match, published, ahead=bool(_AHEAD.search(words)))
    offset = _OFFSET.match(anchored, end)
    if offset and value is not None and len(value) == 10:
        count = _number(offset["count"])
        days = count * (7 if offset["unit"] == "week" else 1)
        step = timedelta(days=-days if offset["side"] == "after" else days)
        return (date.fromisoformat(value) + step).isoformat()
    return value


def _value(match: re.Match[str], published: date | None, *, ahead: bool) -> str | None:
    words = match[0]
    if match["iso"]:
        return words if _parse(words) else None
    if match["day"]:
        return _day(words, published, ahead=ahead)
    if match["month"]:
        return _month(words, published, ahead=ahead)
    if match["year"]:
        return words[-4:]
    if published is None:
        return None
    if match["weekday"]:
        return _weekday(words.casefold(), published, ahead=ahead).isoformat()
    return _relative(words.casefold(), published)


def _day(words: str, published: date | None, *, ahead: bool) -> str | None:
    """A day and month, in the nearest year that has this day where the words name none."""
    named = words[re.search(r"\d|" + _MONTHS, words).start() :]  # type: ignore[union-attr]
    if _YEAR_NUMBER.search(named):
        day = _parse(named)
        return day.isoformat() if day else None
    if published is None:
        return None
    for distance in range(9):
        day = _parse(f"{named} {published.year + (distance if ahead else -distance)}")
        if day and (day >= published if ahead else day <= published):
            return day.isoformat()
    return None


def _month(words: str, published: date | None, *, ahead: bool) -> str | None:
    name = _MONTH_NAME.search(words)
    assert name is not None  # the pattern that matched requires it
    month = "jan feb mar apr may jun jul aug sep oct nov dec".split().index(name[0][:3].lower()) + 1
    if year := _YEAR_NUMBER.search(words):
        return f"{year[0]}-{month:02}"
    if published is None:
        return None
    strict = words.casefold().startswith(("last ", "next "))
    this_year = (month > published.month if ahead else month < published.month) or (
        month == published.month and not strict
    )
    return f"{published.year + (0 if this_year else 1 if ahead else -1)}-{month:02}"


def _weekday(words: str, published: date, *, ahead: bool) -> date:
    names = _WEEKDAYS.casefold().split("|")
    wanted = next(n for n, name in enumerate(names) if name in words)
    back = (published.weekday() - wanted) % 7
    if words.startswith("last "):
        return published - timedelta(days=back or 7)
    if words.startswith("next "):
        return published + timedelta(days=(7 - back) % 7 or 7)
    if words.startswith("this ") and "coming" not in words:
        return published + timedelta(days=wanted - published.weekday())
    if ahead:
        return published + timedelta(days=(7 - back) % 7)
    return published - timedelta(days=back)


def _relative(words: str, published: date) -> str | None:
    if "yesterday" in words or "last night" in words:
        return (published - timedelta(days=1)).isoformat()
    if "tomorrow" in words:
        return (published + timedelta(days=1)).isoformat()
    if _SAME_DAY.search(words):
        return published.isoformat()
    if words.endswith("ago"):
        return _ago(words, published)
    step = -1 if "last" in words else 1 if "next" in words else 0
    if "year" in words:
        return str(published.year + step)
    if "month" in words:
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02}"
    monday = published + timedelta(days=7 * step - published.weekday())
    return _common(monday, monday + timedelta(days=6))


def _ago(words: str, published: date) -> str | None:
    count = words.split(" ")[0]
    if "few" in words or "couple" in words:
        return None
    unit = re.search("day|week|month|year", words)
    assert unit is not None  # the pattern that matched requires it
    day = _parse(f"{_NUMBERS.get(count, count)} {unit[0]}s ago", published)
    if day is None:
        return None
    if unit[0] == "week":
        return _common(day - timedelta(days=3), day + timedelta(days=3))
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit[0]]]


def _common(first: date, last: date) -> str | None:
    """The month, or else the year, that holds both days; None where they share none."""
    if first.year != last.year:
        return None
    return f"{first.year}-{first.month:02}" if first.month == last.month else str(first.year)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS.get(words, 2)


@lru_cache(maxsize=4096)
def _parse(words: str, base: date | None = None) -> date | None:
    """The day that dateparser reads in complete words; None where it does not exist."""
    from dateparser import parse

    settings: dict[str, object] = {
        "STRICT_PARSING": base is None,
        "RETURN_AS_TIMEZONE_AWARE": False,
        "TIMEZONE": "UTC",
        "DATE_ORDER": "YMD" if words[:4].isdigit() else "DMY",
        "PARSERS": ["absolute-time"] if base is None else ["relative-time"],
    }
    if base is not None:
        settings["RELATIVE_BASE"] = datetime.combine(base, time())
    day = _DAY_NUMBER.search(words)
    found = parse(words, languages=["en"], settings=settings)
    if found is None:
        return None
    # dateparser moves a day that its month does not have, such as 31 April, to another day.
    if base is None and not words[:4].isdigit() and day and int(day[0]) != found.day:
        return None
    return found.date()
