"""Source, cue and content of what is said: the frames of the cue verbs and of "according to"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimex.draft import Place
from claimex.engines.cues import Lexicon, Verb
from claimex.engines.rules.phrases import (
    Subject,
    is_possessive,
    negated,
    noun_phrase_left,
    skip_auxiliaries,
    subject_after,
    subject_before,
)
from claimex.engines.rules.tokens import BE_FORMS, HAVE_FORMS, MODALS, NEGATIONS
from claimex.engines.rules.units import Unit

_SPEECH_TO = frozenset("on continued continues proceeded came".split())
_CLAUSE_WORDS = frozenset("how why what where whether if".split())
_ASIDE_WORDS = frozenset("after before when while as because since during".split())
_CUTTING = frozenset("while before after although though whereas hours days weeks months minutes but".split())
_ISSUING = frozenset("issued released published posted made put sent read gave issues releases wrote issuing releasing".split())
# Verbs whose bare complement is a clause, even where its verb cannot be told from a noun.
_CLAUSAL = frozenset("suggest argue insist warn add note state maintain contend assert tweet write".split())
_DOCUMENTS = frozenset("statement letter post tweet email e-mail memo report message note filing press release interview speech video".split())


@dataclass(slots=True)
class Said:
    """One attribution in one unit, in places of the text.

    ``cue`` is the token of the cue verb; ``source`` the place of its mention, None where the
    sentence names none; ``contents`` the places of what is said, in order. ``quoted`` tells which of
    them are whole quotations.
    """

    unit: Unit
    cue: int
    cue_place: Place
    verb: Verb | None
    frames: frozenset[str]
    source: Place | None = None
    source_first: int = -1
    before: int = -1
    contents: list[Place] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    start: int = -1
    inherits: bool = False
    relative: bool = False
    by_phrase: bool = False
    whole: Place | None = None


def _is_verb(unit: Unit, i: int, verb: Verb, lexicon: Lexicon) -> bool:
    tags, words = unit.tags, unit.words
    before = tags[i - 1] if i else ""
    after = tags[i + 1] if i + 1 < len(tags) else "."
    previous = words[i - 1] if i else ""
    if before in ("D", "M") or is_possessive(previous):
        return False
    if "gerund" in verb.forms:
        return before != "P" or previous in ("by", "in", "without", "with", "to", "of", "for")
    if before == "P" and previous != "to":
        return "past" in verb.forms and previous not in ("of", "by", "for", "with", "from", "as")
    if words[i] in lexicon.noun_like:
        if before not in "NUROXAW,)Q-HC" or before == "":
            return False
        if before == "X" or previous == "to":
            return True
        if after in "VX" or (after == "P" and "past" not in verb.forms and words[i + 1] not in ("on", "in")):
            return False
        if after in ",." and "Q" not in tags and before != ",":
            return before in "NUR" and "," in tags[:i]
        if before == "A" and i >= 2 and tags[i - 2] in "DP":
            return False
        return after in "HDRUQO[:MSNTPGAE,.("
    return True


def find_said(unit: Unit, lexicon: Lexicon) -> list[Said]:
    """Every attribution by a cue verb in the unit."""
    found: list[Said] = []
    words, tags = unit.words, unit.tags
    for i, word in enumerate(words):
        if tags[i] in "UQ,.":
            continue
        verb = lexicon.verbs.get(word)
        if verb is None or not _is_verb(unit, i, verb, lexicon):
            continue
        said = _candidate(unit, i, verb, found)
        if said is not None:
            found.append(said)
    _beside_quotes(unit, found, lexicon)
    found.sort(key=lambda s: s.cue)
    kept: list[Said] = []
    for said in found:
        if _fill_contents(unit, said, found, lexicon):
            kept.append(said)
    return kept


def _candidate(unit: Unit, i: int, verb: Verb, found: list[Said]) -> Said | None:
    """The cue with its subject, or None where the verb is negated, passive or a mere noun."""
    tags, words = unit.tags, unit.words
    said = Said(unit, i, unit.place(i, i), verb, verb.frames)
    _, passed = skip_auxiliaries(unit, i)
    if negated(passed) or (passed and passed[0] in ("only",) and negated(passed)):
        return None
    if verb.frames & {"reject", "describe"} and "say" not in verb.frames and set(passed) & MODALS:
        return None
    gerund = "gerund" in verb.forms
    finite_be = any(w in BE_FORMS or w.endswith(("'re", "'s", "'m")) for w in passed)
    if gerund and not finite_be:
        return _participle(unit, said, found)
    if not gerund and finite_be and passed and _last_verb(passed) in BE_FORMS:
        return _passive(unit, said)
    if i and words[i - 1] == "to":
        return _infinitive(unit, said, found)
    base_only = verb.forms <= {"base"}
    subject, passed = subject_before(unit, i)
    if subject is None:
        if i and (tags[i - 1] in "C" or (tags[i - 1] == "A" and i > 1 and tags[i - 2] == "C")):
            return _coordinated(unit, said, found)
        if i and tags[i - 1] in "Q,-" or (i == 0):
            # Perhaps the subject follows: "…," said Ines Calder.
            said.before = i - 1
            return said
        return None
    if base_only and not (set(passed) & (MODALS | {"do", "did", "does"})):
        last = words[subject.last]
        if not (
            tags[subject.last] in "R"
            and last not in ("he", "she", "it")
            or last.endswith("s") and not last.endswith("ss")
            or last in ("people", "police", "others", "many", "some", "men", "women", "staff", "both", "who")
            or "C" in tags[subject.first : subject.last]
            or subject.relative
            or tags[i - 1] in ",)"
        ):
            return None
    if words[subject.first] in NEGATIONS:
        return None
    _take_subject(said, unit, subject)
    return said


def _last_verb(passed: list[str]) -> str:
    """The auxiliary nearest to the verb."""
    for word in passed:
        if word in BE_FORMS or word in HAVE_FORMS or word in MODALS:
            return word
    return ""


def _take_subject(said: Said, unit: Unit, subject: Subject) -> None:
    said.source = unit.place(subject.first, subject.last)
    said.source_first = subject.first
    said.before = subject.before
    said.relative = subject.relative


def _inherit(said: Said, other: Said, i: int) -> Said | None:
    if other.source is None:
        return None
    said.source, said.source_first = other.source, other.source_first
    said.before = i - 1
    said.inherits = True
    return said


def _coordinated(unit: Unit, said: Said, found: list[Said]) -> Said | None:
    """"… and said": the subject of the verb that it is joined to."""
    tags = unit.tags
    i = said.cue
    if found and found[-1].source is not None and not any(t in ";." for t in tags[found[-1].cue : i]):
        return _inherit(said, found[-1], i)
    for k in range(i - 2, 0, -1):
        if tags[k] in ";.Q":
            return None
        if tags[k] in "VXE" and tags[k - 1] in "NURM)],A":
            subject, _ = subject_before(unit, k)
            if subject is not None and not subject.relative and unit.words[subject.first] not in NEGATIONS:
                said.source = unit.place(subject.first, subject.last)
                said.source_first, said.before, said.inherits = subject.first, i - 1, True
                return said
    return None


def _participle(unit: Unit, said: Said, found: list[Said]) -> Said | None:
    """"…, adding that": the source of the cue before it, else the subject of the clause."""
    tags, words = unit.tags, unit.words
    i = said.cue
    k = i - 1
    while k >= 0 and tags[k] == "A":
        k -= 1
    before = tags[k] if k >= 0 else ""
    if before in "NU" and before and words[k] not in _DOCUMENTS:
        # "signs saying …", "people claiming to be": the noun itself speaks.
        first = noun_phrase_left(unit, k)
        if first is None:
            return None
        said.source, said.source_first, said.before = unit.place(first, k), first, first - 1
        return said
    if before == "" or (before in ",SPCQ-])" or words[k] in _DOCUMENTS):
        previous = next((s for s in reversed(found) if s.source is not None and not s.relative), None)
        if previous is not None and words[k] not in _DOCUMENTS:
            said = _inherit(said, previous, i)  # type: ignore[assignment]
            return said
        subject = _clause_subject(unit, i)
        if subject is None:
            return None
        said.source = unit.place(*subject)
        said.source_first, said.before, said.inherits = subject[0], i - 1, True
        return said
    return None


def _clause_subject(unit: Unit, i: int) -> tuple[int, int] | None:
    """The subject of the first finite verb before (or, for an opening participle, after) ``i``."""
    tags = unit.tags
    order = list(range(i)) if i > 2 else list(range(i + 1, len(tags)))
    for k in order:
        if k and tags[k] in "VXE" and tags[k - 1] in "NURM)],A":
            subject, _ = subject_before(unit, k, 0 if i > 2 else i + 1)
            if subject is not None:
                return subject.first, subject.last
    return None


def _passive(unit: Unit, said: Said) -> Said | None:
    """"was accused by X of", "was told by X that": the source stands in the by-phrase."""
    tags, words = unit.tags, unit.words
    i = said.cue
    for k in range(i + 1, min(len(tags), i + 14)):
        if words[k] == "by" and tags[k] == "P":
            phrase = subject_after(unit, k, len(tags))
            if phrase is None:
                return None
            said.source = unit.place(*phrase)
            said.source_first, said.before = phrase
            said.by_phrase = True
            said.start = phrase[1] + 1
            subject, _ = subject_before(unit, i)
            if subject is not None:
                said.before = subject.before
                said.whole = unit.place(subject.first, subject.last)
            return said
        if tags[k] in "H,.;Q":
            return None
    return None


def _infinitive(unit: Unit, said: Said, found: list[Said]) -> Said | None:
    words = unit.words
    i = said.cue
    if i < 2 or words[i - 2] not in _SPEECH_TO:
        return None
    verb = i - 3 if words[i - 2] == "on" else i - 2
    if verb < 1:
        return None
    subject, _ = subject_before(unit, verb)
    if subject is None:
        return _inherit(said, found[-1], i) if found else None
    _take_subject(said, unit, subject)
    return said


def _beside_quotes(unit: Unit, found: list[Said], lexicon: Lexicon) -> None:
    """Verbs that attribute only because they stand beside a whole quotation: "…," he roared."""
    tags, words = unit.tags, unit.words
    owned = {s.cue for s in found}
    for q, quote in unit.quotes.items():
        if any(q < s.cue <= q + 12 for s in found) and q + 1 < len(tags):
            continue
        if unit.text[quote.outer - 1] not in ",?!—" or q + 1 >= len(tags):
            continue
        for k in range(q + 1, min(len(tags), q + 12)):
            if tags[k] in ".;:Q" or (tags[k] == "," and k > q + 1 and tags[k - 1] in "EV"):
                break
            if tags[k] in "EV" and k not in owned and (k > q + 1):
                subject, passed = subject_before(unit, k, q + 1)
                if subject is not None and subject.before <= q and not negated(passed):
                    said = Said(unit, k, unit.place(k, k), lexicon.verbs.get(words[k]), frozenset({"quote"}))
                    _take_subject(said, unit, subject)
                    found.append(said)
                break


def _fill_contents(unit: Unit, said: Said, found: list[Said], lexicon: Lexicon) -> bool:
    """Find what is said; False where nothing is, so that the verb attributes nothing."""
    tags = unit.tags
    i = said.cue
    stop = _content_limit(unit, said, found)
    only_quote = said.frames <= {"quote"}
    if "accuse" in said.frames:
        return _accusation(unit, said, stop)
    if said.frames & {"deny", "reject", "call", "describe"} and not said.frames & {"say"}:
        start = said.start if said.by_phrase else i + 1
        if said.by_phrase:
            said.contents.append(said.whole or said.cue_place)
            said.quoted.append(False)
            return True
        return said.source is not None and start < stop and _add_range(unit, said, start, stop)
    kind, start = _complement(unit, said, stop)
    left_quote = said.before >= 0 and tags[said.before] == "Q"
    inverted: tuple[int, int] | None = None
    if said.source is None:
        if not (i and tags[i - 1] in "Q,-" and _may_invert(said)):
            return False
        inverted = subject_after(unit, i, len(tags))
        if inverted is None:
            return False
        said.source = unit.place(*inverted)
        said.source_first, said.before = inverted[0], i - 1
        left_quote = tags[i - 1] == "Q"
        kind, start = _after_inverted(unit, inverted[1] + 1, stop)
    if said.before >= 0 and words_before(unit, said) == "as" and kind != "that":
        place = _as_said(unit, said, stop)
        if place is not None:
            said.contents.append(place)
            said.quoted.append(False)
            return True
    if left_quote:
        _add_quote(unit, said, said.before)
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
    lemma = said.verb.lemma if said.verb else ""
    cautious = said.frames <= {"find", "think", "object", "quote"}
    if cautious and kind == "clause" and not _finds(unit, said, lexicon):
        return False
    if kind == "that" or (kind == "clause" and lemma not in lexicon.that_only):
        return _add_range(unit, said, start, _relative_end(unit, said, start, stop))
    if kind == "object" and stop - start >= 5 and lemma in _CLAUSAL and not said.inherits:
        return _add_range(unit, said, start, stop)
    if kind == "object" and "tell" in said.frames and stop - start >= 3 and lemma == "tell" and unit.tags[start] not in "P":
        return _add_range(unit, said, start, stop)
    if cautious and not (_finds(unit, said, lexicon) or "object" in said.frames):
        return False
    rest = _remainder(unit, said, inverted, stop)
    left = _left_clause(unit, said, found, rest is not None)
    if left is not None and not said.inherits:
        said.contents.append(left)
        said.quoted.append(False)
        if rest is not None:
            _add_range(unit, said, rest, stop)
        return True
    if kind == "object" and ("object" in said.frames or said.verb is not None and said.verb.lemma in ("say",)):
        if unit.words[start] in lexicon.not_said or any(w in lexicon.not_said for w in unit.words[start : start + 3]):
            return False
        return _add_range(unit, said, start, stop)
    return False


def _may_invert(said: Said) -> bool:
    return said.verb is None or not said.verb.forms & {"gerund"} and bool(said.frames & {"say", "quote", "tell"})


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
            if tags[k] == "," and (tags[k + 1] in "VX" or (tags[k + 1] == "E" and tags[k + 2 : k + 3] not in ("P", ""))):
                return k
    for k in range(said.cue + 1, len(tags)):
        if tags[k] == ";":
            limit = k
            break
        if words[k] == "according" and k + 1 < len(tags) and words[k + 1] == "to" and tags[k - 1] == ",":
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
            if comma or words[b] == "but":
                cut = b - 1 if comma else b
        elif tags[b] == "S" and words[b] in _CUTTING:
            k = b
            while k > said.cue and words[k - 1] in _CUTTING:
                k -= 1
            cut = k - 1 if tags[k - 1] == "," else (k if words[b] in ("before", "while", "after") else -1)
        elif tags[b] == "-":
            cut = b
        if cut > said.cue:
            limit = min(limit, cut)
    return limit


def _complement(unit: Unit, said: Said, stop: int) -> tuple[str | None, int]:
    """What follows the verb: ``that``, ``quote``, ``clause``, ``object`` or nothing, and where."""
    tags, words = unit.tags, unit.words
    k = said.start if said.by_phrase else said.cue + 1
    while k < stop and (tags[k] == "A" or words[k] == "out"):
        k += 1
    tell = "tell" in said.frames
    addressee = False
    in_phrase = False
    m = k
    while m < stop:
        tag = tags[m]
        if tag == "H":
            if m + 1 < stop and tags[m + 1] == "X" and (addressee or m == k):
                return "clause", m
            if m == k and m + 1 < stop and tags[m + 1] in "NUE" and not _subject_ahead(unit, m + 1, stop):
                return "object", m
            if _demonstrative(unit, m, stop):
                return "clause", m
            return "that", m + 1
        if tag == "Q":
            return "quote", m
        if tag == ":":
            return ("quote", m + 1) if m + 1 < stop and tags[m + 1] == "Q" else ("clause", m + 1)
        if tag in ",-":
            if m + 1 < stop and tags[m + 1] == "Q":
                return "quote", m + 1
            if m == k and said.before < 0 and tag == ",":
                closing = tags.find(",", m + 1, min(stop, m + 14))
                if closing > 0 and _subject_ahead(unit, closing + 1, stop, True):
                    return "clause", closing + 1
            if m == k or in_phrase or addressee:
                ahead = _resumes(unit, m, stop)
                if ahead is not None:
                    return ahead
            return None, m
        if tag in ".;":
            return None, m
        if tag == "P":
            if words[m] == "to" and m == k and m + 1 < stop and tags[m + 1] in "NX" and words[m + 1] in ("be", "have") and said.verb is not None and said.verb.lemma in ("claim", "profess", "admit"):
                return "that", m
            in_phrase = True
            m = _skip_phrase(unit, m + 1, stop)
            continue
        if tag == "T" and m + 1 < stop and (m == k or in_phrase or addressee) and not is_possessive(words[m]) and tags[m + 1] != "N":
            in_phrase = True
            m += 1
            continue
        if words[m] in ("last", "early", "late", "this", "earlier", "next") and m + 1 < stop and tags[m + 1] == "T":
            in_phrase = True
            m += 2
            continue
        if tag == "S":
            if words[m] in _CLAUSE_WORDS and (m == k or addressee):
                return "clause", m
            if words[m] in _ASIDE_WORDS or words[m] in ("until", "than"):
                ahead = _resumes(unit, m, stop, loose=True)
                return ahead if ahead is not None else (None, m)
            return "clause", m
        if tag == "A":
            m += 1
            continue
        if tell and not addressee:
            addressee = True
            if tag in "O" and words[m] != "her" or tag == "R":
                m += 1
            else:
                m = _skip_phrase(unit, m, stop)
            continue
        if tag in "W" or tag == "C" or tag == ")":
            return None, m
        if tag == "(":
            closing = tags.find(")", m)
            m = closing + 1 if closing > 0 else stop
            continue
        if m == k or in_phrase or addressee:
            plain = said.verb is None or said.verb.lemma not in ("say", "tell")
            return ("clause", m) if _subject_ahead(unit, m, stop, plain) else ("object", m)
        m += 1
    return None, m


def _demonstrative(unit: Unit, m: int, stop: int) -> bool:
    """Whether "that" belongs to the next noun: "says that allegation is baseless"."""
    tags = unit.tags
    if m + 2 >= stop or tags[m + 1] != "N" or unit.words[m + 1].endswith("s"):
        return False
    k = m + 1
    while k < stop and tags[k] == "N":
        k += 1
    return k < stop and tags[k] in "XV" and k - m <= 3 and unit.words[k] in ("is", "was", "has", "had", "did", "does")


def _skip_phrase(unit: Unit, m: int, stop: int) -> int:
    """The index after the noun phrase at ``m``, as far as it can be told from a clause's subject."""
    tags, words = unit.tags, unit.words
    seen = False
    first = m
    while m < stop:
        tag = tags[m]
        if tag in "D" or (tag == "O" and words[m] == "her"):
            if seen and tags[m - 1] != "P":
                return m
        elif tag in "NMT":
            seen = True
        elif tag == "U":
            named = tags[m - 1] == "T" and m - 2 >= first and tags[m - 2] in "DU"
            if seen and tags[m - 1] in "NT" and m > first and not named:
                return m
            seen = True
        elif tag in "EG[]":
            pass
        elif tag == "O":
            return m + 1
        elif tag == "P":
            pass
        elif tag == "C":
            if not (m + 1 < stop and tags[m + 1] in "UN" and tags[m - 1] in "UN"):
                return m
        else:
            return m
        m += 1
    return m


