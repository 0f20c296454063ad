"""The page before one visit is opened: the list or the month, and between them the questions tied to no visit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from hoofbeat.domain.records import AppointmentKind
from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.pages.appointments.listing import AppointmentsList
from hoofbeat.ui.pages.appointments.month import MonthView
from hoofbeat.ui.pages.appointments.questions import QuestionList
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, column, label, restyle
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.visits import AppointmentsView
    from hoofbeat.ui.widgets.scrolling import ScrollingColumn


class Front(QObject):
    """Fills the page's column. `open_one`, `add`, `add_on` and `starters` are what the page does when these are asked for."""

    def __init__(
        self,
        surroundings: Surroundings,
        scroll_area: ScrollingColumn,
        *,
        open_one: Callable[[str], object],
        add: Callable[[], object],
        add_on: Callable[[date], object],
        starters: Callable[[], object],
    ) -> None:
        super().__init__(scroll_area)
        self._surroundings = surroundings
        self._scroll_area = scroll_area
        self._add, self._starters = add, starters
        self._is_busy = False
        self.loose: QuestionList | None = None
        self.listing = AppointmentsList(surroundings, scroll_area, open_one)
        self.listing.wanted.connect(self.load)
        self.month = MonthView(surroundings, open_one=open_one, add_on=add_on)
        self.kinds = ChoiceBox()
        self._top_part, self._middle = column(spacing="l"), column(spacing="l")
        self._none_part = column(spacing="")
        self._views = QWidget()
        self._build()

    def load(self) -> None:
        """Read the appointments, unless a form is open among them."""
        if self._is_busy:
            return
        listing = self.listing
        query = partial(
            _appointments,
            today=self._surroundings.today(),
            containing=listing.filter.text(),
            kind=self._kind,
            is_oldest_first=listing.is_oldest_first,
            limit=listing.past_shown,
        )
        self._surroundings.tasks.read(query, view=(self, "front"), then=self._on_read)
        if not self.month.isHidden():
            self.month.kind = self._kind
            self.month.load()

    def find_here(self) -> None:
        """Put the cursor where past appointments are found by a word."""
        self.show_month(False)
        self.listing.filter.setFocus()
        self.listing.filter.selectAll()

    def keep_draft(self) -> None:
        """Keep a question that was typed and not added."""
        if self.loose is not None:
            self.loose.keep_draft()

    def show_month(self, is_month: bool) -> None:
        """Show the month in the place of those to come, or the list alone."""
        for view, is_shown in ((self._as_list, not is_month), (self._as_month, is_month)):
            view.setChecked(is_shown)
            restyle(view, look="" if is_shown else "edge")
        if self.month.isHidden() == is_month:
            self.month.setHidden(not is_month)
            self.load()
        if is_month:
            self.month.grid.setFocus()
            self._scroll_area.bring_into_view(self._views)

    @property
    def _kind(self) -> AppointmentKind | None:
        chosen = self.kinds.currentData()
        return next((each for each in AppointmentKind if each.value == chosen), None)

    def _offer_kinds(self) -> None:
        self.kinds.setAccessibleName(tr("Which kind is shown"))
        self.kinds.addItem(tr("All kinds"), None)
        for kind in AppointmentKind:
            self.kinds.addItem(tr(kind.label), kind.value)
        self.kinds.currentIndexChanged.connect(lambda _place: self.load())

    def _build(self) -> None:
        self._offer_kinds()
        icons = self._surroundings.appearance.icons
        self._as_list = button(tr("List"), partial(self.show_month, False), look="edge", icon="sort-down", icons=icons)
        self._as_month = button(
            tr("Month"), partial(self.show_month, True), look="edge", icon="appointments", icons=icons
        )
        for each in (self._as_list, self._as_month):
            each.setCheckable(True)
        views = FlowLayout(self._views)
        ways: tuple[QWidget, ...] = (self._as_list, self._as_month, self.kinds)
        for way in ways:
            views.addWidget(way)
        content = self._scroll_area.content
        content.addLayout(self._top_part)
        for part in (self._views, self.month, self.listing.ahead):
            content.addWidget(part)
        content.addLayout(self._none_part)
        content.addLayout(self._middle)
        content.addWidget(self.listing.past)
        content.addStretch(1)
        self._views.hide()
        self.month.hide()
        self._as_list.setChecked(True)
        restyle(self._as_list, look="")

    def _on_read(self, view: AppointmentsView) -> None:
        typed = "" if self.loose is None else self.loose.typed
        self._views.setHidden(not view.has_appointments and self.month.isHidden())
        with self._scroll_area.refilling(self._top_part) as top:
            if view.is_empty:
                top.addWidget(self._empty())
        with self._scroll_area.refilling(self._none_part) as none:
            if view.has_appointments and not view.ahead and not view.past_count and not self.listing.filter.text():
                none.addWidget(label(tr("No appointment of this kind is written down."), "quiet"))
        self.listing.show_view(view)
        self.listing.ahead.setHidden(not view.ahead or not self.month.isHidden())
        with self._scroll_area.refilling(self._middle) as middle:
            self.loose = QuestionList(
                self._surroundings,
                view.loose_questions,
                appointment=None,
                title=tr("Questions not tied to a visit"),
                on_busy=self._set_busy,
                typed=typed,
                starters=self._starters,
            )
            middle.addWidget(self.loose.widget)

    def _empty(self) -> QWidget:
        return EmptyState(
            self._surroundings.appearance.icons,
            icon="appointments",
            text=tr("Keep your visits, scans and blood draws here, with your questions and what was said."),
            example=tr("For example: Dr Lee, Wednesday 4 March, 10:30am, City Hospital."),
            act_text=tr("Add appointment"),
            act=self._add if self._surroundings.can_change else None,
        )

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._scroll_area.order_tabs()
        if self.loose is not None and self.loose.form is not None:
            self._scroll_area.bring_into_view(self.loose.form)
        if not is_busy:
            self.load()


def _appointments(journal: Journal, **wanted: Any) -> AppointmentsView:
    from hoofbeat.services import visits

    return visits.appointments(journal, **wanted)
