"""What an import becomes by what somebody chose in its preview: rows left out, contradictions settled, and nothing saved that nobody needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from hoofbeat.domain.imports import ImportChoices, ImportPlan, PlannedRecord, Verdict
from hoofbeat.domain.records import Laboratory, Record, Result, Sample, fields_for
from hoofbeat.domain.resolution import Resolution

_TAKEN: Final = ("value_text", "comparator", "value", "unit", "source")
_TAKEN_WHERE_GIVEN: Final = ("method", "flag", "report_state", "code", "code_system", "code_display", "source_id")
_RANGE: Final = ("range_low", "range_high", "range_text")


def settled(plan: ImportPlan, choices: ImportChoices) -> ImportPlan:
    """Return a plan as these choices make it, whatever was chosen before."""
    base = plan if plan.base is None else plan.base
    planned = [_chosen(each, choices) for each in base.planned]
    planned = _without_what_is_gone(planned)
    if not base.file.is_complete:
        planned = _needed(planned, Sample, lambda record: record.sample if isinstance(record, Result) else None)
        planned = _needed(planned, Laboratory, lambda record: record.laboratory if isinstance(record, Sample) else None)
    tests = {
        each.record.own_test for each in planned if each.verdict is Verdict.NEW and isinstance(each.record, Result)
    }
    along = tuple(test for test in base.along if test.id in tests)
    return replace(base, planned=tuple(planned), along=along, choices=choices, base=base)


def resolved(plan: ImportPlan, resolution: Resolution) -> ImportPlan:
    """Return a plan in which every contradiction is settled in the same way."""
    keys = [each.finding.record.id for each in plan.conflicts]
    return settled(plan, ImportChoices(plan.choices.left, dict.fromkeys(keys, resolution))) if keys else plan


def corrected(stored: Result, sent: Result) -> Result:
    """Return a stored result with the value that a file gives in its place; what the file leaves out stays."""
    changes = {name: getattr(sent, name) for name in _TAKEN}
    changes |= {name: getattr(sent, name) for name in _TAKEN_WHERE_GIVEN if getattr(sent, name)}
    if sent.range:
        changes |= {name: getattr(sent, name) for name in _RANGE}
    return stored.replaced(**changes)


def _chosen(planned: PlannedRecord, choices: ImportChoices) -> PlannedRecord:
    key = planned.finding.record.id
    if planned.verdict is Verdict.NEW and key in choices.left:
        return replace(planned, verdict=Verdict.LEFT_OUT)
    if planned.verdict is not Verdict.CONFLICT:
        return planned
    resolution = choices.resolutions.get(key, Resolution.KEEP)
    if resolution is Resolution.BOTH:
        return replace(planned, verdict=Verdict.NEW)
    if resolution is Resolution.TAKE and isinstance(planned.stored, Result) and isinstance(planned.record, Result):
        return replace(planned, verdict=Verdict.CORRECTS, record=corrected(planned.stored, planned.record))
    return planned


def _without_what_is_gone(planned: Sequence[PlannedRecord]) -> list[PlannedRecord]:
    """Leave out what belongs to a record that is left out, such as the dose of a medicine; what only refers to it lets go of it."""
    gone = {each.record.id for each in planned if each.verdict is Verdict.LEFT_OUT}
    if not gone:
        return [*planned]
    kept = []
    for each in planned:
        left = _letting_go(each, gone) if each.verdict is Verdict.NEW else each
        if left.verdict is Verdict.LEFT_OUT:
            gone.add(left.record.id)
        kept.append(left)
    return kept


def _letting_go(planned: PlannedRecord, gone: set[str]) -> PlannedRecord:
    record = planned.record
    fields = fields_for(planned.kind).values()
    lost = [field for field in fields if field.refers_to is not None and getattr(record, field.name) in gone]
    if any(field.is_required for field in lost):
        return replace(planned, verdict=Verdict.LEFT_OUT)
    return replace(planned, record=record.replaced(**{field.name: None for field in lost})) if lost else planned


def _needed(
    planned: Sequence[PlannedRecord], kind: type[Record], referred: Callable[[Record], str | None]
) -> list[PlannedRecord]:
    """Leave out new records of a kind to which no new record refers."""
    wanted = {referred(each.record) for each in planned if each.verdict is Verdict.NEW}
    return [
        replace(each, verdict=Verdict.LEFT_OUT)
        if each.verdict is Verdict.NEW and isinstance(each.record, kind) and each.record.id not in wanted
        else each
        for each in planned
    ]