def _subject_ahead(unit: Unit, m: int, stop: int, plain: bool = False) -> bool:
    """Whether a clause starts at ``m``: a noun phrase and a finite verb after it.

    ``plain`` allows no relative clause or aside in between.
    """
    tags = unit.tags
    seen = False
    k = m
    while k < min(stop, m + 22):
        tag = tags[k]
        if tag in "NUMROQ]TD[G" or tag in "PC":
            seen = seen or tag in "NUMRO]DT"
        elif tag in "XV":
            return seen
        elif tag == "E":
            if seen and k > m and tags[k - 1] in "NURMT]" and unit.words[k + 1 : k + 2] != ["by"]:
                return True
        elif tag in "WH,(":
            # A relative clause or an aside: a verb after it still makes a clause.
            return not plain and any(t in "XVE" for t in tags[k + 1 : min(stop, k + 14)])
        elif tag == "A":
            pass
        else:
            return False
        k += 1
    return False


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
            if finite and unit.tags[k] == "X" and unit.tags[k - 1] in "NUAE" and unit.words[k] in ("are", "is", "was", "were"):
                return k
            finite = True
        if unit.tags[k] in ",;":
            break
    return stop


def _resumes(unit: Unit, m: int, stop: int, loose: bool = False) -> tuple[str, int] | None:
    """A "that" or a quotation after an aside: "said, with a grin, that"."""
    tags = unit.tags
    for k in range(m + 1, min(stop, m + 18)):
        if tags[k] == "Q":
            return "quote", k
        if tags[k] == "H" and k + 1 < stop and tags[k - 1] in ",TNU" and tags[k + 1] not in "VX":
            return ("that", k + 1) if loose or tags[k - 1] in ",T" else None
        if tags[k] in ".;":
            return None
    return None


