"""Repair of damaged text, with an exact map from the repaired text back to the original."""

from __future__ import annotations

import re

from claimex.schema import Notice
from claimex.text.mojibake import PROBE as MOJIBAKE_PROBE
from claimex.text.mojibake import repair_mojibake
from claimex.text.offsets import Edit, OffsetMap
from claimex.text.quotes import LOST_QUOTE, UNREADABLE, name_lost, restore_quotes

__all__ = ["OffsetMap", "repair", "without_surrogates"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_SPACE = re.compile(f"[{_SPACES}]")
_REMOVED = re.compile(f"[{_INVISIBLE}]+")
# Joiners shape Indic and Arabic words and emoji; next to Latin letters they are debris.
_LATIN = "\x00-\u024f"
_JOINER = re.compile(f"[\u200c\u200d](?:(?<![^{_LATIN}].)|(?![^{_LATIN}]))", re.DOTALL)
_LINE_END = re.compile("[\r\u0085\u2028\u2029](?:(?<=\r)\n)?")
# Windows-1252 read as Latin-1 leaves C1 control characters where quotation marks and dashes were.
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("cp1252", errors="ignore") or "\ufffd" for byte in range(0x80, 0xA0)
}
_PROBE = re.compile(
    f"[\r\x80-\x9f\u2028\u2029{LOST_QUOTE}{UNREADABLE}{_SPACES}{_INVISIBLE}\u200c\u200d]"
)


def repair(original: str) -> tuple[str, OffsetMap, tuple[Notice, ...]]:
    """The text that engines read, the map back to ``original``, and what was repaired.

    UTF-8 read as a single-byte encoding is undone; quotation marks that became "โ" or U+FFFD are
    restored; Unicode spaces become spaces and line ends ``\\n``; soft hyphens and other invisible
    characters go. Quotation marks that are sound, straight or curly, stay as they are, and so do
    combining characters and scripts other than Latin. Repairing a repaired text changes nothing.
    """
    offsets = OffsetMap()
    if original.isascii() and "\r" not in original:
        return original, offsets, ()
    text = original
    mojibake = quotes = 0
    while _PROBE.search(text) or MOJIBAKE_PROBE.search(text):
        before = text
        text, edits, count = repair_mojibake(text) if MOJIBAKE_PROBE.search(text) else (text, [], 0)
        offsets = offsets.then(edits)
        mojibake += count
        text = _clean_controls(text)
        for pattern, with_ in ((_LINE_END, "\n"), (_REMOVED, ""), (_JOINER, "")):
            text, edits = _replace(text, pattern, with_)
            offsets = offsets.then(edits)
        text = _SPACE.sub(" ", text)
        if UNREADABLE in text:
            text = name_lost(text)
        if LOST_QUOTE in text:
            text, count = restore_quotes(text)
            quotes += count
        if text == before:
            break
    return text, offsets, tuple(_notices(mojibake, quotes))


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD, one for one."""
    return _SURROGATE.sub("\ufffd", text)


def _notices(mojibake: int, quotes: int) -> list[Notice]:
    notices = []
    if mojibake:
        words = f"undid UTF-8 that had been read in another encoding, in {mojibake} places"
        notices.append(Notice(code="mojibake-repaired", message=words))
    if quotes:
        words = f"restored {quotes} quotation marks and apostrophes that had become one sign"
        notices.append(Notice(code="quotes-repaired", message=words))
    return notices


def _clean_controls(text: str) -> str:
    # U+0085 is a line end in its own right; among other C1 controls it is an ellipsis.
    return text.translate(_WINDOWS_1252) if _C1.search(text) else text


def _replace(text: str, pattern: re.Pattern[str], with_: str) -> tuple[str, list[Edit]]:
    spans = [m.span() for m in pattern.finditer(text)]
    if not spans:
        return text, []
    edits = [(start, end, len(with_)) for start, end in spans if end - start != len(with_)]
    return pattern.sub(with_, text), edits
