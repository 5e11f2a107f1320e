"""How far an agreement has come, where only a verb tells: "Cuba suspended it", "the truce held"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from claimex.assembly.linking_words import AGREEMENT_NOUNS, noun_group
from claimex.draft import Place
from claimex.schema import AgreementStatus
from claimex.text.words import lowered

_STATES: dict[AgreementStatus, str] = {
    "suspended": r"suspended|frozen|froze|halted|paused",
    "ratified": r"ratified|signed\soff\son|approved",
    "terminated": r"terminated|annulled|cancelled|canceled|scrapped|tore\sup|torn\sup|ended|revoked"
    r"|withdrew\sfrom|pulled\sout\sof|quit|rescinded",
    "breached": r"breached|violated|broke(?!\swith)|broken",
}
_BECOMES: dict[AgreementStatus, str] = {
    "in_force": r"(?:is|was|remains|remained)(?:\sstill|\snow)?\s(?:holding|in\s(?:force|effect"
    r"|place))|(?:was|is|appeared\sto\sbe|seemed\sto\sbe)\sholding|(?:holds|held)\b(?!\s(?:a|an|the|up|by|in|at|talks)\b)"
    r"|took\seffect|(?:came|entered|went)\sinto\s(?:force|effect)",
    "terminated": r"collapsed|expired|lapsed|fell\s(?:apart|through)|(?:is|was)\s(?:dead|over)",
}
_THE = r"\b(?:the|this|that|their|its|both)\s(?:[a-z-]+\s|[$£€]?[\d.]+\w*\s){0,3}?"
_VERBS = "|".join(_STATES.values())
# Of words in lower case.
_PATTERN = re.compile(
    rf"{_THE}(?P<subject>{AGREEMENT_NOUNS})\s(?:(?:has|had|have)\s(?:since\s|now\s)?)?(?:"
    rf"(?:(?:was|were|is|been)\s(?:later\s|then\s|now\s|since\s)?(?P<passive>{_VERBS}))"
    rf"|(?P<becomes>{'|'.join(_BECOMES.values())}))"
    rf"|(?P<active>\b(?:{_VERBS}))\s(?:(?P<it>it\b(?!['’]))|{_THE}(?P<object>{AGREEMENT_NOUNS})(?![\w-]))",
)
# A paragraph without one of these, in lower case, tells of no state.
_HINTS = (
    *("suspended", "froze", "halted", "paused", "ratified", "signed off", "approved"),
    *("terminated", "annulled", "cancel"),
    *("scrapped", "tore", "torn", "ended", "revoked", "withdrew", "pulled", "quit", "rescinded"),
    *("breached", "violated", "broke", "hold", "held", "force", "effect", "in place", "collapsed"),
    *("expired", "lapsed", "fell", "dead", "over"),
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_KINDS = [
    *((status, re.compile(rf"(?:{words})$")) for status, words in _STATES.items()),
    *((status, re.compile(rf"(?:{words})")) for status, words in _BECOMES.items()),
]
# What has not happened: "would have suspended it", "if the truce held", "denied that it broke it".
_UNREAL = re.compile(
    r"\b(?:not|never|n['’]t|if|unless|whether|would|could|might|may|should|deny|denied|denies"
    r"|accus\w+|alleg\w+|nobody|neither|without|until|once|hopes?|hoped)\b[^.;!?\n]*$"
)


@dataclass(frozen=True, slots=True)
class State:
    """A state that the words at ``place`` give an agreement.

    ``noun`` is the group of the noun that names it, "" for a pronoun.
    """

    place: Place
    noun: str
    status: AgreementStatus


def find_states(text: str) -> list[State]:
    """The states that verbs give to agreements that are known already, in text order."""
    found = []
    # Line by line: what a long text takes while it is made lower case is many times its size.
    text = "".join(map(lowered, text.splitlines(keepends=True)))
    for match in (m for place in _hinted(text) for m in _PATTERN.finditer(text, *place)):
        begin = max(0, match.start() - 90)
        if _UNREAL.search(text, begin, match.start()):
            continue
        said = match["passive"] or match["becomes"] or match["active"]
        noun = match["subject"] or match["object"]
        status = next(status for status, pattern in _KINDS if pattern.match(said))
        found.append(State(match.span(), noun_group(noun) if noun else "", status))
    return found


def _hinted(text: str) -> Iterator[Place]:
    """The paragraphs of a text in lower case in which a state may be told of."""
    hints = [hint for hint in _HINTS if hint in text]
    for paragraph in _PARAGRAPH.finditer(text) if hints else ():
        if any(map(paragraph[0].__contains__, hints)):
            yield paragraph.span()


def spoken_of(
    state: State, cues: Sequence[int], nouns: Sequence[Set[str]], sentences: Sequence[int]
) -> int | None:
    """Which of the agreements that a state is of, None where it is of none.

    ``cues`` are where their mentions stand, in order, ``nouns`` the groups of nouns of each.
    ``sentences`` are where sentences start: a pronoun reaches back over one of them.
    """
    last = bisect_right(cues, state.place[0]) - 1
    if not state.noun:
        begin = sentences[max(0, bisect_right(sentences, state.place[0]) - 3)]
        return last if last >= 0 and cues[last] >= begin else None
    for n in range(last, max(-1, last - _REACH), -1):
        if state.noun in nouns[n] or (state.noun == "deal" and nouns[n]) or "deal" in nouns[n]:
            return n
        if n == last and not nouns[n]:
            return n  # told by a verb: "They settled a lawsuit; a judge approved the settlement"
    return None


_REACH = 12
