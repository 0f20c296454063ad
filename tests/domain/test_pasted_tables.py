"""Tables as people paste them: cells, columns and rows, with nothing lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoofbeat.domain.labs.pasted_tables import (
    Arrangement,
    Column,
    Knowing,
    guess_arrangement,
    is_table,
    read_rows,
    split_table,
    titles_of,
)
from hoofbeat.domain.labs.report_rows import ReportRow, from_kept, from_pasted, to_kept

TESTS = {"cga", "chromogranin a", "gastrin", "glucose", "insulin"}
KNOWING = Knowing(lambda text: text.casefold() in TESTS, lambda text: text in {"ng/mL", "pg/mL", "mg/dL", "µIU/mL"})
TEST, VALUE, UNIT, RANGE, FLAG, OUT = (
    Column.TEST,
    Column.VALUE,
    Column.UNIT,
    Column.RANGE,
    Column.FLAG,
    Column.LEFT_OUT,
)


def arranged(text: str) -> Arrangement:
    return guess_arrangement(split_table(text), KNOWING)


def rows(text: str) -> list[dict[str, str]]:
    cells = split_table(text)
    return [dict(row.texts) for row in read_rows(cells, guess_arrangement(cells, KNOWING))]


@pytest.mark.parametrize("separator", ["\t", ";", ",", "   "])
def test_a_table_with_titles_is_read_whatever_separates_its_cells(separator: str) -> None:
    lines = (
        ("Component", "Your value", "Units", "Flag"),
        ("CgA", "<5", "ng/mL", "L"),
        ("Gastrin", "318", "pg/mL", "H"),
    )
    text = "\r\n".join(separator.join(line) for line in lines)
    assert arranged(text) == Arrangement((TEST, VALUE, UNIT, FLAG), has_titles=True)
    assert rows(text) == [
        {"test": "CgA", "value_text": "<5", "unit": "ng/mL", "flag": "L"},
        {"test": "Gastrin", "value_text": "318", "unit": "pg/mL", "flag": "H"},
    ]


def test_a_table_without_titles_is_known_by_what_its_columns_hold() -> None:
    assert arranged("CgA\t120\tng/mL\t0 - 93\tH\nGastrin\t318\tpg/mL\t<100\tH").columns == (
        TEST,
        VALUE,
        UNIT,
        RANGE,
        FLAG,
    )


def test_tests_side_by_side_are_turned() -> None:
    assert rows("Test\tCgA\tGastrin\nValue\t120\t318\nUnit\tng/mL\tpg/mL") == [
        {"test": "CgA", "value_text": "120", "unit": "ng/mL"},
        {"test": "Gastrin", "value_text": "318", "unit": "pg/mL"},
    ]


def test_of_several_days_one_is_taken_and_the_others_are_left_out_in_the_open() -> None:
    text = "Collected\tCgA\tGastrin\n24 Feb 2026\t120\t318\n18 Jan 2026\t110\t290"
    found = arranged(text)
    assert (found.columns, found.is_turned, found.has_titles) == ((TEST, VALUE, OUT), True, True)
    assert titles_of(split_table(text), found) == ("Collected", "24 Feb 2026", "18 Jan 2026")
    other = found.with_column(2, VALUE)
    assert other.columns == (TEST, OUT, VALUE)
    assert [row.texts["value_text"] for row in read_rows(split_table(text), other)] == ["110", "290"]


def test_a_decimal_comma_is_no_separator() -> None:
    assert split_table("CgA 1,2\nGastrin 3,4") == (("CgA 1,2",), ("Gastrin 3,4",))
    assert rows("Test;Result\nCgA;1,2") == [{"test": "CgA", "value_text": "1,2"}]
    assert rows('Test,Result\nCgA,"1,2"') == [{"test": "CgA", "value_text": "1,2"}]


def test_limits_in_two_columns_become_one_range() -> None:
    assert rows("Test\tResult\tLow\tHigh\nCgA\t120\t0\t93") == [
        {"test": "CgA", "value_text": "120", "range_text": "0 - 93"}
    ]


def test_a_line_with_too_many_or_too_few_cells_keeps_them_all_and_says_so() -> None:
    cells = split_table("Test\tResult\tUnit\nCgA\t120\tng/mL\tH\tsee note\nGastrin\t318\nInsulin\t4\tµIU/mL")
    broken, short, sound = read_rows(cells, guess_arrangement(cells, KNOWING))
    assert (broken.left_over, broken.cell_count) == (("H", "see note"), 5)
    assert (dict(short.texts), short.cell_count) == ({"test": "Gastrin", "value_text": "318"}, 2)
    assert sound.cell_count is None


def test_a_stray_quotation_mark_swallows_nothing() -> None:
    assert rows('Test\tResult\n"CgA\t120\nGastrin\t318') == [
        {"test": '"CgA', "value_text": "120"},
        {"test": "Gastrin", "value_text": "318"},
    ]


@pytest.mark.parametrize(
    ("text", "is_one"), [("120", False), ("1,2", False), ("", False), ("a\tb", True), ("a\nb", True)]
)
def test_one_cell_is_no_table(text: str, is_one: bool) -> None:
    assert is_table(text) is is_one


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet='CgA12,;\t\n"<. x', max_size=60))
def test_no_letter_is_lost_whatever_is_pasted(text: str) -> None:
    def letters(of: str) -> str:
        return re.sub(r'[\s,;"]', "", of)

    cells = split_table(text)
    assert letters("".join("".join(line) for line in cells)) == letters(text)
    found = guess_arrangement(cells, KNOWING)
    columns = tuple(column for column, _ in zip([TEST, VALUE, UNIT], found.columns, strict=False))
    read = read_rows(cells, Arrangement(columns))
    assert letters("".join("".join((*row.texts.values(), *row.left_over)) for row in read)) == letters(text)


@given(st.dictionaries(st.sampled_from([each.value for each in Column if each.value]), st.text(min_size=1)))
def test_a_row_comes_back_from_a_draft_as_it_was(texts: dict[str, str]) -> None:
    row = ReportRow(texts, is_awaited=True, number="1.5", left_over=("H",), cell_count=4)
    assert from_kept(to_kept([row])) == [row]


def test_a_value_typed_into_an_awaited_row_ends_the_waiting() -> None:
    row = ReportRow({"test": "CgA"}, is_awaited=True)
    assert row.entry() == {"test": "CgA", "state": "awaited"}
    assert row.with_text(VALUE, "120").entry() == {"test": "CgA", "value_text": "120"}


def test_what_a_comma_means_is_settled_once_and_asked_anew_for_another_value() -> None:
    row = from_pasted(read_rows(split_table("CgA\t1,234"), Arrangement((TEST, VALUE)))[0])
    assert row.reading.is_doubtful
    settled = row.with_comma(is_decimal=True)
    assert settled.entry() == {"test": "CgA", "value_text": "1,234", "value": "1.234"}
    assert settled.with_text(VALUE, "5,678").reading.is_doubtful
