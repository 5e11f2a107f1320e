"""One attribution as the rules find it: source, cue and the places of what is said."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimex.draft import Place
from claimex.engines.cues import Verb
from claimex.engines.rules.phrases import contracted
from claimex.engines.rules.subjects import Subject
from claimex.engines.rules.units import Unit


@dataclass(slots=True)
class Said:
    """One attribution in one unit, in places of the text.

    ``cue`` is the token of the cue verb; ``source`` the place of its mention, None where the
    sentence names none; ``contents`` the places of what is said, in order, ``quoted`` which of them
    are whole quotations.

    ``source_first`` is the source's first token and ``before`` the token before the whole subject,
    -1 where there is none. ``start`` is where what is said may start after a by-phrase, ``whole``
    the subject of such a passive; ``inverted`` the tokens of a subject after its verb. ``inherits``
    tells that the source is another verb's subject, ``relative`` that the verb stands in a relative
    clause on it, ``fronted`` that what is denied stands before the clause, ``announces`` that what
    is said is the quotation in the next paragraph.
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
    fronted: bool = False
    announces: bool = False
    whole: Place | None = None
    inverted: tuple[int, int] | None = None

    @property
    def lemma(self) -> str:
        """The lemma of the cue verb, "" where the cue is none."""
        return self.verb.lemma if self.verb else ""

    def take_subject(self, subject: Subject) -> Said:
        """Make the subject the source."""
        self.source = self.unit.place(subject.first, subject.last)
        pronoun = contracted(self.unit.words[subject.first])
        if pronoun is not None:
            self.source = (self.source[0], self.source[0] + len(pronoun))
        self.source_first, self.before = subject.first, subject.before
        self.relative = subject.relative
        return self

    def take_phrase(self, phrase: tuple[int, int], before: int) -> Said:
        """Make a phrase (first and last token) the source; ``before`` as the field."""
        self.source = self.unit.place(*phrase)
        self.source_first, self.before = phrase[0], before
        return self

    def share(self, phrase: tuple[int, int]) -> Said:
        """Make the subject of another verb (first and last token) the source."""
        self.inherits = True
        return self.take_phrase(phrase, self.cue - 1)

    def inherit(self, other: Said) -> Said | None:
        """Take the source of another attribution, as "…, adding that" does."""
        if other.source is None:
            return None
        self.source, self.source_first = other.source, other.source_first
        self.before, self.inherits = self.cue - 1, True
        return self

    def add(self, place: Place, *, quoted: bool = False) -> None:
        """Add a place of what is said."""
        self.contents.append(place)
        self.quoted.append(quoted)

    def add_quote(self, token: int) -> None:
        """Add the inside of the quotation that a ``Q`` token stands for."""
        quote = self.unit.quotes[token]
        self.add((quote.inner, quote.outer), quoted=True)

    def add_tokens(self, first: int, stop: int) -> bool:
        """Add the words from token ``first`` up to ``stop``; False where only marks stand there."""
        last = stop - 1
        tags = self.unit.tags
        while last >= first and tags[last] in ",.;:-CS" and self.unit.words[last] != "u.s.":
            last -= 1
        if last < first:
            return False
        self.add(self.unit.place(first, last))
        return True
