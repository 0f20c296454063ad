"""Tables of results in the text, in the manner of the programs that write them: each row is read as its sender meant it."""

from __future__ import annotations

import pytest

from hoofbeat.domain.records import Laboratory, Result, Sample
from tests.exchange.ccda.documents import document, observation, organizer, read, section
from tests.exchange.ccda.test_from_text import table
from tests.exchange.fhir.bundles import only, reasons, records

Found = tuple[str, str, str, str, str]


def found_in(text: str) -> list[Found]:
    """Each result as name, number, unit, range and date."""
    imported = read(document(section(text=text)))
    taken = {each.id: str(each.taken_on) for each in records(imported, Sample)}
    return [
        (each.code_display, str(each.value), each.unit, f"{each.range_low}-{each.range_high}", taken[each.sample])
        for each in records(imported, Result)
    ]


CGA = ("Chromogranin A", "93", "ng/mL", "0-93", "2026-02-03")


@pytest.mark.parametrize(
    "text",
    [
        table(
            "Date/Time|Source|Result Type|Result - Unit|Interpretation|Reference Range|Status",
            "Feb 03, 2026 07:34 AM|CITY VAMC|Chromogranin A|93 ng/mL|H|0-93|Final",
        ),
        table(
            "Created Date|Observation Date|Name|Description|Value|Unit|Range|Abnormal Flag",
            "02/05/2026|02/03/2026|NET panel|Chromogranin A|93|ng/mL|0-93|",
            "02/05/2026|02/03/2026|NET panel|Pancreastatin|QNS|||",
        ),
        table(
            "Component|Value|Ref Range|Performed At",
            "Chromogranin A|93|0 - 93 ng/mL|CITY",
            above="<content>Collected 02/03/2026</content>",
        ),
        table("Name|Results|Reference Range|Date", "Chromogranin A|93 (0-93 ng/mL)||3-FEB-2026"),
        table("Test|02/03/26 07:00", "Chromogranin A (0-93 ng/mL)|93 H"),
        table("|February 3, 2026|March 3, 2026", "Markers||", "Chromogranin A (0-93 ng/mL)|93|"),
        table("Date of service|Chromogranin A (0-93 ng/mL)", "02/03/2026|93"),
        table(
            "Name|Actual Result|Value / Unit|Ref. Range",
            "Chromogranin A||93 ng/mL|0-93",
            above="<paragraph>2026/02/03 7:05a</paragraph>",
        ),
    ],
    ids=[
        "by source",
        "panel beside test",
        "unit in range",
        "range behind value",
        "column a day",
        "no heading",
        "column a test",
        "slash",
    ],
)
def test_a_table_is_read_as_its_sender_lays_it_out(text: str) -> None:
    assert found_in(text) == [CGA]


def test_a_row_of_heading_cells_over_others_is_the_name_of_a_panel() -> None:
    text = (
        "<table><thead><tr><th>Description</th><th>Value</th></tr></thead><tbody>"
        '<tr><th colspan="2">NET panel at 02-03-2026 10:37a</th></tr><tr><td>Gastrin</td><td>80 pg/mL</td></tr></tbody></table>'
    )
    assert found_in(text) == [("Gastrin", "80", "pg/mL", "None-None", "2026-02-03")]


@pytest.mark.parametrize("cell", ["th", "td"])
def test_a_table_may_stand_upright(cell: str) -> None:
    rows = ("Test|Chromogranin A|Gastrin", "Result|93|80", "Units|ng/mL|pg/mL", "Date|02/03/2026|02/04/2026")
    text = "".join(
        f"<tr><{cell}>{first}</{cell}>" + "".join(f"<td>{each}</td>" for each in others) + "</tr>"
        for first, *others in (row.split("|") for row in rows)
    )
    assert [each[:3] for each in found_in(f"<table>{text}</table>")] == [
        ("Chromogranin A", "93", "ng/mL"),
        ("Gastrin", "80", "pg/mL"),
    ]


def test_what_a_paragraph_in_a_cell_says_is_not_said_of_the_next_table() -> None:
    first = "<table><tr><th>Test</th><th>Value</th></tr><tr><td>A</td><td><paragraph>1 (01/01/2020)</paragraph></td></tr></table>"
    found = found_in(first + table("Test|Value", "Gastrin|80"))
    assert found[-1] == ("Gastrin", "80", "", "None-None", "None")


def test_moments_of_the_sample_beside_the_results_are_no_results() -> None:
    text = table("Component|Value", "Gastrin|80") + table(
        "Specimen|Collection Time|Received Time", "Blood|02/03/2026|02/04/2026"
    )
    assert [each[0] for each in found_in(text)] == ["Gastrin"]


def test_a_row_without_a_value_is_named_with_the_words_in_its_place() -> None:
    imported = read(
        document(
            section(
                text=table("Test|Result|Comments|Performing Lab", "Gastrin|TNP|hemolyzed|CITY", "CgA|93|fasting|CITY")
            )
        )
    )
    assert (only(imported, Result).note, only(imported, Laboratory).name) == ("fasting", "CITY")
    assert reasons(imported) == [("Results text row 1", "no value, reason given")]


def test_a_unit_may_stand_in_an_observation_of_its_own() -> None:
    unit = (
        '<entryRelationship typeCode="COMP"><observation classCode="OBS" moodCode="EVN"><code code="246514001" '
        'codeSystem="2.16.840.1.113883.6.96"/><value xsi:type="CD" code="ng/mL"/></observation></entryRelationship>'
    )
    sent = observation('<value xsi:type="ST">93</value>', more=unit)
    result = only(read(document(section(organizer(sent)))), Result)
    assert (str(result.value), result.unit) == ("93", "ng/mL")


def test_of_several_ranges_the_one_that_is_called_normal_counts() -> None:
    def one(low: int, high: int, meaning: str) -> str:
        ends = f'<value xsi:type="IVL_PQ"><low value="{low}" unit="ng/mL"/><high value="{high}" unit="ng/mL"/></value>'
        return f'<referenceRange><observationRange>{ends}<interpretationCode code="{meaning}"/></observationRange></referenceRange>'

    sent = observation(more=one(0, 93, "N") + one(94, 200, "H"))
    result = only(read(document(section(organizer(sent)))), Result)
    assert (str(result.range_low), str(result.range_high), result.range_text) == ("0", "93", "0 - 93; 94 - 200")


def test_a_cell_that_spans_rows_holds_for_all_of_them() -> None:
    text = (
        "<table><thead><tr><th>Date</th><th>Test</th><th>Result</th></tr></thead><tbody>"
        '<tr><td rowspan="2">11-July-2013 00:25</td><td>Gastrin</td><td>80 pg/mL</td></tr><tr><td>Insulin</td><td>9 uIU/mL</td></tr>'
        "<tr><td>Aug-06-2013</td><td>Gastrin</td><td>85 pg/mL</td></tr></tbody></table>"
    )
    assert [(name, number, on) for name, number, _, _, on in found_in(text)] == [
        ("Gastrin", "80", "2013-07-11"),
        ("Insulin", "9", "2013-07-11"),
        ("Gastrin", "85", "2013-08-06"),
    ]
