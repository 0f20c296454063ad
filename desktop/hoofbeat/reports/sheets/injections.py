"""The ledger of injections and infusions: plain dates of what is planned and what was given, and space for the next ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hoofbeat.domain.medicines import DosePlan
from hoofbeat.domain.records import Administration, Appointment
from hoofbeat.domain.sheets.injections import GivenRow, InjectionsSheet
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.visit_sheet import MedicineRow
from hoofbeat.reports.content import joined
from hoofbeat.reports.parts import (
    BlankTable,
    Column,
    Fact,
    Heading,
    Look,
    Paragraph,
    Part,
    SheetBody,
    Table,
    TableRow,
    section,
)
from hoofbeat.wording import medicines
from hoofbeat.wording.amounts import dose_words
from hoofbeat.wording.dates import date_words, day_not_known, moment_words, period_words, time_words
from hoofbeat.wording.sheets import part_of
from hoofbeat.wording.translation import ntr, tr

_ROWS_TO_WRITE = 3


def injections_body(sheet: InjectionsSheet, request: SheetRequest, *, today: date) -> SheetBody:
    """Say the ledger."""
    parts: list[Part] = []
    if request.has(Section.PLANNED):
        planned = [_planned(row, today) for row in sheet.planned]
        parts += section(tr("Planned next"), planned, nothing=tr("No injection or infusion is recorded."))
    if request.has(Section.APPOINTMENTS):
        around = [_appointment(each, uses_24_hours=sheet.uses_24_hours) for each in sheet.appointments]
        parts += section(tr("Scans and treatments to come"), around)
    if request.has(Section.GIVEN):
        parts += _given(sheet)
    period = period_words(request.period.start, request.period.end)
    other_times = [tr("doses of other times")] if period and request.has(Section.GIVEN) else []
    return SheetBody(
        tuple(parts),
        subline=period or tr("As of {date}").format(date=date_words(today)),
        left_out=(*other_times, *map(part_of, sheet.partly_out)),
        counts={
            Section.PLANNED: len(sheet.planned),
            Section.APPOINTMENTS: len(sheet.appointments),
            Section.GIVEN: len(sheet.rows),
        },
        body=10.5,
    )


def _planned(row: MedicineRow, today: date) -> Fact:
    dose = medicines.current_dose_words(row.doses, row.near) or tr("dose not recorded")
    said = tr("No next date is planned.")
    details: list[str] = []
    if row.plan is not None and row.plan.dates:
        said = tr("Planned {dates}.").format(dates=medicines.next_dates_words(row.plan))
        details += [medicines.rule_words(row.plan.rule), *_order_words(row.plan)]
    if row.plan is not None and row.plan.unmarked is not None:
        details.insert(0, medicines.unmarked_words(row.plan.unmarked, today=today))
    name = medicines.medicine_name(row.medication)
    return Fact(name, joined(dose, row.medication.route), " ".join([said, *details]), is_name=True)


def _order_words(plan: DosePlan) -> Iterator[str]:
    if plan.phase is not None and plan.order_by is not None:
        yield f"{medicines.order_by_words(plan.phase, plan.dates[0], plan.order_by)}."


def _appointment(held: Appointment, *, uses_24_hours: bool) -> Fact:
    when = moment_words(held.starts_at, uses_24_hours=uses_24_hours)
    return Fact(when, joined(tr(held.kind.label), held.about, held.with_whom), joined(held.place, held.room))


def _given(sheet: InjectionsSheet) -> Iterator[Part]:
    yield Heading(tr("Given"), tr("newest first"))
    if not sheet.rows:
        yield Paragraph(tr("No dose marked as given."), Look.QUIET)
    columns = (
        Column(tr("Given on"), 1.35, Look.STRONG),
        Column(tr("Amount"), 0.7),
        Column(tr("Side, place on the body"), 1.25),
        Column(tr("Since the one before"), 0.75),
        Column(tr("Given by, where"), 1.3),
    )
    if sheet.rows:
        yield Table(columns, tuple(_rows(sheet.rows, uses_24_hours=sheet.uses_24_hours)))
    yield Heading(tr("To write on"), is_small=True)
    yield BlankTable(columns, _ROWS_TO_WRITE)


def _rows(rows: Sequence[GivenRow], *, uses_24_hours: bool) -> Iterator[TableRow]:
    """Yield the doses, each medicine below its name, in the order of the newest dose."""
    grouped: dict[str, list[GivenRow]] = {}
    for row in rows:
        grouped.setdefault(row.medication.id, []).append(row)
    for group in grouped.values():
        name = medicines.medicine_name(group[0].medication)
        for row in group:
            yield _row(row, name, uses_24_hours=uses_24_hours)


def _row(row: GivenRow, name: str, *, uses_24_hours: bool) -> TableRow:
    dose = row.dose
    on = dose.given_at.on
    day = date_words(on, is_short=True) if on.is_exact else day_not_known(on)
    at = "" if dose.given_at.at is None else time_words(dose.given_at.at, uses_24_hours=uses_24_hours)
    days = row.days_since
    return TableRow(
        (
            joined(day, at),
            "" if dose.amount is None else dose_words(dose.amount, dose.unit),
            joined("" if dose.side is None else tr(dose.side.label), dose.site),
            "" if days is None else ntr("{count} day", "{count} days", days).format(count=days),
            joined(dose.given_by, dose.place),
        ),
        _detail(dose),
        label=name,
    )


def _detail(dose: Administration) -> str:
    planned, given = dose.planned_on, dose.given_at.on
    said = [
        tr("Planned for {date}.").format(date=date_words(planned)) if planned is not None and planned != given else "",
        tr("Lot {number}.").format(number=dose.lot.strip()) if dose.lot.strip() else "",
        tr("Reaction: {text}.").format(text=dose.reaction.strip().rstrip(".")) if dose.reaction.strip() else "",
        " ".join(dose.note.split()),
    ]
    return " ".join(text for text in said if text)
