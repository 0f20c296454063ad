"""Tables as laboratories and portals write them: every layout, encoding, separator, date and number, and what stays in doubt."""

from __future__ import annotations

import contextlib
import csv
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofbeat.domain.imports import SeenPerson
from hoofbeat.domain.records import Sample
from hoofbeat.domain.tables import DateOrder, DecimalMark, Doubt, Role, TableChoices, TableLayout
from hoofbeat.domain.values import PartialDate
from hoofbeat.exchange.refusal import RefusedError
from hoofbeat.exchange.tabular import grids
from tests.exchange.tabular.sheets import laboratories_of, lines_of, read, results_of, workbook

LONG = "Collection Date,Test Name,Result,Units,Reference Range,Flag,Laboratory\n"


def refusal(content: str | bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        read(content)
    return caught.value.reason.code


def test_one_result_a_row_keeps_everything_as_printed() -> None:
    imported = read(
        LONG + "2026-01-05,Chromogranin A,<5,ng/mL,0 - 93,,City Lab\n2026-01-05,Glucose,101,mg/dL,70-99,H,City Lab\n"
    )
    first, second = results_of(imported)
    assert (first.value_text, first.comparator, first.value, first.unit) == ("<5", "<", Decimal(5), "ng/mL")
    assert (first.range_low, first.range_high, first.range_text) == (Decimal(0), Decimal(93), "0 - 93")
    assert (second.code_display, second.flag) == ("Glucose", "H")
    assert laboratories_of(imported) == ["City Lab", "City Lab"]
    assert len([each for each in imported.findings if isinstance(each.record, Sample)]) == 1
    assert first.source == "imported from labs.csv"


def test_a_test_in_each_column_with_its_unit_in_the_heading() -> None:
    imported = read(
        "Date,Glucose (mg/dL),Sodium mmol/L,CgA [0-93],CgA unit,Notes\n2026-01-05,95,140,12,ng/mL,fasting\n2026-02-05,101,,,,\n"
    )
    assert lines_of(imported) == [
        ("Glucose", "95", "mg/dL", "2026-01-05"),
        ("Sodium", "140", "mmol/L", "2026-01-05"),
        ("CgA", "12", "ng/mL", "2026-01-05"),
        ("Glucose", "101", "mg/dL", "2026-02-05"),
    ]
    assert results_of(imported)[2].range_high == Decimal(93)
    assert results_of(imported)[0].note == "fasting"


def test_rows_of_units_and_ranges_under_the_heading_hold_for_all() -> None:
    imported = read("Date,Glucose,Insulin\nUnits,mg/dL,uIU/mL\nReference range,70-99,<25\n2026-01-05,95,12\n")
    assert lines_of(imported) == [("Glucose", "95", "mg/dL", "2026-01-05"), ("Insulin", "12", "uIU/mL", "2026-01-05")]
    assert [each.range_high for each in results_of(imported)] == [Decimal(99), Decimal(25)]


def test_a_day_in_each_column_with_the_laboratory_of_each() -> None:
    imported = read(
        "Test,Unit,Range,2026-01-05,2026-02-05\nLaboratory,,,Quest,LabCorp\nGlucose,mg/dL,70-99,95,101 H\nInsulin,uIU/mL,<25,,3.1\n"
    )
    assert lines_of(imported) == [
        ("Glucose", "95", "mg/dL", "2026-01-05"),
        ("Glucose", "101 H", "mg/dL", "2026-02-05"),
        ("Insulin", "3.1", "uIU/mL", "2026-02-05"),
    ]
    assert laboratories_of(imported) == ["Quest", "LabCorp", "LabCorp"]
    assert results_of(imported)[1].flag == "H"


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        (
            "Entnahmedatum;Untersuchung;Ergebnis;Einheit;Normbereich\n14.03.2026;Gastrin;1.234,5;ng/l;< 100\n",
            "2026-03-14",
            "1234.5",
        ),
        (
            'Fecha,Prueba,Resultado,Unidad,Valores de referencia\n14/03/2026,Gastrina,"95,5",pg/mL,"10,0 - 99,0"\n',
            "2026-03-14",
            "95.5",
        ),
        (
            "Date de prélèvement\tExamen\tRésultat\tUnité\tValeurs de référence\n3 février 2026\tGastrine\t95,5\tng/L\t< 100\n",
            "2026-02-03",
            "95.5",
        ),
        ("DATE|COMPONENT|VALUE|UNITS\nMar 14, 2026 8:15 AM|GASTRIN|95.5|pg/mL\n", "2026-03-14", "95.5"),
    ],
)
def test_four_languages_and_four_separators(text: str, day: str, value: str) -> None:
    imported = read(text)
    assert [line[3] for line in lines_of(imported)] == [day]
    assert results_of(imported)[0].value == Decimal(value)
    assert imported.doubtful_tables == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_every_encoding_gives_the_same_letters(encoding: str) -> None:
    text = "Datum;Untersuchung;Wert;Einheit;Labor\n14.03.2026;Kreatinin;80;µmol/l;Labor Müller & Söhne\n"
    imported = read(text.encode(encoding))
    assert lines_of(imported) == [("Kreatinin", "80", "µmol/l", "2026-03-14")]
    assert laboratories_of(imported) == ["Labor Müller & Söhne"]


