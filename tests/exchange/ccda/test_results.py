"""Results with their codes, moments, states and samples, as senders really write them."""

from __future__ import annotations

from datetime import time

import pytest

from hoofbeat.domain.received_tests import catalogue_test_of
from hoofbeat.domain.records import Laboratory, Result, Sample
from tests.exchange.ccda.documents import LOINC, document, observation, organizer, read, read_results, section
from tests.exchange.fhir.bundles import catalogue, findings, only, reasons, records


def catalogue_id(code: str) -> str | None:
    imported = read_results(observation(code=code))
    found = catalogue_test_of(only(imported, Result), only(imported, Sample), catalogue())
    return None if found is None else found.id


@pytest.mark.parametrize(
    ("code", "test"),
    [
        (f'<code code="9811-1" codeSystem="{LOINC}" displayName="Chromogranin A"/>', "chromogranin_a"),
        (f'<code code=" 9811-1\n  " codeSystem="{LOINC}\n" displayName="Chromogranin\n A"/>', "chromogranin_a"),
        ('<code code="9811-1" codeSystemName="LOINC" displayName="CGA"/>', "chromogranin_a"),
        (f'<code code="X12345-6" codeSystem="{LOINC}" displayName="Chromogranin A"/>', "chromogranin_a"),
        (f'<code code="9811" codeSystem="{LOINC}" displayName="Chromogranin A"/>', "chromogranin_a"),
        ('<code nullFlavor="UNK"><originalText>Chromogranin A</originalText></code>', "chromogranin_a"),
        (f'<code nullFlavor="OTH"><translation code="9811-1" codeSystem="{LOINC}"/></code>', "chromogranin_a"),
        (
            f'<code code="CGA" codeSystem="1.2.3"><translation code="9811-1" codeSystem="{LOINC}"/></code>',
            "chromogranin_a",
        ),
        (f'<code code="9811-1" codeSystem="{LOINC}" displayName="Glucose"/>', None),
        ('<code code="CGA7" codeSystem="1.2.3" displayName="House test 7"/>', None),
    ],
)
def test_a_test_is_found_by_its_number_then_by_its_name_and_in_doubt_not_at_all(code: str, test: str | None) -> None:
    assert catalogue_id(code) == test


def test_code_and_name_stay_as_received() -> None:
    code = '<code code="CGA\n" codeSystem="1.2.3" displayName="CHROMOGRANIN:SER"><originalText><reference value="#n"/></originalText></code>'
    sent = document(
        section(organizer(observation(code=code)), text='<table><tr ID="n"><td>Chromo A</td><td>93</td></tr></table>')
    )
    result = only(read(sent), Result)
    assert (result.code, result.code_system, result.code_display) == ("CGA", "1.2.3", "Chromo A")


def test_a_value_without_any_name_is_named_as_not_taken() -> None:
    assert [code for _, code in reasons(read_results(observation(code='<code nullFlavor="UNK"/>')))] == ["no name"]


@pytest.mark.parametrize(
    ("sent", "on", "at", "text"),
    [
        ('<effectiveTime value="2026"/>', "2026", None, "2026"),
        ('<effectiveTime value="202602"/>', "2026-02", None, "202602"),
        ('<effectiveTime value="20260203"/>', "2026-02-03", None, "20260203"),
        ('<effectiveTime value="2026020307"/>', "2026-02-03", time(7), "2026020307"),
        ('<effectiveTime value="202602030734"/>', "2026-02-03", time(7, 34), "202602030734"),
        ('<effectiveTime value="20260203233415.123-0500"/>', "2026-02-03", time(23, 34), "20260203233415.123-0500"),
        ('<effectiveTime value="2026-02-03T07:34:00-05:00"/>', "2026-02-03", time(7, 34), "2026-02-03T07:34:00-05:00"),
        ('<effectiveTime value="20260000"/>', "2026", None, "20260000"),
        (
            '<effectiveTime><low value="20260203"/><high value="20260204"/></effectiveTime>',
            "2026-02-03",
            None,
            "20260203/20260204",
        ),
        (
            '<effectiveTime><low nullFlavor="UNK"/><high value="20260204"/></effectiveTime>',
            "2026-02-04",
            None,
            "20260204",
        ),
        ('<effectiveTime><center value="20260204"/></effectiveTime>', "2026-02-04", None, "20260204"),
    ],
)
def test_a_moment_is_the_one_written_there(sent: str, on: str, at: time | None, text: str) -> None:
    sample = only(read_results(observation(time=sent)), Sample)
    assert (str(sample.taken_on), sample.taken_at, sample.taken_text) == (on, at, text)


