"""Names stand for the pronouns of a proposition that mean who speaks, and for no others."""

from __future__ import annotations

from typing import Any

import pytest

from claimex.assembly.entry import Entry, Party
from claimex.assembly.wording import Worder
from claimex.schema import Source

ADA = Source(name="Ada Kern", type="person")
MINISTER = Source(name="Ada Kern", role="Polish transport minister", type="person")
MILL = Source(name="Norland Mills", type="organisation")
DRIVERS = Source(name="drivers", type="group")


def _worded(
    text: str,
    words: str,
    source: Source = ADA,
    *,
    kind: Any = "claim",
    cue: str = "said",
    named: str | None = "Ada Kern",
    principal: Source | None = None,
) -> str:
    start, at = text.index(words), text.index(cue)
    entry = Entry(
        kind=kind,
        cue=(at, at + len(cue)),
        evidence=((start, start + len(words)),),
        alignment="exact",
        source=Party(source, None),
        on_behalf_of=Party(principal, None) if principal else None,
    )
    return Worder(text, lambda place: named).proposition(entry)


@pytest.mark.parametrize(
    ("said", "worded"),
    [
        ("I never sold the boat", "Ada Kern never sold the boat."),
        ("I promise nothing", "Ada Kern promises nothing."),
        ("I never sell", "Ada Kern never sells."),
        ("I really do regret it", "Ada Kern really does regret it."),
        ("It was I who paid", "It was Ada Kern who paid."),
        ("I’d seen the list", "Ada Kern had seen the list."),
        ("I'd have paid", "Ada Kern would have paid."),
        ("I'm late", "Ada Kern is late."),
        ("I don’t know him", "Ada Kern doesn’t know him."),
        ("My keys were gone", "Ada Kern's keys were gone."),
        ("He gave me the keys", "He gave Ada Kern the keys."),
        ("The keys are mine", "The keys are Ada Kern's."),
        ("I lost my keys and I paid", "Ada Kern lost Kern's keys and Kern paid."),
        ("They met in Phase I", "They met in Phase I."),
        ("They took Our Lady", "They took Our Lady."),
        ("Let us see the books", "Let us see the books."),
        ("Our two sides met", "Our two sides met."),
        ("He said: ‘I paid’ and left", "He said: ‘I paid’ and left."),
    ],
)
def test_the_first_person_of_a_quotation_is_the_speaker(said: str, worded: str) -> None:
    assert _worded(f"“{said},” Ada Kern said.", said) == worded.replace("doesn’t", "doesn't")


@pytest.mark.parametrize(
    ("source", "principal", "worded"),
    [
        (ADA, None, "Ada Kern has signed, and Kern's partners agree."),
        (ADA, MILL, "Norland Mills has signed, and Norland Mills's partners agree."),
        (MINISTER, None, "Poland has signed, and Poland's partners agree."),
        (MILL, None, "Norland Mills has signed, and Norland Mills's partners agree."),
        (DRIVERS, None, "The drivers have signed, and the drivers' partners agree."),
    ],
)
def test_we_are_those_for_whom_the_speaker_speaks(
    source: Source, principal: Source | None, worded: str
) -> None:
    text = "“We have signed, and our partners agree,” it was said."
    words = "We have signed, and our partners agree"
    assert _worded(text, words, source, principal=principal) == worded


def test_i_and_my_are_the_speaker_also_of_who_speaks_for_another() -> None:
    text = "“My keys were in our office,” it was said."
    words = "My keys were in our office"
    assert _worded(text, words, principal=MILL) == (
        "Ada Kern's keys were in Norland Mills's office."
    )


def test_words_after_a_label_are_the_speakers_own() -> None:
    text = "KERN: I wrote the letter."
    assert _worded(text, "I wrote the letter", cue="KERN:") == "Ada Kern wrote the letter."


def test_outside_a_quotation_i_is_not_the_speaker() -> None:
    text = "Ada Kern said I was lucky."
    assert _worded(text, "I was lucky") == "I was lucky."


@pytest.mark.parametrize(
    ("said", "worded"),
    [
        ("she would resign", "Ada Kern would resign."),
        ("the board had promised her a seat", "The board had promised Ada Kern a seat."),
        ("the board had fired her in May", "The board had fired Ada Kern in May."),
        ("her lawyers would appeal", "Ada Kern's lawyers would appeal."),
        ("its lawyers would appeal", "Ada Kern's lawyers would appeal."),
        ("she would sell her boat", "Ada Kern would sell her boat."),
        ("Bo Lind had sold her boat", "Bo Lind had sold her boat."),
        ("the book has lost its cover", "The book has lost its cover."),
        ("it’s over", "It’s over."),
    ],
)
def test_outside_a_quotation_a_pronoun_that_resolves_to_the_speaker_is(
    said: str, worded: str
) -> None:
    assert _worded(f"Ada Kern said {said}.", said) == worded


def test_a_pronoun_that_resolves_to_somebody_else_stays() -> None:
    text = "Ada Kern said the board had fired her."
    assert _worded(text, "the board had fired her", named="Bo Lind") == "The board had fired her."
    assert _worded(text, "the board had fired her", named=None) == "The board had fired her."


def test_a_described_source_owns_nothing_in_words() -> None:
    source = Source(name="letter from a company in Luxembourg", type="document")
    text = "A letter from a company in Luxembourg said their leases had ended."
    worded = _worded(text, "their leases had ended", source, named=source.name)
    assert worded == "Their leases had ended."
