"""Whom a lawyer or spokesman speaks for: "a lawyer for X", "X's agent", "on behalf of X"."""

from __future__ import annotations

import re

from claimex.draft import Place
from claimex.engines.rules.said import Said

_JOB = (
    r"(?i:(?:(?:defen[cs]e|defending|personal|chief|former|senior|criminal|press)\s)?"
    r"(?:lawyers?|attorneys?|solicitors?|counsel|barristers?|spokes(?:man|woman|person|people|men|women)"
    r"|agents?|publicists?|press\s(?:secretary|officer|attaché)|representatives?))"
)
_NAME = r"[A-ZÀ-Þ][\w’'.&-]*(?:\s(?:(?:of|the|and|de|van|von|al|for)\s)?[A-ZÀ-Þ&][\w’'.&-]*)*"
_WHO = (
    r"(?P<who>(?:the\s|a\s|an\s|his\s|her\s|their\s)?"
    rf"(?:{_NAME}|[\w’'-]+(?:\s[\w’'-]+){{0,3}}?(?:\s(?:of|at|in)\s(?:the\s)?{_NAME})?))"
)
# "a lawyer for Lund", "Joyce Tembo, a lawyer for Lund,"
_FOR = re.compile(
    rf"\b{_JOB}\s(?:for|of|to)\s{_WHO}(?=[,.;:”\"’)]|\s(?:who|said|says|told|also)\b|$)"
)
# "Moreau's agent Bella Cruz", "its lawyer, Günther Weiß", "Her agent"
_OF = re.compile(
    rf"(?P<who>\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|(?:[Tt]he\s)?[\w’'.-]+(?:\s[\w’'.&-]+){{0,4}}?[’']s?))\s{_JOB}\b"
)
# "Telia Mar spokesman Jorge Piñera"
_BEFORE = re.compile(rf"(?:^|[\s“\"])(?P<who>{_NAME})\s{_JOB}\s(?={_NAME})")
_BEHALF = re.compile(rf"\bon\sbehalf\sof\s{_WHO}(?=[,.;:]|\s(?:said|told)\b|$)")
_ASIDE = 90
# Without one of these, in lower case, nobody speaks for another.
_JOBS = (
    *("lawyer", "attorney", "solicitor", "counsel", "barrister", "spokes", "agent", "publicist"),
    *("press", "representative"),
)


def principal(said: Said) -> Place | None:
    """The place that names whom the source speaks for; None where it speaks for itself."""
    if said.source is None:
        return None
    text = said.unit.text
    start, end = said.source
    aside = text[end : end + 2]
    stop = min(end + _ASIDE, said.unit.tokens.ends[-1]) if aside == ", " else end
    if any(map(text[start:stop].lower().__contains__, _JOBS)):
        for pattern in (_FOR, _OF, _BEFORE):
            limit = stop if pattern is _FOR else end
            match = pattern.search(text, start, limit)
            if match is not None:
                return _bare(text, match.span("who"))
    opens, cue = said.unit.tokens.starts[0], said.cue_place[0]
    match = _BEHALF.search(text, opens, cue) if text.find("behalf", opens, cue) >= 0 else None
    return match.span("who") if match is not None else None


def _bare(text: str, place: Place) -> Place:
    """The name without the possessive that ends it."""
    start, end = place
    if text[end - 2 : end] in ("'s", "’s"):
        return start, end - 2
    if text[end - 1] in "'’":
        return start, end - 1
    return place
