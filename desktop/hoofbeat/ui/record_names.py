"""How a record is named in a list that one chooses from, and in messages about it."""

from __future__ import annotations

from hoofbeat.domain.records import Appointment, Record, Sample, subject_of
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.translation import tr


def record_name(record: Record, surroundings: Surroundings) -> str:
    """Name a record in a few words."""
    if isinstance(record, Appointment):
        return _appointment_name(record, surroundings)
    if isinstance(record, Sample):
        day = surroundings.date_text(record.taken_on) or tr("date not known")
        return tr("{specimen}, {day}").format(specimen=record.specimen, day=day) if record.specimen else day
    return subject_of(record)


def _appointment_name(record: Appointment, surroundings: Surroundings) -> str:
    what = record.with_whom or tr(record.kind.label)
    return tr("{what}, {day}").format(what=what, day=surroundings.date_text(record.starts_at.on))
