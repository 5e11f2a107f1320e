"""UTF-8 that was read as a single-byte encoding, undone run by run, each character accounted for.

What counts as mojibake is for ftfy to say (Speer 2019): its detector of UTF-8 shaped runs and its
badness heuristic. The runs are decoded here and not there, since the place of every character is
needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimex.text.offsets import Edit

# The lead bytes of Latin, Greek, Cyrillic letters and of punctuation, as Windows-1252, 1250, 1251,
# 1253, 1254 and 1257 show them, before what may be a continuation byte.
PROBE = re.compile(
    "[\u00c2-\u00f4\u0100-\u0103\u0110\u0139\u0143\u0392\u0393\u039e\u039f\u03b2"
    "\u0412\u0413\u0420\u0421\u0432](?:[\x80-\uffff]|(?<=[\u00c2\u00c3]) )"
)
# A closing quotation mark is "\u00e2\u20ac" and a control character that many programs drop.
_CUT_CLOSING = re.compile("\u00e2[\u20ac\u0080](?=[ \n\r\t,.;:?!)]|\\Z)")
_NON_ASCII = re.compile("[^\x00-\x7f]")
_OTHER_ENCODINGS = (
    "sloppy-windows-1251",
    "sloppy-windows-1250",
    "sloppy-windows-1253",
    "sloppy-windows-1254",
    "sloppy-windows-1257",
)
# Latin-1 and Windows-1252 at once: texts mix them, and both leave the bytes recoverable.
_WESTERN_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    char: byte
    for byte in range(0x80, 0xA0)
    if (char := bytes([byte]).decode("cp1252", errors="ignore"))
}


@dataclass(frozen=True, slots=True)
class _Run:
    """A UTF-8 shaped run and what it decodes to; each character took as many as its bytes."""

    start: int
    end: int
    decoded: str
    bad: bool


def repair_mojibake(text: str) -> tuple[str, list[Edit], int]:
    """One pass over the text: the repaired text, its edits, and how many runs were repaired.

    Text that was mangled twice needs another pass.
    """
    runs = [*_cut_closings(text), *_candidates(text)]
    runs.sort(key=lambda run: run.start)
    pieces: list[str] = []
    edits: list[Edit] = []
    done = count = 0
    for run in _accepted(text, runs):
        if run.start < done:
            continue
        pieces += text[done : run.start], run.decoded
        position = run.start
        for char in run.decoded[:-1]:
            width = len(char.encode())
            edits.append((position, position + width, 1))
            position += width
        edits.append((position, run.end, 1))
        done = run.end
        count += 1
    pieces.append(text[done:])
    return "".join(pieces), edits, count


def _cut_closings(text: str) -> list[_Run]:
    return [_Run(*m.span(), "\u201d", True) for m in _CUT_CLOSING.finditer(text)]


def _candidates(text: str) -> list[_Run]:
    import ftfy  # noqa: F401  registers the encodings that are tried below
    from ftfy.badness import is_bad
    from ftfy.chardata import UTF8_DETECTOR_RE

    found = []
    end = 0
    while hit := PROBE.search(text, end):
        match = UTF8_DETECTOR_RE.match(text, hit.start())
        if match is None:
            end = hit.start() + 1
            continue
        start, end = match.span()
        run = text[start:end]
        if run.endswith("\u00c3 ") and text[end : end + 1] != " ":
            # An "\u00e0" whose second half, a no-break space, melted into the space that follows.
            decoded = _decode(run[:-1] + "\u00a0")
            end -= 1
        else:
            decoded = _decode(run)
        if decoded is not None:
            bad = is_bad(run) or is_bad(text[max(start - 1, 0) : end + 1])
            found.append(_Run(start, end, decoded, bad))
    return found


def _decode(run: str) -> str | None:
    """The run's bytes as UTF-8; None when no encoding makes it valid. A space is a lost U+00A0."""
    run = run.replace(" ", "\u00a0")
    try:
        return bytes(_WESTERN_BYTES[char] for char in run).decode()
    except (KeyError, UnicodeDecodeError):
        pass
    for encoding in _OTHER_ENCODINGS:
        try:
            return run.encode(encoding).decode()
        except UnicodeError:
            continue
    return None


def _accepted(text: str, runs: list[_Run]) -> list[_Run]:
    """The runs that are bad in themselves, or in lines where all that is not ASCII is such a run.

    One "Å‚" could be meant; beside a bad run, in a line without a sound accent, it is not.
    """
    accepted = []
    line_end = -1
    whole = False
    for n, run in enumerate(runs):
        if run.start > line_end:
            line_start = text.rfind("\n", 0, run.start) + 1
            line_end = text.find("\n", run.start)
            line_end = len(text) if line_end < 0 else line_end
            whole = _is_wholly_mangled(text, line_start, line_end, runs, n)
        if run.bad or whole:
            accepted.append(run)
    return accepted


def _is_wholly_mangled(text: str, start: int, end: int, runs: list[_Run], n: int) -> bool:
    bad = False
    covered = 0
    while n < len(runs) and runs[n].start < end:
        bad |= runs[n].bad
        covered += len(_NON_ASCII.findall(text, runs[n].start, runs[n].end))
        n += 1
    return bad and covered == len(_NON_ASCII.findall(text, start, end))
