from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.reference.catalogue import load_catalogue

FILE = Path(__file__).resolve().parents[2] / "resources" / "catalogue" / "lab_tests.json"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(FILE)


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return content


def has_its_check_digit(code: str) -> bool:
    digits, check = code.split("-")
    total = sum(
        sum(divmod(int(digit) * 2, 10)) if place % 2 == 0 else int(digit) for place, digit in enumerate(digits[::-1])
    )
    return (10 - total % 10) % 10 == int(check)


def test_the_catalogue_is_read_once(catalogue: Catalogue) -> None:
    assert load_catalogue(FILE) is catalogue


def test_every_test_term_unit_conversion_and_note_of_the_file_is_kept(
    catalogue: Catalogue, raw: dict[str, Any]
) -> None:
    assert len(catalogue.tests) == len(raw["tests"]) == 53
    for test, written in zip(catalogue.tests, raw["tests"], strict=True):
        assert (test.id, test.name, list(test.aka)) == (written["id"], written["name"], written["aka"])
        assert [term.code for term in test.loinc] == [term["code"] for term in written["loinc"]]
        assert [term.note for term in test.loinc] == [term.get("note", "") for term in written["loinc"]]
        assert [unit.ucum for unit in test.units] == [unit["ucum"] for unit in written["units"]]
        assert list(test.notes) == written.get("notes", [])
        assert [each.reason for each in test.conversions] == [each.get("reason", "") for each in written["conversions"]]
        assert test.preparation.fasting_hours == written["preparation"]["fasting_hours"]
    assert len(catalogue.units) == 24
    assert "Regenstrief" in catalogue.loinc_notice


def test_no_name_and_no_loinc_number_stands_for_two_tests(catalogue: Catalogue) -> None:
    names = Counter(name for test in catalogue.tests for name in {each.casefold() for each in (test.name, *test.aka)})
    codes = Counter(term.code for test in catalogue.tests for term in test.loinc)
    assert [each for counted in (names, codes) for each, count in counted.items() if count > 1] == []


def test_every_loinc_number_has_its_check_digit(catalogue: Catalogue) -> None:
    assert [code for code in catalogue.loinc_codes if not has_its_check_digit(code)] == []


@pytest.mark.parametrize("test_id", ["gastrin", "insulin", "glucagon", "somatostatin"])
def test_fasting_belongs_to_the_sample_and_not_to_the_name_of_a_hormone(catalogue: Catalogue, test_id: str) -> None:
    assert "fasting" not in catalogue.get(test_id).name.casefold()


def test_hours_without_food_stand_only_with_the_source_that_states_them(catalogue: Catalogue) -> None:
    for test in catalogue.tests:
        stated = test.preparation
        assert (stated.fasting_hours is not None) <= (stated.source in catalogue.preparation_sources), test.id
        if stated.fasting_hours == 24:
            assert "ask your care team" in stated.caution


def test_a_conversion_has_a_factor_where_allowed_and_a_reason_where_not(catalogue: Catalogue) -> None:
    for test in catalogue.tests:
        for each in test.conversions:
            assert bool(each.reason) != each.is_allowed, (test.id, each)
            assert (each.factor is not None) == each.is_allowed, (test.id, each)


def test_numbers_keep_the_digits_of_the_file(catalogue: Catalogue) -> None:
    (conversion,) = catalogue.get("glucose").conversions
    assert str(conversion.factor) == "18.016"
    assert catalogue.get("hba1c").conversions[0].offset == Decimal("2.152")


def test_the_members_of_a_panel_are_tests_of_the_catalogue(catalogue: Catalogue) -> None:
    assert all(catalogue.find(member) for test in catalogue.tests for member in test.members)


def test_a_spelling_stands_for_one_unit(catalogue: Catalogue) -> None:
    spellings = Counter(spelling for unit in catalogue.units for spelling in {unit.ucum, unit.display, *unit.aliases})
    assert [each for each, count in spellings.items() if count > 1] == []