def test_a_moment_that_is_missing_is_that_of_the_panel_or_of_the_report() -> None:
    panel = organizer(observation(time=""), more='<effectiveTime value="20260203"/>')
    assert str(only(read(document(section(panel))), Sample).taken_on) == "2026-02-03"
    written = read_results(observation(time="", more='<author><time value="20260205"/></author>'))
    assert str(only(written, Sample).taken_on) == "2026-02-05"
    assert findings(written, Result)[0].remarks == ("date of issue",)
    assert only(read_results(observation(time='<effectiveTime nullFlavor="UNK"/>')), Sample).taken_on is None


@pytest.mark.parametrize("sent", ["20240231", "00000000", "yesterday"])
def test_a_date_that_does_not_exist_is_kept_as_sent_and_told(sent: str) -> None:
    imported = read_results(observation(time=f'<effectiveTime value="{sent}"/>'))
    assert (only(imported, Sample).taken_on, only(imported, Sample).taken_text) == (None, sent)
    assert findings(imported, Result)[0].remarks == ("date not read",)


@pytest.mark.parametrize("state", ["cancelled", "aborted", "nullified", "entered-in-error"])
def test_what_was_called_off_is_not_a_result(state: str) -> None:
    assert [code for _, code in reasons(read_results(observation(state=state)))] == ["state"]


@pytest.mark.parametrize("state", ["completed", "active", "corrected", "preliminary"])
def test_the_state_of_the_report_is_kept(state: str) -> None:
    assert only(read_results(observation(state=state)), Result).report_state == state


def test_a_negated_observation_is_not_a_result() -> None:
    assert [code for _, code in reasons(read_results(observation(negated=True)))] == ["negated"]


def test_encounters_within_a_panel_are_passed_over() -> None:
    encounter = (
        '<encounter classCode="ENC" moodCode="EVN"><effectiveTime><low value="20110822"/></effectiveTime></encounter>'
    )
    imported = read(document(section(organizer(observation(), encounter))))
    assert len(records(imported, Result)) == 1
    assert not imported.not_taken


def test_values_of_one_minute_are_of_one_sample_whoever_groups_them() -> None:
    silent = '<code nullFlavor="NA"/>'
    imported = read(document(section(organizer(observation(), code=silent), organizer(observation(), code=silent))))
    assert len(records(imported, Sample)) == 1


def test_the_sample_says_where_and_what_it_is() -> None:
    specimen = '<specimen><specimenRole><specimenPlayingEntity><code code="S" displayName="Serum"/></specimenPlayingEntity></specimenRole></specimen>'
    lab = "<performer><assignedEntity><representedOrganization><name>City Lab</name></representedOrganization></assignedEntity></performer>"
    imported = read(document(section(organizer(observation(more=lab), more=specimen))))
    assert only(imported, Sample).specimen == "Serum"
    assert only(imported, Sample).laboratory == only(imported, Laboratory).id
    assert only(imported, Laboratory).name == "City Lab"


def test_comments_stand_in_the_note() -> None:
    comment = f'<entryRelationship typeCode="COMP"><act><code code="48767-8" codeSystem="{LOINC}"/><text>hemolyzed</text></act></entryRelationship>'
    assert only(read_results(observation(more=comment)), Result).note == "hemolyzed"


def test_a_result_without_an_organizer_and_one_within_an_act_are_read() -> None:
    nested = f"<act><entryRelationship>{organizer(observation())}</entryRelationship></act>"
    assert len(records(read(document(section(observation(), nested))), Result)) == 2


@pytest.mark.parametrize(
    "named",
    [
        '<code code="30954-2"/>',
        '<templateId root="2.16.840.1.113883.10.20.22.2.3.1" extension="2015-08-01"/>',
        '<templateId root="2.16.840.1.113883.10.20.1.14"/>',
        '<templateId root="2.16.840.1.113883.3.88.11.83.122"/>',
        '<code nullFlavor="UNK"/><title>Lab Results</title>',
    ],
)
def test_the_section_of_results_is_known_by_code_template_or_title(named: str) -> None:
    inner = f"<section>{named}<entry>{organizer(observation())}</entry></section>"
    assert only(read(document(inner)), Result).value_text == "93"


def test_what_is_not_kept_is_named_with_its_place() -> None:
    vaccine = '<substanceAdministration><consumable><manufacturedProduct><manufacturedMaterial><code code="88" displayName="Influenza vaccine"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>'
    imported = read(document(section(vaccine, code="11369-6", title="Immunizations")))
    (left,) = imported.not_taken
    assert (left.where, left.why.code) == ("Immunizations entry[0]", "kind not kept")
    assert left.why.data == {"kind": "Immunizations: Influenza vaccine"}


def test_whose_it_is_is_told() -> None:
    (person,) = read_results(observation()).people
    assert (person.name, str(person.born_on)) == ("Maria Gomez", "1958-05-02")
