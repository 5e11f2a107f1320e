"""Cue verbs and their sources: which verb attributes, and to whom."""

from __future__ import annotations

from claimex.engines.cues import Lexicon, Verb, lexicon
from claimex.engines.rules.contents import fill_contents
from claimex.engines.rules.phrases import is_possessive, noun_phrase_left
from claimex.engines.rules.said import Said
from claimex.engines.rules.subjects import (
    joined_subject,
    negated,
    skip_auxiliaries,
    subject_after,
    subject_before,
)
from claimex.engines.rules.tokens import BE_FORMS, HAVE_FORMS, MODALS, NEGATIONS
from claimex.engines.rules.units import Unit

_PLURALS = frozenset(
    "police others many some staff both who data media children few most all several".split()
)
_SPEECH_TO = frozenset("on continued continues proceeded came used".split())
_DOCUMENTS = frozenset(
    "statement letter post tweet email e-mail memo report message note filing press release interview speech video".split()
)


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
        if fill_contents(unit, said, found, lexicon):
            kept.append(said)
    return kept


def _is_verb(unit: Unit, i: int, verb: Verb, lexicon: Lexicon) -> bool:
    tags, words = unit.tags, unit.words
    before = tags[i - 1] if i else ""
    after = tags[i + 1] if i + 1 < len(tags) else "."
    previous = words[i - 1] if i else ""
    if (before in ("D", "M") and previous not in _PLURALS) or is_possessive(previous):
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
        if after in "VX" or (
            after == "P" and "past" not in verb.forms and words[i + 1] not in ("on", "in")
        ):
            return False
        if after in ",." and "Q" not in tags and before != ",":
            return before in "NUR" and "," in tags[:i]
        if before == "A" and i >= 2 and tags[i - 2] in "DP":
            return False
        return after in "HDRUQO[:MSNTPGAE,.("
    return True


def _candidate(unit: Unit, i: int, verb: Verb, found: list[Said]) -> Said | None:
    """The cue with its subject, or None where the verb is negated, passive or a mere noun."""
    tags, words = unit.tags, unit.words
    said = Said(unit, i, unit.place(i, i), verb, verb.frames)
    _, passed = skip_auxiliaries(unit, i)
    if negated(passed) or (passed and passed[0] in ("only",) and negated(passed)):
        return None
    if verb.frames & {"reject", "describe"} and "say" not in verb.frames and set(passed) & MODALS:
        return None
    if verb.forms <= {"participle"} and not set(passed) & (BE_FORMS | HAVE_FORMS):
        return None
    if i and words[i - 1] in ("nor", "neither"):
        return None
    gerund = "gerund" in verb.forms
    finite_be = any(w in BE_FORMS for w in passed)
    progressive = finite_be or any(w.endswith(("'re", "'s", "'m")) for w in passed)
    if gerund and not progressive:
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
        if "having" in passed:
            after = _clause_subject(unit, i) if i > 2 else _clause_subject_after(unit, i)
            if after is None:
                return None
            said.take_phrase(after, i - 1)
            return said
        return _inverted(unit, said)
    if base_only and not (set(passed) & (MODALS | {"do", "did", "does"})):
        head = next(
            (k - 1 for k in range(subject.first + 1, subject.last) if tags[k] == "P"), subject.last
        )
        last = words[head]
        if not (
            (tags[head] in "R" and last not in ("he", "she", "it"))
            or (last.endswith(("s", "men", "people")) and not last.endswith("ss"))
            or last in _PLURALS
            or "C" in tags[subject.first : subject.last]
            or subject.relative
            or tags[i - 1] in ",)"
        ):
            return None
    if words[subject.first] in NEGATIONS:
        return None
    said.take_subject(subject)
    return said


def _inverted(unit: Unit, said: Said) -> Said | None:
    """The subject that follows its verb: "…," said Ines Calder."""
    i = said.cue
    verb = said.verb
    if not i or unit.tags[i - 1] not in "Q,-]" or verb is None:
        return None
    if "gerund" in verb.forms or not said.frames & {"say", "quote", "tell"}:
        return None
    if unit.tags[i - 1] != "Q" and unit.words[i] in lexicon().noun_like:
        return None
    phrase = subject_after(unit, i, len(unit.tags))
    if phrase is None:
        return None
    said.take_phrase(phrase, i - 1)
    said.inverted = phrase
    return said


