"""The drawn part of a chart: one walks from point to point with the arrow keys, and it speaks to screen readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QSizePolicy, QWidget
from typing_extensions import override

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits
from hoofbeat.domain.records import ResultId
from hoofbeat.domain.trend import Across, Chart, Line, Point, StripRow, walk
from hoofbeat.domain.trend.layout import preferred_height
from hoofbeat.domain.values import Period
from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.widgets.chart.drawn import Drawn
from hoofbeat.ui.widgets.chart.painter import ChartPainter, chart_measure
from hoofbeat.ui.widgets.chart.steering import Steering
from hoofbeat.wording.charts import chart_words, empty_chart_words, point_words, strip_words
from hoofbeat.wording.translation import tr

_NARROWEST = 280
_PAN = 0.5
_REACH = 1.5
"""How far from a point a click still means it, in heights of a line of text."""


class ChartView(QWidget):
    """Paints lines of results and lets one go through them.

    Signals: `laid_out` when another part or other results are shown; `point_focused` with the result that one stands on (or
    None); `point_opened` with the result that one chose by Enter.
    """

    laid_out = Signal()
    point_focused = Signal(object)
    point_opened = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._drawn = Drawn()
        self._focused: ResultId | None = None
        self._measure = chart_measure(appearance)
        self._chart: Chart | None = None
        self._whole: Chart | None = None
        self.steering = Steering(self)
        self.spoken_interface: QAccessibleInterface | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(tr("Chart of results"))
        appearance.changed.connect(self._on_appearance_changed)

    @property
    def chart(self) -> Chart:
        """The chart as it is laid out now; it is laid out when it is first asked for."""
        if self._chart is None:
            self._chart = self._lay_out(self._drawn)
        return self._chart

    @property
    def period(self) -> Period | None:
        """The time shown; None is all of it."""
        return self._drawn.period

    @property
    def whole(self) -> Chart:
        """The chart of all the time there is."""
        if self.period is None:
            return self.chart
        if self._whole is None:
            self._whole = self._lay_out(replace(self._drawn, period=None))
        return self._whole

    @property
    def drawn(self) -> Drawn:
        """What is drawn."""
        return self._drawn

    @property
    def focused(self) -> Point | None:
        """The point that one stands on."""
        return None if self._focused is None else walk.point_of(self.chart, self._focused)

    def show_lines(
        self,
        lines: Sequence[Line],
        *,
        strip: Sequence[StripRow] = (),
        across: Across = Across.DATES,
        units: KnowsUnits = UNITS_AS_WRITTEN,
    ) -> None:
        """Show these lines, all of their time, with a strip of medicines below."""
        self._drawn = Drawn(lines, strip, across, units)
        self.steering.let_go()
        self._whole = None
        self.updateGeometry()
        self._renew()

    def show_strip(self, strip: Sequence[StripRow]) -> None:
        """Show other medicines below the same results."""
        self._drawn = replace(self._drawn, strip=strip)
        self.updateGeometry()
        self._renew()

    def show_period(self, period: Period | None) -> None:
        """Show the results of this time alone; None shows them all."""
        self._drawn = replace(self._drawn, period=period if self._drawn.across is Across.DATES else None)
        self._renew()

    def spoken(self) -> str:
        """Return what the chart says of itself: the point that one stands on, else what it shows."""
        if self.chart.is_empty:
            return empty_chart_words(self.period)
        point = self.focused
        if point is not None:
            return point_words(point.row, self._drawn.lines[point.line].name)
        below = strip_words([row.name for row in self._drawn.strip])
        return f"{chart_words(self.chart)} {below}".strip()

    def focus_point(self, point: Point | None) -> None:
        """Stand on a point; None leaves all points."""
        wanted = None if point is None else point.row.result.id
        if wanted != self._focused:
            self._focused = wanted
            self.update()
            self.point_focused.emit(None if point is None else point.row)

    def open_point(self) -> None:
        """Open the result that one stands on."""
        if (point := self.focused) is not None:
            self.point_opened.emit(point.row)

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(40 * self._measure.line_height), self._wanted_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self._wanted_height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The results shown stay the same: laid out anew when painted, however often the size changes on the way there.
        self._chart = self._whole = None
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._painted(painter).paint(self.focused)
        if self.chart.is_empty:
            painter.setFont(self._measure.plain)
            painter.setPen(self._appearance.theme.color("quiet_text"))
            wraps = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), wraps, empty_chart_words(self.period))
        painter.end()

    def _painted(self, painter: QPainter) -> ChartPainter:
        return ChartPainter(painter, self.chart, self._measure, self._appearance.theme)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        is_by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if is_by_keyboard and self.focused is None:
            self.focus_point(walk.line_end(self.chart, None, is_last=True))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        if is_plain and key in _WAYS:
            self.focus_point(_WAYS[key](self.chart, self._focused))
        elif is_plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_point()
        elif is_plain and key in _ACTS:
            _ACTS[key](self.steering)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.steering.grasp(event.position().x())
            at, reach = event.position(), _REACH * self._measure.line_height
            self.focus_point(walk.point_near(self.chart, at.x(), at.y(), reach))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.steering.drag(event.position().x())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.steering.let_go()

    def _wanted_height(self) -> int:
        return round(preferred_height(self._drawn.lines, self._drawn.strip, self._measure))

    def _lay_out(self, drawn: Drawn) -> Chart:
        return drawn.laid_out(self.width(), self.height(), self._measure)

    def _renew(self) -> None:
        self._chart = None
        if self._focused is not None and self.focused is None:
            self.focus_point(None)
        self.update()
        self.laid_out.emit()

    def _on_appearance_changed(self) -> None:
        self._measure = chart_measure(self._appearance)
        self.updateGeometry()
        self._renew()


_WAYS: Mapping[Qt.Key, Callable[[Chart, ResultId | None], Point | None]] = MappingProxyType(
    {
        Qt.Key.Key_Right: partial(walk.step, count=1),
        Qt.Key.Key_Left: partial(walk.step, count=-1),
        Qt.Key.Key_Down: partial(walk.step_line, count=1),
        Qt.Key.Key_Up: partial(walk.step_line, count=-1),
        Qt.Key.Key_Home: partial(walk.line_end, is_last=False),
        Qt.Key.Key_End: partial(walk.line_end, is_last=True),
    }
)
_ACTS: Mapping[Qt.Key, Callable[[Steering], None]] = MappingProxyType(
    {
        Qt.Key.Key_Plus: Steering.zoom_in,
        Qt.Key.Key_Equal: Steering.zoom_in,
        Qt.Key.Key_Minus: Steering.zoom_out,
        Qt.Key.Key_0: Steering.show_all,
        Qt.Key.Key_PageUp: partial(Steering.pan, share=-_PAN),
        Qt.Key.Key_PageDown: partial(Steering.pan, share=_PAN),
    }
)


class _SpokenChart(QAccessibleWidget):
    """What a screen reader finds in the place of the chart."""

    def __init__(self, view: ChartView) -> None:
        super().__init__(view, QAccessible.Role.Chart, view.accessibleName())
        self._view = view

    @override
    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Value:
            return self._view.spoken()
        if kind is QAccessible.Text.Description:
            return chart_words(self._view.chart) or self._view.spoken()
        return super().text(kind)


def _spoken_widget(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    """Return the interface of a chart. It is kept by the chart, since Qt does not keep it for Python."""
    if not isinstance(widget, ChartView):
        return None
    widget.spoken_interface = _SpokenChart(widget)
    return widget.spoken_interface


QAccessible.installFactory(_spoken_widget)
