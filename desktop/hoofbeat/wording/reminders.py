"""What a reminder says: nothing about health, unless the person chose to see what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from hoofbeat.domain.reminders import Reminder
from hoofbeat.wording.dates import time_words
from hoofbeat.wording.days import day_dose_words
from hoofbeat.wording.translation import tr


def neutral_words() -> str:
    """Say that something is planned, so that a screen that others see tells nothing."""
    return tr("Hoofbeat: you have something planned")


def reminder_words(reminder: Reminder, *, uses_24_hours: bool = False) -> str:
    """Say what is planned and when."""
    at = time_words(reminder.wall.time(), uses_24_hours=uses_24_hours)
    if reminder.dose is not None:
        dose = day_dose_words(reminder.dose, uses_24_hours=uses_24_hours)
        name = reminder.dose.medication.name
        return tr("{medicine}, {dose}").format(medicine=name, dose=dose) if dose else name
    if reminder.appointment is None:
        return neutral_words()
    kind, who = tr(reminder.appointment.kind.label), reminder.appointment.with_whom.strip()
    what = tr("{kind} with {person}").format(kind=kind, person=who) if who else kind
    if reminder.appointment.starts_at.at is None:
        return what
    return tr("{what}, {time}").format(what=what, time=at)


def reminders_words(reminders: Sequence[Reminder], *, uses_24_hours: bool = False) -> str:
    """Say all that is planned at once, one line each."""
    return "\n".join(reminder_words(each, uses_24_hours=uses_24_hours) for each in reminders)


def stopping_words() -> str:
    """Say, as the window closes, that reminders stop."""
    return tr("Hoofbeat is closed. Reminders stop until you open it again.")
