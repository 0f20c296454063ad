from __future__ import annotations

import pytest

from hoofbeat.domain.catalogue import Catalogue, LabTest, LoincTerm, UnitForm, is_loinc_system

GASTRIN = LabTest("gastrin", "Gastrin", aka=("Gastrin, serum",), loinc=(LoincTerm("2333-3", "Gastrin", "mass"),))
AFTER_SECRETIN = LoincTerm("1485-2", "Gastrin^15M post 0.2 U/kg secretin (component only)", "mass")
CATALOGUE = Catalogue(tests=(GASTRIN,), units=(UnitForm("umol/L", "µmol/L", ("umol/l",)),))


@pytest.mark.parametrize("name", ["Gastrin", "GASTRIN", "gastrin,  serum "])
def test_a_test_is_found_by_any_of_its_names_in_any_case(name: str) -> None:
    assert CATALOGUE.find_by_name(name) is GASTRIN


def test_a_name_that_only_resembles_one_finds_nothing() -> None:
    assert CATALOGUE.find_by_name("Gastrin releasing peptide") is None


def test_a_test_is_found_by_its_loinc_number_even_with_blanks_around_it() -> None:
    assert CATALOGUE.find_by_loinc(" 2333-3\n") is GASTRIN
    assert CATALOGUE.find_by_loinc("2333-4") is None


def test_a_unit_is_found_by_its_spellings_and_case_counts() -> None:
    assert [CATALOGUE.find_unit(each) is not None for each in ("umol/L", "umol/l", "µmol/L", "Umol/L")] == [
        True,
        True,
        True,
        False,
    ]


def test_getting_an_unknown_test_fails_and_finding_it_gives_none() -> None:
    assert CATALOGUE.find("cortisol") is None
    with pytest.raises(KeyError):
        CATALOGUE.get("cortisol")


def test_a_term_of_a_dynamic_test_knows_its_minute() -> None:
    assert AFTER_SECRETIN.minute == 15
    assert GASTRIN.loinc[0].minute is None


@pytest.mark.parametrize("system", ["http://loinc.org", "https://loinc.org/", "urn:oid:2.16.840.1.113883.6.1"])
def test_loinc_is_known_under_every_spelling_of_its_system(system: str) -> None:
    assert is_loinc_system(system)
    assert not is_loinc_system("http://snomed.info/sct")