def test_the_order_of_day_and_month_follows_from_the_whole_column() -> None:
    imported = read("Date,Test,Result\n03/04/2026,Glucose,95\n25/06/2026,Glucose,99\n")
    assert [line[3] for line in lines_of(imported)] == ["2026-04-03", "2026-06-25"]
    imported = read("Date,Test,Result\n03/04/2026,Glucose,95\n06/25/2026,Glucose,99\n")
    assert [line[3] for line in lines_of(imported)] == ["2026-03-04", "2026-06-25"]


def test_dates_that_may_be_two_days_are_asked_about_and_not_read() -> None:
    text = "Date,Test,Result\n03/04/2026,Glucose,95\n05/06/2026,Glucose,99\n"
    (table,) = read(text).doubtful_tables
    assert (table.doubts, table.doubtful) == ((Doubt.DATE_ORDER,), "03/04/2026")
    assert read(text).findings == ()
    told = read(text, TableChoices(date_order=DateOrder.MONTH_FIRST))
    assert [line[3] for line in lines_of(told)] == ["2026-03-04", "2026-05-06"]


def test_dates_in_both_orders_are_in_doubt_too() -> None:
    (table,) = read("Date,Test,Result\n25/04/2026,Glucose,95\n04/25/2026,Glucose,99\n").doubtful_tables
    assert Doubt.DATE_ORDER in table.doubts


def test_a_heading_that_spells_the_order_settles_it() -> None:
    imported = read("Date (MM/DD/YYYY),Test,Result\n03/04/2026,Glucose,95\n")
    assert [line[3] for line in lines_of(imported)] == ["2026-03-04"]


def test_a_day_that_does_not_exist_is_kept_as_sent_and_told() -> None:
    imported = read("Date,Test,Result\n25/01/2026,Glucose,95\n31/02/2026,Glucose,99\n")
    samples = [each for each in imported.findings if isinstance(each.record, Sample)]
    assert samples[1].record.taken_on is None  # type: ignore[attr-defined]  # it is a sample
    assert samples[1].record.taken_text == "31/02/2026"  # type: ignore[attr-defined]  # it is a sample
    assert samples[1].remarks == ("date not read",)


def test_a_number_that_may_be_two_is_asked_about() -> None:
    text = 'Date,Test,Result\n2026-01-05,Chromogranin A,"1,234"\n'
    (table,) = read(text).doubtful_tables
    assert (table.doubts, table.doubtful) == ((Doubt.DECIMAL_MARK,), "1,234")
    assert results_of(read(text, TableChoices(decimal_mark=DecimalMark.POINT)))[0].value == Decimal(1234)
    assert results_of(read(text, TableChoices(decimal_mark=DecimalMark.COMMA)))[0].value == Decimal("1.234")


def test_another_number_of_the_table_settles_the_decimal_mark() -> None:
    imported = read('Date,Test,Result\n2026-01-05,Chromogranin A,"1,234"\n2026-01-05,Potassium,4.1\n')
    assert [each.value for each in results_of(imported)] == [Decimal(1234), Decimal("4.1")]


