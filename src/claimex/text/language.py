"""Which language a text is in, offline, by CLD3 (Google's compact language detector)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gcld3 import NNetLanguageIdentifier  # type: ignore[import-untyped]

_SAMPLE = 2000
# One vote of the network on a short text is weak; a wrong language is worse than none.
_SURE = 0.7
# English news has about a sixth of these words, other languages at most a twentieth.
_ENGLISH_SHARE = 0.1
_FEWEST_LETTERS = 24
_BEYOND_LATIN = "\u0250"
_WORD = re.compile(r"[^\W\d_]+")
# Frequent in English, and words of no other language with Latin letters that would be as frequent.
_ENGLISH = frozenset(
    "the and that with from which were been they their this these those would could should not"
    " what when where there said says are its by his she it as about after before than".split()
)


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language of ``text`` (ISO 639-2 where it has none); None if unsure.

    Looks at the first 2,000 characters. Plain English is told by its function words alone.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    if len(words) >= 8 and sum(map(_ENGLISH.__contains__, words)) >= _ENGLISH_SHARE * len(words):
        return "en"
    # A few words suffice in a script of its own, not in Latin letters.
    letters = "".join(words)
    if len(letters) < _FEWEST_LETTERS and all(letter < _BEYOND_LATIN for letter in letters):
        return None
    return _by_network(sample)


def _by_network(sample: str) -> str | None:
    found = _network().FindLanguage(sample)
    if not found.is_reliable or found.probability < _SURE:
        return None
    # CLD3 writes a romanised language as "ru-Latn", Hebrew by its former code.
    code = str(found.language).partition("-")[0]
    return {"iw": "he", "und": None}.get(code, code)


@cache
def _network() -> NNetLanguageIdentifier:
    from gcld3 import NNetLanguageIdentifier

    return NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=4 * _SAMPLE)
