"""The words of a folded text as a fuzzy alignment compares them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from claimex.assembly._folding import UNSPACED

# General punctuation, CJK punctuation and the marks of Latin-1, besides ASCII's.
_BETWEEN = (
    r"\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf"
    r"\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    r"\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\u3030\ufe30-\ufe4f"
)
_PART = f"[^{_BETWEEN}{UNSPACED}]"
_LETTER = f"[{UNSPACED}]"
TOKEN = re.compile(rf"\d+(?:[.,]\d+)+{_PART}*|{_PART}+(?:'{_PART}+)*|{_LETTER}")
WORD = re.compile(rf"\d+(?:[.,]\d+)+{_PART}*|{_PART}+(?:'{_PART}+)*")
RUN = re.compile(f"{_LETTER}{{2,}}")

NUMBERS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve".split(),
        map(str, range(13)),
        strict=True,
    )
)
_MORE_NUMBERS = frozenset(
    "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred thousand million billion trillion dozen half twice".split()
)
# Homographs of other languages' common words are out.
_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor nowhere without cannot hardly unable "
    "nicht kein keine keinen keinem keiner keines nie niemals niemand pas jamais aucun aucune rien "
    "nunca jamás ningún ninguna ninguno nadie não nem non mai nessun nessuna nessuno niet geen "
    "nooit inte ikke ingen ei nie ne nije değil yok tidak bukan không chưa chẳng "
    "не нет ни никогда никто ничего ні немає לא אין बिना नहीं न "
    "لا لم لن ليس ليست غير نه نیست".split()
)
_UNSPACED_NEGATION = re.compile("不|没|沒|未|無|无|非|ない|なか|ません|ず|안|않|못|없|아니|ไม่|មិន|ບໍ່")
_DIGITS = re.compile(r"\d")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+")


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """A folded word without possessive and accents; a number in digits, thousands unmarked."""
    word = word.removesuffix("'s").removesuffix("'")
    if not word.isascii():
        # Accents and the vowel points of Arabic and Hebrew; the vowel signs of other scripts stay.
        apart = unicodedata.normalize("NFD", word)
        kept = [c for c in apart if not _is_accent(unicodedata.combining(c))]
        word = unicodedata.normalize("NFC", "".join(kept)) or word
        word = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in word)
    if _DIGITS.match(word) and _GROUPED.fullmatch(word):
        return word.replace(",", "").replace(".", "")
    return NUMBERS.get(word, word)


def _is_accent(combining_class: int) -> bool:
    return 10 <= combining_class <= 36 or 200 <= combining_class <= 240


def is_number(word: str) -> bool:
    """Whether a canonical word is a number or holds one."""
    return _DIGITS.search(word) is not None or word in _MORE_NUMBERS


def negations(words: list[str]) -> int:
    """How often these folded words negate."""
    spaced = sum(word in _NEGATIONS or word.endswith("n't") for word in words)
    letters = "".join(word for word in words if len(word) == 1)
    return spaced + len(_UNSPACED_NEGATION.findall(letters)) if letters else spaced


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of a folded text, canonical, each with its place in that text."""

    words: list[str]
    places: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.words)


def tokens(folded: str, start: int = 0, end: int | None = None) -> Tokens:
    """The words of ``folded[start:end]``; scripts without spaces give one token a character."""
    matches = list(TOKEN.finditer(folded, start, len(folded) if end is None else end))
    return Tokens([canonical(m[0]) for m in matches], [m.span() for m in matches])


def keys(folded: str) -> set[str]:
    """What an index looks up: words, and pairs of characters where no spaces stand."""
    found = set(WORD.findall(folded))
    for run in RUN.findall(folded):
        found.update(map("".join, pairwise(run)))
    return found
