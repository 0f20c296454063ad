"""Reminds, while the window runs, of what is planned: reads the plan when it changes, and looks at the clock twice a minute."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from hoofbeat.domain.records import DayPart, Kind
from hoofbeat.ui.notifying import Notifier
from hoofbeat.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from hoofbeat.domain.reminders import Reminder
    from hoofbeat.services.journals import Journal
    from hoofbeat.settings import Settings

_LOOK_MILLISECONDS = 30_000
_ABOUT = frozenset({Kind.MEDICINES, Kind.DOSES, Kind.GIVEN, Kind.APPOINTMENTS})


class Reminders(QObject):
    """Says what is due. Signal: `told_here` with the words for the window, where the system shows no notification."""

    told_here = Signal(str)

    def __init__(self, surroundings: Surroundings, notifier: Notifier) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._notifier = notifier
        self._planned: tuple[Reminder, ...] = ()
        self._said: set[str] = set()
        self._looked_at = surroundings.now().astimezone(UTC)
        self._read_on: date | None = None
        self._is_hidden = False
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        surroundings.tasks.records_changed.connect(self._on_records_changed)

    def begin(self) -> None:
        """Read the plan of the journal that was opened, and of settings that were changed; what was due before now is past."""
        self._planned = ()
        self._looked_at = self._surroundings.now().astimezone(UTC)
        if self._settings.is_reminding:
            self._timer.start()
            self._read()
        else:
            self._timer.stop()

    def hide_details(self, is_hidden: bool) -> None:
        """Say nothing of what it is about while the window hides its pages."""
        self._is_hidden = is_hidden

    def look(self) -> None:
        """Say what became due since the last look."""
        if not self._settings.is_reminding or not self._surroundings.tasks.is_open:
            self._planned = ()
            self._read_on = None
            return
        now = self._surroundings.now()
        if self._read_on != now.date():
            self._read()
            return
        from hoofbeat.domain.reminders import due_now

        after, self._looked_at = self._looked_at, now.astimezone(UTC)
        due = due_now(self._planned, after=after, until=self._looked_at)
        fresh = [each for each in due if each.key not in self._said]
        self._said.update(each.key for each in fresh)
        if fresh:
            self._say(fresh)

    def say_stopping(self) -> None:
        """Say, as the window closes, that no more reminders come, where one was still to come."""
        self._timer.stop()
        now = self._surroundings.now().astimezone(UTC)
        if self._settings.is_reminding and any(each.due > now for each in self._planned):
            from hoofbeat.wording.reminders import stopping_words

            self._notifier.notify(stopping_words(), "")

    @property
    def _settings(self) -> Settings:
        return self._surroundings.settings()

    def _say(self, due: list[Reminder]) -> None:
        from hoofbeat.wording.reminders import neutral_words, reminders_words

        uses_24_hours = self._surroundings.uses_24_hours
        details = reminders_words(due, uses_24_hours=uses_24_hours)
        may_tell = self._settings.reminds_in_detail and not self._is_hidden
        if not self._notifier.notify(neutral_words(), details if may_tell else ""):
            self.told_here.emit(details)

    def _read(self) -> None:
        if not self._surroundings.tasks.is_open:
            return
        now = self._surroundings.now()
        self._read_on = now.date()
        query = partial(_read, now, _zone(now), self._settings, self._surroundings.part_times)
        self._surroundings.tasks.read(query, view=(self, "reminders"), then=self._on_read)

    def _on_read(self, planned: tuple[Reminder, ...]) -> None:
        self._planned = planned
        self.look()

    def _on_records_changed(self, kinds: frozenset[Kind]) -> None:
        if kinds & _ABOUT and self._settings.is_reminding:
            self._read()


def reminding_of(settings: Settings) -> tuple[object, ...]:
    """Return those settings that reminders follow."""
    minutes = (settings.minutes_before_dose, settings.minutes_before_appointment)
    times = (settings.morning_at, settings.midday_at, settings.evening_at, settings.bedtime_at)
    return (settings.is_reminding, settings.reminds_in_detail, *minutes, *times)


def _zone(now: datetime) -> tzinfo:
    """Return the zone of the clock; one that tells only its distance from UTC knows no changes of the clocks."""
    from hoofbeat.services import clock

    return now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else clock.zone()


def _read(
    now: datetime, zone: tzinfo, settings: Settings, part_times: Mapping[DayPart, time], journal: Journal
) -> tuple[Reminder, ...]:
    from hoofbeat.services import reminders

    return reminders.reminders(
        journal,
        now=now,
        zone=zone,
        before_dose=timedelta(minutes=settings.minutes_before_dose),
        before_appointment=timedelta(minutes=settings.minutes_before_appointment),
        part_times=part_times,
    )
