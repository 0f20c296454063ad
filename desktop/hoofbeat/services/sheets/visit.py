"""The visit sheet: its data, and its words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.services.sheets.setting import SheetSetting

if TYPE_CHECKING:
    from hoofbeat.domain.visit_sheet import VisitSheet
    from hoofbeat.reports.content import VisitContent


def content(setting: SheetSetting, sheet: VisitSheet, made_at: datetime) -> VisitContent:
    """Put the visit sheet into words."""
    from hoofbeat.reports.visit_content import visit_content

    return visit_content(sheet, made_at=made_at, uses_24_hours=setting.uses_24_hours, for_whom=setting.request.for_whom)


def counts(sheet: VisitSheet) -> dict[Section, int]:
    """Count what stands in each section."""
    return {
        Section.QUESTIONS: len(sheet.questions),
        Section.ALERTS: len(sheet.allergies) + len(sheet.alerts),
        Section.TUMOR: sum(line.fact is not None for line in sheet.tumor),
        Section.SINCE: len(sheet.since_items),
        Section.MEDICINES: len(sheet.medicines),
        Section.RESULTS: len(sheet.results) + len(sheet.awaited),
        Section.TEAM: len(sheet.team),
    }
