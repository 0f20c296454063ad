"""A value is kept letter for letter, and its number, sign and unit are understood in every form that senders use."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hoofbeat.domain.records import Result
from tests.exchange.ccda.documents import document, limits, observation, organizer, read, read_results, section
from tests.exchange.fhir.bundles import only, reasons


@pytest.mark.parametrize(
    ("sent", "text", "sign", "number", "unit"),
    [
        ('<value xsi:type="PQ" value="93.0" unit="ng/mL"/>', "93.0", "", "93.0", "ng/mL"),
        ('<value xsi:type="hl7:PQ" value=".8" unit="mg/dL"/>', ".8", "", "0.8", "mg/dL"),
        ('<value xsi:type="REAL" value="1.10"/>', "1.10", "", "1.10", ""),
        ('<value xsi:type="INT" value="7"/>', "7", "", "7", ""),
        ('<value value="7" unit="mMol/L"/>', "7", "", "7", "mMol/L"),
        ('<value xsi:type="PQ" value="1.004" unit="1"/>', "1.004", "", "1.004", "1"),
        ('<value xsi:type="PQ" value="&lt;0.5" unit="U"/>', "<0.5", "<", "0.5", "U"),
        ('<value xsi:type="PQ" value="Negative"/>', "Negative", "", None, ""),
        ('<value xsi:type="ST">5.4 x10(3)/uL</value>', "5.4 x10(3)/uL", "", "5.4", "x10(3)/uL"),
        ('<value xsi:type="ST">155 MG/DL</value>', "155 MG/DL", "", "155", "MG/DL"),
        ('<value xsi:type="ST">4.2 x10E3/uL</value>', "4.2 x10E3/uL", "", "4.2", "x10E3/uL"),
        ('<value xsi:type="ST">4.2 10+3/ul</value>', "4.2 10+3/ul", "", "4.2", "10+3/ul"),
        ('<value xsi:type="ST">7.0 pH units</value>', "7.0 pH units", "", "7.0", "pH units"),
        ('<value xsi:type="ST">&lt;0.5</value>', "<0.5", "<", "0.5", ""),
        ('<value xsi:type="ST">&gt;= 2000 ng/mL</value>', ">= 2000 ng/mL", ">=", "2000", "ng/mL"),
        ('<value xsi:type="ST">500 to 10,000 IU/mL</value>', "500 to 10,000 IU/mL", "", None, "IU/mL"),
        ('<value xsi:type="ST">&lt;1,000 CFU/mL - Negative</value>', "<1,000 CFU/mL - Negative", "", None, ""),
        ('<value xsi:type="ST">1:80</value>', "1:80", "", None, ""),
        ('<value xsi:type="ST">2 Negative</value>', "2 Negative", "", None, ""),
        ('<value xsi:type="ST">10*3</value>', "10*3", "", None, ""),
        (
            '<value xsi:type="IVL_PQ"><low value="500" unit="IU/mL"/><high nullFlavor="PINF"/></value>',
            ">=500",
            ">=",
            "500",
            "IU/mL",
        ),
        ('<value xsi:type="IVL_PQ"><high value="0.5" unit="U" inclusive="false"/></value>', "<0.5", "<", "0.5", "U"),
        (
            '<value xsi:type="IVL_PQ"><low nullFlavor="NINF"/><high value="0.5" unit="U"/></value>',
            "<=0.5",
            "<=",
            "0.5",
            "U",
        ),
        (
            '<value xsi:type="IVL_PQ"><low value="500" unit="IU/mL"/><high value="10000" unit="IU/mL"/></value>',
            *("500 - 10000", "", None, "IU/mL"),
        ),
        (
            '<value xsi:type="PQ" nullFlavor="OTH"><translation value="5.4"><originalText>K/uL</originalText></translation></value>',
            *("5.4", "", "5.4", "K/uL"),
        ),
        (
            '<value xsi:type="PQ" nullFlavor="UNK"><translation nullFlavor="OTH"><originalText>12 units/mL</originalText></translation></value>',
            *("12 units/mL", "", "12", "units/mL"),
        ),
        (
            '<value xsi:type="PQ" value="6.7"><translation><originalText>6.7 billion per liter</originalText></translation></value>',
            *("6.7", "", "6.7", "billion per liter"),
        ),
        ('<value xsi:type="PQ" value="3"><originalText>copies/mL</originalText></value>', "3", "", "3", "copies/mL"),
        (
            '<value xsi:type="CD" code="260385009" codeSystem="2.16.840.1.113883.6.96" displayName="Negative"/>',
            *("Negative", "", None, ""),
        ),
        (
            '<value xsi:type="CD" nullFlavor="OTH"><originalText>Few seen</originalText></value>',
            "Few seen",
            "",
            None,
            "",
        ),
        (
            '<value xsi:type="CO" nullFlavor="UNK"><translation code="A" displayName="A positive"/></value>',
            "A positive",
            "",
            None,
            "",
        ),
        (
            '<value xsi:type="RTO_PQ_PQ"><numerator value="1"/><denominator value="80"/></value>',
            *("1:80", "", None, ""),
        ),
        ('<value xsi:type="BL" value="TRUE"/>', "true", "", None, ""),
        ('<value xsi:type="TS" value="20260203"/>', "20260203", "", None, ""),
        ('<value xsi:type="ED"><reference value="#v"/></value>', "12.5 ng/mL", "", "12.5", "ng/mL"),
    ],
)
def test_a_value_is_read_in_its_form(sent: str, text: str, sign: str, number: str | None, unit: str) -> None:
    result = only(
        read(document(section(organizer(observation(sent)), text='<content ID="v">12.5 ng/mL</content>'))), Result
    )
    assert (result.value_text, result.comparator, result.unit) == (text, sign, unit)
    assert str(result.value) == str(None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ('<value xsi:type="PQ" nullFlavor="NI"/>', "no value, reason given"),
        ('<value xsi:type="ST" nullFlavor="NA"/>', "no value, reason given"),
        ('<value xsi:type="CD" nullFlavor="UNK"/>', "no value, reason given"),
        ('<value xsi:type="PQ" value="UNK"/>', "no value, reason given"),
        ('<value xsi:type="ST">UNK</value>', "no value, reason given"),
        ('<value xsi:type="ST">0 unit</value>', "no value, reason given"),
        ('<value xsi:type="PQ" value="0" unit="unit"/>', "no value, reason given"),
        ('<value xsi:type="ST">Pending</value>', "no value, reason given"),
        ('<value xsi:type="ST"/>', "no value"),
        ("", "no value"),
        ('<value xsi:type="ED" representation="B64" mediaType="application/pdf">JVBERi0=</value>', "value is a file"),
    ],
)
def test_what_only_holds_the_place_of_a_value_is_no_result_and_is_named(sent: str, why: str) -> None:
    imported = read_results(observation(sent))
    assert [code for _, code in reasons(imported)] == [why]
    assert not imported.findings


def test_a_zero_and_a_none_that_were_measured_are_results() -> None:
    assert only(read_results(observation('<value xsi:type="PQ" value="0" unit="/HPF"/>')), Result).value == 0
    assert only(read_results(observation('<value xsi:type="ST">None</value>')), Result).value_text == "None"


def test_a_panel_that_repeats_its_code_is_a_heading() -> None:
    panel = '<code code="24323-8" codeSystem="2.16.840.1.113883.6.1" displayName="Comprehensive panel"/>'
    again = observation('<value xsi:type="CD" code="24323-8" displayName="Comprehensive panel"/>', code=panel)
    imported = read_results(observation('<value xsi:type="ST"/>', code=panel), again, observation())
    assert [code for _, code in reasons(imported)] == ["heading", "heading"]
    assert only(imported, Result).value_text == "93"


def test_a_report_of_many_lines_stands_whole_in_the_note() -> None:
    words = "<br/>".join(f"line {number} of the report" for number in range(30))
    sent = observation('<value xsi:type="ED"><reference value="#r"/></value>')
    imported = read(document(section(sent, text=f'<content ID="r">{words}</content>')))
    result = only(imported, Result)
    assert result.value_text.startswith("line 0 of the report line 1")
    assert result.value_text.endswith("…")
    assert result.note.splitlines() == [f"line {number} of the report" for number in range(30)]
    assert imported.findings[-1].remarks == ("long text",)


Limits = tuple[str | None, str | None, str]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (limits("<text>0 - 93</text>"), ("0", "93", "0 - 93")),
        (limits("<text>0.00-93.5 ng/mL</text>"), ("0.00", "93.5", "0.00-93.5 ng/mL")),
        (limits("<text>0-93 pg/mL</text>"), (None, None, "0-93 pg/mL")),
        (limits("<text>&lt;= 93</text>"), (None, "93", "<= 93")),
        (limits("<text>()</text>"), (None, None, "")),
        (limits("<text>null - null</text>"), (None, None, "")),
        (
            limits("<text>Normal range for women is 12.0 to 15.5</text>"),
            (None, None, "Normal range for women is 12.0 to 15.5"),
        ),
        (
            limits('<value xsi:type="IVL_PQ"><low value="1.50" unit="ng/mL"/><high value="4" unit="ng/mL"/></value>'),
            ("1.50", "4", ""),
        ),
        (
            limits('<value xsi:type="IVL_PQ"><high value="4" unit="ng/mL" inclusive="false"/></value>'),
            (None, "4", "< 4"),
        ),
        (limits('<value xsi:type="IVL_PQ"><low value="1"/><high nullFlavor="PINF"/></value>'), ("1", None, "")),
        (limits('<value xsi:type="IVL_PQ"><low value="1" unit="pg/mL"/></value>'), (None, None, ">= 1 pg/mL")),
        (limits('<value xsi:type="ST">0 - 93</value>'), ("0", "93", "0 - 93")),
        (limits('<value xsi:type="CD" displayName="Negative"/>'), (None, None, "Negative")),
        (limits("<text>0 - 93</text>") + limits("<text>0 - 40</text>"), (None, None, "0 - 93; 0 - 40")),
        (
            limits('<text>adults</text><value xsi:type="IVL_PQ"><low value="1"/><high value="4"/></value>'),
            ("1", "4", "adults; 1 - 4"),
        ),
        (
            limits(
                '<text>0 - 93</text><precondition><criterion><code code="F" displayName="female"/></criterion></precondition>'
            ),
            (None, None, "female: 0 - 93"),
        ),
        (limits('<value xsi:type="IVL_PQ"><low value="9"/><high value="4"/></value>'), (None, None, "9 - 4")),
        ("", (None, None, "")),
    ],
)
def test_a_range_has_limits_only_where_it_is_meant_for_this_value(sent: str, expected: Limits) -> None:
    result = only(read_results(observation(more=sent)), Result)
    given = tuple(None if limit is None else str(limit) for limit in (result.range_low, result.range_high))
    assert (*given, result.range_text) == expected


def test_flags_are_kept_as_sent() -> None:
    more = '<interpretationCode code="H"/><interpretationCode nullFlavor="UNK"/>'
    assert only(read_results(observation(more=more)), Result).flag == "H"
