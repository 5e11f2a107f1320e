"""The table of a result: what it shows, at any width, whatever the document holds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from claimex import Extraction, Extractor, make_document
from claimex.draft import Draft, Reading, Words
from claimex.outputs.tables import LONGEST, as_text, clean
from claimex.schema import Failure, Notice, Range
from claimex.testing import ScriptedEngine

TEXT = (
    "Minister Ada Moreno said “the toll pact is signed” by Norland and Sudland. "
    "Bo Lind denied that a pact was signed. Norland's office declined to comment to the Post."
)
DRAFTS = (
    Draft(
        kind="agreement",
        sentences=(1,),
        cue=Words(text="signed"),
        content="Norland and Sudland signed the toll pact.",
        evidence=(Words(text="the toll pact is signed"),),
        parties=(Words(text="Norland"), Words(text="Sudland")),
        instrument="contract",
        status="signed",
    ),
    Draft(
        kind="claim",
        sentences=(1,),
        cue=Words(text="said"),
        source=Words(text="Ada Moreno"),
        content="Norland and Sudland signed the toll pact.",
        evidence=(Words(text="the toll pact is signed"),),
        quotation="direct",
    ),
    Draft(
        kind="denial",
        sentences=(2,),
        cue=Words(text="denied"),
        source=Words(text="Bo Lind"),
        content="Norland and Sudland signed a pact.",
        evidence=(Words(text="a pact was signed"),),
        manner="flat",
    ),
    Draft(
        kind="non_response",
        sentences=(3,),
        cue=Words(text="declined to comment"),
        source=Words(text="Norland's office"),
        asker=Words(text="the Post"),
        manner="declined",
    ),
)


def extraction() -> Extraction:
    failure = Failure(reason="ungrounded", message="no such words", chunk=Range(start=3, end=9))
    notice = Notice(code="mended", message="repaired 2 characters")
    reading = Reading(drafts=DRAFTS, failures=(failure,), warnings=(notice,))
    document = make_document(
        TEXT, id="pact", title="The pact", published="2025-06-27", outlet="The Post"
    )
    return Extractor(engine=ScriptedEngine(lambda _: reading)).extract(document)


@pytest.fixture(scope="module")
def found() -> Extraction:
    result = extraction()
    assert [len(part) for part in (result.claims, result.denials, result.agreements)] == [1, 1, 1]
    assert result.agreements[0].standing == "contested"
    return result


def flat(text: str) -> str:
    """The words of a table in a line, whatever was wrapped where."""
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(found: Extraction, width: int) -> None:
    lines = as_text(found, width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


@pytest.mark.parametrize("width", [40, 80, 120])
def test_disputes_come_first_and_every_part_is_there(found: Extraction, width: int) -> None:
    table = flat(as_text(found, width=width))
    parts = ["Disputes", "Claims", "Agreements", "No response", "Failures", "Warnings"]
    places = [table.index(part) for part in parts]
    assert places == sorted(places)
    assert "The pact · The Post · 2025-06-27" in table
    assert "1 claim, 1 denial, 1 agreement, 1 non-response" in table


def test_a_dispute_shows_who_says_and_who_denies_in_their_words(found: Extraction) -> None:
    table = flat(as_text(found, width=120))
    dispute = table[table.index("Disputes") : table.index("Claims")]
    assert "Norland and Sudland signed the toll pact." in dispute
    assert "contract · signed" in dispute
    assert "says c1 Ada Moreno" in dispute
    assert "said “the toll pact is signed”" in dispute
    assert "denies d1 Bo Lind: Bo Lind denied that a pact was signed." in dispute


def test_failures_and_warnings_are_shown_with_their_place(found: Extraction) -> None:
    table = flat(as_text(found, width=120))
    assert "ungrounded: no such words (characters 3–9)" in table
    assert "mended: repaired 2 characters" in table


WIDE = """\
The pact · The Post · 2025-06-27
1 claim, 1 denial, 1 agreement, 1 non-response, 2 contested, 1 failure, 1
warning
read by scripted, 163 characters

Disputes
  a1     Norland and Sudland signed the toll pact.
         contract · signed
  says   c1 Ada Moreno, Minister: Ada Moreno said “the toll pact is signed”
         [about a1]
  denies d1 Bo Lind: Bo Lind denied that a pact was signed.

Claims
  Id   Who               Words                                     Outcome
  ──────────────────────────────────────────────────────────────────────────
  c1   Ada Moreno,       Ada Moreno said “the toll pact is         contested
       Minister          signed” [about a1]

