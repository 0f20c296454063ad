"""Laboratory Observations: value, unit, range, flag and moment letter for letter; and why others are not taken."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.records import Laboratory, Result, Sample
from tests.exchange.fhir.bundles import (
    LOINC,
    bundle,
    findings,
    observation,
    only,
    read,
    read_all,
    reasons,
    records,
    without_nothing,
)

NUMBER = st.from_regex(r"-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,12})?([eE][+-]?[0-9]{1,2})?", fullmatch=True)


def result(**members: Any) -> Result:
    return only(read_all(observation(**members)), Result)


def sample(**members: Any) -> Sample:
    return only(read_all(observation(**members)), Sample)


def why_not(**members: Any) -> tuple[str, dict[str, str]]:
    imported = read_all(observation(**members))
    assert imported.findings == ()
    (left,) = imported.not_taken
    assert left.where == "Bundle.entry[1] Observation/cga"
    return left.why.code, left.why.data


def limits(*ranges: dict[str, Any], **members: Any) -> tuple[str | None, str | None, str]:
    found = result(referenceRange=list(ranges), **members)
    low, high = (None if each is None else str(each) for each in (found.range_low, found.range_high))
    return low, high, found.range_text


def quantity(value: Any, unit: str = "ng/mL", **members: Any) -> dict[str, Any]:
    return {"value": value, "unit": unit, **members}


def coded(code: str, **members: Any) -> dict[str, Any]:
    return {"coding": [{"code": code, **members}]}


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
        ({"valueString": "155 MG/DL"}, "155 MG/DL", None, "", ""),
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


@pytest.mark.parametrize(
    ("interpretation", "flag"),
    [
        ([coded("H", display="High")], "H"),
        (coded("LL"), "LL"),
        ([{"text": "(!)", "coding": [{"code": "A"}]}], "(!)"),
        ([coded("H"), coded("U")], "H, U"),
        ([{"coding": [{"display": "Above high normal"}]}], "Above high normal"),
        (None, ""),
    ],
)
def test_the_laboratorys_flag_is_kept_as_sent(interpretation: Any, flag: str) -> None:
    assert result(interpretation=interpretation).flag == flag


@pytest.mark.parametrize("state", ["final", "preliminary", "amended", "corrected", "unknown"])
def test_the_state_of_the_report_is_kept(state: str) -> None:
    assert result(status=state).report_state == state


@pytest.mark.parametrize("state", ["registered", "cancelled", "entered-in-error"])
def test_what_never_counted_is_not_taken(state: str) -> None:
    assert why_not(status=state) == ("state", {"state": state})


def test_a_result_without_a_value_is_not_taken_and_the_senders_reason_is_told() -> None:
    reason = {"coding": [{"display": "Specimen unsatisfactory"}]}
    assert why_not(valueQuantity=None) == ("no value", {"name": "Chromogranin A"})
    assert why_not(valueQuantity={"unit": "ng/mL", "comparator": "<"})[0] == "no value"
    assert why_not(valueQuantity=None, dataAbsentReason=reason) == (
        "no value, reason given",
        {"name": "Chromogranin A", "reason": "Specimen unsatisfactory"},
    )


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"valueSampledData": {"data": "1 2 3"}}, "value is a curve"),
        ({"valueAttachment": {"data": "abc"}}, "value is a file"),
        ({"valueString": "x" * 1001}, "value too long"),
        ({"valueString": "5", "code": {}}, "no name"),
    ],
)
def test_a_value_that_cannot_be_kept_is_named(members: dict[str, Any], code: str) -> None:
    assert why_not(valueQuantity=None, **members)[0] == code


def test_a_panel_is_a_heading_and_its_members_are_results() -> None:
    panel = observation("Blood count", id="panel", valueQuantity=None, hasMember=[{"reference": "Observation/cga"}])
    imported = read_all(panel, observation(category=None, code={"text": "Own test"}))
    assert only(imported, Result).code_display == "Own test"
    assert reasons(imported) == [("Bundle.entry[1] Observation/panel", "heading")]


def test_each_component_is_a_result_of_its_own() -> None:
    parts = [
        {"code": {"text": "Sodium"}, "valueQuantity": quantity(140, "mmol/L"), "interpretation": [coded("N")]},
        {"code": {"text": "Potassium"}, "dataAbsentReason": {"text": "hemolyzed"}},
    ]
    imported = read_all(observation("Electrolytes", valueQuantity=None, component=parts, note=[{"text": "Fasting"}]))
    found = only(imported, Result)
    assert (found.code_display, found.value_text, found.flag, found.note) == ("Sodium", "140", "N", "Fasting")
    assert found.source_id == "Observation/cga#component[0]"
    assert reasons(imported) == [("Bundle.entry[1] Observation/cga component[1]", "no value, reason given")]


def test_an_observation_with_a_value_and_components_gives_both() -> None:
    parts = [{"code": {"text": "Sodium"}, "valueQuantity": quantity(140, "mmol/L")}]
    assert [each.value_text for each in records(read_all(observation(component=parts)), Result)] == ["93", "140"]


@pytest.mark.parametrize(
    "members",
    [
        {"category": coded("laboratory")},
        {"category": [{"text": "Laboratory"}], "code": {"text": "Own"}},
        {"category": None},
        {"category": [coded("vital-signs")]},
    ],
)
def test_a_result_is_known_by_its_category_or_by_a_number_of_the_catalogue(members: dict[str, Any]) -> None:
    assert result(**members).value_text == "93"


@pytest.mark.parametrize(
    ("category", "told"),
    [(None, ""), ([coded("vital-signs", display="Vital Signs")], "Vital Signs"), ([coded("survey")], "survey")],
)
def test_what_is_no_laboratory_result_is_named_with_its_category(category: Any, told: str) -> None:
    assert why_not(category=category, code={"text": "Body weight"}) == ("not laboratory", {"category": told})


def test_an_observation_in_a_laboratory_report_is_a_result_unless_it_says_otherwise() -> None:
    report = {
        "resourceType": "DiagnosticReport",
        "id": "r",
        "category": [coded("HM")],
        "performer": [{"reference": "Organization/lab"}],
        "result": [{"reference": "Observation/cga"}, {"reference": "Observation/weight"}],
    }
    lab = {"resourceType": "Organization", "id": "lab", "name": "City Lab"}
    own = observation(category=None, code={"text": "Own test"})
    weight = observation(id="weight", category=[coded("vital-signs")], code={"text": "Weight"})
    imported = read_all(own, weight, report, lab)
    assert only(imported, Result).code_display == "Own test"
    assert only(imported, Laboratory).name == "City Lab"
    assert only(imported, Sample).source_id == "DiagnosticReport/r"
    assert reasons(imported) == [("Bundle.entry[2] Observation/weight", "not laboratory")]


def test_observations_contained_in_a_report_are_taken() -> None:
    inside = observation(id="in", subject=None, specimen={"reference": "#s"})
    specimen = {"resourceType": "Specimen", "id": "s", "type": {"text": "Serum"}}
    report = {
        "resourceType": "DiagnosticReport",
        "id": "r",
        "status": "final",
        "subject": {"reference": "Patient/maria"},
        "contained": [inside, specimen],
        "result": [{"reference": "#in"}],
    }
    imported = read_all(report)
    (finding,) = findings(imported, Result)
    assert (finding.where, finding.person) == ("Bundle.entry[1].contained[0] Observation/in", 0)
    assert (finding.record.source_id, only(imported, Sample).specimen) == ("DiagnosticReport/r#in", "Serum")


def test_a_report_whose_results_are_missing_is_named() -> None:
    report = {"resourceType": "DiagnosticReport", "id": "r", "result": [{"reference": "Observation/gone"}]}
    assert reasons(read_all(report)) == [("Bundle.entry[1] DiagnosticReport/r", "report without results")]


@pytest.mark.parametrize(
    ("sent", "on", "at", "text"),
    [
        (
            {"effectiveDateTime": "2026-02-03T23:59:59.123-05:00"},
            "2026-02-03",
            "23:59",
            "2026-02-03T23:59:59.123-05:00",
        ),
        ({"effectiveDateTime": "2026-02-03"}, "2026-02-03", None, "2026-02-03"),
        ({"effectiveDateTime": "2026-02"}, "2026-02", None, "2026-02"),
        ({"effectiveInstant": "2026-02-03T00:30:00Z"}, "2026-02-03", "00:30", "2026-02-03T00:30:00Z"),
        (
            {"effectivePeriod": {"start": "2026-02-03T08:00:00Z", "end": "2026-02-04T08:00:00Z"}},
            "2026-02-03",
            "08:00",
            "2026-02-03T08:00:00Z/2026-02-04T08:00:00Z",
        ),
        ({"effectivePeriod": {"end": "2026-02-04"}}, "2026-02-04", None, "/2026-02-04"),
        ({"effectiveTiming": {"event": ["2026-02-03"]}}, "2026-02-03", None, "2026-02-03"),
        ({"effectiveDateTime": "2026-02-31"}, None, None, "2026-02-31"),
        ({"effectiveDateTime": "last Tuesday"}, None, None, "last Tuesday"),
        ({"issued": "2026-02-05T10:00:00Z"}, "2026-02-05", "10:00", "issued 2026-02-05T10:00:00Z"),
        ({}, None, None, ""),
    ],
)
def test_the_moment_of_a_sample_is_the_one_written_there(
    sent: dict[str, Any], on: str | None, at: str | None, text: str
) -> None:
    found = sample(**{"effectiveDateTime": None, **sent})
    assert found.taken_text == text
    assert (None if found.taken_on is None else str(found.taken_on)) == on
    assert (None if found.taken_at is None else f"{found.taken_at:%H:%M}") == at


def test_a_date_that_is_not_that_of_taking_is_remarked() -> None:
    issued = read_all(observation(effectiveDateTime=None, issued="2026-02-05"))
    unread = read_all(observation(effectiveDateTime="2026-02-31"))
    assert {each.remarks for each in issued.findings} == {("date of issue",)}
    assert {each.remarks for each in unread.findings} == {("date not read",)}


def test_the_moment_of_the_specimen_stands_in_for_that_of_the_observation() -> None:
    specimen = {
        "resourceType": "Specimen",
        "id": "s",
        "type": {"coding": [{"display": "Venous blood"}]},
        "collection": {"collectedDateTime": "2026-02-02T06:15:00Z"},
    }
    bare = observation(effectiveDateTime=None, issued="2026-02-05", specimen={"reference": "Specimen/s"})
    found = only(read_all(bare, specimen), Sample)
    assert (found.specimen, found.taken_text) == ("Venous blood", "2026-02-02T06:15:00Z")


def test_results_share_a_sample_only_with_the_same_moment_specimen_laboratory_and_report() -> None:
    same = [observation(id=each) for each in "ab"]
    others = [
        observation(id="c", effectiveDateTime="2026-02-03T07:34:07+01:00"),
        observation(id="d", specimen={"display": "Urine"}),
        observation(id="e", performer=[{"display": "Other Lab"}]),
        observation(id="f"),
    ]
    report = {"resourceType": "DiagnosticReport", "id": "r", "result": [{"reference": "Observation/f"}]}
    imported = read_all(*same, *others, report)
    found = records(imported, Result)
    assert found[0].sample == found[1].sample
    assert len({each.sample for each in found}) == len(records(imported, Sample)) == 5


@pytest.mark.parametrize(
    ("performer", "name"),
    [
        ({"reference": "Organization/lab"}, "City Lab"),
        ({"reference": "PractitionerRole/role"}, "City Lab"),
        ({"reference": "Organization/gone", "display": "Far Lab"}, "Far Lab"),
        ({"display": "Near Lab"}, "Near Lab"),
        ({"reference": "Practitioner/doc", "display": "Dr. Lee"}, None),
        ({"reference": "urn:uuid:gone"}, None),
    ],
)
def test_the_laboratory_is_the_organization_that_did_the_test(performer: dict[str, str], name: str | None) -> None:
    lab = {"resourceType": "Organization", "id": "lab", "name": "City Lab"}
    role = {"resourceType": "PractitionerRole", "id": "role", "organization": {"reference": "Organization/lab"}}
    imported = read_all(observation(performer=[performer]), lab, role)
    assert [each.name for each in records(imported, Laboratory)] == ([] if name is None else [name])


def test_of_several_codes_the_one_of_the_catalogue_is_kept_with_the_senders_name() -> None:
    codings = [
        {"system": "urn:local", "code": "X1", "display": "CgA local"},
        {"system": LOINC, "code": "99999-9", "display": "Other"},
        {"system": "https://loinc.org/", "code": " 9811-1\n", "display": "Chromogranin A"},
    ]
    found = result(code={"coding": codings})
    assert (found.code, found.code_system, found.code_display) == ("9811-1", "https://loinc.org/", "Chromogranin A")
    assert result(code={"coding": codings, "text": "CgA"}).code_display == "CgA"
    assert result(code={"coding": codings[:1]}).code == "X1"


def test_method_and_notes_are_kept() -> None:
    found = result(method={"text": "ELISA"}, note=[{"text": "Repeat"}, {"text": "in May"}], comments="old form")
    assert (found.method, found.note) == ("ELISA", "Repeat\nin May\nold form")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.sampled_from(["", "5", "2026", "final", "#a"]) | st.integers(-2, 2),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["coding", "code", "text", "value", "unit", "low", "high", "reference", "start", "system"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
MEMBERS = [
    *observation(),
    "component",
    "referenceRange",
    "interpretation",
    "performer",
    "specimen",
    "note",
    "hasMember",
]


@given(st.dictionaries(st.sampled_from(MEMBERS), ANYTHING, max_size=6))
def test_members_of_any_form_never_stop_the_reading(members: dict[str, Any]) -> None:
    whole = without_nothing({**observation(), **members, "resourceType": "Observation"})
    imported = read(bundle({"resourceType": "Patient", "name": members.get("code")}, whole))
    assert imported.findings or imported.not_taken
