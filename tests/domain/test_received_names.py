"""A test is known by the names that laboratories print for it, and never by one that means something else."""

from __future__ import annotations

import pytest

from hoofbeat.domain.received_names import test_of_name as named
from tests.exchange.fhir.bundles import catalogue


@pytest.mark.parametrize(
    ("name", "test"),
    [
        *(
            (name, "chromogranin_a")
            for name in ("CHROMOGRANIN A (ECL)", "Serum chromogranin A", "S Chromogranin A", "P-Chromogranin A")
        ),
        *(
            (name, "chromogranin_a")
            for name in ("Chromogranin A i.S.", "Cromogranina A", "Chromogranin A [Mass/volume] in Serum or Plasma")
        ),
        *(
            (name, "vip")
            for name in ("VIP, plasma", "Vasoactive Intestinal Polypeptide (VIP), P", "Vasoactive intestinal peptide")
        ),
        *((name, "gastrin") for name in ("GASTRIN, SERUM", "Plasma gastrin", "Fasting gastrin")),
        *((name, "glucose") for name in ("GLUCOSE LEVEL", "Glucose Lvl", "Glukose")),
        ("GLUCOSE, FASTING", "glucose_fasting"),
        ("C-PEPTIDE, S", "c_peptide"),
        ("Hgb A1c", "hba1c"),
        ("White Blood Cell Count", "leukocytes"),
        ("Thrombozyten", "platelets"),
        ("ALT (SGPT)", "alt"),
        ("Bilirubin, Total", "bilirubin_total"),
        ("Calcium, Ionized", "calcium_ionized"),
        ("5-HIAA, 24 Hr Urine", "hiaa_urine_24h"),
        ("5-HIAA, Plasma", "hiaa_plasma"),
        ("PTH, Intact", "pth"),
        ("eGFR (CKD-EPI)", "egfr"),
    ],
)
def test_a_printed_name_means_its_test(name: str, test: str) -> None:
    found = named(name, catalogue())
    assert found is not None
    assert found.id == test


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Insulin antibody",
            "Free cortisol",
            "Glucose tolerance",
            "Glucose (CSF)",
            "Creatinine (urine)",
            "WBC, Urine",
        ),
        *(
            "Albumin/Globulin ratio",
            "Albumin %",
            "Hemoglobin S",
            "Hemoglobin, plasma",
            "Mean corpuscular hemoglobin",
            "CA 19-9",
        ),
        *(
            "eGFR If NonAfricn Am",
            "eGFR (MDRD)",
            "Insulin 60 min",
            "5-HIAA, Urine",
            "Sodium, random urine",
            "Protein S",
            "Level",
            "S",
            "",
        ),
        *("Bilirubin, direct", "Creatinine clearance", "Glucose " * 40),
    ],
)
def test_a_name_that_means_something_else_or_two_things_finds_nothing(name: str) -> None:
    assert named(name, catalogue()) is None


def test_each_name_of_the_catalogue_finds_its_own_test() -> None:
    for test in catalogue().tests:
        for name in (test.name, *test.aka):
            assert named(name, catalogue()) is test, name
