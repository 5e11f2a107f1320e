"""Words in lower case."""

from hypothesis import given
from hypothesis import strategies as st

from claimex.text.words import lowered


@given(st.text(st.sampled_from("abZé1.,'’-“” \n\t\u00a0\u2003_İΣς")))
def test_lower_case_keeps_every_character_at_its_place(text: str) -> None:
    lower = lowered(text)
    assert len(lower) == len(text)
    assert all(a == b.lower() or b in "İΣ" for a, b in zip(lower, text, strict=True))
