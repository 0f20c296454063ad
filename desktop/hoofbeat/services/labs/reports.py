"""A whole laboratory report in one act: its sample, its results, and the laboratory and the tests that are new with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.errors import Problem, RecordInvalidError
from hoofbeat.domain.injections import SinceInjection, since_injections
from hoofbeat.domain.labs.pasted_tables import Arrangement, Cells, Knowing, guess_arrangement, split_table
from hoofbeat.domain.labs.report_rows import ReportRow
from hoofbeat.domain.records import (
    Administration,
    DosePhase,
    Kind,
    Laboratory,
    Medication,
    MedicineUse,
    OwnTest,
    Progress,
    Record,
    Result,
    Sample,
    SampleId,
)
from hoofbeat.domain.values import PartialDate
from hoofbeat.services import entry
from hoofbeat.services.labs.samples import settle_sample
from hoofbeat.services.labs.typed_report import Report, find_laboratory, sample_to_compare
from hoofbeat.services.lines import ResultLine, result_lines
from hoofbeat.services.records import refuse_invalid
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order

_NEWEST_FIRST = (Order("taken_on", is_descending=True), Order("taken_at", is_descending=True))
_SAMPLES_LOOKED_BACK = 50


@dataclass(frozen=True, slots=True)
class PastedTable:
    """A pasted table, and how it is most likely meant."""

    cells: Cells
    arrangement: Arrangement


@dataclass(frozen=True, slots=True)
class Panel:
    """The tests of a laboratory's last sample, without their values."""

    laboratory: Laboratory | None
    taken_on: PartialDate | None
    procedure: str
    rows: tuple[ReportRow, ...]


def add(journal: Journal, *, report: Report, catalogue: Catalogue, today: date, author: str = "") -> Change:
    """Add a sample with all its results as one change; RecordInvalidError when a row or the sample is wrong."""
    with journal.change(author=author) as work:
        reader = entry.EntryReader(work.records, catalogue, today)
        rows = [row for row in report.rows if not row.is_blank]
        state = Progress.AWAITED if any(row.is_awaited for row in rows) else Progress.RECEIVED
        sample_id = reader.sample(report.sample, state)
        read = [reader.result({**row.entry(), "sample": sample_id}) for row in rows]
        if reader.problems or not rows:
            raise RecordInvalidError(reader.problems or [Problem("test", "missing")])
        made: list[Record] = [*reader.new, *(each for each in read if each is not None)]
        made = _with_phone(made, report.laboratory_phone)
        refuse_invalid(*made)
        work.add(*made)
        sample = work.records.get(Sample, sample_id)
        laboratory = work.records.find(Laboratory, sample.laboratory) if sample.laboratory else None
        if laboratory is not None and report.laboratory_phone.strip():
            work.correct(laboratory.replaced(phone=report.laboratory_phone.strip()))
        settle_sample(work, SampleId(sample_id))
        subject = laboratory.name if laboratory else ""
        return work.commit(Description(Act.ADD, Kind.RESULTS, subject, len(rows)))


def last_panel(journal: Journal, *, laboratory: str, catalogue: Catalogue) -> Panel | None:
    """Return the tests of the last sample of this laboratory (of any, where none is named) that came back; None without one."""
    with journal.reading() as stored:
        wanted = find_laboratory(stored, laboratory)
        if laboratory.strip() and wanted is None:
            return None
        newest = partial(stored.page, Sample, order=_NEWEST_FIRST, limit=_SAMPLES_LOOKED_BACK)
        for sample in newest() if wanted is None else newest(laboratory=wanted.id):
            lines = list(result_lines(stored, stored.list(Result, sample=sample.id), catalogue))
            if any(line.result.state is Progress.RECEIVED for line in lines):
                return Panel(lines[0].laboratory, sample.taken_on, sample.procedure, tuple(map(_empty_row, lines)))
    return None


def since_last_injections(journal: Journal, *, sample: Mapping[str, str]) -> list[SinceInjection]:
    """Return how long before a sample, given as texts, each long-acting injection was given."""
    taken = sample_to_compare(sample)
    if taken.taken_on is None:
        return []
    with journal.reading() as stored:
        medications = list(stored.list(Medication, use=MedicineUse.INJECTION))
        return since_injections(
            medications,
            {each.id: list(stored.list(DosePhase, medication=each.id)) for each in medications},
            {each.id: list(stored.list(Administration, medication=each.id)) for each in medications},
            taken_on=taken.taken_on,
            taken_at=taken.taken_at,
        )


def laboratory_phone(journal: Journal, *, laboratory: str) -> str:
    """Return the phone of a laboratory, by its id or name; "" where none is known."""
    with journal.reading() as stored:
        found = find_laboratory(stored, laboratory)
        return "" if found is None else found.phone


def read_pasted(journal: Journal, *, text: str, catalogue: Catalogue) -> PastedTable:
    """Return the cells of a pasted text, and how they are most likely meant."""
    with journal.reading() as stored:
        own = {each.name.casefold() for each in stored.list(OwnTest)}
        units = frozenset(stored.texts(Kind.RESULTS, "unit"))
    knowing = Knowing(
        is_test=lambda cell: catalogue.find_by_name(cell) is not None or cell.casefold() in own,
        is_unit=lambda cell: catalogue.find_unit(cell) is not None or cell in units,
    )
    cells = split_table(text)
    return PastedTable(cells, guess_arrangement(cells, knowing))


def _empty_row(line: ResultLine) -> ReportRow:
    minute = {} if line.result.minute is None else {"minute": str(line.result.minute)}
    return ReportRow({"test": line.test_name, **minute})


def _with_phone(made: Sequence[Record], phone: str) -> list[Record]:
    return [
        each.replaced(phone=phone.strip()) if isinstance(each, Laboratory) and phone.strip() else each for each in made
    ]
