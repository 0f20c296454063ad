"""The allergy list: substances, reactions, and "none known" as a statement of its own."""

from __future__ import annotations

from typing import Any

import pytest

from hoofbeat.domain.records import Allergy, AllergyStatement
from tests.exchange.fhir.bundles import only, read_all, reasons, without_nothing


def allergy(**members: Any) -> dict[str, Any]:
    made = {
        "resourceType": "AllergyIntolerance",
        "id": "a",
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "verificationStatus": {"coding": [{"code": "confirmed"}]},
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": "227493005", "display": "Cashew nuts"}]},
        "patient": {"reference": "Patient/maria"},
    }
    return without_nothing({**made, **members})


def taken(**members: Any) -> Allergy:
    return only(read_all(allergy(**members)), Allergy)


def test_an_allergy_is_kept_with_its_reactions_and_state() -> None:
    found = taken(
        onsetDateTime="2004",
        criticality="high",
        type="intolerance",
        reaction=[
            {
                "manifestation": [{"text": "Hives"}, {"text": "Wheeze"}],
                "severity": "severe",
                "description": "At a fair",
            },
            {"manifestation": [{"coding": [{"display": "Rash"}]}]},
        ],
        note=[{"text": "Carries a pen"}],
    )
    assert (found.substance, found.code, str(found.noticed_on)) == ("Cashew nuts", "227493005", "2004")
    assert found.reaction == "Hives; Wheeze (severe); Rash"
    assert found.state == "active, confirmed, intolerance, criticality high"
    assert found.note == "Carries a pen\nAt a fair"
    assert found.statement is AllergyStatement.ALLERGY


@pytest.mark.parametrize(
    "code",
    [
        {"coding": [{"system": "http://snomed.info/sct", "code": "716186003", "display": "No known allergy"}]},
        {"coding": [{"system": "http://snomed.info/sct", "code": "429625007", "display": "No known food allergy"}]},
        {"coding": [{"code": "no-known-medication-allergies"}]},
        {"text": "NKDA"},
        {"text": "No Known Allergies"},
    ],
)
def test_none_known_is_a_statement_in_the_senders_words(code: dict[str, Any]) -> None:
    found = taken(code=code)
    assert found.statement is AllergyStatement.NONE_KNOWN
    assert found.substance


def test_that_nothing_is_known_about_allergies_is_not_none_known() -> None:
    imported = read_all(allergy(code={"coding": [{"code": "no-allergy-info", "display": "No information"}]}))
    assert [code for _, code in reasons(imported)] == ["says nothing"]


@pytest.mark.parametrize("state", ["refuted", "entered-in-error"])
def test_what_was_taken_back_is_not_taken(state: str) -> None:
    imported = read_all(allergy(verificationStatus={"coding": [{"code": state}]}))
    assert [each.why.data for each in imported.not_taken] == [{"state": state}]


def test_the_state_of_an_allergy_that_has_passed_is_kept() -> None:
    assert taken(clinicalStatus={"coding": [{"code": "resolved"}]}).state == "resolved, confirmed"


def test_the_forms_of_earlier_releases_are_read_too() -> None:
    found = taken(code=None, clinicalStatus=None, verificationStatus=None, status="active", substance={"text": "Latex"})
    assert (found.substance, found.state) == ("Latex", "active")


def test_an_allergy_to_nothing_named_is_not_taken() -> None:
    assert [code for _, code in reasons(read_all(allergy(code=None)))] == ["no name"]
