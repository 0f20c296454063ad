"""A whole report at once: one change, undone in one go; what is said of each row before; the last panel; the last injection."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.errors import RecordInvalidError
from hoofbeat.domain.labs.pasted_tables import Arrangement, Column, read_rows, split_table
from hoofbeat.domain.labs.plausibility import Doubt
from hoofbeat.domain.labs.report_rows import ReportRow, from_pasted
from hoofbeat.domain.records import Kind, Laboratory, MedicineUse, OwnTest, Person, Progress, Record, Result, Sample
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services import history, journals, lines, records
from hoofbeat.services.journals import Journal
from hoofbeat.services.labs import report_check, reports
from hoofbeat.services.labs.typed_report import Report
from hoofbeat.wording.changes import change_sentence
from tests import made_up

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "resources" / "catalogue" / "lab_tests.json")
TODAY = date(2026, 3, 3)
HEAD = {"taken_on": "2026-02-24", "laboratory": "City Lab", "specimen": "serum", "fasting_hours": "10"}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria")
    yield journal
    journal.close()


def row(test: str, value: str = "", unit: str = "", printed: str = "", **others: Any) -> ReportRow:
    texts = {"test": test, "value_text": value, "unit": unit, "range_text": printed}
    return ReportRow({name: text for name, text in texts.items() if text}, **others)


def add(journal: Journal, *rows: ReportRow, head: dict[str, str] | None = None, **others: Any) -> Any:
    report = Report(HEAD if head is None else head, rows, **others)
    return reports.add(journal, report=report, catalogue=CATALOGUE, today=TODAY)


def check(journal: Journal, *rows: ReportRow, head: dict[str, str] | None = None) -> report_check.ReportCheck:
    report = Report(HEAD if head is None else head, rows)
    return report_check.check(journal, report=report, catalogue=CATALOGUE, today=TODAY)


def doubts(journal: Journal, *rows: ReportRow) -> list[Doubt]:
    return [look.doubt for each in check(journal, *rows).rows.values() for look in each.looks]


def stored(journal: Journal, record_type: type[Any]) -> list[Any]:
    with journal.reading() as found:
        return list(found.list(record_type))


def put(journal: Journal, *made: Record) -> None:
    with journal.change() as work:
        work.add(*made)
        work.commit(Description(Act.ADD))


def test_a_report_is_one_sample_with_its_results_and_one_change_that_is_undone_in_one_go(journal: Journal) -> None:
    change = add(
        journal,
        row("cga", "<5", "ng/mL", "0 to 93"),
        ReportRow(),
        row("Selenium", "0,7", "µg/g"),
        row("selenium", "0,9", "µg/g"),
    )
    results, (sample,) = stored(journal, Result), stored(journal, Sample)
    assert [(each.value_text, each.comparator, each.value) for each in results] == [
        ("<5", "<", Decimal(5)),
        ("0,7", "", Decimal("0.7")),
        ("0,9", "", Decimal("0.9")),
    ]
    assert {each.sample for each in results} == {sample.id}
    assert results[0].catalogue_test == "chromogranin_a"
    assert [each.name for each in stored(journal, OwnTest)] == ["Selenium"]  # named twice, made once
    assert change_sentence(change.description) == "Added 3 results: City Lab"
    history.undo(journal)
    assert [stored(journal, each) for each in (Result, Sample, OwnTest, Laboratory)] == [[], [], [], []]


def test_a_report_with_one_wrong_row_is_not_added_at_all(journal: Journal) -> None:
    with pytest.raises(RecordInvalidError):
        add(journal, row("CgA", "120"), row("Gastrin", "1,234"))
    with pytest.raises(RecordInvalidError):
        add(journal, ReportRow())
    assert stored(journal, Sample) == []


def test_what_is_not_back_yet_waits_with_the_phone_of_its_laboratory(journal: Journal) -> None:
    head = {**HEAD, "expected_on": "2026-03-10"}
    add(journal, row("CgA", "120", "ng/mL"), row("Gastrin", is_awaited=True), head=head, laboratory_phone="555 0150")
    assert [each.state for each in stored(journal, Result)] == [Progress.RECEIVED, Progress.AWAITED]
    (sample,), (laboratory,) = stored(journal, Sample), stored(journal, Laboratory)
    assert (sample.state, str(sample.expected_on), laboratory.phone) == (Progress.AWAITED, "2026-03-10", "555 0150")
    assert reports.laboratory_phone(journal, laboratory="city lab") == "555 0150"


def test_each_row_is_checked_by_itself_before_anything_is_saved(journal: Journal) -> None:
    checked = check(journal, row("CgA"), row("", "12"), row("Gastrin", "1,234"), ReportRow(), row("Iron tea", "7")).rows
    assert {place: [(each.field, each.code) for each in found.problems] for place, found in checked.items()} == {
        0: [("value_text", "missing")],
        1: [("catalogue_test", "missing")],
        2: [("value_text", "doubtful number")],
        4: [],
    }
    assert [each.test_name for each in checked.values()] == ["Chromogranin A", "", "Gastrin", ""]
    assert stored(journal, OwnTest) == []


def test_unlikely_rows_deserve_a_second_look(journal: Journal) -> None:
    add(journal, row("CgA", "95", "ng/mL", "0 to 93"), head={**HEAD, "taken_on": "2026-01-05"})
    assert doubts(journal, row("CgA", "950", "ng/mL")) == [Doubt.TENFOLD]
    assert doubts(journal, row("CgA", "95", "nmol/L")) == [Doubt.OTHER_UNIT]
    assert doubts(journal, row("CgA", "95")) == [Doubt.OTHER_UNIT]
    assert doubts(journal, row("CgA", "9.5.1", "ng/mL")) == [Doubt.TWO_DECIMAL_SIGNS]
    assert doubts(journal, row("CgA", "90", "ng/mL", "93 - 0")) == [Doubt.RANGE_UPSIDE_DOWN]
    assert doubts(journal, row("Gastrin", "90", "spoons")) == [Doubt.UNKNOWN_UNIT]
    assert doubts(journal, row("CgA", "96", "ng/mL", "0 to 93")) == []


def test_a_kept_range_that_ends_below_its_start_stays_as_printed(journal: Journal) -> None:
    add(journal, row("CgA", "9,5,1", "ng/mL", "93 - 0"))
    (result,) = stored(journal, Result)
    assert (result.range_text, result.range_low, result.range_high) == ("93 - 0", None, None)
    assert (result.value_text, result.value) == ("9,5,1", None)


@pytest.mark.parametrize(("on", "expected"), [("2026-03-04", Doubt.STILL_TO_COME), ("1957", Doubt.BEFORE_BIRTH)])
def test_a_day_that_cannot_be_is_asked_about_once_for_all_rows(journal: Journal, on: str, expected: Doubt) -> None:
    (person,) = stored(journal, Person)
    records.correct(journal, record=person.replaced(born_on=made_up.day("1958-05-02")))
    checked = check(journal, row("CgA", "95"), row("Gastrin", "9"), head={**HEAD, "taken_on": on})
    assert [look.doubt for look in checked.sample_looks] == [expected]
    assert doubts(journal, row("CgA", "95")) == []


def test_what_the_laboratory_printed_last_is_offered_and_another_laboratorys_is_not(journal: Journal) -> None:
    add(journal, row("CgA", "95", "ng/mL", "0 to 93"), head={**HEAD, "taken_on": "2026-01-05"})
    last = check(journal, row("chromogranin a")).rows[0].last
    assert (last.unit, last.range_text, str(last.taken_on)) == ("ng/mL", "0 to 93", "2026-01-05")
    other = check(journal, row("CgA"), head={**HEAD, "laboratory": "Other Lab"}).rows[0].last
    assert other == report_check.AsLastTime()


def test_the_last_panel_is_the_tests_of_the_labs_last_sample_without_values(journal: Journal) -> None:
    assert reports.last_panel(journal, laboratory="", catalogue=CATALOGUE) is None
    add(journal, row("CgA", "95", "ng/mL"), row("Selenium", "0.7"), head={**HEAD, "taken_on": "2026-01-05"})
    add(journal, row("Gastrin", "318"), head={**HEAD, "laboratory": "Other Lab"})
    panel = reports.last_panel(journal, laboratory="City Lab", catalogue=CATALOGUE)
    assert panel is not None
    assert [each.texts for each in panel.rows] == [{"test": "Chromogranin A"}, {"test": "Selenium"}]
    newest = reports.last_panel(journal, laboratory="", catalogue=CATALOGUE)
    assert newest is not None
    assert newest.laboratory is not None
    assert newest.laboratory.name == "Other Lab"
    assert reports.last_panel(journal, laboratory="Never Lab", catalogue=CATALOGUE) is None


def test_days_and_hours_since_the_last_long_acting_injection_come_from_the_doses_given(journal: Journal) -> None:
    monthly = made_up.medication("Lanreotide", use=MedicineUse.INJECTION)
    daily = made_up.medication("Octreotide", use=MedicineUse.INJECTION)
    put(journal, monthly, daily, made_up.every_days(28, monthly), made_up.every_days(1, daily))
    put(journal, made_up.given("2026-02-12T09:30", monthly), made_up.given("2026-02-25T09:30", monthly))
    put(journal, made_up.given("2026-02-24T07:00", daily))
    for head, expected in (
        (HEAD, (12, None)),
        ({**HEAD, "taken_at": "08:00"}, (11, 22)),
        ({**HEAD, "taken_on": "2026-02-25", "taken_at": "12:00"}, (0, 2)),
    ):
        (since,) = reports.since_last_injections(journal, sample=head)
        assert (since.medication.name, since.days, since.hours) == ("Lanreotide", *expected)
    assert reports.since_last_injections(journal, sample={"taken_on": "2026-02"}) == []


def test_five_hundred_pasted_rows_with_broken_lines_are_all_told_and_none_is_lost(journal: Journal) -> None:
    broken = {7: "Gastrin\t12\tpg/mL\textra\tmore", 70: "Gastrin", 300: "\t5\tpg/mL", 499: "Gastrin\t1.2.3\tpg/mL"}
    text = "\n".join(broken.get(number, f"Gastrin\t{number}\tpg/mL") for number in range(500))
    columns = Arrangement((Column.TEST, Column.VALUE, Column.UNIT))
    rows = [from_pasted(each) for each in read_rows(split_table(text), columns)]
    checked = check(journal, *rows).rows
    assert len(checked) == 500
    assert rows[7].left_over == ("extra", "more")
    assert {place for place, each in checked.items() if each.problems} == {70, 300}
    assert [look.doubt for look in checked[499].looks] == [Doubt.TWO_DECIMAL_SIGNS]


AS_TYPED = st.one_of(
    st.sampled_from(
        ["<5", "> 2000", "1,2", "1.2e3", "5.0", "trace", "NEG", "see note", "1.2.3", "=<7", "0,050", "+", "-1"]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(AS_TYPED, AS_TYPED, AS_TYPED), min_size=1, max_size=4))
def test_texts_as_typed_survive_entry_storage_listing_and_a_table(
    journal: Journal, texts: list[tuple[str, str, str]]
) -> None:
    rows = [row("CgA", value, unit, printed).with_comma(is_decimal=True) for value, unit, printed in texts]
    add(journal, *rows)
    listed = list(lines.listing(journal, kind=Kind.RESULTS, catalogue=CATALOGUE))[-len(texts) :]
    assert [(each["value_text"], each["unit"], each["range_text"]) for each in listed] == texts
    table = io.StringIO()
    csv.writer(table, delimiter="\t").writerows([("x", *each) for each in texts])
    assert [line[1:] for line in split_table(table.getvalue())] == texts
