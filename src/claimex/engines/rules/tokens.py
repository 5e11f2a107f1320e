"""Words and their classes, from closed lists and shape.

There is no tagger here: a tagger costs fifty times the speed of all the rules together, and what
the rules ask ("can this word end a subject?") closed word lists answer well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, chain

from claimex.engines.cues import lexicon

# One letter a class, so that a sentence's classes are a string that can be searched.
DETERMINER, PRONOUN, OBJECT_PRONOUN, PREPOSITION = "D", "R", "O", "P"
COORDINATOR, SUBORDINATOR, RELATIVE, THAT, AUXILIARY = "C", "S", "W", "H", "X"
ADVERB, FINITE, ED_FORM, ING_FORM, TIME, NUMBER = "A", "V", "E", "G", "T", "M"
CAPITALISED, OTHER, QUOTE = "U", "N", "Q"
COMMA, STOP, COLON, SEMICOLON, DASH = ",", ".", ":", ";", "-"
OPEN_BRACKET, CLOSE_BRACKET, OPEN_MARK, CLOSE_MARK = "(", ")", "[", "]"

_LISTS = {
    DETERMINER: """the a an this these those his its their our my your some any no each every
        both all another several many few most such certain other either neither""",
    PRONOUN: """he she it they we i you who's nobody everyone everybody someone somebody anyone
        nothing everything something anything none""",
    OBJECT_PRONOUN: "him them me us her himself herself itself themselves myself ourselves",
    PREPOSITION: """of in on at by for with from to into onto over under about against between
        among through during without within across behind beyond near off out up down around
        upon toward towards despite per via amid along alongside beside besides above below
        inside outside following regarding concerning including like unlike ahead""",
    COORDINATOR: "and or but nor & yet",
    SUBORDINATOR: """because while when whenever after before although though whereas since if
        unless until till whether as than where why how what once lest so""",
    RELATIVE: "who which whose whom",
    THAT: "that",
    AUXILIARY: """is are was were be been being am has have had having do does did will would
        shall should can could may might must ought cannot can't won't wouldn't couldn't
        shouldn't didn't doesn't don't isn't aren't wasn't weren't hasn't haven't hadn't mustn't
        needn't ain't he's she's it's they're we're i'm you're he'd she'd they'd we'd i'd he'll
        she'll they'll we'll i'll it'll i've we've they've you've there's that's""",
    ADVERB: """not never also too again later then now still already just only even once twice
        often soon ever always perhaps maybe however meanwhile instead rather quite very far
        yesterday's there here away back together almost hardly thus therefore nonetheless
        nevertheless otherwise indeed likewise moreover further furthermore elsewhere abroad n't
        first""",
    TIME: """today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday
        sunday january february april june july august september october november december
        morning afternoon evening night week weekend month year decade noon midnight dawn
        monday's tuesday's wednesday's thursday's friday's saturday's sunday's""",
    NUMBER: """one two three four five six seven eight nine ten eleven twelve dozen dozens
        hundred hundreds thousand thousands million millions billion half""",
    FINITE: """went came got took gave made saw knew left put kept let began became brought
        built bought caught chose drew drove fell felt fought flew forgot grew heard held hit
        hurt laid led lent lost meant met paid ran rose sat sent set shook shot shut slept sold
        sought spent spoke stood stole struck swore swept taught thought threw told understood
        walked woke won wore wrote broke cut dealt ate fled hid hung rode rang sang sank spread
        sprang stuck swung tore says said thinks knows wants needs goes comes gets makes takes
        gives means seems remains stays keeps becomes appears looks stands lies sees finds sits
        runs belongs found showed exist exists existed happened believe want need know stand
        live lived work worked seem seemed remain remained stay stayed look looked appear
        appeared become call called""",
}
WORD_CLASS: dict[str, str] = {
    **{
        word: FINITE
        for word, verb in lexicon().verbs.items()
        if not word.endswith(("ed", "ing")) and word not in lexicon().noun_like
    },
    **{word: tag for tag, words in _LISTS.items() for word in words.split()},
}

NEGATIONS = frozenset(
    """not never no nothing none nobody neither nor n't cannot can't won't wouldn't couldn't
    shouldn't didn't doesn't don't isn't aren't wasn't weren't hasn't haven't hadn't mustn't
    needn't ain't without hardly""".split()
)
MODALS = frozenset("will would shall should can could may might must ought".split())
BE_FORMS = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
HAVE_FORMS = frozenset("has have had having hasn't haven't hadn't".split())

