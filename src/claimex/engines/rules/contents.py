"""What is said: where the content of an attribution stands."""

from __future__ import annotations

import re

from claimex.draft import Place
from claimex.engines.cues import Lexicon
from claimex.engines.rules.accusations import fill_accusation
from claimex.engines.rules.clauses import clause_start, left_clause, remainder
from claimex.engines.rules.complements import Complement, after_verb
from claimex.engines.rules.limits import content_limit, relative_end
from claimex.engines.rules.phrases import noun_phrase_left
from claimex.engines.rules.said import Said
from claimex.engines.rules.subjects import skip_auxiliaries
from claimex.engines.rules.tokens import MODALS
from claimex.engines.rules.units import Unit

_NAMING = frozenset(("deny", "reject", "call", "describe"))
# Frames whose verbs attribute only where the source is one that finds or thinks aloud.
_CAUTIOUS = frozenset(("find", "think", "object", "quote"))
# Verbs whose bare complement is a clause, even where its verb cannot be told from a noun.
_CLAUSAL = frozenset("suggest argue insist warn add contend assert tweet write".split())
_WRITING = frozenset(("write", "tweet", "post"))
_CONFIRMING = frozenset(("confirm", "acknowledge", "admit", "concede"))
_NO_COMMENT = re.compile(r"[“\"'‘] no (?:further )?comment")
_COPULAS = (["is"], ["was"], ["are"], ["were"])
_POINTERS = (["that"], ["this"], ["it"])
# How many words of its own sentence can lead to a quotation: "That figure was “pulled …"
_LEADING = 12


def fill_contents(unit: Unit, said: Said, found: list[Said], lexicon: Lexicon) -> bool:
    """Find what is said; False where nothing is, so that the verb attributes nothing.

    ``found`` are all attributions of the unit, in order.
    """
    stop = content_limit(unit, said, found)
    if "accuse" in said.frames and unit.tags[said.cue + 1 :][:1] != "H":
        return fill_accusation(unit, said, stop, lexicon)
    if said.lemma in _CONFIRMING and unit.words[said.cue + 1 : stop][:1] in _POINTERS:
        # "Its lead author confirmed that."
        after = unit.tags[said.cue + 2 : said.cue + 3]
        if after in ("", ".", ",", ";") and said.source is not None:
            return said.add_tokens(said.cue + 1, said.cue + 2)
    if _says_false(unit, said, lexicon):
        return _fronted(unit, said, lexicon)
    if said.frames & _NAMING and "say" not in said.frames:
        if said.by_phrase or unit.tags[said.cue + 1 : said.cue + 2] not in ("Q", ":"):
            return _named(unit, said, stop, lexicon)
        # "Rowe blasted: “She's making it up”": it is spoken, not described.
        said.frames = frozenset({"quote"})
    if said.inverted is None:
        complement = after_verb(unit, said, stop)
    else:
        complement = _quotation_after(unit, said.inverted[1] + 1, stop)
    if said.source is None:
        return False
    reported = said.before > 0 and unit.words[said.before] == "as"
    if unit.tags[-1] == ":" and complement.start >= len(unit.tags) and not reported:
        # "The letter says:", and the next paragraph is the quotation.
        said.announces = True
        return True
    if _add_reported(unit, said, found, complement, stop):
        return True
    if _before_is_quote(unit, said):
        _add_quote_before(unit, said, found)
        if complement.kind == "quote":
            _add_quotes(unit, said, complement.start, stop)
        else:
            _add_unclaimed_quotes(unit, said, found)
        return True
    if complement.kind == "quote":
        _add_quotes(unit, said, complement.start, stop)
        return bool(said.contents)
    if said.frames <= {"quote"}:
        return False
    return _add_indirect(unit, said, found, complement, stop, lexicon)


