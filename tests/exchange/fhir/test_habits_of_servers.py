"""FHIR in the manner of the servers and telephones that hand it out: each value is read as its sender meant it."""

from __future__ import annotations

from typing import Any

import pytest

from hoofbeat.domain.records import Result, Sample
from tests.exchange.fhir.bundles import (
    MARIA,
    bundle,
    coded,
    observation,
    only,
    quantity,
    read,
    read_all,
    reasons,
    records,
)


def ranged(*ranges: dict[str, Any]) -> Result:
    return only(read_all(observation(referenceRange=list(ranges))), Result)


def limits(low: int, high: int, **members: Any) -> dict[str, Any]:
    return {"low": quantity(low), "high": quantity(high), **members}


def test_of_several_ranges_the_one_of_the_type_normal_counts_and_all_are_kept_as_words() -> None:
    found = ranged(limits(0, 93, type=coded("normal")), limits(0, 500, type={"text": "Critical"}))
    assert (str(found.range_low), str(found.range_high)) == ("0", "93")
    assert found.range_text == "0 ng/mL - 93 ng/mL; Critical: 0 ng/mL - 500 ng/mL"


@pytest.mark.parametrize(
    "ranges",
    [
        [limits(0, 93), limits(0, 80)],
        [limits(0, 93, type=coded("normal")), limits(0, 80, type=coded("normal"))],
        [limits(0, 93, type=coded("normal"), appliesTo=[{"text": "Women"}]), limits(0, 80, type=coded("treatment"))],
    ],
    ids=["no type", "two normal ones", "for some only"],
)
def test_ranges_of_which_none_is_meant_alone_stay_words(ranges: list[dict[str, Any]]) -> None:
    found = ranged(*ranges)
    assert (found.range_low, found.range_high) == (None, None)
    assert found.range_text.count("93") == 1


def test_an_earlier_release_calls_the_type_of_a_range_its_meaning() -> None:
    found = ranged(limits(0, 93, meaning=coded("normal")))
    assert (str(found.range_low), str(found.range_high), found.range_text) == ("0", "93", "")


@pytest.mark.parametrize("words", ["TNP", "Not performed", "QNS"])
@pytest.mark.parametrize("name", ["valueString", "valueCodeableConcept"])
def test_a_test_that_was_not_done_is_named_with_its_words(name: str, words: str) -> None:
    value: Any = words if name == "valueString" else {"text": words}
    imported = read_all(observation(valueQuantity=None, **{name: value}))
    assert not imported.findings
    assert [(each.why.code, each.why.data["reason"]) for each in imported.not_taken] == [
        ("no value, reason given", words)
    ]


@pytest.mark.parametrize(("display", "specimen"), [("Specimen 26H-034CH0012", ""), ("Serum", "Serum")])
def test_the_number_of_a_specimen_is_not_what_it_is_made_of(display: str, specimen: str) -> None:
    sent = observation(specimen={"reference": "Specimen/x", "display": display})
    assert only(read_all(sent), Sample).specimen == specimen


@pytest.mark.parametrize("code", ["26436-6", "18719-5", "108252007"])
def test_a_category_may_be_that_of_another_list_of_codes(code: str) -> None:
    sent = observation(named="Copeptin", loinc="78987-5", category=[coded(code)])
    assert only(read_all(sent), Result).code_display == "Copeptin"


def test_what_the_answer_of_an_operation_holds_is_read() -> None:
    answer = {"resourceType": "Parameters", "parameter": [{"name": "return", "resource": bundle(MARIA, observation())}]}
    imported = read(answer)
    assert [each.name for each in imported.people] == ["Maria Gomez"]
    assert only(imported, Result).value_text == "93"
    assert reasons(read({"resourceType": "Parameters"})) == [("Parameters", "kind not kept")]


@pytest.mark.parametrize(
    ("value", "sign", "number"),
    [
        ("=<7", "<=", "7"),
        ("0,050", "", "0.050"),
        ("> OR = 60", ">=", "60"),
        ("≤ 5", "<=", "5"),
        (">/=60", ">=", "60"),
        ("&lt;5", "<", "5"),
    ],
)
def test_odd_signs_are_understood_and_kept_letter_for_letter(value: str, sign: str, number: str) -> None:
    (found,) = records(read_all(observation(valueQuantity=None, valueString=value)), Result)
    assert (found.value_text, found.comparator, str(found.value)) == (value, sign, number)
