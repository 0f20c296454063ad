"""What may be kept as a file, what may be opened, and under which names contents leave the journal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from hoofbeat.domain.records import Attachment, Kind

LARGEST: Final = 25 * 1024 * 1024
"""Bytes that one file may have."""

FIELD_OF: Mapping[Kind, str] = MappingProxyType(
    {Kind.APPOINTMENTS: "appointment", Kind.SAMPLES: "sample", Kind.MEDICINES: "medication"}
)
"""What a file can lie beside, and the field that says so; beside the person it lies by itself."""
HOLDERS: Final = (*FIELD_OF, Kind.RESULTS, Kind.PEOPLE)
"""The kinds beside which a file can be put; a result stands for its sample."""

PLAIN_TEXT: Final = "text/plain"
UNKNOWN: Final = "application/octet-stream"
OPENED: Mapping[str, str] = MappingProxyType(
    {
        "application/pdf": ".pdf",
        "image/png": ".png",
        "image/jpeg": ".jpg",
        "image/gif": ".gif",
        "image/webp": ".webp",
        "image/tiff": ".tif",
        "image/heic": ".heic",
        PLAIN_TEXT: ".txt",
    }
)
"""The types that are opened, by what the content is and never by its name, each with the ending that it is opened under."""

_PLAIN_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,8}", re.ASCII)
_RUN_BY_SOMEBODY: Final = frozenset(
    [
        ".exe",
        ".com",
        ".scr",
        ".bat",
        ".cmd",
        ".msi",
        ".msp",
        ".ps1",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
        ".wsf",
        ".wsh",
        ".hta",
        ".lnk",
        ".url",
        ".pif",
        ".reg",
        ".cpl",
        ".jar",
        ".dll",
        ".sys",
        ".desktop",
        ".sh",
        ".bash",
        ".zsh",
        ".run",
        ".appimage",
        ".deb",
        ".rpm",
        ".py",
        ".pl",
        ".rb",
        ".php",
        ".command",
        ".app",
        ".dmg",
        ".pkg",
        ".scpt",
        ".apk",
        ".iso",
        ".img",
    ]
)
"""Endings by which some system starts a program; a paper never gets one."""
_DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
_LONGEST_NAME: Final = 80


def can_open(attachment: Attachment) -> bool:
    """Tell whether a file is of a type that is opened; any other is only saved."""
    return attachment.media_type in OPENED


def opened_name(attachment: Attachment) -> str:
    """Return the name that a copy is opened under: its title, and the ending of what it is."""
    return safe_name(attachment.title) + OPENED.get(attachment.media_type, ".bin")


def saved_name(attachment: Attachment, taken: Collection[str] = ()) -> str:
    """Return the name that a copy is saved under, other than the names that are `taken`, whatever their case."""
    name, ending = safe_name(attachment.title), _ending(attachment)
    folded = {each.casefold() for each in taken}
    number, found = 1, f"{name}{ending}"
    while found.casefold() in folded:
        number += 1
        found = f"{name} {number}{ending}"
    return found


def safe_name(title: str) -> str:
    """Return a title as the beginning of a file's name on every system: letters, digits, blanks, and little else."""
    kept = (
        each if unicodedata.category(each)[0] in "LMN" or each in "-_" else " "
        for each in unicodedata.normalize("NFC", title)
    )
    name = " ".join("".join(kept).split())[:_LONGEST_NAME].strip(" -")
    return name if name and name.casefold() not in _DEVICES else f"paper {name}".strip()


def _ending(attachment: Attachment) -> str:
    known = OPENED.get(attachment.media_type, "")
    own = PurePath(attachment.file_name).suffix.lower()
    may_keep = bool(_PLAIN_ENDING.fullmatch(own)) and own not in _RUN_BY_SOMEBODY
    if attachment.media_type == PLAIN_TEXT:
        # A text may be a table or a calendar, which only its ending tells; any other content tells by itself what it is.
        return own if may_keep and own not in OPENED.values() else known
    return known or (own if may_keep else ".bin")
