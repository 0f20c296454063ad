"""Papers in the window: added by the keyboard or by dropping, opened as a copy, saved, renamed, removed with Undo."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from hoofbeat.domain.records import Attachment, Kind
from hoofbeat.services import attachments
from hoofbeat.ui.forms import RecordForm
from hoofbeat.ui.pages.papers.section import PapersSection
from tests.made_up import appointment, laboratory, medication, result
from tests.made_up import sample as taken
from tests.ui.driver import Driver
from tests.ui.pages.care import add, nameless, press, seen, spoken, stored, tab_stops

PDF = b"%PDF-1.4 made up"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "Letter from Dr Lee.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, letter: Path) -> list[str]:
    """What the file dialog gives."""
    names = [str(letter)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    return names


def papers_on(driver: Driver, page: Any) -> PapersSection:
    driver.settle()
    (found,) = page.findChildren(PapersSection)
    section: PapersSection = found
    return section


def test_a_letter_is_added_beside_its_visit_by_the_keyboard_alone(empty: Driver, chosen: list[str]) -> None:
    visit = appointment("2026-03-04T10:30", with_whom="Dr Lee")
    add(empty, visit)
    page = empty.go("appointments")
    page.show_record(visit.id)
    section = papers_on(empty, page)
    assert "Keep the letter" in seen(empty, section)
    empty.button("Add a paper…", section).setFocus()
    empty.press(Qt.Key.Key_Return)
    empty.settle()
    (paper,) = stored(empty, Attachment)
    assert (paper.title, paper.appointment) == ("Letter from Dr Lee", visit.id)
    assert "Letter from Dr Lee" in seen(empty, section)
    assert "Added 3 March 2026, PDF, 1 KB" in seen(empty, section)
    assert nameless(section) == []
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "add a paper", "the keyboard stays where it was"
    empty.controller.run_command("undo")
    empty.settle()
    assert stored(empty, Attachment) == []
    assert "Keep the letter" in seen(empty, section)


@pytest.mark.parametrize("place", ["visit", "medicine", "test", "person"])
def test_papers_have_a_place_on_four_pages(empty: Driver, chosen: list[str], place: str) -> None:
    visit, pill, lab = appointment("2026-03-04T10:30"), medication(name="Lanreotide"), laboratory()
    blood, older = taken("2026-02-24", lab, specimen="serum"), taken("2025-02-24", lab)
    add(empty, visit, pill, lab, blood, older, result(blood, "gastrin", "50"), result(older, "gastrin", "60"))
    page = _shown(empty, place, {"visit": visit.id, "medicine": pill.id})
    section = papers_on(empty, page)
    if place == "test":
        assert section.adding is not None
        choice = section.adding.choice
        assert choice is not None
        assert [choice.itemText(each) for each in range(2)] == [
            *("Serum of 24 February 2026", "Sample of 24 February 2025")
        ]
        choice.setCurrentIndex(1)
    press(empty, section, "Add a paper…")
    (paper,) = stored(empty, Attachment)
    belongs = {"visit": visit.id, "medicine": pill.id, "test": older.id, "person": None}[place]
    assert (paper.appointment or paper.medication or paper.sample) == belongs
    assert "Letter from Dr Lee" in seen(empty, section)
    if place == "test":
        assert "Sample of 24 February 2025" in seen(empty, section)


def _shown(driver: Driver, place: str, ids: dict[str, str]) -> Any:
    key = {"visit": "appointments", "medicine": "medicines", "test": "results", "person": "about_me"}[place]
    page = driver.go(key)
    if place == "test":
        page.open_test("gastrin")
    elif place != "person":
        page.show_record(ids[place])
    driver.settle()
    return page


def test_what_is_dropped_on_the_papers_is_kept_and_a_record_of_hoofbeat_is_left_to_the_window(
    empty: Driver, letter: Path
) -> None:
    page = empty.go("about_me")
    section = papers_on(empty, page)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(letter))])
    QApplication.sendEvent(section, _entering(mime))
    assert section._frame is not None
    assert section._frame.property("is_target") is True
    where = QPoint(5, 5).toPointF()
    drop = QDropEvent(where, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(section, drop)
    empty.settle()
    assert [each.title for each in stored(empty, Attachment)] == ["Letter from Dr Lee"]
    record = QMimeData()
    record.setUrls([QUrl.fromLocalFile("/somewhere/other.hoofbeat")])
    entering = _entering(record)
    entering.ignore()
    section.dragEnterEvent(entering)
    assert not entering.isAccepted()


def _entering(mime: QMimeData) -> QDragEnterEvent:
    return QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )


def test_a_paper_is_opened_as_a_private_copy_that_goes_away_with_the_journal(
    empty: Driver, chosen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []

    def show(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    section = papers_on(empty, empty.go("about_me"))
    press(empty, section, "Add a paper…")
    for _ in range(2):
        press(empty, section, "Open: Letter from Dr Lee")
    first, again = shown
    assert first == again
    assert (first.name, first.read_bytes()) == ("Letter from Dr Lee.pdf", PDF)
    if os.name == "posix":
        assert (first.stat().st_mode & 0o777, first.parent.stat().st_mode & 0o777) == (0o400, 0o700)
    empty.window.close()
    assert not first.exists()
    assert list(first.parents[2].iterdir()) == []


def test_no_program_for_it_is_said_and_other_files_are_only_saved(
    empty: Driver, chosen: list[str], letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    chosen.append(str(letter.with_name("tool.exe")))
    letter.with_name("tool.exe").write_bytes(b"MZ\x00\x00")
    section = papers_on(empty, empty.go("about_me"))
    press(empty, section, "Add a paper…")
    assert "Open: tool" not in spoken(section)
    press(empty, section, "Open: Letter from Dr Lee")
    assert "no program that opens “Letter from Dr Lee”" in empty.words()
    saved = letter.with_name("out.bin")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    press(empty, section, "Save as…: tool")
    assert saved.read_bytes() == b"MZ\x00\x00"


def test_a_paper_is_renamed_dated_and_removed_with_undo(empty: Driver, chosen: list[str]) -> None:
    section = papers_on(empty, empty.go("about_me"))
    press(empty, section, "Add a paper…")
    press(empty, section, "Name and date: Letter from Dr Lee")
    assert section.form is not None
    fields = section.form._parts["record"]
    fields.editor("title").set_typed("Letter after the scan")
    fields.editor("on").set_typed("February 2026")
    section.form.save()
    empty.settle()
    assert not section.findChildren(RecordForm)
    assert "Letter after the scan" in seen(empty, section)
    assert "February 2026, PDF" in seen(empty, section)
    press(empty, section, "Delete: Letter after the scan")
    assert stored(empty, Attachment) == []
    empty.click("Undo", empty.window._toast)
    assert [each.title for each in stored(empty, Attachment)] == ["Letter after the scan"]
    assert "Letter after the scan" in seen(empty, section)


def test_a_file_that_is_too_large_is_refused_in_one_sentence(empty: Driver, chosen: list[str], letter: Path) -> None:
    os.truncate(letter, 26 * 1024 * 1024)
    section = papers_on(empty, empty.go("about_me"))
    press(empty, section, "Add a paper…")
    assert "has 26 MB, and a paper can have up to 25 MB" in empty.words()
    assert stored(empty, Attachment) == []


def test_a_paper_found_or_met_on_the_timeline_leads_to_what_it_lies_beside(empty: Driver, chosen: list[str]) -> None:
    visit = appointment("2026-03-04T10:30", with_whom="Dr Lee")
    add(empty, visit)
    page = empty.go("appointments")
    page.show_record(visit.id)
    press(empty, papers_on(empty, page), "Add a paper…")
    timeline = empty.go("timeline")
    press(empty, timeline, "Open: Paper, 3 March 2026, Letter from Dr Lee (PDF)")
    assert empty.window.page_key == "appointments"
    assert "Letter from Dr Lee" in seen(empty, empty.window.page)


def test_an_open_form_of_a_paper_outlives_what_changes_around_it(empty: Driver, chosen: list[str]) -> None:
    section = papers_on(empty, empty.go("about_me"))
    press(empty, section, "Add a paper…")
    press(empty, section, "Name and date: Letter from Dr Lee")
    assert section.form is not None
    section.form._parts["record"].editor("title").set_typed("Half a na")
    section.take_files([Path(chosen[0])])
    empty.settle()
    assert section.form is not None
    section.form.close_keeping_draft()
    empty.settle()
    assert len(section.papers) == 2


def test_where_there_is_little_room_the_buttons_stand_below_and_keep_the_keyboard(
    empty: Driver, chosen: list[str]
) -> None:
    section = papers_on(empty, empty.go("about_me"))
    press(empty, section, "Add a paper…")
    words = "Save as…: Letter from Dr Lee"
    empty.button(words, section).setFocus()
    empty.window.resize(1100, 760)
    empty.settle()
    order = tab_stops(section)
    beside = empty.button(words, section).mapTo(section, QPoint(0, 0))
    empty.controller.surroundings.appearance.choose_text_size(200)
    empty.window.resize(640, 640)
    empty.settle()
    below = empty.button(words, section).mapTo(section, QPoint(0, 0))
    assert below.x() < beside.x()
    assert below.y() > beside.y()
    assert empty.button(words, section).hasFocus()
    assert tab_stops(section) == order


def test_a_test_reads_no_paper_of_another(empty: Driver, letter: Path) -> None:
    lab = laboratory()
    blood, other = taken("2026-02-24", lab), taken("2026-02-25", lab)
    add(empty, lab, blood, other, result(blood, "gastrin", "50"), result(other, "insulin", "7"))
    empty.tasks.change(
        lambda journal, author: attachments.attach(
            journal,
            paths=[letter],
            kind=Kind.SAMPLES,
            record_id=other.id,
            today=empty.controller.surroundings.today(),
            author=author,
        )[1]
    )
    page = _shown(empty, "test", {})
    assert papers_on(empty, page).papers == []
