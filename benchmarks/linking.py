"""How fast the statements of one document are linked, and how the time grows with their number.

    python benchmarks/linking.py
    python benchmarks/linking.py --seed 3 --sizes 500 2000 8000

The document is made from a seed: claims, denials (by content, by agreement and by reference),
confirmations and agreements of many invented parties, one of each to a paragraph, as news has them.
Prints seconds of processor time for each size, the best of five, and the exponent of the growth
between the smallest and the largest.
"""

from __future__ import annotations

import argparse
import random
import time
from math import log

from claimex.assembly.linking import link
from claimex.schema import Agreement, Claim, Denial, Source, Span, Statement

_NAMES = "Arvo Bask Corin Delt Emsa Farr Gild Holm Ivor Jask Kell Lund Moor Nidd Oslo Prat".split()
_THINGS = "bridge harbour mine school ferry dam canal hospital airport tower market mill".split()
_DEEDS = "poisoned sold burned closed flooded hidden robbed emptied leased copied".split()


class _Writer:
    """Writes paragraphs and, along with them, the statements that stand in them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._length = 0
        self._parts: list[str] = []
        self.statements: list[Statement] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def paragraph(self) -> None:
        """One more paragraph: a claim, an agreement, denials of both, a confirmation."""
        draw = self._random
        who, other, third = (f"{draw.choice(_NAMES)} {draw.choice(_NAMES)}" for _ in range(3))
        thing, deed = draw.choice(_THINGS), draw.choice(_DEEDS)
        self._say(Claim, who, "said", f"the {thing} of {other} had been {deed}")
        self._say(Denial, other, "denied", f"the {thing} had been {deed}")
        self._say(Denial, third, "called", "the allegation a lie")
        deal = f"{who} and {other} had signed a contract for the {thing}"
        span = self._say(Claim, third, "said", deal)
        self.statements.append(
            Agreement(
                id=f"s{len(self.statements)}",
                parties=(Source(name=who), Source(name=other)),
                cue=self._span(span.start + deal.index("signed"), "signed"),
                content=deal,
                content_spans=(span,),
            )
        )
        self._say(Denial, other, "said", "no such contract existed")
        self._say(Claim, f"{third} Union", "confirmed", f"the {thing} had been {deed}")
        self._parts.append("\n")
        self._length += 1

    def _say(self, kind: type[Claim] | type[Denial], who: str, cue: str, words: str) -> Span:
        start = self._length
        sentence = f"{who} {cue} {words}. "
        self._parts.append(sentence)
        self._length += len(sentence)
        span = self._span(start + len(who) + len(cue) + 2, words)
        self.statements.append(
            kind(
                id=f"s{len(self.statements)}",
                source=Source(name=who, mention=self._span(start, who)),
                cue=self._span(start + len(who) + 1, cue),
                content=words,
                content_spans=(span,),
            )
        )
        return span

    def _span(self, start: int, words: str) -> Span:
        return Span(start=start, end=start + len(words), text=words)


def seconds(size: int, seed: int) -> float:
    """Processor time to link ``size`` statements of one document: the best of five."""
    writer = _Writer(seed)
    while len(writer.statements) < size:
        writer.paragraph()
    text, statements = writer.text, writer.statements[:size]
    best = float("inf")
    for _ in range(5):
        begin = time.process_time()
        link(text, statements)
        best = min(best, time.process_time() - begin)
    return best


def main() -> None:
    """Print the seconds for each size and the growth."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 1000, 2000, 4000, 8000])
    options = parser.parse_args()
    taken = {size: seconds(size, options.seed) for size in sorted(options.sizes)}
    for size, time_taken in taken.items():
        print(f"{size:>7} statements  {time_taken:7.3f} s")
    small, large = min(taken), max(taken)
    if small < large:
        print(f"growth: n^{log(taken[large] / taken[small]) / log(large / small):.2f}")


if __name__ == "__main__":
    main()
