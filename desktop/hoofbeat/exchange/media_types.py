"""What a file is by its content: a PDF, a picture, a text, or something that is not known here."""

from __future__ import annotations

import re
from typing import Final

from hoofbeat.domain.attachments import PLAIN_TEXT, UNKNOWN

_BEGINS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)
_HEIC: Final = frozenset((b"heic", b"heix", b"heim", b"heis", b"mif1"))
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_NO_TEXT: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def media_type_of(content: bytes) -> str:
    """Return the media type of a content, whatever its file was called."""
    begun = next((found for start, found in _BEGINS if content.startswith(start)), None)
    if begun is not None:
        return begun
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return "image/heic"
    return PLAIN_TEXT if _is_text(content) else UNKNOWN


def _is_text(content: bytes) -> bool:
    if content.startswith(_WIDE_MARKS):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeError:
            return False
    return _NO_TEXT.search(content) is None
