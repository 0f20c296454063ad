"""The results of chosen tests: under each test one chart and one table for each series, which are never joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hoofbeat.domain.labs import KnowsUnits, Measured, Series, list_series
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.sheets.results import ResultsSheet, TestResults
from hoofbeat.domain.trend import Across, curves_of, is_drawable, lines_of
from hoofbeat.domain.values import Period
from hoofbeat.reports.content import joined
from hoofbeat.reports.parts import ChartPart, Column, Heading, Look, Paragraph, Part, SheetBody, Table, TableRow
from hoofbeat.reports.visit_bands import measured_words, range_and_flag
from hoofbeat.wording.dates import date_words, period_words
from hoofbeat.wording.result_pages import results_words, row_note, series_words
from hoofbeat.wording.results import ask_before_change_sentence, awaited_words, laboratories_sentence, taken_words
from hoofbeat.wording.sheets import part_of
from hoofbeat.wording.translation import ntr, tr

_FEWEST_DRAWN = 2
"""Results below which a chart says no more than the table."""


def results_body(sheet: ResultsSheet, request: SheetRequest) -> SheetBody:
    """Say the results."""
    count = sum(len(test.rows) for test in sheet.tests)
    has_charts, has_tables = request.has(Section.CHARTS), request.has(Section.RESULTS)
    parts = results_parts(sheet, has_charts=has_charts, has_tables=has_tables)
    period = period_words(sheet.period.start, sheet.period.end)
    return SheetBody(
        tuple(parts),
        headline=list_of_tests(sheet),
        subline=joined(period, results_words(count) if count else ""),
        left_out=tuple(_left_out(sheet, period)),
        counts={Section.RESULTS: count},
        body=10.5,
    )


def results_parts(sheet: ResultsSheet, *, has_charts: bool, has_tables: bool) -> list[Part]:
    """Return the charts and the tables of each test."""
    shown = _Shown(sheet.units, has_charts, has_tables)
    parts = [part for test in sheet.tests for part in _test(test, shown)]
    return parts or [Paragraph(_nothing(sheet), Look.QUIET)]


def _nothing(sheet: ResultsSheet) -> str:
    """Say that there is no result; where only those that were chosen are looked at, others may be recorded."""
    is_narrowed = sheet.tests or sheet.has_other_tests or sheet.is_partly_out or sheet.period != Period()
    return tr("No results among those chosen.") if is_narrowed else tr("No results recorded.")


def other_tests_words() -> str:
    """Say that other tests were left out."""
    return tr("other tests")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown of each test."""

    units: KnowsUnits
    has_charts: bool
    has_tables: bool


def list_of_tests(sheet: ResultsSheet) -> str:
    """Name what the sheet is about: its only test, or how many there are."""
    if not sheet.tests:
        return tr("Results")
    if len(sheet.tests) == 1:
        return tr("Results of {test}").format(test=sheet.tests[0].name)
    count = len(sheet.tests)
    return ntr("Results of {count} test", "Results of {count} tests", count).format(count=count)


def _left_out(sheet: ResultsSheet, period: str) -> Iterator[str]:
    if sheet.has_other_tests:
        yield other_tests_words()
    if period:
        yield tr("results of other times")
    if sheet.is_partly_out:
        yield part_of(Section.RESULTS)


def _test(test: TestResults, shown: _Shown) -> Iterator[Part]:
    series = list_series(test.rows, shown.units)
    yield Heading(test.name, results_words(len(test.rows)))
    if len({each.key.laboratory for each in series if each.key.laboratory}) > 1:
        yield Paragraph(laboratories_sentence(), Look.QUIET)
    for curve in curves_of(test.rows, shown.units) if shown.has_charts else ():
        yield from _chart(test, curve, shown.units, Across.MINUTES)
    for each in series:
        yield Heading(series_words(each, _laboratory(test, each)), is_small=True)
        if shown.has_charts and each.key.minute is None:
            yield from _chart(test, each, shown.units, Across.DATES)
        if shown.has_tables:
            yield _table(each)
    for row in test.rows:
        if row.is_awaited:
            laboratory = test.laboratory_of(row)
            said = joined(awaited_words(row.sample.taken_on), laboratory.name if laboratory else "")
            yield Paragraph(said, Look.QUIET, is_apart=True)
    if any(row.sample.acid_medicine for row in test.rows):
        yield Paragraph(ask_before_change_sentence(), Look.QUIET)


def _laboratory(test: TestResults, series: Series) -> str:
    found = test.laboratory_of(series.latest)
    return found.name if found else ""


def _chart(test: TestResults, series: Series, units: KnowsUnits, across: Across) -> Iterator[Part]:
    drawn = [row for row in series.points if is_drawable(row.result.value) and row.sample.taken_on is not None]
    if len(drawn) < _FEWEST_DRAWN:
        return
    words = tr("Chart of {test}, {laboratory}: {count}, {period}.").format(
        test=test.name,
        laboratory=_laboratory(test, series) or tr("laboratory not given"),
        count=results_words(len(drawn)),
        period=period_words(drawn[0].sample.taken_on, drawn[-1].sample.taken_on),
    )
    lines = lines_of([series], lambda each: _laboratory(test, each))
    yield ChartPart(lines, words, across, units)


def _table(series: Series) -> Table:
    columns = (
        Column(tr("Taken on"), 0.9),
        Column(tr("Value"), 1.0, Look.STRONG),
        Column(tr("Lab’s range, flag"), 1.0),
        Column(tr("How it was taken"), 1.6, Look.QUIET),
    )
    return Table(columns, tuple(_row(row) for row in reversed(series.points)))


def _row(row: Measured) -> TableRow:
    taken = date_words(row.sample.taken_on, is_short=True) if row.sample.taken_on else taken_words(row.sample)
    note = joined(row_note(row.result, row.sample), " ".join(row.sample.note.split()))
    return TableRow((taken, measured_words(row), range_and_flag(row), note))
