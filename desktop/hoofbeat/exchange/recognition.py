"""How a file begins that is of one format and no other, without the reader of that format."""

from __future__ import annotations

from typing import Final

MARK: Final = "hoofbeat complete record"
"""The value of `format` that tells the complete record of a journal from any other JSON."""
LARGEST: Final = 25 * 1024 * 1024
"""Bytes that a file of XML or JSON may have."""
BLANK: Final = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"
"""What may stand before the first sign of a file: blanks, and the marks of the encodings."""


def is_json(start: bytes) -> bool:
    """Tell whether a file begins as JSON does."""
    return start.lstrip(BLANK)[:1] in (b"{", b"[")


def is_xml(start: bytes) -> bool:
    """Tell whether a file begins as XML does."""
    return start.lstrip(BLANK)[:1] == b"<"


def is_complete_record(start: bytes) -> bool:
    """Tell whether a file begins as the complete record of a journal does."""
    return b'"format"' in start and MARK.encode() in start


def is_calendar(start: bytes) -> bool:
    """Tell whether a file begins as a calendar does, in any of the encodings that calendars come in."""
    return start.replace(b"\0", b"").lstrip(BLANK)[:12].upper() == b"BEGIN:VCALEN"
