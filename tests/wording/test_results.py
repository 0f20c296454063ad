from __future__ import annotations

from decimal import Decimal

import pytest

from hoofbeat.domain.records import AcidMedicine
from hoofbeat.domain.values import ReferenceRange, read_range
from hoofbeat.wording import results
from tests.made_up import day, result, sample


def said(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_only_sentence_about_a_value_is_inside_or_outside_its_own_range() -> None:
    outside, inside = result(sample(), value="120"), result(sample(), value="93")
    assert said(results.range_sentence(outside)) == (
        "Your lab printed a range of 0 to 93 ng/mL. This value is outside the range printed by your lab."
    )
    assert said(results.range_sentence(inside)).endswith("This value is inside the range printed by your lab.")


def test_what_cannot_be_told_is_not_said() -> None:
    assert said(results.range_sentence(result(sample(), value="<100"))) == (
        "Your lab printed a range of 0 to 93 ng/mL."
    )


def test_no_range_is_said_so() -> None:
    assert results.range_sentence(result(sample(), range="")) == "Your lab printed no range next to this value."


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("0-93", "0 to 93"),
        ("0.0 - 5.0", "0.0 to 5.0"),
        ("<5", "<5"),
        ("≥ 40", "≥ 40"),
        ("see note 3", "see note 3"),
        ("", ""),
    ],
)
def test_a_range_is_said_as_printed(printed: str, words: str) -> None:
    assert results.range_words(read_range(printed)) == words


def test_a_text_that_says_more_than_its_limits_stays_whole() -> None:
    row = result(sample(), range="0 to 93", range_text="0 - 93 fasting, 0 - 120 else")
    assert results.range_words(row.range) == "0 - 93 fasting, 0 - 120 else"
    other = result(sample(), range="0 to 93", range_text="adults")
    assert results.range_words(other.range) == "0 to 93 (adults)"


def test_a_value_is_said_letter_for_letter() -> None:
    assert said(results.value_words(result(sample(), value="<5.0", unit="mcg/L"))) == "<5.0 mcg/L"


def test_the_labs_flag_is_quoted() -> None:
    assert results.flag_sentence("H") == "Your lab printed “H” next to this value."
    assert results.flag_sentence("") == ""


def test_an_awaited_result_is_said_with_its_day() -> None:
    assert results.awaited_words(day("2026-03-03")) == "Waiting for result since 3 March 2026"
    assert results.awaited_words(None) == "Waiting for result"


def test_two_labs_are_said_to_measure_in_different_ways() -> None:
    assert results.laboratories_sentence() == (
        "These results came from two labs. Labs measure this test in different ways, so the numbers cannot be compared."
    )


def test_a_changed_unit_is_said() -> None:
    assert results.units_sentence("nmol/L", "ng/mL") == "This result uses nmol/L. Earlier ones used ng/mL."


def test_how_a_sample_was_taken_is_said() -> None:
    taken = sample(fasting_hours=12, acid_medicine=AcidMedicine.STOPPED, acid_medicine_advice="Dr Lee")
    assert said(results.sample_words(taken)) == (
        "12 hours without food, acid medicine stopped before the test (advised by Dr Lee)"
    )
    assert results.sample_words(sample(fasting_hours=0)) == "not fasting"


def test_a_small_limit_is_written_with_its_digits() -> None:
    assert results.range_words(ReferenceRange(low=Decimal("0.00000010"), high=Decimal("5E-7"))) == (
        "0.00000010 to 0.0000005"
    )
    assert results.range_words(read_range("1e-07 - 5e-07")) == "0.0000001 to 0.0000005"
