"""A chart on a card: which time it shows, medicines below it, the same as a table, and as a picture to keep or to send."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from hoofbeat.domain.labs import KnowsUnits
from hoofbeat.domain.trend import Across, Line, StripRow
from hoofbeat.ui.pages.lab_results.chart_rows import chart_rows
from hoofbeat.ui.pages.lab_results.medicine_choice import MedicineChoice
from hoofbeat.ui.pages.lab_results.period_bar import PeriodBar
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.ways_out import WaysOut
from hoofbeat.ui.widgets.chart.result_chart import ResultChart
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, card, column, label
from hoofbeat.wording.charts import left_out_words
from hoofbeat.wording.translation import tr


class ChartCard(QFrame):
    """A chart with its heading. Signals: `point_opened` with the measured result that one chose; `sheet_wanted`."""

    point_opened = Signal(object)
    sheet_wanted = Signal()

    def __init__(self, surroundings: Surroundings, heading: str, title: str, *, note: str = "") -> None:
        super().__init__()
        self._surroundings = surroundings
        self._title = title
        frame, self._inside = card(spacing="s")
        self.chart = ResultChart(surroundings.appearance)
        self.chart.point_opened.connect(self.point_opened)
        self._inside.addWidget(label(heading, "heading"))
        if note:
            self._inside.addWidget(label(note, "small"))
        self._rows = chart_rows(
            surroundings, self.chart.table, tr("{heading}, as a table").format(heading=heading), self
        )
        self._rows.hide()
        self._ways_out = WaysOut(surroundings.tasks, self)
        for told in (self._ways_out.done, self._ways_out.refused):
            told.connect(surroundings.host.say)
        self._ways_out.failed.connect(surroundings.host.tell_error)
        outside = column(spacing="")
        outside.addWidget(frame)
        self.setLayout(outside)

    def show_lines(
        self, lines: tuple[Line, ...], *, across: Across, units: KnowsUnits, strip: list[StripRow] | None = None
    ) -> None:
        """Show these lines, over days with the choice of time above them."""
        self.chart.show_lines(lines, title=self._title, strip=strip or (), across=across, units=units)
        if across is Across.DATES:
            self.period = PeriodBar(self._surroundings, self.chart.view)
            self._inside.addWidget(self.period)
        self._inside.addWidget(self.chart)
        self._inside.addWidget(self._rows)
        self._inside.addWidget(self._acts())
        self.chart.view.laid_out.connect(self._on_laid_out)

    def offer_medicines(self, choice: MedicineChoice) -> None:
        """Let the medicines below the chart be chosen."""
        choice.strip_changed.connect(self.chart.view.show_strip)
        self._inside.addWidget(choice)

    def _acts(self) -> QWidget:
        icons = self._surroundings.appearance.icons
        self._as_table: QPushButton = button(tr("Show as table"), self._on_table_clicked)
        holder = QWidget()
        line = FlowLayout(holder)
        line.addWidget(self._as_table)
        line.addWidget(button(tr("Save as picture"), self._on_save_clicked, look="quiet", icon="save", icons=icons))
        line.addWidget(button(tr("Copy picture"), self._on_copy_clicked, look="quiet", icon="copy", icons=icons))
        line.addWidget(button(tr("Put on a sheet"), self.sheet_wanted.emit, look="quiet", icon="paper", icons=icons))
        return holder

    def _on_laid_out(self) -> None:
        if not self._rows.isHidden():
            self._rows.table.model().reload()  # type: ignore[attr-defined]  # it shows a paged model

    def _on_table_clicked(self) -> None:
        is_table = self._rows.isHidden()
        self._rows.setVisible(is_table)
        self.chart.setVisible(not is_table)
        words = tr("Show as chart") if is_table else tr("Show as table")
        self._as_table.setText(words)
        self._as_table.setAccessibleName(words)
        self._on_laid_out()

    def _on_save_clicked(self) -> None:
        picture = self.chart.picture(self._title)
        name = f"results-{self._surroundings.today().isoformat()}"
        self._ways_out.save_picture(name, {".png": picture.png, ".svg": picture.svg})
        self._say_left_out(picture.left_out)

    def _on_copy_clicked(self) -> None:
        picture = self.chart.picture(self._title)
        self._ways_out.copy_picture(picture.image())
        self._say_left_out(picture.left_out)

    def _say_left_out(self, count: int) -> None:
        if count:
            self._surroundings.host.say(left_out_words(count))
