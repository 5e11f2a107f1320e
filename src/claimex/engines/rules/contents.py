"""What is said: where the content of an attribution stands, and where it ends."""

from __future__ import annotations

from claimex.draft import Place
from claimex.engines.cues import Lexicon
from claimex.engines.rules.complements import after_verb, starts_clause
from claimex.engines.rules.said import Said
from claimex.engines.rules.units import Unit

# Clauses without a verb that still say something: "Far from it, he said".
_SHORT = frozenset("far not no quite absolutely nonsense rubbish lies".split())
_CUTTING = frozenset(
    "while before after although though whereas hours days weeks months minutes but".split()
)
# Verbs whose bare complement is a clause, even where its verb cannot be told from a noun.
_CLAUSAL = frozenset("suggest argue insist warn add contend assert tweet write".split())


def fill_contents(unit: Unit, said: Said, found: list[Said], lexicon: Lexicon) -> bool:
    """Find what is said; False where nothing is, so that the verb attributes nothing."""
    tags = unit.tags
    i = said.cue
    stop = _content_limit(unit, said, found)
    only_quote = said.frames <= {"quote"}
    if "accuse" in said.frames:
        return _accusation(unit, said, stop)
    names = said.frames & {"deny", "reject", "call", "describe"} and "say" not in said.frames
    if names and not said.by_phrase and tags[i + 1 : i + 2] in ("Q", ":"):
        # "Rowe blasted: “She's making it up”": it is spoken, not described.
        said.frames = frozenset({"quote"})
        only_quote, names = True, frozenset()
    if names:
        start = said.start if said.by_phrase else i + 1
        if said.by_phrase:
            said.add(said.whole or said.cue_place)
            if said.frames & {"call", "describe"}:
                said.add_tokens(start, stop)
            return True
        if said.source is not None and start < stop and said.add_tokens(start, stop):
            return True
        return _fronted(unit, said, lexicon)
    kind, start = after_verb(unit, said, stop)
    left_quote = said.before >= 0 and tags[said.before] == "Q"
    inverted = said.inverted
    if inverted is not None:
        kind, start = _after_inverted(unit, inverted[1] + 1, stop)
    if said.source is None:
        return False
    if said.by_phrase and kind is None and said.whole is not None:
        said.add(said.whole)
        return True
    if said.before >= 0 and words_before(unit, said) == "as" and kind != "that":
        place = _as_said(unit, said, stop)
        if place is not None:
            said.add(place)
            return True
    if left_quote:
        said.add_quote(said.before)
        if kind == "quote":
            _add_following_quotes(unit, said, start, stop)
        else:
            _add_following_quotes(unit, said, i + 1, len(tags), found)
        return True
    if kind == "quote":
        _add_following_quotes(unit, said, start, stop)
        return bool(said.contents)
    if only_quote:
        return False
    lemma = said.lemma
    cautious = said.frames <= {"find", "think", "object", "quote"}
    if cautious and kind == "clause" and not _finds(unit, said, lexicon):
        return False
    if kind == "that" or (kind == "clause" and lemma not in lexicon.that_only):
        return said.add_tokens(start, _relative_end(unit, said, start, stop))
    if kind == "object" and stop - start >= 5 and lemma in _CLAUSAL and not said.inherits:
        return said.add_tokens(start, stop)
    if (
        kind == "object"
        and "tell" in said.frames
        and stop - start >= 3
        and lemma == "tell"
        and unit.tags[start] not in "P"
    ):
        return said.add_tokens(start, stop)
    if cautious and not (_finds(unit, said, lexicon) or "object" in said.frames):
        return False
    if kind is None and lemma == "tell" and said.cue + 1 >= stop - 1:
        # "'…', inquiry told": the inquiry is told, it tells nothing.
        return False
    rest = _remainder(unit, said, inverted, stop)
    left = _left_clause(unit, said, found, rest is not None)
    if left is not None and not said.inherits and not said.relative:
        said.add(left)
        if rest is not None:
            said.add_tokens(rest, stop)
        return True
    if (
        kind == "object"
        and not said.inherits
        and ("object" in said.frames or (said.verb is not None and said.verb.lemma in ("say",)))
    ):
        if tags[start] == "[" and tags[start + 2 : start + 3] == "]":
            return False
        if unit.words[start] in lexicon.not_said or any(
            w in lexicon.not_said for w in unit.words[start : start + 3]
        ):
            return False
        return said.add_tokens(start, stop)
    return False


