"""Giving everything back in open forms: one complete document, a summary for other programs, tables for a spreadsheet beside the files that were kept."""

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
from hoofbeat.domain.attachments import saved_name
from hoofbeat.domain.calendars import CalendarEntry
from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.errors import AttachmentsDamagedError, FileExistsAlreadyError, FolderMissingError
from hoofbeat.domain.progress import Progress
from hoofbeat.domain.records import (
    Allergy,
    Appointment,
    Attachment,
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
from hoofbeat.services import attachments, calendars, files, lines
from hoofbeat.services.importing import finish
from hoofbeat.store import aside
from hoofbeat.store.attachments import contents_in_use, read_content
from hoofbeat.store.failures import told_about
from hoofbeat.store.folders import make_private_folder, sync_folder, unfinished_path
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository

GATHER: Final = "gather"
SAVE: Final = "save"
PAPERS: Final = "attachments"
"""The folder of the papers among the tables."""
_FILE: Final = "file"
_DICTIONARY_COLUMNS: Final = ("table", "column", "label", "holds", "help", "refers to", "choices")


class ExportForm(Enum):
    """The forms in which a record can leave the program."""

    COMPLETE = "complete"
    SUMMARY = "summary"
    TABLES = "tables"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an export needs beside the journal: words for doses and appointments, the zone and the moment.

    A calendar may be of one appointment alone.
    """

    catalogue: Catalogue
    dose_words: Callable[[DosePhase], str]
    entry_of: Callable[[Appointment], CalendarEntry]
    zone: str
    made_at: datetime
    appointment_id: str = ""


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
    return Export(path, count, path.stat().st_size)


def _content(journal: Journal, form: ExportForm, setting: Setting) -> tuple[bytes | Iterable[bytes], int]:
    match form:
        case ExportForm.CALENDAR:
            saved = calendars.of_appointments(
                journal, setting.entry_of, made_at=setting.made_at, only=setting.appointment_id
            )
            return saved.content, saved.count
        case ExportForm.SUMMARY:
            return summary(
                journal,
                catalogue=setting.catalogue,
                dose_words=setting.dose_words,
                zone=setting.zone,
                made_at=setting.made_at,
            ), 0
        case _:
            return complete_pieces(journal, made_at=setting.made_at), 0


def complete_record(journal: Journal, *, made_at: datetime) -> bytes:
    """Return every record of the journal as one document of JSON, which an import reads back as it was."""
    return b"".join(complete_pieces(journal, made_at=made_at))


def complete_pieces(journal: Journal, *, made_at: datetime) -> Iterator[bytes]:
    """Yield the same piece by piece: with the contents of papers it may be larger than the memory."""
    with journal.reading_connection() as connection:
        stored = Repository(connection)
        records = {kind: list(stored.list_kind(kind)) for kind in Kind}
        kept = aside.list_preferences(connection, "")
        wanted = contents_in_use(connection)
    preferences = {name: value for name, value in kept.items() if name not in aside.OF_THE_FILE}
    yield from write_complete(
        records,
        preferences=preferences,
        contents=_contents(journal, wanted),
        made_at=made_at,
        made_by=f"Hoofbeat {__version__}",
    )


def _contents(journal: Journal, wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield contents by their SHA-256, one at a time; what is gone is left out, and `hoofbeat check` names it."""
    for sha256 in wanted:
        with journal.reading_connection() as connection:
            content = read_content(connection, sha256)
        if content is not None:
            yield sha256, content


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


def tables(
    journal: Journal, *, catalogue: Catalogue, papers: Mapping[str, str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield each table as CSV with the name of its file, one a kind of record, and the dictionary of their columns.

    `papers` are the places of the files of attachments, by the id of their record.
    """
    dictionary: list[Mapping[str, csv_folder.Cell]] = []
    for kind in Kind:
        rows = list(lines.listing(journal, kind=kind, catalogue=catalogue))
        if kind is Kind.ATTACHMENTS:
            rows = [row | {_FILE: (papers or {}).get(str(row["id"]), "")} for row in rows]
        if kind is Kind.RESULTS:
            rows = _with_samples(rows, lines.listing(journal, kind=Kind.SAMPLES, catalogue=catalogue))
        columns = list(dict.fromkeys(["id", *fields_for(kind), *(name for row in rows for name in row)]))
        dictionary += [_described(kind, column) for column in columns]
        yield f"{kind.value}.csv", write_table(columns, rows)
    yield f"{DICTIONARY}.csv", write_table(_DICTIONARY_COLUMNS, dictionary)


def named_papers(journal: Journal) -> list[tuple[Attachment, str]]:
    """Return every paper with the place of its file among the tables, under a name that is safe on every system."""
    with journal.reading() as stored:
        papers = list(stored.list(Attachment))
    taken: list[str] = []
    for paper in papers:
        taken.append(saved_name(paper, taken))
    return [(paper, f"{PAPERS}/{name}") for paper, name in zip(papers, taken, strict=True)]


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
    papers = named_papers(journal)
    count, steps = 0, len(Kind) + 1 + len(papers)
    with told_about(folder):
        try:
            make_private_folder(unfinished)
            saved: dict[str, str] = {}
            for paper, name in papers:
                if _save_paper(journal, paper, unfinished / name):
                    saved[paper.id] = name
                yield Progress(len(saved), steps, SAVE)
            for name, content in tables(journal, catalogue=catalogue, papers=saved):
                files.write_file(path=unfinished / name, content=content)
                count += 1
                yield Progress(len(papers) + count, steps, SAVE)
            if folder.exists():
                shutil.rmtree(folder)
            unfinished.replace(folder)
            sync_folder(folder.parent)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return count


def _save_paper(journal: Journal, paper: Attachment, path: Path) -> bool:
    """Save the file of a paper; False where its content is damaged, which `hoofbeat check` names: the rest is given all the same."""
    make_private_folder(path.parent)
    try:
        attachments.save_copy(journal, attachment=paper, to=path)
    except AttachmentsDamagedError:
        return False
    return True


def _may_go(folder: Path, *, may_replace: bool) -> bool:
    """Tell whether a folder holds nothing, or only what an earlier export left and that may be replaced."""
    if not folder.is_dir():
        return False
    names = {each.relative_to(folder).as_posix() for each in folder.rglob("*")}
    own = {f"{kind.value}.csv" for kind in Kind} | {f"{DICTIONARY}.csv", PAPERS, *_papers_of(folder)}
    return not names or (may_replace and names <= own)


def _papers_of(folder: Path) -> set[str]:
    """Return the places of the papers that an earlier export says it put into a folder."""
    table = folder / f"{Kind.ATTACHMENTS.value}.csv"
    return set(csv_folder.read_column(table.read_bytes(), _FILE)) if table.is_file() else set()


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
    _FILE: "The file with its content, in this folder",
}
