"""How well and how fast quotes are grounded: accuracy by kind of damage, seconds, growth.

    python benchmarks/grounding.py
    python benchmarks/grounding.py --seed 3 --sizes 10000 100000 --peer

The news-like text is generated, from a seed. Quotes of 80 to 300 characters are cut from it at word
borders and damaged; the truth is where the outermost words that survive stand in the text. An end
counts as right within 3 characters. A dropped negation is not planted: such a quote says the
opposite, and is to be refused. Refusals are measured apart: quotes of another text, and quotes with
a number, a name or a negation changed, have no place in the text.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from claimex.assembly.grounding import ground

_ONSETS = "b br c ch d dr f fl g gr h j k l m n p pl pr qu r s sh st t tr v w".split()
_VOWELS = "a e i o u ai ea ee io ou".split()
_CODAS = ["", "", "l", "m", "n", "nd", "r", "rt", "s", "st", "t", "x"]
_SMALL = (
    "the the the of of to to and a in that for on with by from at as its his her their was were "
    "has had would will after before which who when over under between into about more than".split()
)
_NEGATIONS = ("not", "never", "no", "without")
_VERBS = "said told reporters signed rejected announced wrote added approved warned".split()
_TOLERANCE = 3


class News:
    """Makes text that is shaped as news: names, numbers, quotations, paragraphs; no two alike."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words = sorted({self._coin() for _ in range(6000)})
        self._names = sorted({self._coin().capitalize() for _ in range(600)})
        # Frequencies fall with the rank, as those of words do.
        self._weights = [1 / (rank + 8) for rank in range(len(self._words))]

    def _coin(self) -> str:
        draw = self._random
        syllables = draw.choice((1, 2, 2, 2, 3, 3))
        return "".join(
            draw.choice(_ONSETS) + draw.choice(_VOWELS) + draw.choice(_CODAS)
            for _ in range(syllables)
        )

    def _word(self) -> str:
        draw = self._random
        chance = draw.random()
        if chance < 0.42:
            return draw.choice(_SMALL)
        if chance < 0.48:
            return draw.choice(self._names) + draw.choice(("", "", "", "’s"))
        if chance < 0.51:
            return draw.choice((f"{draw.randrange(2, 999)}", f"{draw.randrange(1, 99)},000"))
        if chance < 0.53:
            return draw.choice(_NEGATIONS)
        if chance < 0.57:
            return draw.choice(_VERBS)
        return draw.choices(self._words, self._weights)[0]

    def sentence(self) -> str:
        """One sentence, a third of them with a quotation in it."""
        draw = self._random
        words = [self._word() for _ in range(draw.randrange(8, 32))]
        words[0] = words[0][0].upper() + words[0][1:]
        if draw.random() < 0.3:
            begin = draw.randrange(len(words) - 4)
            end = draw.randrange(begin + 2, len(words))
            words[begin] = "“" + words[begin]
            words[end] += ",”" if end < len(words) - 1 else "”"
        for k in range(3, len(words) - 1):
            if draw.random() < 0.06 and words[k][-1].isalnum():
                words[k] += draw.choice((",", ",", " —", ";"))
        return " ".join(words) + "."

    def text(self, characters: int) -> str:
        """Paragraphs of that many characters in all."""
        parts: list[str] = []
        length = 0
        while length < characters:
            paragraph = " ".join(self.sentence() for _ in range(self._random.randrange(1, 5)))
            parts.append(paragraph)
            length += len(paragraph) + 2
        return "\n\n".join(parts)[:characters]


@dataclass(frozen=True)
class Planted:
    """A damaged quote, and where its outermost surviving words stand in the text."""

    damage: str
    quote: str
    start: int
    end: int


Word = tuple[str, int, int]


Places = list[tuple[int, int] | None]
Aligner = Callable[[str, Sequence[str]], Places]


@dataclass(frozen=True)
class Seconds:
    """How long a run took: by the wall clock, and of the processor's time."""

    wall: float
    processor: float


def _is_negation(word: str) -> bool:
    return word.strip("“”,.;—").lower() in _NEGATIONS


def _dropped(words: list[Word], draw: random.Random) -> list[Word]:
    return [w for w in words if _is_negation(w[0]) or draw.random() > 0.12]


