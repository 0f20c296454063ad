"""Medicines: what is taken, how much from which day on, and what was really given."""

from __future__ import annotations

from decimal import Decimal
from typing import NewType

from hoofbeat.domain import fields
from hoofbeat.domain.fields import Choice, record
from hoofbeat.domain.records.kinds import Record
from hoofbeat.domain.values import PartialDate, WallTime

MedicationId = NewType("MedicationId", str)
DosePhaseId = NewType("DosePhaseId", str)
AdministrationId = NewType("AdministrationId", str)


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
    moved_to: PartialDate | None = fields.partial_date(
        "Next dose moved to", default=None, help="Until that dose is given, the rhythm goes on from this date."
    )
    is_reminding: bool = fields.flag("Remind me of its doses", default=False, is_in_reports=False)


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
    limit: str = fields.text(
        "At most", default="", help="The limit as it was given to you, for example no more than 4 in 24 hours."
    )


class GivenState(Choice):
    """Whether a planned dose was given."""

    GIVEN = "given", "Given"
    NOT_GIVEN = "not given", "Not given"


class Side(Choice):
    """The side of the body."""

    LEFT = "left", "left side"
    RIGHT = "right", "right side"


class DayPart(Choice):
    """A part of the day, by the name of its field in a dose phase."""

    MORNING = "morning", "Morning"
    MIDDAY = "midday", "Midday"
    EVENING = "evening", "Evening"
    BEDTIME = "bedtime", "Bedtime"


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
    part_of_day: DayPart | None = fields.choice(DayPart, "Part of the day", default=None)
