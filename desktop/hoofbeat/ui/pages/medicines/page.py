"""The Medicines page: what it shows, of today or of a past day, and one medicine one step in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from hoofbeat.domain.errors import RecordNotFoundError
from hoofbeat.domain.records import Kind
from hoofbeat.domain.sheets.kinds import SheetKind
from hoofbeat.ui.forms import Form
from hoofbeat.ui.pages.medicines import acts, sections
from hoofbeat.ui.pages.medicines.detail import MedicineDetail
from hoofbeat.ui.pages.medicines.doing import Doing
from hoofbeat.ui.pages.medicines.form_places import FormPlaces
from hoofbeat.ui.pages.medicines.overview import Overview
from hoofbeat.ui.pages.medicines.views import Views
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.medicines import medicine_name
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.medicines import MedicineHistory, MedicinesView

_GIVEN_SHOWN = 20
"""Doses given that one medicine shows at first; each "older" shows as many more."""


class MedicinesPage(ScrollingPage):
    """Allergies, taking now, injections, planned, as needed, stopped, not known."""

    title = "Medicines"
    shows = frozenset({Kind.MEDICINES, Kind.DOSES, Kind.GIVEN, Kind.ALLERGIES})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._places = FormPlaces(self, rooms=self._rooms, leave=self._leave, return_to=self._return_to)
        self._doing = Doing(self, self._places)
        making = sections.Making(surroundings, self._doing)
        self.views = Views(self, self._doing)
        self._overview = Overview(
            making,
            add=self.add,
            toggled=self.load,
            look_back=self.look_back,
            open_view=self.views.open,
            print_list=self.print_page,
        )
        self._detail: MedicineDetail | None = None
        self._given_shown = _GIVEN_SHOWN
        self._as_of: date | None = None
        self._is_from_top = False
        surroundings.appearance.changed.connect(self.mark_stale)

    @override
    def load(self) -> None:
        may_add = self.surroundings.can_change and self._as_of is None
        self.set_main_action(tr("Add medicine"), self.add if may_add else None)
        if self._places.in_place is not None:
            return
        query = partial(acts.view, self.surroundings.today(), self._as_of)
        self.surroundings.tasks.read(query, view=(self, "page"), then=self._on_read)
        self.views.refresh()
        if self._detail is not None and self.inner is self._detail:
            self._read(self._detail.medication_id, "shown", self._refresh_detail)

    @override
    def add(self) -> bool:
        if self.surroundings.can_change:
            self._doing.add()
        return True

    @override
    def print_page(self) -> bool:
        self.surroundings.host.show_page("share", lambda page: page.show_sheet(SheetKind.MEDICINES))
        return True

    @override
    def prepare_to_close(self) -> None:
        self._places.keep_drafts()

    @override
    def on_back(self) -> None:
        if isinstance(self.inner, Form):
            self.inner.close_keeping_draft()
        else:
            self._leave_detail()

    @property
    def in_place(self) -> Form | None:
        """The form that stands under a medicine, if any."""
        return self._places.in_place

    def continue_draft(self, kind: Kind, record_id: str) -> None:
        """Open the form that a draft belongs to."""
        medication_id, _, part = record_id.partition("/")
        if kind is Kind.ALLERGIES and not record_id:
            self._doing.add_allergy()
        elif kind is Kind.DOSES and record_id == medication_id:
            self._doing.change_dose(medication_id)
        elif kind is Kind.DOSES and part == "steps":
            self._doing.taper(medication_id)
        elif kind is Kind.GIVEN and record_id == medication_id:
            self._doing.mark_as_given(medication_id)
        elif kind is Kind.MEDICINES and record_id == "list":
            self._doing.add_list()
        elif kind is Kind.MEDICINES and not record_id:
            self.add()
        elif kind is not Kind.ALLERGIES:
            self.show_record(medication_id)

    def show_record(self, record_id: str) -> None:
        """Open one medicine with its past."""
        self._given_shown = _GIVEN_SHOWN
        self._read_detail(record_id)

    def change_dose(self, medication_id: str) -> None:
        """Open the form for another dose from a day on."""
        self._doing.change_dose(medication_id)

    def mark_as_given(self, medication_id: str) -> None:
        """Open the form that marks a dose, under the medicine that it is about."""
        self._doing.mark_as_given(medication_id)

    def add_allergy(self) -> None:
        """Open the form for an allergy or a note."""
        self._doing.add_allergy()

    def look_back(self, day: date | None) -> None:
        """Show the list as of a past day; None for today's."""
        self._places.close_in_place()
        self._as_of = None if day == self.surroundings.today() else day
        self._is_from_top = True
        self.load()

    def read_medicine(self, medication_id: str, then: Callable[[MedicineHistory], object]) -> None:
        """Read one medicine, and go on with it; where it is gone, as after undoing that it was added, show the list."""
        self._read(medication_id, "wanted", then)

    def room_of(self, medicine: MedicineHistory) -> tuple[QVBoxLayout, ScrollingColumn]:
        """Return where a form about a medicine stands, showing the medicine first where it has no place yet."""
        room = self._overview.rooms.get(medicine.line.medication.id)
        if self._detail is None and room is not None:
            return room, self.scroll_area
        detail = self._shown_detail(medicine)
        return detail.room, detail

    def show_more_given(self) -> None:
        """Show older doses too."""
        if self._detail is not None:
            self._given_shown += _GIVEN_SHOWN
            self._read_detail(self._detail.medication_id)

    def after_removal(self, kind: Kind) -> None:
        """Show what is left after a record was deleted."""
        came_from = self._leave()
        self._return_to("" if kind is Kind.MEDICINES else came_from)

    def _on_read(self, view: MedicinesView) -> None:
        with self.scroll_area.refilling() as content:
            self._overview.fill(content, view)
        chooser = self._overview.chooser
        if chooser is not None and not chooser.isAncestorOf(self.focusWidget()):
            chooser.editor.focus_day()
            self.scroll_area.bring_into_view(chooser)
        if self._is_from_top:
            self._is_from_top = False
            QTimer.singleShot(0, self, lambda: self.scroll_area.verticalScrollBar().setValue(0))

    def _on_read_failed(self, error: Exception) -> None:
        if isinstance(error, RecordNotFoundError):
            self._leave_detail()
        else:
            self.surroundings.host.tell_error(error)

    def _read(self, medication_id: str, view: str, then: Callable[[MedicineHistory], object]) -> None:
        query = partial(acts.history, medication_id, self.surroundings.today(), self._given_shown)
        self.surroundings.tasks.read(query, view=(self, view), then=then, failed=self._on_read_failed)

    def _refresh_detail(self, medicine: MedicineHistory) -> None:
        """Show a medicine as it is by now, unless something else was opened meanwhile."""
        if self._detail is not None and self.inner is self._detail:
            self._shown_detail(medicine)

    def _read_detail(self, medication_id: str) -> None:
        self.read_medicine(medication_id, self._shown_detail)

    def _shown_detail(self, medicine: MedicineHistory) -> MedicineDetail:
        """Show a medicine with its past, and return the column."""
        if self._detail is None or self.inner is not self._detail:
            self._places.close_in_place()
            self._detail = MedicineDetail(self.surroundings, self._doing)
            self.show_inner(self._detail, medicine_name(medicine.line.medication), back=tr(self.title))
        self.set_words(medicine_name(medicine.line.medication))
        if self._places.in_place is None:
            self._detail.show_medicine(medicine)
        return self._detail

    def _rooms(self) -> Iterator[QVBoxLayout]:
        yield from self._overview.rooms.values()
        if self._detail is not None:
            yield self._detail.room

    def _leave(self) -> str:
        came_from = self.views.leave() if self._detail is None else self._detail.medication_id
        self._detail = None
        return came_from

    def _return_to(self, medication_id: str) -> None:
        self._detail = None
        self.show_outer()
        if self.views.is_view(medication_id):
            self.views.open(medication_id)
        elif medication_id:
            self._read_detail(medication_id)
        else:
            self.scroll_area.focus_again()

    def _leave_detail(self) -> None:
        self._places.close_in_place()
        self._detail = None
        self.views.close()
        self.show_outer()
        self.mark_stale()