def _named(unit: Unit, said: Said, stop: int, lexicon: Lexicon) -> bool:
    """What is denied, rejected or called something: the object of the verb."""
    if said.by_phrase:
        said.add(said.whole or said.cue_place)
        if said.frames & {"call", "describe"}:
            said.add_tokens(said.start, stop)
        return True
    start = said.cue + 1
    words_for_it = said.frames & {"call", "describe"}
    if words_for_it and _named_before(unit, said, lexicon):
        # "a figure the ministry described as exaggerated", "a charge that its owner called absurd"
        return _fronted(unit, said, lexicon)
    if said.source is not None and start < stop and said.add_tokens(start, stop):
        return True
    return _fronted(unit, said, lexicon)


def _says_false(unit: Unit, said: Said, lexicon: Lexicon) -> bool:
    """ "…, a report Kessler said was wrong"."""
    words, cue = unit.words, said.cue
    if said.before < 1 or words[said.before] not in lexicon.said_nouns or "say" not in said.frames:
        return False
    false = lexicon.false_words | lexicon.weak_false_words
    return words[cue + 1 : cue + 2] in _COPULAS and not false.isdisjoint(words[cue + 2 : cue + 5])


def _named_before(unit: Unit, said: Said, lexicon: Lexicon) -> bool:
    """Whether what is named stands before: "a claim that X called …", "…, which X called a lie"."""
    words, tags, before = unit.words, unit.tags, said.before
    if before < 1 or said.inherits:
        return False  # "issued a statement rejecting that account"
    if words[before] == "which" and tags[before - 1] == ",":
        false = lexicon.false_words | lexicon.weak_false_words
        return not false.isdisjoint(words[said.cue + 1 : said.cue + 7])
    return words[before - (tags[before] in "WH")] in lexicon.said_nouns


def _quotation_after(unit: Unit, k: int, stop: int) -> Complement:
    """The next quotation after an inverted subject: "…," said Ines Calder. "…"."""
    quote = unit.tags.find("Q", k, stop)
    return Complement("quote", quote) if quote >= 0 else Complement(None, k)


def _add_reported(
    unit: Unit, said: Said, found: list[Said], complement: Complement, stop: int
) -> bool:
    """Add what a passive or an "as" clause attributes: "…, as The Hill reported"."""
    spoken = not said.frames <= {"quote"}  # "urged by her coach to run" says nothing
    if said.by_phrase and complement.kind is None and said.whole is not None and spoken:
        said.add(said.whole)
        return True
    if said.before < 0 or unit.words[said.before] != "as" or complement.kind == "that":
        return False
    place = _as_said(unit, said, found, stop)
    if place is not None:
        said.add(place)
    return place is not None


def _before_is_quote(unit: Unit, said: Said) -> bool:
    return said.before >= 0 and unit.tags[said.before] == "Q"


def _add_quote_before(unit: Unit, said: Said, found: list[Said]) -> None:
    """Add the quotation before the attribution, with the clause that it ends.

    "That figure was “pulled out of thin air,” said Gus Perini".
    """
    quote = unit.quotes[said.before]
    first = clause_start(unit, said, found, said.before)
    leads = 0 < said.before - first <= _LEADING and unit.tags[said.before - 1] not in ",.;:-Q"
    if leads and unit.text[quote.inner].islower() and "Q" not in unit.tags[first : said.before]:
        said.add((unit.tokens.starts[first], quote.outer))
    else:
        said.add_quote(said.before)


