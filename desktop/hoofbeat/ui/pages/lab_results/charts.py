"""The charts of one test: over the days, and over the minutes of a test with several samples. Each series is a line of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hoofbeat.domain.labs import Measured, Series
from hoofbeat.domain.trend import Across, is_drawable, lines_of
from hoofbeat.ui.pages.lab_results.chart_card import ChartCard
from hoofbeat.ui.pages.lab_results.medicine_choice import MedicineChoice, strip_rows
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.result_pages import curve_name, line_name
from hoofbeat.wording.results import curves_apart_sentence
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.labs.one_test import ResultsOfTest

_FEWEST = 2
"""Results below which a chart says no more than the table."""


def charts(surroundings: Surroundings, results: ResultsOfTest) -> Iterator[ChartCard]:
    """Yield the charts that have something to show."""
    series = list(results.series)
    if _is_worth_drawing(series):
        lines = lines_of(series, lambda each: line_name(each, results.laboratory_of(each), series))
        note = curves_apart_sentence() if results.curves else ""
        made = ChartCard(surroundings, tr("Results over time"), results.name, note=note)
        strip = strip_rows(surroundings, results.courses.shown)
        made.show_lines(lines, across=Across.DATES, units=results.units, strip=strip)
        if results.courses.offered:
            made.offer_medicines(MedicineChoice(surroundings, results.courses))
        yield made
    if _is_worth_drawing(results.curves):
        lines = lines_of(results.curves, lambda each: curve_name(each, results.laboratory_of(each)))
        made = ChartCard(surroundings, tr("Minutes of the test"), results.name)
        made.show_lines(lines, across=Across.MINUTES, units=results.units)
        yield made


def _is_worth_drawing(series: Iterable[Series]) -> bool:
    drawn = [point for each in series for point in each.points if _can_be_drawn(point)]
    return len(drawn) >= _FEWEST


def _can_be_drawn(point: Measured) -> bool:
    has_place = point.sample.taken_on is not None or point.result.minute is not None
    return is_drawable(point.result.value) and has_place
