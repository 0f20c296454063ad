"""Reads calendar files into the findings of an import: single events, and of series the moments near today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from hoofbeat.domain.calendars import IDENTITY
from hoofbeat.domain.imports import Finding, ImportedFile, NotTaken, Reason, SentSeries
from hoofbeat.domain.records import Appointment, AppointmentState
from hoofbeat.domain.recurrence import MOST_MOMENTS, Moments, moments_near
from hoofbeat.domain.values import PartialDate
from hoofbeat.exchange.ics.components import Component, components, decode
from hoofbeat.exchange.ics.described_zones import Zones
from hoofbeat.exchange.ics.events import Event, Moment, appointment_of, minutes_of, read_event, read_moment
from hoofbeat.exchange.ics.rules import read_rule
from hoofbeat.exchange.refusal import RefusedError

FORMAT: Final = "ics"
MOST_APPOINTMENTS: Final = 20_000
"""Appointments that are taken from one file."""
_FRAMES: Final = frozenset({"VTIMEZONE"})

Advance = Callable[[int, int], None]


def read_calendars(content: bytes, *, name: str, today: date, advance: Advance | None = None) -> ImportedFile:
    """Return what the calendars of a file hold; of what repeats, the moments near today. Raises RefusedError."""
    reading = _Reading(today)
    outermost = components(decode(content))
    for done, calendar in enumerate(outermost):
        reading.read(calendar, _File(name))
        if advance is not None:
            advance(done + 1, len(outermost))
    return reading.imported(name)


def read_together(files: Iterable[tuple[str, bytes]], *, name: str, today: date) -> ImportedFile:
    """Return what several files hold, as an invitation and what became of it later; each place names its file. Raises RefusedError."""
    reading = _Reading(today)
    for path, content in files:
        file = _File(path.rpartition("/")[2], f"{path} ")
        for calendar in components(decode(content)):
            reading.read(calendar, file)
    return reading.imported(name)


@dataclass(slots=True)
class _File:
    """A file that is read: its name, what stands before its places, and how many events were found in it so far."""

    name: str
    before: str = ""
    events: int = 0


@dataclass(frozen=True, slots=True)
class _SeriesMoments:
    """The moments of a series in order: all that it has or those near today; of a rule that was refused only its first."""

    kept: tuple[datetime, ...]
    is_whole: bool
    is_refused: bool


@dataclass
class _Reading:
    """The state of one reading: first all calendars are read, and then the latest version of each event is taken."""

    today: date
    findings: list[Finding] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)
    series: list[SentSeries] = field(default_factory=list)
    _events: list[Event] = field(default_factory=list)
    _is_full: bool = False

    def read(self, calendar: Component, file: _File) -> None:
        """Read the events of one calendar."""
        zones = Zones(calendar)
        is_cancelling = calendar.text("METHOD").upper() == "CANCEL"
        self._say_broken(calendar, file)
        for component in calendar.inside:
            if component.name == "VEVENT":
                self._read_event(component, zones, file, is_cancelling=is_cancelling)
            elif component.name not in _FRAMES:
                where = f"{file.before}{component.name}, line {component.line}"
                self._leave(where, "kind of calendar not kept", kind=component.name)

    def imported(self, name: str) -> ImportedFile:
        """Return all that was read; a file without an entry says so."""
        self._take_events()
        if self._is_full:
            self._leave("VCALENDAR", "too many appointments", most=str(MOST_APPOINTMENTS))
        if not self.findings and not self.not_taken and not self.series:
            self._leave("VCALENDAR", "no events")
        found, left, series = tuple(self.findings), tuple(self.not_taken), tuple(self.series)
        return ImportedFile(name, FORMAT, (), found, left, series=series)

    def _read_event(self, component: Component, zones: Zones, file: _File, *, is_cancelling: bool) -> None:
        file.events += 1
        where = f"{file.before}VEVENT {file.events}, line {component.line}"
        self._say_broken(component, file)
        source = f"imported from {file.name}"
        event = read_event(component, zones, source=source, where=where, is_cancelling=is_cancelling)
        if event is not None:
            self._events.append(event)
            return
        sent = component.find("RECURRENCE-ID") or component.find("DTSTART")
        if sent is None and is_cancelling and component.text("UID"):
            self.series.append(SentSeries(component.text("UID"), where, frozenset(), self.today))
            return
        code, text = ("no date", "") if sent is None else ("date not understood", sent.value[:80])
        self._leave(where, code, sent=text)

    def _say_broken(self, component: Component, file: _File) -> None:
        for line in component.broken:
            self._leave(f"{file.before}line {line}", "broken line")
        if not component.is_closed:
            self._leave(f"{file.before}{component.name}, line {component.line}", "not closed")

    def _take_events(self) -> None:
        events = self._newest(self._events)
        series = {event.uid: event for event in events if event.replaces is None and event.uid}
        replacing: dict[str, list[Event]] = {}
        for event in events:
            if event.replaces is not None:
                replacing.setdefault(event.uid, []).append(event)
        for event in events:
            if event.replaces is None:
                self._take_event(event, replacing.get(event.uid, []))
            else:
                self._take_replacing(event, series.get(event.uid))

    def _newest(self, events: list[Event]) -> list[Event]:
        """Return the events in their order, of several versions of one only the latest."""
        latest: dict[tuple[str, datetime | None], Event] = {}
        for event in events:
            key = (event.uid, event.replaces.wall if event.replaces else None)
            if key not in latest or event.version >= latest[key].version:
                latest[key] = event
        chosen = {id(event) for event in latest.values()}
        for event in events:
            if event.uid and id(event) not in chosen:
                self._leave(event.where, "another version")
        return [event for event in events if not event.uid or id(event) in chosen]

    def _take_event(self, event: Event, replacing: list[Event]) -> None:
        """Take a single event, or the moments of a series that no other event stands in for and that are not taken out."""
        start = event.start
        moments = self._moments(event)
        if moments is None:
            self._take(event, start)
            if event.uid and event.is_cancelled:  # nothing of what may have been a series is left
                self.series.append(SentSeries(event.uid, event.where, frozenset(), self.today))
            return
        replaced = {each.replaced_on_clock_of(start) for each in replacing}
        listed = list(_listed(event, "EXDATE"))
        out = {each.on_clock_of(start) if each.has_time else each.wall for each in listed}
        out_days = {each.wall.date() for each in listed if not each.has_time}
        given = [each for each in moments.kept if each not in out and each.date() not in out_days]
        following = sorted(
            (each.replaced_on_clock_of(start), number) for number, each in enumerate(replacing) if each.is_for_following
        )
        for wall in given:
            if wall not in replaced:
                held_by = next((replacing[number] for begin, number in reversed(following) if begin <= wall), event)
                self._take_moment(event, held_by, wall)
        if event.uid and not moments.is_refused:
            identities = frozenset(_identity(event, each) for each in {*given, *replaced})
            until = None if moments.is_whole else moments.kept[-1].date()
            self.series.append(SentSeries(event.uid, event.where, identities, self.today, until))

    def _take_moment(self, series: Event, held_by: Event, wall: datetime) -> None:
        """Take one moment of a series, as the series itself says it or an event that stands in for it and all that follow."""
        was = replace(series.start, wall=wall)
        if held_by is series:
            self._take(series, was, of_series=wall)
            return
        distance = wall - held_by.replaced_on_clock_of(series.start)
        at = replace(held_by.start, wall=held_by.start.wall + distance)
        self._take(held_by, at, of_series=wall, was=was)

    def _moments(self, event: Event) -> _SeriesMoments | None:
        """Return the moments of a series, None for an event that does not repeat."""
        added = [each.on_clock_of(event.start) for each in _listed(event, "RDATE")]
        sent = event.component.find("RRULE")
        if sent is None and not added:
            return None
        near, is_refused = Moments((event.start.wall,), is_whole=True), False
        if sent is not None:
            try:
                rule = read_rule(sent.value, start=event.start.wall, zone=event.start.zone)
                near = moments_near(rule, event.start.wall, today=self.today)
            except RefusedError as refused:
                is_refused = True
                self._leave(event.where, refused.reason.code, **refused.reason.data)
        found = sorted({*near.kept, *added[:MOST_MOMENTS]})
        is_whole = near.is_whole and len(added) <= MOST_MOMENTS
        if not is_whole:
            last = found[-1].date()
            code = "series shortened" if last >= self.today else "series shortened at its beginning"
            code = code if len(found) > 1 else "no further date"
            self._leave(event.where, code, count=str(len(found)), last=str(PartialDate.of(last)))
        return _SeriesMoments(tuple(found), is_whole, is_refused)

    def _take_replacing(self, event: Event, series: Event | None) -> None:
        """Take the event that stands in for one moment of a series: moved from there, if it is at another time."""
        clock = event.start if series is None else series.start
        wall = event.replaced_on_clock_of(clock)
        if event.is_for_following and series is None:
            self._leave(event.where, "and all that follow")
        self._take(event, event.start, of_series=wall, was=replace(clock, wall=wall))

    def _take(self, event: Event, at: Moment, *, of_series: datetime | None = None, was: Moment | None = None) -> None:
        if len(self.findings) >= MOST_APPOINTMENTS:
            self._is_full = True
            return
        minutes, remark = minutes_of(event)
        made = appointment_of(event, at, minutes=minutes, identity=_identity(event, of_series))
        if of_series is not None:
            made = made.replaced(series=event.uid)
        self.findings.append(Finding(_moved(made, was), event.where, None, tuple(_remarks(event, remark))))

    def _leave(self, where: str, code: str, **data: str) -> None:
        self.not_taken.append(NotTaken(where, Reason(code, data)))


def _identity(event: Event, of_series: datetime | None) -> str:
    if not event.uid:
        return ""
    return f"{IDENTITY}{event.uid}" if of_series is None else f"{IDENTITY}{event.uid}/{of_series:%Y-%m-%dT%H:%M}"


def _moved(appointment: Appointment, was: Moment | None) -> Appointment:
    if was is None or was.wall_time == appointment.starts_at:
        return appointment
    is_cancelled = appointment.state is AppointmentState.CANCELLED
    state = AppointmentState.CANCELLED if is_cancelled else AppointmentState.MOVED
    return appointment.replaced(moved_from=was.wall_time, state=state)


def _remarks(event: Event, about_end: str) -> Iterator[str]:
    if about_end:
        yield about_end
    if event.start.unknown_zone:
        yield "zone not known"
    if event.start.is_mended:
        yield "line mended"


def _listed(event: Event, name: str) -> Iterator[Moment]:
    """Yield the moments of a line that holds several; of a period its beginning."""
    for sent in event.component.list(name):
        for part in sent.value.split(","):
            found = read_moment(replace(sent, value=part.partition("/")[0]), event.zones)
            if found is not None:
                yield found
