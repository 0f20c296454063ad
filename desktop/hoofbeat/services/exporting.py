"""Giving everything back in open forms: one complete document, a summary for other programs, tables for a spreadsheet."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Final

from hoofbeat import __version__
from hoofbeat.domain.calendars import CalendarEntry
from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.errors import FileExistsAlreadyError, FolderMissingError
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.records import (
    Allergy,
    Appointment,
    DosePhase,
    Kind,
    Laboratory,
    Medication,
    OwnTest,
    Person,
    Result,
    Sample,
    TumorFact,
    fields_for,
)
from hoofbeat.exchange import csv_folder
from hoofbeat.exchange.complete.writer import write_complete
from hoofbeat.exchange.csv_folder import DICTIONARY, write_table
from hoofbeat.exchange.ips.bundle import write_summary
from hoofbeat.exchange.ips.content import SummaryContent
from hoofbeat.exchange.tabular.own_table import SAMPLE_COLUMNS
from hoofbeat.services import calendars, files, lines
from hoofbeat.services.importing import finish
from hoofbeat.store import aside
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import make_private_folder, sync_folder, unfinished_path
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository

GATHER: Final = "gather"
SAVE: Final = "save"
_DICTIONARY_COLUMNS: Final = ("table", "column", "label", "holds", "help", "refers to", "choices")


class ExportForm(Enum):
    """The forms in which a record can leave the program."""

    COMPLETE = "complete"
    SUMMARY = "summary"
    TABLES = "tables"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an export needs beside the journal: words for doses and appointments, the zone and the moment."""

    catalogue: Catalogue
    dose_words: Callable[[DosePhase], str]
    entry_of: Callable[[Appointment], CalendarEntry]
    zone: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Export:
    """What was saved; `count` is that of tables or of appointments, `size` the bytes of a file."""

    path: Path
    count: int = 0
    size: int = 0


def exporting(
    journal: Journal, *, form: ExportForm, path: Path, setting: Setting, may_replace: bool = False
) -> Generator[Progress, None, Export]:
    """Save the record in a form, telling how far it came; closing the generator leaves nothing behind.

    Raises FileExistsAlreadyError, FolderMissingError, and the named failures of the disk.
    """
    if form is ExportForm.TABLES:
        count = yield from _writing_tables(journal, path, setting.catalogue, may_replace=may_replace)
        return Export(path, count)
    yield Progress(0, 2, GATHER)
    content, count = _content(journal, form, setting)
    yield Progress(1, 2, SAVE)
    files.write_file(path=path, content=content, may_replace=may_replace)
    return Export(path, count, len(content))


def _content(journal: Journal, form: ExportForm, setting: Setting) -> tuple[bytes, int]:
    match form:
        case ExportForm.CALENDAR:
            planned = calendars.planned(journal, today=setting.made_at.date())
            return calendars.calendar_file(map(setting.entry_of, planned), made_at=setting.made_at), len(planned)
        case ExportForm.SUMMARY:
            return summary(
                journal,
                catalogue=setting.catalogue,
                dose_words=setting.dose_words,
                zone=setting.zone,
                made_at=setting.made_at,
            ), 0
        case _:
            return complete_record(journal, made_at=setting.made_at), 0


def complete_record(journal: Journal, *, made_at: datetime) -> bytes:
    """Return every record of the journal as one document of JSON, which an import reads back as it was."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        records = {kind: list(stored.list_kind(kind)) for kind in Kind}
        kept = aside.list_preferences(connection, "")
    preferences = {name: value for name, value in kept.items() if name not in aside.OF_THE_FILE}
    return write_complete(records, preferences=preferences, made_at=made_at, made_by=f"Hoofbeat {__version__}")


def summary(
    journal: Journal,
    *,
    catalogue: Catalogue,
    dose_words: Callable[[DosePhase], str],
    zone: str,
    made_at: datetime,
) -> bytes:
    """Return the journal as an International Patient Summary in FHIR R4; `zone` is that of appointments that name none."""
    with journal.reading() as stored:
        doses: dict[str, list[DosePhase]] = defaultdict(list)
        for dose in stored.list(DosePhase):
            doses[dose.medication].append(dose)
        content = SummaryContent(
            person=next(stored.list(Person), None),
            allergies=list(stored.list(Allergy)),
            medicines=list(stored.list(Medication)),
            doses=doses,
            appointments=list(stored.list(Appointment)),
            tumor_facts=list(stored.list(TumorFact)),
            samples={each.id: each for each in stored.list(Sample)},
            results=list(stored.list(Result)),
            laboratories={each.id: each for each in stored.list(Laboratory)},
            own_tests={each.id: each for each in stored.list(OwnTest)},
            catalogue=catalogue,
            dose_words=dose_words,
            zone=zone,
            made_at=made_at,
        )
    return write_summary(content)


def tables(journal: Journal, *, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Yield each table as CSV with the name of its file, one a kind of record, and the dictionary of their columns."""
    dictionary: list[Mapping[str, csv_folder.Cell]] = []
    for kind in Kind:
        rows = list(lines.listing(journal, kind=kind, catalogue=catalogue))
        if kind is Kind.RESULTS:
            rows = _with_samples(rows, lines.listing(journal, kind=Kind.SAMPLES, catalogue=catalogue))
        columns = list(dict.fromkeys(["id", *fields_for(kind), *(name for row in rows for name in row)]))
        dictionary += [_described(kind, column) for column in columns]
        yield f"{kind.value}.csv", write_table(columns, rows)
    yield f"{DICTIONARY}.csv", write_table(_DICTIONARY_COLUMNS, dictionary)


