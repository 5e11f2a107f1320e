"""A fuzzy match is refused where it differs in what must not differ."""

from __future__ import annotations

import pytest

from claimex.assembly.grounding import ground

NEWS = (
    "Officials in Peru said on Monday that the government had signed an agreement with Chile to "
    "move 500 people across the northern border before winter. “We did not agree to pay for any of "
    "it,” Ana Ruiz, the interior minister, told reporters after the talks in Lima. She denied that "
    "the five-page draft covers children, and said six villages would be asked first."
)


@pytest.mark.parametrize(
    "quote",
    [
        "Officials in Peru said Monday that the government had signed an agreement with Chile to "
        "move 600 people across the northern border",
        "the goverment had signed an agreement with Bolivia to move 500 people across the border",
        "the goverment had signed an agreement with bolivia to move 500 people across the border",
        "THE GOVERMENT HAD SIGNED AN AGREEMENT WITH BOLIVIA TO MOVE 500 PEOPLE ACROSS THE BORDER",
        "Officials in Chile said on Monday that the government had signed an agreement with Peru",
        "Officials in Peru said on Tuesday that the government had signed an agreement with Chile",
        "We did agree to pay for any of it, Ana Ruiz, the interior minister, told reporters",
        "the government had not signed an agreement with Chile to move 500 people",
        "Officials in Peru never said on Monday that the government had signed an agreement",
        "Ana Diaz, the interior minister, told reporters after the talks in Lima",
        "said seven villages would be asked first, and the draft covers no children",
        "said seven villages would be asked first",
        "She denied that the nine-page draft covers children",
        "Chile said on Monday that the government had signed an agreement with Chile",
        "Brazil said on Monday that the government had signed an agreement to move people",
    ],
)
def test_another_number_name_or_negation_is_not_in_the_text(quote: str) -> None:
    assert ground(NEWS, [quote]) == [None]


@pytest.mark.parametrize(
    "quote",
    [
        "The senate will vote next week on a bill that raises taxes on imported steel and timber.",
        "Doctors at the city hospital said the patients had recovered and would be sent home soon.",
        "the government said that it would not move people before the winter ended in the north",
        "She told the people of the border villages that the interior of the draft covers talks",
    ],
)
def test_what_the_text_does_not_say_is_not_in_it(quote: str) -> None:
    assert ground(NEWS, [quote]) == [None]


@pytest.mark.parametrize(
    "quote",
    [
        "Officials said on Monday that the government had signed an agreement with Chile to move",
        "the government had signed an agreement to move people across the northern border",
        "we didn't agree to pay for any of it, Ana Ruiz, the interior minister, told reporters",
        "She denied that the 5-page draft covers children and said 6 villages would be asked",
        "Peru in Officials said on Monday that government the had signed an agreement with Chile",
    ],
)
def test_what_is_only_left_out_or_written_otherwise_is_found(quote: str) -> None:
    assert ground(NEWS, [quote]) != [None]
