"""The formats that can be brought in: each recognised by how a file begins, read within the same limits.

The reader of each is imported when a file of it is read, so that no file waits for the readers of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from hoofbeat.domain.errors import FileMissingError, FileUnreadableError, ImportRefusedError
from hoofbeat.domain.imports import ImportedFile, Reason
from hoofbeat.domain.tables import NO_CHOICES, TableChoices
from hoofbeat.exchange.gathering import Found
from hoofbeat.exchange.recognition import (
    BLANK,
    LARGEST,
    is_calendar,
    is_complete_record,
    is_json,
    is_message,
    is_text_document,
    is_xml,
)
from hoofbeat.exchange.refusal import RefusedError

LARGEST_COMPLETE: Final = 1024 * 1024 * 1024
"""Bytes that a complete record may have together with the contents of its papers, which are read one by one."""
_BEGINNING: Final = 1024
PDF: Final = b"%PDF-"
_MEGABYTE: Final = 1024 * 1024

Advance = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told of a reading: `advance` how far it came and of how much, `found` of findings before its end, in their order.

    A reader that cannot tell of its findings before the end need not.
    """

    advance: Advance | None = None
    found: Found | None = None


NOBODY: Final = Told()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: whether a file that begins so is of it, and how its content is read."""

    name: str
    is_begun_by: Callable[[bytes], bool]
    read: Callable[[bytes, str, frozenset[str], Told], ImportedFile]


def _read_fhir(content: bytes, name: str, loinc_codes: frozenset[str], told: Told) -> ImportedFile:
    from hoofbeat.exchange.fhir.reader import read_fhir

    return read_fhir(content, name=name, loinc_codes=loinc_codes, advance=told.advance, found=told.found)


def _read_calendars(content: bytes, name: str, _codes: frozenset[str], told: Told) -> ImportedFile:
    from hoofbeat.exchange.ics.reader import read_calendars

    return read_calendars(content, name=name, today=datetime.now().astimezone().date(), advance=told.advance)


def read_calendar_files(files: Iterable[tuple[str, bytes]]) -> ImportedFile:
    """Return what several calendar files hold together, each place with the name of its file."""
    from hoofbeat.exchange.ics.reader import read_together

    return read_together(files, name="", today=datetime.now().astimezone().date())


def _read_complete(content: bytes, name: str, _codes: frozenset[str], told: Told) -> ImportedFile:
    from hoofbeat.exchange.complete.contents import with_contents
    from hoofbeat.exchange.complete.reader import read_complete

    return with_contents(read_complete(content, name=name, advance=told.advance), {})


def _read_ccda(content: bytes, name: str, loinc_codes: frozenset[str], told: Told) -> ImportedFile:
    from hoofbeat.exchange.ccda.reader import read_ccda

    return read_ccda(content, name=name, loinc_codes=loinc_codes, advance=told.advance)


FORMATS: Final = (
    Format("hoofbeat", is_complete_record, _read_complete),
    Format("ics", is_calendar, _read_calendars),
    Format("ccda", is_xml, _read_ccda),
    Format("fhir", is_json, _read_fhir),
)
"""Each format, the most particular first."""


def load_reader(path: Path) -> None:
    """Load what a file of JSON or XML will be read by, while nobody asks for it yet; what is wrong with it is found out later."""
    with suppress(OSError), path.open("rb") as file:
        start = file.read(_BEGINNING)
        if is_json(start) and not is_complete_record(start):
            import hoofbeat.exchange.fhir.reader
        elif is_xml(start):
            import hoofbeat.exchange.ccda.reader  # noqa: F401  # to load it is all that is wanted


def check_size(path: Path) -> int:
    """Return the size of a file that may be brought in, without reading more than how it begins.

    Raises FileMissingError, FileUnreadableError, or ImportRefusedError where it is too large.
    """
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise FileMissingError(path) from error
    except OSError as error:
        raise FileUnreadableError(path) from error
    if not path.is_file():
        raise FileUnreadableError(path)
    if found.st_size > LARGEST and not (found.st_size <= LARGEST_COMPLETE and _is_complete(path)):
        raise _too_large(path, found.st_size)
    return found.st_size


def read_file(
    path: Path, *, loinc_codes: frozenset[str], choices: TableChoices = NO_CHOICES, told: Told = NOBODY
) -> ImportedFile:
    """Return what a file holds, whatever its format; `loinc_codes` are those of the catalogue, `choices` are about tables.

    Raises the errors of `check_size`, and ImportRefusedError where the file cannot be taken.
    """
    check_size(path)
    try:
        if _is_complete(path):
            return _read_with_contents(path, told.advance)
        return read_content(_content(path), path.name, loinc_codes=loinc_codes, choices=choices, told=told)
    except RefusedError as error:
        raise ImportRefusedError(path, error.reason.code, **error.reason.data) from error
    except MemoryError as error:
        raise ImportRefusedError(path, "too much memory") from error


def read_content(
    content: bytes,
    name: str,
    *,
    loinc_codes: frozenset[str],
    choices: TableChoices = NO_CHOICES,
    told: Told = NOBODY,
) -> ImportedFile:
    """Return what the bytes of a file hold; `name` is the file's. Raises RefusedError."""
    if not content.strip(BLANK):
        raise RefusedError(Reason("empty"))
    if is_text_document(content):
        raise RefusedError(Reason("text document"))
    if is_message(content[:64]):
        raise RefusedError(Reason("message"))
    found = next((each for each in FORMATS if each.is_begun_by(content[:_BEGINNING])), None)
    if found is not None:
        return found.read(content, name, loinc_codes, told)
    if content.startswith(PDF):
        from hoofbeat.exchange.pdf_text import read_pdf

        return read_pdf(content, name=name)
    from hoofbeat.exchange.tabular.reader import read_tabular

    return read_tabular(content, name=name, loinc_codes=loinc_codes, choices=choices, advance=told.advance)


def _is_complete(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_complete_record(file.read(_BEGINNING))
    except OSError as error:
        raise FileUnreadableError(path) from error


def _read_with_contents(path: Path, advance: Advance | None) -> ImportedFile:
    """Read a complete record whose papers stay in the file until they are saved."""
    from hoofbeat.exchange.complete.contents import taken_apart, with_contents
    from hoofbeat.exchange.complete.reader import read_complete

    document, whole = taken_apart(path, largest=LARGEST)
    return with_contents(read_complete(document, name=path.name, advance=advance), whole, path)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise FileUnreadableError(path) from error
    if len(content) > LARGEST:  # it grew since its size was asked
        raise _too_large(path, len(content))
    return content


def _too_large(path: Path, size: int) -> ImportRefusedError:
    return ImportRefusedError(path, "too large", size=str(size // _MEGABYTE), largest=str(LARGEST // _MEGABYTE))
