"""Attributions without a cue verb: nouns ("the ministry's view that"), phrases, speaker labels."""

from __future__ import annotations

from claimex.draft import Place
from claimex.engines.cues import Lexicon, lexicon
from claimex.engines.rules.estimates import find_estimates
from claimex.engines.rules.phrases import is_possessive, noun_phrase_left
from claimex.engines.rules.said import Said
from claimex.engines.rules.silence import says_nothing
from claimex.engines.rules.subjects import subject_after, subject_before
from claimex.engines.rules.units import Paragraph, Unit

# "a report in the Herald that …"
_PUBLISHED = frozenset(("report", "story", "article", "claim"))

# "She issued a denial that …"
_ISSUES = frozenset("issue issues issued issuing gave gives made makes offered released".split())


def find_framed(unit: Unit, lexicon: Lexicon) -> list[Said]:
    """The attributions of one unit that hang on a noun or a phrase."""
    words = unit.vocabulary
    found: list[Said] = []
    if not words.isdisjoint(lexicon.denying_nouns):
        found += _denials_of(unit, lexicon)
    if "that" in words and not words.isdisjoint(lexicon.saying_nouns):
        found += _nominal(unit, lexicon)
    if not words.isdisjoint(lexicon.phrases):
        found += _phrases(unit, lexicon)
    if "it" in words or not words.isdisjoint(lexicon.accounts):
        found += _accounts(unit, lexicon)
    return found + find_estimates(unit, lexicon)


def _nominal(unit: Unit, lexicon: Lexicon) -> list[Said]:
    """ "the ministry's view that …", "a claim by the union that …", "her denial that …"."""
    tags, words = unit.tags, unit.words
    found = []
    for i in range(1, len(words) - 2):
        noun = words[i]
        if noun not in lexicon.saying_nouns:
            continue
        denies = noun in lexicon.denying_nouns
        that = i + 1
        by: tuple[int, int] | None = None
        if words[that] in ("by", "from") or (
            noun in _PUBLISHED and words[that] in ("in", "on") and tags[that + 1] in "UD"
        ):
            by = subject_after(unit, that, len(tags))
            if by is None:
                continue
            that = by[1] + 1
        if that >= len(tags) or tags[that] != "H" or that + 2 >= len(tags):
            continue
        source = unit.place(*by) if by else _possessor(unit, i)
        if source is None and denies:
            source = _issuer(unit, i)
        if source is None:
            continue
        said = Said(unit, i, unit.place(i, i), None, frozenset({"deny"} if denies else {"noun"}))
        said.source = source
        said.before = i - 1
        end = _complement_end(unit, i, that + 1)
        said.contents.append(unit.place(that + 1, end))
        said.quoted.append(False)
        found.append(said)
    return found


def _denials_of(unit: Unit, lexicon: Lexicon) -> list[Said]:
    """ "her denial of the affair", "the navy's rejection of any suggestion that it had fired"."""
    tags, words = unit.tags, unit.words
    found = []
    for i in range(1, len(words) - 2):
        if words[i] not in lexicon.denying_nouns or words[i + 1] != "of":
            continue
        first = last = i + 2
        while last < len(tags) and tags[last] in "DNUOEMG":
            last += 1
            if words[last - 1] in lexicon.deniable:
                break  # "the dismissal of the claim angered them"
        said_nouns = not lexicon.deniable.isdisjoint(words[first:last])
        if not said_nouns and (
            words[i] not in ("denial", "denials")
            or not lexicon.refused_nouns.isdisjoint(words[first:last])
        ):
            continue  # "the denial of bail", "its rejection of the offer"
        source = _possessor(unit, i)
        if source is None or first >= last:
            continue
        said = Said(unit, i, unit.place(i, i), None, frozenset({"deny"}))
        said.source, said.before = source, i - 1
        if said_nouns and tags[last : last + 1] == "H" and last + 2 < len(tags):
            place = unit.place(last + 1, _complement_end(unit, i, last + 1))
        else:
            place = unit.place(first, last - 1)
        said.add(place)
        found.append(said)
    return found


