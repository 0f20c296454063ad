"""Where and when the made-up record is set."""

from __future__ import annotations

from datetime import date, time
from typing import Final

from hoofbeat.domain.values import PartialDate, WallTime

NAME: Final = "Maria Gomez"
SOURCE: Final = "made up"
ZONE: Final = "Europe/Vienna"


def at(day: date, hour: int, minute: int) -> WallTime:
    """Return a moment of a day."""
    return WallTime(PartialDate.of(day), time(hour, minute))


def month_ago(today: date, ago: int) -> PartialDate:
    """Return the month so many months ago, as a partly known date."""
    months = today.year * 12 + today.month - 1 - ago
    return PartialDate(months // 12, months % 12 + 1)
