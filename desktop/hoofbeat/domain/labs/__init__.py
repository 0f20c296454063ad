"""Results of laboratories: series that may stand on one line, ranges as printed, units, and a report while it is typed."""

from hoofbeat.domain.labs.ranges import Standing, is_range_in_unit, standing
from hoofbeat.domain.labs.series import (
    LatestResult,
    Measured,
    Part,
    Series,
    SeriesKey,
    has_several_laboratories,
    in_order,
    latest_by_test,
    list_series,
    measured,
    series_key,
    unit_changes,
)
from hoofbeat.domain.labs.units import UNITS_AS_WRITTEN, KnowsUnits, unit_key

__all__ = [
    "UNITS_AS_WRITTEN",
    "KnowsUnits",
    "LatestResult",
    "Measured",
    "Part",
    "Series",
    "SeriesKey",
    "Standing",
    "has_several_laboratories",
    "in_order",
    "is_range_in_unit",
    "latest_by_test",
    "list_series",
    "measured",
    "series_key",
    "standing",
    "unit_changes",
    "unit_key",
]
