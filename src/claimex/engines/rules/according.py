"""Attributions by preposition: "according to X"."""

from __future__ import annotations

from claimex.engines.cues import Lexicon
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

_CUES = (
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"),
)


def find_according(unit: Unit, lexicon: Lexicon) -> list[Said]:
    """ "According to X, …", "…, according to X" and "…, in the words of X, …"."""
    found: list[Said] = []
    tags, words = unit.tags, unit.words
    for i, word in enumerate(words):
        if word not in ("according", "in"):
            continue
        cue = next((c for c in _CUES if tuple(words[i : i + len(c)]) == c), None)
        if cue is None:
            continue
        phrase = _phrase_right(unit, i + len(cue))
        if phrase is None or (phrase[1] - phrase[0] < 2 and words[phrase[1]] in lexicon.measures):
            continue
        said = Said(unit, i, unit.place(i, i + len(cue) - 1), None, frozenset({"according"}))
        said.source = unit.place(*phrase)
        said.source_first = phrase[0]
        said.before = i - 1
        after = phrase[1] + 1
        if i == 0 or (tags[i - 1] in "C-" and i < 3):
            k = after
            while k < len(tags) and tags[k] == ",":
                k += 1
            if not said.add_tokens(k, _next_boundary(unit, k)):
                continue
        else:
            left = i - 1
            while left >= 0 and tags[left] in ",-(":
                left -= 1
            first = 0
            for k in range(left, 0, -1):
                if tags[k] == ";":
                    first = k + 1
                    break
            resumes = after + 1 if after < len(tags) and tags[after] == "," else -1
            goes_on = 0 < resumes < len(tags) - 1 and tags[resumes] in "XVEA["
            if goes_on:
                for k in range(left, first, -1):
                    if tags[k] == "W" and tags[k - 1] == ",":
                        first = k
                        break
            while first <= left and tags[first] in "C,-":
                first += 1
            if left >= first and (left > first or tags[first] == "Q"):
                _add_mixed(unit, said, first, left)
            if resumes > 0 and resumes < len(tags) - 1 and tags[resumes] not in "WGC":
                said.add_tokens(resumes, _next_boundary(unit, resumes))
            if not said.contents:
                continue
        found.append(said)
    return found


def _add_mixed(unit: Unit, said: Said, first: int, last: int) -> None:
    """Add tokens as content, a whole quotation among them without its marks."""
    if first == last and unit.tags[first] == "Q":
        said.add_quote(first)
    else:
        said.add(unit.place(first, last))


def _next_boundary(unit: Unit, k: int) -> int:
    for m in range(k, len(unit.tags)):
        if unit.tags[m] == ";":
            return m
    return len(unit.tags)


def _phrase_right(unit: Unit, k: int) -> tuple[int, int] | None:
    """The noun phrase that starts at ``k``: prepositional phrases and short names in commas included."""
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
