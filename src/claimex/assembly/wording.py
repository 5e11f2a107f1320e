"""The proposition of a statement as one sentence, made of the words of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from claimex.assembly.entry import Entry
from claimex.assembly.linking_reference import denies, first_sentence, reference
from claimex.assembly.persons import Edit, naming, opens_quotation
from claimex.assembly.positive import stated_positively, without_any
from claimex.draft import Place
from claimex.schema import Quotation

_MARKS = frozenset('“”„«»"‘')
_BREAK = re.compile(r"[.!?…”\"»]")
_ACCUSED = re.compile(r"^(?P<who>[^,.;]{2,80}?) of (?P<mark>[“\"]?)(?P<verb>[a-z]+ing)\b")
_ACCUSING = re.compile(r"accus|suspect|charg|blam|convict|guilty|acquit", re.IGNORECASE)
_CONJUNCTION = re.compile(r"^(?:and|but)\s+", re.IGNORECASE)
_GERUND = re.compile(
    r"^(?:(?:ever|also|even) )?"
    r"(?P<verb>(?!(?:some|any|no|every)?thing|during|even|morn)[a-z]+ing)\b"
)


class Worder:
    """Words the propositions of one document.

    ``named`` gives the full name for a pronoun at a place of the text, or None where it is not
    certain.
    """

    def __init__(self, text: str, named: Callable[[Place], str | None]) -> None:
        self._text = text
        self._named = named

    def proposition(self, entry: Entry) -> str:
        """What is said, agreed or denied, stated positively.

        A denial that only points back keeps its own words.
        """
        if entry.worded:
            return finished(entry.worded)
        plain = sentence_of(self._text, entry.evidence)
        cue = self._text[slice(*entry.cue)]
        speaker = entry.source.source.name if entry.source else None
        words = sentence_of(self._text, entry.evidence, naming(self._text, entry, self._named))
        if entry.kind == "denial":
            if reference(first_sentence(plain)) is not None:
                return plain
            denying = denies(cue)
            words = without_any(words) if denying else stated_positively(words)
            if denying and speaker is not None and (gerund := _GERUND.match(words)):
                words = f"{speaker} {_past(gerund['verb'])}{words[gerund.end() :]}"
            return finished(words)
        if entry.kind == "claim" and _ACCUSING.search(cue) and (accused := _ACCUSED.match(words)):
            done = accused["mark"] + _past(accused["verb"])
            words = f"{accused['who']} {done}{words[accused.end() :]}"
        return finished(words)

    def denied(self, entry: Entry, targets: Sequence[Entry]) -> str:
        """The content of a denial once its targets are known: theirs where it only points back."""
        if entry.worded or reference(first_sentence(entry.content)) is None:
            return entry.content
        claims = [t for t in targets if t.kind == "claim"] or targets
        contents = dict.fromkeys(t.content for t in claims[:3])
        return " ".join(contents) or finished(entry.content)


def sentence_of(text: str, places: Sequence[Place], edits: Sequence[Edit] = ()) -> str:
    """The words at these places as one run, a place that begins a sentence set off by a stop.

    ``edits`` stand in the places, in text order, and do not overlap.
    """
    said = ""
    last = 0
    for start, end in places:
        words = " ".join(_edited(text, (start, end), edits).split())
        if said:
            begins = (
                text[start : start + 1].isupper() and _BREAK.search(text, last, start) is not None
            )
            said = f"{said.rstrip(',.')}. {words}" if begins else f"{said} {words}"
        else:
            said = words
        last = end
    return said


def _edited(text: str, place: Place, edits: Sequence[Edit]) -> str:
    words, at = "", place[0]
    for (start, end), instead in edits:
        if place[0] <= start and end <= place[1]:
            words += text[at:start] + instead
            at = end
    return words + text[at : place[1]]


def finished(words: str) -> str:
    """Words as a sentence: a capital, a full stop, no quotation mark without its fellow."""
    marks = words.count("“") + words.count("”") + words.count("„")
    if marks % 2 or words.count("«") != words.count("»") or words.count('"') % 2:
        words = re.sub('[“”„«»"]', "", words)
    if "‘" in words and not re.search(r"’(?!\w)", words):
        words = words.replace("‘", "")
    words = _CONJUNCTION.sub("", words.strip(" ,;:–—-"))
    if not words:
        return words
    words = words[0].upper() + words[1:]
    return words if words[-1] in ".!?…" else words + "."


def quotation_of(text: str, places: Sequence[Place]) -> Quotation:
    """Direct where all words stand in quotation marks, mixed where some do, else indirect."""
    quoted = [opens_quotation(text, start) for start, _ in places]
    if all(quoted):
        return "direct"
    if any(quoted) or any(not _MARKS.isdisjoint(text[start:end]) for start, end in places):
        return "mixed"
    return "indirect"


# Past tenses that do not end in -ed, by the -ing form that accusations and denials use.
_IRREGULAR = dict(
    pair.split(":")
    for pair in """being:was having:had paying:paid taking:took making:made breaking:broke
    stealing:stole selling:sold buying:bought giving:gave getting:got telling:told saying:said
    lying:lied hiding:hid knowing:knew meeting:met sending:sent building:built holding:held
    leaving:left losing:lost writing:wrote driving:drove striking:struck shooting:shot
    speaking:spoke seeking:sought bringing:brought teaching:taught thinking:thought hitting:hit
    putting:put setting:set cutting:cut letting:let spreading:spread doing:did going:went
    coming:came running:ran seeing:saw keeping:kept sleeping:slept feeding:fed leading:led
    misleading:misled reading:read spending:spent lending:lent winning:won drinking:drank
    stealing:stole throwing:threw drawing:drew withdrawing:withdrew choosing:chose forging:forged
    shaking:shook tearing:tore wearing:wore swearing:swore fighting:fought catching:caught
    finding:found standing:stood understanding:understood undertaking:undertook falling:fell
    beginning:began forgetting:forgot dealing:dealt burning:burned flying:flew eating:ate
    rising:rose""".split()
)


def _past(gerund: str) -> str:
    """The past tense of an -ing form: "signing" → "signed", "paying" → "paid"."""
    if gerund in _IRREGULAR:
        return _IRREGULAR[gerund]
    base = gerund[:-3]
    if base[-1:] == "y" and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"
