"""The appointments as a list: those to come, questions tied to none, and those past, found by a word and turned round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from hoofbeat.domain.records import Appointment
from hoofbeat.ui.pages.appointments.words import (
    clash_words,
    state_words,
    waiting_questions,
    who_and_where,
    zone_words,
)
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.line_lists import act_button, line, section, surface
from hoofbeat.ui.widgets.parts import button, column, label, row
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.visits import AppointmentsView
    from hoofbeat.ui.widgets.scrolling import ScrollingColumn

_PAST_SHOWN: Final = 50
_AHEAD_SHOWN: Final = 12
"""Appointments shown at first; "Show more" shows as many more."""
_FILTER_MILLISECONDS: Final = 150


class AppointmentsList(QObject):
    """The part of the page below its questions and above. Signal: `wanted` when others are to be read.

    `ahead` and `past` are the parts to put into the page; `open_one` opens an appointment.
    """

    wanted = Signal()

    def __init__(
        self, surroundings: Surroundings, scroll_area: ScrollingColumn, open_one: Callable[[str], object]
    ) -> None:
        super().__init__(scroll_area)
        self._surroundings = surroundings
        self._scroll_area = scroll_area
        self._open_one = open_one
        self._ahead_shown = _AHEAD_SHOWN
        self.past_shown = _PAST_SHOWN
        self.is_oldest_first = False
        self.is_latest_first = False
        self.ahead = QWidget()
        self.past = section(tr("Past"))
        self._ahead_lines: QVBoxLayout = column(spacing="s")
        self._past_lines: QVBoxLayout = column(spacing="s")
        self.filter = QLineEdit()
        icons = surroundings.appearance.icons
        self._order: QPushButton = button("", self._on_order_clicked, look="quiet", icon="sort-down", icons=icons)
        self._order_ahead: QPushButton = button(
            "", self._on_order_ahead_clicked, look="quiet", icon="sort-down", icons=icons
        )
        self.timer = QTimer(self, singleShot=True, interval=_FILTER_MILLISECONDS)
        self.timer.timeout.connect(self.wanted)
        self._view: AppointmentsView | None = None
        self._build()

    def show_view(self, view: AppointmentsView) -> None:
        """Show what was read."""
        self._view = view
        self.ahead.setVisible(bool(view.ahead))
        with self._scroll_area.refilling(self._ahead_lines) as ahead:
            ordered = list(reversed(view.ahead)) if self.is_latest_first else view.ahead
            shown = ordered[: self._ahead_shown]
            if shown:
                ahead.addWidget(
                    surface(self._line(each.appointment, waiting_questions(each.questions)) for each in shown)
                )
            if len(view.ahead) > len(shown):
                ahead.addWidget(self._more(self._on_more_ahead, "more ahead"))
        self._order_ahead.setHidden(len(view.ahead) < 2)
        _say_order(self._order_ahead, tr("Latest first") if self.is_latest_first else tr("Soonest first"))
        self._show_past(view)

    def _build(self) -> None:
        self.filter.setPlaceholderText(tr("Find in past appointments"))
        self.filter.setAccessibleName(tr("Find in past appointments"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self.timer.start())
        line_of_filter, past, ahead = QWidget(), QWidget(), QWidget()
        line_of_filter.setLayout(row(self.filter, self._order))
        past.setLayout(self._past_lines)
        ahead.setLayout(self._ahead_lines)
        inside = self.past.layout()
        if inside is not None:
            inside.addWidget(line_of_filter)
            inside.addWidget(past)
        outside = column(spacing="")
        outside.addWidget(section(tr("Next"), ahead, buttons=[self._order_ahead]))
        self.ahead.setLayout(outside)
        self.ahead.hide()
        self.past.hide()

    def _show_past(self, view: AppointmentsView) -> None:
        has_filter = bool(self.filter.text().strip())
        self.past.setHidden(not view.past_count and not has_filter)
        _say_order(self._order, tr("Oldest first") if self.is_oldest_first else tr("Newest first"))
        with self._scroll_area.refilling(self._past_lines) as past:
            if has_filter:
                found = ntr("{count} found", "{count} found", view.past_count).format(count=view.past_count)
                past.addWidget(label(found, "small"))
            if view.past:
                past.addWidget(surface(self._line(each, "") for each in view.past))
            if view.past_count > len(view.past):
                past.addWidget(self._more(self._on_more_past, "more"))

    def _line(self, appointment: Appointment, waiting: str) -> QWidget:
        title = self._surroundings.moment_text(appointment.starts_at)
        icons = self._surroundings.appearance.icons
        act = partial(self._open_one, appointment.id)
        opening = act_button(tr("Open"), title, act, name=f"open:{appointment.id}", icons=icons)
        return line(title, self._details(appointment, waiting), buttons=[opening])

    def _details(self, appointment: Appointment, waiting: str) -> Sequence[str]:
        state = state_words(appointment, self._surroundings)
        others = self._view.clashes.get(appointment.id, ()) if self._view is not None else ()
        said = (
            who_and_where(appointment),
            zone_words(appointment, self._surroundings),
            state if state != tr("Done") else "",
            clash_words(others, self._surroundings),
            waiting,
        )
        return [text for text in said if text]

    def _more(self, clicked: Callable[[], object], name: str) -> QPushButton:
        made = button(tr("Show more"), clicked, look="edge")
        made.setObjectName(name)
        return made

    def _on_order_clicked(self) -> None:
        self.is_oldest_first = not self.is_oldest_first
        self.wanted.emit()

    def _on_order_ahead_clicked(self) -> None:
        self.is_latest_first = not self.is_latest_first
        if self._view is not None:
            self.show_view(self._view)

    def _on_more_past(self) -> None:
        self.past_shown += _PAST_SHOWN
        self.wanted.emit()

    def _on_more_ahead(self) -> None:
        self._ahead_shown += _AHEAD_SHOWN * 4
        if self._view is not None:
            self.show_view(self._view)


def _say_order(made: QPushButton, order: str) -> None:
    made.setText(order)
    made.setAccessibleName(tr("Order: {order}. Press to turn it round.").format(order=order))