@pytest.mark.parametrize(
    ("cell", "number", "unit", "flag"),
    [
        ("5.4 x10(3)/uL", "5.4", "x10(3)/uL", ""),
        ("155 MG/DL", "155", "MG/DL", ""),
        ("12.5 H", "12.5", "", "H"),
        ("12.5*", "12.5", "", "*"),
        ("(H) 12.5", "12.5", "", "H"),
        ("93 ng/mL H", "93", "ng/mL", "H"),
        ("trace", None, "", ""),
        ("3+", None, "", ""),
        ("500 to 10000", None, "", ""),
    ],
)
def test_a_value_with_its_unit_or_flag_in_the_same_cell(cell: str, number: str | None, unit: str, flag: str) -> None:
    (result,) = results_of(read(f"Date,Test,Result\n2026-01-05,Something,{cell}\n"))
    assert result.value_text == cell
    assert result.value == (None if number is None else Decimal(number))
    assert (result.unit, result.flag) == (unit, flag)


def test_limits_in_columns_of_their_own() -> None:
    (result,) = results_of(read("Date,Test,Result,Ref Low,Ref High\n2026-01-05,Sodium,140,135,145\n"))
    assert (result.range_low, result.range_high, result.range_text) == (Decimal(135), Decimal(145), "")


def test_what_is_no_result_is_named_with_its_cell() -> None:
    imported = read(
        "Date,Category,Test,Result,Status\n2026-01-05,laboratory,Glucose,,final\n2026-01-05,vital-signs,Weight,70,final\n"
        "2026-01-05,laboratory,Gastrin,80,cancelled\n2026-01-05,laboratory,Sodium,140,final\n"
    )
    assert [(each.where, each.why.code) for each in imported.not_taken] == [
        ("D2", "no value"),
        ("D3", "not laboratory"),
        ("D4", "state"),
    ]
    assert [line[0] for line in lines_of(imported)] == ["Sodium"]


def test_a_known_loinc_number_is_a_result_whatever_its_category() -> None:
    (result,) = results_of(read("Date,Category,Code,Test,Result\n2026-01-05,survey,9811-1,Chromogranin A,80\n"))
    assert (result.code, result.code_system) == ("9811-1", "http://loinc.org")


def test_lines_above_the_table_say_whose_it_is_and_where() -> None:
    imported = read(
        "Patient: Maria Gomez\nDOB,1958-05-02\nLaboratory,City Lab\n\nDate,Test,Result\n2026-01-05,Gastrin,80\n"
    )
    assert imported.people == (SeenPerson("Maria Gomez", PartialDate(1958, 5, 2)),)
    assert laboratories_of(imported) == ["City Lab"]
    assert [each.where for each in imported.findings][-1] == "C6"


def test_several_people_in_one_file_are_kept_apart() -> None:
    imported = read("Date,Patient,Test,Result\n2026-01-05,p-1,Gastrin,80\n2026-01-05,p-2,Gastrin,80\n")
    assert imported.people == (SeenPerson("", None, "p-1"), SeenPerson("", None, "p-2"))
    assert [each.person for each in imported.findings] == [0, 0, 1, 1]


def test_a_table_without_headings_is_shown_and_not_read() -> None:
    text = "Glucose,95,mg/dL,2026-01-05\nSodium,140,mmol/L,2026-01-05\n"
    (table,) = read(text).doubtful_tables
    assert table.layout.roles == (Role.TEST, Role.VALUE, Role.UNIT, Role.DATE)
    assert Doubt.COLUMNS in table.doubts
    told = read(text, TableChoices({table.signature: table.layout}))
    assert lines_of(told) == [("Glucose", "95", "mg/dL", "2026-01-05"), ("Sodium", "140", "mmol/L", "2026-01-05")]


def test_what_somebody_said_of_the_columns_comes_first() -> None:
    text = "Date,Test,Result,Old\n2026-01-05,Gastrin,80,79\n"
    signature = read(text).tables[0].signature
    chosen = TableLayout((Role.DATE, Role.TEST, Role.IGNORED, Role.VALUE))
    assert lines_of(read(text, TableChoices({signature: chosen})))[0][1] == "79"


