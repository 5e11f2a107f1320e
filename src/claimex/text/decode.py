"""Bytes to text: byte order marks, UTF-8, UTF-16, and other encodings as best they can be told."""

from __future__ import annotations

import codecs
import re

from claimex.errors import InputError
from claimex.schema import Notice
from claimex.text.language import identify

_MAGIC = {
    b"\x89PNG": "a PNG image",
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (or an Office or EPUB file)",
    b"\x1f\x8b": "gzip data",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ\x00": "xz data",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"SQLite format 3\x00": "an SQLite database",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_DETECTION_SAMPLE = 200_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_MULTIBYTE = re.compile("[^\x00-\x7f\udc80-\udcff]")
_FOREIGN_BYTE = re.compile("[\udc80-\udcff]")


def decode(data: bytes) -> tuple[str, Notice | None]:
    """The text of ``data``, without a byte order mark, and a notice where it was not UTF-8.

    Raises InputError for data that looks binary or fits no encoding.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_marked(data, bom, encoding)
    _refuse_known_binary(data)
    if b"\x00" not in data:
        try:
            return data.decode(), None
        except UnicodeDecodeError:
            return _mended_utf8(data) or _decode_single_byte(data)
    sixteen = _utf16_without_mark(data)
    if sixteen is None or _has_controls(sixteen[0]):
        raise InputError("this looks binary: it has NUL bytes; give plain text")
    text, encoding = sixteen
    return text, _assumed(encoding)


def _decode_marked(data: bytes, bom: bytes, encoding: str) -> tuple[str, Notice | None]:
    try:
        text = data[len(bom) :].decode() if encoding == "utf-8" else data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"the text begins with a byte order mark for {encoding} but is not valid at byte "
            f"{error.start}; save it as UTF-8"
        ) from error
    return text, None if encoding == "utf-8" else _assumed(encoding)


def _refuse_known_binary(data: bytes) -> None:
    for magic, name in _MAGIC.items():
        if data.startswith(magic) and (magic != b"MZ" or b"\x00" in data[:64]):
            raise InputError(f"this looks binary: {name}; give plain text")


def _utf16_without_mark(data: bytes) -> tuple[str, str] | None:
    """UTF-16 shows in mostly Western text as zeros in every second byte."""
    sample = data[:_SAMPLE]
    half = len(sample) / 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros >= 0.4 * half and others <= 0.02 * half and len(data) % 2 == 0:
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                return None
    return None


def _mended_utf8(data: bytes) -> tuple[str, Notice] | None:
    """UTF-8 with a few foreign bytes, as in pages pasted together; None where it is no UTF-8."""
    text = data.decode(errors="surrogateescape")
    foreign = len(_FOREIGN_BYTE.findall(text))
    if len(_MULTIBYTE.findall(text)) <= foreign:
        return None
    text = _FOREIGN_BYTE.sub(_windows_1252, text)
    return text, Notice(
        code="decoded",
        message=f"the text is UTF-8 but for {foreign} bytes, which were read as Windows-1252",
    )


def _windows_1252(escaped: re.Match[str]) -> str:
    return bytes([ord(escaped.group()) - 0xDC00]).decode("cp1252", errors="replace")


def _decode_single_byte(data: bytes) -> tuple[str, Notice]:
    western = data[:_DETECTION_SAMPLE].decode("cp1252", errors="replace")
    if _has_controls(western):
        raise InputError("this looks binary: it has many control characters; give plain text")
    # English has too few accents for a statistical detector, which then names any code page.
    names = ["cp1252"] if identify(western) == "en" else _detected(data[:_DETECTION_SAMPLE])
    for encoding in names:
        try:
            return data.decode(encoding), _assumed(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise InputError("the encoding of the text could not be told; save it as UTF-8")


def _detected(sample: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return [best.encoding, *best.could_be_from_charset] if best else ["cp1252"]


def _has_controls(text: str) -> bool:
    return len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) * 0.01


def _assumed(encoding: str) -> Notice:
    name = "Windows-1252" if encoding == "cp1252" else encoding.replace("_", "-").upper()
    return Notice(code="decoded", message=f"the text is not UTF-8; it was read as {name}")
