"""Who was asked for comment and did not give it."""

from __future__ import annotations

import re
from bisect import bisect_left

from claimex.draft import Draft, Place, Words
from claimex.engines.rules.subjects import joined_subject, subject_after, subject_before
from claimex.engines.rules.units import Unit

_TRIGGERS = frozenset(
    """comment comments respond responded reply replied answer answered unanswered unreturned reached
    reach return returned referred redirected directed hung response responses decline interviewed
    elaborate unavailable discuss unsuccessful speak ignored""".split()
)
_NOT = r"(?:not|n['’]t|never)"
_DO = rf"(?:(?:did|do|does|had|has|have|would|could)(?:\s{_NOT}|n['’]t)|never)"
_SOON = r"(?:\s(?:immediately|yet|return|promptly|directly|publicly|initially|also))*"
_ASKED = r"(?:questions?|inquir\w+|enquir\w+|quer(?:y|ies)|requests?|calls?|messages?|e-?mails?|texts?|letters?|comment|interview)"

# Each pattern's `cue` is what is marked; the one that matches first at a place wins.
_AFTER_SUBJECT = re.compile(
    rf"""(?P<cue>
      (?P<no_response>{_DO}{_SOON}\s(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|comment(?:ed)?(?=\s(?:on|when|by)|[.,;])
         |return(?:ed)?\s(?:(?:a|an|his|her|our|their|the|repeated|several|two|three|multiple|\w+[’']s)\s)*(?:\w+\s){{0,2}}?(?:phone\s)?{_ASKED}))
    | (?P<declined>(?:(?:has|have|had|also|again|repeatedly)\s)?(?:declined|declines|refused|refuses|declining)\s(?:(?:\w+ly\s)?(?:to|all|any))\s(?:\w+ly\s)?(?:comment|be\sinterviewed|discuss\s|answer|speak|elaborate|talk\sto|be\squoted|respond|make\sany\scomment|requests?\sfor\s(?:comment|interviews?)|provide\s(?:a\s)?(?:comment|statement))
        |(?:would|will|could|can)\s{_NOT}\scomment|wouldn['’]t\scomment|(?:had|have|has|offered|gave|made|with)\sno\s(?:immediate\s|further\s)?comment
        |hung\sup|ignored\s(?:\w+\s){{0,3}}{_ASKED}|turned\sdown\s(?:a\s|an\s|our\s)?(?:\w+\s)?requests?\sfor)
    | (?P<unreachable>could\s{_NOT}(?:\simmediately|\sbe\simmediately)?\sbe\s(?:immediately\s)?(?:reached|contacted)(?!\sby\s(?!phone|telephone|e-?mail|text|press|deadline))|couldn['’]t(?:\simmediately)?\sbe\sreached(?!\sby\s(?!phone|telephone|e-?mail|text|press|deadline))
        |(?:was|were)\s(?:not\s|un)(?:immediately\s)?(?:available|reachable)(?=\s(?:for\scomment|to\scomment|last|on|by)|[.,;]))
    | (?P<referred>(?:referred|redirected|directed|forwarded)\s(?:(?:all|any|our|his|her|their|further|press|media|a|the|most)\s)*(?:us|{_ASKED}|reporters?|journalists?|callers?|the\s\w+|\w+)\s(?:\w+\s){{0,6}}?(?:to|back\sto)\b)
    | (?P<passed>(?:went|go|gone|were|was|remained|has\sgone|have\sgone|had\sgone)\s(?:unanswered|unreturned|not\s(?:immediately\s)?(?:returned|answered)|unsuccessful|ignored))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE_OBJECT = re.compile(
    r"(?P<cue>(?:could|can)(?:\snot|n['’]t)\s(?:immediately\s)?reach|(?:was|were|been)\s(?:unable|not\sable)\sto\s(?:immediately\s)?(?:reach|contact)|failed\sto\sreach)\s",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    r"(?P<cue>(?:did|has|have|had)(?:\snot|n['’]t)\s(?:immediately\s)?(?:receive|received|get|got|hear|heard)\s(?:back|a\sresponse|any\sresponse|a\sreply|any\sreply|an\sanswer|responses?|repl(?:y|ies)|comment)|received\sno\s(?:response|reply|answer|comment))",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"\b(?:sought|requested|asked\sfor|seeking|reached\sout|request(?:s|ing)?)\s(?:for\s)?(?:a\s)?(?:comments?|response|an?\sinterview)?\s*(?:from|to|of)\s|\b(?:contacted|approached|asked|emailed)\s",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:sought|asked\sfor|requested)\s(?:\w+\s){0,2}?(?:comments?|response)|\b(?:asked|contacted|approached|emailed)\s(?:[\w’'-]+\s){1,7}?for\s(?:a\s)?(?:comment|response|reply)",
    re.IGNORECASE,
)
_ATTEMPT = re.compile(
    r"\b(?:messages?|calls?|e-?mails?|texts?|attempts?|efforts?|requests?|letters?|inquir\w+|questions?|voicemails?)\b(?:[^.;]{0,40}?)\s(?:left\s(?:at|for|with)|sent\sto|to\sreach|to\scontact|to|at|with|seeking\scomment\sfrom|for\scomment\s(?:from|to))\s",
    re.IGNORECASE,
)
_ASKED_THING = re.compile(rf"\s(?:to\s)?(?:\w+[’']?s?\s){{0,6}}?{_ASKED}", re.IGNORECASE)
_END = re.compile(
    r"\s*(?:[.;,)”\"—–]|$|\b(?:by|before|as\sof|on|in\stime|within|when|until|at)\b|immediately|to\b)",
    re.IGNORECASE,
)
_OUTLET = frozenset(("us", "me"))


def find_silence(unit: Unit) -> list[Draft]:
    """The non-responses of one unit."""
    if unit.vocabulary.isdisjoint(_TRIGGERS):
        return []
    text, tokens = unit.text, unit.tokens
    start, end = tokens.starts[0], tokens.ends[-1]
    drafts: list[Draft] = []
    for match in _AFTER_SUBJECT.finditer(text, start, end):
        kind = next(
            k for k in ("no_response", "declined", "unreachable", "referred", "passed") if match[k]
        )
        if kind == "no_response" and not _about_comment(text, match, end):
            continue
        cue = _token(unit, match.start("cue"))
        draft = None
        if kind == "passed":
            draft = _passed(unit, match)
        else:
            verb = _first_token(unit, match, cue)
            subject, _ = subject_before(unit, verb)
            subject = subject or joined_subject(unit, verb)
            if subject is None:
                continue
            manner = "declined" if match["cue"].lower().startswith(("would", "will")) else kind
            if kind == "referred" and not _refers(match["referred"]):
                continue
            draft = _draft(
                unit,
                match.span("cue"),
                unit.place(subject.first, subject.last),
                manner,
                _asker(unit, match),
            )
        if draft is not None:
            drafts.append(draft)
    for match in _BEFORE_OBJECT.finditer(text, start, end):
        verb = _token(unit, match.end("cue") - 1)
        phrase = subject_after(unit, verb, len(tokens))
        if phrase is not None:
            asker, _ = subject_before(unit, _token(unit, match.start("cue")))
            place = unit.place(asker.first, asker.last) if asker else None
            drafts.append(
                _draft(unit, match.span("cue"), unit.place(*phrase), "unreachable", place)
            )
    for match in _RECEIVED.finditer(text, start, end):
        drafts += _received(unit, match)
    return drafts


def _token(unit: Unit, position: int) -> int:
    return max(0, bisect_left(unit.tokens.ends, position + 1))


def _first_token(unit: Unit, match: re.Match[str], cue: int) -> int:
    """The verb of the cue: its first token that is no auxiliary."""
    k = cue
    while (
        k + 1 < len(unit.tokens)
        and unit.tags[k] in "XA"
        and unit.tokens.starts[k] < match.end("cue")
    ):
        k += 1
    return k


def _about_comment(text: str, match: re.Match[str], end: int) -> bool:
    """Whether it was a question that went unanswered, not a treatment or a threat."""
    cue = match["cue"].lower()
    if "return" in cue:
        return True
    rest = text[match.end() : end]
    if _ASKED_THING.match(rest[:90]):
        return True
    plain = re.match(
        r"\s*(?:[.;,)”\"—–]|$|\b(?:by|before|as\sof|on|in\stime|within|when|until|at|immediately)\b)",
        rest,
        re.IGNORECASE,
    )
    return (plain is not None and "answer" not in cue) or "immediately" in cue


def _refers(words: str) -> bool:
    return (
        re.search(rf"\b(?:us|{_ASKED}|reporters?|journalists?|callers?)\b", words, re.IGNORECASE)
        is not None
    )


def _asker(unit: Unit, match: re.Match[str]) -> Place | None:
    """Who asked, where the sentence says it: "from The Courier", "which referred" after "sought"."""
    text = unit.text
    tail = text[match.end() : unit.tokens.ends[-1]]
    found = re.match(
        r"\s(?:to\s)?(?:(?:a|an|the|several|repeated|multiple|written|two|three)\s)*(?:\w+\s){0,3}?(?:from|by)\s(?P<who>(?:[Tt]he\s)?[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*)*)",
        tail,
    )
    if found:
        return match.end() + found.start("who"), match.end() + found.end("who")
    spoken = re.match(r"\sto\s(?P<who>(?:[Tt]he\s)?[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*)*)", tail)
    if spoken and match["cue"].lower().endswith(("comment", "speak", "talk to", "talk")):
        return match.end() + spoken.start("who"), match.end() + spoken.end("who")
    sought = _ASKING.search(text, unit.tokens.starts[0], match.start())
    if sought:
        subject, _ = subject_before(unit, _token(unit, sought.start()))
        if subject is not None:
            return unit.place(subject.first, subject.last)
    return None


def _passed(unit: Unit, match: re.Match[str]) -> Draft | None:
    """ "A message left at Moss's home went unanswered", "Attempts to reach her were unsuccessful"."""
    text = unit.text
    for attempt in _ATTEMPT.finditer(text, unit.tokens.starts[0], match.start()):
        k = _token(unit, attempt.end() - 1)
        phrase = subject_after(unit, k, len(unit.tokens))
        if phrase is None:
            continue
        first, last = phrase
        while last > first and unit.tokens.starts[last] >= match.start():
            last -= 1
        words = unit.words
        if (
            last > first
            and words[last] in ("home", "office", "house", "phone", "lawyer", "number")
            and words[last - 1].endswith(("'s", "s'"))
            and words[last] in ("home", "house", "phone", "number")
        ):
            last -= 1
        place = unit.place(first, last)
        for suffix in ("'s", "’s"):
            if text[place[0] : place[1]].endswith(suffix) and last == first:
                place = (place[0], place[1] - 2)
        unsuccessful = "unsuccessful" in match["cue"].lower() or "reach" in attempt.group().lower()
        return _draft(
            unit, match.span("cue"), place, "unreachable" if unsuccessful else "no_response", None
        )
    return None


def _received(unit: Unit, match: re.Match[str]) -> list[Draft]:
    """ "X sought comment from Y but did not receive a response"."""
    text = unit.text
    asker, _ = subject_before(unit, _token(unit, match.start("cue")) + 1)
    after = re.match(
        r"\s(?:from|to)\s(?!its|our|his|her|their)", text[match.end() : unit.tokens.ends[-1]]
    )
    phrase = None
    if after:
        phrase = subject_after(unit, _token(unit, match.end() + after.end() - 2), len(unit.tokens))
    sought = None
    for sought in _SOUGHT.finditer(text, unit.tokens.starts[0], match.start()):
        if phrase is None:
            phrase = subject_after(unit, _token(unit, sought.end() - 2), len(unit.tokens))
        break
    if phrase is None:
        return []
    who = None
    if sought is not None:
        subject, _ = subject_before(unit, _token(unit, sought.start() + 1))
        who = unit.place(subject.first, subject.last) if subject else None
    elif asker is not None:
        who = unit.place(asker.first, asker.last)
    return [_draft(unit, match.span("cue"), unit.place(*phrase), "no_response", who)]


def _draft(unit: Unit, cue: Place, source: Place, manner: str, asker: Place | None) -> Draft:
    text = unit.text
    name = text[slice(*asker)] if asker else ""
    return Draft(
        kind="non_response",
        sentences=tuple(range(unit.number, unit.last + 1)),
        cue=Words(text=text[slice(*cue)], place=cue),
        source=Words(text=text[slice(*source)], place=source),
        asker=Words(text=name, place=asker)
        if asker and name.lower() not in ("we", "us", "i", "me", "reporters")
        else None,
        manner=manner,
    )
