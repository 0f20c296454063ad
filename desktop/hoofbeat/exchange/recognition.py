"""How a file begins that is of one format and no other, without the reader of that format."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from hoofbeat.exchange.complete.document import MARK
from hoofbeat.exchange.refusal import BROKEN_ARCHIVE

_OFFICE: Final = frozenset({"word/document.xml", "ppt/presentation.xml"})
_OPEN_OFFICE: Final = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.presentation")


def is_complete_record(start: bytes) -> bool:
    """Tell whether a file begins as the complete record of a journal does."""
    return b'"format"' in start and MARK.encode() in start


def is_calendar(start: bytes) -> bool:
    """Tell whether a file begins as a calendar does, in any of the encodings that calendars come in."""
    return start.replace(b"\0", b"").lstrip(b" \t\r\n\xef\xbb\xbf\xfe\xff")[:12].upper() == b"BEGIN:VCALEN"


def is_text_document(content: bytes) -> bool:
    """Tell whether a file is a document of a word processor: words for people, in a form that only such programs read."""
    if content.startswith(b"{\\rtf"):
        return True
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except BROKEN_ARCHIVE:
        return False
    return bool(names & _OFFICE) or kind.startswith(_OPEN_OFFICE)


def is_message(start: bytes) -> bool:
    """Tell whether a file begins as a message of HL7 version 2, which hospital programs send each other."""
    return start.lstrip(b"\x0b \t\r\n\xef\xbb\xbf").startswith((b"MSH|", b"FHS|", b"BHS|"))
