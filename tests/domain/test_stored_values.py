"""Whatever may be saved can be read back: no value that passes the checks makes a journal unreadable."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.checks import problems_of
from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.records import RECORD_TYPES, Kind, Record, Result, ResultId, SampleId, fields_for, kind_of
from hoofbeat.domain.values import PartialDate, WallTime, digits_of

DAYS = st.dates(date(1, 1, 1)).map(PartialDate.of) | st.integers(1, 9999).map(PartialDate)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
NUMBERS = st.decimals() | st.builds(
    lambda digits, power: Decimal(digits).scaleb(power), st.integers(-(10**6), 10**6), st.integers(-300, 300)
)
OF_TYPE: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: st.text(max_size=20),
    FieldType.LONG_TEXT: st.text(max_size=20),
    FieldType.PARTIAL_DATE: DAYS,
    FieldType.WALL_TIME: DAYS.map(WallTime) | st.builds(WallTime, st.dates().map(PartialDate.of), TIMES),
    FieldType.TIME: TIMES,
    FieldType.DECIMAL: NUMBERS,
    FieldType.INTEGER: st.integers(-(2**63), 2**63 - 1),
    FieldType.FLAG: st.booleans(),
    FieldType.REFERENCE: st.uuids().map(str),
}


def values(field: Field) -> st.SearchStrategy[Any]:
    of_type = OF_TYPE[field.holds] if field.choices is None else st.sampled_from(list(field.choices))
    is_never_none = field.is_required or field.is_always_set or field.holds in (FieldType.TEXT, FieldType.LONG_TEXT)
    return of_type if is_never_none else of_type | st.none()


def records(kind: Kind) -> st.SearchStrategy[Record]:
    return st.builds(
        RECORD_TYPES[kind], id=st.just("id"), **{name: values(each) for name, each in fields_for(kind).items()}
    )


@given(st.sampled_from(list(Kind)).flatmap(records))
def test_what_the_checks_pass_can_be_read_back(record: Record) -> None:
    if problems_of(record):
        return
    for name, field in fields_for(kind_of(type(record))).items():
        value = getattr(record, name)
        assert field.from_primitive(field.to_primitive(value)) == value


@given(NUMBERS)
def test_a_number_that_the_checks_pass_is_read_back_digit_for_digit(number: Decimal) -> None:
    result = Result(
        id=ResultId("r"), sample=SampleId("s"), catalogue_test="gastrin", value_text="as sent", range_low=number
    )
    if problems_of(result):
        return
    field = fields_for(Kind.RESULTS)["range_low"]
    assert str(field.from_primitive(field.to_primitive(number))) == str(number)


@pytest.mark.parametrize("number", ["1E+101", "1E-101", "NaN", "sNaN", "Infinity", "-Infinity", "0E+200"])
def test_a_number_that_nothing_measures_is_a_problem(number: str) -> None:
    result = Result(
        id=ResultId("r"),
        sample=SampleId("s"),
        catalogue_test="gastrin",
        value_text="as sent",
        range_low=Decimal(number),
        range_high=Decimal(5),
    )
    assert [(each.field, each.code, each.data) for each in problems_of(result)] == [
        ("range_low", "not a number", {"text": number})
    ]


@pytest.mark.parametrize("stored", ["5E+101", "1E+150", "1E-300"])
def test_a_number_that_was_stored_is_never_refused(stored: str) -> None:
    field = Field(holds=FieldType.DECIMAL, label="Label")
    assert field.from_primitive(stored) == Decimal(stored)
    with pytest.raises(ValueError, match="measured"):
        field.parse(stored)


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("0.00000050", "0.00000050"),
        ("5.0E-7", "0.00000050"),
        ("1.50", "1.50"),
        ("-0.0000001", "-0.0000001"),
        # Zeros that nobody sent would claim a precision that nobody measured.
        ("1.2E+3", "1.2E+3"),
        ("1E-5000", "1E-5000"),
        ("0.000000000", "0.000000000"),
    ],
)
def test_a_number_is_written_with_the_digits_that_it_was_read_with(number: str, digits: str) -> None:
    assert digits_of(Decimal(number)) == digits
    field = Field(holds=FieldType.DECIMAL, label="Label")
    assert field.to_primitive(Decimal(number)) == digits
    assert field.from_primitive(digits) == Decimal(number)
