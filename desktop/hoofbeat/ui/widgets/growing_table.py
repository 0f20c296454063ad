"""A table that shows its first rows and grows when the person asks for more, on a page that scrolls as a whole."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from hoofbeat.ui.icons import Icons
from hoofbeat.ui.models import PAGE_SIZE, PagedTableModel
from hoofbeat.ui.widgets.parts import button, column
from hoofbeat.ui.widgets.table import FittedTable
from hoofbeat.wording.translation import ntr


class GrowingTable(QWidget):
    """The table is `table`; it shows `first` rows to begin with, then up to 200 more at a time."""

    def __init__(self, name: str, model: PagedTableModel[Any], icons: Icons, *, first: int) -> None:
        super().__init__()
        self._model = model
        self._shown = first
        self.table = FittedTable(name)
        self.table.show_model(model)
        self.table.show_most(first)
        self.more = button("", self._on_more_clicked, look="edge", icon="down", icons=icons)
        self.more.hide()
        inside = column(spacing="s")
        inside.addWidget(self.table)
        inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(inside)
        model.loaded.connect(self._offer_more)
        model.rowsInserted.connect(self._offer_more)

    def _on_more_clicked(self) -> None:
        self._shown += PAGE_SIZE
        self.table.show_most(self._shown)
        if self._model.rowCount() < self._shown:
            self._model.fetchMore(QModelIndex())
        self.table.setFocus()
        self._offer_more()

    def _offer_more(self) -> None:
        left = min(self._model.total - self._shown, PAGE_SIZE)
        self.more.setVisible(left > 0)
        words = ntr("Show {count} more", "Show {count} more", left).format(count=left)
        self.more.setText(words)
        self.more.setAccessibleName(words)
