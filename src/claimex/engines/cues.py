"""The cue lexicon: the words by which news text attributes, denies and agrees, loaded once.

``cues.toml`` says of each list what it is for; the fields here have the same names. Words are
looked up lower-cased, with plain apostrophes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from claimex.errors import ConfigError
from claimex.schema import AgreementStatus, Instrument

Form = Literal["base", "third", "past", "participle", "gerund"]
"""A form of a verb; ``third`` is the one in -s."""
Frame = Literal[
    "say",
    "tell",
    "find",
    "think",
    "accuse",
    "call",
    "describe",
    "deny",
    "reject",
    "object",
    "quote",
]
"""What a cue verb takes, as explained in ``cues.toml``."""
Words = frozenset[str]

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a cue verb: its lemma, which forms the spelling can be, and its frames."""

    lemma: str
    forms: frozenset[str]
    frames: frozenset[str]


def inflect(lemma: str, past: str | None = None, participle: str | None = None) -> dict[Form, str]:
    """The forms of an English verb, by the regular spelling rules where none is given."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        third, regular = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        third, regular = lemma + "es", lemma + "ed"
    elif lemma.endswith("e"):
        third, regular = lemma + "s", lemma + "d"
    else:
        third, regular = lemma + "s", lemma + "ed"
    past = past or regular
    if past.endswith(lemma[-1] * 2 + "ed") and not lemma.endswith(lemma[-1] * 2):
        gerund = past[:-2] + "ing"
    elif lemma.endswith("e") and not lemma.endswith("ee"):
        gerund = lemma[:-1] + "ing"
    else:
        gerund = lemma + "ing"
    return {
        "base": lemma,
        "third": third,
        "past": past,
        "participle": participle or past,
        "gerund": gerund,
    }


class _Table(BaseModel):
    """A table of the file: every list must be there, none may be unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DealWords(_Table):
    """The table ``deals``."""

    no_deal: Words
    ambiguous: Words
    binding: Words
    weak: Words
    by_parties: Words
    giving: Words
    awarding: Words
    together: Words
    transferring: Words
    buying: Words
    letting: Words
    cases: Words
    contract_words: Words
    labour_words: Words
    merger_words: Words
    plea_words: Words
    settlement_words: Words
    trade_words: Words
    treaty_words: Words
    agents: Words
    bodies: Words
    roles: Words
    nouns: Mapping[Instrument | Literal["open"], Words]
    verbs: Mapping[AgreementStatus, Words]

    @cached_property
    def instruments(self) -> Mapping[str, str]:
        """Each noun that names a deal, and its instrument; "open" where other words tell it."""
        return {noun: name for name, nouns in self.nouns.items() for noun in nouns}

    @cached_property
    def statuses(self) -> Mapping[str, str]:
        """Each verb form or phrase that has a deal as object, and the status that it gives."""
        return {verb: name for name, verbs in self.verbs.items() for verb in verbs}

    @cached_property
    def endings(self) -> Words:
        """The verb forms and phrases by which a deal ended, or was broken off."""
        return self.verbs["suspended"] | self.verbs["breached"] | self.verbs["terminated"]


class Lexicon(_Table):
    """The whole file."""

    that_only: Words
    noun_like: Words
    finders: Words
    papers: Words
    prosecuting: Words
    estimated: Words
    granting: Words
    condemning: Words
    documents: Words
    orders: Words
    claiming_nouns: Words
    denying_nouns: Words
    accounts: Words
    measures: Words
    saying_phrases: Words
    accusing_nouns: Words
    granting_words: Words
    disputed_nouns: Words
    denying_phrases: Words
    loose_phrases: Words
    pleading_phrases: Words
    said_nouns: Words
    record_nouns: Words
    announced_nouns: Words
    refused_nouns: Words
    false_words: Words
    weak_false_words: Words
    not_said: Words
    works: Words
    voices: Words
    not_sources: Words
    frames: Mapping[Frame, Words]
    deals: DealWords

    @cached_property
    def verbs(self) -> Mapping[str, Verb]:
        """Every form of every cue verb."""
        shapes: dict[str, tuple[str, set[str], set[str]]] = {}
        for frame, entries in self.frames.items():
            for entry in entries:
                lemma, *irregular = entry.split(":")
                for form, word in inflect(lemma, *irregular).items():
                    _, forms, frames = shapes.setdefault(word, (lemma, set(), set()))
                    forms.add(form)
                    frames.add(frame)
        return {
            word: Verb(lemma, frozenset(forms), frozenset(frames))
            for word, (lemma, forms, frames) in shapes.items()
        }

    @cached_property
    def saying_nouns(self) -> Words:
        """The nouns by which something is attributed, those that deny included."""
        return self.claiming_nouns | self.denying_nouns

    @cached_property
    def deniable(self) -> Words:
        """The nouns for what was said or recorded."""
        return self.said_nouns | self.record_nouns

    @cached_property
    def phrases(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The phrases that deny or plead, as words, by their first word."""
        return _by_first_word(self.denying_phrases | self.pleading_phrases)

    @cached_property
    def sayings(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The phrases that attribute, as words, by their first word."""
        return _by_first_word(self.saying_phrases)


def _by_first_word(phrases: Words) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases):
        words = tuple(phrase.split())
        by_first[words[0]] = (*by_first.get(words[0], ()), words)
    return by_first


def read_lexicon(toml: str) -> Lexicon:
    """The lexicon in a text like ``cues.toml``; raises ConfigError where it is malformed."""
    try:
        return Lexicon.model_validate(tomllib.loads(toml))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"the cue lexicon is no TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"the cue lexicon is malformed at {where}: {first['msg']}") from error


@cache
def lexicon() -> Lexicon:
    """The lexicon of the package."""
    return read_lexicon(files("claimex.engines").joinpath("cues.toml").read_text(encoding="utf-8"))
