"""Values as laboratories print them: the number, the unit and the flag are told apart, and what is no value is known as such."""

from __future__ import annotations

import pytest

from hoofbeat.exchange.measured import is_placeholder, is_same_unit, text_value, unit_behind


@pytest.mark.parametrize(
    ("printed", "sign", "number", "unit", "flag"),
    [
        ("5.4 x10(3)/uL", "", "5.4", "x10(3)/uL", ""),
        ("5.4 x 10^9/L", "", "5.4", "x 10^9/L", ""),
        ("5.4 10³/µL", "", "5.4", "10³/µL", ""),
        ("> OR = 60 mL/min/1.73m2", ">=", "60", "mL/min/1.73m2", ""),
        ("60 mL/min/1.73 m2", "", "60", "mL/min/1.73 m2", ""),
        ("60 mL/min per 1.73 sq m", "", "60", "mL/min per 1.73 sq m", ""),
        ("5.5 mg/24 hours", "", "5.5", "mg/24 hours", ""),
        ("2 /100 WBC", "", "2", "/100 WBC", ""),
        ("6.8 % of total Hgb", "", "6.8", "% of total Hgb", ""),
        ("2.9 (calc)", "", "2.9", "(calc)", ""),
        ("3.9 g/dL (calc)", "", "3.9", "g/dL (calc)", ""),
        ("12 ug/mg{creat}", "", "12", "ug/mg{creat}", ""),
        ("1.1 {INR}", "", "1.1", "{INR}", ""),
        ("12.3 (H)", "", "12.3", "", "H"),
        ("12.3 H", "", "12.3", "", "H"),
        ("H 12.3", "", "12.3", "", "H"),
        ("12.3*", "", "12.3", "", "*"),
        ("<12.3 ng/mL (H)", "<", "12.3", "ng/mL", "H"),
        ("12.3 H ng/mL", "", "12.3", "ng/mL", "H"),
        ("93 ng/mL High", "", "93", "ng/mL", "High"),
        ("2.1 L", "", "2.1", "", ""),
        ("24 h", "", "24", "h", ""),
        (">/=60", ">=", "60", "", ""),
        ("≦7", "<=", "7", "", ""),
        ("&lt;5 ng/mL", "<", "5", "ng/mL", ""),
        ("Less than 0.5", "<", "0.5", "", ""),
    ],
)
def test_number_unit_and_flag_are_told_apart(printed: str, sign: str, number: str, unit: str, flag: str) -> None:
    found = text_value(printed)
    assert (found.reading.comparator or "", str(found.reading.number), found.unit, found.flag) == (
        sign,
        number,
        unit,
        flag,
    )
    assert found.reading.text == printed


@pytest.mark.parametrize("printed", ["12/3/2015", "120/80 mmHg", "3 of 5 cores", "5.0 seen", "1:40", "~5", "2+"])
def test_what_is_no_plain_measurement_stays_words(printed: str) -> None:
    found = text_value(printed)
    assert (found.reading.number, found.unit, found.flag) == (None, "", "")


@pytest.mark.parametrize(
    "printed",
    [
        *(
            "TNP",
            "TNP/124",
            "Test not performed.",
            "Not Performed",
            "CANCELLED",
            "Canceled by lab",
            "QNS",
            "Pending",
            "DNR",
        ),
        *(
            "Quantity not sufficient",
            "Specimen rejected",
            "No specimen received",
            "Unable to calculate",
            "Not calculated",
        ),
        *("nicht durchgeführt", "folgt", "Material fehlt", "No realizado", "Non effectué", "Not applicable", "0 unit"),
    ],
)
def test_a_test_that_was_not_done_has_no_value(printed: str) -> None:
    assert is_placeholder(printed)


@pytest.mark.parametrize(
    "printed",
    ["Not detected", "None seen", "Negative", "nicht nachweisbar", "ND", "Hemolyzed", "See note", "No growth", "0"],
)
def test_words_that_answer_are_values(printed: str) -> None:
    assert not is_placeholder(printed)


def test_a_unit_may_stand_behind_the_range_only() -> None:
    assert unit_behind("0 - 93 ng/mL") == "ng/mL"
    assert unit_behind("0 - 93") == ""
    assert unit_behind("0 - 93 for adults") == ""


def test_powers_of_ten_are_one_unit_in_every_spelling() -> None:
    assert is_same_unit("10³/µL", "x10(3)/uL")
    assert is_same_unit("10*3/uL", "10+3/ul")
