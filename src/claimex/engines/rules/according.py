"""Attributions by preposition: "according to X"."""

from __future__ import annotations

from claimex.engines.cues import Lexicon
from claimex.engines.rules.complements import starts_clause
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

_CUES = (
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"),
)
# The words of these phrases that are rare.
_OBJECTS = frozenset(("according", "words", "view", "opinion"))


def find_according(unit: Unit, lexicon: Lexicon) -> list[Said]:
    """ "According to X, …", "…, according to X" and "…, in the words of X, …"."""
    words = unit.words
    if unit.vocabulary.isdisjoint(_OBJECTS):
        return []
    found = (
        _according(unit, i, i + len(cue), lexicon)
        for i in range(len(words))
        for cue in _CUES
        if words[i] == cue[0] and tuple(words[i : i + len(cue)]) == cue
    )
    return [said for said in found if said is not None]


def _according(unit: Unit, i: int, end: int, lexicon: Lexicon) -> Said | None:
    """The attribution by the phrase of the tokens ``i`` to ``end - 1``."""
    tags, words = unit.tags, unit.words
    phrase = _phrase_right(unit, end)
    if phrase is None or (phrase[1] - phrase[0] < 2 and words[phrase[1]] in lexicon.measures):
        return None
    said = Said(unit, i, unit.place(i, end - 1), None, frozenset({"according"}))
    said.take_phrase(phrase, i - 1)
    after = _after_apposition(unit, said, phrase)
    if i == 0 or (tags[i - 1] in "C-" and i < 3):
        while after < len(tags) and tags[after] == ",":
            after += 1
        return said if said.add_tokens(after, _next_boundary(unit, after)) else None
    # "The bridge, according to its builder, is safe": what is said goes on after the phrase.
    resumes = after + 1 if tags[after : after + 1] == "," and after + 2 < len(tags) else None
    goes_on = resumes is not None and tags[resumes] in "XVEA["
    _add_before(unit, said, goes_on=goes_on)
    if resumes is not None and tags[resumes] not in "WGC":
        said.add_tokens(resumes, _next_boundary(unit, resumes))
    return said if said.contents else None


def _after_apposition(unit: Unit, said: Said, phrase: tuple[int, int]) -> int:
    """The token after the phrase and what stands in apposition to it.

    A name after a role belongs to the source: "according to the mayor, Ida Holm, the bridge …".
    """
    tags = unit.tags
    comma = phrase[1] + 1
    last = comma + 1
    while last < len(tags) and tags[last] in "NUDMPE":
        last += 1
    if tags[last : last + 2] == ",W" and set(tags[comma + 1 : last]) == {"U"}:
        # "according to its director, Piers Aldous, who said …": the rest is of him.
        said.take_phrase((phrase[0], last - 1), said.before)
        return len(tags)
    ends = tags[last : last + 1] in ("", ".") or (
        tags[last] == "," and starts_clause(unit, last + 1, len(tags), plain=True)
    )
    if tags[comma : comma + 1] != "," or last == comma + 1 or not ends:
        return comma
    named = set(tags[comma + 1 : last].removeprefix("D")) == {"U"}
    if named and tags[phrase[1]] == "N":
        said.take_phrase((phrase[0], last - 1), said.before)
    return last if named or tags[comma + 1] in "DMN" else comma


def _add_before(unit: Unit, said: Said, *, goes_on: bool) -> None:
    """Add the clause before the phrase, from its relative pronoun where it ``goes_on`` after it."""
    tags = unit.tags
    last = said.cue - 1
    while last >= 0 and tags[last] in ",-(":
        last -= 1
    first = tags.rfind(";", 1, last + 1) + 1 if last > 0 else 0
    if goes_on:
        relative = tags.rfind(",W", first, last + 1)
        first = relative + 1 if relative >= 0 else first
    while first <= last and tags[first] in "C,-":
        first += 1
    if last > first or (last == first and tags[first] == "Q"):
        _add_mixed(unit, said, first, last)


def _add_mixed(unit: Unit, said: Said, first: int, last: int) -> None:
    """Add tokens as content, a whole quotation among them without its marks."""
    if first == last and unit.tags[first] == "Q":
        said.add_quote(first)
    else:
        said.add(unit.place(first, last))


def _next_boundary(unit: Unit, k: int) -> int:
    """The next semicolon, else the end of the unit."""
    semicolon = unit.tags.find(";", k)
    return semicolon if semicolon >= 0 else len(unit.tags)


def _phrase_right(unit: Unit, k: int) -> tuple[int, int] | None:
    """The noun phrase that starts at ``k``, prepositional and relative phrases included."""
    tags, words = unit.tags, unit.words
    first = k
    while k < len(tags):
        tag = tags[k]
        if (
            tag in "NUDMO[]TEG"
            or (tag == "R" and k == first)
            or tag == "P"
            or (tag == "A" and k + 1 < len(tags) and tags[k + 1] in "NEU")
        ):
            if tag == "G" and k > first and tags[k - 1] == ",":
                break
            k += 1
        elif tag == "C" and k + 1 < len(tags) and tags[k + 1] in "UND" and k > first:
            k += 1
        elif tag == "W" and k + 1 < len(tags) and tags[k + 1] in "XVE" and tags[k - 1] in "NU":
            k += 2
        elif tag == "." and words[k] != "." and words[k].endswith(".") and k + 1 < len(tags):
            k += 1
        else:
            break
    last = k - 1
    while last >= first and tags[last] in "PDC[":
        last -= 1
    if last < first:
        return None
    return first, last
