"""The views of the Medicines page that stand one step in: the day, the week, the ledger of injections, doses for a calendar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton, QWidget

from hoofbeat.ui.pages.medicines.calendar import CalendarColumn
from hoofbeat.ui.pages.medicines.ledger import LedgerColumn
from hoofbeat.ui.pages.medicines.today import DayColumn
from hoofbeat.ui.pages.medicines.week import WeekColumn
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.line_lists import act_button
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.ui.icons import Icons
    from hoofbeat.ui.pages.medicines.doing import Doing
    from hoofbeat.ui.pages.page import ScrollingPage

View = DayColumn | WeekColumn | LedgerColumn | CalendarColumn
_MAKE: Final[dict[str, tuple[type[View], str, str]]] = {
    "view:today": (DayColumn, "Today", "check-box"),
    "view:week": (WeekColumn, "Week", "calendar-day"),
    "view:ledger": (LedgerColumn, "Injections given", "syringe"),
    "view:calendar": (CalendarColumn, "Doses for a calendar", "save"),
}


class Views:
    """Opens a view, keeps it fresh, and comes back to it after a form."""

    def __init__(self, page: ScrollingPage, doing: Doing) -> None:
        self._page, self._doing = page, doing
        self._key = ""
        self._shown: View | None = None

    @staticmethod
    def is_view(name: str) -> bool:
        """Tell whether this names a view and not a medicine."""
        return name in _MAKE

    def open(self, key: str) -> None:
        """Show a view one step in; one that a form was opened from stays on its day."""
        kind, title, _ = _MAKE[key]
        day = self._shown.day if isinstance(self._shown, DayColumn) and key == self._key else None
        self._key = key
        made = kind(self._page.surroundings, self._doing)
        if day is not None and isinstance(made, DayColumn):
            made.day = day
        self._page.show_inner(made, tr(title), back=tr(self._page.title))
        self._shown = made
        made.load()

    def refresh(self) -> None:
        """Read the view anew that is shown."""
        if self._shown is not None and self._page.inner is self._shown:
            self._shown.load()

    def leave(self) -> str:
        """Return which view is being left for a form; empty where none is shown."""
        return self._key if self._shown is not None and self._page.inner is self._shown else ""

    def close(self) -> None:
        """Forget the view that was shown."""
        self._key, self._shown = "", None


def ways_in(open_view: Callable[[str], object], icons: Icons) -> QWidget:
    """Make the buttons that open the views."""
    holder = QWidget()
    flow = FlowLayout(holder)
    for key, (_, title, icon) in _MAKE.items():
        made: QPushButton = act_button(
            tr(title), "", partial(open_view, key), name=key, icons=icons, icon=icon, look=""
        )
        flow.addWidget(made)
    return holder