def _add_indirect(
    unit: Unit,
    said: Said,
    found: list[Said],
    complement: Complement,
    stop: int,
    lexicon: Lexicon,
) -> bool:
    """Add what is said in words that are not whole quotations."""
    kind, start = complement.kind, complement.start
    lemma = said.lemma
    if kind == "object" and _NO_COMMENT.match(" ".join(unit.words[start : start + 4])):
        return False
    doubtful = said.frames <= _CAUTIOUS and not _finds(unit, said, lexicon)
    if doubtful and kind == "clause":
        # "indicated it would give", but not "found the letter"
        sure = "find" in said.frames and unit.tags[start] == "R" and unit.tags[start + 1] != "P"
        return sure and said.add_tokens(start, relative_end(unit, said, start, stop))
    if kind == "that" or (kind == "clause" and lemma not in lexicon.that_only):
        return said.add_tokens(start, relative_end(unit, said, start, stop))
    if kind == "object" and _is_clausal(unit, said, start, stop, lexicon):
        return said.add_tokens(start, stop)
    if doubtful and "object" not in said.frames:
        return False
    if kind is None and lemma == "tell" and said.cue + 1 >= stop - 1:
        # "'…', inquiry told": the inquiry is told, it tells nothing.
        return False
    if kind is None and lemma in _CONFIRMING and _add_relative(unit, said, lexicon):
        return True
    if _add_left(unit, said, found, stop):
        return True
    shows = _shows(unit, said, start, lexicon)
    told = shows or "object" in said.frames or lemma == "say"
    if kind == "object" and not said.inherits and told:
        return _add_object(unit, said, start, stop, lexicon)
    return False


def _shows(unit: Unit, said: Said, start: int, lexicon: Lexicon) -> bool:
    """Whether a paper or picture shows a thing: "records show no payment", "footage showed two"."""
    if "find" not in said.frames or not _has_among(unit, said, lexicon.papers):
        return False
    # "The study found arsenic in the lake" tells what its authors did, "found no arsenic" does not.
    return said.lemma != "find" or (unit.tags[start] in "MD[]" and unit.words[start + 1] != "way")