def _add_range(unit: Unit, said: Said, first: int, stop: int) -> bool:
    """Add the words from token ``first`` up to ``stop`` as content."""
    last = stop - 1
    tags = unit.tags
    while last >= first and tags[last] in ",.;:-CSP" and not unit.words[last].endswith(("u.s.",)) and tags[last] != "P":
        last -= 1
    if last < first:
        return False
    said.contents.append(unit.place(first, last))
    said.quoted.append(False)
    return True


def _add_quote(unit: Unit, said: Said, token: int) -> None:
    quote = unit.quotes[token]
    said.contents.append((quote.inner, quote.outer))
    said.quoted.append(True)


def _add_following_quotes(
    unit: Unit, said: Said, start: int, stop: int, found: list[Said] | None = None
) -> None:
    """Add the quotations between ``start`` and ``stop`` that no later cue claims for itself."""
    later = [s.before for s in found or () if s.cue > said.cue and s.before > said.cue]
    for q in unit.quotes:
        if start <= q < stop and q not in later:
            if any(said.cue < s.cue < q and s.source is not None and not s.inherits for s in found or ()):
                continue
            _add_quote(unit, said, q)


def _left_clause(unit: Unit, said: Said, found: list[Said], resumes: bool) -> Place | None:
    """The clause before a comma and the attribution: "Shares rose, he said."."""
    tags, words = unit.tags, unit.words
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
    if b - first < 2 or not any(t in "XVE" for t in tags[first:b]) and b - first < 4:
        return None
    if tags[first] in "PS" and not any(t in "XVE" for t in tags[first:b]):
        return None
    return unit.place(first, b - 1)