def _last_verb(passed: list[str]) -> str:
    """The auxiliary nearest to the verb."""
    for word in passed:
        if word in BE_FORMS or word in HAVE_FORMS or word in MODALS:
            return word
    return ""


def _coordinated(unit: Unit, said: Said, found: list[Said]) -> Said | None:
    """ "… and said": the subject of the verb that it is joined to."""
    tags = unit.tags
    i = said.cue
    if (
        found
        and found[-1].source is not None
        and not any(t in ";." for t in tags[found[-1].cue : i])
    ):
        return said.inherit(found[-1])
    subject = joined_subject(unit, i)
    if subject is None or unit.words[subject.first] in NEGATIONS:
        return None
    said.take_phrase((subject.first, subject.last), i - 1)
    said.inherits = True
    return said


def _participle(unit: Unit, said: Said, found: list[Said]) -> Said | None:
    """ "…, adding that": the source of the cue before it, else the subject of the clause."""
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
        if first and tags[first - 1] == "P":
            # "A sign hung on the gate stating …"
            subject = _clause_subject(unit, i)
            if subject is not None:
                said.take_phrase(subject, i - 1)
                said.inherits = True
                return said
        said.take_phrase((first, k), first - 1)
        return said
    if before == "S" and words[k] == "as":
        # "the agency quoted captain Olsen as saying"
        quoted = next(
            (q for q in range(k - 1, 0, -1) if words[q] in ("quoted", "quotes", "cited")), None
        )
        if quoted is not None:
            return _quoted_as(unit, said, quoted, k)
    if before == "" or (before in ",SPCQ-])" or words[k] in _DOCUMENTS):
        previous = next(
            (s for s in reversed(found) if s.source is not None and not s.relative), None
        )
        if previous is not None and words[k] not in _DOCUMENTS:
            said = said.inherit(previous)  # type: ignore[assignment]
            return said
        subject = _clause_subject(unit, i)
        if subject is None:
            return None
        said.source = unit.place(*subject)
        said.source_first, said.before, said.inherits = subject[0], i - 1, True
        return said
    return None


def _quoted_as(unit: Unit, said: Said, quoted: int, as_at: int) -> Said | None:
    """ "Polar quoted captain Olsen as saying", "Abramov was quoted by the Express as saying"."""
    subject, passed = subject_before(unit, quoted)
    before = subject.before if subject is not None else quoted
    if not BE_FORMS.isdisjoint(passed):
        if subject is None:
            return None
        said.take_phrase((subject.first, subject.last), before)
    else:
        said.take_phrase((quoted + 1, as_at - 1), before)
    return said


def _clause_subject(unit: Unit, i: int) -> tuple[int, int] | None:
    """The subject of the first finite verb before (or, for an opening participle, after) ``i``."""
    tags = unit.tags
    if i <= 2:
        return _clause_subject_after(unit, i)
    for k in range(1, i):
        if tags[k] in "VXE" and tags[k - 1] in "NURM)],A":
            subject, _ = subject_before(unit, k)
            if subject is not None:
                return subject.first, subject.last
    return None


def _clause_subject_after(unit: Unit, i: int) -> tuple[int, int] | None:
    """The subject of the first finite verb after an opening participle."""
    tags = unit.tags
    comma = tags.find(",", i)
    for k in range(max(i, comma) + 1, len(tags)):
        if tags[k] in "VXE" and tags[k - 1] in "NURM)],A":
            subject, _ = subject_before(unit, k, max(i, comma) + 1)
            if subject is not None:
                return subject.first, subject.last
    return None


def _passive(unit: Unit, said: Said) -> Said | None:
    """ "was accused by X of", "was told by X that": the source stands in the by-phrase."""
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
        return said.inherit(found[-1]) if found else None
    said.take_subject(subject)
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
                    said = Said(
                        unit, k, unit.place(k, k), lexicon.verbs.get(words[k]), frozenset({"quote"})
                    )
                    said.take_subject(subject)
                    found.append(said)
                break