def _issuer(unit: Unit, noun: int) -> Place | None:
    """Who issues what the noun names: "the ministry issued a flat denial that …"."""
    verb = next((k for k in range(noun - 1, max(0, noun - 6), -1) if unit.words[k] in _ISSUES), 0)
    if not verb or any(tag in "P,;" for tag in unit.tags[verb + 1 : noun]):
        return None
    subject, _ = subject_before(unit, verb)
    return unit.place(subject.first, subject.last) if subject is not None else None


def _possessor(unit: Unit, noun: int) -> Place | None:
    """Whose claim it is: the possessive before the noun, without its 's."""
    tags, words = unit.tags, unit.words
    k = noun - 1
    while k >= 0 and noun - k < 4 and tags[k] in "NEMA" and not is_possessive(words[k]):
        k -= 1
    if k < 0:
        return None
    if words[k] in ("his", "her", "its", "their"):
        return unit.place(k, k)
    if not is_possessive(words[k]):
        return None
    first = noun_phrase_left(unit, k)
    if first is None:
        return None
    for d in range(k, first, -1):
        if tags[d] == "D" and tags[d - 1] in "NU":
            # "disputes the survey's finding": the determiner starts the phrase.
            first = d
            break
    start, end = unit.place(first, k)
    cut = 2 if unit.text[end - 2 : end] in ("'s", "’s") else 1
    return start, end - cut


def _complement_end(unit: Unit, noun: int, start: int) -> int:
    """The last token of the clause under the noun: where the main verb follows, before it."""
    tags = unit.tags
    object_of_verb = any(t in "VEX" for t in tags[:noun]) or (tags[0] == "P")
    finite = False
    for k in range(start + 1, len(tags)):
        if tags[k] in ";" or (tags[k] == "." and unit.words[k] in ".?!"):
            return k - 1
        if tags[k] == "," and finite:
            return k - 1
        if tags[k] in "XVE":
            if finite and not object_of_verb and tags[k - 1] not in "XACR,HWS":
                return k - 1
            finite = True
    return len(tags) - 1


def _phrases(unit: Unit, lexicon: Lexicon) -> list[Said]:
    """ "took issue with the figure", "pleaded not guilty to all charges"."""
    words = unit.words
    found = (
        _phrase(unit, i, phrase, lexicon)
        for i, word in enumerate(words)
        for phrase in lexicon.phrases.get(word, ())
        if tuple(words[i : i + len(phrase)]) == phrase
    )
    return [said for said in found if said is not None]


def _phrase(unit: Unit, i: int, phrase: tuple[str, ...], lexicon: Lexicon) -> Said | None:
    """The denial by a phrase that starts at the token ``i``; None where nobody said its object."""
    name, last = " ".join(phrase), i + len(phrase) - 1
    pleads = name in lexicon.pleading_phrases
    subject, _ = subject_before(unit, i)
    place = _phrase_object(unit, last + 1, pleads=pleads)
    if place is None and pleads:
        place = unit.place(i + 1, last)
    if subject is None or place is None:
        return None
    near = unit.words[last + 1 : last + 7]
    if name in lexicon.loose_phrases and lexicon.deniable.isdisjoint(near):
        return None
    said = Said(unit, last, unit.place(i, last), None, frozenset({"phrase"}))
    said.take_subject(subject)
    said.add(place)
    return said


def _phrase_object(unit: Unit, start: int, *, pleads: bool) -> Place | None:
    """What a phrase denies: the words after it, up to a comma or (a plea) a time or place."""
    tags, words = unit.tags, unit.words
    while pleads and start + 1 < len(tags) and (tags[start] == "T" or tags[start + 1] == "T"):
        start += 1
    # "Scoffed at that version": no conjunction.
    version = not lexicon().deniable.isdisjoint(words[start + 1 : start + 3])
    leads = words[start : start + 1] == ["to"] or (
        words[start : start + 1] == ["that"] and not version
    )
    if start + 1 < len(tags) and leads and tags[start + 1] not in ".,":
        start += 1
    that = next((k for k in range(start, min(len(tags), start + 4)) if tags[k] == "H"), None)
    if that is not None and words[that - 1] in lexicon().deniable and that + 1 < len(tags):
        start = that + 1  # "hit back at claims that her marriage is over"
    end = start
    while end < len(tags) and tags[end] not in ",.;":
        if pleads and words[end] in ("on", "in", "at", "after", "before", "during"):
            break
        end += 1
    return unit.place(start, end - 1) if end > start else None


