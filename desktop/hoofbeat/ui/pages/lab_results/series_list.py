"""The results of one series as a table; another series is another table, for its numbers cannot be compared with these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from hoofbeat.domain.catalogue import LabTest
from hoofbeat.domain.labs.conversions import Way, converted, ways_from
from hoofbeat.ui.models import Column, Ordering, PagedTableModel
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.growing_table import GrowingTable
from hoofbeat.ui.widgets.parts import button, column, label
from hoofbeat.ui.widgets.table import FittedTable
from hoofbeat.wording.charts import when_words
from hoofbeat.wording.result_pages import (
    converted_title,
    converted_words,
    curve_words,
    results_words,
    row_note,
    series_words,
)
from hoofbeat.wording.results import flag_words, minute_words, range_words, value_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.labs import Measured, Series
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.one_test import ResultsOfTest

_FIRST = 8
"""Rows that are shown until the person asks for all."""
_NEWEST_FIRST = Ordering("date", is_descending=True)
_FIRST_MINUTE_FIRST = Ordering("date")


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
        self._surroundings = surroundings
        self._results = results
        self._series = series
        self._is_hiding = is_hiding
        self._heading = _heading(results, series)
        self._inside = column(spacing="s")
        self._inside.addWidget(label(self._heading, "heading"))
        self._listed: GrowingTable | None = None
        self._show(None)
        ways = () if is_hiding or results.in_catalogue is None else ways_from(results.in_catalogue, series.key.unit)
        if ways:
            self._inside.addWidget(self._offer(ways))
        self.setLayout(self._inside)

    @property
    def table(self) -> FittedTable:
        """The table that is shown."""
        if self._listed is None:
            raise RuntimeError("the table is made with the list")
        return self._listed.table

    def convert(self, way: Way | None) -> None:
        """Show beside each value what it is in another unit, or nothing; it is never kept."""
        self._show(way)
        for button_of, chosen in self._offered:
            button_of.setChecked(chosen == way)

    def _show(self, way: Way | None) -> None:
        self.model: PagedTableModel[Measured] = PagedTableModel(
            self._surroundings.tasks,
            SeriesSource(self._series),
            _columns(
                self._surroundings,
                is_hiding=self._is_hiding,
                is_timed=is_curve(self._series),
                conversion=self._conversion(way),
            ),
            ordering=_FIRST_MINUTE_FIRST if is_curve(self._series) else _NEWEST_FIRST,
            parent=self,
        )
        listed = GrowingTable(self._heading, self.model, self._surroundings.appearance.icons, first=_FIRST)
        if self._listed is None:
            self._inside.addWidget(listed)
        else:
            self._inside.replaceWidget(self._listed, listed)
            self._listed.hide()
            self._listed.deleteLater()
        self._listed = listed
        listed.table.row_opened.connect(lambda place: self.result_opened.emit(self.model.id_at(place)))
        listed.table.row_removed.connect(lambda place: self.result_removed.emit(self.model.id_at(place)))
        self.model.reload()

    def _conversion(self, way: Way | None) -> _Conversion | None:
        if way is None or self._results.in_catalogue is None:
            return None
        printed = self._series.latest.result.unit
        return _Conversion(way, _display(self._results.in_catalogue, way.to_unit), printed)

    def _offer(self, ways: Sequence[Way]) -> QWidget:
        self._offered: list[tuple[QPushButton, Way]] = []
        holder = QWidget()
        line = FlowLayout(holder)
        for way in ways:
            unit = _display(self._results.in_catalogue, way.to_unit)
            words = tr("Show in {unit}").format(unit=unit)
            made = button(words, look="quiet")
            made.setCheckable(True)
            made.setAccessibleName(tr("{heading}: {act}").format(heading=self._heading, act=words))
            made.toggled.connect(partial(self._on_offer_toggled, way))
            self._offered.append((made, way))
            line.addWidget(made)
        return holder

    def _on_offer_toggled(self, way: Way, is_on: bool) -> None:
        if is_on:
            self.convert(way)
        elif not any(each.isChecked() for each, _ in self._offered):
            self.convert(None)


@dataclass(frozen=True, slots=True)
class _Conversion:
    """The way to another unit, with both units as they are shown."""

    way: Way
    unit: str
    printed: str

    def words(self, row: Measured) -> str:
        """Say a value in the other unit; nothing where it is words."""
        made = converted(row.result, self.way)
        return "" if made is None else converted_words(made, self.unit)


def is_curve(series: Series) -> bool:
    """Tell whether a series holds the timed values of one sample."""
    return series.latest.result.minute is not None


def _heading(results: ResultsOfTest, series: Series) -> str:
    laboratory = results.laboratory_of(series)
    name = curve_words(series, laboratory) if is_curve(series) else series_words(series, laboratory)
    return tr("{series} ({results})").format(series=name, results=results_words(len(series.points)))


def _display(test: LabTest | None, ucum: str) -> str:
    forms = () if test is None else test.units
    return next((form.display for form in forms if form.ucum == ucum), ucum)


def _columns(
    surroundings: Surroundings, *, is_hiding: bool, is_timed: bool = False, conversion: _Conversion | None = None
) -> Sequence[Column[Any]]:
    def note(row: Measured) -> str:
        return row_note(row.result, row.sample)

    def taken(row: Measured) -> str:
        if row.result.minute is not None:
            return minute_words(row.result.minute)
        return surroundings.date_text(row.sample.taken_on, is_short=True) or tr("Not known")

    first = Column[Any]("Minute" if is_timed else "Date", taken, "date", spoken=when_words, characters=13)
    edit = Column[Any]("", lambda _row: tr("Edit"), spoken=lambda _row: tr("Edit"), characters=5, is_act=True)
    acts = (edit,) if surroundings.can_change else ()
    if is_hiding:
        return (first, Column[Any]("Value", lambda _row: tr("Hidden")), *acts)
    title = "" if conversion is None else converted_title(conversion.unit, conversion.printed)
    other = () if conversion is None else (Column[Any](title, conversion.words, characters=30),)
    return (
        first,
        Column[Any]("Value", lambda row: value_words(row.result), "value", characters=34),
        *other,
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
    "date": lambda row: (row.moment, row.result.minute or 0),
    "value": _number,
}
