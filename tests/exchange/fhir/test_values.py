"""The value of an Observation in every form, and the range beside it: digits as sent, limits only without doubt."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.records import Result
from tests.exchange.fhir.bundles import coded, observation, only, quantity, read, read_all

# Numbers that a measurement may be; with the others only their text is kept.
NUMBER = st.from_regex(r"-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,12})?([eE][+-]?[1-7]?[0-9])?", fullmatch=True)


def result(**members: Any) -> Result:
    return only(read_all(observation(**members)), Result)


def limits(*ranges: dict[str, Any], **members: Any) -> tuple[str | None, str | None, str]:
    found = result(referenceRange=list(ranges), **members)
    low, high = (None if each is None else str(each) for each in (found.range_low, found.range_high))
    return low, high, found.range_text


@given(NUMBER, st.sampled_from(["", "<", "<=", ">=", ">"]))
def test_the_digits_of_a_value_and_of_its_limits_are_kept_as_sent(digits: str, comparator: str) -> None:
    text = (
        '{"resourceType": "Observation", "status": "final", "category": {"text": "laboratory"}, '
        '"code": {"text": "Gastrin"}, "effectiveDateTime": "2026", "valueQuantity": '
        f'{{"value": {digits}, "comparator": "{comparator}", "unit": "pg/mL"}}, '
        f'"referenceRange": [{{"low": {{"value": {digits}}}}}]}}'
    )
    found = only(read(text), Result)
    assert (found.value_text, found.comparator, found.unit) == (comparator + digits, comparator, "pg/mL")
    assert found.value == found.range_low == Decimal(digits)
    assert str(found.value) == str(Decimal(digits))


def test_a_number_sent_as_a_text_is_read_as_it_stands() -> None:
    found = result(valueQuantity=quantity("5.0"))
    assert (found.value_text, str(found.value)) == ("5.0", "5.0")


@pytest.mark.parametrize(
    ("value", "text", "number", "comparator", "unit"),
    [
        ({"valueQuantity": {"value": 5, "code": "mg/dL"}}, "5", 5, "", "mg/dL"),
        ({"valueQuantity": {"value": 0, "unit": "mg/dL"}}, "0", 0, "", "mg/dL"),
        ({"valueQuantity": {"value": 7}}, "7", 7, "", ""),
        ({"valueString": "<0.5"}, "<0.5", Decimal("0.5"), "<", ""),
        ({"valueString": "155 MG/DL"}, "155 MG/DL", 155, "", "MG/DL"),
        ({"valueString": "1,234"}, "1,234", None, "", ""),
        ({"valueString": "not seen"}, "not seen", None, "", ""),
        ({"valueCodeableConcept": {"text": "Trace", "coding": [{"display": "Traces"}]}}, "Trace", None, "", ""),
        ({"valueCodeableConcept": {"coding": [{"code": "10828004", "display": "Positive"}]}}, "Positive", None, "", ""),
        ({"valueCodeableConcept": {"coding": [{"code": "NEG"}]}}, "NEG", None, "", ""),
        ({"valueInteger": 12}, "12", 12, "", ""),
        ({"valueBoolean": False}, "false", None, "", ""),
        ({"valueRange": {"low": quantity(500, "U"), "high": quantity(10, "U")}}, "500 - 10", None, "", "U"),
        ({"valueRange": {"low": quantity(5, "g"), "high": quantity(6, "mg")}}, "5 g - 6 mg", None, "", ""),
        ({"valueRange": {"low": quantity(5, "g")}}, "5 -", None, "", "g"),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}, "1:128", None, "", ""),
        (
            {"valueRatio": {"numerator": quantity(3, "mg"), "denominator": quantity(1, "g")}},
            "3 mg / 1 g",
            None,
            "",
            "",
        ),
        ({"valueTime": "08:30:00"}, "08:30:00", None, "", ""),
        ({"valueDateTime": "2026-02-03"}, "2026-02-03", None, "", ""),
        ({"valuePeriod": {"start": "2026-01", "end": "2026-02"}}, "2026-01/2026-02", None, "", ""),
    ],
)
def test_a_value_of_any_form_stands_as_on_paper(
    value: dict[str, Any], text: str, number: Decimal | None, comparator: str, unit: str
) -> None:
    found = result(valueQuantity=None, **value) if "valueQuantity" not in value else result(**value)
    assert (found.value_text, found.value, found.comparator, found.unit) == (text, number, comparator, unit)


def test_a_range_for_everybody_in_the_same_unit_gives_limits() -> None:
    low, high = quantity(0.50), quantity(93.0)
    assert limits({"low": low, "high": high}) == ("0.5", "93.0", "")
    assert limits({"high": high}) == (None, "93.0", "")
    assert limits({"low": {"value": "4"}, "text": "from 4"}) == ("4", None, "from 4")
    assert limits({"low": low, "type": coded("normal", display="Normal Range")}) == ("0.5", None, "")
    assert limits({"high": quantity(6, "NG/ML")}) == (None, "6", "")
    assert limits(
        {"high": {"value": 6, "unit": "ng per mL", "code": "ng/mL"}}, valueQuantity=quantity(1, "x", code="ng/mL")
    ) == (
        None,
        "6",
        "",
    )


def test_a_range_as_text_is_understood_and_kept() -> None:
    assert limits({"text": "0 - 93"}) == ("0", "93", "0 - 93")
    assert limits({"text": "see comment"}) == (None, None, "see comment")
    assert limits({"text": "93 - 0"}) == (None, None, "93 - 0")


def test_a_range_in_another_unit_gives_no_limits() -> None:
    assert limits({"low": quantity(1, "µg/L"), "high": quantity(2, "µg/L")}) == (None, None, "1 µg/L - 2 µg/L")
    assert limits({"high": quantity(2)}, valueQuantity={"value": 1}) == (None, None, "<= 2 ng/mL")


def test_a_range_upside_down_or_for_some_only_gives_no_limits() -> None:
    low, high = quantity(9), quantity(1)
    assert limits({"low": low, "high": high}) == (None, None, "9 ng/mL - 1 ng/mL")
    women = {"low": high, "high": low, "appliesTo": [{"text": "Women"}], "age": {"low": quantity(18, "a")}}
    assert limits(women) == (None, None, "Women, 18 a: 1 ng/mL - 9 ng/mL")
    assert limits({"high": low, "type": coded("therapeutic", display="Therapeutic")}) == (
        None,
        None,
        "Therapeutic: <= 9 ng/mL",
    )


def test_of_several_ranges_all_are_kept_and_none_is_chosen() -> None:
    women, men = ({"high": quantity(high), "appliesTo": [{"text": who}]} for who, high in (("Women", 15), ("Men", 17)))
    assert limits(women, men, {"text": "critical above 30"}) == (
        None,
        None,
        "Women: <= 15 ng/mL; Men: <= 17 ng/mL; critical above 30",
    )


def test_a_range_too_long_for_its_field_stands_in_the_note() -> None:
    words = "Depends on age. " * 100
    found = result(referenceRange=[{"text": words}], note=[{"text": "Repeat"}])
    assert (found.range_text, found.note) == ("", f"Repeat\n{words.strip()}")


@pytest.mark.parametrize("words", ["UNK", "Pending", "N/A", "0 unit"])
def test_a_text_that_only_holds_the_place_of_a_value_is_no_result(words: str) -> None:
    imported = read_all(observation(valueQuantity=None, valueString=words))
    assert not imported.findings
    assert [each.why.code for each in imported.not_taken] == ["no value, reason given"]


def test_a_value_and_a_range_sent_as_texts_with_their_unit_are_understood() -> None:
    found = result(valueQuantity=None, valueString="<10 pg/mL", referenceRange=[{"text": "<=100 pg/mL"}])
    assert (found.value_text, found.comparator, found.value, found.unit) == ("<10 pg/mL", "<", Decimal(10), "pg/mL")
    assert (found.range_high, found.range_text) == (Decimal(100), "<=100 pg/mL")
