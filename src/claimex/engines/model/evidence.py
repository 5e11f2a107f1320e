"""Which words of a sentence carry a content that a model worded itself.

The content is aligned with the sentence by the longest common subsequence of their words; the cue
parts the sentence, and each side keeps the run from its first to its last aligned word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from claimex.draft import Place, Words

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_TRIMMED = " \t\n\r,.;:!?\"“”„‘’'«»()[]–—-"
_PRONOUN = re.compile(
    r"\b(?:he|him|his|she|hers?|it|its|they|them|theirs?|we|us|ours?|i|me|my|mine|you|yours?|this|these|"
    r"those)\b",
    re.IGNORECASE,
)
_WEAK = frozenset(
    "a an and are as at be been but by for from had has have he her his in is it its of on or she "
    "that the their them they this to was we were will with would".split()
)
_REACH = 4
_FEWEST = 2


def carrying(
    text: str, sentence: Place, cue: Place | None, content: str, source: str = ""
) -> tuple[Words, ...]:
    """The words in ``sentence`` that carry ``content``, outside ``cue``; () where none do.

    Places are half-open ranges of ``text``; the words carry no enclosing marks. A side of the cue
    that shares nothing but the name of the ``source`` carries nothing.
    """
    cut = cue if cue is not None and sentence[0] <= cue[0] <= cue[1] <= sentence[1] else None
    sides = [sentence] if cut is None else [(sentence[0], cut[0]), (cut[1], sentence[1])]
    named = {_key(word) for word in _WORD.findall(source)}
    runs = [run for side in sides if (run := _run(text, side, content, named)) is not None]
    if not runs:
        return ()
    best = max(weight for weight, _ in runs)
    kept = [place for weight, place in runs if weight >= max(min(best, _FEWEST), best / 3)]
    return tuple(Words(text=text[a:b], place=(a, b)) for a, b in kept)


def telling(text: str) -> set[str]:
    """The words of a text that say something on their own, folded."""
    return {_key(word) for word in _WORD.findall(text)} - _WEAK


def pronouns(text: str) -> int:
    """How many words of a text stand for somebody or something named elsewhere."""
    return len(_PRONOUN.findall(text))


def likeliest(text: str, places: Sequence[Place], content: str) -> int | None:
    """Which of these places shares most words with ``content``; None where none shares two."""
    asked = telling(content)
    shared = [len(asked & telling(text[slice(*place)])) for place in places]
    best = max(shared, default=0)
    return shared.index(best) if best >= _FEWEST else None


def _run(text: str, side: Place, content: str, named: set[str]) -> tuple[int, Place] | None:
    """The aligned run within one side, and how many telling words it shares with the content."""
    words = list(_WORD.finditer(text, *side))
    theirs = [_key(w.group()) for w in words]
    asked = [_key(w) for w in _WORD.findall(content)]
    matched = [
        n
        for op in LCSseq.opcodes(theirs, asked)
        if op.tag == "equal"
        for n in range(op.src_start, op.src_end)
    ]
    weight = sum(theirs[n] not in _WEAK and theirs[n] not in named for n in matched)
    if weight == 0:
        return None
    first, last = _reach(theirs, matched)
    start, end = words[first].start(), words[last].end()
    return weight, _stretched(text, side, start, end)


def _reach(words: list[str], matched: list[int]) -> tuple[int, int]:
    """The first and last word of the densest run of matches, small gaps bridged."""
    runs: list[list[int]] = [[matched[0]]]
    for n in matched[1:]:
        if n - runs[-1][-1] <= _REACH + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    best = max(runs, key=lambda run: sum(words[n] not in _WEAK for n in run))
    return best[0], best[-1]


def _stretched(text: str, side: Place, start: int, end: int) -> Place:
    """The run out to the ends of its clause, where few words lie between."""
    left = text[side[0] : start]
    opening = max(left.rfind(mark) for mark in '“"«‘')
    that = left.rfind(" that ")
    head = side[0] + max(opening + 1, that + 6 if that >= 0 else 0)
    if len(_WORD.findall(text, head, start)) <= _REACH:
        start = head
    right = text[end : side[1]]
    closing = min((p for mark in '”"»' if (p := right.find(mark)) >= 0), default=len(right))
    if len(_WORD.findall(right[:closing])) <= _REACH:
        end += closing
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


def _key(word: str) -> str:
    folded = word.casefold().replace("’", "'")
    return folded.removesuffix("'s")
