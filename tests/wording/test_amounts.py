from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.wording.amounts import dose_words, number_words, received_words, words_limited


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        ("120", "mg", "120 mg"),
        ("5.0", "mg", "5 mg"),
        (".5", "mg", "0.5 mg"),
        ("0.50", "ML", "0.5 mL"),
        ("50", "mcg", "50 micrograms"),
        ("50", "µg", "50 micrograms"),
        ("50", "μg", "50 micrograms"),
        ("1", "ug", "1 microgram"),
        ("10", "U", "10 units"),
        ("25000", "units", "25,000 units"),
        ("1", "IU", "1 international unit"),
        ("2", "capsule", "2 capsules"),
        ("1", "tablets", "1 tablet"),
        ("3", "Löffel", "3 Löffel"),
        ("1E+2", "mg", "100 mg"),
        ("0", "mg", "0 mg"),
        ("4", "", "4"),
    ],
)
def test_a_dose_is_written_out(amount: str, unit: str, words: str) -> None:
    assert dose_words(Decimal(amount), unit).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_dose_never_breaks_between_number_and_unit() -> None:
    assert dose_words(120, "mg") == "120\N{NO-BREAK SPACE}mg"


@given(st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=4))
def test_a_number_keeps_its_worth_and_has_no_empty_decimals(number: Decimal) -> None:
    words = number_words(number)
    assert Decimal(words.replace(",", "")) == number
    assert not words.startswith(".")
    assert "." not in words or not words.endswith(("0", "."))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("<5", "ng/mL", "<5 ng/mL"),
        ("5.0", "mg/dL", "5.0 mg/dL"),
        ("1,2", "", "1,2"),
        ("7.1 mg/dL", "mg/dL", "7.1 mg/dL"),
        ("> 2000", "mcg/L", "> 2000 mcg/L"),
    ],
)
def test_a_received_value_stays_letter_for_letter(value: str, unit: str, words: str) -> None:
    assert received_words(value, unit).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_long_text_is_cut_after_whole_words_and_says_so() -> None:
    assert words_limited("one two three", 2) == ("one two", True)
    assert words_limited("one two", 2) == ("one two", False)
