"""The one failure of a reader: a file, or a part of one, that cannot be taken, and why."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hoofbeat.domain.imports import Reason

BROKEN_ARCHIVE: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, NotImplementedError, RuntimeError, ValueError, OSError),
)
"""What Python raises for an archive that is cut short, damaged, locked, or packed in a way that it does not know."""


class RefusedError(Exception):
    """What was read cannot be taken; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason
