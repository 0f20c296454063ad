"""The record types of a journal: frozen dataclasses of declared fields, and the kinds that they are known by."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NewType, Self

from hoofbeat.domain import fields
from hoofbeat.domain.fields import Choice, Field, OnRemove, fields_of, record
from hoofbeat.domain.values import PartialDate, Quantity, ReferenceRange, WallTime


class Kind(StrEnum):
    """The kinds of records, under the words of the command line."""

    PEOPLE = "people"
    TEAM = "team"
    TUMOR_FACTS = "tumor-facts"
    APPOINTMENTS = "appointments"
    QUESTIONS = "questions"
    LABORATORIES = "laboratories"
    OWN_TESTS = "own-tests"
    SAMPLES = "samples"
    RESULTS = "results"
    MEDICINES = "medicines"
    DOSES = "doses"
    GIVEN = "given"
    ALLERGIES = "allergies"


PersonId = NewType("PersonId", str)
CareTeamMemberId = NewType("CareTeamMemberId", str)
TumorFactId = NewType("TumorFactId", str)
AppointmentId = NewType("AppointmentId", str)
QuestionId = NewType("QuestionId", str)
LaboratoryId = NewType("LaboratoryId", str)
OwnTestId = NewType("OwnTestId", str)
SampleId = NewType("SampleId", str)
ResultId = NewType("ResultId", str)
MedicationId = NewType("MedicationId", str)
DosePhaseId = NewType("DosePhaseId", str)
AdministrationId = NewType("AdministrationId", str)
AllergyId = NewType("AllergyId", str)


@record
class Record:
    """What every record has: an id (UUID text), where it comes from, a free note, a mark that keeps it off sheets."""

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    id: str
    source: str = fields.text(
        "Where this comes from",
        default="",
        help="For example: lab report, letter, told by the team, own device, remembered.",
    )
    source_id: str = fields.text("Name in the source", default="", is_typed=False, is_in_reports=False)
    note: str = fields.long_text("Note", default="")
    is_sensitive: bool = fields.flag("Keep off sheets unless chosen", default=False, is_in_reports=False)

    def replaced(self, **changes: Any) -> Self:
        """Return a copy with these fields changed."""
        return dataclasses.replace(self, **changes)


@record
class Person(Record):
    """The person whose journal this is."""

    id: PersonId
    name: str = fields.text("Name", default="")
    born_on: PartialDate | None = fields.partial_date("Born on", default=None)
    identifiers: str = fields.long_text(
        "Patient numbers", default="", help="One a line, for example a hospital number."
    )
    contacts: str = fields.long_text("Contacts", default="", help="Address, phones, whom to call.")
    language: str = fields.text("Language", default="")
    alerts: str = fields.long_text(
        "What staff need to know at once", default="", help="One a line. It stands at the top of the visit sheet."
    )


class TeamRole(Choice):
    """What a member of the care team does."""

    ONCOLOGIST = "oncologist", "Cancer doctor (oncologist)"
    ENDOCRINOLOGIST = "endocrinologist", "Hormone doctor (endocrinologist)"
    SURGEON = "surgeon", "Surgeon"
    GASTROENTEROLOGIST = "gastroenterologist", "Stomach and bowel doctor (gastroenterologist)"
    NUCLEAR_MEDICINE = "nuclear medicine", "Nuclear medicine doctor"
    FAMILY_DOCTOR = "family doctor", "Family doctor"
    NURSE = "nurse", "Nurse"
    DIETITIAN = "dietitian", "Dietitian"
    PHARMACIST = "pharmacist", "Pharmacist"
    PLACE = "place", "Hospital, clinic or office"
    FAMILY = "family", "Family or friend"
    OTHER = "other", "Other"


@record
class CareTeamMember(Record):
    """A person or a place of the care team."""

    id: CareTeamMemberId
    name: str = fields.text("Name")
    role: TeamRole | None = fields.choice(TeamRole, "Role", default=None)
    organisation: str = fields.text("Hospital or practice", default="", suggests="team.organisation")
    phones: str = fields.text("Phones", default="")
    email: str = fields.text("E-mail", default="")
    address: str = fields.long_text("Address", default="")
    call_for: str = fields.text("Call for", default="", help="For example: results, side effects, new appointments.")
    is_emergency_contact: bool = fields.flag("Call in an emergency", default=False)


class TumorTopic(Choice):
    """The eight lines of "My tumor", and what else is worth a line."""

    SITE = "site", "Where it is"
    HORMONE = "hormone", "Hormone it makes"
    GRADE = "grade", "Grade"
    KI67 = "ki-67", "Ki-67"
    SPREAD = "spread", "Where it has spread"
    SSTR_SCAN = "sstr scan", "Somatostatin receptor scan"
    GENETICS = "genetics", "Genetic tests, such as MEN1"
    OPERATIONS = "operations", "Operations and other treatments"
    OTHER = "other", "Something else"


class Knowledge(Choice):
    """How far something is known; *not known* is a fine answer."""

    KNOWN = "known", "known"
    NOT_KNOWN = "not known", "not known to me"
    NOT_TESTED = "not tested", "not tested"


@record
class TumorFact(Record):
    """One line of "My tumor in eight lines"."""

    id: TumorFactId
    topic: TumorTopic = fields.choice(TumorTopic, "About")
    state: Knowledge = fields.choice(Knowledge, "How far it is known", default=Knowledge.KNOWN)
    value: str = fields.text("What is known", default="", help="In the words of the report or of your team.")
    on: PartialDate | None = fields.partial_date("Date", default=None)


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
    plan: str = fields.long_text("Next steps", default="", help="One a line: what, who, by when.")
    since_last_visit: str = fields.long_text(
        "How it has been since the last visit",
        default="",
        help="In your own words. The visit sheet prints up to 60 of them.",
    )


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
class Laboratory(Record):
    """A laboratory, by the name on its reports."""

    id: LaboratoryId
    name: str = fields.text("Name")
    phone: str = fields.text("Phone", default="")


@record
class OwnTest(Record):
    """A test that the catalogue does not have, under the name that the sender or the person gave it."""

    id: OwnTestId
    name: str = fields.text("Name")
    code: str = fields.text("Code", default="", is_typed=False, is_in_reports=False)
    code_system: str = fields.text("Code system", default="", is_typed=False, is_in_reports=False)


class AcidMedicine(Choice):
    """Whether a medicine against stomach acid was being taken when the sample was taken."""

    TAKING = "taking", "taking"
    NOT_TAKING = "not taking", "not taking"
    STOPPED = "stopped", "stopped before the test"


class Progress(Choice):
    """Whether what was asked of the laboratory has come back."""

    AWAITED = "awaited", "Awaited"
    RECEIVED = "received", "Received"


@record
class Sample(Record):
    """Blood, urine or other material taken at one moment, and how it was taken."""

    id: SampleId
    taken_on: PartialDate | None = fields.partial_date("Taken on", default=None)
    taken_at: time | None = fields.time_of_day("Time", default=None)
    taken_text: str = fields.text("Moment as received", default="", is_typed=False, is_in_reports=False)
    laboratory: LaboratoryId | None = fields.reference(
        "laboratories", "Laboratory", default=None, on_remove=OnRemove.CLEAR, suggests="laboratories.name"
    )
    specimen: str = fields.text(
        "Specimen", default="", suggests="samples.specimen", help="For example blood, serum, urine."
    )
    fasting_hours: Decimal | None = fields.decimal("Hours without food", default=None, minimum=0, maximum=200)
    acid_medicine: AcidMedicine | None = fields.choice(
        AcidMedicine,
        "Stomach-acid medicine",
        default=None,
        help="Ask your care team before you change or stop any medicine.",
    )
    acid_medicine_advice: str = fields.text("On whose advice", default="")
    state: Progress = fields.choice(Progress, "State", default=Progress.RECEIVED)
    expected_on: PartialDate | None = fields.partial_date("Result expected by", default=None)


@record
class Result(Record):
    """One value of a sample as its laboratory printed it, with that laboratory's own range."""

    id: ResultId
    sample: SampleId = fields.reference("samples", "Sample")
    catalogue_test: str = fields.text("Test of the catalogue", default="")
    own_test: OwnTestId | None = fields.reference("own-tests", "Own test", default=None)
    state: Progress = fields.choice(Progress, "State", default=Progress.RECEIVED)
    minute: int | None = fields.integer("Minute of the test", default=None, minimum=-1440, maximum=10_080)
    value_text: str = fields.text("Value as printed", default="")
    comparator: str = fields.text("Sign before the number", default="", is_typed=False)
    value: Decimal | None = fields.decimal("Number", default=None, is_typed=False)
    unit: str = fields.text("Unit", default="")
    method: str = fields.text("Method", default="")
    range_low: Decimal | None = fields.decimal("Range from", default=None)
    range_high: Decimal | None = fields.decimal("Range to", default=None)
    range_text: str = fields.text("Range as printed", default="")
    flag: str = fields.text("Flag printed by the lab", default="", help='For example "H", exactly as printed.')
    report_state: str = fields.text("State in the report", default="", is_typed=False)
    code: str = fields.text("Code as received", default="", is_typed=False, is_in_reports=False)
    code_system: str = fields.text("Code system as received", default="", is_typed=False, is_in_reports=False)
    code_display: str = fields.text("Name as received", default="", is_typed=False, is_in_reports=False)

    @property
    def range(self) -> ReferenceRange:
        """Return the range that the laboratory printed."""
        return ReferenceRange(self.range_low, self.range_high, self.range_text)

    @property
    def quantity(self) -> Quantity | None:
        """Return the number with its unit and comparator, where one was understood."""
        if self.value is None:
            return None
        return Quantity(self.value, self.unit, self.comparator or None)