def _is_clausal(unit: Unit, said: Said, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether what looks like an object is a clause whose verb cannot be told from a noun."""
    if said.lemma in _CLAUSAL and not said.inherits and stop - start >= 5:
        work = said.lemma in _WRITING and unit.tags[start] in "DNM"
        return not (work and not lexicon.works.isdisjoint(unit.words[start : start + 4]))
    return said.lemma == "tell" and stop - start >= 3 and unit.tags[start] != "P"


def _add_left(unit: Unit, said: Said, found: list[Said], stop: int) -> bool:
    """Add the clause before the attribution, and its rest after it: "Shares rose, he said, …"."""
    if not MODALS.isdisjoint(skip_auxiliaries(unit, said.cue)[1]) and said.lemma == "testify":
        return False  # "Under the deal, filed on Monday, Lund will testify"
    rest = remainder(unit, said, stop)
    left = left_clause(unit, said, found, resumes=rest is not None)
    if said.inherits or said.relative:
        return False
    if left is None:
        # "And, he said, the bridge would hold"
        opens = not said.by_phrase and not unit.tags[: said.before + 1].strip("C,-")
        return opens and said.before > 0 and rest is not None and said.add_tokens(rest, stop)
    said.add(left)
    if rest is not None:
        said.add_tokens(rest, stop)
    return True


def _add_object(unit: Unit, said: Said, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Add a plain object: "forecast a dry spring", but never "claimed responsibility"."""
    if unit.tags[start] == "[" and unit.tags[start + 2 : start + 3] == "]":
        # "reported “losses”"
        return False
    if not lexicon.not_said.isdisjoint(unit.words[start : start + 3]):
        return False
    return said.add_tokens(start, stop)


def _add_relative(unit: Unit, said: Said, lexicon: Lexicon) -> bool:
    """Add what a relative clause confirms: "…, a sighting that the navy confirmed"."""
    b, tags = said.before, unit.tags
    if b < 2 or tags[b] not in "HW" or said.relative:
        return False
    if tags[b - 1] == ",":
        return said.add_tokens(b, b + 1)
    first = noun_phrase_left(unit, b - 1)
    if first is None or unit.words[b] == "who":
        return False
    apposed = first > 0 and tags[first - 1] == "," and tags[first] == "D"
    return (apposed or unit.words[b - 1] in lexicon.said_nouns) and said.add_tokens(first, b)


def _fronted(unit: Unit, said: Said, lexicon: Lexicon) -> bool:
    """The object before its clause: "an allegation the company denies", "which he denies"."""
    if said.source is None:
        return False
    noun = _spoken_before(unit, said, lexicon)
    b = said.before
    if noun is None:
        if b < 1 or unit.words[b] != "which" or unit.tags[b - 1] != ",":
            return False
        # "The paper reported that he had fled, which his lawyer denied."
        said.fronted = True
        said.add(unit.place(b, b))
        return True
    first = noun
    while first > 0 and unit.tags[first - 1] in "NDME" and unit.tags[first] != "D":
        first -= 1
    last = said.before
    if unit.tags[last] in "WH":
        last -= 2 if last and unit.tags[last - 1] == "," else 1
    said.fronted = True
    return said.add_tokens(first, max(last, noun) + 1)


def _spoken_before(unit: Unit, said: Said, lexicon: Lexicon) -> int | None:
    """The noun for something said that stands right before the subject."""
    b, words = said.before, unit.words
    if b >= 0 and unit.tags[b] in "WH":
        last = b - 2 if b and unit.tags[b - 1] == "," else b - 1
        near = range(max(0, last - 6), last + 1)
        return next((k for k in near if words[k] in lexicon.said_nouns), None)
    if b >= 0 and words[b] in lexicon.said_nouns:
        return b
    return None


def _as_said(unit: Unit, said: Said, found: list[Said], stop: int) -> Place | None:
    """What "As The Hill reported, …" and "…, as The Hill reported" attribute."""
    tags = unit.tags
    comma = tags.find(",", said.cue)
    # "…, as recalled by his son, a doctor, …": what follows tells who that is.
    by_somebody = unit.words[said.cue + 1 : said.cue + 2] == ["by"]
    opens = said.before == 0 or (tags[said.before - 1] in ",H" and not by_somebody)
    if opens and 0 < comma < stop - 2:
        last = stop - 1
        while last > comma and tags[last] in ",.;:-":
            last -= 1
        return unit.place(comma + 1, last)
    if said.before > 3 and tags[said.before - 1] == "," and not unit.quotes:
        first = 0
        while tags[first] in "C,-":
            first += 1
        start, end = unit.place(first, said.before - 2)
        within = [c for other in found if other.cue < said.before for c in other.contents]
        # "She said the lead was old, as the agency reported": what she said, not that she did.
        return max([start, *(a for a, b in within if b == end)]), end
    return None


def _finds(unit: Unit, said: Said, lexicon: Lexicon) -> bool:
    """Whether the subject is one whose findings are sayings: a study, a court, investigators."""
    if said.source is None:
        return False
    if _has_among(unit, said, lexicon.finders | lexicon.papers):
        return True
    return "think" in said.frames and unit.words[said.source_first] not in ("i", "we", "you")


def _has_among(unit: Unit, said: Said, words: frozenset[str]) -> bool:
    """Whether one of these words stands in the source's mention."""
    if said.source is None:
        return False
    end = said.source[1]
    for k in range(said.source_first, len(unit.tokens)):
        if unit.tokens.ends[k] > end:
            break
        if unit.words[k] in words:
            return True
    return False


def _add_quotes(unit: Unit, said: Said, start: int, stop: int) -> None:
    """Add the quotations between two tokens."""
    for q in unit.quotes:
        if start <= q < stop:
            said.add_quote(q)


def _add_unclaimed_quotes(unit: Unit, said: Said, found: list[Said]) -> None:
    """Add the quotations after the cue that no later cue claims for itself."""
    later = [other for other in found if other.cue > said.cue]
    claimed = {other.before for other in later}
    rivals = [other.cue for other in later if other.source is not None and not other.inherits]
    nearest = min(rivals, default=len(unit.tags))
    for q in unit.quotes:
        if said.cue < q <= nearest and q not in claimed:
            said.add_quote(q)
