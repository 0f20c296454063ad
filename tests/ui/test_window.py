"""The window as a person meets it: first start, pages, undo, trouble, what is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hoofbeat import paths
from hoofbeat.domain.records import Appointment, CareTeamMember, Kind, Person, Question
from hoofbeat.services import journals
from hoofbeat.settings import Settings, ThemeChoice, read_settings
from hoofbeat.ui.pages.home.add_question import AddQuestion
from hoofbeat.ui.widgets.toast import SHOWN_MILLISECONDS
from hoofbeat.ui.window.actions import COMMANDS
from hoofbeat.ui.window.page_list import PAGES, Place
from tests.ui.driver import Driver


def all_of(record_type: type[Any]) -> Any:
    def query(journal: Any) -> list[Any]:
        with journal.reading() as stored:
            return list(stored.list(record_type))

    return query


def test_the_first_start_offers_ways_to_begin_and_needs_one_click(driver: Driver) -> None:
    assert "Welcome." in driver.words()
    assert "Your records stay on this computer. No account is needed." in driver.words()
    driver.click("Just open Hoofbeat")
    driver.settle()
    assert driver.controller.session.path.exists()
    assert "Where would you like to start?" in driver.words()


def test_beginning_with_an_appointment_opens_its_form(driver: Driver) -> None:
    driver.click("Add your next appointment")
    driver.settle()
    assert driver.window.page_key == "appointments"
    assert driver.window.page.inner is not None


def test_two_different_passphrases_make_no_journal(driver: Driver) -> None:
    driver.click("Protect with a passphrase")
    driver.window.focusWidget().setText("one")  # type: ignore[attr-defined]  # the line that asks
    driver.click("Just open Hoofbeat")
    assert "The two passphrases differ. Please type them again." in driver.words()
    assert not driver.controller.session.path.exists()


def test_the_title_names_the_page_the_person_and_the_program(empty: Driver) -> None:
    empty.go("medicines")
    assert empty.window.windowTitle() == "Medicines - Maria Gomez - Hoofbeat"


def test_made_up_data_is_marked_by_a_striped_banner_and_real_data_is_not(filled: Driver) -> None:
    assert "Made-up data. Nothing here is about a real person." in filled.words()


def test_an_own_record_bears_no_striped_banner(empty: Driver) -> None:
    assert "Made-up data" not in empty.words()


def test_a_missing_name_is_no_hindrance(driver: Driver) -> None:
    driver.create(name="")
    assert driver.window.windowTitle() == "Home - Hoofbeat"
    assert "About me" in driver.buttons()


@pytest.mark.parametrize("entry", [each for each in PAGES if each.number is not None], ids=lambda each: each.key)
def test_each_numbered_page_has_its_key(empty: Driver, entry: Any) -> None:
    shortcuts = {each.key().toString(): each for each in empty.window.findChildren(QShortcut)}
    shortcuts[f"Ctrl+{entry.number}"].activated.emit()
    empty.settle()
    assert empty.window.page_key == entry.key


def test_help_and_settings_stand_last_on_every_page() -> None:
    listed = [entry for entry in PAGES if entry.place is not Place.ASIDE]
    assert [entry.key for entry in listed[-2:]] == ["help", "settings"]


def test_below_900_pixels_or_at_200_percent_the_pages_stand_at_the_top(empty: Driver) -> None:
    def is_top() -> bool:
        return empty.window.navigation.is_top

    empty.window.resize(1100, 760)
    assert not is_top()
    empty.window.resize(820, 640)
    assert is_top()
    empty.window.resize(1100, 760)
    assert not is_top()
    empty.controller.surroundings.appearance.choose_text_size(200)
    assert is_top()


def test_where_there_is_room_for_few_lines_a_form_takes_the_words_of_the_pages_but_not_their_names(
    empty: Driver,
) -> None:
    empty.window.resize(820, 640)
    empty.controller.surroundings.appearance.choose_text_size(200)
    page = empty.go("medicines")
    words = {each.text() for each in empty.window.navigation.findChildren(QPushButton)}
    page.add()
    empty.settle()
    shown = empty.window.navigation.findChildren(QPushButton)
    assert [each.text() for each in shown if each.text()] == ["Medicines"]
    assert all(each.accessibleName() and each.toolTip() for each in shown)
    assert page.inner.height() > empty.window.height() / 2
    page.on_back()
    empty.settle()
    assert {each.text() for each in empty.window.navigation.findChildren(QPushButton)} == words


def test_a_long_name_stays_within_the_list_of_pages(empty: Driver) -> None:
    name = "Maria Magdalena Konstantinopoulou-Wolfeschlegelstein van der Heijden"
    navigation = empty.window.navigation
    empty.window.show_person(name)
    QApplication.processEvents()
    buttons = [each for each in navigation.findChildren(QPushButton) if each.isVisible()]
    assert all(each.width() < navigation.width() for each in buttons)
    assert any(name in each.accessibleName() and each.toolTip() == name for each in buttons)


def test_deleting_needs_no_question_and_undo_brings_it_back(filled: Driver, qtbot: QtBot) -> None:
    page = filled.go("about_me")
    before = filled.read(all_of(CareTeamMember))
    page.remove_record(Kind.TEAM, before[0].id)
    filled.settle()
    assert "Deleted." in filled.words()
    assert len(filled.read(all_of(CareTeamMember))) == len(before) - 1
    filled.click("Undo")
    filled.settle()
    assert {each.id for each in filled.read(all_of(CareTeamMember))} == {each.id for each in before}
    filled.click("Redo")
    filled.settle()
    assert len(filled.read(all_of(CareTeamMember))) == len(before) - 1


def test_a_quiet_message_stays_long_enough_to_be_read() -> None:
    assert SHOWN_MILLISECONDS >= 10_000


def test_undo_goes_no_further_back_than_this_opening(empty: Driver) -> None:
    empty.controller.run_command("undo")
    empty.settle()
    assert "There is nothing to undo." in empty.words()
    assert [each.name for each in empty.read(all_of(Person))] == ["Maria Gomez"]


def test_a_page_that_is_not_seen_loads_when_it_is(filled: Driver) -> None:
    home = filled.go("home")
    filled.go("help")
    loads: list[object] = []
    home.load = lambda: loads.append(None)
    filled.tasks.records_changed.emit(frozenset({next(iter(home.shows))}))
    assert loads == []
    filled.go("home")
    assert len(loads) == 1


def test_home_answers_what_is_next_and_shows_no_value(filled: Driver) -> None:
    filled.go("home")
    words = filled.words()
    assert "Tuesday 3 March 2026" in words
    assert "Tomorrow" in words
    assert "Wednesday 4 March 2026" in words
    assert "How long between my scans?" in words
    assert "Waiting for result since" in words
    assert "ng/mL" not in words
    assert "tumor" not in words.lower()


def test_a_question_is_added_on_home_in_two_steps(filled: Driver) -> None:
    filled.go("home")
    box: Any = filled.window.page.findChild(AddQuestion)
    box.line.setText("Is the blue pill the same?")
    filled.click("Add a question", box)
    filled.settle()
    assert "Is the blue pill the same?" in [each.text for each in filled.read(all_of(Question))]


def test_changes_bear_who_is_writing_and_home_says_so(filled: Driver) -> None:
    filled.controller.write_as("Ana (daughter)")
    filled.go("home")
    assert "Records of Maria Gomez\nYou are writing as Ana (daughter)." in filled.words()


def test_history_takes_one_change_back(filled: Driver) -> None:
    filled.go("home")
    box: Any = filled.window.page.findChild(AddQuestion)
    box.line.setText("To be undone")
    filled.click("Add a question", box)
    filled.settle()
    page = filled.go("history")
    assert "Added question: To be undone" in filled.words(page)
    filled.click("Undo", page)
    filled.settle()
    assert "To be undone" not in [each.text for each in filled.read(all_of(Question))]
    assert "Undone" in filled.words(page)


def test_a_file_that_is_no_journal_is_told_with_ways_on(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "letter.hoofbeat"
    path.write_text("not a journal", encoding="utf-8")
    driver = Driver(qtbot, qapp, path)
    driver.show()
    assert "is not a Hoofbeat journal. We did not change it." in driver.words()
    assert {"Try again", "Open another record…", "Quit"} <= set(driver.buttons())
    assert path.read_text(encoding="utf-8") == "not a journal"
    driver.close()


def test_a_journal_open_elsewhere_is_opened_for_reading_and_says_why(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "journal.hoofbeat"
    other = journals.create(path=path, name="Maria Gomez")
    driver = Driver(qtbot, qapp, path)
    driver.show()
    driver.settle()
    assert "This record is open for reading only. Another window or program has it open." in driver.words()
    page = driver.go("appointments")
    page.add()
    driver.settle()
    assert page.inner is None
    driver.close()
    other.close()


def test_what_was_chosen_is_there_at_the_next_start(filled: Driver) -> None:
    appearance = filled.controller.surroundings.appearance
    appearance.choose_text_size(130)
    appearance.choose_theme(ThemeChoice.DARK)
    filled.go("medicines")
    filled.window.close()
    kept = read_settings(paths.settings_file())
    assert (kept.text_size, kept.theme, kept.last_page) == (130, ThemeChoice.DARK, "medicines")
    assert len(kept.window) == 4
    assert kept.last_journal == ""  # the made-up record is never opened by itself


def test_the_own_record_is_opened_again_at_the_next_start(empty: Driver) -> None:
    path = empty.controller.session.path
    empty.window.close()
    assert read_settings(paths.settings_file()).last_journal == str(path)


def test_a_window_that_stood_on_a_screen_that_is_gone_comes_back_into_sight(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    driver = Driver(qtbot, qapp, tmp_path / "j.hoofbeat", Settings(window=(90_000, 90_000, 700, 500)))
    assert QGuiApplication.primaryScreen().availableGeometry().intersects(driver.window.geometry())
    driver.close()


def test_the_text_size_follows_its_keys_and_stays_within_bounds(empty: Driver) -> None:
    appearance = empty.controller.surroundings.appearance
    for _ in range(20):
        empty.controller.run_command("larger_text")
    assert appearance.text_size == 200
    empty.controller.run_command("plain_text_size")
    assert appearance.text_size == 100
    empty.controller.run_command("smaller_text")
    assert appearance.text_size == 100


def test_commands_without_anything_behind_them_are_not_drawn(empty: Driver) -> None:
    drawn = set(empty.window.commands.by_name)
    assert drawn <= set(COMMANDS)
    assert ("import_files" in drawn) == empty.window.pages.has_page("import")
    assert ("export" in drawn) == empty.window.pages.has_page("export")


def test_no_two_commands_share_their_keys() -> None:
    keys = [key for command in COMMANDS.values() for key in command.keys]
    keys += [f"Ctrl+{entry.number}" for entry in PAGES if entry.number is not None]
    assert len(keys) == len(set(keys))


def test_a_bug_is_told_calmly_and_its_report_holds_no_record(filled: Driver, home: Path) -> None:
    filled.tasks.read(lambda _journal: dict[str, str]()["Maria Gomez 120 ng/mL"], then=lambda _nothing: None)
    filled.settle()
    assert "Something went wrong in Hoofbeat. What you saved before is safe." in filled.words()
    reports = list((paths.state_folder() / "reports").iterdir())
    text = reports[0].read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "test_window.py" in text
    assert "Maria" not in text


def test_dropped_journals_open_in_a_window_of_their_own(empty: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(
        "PySide6.QtCore.QProcess.startDetached", lambda program, words: started.append([program, *words])
    )
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/somewhere/other.hoofbeat")])
    position = QPointF(QPoint(10, 10))
    event = QDropEvent(
        position, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    empty.window.dropEvent(event)
    assert [words[-1] for words in started] == ["/somewhere/other.hoofbeat"]


def test_the_made_up_record_lies_apart_from_the_own_one(driver: Driver) -> None:
    own = driver.controller.session.path
    with driver._bot.waitSignal(driver.controller.session.opened, timeout=20_000):
        driver.click("Look around with made-up data")
    driver.settle()
    assert driver.controller.session.path == paths.sample_journal()
    assert not own.exists()
    assert driver.read(all_of(Appointment))


def test_enter_presses_the_button_that_has_the_keyboard(driver: Driver) -> None:
    driver.button("Just open Hoofbeat").setFocus()
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    assert driver.controller.session.path.exists()


def test_after_looking_around_an_own_record_is_begun_in_the_same_window(driver: Driver, tmp_path: Path) -> None:
    with driver._bot.waitSignal(driver.controller.session.opened, timeout=20_000):
        driver.controller.session.create_sample(paths.sample_journal())
    driver.settle()
    driver.controller.doors.open(tmp_path / "own.hoofbeat")
    driver._bot.waitUntil(lambda: "Whose record is it? (you can leave this empty)" in driver.words(), timeout=20_000)
    driver.click("Just open Hoofbeat")
    driver.settle()
    assert (tmp_path / "own.hoofbeat").exists()
