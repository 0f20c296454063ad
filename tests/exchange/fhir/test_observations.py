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
    coded,
    findings,
    observation,
    only,
    quantity,
    read,
    read_all,
    reasons,
    records,
    without_nothing,
)


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


@pytest.mark.parametrize("number", ["5E101", "1e150", "1e-101", "<1e150"])
def test_a_value_that_nothing_measures_is_kept_as_text_alone(number: str) -> None:
    taken = result(valueQuantity=None, valueString=number)
    assert (taken.value_text, taken.value, taken.comparator) == (number, None, "")


def test_a_limit_that_nothing_measures_is_kept_as_words_with_its_other_end() -> None:
    limits = {"low": {"value": 1}, "high": {"value": 1e150}}
    taken = result(referenceRange=[limits])
    assert (taken.range_low, taken.range_high) == (None, None)
    assert taken.range_text == "1 - 1e+150"


@pytest.mark.parametrize(
    ("low", "high", "words", "kept"),
    [
        (1e-07, 5e-07, None, "1e-07 - 5e-07"),
        (None, 1e-07, None, "<= 1e-07"),
        (1e-07, None, None, ">= 1e-07"),
        (1e-07, 5e-07, "fasting", "fasting; 1e-07 - 5e-07"),
        (1e-07, 5e-07, "1e-07 to 5e-07", "1e-07 to 5e-07"),
        (0.5, 1.25, None, ""),
    ],
)
def test_limits_that_would_be_written_otherwise_are_kept_as_sent_beside_their_numbers(
    low: float | None, high: float | None, words: str | None, kept: str
) -> None:
    ends = {"low": low and {"value": low}, "high": high and {"value": high}, "text": words}
    taken = result(referenceRange=[{name: value for name, value in ends.items() if value}])
    assert (taken.range_low, taken.range_high) == tuple(
        None if each is None else Decimal(str(each)) for each in (low, high)
    )
    assert taken.range_text == kept
