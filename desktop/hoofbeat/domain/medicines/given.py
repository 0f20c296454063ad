"""What was really given: the last dose, the days since, and how often something was taken that is taken as needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hoofbeat.domain.records import Administration, GivenState
from hoofbeat.domain.values import PartialDate


def last_given(given: Iterable[Administration], *, until: date | None = None) -> Administration | None:
    """Return the latest dose that was given, not after the day `until`."""
    doses = [
        dose for dose in given if dose.state is GivenState.GIVEN and (until is None or dose.given_at.on.first <= until)
    ]
    return max(doses, key=lambda dose: str(dose.given_at), default=None)


def days_since(day: PartialDate, today: date) -> int | None:
    """Count the days from a fully known day to today; None when the day is not known."""
    return (today - day.first).days if day.is_exact else None


@dataclass(frozen=True, slots=True)
class TakenCount:
    """How many doses were marked as given from one day on, up to the day before the next span begins."""

    starts_on: date
    count: int


def count_by_week(given: Iterable[Administration], *, today: date, weeks: int) -> tuple[TakenCount, ...]:
    """Count the doses given in each of the last weeks from Monday on, the present one last."""
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=back) for back in reversed(range(weeks))]
    found = Counter(day - timedelta(days=day.weekday()) for day in _days_given(given))
    return tuple(TakenCount(start, found[start]) for start in starts)


def count_by_month(given: Iterable[Administration], *, today: date, months: int) -> tuple[TakenCount, ...]:
    """Count the doses given in each of the last months, the present one last; a dose whose day is not known counts too."""
    starts = [_month_back(today, back) for back in reversed(range(months))]
    found = Counter(each.given_at.on.first.replace(day=1) for each in given if _is_of_a_month(each))
    return tuple(TakenCount(start, found[start]) for start in starts)


def _days_given(given: Iterable[Administration]) -> list[date]:
    return [each.given_at.on.first for each in given if each.state is GivenState.GIVEN and each.given_at.on.is_exact]


def _is_of_a_month(dose: Administration) -> bool:
    return dose.state is GivenState.GIVEN and dose.given_at.on.month is not None


def _month_back(today: date, months: int) -> date:
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(years, month + 1, 1)
