"""An ``Extraction`` as a table for people: disputes first, the words of each statement in context.

Whatever stands in a document is shown as text: nothing in it is taken for markup, and characters
that would steer a terminal are left out.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from claimex.schema import (
    Agreement,
    Claim,
    Denial,
    Dispute,
    Extraction,
    NonResponse,
    Source,
    Span,
)

NARROW = 64
"""Below this many columns a statement takes lines of its own instead of a row of cells."""
LONGEST = 360
"""Characters of context shown for one statement; all of them are in the JSON."""
NEAR = 80
"""A source this many characters or fewer from the other words is shown with them."""

_STYLES = {
    "contested": "bold red",
    "confirmed": "green",
    "unanswered": "yellow",
    "uncontested": "dim",
}
# Marks that a span leaves out at its edges; "โ" (U+0E42) is what they became in some texts.
_OPENING = "\"'“‘„«‹([โ"
_CLOSING = "\"'”’»›)].,;:!?โ"
_KEPT_FORMAT = "\u200c\u200d"  # joiners: without them some scripts and emoji fall apart


def as_text(found: Extraction, *, width: int = 80) -> str:
    """The table as plain text of at most ``width`` columns, without colour."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, force_terminal=False, emoji=False)
    console.print(ExtractionTable(found))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


class ExtractionTable:
    """The table of one result, as something that rich can print at any width."""

    def __init__(self, found: Extraction) -> None:
        self._found = found

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts that have something to show, in order."""
        narrow = options.max_width < NARROW
        yield _header(self._found)
        for title, rows in self._sections(narrow):
            yield Text(f"\n{title}", style="bold")
            yield from rows

    def _sections(self, narrow: bool) -> Iterator[tuple[str, Sequence[RenderableType]]]:
        found = self._found
        if found.contested:
            yield "Disputes", [_disputes(found)]
        orphans = [d for d in found.denials if not d.targets]
        parts: tuple[tuple[str, str, Sequence[Claim | Denial | Agreement | NonResponse]], ...] = (
            ("Denials of what the text does not state elsewhere", "Who", orphans),
            ("Claims", "Who", found.claims),
            ("Agreements", "Parties", found.agreements),
            ("No response", "Who", found.non_responses),
        )
        for title, who, statements in parts:
            if statements:
                yield title, [_statements(found, who, statements, narrow)]
        notes = [
            Text.assemble((f"{f.reason}: ", "red"), clean(f.message), _place(f.chunk))
            for f in found.failures
        ]
        if notes:
            yield (
                "Failures: read, but not reported",
                [Padding(note, (0, 0, 0, 2)) for note in notes],
            )
        notes = [
            Text.assemble((f"{clean(w.code)}: ", "yellow"), clean(w.message), _place(w.span))
            for w in found.warnings
        ]
        if notes:
            yield "Warnings", [Padding(note, (0, 0, 0, 2)) for note in notes]


def clean(text: str) -> str:
    """The text on one line, without characters that steer a terminal or turn its direction."""
    return "".join(
        character
        for character in " ".join(text.split())
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs") or character in _KEPT_FORMAT
    )


def _header(found: Extraction) -> Text:
    document = found.document
    first = [document.title or document.id, document.outlet, document.published]
    counts = [
        _counted(len(found.claims), "claim"),
        _counted(len(found.denials), "denial"),
        _counted(len(found.agreements), "agreement"),
        _counted(len(found.non_responses), "non-response"),
        f"{len(found.contested)} contested",
    ]
    if found.failures:
        counts.append(_counted(len(found.failures), "failure"))
    if found.warnings:
        counts.append(_counted(len(found.warnings), "warning"))
    read_by = found.provenance.model or found.provenance.engine
    return Text.assemble(
        (clean(" · ".join(str(part) for part in first if part)), "bold"),
        "\n",
        ", ".join(counts),
        (f"\nread by {clean(read_by)}, {document.chars:,} characters", "dim"),
    )


def _counted(number: int, noun: str) -> str:
    return (
        f"{number} {noun}"
        if number == 1
        else f"{number} {noun.removesuffix('y')}" + ("ies" if noun.endswith("y") else "s")
    )


def _leading(found: Extraction) -> list[Dispute]:
    """The disputes to show: a claim about a disputed agreement is shown there, as one of its sides.

    It gets a place of its own only where somebody denies it without denying the agreement.
    """
    disputes = found.disputes()
    denied = {d.statement.id: {denial.id for denial in d.denials} for d in disputes}
    return [
        dispute
        for dispute in disputes
        if not isinstance(dispute.statement, Claim)
        or dispute.statement.about is None
        or not denied[dispute.statement.id] <= denied.get(dispute.statement.about, set())
    ]


def _disputes(found: Extraction) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for n, dispute in enumerate(_leading(found)):
        if n:
            grid.add_row()
        statement = dispute.statement
        sides: list[tuple[str, Claim | Denial | NonResponse]] = []
        if isinstance(statement, Agreement):
            head = Text.assemble((clean(statement.content), "bold"), "\n", _terms(statement))
            sides += [("says", claim) for claim in dispute.assertions]
        else:
            head = _said(found, statement)
        sides += [("denies", denial) for denial in dispute.denials]
        sides += [("silent", silent) for silent in dispute.non_responses]
        grid.add_row(Text(clean(statement.id), style="bold red"), head)
        for label, side in sides:
            body = Text.assemble((f"{clean(side.id)} ", "bold"), _said(found, side))
            grid.add_row(Text(label, style="cyan"), body)
    return Padding(grid, (0, 0, 0, 2))


def _said(found: Extraction, statement: Claim | Denial | NonResponse) -> Text:
    return Text.assemble(_person(statement.source), ": ", _words(found, statement))


def _statements(
    found: Extraction,
    who: str,
    statements: Sequence[Claim | Denial | Agreement | NonResponse],
    narrow: bool,
) -> RenderableType:
    if narrow:
        grid = Table.grid(padding=(0, 1, 0, 0), expand=True)
        grid.add_column(no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        for s in statements:
            body = Text("\n").join([Text.assemble(_who(s), "  ", _outcome(s)), _words(found, s)])
            grid.add_row(Text(clean(s.id), style="bold"), body)
        return Padding(grid, (0, 0, 0, 2))
    table = Table(box=SIMPLE_HEAD, expand=True, show_edge=False, pad_edge=False, padding=(0, 1))
    table.add_column("Id", no_wrap=True, style="bold")
    table.add_column(who, ratio=2, overflow="fold")
    table.add_column("Words", ratio=5, overflow="fold")
    table.add_column("Outcome", no_wrap=True)
    for s in statements:
        table.add_row(Text(clean(s.id)), _who(s), _words(found, s), _outcome(s))
    return Padding(table, (0, 0, 0, 2))


def _who(statement: Claim | Denial | Agreement | NonResponse) -> Text:
    if isinstance(statement, Agreement):
        return Text(clean(", ".join(party.name for party in statement.parties)) or "not named")
    return _person(statement.source)


def _person(source: Source) -> Text:
    name = Text(clean(source.name))
    if source.role:
        name.append(f", {clean(source.role)}", style="dim")
    return name


def _outcome(statement: Claim | Denial | Agreement | NonResponse) -> Text:
    if isinstance(statement, Claim | Agreement):
        return Text(statement.standing, style=_STYLES[statement.standing])
    if isinstance(statement, Denial):
        return Text(f"{statement.manner} denial" if statement.manner else "denial")
    return Text(statement.manner.replace("_", " "))


def _words(found: Extraction, statement: Claim | Denial | Agreement | NonResponse) -> Text:
    """The statement's words as they stand, its cue marked, and what the schema adds to them."""
    words = _context(found.document.text, statement)
    notes: list[str] = []
    if isinstance(statement, Agreement):
        return Text.assemble(_terms(statement), "\n", words)
    if isinstance(statement, NonResponse):
        notes.append(f"asked by {clean(statement.asker.name)}")
    else:
        if statement.on_behalf_of:
            notes.append(f"for {clean(statement.on_behalf_of.name)}")
        if statement.via:
            notes.append("via " + ", ".join(clean(source.name) for source in statement.via))
    if isinstance(statement, Claim):
        if statement.about:
            notes.append(f"about {clean(statement.about)}")
        if statement.supports:
            notes.append("supports " + ", ".join(clean(other) for other in statement.supports))
    return Text.assemble(words, (f" [{'; '.join(notes)}]", "dim")) if notes else words


