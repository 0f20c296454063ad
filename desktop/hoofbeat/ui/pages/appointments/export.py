"""Saving appointments as a calendar that a phone reads: one of them, or all that are planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.calendars import calendar_entry, written_sentence
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.records import Appointment
    from hoofbeat.services.journals import Journal

_ENDING: Final = ".ics"


def save_calendar(surroundings: Surroundings, window: QWidget, appointment_id: str = "") -> None:
    """Ask where to, and save one appointment, or all that are planned, as a calendar."""
    from PySide6.QtWidgets import QFileDialog

    start = str(Path.home() / f"{tr('appointments')}{_ENDING}")
    kinds = tr("Calendars (*.ics)")
    name, _ = QFileDialog.getSaveFileName(window, tr("Save as a calendar"), start, kinds)
    if not name:
        return
    path = Path(name)
    has_ending = path.suffix.lower() == _ENDING
    if not has_ending:
        path = path.with_name(f"{path.name}{_ENDING}")
    query = partial(_write, path, has_ending, appointment_id, surroundings.now())
    surroundings.tasks.read(
        query,
        then=lambda count: surroundings.host.say(written_sentence(count, path.name)),
        failed=surroundings.host.tell_error,
    )


def _write(path: Path, may_replace: bool, appointment_id: str, made_at: datetime, journal: Journal) -> int:
    from hoofbeat.services import calendars, files

    found: Sequence[Appointment]
    if appointment_id:
        found = [calendars.one(journal, appointment_id=appointment_id)]
    else:
        found = calendars.planned(journal, today=made_at.date())
    content = calendars.calendar_file(map(calendar_entry, found), made_at=made_at)
    files.write_file(path=path, content=content, may_replace=may_replace)
    return len(found)
