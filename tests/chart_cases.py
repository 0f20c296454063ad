"""Made-up charts: many lines, one, none, one point, values below a limit, partly known dates, words, 2,000 points, minutes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from hoofbeat.domain.labs import Measured, list_series
from hoofbeat.domain.records import DosePhase, Laboratory
from hoofbeat.domain.trend import Across, Line, StripRow, curves_of, lines_of, strip_row
from tests import made_up

TODAY = date(2026, 3, 3)
CITY = made_up.laboratory("City Lab")
OTHER = made_up.laboratory("Other Lab")
UNIVERSITY = made_up.laboratory("University Hospital, Institute of Laboratory Medicine")


@dataclass(frozen=True)
class Case:
    """What a chart is given."""

    lines: Sequence[Line]
    strip: Sequence[StripRow] = ()
    across: Across = Across.DATES


def measured(
    taken_on: str | None,
    value: str,
    lab: Laboratory | None = CITY,
    *,
    unit: str = "ng/mL",
    limits: str = "0 to 93",
    **values: Any,
) -> Measured:
    """Return one result in a sample of its own; the laboratory, method and specimen are complete."""
    at = values.pop("taken_at", None)
    sample = made_up.sample(taken_on, lab, specimen="serum", taken_at=at)
    return Measured(made_up.result(sample, value=value, unit=unit, range=limits, method="A", **values), sample)


def lines(rows: Sequence[Measured]) -> tuple[Line, ...]:
    """Return the lines of these results under the names of their laboratories."""
    names = {lab.id: lab.name for lab in (CITY, OTHER, UNIVERSITY)}
    return lines_of(
        list_series(rows), lambda each: names[each.key.laboratory] if each.key.laboratory else "laboratory not given"
    )


def strip() -> tuple[StripRow, ...]:
    """Two medicines: an injection whose dose changed, with the days it was given, and a tablet that was stopped."""
    lanreotide = (
        made_up.every_days(28, from_on="2024-05-10", amount=90, unit="mg"),
        made_up.every_days(28, from_on="2025-03-21", amount=120, unit="mg"),
    )
    first = date(2024, 5, 10)
    injections = [made_up.given((first + timedelta(days=28 * n)).isoformat()) for n in range(24)]
    omeprazole = (made_up.phase(from_on="2023", until_on="2025-06-30", amount=20, unit="mg"),)
    return (
        strip_row("Lanreotide", lanreotide, injections, label_of=_dose, today=TODAY),
        strip_row("Omeprazole", omeprazole, (), label_of=_dose, today=TODAY),
    )


def _dose(phase: DosePhase) -> str:
    return f"{phase.amount}\N{NO-BREAK SPACE}{phase.unit}"


CITY_VALUES = (
    ("2024-03-05", "212"),
    ("2024-06-11", "187"),
    ("2024-09-17", "164"),
    ("2024-12-10", "171"),
    ("2025-03-18", "140"),
    ("2025-06-24", "118"),
    ("2025-09-30", "124"),
    ("2026-02-24", "120"),
)


def two_laboratories() -> Case:
    rows = [measured(on, value) for on, value in CITY_VALUES]
    rows += [
        measured("2024-08-02", "96", OTHER, limits="0 to 102"),
        measured("2025-01-21", "88", OTHER, limits="0 to 102"),
        measured("2025-11-18", "<20", OTHER, limits="0 to 102"),
    ]
    return Case(lines(rows), strip())


def two_units() -> Case:
    rows = [measured(on, value) for on, value in CITY_VALUES]
    rows += [
        measured("2024-10-02", "2.4", OTHER, unit="nmol/L", limits="0 to 3"),
        measured("2025-05-13", "1.9", OTHER, unit="nmol/L", limits="0 to 3"),
        measured("2025-11-18", "<2", OTHER, unit="nmol/L", limits="0 to 3"),
    ]
    return Case(lines(rows), strip())


def one_line() -> Case:
    return Case(lines([measured(on, value) for on, value in CITY_VALUES]))


def one_point() -> Case:
    return Case(lines([measured("2026-02-24", "120")]))


def none() -> Case:
    return Case(())


def below_a_limit() -> Case:
    rows = [
        measured("2024-01-09", "12.5", limits="0 to 10"),
        measured("2024-07-02", "7.1", limits="0 to 10"),
        measured("2025-01-14", "<5", limits="0 to 10"),
        measured("2025-05-20", "<5", limits="<= 10"),
        measured("2025-11-04", "6.0", limits="0 to 10"),
        measured("2026-02-10", "> 20", limits="0 to 10"),
    ]
    return Case(lines(rows))


def partly_known() -> Case:
    rows = [
        measured("2019", "310", limits=""),
        measured("2021-03", "260", limits=""),
        measured("2022-11", "trace", limits=""),
        measured("2023-05-04", "205"),
        measured("2024", "190"),
        measured("2024-06-11", "187"),
        measured("2025-09", "see note"),
        measured("2026-02-24", "120"),
        measured(None, "150"),
    ]
    return Case(lines(rows), strip())


def many_lines(count: int = 9) -> Case:
    rows = []
    for number in range(count):
        for quarter in range(2 + number % 5):
            on = date(2023, 2, 1) + timedelta(days=37 * number + 120 * quarter)
            value = 60 + 23 * number + 18 * math.sin(number + quarter)
            rows.append(measured(on.isoformat(), f"{value:.0f}", CITY, limits=f"0 to {90 + number}", code=str(number)))
            rows[-1] = Measured(rows[-1].result.replaced(method=f"method {number}"), rows[-1].sample)
    found = lines_of(list_series(rows), lambda each: f"City Lab, {each.key.method}")
    return Case(found, strip())


def many_points(count: int = 2000) -> Case:
    start = date(2016, 3, 1)
    rows = []
    for number in range(count):
        lab = CITY if number % 5 else OTHER
        value = 120 + 60 * math.sin(number / 140) + 22 * math.sin(number * 1.7) + (30 if lab is OTHER else 0)
        on = start + timedelta(days=number * 3650 // count)
        rows.append(
            measured(on.isoformat(), f"{value:.1f}", lab, limits="0 to 93" if number < count / 2 else "0 to 101")
        )
    return Case(lines(rows), strip())


def narrow_range() -> Case:
    rows = [
        measured(f"2025-{month:02}-12", str(value), unit="mmol/L", limits="135 to 145")
        for month, value in enumerate((138, 141, 136, 134, 139, 140), start=1)
    ]
    return Case(lines(rows))


def long_names() -> Case:
    rows = [measured(on, value) for on, value in CITY_VALUES]
    rows += [measured(on, str(int(value) - 40), UNIVERSITY, limits="0 to 100") for on, value in CITY_VALUES[3:]]
    return Case(lines(rows))


def minutes() -> Case:
    rows = []
    for on, values in (("2025-04-02", (62, 240, 410, 380, 295, 150)), ("2026-01-14", (48, 96, 120, 118, 90, 70))):
        sample = made_up.sample(on, CITY, specimen="serum")
        rows += [
            Measured(
                made_up.result(sample, "gastrin", str(value), "pg/mL", range="", minute=minute, method="A"), sample
            )
            for minute, value in zip((0, 2, 5, 10, 15, 30), values, strict=True)
        ]
    return Case(lines_of(curves_of(rows), lambda each: str(each.latest.sample.taken_on)), across=Across.MINUTES)


CASES: Mapping[str, Callable[[], Case]] = MappingProxyType(
    {
        "two-laboratories": two_laboratories,
        "two-units": two_units,
        "one-line": one_line,
        "one-point": one_point,
        "none": none,
        "below-a-limit": below_a_limit,
        "partly-known": partly_known,
        "many-lines": many_lines,
        "many-points": many_points,
        "narrow-range": narrow_range,
        "long-names": long_names,
        "minutes": minutes,
    }
)


@dataclass(frozen=True, slots=True)
class PlainMeasure:
    """Measures text as if every sign were as wide as half a line is high."""

    line_height: float = 16.0

    def width(self, text: str, *, is_strong: bool = False) -> float:
        return len(text) * self.line_height * (0.5 + 0.05 * is_strong)