class MedicineUse(Choice):
    """How a medicine is used."""

    REGULAR = "regular", "Regular"
    AS_NEEDED = "as needed", "As needed"
    INJECTION = "injection", "Injection"
    INFUSION = "infusion", "Infusion"


class MedicineState(Choice):
    """Whether a medicine is being taken."""

    TAKING = "taking", "Taking now"
    PLANNED = "planned", "Planned"
    STOPPED = "stopped", "Stopped"
    NOT_KNOWN = "not known", "Not known"


@record
class Medication(Record):
    """A medicine under the name on its label; how much and how often stands in its dose phases."""

    id: MedicationId
    name: str = fields.text("Name as on the label")
    generic_name: str = fields.text("Generic name", default="")
    why: str = fields.text("What it is for", default="")
    use: MedicineUse = fields.choice(MedicineUse, "Use", default=MedicineUse.REGULAR)
    form: str = fields.text("Form", default="", suggests="medicines.form", help="For example tablet, capsule, syringe.")
    route: str = fields.text(
        "How it is given", default="", suggests="medicines.route", help="For example by mouth, under the skin."
    )
    strength: str = fields.text("Strength", default="")
    prescriber: str = fields.text("Prescribed by", default="", suggests="team.name")
    pharmacy: str = fields.text("Pharmacy", default="", suggests="medicines.pharmacy")
    state: MedicineState = fields.choice(MedicineState, "State", default=MedicineState.TAKING)
    started_on: PartialDate | None = fields.partial_date("Started on", default=None)
    stopped_on: PartialDate | None = fields.partial_date("Stopped on", default=None)
    why_stopped: str = fields.text("Why stopped", default="")
    code: str = fields.text("Code as received", default="", is_typed=False, is_in_reports=False)
    code_system: str = fields.text("Code system as received", default="", is_typed=False, is_in_reports=False)


