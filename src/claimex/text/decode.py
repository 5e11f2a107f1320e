"""Bytes to text: byte order marks, UTF-8, UTF-16, and other encodings as best they can be told."""

from __future__ import annotations

import codecs

from claimex.errors import InputError
from claimex.schema import Notice

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
            return _decode_single_byte(data)
    sixteen = _utf16_without_mark(data)
    if sixteen is None:
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


def _decode_single_byte(data: bytes) -> tuple[str, Notice]:
    from charset_normalizer import from_bytes

    controls = sum(
        data[:_SAMPLE].count(byte) for byte in range(32) if byte not in b"\t\n\x0b\x0c\r"
    )
    if controls > len(data[:_SAMPLE]) * 0.01:
        raise InputError("this looks binary: it has many control characters; give plain text")
    best = from_bytes(data[:_DETECTION_SAMPLE]).best()
    names = [best.encoding, *best.could_be_from_charset] if best else []
    # The code pages of Western Europe differ in few characters; this is by far the most common.
    for encoding in ["cp1252", *names] if not names or "cp1252" in names else names:
        try:
            return data.decode(encoding), _assumed(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise InputError("the encoding of the text could not be told; save it as UTF-8")


def _assumed(encoding: str) -> Notice:
    name = "Windows-1252" if encoding == "cp1252" else encoding.replace("_", "-").upper()
    return Notice(code="decoded", message=f"the text is not UTF-8; it was read as {name}")
