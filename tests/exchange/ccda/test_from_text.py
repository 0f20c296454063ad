"""Tables of text are read where entries are missing or fewer than rows, each row once, and marked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hoofbeat.domain.records import Allergy, AllergyStatement, Appointment, DosePhase, Medication, Result, Sample
from hoofbeat.exchange.ccda.written_dates import written_date
from tests.exchange.ccda.documents import administration, document, observation, organizer, read, section
from tests.exchange.fhir.bundles import findings, only, reasons, records


def table(headings: str, *rows: str, above: str = "") -> str:
    head = "".join(f"<th>{each}</th>" for each in headings.split("|"))
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    return f"{above}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def test_a_table_without_entries_becomes_results_marked_as_from_the_text() -> None:
    text = table(
        "Test|Result|Units|Reference Range|Flag|Date",
        "Chromogranin A|&lt;93.0|ng/mL|0 - 93||02/03/2026 7:34 AM",
        "Glucose|5.4|mmol/L|3.9-5.6|H|Feb 3, 2026",
        "Gastrin|Pending||||02/03/2026",
    )
    imported = read(document(section(text=text)))
    cga, glucose = records(imported, Result)
    assert (cga.value_text, cga.comparator, str(cga.value), cga.unit) == ("<93.0", "<", "93.0", "ng/mL")
    assert (str(cga.range_low), str(cga.range_high)) == ("0", "93")
    assert (glucose.code_display, glucose.flag) == ("Glucose", "H")
    assert {finding.remarks for finding in findings(imported, Result)} == {("from the text",)}
    assert cga.source == "imported from record.xml, from the text"
    moments = {(str(each.taken_on), str(each.taken_at)) for each in records(imported, Sample)}
    assert moments == {("2026-02-03", "07:34:00"), ("2026-02-03", "None")}


@pytest.mark.parametrize(
    "headings", ["Component|Value", "Result|Value", "Result Type|Result Value", "Lab Test|Results"]
)
def test_unit_flag_and_date_may_stand_elsewhere(headings: str) -> None:
    text = table(headings, "Glucose|185 mg/dL (H)", above="<paragraph>Panel (06/05/2013 4:00 PM EDT)</paragraph>")
    imported = read(document(section(text=text)))
    result = only(imported, Result)
    assert (result.value_text, str(result.value), result.unit, result.flag) == ("185 mg/dL (H)", "185", "mg/dL", "H")
    assert str(only(imported, Sample).taken_on) == "2013-06-05"


def test_a_table_with_a_column_for_each_time_is_read() -> None:
    text = table(
        "Most recent to oldest [Reference Range]:|1|2",
        "Sodium [135-145 mmol/L]|135 mmol/L <br/>*LOW*<br/>(07/10/2013 22:25:00 America/Chicago)|140 mmol/L <br/>(07/09/2013 08:00:00)",
    )
    imported = read(document(section(text=text)))
    found = [(each.code_display, each.value_text, str(each.range_low), each.flag) for each in records(imported, Result)]
    assert found == [("Sodium", "135 mmol/L", "135", "LOW"), ("Sodium", "140 mmol/L", "135", "")]
    assert [str(each.taken_on) for each in records(imported, Sample)] == ["2013-07-10", "2013-07-09"]


def test_only_the_rows_that_no_entry_says_are_taken() -> None:
    text = table("Test|Result|Date", "Chromogranin A|93 ng/mL|02/03/2026", "Gastrin|40 pg/mL|02/03/2026")
    imported = read(document(section(organizer(observation()), text=text)))
    assert [(each.code_display, each.value_text) for each in records(imported, Result)] == [
        ("Chromogranin A", "93"),
        ("Gastrin", "40 pg/mL"),
    ]


def test_a_text_that_says_what_the_entries_say_adds_nothing() -> None:
    text = table("Test|Result|Date", "CgA in serum|93 ng/mL|02/03/2026")
    assert len(records(read(document(section(organizer(observation()), text=text))), Result)) == 1


def test_a_row_of_a_result_that_was_called_off_is_not_taken_from_the_text() -> None:
    text = table("Test|Result|Date", "Chromogranin A|93|02/03/2026", "Gastrin|40 pg/mL|02/03/2026")
    imported = read(document(section(organizer(observation(state="cancelled")), text=text)))
    assert [each.code_display for each in records(imported, Result)] == ["Gastrin"]


def test_medicines_allergies_and_visits_are_read_from_tables_too() -> None:
    medicines = table(
        "Medication|Directions|Start Date|Status",
        "Octreotide 20 mg|every 4 weeks|01/07/2026|Active",
        "Creon|with meals||",
    )
    allergies = table("Substance|Reaction|Severity", "Penicillin|Hives|Mild")
    visits = table("Date|Location|Provider", "01/07/2026|NET clinic|Dr. Lee")
    imported = read(
        document(
            section(administration("Creon"), code="10160-0", text=medicines),
            section(code="48765-2", text=allergies),
            section(code="46240-8", text=visits),
        )
    )
    assert [(each.name, each.state.value) for each in records(imported, Medication)] == [
        ("Creon", "taking"),
        ("Octreotide 20 mg", "taking"),
    ]
    assert [each.instructions for each in records(imported, DosePhase)] == ["every 4 weeks"]
    assert (only(imported, Allergy).substance, only(imported, Allergy).state) == ("Penicillin", "severity Mild")
    visit = only(imported, Appointment)
    assert (str(visit.starts_at), visit.place, visit.with_whom) == ("2026-01-07", "NET clinic", "Dr. Lee")


def test_words_that_no_allergy_is_known_are_kept_and_others_are_named() -> None:
    known = read(document(section(code="48765-2", text="<paragraph>No Known Allergies</paragraph>")))
    assert only(known, Allergy).statement is AllergyStatement.NONE_KNOWN
    told = read(document(section(code="30954-2", text="<paragraph>Labs were fine, see letter.</paragraph>")))
    assert reasons(told) == [("Results text", "only text")]
    assert not read(document(section(code="10160-0", text="No known medications"))).not_taken


@pytest.mark.parametrize(
    ("text", "on", "at"),
    [
        ("06/22/2015", "2015-06-22", "None"),
        ("1/22/2013 8:59 AM", "2013-01-22", "08:59:00"),
        ("(06/05/2013 12:05 AM EDT)", "2013-06-05", "00:05:00"),
        ("June 22, 2015", "2015-06-22", "None"),
        ("22 Jun 2015 23:10", "2015-06-22", "23:10:00"),
        ("2015-06-22T08:15:00", "2015-06-22", "08:15:00"),
        ("20150622", "2015-06-22", "None"),
        ("06/2015", "2015-06", "None"),
        ("2015", "2015", "None"),
        ("02/31/2024", "None", "None"),
        ("soon", "None", "None"),
    ],
)
def test_a_written_date_is_understood(text: str, on: str, at: str) -> None:
    found = written_date(text)
    assert (str(found.on), str(found.at)) == (on, at)


@settings(max_examples=60, deadline=None)
@given(
    st.dates(min_value=date(1000, 1, 1)), st.sampled_from(("%m/%d/%Y", "%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%Y%m%d"))
)
def test_every_day_is_read_back_in_every_form(day: date, form: str) -> None:
    assume(form != "%Y%m%d" or 1900 <= day.year < 2100)
    assert str(written_date(day.strftime(form)).on) == str(day)


def test_a_row_in_one_wide_cell_names_the_panel_below_it_and_is_no_result() -> None:
    text = table("Lab Test|Result|Flag|Range", "Sodium|139 mmol/L||136-145", "Gastrin|&gt;1000 pg/mL|HH|0 - 115")
    for place, words in (("<tr><td>Sodium", "BMP (final, 03/20/2024)"), ("<tr><td>Gastrin", "GASTRIN, 03/21/2024")):
        text = text.replace(place, f"<tr><td colspan='4'>{words}</td></tr>{place}")
    imported = read(document(section(text=text)))
    found = [(each.code_display, each.value_text, each.flag) for each in records(imported, Result)]
    assert found == [("Sodium", "139 mmol/L", ""), ("Gastrin", ">1000 pg/mL", "HH")]
    assert [str(each.taken_on) for each in records(imported, Sample)] == ["2024-03-20", "2024-03-21"]


def test_beside_a_column_of_panels_the_column_of_their_tests_names_the_result() -> None:
    text = table(
        "Created Date|Observation Date|Name|Description|Value|Unit|Range|Abnormal Flag",
        "04/12/2024|04/11/2024|CBC w/ auto diff|WBC|5.4|x10E3/uL|3.4-10.8|",
        "04/12/2024|04/11/2024|CBC w/ auto diff|hemoglobin|11.0|g/dL|11.1-15.9|below low normal",
    )
    imported = read(document(section(text=text)))
    assert [each.code_display for each in records(imported, Result)] == ["WBC", "hemoglobin"]
    assert {str(each.taken_on) for each in records(imported, Sample)} == {"2024-04-11"}


def test_a_value_before_a_dash_and_its_unit_is_read() -> None:
    text = table(
        "Date/Time|Source|Result Type|Result - Unit|Interpretation|Reference Range",
        "Jun 03, 2012 11:20 AM|SALT LAKE CITY|CALCIUM|9.1 - mg/dL||8.5 - 10.5",
    )
    result = only(read(document(section(text=text))), Result)
    assert (result.value_text, str(result.value), result.unit) == ("9.1 - mg/dL", "9.1", "mg/dL")


def test_results_in_a_list_beside_a_table_are_named_as_not_taken() -> None:
    text = table("Test|Outcome|Date", "Lipase|35 U/L|May 1, 2024") + "<list><item>Calcium: 9.8 mg/dL</item></list>"
    imported = read(document(section(text=text)))
    assert only(imported, Result).code_display == "Lipase"
    assert ("Results text list", "only text") in [(each.where, each.why.code) for each in imported.not_taken]


def test_a_table_with_a_column_for_each_day_is_read() -> None:
    text = table("Test|03/14/2024 8:05 AM|03/20/2024", "Glucose Lvl|58 *L*|91", "Gastrin||80 pg/mL")
    imported = read(document(section(text=text)))
    found = [(each.code_display, str(each.value), each.unit, each.flag) for each in records(imported, Result)]
    assert found == [("Glucose Lvl", "58", "", "L"), ("Glucose Lvl", "91", "", ""), ("Gastrin", "80", "pg/mL", "")]
    assert [str(each.taken_on) for each in records(imported, Sample)] == ["2024-03-14", "2024-03-20"]


def test_headings_may_be_the_first_row_of_plain_cells() -> None:
    rows = ("Test|Result|Date", "Gastrin|80 pg/mL|03/14/2024")
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    imported = read(document(section(text=f"<table><tbody>{body}</tbody></table>")))
    assert (only(imported, Result).code_display, only(imported, Result).value_text) == ("Gastrin", "80 pg/mL")


def test_rows_without_a_column_of_values_are_named_as_not_taken() -> None:
    imported = read(document(section(text=table("Test|Remarkable", "Gastrin|80 pg/mL"))))
    assert not imported.findings
    assert [each.why.code for each in imported.not_taken] == ["only text"]


def test_a_table_that_stands_upright_has_its_headings_in_the_first_column() -> None:
    text = "<table><tr><td>Allergy</td><td>Penicillin</td></tr><tr><td>Reaction</td><td>hives</td></tr></table>"
    allergy = only(read(document(section(text=text, code="48765-2", title="Allergies"))), Allergy)
    assert (allergy.substance, allergy.reaction) == ("Penicillin", "hives")


def test_words_in_two_columns_without_headings_are_no_list_of_allergies() -> None:
    text = "<table><tr><td>Allergy</td><td>Penicillin</td></tr><tr><td>Seen on</td><td>hives</td></tr></table>"
    assert not read(document(section(text=text, code="48765-2", title="Allergies"))).findings
