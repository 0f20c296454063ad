"""The Share page as a person uses it: choose what is on the sheet, see it as on paper, print, save, open or copy it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from hoofbeat import paths
from hoofbeat.domain.errors import PlaceNotWritableError
from hoofbeat.domain.records import Appointment, Kind, Medication
from hoofbeat.domain.visit_sheet import Section
from hoofbeat.services import files, records
from hoofbeat.settings import PaperChoice
from hoofbeat.ui.pages.share import page as share_page
from hoofbeat.ui.pages.share.page import SharePage
from hoofbeat.ui.pages.share.printing import MOST_DOTS_COLOR, MOST_DOTS_GREY, new_printer, pages_to_print
from tests import made_up
from tests.reports.paper import letters, texts
from tests.ui.driver import MOMENT, Driver

Answer = tuple[str, str]


class Sharing:
    """The Share page of a window, with what a person does on it."""

    def __init__(self, driver: Driver, bot: QtBot) -> None:
        self.driver = driver
        self.bot = bot
        self.page: SharePage = driver.go("share")
        self.wait()

    def wait(self) -> None:
        self.driver.settle()
        self.bot.waitUntil(lambda: self.page.is_shown, timeout=20_000)

    def tick(self, section: Section) -> None:
        self.page.options.tick_of(section).click()
        self.wait()

    def choose(self, name: str, words: str) -> None:
        box = self.box(name)
        index = next(number for number in range(box.count()) if words in box.itemText(number))
        box.setCurrentIndex(index)
        box.activated.emit(index)
        self.wait()

    def box(self, name: str) -> QComboBox:
        return next(each for each in self.page.findChildren(QComboBox) if each.accessibleName() == name)

    @property
    def text(self) -> str:
        return self.page.preview.words.toPlainText()

    def save(self, monkeypatch: pytest.MonkeyPatch, path: Path, button: str = "Save as PDF…") -> list[str]:
        """Save under a name, and return what the dialog was given."""
        asked: list[str] = []

        def answer(_parent: object, title: str, start: str, kinds: str) -> Answer:
            asked.extend((title, start, kinds))
            return str(path), kinds

        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
        self.driver.click(button, self.page)
        self.driver.settle()
        return asked


@pytest.fixture
def sharing(filled: Driver, qtbot: QtBot) -> Sharing:
    return Sharing(filled, qtbot)


def make_sensitive(driver: Driver, record_type: type[Any]) -> Any:
    def act(journal: Any, _author: str) -> Any:
        with journal.reading() as stored:
            found = next(stored.list(record_type))
        return records.correct(journal, record=found.replaced(is_sensitive=True))

    record = driver.read(lambda journal: _first(journal, record_type))
    driver.tasks.change(act)
    driver.settle()
    return record


def _first(journal: Any, record_type: type[Any]) -> Any:
    with journal.reading() as stored:
        return next(stored.list(record_type))


def picture_of(pdf: bytes, page: int, width: int) -> QImage:
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn = document[page]
        bitmap = drawn.render(scale=(width - 0.01) / drawn.get_width(), prefer_bgrx=True)
        drawn.close()
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
        bitmap.close()
        return image
    finally:
        document.close()


def test_the_sheet_is_for_the_next_visit_and_lists_its_questions_first(sharing: Sharing) -> None:
    assert sharing.box("For which visit").currentText() == "Next: Dr Lee, 4 March 2026"
    assert sharing.box("What changed since").currentText() == "The last visit, 12 October 2025"
    assert "How long between my scans?" in sharing.text
    assert "Page 1 of 2" in sharing.driver.words(sharing.page)
    assert "Left out" not in sharing.driver.words(sharing.page)


def test_the_preview_is_the_very_pdf_that_is_saved(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sharing.save(monkeypatch, tmp_path / "sheet.pdf")
    saved = (tmp_path / "sheet.pdf").read_bytes()
    shown = sharing.page.preview.paper.picture.toImage()
    assert shown.convertToFormat(QImage.Format.Format_RGB32) == picture_of(saved, 0, shown.width())
    assert letters("How long between my scans?") in letters(texts(saved)[0])


def test_pages_are_turned_by_buttons_and_by_keys(sharing: Sharing) -> None:
    paper = sharing.page.preview.paper
    first = paper.picture.toImage()
    sharing.driver.button("Next page", sharing.page).click()
    sharing.wait()
    assert paper.accessibleName() == "Preview, page 2 of 2"
    assert paper.picture.toImage() != first
    assert not sharing.driver.button("Next page", sharing.page).isEnabled()
    paper.setFocus()
    sharing.driver.press(Qt.Key.Key_PageUp)
    sharing.wait()
    assert paper.accessibleName() == "Preview, page 1 of 2"
    paper.verticalScrollBar().setValue(paper.verticalScrollBar().maximum())
    sharing.driver.press(Qt.Key.Key_PageDown)
    sharing.wait()
    assert paper.accessibleName() == "Preview, page 2 of 2"


def test_the_preview_fits_the_width_the_whole_page_or_a_percentage(sharing: Sharing) -> None:
    paper = sharing.page.preview.paper
    assert not paper.horizontalScrollBar().isVisible()
    sharing.choose("Size of the preview", "Whole page")
    sharing.bot.waitUntil(lambda: not paper.verticalScrollBar().isVisible())
    assert not paper.horizontalScrollBar().isVisible()
    sharing.choose("Size of the preview", "100 %")
    assert paper.picture.width() == pytest.approx(210 / 25.4 * 96, abs=1)


def test_a_section_taken_off_is_nowhere_in_the_file_and_is_said(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "Chromogranin A" in sharing.text
    sharing.tick(Section.RESULTS)
    assert "Chromogranin A" not in sharing.text
    assert "Left out by choice: results." in sharing.driver.words(sharing.page)
    sharing.save(monkeypatch, tmp_path / "sheet.pdf")
    saved = (tmp_path / "sheet.pdf").read_bytes()
    assert letters("Chromogranin A") not in letters("".join(texts(saved)))
    assert b"Chromogranin" not in saved


def test_what_was_taken_off_stays_off_the_next_time(sharing: Sharing, qtbot: QtBot) -> None:
    sharing.tick(Section.TUMOR)
    driver = sharing.driver
    with qtbot.waitSignal(driver.tasks.journal_closed, timeout=20_000):
        driver.controller.session.close(then=driver.controller.session.begin)
    driver.settle()
    sharing.wait()
    assert not sharing.page.options.tick_of(Section.TUMOR).isChecked()
    assert "MY TUMOR" not in sharing.text


def test_a_record_kept_off_sheets_is_named_and_a_tick_puts_it_on(sharing: Sharing) -> None:
    medicine = make_sensitive(sharing.driver, Medication)
    sharing.wait()
    assert f"MEDICINES NOW\n- {medicine.name}" not in sharing.text
    assert "Left out by choice: part of medicines" in sharing.driver.words(sharing.page)
    tick = next(each for each in sharing.page.findChildren(QCheckBox) if medicine.name in each.text())
    assert tick.text().startswith("Medicine: ")
    assert not tick.isChecked()
    tick.click()
    sharing.wait()
    assert f"MEDICINES NOW\n- {medicine.name}" in sharing.text


def test_changes_can_be_listed_since_another_day(sharing: Sharing) -> None:
    assert "since last visit" in sharing.text.lower()
    assert "19 Oct 2025" in sharing.text
    sharing.choose("What changed since", "The last 3 months")
    assert "19 Oct 2025. 5 new results" not in sharing.text
    sharing.choose("What changed since", "Another day")
    day, month, year = (
        next(each for each in sharing.page.findChildren(QLineEdit) if each.accessibleName() == f"Since, {part}")
        for part in ("day", "month", "year")
    )
    for line, text in ((day, "1"), (month, "October"), (year, "2025")):
        line.setFocus()
        sharing.driver.type(text)
    sharing.wait()
    assert sharing.page.options.wanted().since is not None
    assert "19 Oct 2025. 5 new results" in sharing.text


def test_a_day_still_to_come_is_not_taken(sharing: Sharing) -> None:
    sharing.choose("What changed since", "Another day")
    year = next(each for each in sharing.page.findChildren(QLineEdit) if each.accessibleName() == "Since, year")
    year.setFocus()
    sharing.driver.type(f"{MOMENT.year + 1}")
    assert "This day is still to come. Please check." in sharing.driver.words(sharing.page)
    assert sharing.page.options.wanted().since is None


def test_the_name_of_who_prepares_it_is_printed_as_it_is_typed(sharing: Sharing) -> None:
    name = next(each for each in sharing.page.findChildren(QLineEdit) if each.accessibleName() == "Prepared by")
    name.setFocus()
    sharing.driver.type("Łucja (daughter)")
    sharing.bot.waitUntil(lambda: "by Łucja (daughter)." in sharing.text, timeout=20_000)


def test_a_name_just_typed_is_in_the_file_that_is_saved_at_once(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = next(each for each in sharing.page.findChildren(QLineEdit) if each.accessibleName() == "Prepared by")
    name.setFocus()
    sharing.driver.type("Ana")
    sharing.save(monkeypatch, tmp_path / "sheet.pdf")
    assert letters("by Ana.") in letters(texts((tmp_path / "sheet.pdf").read_bytes())[0])


def test_of_many_choices_made_quickly_only_the_last_is_shown(sharing: Sharing) -> None:
    made: list[Any] = []
    show = sharing.page.preview.show_made
    sharing.page.preview.show_made = lambda each: (made.append(each), show(each))  # type: ignore[method-assign]  # listens in
    for section in (Section.RESULTS, Section.TEAM, Section.TUMOR, Section.TEAM):
        sharing.page.options.tick_of(section).click()
    sharing.wait()
    assert [each.sheet.left_out for each in made] == [(Section.TUMOR, Section.RESULTS)]


def test_the_sheet_follows_the_record(sharing: Sharing) -> None:
    visit = sharing.page.options.visit
    assert visit is not None

    def add_question(journal: Any, author: str) -> Any:
        from hoofbeat.services import questions

        return questions.add(journal, text="May I fly to Ñusta?", appointment=visit, author=author)

    sharing.driver.tasks.change(add_question)
    sharing.wait()
    assert "May I fly to Ñusta?" in sharing.text


def test_a_pdf_is_offered_under_the_day_of_the_visit_in_the_documents_folder(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _, start, _ = sharing.save(monkeypatch, tmp_path / "mine.pdf")
    assert Path(start).name == "visit-2026-03-04.pdf"
    assert f"Saved as mine.pdf in {tmp_path}" in sharing.driver.words()
    assert (tmp_path / "mine.pdf").stat().st_mode & 0o077 == 0


def test_a_name_without_an_ending_gets_one_and_never_replaces_a_file_unasked(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sharing.save(monkeypatch, tmp_path / "mine")
    assert (tmp_path / "mine.pdf").exists()
    (tmp_path / "mine.pdf").write_bytes(b"something else")
    sharing.save(monkeypatch, tmp_path / "mine")
    assert (tmp_path / "mine.pdf").read_bytes() == b"something else"
    assert "mine.pdf" in sharing.driver.words()


def test_a_place_that_takes_no_file_is_told_in_one_sentence_and_nothing_is_left_there(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*, path: Path, content: bytes, may_replace: bool) -> None:
        raise PlaceNotWritableError(path)

    monkeypatch.setattr(files, "write_file", refuse)
    sharing.save(monkeypatch, tmp_path / "mine.pdf")
    assert "What you saved before is safe. Choose another place." in sharing.driver.words()
    assert list(tmp_path.glob("mine*")) == []


def test_the_words_can_be_saved_copied_and_read_on_the_page(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _, start, _ = sharing.save(monkeypatch, tmp_path / "words.txt", "Save as text…")
    assert Path(start).name == "visit-2026-03-04.txt"
    assert (tmp_path / "words.txt").read_text(encoding="utf-8") == sharing.text
    sharing.driver.click("Copy text", sharing.page)
    assert QGuiApplication.clipboard().text() == sharing.text
    sharing.driver.click("As text", sharing.page)
    assert sharing.page.preview.words.isVisible()
    assert sharing.page.preview.words.accessibleName() == "The sheet as text"
    sharing.driver.click("As text", sharing.page)
    assert sharing.page.preview.paper.isVisible()


def test_opening_it_in_the_reader_leaves_no_file_behind(sharing: Sharing, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    sharing.driver.click("Open in the PDF reader", sharing.page)
    sharing.driver.settle()
    path = Path(opened[0].toLocalFile())
    assert path.name == "visit-2026-03-04.pdf"
    assert path.is_relative_to(paths.state_folder())
    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_mode & 0o077 == 0
    sharing.driver.window.close()
    assert not path.exists()


def test_without_a_reader_it_says_what_to_do(sharing: Sharing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    sharing.driver.click("Open in the PDF reader", sharing.page)
    sharing.driver.settle()
    assert "This computer did not open the PDF." in sharing.driver.words()


def print_to(monkeypatch: pytest.MonkeyPatch, path: Path, **chosen: Any) -> None:
    """Answer the system's dialog by a file to print to."""

    def answer(printer: QPrinter, _parent: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        if "pages" in chosen:
            printer.setFromTo(*chosen["pages"])
        if "resolution" in chosen:
            printer.setResolution(chosen["resolution"])
        return bool(chosen.get("yes", True))

    monkeypatch.setattr(share_page, "ask_in_dialog", answer)


def page_sizes(path: Path) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return [tuple(round(side) for side in document.get_page_size(number)) for number in range(len(document))]
    finally:
        document.close()


def test_printing_sends_every_page_in_the_size_of_the_paper(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    print_to(monkeypatch, tmp_path / "printed.pdf", resolution=150)
    sharing.driver.button("Print…", sharing.page).click()
    sharing.bot.waitUntil(lambda: "2 pages went to the printer." in sharing.driver.words(), timeout=20_000)
    assert page_sizes(tmp_path / "printed.pdf") == [(595, 842), (595, 842)]
    printed, shown = (
        picture_of(pdf, 0, 300) for pdf in ((tmp_path / "printed.pdf").read_bytes(), sharing.page._made.pdf)
    )  # type: ignore[union-attr]  # it is there
    assert ink(printed) == pytest.approx(ink(shown), abs=1)


def ink(image: QImage) -> tuple[int, int, int, int]:
    """Where the first and the last ink is: left, top, right, bottom."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [
        (x, y) for y in range(grey.height()) for x in range(grey.width()) if grey.pixelColor(x, y).lightness() < 160
    ]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    return min(across), min(down), max(across), max(down)


def test_only_the_pages_asked_for_are_printed(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    print_to(monkeypatch, tmp_path / "printed.pdf", pages=(2, 2), resolution=100)
    sharing.driver.window.print_page()
    sharing.bot.waitUntil(lambda: "1 page went to the printer." in sharing.driver.words(), timeout=20_000)
    assert len(page_sizes(tmp_path / "printed.pdf")) == 1


def test_a_printing_taken_back_in_the_dialog_prints_nothing(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    print_to(monkeypatch, tmp_path / "printed.pdf", yes=False)
    sharing.driver.click("Print…", sharing.page)
    assert not (tmp_path / "printed.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_told_in_one_sentence(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    print_to(monkeypatch, tmp_path / "no such folder" / "printed.pdf", resolution=100)
    sharing.driver.button("Print…", sharing.page).click()
    sharing.bot.waitUntil(lambda: "The printer did not take the sheet." in sharing.driver.words(), timeout=20_000)


def test_a_fine_printer_gets_no_more_dots_than_memory_is_good_for(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Any] = []
    draw = sharing.page.draftsman.draw

    def listen(pdf: bytes, drawing: Any, **more: Any) -> None:
        asked.append(drawing)
        draw(pdf, drawing, **more)

    monkeypatch.setattr(sharing.page.draftsman, "draw", listen)
    print_to(monkeypatch, tmp_path / "printed.pdf", resolution=1200, pages=(1, 1))
    sharing.page.print_sheet()
    sharing.bot.waitUntil(lambda: "1 page went to the printer." in sharing.driver.words(), timeout=20_000)
    assert [(each.dots_per_inch, each.is_grey) for each in asked if each.is_grey] == [(MOST_DOTS_GREY, True)]
    assert MOST_DOTS_COLOR == 300


def test_pages_come_in_the_order_of_the_printer(qapp: object) -> None:
    printer = new_printer(PaperChoice.A4)
    assert pages_to_print(printer, 3) == [0, 1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert pages_to_print(printer, 3) == [2, 1, 0]
    printer.setFromTo(2, 9)
    assert pages_to_print(printer, 3) == [2, 1]


def test_the_paper_chosen_is_kept_for_this_computer(sharing: Sharing) -> None:
    sharing.driver.button("Paper: Letter", sharing.page).click()
    sharing.wait()
    assert sharing.driver.controller.surroundings.settings().paper is PaperChoice.LETTER
    size = QSizeF(*pdf_size(sharing.page._made.pdf))  # type: ignore[union-attr]  # it is there
    assert (size.width(), size.height()) == (612, 792)


def pdf_size(pdf: bytes) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document.get_page_size(0)
    finally:
        document.close()


def test_printing_from_home_leads_to_the_sheet(filled: Driver, qtbot: QtBot) -> None:
    filled.go("home")
    filled.window.print_page()
    assert filled.window.page_key == "share"


def test_a_visit_leads_to_its_own_sheet(filled: Driver, qtbot: QtBot) -> None:
    visits = filled.read(lambda journal: _all(journal, Appointment))
    past = max(
        (each for each in visits if each.starts_at.on.last < MOMENT.date() - timedelta(days=60) and each.with_whom),
        key=lambda each: str(each.starts_at),
    )
    filled.window.show_page("share", lambda page: page.show_visit(past.id))
    filled.settle()
    page = filled.window.page
    qtbot.waitUntil(lambda: page.is_shown, timeout=20_000)
    assert page.options.visit == past.id
    assert f"{past.with_whom}" in page.preview.words.toPlainText().splitlines()[3]


def _all(journal: Any, record_type: type[Any]) -> list[Any]:
    with journal.reading() as stored:
        return list(stored.list(record_type))


def test_a_visit_that_was_deleted_gives_way_to_the_next_one(sharing: Sharing) -> None:
    deleted = sharing.page.options.visit
    assert deleted is not None
    sharing.driver.tasks.change(
        lambda journal, author: records.remove(journal, kind=Kind.APPOINTMENTS, record_id=deleted, author=author)
    )
    sharing.wait()
    assert sharing.page.options.visit not in (None, deleted)


def test_a_sheet_for_no_visit_can_be_made(sharing: Sharing) -> None:
    sharing.choose("For which visit", "No visit")
    assert "No visit chosen" in sharing.text


def test_an_empty_record_says_what_a_sheet_is_for(empty: Driver) -> None:
    page = empty.go("share")
    assert page.is_empty
    assert "A visit sheet is a page to take along" in empty.words(page)
    assert "Print…" not in empty.buttons(page)
    empty.click("Add your next appointment", page)
    assert empty.window.page_key == "appointments"


def test_a_locked_record_leaves_nothing_on_the_page(driver: Driver, qtbot: QtBot) -> None:
    driver.create(name="Maria Gomez", passphrase="a long passphrase")  # noqa: S106  # a test's own
    driver.tasks.change(
        lambda journal, author: records.add(journal, record=made_up.medication("Secretin"), author=author)
    )
    driver.settle()
    page = driver.go("share")
    qtbot.waitUntil(lambda: page.is_shown, timeout=20_000)
    with qtbot.waitSignal(driver.controller.session.locked, timeout=20_000):
        driver.controller.session.lock()
    assert page._made is None
    assert page.preview.words.toPlainText() == ""
    assert page.preview.paper.picture.isNull()
