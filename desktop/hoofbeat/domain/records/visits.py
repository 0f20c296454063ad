"""Appointments and what belongs to them: questions, next steps, notes of the diary, and the sheets that were handed out."""

from __future__ import annotations

from datetime import time
from typing import NewType

from hoofbeat.domain import fields
from hoofbeat.domain.fields import Choice, OnRemove, record
from hoofbeat.domain.records.kinds import Record
from hoofbeat.domain.values import PartialDate, WallTime

AppointmentId = NewType("AppointmentId", str)
QuestionId = NewType("QuestionId", str)
NextStepId = NewType("NextStepId", str)
NoteId = NewType("NoteId", str)
SharingId = NewType("SharingId", str)


class AppointmentKind(Choice):
    """What happens at an appointment."""

    VISIT = "visit", "Visit"
    BLOOD_DRAW = "blood draw", "Blood draw"
    SCAN = "scan", "Scan"
    INJECTION = "injection", "Injection"
    INFUSION = "infusion", "Infusion"
    OPERATION = "operation", "Operation"
    CALL = "call", "Call"
    OTHER = "other", "Other"


class AppointmentState(Choice):
    """Where an appointment stands."""

    PLANNED = "planned", "Planned"
    MOVED = "moved", "Moved"
    CANCELLED = "cancelled", "Cancelled"
    DONE = "done", "Done"


@record
class Appointment(Record):
    """A visit, a blood draw, a scan or the like; its start is wall time, in a zone where one was given."""

    id: AppointmentId
    kind: AppointmentKind = fields.choice(AppointmentKind, "Kind", default=AppointmentKind.VISIT)
    starts_at: WallTime = fields.wall_time("Date and time")
    zone: str = fields.text(
        "Time zone", default="", help="For example Europe/Vienna. Left empty, it is the zone of this computer."
    )
    minutes: int | None = fields.integer("Length in minutes", default=None, minimum=1, maximum=60 * 24 * 30)
    with_whom: str = fields.text("With whom", default="", suggests="team.name")
    place: str = fields.text("Where", default="", suggests="appointments.place", help="Hospital, address, room.")
    phone: str = fields.text("Phone", default="")
    how_to_join: str = fields.text("How to join", default="", help="For a video or phone visit, as text.")
    preparation: str = fields.long_text("How to prepare", default="", help="As your team told you.")
    to_bring: str = fields.long_text("What to bring", default="", help="One thing a line.")
    companion: str = fields.text("Who comes along", default="", suggests="appointments.companion")
    about: str = fields.text("What it is about", default="")
    state: AppointmentState = fields.choice(AppointmentState, "State", default=AppointmentState.PLANNED)
    moved_from: WallTime | None = fields.wall_time("Moved from", default=None, is_typed=False)
    what_was_said: str = fields.long_text("What was said", default="")
    plan: str = fields.long_text("The plan, as you understood it", default="")
    since_last_visit: str = fields.long_text(
        "How it has been since the last visit",
        default="",
        help="In your own words. The visit sheet prints up to 60 of them.",
    )
    address: str = fields.text("Address", default="", suggests="appointments.address")
    room: str = fields.text("Room", default="")
    companion_role: str = fields.text(
        "Their part", default="", suggests="appointments.companion_role", help="For example daughter, takes notes."
    )
    packed: str = fields.long_text(
        "Packed already", default="", help="The lines of what to bring that are ticked.", is_typed=False
    )
    series: str = fields.text("Repeated with", default="", is_typed=False, is_in_reports=False)


@record
class Question(Record):
    """Something to ask, tied to an appointment or loose."""

    id: QuestionId
    text: str = fields.text("Question")
    rank: int | None = fields.integer("Place in the list", default=None, minimum=1, maximum=999, is_typed=False)
    appointment: AppointmentId | None = fields.reference(
        "appointments", "For the appointment", default=None, on_remove=OnRemove.CLEAR
    )
    about: str = fields.text(
        "It is about", default="", is_typed=False, help="The topic of the reference or the record it came from."
    )
    is_asked: bool = fields.flag("Asked", default=False)
    answer: str = fields.long_text("Answer, as you heard it", default="")


@record
class NextStep(Record):
    """Something to be done after a visit: by whom, and by when."""

    id: NextStepId
    text: str = fields.text("What to do")
    who: str = fields.text("Who does it", default="", suggests="next-steps.who")
    due_on: PartialDate | None = fields.partial_date("By when", default=None)
    appointment: AppointmentId | None = fields.reference(
        "appointments", "Agreed at the appointment", default=None, on_remove=OnRemove.CLEAR
    )
    is_done: bool = fields.flag("Done", default=False)
    done_on: PartialDate | None = fields.partial_date("Done on", default=None)


class NoteKind(Choice):
    """What a note of the diary is about."""

    NOTE = "note", "Note"
    SYMPTOM = "symptom", "Symptom"


@record
class Note(Record):
    """A line of the person's own diary."""

    id: NoteId
    text: str = fields.long_text("What you want to keep")
    kind: NoteKind = fields.choice(NoteKind, "Kind", default=NoteKind.NOTE)
    on: PartialDate | None = fields.partial_date("Date", default=None)
    at: time | None = fields.time_of_day("Time", default=None)


class Handing(Choice):
    """How a sheet left the program."""

    SAVED = "saved", "Saved as PDF"
    PRINTED = "printed", "Printed"
    TEXT = "text", "Saved as text"
    COPIED = "copied", "Copied as text"


@record
class Sharing(Record):
    """A sheet that was made to be given away: so that one can say who has what."""

    id: SharingId
    shared_at: WallTime = fields.wall_time("When")
    sheet: str = fields.text("Sheet")
    handing: Handing = fields.choice(Handing, "How", default=Handing.SAVED)
    for_whom: str = fields.text("For whom", default="", suggests="shared.for_whom")
    sections: str = fields.long_text("What it holds", default="", help="One section a line.")
    left_out: str = fields.long_text("What was left out", default="", help="One section a line.")
    file_name: str = fields.text("File", default="", is_in_reports=False)
    appointment: AppointmentId | None = fields.reference(
        "appointments", "For the appointment", default=None, on_remove=OnRemove.CLEAR
    )
