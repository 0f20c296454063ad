"""The history of a period, with the values of each sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hoofbeat.domain.sheets.kinds import Section
from hoofbeat.domain.timeline import Entry, Event, TimelineFilter
from hoofbeat.services.sheets.setting import SheetSetting
from hoofbeat.services.timeline import list_entries, may_show, with_values

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody

SECTION_OF: Mapping[Event, Section] = MappingProxyType(
    {
        Event.APPOINTMENT: Section.APPOINTMENTS,
        Event.NEXT_STEP: Section.APPOINTMENTS,
        Event.RESULTS: Section.RESULTS,
        Event.TEST_NOTE: Section.RESULTS,
        Event.MEDICINE_STARTED: Section.MEDICINES,
        Event.MEDICINE_CHANGED: Section.MEDICINES,
        Event.MEDICINE_STOPPED: Section.MEDICINES,
        Event.DOSE: Section.GIVEN,
        Event.NOTE: Section.NOTES,
        Event.TUMOR_FACT: Section.TUMOR,
        Event.ALLERGY: Section.ALERTS,
        Event.SHEET: Section.SHEETS,
        Event.PAPER: Section.PAPERS,
    }
)


def make(setting: SheetSetting) -> SheetBody:
    """Make the sheet."""
    from hoofbeat.reports.sheets.timeline import timeline_body

    request = setting.request
    wanted = TimelineFilter(start=request.period.start, end=request.period.end)
    found = [
        each
        for each in list_entries(setting.stored, wanted=wanted, catalogue=lambda: setting.catalogue)
        if request.has(SECTION_OF[each.event])
    ]
    kept = [each for each in found if may_show(each, request.included)]
    told = [_counted(with_values(setting.stored, each, setting.catalogue, request.included)) for each in kept]
    shown = {id(each) for each in kept}
    partly = {SECTION_OF[each.event] for each in found if id(each) not in shown}
    partly |= {Section.RESULTS for before, after in zip(kept, told, strict=True) if _count(before) != _count(after)}
    counts = dict.fromkeys(request.form.sections, 0)
    for each in told:
        counts[SECTION_OF[each.event]] += 1
    return timeline_body(
        told,
        request,
        partly_out=[section for section in request.form.sections if section in partly],
        counts=counts,
        uses_24_hours=setting.uses_24_hours,
    )


def _counted(entry: Entry) -> Entry:
    """Count no result that is kept off."""
    if entry.event is not Event.RESULTS:
        return entry
    received = sum(bool(value.text) for value in entry.values)
    return replace(entry, received=received, awaited=len(entry.values) - received)


def _count(entry: Entry) -> int:
    return entry.received + entry.awaited
