"""What an entry of the history says: a word for what it is, and one line of what is known of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.domain.records import (
    Administration,
    Allergy,
    AllergyStatement,
    Appointment,
    AppointmentState,
    Attachment,
    GivenState,
    MedicineUse,
    NextStep,
    Note,
    Record,
    Sample,
    Sharing,
    TestNote,
    TumorFact,
)
from hoofbeat.domain.timeline import Entry, Event, Group, TestValue
from hoofbeat.domain.values import PartialDate
from hoofbeat.wording.amounts import NO_BREAK, dose_words, received_words
from hoofbeat.wording.attachments import paper_title
from hoofbeat.wording.dates import WEEKDAYS, date_words, time_words
from hoofbeat.wording.medicines import change_words, medicine_name
from hoofbeat.wording.translation import ntr, tr

_EVENTS: Mapping[Event, str] = MappingProxyType(
    {
        Event.RESULTS: "Results",
        Event.MEDICINE_STARTED: "Medicine",
        Event.MEDICINE_CHANGED: "Medicine",
        Event.MEDICINE_STOPPED: "Medicine",
        Event.NEXT_STEP: "Next step",
        Event.TUMOR_FACT: "My tumor",
        Event.TEST_NOTE: "Note about a test",
        Event.SHEET: "Sheet",
        Event.PAPER: "Paper",
    }
)
_GROUPS: Mapping[Group, str] = MappingProxyType(
    {
        Group.APPOINTMENTS: "Appointments",
        Group.RESULTS: "Results",
        Group.MEDICINES: "Medicines",
        Group.DOSES: "Doses given",
        Group.NOTES: "Notes",
        Group.ABOUT_ME: "Tumor and allergies",
        Group.PAPERS: "Papers",
        Group.SHEETS: "Sheets",
    }
)
_BLANKS = re.compile(r"[ \t\r\n]+")
"""A no-break space, as between a number and its unit, is none of them."""
_LONGEST = 240
"""Characters of a long text that a line on the screen shows; a sheet prints all of it."""


def group_name(group: Group) -> str:
    """Name what entries can be filtered by."""
    return tr(_GROUPS[group])


def event_name(entry: Entry) -> str:
    """Say in a word what it is: "Visit", "Results", "Injection"."""
    record = entry.record
    if isinstance(record, Appointment | Note):
        return tr(record.kind.label)
    if isinstance(record, Allergy):
        return tr(record.statement.label)
    if isinstance(record, Administration):
        use = entry.medication.use if entry.medication is not None else MedicineUse.REGULAR
        return tr(use.label) if use in (MedicineUse.INJECTION, MedicineUse.INFUSION) else tr("Dose")
    return tr(_EVENTS[entry.event])


def month_title(month: PartialDate | None) -> str:
    """Say the heading of a month; of a year alone that the month is not known."""
    if month is None:
        return tr("Date not known")
    if month.month is None:
        return tr("{year} (month not known)").format(year=month.year)
    return date_words(month)


def day_words(on: PartialDate | None) -> str:
    """Say the day below the heading of its month: "4 Wed"; nothing where it is not known."""
    if on is None or on.day is None:
        return ""
    weekday = tr(WEEKDAYS[on.first.weekday()])
    return tr("{day} {weekday}").format(day=on.day, weekday=weekday[:3])


def entry_words(entry: Entry, *, uses_24_hours: bool = False, is_whole: bool = False) -> str:
    """Say what is known of it in one line; no value of a result is in it. `is_whole` keeps long texts whole."""
    text = _BLANKS.sub(" ", _words(entry, uses_24_hours=uses_24_hours)).strip()
    return text if is_whole or len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def value_line(value: TestValue) -> str:
    """Say one result: "Chromogranin A: 120 ng/mL"; of an awaited one that it is awaited."""
    said = received_words(value.text, value.unit) if value.text else tr("not back yet")
    return tr("{test}: {value}").format(test=value.name, value=said)


def _words(entry: Entry, *, uses_24_hours: bool) -> str:
    if entry.change is not None:
        return change_words(entry.change)
    match entry.record:
        case Appointment() as appointment:
            return _appointment(appointment, uses_24_hours=uses_24_hours)
        case Sample() as sample:
            return _results(entry, sample)
        case Administration() as dose:
            return _dose(entry, dose)
    return _typed_words(entry.record)


def _typed_words(record: Record) -> str:
    match record:
        case NextStep():
            return _step(record)
        case TumorFact():
            known = record.value or tr(record.state.label)
            return tr("{what}: {known}").format(what=tr(record.topic.label), known=known)
        case Allergy():
            return _allergy(record)
        case Sharing():
            return _sheet(record)
        case Attachment():
            return paper_title(record)
    return record.text if isinstance(record, Note | TestNote) else ""


def _allergy(allergy: Allergy) -> str:
    is_none_known = allergy.statement is AllergyStatement.NONE_KNOWN
    nameless = "" if is_none_known else tr("not named")
    substance, reaction = allergy.substance.strip() or nameless, allergy.reaction.strip()
    return tr("{substance} ({reaction})").format(substance=substance, reaction=reaction) if reaction else substance


def _appointment(appointment: Appointment, *, uses_24_hours: bool) -> str:
    at = appointment.starts_at.at
    time = "" if at is None else time_words(at, uses_24_hours=uses_24_hours)
    parts = [appointment.with_whom, appointment.place, appointment.about, time]
    said = ", ".join(part.strip() for part in parts if part.strip())
    if appointment.state is AppointmentState.CANCELLED:
        return tr("{what} (cancelled)").format(what=said) if said else tr("Cancelled")
    return said


def _results(entry: Entry, sample: Sample) -> str:
    received = ntr("{count} result", "{count} results", entry.received).format(count=entry.received)
    awaited = ntr("{count} awaited", "{count} awaited", entry.awaited).format(count=entry.awaited)
    if entry.received:
        said = f"{received}, {awaited}" if entry.awaited else received
    elif entry.awaited:
        said = tr("Waiting for {results}").format(
            results=ntr("{count} result", "{count} results", entry.awaited).format(count=entry.awaited)
        )
    else:
        said = ", ".join(text for text in (tr("Sample taken"), sample.specimen) if text)
    return tr("{what} from {laboratory}").format(what=said, laboratory=entry.laboratory) if entry.laboratory else said


def _dose(entry: Entry, dose: Administration) -> str:
    name = medicine_name(entry.medication) if entry.medication is not None else tr("Medicine")
    if dose.state is GivenState.NOT_GIVEN:
        said = tr("{medicine}: not given").format(medicine=name)
        return f"{said}, {dose.why_not.strip()}" if dose.why_not.strip() else said
    amount = "" if dose.amount is None else dose_words(dose.amount, dose.unit)
    what = (
        name if amount and amount.replace(NO_BREAK, " ") in name.replace(NO_BREAK, " ") else f"{name} {amount}".strip()
    )
    side = "" if dose.side is None else tr(dose.side.label)
    by = tr("given by {name}").format(name=dose.given_by.strip()) if dose.given_by.strip() else ""
    return ", ".join(text for text in (what, side, dose.site.strip(), by) if text)


def _step(step: NextStep) -> str:
    state = tr("done") if step.is_done else ""
    if not step.is_done and step.due_on is not None:
        state = tr("by {date}").format(date=date_words(step.due_on))
    return ", ".join(text for text in (step.text.strip(), step.who.strip(), state) if text)


def _sheet(sharing: Sharing) -> str:
    what = tr("{sheet} for {whom}").format(sheet=sharing.sheet, whom=sharing.for_whom.strip())
    return ", ".join((what if sharing.for_whom.strip() else sharing.sheet, tr(sharing.handing.label).lower()))
