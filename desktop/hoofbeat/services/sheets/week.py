"""The chart of a week, or of the weeks of a period: what each day holds by plan."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hoofbeat.domain.medicines import DayDose, day_doses
from hoofbeat.domain.records import Administration, DosePhase, Medication, MedicineState, Schedule
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.week import Week, in_rows
from hoofbeat.domain.values import Period
from hoofbeat.domain.visit_sheet import MedicineRow
from hoofbeat.services.sheets.setting import SheetSetting
from hoofbeat.store.repositories import Order

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody

_WEEK = 7
_MOST_WEEKS = 8
_DOSES_LOOKED_BACK = 40
"""So many of the newest doses tell from which one a rhythm is counted."""


def make(setting: SheetSetting) -> SheetBody:
    """Make the chart."""
    from hoofbeat.reports.sheets.week import week_body

    sheet = setting.visit_sheet()
    courses = [_Course.read(setting, row.medication) for row in sheet.medicines if _is_taken(row.medication)]
    weeks = []
    for days in _weeks(setting.request.period, setting.today):
        planned = {day: tuple(dose for each in courses for dose in each.on(day, setting.today)) for day in days}
        held = {dose.medication.id for doses in planned.values() for dose in doses}
        taken = (row for row in sheet.medicines if _is_taken(row.medication))
        others = tuple(row for each in taken if (row := _without_day(each, held)) is not None)
        weeks.append(Week(days, in_rows(planned), others))
    is_partly_out = Section.MEDICINES in sheet.partly_left_out
    return week_body(weeks, setting.request, is_partly_out=is_partly_out, uses_24_hours=setting.uses_24_hours)


@dataclass(frozen=True, slots=True)
class _Course:
    """A medicine with what tells on which days it is taken; nothing of it that is kept off the sheet."""

    medication: Medication
    phases: tuple[DosePhase, ...]
    given: tuple[Administration, ...]

    @classmethod
    def read(cls, setting: SheetSetting, medication: Medication) -> _Course:
        """Read the doses and the newest marks."""
        stored, request = setting.stored, setting.request
        newest = (Order("given_at", is_descending=True),)
        given = stored.page(Administration, order=newest, limit=_DOSES_LOOKED_BACK, medication=medication.id)
        return cls(medication, request.keep(stored.list(DosePhase, medication=medication.id)), request.keep(given))

    def on(self, day: date, today: date) -> Iterator[DayDose]:
        """Yield the doses that a day holds."""
        yield from day_doses(self.medication, self.phases, self.given, day=day, today=today)[0]


def _without_day(row: MedicineRow, held: Collection[str]) -> MedicineRow | None:
    """Return a medicine that the days do not hold; of one that they hold, what is taken as needed beside it, if anything."""
    if row.medication.id not in held:
        return row
    needed = tuple(each for each in row.doses if each.schedule is Schedule.AS_NEEDED)
    return replace(row, doses=needed, plan=None) if needed else None


def _is_taken(medication: Medication) -> bool:
    return medication.state is MedicineState.TAKING


def _weeks(period: Period, today: date) -> Iterator[tuple[date, ...]]:
    """Yield the days of each week: from the first day of the period, else from today; one week where no end is said."""
    first = today if period.start is None else period.start.first
    last = first if period.end is None else max(first, period.end.last)
    count = min(_MOST_WEEKS, (last - first).days // _WEEK + 1)
    for number in range(count):
        yield tuple(first + timedelta(days=number * _WEEK + day) for day in range(_WEEK))
