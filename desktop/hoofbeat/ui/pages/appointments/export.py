"""Saving one appointment as a calendar that a phone reads; all that are planned are saved where the record is taken along."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from hoofbeat.ui.save_place import SavePlace, ask_save_place
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.exporting import FORMS, saved_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from datetime import datetime

    from hoofbeat.services.journals import Journal

_FORM = "calendar"


def save_appointment(surroundings: Surroundings, window: QWidget, appointment_id: str) -> None:
    """Ask where to, and save one appointment as a calendar."""
    place = ask_save_place(
        window, tr("Save as a calendar"), name=tr("appointment"), ending=FORMS[_FORM].ending, kinds=tr("Calendars")
    )
    if place is not None:
        surroundings.tasks.read(
            partial(_write, place, appointment_id, surroundings.now()),
            then=lambda count: surroundings.host.say(saved_words(_FORM, place.path.name, count)),
            failed=surroundings.host.tell_error,
        )


def _write(place: SavePlace, appointment_id: str, made_at: datetime, journal: Journal) -> int:
    from hoofbeat.services import calendars
    from hoofbeat.wording.calendars import calendar_entry

    saved = calendars.of_appointments(journal, calendar_entry, made_at=made_at, only=appointment_id)
    saved.write(place.path, may_replace=place.may_replace)
    return saved.count
