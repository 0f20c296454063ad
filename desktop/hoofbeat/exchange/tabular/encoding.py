"""The text of a file whose encoding nobody told."""

from __future__ import annotations

import codecs
from typing import Final

from hoofbeat.domain.imports import Reason
from hoofbeat.exchange.refusal import RefusedError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The single-byte encodings that spreadsheets and laboratory systems of Western Europe and America write.
_SINGLE_BYTE: Final = ("cp1252", "mac_roman", "cp850", "latin_1")
# Letters and signs that, read as Windows writes them, say that Windows wrote them: old Macintosh and DOS files have their
# small letters with marks elsewhere, so that these would come out as quotation marks and the like.
_OF_WINDOWS: Final = frozenset(
    chr(code) for code in range(0xC0, 0x100) if chr(code) not in "\u00d7\u00f7\u00e6\u00f8\u00fd\u00fe\u00f0"
) | set("\u00b5\u00b0\u00b1")
_SAMPLE: Final = 200_000
_CONTROLS: Final = frozenset(chr(code) for code in range(32)) - set("\t\n\r\f\v\x1a") | {"\x7f", "\ufffd"}


def decode(content: bytes) -> str:
    """Return the text of a file. Raises RefusedError where it is none."""
    text = _decoded(content)
    if not _CONTROLS.isdisjoint(text):
        raise RefusedError(Reason("format not known"))
    return text.rstrip("\x1a")


def _decoded(content: bytes) -> str:
    try:
        for mark, name in _MARKS:
            if content.startswith(mark):
                return content.decode(name)
        zeros = _wide_encoding(content)
        return content.decode(zeros or "utf-8")
    except UnicodeDecodeError:
        return content.decode(_single_byte_encoding(content), errors="replace")


def _wide_encoding(content: bytes) -> str:
    """Return which half of each pair of bytes is empty, as in UTF-16 without a mark; nothing where neither is."""
    sample = content[:2000]
    if sample[1::2].count(0) > len(sample) // 3:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > len(sample) // 3 else ""


def _single_byte_encoding(content: bytes) -> str:
    read = content[:_SAMPLE].decode("cp1252", errors="replace")
    marked = {sign for sign in read if sign > "\x7f"}
    if marked <= _OF_WINDOWS and any(sign.isalpha() and sign != "\u00b5" for sign in marked):
        return "cp1252"
    from charset_normalizer import from_bytes

    # Only the lines with letters beyond ASCII tell the encodings apart.
    telling = b"\n".join(line for line in content[:_SAMPLE].splitlines() if not line.isascii())
    found = from_bytes(telling or content[:_SAMPLE], cp_isolation=list(_SINGLE_BYTE)).best()
    return _SINGLE_BYTE[0] if found is None else found.encoding