# Verbs that look like nouns or adjectives by shape but end a subject when they stand after one.
_ED = re.compile(r"[a-zà-ÿ]{2,}ed")
_ING = re.compile(r"[a-zà-ÿ]{2,}ing")
_LY = re.compile(r"[a-zà-ÿ]{3,}ly")
_NOT_ING = frozenset(
    """thing king ring spring string wing evening morning meeting building something nothing
    anything everything hearing filing finding ruling warning meaning beginning housing funding
    spending briefing trading banking farming fishing mining shipping sterling being during king
    railing ceiling painting landing opening shooting beijing nanjing chongqing wyoming boeing
    bering browning fielding golding harding""".split()
)
_NOT_ED = frozenset(
    "need indeed bed red seed feed speed breed shed greed weed unnamed united hundred".split()
)
_NOT_LY = frozenset(
    """family supply reply ally assembly monopoly anomaly rally early only italy july beverly billy
    carly daily emily holly kelly kimberly lily molly polly sally""".split()
)

# Each token with the white space before it.
_TOKEN = re.compile(
    r"""(\s*)(
    [A-Za-z]+(?=[ ,;:])                                   # most words, in one step
    | (?:[^\W\d_]\.){2,}                                  # U.S.
    | (?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|Prof|St|Jr|Sr|No|Inc|Corp|Co|Ltd
        |Cmdr|Adm|Maj|vs
        |[A-Z](?:(?:-[A-Z])?[a-z]{1,4}(?=\.,))?            # R-Wis., of Butte, Mont.,
      )\.(?=[\s,;:)])                                     # Mr. Okoro, J. Smith
    | [$£€¥]?\d+(?:[.,:]\d+)*(?:[^\W\d_]+|%)?(?:-[^\W_]+)*  # $1.2bn, 10:30, 64-page
    | [^\W_]+(?:['’.&/-][^\W_]+)*(?:['’](?=\s)(?<=s['’]))?  # co-director, Reyes’s, workers’
    | --+ | \.\.\.+ | \S
    )""",
    re.VERBOSE,
)

_PUNCTUATION = {
    ",": COMMA,
    ".": STOP,
    "!": STOP,
    "?": STOP,
    "…": STOP,
    "...": STOP,
    ":": COLON,
    ";": SEMICOLON,
    "—": DASH,
    "–": DASH,
    "--": DASH,
    "-": DASH,
    "(": OPEN_BRACKET,
    "[": OPEN_BRACKET,
    ")": CLOSE_BRACKET,
    "]": CLOSE_BRACKET,
    "“": OPEN_MARK,
    "«": OPEN_MARK,
    "„": OPEN_MARK,
    "”": CLOSE_MARK,
    "»": CLOSE_MARK,
    "&": COORDINATOR,
}
_MARKS = frozenset("\"'‘’`")
_CURRENCIES = "$£€¥"
# Classes after which a sentence has not begun yet: “(The …
_NOT_BEGUN = frozenset((OPEN_MARK, CLOSE_MARK, OPEN_BRACKET))
# What a name at the start of a sentence can look like.
_NAME_LIKE = frozenset((ADVERB, ING_FORM))
# Words that keep their class with a capital, in a headline or a name: "Bank of England".
_CLOSED = frozenset((PREPOSITION, COORDINATOR, DETERMINER, THAT, RELATIVE, SUBORDINATOR))


