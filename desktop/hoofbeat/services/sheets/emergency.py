"""The emergency sheet: the words of the person's own team, what must not be given, medicines, whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoofbeat.domain.records import Person
from hoofbeat.services.sheets.setting import SheetSetting

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody


def make(setting: SheetSetting) -> SheetBody:
    """Make the sheet."""
    from hoofbeat.reports.sheets.emergency import emergency_body

    person = next(setting.stored.list(Person), None)
    return emergency_body(setting.visit_sheet(), person, setting.request)
