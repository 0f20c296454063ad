"""How long a chart of 2,000 points takes to lay out and to paint, beside the bare lines of as many points."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from hoofbeat.domain.trend import Chart
from hoofbeat.domain.trend_layout import lay_out
from hoofbeat.settings import Settings, ThemeChoice
from hoofbeat.ui.appearance import Appearance, load_first_fonts
from hoofbeat.ui.widgets.chart_painter import ChartPainter, FontMeasure, chart_measure
from hoofbeat.wording.charts import TickWords
from tests.chart_cases import many_points

POINTS = 2000
WIDTH, HEIGHT = 820, 320
ROUNDS = 15


@dataclass(frozen=True, slots=True)
class ChartTimes:
    """Median times in milliseconds."""

    layout: float
    painting: float
    bare_lines: float

    @property
    def ratio(self) -> float:
        """How many times as long as bare lines the chart takes to paint."""
        return self.painting / self.bare_lines


def measure_chart(points: int = POINTS) -> ChartTimes:
    """Lay out and paint by turns, the chart and the bare lines."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_first_fonts()
    appearance = Appearance(application, Settings(theme=ThemeChoice.LIGHT))
    letters = chart_measure(appearance)
    lines = many_points(points).lines

    def laid_out() -> Chart:
        return lay_out(lines, width=WIDTH, height=HEIGHT, measure=letters, words=TickWords())

    chart = laid_out()
    bare = [
        QLineF(line.points[one].x, line.points[one].y, line.points[two].x, line.points[two].y)
        for line in chart.lines
        for one, two in line.joins
    ]
    layouts, paintings, lines_alone = [], [], []
    for _ in range(ROUNDS):
        layouts.append(_milliseconds(laid_out))
        paintings.append(_painted(lambda painter: _paint_chart(painter, chart, letters, appearance)))
        lines_alone.append(_painted(lambda painter: painter.drawLines(bare)))
    return ChartTimes(median(layouts), median(paintings), median(lines_alone))


def _paint_chart(painter: QPainter, chart: Chart, letters: FontMeasure, appearance: Appearance) -> None:
    ChartPainter(painter, chart, letters, appearance.theme).paint()


def _painted(paint: Callable[[QPainter], object]) -> float:
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("black"), 1.2))
    taken = _milliseconds(lambda: paint(painter))
    painter.end()
    return taken


def _milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    times = measure_chart()
    print(f"chart of {POINTS} points: layout {times.layout:.1f} ms, painting {times.painting:.1f} ms,", end=" ")
    print(f"bare lines {times.bare_lines:.1f} ms, ratio {times.ratio:.1f}")
