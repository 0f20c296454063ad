"""Saving, opening and copying a sheet."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLineEdit

from hoofbeat import paths
from hoofbeat.domain.errors import DiskFullError
from hoofbeat.services import files
from hoofbeat.services.journals import Journal
from hoofbeat.services.sheets.sharing import list_shared
from tests.reports.paper import letters, texts
from tests.ui.pages.share.sharing import Sharing


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


def full(path: Path, content: bytes) -> None:
    """Write half of it, then fail as a full disk does."""
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def held(_path: Path, _target: Path) -> None:
    """Fail as Windows does for a file that is open in a reader."""
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def sealed(_path: Path) -> None:
    """Fail as a folder does that is for reading only."""
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


FAULTS = {
    "full": (Path, "write_bytes", full, "We could not save to mine.pdf. The disk is full."),
    "held": (Path, "replace", held, "The file mine.pdf could not be replaced. It is as it was. Close it"),
    "sealed": (files, "make_private_file", sealed, "Nothing can be saved to mine.pdf: the place is read-only."),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_place_that_takes_no_file_is_told_in_one_sentence_and_the_old_file_stays(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: str
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "mine.pdf").write_bytes(b"old")
    owner, name, fail, sentence = FAULTS[fault]
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, fail)
        sharing.save(patched, folder / "mine.pdf")
    said = sharing.driver.words()
    assert sentence in said
    assert "It is noted as handed out" not in said
    assert [each.name for each in folder.iterdir()] == ["mine.pdf"]
    assert (folder / "mine.pdf").read_bytes() == b"old"
    assert sharing.driver.read(list_shared) == []


def test_a_folder_that_went_away_is_told_in_one_sentence(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sharing.save(monkeypatch, tmp_path / "gone" / "mine.pdf")
    assert "There is no folder gone. Nothing was saved." in sharing.driver.words()
    assert not (tmp_path / "gone").exists()


def test_a_sheet_that_could_not_be_noted_is_said_to_be_saved_and_not_noted(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(journal: Journal, **_facts: object) -> None:
        raise DiskFullError(journal.path)

    monkeypatch.setattr("hoofbeat.services.sheets.sharing.log_sharing", refuse)
    sharing.save(monkeypatch, tmp_path / "mine.pdf")
    said = sharing.driver.words()
    assert f"Saved as mine.pdf in {tmp_path}. It is not noted as handed out." in said
    assert "The disk is full." in said
    assert (tmp_path / "mine.pdf").read_bytes() == sharing.pdf


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

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
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


def test_a_name_just_typed_is_in_the_file_that_is_saved_at_once(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = next(each for each in sharing.page.findChildren(QLineEdit) if each.accessibleName() == "Prepared by")
    name.setFocus()
    sharing.driver.type("Ana")
    sharing.save(monkeypatch, tmp_path / "sheet.pdf")
    assert letters("by Ana.") in letters(texts((tmp_path / "sheet.pdf").read_bytes())[0])


def test_what_left_the_program_is_noted_and_undo_takes_the_note_back(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sharing.save(monkeypatch, tmp_path / "mine.pdf")
    assert "It is noted as handed out." in sharing.driver.words()
    page = sharing.driver.go("shared")
    assert "On it: questions" in sharing.driver.words(page)
    sharing.driver.click("Undo")
    sharing.driver.settle()
    assert "When you print, save or copy a sheet" in sharing.driver.words(page)


def test_a_password_locks_the_saved_file_and_is_not_kept(
    sharing: Sharing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    line = next(each for each in sharing.page.findChildren(QLineEdit) if "Password" in each.accessibleName())
    line.setFocus()
    sharing.driver.type("Łódź 12")
    sharing.save(monkeypatch, tmp_path / "locked.pdf")
    password = "Łódź 12"  # noqa: S105  made up
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "locked.pdf")
    with pikepdf.open(tmp_path / "locked.pdf", password=password) as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)
    assert password.encode() not in (tmp_path / "locked.pdf").read_bytes()
    assert sharing.page.preview.paper.is_drawn
