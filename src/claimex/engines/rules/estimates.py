"""Attributions by what somebody makes of a thing: "put the toll at 16", "put it down to rain"."""

from __future__ import annotations

from claimex.engines.cues import Lexicon, lexicon
from claimex.engines.rules.participles import clause_subject
from claimex.engines.rules.phrases import noun_phrase_left
from claimex.engines.rules.said import Said
from claimex.engines.rules.subjects import negated, subject_before
from claimex.engines.rules.tokens import HAVE_FORMS
from claimex.engines.rules.units import Unit

_PUTTING = frozenset(("put", "puts", "putting"))
_ASCRIBING = frozenset(("attributed", "attributes", "attributing", "attribute", "ascribed"))
# What changes hands or happens puts no figure on anything: "the deal put its value at …".
_EVENTS = frozenset(
    "bid deal goal loss merger offer purchase rise sale takeover transaction try win".split()
)
# How far after the verb its "at", "down to" or "to" can stand, in tokens.
_REACH = 14


def find_estimates(unit: Unit, lexicon: Lexicon) -> list[Said]:
    """What somebody puts at a figure, or down to a cause, in one unit."""
    if unit.vocabulary.isdisjoint(_PUTTING | _ASCRIBING):
        return []
    found = (
        _estimate(unit, i, lexicon)
        for i, word in enumerate(unit.words)
        if word in _PUTTING or word in _ASCRIBING
    )
    return [said for said in found if said is not None]


def _estimate(unit: Unit, i: int, lexicon: Lexicon) -> Said | None:
    tags = unit.tags
    link = _figure(unit, i, lexicon) if unit.words[i] in _PUTTING else _cause(unit, i)
    if link is None:
        return None
    said = Said(unit, i, unit.place(i, i), None, frozenset({"account"}))
    subject, passed = subject_before(unit, i)
    if negated(passed) or not _is_active(passed):
        return None
    if subject is not None:
        said.take_subject(subject)
    elif tags[i - 1] in "C,":
        # "… and put the cost at", "…, putting the toll at"
        shared = clause_subject(unit, i) or _before_comma(unit, i)
        if shared is None:
            return None
        said.share(shared)
    if said.source is None or not _EVENTS.isdisjoint(_words_of(said)):
        return None
    stop = next((k for k in range(link, len(tags)) if _ends(unit, k)), len(tags))
    return said if said.add_tokens(i + 1, stop) else None


def _before_comma(unit: Unit, i: int) -> tuple[int, int] | None:
    """Whom a participle in an aside belongs to: "The ministry, putting the toll at nine, …"."""
    first = noun_phrase_left(unit, i - 2) if i > 1 else None
    return None if first is None else (first, i - 2)


def _words_of(said: Said) -> list[str]:
    return said.unit.text[slice(*said.source)].casefold().split() if said.source else []


def puts_figure(unit: Unit, i: int) -> bool:
    """Whether the token ``i`` is a verb that puts something at a figure, or down to a cause."""
    return unit.words[i] in _PUTTING and _figure(unit, i, lexicon()) is not None


def _is_active(passed: list[str]) -> bool:
    """Whether the auxiliaries before a verb make no passive of it, and no mere possibility."""
    return all(word in HAVE_FORMS or word.endswith("ly") or word == "also" for word in passed)


def _ends(unit: Unit, k: int) -> bool:
    """Whether the clause of the figure or cause ends before a token."""
    tags = unit.tags
    joined = tags[k] == "C" and tags[k + 1 : k + 2] in ("V", "X", "E")
    return tags[k] in ",;.:QSW" or joined


def _figure(unit: Unit, i: int, lexicon: Lexicon) -> int | None:
    """The "at" of "put the toll at 16", or the "to" of "put the delay down to a burst main"."""
    tags, words = unit.tags, unit.words
    for k in range(i + 1, min(len(tags) - 1, i + _REACH)):
        if words[k] == "at" and not lexicon.estimated.isdisjoint(words[i + 1 : k]):
            return k if "M" in tags[k + 1 : k + 5] else None
        if words[k] == "to" and words[k - 1] == "down" and k > i + 2:
            return k if _is_cause(unit, k + 1) else None
        if tags[k] not in "NDOUEMGR[]P" and tags[k - 1] != "D":
            return None  # a verb, but for "the odds of a cut"
        if words[k] in ("into", "onto", "on"):
            return None
    return None


def _cause(unit: Unit, i: int) -> int | None:
    """The "to" of "attributed the delay to a burst main"."""
    tags, words = unit.tags, unit.words
    for k in range(i + 2, min(len(tags) - 1, i + _REACH)):
        if words[k] == "to":
            return k if _is_cause(unit, k + 1) else None
        if tags[k] in ",;.:QHC":
            return None
    return None


def _is_cause(unit: Unit, k: int) -> bool:
    """Whether a noun phrase starts here, not what is done: "put the dog down to rest"."""
    tags = unit.tags
    plain = tags[k] == "N" and (unit.words[k].endswith("s") or tags[k + 1 : k + 2] == "N")
    return tags[k] in "DOUGMR" or plain