def _swapped(words: list[Word], draw: random.Random) -> list[Word]:
    words = list(words)
    for _ in range(max(1, len(words) // 12)):
        k = draw.randrange(len(words) - 1)
        words[k], words[k + 1] = words[k + 1], words[k]
    return words


def _recased(words: list[Word], draw: random.Random) -> list[Word]:
    change: Callable[[str], str] = draw.choice((str.lower, str.upper, str.title, str.swapcase))
    return [(change(word), start, end) for word, start, end in words]


def _replaced(word: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in word)


def _requoted(words: list[Word], draw: random.Random) -> list[Word]:
    table: dict[str, str] = draw.choice(
        (
            {"“": '"', "”": '"', "’": "'", "—": "-"},
            {"“": "‘", "”": "’", "’": "'", "—": "–"},
            {"“": "«", "”": "»", "’": "´", "—": "--"},
            {"“": "", "”": "", "’": "'", "—": "—"},
        )
    )
    kept = [(_replaced(word, table), start, end) for word, start, end in words]
    return [w for w in kept if w[0]]


def _mixed(words: list[Word], draw: random.Random) -> list[Word]:
    return _requoted(_recased(_swapped(_dropped(words, draw), draw), draw), draw)


DAMAGES: dict[str, Callable[[list[Word], random.Random], list[Word]]] = {
    "none": lambda words, draw: words,
    "dropped": _dropped,
    "swapped": _swapped,
    "recased": _recased,
    "requoted": _requoted,
    "all four": _mixed,
}


def plant(text: str, count: int, draw: random.Random) -> list[Planted]:
    """Quotes cut from places all over the text, each damage in turn."""
    planted: list[Planted] = []
    while len(planted) < count:
        damage = list(DAMAGES)[len(planted) % len(DAMAGES)]
        begin = draw.randrange(len(text) - 320)
        piece = text[begin : begin + draw.randrange(80, 301)]
        words = [(m[0], begin + m.start(), begin + m.end()) for m in re.finditer(r"\S+", piece)]
        words = DAMAGES[damage](words[1:-1], draw)
        planted.append(
            Planted(
                damage,
                " ".join(word for word, _, _ in words),
                min(start for _, start, _ in words),
                max(end for _, _, end in words),
            )
        )
    return planted


def contradict(text: str, count: int, draw: random.Random, names: Sequence[str]) -> list[Planted]:
    """Quotes with a number, a name or a negation that the text has otherwise."""
    made: list[Planted] = []
    turn = 0
    while len(made) < count:
        begin = draw.randrange(len(text) - 320)
        words = text[begin : begin + draw.randrange(80, 301)].split()[1:-1]
        inner = range(2, len(words) - 2)
        damage = ("number", "name", "negation added", "negation dropped")[turn % 4]
        if damage == "number":
            at = [k for k in inner if words[k].isdigit()]
        elif damage == "name":
            at = [k for k in inner if words[k].istitle() and words[k - 1][-1] not in ".”“"]
        elif damage == "negation dropped":
            at = [k for k in inner if words[k] in _NEGATIONS]
        else:
            at = list(inner)
        turn += 1
        if not at:
            continue
        k = draw.choice(at)
        if damage == "number":
            words[k] = str(int(words[k]) + draw.choice((1, 10, 100)))
        elif damage == "name":
            words[k] = draw.choice([name for name in names if name != words[k]])
        elif damage == "negation dropped":
            del words[k]
        else:
            words.insert(k, "not")
        made.append(Planted(damage, " ".join(words), -1, -1))
    return made


def _right(planted: Planted, place: tuple[int, int] | None) -> bool:
    return (
        place is not None
        and abs(place[0] - planted.start) <= _TOLERANCE
        and abs(place[1] - planted.end) <= _TOLERANCE
    )


def _places(text: str, quotes: Sequence[str]) -> Places:
    return [None if span is None else (span.start, span.end) for span in ground(text, quotes)]


def _peer_places(text: str, quotes: Sequence[str]) -> Places:
    from langextract.core.data import Extraction
    from langextract.resolver import Resolver

    wanted = [Extraction(extraction_class="quote", extraction_text=quote) for quote in quotes]
    aligned = Resolver().align(wanted, text, token_offset=0, char_offset=0)
    places: dict[str, tuple[int, int] | None] = {}
    for found in aligned:
        span = found.char_interval
        places[found.extraction_text] = span and (span.start_pos, span.end_pos)
    return [places.get(quote) for quote in quotes]


def _median_seconds(aligner: Aligner, text: str, quotes: Sequence[str], runs: int) -> Seconds:
    wall, processor = [], []
    for _ in range(runs):
        begin, busy = time.perf_counter(), time.process_time()
        aligner(text, quotes)
        wall.append(time.perf_counter() - begin)
        processor.append(time.process_time() - busy)
    return Seconds(statistics.median(wall), statistics.median(processor))


def accuracy(seeds: Sequence[int], characters: int, count: int, peer: bool) -> None:
    """Prints the share of right places by damage, and of quotes refused that must be."""
    aligners: dict[str, Aligner] = {"claimex": _places}
    if peer:
        aligners["langextract"] = _peer_places
    right: dict[str, dict[str, list[bool]]] = {name: {} for name in aligners}
    refused: dict[str, list[bool]] = {}
    for seed in seeds:
        news, draw = News(seed), random.Random(seed)
        text = news.text(characters)
        planted = plant(text, count, draw)
        for name, aligner in aligners.items():
            places = aligner(text, [p.quote for p in planted])
            for p, place in zip(planted, places, strict=True):
                right[name].setdefault(p.damage, []).append(_right(p, place))
        names = sorted(set(re.findall(r"(?<=[a-z] )[A-Z][a-z]+", text)))
        wrong = contradict(text, count, draw, names)
        wrong += [
            Planted("another text", p.quote, -1, -1)
            for p in plant(News(seed).text(characters + 50_000)[characters:], count, draw)
        ]
        for p, place in zip(wrong, _places(text, [p.quote for p in wrong]), strict=True):
            refused.setdefault(p.damage, []).append(place is None)
    print(f"{characters:,} characters, {count} quotes, {len(seeds)} texts")
    for name, by_damage in right.items():
        every = [ok for oks in by_damage.values() for ok in oks]
        print(f"  {name}: both ends within {_TOLERANCE} characters: {statistics.mean(every):.2%}")
        for damage, oks in by_damage.items():
            print(f"    {damage:18}{statistics.mean(oks):8.2%}  of {len(oks)}")
    print("  refused, as it must be")
    for damage, oks in refused.items():
        print(f"    {damage:18}{statistics.mean(oks):8.2%}  of {len(oks)}")


def speed(seed: int, sizes: Sequence[int], count: int, repeats: int, peer: bool) -> None:
    """Prints seconds by size of the text, and the exponent of their growth."""
    print(f"seconds for {count} damaged quotes, median of {repeats} runs")
    news = News(seed)
    whole = news.text(max(sizes))
    seconds: list[float] = []
    for size in sizes:
        text = whole[:size]
        quotes = [p.quote for p in plant(text, count, random.Random(seed))]
        _places(text[:5000], quotes[:3])
        taken = _median_seconds(_places, text, quotes, repeats)
        seconds.append(taken.processor)
        line = f"  {size:>12,} characters  {taken.wall:8.4f} s  {taken.processor:8.4f} s CPU"
        if peer and size <= 100_000:
            line += f"   langextract {_median_seconds(_peer_places, text, quotes, 1).wall:8.2f} s"
        print(line)
    if len(sizes) > 1:
        x, y = [log(size) for size in sizes], [log(second) for second in seconds]
        slope = statistics.linear_regression(x, y).slope
        last = (y[-1] - y[-2]) / (x[-1] - x[-2])
        print(f"  CPU grows with size to the power of {slope:.2f} (the last step: {last:.2f})")


def main() -> None:
    """Print the figures that the options ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=int, default=5, help="texts of the accuracy figures")
    parser.add_argument("--characters", type=int, default=100_000)
    parser.add_argument("--quotes", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000, 10_000_000]
    )
    parser.add_argument("--peer", action="store_true", help="langextract beside it, if installed")
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.texts)
    accuracy(seeds, options.characters, options.quotes, options.peer)
    speed(options.seed, options.sizes, options.quotes, options.repeats, options.peer)


if __name__ == "__main__":
    main()
