"""Articles for benchmarks: those of ``examples/`` with other people in them, by a seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import claimex

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

_ONSETS = ("b", "br", "d", "f", "g", "h", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "t", "v")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ei")
_CODAS = ("", "l", "m", "n", "r", "s", "nd", "rt")


def articles(count: int, seed: int) -> Iterator[str]:
    """``count`` articles, the same for the same seed, each with people of its own."""
    originals = [(text, people(text)) for text in read_examples()]
    chance = random.Random(seed)
    for n in range(count):
        text, names = originals[n % len(originals)]
        yield with_other_names(text, names, chance)


def document(megabytes: float, seed: int) -> str:
    """One text of at least ``megabytes`` million UTF-8 bytes, made of articles."""
    wanted, size, parts = megabytes * 1e6, 0, []
    for article in articles(10**9, seed):
        parts.append(article)
        size += len(article.encode()) + 2
        if size >= wanted:
            break
    return "\n\n".join(parts)


def read_examples() -> list[str]:
    """The texts of the example articles, by file name."""
    paths = sorted(EXAMPLES.glob("*.txt"))
    if not paths:
        raise SystemExit(f"{EXAMPLES} holds no .txt files")
    return [path.read_text(encoding="utf-8") for path in paths]


def people(text: str) -> list[str]:
    """The names of at least two words of the people who speak in the text."""
    found = claimex.extract(text)
    sources = [s.source for s in found.claims]
    sources += [s.source for s in found.denials]
    sources += [s.source for s in found.non_responses]
    names = {source.name for source in sources if source.type == "person"}
    return sorted(name for name in names if len(name.split()) > 1 and name in text)


def with_other_names(text: str, names: list[str], chance: random.Random) -> str:
    """The text with every first and last name of these people replaced, the same one alike."""
    words = sorted({word for name in names for word in name.split()})
    if not words:
        return text
    other = {word: _invented(chance) for word in words}
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")
    return pattern.sub(lambda found: other[found[0]], text)


def _invented(chance: random.Random) -> str:
    syllables = chance.randint(2, 3)
    word = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables))
    return (word + chance.choice(_CODAS)).capitalize()
