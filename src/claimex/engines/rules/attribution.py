"""Cue verbs and their sources: which verb attributes, and to whom."""

from __future__ import annotations

from itertools import compress, count

from claimex.engines.cues import Lexicon, Verb
from claimex.engines.rules.contents import fill_contents
from claimex.engines.rules.participles import clause_subject, clause_subject_after, participle
from claimex.engines.rules.phrases import is_possessive
from claimex.engines.rules.said import Said
from claimex.engines.rules.subjects import (
    Subject,
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
_COUNTS = frozenset(("percent", "half", "majority", "majorities"))
# How far after a passive its "by" can stand, and a verb after the quotation that it belongs to.
_BY_PHRASE = 14
_BESIDE = 12
_DO = frozenset(("do", "did", "does"))
# "officers had held two meetings": attributes only with "that".
_FINDING = frozenset(("find",))
_COPULAR = (["is"], ["was"], ["are"], ["were"])
_NAMING = frozenset(("deny", "reject", "call", "describe"))
# What "to say" may follow: "went on to say", "came to believe".
_SPEECH_TO = frozenset("on continued continues proceeded came used liked likes loved".split())
# What somebody does "to say" something, how far before it, in tokens.
_RISING = frozenset("rose stood called phoned rang wrote emailed stepped".split())
_RISEN = 9
# "three survey posts that …": the plural of a noun, no verb.
_SEVERAL = frozenset("two three four five six seven eight nine ten several many few".split())


def find_said(unit: Unit, lexicon: Lexicon) -> list[Said]:
    """Every attribution by a cue verb in the unit."""
    found: list[Said] = []
    verbs, tags = lexicon.verbs, unit.tags
    for i in compress(count(), map(verbs.__contains__, unit.words)):
        verb = verbs[unit.words[i]]
        if tags[i] in "U." or not _is_verb(unit, i, verb, lexicon):
            continue
        said = _candidate(unit, i, verb, found, lexicon)
        if said is not None:
            found.append(said)
    if not lexicon.sayings.keys().isdisjoint(unit.vocabulary):
        _by_phrases(unit, found, lexicon)
        found.sort(key=lambda s: s.cue)
    if unit.quotes:
        _beside_quotes(unit, found, lexicon)
        found.sort(key=lambda s: s.cue)
    return [said for said in found if fill_contents(unit, said, found, lexicon)]


def _by_phrases(unit: Unit, found: list[Said], lexicon: Lexicon) -> None:
    """Phrases that attribute: "gave evidence that", "…, he pointed out, …"."""
    words, tags = unit.words, unit.tags
    for i, word in enumerate(words):
        for phrase in lexicon.sayings.get(word, ()):
            last = i + len(phrase) - 1
            if tuple(words[i : last + 1]) != phrase:
                continue
            found[:] = [said for said in found if not i <= said.cue <= last]
            said = Said(unit, last, unit.place(i, last), None, frozenset({"say"}))
            subject, passed = subject_before(unit, i)
            if subject is not None and not negated(passed):
                found.append(said.take_subject(subject))
            elif (
                i and tags[i - 1] == "Q" and (phrase_after := subject_after(unit, last, len(tags)))
            ):
                # "…," fired back Paula Gentry.
                said.inverted = phrase_after
                found.append(said.take_phrase(phrase_after, i - 1))
            elif subject is None and i and tags[i - 1] in "C,":
                previous = [s for s in found if s.cue < i and s.source is not None]
                joined = joined_subject(unit, i)
                if previous and said.inherit(previous[-1]) is not None:
                    found.append(said)
                elif joined is not None:
                    found.append(said.take_phrase((joined.first, joined.last), i - 1))


def _is_verb(unit: Unit, i: int, verb: Verb, lexicon: Lexicon) -> bool:
    tags, words = unit.tags, unit.words
    before = tags[i - 1] if i else ""
    after = tags[i + 1] if i + 1 < len(tags) else "."
    previous = words[i - 1] if i else ""
    earlier = words[i - 2] if i > 1 else ""
    alone = (
        previous in _PLURALS
        or (previous == "another" and earlier in ("", "yet", "still"))
        or (before == "M" and words[i] not in lexicon.noun_like and _counts(unit, i - 1))
        or (before == "M" and i > 1 and tags[i - 2] in "NU" and "past" in verb.forms)
    )
    if (before in ("D", "M") and not alone) or is_possessive(previous):
        return False
    if "gerund" in verb.forms:
        return before != "P" or previous in ("by", "in", "without", "with", "to", "of", "for")
    if before == "P" and previous != "to":
        return "past" in verb.forms and previous not in ("of", "by", "for", "with", "from", "as")
    if words[i] in lexicon.noun_like:
        if words[i].endswith("s") and _of_several(unit, i):
            return False
        if earlier in ("a", "an") and verb.forms <= {"base"}:
            return False  # "A police report read to the jury states …"
        if before == "" or before not in "NUROXAW,)Q-HC":
            return False
        if before == "X" or previous == "to":
            return True
        if words[i + 1 : i + 3] in (["to", "have"], ["to", "be"]) and verb.lemma == "claim":
            # "The pilot claims to have seen a whale", but not "the claims to be settled"
            return before in "UR" or not previous.endswith("s")
        if after in "VX" or (
            after == "P" and "past" not in verb.forms and words[i + 1] not in ("on", "in")
        ):
            return False
        if after in ",." and "Q" not in tags and before != ",":
            return before in "NUR" and "," in tags[:i]
        if before == "A" and i >= 2 and tags[i - 2] in "DP":
            return False
        if i == 1 and after == "P" and words[i].endswith("s") and _has_own_verb(unit, i):
            return False
        return after in "HDRUQO[:MSNTPGAE,.("
    return True


def _of_several(unit: Unit, noun: int) -> bool:
    """Whether a plural is what a number counts: "over three survey posts that it says stand"."""
    k = noun - 1
    while k > 0 and unit.tags[k] in "NEU":
        k -= 1
    return k < noun - 1 and unit.words[k] in _SEVERAL


def _has_own_verb(unit: Unit, noun: int) -> bool:
    """Whether a verb follows a plural before anything said: "Anonymous posts on X had accused"."""
    tags = unit.tags
    stop = next((k for k in range(noun + 1, len(tags)) if tags[k] in "HQ:,;."), len(tags))
    return any(tag in "XV" for tag in tags[noun + 1 : stop])


def _counts(unit: Unit, number: int) -> bool:
    """Whether a number stands for people: "half said", "the two said", "one in three said"."""
    before = unit.words[number - 1] if number else ""
    share = before == "in" and number > 1 and unit.tags[number - 2] == "M"
    return unit.words[number] == "half" or before == "the" or share


def _candidate(unit: Unit, i: int, verb: Verb, found: list[Said], lexicon: Lexicon) -> Said | None:
    """The cue with its source, or None where the verb is negated, passive or a mere noun."""
    tags, words = unit.tags, unit.words
    said = Said(unit, i, unit.place(i, i), verb, verb.frames)
    k, passed = skip_auxiliaries(unit, i)
    if k >= 0 and words[k] == "as" and words[i + 1 : i + 2] == ["by"] and i - k < 3:
        # "As first reported by The Post, the mint is moving"
        phrase = subject_after(unit, i + 1, len(tags))
        return None if phrase is None else said.take_phrase(phrase, k)
    if _says_nothing(unit, i, verb, passed) or _is_told(unit, i, verb, passed, lexicon):
        return None
    is_passive = not BE_FORMS.isdisjoint(passed)
    if "gerund" in verb.forms:
        if not is_passive and not any(word.endswith(("'re", "'s", "'m")) for word in passed):
            return participle(unit, said, found, lexicon)
    elif is_passive and _last_verb(passed) in BE_FORMS:
        return _passive(unit, said)
    if i and words[i - 1] == "to":
        return _infinitive(unit, said, found)
    subject, passed = subject_before(unit, i)
    if subject is None:
        if i and tags[:i].rstrip("AX")[-1:] == "C":
            return _coordinated(unit, said, found)
        if "having" in passed:
            # "Having warned of floods, the mayor …"
            after = clause_subject(unit, i) if i > 2 else clause_subject_after(unit, i)
            return None if after is None else said.take_phrase(after, i - 1)
        return _inverted(unit, said, lexicon)
    if subject.has_role and tags[i + 1 : i + 2] == "," and tags[i + 2 : i + 3] in ("X", "V"):
        # "The sexton, Malik said, was asleep": the role belongs to what is said.
        subject = subject.without_role()
    if words[subject.first] in NEGATIONS:
        return None
    if words[subject.before - 1 : subject.before + 1] == ["only", "did"]:
        # "Not only did the cook say that …"
        return said.take_subject(subject)
    if (
        verb.forms <= {"base"}
        and _lacks_auxiliary(passed)
        and not _is_plural(unit, subject, i, lexicon)
    ):
        return None
    said.take_subject(subject)
    if verb.frames & _NAMING:
        _leave_noun(said, lexicon.accusing_nouns)
    elif words[i + 1 : i + 2] in _COPULAR:
        # "…, a report Kessler said was wrong"
        _leave_noun(said, lexicon.said_nouns)
    return said


def _leave_noun(said: Said, nouns: frozenset[str]) -> None:
    """Part the subject from what it denies: "a charge ministers deny", "claims Mr Lund denies"."""
    unit = said.unit
    for k in range(max(said.source_first, 0), said.cue - 1):
        after = k + 1
        if unit.words[k] in nouns and (unit.tags[after] == "U" or unit.words[after].endswith("s")):
            said.take_phrase((after, said.cue - 1), k)
            return


def _says_nothing(unit: Unit, i: int, verb: Verb, passed: list[str]) -> bool:
    """Whether the verb is negated, only possible ("may reject"), or no verb of its clause."""
    if negated(passed) or (i and unit.words[i - 1] in ("nor", "neither")):
        return True
    weighs = verb.frames & {"reject", "describe"} and "say" not in verb.frames
    if weighs and not MODALS.isdisjoint(passed):
        return True
    return verb.forms <= {"participle"} and (BE_FORMS | HAVE_FORMS).isdisjoint(passed)


def _is_told(unit: Unit, i: int, verb: Verb, passed: list[str], lexicon: Lexicon) -> bool:
    """Whether a participle tells which one speaks: "a diplomat briefed on the effort said"."""
    tags = unit.tags
    told = "tell" in verb.frames and "participle" in verb.forms and not passed
    if not told or tags[i + 1 : i + 2] != "P" or tags[i - 1 : i] != "N":
        return False
    stop = next((k for k in range(i + 1, len(tags)) if tags[k] in "HQ,.;:"), len(tags))
    return any(tags[k] == "V" and unit.words[k] in lexicon.verbs for k in range(i + 2, stop))


def _lacks_auxiliary(passed: list[str]) -> bool:
    """Whether a base form stands without the auxiliary that any subject could have before it."""
    return (MODALS | _DO).isdisjoint(passed)


def _is_plural(unit: Unit, subject: Subject, verb: int, lexicon: Lexicon) -> bool:
    """Whether a base form agrees with its subject: "officials say", never "the deal claim"."""
    tags, words = unit.tags, unit.words
    ends = range(subject.first + 1, subject.last)
    head = next((k - 1 for k in ends if tags[k] in "PWG"), subject.last)
    while head > subject.first and (tags[head] == "E" or words[head] in ("seen", "read", "sent")):
        head -= 1  # "Emails seen by The Post show"
    last = words[head]
    return (
        (tags[head] == "R" and last not in ("he", "she", "it"))
        or (last.endswith(("s", "men", "people")) and not last.endswith("ss"))
        or last in _PLURALS
        or last in _COUNTS
        or (tags[head] == "M" and words[verb] not in lexicon.noun_like)
        or "C" in tags[subject.first : subject.last]
        # "Both the club and the lawyer, Viktor Sand, deny that."
        or (subject.before > 0 and tags[subject.before] == "C")
        or subject.relative
        or tags[verb - 1] in ",)"
        # "Hanwick Town insist he is theirs": a club or band in the plural.
        or (
            subject.before < 0
            and set(tags[subject.first : subject.last + 1]) == {"U"}
            and words[verb] not in lexicon.noun_like
        )
    )


def _inverted(unit: Unit, said: Said, lexicon: Lexicon) -> Said | None:
    """The subject that follows its verb: "…," said Ines Calder."""
    i = said.cue
    verb = said.verb
    if not i or unit.tags[i - 1] not in "Q,-]" or verb is None:
        return None
    if "gerund" in verb.forms or not said.frames & {"say", "quote", "tell"}:
        return None
    if unit.tags[i - 1] != "Q" and unit.words[i] in lexicon.noun_like:
        return None
    phrase = subject_after(unit, i, len(unit.tags))
    if phrase is None:
        return None
    if unit.words[i] in lexicon.noun_like and unit.words[phrase[1] + 1 :][:1] == ["said"]:
        return None  # "…," fire chief Ada Teal said.
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
    tags, i = unit.tags, said.cue
    if tags.rfind("[", 0, i) > tags.rfind("]", 0, i):
        return None  # "tired and badly advised"
    sayings = (s for s in reversed(found) if not (s.frames <= _FINDING and tags[s.cue + 1] != "H"))
    previous = next(sayings, None)
    if (
        previous is not None
        and previous.source is not None
        and not any(tag in ";." for tag in tags[previous.cue : i])
    ):
        return said.inherit(previous)
    subject = joined_subject(unit, i)
    if subject is None or unit.words[subject.first] in NEGATIONS:
        return None
    return said.share((subject.first, subject.last))


def _passive(unit: Unit, said: Said) -> Said | None:
    """ "was accused by X of", "was told by X that": the source stands in the by-phrase."""
    tags, words = unit.tags, unit.words
    i = said.cue
    near = range(i + 1, min(len(tags), i + _BY_PHRASE))
    by = next(
        (k for k in near if tags[k] in "H,.;Q" or (tags[k] == "P" and words[k] == "by")), None
    )
    phrase = subject_after(unit, by, len(tags)) if by is not None and words[by] == "by" else None
    if phrase is None:
        return None
    said.take_phrase(phrase, phrase[1])
    said.by_phrase, said.start = True, phrase[1] + 1
    subject, _ = subject_before(unit, i)
    if subject is not None:
        said.before = subject.before
        said.whole = unit.place(subject.first, subject.last)
    return said


def _infinitive(unit: Unit, said: Said, found: list[Said]) -> Said | None:
    words = unit.words
    i = said.cue
    if i < 2:
        return None
    if words[i - 2] in _SPEECH_TO:
        verb = i - 3 if words[i - 2] == "on" else i - 2
    else:
        # "She rose from the third row to say"
        verb = next((k for k in range(i - 2, max(0, i - _RISEN), -1) if words[k] in _RISING), 0)
        if said.lemma != "say" or any(tag in ",;.Q" for tag in unit.tags[verb:i]):
            return None
    if verb < 1:
        return None
    subject, _ = subject_before(unit, verb)
    if subject is None:
        return said.inherit(found[-1]) if found else None
    said.take_subject(subject)
    return said


def _beside_quotes(unit: Unit, found: list[Said], lexicon: Lexicon) -> None:
    """Add verbs that attribute only as they stand beside a whole quotation: "…," he roared."""
    cues = {said.cue for said in found}
    for q, quote in unit.quotes.items():
        stop = min(len(unit.tags), q + _BESIDE)
        is_free = cues.isdisjoint(range(q + 1, stop + 1))
        if is_free and q + 1 < len(unit.tags) and unit.text[quote.outer - 1] in ",?!—":
            said = _beside(unit, q, stop, lexicon)
            if said is not None:
                found.append(said)
                cues.add(said.cue)


def _beside(unit: Unit, q: int, stop: int, lexicon: Lexicon) -> Said | None:
    """The first verb with a subject after a quotation, in the same clause."""
    tags = unit.tags
    for k in range(q + 1, stop):
        if tags[k] in ".;:Q" or (tags[k] == "," and k > q + 1 and tags[k - 1] in "EV"):
            return None
        if tags[k] in "EV" and k > q + 1:
            subject, passed = subject_before(unit, k, q + 1)
            if subject is None or subject.before > q or negated(passed):
                return None
            verb = lexicon.verbs.get(unit.words[k])
            said = Said(unit, k, unit.place(k, k), verb, frozenset({"quote"}))
            said.take_subject(subject)
            return said
    return None
