"""Folders and archives of files: each file is read by itself in memory, and all that they hold becomes one import.

Nothing is unpacked to the disk and no link is followed. A name that leads elsewhere, or an archive that unfolds into more than
anybody wrote, is refused before anything is read.
"""

from __future__ import annotations

import json
import os
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from hoofbeat.domain.errors import FileMissingError, FileUnreadableError, ImportRefusedError
from hoofbeat.domain.imports import ImportedFile, PartOutcome, Reason
from hoofbeat.domain.tables import NO_CHOICES, Doubt, FoundTable, Role, TableChoices
from hoofbeat.exchange.formats import LARGEST, Advance, check_size, read_calendar_files, read_content, read_file
from hoofbeat.exchange.merging import merged
from hoofbeat.exchange.recognition import is_text_document
from hoofbeat.exchange.refusal import BROKEN_ARCHIVE, RefusedError
from hoofbeat.exchange.tabular.grids import is_workbook
from hoofbeat.exchange.tabular.headings import heading_of

FOLDER: Final = "folder"
ARCHIVE: Final = "zip"
MOST_FILES: Final = 20_000
MOST_TEXTS: Final = 100
"""PDFs of one folder whose text is kept to be shown; nobody types from more at once."""
_LARGEST_RATIO: Final = 100
_SMALL: Final = 1024 * 1024
_LARGEST_ARCHIVE: Final = 500 * 1024 * 1024
_LARGEST_TOTAL: Final = 250 * 1024 * 1024
_MEGABYTE: Final = 1024 * 1024
# What stands in a spreadsheet or document that is an archive inside.
_OFFICE: Final = frozenset({"xl/workbook.xml", "xl/workbook.bin", "[Content_Types].xml"})
_ZIP: Final = b"PK\x03\x04"
# What operating systems leave in folders; nobody put it there.
_LEFTOVERS: Final = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of a folder or an archive: its path inside, its size, and how to get its bytes; a link has none."""

    name: str
    size: int
    content: Callable[[], bytes] | None


def is_archive(path: Path) -> bool:
    """Tell whether a file is a zip of files, and not a spreadsheet, which is one inside too."""
    try:
        with path.open("rb") as file:
            if file.read(len(_ZIP)) != _ZIP:
                return False
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except BROKEN_ARCHIVE:
        return False
    return not (names & _OFFICE or {"mimetype", "content.xml"} <= names)


def size_of(path: Path) -> int:
    """Return the size of what may be brought in, unread. Raises as `check_size`, and for an archive that is too large."""
    if path.is_dir() and not path.is_symlink():
        return 0
    if path.suffix.casefold() == ".zip" and path.is_file():
        size = path.stat().st_size
        if size > _LARGEST_ARCHIVE:
            raise ImportRefusedError(
                path, "too large", size=str(size // _MEGABYTE), largest=str(_LARGEST_ARCHIVE // _MEGABYTE)
            )
        return size
    return check_size(path)


def read_source(
    path: Path, *, loinc_codes: frozenset[str], choices: TableChoices = NO_CHOICES, advance: Advance | None = None
) -> ImportedFile:
    """Return what a file, a folder or an archive holds. Raises the errors of `read_file`."""
    size_of(path)
    if path.is_dir():
        return _Reading(loinc_codes, choices, advance).read(path, FOLDER, [*_in_folder(path)])
    if is_archive(path):
        with zipfile.ZipFile(path) as archive:
            return _Reading(loinc_codes, choices, advance).read(path, ARCHIVE, _in_archive(path, archive))
    return read_file(path, loinc_codes=loinc_codes, choices=choices, advance=advance)


def _in_folder(folder: Path) -> Iterator[_Part]:
    found = 0
    try:
        for place, folders, names in os.walk(folder, onerror=_raise):
            folders[:] = sorted(name for name in folders if name not in _LEFTOVERS)
            for name in sorted([*names, *(each for each in folders if (Path(place) / each).is_symlink())]):
                path = Path(place) / name
                found += 1
                if found > MOST_FILES:
                    raise ImportRefusedError(folder, "too many files", largest=str(MOST_FILES))
                details = path.lstat()
                inside = path.relative_to(folder).as_posix()
                is_file = stat.S_ISREG(details.st_mode)
                yield _Part(inside, details.st_size, path.read_bytes if is_file else None)
    except FileNotFoundError as error:
        raise FileMissingError(folder) from error
    except OSError as error:
        raise FileUnreadableError(folder) from error


def _raise(error: OSError) -> None:
    raise error


def _in_archive(path: Path, archive: zipfile.ZipFile) -> list[_Part]:
    entries = [each for each in archive.infolist() if not each.filename.endswith("/")]
    if len(entries) > MOST_FILES:
        raise ImportRefusedError(path, "too many files", largest=str(MOST_FILES))
    for entry in archive.infolist():
        _check_entry(path, entry)
    total, packed = sum(each.file_size for each in entries), sum(each.compress_size for each in entries)
    if total > _SMALL and total > _LARGEST_RATIO * max(packed, 1):
        raise ImportRefusedError(path, "archive bomb")
    return [_Part(each.filename, each.file_size, _unpacking(archive, each)) for each in entries]


def _check_entry(path: Path, entry: zipfile.ZipInfo) -> None:
    inside = PurePosixPath(entry.filename.replace("\\", "/"))
    leads_out = inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0] if inside.parts else True
    if leads_out or stat.S_ISLNK(entry.external_attr >> 16):
        raise ImportRefusedError(path, "archive unsafe")
    if entry.flag_bits & 0x1:
        raise ImportRefusedError(path, "archive locked")
    if entry.file_size > _SMALL and entry.file_size > _LARGEST_RATIO * max(entry.compress_size, 1):
        raise ImportRefusedError(path, "archive bomb")


def _unpacking(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    def content() -> bytes:
        try:
            with archive.open(entry) as file:
                read = file.read(entry.file_size + 1)
        except BROKEN_ARCHIVE as error:
            raise RefusedError(Reason("part broken")) from error
        if len(read) > entry.file_size:
            raise RefusedError(Reason("part broken"))
        return read

    return content


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the files of a folder or an archive are read one after the other."""

    codes: frozenset[str]
    choices: TableChoices
    advance: Advance | None

    def read(self, path: Path, kind: str, parts: Sequence[_Part]) -> ImportedFile:
        """Return what all files hold together; one that cannot be taken is a line of its own and keeps no other back."""
        wanted = [each for each in parts if _LEFTOVERS.isdisjoint(PurePosixPath(each.name).parts)]
        _check_total(path, wanted)
        outcomes: list[PartOutcome] = []
        read: list[tuple[str, ImportedFile]] = []
        loose = _Loose(self.codes)
        texts = 0
        for number, part in enumerate(wanted):
            try:
                imported = self._read_part(part, loose)
                if imported.pages:
                    texts += 1
                    pages = imported.pages if texts <= MOST_TEXTS else ()
                    outcomes.append(PartOutcome(part.name, imported.format, why=Reason("pdf in folder"), pages=pages))
                else:
                    outcomes.append(PartOutcome(part.name, imported.format, len(imported.findings)))
                    read.append((part.name, imported))
            except RefusedError as error:
                outcomes.append(PartOutcome(part.name, why=error.reason))
            if self.advance is not None:
                self.advance(number + 1, len(wanted))
        return merged(path.name, kind, loose.joined(read)).with_parts(tuple(outcomes))

    def _read_part(self, part: _Part, loose: _Loose) -> ImportedFile:
        if part.content is None:
            raise RefusedError(Reason("link"))
        if part.size > LARGEST:
            sizes = {"size": str(part.size // _MEGABYTE), "largest": str(LARGEST // _MEGABYTE)}
            raise RefusedError(Reason("too large", sizes))
        try:
            content = part.content()
        except OSError as error:
            raise RefusedError(Reason("part broken")) from error
        if content.startswith(_ZIP) and not is_workbook(content) and not is_text_document(content):
            raise RefusedError(Reason("archive in archive"))
        name = PurePosixPath(part.name).name
        imported = read_content(content, name, loinc_codes=self.codes, choices=self.choices)
        if imported.tables and not imported.findings and all(map(_is_of_something_else, imported.tables)):
            raise RefusedError(Reason("no results in table"))
        loose.keep(part.name, content, imported)
        return imported


def _is_of_something_else(table: FoundTable) -> bool:
    """Tell whether no heading of a table names results: among other files nobody is asked what its columns are."""
    has_results = any(heading_of(each).role is Role.VALUE for each in table.heading)
    is_laid_out = bool({Role.TEST_VALUES, Role.DAY_VALUES} & set(table.layout.roles))
    return Doubt.COLUMNS in table.doubts and not has_results and not is_laid_out


def _check_total(path: Path, parts: Sequence[_Part]) -> None:
    if not parts:
        raise ImportRefusedError(path, "folder empty")
    total = sum(each.size for each in parts if each.size <= LARGEST)
    if total > _LARGEST_TOTAL:
        sizes = {"size": str(total // _MEGABYTE), "largest": str(_LARGEST_TOTAL // _MEGABYTE)}
        raise ImportRefusedError(path, "too large", **sizes)


class _Loose:
    """What stands in files of its own and is of one piece, and so is read together.

    FHIR resources that refer to each other, as in an Apple Health export; calendars, of which one may move or cancel what another holds.
    """

    def __init__(self, codes: frozenset[str]) -> None:
        self._codes = codes
        self._entries: list[tuple[str, str]] = []
        self._calendars: list[tuple[str, bytes]] = []

    def keep(self, name: str, content: bytes, imported: ImportedFile) -> None:
        """Keep a file that was read and that holds single resources or a calendar."""
        if imported.format == "ics":
            self._calendars.append((name, content))
        if imported.format == "fhir":
            self._entries += [(name, each) for each in _single_resources(content)]

    def joined(self, read: Sequence[tuple[str, ImportedFile]]) -> list[tuple[str, ImportedFile]]:
        """Return what was read, what is of one piece as one file whose places name the files that they came from."""
        return self._joined_calendars(self._joined_resources(read))

    def _joined_calendars(self, read: Sequence[tuple[str, ImportedFile]]) -> list[tuple[str, ImportedFile]]:
        if len(self._calendars) < 2:
            return [*read]
        names = {name for name, _ in self._calendars}
        return [*(each for each in read if each[0] not in names), ("", read_calendar_files(self._calendars))]

    def _joined_resources(self, read: Sequence[tuple[str, ImportedFile]]) -> list[tuple[str, ImportedFile]]:
        names = {name for name, _ in self._entries}
        if len(names) < 2:
            return [*read]
        entries = ",".join(f'{{"resource":{text}}}' for _, text in self._entries)
        bundle = f'{{"resourceType":"Bundle","type":"collection","entry":[{entries}]}}'
        together = read_content(bundle.encode(), "FHIR", loinc_codes=self._codes)
        return [
            *(each for each in read if each[0] not in names),
            *_by_file(together, [name for name, _ in self._entries]),
        ]


def _single_resources(content: bytes) -> list[str]:
    """Return the resources of a file that is no bundle: one, a list of them, or one a line; as text, digit for digit."""
    text = content.decode(json.detect_encoding(content)).lstrip("\ufeff")
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all(line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines):
        return [] if any('"Bundle"' in line for line in lines) else lines
    start = text.lstrip()[:1]
    return [text] if start == "{" and not _is_bundle(text) else []


def _is_bundle(text: str) -> bool:
    return bool(json.loads(text).get("resourceType") == "Bundle")


def _by_file(together: ImportedFile, names: Sequence[str]) -> list[tuple[str, ImportedFile]]:
    """Name the files in the places of what was read from several as one bundle."""

    def renamed(where: str) -> str:
        number = where.removeprefix("Bundle.entry[").partition("]")[0]
        rest = where.partition("]")[2].strip()
        return f"{names[int(number)]} {rest}".strip() if number.isdigit() and int(number) < len(names) else where

    return [("", together.with_places(renamed))]
