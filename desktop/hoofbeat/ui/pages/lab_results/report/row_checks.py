"""Checks the rows of a report while they are typed: those that changed, a moment after the last key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hoofbeat.domain.labs.report_rows import ReportRow
from hoofbeat.ui.pages.lab_results.report.rows_model import ReportRows

if TYPE_CHECKING:
    from hoofbeat.services.labs.report_check import ReportCheck

_CHECK_MILLISECONDS = 250


class RowChecks(QObject):
    """Knows which rows are still to be checked. Signals: `due` with their places, `told` when the rows show what is known."""

    due = Signal(list)
    told = Signal()

    def __init__(self, rows: ReportRows) -> None:
        super().__init__(rows)
        self._rows = rows
        self._stale: set[int] = set()
        self.timer = QTimer(self, singleShot=True, interval=_CHECK_MILLISECONDS)
        self.timer.timeout.connect(lambda: self.due.emit(sorted(self._stale)))

    def want(self, place: int) -> None:
        """Check a row soon."""
        self._stale.add(place)
        self.timer.start()

    def want_all(self) -> None:
        """Check every row soon."""
        self._stale = set(range(len(self._rows.rows)))
        self.timer.start()

    def taker(self) -> Callable[[ReportCheck], None]:
        """Return what takes the check of the rows as they are now; rows that are changed meanwhile stay to be checked."""
        return partial(self._take, list(self._rows.rows))

    def _take(self, checked: Sequence[ReportRow], check: ReportCheck) -> None:
        now = self._rows.rows
        same = {place for place in self._stale if place < min(len(checked), len(now)) and checked[place] == now[place]}
        self._stale -= same
        self._rows.show_known({place: each for place, each in check.rows.items() if place in same})
        self.told.emit()