def _asked_for(said: Said) -> bool:
    """Whether a "that" opens the content: what is joined by "and" then belongs to it."""
    return said.unit.tags[said.cue + 1 : said.cue + 2] == "H"


def _goes_on(unit: Unit, other: Said) -> bool:
    """Whether an attribution after a comma has content of its own after it."""
    after = other.cue + 1
    return after < len(unit.tags) and unit.tags[after] not in ",.;:Q-"


def _fronted(unit: Unit, said: Said, lexicon: Lexicon) -> bool:
    """The object before its clause: "an allegation the company denies", "claims, which he denies"."""
    b = said.before
    if said.source is None or b < 0:
        return False
    last = b
    if unit.tags[b] == "W":
        last = b - 2 if b and unit.tags[b - 1] == "," else b - 1
    spoken = [k for k in range(max(0, last - 6), last + 1) if unit.words[k] in lexicon.said_nouns]
    if not spoken or (last == b and unit.words[b] not in lexicon.said_nouns):
        return False
    first = spoken[0]
    while first > 0 and unit.tags[first - 1] in "NDME":
        first -= 1
    said.fronted = True
    return said.add_tokens(first, last + 1)


def _after_inverted(unit: Unit, k: int, stop: int) -> tuple[str | None, int]:
    for m in range(k, stop):
        if unit.tags[m] == "Q":
            return "quote", m
    return None, k


def _content_limit(unit: Unit, said: Said, found: list[Said]) -> int:
    """Where what is said must end: before the next coordinated attribution, or at the end."""
    tags, words = unit.tags, unit.words
    limit = len(tags)
    opens = said.cue - 1
    while opens > 0 and tags[opens] in "XA":
        opens -= 1
    if said.relative and opens > 0 and tags[opens - 1] == ",":
        # "Cruz, who says the polls have tightened, said …": the aside ends before the main verb.
        for k in range(said.cue + 2, len(tags) - 1):
            if (
                tags[k] == ","
                and tags[k + 1 : k + 2] == "]"
                and tags[k + 2 : k + 3] in ("V", "X", "E")
            ):
                return k + 2
            if tags[k] == "," and (
                tags[k + 1] in "VX" or (tags[k + 1] == "E" and tags[k + 2 : k + 3] not in ("P", ""))
            ):
                return k
    for k in range(said.cue + 1, len(tags)):
        if tags[k] == ";":
            limit = k
            break
        if (
            words[k] == "according"
            and k + 1 < len(tags)
            and words[k + 1] == "to"
            and tags[k - 1] == ","
        ):
            limit = k - 1
            break
    for other in found:
        if other.cue <= said.cue or other.cue > limit:
            continue
        b = other.before
        if b <= said.cue or other.frames <= {"quote"}:
            continue
        cut = -1
        if other.inherits:
            k = other.cue - 1
            while k > said.cue and tags[k] == "A":
                k -= 1
            if tags[k] == "," or (tags[k] == "C" and words[k] in ("and", "but")):
                cut = k - 1 if tags[k] == "C" and tags[k - 1] == "," else k
            elif tags[k] == "S" and words[k] in _CUTTING:
                cut = k - 1 if tags[k - 1] == "," else k
        elif tags[b] == "C":
            comma = tags[b - 1] == ","
            if comma or words[b] == "but" or (other.verb == said.verb and not _asked_for(said)):
                cut = b - 1 if comma else b
        elif tags[b] == "," and other.verb == said.verb and _goes_on(unit, other):
            cut = b
        elif tags[b] == "S" and words[b] in _CUTTING:
            k = b
            while k > said.cue and words[k - 1] in _CUTTING:
                k -= 1
            cut = (
                k - 1
                if tags[k - 1] == ","
                else (k if words[b] in ("before", "while", "after") else -1)
            )
        elif tags[b] == "-":
            cut = b
        if cut > said.cue:
            limit = min(limit, cut)
    return limit


def words_before(unit: Unit, said: Said) -> str:
    """The word right before the subject."""
    return unit.words[said.before]


def _as_said(unit: Unit, said: Said, stop: int) -> Place | None:
    """What "As The Hill reported, …" and "…, as The Hill reported" attribute."""
    tags = unit.tags
    comma = tags.find(",", said.cue)
    if (said.before == 0 or tags[said.before - 1] in ",H") and 0 < comma < stop - 2:
        last = stop - 1
        while last > comma and tags[last] in ",.;:-":
            last -= 1
        return unit.place(comma + 1, last)
    if said.before > 3 and tags[said.before - 1] == ",":
        first = 0
        while tags[first] in "C,-":
            first += 1
        return unit.place(first, said.before - 2)
    return None


