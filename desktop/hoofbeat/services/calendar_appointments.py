"""The appointments of a journal as calendars know them: by the names that calendars gave them, or by their place in a series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hoofbeat.domain import calendars
from hoofbeat.domain.calendars import is_of_calendar, own_id, same_date
from hoofbeat.domain.imports import SentSeries
from hoofbeat.domain.records import Appointment
from hoofbeat.services.zones import in_utc


class CalendarAppointments:
    """What a calendar that is brought in again may speak of. A date that a calendar cancelled it may also restore."""

    def __init__(self) -> None:
        self._known: list[Appointment] = []
        self._of_calendars: list[Appointment] = []
        self._by_identity: dict[str, Appointment] = {}
        self._cancelled_by_calendar: set[str] = set()

    def know(self, appointments: Iterable[Appointment], *, cancelled_by_calendar: Iterable[str]) -> None:
        """Take note of appointments of the journal, and of the ids of those that a calendar cancelled."""
        added = list(appointments)
        self._known += added
        self._by_identity |= {each.id: each for each in added}
        of_calendars = [each for each in added if is_of_calendar(each)]
        self._of_calendars += of_calendars
        self._by_identity |= {each.source_id: each for each in of_calendars}
        self._cancelled_by_calendar |= set(cancelled_by_calendar)

    def find(self, sent: Appointment) -> Appointment | None:
        """Return the known appointment that a calendar names."""
        known = self._by_identity.get(sent.source_id) or self._by_identity.get(own_id(sent.source_id))
        return known or (same_date(self._known, sent, in_utc=in_utc) if sent.series else None)

    def brought_up_to_date(self, known: Appointment, sent: Appointment) -> Appointment:
        """Return a known appointment as its calendar has it now."""
        may_restore = known.id in self._cancelled_by_calendar
        return calendars.brought_up_to_date(known, sent, may_restore=may_restore)

    def taken_out(self, sent: SentSeries) -> Sequence[Appointment]:
        """Return the dates to come that a calendar gave before and no longer gives."""
        return calendars.taken_out(self._of_calendars, sent)
