import pytest

from rules_support import of_kind


@pytest.mark.parametrize(
    ("text", "source", "manner", "asker"),
    [
        ("The bank did not respond to a request for comment.", "The bank", "no_response", None),
        ("The bank declined to comment.", "The bank", "declined", None),
        ("The bank would not comment.", "The bank", "declined", None),
        ("Moss could not be reached by phone.", "Moss", "unreachable", None),
        ("The bank referred all questions to its lawyer.", "The bank", "referred", None),
        ("Calls to the bank went unanswered.", "the bank", "no_response", None),
        ("Attempts to reach Moss were unsuccessful.", "Moss", "unreachable", None),
        ("A message left at Moss’s home went unanswered.", "Moss", "no_response", None),
        ("The Courier could not reach Moss.", "Moss", "unreachable", "The Courier"),
        ("Moss did not return calls from The Courier.", "Moss", "no_response", "The Courier"),
        ("“No comment,” Moss said.", "Moss", "declined", None),
    ],
)
def test_who_did_not_respond(text: str, source: str, manner: str, asker: str | None) -> None:
    (draft,) = of_kind(text, "non_response")
    assert draft.source is not None
    assert (draft.source.text, draft.manner) == (source, manner)
    assert (draft.asker.text if draft.asker else None) == asker


@pytest.mark.parametrize(
    "text",
    [
        "The patient did not respond to the treatment.",
        "The village could not be reached by road.",
        "Moss declined the soup.",
        "The minister referred the bill to the house.",
        "The prayers of the crew were answered.",
    ],
)
def test_hard_negatives(text: str) -> None:
    assert of_kind(text, "non_response") == []
