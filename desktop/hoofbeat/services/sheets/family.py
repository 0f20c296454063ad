"""The family copy: what comes next and how things stand, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoofbeat.domain.labs.known_tests import CatalogueTests
from hoofbeat.domain.records import Appointment, AppointmentState
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.services.sheets.setting import SheetSetting

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody

_MOST_APPOINTMENTS = 6


def make(setting: SheetSetting) -> SheetBody:
    """Make the copy."""
    from hoofbeat.reports.sheets.family import family_body

    sheet, request = setting.visit_sheet(), setting.request
    ahead = [each for each in setting.stored.list(Appointment) if _is_ahead(each, setting)]
    kept = sorted(request.keep(ahead), key=lambda each: str(each.starts_at))
    return family_body(
        sheet,
        kept[:_MOST_APPOINTMENTS] if request.has(Section.APPOINTMENTS) else (),
        request,
        units=CatalogueTests(setting.catalogue),
        uses_24_hours=setting.uses_24_hours,
        are_appointments_partly_out=request.has(Section.APPOINTMENTS) and len(kept) < len(ahead),
    )


def _is_ahead(appointment: Appointment, setting: SheetSetting) -> bool:
    is_on = appointment.state in (AppointmentState.PLANNED, AppointmentState.MOVED)
    return is_on and appointment.starts_at.on.last >= setting.today
