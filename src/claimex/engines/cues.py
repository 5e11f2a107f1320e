"""The cue lexicon, loaded once, and where its cues stand in a document."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Form = Literal["base", "third", "past", "participle", "gerund"]
Frame = str


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a cue verb: its lemma, which forms the spelling can be, and its frames."""

    lemma: str
    forms: frozenset[str]
    frames: frozenset[str]


_VOWELS = "aeiou"


def inflect(lemma: str, past: str | None = None, participle: str | None = None) -> dict[Form, str]:
    """The forms of an English verb, by the regular spelling rules where none is given."""
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What ``cues.toml`` holds, ready to be looked up by lower-cased word."""

    verbs: dict[str, Verb]
    noun_like: frozenset[str]
    that_only: frozenset[str]
    finders: frozenset[str]
    not_said: frozenset[str]
    denying_phrases: tuple[tuple[str, ...], ...]
    pleading_phrases: tuple[tuple[str, ...], ...]
    phrase_starts: frozenset[str]
    saying_nouns: frozenset[str]
    denying_nouns: frozenset[str]
    accounts: frozenset[str]
    measures: frozenset[str]
    voices: frozenset[str]
    not_sources: frozenset[str]
    said_nouns: frozenset[str]
    refused_nouns: frozenset[str]
    false_words: frozenset[str]
    weak_false_words: frozenset[str]
    deal_nouns: dict[str, str]
    deal_verbs: dict[str, str]
    deal_words: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the package."""
    data = tomllib.loads(files("claimex.engines").joinpath("cues.toml").read_text(encoding="utf-8"))
    forms: dict[str, tuple[str, set[str], set[str]]] = {}
    for frame, entries in data["verbs"].items():
        if frame in ("noun_like", "that_only", "finders"):
            continue
        for entry in entries:
            lemma, *irregular = entry.split(":")
            for form, word in inflect(lemma, *irregular).items():
                known = forms.setdefault(word, (lemma, set(), set()))
                known[1].add(form)
                known[2].add(frame)
    return Lexicon(
        verbs={
            word: Verb(lemma, frozenset(shapes), frozenset(frames))
            for word, (lemma, shapes, frames) in forms.items()
        },
        noun_like=frozenset(data["verbs"]["noun_like"]),
        finders=frozenset(data["verbs"]["finders"]),
        that_only=frozenset(data["verbs"]["that_only"]),
        denying_phrases=tuple(tuple(p.split()) for p in data["phrases"]["deny"]),
        pleading_phrases=tuple(tuple(p.split()) for p in data["phrases"]["plead"]),
        phrase_starts=frozenset(
            p.split()[0] for p in (*data["phrases"]["deny"], *data["phrases"]["plead"])
        ),
        saying_nouns=frozenset((*data["phrases"]["nouns"], *data["phrases"]["denying_nouns"])),
        denying_nouns=frozenset(data["phrases"]["denying_nouns"]),
        measures=frozenset(data["phrases"]["measures"]),
        accounts=frozenset(data["phrases"]["accounts"]),
        voices=frozenset(data["labels"]["voices"]),
        not_sources=frozenset(data["labels"]["not_sources"]),
        not_said=frozenset(data["objects"]["not_said"]),
        deal_nouns=data["agreement"]["nouns"],
        deal_verbs=data["agreement"]["verbs"],
        deal_words={name: frozenset(words) for name, words in data["agreement"]["words"].items()},
        **{name: frozenset(words) for name, words in data["denial"].items()},
    )
