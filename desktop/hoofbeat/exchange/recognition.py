"""How a file begins that is of one format and no other, without the reader of that format."""

from __future__ import annotations

from hoofbeat.exchange.complete.document import MARK


def is_complete_record(start: bytes) -> bool:
    """Tell whether a file begins as the complete record of a journal does."""
    return b'"format"' in start and MARK.encode() in start


def is_calendar(start: bytes) -> bool:
    """Tell whether a file begins as a calendar does, in any of the encodings that calendars come in."""
    return start.replace(b"\0", b"").lstrip(b" \t\r\n\xef\xbb\xbf\xfe\xff")[:12].upper() == b"BEGIN:VCALEN"
