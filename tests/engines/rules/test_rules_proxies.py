import pytest

from rules_support import read


@pytest.mark.parametrize(
    ("text", "principal"),
    [
        ("A lawyer for Lund said the dam held.", "Lund"),
        ("Joyce Tembo, a lawyer for Lund, said the dam held.", "Lund"),
        ("Lund’s agent Bella Cruz said the dam held.", "Lund"),
        ("Her spokesman said the dam held.", "Her"),
        ("Telia spokesman Jorge Piñera said the dam held.", "Telia"),
        ("The lawyer said the dam held.", None),
        ("Lund said the dam held.", None),
    ],
)
def test_whom_a_source_speaks_for(text: str, principal: str | None) -> None:
    (draft,) = read(text)
    assert (draft.on_behalf_of.text if draft.on_behalf_of else None) == principal
