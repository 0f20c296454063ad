"""A whole laboratory report in one act: its sample, its results, and the laboratory and the tests that are new with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.changes import Act, Change, Description
from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.errors import NameAmbiguousError, Problem, RecordInvalidError, RecordNotFoundError
from hoofbeat.domain.injections import SinceInjection, since_injections
from hoofbeat.domain.labs import Measured, measured
from hoofbeat.domain.labs.known_tests import CatalogueTests
from hoofbeat.domain.labs.pasted_tables import Arrangement, Cells, Knowing, guess_arrangement, split_table
from hoofbeat.domain.labs.plausibility import SecondLook, date_looks, result_looks
from hoofbeat.domain.labs.report_rows import NO_TEXTS, ReportRow
from hoofbeat.domain.records import (
    Administration,
    DosePhase,
    Kind,
    Laboratory,
    Medication,
    MedicineUse,
    OwnTest,
    Person,
    Progress,
    Record,
    Result,
    ResultId,
    Sample,
    SampleId,
    fields_for,
)
from hoofbeat.domain.values import PartialDate, digits_of
from hoofbeat.services import entry
from hoofbeat.services.lines import ResultLine, result_lines
from hoofbeat.services.records import refuse_invalid
from hoofbeat.services.samples import settle_sample
from hoofbeat.store import results
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Order, Repository

_NEWEST_FIRST = (Order("taken_on", is_descending=True), Order("taken_at", is_descending=True))
_SAMPLES_LOOKED_BACK = 50


@dataclass(frozen=True, slots=True)
class Report:
    """A report as typed: the texts of its sample by field, its rows, and the laboratory's phone where one was typed."""

    sample: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    rows: Sequence[ReportRow] = ()
    laboratory_phone: str = ""


@dataclass(frozen=True, slots=True)
class AsLastTime:
    """What the laboratory printed beside a test the last time."""

    unit: str = ""
    range_text: str = ""
    method: str = ""
    taken_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class RowCheck:
    """What is known of a row before it is saved: its test ("" where it is new), what keeps it from being saved, what to look at again."""

    test_name: str = ""
    problems: tuple[Problem, ...] = ()
    looks: tuple[SecondLook, ...] = ()
    last: AsLastTime = AsLastTime()


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """What is known of a report before it is saved; `rows` by place, blank ones left out."""

    rows: Mapping[int, RowCheck]
    sample_looks: tuple[SecondLook, ...] = ()


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


def check(
    journal: Journal, *, report: Report, catalogue: Catalogue, today: date, only: Sequence[int] | None = None
) -> ReportCheck:
    """Return what is known of a report, or of some of its rows by their places. Nothing is changed and nothing refused."""
    with journal.reading_connection() as connection:
        newest = partial(results.newest_results, connection, state=Progress.RECEIVED)
        checker = _Checker(Repository(connection), newest, report, catalogue, today)
        places = range(len(report.rows)) if only is None else [each for each in only if each < len(report.rows)]
        rows = {place: checker.check(report.rows[place]) for place in places if not report.rows[place].is_blank}
        return ReportCheck(rows, checker.sample_looks())


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
        wanted = _find_laboratory(stored, laboratory)
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
    taken = _sample_of(sample)
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
        found = _find_laboratory(stored, laboratory)
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


