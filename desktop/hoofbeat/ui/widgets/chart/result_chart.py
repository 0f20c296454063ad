"""A chart of results as a page shows it: the drawing, the line of text that says the point one stands on, the table's rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits
from hoofbeat.domain.trend import Across, Line, StripRow
from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.chart.picture import ChartPicture
from hoofbeat.ui.widgets.chart.table import ChartTable
from hoofbeat.ui.widgets.chart.view import ChartView
from hoofbeat.ui.widgets.parts import label
from hoofbeat.wording.charts import not_shown_words
from hoofbeat.wording.translation import tr


class ResultChart(QWidget):
    """A chart with its line of text. Signals: `point_opened` with the result that one chose by Enter."""

    point_opened = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.view = ChartView(appearance)
        self.table = ChartTable(self)
        self.said = label("", "quiet")
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE["s"])
        inside.addWidget(self.view)
        inside.addWidget(self.said)
        self.setFocusProxy(self.view)
        self._keep_room()
        appearance.changed.connect(self._keep_room)
        self.view.laid_out.connect(self._on_view_laid_out)
        self.view.point_focused.connect(self._on_view_point_focused)
        self.view.point_opened.connect(self.point_opened)

    def show_lines(
        self,
        lines: Sequence[Line],
        *,
        title: str,
        strip: Sequence[StripRow] = (),
        across: Across = Across.DATES,
        units: KnowsUnits = UNITS_AS_WRITTEN,
    ) -> None:
        """Show these lines; the title names the test for a screen reader."""
        self.view.setAccessibleName(tr("Chart of {test}").format(test=title))
        self.view.show_lines(lines, strip=strip, across=across, units=units)

    def picture(self, title: str) -> ChartPicture:
        """Return what is shown as a picture that may leave the program, under a title."""
        return ChartPicture(self.view.drawn, title, self._appearance, self.view.width())

    def _keep_room(self) -> None:
        """Keep room for two lines of text, so that nothing jumps as one goes from point to point."""
        self.said.ensurePolished()
        self.said.setMinimumHeight(2 * self.said.fontMetrics().lineSpacing())

    def _say(self) -> None:
        chart = self.view.chart
        hint = tr("Arrow keys go from point to point.")
        said = self.view.spoken() if self.view.focused else f"{not_shown_words(chart)} {hint}".strip()
        self.said.setText("" if chart.is_empty else said)

    def _on_view_laid_out(self) -> None:
        self.table.show_chart(self.view.chart)
        self._say()

    def _on_view_point_focused(self, row: object) -> None:
        self._say()
        if row is not None:
            announce(self.view, self.said.text())