@dataclass(slots=True)
class Tokens:
    """The tokens of one stretch of text: positions in it, lower-cased words and classes.

    ``starts[i]`` and ``ends[i]`` are the half-open range of token ``i`` in ``Document.text``;
    ``tags[i]`` is its class, one letter.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: str

    @classmethod
    def none(cls) -> Tokens:
        """No tokens."""
        return cls([], [], [], "")

    def __len__(self) -> int:
        return len(self.starts)

    def append(self, start: int, end: int, word: str, tag: str) -> None:
        """Add one token."""
        self.starts.append(start)
        self.ends.append(end)
        self.words.append(word)
        self.tags += tag

    def extend(self, others: Tokens) -> None:
        """Add the tokens of the text that follows."""
        self.starts += others.starts
        self.ends += others.ends
        self.words += others.words
        self.tags += others.tags

    def part(self, first: int, stop: int) -> Tokens:
        """The tokens from ``first`` up to ``stop``."""
        part = slice(first, stop)
        return Tokens(self.starts[part], self.ends[part], self.words[part], self.tags[part])


def classify(raw: str, first: bool) -> tuple[str, str]:
    """A token lower-cased with plain apostrophes, and its class.

    ``first`` tells whether it opens a sentence, where a capital says nothing.
    """
    word = raw.lower().replace("’", "'")
    if raw[0].isupper():
        return word, _class_of_capitalised(raw, word, first)
    return word, WORD_CLASS.get(word) or _class_by_shape(raw, word)


def _class_of_capitalised(raw: str, word: str, first: bool) -> str:
    tag = WORD_CLASS.get(word)
    if first and tag is not None and tag != FINITE:
        return tag
    if word in ("may", "march"):
        return TIME if not first else CAPITALISED
    if tag in _CLOSED or raw == "I" or (tag in (TIME, PRONOUN, AUXILIARY) and len(raw) > 1):
        return tag or PRONOUN
    if first and _LY.fullmatch(word) and word not in _NOT_LY:
        return ADVERB
    if first and _ING.fullmatch(word) and word not in _NOT_ING:
        return ING_FORM
    return CAPITALISED


def _class_by_shape(raw: str, word: str) -> str:
    initial = raw[0]
    if initial.isdigit() or initial in _CURRENCIES:
        return NUMBER
    punctuation = _PUNCTUATION.get(raw)
    if punctuation is not None:
        return punctuation
    if initial in _MARKS:
        return CLOSE_MARK
    if word.endswith("ed") and _ED.fullmatch(word) and word not in _NOT_ED:
        return ED_FORM
    if word.endswith("ing") and _ING.fullmatch(word) and word not in _NOT_ING:
        return ING_FORM
    if word.endswith("ly") and _LY.fullmatch(word) and word not in _NOT_LY:
        return ADVERB
    return OTHER


class _Classified(dict[str, tuple[str, str]]):
    """What ``classify`` says of tokens inside a sentence, remembered up to a limit."""

    _LIMIT = 1 << 15

    def __missing__(self, raw: str) -> tuple[str, str]:
        if len(self) >= self._LIMIT:
            self.clear()
        found = self[raw] = classify(raw, first=False)
        return found


_classified = _Classified()

# After a word in -ing these make it a name: "Lansing denied …", "Lansing was not told".
_PREDICATES = ([ED_FORM], [AUXILIARY])


def tokenize(text: str, start: int, end: int) -> Tokens:
    """The tokens in ``[start, end)`` of the text."""
    found = _TOKEN.findall(text, start, end)
    if not found:
        return Tokens.none()
    # Nothing but white space stands between tokens, so their lengths tell where they are.
    edges = list(accumulate(map(len, chain.from_iterable(found)), initial=start))
    starts, ends = edges[1::2], edges[2::2]
    raw = [token for _, token in found]
    words, tags = map(list, zip(*map(_classified.__getitem__, raw), strict=True))
    for n, token in enumerate(raw):
        words[n], tags[n] = classify(token, first=True)
        if tags[n] not in _NOT_BEGUN:
            if tags[n] == ING_FORM and (
                tags[n + 1 : n + 3] == [COMMA, NUMBER] or tags[n + 1 : n + 2] in _PREDICATES
            ):
                # "Lansing, 34, told the court", "Lansing denied it"
                tags[n] = CAPITALISED
            if tags[n] in _NAME_LIKE and token[0].isupper() and tags[n + 1 : n + 2] == [FINITE]:
                # "Schilling told …", "Donnelly said …"
                tags[n] = CAPITALISED
            break
    if '"' in raw:
        for n, token in enumerate(raw):
            if token == '"' and _opens(text, starts[n], ends[n]):
                tags[n] = OPEN_MARK
    return Tokens(starts, ends, words, "".join(tags))


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a straight mark opens a quotation, by the spaces around it."""
    return (not start or text[start - 1] in " \n([—–") and text[end : end + 1] not in (
        "",
        " ",
        "\n",
    )