Agreements
  Id   Parties           Words                                     Outcome
  ──────────────────────────────────────────────────────────────────────────
  a1   Norland,          contract · signed                         contested
       Sudland           “the toll pact is signed”

No response
  Id   Who               Words                                      Outcome
  ──────────────────────────────────────────────────────────────────────────
  n1   Norland's         Norland's office declined to comment       declined
       office            [asked by Post]

Failures: read, but not reported
  ungrounded: no such words (characters 3–9)

Warnings
  mended: repaired 2 characters"""

NARROW = """\
The pact · The Post · 2025-06-27
1 claim, 1 denial, 1 agreement, 1
non-response, 2 contested, 1 failure, 1
warning
read by scripted, 163 characters

Disputes
  a1     Norland and Sudland signed the
         toll pact.
         contract · signed
  says   c1 Ada Moreno, Minister: Ada
         Moreno said “the toll pact is
         signed” [about a1]
  denies d1 Bo Lind: Bo Lind denied that
         a pact was signed.

Claims
  c1 Ada Moreno, Minister  contested
     Ada Moreno said “the toll pact is
     signed” [about a1]

Agreements
  a1 Norland, Sudland  contested
     contract · signed
     “the toll pact is signed”

No response
  n1 Norland's office  declined
     Norland's office declined to
     comment [asked by Post]

Failures: read, but not reported
  ungrounded: no such words (characters
  3–9)

Warnings
  mended: repaired 2 characters"""


@pytest.mark.parametrize(("width", "expected"), [(76, WIDE), (40, NARROW)])
def test_the_whole_table(found: Extraction, width: int, expected: str) -> None:
    assert as_text(found, width=width) == expected


def test_without_the_text_the_words_of_the_spans_are_shown(found: Extraction) -> None:
    document = found.document.model_copy(update={"text": None})
    table = flat(as_text(found.model_copy(update={"document": document}), width=120))
    assert "Bo Lind … denied … a pact was signed" in table


def test_a_denial_of_nothing_in_the_text_has_a_part_of_its_own() -> None:
    engine = ScriptedEngine([DRAFTS[2]])
    table = flat(as_text(Extractor(engine=engine).extract(TEXT), width=120))
    assert "Disputes" not in table
    assert "Denials of what the text does not state elsewhere" in table
    assert "flat denial" in table


def test_a_document_without_statements_still_says_so() -> None:
    table = as_text(Extractor(engine=ScriptedEngine([])).extract("It rained.", id="rain"))
    assert table.splitlines()[:2] == [
        "rain",
        "0 claims, 0 denials, 0 agreements, 0 non-responses, 0 contested",
    ]


def test_long_words_are_cut_with_a_mark_and_white_space_becomes_one_space() -> None:
    text = "Ada Moreno said " + "that\n\n  it is so " * 60
    draft = Draft(
        kind="claim",
        sentences=(1,),
        cue=Words(text="said", place=(11, 15)),
        source=Words(text="Ada Moreno", place=(0, 10)),
        evidence=(Words(text=text[16:].rstrip(), place=(16, len(text.rstrip()))),),
    )
    table = flat(as_text(Extractor(engine=ScriptedEngine([draft])).extract(text), width=120))
    assert "Ada Moreno said that it is so that it is so" in table
    assert "…" in table
    assert table.count("it is so") < LONGEST / 10


HOSTILE = (
    "Ada [bold red]Moreno[/] :smile: \x1b[31m\x07said\u202e [link=x]it\u200b is[/link] \\[so]."
)


def test_nothing_in_a_document_is_markup_or_steers_the_terminal() -> None:
    draft = Draft(
        kind="claim",
        sentences=(1,),
        cue=Words(text="said"),
        source=Words(text="Ada [bold red]Moreno[/]"),
        content=HOSTILE,
        evidence=(Words(text="is[/link] \\[so]"),),
    )
    engine = ScriptedEngine(lambda _: Reading(drafts=(draft,)))
    found = Extractor(engine=engine).extract(HOSTILE, id="\x1b]0;x\x07[b]", title="[red]T\x9b")
    table = as_text(found, width=200)
    assert "[red]T" in table
    assert ":smile:" in table
    assert "[link=x]it" in table
    assert "\\[so]" in table
    controls = {"Cc", "Cf", "Cs"}
    assert not [c for c in table if c != "\n" and unicodedata.category(c) in controls]


@given(st.text())
def test_clean_text_is_one_line_without_controls(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.splitlines()) <= 1
    assert not [
        c
        for c in cleaned
        if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\u200c\u200d"
    ]
