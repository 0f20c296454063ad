"""One history of every kind: what an entry is, where it stands among the others, and which of them a filter lets through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum, IntEnum
from types import MappingProxyType

from hoofbeat.domain.medicines import MedicineChange, MedicineEvent
from hoofbeat.domain.records import Kind, Medication, Record
from hoofbeat.domain.values import PartialDate, WallTime

_AFTER = "~"
"""Sorts behind every digit, so that a date with it stands behind all that lies within that date."""


class Group(Enum):
    """What the entries can be filtered by."""

    APPOINTMENTS = "appointments"
    RESULTS = "results"
    MEDICINES = "medicines"
    DOSES = "doses"
    NOTES = "notes"
    ABOUT_ME = "about me"
    PAPERS = "papers"
    SHEETS = "sheets"


class Event(IntEnum):
    """What an entry tells of; at the same moment, entries stand in this order."""

    APPOINTMENT = 1
    RESULTS = 2
    MEDICINE_STARTED = 3
    MEDICINE_CHANGED = 4
    MEDICINE_STOPPED = 5
    DOSE = 6
    NOTE = 7
    NEXT_STEP = 8
    TUMOR_FACT = 9
    ALLERGY = 10
    TEST_NOTE = 11
    SHEET = 12
    PAPER = 13


EVENTS: Mapping[Group, frozenset[Event]] = MappingProxyType(
    {
        Group.APPOINTMENTS: frozenset({Event.APPOINTMENT, Event.NEXT_STEP}),
        Group.RESULTS: frozenset({Event.RESULTS, Event.TEST_NOTE}),
        Group.MEDICINES: frozenset({Event.MEDICINE_STARTED, Event.MEDICINE_CHANGED, Event.MEDICINE_STOPPED}),
        Group.DOSES: frozenset({Event.DOSE}),
        Group.NOTES: frozenset({Event.NOTE}),
        Group.ABOUT_ME: frozenset({Event.TUMOR_FACT, Event.ALLERGY}),
        Group.PAPERS: frozenset({Event.PAPER}),
        Group.SHEETS: frozenset({Event.SHEET}),
    }
)
OF_MEDICINES: Mapping[MedicineEvent, Event] = MappingProxyType(
    {
        MedicineEvent.STARTED: Event.MEDICINE_STARTED,
        MedicineEvent.CHANGED: Event.MEDICINE_CHANGED,
        MedicineEvent.STOPPED: Event.MEDICINE_STOPPED,
    }
)
TIMELINE_KINDS = frozenset(
    {
        *(Kind.APPOINTMENTS, Kind.SAMPLES, Kind.RESULTS, Kind.LABORATORIES, Kind.MEDICINES, Kind.DOSES, Kind.GIVEN),
        *(Kind.NOTES, Kind.NEXT_STEPS, Kind.TUMOR_FACTS, Kind.ALLERGIES, Kind.TEST_NOTES, Kind.SHARED),
        Kind.ATTACHMENTS,
    }
)
"""The kinds whose change changes the history."""


def moment_key(on: PartialDate | WallTime | None, at: time | None = None) -> str:
    """Return a text that sorts in time. Backwards, a partly known date stands after its period's known dates, none at the end."""
    if on is None:
        return ""
    return f"{on}T{at:%H:%M}" if at is not None else str(on)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands; entries of one moment have an order of their own, so that a page can end between them."""

    key: str
    event: Event
    id: str

    @property
    def order(self) -> tuple[int, str]:
        """What orders the entries of one moment, on a page that is read downwards."""
        return int(self.event), self.id


@dataclass(frozen=True, slots=True)
class TestValue:
    """A result of a sample as a line of it: the test's name, the value with its unit as received; "" while it is awaited."""

    name: str
    text: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened.

    `record` is what it is about; `medication` its medicine and `change` what happened to that, where it is about one. Of a sample,
    `laboratory` is the name, `received` and `awaited` count its results, and `values` are there only where they were asked for.
    """

    event: Event
    on: PartialDate | None
    at: time | None
    record: Record
    medication: Medication | None = None
    change: MedicineChange | None = None
    laboratory: str = ""
    received: int = 0
    awaited: int = 0
    values: tuple[TestValue, ...] = ()

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(moment_key(self.on, self.at), self.event, self.record.id)

    @property
    def month(self) -> PartialDate | None:
        """The heading that it stands below: a month, a year whose month is not known, or none."""
        return None if self.on is None else PartialDate(self.on.year, self.on.month)


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """Which entries are wanted: of these groups, from one date to another, with every one of these words in them."""

    groups: frozenset[Group] = frozenset(Group)
    start: PartialDate | None = None
    end: PartialDate | None = None
    words: tuple[str, ...] = ()

    @property
    def events(self) -> frozenset[Event]:
        """What may be told of."""
        return frozenset(event for group in self.groups for event in EVENTS[group])

    @property
    def newest_key(self) -> str | None:
        """The key that no entry lies behind."""
        return None if self.end is None else end_key(self.end)

    @property
    def oldest_keys(self) -> tuple[str, ...]:
        """The key that no entry lies before, and those of the months and years around it, which may lie behind it: in doubt they do."""
        if self.start is None:
            return ()
        text = str(self.start)
        return (text, *(text[:length] for length in (7, 4) if length < len(text)))

    def has_date(self, key: str) -> bool:
        """Tell whether a moment lies in the period; one that is not known does so only where no first day is wanted."""
        if self.newest_key is not None and key > self.newest_key:
            return False
        return not self.oldest_keys or key >= self.oldest_keys[0] or key in self.oldest_keys

    def has_words(self, texts: Iterable[str]) -> bool:
        """Tell whether every word stands in one of the texts."""
        folded = " ".join(texts).casefold()
        return all(word.casefold() in folded for word in self.words)


def end_key(on: PartialDate | date) -> str:
    """Return a key behind all that lies within a date, and before all that comes after it."""
    return f"{on if isinstance(on, PartialDate) else PartialDate.of(on)}{_AFTER}"


def is_older(place: Place, than: Place) -> bool:
    """Tell whether a place comes further down than another, where the newest stands first."""
    return place.key < than.key or (place.key == than.key and place.order > than.order)


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries in the order of the page."""
    listed = sorted(entries, key=lambda each: each.place.order)
    return sorted(listed, key=lambda each: each.place.key, reverse=True)


def by_month(entries: Sequence[Entry]) -> list[tuple[PartialDate | None, list[Entry]]]:
    """Return entries that are in order below their headings."""
    months: list[tuple[PartialDate | None, list[Entry]]] = []
    for entry in entries:
        if not months or months[-1][0] != entry.month:
            months.append((entry.month, []))
        months[-1][1].append(entry)
    return months