class Schedule(Choice):
    """The rhythm of a dose."""

    DAILY = "daily", "Every day"
    EVERY_HOURS = "every hours", "Every so many hours"
    EVERY_DAYS = "every days", "Every so many days"
    EVERY_WEEKS = "every weeks", "Every so many weeks"
    DAYS_OF_WEEK = "days of week", "On days of the week"
    DAY_OF_MONTH = "day of month", "On a day of the month"
    CYCLE = "cycle", "In cycles of days on and days off"
    AS_NEEDED = "as needed", "As needed"
    ONCE = "once", "Once"
    AS_WRITTEN = "as written", "As written"


@record
class DosePhase(Record):
    """How much and how often, from one date on: a changed dose is a new phase, the past stays as it was."""

    id: DosePhaseId
    medication: MedicationId = fields.reference("medicines", "Medicine")
    from_on: PartialDate | None = fields.partial_date("From", default=None)
    until_on: PartialDate | None = fields.partial_date("Until", default=None)
    amount: Decimal | None = fields.decimal("Amount", default=None, minimum=0)
    unit: str = fields.text("Unit", default="", suggests="doses.unit", help="For example mg, micrograms, tablets.")
    schedule: Schedule = fields.choice(Schedule, "How often", default=Schedule.AS_WRITTEN)
    every: int | None = fields.integer("Every how many", default=None, minimum=1, maximum=365)
    times_per_day: int | None = fields.integer("Times a day", default=None, minimum=1, maximum=24)
    days_of_week: str = fields.text("Days of the week", default="", help="For example Monday, Thursday.")
    day_of_month: int | None = fields.integer("Day of the month", default=None, minimum=1, maximum=31)
    days_on: int | None = fields.integer("Days on", default=None, minimum=1, maximum=365)
    days_off: int | None = fields.integer("Days off", default=None, minimum=1, maximum=365)
    morning: Decimal | None = fields.decimal("Morning", default=None, minimum=0)
    midday: Decimal | None = fields.decimal("Midday", default=None, minimum=0)
    evening: Decimal | None = fields.decimal("Evening", default=None, minimum=0)
    bedtime: Decimal | None = fields.decimal("Bedtime", default=None, minimum=0)
    at_times: str = fields.text("Times on the clock", default="", help="For example 08:00, 20:00.")
    instructions: str = fields.text("As written on the label", default="")
    reason: str = fields.text("Reason for the change", default="")
    order_days_before: int | None = fields.integer("Order so many days before", default=None, minimum=0, maximum=365)


