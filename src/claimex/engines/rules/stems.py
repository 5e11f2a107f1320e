"""Which words of a sentence carry its matter, in a form in which they compare equal."""

from __future__ import annotations

import re
from functools import lru_cache

from claimex.engines.cues import lexicon
from claimex.engines.rules.tokens import NEGATIONS

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOP = frozenset(
    """the and but that this with from have has had been were was are not for his her their its
    they them what when which who whom whose will would should could about into over under than
    then there here said says told any such only just more most very some other also did does done
    never nothing none every where while after before because being between during against upon
    once year years time people anything anybody anyone everybody everyone somebody something
    make made take took come came going give gave single ever anywhere""".split()
)
# "No agreement has been signed" contradicts "they reached a settlement".
_DEALS = frozenset(lexicon().deals.instruments) | {
    *("agreed", "agree", "signed", "struck", "reached", "talks", "negotiations"),
}
_SUFFIXES = (
    *("ations", "ation", "ments", "ment", "ings", "ing"),
    *("ures", "ure", "ies", "ied", "ed", "es", "s", "e", "y"),
)


def stems_of(text: str) -> frozenset[str]:
    """Crude stems of the words that carry matter."""
    return frozenset(filter(None, map(_stem, WORD.findall(text.lower().replace("’", "'")))))


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    """The crude stem of a lower-cased word, "" where it carries no matter."""
    if (len(word) < 4 and not word.isdigit()) or word in _STOP or word in NEGATIONS:
        return ""
    word = word.removesuffix("'s")
    if word in _DEALS:
        return "deal"
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
