"""Every field turns canonical text and stored values into its own values and back."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.fields import Field, FieldType
from hoofbeat.domain.records import Kind, MedicineUse, fields_for
from hoofbeat.domain.values import PartialDate, WallTime

SAMPLES: dict[FieldType, tuple[str, Any]] = {
    FieldType.TEXT: ("Ñusta", "Ñusta"),
    FieldType.LONG_TEXT: ("a\nb", "a\nb"),
    FieldType.PARTIAL_DATE: ("2019-03", PartialDate(2019, 3)),
    FieldType.WALL_TIME: ("2026-03-04T10:30", WallTime(PartialDate(2026, 3, 4), time(10, 30))),
    FieldType.TIME: ("10:30", time(10, 30)),
    FieldType.DECIMAL: ("5.0", Decimal("5.0")),
    FieldType.INTEGER: ("28", 28),
    FieldType.FLAG: ("yes", True),
    FieldType.REFERENCE: ("id-1", "id-1"),
}


@pytest.mark.parametrize("holds", SAMPLES)
def test_canonical_text_is_read_stored_and_read_back(holds: FieldType) -> None:
    field, (text, value) = Field(holds=holds, label="Label"), SAMPLES[holds]
    assert field.parse(text) == value
    assert field.from_primitive(field.to_primitive(value)) == value


@given(st.decimals(min_value=-(10**30), max_value=10**30, allow_nan=False))
def test_a_number_keeps_its_digits_in_store(number: Decimal) -> None:
    field = Field(holds=FieldType.DECIMAL, label="Label")
    assert str(field.from_primitive(field.to_primitive(number))) == str(number)


@pytest.mark.parametrize(
    ("holds", "text"),
    [
        (FieldType.DECIMAL, "abc"),
        (FieldType.DECIMAL, "NaN"),
        (FieldType.DECIMAL, "1e999999999999999999"),
        (FieldType.DECIMAL, "Infinity"),
        (FieldType.INTEGER, "2.5"),
        (FieldType.INTEGER, "1_0"),
        (FieldType.DECIMAL, "1_0"),
        (FieldType.PARTIAL_DATE, "2026-02-31"),
        (FieldType.TIME, "25:00"),
        (FieldType.FLAG, "maybe"),
    ],
)
def test_what_is_no_such_value_is_refused(holds: FieldType, text: str) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        Field(holds=holds, label="Label").parse(text)


def test_a_choice_is_stored_by_its_text_and_shown_by_its_label() -> None:
    field = fields_for(Kind.MEDICINES)["use"]
    assert field.parse("as needed") is MedicineUse.AS_NEEDED
    assert field.to_primitive(MedicineUse.AS_NEEDED) == "as needed"
    assert MedicineUse.AS_NEEDED.label == "As needed"
    with pytest.raises(ValueError, match="choices"):
        field.parse("weekly")


def test_blank_text_is_nothing() -> None:
    assert Field(holds=FieldType.DECIMAL, label="Label").parse("  ") is None
    assert Field(holds=FieldType.FLAG, label="Label").parse("") is False
    assert Field(holds=FieldType.TEXT, label="Label").parse("") == ""
