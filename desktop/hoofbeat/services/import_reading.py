"""Reading a file that is brought in: a small one at once, a big one in a process of its own that can be stopped."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Final

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.errors import FileUnreadableError, ImportRefusedError
from hoofbeat.domain.imports import Finding, ImportedFile
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.tables import NO_CHOICES, TableChoices
from hoofbeat.exchange import messages
from hoofbeat.exchange.folders import size_of
from hoofbeat.exchange.formats import read_file
from hoofbeat.exchange.gathering import Found
from hoofbeat.services.reading_process import READ_AT_ONCE, ReadingProcess

READ: Final = "read"
_TAKEN_APART: Final = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF-")
Reading = Generator[Progress, None, ImportedFile]
_PATIENCE: Final = 0.1


def reading(path: Path, *, catalogue: Catalogue, choices: TableChoices = NO_CHOICES) -> Reading:
    """Read a file, a folder or an archive, telling how far it came; closing the generator ends the reading and leaves nothing behind.

    Raises FileMissingError, FileUnreadableError, ImportRefusedError.
    """
    size = size_of(path)
    yield Progress(0, size, READ)
    codes = frozenset(catalogue.loinc_codes)
    if size <= READ_AT_ONCE and not _is_read_apart(path):
        return read_file(path, loinc_codes=codes, choices=choices)
    process = ReadingProcess(path)
    process.begin(codes, choices)
    return (yield from reading_by(process, path))


def _is_read_apart(path: Path) -> bool:
    """Tell whether even a small one needs a process of its own: what unfolds, and what other people's libraries take apart."""
    if path.is_dir():
        return True
    try:
        with path.open("rb") as file:
            return file.read(8).startswith(_TAKEN_APART)
    except OSError as error:
        raise FileUnreadableError(path) from error


def reading_by(process: ReadingProcess, path: Path, found: Found | None = None) -> Reading:
    """Hear what a process reads that was told to begin, and end it; else as `reading`.

    `found` is given findings in their order while the process still seeks others, as far as the format lets it.
    """
    try:
        size = size_of(path)
        yield Progress(0, size, READ)
        return (yield from _listen(process, path, size, found))
    finally:
        process.end()


def _listen(process: ReadingProcess, path: Path, size: int, found: Found | None) -> Reading:
    done, total = 0, size
    findings: list[Finding] = []
    while True:
        try:
            message = process.receive(_PATIENCE)
        except EOFError as error:  # the process was ended from outside, for its memory or by somebody
            raise ImportRefusedError(path, "too much memory") from error
        match message:
            case ("ahead" | "found" as when, sent):
                some = messages.unpacked(sent)
                findings += some
                if found is not None and when == "ahead":
                    found(some)
            case ("read", ImportedFile() as imported):
                return replace(imported, findings=tuple(findings))
            case ("refused", name, code, data):
                raise messages.error_of(path, name, code, data)
            case ("broken", where):
                raise RuntimeError(where)
            case ("reached", reached, whole):
                done, total = reached, whole
        yield Progress(done, total, READ)
