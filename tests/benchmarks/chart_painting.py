"""A chart of 2,000 points: painted, and moved in time, beside bare lines of as many points; and laid out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.benchmarks.comparison import Comparison, times

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

POINTS = 2000
WIDTH, HEIGHT = 820, 320
ROUNDS = 15


def _letters() -> Any:
    """Return what measures and paints letters; there is an application from now on."""
    from PySide6.QtWidgets import QApplication

    from hoofbeat.settings import Settings, ThemeChoice
    from hoofbeat.ui.appearance import Appearance, load_first_fonts
    from hoofbeat.ui.widgets.chart.painter import chart_measure

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_first_fonts()
    appearance = Appearance(application, Settings(theme=ThemeChoice.LIGHT))
    return appearance, chart_measure(appearance)


def _lay_out(letters: Any, lines: Any = None) -> Any:
    from hoofbeat.domain.trend.layout import lay_out
    from hoofbeat.wording.charts import TickWords
    from tests.chart_cases import many_points

    drawn = many_points(POINTS).lines if lines is None else lines
    return lay_out(drawn, width=WIDTH, height=HEIGHT, measure=letters, words=TickWords())


def lay_out_chart() -> float:
    from tests.chart_cases import many_points

    _, letters = _letters()
    lines = many_points(POINTS).lines
    return times(lambda _: _lay_out(letters, lines), ROUNDS)


def paint_chart() -> float:
    from hoofbeat.ui.widgets.chart.painter import ChartPainter

    appearance, letters = _letters()
    chart = _lay_out(letters)
    return _painted(lambda painter: ChartPainter(painter, chart, letters, appearance.theme).paint())


def pan_chart() -> float:
    """Go a little later in time, as one drags, and paint; half of the 2,000 points are in view."""
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

    from hoofbeat.domain.trend.walk import zoomed
    from hoofbeat.ui.widgets.chart.view import ChartView
    from tests.chart_cases import many_points

    appearance, _ = _letters()
    view = ChartView(appearance)
    view.resize(QSize(WIDTH, HEIGHT))
    view.show_lines(many_points(POINTS).lines)
    view.show_period(zoomed(view.chart, view.whole, 0.5, None))
    picture = QPixmap(WIDTH, HEIGHT)

    def act(number: int) -> None:
        view.steering.pan(0.01 if number % 2 else -0.01)
        view.render(picture)

    return times(act, ROUNDS)


def paint_bare_lines() -> float:
    from PySide6.QtCore import QLineF

    _, letters = _letters()
    bare = [
        QLineF(line.points[one].x, line.points[one].y, line.points[two].x, line.points[two].y)
        for line in _lay_out(letters).lines
        for one, two in line.joins
    ]
    return _painted(lambda painter: painter.drawLines(bare))


def _painted(paint: Callable[[QPainter], object]) -> float:
    from PySide6.QtGui import QColor, QImage, QPainter, QPen

    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("black"), 1.2))
    taken = times(lambda _: paint(painter), ROUNDS)
    painter.end()
    return taken


COMPARISONS = (
    Comparison("paint a chart of 2,000 points", paint_chart, paint_bare_lines, "bare lines", rounds=3),
    Comparison("pan a chart of 2,000 points and paint it", pan_chart, paint_bare_lines, "bare lines", rounds=3),
    Comparison("lay out a chart of 2,000 points", lay_out_chart, rounds=3),
)
