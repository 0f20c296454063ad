"""The visit sheet: its data, and its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from hoofbeat.domain.records import Medication, MedicineState
from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.services.sheets.setting import SheetSetting

if TYPE_CHECKING:
    from hoofbeat.domain.visit_sheet import VisitSheet
    from hoofbeat.reports.content import VisitContent
    from hoofbeat.reports.parts import Part


def content(setting: SheetSetting, sheet: VisitSheet, made_at: datetime) -> VisitContent:
    """Put the visit sheet into words."""
    from hoofbeat.reports.visit_content import visit_content

    words = visit_content(
        sheet, made_at=made_at, uses_24_hours=setting.uses_24_hours, for_whom=setting.request.for_whom
    )
    more = _more(setting)
    if not more:
        return words
    return replace(words, more=more, frame=replace(words.frame, left_out=(*words.frame.left_out, *_left_out(setting))))


def _more(setting: SheetSetting) -> tuple[Part, ...]:
    """Return what was ticked beyond the first two pages: charts, all results, medicines that were stopped."""
    request = setting.request
    parts: list[Part] = []
    if request.has(Section.CHARTS) or request.has(Section.ALL_RESULTS):
        from hoofbeat.reports.sheets.results import results_parts
        from hoofbeat.services.sheets.results import results_sheet

        parts += results_parts(
            results_sheet(setting), has_charts=request.has(Section.CHARTS), has_tables=request.has(Section.ALL_RESULTS)
        )
    if request.has(Section.STOPPED):
        from hoofbeat.reports.sheets.medicines import stopped_parts

        stopped = setting.stored.list(Medication, state=MedicineState.STOPPED)
        parts += stopped_parts(request.keep(stopped))
    return tuple(parts)


def _left_out(setting: SheetSetting) -> tuple[str, ...]:
    if setting.request.tests is None:
        return ()
    from hoofbeat.reports.sheets.results import other_tests_words

    return (other_tests_words(),)


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
