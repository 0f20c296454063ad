"""The lines of a chart before it is laid out.

A line is one series and nothing else: results of another laboratory, method, specimen or unit are another line, and another unit
has a panel of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum

from hoofbeat.domain.labs import UNITS_AS_WRITTEN, KnowsUnits, Measured, Series, SeriesKey, series_key
from hoofbeat.domain.records import SampleId


class Across(Enum):
    """What lies across a chart: the days of a record, or the minutes of a test with several samples."""

    DATES = "dates"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Line:
    """A series to draw, the name that stands at its end, and its unit as shown above its panel."""

    series: Series
    name: str
    unit: str


def lines_of(series: Iterable[Series], name_of: Callable[[Series], str]) -> tuple[Line, ...]:
    """Make one line of each series; the unit is the newest result's, as printed."""
    return tuple(Line(each, name_of(each), each.latest.result.unit) for each in series)


def curves_of(rows: Iterable[Measured], units: KnowsUnits = UNITS_AS_WRITTEN) -> list[Series]:
    """Sort the timed values of dynamic tests into curves in the order of minutes; values of two samples never share one."""
    found: dict[tuple[SeriesKey, SampleId], list[Measured]] = {}
    for row in rows:
        if row.result.minute is not None and not row.is_awaited:
            key = replace(series_key(row, units), minute=None)
            found.setdefault((key, row.sample.id), []).append(row)
    return [Series(key, tuple(sorted(points, key=_minute))) for (key, _), points in found.items()]


def _minute(row: Measured) -> int:
    return row.result.minute or 0
