"""What the words of a role or of a body's name tell: who holds it, which gender, which kind."""

from __future__ import annotations

import re

from claimex.assembly.countries import state_of
from claimex.assembly.given_names import Gender, is_given_name
from claimex.assembly.name_kinds import AMBIGUOUS_SURNAMES, BODY_TOKENS, GOVERNMENT_HEADS
from claimex.assembly.name_phrases import clean, lower_initial, without_article
from claimex.assembly.name_words import (
    DESCRIBING,
    DETERMINERS,
    FEMALE_NOUNS,
    LINKS,
    MALE_NOUNS,
    is_person_noun,
    singular,
)
from claimex.schema import SourceType

# Words with which a body's name begins.
_FIRST_OF_BODY = frozenset(
    "café cafe bank banco banca banque port radio journal studio hotel restaurant teatro théâtre"
    " museo musée grupo groupe gruppo compagnie maison atelier casa team club hôtel daily".split()
)


_BREAK = re.compile(r"[.;:“”\"—–\n()](?=\s|$)|,\s(?=.*\w,?\s$)")
_COUNTED = re.compile(r"^(?:two|three|several|one|both) ")
_OWNED = re.compile(r"^(?:its|his|her|their) ")


def role_before(before: str) -> str | None:
    """The title or description that ends right before a name: "Moreau's agent", "owner"."""
    before = _BREAK.split(before)[-1].rstrip()
    words = before.rstrip(",").split(" ")
    head = words[-1]
    if not head or not (is_person_noun(head) or is_person_noun(singular(head))):
        return None
    begin = len(words) - 1
    while begin > 0 and begin > len(words) - 8:
        word = words[begin - 1]
        folded = word.casefold()
        if folded in DETERMINERS or folded in LINKS or _is_verb(word):
            break
        begin -= 1
        if re.search(r"(?:['’]s|s['’])$", word) and word[:1].islower():
            break
    if words[begin] == "and":
        begin += 1
    return without_courtesy(tidy_role(clean(" ".join(words[begin:]))))


def _is_verb(word: str) -> bool:
    """Whether a lower-case word ends like a verb and is none of the usual descriptions."""
    return word.islower() and word.endswith(("ed", "ing")) and word not in DESCRIBING


def tidy_role(role: str) -> str:
    """A role without article and number, and without whom "and" joins before it."""
    left, joined, right = role.rpartition(" and ")
    if joined:
        last = left.split(" ")[-1]
        # "Guatemalan and Honduran ministers" and "son and co-director" are one role.
        if last[:1].isupper() and not is_person_noun(last) and not state_of(last):
            role = right
    role = lower_initial(without_article(role))
    return without_article(_OWNED.sub("", _COUNTED.sub("", role)))


def names_person(role: str | None) -> bool:
    """Whether a role has a noun for a person in it."""
    return bool(role) and any(
        is_person_noun(w) or is_person_noun(singular(w)) for w in (role or "").split(" ")
    )


def gender_of_role(role: str | None) -> Gender | None:
    """The gender that a title or description says: "Mrs", "spokeswoman", "Frenchman"."""
    words = {w.casefold().strip(".,'") for w in (role or "").split(" ")}
    if words & FEMALE_NOUNS or any(w.endswith("woman") for w in words):
        return "female"
    if words & MALE_NOUNS or any(w.endswith("man") and w not in ("german", "human") for w in words):
        return "male"
    return None


def without_courtesy(role: str | None) -> str | None:
    """A role that is more than "Mr" or "Ms", else None."""
    if role and role.rstrip(".").casefold() in (
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "herr",
        "frau",
    ):
        return None
    return role or None


def is_body_name(name: str) -> bool:
    """Whether a capitalised name says by its own words that it is a body."""
    tokens = [t.casefold().rstrip(".,") for t in name.split(" ")]
    if "&" in tokens:
        return True
    if len(tokens) == 2 and is_given_name(tokens[0]) and tokens[1] in AMBIGUOUS_SURNAMES:
        return False
    if " of " in name or " for " in name:
        return bool(BODY_TOKENS.intersection(tokens))
    return (
        tokens[-1] in BODY_TOKENS
        or tokens[0] in _FIRST_OF_BODY
        or (
            len(tokens) > 2
            and bool(BODY_TOKENS.intersection(tokens))
            and not is_given_name(tokens[0])
        )
    )


def body_type(name: str) -> SourceType:
    """Government for ministries, parliaments and the like, else organisation."""
    tokens = {t.casefold() for t in name.split(" ")}
    return "government" if tokens & GOVERNMENT_HEADS else "organisation"
