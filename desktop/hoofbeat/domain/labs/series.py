"""Series of results that may stand on one line, their order, and the newest result of each test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from hoofbeat.domain.labs.units import UNITS_AS_WRITTEN, KnowsUnits, unit_key
from hoofbeat.domain.records import LaboratoryId, Progress, Result, Sample


class Part(Enum):
    """What two results must share to stand on one line."""

    TEST = "test"
    MINUTE = "minute"
    LABORATORY = "laboratory"
    METHOD = "method"
    SPECIMEN = "specimen"
    UNIT = "unit"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class SeriesKey:
    """What makes a series; results with different keys are never joined.

    `source` is set where the laboratory, the method or the specimen is missing: unknown is the same only within one source.
    """

    test: str
    minute: int | None
    laboratory: LaboratoryId | None
    method: str
    specimen: str
    unit: str
    source: str

    @property
    def missing(self) -> tuple[Part, ...]:
        """Return the parts that were not given, to be said beside the series."""
        found = {Part.LABORATORY: self.laboratory, Part.METHOD: self.method, Part.SPECIMEN: self.specimen}
        return tuple(part for part, value in found.items() if not value)

    def differences(self, other: SeriesKey) -> tuple[Part, ...]:
        """Return the parts in which two series differ."""
        return tuple(part for part in Part if getattr(self, part.value) != getattr(other, part.value))


@dataclass(frozen=True, slots=True)
class Measured:
    """A result together with the sample that it was measured in."""

    result: Result
    sample: Sample

    @property
    def moment(self) -> str:
        """Return a text that sorts in time; backwards, a partly known date stands after its period's known dates."""
        on, at = self.sample.taken_on, self.sample.taken_at
        return f"{on or ''}" if at is None else f"{on or ''}T{at.hour:02}:{at.minute:02}"

    @property
    def is_awaited(self) -> bool:
        """Tell whether the value has not come back yet."""
        return self.result.state is Progress.AWAITED

    @property
    def test(self) -> str:
        """Return what tells this test from others: the catalogue's id, or the id of an own test."""
        return self.result.catalogue_test or str(self.result.own_test or "")


@dataclass(frozen=True, slots=True)
class Series:
    """The results of one line, oldest first."""

    key: SeriesKey
    points: tuple[Measured, ...]

    @property
    def latest(self) -> Measured:
        """Return the newest result."""
        return self.points[-1]

    @property
    def previous(self) -> Measured | None:
        """Return the result before the newest."""
        return self.points[-2] if len(self.points) > 1 else None


def measured(results: Iterable[Result], samples: Mapping[str, Sample]) -> list[Measured]:
    """Put results together with their samples."""
    return [Measured(result, samples[result.sample]) for result in results if result.sample in samples]


def in_order(rows: Iterable[Measured]) -> list[Measured]:
    """Return results oldest first; the undated come first of all, equals stay in the order they were added."""
    return sorted(rows, key=lambda row: row.moment)


def series_key(row: Measured, units: KnowsUnits = UNITS_AS_WRITTEN) -> SeriesKey:
    """Return the series that a result belongs to."""
    result, sample = row.result, row.sample
    specimen, method = sample.specimen.strip().casefold(), result.method.strip().casefold()
    is_complete = bool(sample.laboratory and specimen and method)
    return SeriesKey(
        test=row.test,
        minute=result.minute,
        laboratory=sample.laboratory,
        method=method,
        specimen=specimen,
        unit=unit_key(result.catalogue_test, result.unit, units),
        source="" if is_complete else (result.source or sample.source).strip().casefold(),
    )


def list_series(rows: Iterable[Measured], units: KnowsUnits = UNITS_AS_WRITTEN) -> list[Series]:
    """Sort received results into series; the series with the newest result comes first."""
    found: dict[SeriesKey, list[Measured]] = {}
    for row in in_order(rows):
        if not row.is_awaited:
            found.setdefault(series_key(row, units), []).append(row)
    series = [Series(key, tuple(points)) for key, points in found.items()]
    return sorted(series, key=lambda each: each.latest.moment, reverse=True)


@dataclass(frozen=True, slots=True)
class LatestResult:
    """The newest result of a test with the one before it, and with the one before it of the same series if that is another.

    `differences` are the parts in which the one before belongs to another series.
    """

    latest: Measured
    previous: Measured | None = None
    differences: tuple[Part, ...] = ()
    previous_of_series: Measured | None = None


def latest_by_test(rows: Iterable[Measured], units: KnowsUnits = UNITS_AS_WRITTEN) -> list[LatestResult]:
    """Return the newest received result of each test (and each minute of a dynamic test), newest first."""
    by_test: dict[tuple[str, int | None], list[Measured]] = {}
    for row in in_order(rows):
        if not row.is_awaited:
            by_test.setdefault((row.test, row.result.minute), []).append(row)
    latest = [_latest_of(points, units) for points in by_test.values()]
    return sorted(latest, key=lambda each: each.latest.moment, reverse=True)


def _latest_of(points: list[Measured], units: KnowsUnits) -> LatestResult:
    latest = points[-1]
    key = series_key(latest, units)
    previous = points[-2] if len(points) > 1 else None
    differences = key.differences(series_key(previous, units)) if previous is not None else ()
    return LatestResult(latest, previous, differences, _newest_of(points[-2::-1], key, units) if differences else None)


def _newest_of(newest_first: Iterable[Measured], key: SeriesKey, units: KnowsUnits) -> Measured | None:
    # The laboratory is compared first: it is part of the key, and many results come from another one.
    from_there = (point for point in newest_first if point.sample.laboratory == key.laboratory)
    return next((point for point in from_there if series_key(point, units) == key), None)


def has_several_laboratories(points: Iterable[Measured]) -> bool:
    """Tell whether results come from more than one named laboratory, which must be said beside them."""
    return len({point.sample.laboratory for point in points if point.sample.laboratory}) > 1


def unit_changes(points: Iterable[Measured], units: KnowsUnits = UNITS_AS_WRITTEN) -> list[tuple[Measured, Measured]]:
    """Return the neighbours in time between which the unit changed, oldest first."""
    keys = ((row, unit_key(row.result.catalogue_test, row.result.unit, units)) for row in in_order(points))
    return [(before, after) for (before, one), (after, other) in pairwise(keys) if one != other]