def test_a_spreadsheet_keeps_numbers_and_dates_as_such() -> None:
    content = workbook(
        {
            "Info": [["Downloaded from the portal"]],
            "Blood": [
                ["Collected", "Test", "Result", "Units"],
                [datetime(2026, 1, 5, 8, 30), "Glucose", 95, "mg/dL"],  # noqa: DTZ001  # a spreadsheet knows no zone
                [date(2026, 2, 5), "Potassium", 4.1, "mmol/L"],
                [date(2026, 2, 5), "Insulin", 0.1 + 0.2, "uIU/mL"],
            ],
        }
    )
    imported = read(content, name="labs.xlsx")
    assert imported.format == "spreadsheet"
    assert lines_of(imported) == [
        ("Glucose", "95", "mg/dL", "2026-01-05"),
        ("Potassium", "4.1", "mmol/L", "2026-02-05"),
        ("Insulin", "0.3", "uIU/mL", "2026-02-05"),
    ]
    first = next(each.record for each in imported.findings if isinstance(each.record, Sample))
    assert (first.taken_at is not None and first.taken_at.isoformat(timespec="minutes")) == "08:30"
    assert imported.findings[1].where == "Blood!C2"


def test_a_decimal_comma_in_words_leaves_numbers_of_a_spreadsheet_alone() -> None:
    content = workbook(
        {"A": [["Datum", "Untersuchung", "Wert"], ["14.03.2026", "Gastrin", 1.234], ["14.03.2026", "Kalium", "4,1"]]}
    )
    assert [each.value for each in results_of(read(content))] == [Decimal("1.234"), Decimal("4.1")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("hello", "format not known"),
        ("<html><table><tr><td>a,b</td></tr></table></html>", "format not known"),
        (b"\x00\x01\x02\x03,\x04\n" * 10, "format not known"),
        (b"PK\x03\x04 broken", "format not known"),
        ("a,b\n" + "1," * 600 + "\n", "too many columns"),
        ("Date,Test,Result\n2026-01-05,Gastrin," + "9" * 100_001 + "\n", "field too long"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 2_000, "workbook broken"),
    ],
)
def test_what_is_no_table_or_too_large_a_one_is_refused(content: str | bytes, code: str) -> None:
    assert refusal(content) == code


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MOST_ROWS", 3)
    assert refusal("Date,Test,Result\n" + "2026-01-05,Gastrin,80\n" * 4) == "too many rows"


_WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N"), include_characters=" ()-'"), min_size=1, max_size=20
)
_NUMBERS = st.decimals(min_value=0, max_value=99_999, places=1, allow_nan=False)


@settings(max_examples=30, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.dates(date(1990, 1, 1), date(2040, 1, 1)), _WORDS.map(lambda word: f"T {word}".strip()), _NUMBERS),
        min_size=1,
        max_size=6,
    ),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    has_comma=st.booleans(),
)
def test_what_was_written_is_what_is_read(
    rows: list[tuple[date, str, Decimal]], delimiter: str, has_comma: bool
) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["Date", "Test", "Result"])
    for day, name, number in rows:
        writer.writerow([day.isoformat(), name, str(number).replace(".", ",") if has_comma else str(number)])
    imported = read(file.getvalue())
    assert [each.value for each in results_of(imported)] == [number for _, _, number in rows]
    assert [(line[0], line[3]) for line in lines_of(imported)] == [(name, str(day)) for day, name, _ in rows]


_NOISE = st.lists(
    st.sampled_from(
        [
            *"0123456789.,;:/-<>()[]|\t\n\"' ",
            "Date",
            "Test",
            "Result",
            "Unit",
            "2026-01-05",
            "31/02/2026",
            "mg/dL",
            "µ",
            "H",
            "x10^3",
        ]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(
    content=st.one_of(
        st.binary(max_size=200), _NOISE.map(str.encode), _NOISE.map(lambda text: f"Date,Test,Result\n{text}".encode())
    )
)
def test_noise_is_read_or_refused_and_never_breaks_anything(content: bytes) -> None:
    with contextlib.suppress(RefusedError):
        assert read(content).tables


def test_headings_in_another_language_are_still_headings() -> None:
    (table,) = read("Kuupäev,Proov,Tulemus\n2026-01-05,Gastrin,80\n2026-02-05,Gastrin,90\n").doubtful_tables
    assert (table.heading, table.row_count) == (("Kuupäev", "Proov", "Tulemus"), 2)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Test,Latest result,Date of Service\nTSH,1.2 mIU/L,2026-01-05\n", ("TSH", "1.2 mIU/L", "mIU/L", "2026-01-05")),
        (
            "specimen_datetime,analyte,value_numeric,value_text\n2026-01-05T08:15:00+01:00,HBsAg,,negative\n2026-01-05,Na,140,\n",
            ("HBsAg", "negative", "", "2026-01-05"),
        ),
        (
            "Name,Standard Range,1/15/26,2/20/26\nGLUCOSE,70 - 99 mg/dL,95,101\n",
            ("GLUCOSE", "95", "mg/dL", "2026-01-15"),
        ),
    ],
)
def test_tables_of_portals_are_read_as_they_are(text: str, line: tuple[str, str, str, str]) -> None:
    assert lines_of(read(text))[0] == line


