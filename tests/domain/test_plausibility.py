"""What deserves a second look before a result is saved, and what does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hoofbeat.domain.labs import Measured
from hoofbeat.domain.labs.plausibility import Doubt, result_looks, second_looks
from hoofbeat.domain.records import Progress
from tests import made_up

TODAY = date(2026, 3, 3)


def row(value: str, *, unit: str = "ng/mL", on: str = "2026-02-24", **fields: Any) -> Measured:
    sample = made_up.sample(taken_on=on)
    return Measured(made_up.result(sample, value=value, unit=unit, **fields), sample)


def doubts(entered: Measured, *earlier: Measured) -> list[Doubt]:
    return [look.doubt for look in second_looks(entered, earlier, today=TODAY)]


@pytest.mark.parametrize(("last", "now"), [("95", "950"), ("95", "9.5"), ("95", "9500"), ("<5", "50")])
def test_ten_times_as_much_or_as_little_is_asked_about(last: str, now: str) -> None:
    assert doubts(row(now), row(last, on="2026-01-05")) == [Doubt.TENFOLD]


@pytest.mark.parametrize(("last", "now"), [("95", "949"), ("95", "9.6"), ("0", "12"), ("trace", "12"), ("95", "trace")])
def test_less_than_that_is_not(last: str, now: str) -> None:
    assert doubts(row(now), row(last, on="2026-01-05")) == []


def test_another_unit_is_asked_about_and_the_numbers_are_not_compared() -> None:
    assert doubts(row("1", unit="nmol/L"), row("95", on="2026-01-05")) == [Doubt.OTHER_UNIT]


def test_a_day_still_to_come_is_asked_about() -> None:
    assert doubts(row("95", on="2026-03-04")) == [Doubt.STILL_TO_COME]
    assert doubts(row("95", on="2026-03-03")) == []
    assert doubts(row("95", on="2026")) == []


def test_the_same_result_twice_is_asked_about() -> None:
    assert doubts(row("95"), row("95")) == [Doubt.THERE_ALREADY]
    assert doubts(row("95", on="2026-02-25"), row("95")) == []


def test_an_awaited_result_has_nothing_to_compare() -> None:
    assert doubts(row("", state=Progress.AWAITED), row("95")) == []


class Units:
    """Knows two units."""

    def ucum_of(self, _test: str, unit: str, /) -> str | None:
        return {"ng/mL": "ng/mL", "ug/L": "ug/L"}.get(unit)


@pytest.mark.parametrize(
    ("unit", "last", "expected"),
    [
        ("spoons", None, [Doubt.UNKNOWN_UNIT]),
        ("spoons", "ng/mL", [Doubt.UNKNOWN_UNIT]),
        ("spoons", "spoons", []),
        ("ug/L", "ng/mL", [Doubt.OTHER_UNIT]),
        ("ng/mL", None, []),
        ("", None, []),
        ("", "ng/mL", [Doubt.OTHER_UNIT]),
    ],
)
def test_a_unit_is_asked_about_once_as_unknown_or_as_another(
    unit: str, last: str | None, expected: list[Doubt]
) -> None:
    earlier = [] if last is None else [row("95", unit=last, on="2026-01-05")]
    assert [look.doubt for look in result_looks(row("94", unit=unit), earlier, units=Units())] == expected
