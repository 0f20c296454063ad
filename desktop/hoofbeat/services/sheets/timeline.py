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
    period = TimelineFilter(start=request.period.start, end=request.period.end)
    whole = _entries(setting, period)
    # Said of the whole period: said of what the words find, it would tell what is kept off.
    partly = {SECTION_OF[each.event] for each, told in whole if told is None or _count(each) != _count(told)}
    wanted = replace(period, words=request.words)
    found = _entries(setting, wanted) if request.words else whole
    shown = [told for each, told in found if told is not None and _may_be_found(each, told, wanted)]
    counts = dict.fromkeys(request.form.sections, 0)
    for each in shown:
        counts[SECTION_OF[each.event]] += 1
    return timeline_body(
        shown,
        request,
        partly_out=[section for section in request.form.sections if section in partly],
        counts=counts,
        uses_24_hours=setting.uses_24_hours,
    )


def _entries(setting: SheetSetting, wanted: TimelineFilter) -> list[tuple[Entry, Entry | None]]:
    """Return the entries that a filter lets through, each with what may be told of it, None where nothing may be."""
    request = setting.request
    listed = list_entries(setting.stored, wanted=wanted, catalogue=lambda: setting.catalogue)
    chosen = [each for each in listed if request.has(SECTION_OF[each.event])]
    return [(each, _told(setting, each) if may_show(each, request.included) else None) for each in chosen]


def _told(setting: SheetSetting, entry: Entry) -> Entry:
    return _counted(with_values(setting.stored, entry, setting.catalogue, setting.request.included))


def _may_be_found(entry: Entry, told: Entry, wanted: TimelineFilter) -> bool:
    """Tell whether the words were found without what is kept off: that they stand there would say what it is."""
    is_whole = _count(entry) == _count(told)
    return is_whole or wanted.has_words(text for value in told.values for text in (value.name, value.text, value.unit))


def _counted(entry: Entry) -> Entry:
    """Count no result that is kept off."""
    if entry.event is not Event.RESULTS:
        return entry
    received = sum(bool(value.text) for value in entry.values)
    return replace(entry, received=received, awaited=len(entry.values) - received)


def _count(entry: Entry) -> int:
    return entry.received + entry.awaited
