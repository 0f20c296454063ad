"""Converted values equal the catalogue's file in both directions; what it does not allow is never computed."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofbeat import paths
from hoofbeat.domain.labs import Measured, Series, list_series
from hoofbeat.domain.labs.conversions import converted, find_refusal, has_units_apart, ways_from
from hoofbeat.domain.labs.known_tests import CatalogueTests
from hoofbeat.reference.catalogue import load_catalogue
from tests import made_up

FILE = paths.resource("catalogue", "lab_tests.json")
CATALOGUE = load_catalogue(FILE)
READ: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)[
    "tests"
]
WRITTEN = [(test["id"], each) for test in READ for each in test["conversions"]]
ALLOWED = [pair for pair in WRITTEN if pair[1]["convert"]]
NUMBERS = st.decimals(min_value="0.001", max_value="99999", places=3)
CLOSE = Fraction(1, 10**20)


@settings(max_examples=60)
@given(st.sampled_from(ALLOWED), NUMBERS)
def test_conversions_equal_the_catalogue_in_both_directions(
    written: tuple[str, dict[str, Any]], number: Decimal
) -> None:
    test, told = written
    (there,) = [way for way in ways_from(CATALOGUE.get(test), told["from"]) if way.to_unit == told["to"]]
    (back,) = [way for way in ways_from(CATALOGUE.get(test), told["to"]) if way.to_unit == told["from"]]
    factor, offset = Fraction(told["factor"]), Fraction(told.get("offset", Decimal(0)))
    wanted = Fraction(number) * factor + offset
    assert abs(Fraction(there.of(number)) - wanted) <= abs(wanted) * CLOSE
    returned = (Fraction(number) - offset) / factor
    assert abs(Fraction(back.of(number)) - returned) <= (abs(returned) + abs(offset / factor)) * CLOSE


def test_only_what_the_catalogue_allows_is_converted() -> None:
    """Whatever units a test may have: there is a way exactly where the file says "convert": true."""
    for test in READ:
        allowed = {(each["from"], each["to"]) for each in test["conversions"] if each["convert"]}
        allowed |= {(to, start) for start, to in allowed}
        units = {each["ucum"] for each in test["units"]} | {unit for pair in allowed for unit in pair}
        found = {(unit, way.to_unit) for unit in units for way in ways_from(CATALOGUE.get(test["id"]), unit)}
        assert found == allowed & set(product(units, repeat=2))


def test_a_refusal_of_the_catalogue_is_found_from_either_unit() -> None:
    for test, told in WRITTEN:
        for pair in ((told["from"], told["to"]), (told["to"], told["from"])):
            assert (find_refusal(CATALOGUE.get(test), *pair) is None) == told["convert"]


@pytest.mark.parametrize(
    ("test", "value", "unit", "to", "shown"),
    [
        ("glucose", "95", "mg/dL", "mmol/L", "5.27"),
        ("glucose", "5.3", "mmol/L", "mg/dL", "95.5"),
        ("glucose", "<5.0", "mmol/L", "mg/dL", "<90.1"),
        ("chromogranin_a", "120", "ng/mL", "ug/L", "120"),
        ("hba1c", "53", "mmol/mol", "%", "7.00"),
        ("alt", "0.5", "ukat/L", "U/L", "30.0"),
        ("calcium", "9.42", "mg/dL", "mmol/L", "2.35"),
    ],
)
def test_a_converted_value_has_the_digits_that_were_printed(
    test: str, value: str, unit: str, to: str, shown: str
) -> None:
    result = made_up.result(made_up.sample(), test, value, unit, range="")
    (way,) = [way for way in ways_from(CATALOGUE.get(test), unit) if way.to_unit == to]
    made = converted(result, way)
    assert made is not None
    assert f"{made.comparator}{made.number:f}" == shown


def test_the_printed_range_is_converted_along_and_words_are_not() -> None:
    (way,) = [way for way in ways_from(CATALOGUE.get("glucose"), "mg/dL") if way.to_unit == "mmol/L"]
    made = converted(made_up.result(made_up.sample(), "glucose", "95", "mg/dL", range="70 to 99"), way)
    assert made is not None
    assert (str(made.range.low), str(made.range.high)) == ("3.89", "5.50")
    assert converted(made_up.result(made_up.sample(), "glucose", "see note", "mg/dL"), way) is None


def series_in(test: str, *units: str) -> list[Series]:
    sample = made_up.sample()
    rows = [Measured(made_up.result(sample, test, "1.5", unit), sample) for unit in units]
    return list_series(rows, CatalogueTests(CATALOGUE))


@pytest.mark.parametrize(
    ("test", "units", "expected"),
    [
        ("c_peptide", ("ng/mL", "nmol/L"), True),
        ("c_peptide", ("ug/L", "pmol/L"), True),  # the same two, each written in another way
        ("c_peptide", ("ng/mL", "ug/L"), False),
        ("glucose", ("mg/dL", "mmol/L"), False),
        ("c_peptide", ("ng/mL",), False),
    ],
)
def test_units_that_must_not_be_converted_are_told_however_they_are_written(
    test: str, units: tuple[str, ...], expected: bool
) -> None:
    assert has_units_apart(series_in(test, *units), CATALOGUE.get(test)) is expected
    assert not has_units_apart(series_in(test, *units), None)


def test_a_value_that_is_no_number_is_not_converted() -> None:
    (way,) = [way for way in ways_from(CATALOGUE.get("glucose"), "mg/dL") if way.to_unit == "mmol/L"]
    result = made_up.result(made_up.sample(), "glucose", "95", "mg/dL").replaced(value=Decimal("NaN"))
    assert converted(result, way) is None
