"""One test's page: which time the chart shows, medicines below it, pictures, units on request, notes, dynamic tests, hidden numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QTableView

from hoofbeat.domain import records as kinds
from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.values import PartialDate
from hoofbeat.ui.pages.lab_results.chart_card import ChartCard
from hoofbeat.ui.pages.lab_results.notes_card import NoteForm, NotesCard
from hoofbeat.ui.pages.lab_results.one_test import OneTest
from tests import made_up
from tests.ui.driver import Driver

NB = "\N{NO-BREAK SPACE}"
CGA = "chromogranin_a"


def one_test(driver: Driver, test: str = CGA) -> OneTest:
    page = driver.go("results")
    page.open_test(test)
    driver.settle()
    assert isinstance(page.inner, OneTest)
    return page.inner


def history_chart(driver: Driver, test: str = CGA) -> ChartCard:
    return one_test(driver, test).charts[0]


def days(card: ChartCard) -> list[str]:
    return sorted(str(point.row.sample.taken_on) for point in card.chart.view.chart.points)


def all_of(driver: Driver, record_type: type[Any]) -> list[Any]:
    def query(journal: Any) -> list[Any]:
        with journal.reading() as stored:
            return list(stored.list(record_type))

    found: list[Any] = driver.read(query)
    return found


def add(driver: Driver, *records: Any) -> None:
    def act(journal: Any, _author: str) -> None:
        with journal.change() as work:
            work.add(*records)
            work.commit(Description(Act.ADD))

    driver.tasks.change(act)
    driver.settle()


def cells(table: QTableView, column: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def dynamic_test(values: Sequence[str] = ("90", "150", "410", "300")) -> list[Any]:
    lab = made_up.laboratory("Clinic Lab")
    sample = made_up.sample("2026-02-20", lab, procedure="Secretin test")
    minutes = (0, 2, 5, 10)
    results = [
        made_up.result(sample, CGA, value, "ng/mL", minute=minute)
        for minute, value in zip(minutes, values, strict=True)
    ]
    return [lab, sample, *results]


def test_a_period_is_shown_by_one_click_and_says_what_is_not_seen(filled: Driver) -> None:
    card = history_chart(filled)
    everything = days(card)
    filled.click("1 year", card)
    assert days(card) == [day for day in everything if day >= "2025-03-03"]
    assert "5 earlier results are not shown." in filled.words(card)
    assert [text for text in ("All", "5 years", "2 years", "1 year") if filled.button(text, card).isChecked()] == [
        "1 year"
    ]
    QTest.keyClick(card.chart.view, Qt.Key.Key_0)
    assert days(card) == everything
    assert filled.button("All", card).isChecked()


def test_a_period_of_ones_own_takes_a_year_alone_and_a_slip_is_told(filled: Driver) -> None:
    card = history_chart(filled)
    everything = days(card)
    filled.click("From … to …", card)
    start, end = card.period._editors
    start.set_value(PartialDate(2025))
    end.set_value(PartialDate(2024))
    filled.click("Show this time", card)
    assert "The second day lies before the first." in filled.words(card)
    end.set_value(PartialDate(2025))
    filled.click("Show this time", card)
    assert days(card) == [day for day in everything if day.startswith("2025")]
    filled.click("Later", card)
    assert days(card) != [day for day in everything if day.startswith("2025")]


def test_medicines_stand_below_the_chart_as_chosen_and_stay_so(filled: Driver) -> None:
    card = history_chart(filled)
    assert [lane.name.text.partition(" ")[0] for lane in card.chart.view.chart.lanes] == ["Somatuline"]
    assert "Below the results: when these medicines were taken or given: Somatuline" in card.chart.view.spoken()
    filled.click("Medicines below the chart", card)
    assert "Nothing is concluded from it." in filled.words(card)
    (box,) = [each for each in card.findChildren(QCheckBox) if "Somatuline" in each.accessibleName()]
    changes = len(all_of(filled, kinds.Medication))
    box.click()
    filled.settle()
    assert card.chart.view.chart.lanes == ()
    assert history_chart(filled).chart.view.chart.lanes == ()
    assert len(all_of(filled, kinds.Medication)) == changes


def test_the_chart_as_a_table_has_the_same_results_of_the_same_time(filled: Driver) -> None:
    card = history_chart(filled)
    filled.click("1 year", card)
    filled.click("Show as table", card)
    assert not card.chart.isVisible()
    assert len(cells(card._rows.table, 0)) == len(days(card))
    filled.click("All", card)
    filled.settle()
    assert len(cells(card._rows.table, 0)) == len(days(card)) == 11
    filled.click("Show as chart", card)
    assert card.chart.isVisible()


@pytest.mark.parametrize("ending", [".png", ".svg"])
def test_a_picture_is_saved_where_one_wants_without_what_is_kept_off_sheets(
    filled: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = tmp_path / f"picture{ending}"
    asked: list[str] = []

    def choose(_parent: Any, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(name).name)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    (secret,) = [each for each in all_of(filled, kinds.Result) if each.value_text == "<5.0"]

    def hide(journal: Any, _author: str) -> None:
        with journal.change() as work:
            work.correct(secret.replaced(is_sensitive=True))
            work.commit(Description(Act.CORRECT))

    filled.tasks.change(hide)
    filled.settle()
    card = history_chart(filled)
    picture = card.chart.picture("Chromogranin A")
    assert picture.left_out == 1
    assert sorted(point.row.result.value_text for point in picture.chart.points).count("<5.0") == 0
    filled.click("Save as picture", card)
    filled.settle()
    content = path.read_bytes()
    assert asked == ["results-2026-03-03.png"]
    assert content.startswith(b"\x89PNG" if ending == ".png" else b"<?xml")
    if ending == ".svg":
        assert b"Chromogranin A" in content
        assert b"Not a medical record." in content


def test_a_picture_is_copied(filled: Driver) -> None:
    filled.click("Copy picture", history_chart(filled))
    image = QGuiApplication.clipboard().image()
    assert image.width() > 1000


def test_another_unit_stands_beside_each_value_on_request_and_is_never_kept(filled: Driver) -> None:
    view = one_test(filled, "glucose")
    listed = view.series[0]
    before = all_of(filled, kinds.Result)
    assert "Show in mmol/L" in " ".join(filled.buttons(listed))
    filled.click("Show in mmol/L", listed)
    filled.settle()
    titles = [str(listed.model.headerData(place, Qt.Orientation.Horizontal)) for place in range(4)]
    assert titles[2] == "In mmol/L, converted from mg/dL"
    assert cells(listed.table, 2)[-1].startswith(f"5.27{NB}mmol/L (range 3.89 to 5.50)")
    assert cells(listed.table, 1)[-1] == f"95{NB}mg/dL"
    assert all_of(filled, kinds.Result) == before
    assert {point.row.result.unit for point in view.charts[0].chart.view.chart.points} == {"mg/dL"}
    filled.click("Show in mmol/L", listed)
    filled.settle()
    assert listed.model.columnCount() == 6


def test_units_that_cannot_be_converted_say_so(filled: Driver) -> None:
    view = one_test(filled)
    assert "there is no sure way to turn one of these units into the other" in filled.words(view)
    assert "Show in nmol/L" not in " ".join(filled.buttons(view))


def test_getting_ready_says_what_the_source_says_and_always_to_ask_first(filled: Driver) -> None:
    said = filled.words(one_test(filled, "gastrin"))
    assert "One source says: Nothing to eat or drink for at least 8 hours before the blood sample." in said
    assert "updated October 7, 2022" in said
    assert said.count("Ask your care team before you change or stop any medicine.") >= 1
    silent = filled.words(one_test(filled, "vitamin_b12"))
    assert "The sources in Hoofbeat say nothing about getting ready for this test." in silent
    assert "Ask your care team before you change or stop any medicine." in silent


def notes_card(driver: Driver, kind: kinds.TestNoteKind, test: str = CGA) -> NotesCard:
    (card,) = [each for each in one_test(driver, test).notes if each._kind is kind]
    return card


def write_note(driver: Driver, form: NoteForm, **values: Any) -> None:
    for name, value in values.items():
        form._parts["note"].editor(name).set_value(value)
    driver.click("Save", form)
    driver.settle()


def test_a_care_team_note_is_labelled_changed_deleted_and_brought_back(filled: Driver) -> None:
    card = notes_card(filled, kinds.TestNoteKind.CARE_TEAM)
    filled.click("Add a range or a note from your care team", card)
    assert card.form is not None
    write_note(filled, card.form, text="Below 200 is fine for me.", on=PartialDate(2026, 3, 3))
    shown = filled.words(filled.window.page.inner)
    assert "Below 200 is fine for me." in shown
    assert "Entered by you, from your care team, 3 March 2026" in shown
    card = notes_card(filled, kinds.TestNoteKind.CARE_TEAM)
    filled.click("Edit: Entered by you, from your care team, 3 March 2026", card)
    assert card.form is not None
    write_note(filled, card.form, text="Below 150.")
    card = notes_card(filled, kinds.TestNoteKind.CARE_TEAM)
    filled.click("Edit: Entered by you, from your care team, 3 March 2026", card)
    filled.click("Delete", card)
    filled.settle()
    assert all_of(filled, kinds.TestNote) == []
    filled.controller.undoing.undo()
    filled.settle()
    assert [each.text for each in all_of(filled, kinds.TestNote)] == ["Below 150."]


def test_the_sheet_of_ones_own_lab_is_typed_in_with_its_name(filled: Driver) -> None:
    card = notes_card(filled, kinds.TestNoteKind.PREPARATION)
    filled.click("Add what your lab's sheet says", card)
    assert card.form is not None
    card.form._parts["note"].editor("laboratory").set_typed("City Lab")
    write_note(filled, card.form, text="No food for 10 hours.", on=PartialDate(2026, 1))
    assert "Entered by you, from the sheet of City Lab, January 2026" in filled.words(filled.window.page.inner)


def test_a_dynamic_test_is_a_curve_of_minutes_apart_from_the_history(filled: Driver) -> None:
    before = days(history_chart(filled))
    add(filled, *dynamic_test())
    view = one_test(filled)
    history, curve = view.charts
    assert days(history) == before
    assert "The timed values of a test with several samples are drawn apart, over its minutes." in filled.words(history)
    assert [point.row.result.minute for point in curve.chart.view.chart.points] == [0, 2, 5, 10]
    table = view.series[-1].table
    assert cells(table, 0) == ["minute 0", "minute 2", "minute 5", "minute 10"]
    assert "Secretin test, 20 February 2026, Clinic Lab, ng/mL (4 results)" in filled.words(view)
    assert "18 January 2026" in filled.words(view._latest)


def test_a_test_with_a_dynamic_test_alone_shows_its_curve(empty: Driver) -> None:
    add(empty, *dynamic_test())
    view = one_test(empty)
    assert [card.chart.view.chart.across.value for card in view.charts] == ["minutes"]


def test_with_hidden_numbers_no_value_stands_anywhere_on_the_page(filled: Driver) -> None:
    card = notes_card(filled, kinds.TestNoteKind.CARE_TEAM)
    filled.click("Add a range or a note from your care team", card)
    assert card.form is not None
    write_note(filled, card.form, text="Below 200.")
    add(filled, *dynamic_test())
    page = filled.go("results")
    page.on_back()
    page.hide_box.click()
    filled.settle()
    view = one_test(filled)
    assert view.charts == []
    told = [filled.words(view), *filled.buttons(view)]
    for listed in view.series:
        model = listed.model
        places = [
            model.index(row, place, QModelIndex())
            for row in range(model.rowCount())
            for place in range(model.columnCount())
        ]
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            told += [str(model.data(place, role)) for place in places]
    said = "\n".join(told)
    values = {
        each.value_text for each in all_of(filled, kinds.Result) if each.catalogue_test == CGA and each.value_text
    }
    assert not [value for value in values if f"{value}{NB}" in said]
    assert "Below 200." not in said
    assert "93" not in said
    filled.click("Show the numbers", view)
    assert f"120{NB}ng/mL" in filled.words(filled.window.page.inner)
    filled.click("Hide the numbers", filled.window.page.inner)
    assert f"120{NB}ng/mL" not in filled.words(filled.window.page.inner)