def _accounts(unit: Unit, lexicon: Lexicon) -> list[Said]:
    """ "In the minister's words, …", "As Osman put it, …", "She put it to him that …"."""
    words = unit.words
    found: list[Said | None] = []
    for i, word in enumerate(words):
        if word in lexicon.accounts and i >= 2:
            found.append(_on_account(unit, i))
        elif word in ("put", "puts") and words[i + 1 : i + 2] == ["it"]:
            found.append(_put_to(unit, i) if words[i + 2 : i + 3] == ["to"] else _put_it(unit, i))
    return [said for said in found if said is not None]


def _on_account(unit: Unit, i: int) -> Said | None:
    """ "On Reyes's account, nobody was hurt"."""
    tags, words = unit.tags, unit.words
    if not (is_possessive(words[i - 1]) or words[i - 1] in ("his", "her", "its", "their")):
        return None
    first = i - 1
    while first > 0 and tags[first - 1] in "DNUE":
        first -= 1
    if first == 0 or words[first - 1] not in ("in", "on", "by"):
        return None
    return _beside(unit, i, unit.place(i, i), _possessor(unit, i), first - 1, i)


def _put_it(unit: Unit, i: int) -> Said | None:
    """ "As Osman put it, the deal was a triumph"."""
    first = noun_phrase_left(unit, i - 1) if i else None
    if not first or unit.words[first - 1] != "as":
        return None
    cue = unit.place(i, i + 1)
    return _beside(unit, i, cue, unit.place(first, i - 1), first - 1, i + 1)


def _put_to(unit: Unit, i: int) -> Said | None:
    """ "She put it to Marsh that the meeting never took place"."""
    subject, _ = subject_before(unit, i)
    that = unit.tags.find("H", i + 3, i + 12)
    if subject is None or that < 0:
        return None
    said = Said(unit, i, unit.place(i, i + 1), None, frozenset({"account"}))
    said.take_subject(subject)
    return said if said.add_tokens(that + 1, len(unit.tags)) else None


def _beside(
    unit: Unit, i: int, cue: Place, source: Place | None, opens: int, closes: int
) -> Said | None:
    """An attribution by a phrase (tokens ``opens`` to ``closes``) before or after its clause."""
    if source is None:
        return None
    said = Said(unit, i, cue, None, frozenset({"account"}))
    said.source, said.before = source, opens - 1
    if opens == 0 or unit.tags[opens - 1] == "C":
        start = closes + 1
        while start < len(unit.tags) and unit.tags[start] == ",":
            start += 1
        return said if said.add_tokens(start, len(unit.tags)) else None
    if unit.tags[opens - 1] not in ",-":
        return None
    first = next(k for k in range(opens) if unit.tags[k] not in "C,-") if opens > 1 else 0
    if not said.add_tokens(first, opens):
        return None
    if not any(tag in "XVE" for tag in unit.tags[:opens]) and unit.tags[closes + 1 :][:1] == ",":
        # "Mr Finch, as she put it, left the cottage to the only person who visited."
        said.add_tokens(closes + 2, len(unit.tags))
    return said


def labelled_turn(paragraph: Paragraph, text: str) -> Said | None:
    """What the speaker of a labelled paragraph says in it.

    Those of its sentences that neither ask nor refuse an answer.
    """
    label = paragraph.label
    if label is None or label.voice:
        return None
    told = [
        u
        for u in paragraph.units
        if len(u.tokens)
        and text[u.tokens.starts[-1] : u.tokens.ends[-1]] != "?"
        and not says_nothing(u)
    ]
    if not told:
        return None
    said = Said(told[0], -1, label.cue, None, frozenset({"label"}))
    said.source = label.name
    start = told[0].tokens.starts[0]
    end = told[0].tokens.ends[-1]
    for unit in told[1:]:
        if text[end : unit.tokens.starts[0]].strip():
            said.contents.append((start, end))
            said.quoted.append(True)
            start = unit.tokens.starts[0]
        end = unit.tokens.ends[-1]
    said.contents.append((start, end))
    said.quoted.append(True)
    return said