def _finds(unit: Unit, said: Said, lexicon: Lexicon) -> bool:
    """Whether the subject is one whose findings are sayings: a study, a court, investigators."""
    if said.source is None:
        return False
    first = said.source_first
    end = said.source[1]
    k = first
    while k < len(unit.tokens) and unit.tokens.ends[k] <= end:
        if unit.words[k] in lexicon.finders:
            return True
        k += 1
    return "think" in said.frames and unit.words[first] not in ("i", "we", "you")


def _relative_end(unit: Unit, said: Said, start: int, stop: int) -> int:
    """Where what is said ends inside a relative clause: "Managers who say we refused are lying"."""
    if not said.relative or unit.tags[said.cue - 1] == ",":
        return stop
    finite = False
    for k in range(start + 1, stop):
        if unit.tags[k] in "XVE":
            if (
                finite
                and unit.tags[k] == "X"
                and unit.tags[k - 1] in "NUAE"
                and unit.words[k] in ("are", "is", "was", "were")
            ):
                return k
            finite = True
        if unit.tags[k] in ",;":
            break
    return stop


def _add_following_quotes(
    unit: Unit, said: Said, start: int, stop: int, found: list[Said] | None = None
) -> None:
    """Add the quotations between ``start`` and ``stop`` that no later cue claims for itself."""
    later = [s.before for s in found or () if s.cue > said.cue and s.before > said.cue]
    for q in unit.quotes:
        if start <= q < stop and q not in later:
            if any(
                said.cue < s.cue < q and s.source is not None and not s.inherits
                for s in found or ()
            ):
                continue
            said.add_quote(q)


def _left_clause(unit: Unit, said: Said, found: list[Said], resumes: bool) -> Place | None:
    """The clause before a comma and the attribution: "Shares rose, he said."."""
    tags = unit.tags
    b = said.before
    while b > 1 and tags[b] == "]":
        b -= 1
    if b < 1 or tags[b] not in (",-" if b == said.before else ",.") or said.by_phrase:
        return None
    first = 0
    for other in found:
        if other.cue < said.cue and other.cue < b and other.contents:
            end = other.contents[-1][1]
            while first < b and unit.tokens.starts[first] < end:
                first += 1
    for k in range(b - 1, first, -1):
        if tags[k] == ";":
            first = k + 1
            break
    while first < b and tags[first] in ",.-C;":
        first += 1
    if resumes and b > first:
        return unit.place(first, b - 1)
    if tags[first] == "G":
        return None
    if unit.words[first] in _SHORT:
        return unit.place(first, b - 1)
    if b - first < 2 or (not any(t in "XVE" for t in tags[first:b]) and b - first < 4):
        return None
    if tags[first] in "PS" and not any(t in "XVE" for t in tags[first:b]):
        return None
    return unit.place(first, b - 1)


def _remainder(unit: Unit, said: Said, inverted: tuple[int, int] | None, stop: int) -> int | None:
    """Where content goes on after an attribution in its middle: "…, their union said, after …"."""
    tags = unit.tags
    after = (inverted[1] if inverted else said.cue) + 1
    while after < stop and tags[after] not in ",.-;:Q":
        after += 1
    if after >= stop or tags[after] != ",":
        return None
    k = after + 1
    while k < stop and tags[k] == "[":
        k += 1
    if k >= stop or tags[k] in "GQ" or stop - k < 2:
        return None
    apposition = tags[k] in "DUNW" and not (tags[k] in "DU" and starts_clause(unit, k, stop))
    if inverted and apposition:
        # "said Ines Calder, an analyst"
        return None
    return k


def _accusation(unit: Unit, said: Said, stop: int) -> bool:
    """ "accused X of doing Y": the content is X and what X is accused of."""
    words = unit.words
    i = said.cue
    lemma = said.lemma
    wanted = ("of",) if lemma == "accuse" else ("for", "on")
    start = said.start if said.by_phrase else i + 1
    if said.source is None:
        return False
    for k in range(start, min(stop, start + 22)):
        if words[k] in wanted:
            if said.by_phrase and said.whole is not None:
                said.add(said.whole)
                start = k
            return said.add_tokens(start, stop)
    return False
    for k in range(start, min(stop, start + 22)):
        if words[k] in wanted:
            if said.by_phrase and said.whole is not None:
                said.add(said.whole)
                start = k
            return said.add_tokens(start, stop)
    return False
