"""What is taken on a day, when the next dose is planned and by which rule, what was given, and what changed."""

from hoofbeat.domain.medicines.clock_times import ClockChange, ClockDose, clock_change, clock_doses
from hoofbeat.domain.medicines.day_marks import DayDose, day_doses, mark_of
from hoofbeat.domain.medicines.day_plan import PlannedDose, doses_of_a_day, doses_on, part_at
from hoofbeat.domain.medicines.events import MedicineChange, MedicineEvent, medicine_changes
from hoofbeat.domain.medicines.given import (
    TakenCount,
    count_by_month,
    count_by_week,
    days_since,
    last_given,
)
from hoofbeat.domain.medicines.phases import (
    DoseNear,
    HeldPhase,
    collision,
    dose_as_needed,
    dose_near,
    dose_of_a_plan,
    ended_before,
    line_of_phases,
    may_go_on_beside,
    never_held,
    phases_on,
    spans_from,
    state_on,
)
from hoofbeat.domain.medicines.planning import (
    NEXT_DATES,
    DosePlan,
    PlannedDay,
    PlanRule,
    order_on,
    plan_doses,
    planned_days,
)
from hoofbeat.domain.medicines.rhythms import cycles_from, exact_day, weekdays_of

__all__ = [
    "NEXT_DATES",
    "ClockChange",
    "ClockDose",
    "DayDose",
    "DoseNear",
    "DosePlan",
    "HeldPhase",
    "MedicineChange",
    "MedicineEvent",
    "PlanRule",
    "PlannedDay",
    "PlannedDose",
    "TakenCount",
    "clock_change",
    "clock_doses",
    "collision",
    "count_by_month",
    "count_by_week",
    "cycles_from",
    "day_doses",
    "days_since",
    "dose_as_needed",
    "dose_near",
    "dose_of_a_plan",
    "doses_of_a_day",
    "doses_on",
    "ended_before",
    "exact_day",
    "last_given",
    "line_of_phases",
    "mark_of",
    "may_go_on_beside",
    "medicine_changes",
    "never_held",
    "order_on",
    "part_at",
    "phases_on",
    "plan_doses",
    "planned_days",
    "spans_from",
    "state_on",
    "weekdays_of",
]