def _terms(agreement: Agreement) -> Text:
    terms = [agreement.instrument.replace("_", " "), agreement.status.replace("_", " ")]
    if agreement.title:
        terms.insert(0, f"“{clean(agreement.title)}”")
    if agreement.date:
        terms.append(clean(agreement.date.value or agreement.date.text))
    if agreement.signatories:
        terms.append("signatories: " + ", ".join(clean(s.name) for s in agreement.signatories))
    return Text(" · ".join(terms), style="italic")


def _context(text: str | None, statement: Claim | Denial | Agreement | NonResponse) -> Text:
    marks: list[tuple[Span, str]] = [(statement.cue, "bold yellow")]
    if not isinstance(statement, NonResponse):
        marks += [(span, "") for span in statement.content_spans]
    if not isinstance(statement, Agreement) and statement.source.mention is not None:
        mention = statement.source.mention
        first = min(span.start for span, _ in marks)
        last = max(span.end for span, _ in marks)
        if first - NEAR <= mention.end and mention.start <= last + NEAR:
            marks.append((mention, "bold"))
    # The cue and the source are marked also where they stand inside the content.
    marks.sort(key=lambda mark: (mark[0].start, -mark[0].end))
    shown = Text()
    start, end = marks[0][0].start, max(span.end for span, _ in marks)
    position: int | None = None
    if text is not None:
        position = start - _run(text[max(start - 2, 0) : start][::-1], _OPENING)
    for place, style in _pieces(marks):
        if position is not None and place.start > position:
            between = " … " if text is None else text[position : place.start]
            _append(shown, between, "dim")
        _append(shown, place.text, style)
        position = place.end
    if text is not None:
        _append(shown, text[end : end + _run(text[end : end + 3], _CLOSING)], "dim")
    if len(shown) > LONGEST:
        shown.truncate(LONGEST)
        shown.rstrip()
        shown.append(" …", style="dim")
    return shown


def _run(text: str, of: str) -> int:
    """How many characters at the start of a text are of these."""
    return len(text) - len(text.lstrip(of))


def _pieces(marks: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The marked words in order, each character once, an inner mark over an outer one."""
    edges = sorted({edge for span, _ in marks for edge in (span.start, span.end)})
    for start, end in pairwise(edges):
        over = [mark for mark in marks if mark[0].start <= start and end <= mark[0].end]
        if over:
            outer, _ = over[0]
            _, style = min(over, key=lambda mark: mark[0].end - mark[0].start)
            words = outer.text[start - outer.start : end - outer.start]
            yield Span(start=start, end=end, text=words), style


def _append(shown: Text, words: str, style: str) -> None:
    """Add words; white space of any length, line breaks too, is shown as one space."""
    lead = " " if words[:1].isspace() and shown and not shown.plain.endswith(" ") else ""
    tail = " " if words[-1:].isspace() and words.strip() else ""
    shown.append(f"{lead}{clean(words)}{tail}", style=style)


def _place(place: object) -> str:
    start, end = getattr(place, "start", None), getattr(place, "end", None)
    return "" if start is None else f" (characters {start}–{end})"