def _remainder(unit: Unit, said: Said, inverted: tuple[int, int] | None, stop: int) -> int | None:
    """Where content goes on after an attribution in its middle: "…, their union said, after …"."""
    tags, words = unit.tags, unit.words
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
    if inverted and (tags[k] in "DUW" or tags[k] == "N"):
        # An apposition on the speaker: "said Ines Calder, an analyst".
        return None
    return k


def _accusation(unit: Unit, said: Said, stop: int) -> bool:
    """"accused X of doing Y": the content is X and what X is accused of."""
    tags, words = unit.tags, unit.words
    i = said.cue
    lemma = said.verb.lemma if said.verb else ""
    wanted = ("of",) if lemma == "accuse" else ("for",)
    start = said.start if said.by_phrase else i + 1
    if said.source is None:
        return False
    for k in range(start, min(stop, start + 22)):
        if words[k] in wanted:
            if said.by_phrase and said.whole is not None:
                said.contents.append(said.whole)
                said.quoted.append(False)
                start = k
            return _add_range(unit, said, start, stop)
    return False


_ACCORDING = re.compile(r"\b[Aa]ccording to\b|\b[Ii]n the (?:words|view|opinion|eyes) of\b")


def find_according(unit: Unit) -> list[Said]:
    """"According to X, …" and "…, according to X"."""
    found: list[Said] = []
    tags, words = unit.tags, unit.words
    for i, word in enumerate(words):
        if word != "according" or i + 1 >= len(words) or words[i + 1] != "to":
            continue
        phrase = _phrase_right(unit, i + 2)
        if phrase is None:
            continue
        said = Said(unit, i, unit.place(i, i + 1), None, frozenset({"according"}))
        said.source = unit.place(*phrase)
        said.source_first = phrase[0]
        said.before = i - 1
        after = phrase[1] + 1
        if i == 0 or tags[i - 1] in "C-" and i < 3:
            k = after
            while k < len(tags) and tags[k] == ",":
                k += 1
            if not _add_range(unit, said, k, _next_boundary(unit, k)):
                continue
        else:
            left = i - 1
            while left >= 0 and tags[left] in ",-(":
                left -= 1
            first = 0
            for k in range(left, 0, -1):
                if tags[k] == ";":
                    first = k + 1
                    break
            resumes = after + 1 if after < len(tags) and tags[after] == "," else -1
            goes_on = 0 < resumes < len(tags) - 1 and tags[resumes] in "XVEA"
            if goes_on:
                for k in range(left, first, -1):
                    if tags[k] == "W" and tags[k - 1] == ",":
                        first = k
                        break
            while first <= left and tags[first] in "C,-":
                first += 1
            if left >= first and (left > first or tags[first] == "Q"):
                _add_mixed(unit, said, first, left)
            if resumes > 0 and resumes < len(tags) - 1 and tags[resumes] not in "WGC":
                _add_range(unit, said, resumes, _next_boundary(unit, resumes))
            if not said.contents:
                continue
        found.append(said)
    return found


