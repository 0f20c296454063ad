"""What the chart of a week says: which doses each of its days holds by plan, and what has no day in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from hoofbeat.domain.medicines import DayDose
from hoofbeat.domain.records import DayPart, Medication
from hoofbeat.domain.visit_sheet import MedicineRow


@dataclass(frozen=True, slots=True)
class WeekDose:
    """A dose that comes again on several days: the same medicine, amount and time of day; `days` counts it by day."""

    dose: DayDose
    days: Mapping[date, int] = field(default_factory=dict)

    @property
    def medication(self) -> Medication:
        """Return the medicine."""
        return self.dose.medication

    @property
    def part(self) -> DayPart | None:
        """Return the part of the day, None where none is said."""
        return self.dose.part


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days with their doses in the order of the day; `without_day` are the medicines in use that have no dose in them."""

    days: tuple[date, ...]
    doses: tuple[WeekDose, ...]
    without_day: tuple[MedicineRow, ...] = ()


def in_rows(doses: Mapping[date, tuple[DayDose, ...]]) -> tuple[WeekDose, ...]:
    """Return the doses of days as rows: what is the same on several days is one row."""
    first: dict[tuple[str, str, str], DayDose] = {}
    days: dict[tuple[str, str, str], dict[date, int]] = {}
    for day, held in doses.items():
        for dose in held:
            key = (dose.medication.id, dose.planned.phase.id, _when(dose))
            first.setdefault(key, dose)
            counted = days.setdefault(key, {})
            counted[day] = counted.get(day, 0) + 1
    rows = [WeekDose(first[key], days[key]) for key in first]
    return tuple(sorted(rows, key=_place))


def _when(dose: DayDose) -> str:
    planned = dose.planned
    amount: Decimal | None = dose.amount
    return f"{planned.part}/{planned.at}/{amount}/{dose.unit}"


def _place(row: WeekDose) -> tuple[int, time, str]:
    """Put a dose without a part of the day behind those that have one."""
    part, at = row.part, row.dose.planned.at
    return (len(DayPart) if part is None else list(DayPart).index(part), at or time.min, row.medication.name.casefold())
