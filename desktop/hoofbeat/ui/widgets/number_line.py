"""One result on a grey number line with the range that its own laboratory printed. One neutral colour; nothing is judged."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, QSize
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAccessibleWidget, QSizePolicy, QWidget
from typing_extensions import override

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits
from hoofbeat.domain.number_line import NumberLine, lay_out_number_line, number_line_height
from hoofbeat.domain.records import Result
from hoofbeat.domain.trend import Mark
from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.widgets.chart.painter import FontMeasure, Lettering, chart_measure, range_color
from hoofbeat.wording.charts import number_line_words
from hoofbeat.wording.translation import tr

_WIDEST = 40
_NARROWEST = 200
_RADIUS = 0.36
_SIGN = 0.95


class NumberLinePainter:
    """Paints one number line with one painter."""

    def __init__(self, painter: QPainter, line: NumberLine, measure: FontMeasure, appearance: Appearance) -> None:
        self._painter = painter
        self._line = line
        self._em = measure.line_height
        self._theme = appearance.theme
        self._letters = Lettering(painter, measure, appearance.theme)

    def paint(self) -> None:
        """Paint the track, the range on it, the value, and what is written."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_track()
        self._paint_value()
        self._letters.write(self._line.numbers, "quiet_text")
        self._letters.write((self._line.caption,), "quiet_text")
        self._letters.write((self._line.value,), "text")

    def _paint_track(self) -> None:
        painter, track, band = self._painter, self._line.track, self._line.band
        box = QRectF(band.box.left, band.box.top, band.box.width, band.box.height)
        painter.fillRect(box, range_color(self._theme))
        painter.setPen(QPen(self._theme.color("line"), max(1.0, self._em * 0.07)))
        middle = track.middle
        painter.drawLines(
            [
                QLineF(track.left, middle, track.right, middle),
                QLineF(track.left, track.top, track.left, track.bottom),
                QLineF(track.right, track.top, track.right, track.bottom),
            ]
        )
        painter.setPen(QPen(self._theme.color("icon"), max(1.5, self._em * 0.1)))
        ends = ((box.left(), band.has_low_end), (box.right(), band.has_high_end))
        painter.drawLines([QLineF(x, track.top, x, track.bottom) for x, is_printed in ends if is_printed])

    def _paint_value(self) -> None:
        """Paint a dot; a value that is a limit is open, with a stroke towards where the true value lies."""
        painter, line = self._painter, self._line
        color, surface = self._theme.color("text"), self._theme.color("surface")
        at, radius = QPointF(line.x, line.track.middle), self._em * _RADIUS
        painter.setPen(QPen(color, max(1.5, self._em * 0.11)))
        side = {Mark.AT_MOST: -1, Mark.AT_LEAST: 1}.get(line.mark, 0)
        if side:
            painter.drawLine(QPointF(at.x() + side * radius, at.y()), QPointF(at.x() + side * self._em * _SIGN, at.y()))
        painter.setBrush(color if line.mark is Mark.VALUE else surface)
        if line.mark is Mark.VALUE:
            painter.setPen(QPen(surface, max(1.0, self._em * 0.08)))
        painter.drawEllipse(at, radius, radius)


class NumberLineView(QWidget):
    """Shows one result; it hides where there is nothing to draw: no number, no printed range, or another unit."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._result: Result | None = None
        self._units: KnowsUnits = UNITS_AS_WRITTEN
        self._measure = chart_measure(appearance)
        self._line: NumberLine | None = None
        self.spoken_interface: QAccessibleInterface | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._on_appearance_changed)
        self.hide()

    @property
    def line(self) -> NumberLine | None:
        """The line as it is laid out now."""
        return self._line

    def show_result(self, result: Result | None, *, units: KnowsUnits = UNITS_AS_WRITTEN) -> None:
        """Show a result with its range."""
        self._result, self._units = result, units
        self._renew()
        self.setVisible(self._line is not None)
        words = "" if result is None or self._line is None else number_line_words(result)
        self.setAccessibleName(words)

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(_WIDEST * self._measure.line_height), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self._height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._renew()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line is not None:
            painter = QPainter(self)
            NumberLinePainter(painter, self._line, self._measure, self._appearance).paint()
            painter.end()

    def _height(self) -> int:
        return round(number_line_height(self._measure)) + 1

    def _renew(self) -> None:
        """Lay the line out in the width there is; where that is too little for its numbers, in the width it asks for."""
        widest = _WIDEST * self._measure.line_height
        self._line = None
        if self._result is not None:
            self._line = lay_out_number_line(
                self._result,
                width=min(max(self.width(), _NARROWEST), widest),
                measure=self._measure,
                caption=tr("range printed by lab"),
                units=self._units,
            )
        self.update()

    def _on_appearance_changed(self) -> None:
        self._measure = chart_measure(self._appearance)
        self.updateGeometry()
        self._renew()


class _SpokenNumberLine(QAccessibleWidget):
    """What a screen reader finds in the place of the number line: a picture that its name says in full."""

    def __init__(self, view: NumberLineView) -> None:
        super().__init__(view, QAccessible.Role.Graphic, view.accessibleName())


def _spoken_widget(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    """Return the interface of a number line. It is kept by the line, since Qt does not keep it for Python."""
    if not isinstance(widget, NumberLineView):
        return None
    widget.spoken_interface = _SpokenNumberLine(widget)
    return widget.spoken_interface


QAccessible.installFactory(_spoken_widget)
