"""What is known of a laboratory report before it is saved: what keeps a row from being saved, and what is worth a second look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.errors import NameAmbiguousError, Problem
from hoofbeat.domain.labs import Measured, measured
from hoofbeat.domain.labs.known_tests import CatalogueTests
from hoofbeat.domain.labs.plausibility import SecondLook, date_looks, result_looks
from hoofbeat.domain.labs.report_rows import ReportRow
from hoofbeat.domain.records import (
    Kind,
    Person,
    Progress,
    Result,
    ResultId,
    Sample,
)
from hoofbeat.domain.values import PartialDate, digits_of
from hoofbeat.services import entry
from hoofbeat.services.labs.typed_report import Report, find_laboratory, sample_to_compare
from hoofbeat.store import results
from hoofbeat.store.journal import Journal
from hoofbeat.store.repositories import Repository


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
        laboratory = find_laboratory(self._stored, report.sample.get("laboratory", ""))
        self._sample = sample_to_compare(report.sample).replaced(laboratory=laboratory.id if laboratory else None)
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
