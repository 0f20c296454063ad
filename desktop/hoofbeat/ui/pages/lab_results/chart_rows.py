"""The results of a chart as a table in its place: the same results, of the same time, all lines together with the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hoofbeat.ui.models import Ordering, PagedTableModel
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.chart.table import COLUMNS, ChartTable, NamedRow
from hoofbeat.ui.widgets.growing_table import GrowingTable

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal

_FIRST = 12
"""Rows that are shown until the person asks for more."""


class _ShownRows:
    """The rows that the chart shows now, as a source of a table."""

    def __init__(self, shown: ChartTable) -> None:
        self._shown = shown

    def ids(self, _journal: Journal, _ordering: Ordering, _filter_text: str) -> Sequence[str]:
        """Return the places of the rows."""
        return [str(place) for place in range(len(self._shown.rows))]

    def rows(self, _journal: Journal, ids: Sequence[str]) -> Sequence[NamedRow]:
        """Return the rows at these places, as far as they are still there."""
        rows = self._shown.rows
        return [rows[int(each)] for each in ids if int(each) < len(rows)]


def chart_rows(surroundings: Surroundings, shown: ChartTable, name: str, parent: QWidget) -> GrowingTable:
    """Make the table of what a chart shows; call `reload` of its model when another part is shown."""
    model: PagedTableModel[NamedRow] = PagedTableModel(surroundings.tasks, _ShownRows(shown), COLUMNS, parent=parent)
    return GrowingTable(name, model, surroundings.appearance.icons, first=_FIRST)