def _add_mixed(unit: Unit, said: Said, first: int, last: int) -> None:
    """Add tokens as content, a whole quotation among them without its marks."""
    if first == last and unit.tags[first] == "Q":
        _add_quote(unit, said, first)
    else:
        said.contents.append(unit.place(first, last))
        said.quoted.append(False)


def _next_boundary(unit: Unit, k: int) -> int:
    for m in range(k, len(unit.tags)):
        if unit.tags[m] == ";":
            return m
    return len(unit.tags)


def _phrase_right(unit: Unit, k: int) -> tuple[int, int] | None:
    """The noun phrase that starts at ``k``: prepositional phrases and short names in commas included."""
    tags, words = unit.tags, unit.words
    first = k
    while k < len(tags):
        tag = tags[k]
        if tag in "NUDMO[]TEG" or (tag == "R" and k == first) or tag == "P" or (tag == "A" and k + 1 < len(tags) and tags[k + 1] in "NEU"):
            if tag == "G" and k > first and tags[k - 1] == ",":
                break
            k += 1
        elif tag == "C" and k + 1 < len(tags) and tags[k + 1] in "UND" and k > first:
            k += 1
        elif tag == "W" and k + 1 < len(tags) and tags[k + 1] in "XVE" and tags[k - 1] in "NU":
            k += 2
        elif tag == "." and words[k] != "." and words[k].endswith(".") and k + 1 < len(tags):
            k += 1
        else:
            break
    last = k - 1
    while last >= first and tags[last] in "PDC[":
        last -= 1
    if last < first:
        return None
    return first, last