def _with_samples(
    results: Iterable[Mapping[str, csv_folder.Cell]], samples: Iterable[Mapping[str, csv_folder.Cell]]
) -> list[dict[str, csv_folder.Cell]]:
    """Return the results with what is known of the taking of each, so that the table alone says it."""
    by_id = {each["id"]: each for each in samples}
    return [
        {**each, **{name: by_id.get(each["sample"], {}).get(column) for name, column in SAMPLE_COLUMNS.items()}}
        for each in results
    ]


def write_tables(journal: Journal, *, folder: Path, catalogue: Catalogue, may_replace: bool = False) -> int:
    """Write the tables into a new folder, whole or not at all; return how many there are.

    Raises FileExistsAlreadyError for a folder that holds something else, FolderMissingError, and the named failures of the disk.
    """
    return finish(_writing_tables(journal, folder, catalogue, may_replace=may_replace))


def _writing_tables(
    journal: Journal, folder: Path, catalogue: Catalogue, *, may_replace: bool
) -> Generator[Progress, None, int]:
    if folder.exists() and not _may_go(folder, may_replace=may_replace):
        raise FileExistsAlreadyError(folder)
    if not folder.parent.is_dir():
        raise FolderMissingError(folder.parent)
    unfinished = unfinished_path(folder)
    count = 0
    with told_about(folder):
        try:
            make_private_folder(unfinished)
            for name, content in tables(journal, catalogue=catalogue):
                files.write_file(path=unfinished / name, content=content)
                count += 1
                yield Progress(count, len(Kind) + 1, SAVE)
            if folder.exists():
                shutil.rmtree(folder)
            unfinished.replace(folder)
            sync_folder(folder.parent)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return count


def _may_go(folder: Path, *, may_replace: bool) -> bool:
    """Tell whether a folder holds nothing, or only tables that an earlier export left and that may be replaced."""
    if not folder.is_dir():
        return False
    names = {each.name for each in folder.iterdir()}
    own = {f"{kind.value}.csv" for kind in Kind} | {f"{DICTIONARY}.csv"}
    return not names or (may_replace and names <= own)


def _described(kind: Kind, column: str) -> Mapping[str, csv_folder.Cell]:
    field = fields_for(kind).get(column)
    if field is None:
        return {"table": kind.value, "column": column, "label": _SHOWN_ALONG.get(column, column)}
    return {
        "table": kind.value,
        "column": column,
        "label": field.label,
        "holds": field.holds.value,
        "help": field.help,
        "refers to": field.refers_to,
        "choices": "" if field.choices is None else "; ".join(member.value for member in field.choices),
    }


_SHOWN_ALONG: Final[Mapping[str, str]] = {
    "id": "The name of the record in this export; other tables refer to it",
    "test": "The id of the test, in the catalogue or of one's own",
    "test_name": "The name of the test",
    "taken_on": "The day the sample was taken",
    "taken_at": "The time it was taken",
    "taken_text": "The moment as received",
    "laboratory": "The laboratory",
    "specimen": "The specimen",
    "fasting_hours": "Hours without food before the sample was taken",
    "acid_medicine": "Whether a medicine against stomach acid was being taken",
    "acid_medicine_advice": "On whose advice it was stopped",
    "sample_state": "Whether all results of the sample are back",
    "expected_on": "The day by which the result is expected",
    "procedure": "The dynamic test that the sample belongs to",
    "laboratory_name": "The name of the laboratory",
    "medication_name": "The name of the medicine",
}
