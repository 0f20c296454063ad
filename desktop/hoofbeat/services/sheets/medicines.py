"""The medicines list: what is taken, what was stopped, what must not be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoofbeat.domain.records import Medication, MedicineState
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.services.sheets.setting import SheetSetting

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody


def make(setting: SheetSetting) -> SheetBody:
    """Make the list."""
    from hoofbeat.reports.sheets.medicines import medicines_body

    request = setting.request
    stopped = list(setting.stored.list(Medication, state=MedicineState.STOPPED))
    kept = request.keep(stopped) if request.has(Section.STOPPED) else ()
    is_partly_out = request.has(Section.STOPPED) and len(kept) < len(stopped)
    return medicines_body(setting.visit_sheet(), kept, request, is_partly_out=is_partly_out)