class _Checker:
    """Checks the rows of one report; what is stored about a test is read once."""

    def __init__(
        self,
        stored: Repository,
        newest: Callable[..., Sequence[Result]],
        report: Report,
        catalogue: Catalogue,
        today: date,
    ) -> None:
        self._stored = stored
        self._newest = newest
        self._report = report
        self._catalogue = catalogue
        self._today = today
        self._units = CatalogueTests(catalogue)
        laboratory = _find_laboratory(self._stored, report.sample.get("laboratory", ""))
        self._sample = _sample_of(report.sample).replaced(laboratory=laboratory.id if laboratory else None)
        self._earlier: dict[str, Sequence[Measured]] = {}

    def check(self, row: ReportRow) -> RowCheck:
        reader = entry.EntryReader(self._stored, self._catalogue, self._today)
        reader.new.append(self._sample)
        try:
            test = entry.find_test(self._stored, row.test, self._catalogue) if row.test else ""
            record = reader.result({**row.entry(), "sample": self._sample.id})
        except NameAmbiguousError:
            return RowCheck(problems=(Problem("test", "several such records", {"text": row.test}),))
        problems = [*reader.problems, *(problems_of(record) if record is not None else ())]
        earlier = self._earlier_of(test)
        looks: Sequence[SecondLook] = ()
        if isinstance(record, Result) and row.has_value:
            entered = Measured(record, self._sample)
            compared = [each for each in earlier if each.moment <= entered.moment] or earlier
            looks = result_looks(entered, compared, units=self._units)
        return RowCheck(self._name(test), tuple(problems), tuple(looks), _as_last_time(earlier))

    def sample_looks(self) -> tuple[SecondLook, ...]:
        person = next(iter(self._stored.page(Person, limit=1)), None)
        nothing = Measured(Result(id=ResultId(""), sample=self._sample.id), self._sample)
        return tuple(date_looks(nothing, today=self._today, born_on=person.born_on if person else None))

    def _earlier_of(self, test: str) -> Sequence[Measured]:
        """Return the results of a test by the report's laboratory, newest first."""
        if test not in self._earlier:
            found = self._newest(test=test) if test else []
            rows = measured(found, self._stored.get_many(Sample, (each.sample for each in found)))
            self._earlier[test] = [row for row in rows if row.sample.laboratory == self._sample.laboratory]
        return self._earlier[test]

    def _name(self, test: str) -> str:
        in_catalogue = self._catalogue.find(test)
        if in_catalogue is not None:
            return in_catalogue.name
        return str(getattr(entry.find_by_name(self._stored, Kind.OWN_TESTS, test), "name", "")) if test else ""


def _sample_of(texts: Mapping[str, str]) -> Sample:
    """Return a sample with the moment and the specimen of these texts, to compare with and not to be kept."""
    declared = fields_for(Kind.SAMPLES)
    return Sample(
        id=SampleId("entered"),
        taken_on=declared["taken_on"].parse(texts.get("taken_on", "")),
        taken_at=declared["taken_at"].parse(texts.get("taken_at", "")),
        specimen=texts.get("specimen", ""),
    )


def _find_laboratory(stored: Repository, text: str) -> Laboratory | None:
    if not text.strip():
        return None
    try:
        found = entry.find_by_name(stored, Kind.LABORATORIES, text)
    except (RecordNotFoundError, NameAmbiguousError):
        return None
    return found if isinstance(found, Laboratory) else None


def _as_last_time(earlier: Sequence[Measured]) -> AsLastTime:
    if not earlier:
        return AsLastTime()
    last = earlier[0]
    return AsLastTime(last.result.unit, _printed_range(last.result), last.result.method, last.sample.taken_on)


def _printed_range(result: Result) -> str:
    """Return the range as the laboratory printed it, or made of its limits where it came without a text."""
    if result.range_text or (result.range_low is None and result.range_high is None):
        return result.range_text
    low, high = ("" if each is None else digits_of(each) for each in (result.range_low, result.range_high))
    return f"{low} - {high}" if low and high else f"≥{low}" if low else f"≤{high}"


def _empty_row(line: ResultLine) -> ReportRow:
    minute = {} if line.result.minute is None else {"minute": str(line.result.minute)}
    return ReportRow({"test": line.test_name, **minute})


def _with_phone(made: Sequence[Record], phone: str) -> list[Record]:
    return [
        each.replaced(phone=phone.strip()) if isinstance(each, Laboratory) and phone.strip() else each for each in made
    ]