def test_columns_beside_one_that_names_the_tests_are_asked_about() -> None:
    (table,) = read("Date,Test,Morning,Evening\n2026-01-05,Glucose,95,101\n").doubtful_tables
    assert Doubt.COLUMNS in table.doubts


@pytest.mark.parametrize("heading", ["Date,Prøve,Svar", "Dato,Prøve,Svar", "Date,What,How much"])
def test_a_column_of_words_that_nobody_knows_may_name_the_tests_and_is_asked_about(heading: str) -> None:
    (table,) = read(f"{heading}\n2026-01-05,Gastrin,80\n2026-02-05,Insulin,12\n").doubtful_tables
    assert Doubt.COLUMNS in table.doubts


def test_beside_a_column_of_panels_the_column_of_their_tests_names_the_result() -> None:
    imported = read(
        "Collected Date,Test Name,Analyte,Result,Units,Reference Range\n"
        "03/14/2024 08:05 AM,COMPREHENSIVE METABOLIC PANEL,GLUCOSE,58,mg/dL,65-99\n"
        "03/14/2024 08:05 AM,COMPREHENSIVE METABOLIC PANEL,eGFR,> OR = 60,mL/min/1.73m2,> OR = 60\n"
    )
    glucose, rate = results_of(imported)
    assert (glucose.code_display, rate.code_display) == ("GLUCOSE", "eGFR")
    assert (rate.value_text, rate.comparator, rate.value, rate.range_low) == (
        "> OR = 60",
        ">=",
        Decimal(60),
        Decimal(60),
    )


WIDE_GERMAN = (
    "Laborwerte;;;;;\nName:;Testfrau, Anna;;;;\nParameter;Einheit;Referenzbereich;03.01.2024;14.03.2024;02.05.2024\n"
    "Chromogranin A;µg/l;< 102;88,4;142,0 +;\nKalium;mmol/l;3,5 - 5,1;;4,10;hämolytisch\n"
)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_a_heading_of_many_days_stands_below_the_name_of_the_person(encoding: str) -> None:
    imported = read(WIDE_GERMAN.encode(encoding))
    assert lines_of(imported) == [
        ("Chromogranin A", "88,4", "µg/l", "2024-01-03"),
        ("Chromogranin A", "142,0 +", "µg/l", "2024-03-14"),
        ("Kalium", "4,10", "mmol/l", "2024-03-14"),
        ("Kalium", "hämolytisch", "mmol/l", "2024-05-02"),
    ]
    assert imported.people == (SeenPerson("Testfrau, Anna"),)


def test_a_table_without_any_date_is_read_once_somebody_said_what_its_columns_are() -> None:
    content = (
        "Test,Current Result and Flag,Previous Result and Date,Units,Reference Interval\n"
        "Chromogranin A,142 High,88 01/02/2024,ng/mL,0.0-101.8\nGastrin,13,,pg/mL,0-115\n"
    )
    asked = read(content)
    (table,) = asked.tables
    assert (table.doubts, asked.findings) == ((Doubt.COLUMNS,), ())
    read_so = read(content, TableChoices({table.signature: table.layout}))
    cga, gastrin = results_of(read_so)
    assert (cga.value_text, cga.value, cga.flag) == ("142 High", Decimal(142), "High")
    assert (gastrin.value, gastrin.unit) == (Decimal(13), "pg/mL")
    assert [each.record.taken_on for each in read_so.findings if isinstance(each.record, Sample)] == [None]
