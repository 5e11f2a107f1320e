"""Whether a fuzzy match differs in what must not differ: a number, a name or a negation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimex.assembly._alignment import Aligned
from claimex.assembly._folding import Folded
from claimex.assembly._tokens import Tokens, is_number, negations

# Words that carry no fact of their own: one of them against a name is a name left out.
FUNCTION_WORDS = frozenset(
    "a an the this that these those i you he she it we they me him her us them my your his its our "
    "their who which what and or but if so as at by for from in into of off on onto out over to up "
    "with about after before than then there here is are was were be been being am has have had do "
    "does did will would can could may might must shall should i'm it's he's she's we're they're "
    "says said say also just very however".split()
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…\n。！？])[\s\"'“”‘’«»„(\[—–-]*$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Sen|Gov|Rep|Lt|Col|Sgt|Prof|Rev)\.\s*$")
_BEFORE = 8  # characters before a word that tell whether it begins a sentence


@dataclass(frozen=True, slots=True)
class Side:
    """The quote, or the text it is aligned with, and its words."""

    folded: Folded
    tokens: Tokens

    def said(self, first: int, last: int) -> list[str]:
        """The folded words from ``first`` to ``last``, both included, accents kept."""
        return [self.folded.folded[slice(*p)] for p in self.tokens.places[first : last + 1]]

    def written(self, k: int) -> tuple[int, int]:
        """Where word ``k`` stands in the unfolded text."""
        return self.folded.source(*self.tokens.places[k])


def starts_sentence(text: str, place: int) -> bool:
    """Whether a word at this place may owe its capital to the beginning of a sentence."""
    before = text[max(0, place - _BEFORE) : place]
    return _SENTENCE_START.search(before) is not None and not _ABBREVIATION.search(before)


class Names:
    """Tells names from other words by the capitals of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._common: dict[str, bool] = {}

    def is_name(self, side: Side, k: int) -> bool:
        """Whether word ``k`` of a side is a name.

        A capital at the beginning of a sentence makes one only of a word that the text never writes
        without.
        """
        start, end = side.written(k)
        text = side.folded.text
        word = text[start:end]
        if not word[:1].isupper() or side.tokens.words[k] in FUNCTION_WORDS:
            return False
        return not starts_sentence(text, start) or not self._is_common(word.lower())

    def _is_common(self, word: str) -> bool:
        if word not in self._common:
            pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
            self._common[word] = re.search(pattern, self._text) is not None
        return self._common[word]


def contradicts(aligned: Aligned, quote: Side, text: Side, names: Names) -> bool:
    """Whether the quote says another number or name than the text, or negates otherwise.

    What the quote merely leaves out contradicts nothing, a negation excepted.
    """
    span = text.said(aligned.first, aligned.last)
    if negations(quote.said(0, len(quote.tokens) - 1)) != negations(span):
        return True
    tells = _capitals_tell(quote)
    for gap in aligned.gaps:
        for i in gap.quote:
            fact = is_number(quote.tokens.words[i]) or (tells and names.is_name(quote, i))
            if fact and i not in aligned.moved:
                return True
        if any(quote.tokens.words[i] not in FUNCTION_WORDS for i in gap.quote):
            for j in gap.text:
                if is_number(text.tokens.words[j]) or names.is_name(text, j):
                    return True
    return False


def _capitals_tell(quote: Side) -> bool:
    """Whether capitals mean something in a quote: not in one all in capitals, or in title case."""
    capitals = words = 0
    for k in range(1, len(quote.tokens)):
        first = quote.folded.text[quote.written(k)[0]]
        words += first.isalpha()
        capitals += first.isupper()
    return 2 * capitals <= words or words < 3
