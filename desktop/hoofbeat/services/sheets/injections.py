"""The ledger of injections and infusions: what is planned next, the appointments around it, and every one that was given."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from hoofbeat.domain.records import Appointment, AppointmentKind, MedicineUse
from hoofbeat.domain.sheets.injections import GivenRow, InjectionsSheet
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.values import Period
from hoofbeat.domain.visits import appointments_ahead
from hoofbeat.services.ledger import LedgerRow, read_rows
from hoofbeat.services.sheets.setting import SheetSetting

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody

_USES = (MedicineUse.INJECTION, MedicineUse.INFUSION)
_AROUND = frozenset(
    {AppointmentKind.SCAN, AppointmentKind.INJECTION, AppointmentKind.INFUSION, AppointmentKind.OPERATION}
)


def make(setting: SheetSetting) -> SheetBody:
    """Make the ledger."""
    from hoofbeat.reports.sheets.injections import injections_body

    request, stored = setting.request, setting.stored
    ahead = appointments_ahead(stored.list(Appointment), today=setting.today)
    around = [each for each in ahead if each.kind in _AROUND]
    rows = read_rows(stored)
    kept = {row.dose.id for row in rows if request.may_hold(row.medication) and request.may_hold(row.dose)}
    sheet = setting.visit_sheet()
    partly = {
        Section.PLANNED: Section.MEDICINES in sheet.partly_left_out,
        Section.APPOINTMENTS: len(request.keep(around)) < len(around),
        Section.GIVEN: len(kept) < len(rows),
    }
    shown = InjectionsSheet(
        rows=tuple(row for row in _given(rows, kept) if _is_of(row, request.period)),
        planned=tuple(row for row in sheet.medicines if row.medication.use in _USES),
        appointments=request.keep(around),
        partly_out=tuple(section for section, is_out in partly.items() if is_out and request.has(section)),
        uses_24_hours=setting.uses_24_hours,
    )
    return injections_body(shown, request, today=setting.today)


def _given(rows: Sequence[LedgerRow], kept: Collection[str]) -> Iterator[GivenRow]:
    """Yield the doses that may be shown. Days since one that may not are left out: on this paper they count from no date."""
    before: dict[str, str] = {}  # the dose of each medicine before, read from the oldest on
    is_said: set[str] = set()
    for row in reversed(rows):
        if before.get(row.medication.id) in kept:
            is_said.add(row.dose.id)
        before[row.medication.id] = row.dose.id
    for row in rows:
        if row.dose.id in kept:
            yield GivenRow(row.medication, row.dose, row.days_since if row.dose.id in is_said else None)


def _is_of(row: GivenRow, period: Period) -> bool:
    on = row.dose.given_at.on
    is_after_start = period.start is None or on.last >= period.start.first
    return is_after_start and (period.end is None or on.first <= period.end.last)
