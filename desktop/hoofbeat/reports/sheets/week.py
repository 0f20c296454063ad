"""The chart of a week for the fridge: morning, midday, evening and bedtime, with a box for each dose of each day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from hoofbeat.domain.records import DayPart
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.sheets.week import Week, WeekDose
from hoofbeat.domain.values import PartialDate
from hoofbeat.domain.visit_sheet import MedicineRow
from hoofbeat.reports.parts import (
    Fact,
    Heading,
    Look,
    PageBreak,
    Paragraph,
    Part,
    SheetBody,
    TickRow,
    TickTable,
    section,
)
from hoofbeat.wording import medicines
from hoofbeat.wording.amounts import dose_words
from hoofbeat.wording.dates import WEEKDAYS, date_words, period_words, time_words
from hoofbeat.wording.sheets import part_of
from hoofbeat.wording.translation import tr

_PARTS: Mapping[DayPart | None, str] = MappingProxyType(
    {
        DayPart.MORNING: "Morning",
        DayPart.MIDDAY: "Midday",
        DayPart.EVENING: "Evening",
        DayPart.BEDTIME: "Bedtime",
        None: "At any time of the day",
    }
)


def week_body(weeks: Sequence[Week], request: SheetRequest, *, is_partly_out: bool, uses_24_hours: bool) -> SheetBody:
    """Say the weeks, each on a page of its own."""
    parts: list[Part] = []
    for week in weeks:
        parts += [PageBreak()] if parts else []
        parts += _week(week, request, uses_24_hours=uses_24_hours)
    is_said = is_partly_out and request.has(Section.MEDICINES)
    others = {row.medication.id for week in weeks for row in week.without_day}
    return SheetBody(
        tuple(parts),
        subline=_days(weeks[0].days[0], weeks[-1].days[-1]),
        left_out=(part_of(Section.MEDICINES),) if is_said else (),
        counts={
            Section.MEDICINES: len({each.medication.id for week in weeks for each in week.doses}),
            Section.AS_NEEDED: len(others),
        },
        body=13.0,
    )


def _days(first: date, last: date) -> str:
    return period_words(PartialDate.of(first), PartialDate.of(last))


def _week(week: Week, request: SheetRequest, *, uses_24_hours: bool) -> Iterator[Part]:
    if request.has(Section.MEDICINES):
        yield Heading(tr("Day by day"), _days(week.days[0], week.days[-1]))
        rows = tuple(_row(each, week, uses_24_hours=uses_24_hours) for each in week.doses)
        if rows:
            yield TickTable(tuple(map(_day, week.days)), rows)
        else:
            yield Paragraph(tr("No dose is planned for these days."), Look.QUIET)
    if request.has(Section.AS_NEEDED):
        yield from section(tr("As needed, or not on these days"), [_other(row) for row in week.without_day])


def _day(day: date) -> str:
    return tr("{weekday}\n{day}").format(weekday=tr(WEEKDAYS[day.weekday()])[:3], day=day.day)


def _row(row: WeekDose, week: Week, *, uses_24_hours: bool) -> TickRow:
    boxes = tuple(row.days.get(day, 0) for day in week.days)
    name = medicines.medicine_name(row.medication)
    return TickRow(name, _dose(row, uses_24_hours=uses_24_hours), boxes, tr(_PARTS[row.part]))


def _dose(row: WeekDose, *, uses_24_hours: bool) -> str:
    """Say how much at this time, and what the label says; each row stands for one dose."""
    planned, phase = row.dose.planned, row.dose.planned.phase
    if planned.part is not None and planned.at is None:
        return medicines.dose_in_part(phase, planned.part)
    amount = "" if row.dose.amount is None else dose_words(row.dose.amount, row.dose.unit)
    at = "" if planned.at is None else time_words(planned.at, uses_24_hours=uses_24_hours)
    said = " ".join(text for text in (at, amount) if text)
    written = " ".join(phase.instructions.split())
    return ", ".join(text for text in (said, written) if text) or tr("dose not recorded")


def _other(row: MedicineRow) -> Fact:
    dose = medicines.current_dose_words(row.doses, row.near) or tr("dose not recorded")
    dates = row.plan.dates if row.plan is not None else ()
    planned = tr("Planned next {date}.").format(date=date_words(dates[0])) if dates else ""
    return Fact(medicines.medicine_name(row.medication), dose, planned, is_name=True)
