"""The results of the made-up record: two laboratories, and one result that is awaited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal

from hoofbeat.domain.records import (
    AcidMedicine,
    Laboratory,
    LaboratoryId,
    Progress,
    Record,
    Result,
    ResultId,
    Sample,
    SampleId,
)
from hoofbeat.domain.values import PartialDate, read_value
from hoofbeat.services.records import new_id
from hoofbeat.services.sample.setting import SOURCE

_CITY_CGA = ("412", "388", "305", "241", "198", "162", "148", "120")

_OTHER_CGA = ("9.1", "7.4", "<5.0")

_GASTRIN = ("1180", "940", "> 1000", "610", "455", "390", "372", "318")


def labs(today: date) -> Iterator[Record]:
    """Yield the laboratories, samples and results."""
    city = Laboratory(id=LaboratoryId(new_id()), name="City Lab", phone="555 0150", source=SOURCE)
    other = Laboratory(id=LaboratoryId(new_id()), name="Riverside Lab", phone="555 0163", source=SOURCE)
    yield from (city, other)
    for number, (chromogranin, gastrin) in enumerate(zip(reversed(_CITY_CGA), reversed(_GASTRIN), strict=True)):
        taken = today - timedelta(days=44 + number * 91)
        sample = _sample(city, taken, fasting="10", acid=AcidMedicine.TAKING if number < 4 else AcidMedicine.STOPPED)
        yield sample
        yield _result(sample, "chromogranin_a", chromogranin, "ng/mL", ("0", "93"), flag="H")
        yield _result(sample, "gastrin", gastrin, "pg/mL", ("13", "115"), flag="H")
        yield _result(sample, "glucose", str(92 + number % 4), "mg/dL", ("70", "99"))
        yield _result(sample, "hemoglobin", f"13.{number % 6}", "g/dL", ("12.0", "15.5"))
        yield _result(sample, "vitamin_b12", str(260 + 9 * number), "pg/mL", ("200", "900"))
    for number, chromogranin in enumerate(reversed(_OTHER_CGA)):
        sample = _sample(other, today - timedelta(days=80 + number * 210), fasting=None, acid=AcidMedicine.TAKING)
        yield sample
        yield _result(
            sample, "chromogranin_a", chromogranin, "nmol/L", ("0", "3.0"), flag="" if "<" in chromogranin else "*"
        )
    awaited = _sample(city, today - timedelta(days=16), fasting="12", acid=AcidMedicine.TAKING, is_awaited=True)
    yield awaited
    yield Result(
        id=ResultId(new_id()),
        sample=awaited.id,
        catalogue_test="chromogranin_a",
        state=Progress.AWAITED,
        source=SOURCE,
    )


def _sample(
    laboratory: Laboratory, taken: date, *, fasting: str | None, acid: AcidMedicine, is_awaited: bool = False
) -> Sample:
    return Sample(
        id=SampleId(new_id()),
        taken_on=PartialDate.of(taken),
        taken_at=time(8, 10),
        laboratory=laboratory.id,
        specimen="blood",
        fasting_hours=None if fasting is None else Decimal(fasting),
        acid_medicine=acid,
        acid_medicine_advice="Dr Novak" if acid is AcidMedicine.STOPPED else "",
        state=Progress.AWAITED if is_awaited else Progress.RECEIVED,
        expected_on=PartialDate.of(taken + timedelta(days=21)) if is_awaited else None,
        source=SOURCE,
    )


def _result(sample: Sample, test: str, text: str, unit: str, limits: tuple[str, str], *, flag: str = "") -> Result:
    reading = read_value(text)
    low, high = limits
    return Result(
        id=ResultId(new_id()),
        sample=sample.id,
        catalogue_test=test,
        value_text=text,
        comparator=reading.comparator or "",
        value=reading.number,
        unit=unit,
        range_low=Decimal(low),
        range_high=Decimal(high),
        range_text=f"{low} to {high}",
        flag=flag,
        source="lab report",
    )
