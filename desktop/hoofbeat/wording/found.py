"""What a record that was found is called, and the line of detail below its name."""

from __future__ import annotations

from hoofbeat.domain.records import (
    Administration,
    Allergy,
    Appointment,
    Attachment,
    CareTeamMember,
    Kind,
    Medication,
    NextStep,
    Note,
    Question,
    Record,
    Sample,
    TumorFact,
    subject_of,
)
from hoofbeat.wording.attachments import paper_details
from hoofbeat.wording.dates import date_words, day_not_known, moment_words
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.medicines import medicine_name
from hoofbeat.wording.translation import tr

_MANY = 2
_LONGEST = 120


def group_title(kind: Kind) -> str:
    """Name a group of what was found: "Medicines"; results are found by their tests."""
    name = tr("tests with results") if kind is Kind.RESULTS else kind_name(kind, _MANY)
    return f"{name[:1].upper()}{name[1:]}"


def found_words(record: Record, *, uses_24_hours: bool = False) -> tuple[str, str]:
    """Return the name of a record and its detail."""
    match record:
        case Appointment():
            title = ", ".join(text for text in (record.with_whom or tr(record.kind.label), record.place) if text)
            return title, moment_words(record.starts_at, uses_24_hours=uses_24_hours)
        case Medication():
            return medicine_name(record), tr(record.state.label)
        case Note():
            return _short(record.text), day_not_known(record.on)
        case Question():
            return _short(record.text), _short(record.answer)
        case CareTeamMember():
            role = tr(record.role.label) if record.role is not None else ""
            return record.name, ", ".join(text for text in (role, record.phones) if text)
    return _other_words(record)


def _other_words(record: Record) -> tuple[str, str]:
    match record:
        case TumorFact():
            return tr(record.topic.label), record.value or tr(record.state.label)
        case Allergy():
            return record.substance or tr(record.statement.label), record.reaction
        case NextStep():
            due = "" if record.due_on is None else tr("by {date}").format(date=date_words(record.due_on))
            return _short(record.text), ", ".join(text for text in (record.who, due) if text)
        case Administration():
            return _short(record.reaction or record.why_not or record.note), day_not_known(record.given_at.on)
        case Sample():
            return _short(record.procedure or record.note), day_not_known(record.taken_on)
    details = paper_details(record) if isinstance(record, Attachment) else _short(record.note)
    return _short(subject_of(record)), details


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1].rstrip()}…"
