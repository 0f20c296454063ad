"""The results of chosen tests and a chosen period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoofbeat.domain.labs import Measured
from hoofbeat.domain.labs.known_tests import CatalogueTests
from hoofbeat.domain.sheets.results import ResultsSheet, TestResults
from hoofbeat.domain.values import Period
from hoofbeat.services.lines import ResultLine, result_lines
from hoofbeat.services.sheets.setting import SheetSetting
from hoofbeat.store.results import newest_results

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody

_ALL = 1_000_000
"""No limit."""


def make(setting: SheetSetting) -> SheetBody:
    """Make the sheet."""
    from hoofbeat.reports.sheets.results import results_body

    return results_body(results_sheet(setting), setting.request)


def results_sheet(setting: SheetSetting) -> ResultsSheet:
    """Return the results that were chosen, by test."""
    request, units = setting.request, CatalogueTests(setting.catalogue)
    found = newest_results(setting.stored.connection, limit=_ALL)
    lines = list(result_lines(setting.stored, found, setting.catalogue))
    kept = {line.result.id for line in lines if request.may_hold(line.result) and request.may_hold(line.sample)}
    by_test: dict[str, list[ResultLine]] = {}
    for line in lines:
        if line.result.id in kept and _is_of(line, request.period):
            by_test.setdefault(line.test, []).append(line)
    chosen = {test: group for test, group in by_test.items() if request.tests is None or test in request.tests}
    order = sorted(chosen, key=lambda test: (not units.comes_first(test), chosen[test][0].test_name.casefold()))
    return ResultsSheet(
        tests=tuple(_test(chosen[test]) for test in order),
        period=request.period,
        is_partly_out=len(kept) < len(lines),
        has_other_tests=len(chosen) < len({line.test for line in lines}),
        units=units,
    )


def _is_of(line: ResultLine, period: Period) -> bool:
    """Tell whether a result may belong to a period; one whose date is not known may."""
    taken_on = line.sample.taken_on
    if taken_on is None:
        return True
    is_after_start = period.start is None or taken_on.last >= period.start.first
    return is_after_start and (period.end is None or taken_on.first <= period.end.last)


def _test(lines: list[ResultLine]) -> TestResults:
    laboratories = {str(line.laboratory.id): line.laboratory for line in lines if line.laboratory is not None}
    rows = tuple(Measured(line.result, line.sample) for line in lines)
    return TestResults(lines[0].test, lines[0].test_name, rows, laboratories)
