"""A record is locked, protected, and brought back from a copy, in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from hoofbeat.domain.errors import NotAJournalError
from tests.ui.driver import Driver

PASSPHRASE = 'it\'s "ñ" €'  # noqa: S105  # a test's own


def test_locking_a_record_without_a_passphrase_hides_it_and_says_that_it_only_hides(filled: Driver) -> None:
    filled.controller.run_command("lock")
    filled.settle()
    assert "It is only hidden, not locked: it has no passphrase." in filled.words()
    assert "Maria Gomez" not in filled.words() + " ".join(filled.buttons()) + filled.window.windowTitle()
    filled.click("Show again")
    assert "Maria Gomez" in filled.buttons()


def test_a_protected_record_locks_and_opens_with_its_passphrase_only(driver: Driver) -> None:
    driver.create(name="Maria Gomez", passphrase=PASSPHRASE)
    driver.controller.run_command("lock")
    driver.settle()
    assert not driver.tasks.is_open
    assert "This record is protected" in driver.words()
    gate = driver.controller.gatekeeper._passphrase_gate
    assert gate is not None
    gate.passphrase_given.emit("wrong")
    driver.settle()
    assert "That passphrase does not open this file." in driver.words()
    gate.passphrase_given.emit(PASSPHRASE)
    driver.settle()
    assert "Maria Gomez" in driver.buttons()


def test_a_damaged_record_comes_back_from_its_copy_in_one_click(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "journal.hoofbeat"
    first = Driver(qtbot, qapp, path)
    first.show()
    first.create(name="Maria Gomez")
    first.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    second = Driver(qtbot, qapp, path)
    second.show()
    second.settle()
    assert "Your record did not open" in second.words()
    offered = next(each for each in second.buttons() if each.startswith("Bring back the copy of"))
    with qtbot.waitSignal(second.controller.session.opened, timeout=20_000):
        second.click(offered)
    second.settle()
    assert "Maria Gomez" in second.buttons()
    assert "The copy is back in place. The file that was there before is kept." in second.words()
    second.close()


def test_settings_make_a_checked_copy_and_bring_it_back(empty: Driver, qtbot: QtBot) -> None:
    page = empty.go("settings")
    assert "None yet" in empty.words(page)
    empty.click("Make a copy now", page)
    empty.settle()
    assert "None yet" not in empty.words(page)
    empty.click("Bring back a copy…", page)
    empty.settle()
    with qtbot.waitSignal(empty.controller.session.opened, timeout=20_000):
        next(
            each for each in page.findChildren(QPushButton) if each.accessibleName().startswith("Bring back: ")
        ).click()
    empty.settle()
    assert "The copy is back in place." in empty.words()


def test_a_passphrase_is_added_and_then_needed(empty: Driver, qtbot: QtBot) -> None:
    with qtbot.waitSignal(empty.controller.safekeeping.protection_changed, timeout=20_000):
        empty.controller.safekeeping.protect(PASSPHRASE)
    empty.settle()
    assert empty.controller.surroundings.journal.is_encrypted
    assert b"Maria Gomez" not in empty.controller.session.path.read_bytes()
    empty.controller.run_command("lock")
    empty.settle()
    assert "This record is protected" in empty.words()


def test_enter_in_the_second_line_sets_the_passphrase(empty: Driver, qtbot: QtBot) -> None:
    page = empty.go("settings")
    page.set_passphrase()
    empty.settle()
    with qtbot.waitSignal(empty.controller.safekeeping.protection_changed, timeout=20_000):
        for line in page.findChildren(QLineEdit):
            if line.isVisible():
                line.setFocus()
                empty.type(PASSPHRASE)
        empty.press(Qt.Key.Key_Return)
    empty.settle()
    assert empty.controller.surroundings.journal.is_encrypted


def test_a_copy_from_before_the_passphrase_says_that_the_record_is_open_to_all_again(
    empty: Driver, qtbot: QtBot, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.hoofbeat"
    with qtbot.waitSignal(empty.controller.safekeeping.protection_changed, timeout=20_000):
        empty.controller.safekeeping.copy_to(copy, lambda _made: None)
        empty.settle()
        empty.controller.safekeeping.protect(PASSPHRASE)
    empty.settle()
    with qtbot.waitSignal(empty.controller.safekeeping.restored, timeout=20_000):
        empty.controller.safekeeping.restore(copy, None)
    empty.settle()
    assert "This copy is from before the passphrase." in empty.words()
    empty.click("Add a passphrase")
    assert "New passphrase" in empty.words()


def test_a_copy_that_could_not_be_brought_back_is_told_once_the_record_is_unlocked(
    driver: Driver, qtbot: QtBot, tmp_path: Path
) -> None:
    driver.create(name="Maria Gomez", passphrase=PASSPHRASE)
    told: list[object] = []
    driver.controller.safekeeping.failed.connect(told.append)
    letter = tmp_path / "letter.hoofbeat"
    letter.write_text("not a journal", encoding="utf-8")
    with qtbot.waitSignal(driver.controller.session.passphrase_needed, timeout=20_000):
        driver.controller.safekeeping.restore(letter, None)
    gate = driver.controller.gatekeeper._passphrase_gate
    assert gate is not None
    for passphrase in ("wrong", PASSPHRASE):
        gate.passphrase_given.emit(passphrase)
        driver.settle()
    assert "Maria Gomez" in driver.buttons()
    assert [type(each) for each in told] == [NotAJournalError]
