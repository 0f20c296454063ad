"""What of a chart may leave the program: everything but the results that were marked to be kept off sheets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hoofbeat.domain.labs import Measured
from hoofbeat.domain.trend.lines import Line


def without_sensitive(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines without the results, and those of samples, that are marked as sensitive; an empty line goes too."""
    kept = ((line, tuple(row for row in line.series.points if not is_sensitive(row))) for line in lines)
    return tuple(replace(line, series=replace(line.series, points=points)) for line, points in kept if points)


def is_sensitive(row: Measured) -> bool:
    """Tell whether a result or its sample is to be kept off what leaves the program."""
    return row.result.is_sensitive or row.sample.is_sensitive
