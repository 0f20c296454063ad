"""The charts of one test: over the days, and over the minutes of a test with several samples. Each series is a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from hoofbeat.domain.labs import Measured, Series
from hoofbeat.domain.trend import Across, Line, curves_of, is_drawable, lines_of
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.chart import ResultChart
from hoofbeat.ui.widgets.parts import card, column, label
from hoofbeat.wording.result_pages import line_name
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.labs import ResultsOfTest

_FEWEST = 2
"""Results below which a chart says no more than the table."""


class ChartCard(QFrame):
    """A chart with its heading. Signal: `point_opened` with the measured result that one chose."""

    point_opened = Signal(object)

    def __init__(self, surroundings: Surroundings, heading: str) -> None:
        super().__init__()
        frame, inside = card(spacing="s")
        self.chart = ResultChart(surroundings.appearance)
        self.chart.point_opened.connect(self.point_opened)
        inside.addWidget(label(heading, "heading"))
        inside.addWidget(self.chart)
        outside = column(spacing="")
        outside.addWidget(frame)
        self.setLayout(outside)


def charts(surroundings: Surroundings, results: ResultsOfTest) -> Iterator[ChartCard]:
    """Yield the charts that have something to show."""
    points = [point for series in results.series for point in series.points]
    by_day = [series for series in results.series if series.key.minute is None]
    curves = curves_of(points, results.units)
    if _is_worth_drawing(by_day):
        lines = lines_of(by_day, lambda series: line_name(series, _laboratory(results, series), by_day))
        yield _card(surroundings, results, tr("Results over time"), lines, Across.DATES)
    if _is_worth_drawing(curves):
        lines = lines_of(curves, lambda series: _curve_name(surroundings, results, series))
        yield _card(surroundings, results, tr("Minutes of the test"), lines, Across.MINUTES)


def _card(
    surroundings: Surroundings, results: ResultsOfTest, heading: str, lines: tuple[Line, ...], across: Across
) -> ChartCard:
    made = ChartCard(surroundings, heading)
    made.chart.show_lines(lines, title=results.name, across=across, units=results.units)
    return made


def _is_worth_drawing(series: list[Series]) -> bool:
    drawn = [point for each in series for point in each.points if _can_be_drawn(point)]
    return len(drawn) >= _FEWEST


def _can_be_drawn(point: Measured) -> bool:
    return is_drawable(point.result.value) and point.sample.taken_on is not None


def _laboratory(results: ResultsOfTest, series: Series) -> str:
    line = results.lines[series.latest.result.id]
    return line.laboratory.name if line.laboratory else ""


def _curve_name(surroundings: Surroundings, results: ResultsOfTest, series: Series) -> str:
    day = surroundings.date_text(series.latest.sample.taken_on, is_short=True)
    return ", ".join(part for part in (_laboratory(results, series), day) if part)
