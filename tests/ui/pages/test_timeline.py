"""The Timeline page in a real window: what is seen, jumped to, filtered, asked for, added, and where its doors lead."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hoofbeat.domain.records import Note, NoteId, NoteKind
from hoofbeat.domain.timeline import Group
from hoofbeat.domain.values import PartialDate
from hoofbeat.services.records import new_id
from tests.made_up import allergy, appointment, day
from tests.ui.driver import MOMENT, Driver
from tests.ui.pages.care import add, fill, nameless, press, seen, stored


def note(text: str, on: str | None) -> Note:
    return Note(id=NoteId(new_id()), text=text, on=None if on is None else day(on))


def texts(page: Any) -> list[str]:
    return [line.entry.record.text for line in page.list.lines]


def wait_filtered(driver: Driver, page: Any) -> None:
    page.filters.changed.emit()
    driver.settle()


def test_an_empty_timeline_says_what_it_is_for_and_adds_a_note(empty: Driver) -> None:
    page = empty.go("timeline")
    assert "Everything you write down stands here by its date" in empty.words()
    empty.click("Add a note")
    fill(page.inner, "record", text="Dizzy after lunch")
    empty.click("Save")
    empty.settle()
    (made,) = stored(empty, Note)
    assert (made.text, made.on, made.kind) == ("Dizzy after lunch", day("2026-03-03"), NoteKind.NOTE)
    assert "March 2026" in seen(empty, page)
    assert "Dizzy after lunch" in seen(empty, page)


def test_it_begins_at_today_and_shows_what_is_planned_when_asked(empty: Driver) -> None:
    add(empty, appointment("2026-03-20T10:30", with_whom="Dr Lee"), note("older", "2026-02-01"))
    page = empty.go("timeline")
    assert "Dr Lee" not in seen(empty, page)
    empty.click("Show what is planned")
    assert "Dr Lee, 10:30" in seen(empty, page)
    assert len(page.list.lines) == 2
    assert "Show what is planned" not in empty.buttons()


def test_partly_known_dates_stand_in_their_place_under_a_heading_that_says_so(empty: Driver) -> None:
    add(empty, *(note(str(on), on) for on in ("2019", "2019-03-02", None, "2019-03")))
    page = empty.go("timeline")
    assert texts(page) == ["2019-03-02", "2019-03", "2019", "None"]
    words = seen(empty, page)
    for heading in ("March 2019", "2019 (month not known)", "Date not known"):
        assert heading in words


def test_numbers_are_hidden_until_they_are_asked_for(filled: Driver) -> None:
    page = filled.go("timeline")
    assert "ng/mL" not in seen(filled, page)
    press(filled, page, "Show: numbers, Results")
    words = seen(filled, page)
    assert "Chromogranin A: 120 ng/mL" in words
    assert words.count("ng/mL") == 1


def test_one_jumps_to_a_year_by_the_keyboard_and_back_up_to_newer(empty: Driver) -> None:
    day_one = MOMENT.date()
    notes = [note(f"n{number}", str(day_one - timedelta(days=number * 9))) for number in range(130)]
    add(empty, *notes)
    page = empty.go("timeline")
    assert len(page.list.lines) == 60
    page.filters.go_to.setFocus()
    empty.type("2023")
    empty.press(Qt.Key.Key_Return)
    empty.settle()
    assert page.list.lines[0].entry.on.year == 2023
    assert QApplication.focusWidget() is page.list.lines[0].open
    press(empty, page, "Show newer")
    assert texts(page)[0] != "n0"
    press(empty, page, "Show newer")
    assert texts(page) == [each.text for each in notes]


def test_older_entries_come_below_and_the_keyboard_goes_on_there(empty: Driver) -> None:
    day_one = MOMENT.date()
    add(empty, *(note(f"n{number}", str(day_one - timedelta(days=number))) for number in range(70)))
    page = empty.go("timeline")
    press(empty, page, "Show older")
    assert texts(page) == [f"n{number}" for number in range(70)]
    assert QApplication.focusWidget() is page.list.lines[60].open


def test_filters_by_kind_words_and_years(filled: Driver) -> None:
    page = filled.go("timeline")
    page.filters.words.setText("dizzy")
    wait_filtered(filled, page)
    assert len(page.list.lines) == 1
    page.filters.tick_of(Group.NOTES).setChecked(False)
    filled.settle()
    assert "Nothing fits these filters." in seen(filled, page)
    filled.click("Show everything")
    assert len(page.list.lines) > 10
    page.filters.end.setCurrentIndex(page.filters.end.findData(2024))
    filled.settle()
    assert {line.entry.on.year for line in page.list.lines if line.entry.on} <= set(range(1990, 2025))


def test_an_entry_opens_its_record(filled: Driver) -> None:
    page = filled.go("timeline")
    press(filled, page, "Open: Symptom")
    assert page.inner is not None
    page.on_back()
    press(filled, page, "Open: Injection")
    assert filled.window.page_key == "medicines"
    page = filled.go("timeline")
    press(filled, page, "Open: Results")
    assert filled.window.page_key == "results"
    assert filled.window.page.inner is not None


def test_a_note_is_removed_and_comes_back_by_undo(empty: Driver) -> None:
    add(empty, note("Dizzy", "2026-03-01"))
    page = empty.go("timeline")
    press(empty, page, "Open: Note")
    empty.click("Delete")
    assert stored(empty, Note) == []
    empty.controller.run_command("undo")
    empty.settle()
    assert texts(page) == ["Dizzy"]


def test_a_date_that_cannot_be_read_is_said_plainly(empty: Driver) -> None:
    add(empty, allergy())
    page = empty.go("timeline")
    page.filters.go_to.setText("sometime")
    press(empty, page, "Go to this date")
    assert "We could not read this date." in seen(empty, page)
    assert nameless(page) == []
    assert page.filters.wanted().end is None
    page.go_to(PartialDate(1990))
    empty.settle()
    assert len(page.list.lines) == 1


def test_with_large_text_the_filters_are_folded_and_the_entries_are_seen(empty: Driver) -> None:
    add(empty, note("Dizzy after lunch", "2026-02-01"))
    empty.window.resize(820, 640)
    empty.controller.surroundings.appearance.choose_text_size(200)
    page = empty.go("timeline")
    first = page.list.lines[0]
    assert first.mapTo(empty.window, first.rect().topLeft()).y() < empty.window.height()
    assert not page.filters.words.isVisible()
    empty.click("Find and filter, closed", page)
    assert page.filters.words.isVisible()
    empty.click("Find and filter, open", page)
    page.find_here()
    assert page.filters.words.hasFocus()
    page.filters.words.setText("dizzy")
    wait_filtered(empty, page)
    assert "Find and filter: in use" in empty.buttons(page)
    empty.controller.surroundings.appearance.choose_text_size(100)
    empty.window.resize(1100, 760)
    empty.settle()
    assert "Find and filter: in use" not in empty.buttons(page)
    assert page.filters.words.isVisible()
