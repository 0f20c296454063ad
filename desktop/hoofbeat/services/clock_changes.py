"""Which times of a record the clocks of its place never show, or show twice. They are kept as they were typed, and told."""

from __future__ import annotations

from collections.abc import Iterator

from hoofbeat.domain.fields import FieldType, fields_of
from hoofbeat.domain.medicines import ClockChange, clock_change
from hoofbeat.domain.records import Record
from hoofbeat.domain.values import WallTime
from hoofbeat.services.clock import zone_of


def clock_changes(record: Record) -> Iterator[tuple[ClockChange, WallTime]]:
    """Yield the times of a record that the clocks of its place never show, or show twice."""
    for field in fields_of(type(record)).values():
        moment = getattr(record, field.name)
        if field.holds is FieldType.WALL_TIME and moment is not None and moment.at is not None:
            change = clock_change(moment, zone_of(getattr(record, "zone", "")))
            if change is not None:
                yield change, moment