class GivenState(Choice):
    """Whether a planned dose was given."""

    GIVEN = "given", "Given"
    NOT_GIVEN = "not given", "Not given"


class Side(Choice):
    """The side of the body."""

    LEFT = "left", "left side"
    RIGHT = "right", "right side"


@record
class Administration(Record):
    """A dose that was given, with the amount as it was then; or one that was not, and why."""

    id: AdministrationId
    medication: MedicationId = fields.reference("medicines", "Medicine")
    state: GivenState = fields.choice(GivenState, "State", default=GivenState.GIVEN)
    given_at: WallTime = fields.wall_time("When")
    planned_on: PartialDate | None = fields.partial_date("Planned for", default=None)
    amount: Decimal | None = fields.decimal("Amount", default=None, minimum=0)
    unit: str = fields.text("Unit", default="", suggests="doses.unit")
    side: Side | None = fields.choice(Side, "Side", default=None)
    site: str = fields.text("Place on the body", default="", suggests="given.site")
    given_by: str = fields.text("Given by", default="", suggests="given.given_by")
    place: str = fields.text("Where", default="", suggests="given.place")
    lot: str = fields.text("Lot number", default="")
    reaction: str = fields.text("Reaction", default="")
    why_not: str = fields.text("Why not given", default="")


class AllergyStatement(Choice):
    """What a line of the allergy list says; an empty list means *not recorded*, never *none*."""

    ALLERGY = "allergy", "Allergy"
    DO_NOT_GIVE = "do not give", "Do not give"
    NONE_KNOWN = "none known", "None known"


@record
class Allergy(Record):
    """An allergy, a do-not-give note, or the statement that none is known."""

    id: AllergyId
    statement: AllergyStatement = fields.choice(AllergyStatement, "What it says", default=AllergyStatement.ALLERGY)
    substance: str = fields.text("To what", default="")
    reaction: str = fields.text("Reaction", default="")
    noticed_on: PartialDate | None = fields.partial_date("Since", default=None)
    state: str = fields.text("State as received", default="", is_typed=False)
    code: str = fields.text("Code as received", default="", is_typed=False, is_in_reports=False)
    code_system: str = fields.text("Code system as received", default="", is_typed=False, is_in_reports=False)


RECORD_TYPES: Mapping[Kind, type[Record]] = MappingProxyType(
    {
        Kind.PEOPLE: Person,
        Kind.TEAM: CareTeamMember,
        Kind.TUMOR_FACTS: TumorFact,
        Kind.APPOINTMENTS: Appointment,
        Kind.QUESTIONS: Question,
        Kind.LABORATORIES: Laboratory,
        Kind.OWN_TESTS: OwnTest,
        Kind.SAMPLES: Sample,
        Kind.RESULTS: Result,
        Kind.MEDICINES: Medication,
        Kind.DOSES: DosePhase,
        Kind.GIVEN: Administration,
        Kind.ALLERGIES: Allergy,
    }
)
"""Each kind with its type, parents before what refers to them."""

_KINDS: Mapping[type[Record], Kind] = MappingProxyType({each: kind for kind, each in RECORD_TYPES.items()})


def kind_of(record_type: type[Record]) -> Kind:
    """Return the kind of a record type."""
    return _KINDS[record_type]


_SUBJECTS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.APPOINTMENTS: ("with_whom", "about", "place"),
        Kind.QUESTIONS: ("text",),
        Kind.TUMOR_FACTS: ("value",),
        Kind.RESULTS: ("value_text",),
        Kind.ALLERGIES: ("substance",),
        Kind.SAMPLES: ("specimen",),
        Kind.DOSES: ("instructions",),
        Kind.GIVEN: ("site",),
    }
)


def subject_of(record: Record) -> str:
    """Return the words that name a record in a list of changes: the first of its naming fields that is filled in."""
    names = _SUBJECTS.get(kind_of(type(record)), ("name",))
    return next((text for text in (str(getattr(record, name)).strip() for name in names) if text), "")


@cache
def fields_for(kind: Kind) -> Mapping[str, Field]:
    """Return the declared fields of a kind by name."""
    return fields_of(RECORD_TYPES[kind])


@cache
def references_to(kind: Kind) -> tuple[tuple[Kind, Field], ...]:
    """Return the fields of other kinds that hold ids of this kind."""
    return tuple(
        (other, field) for other in Kind for field in fields_for(other).values() if field.refers_to == kind.value
    )
