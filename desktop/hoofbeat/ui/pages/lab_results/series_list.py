"""The results of one series as a table; another series is another table, for its numbers cannot be compared with these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hoofbeat.ui.models import Column, Ordering, PagedTableModel
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.growing_table import GrowingTable
from hoofbeat.ui.widgets.parts import column, label
from hoofbeat.wording.result_pages import results_words, row_note, series_words
from hoofbeat.wording.results import flag_words, range_words, taken_words, value_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.labs import Measured, Series
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs import ResultsOfTest

_FIRST = 8
"""Rows that are shown until the person asks for all."""
_NEWEST_FIRST = Ordering("date", is_descending=True)


class SeriesSource:
    """The results of a series as rows, which were read already."""

    def __init__(self, series: Series) -> None:
        self._rows = {str(row.result.id): row for row in series.points}

    def ids(self, _journal: Journal, ordering: Ordering, _filter_text: str) -> Sequence[str]:
        """Return the results in order."""
        return sorted(
            self._rows, key=lambda each: _ORDERS[ordering.key](self._rows[each]), reverse=ordering.is_descending
        )

    def rows(self, _journal: Journal, ids: Sequence[str]) -> Sequence[Measured]:
        """Return the rows of these results."""
        return [self._rows[each] for each in ids]


class SeriesList(QWidget):
    """Signals: `result_opened` and `result_removed` with the id of a result."""

    result_opened = Signal(str)
    result_removed = Signal(str)

    def __init__(self, surroundings: Surroundings, results: ResultsOfTest, series: Series, *, is_hiding: bool) -> None:
        super().__init__()
        line = results.lines[series.latest.result.id]
        name = series_words(series, line.laboratory.name if line.laboratory else "")
        heading = tr("{series} ({results})").format(series=name, results=results_words(len(series.points)))
        self.model: PagedTableModel[Measured] = PagedTableModel(
            surroundings.tasks,
            SeriesSource(series),
            _columns(surroundings, is_hiding=is_hiding),
            ordering=_NEWEST_FIRST,
            parent=self,
        )
        listed = GrowingTable(heading, self.model, surroundings.appearance.icons, first=_FIRST)
        self.table = listed.table
        inside = column(spacing="s")
        inside.addWidget(label(heading, "heading"))
        inside.addWidget(listed)
        self.setLayout(inside)
        self.table.row_opened.connect(lambda place: self.result_opened.emit(self.model.id_at(place)))
        self.table.row_removed.connect(lambda place: self.result_removed.emit(self.model.id_at(place)))
        self.model.reload()


def _columns(surroundings: Surroundings, *, is_hiding: bool) -> Sequence[Column[Any]]:
    def note(row: Measured) -> str:
        return row_note(row.result, row.sample)

    def taken(row: Measured) -> str:
        return surroundings.date_text(row.sample.taken_on, is_short=True) or tr("Not known")

    first = Column[Any]("Date", taken, "date", spoken=lambda row: taken_words(row.sample), characters=13)
    edit = Column[Any]("", lambda _row: tr("Edit"), spoken=lambda _row: tr("Edit"), characters=5, is_act=True)
    acts = (edit,) if surroundings.can_change else ()
    if is_hiding:
        return (first, Column[Any]("Value", lambda _row: tr("Hidden")), *acts)
    return (
        first,
        Column[Any]("Value", lambda row: value_words(row.result), "value", characters=34),
        Column[Any]("Lab's range", lambda row: range_words(row.result.range), characters=12),
        Column[Any]("Flag", lambda row: row.result.flag, spoken=_flag, characters=6),
        Column[Any]("Note", note),
        *acts,
    )


def _flag(row: Measured) -> str:
    return flag_words(row.result.flag)


def _number(row: Measured) -> tuple[bool, Any, str]:
    """Sort by the number; what has none stands apart, by its words."""
    value = row.result.value
    return (value is not None, value if value is not None else 0, row.result.value_text)


_ORDERS: dict[str, Callable[[Measured], Any]] = {
    "": lambda row: row.moment,
    "date": lambda row: row.moment,
    "value": _number,
}
