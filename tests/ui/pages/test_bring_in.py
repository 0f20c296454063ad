"""Bringing files in from the window: what is shown before anything is saved, whose it is, one button, Undo, bad files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton

from hoofbeat.domain.records import Result
from hoofbeat.ui.pages.bring_in.columns import ColumnsView
from hoofbeat.ui.pages.bring_in.page import BringInPage
from hoofbeat.ui.pages.bring_in.pdf_text import PdfTextView, TextBeside
from tests.ui.driver import Driver


def patient(key: str, name: str, born: str) -> dict[str, Any]:
    return {"resourceType": "Patient", "id": key, "name": [{"text": name}], "birthDate": born}


def glucose(key: str, person: str, value: float, day: str) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": key,
        "status": "final",
        "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "2345-7"}], "text": "Glucose"},
        "subject": {"reference": f"Patient/{person}"},
        "effectiveDateTime": day,
        "valueQuantity": {"value": value, "unit": "mg/dL"},
    }


def written(path: Path, *resources: dict[str, Any]) -> Path:
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in resources]}
    path.write_text(json.dumps(bundle), encoding="utf-8")
    return path


MARIA = patient("maria", "Maria Gomez", "1958-05-02")
JOAN = patient("joan", "Joan Smith", "1970-01-01")
CONDITION = {"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/maria"}}


def marias(tmp_path: Path, name: str = "maria.json") -> Path:
    return written(
        tmp_path / name,
        MARIA,
        glucose("one", "maria", 95, "2026-01-05"),
        glucose("two", "maria", 101, "2026-02-05"),
        CONDITION,
    )


def page_with(driver: Driver, *files: Path) -> Any:
    driver.window.show_page("import", lambda page: page.preview(list(files)))
    driver.settle()
    page = driver.window.page
    assert isinstance(page, BringInPage)
    return page


def results(journal: Any) -> list[Result]:
    with journal.reading() as stored:
        return list(stored.list(Result))


def test_the_page_without_a_file_says_what_it_is_for(empty: Driver) -> None:
    page = empty.go("import")
    assert "You see everything before it is added." in empty.words(page)
    assert "Choose a file…" in empty.buttons(page)


def test_a_file_is_shown_before_anything_is_saved(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, marias(tmp_path))
    said = empty.words(page)
    assert "maria.json" in said.replace("\N{ZERO WIDTH SPACE}", "")
    assert "Nothing is saved until you choose to add it." in said
    assert "Not taken, and why" in said
    assert "Add 4 records" in empty.buttons(page)  # two samples and two results
    assert empty.read(results) == []


def test_one_button_adds_and_undo_takes_all_of_it_back(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, marias(tmp_path))
    empty.click("Add 4 records", page)
    assert [each.value_text for each in empty.read(results)] == ["95", "101"]
    assert "Added 4 records from maria.json." in empty.words()
    empty.click("Undo")
    assert empty.read(results) == []


def test_the_same_file_again_brings_nothing(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, marias(tmp_path))
    empty.click("Add 4 records", page)
    page_with(empty, marias(tmp_path))
    assert "Everything that Hoofbeat can take from this file is already in your record." in empty.words(page)
    assert not [words for words in empty.buttons(page) if words.startswith("Add ")]


def test_somebody_elses_file_is_said_to_be_so(empty: Driver, tmp_path: Path) -> None:
    other = written(tmp_path / "joan.json", JOAN, glucose("one", "joan", 88, "2026-01-05"))
    page = page_with(empty, other)
    assert "The file is about Joan Smith" in empty.words(page)
    assert "Please check whose record this is before you add it." in empty.words(page)


def test_of_several_people_only_those_chosen_are_taken(empty: Driver, tmp_path: Path) -> None:
    both = written(
        tmp_path / "both.json",
        MARIA,
        JOAN,
        glucose("one", "maria", 95, "2026-01-05"),
        glucose("two", "joan", 88, "2026-01-05"),
    )
    page = page_with(empty, both)
    assert "This file holds records of several people. Whose do you want to add?" in empty.words(page)
    assert empty.button("Maria Gomez, born on 2 May 1958", page).isChecked()
    assert not empty.button("Joan Smith, born on 1 January 1970", page).isChecked()
    empty.click("Maria Gomez, born on 2 May 1958", page)
    assert not [words for words in empty.buttons(page) if words.startswith("Add ")]
    empty.click("Maria Gomez, born on 2 May 1958", page)
    empty.click("Add 2 records", page)
    assert [each.value_text for each in empty.read(results)] == ["95"]


def test_a_broken_file_is_one_sentence_and_the_next_one_follows(empty: Driver, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"resourceType": "Bundle", "entry": [')
    page = page_with(empty, broken, marias(tmp_path))
    assert "broken.json: The file ends too early. Please download it again. Nothing was brought in." in empty.words(
        page
    )
    empty.click("Go on to the next file", page)
    assert "Add 4 records" in empty.buttons(page)
    assert empty.errors == []


def test_a_file_that_is_gone_is_one_sentence(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, tmp_path / "gone.json")
    assert "There is no file gone.json. Please check the name." in empty.words(page)


def test_two_files_are_added_one_after_the_other(empty: Driver, tmp_path: Path) -> None:
    second = written(tmp_path / "second.json", MARIA, glucose("three", "maria", 90, "2026-03-01"))
    page = page_with(empty, marias(tmp_path), second)
    empty.click("Add 4 records", page)
    assert "second.json (File 2 of 2)" in empty.words(page).replace("\N{ZERO WIDTH SPACE}", "")
    empty.click("Add 2 records", page)
    assert len(empty.read(results)) == 3


def test_what_is_not_taken_is_grouped_by_reason_and_listed_with_its_place(empty: Driver, tmp_path: Path) -> None:
    conditions = [dict(CONDITION, id=str(number)) for number in range(3)]
    page = page_with(empty, written(tmp_path / "file.json", MARIA, *conditions))
    empty.click("Show each one with its place in the file", page)
    assert "Each one that is not taken" in empty.words(page)


def test_cancelling_adds_nothing(empty: Driver, tmp_path: Path) -> None:
    page = empty.go("import")
    page.preview([marias(tmp_path)])
    next(each for each in page.findChildren(QPushButton) if each.text() == "Cancel").click()
    empty.settle()
    assert "Nothing was added." in empty.words(page)
    assert page.preview_shown is None
    assert empty.read(results) == []


def test_hidden_numbers_stay_hidden_in_the_preview(empty: Driver, tmp_path: Path) -> None:
    empty.go("results").hide_box.click()
    empty.settle()
    page = page_with(empty, marias(tmp_path))
    assert page.preview_shown is not None
    assert page.preview_shown.hides_numbers


def table(tmp_path: Path, text: str, name: str = "labs.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


DOUBTFUL = "Date,Test,Result,Units\n03/04/2026,Gastrin,80,pg/mL\n05/06/2026,Gastrin,90,pg/mL\n"


def test_a_table_in_doubt_is_asked_about_once_for_each_sender(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, table(tmp_path, DOUBTFUL))
    assert "The date 03/04/2026 may start with the day or the month. Please say which." in empty.words(page)
    asked = page.findChild(ColumnsView)
    assert asked.order.hasFocus()
    asked.order.setCurrentIndex(asked.order.findData("mdy"))
    empty.click("Read the table so", page)
    assert [str(row.on) for row in page.preview_shown.found] == ["2026-03-04", "2026-05-06"]
    empty.click("Add 4 records", page)
    page_with(empty, table(tmp_path, DOUBTFUL + "07/08/2026,Gastrin,95,pg/mL\n", "newer.csv"))
    assert "Add 2 records" in empty.buttons(page)
    assert page.preview_shown is not None
    assert str(page.preview_shown.found[-1].on) == "2026-07-08"


def test_columns_without_headings_are_said_by_the_person(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, table(tmp_path, "Gastrin,80,2026-01-05,pg/mL\nInsulin,12,2026-01-05,uIU/mL\n"))
    asked = page.findChild(ColumnsView)
    asked.boxes[1].setCurrentIndex(asked.boxes[1].findData("-"))
    empty.click("Read the table so", page)
    assert "Please say which column holds the date, which the test, and which the value." in empty.words(page)
    asked.boxes[1].setCurrentIndex(asked.boxes[1].findData("value"))
    empty.click("Read the table so", page)
    assert "Add 3 records" in empty.buttons(page)


def test_a_table_that_says_no_date_is_read_when_asked_for_twice(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, table(tmp_path, "Test,Result,Units\nGastrin,80,pg/mL\n"))
    empty.click("Read the table so", page)
    assert "No column holds a date." in empty.words(page)
    empty.click("Read the table so", page)
    empty.click("Add 2 records", page)
    assert [each.value_text for each in empty.read(results)] == ["80"]


def test_the_columns_of_a_table_can_be_looked_at_and_corrected(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, table(tmp_path, "Date,Test,Result,Old\n2026-01-05,Gastrin,80,79\n"))
    empty.click("What the columns say…", page)
    asked = page.findChild(ColumnsView)
    assert asked.boxes[2].accessibleName() == "What the column Result says"
    for place, role in ((2, "-"), (3, "value")):
        asked.boxes[place].setCurrentIndex(asked.boxes[place].findData(role))
    empty.click("Read the table so", page)
    empty.click("Add 2 records", page)
    assert [each.value_text for each in empty.read(results)] == ["79"]


def test_a_row_can_be_left_out_and_taken_after_all(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, marias(tmp_path))
    rows = page._view.found_table.table
    rows.row_opened.emit(0)
    empty.settle()
    assert "Add 2 records" in empty.buttons(page)
    assert rows.model().row_at(0).verdict == "Left out"
    rows.row_opened.emit(0)
    empty.settle()
    assert "Add 4 records" in empty.buttons(page)
    rows.row_opened.emit(0)
    rows.row_opened.emit(1)
    empty.settle()
    assert not [words for words in empty.buttons(page) if words.startswith("Add ")]
    assert empty.read(results) == []


def test_a_value_that_differs_is_shown_beside_the_records_own_and_chosen(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, table(tmp_path, "Date,Test,Result\n2026-01-05,Gastrin,80\n"))
    empty.click("Add 2 records", page)
    page_with(empty, table(tmp_path, "Date,Test,Result\n2026-01-05,Gastrin,88\n", "newer.csv"))
    said = empty.words(page)
    assert "1 value differs from your record" in said
    assert "Your record: 80 (imported from labs.csv)" in said
    assert "This file: 88 (C2)" in said
    assert not [words for words in empty.buttons(page) if words.startswith(("Add ", "Change "))]
    (box,) = page._view.conflicts.boxes.values()
    box.setCurrentIndex(box.findData("take"))
    box.activated.emit(box.currentIndex())
    empty.settle()
    empty.click("Change 1 record", page)
    assert [each.value_text for each in empty.read(results)] == ["88"]
    empty.click("Take this import back", page)
    assert [each.value_text for each in empty.read(results)] == ["80"]


def test_what_is_there_already_says_from_where(empty: Driver, tmp_path: Path) -> None:
    text = "Date,Test,Result\n2026-01-05,Gastrin,80\n"
    page = page_with(empty, table(tmp_path, text))
    empty.click("Add 2 records", page)
    page_with(empty, table(tmp_path, text + "2026-02-05,Gastrin,80\n", "newer.csv"))
    assert page.preview_shown is not None
    assert page.preview_shown.found[0].remark == "Your record has it already: imported from labs.csv."


def test_a_date_that_does_not_exist_is_told_in_the_preview(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, table(tmp_path, "Date,Test,Result\n25/01/2026,Gastrin,80\n31/02/2026,Gastrin,90\n"))
    assert "1 result has a date that does not exist or cannot be read: “31/02/2026”." in empty.words(page)


def test_after_adding_the_page_says_what_and_leads_there(empty: Driver, tmp_path: Path) -> None:
    page = page_with(empty, marias(tmp_path))
    empty.click("Add 4 records", page)
    assert "2 samples, 2 results" in empty.words(page)
    assert "1 entry was not taken." in empty.words(page)
    empty.click("See the lab results", page)
    assert empty.window.page is not page
    page = empty.go("import")
    empty.click("Take this import back", page)
    assert empty.read(results) == []
    assert "Choose a file…" in empty.buttons(page)


def test_each_file_of_a_folder_is_a_line(empty: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    marias(folder)
    table(folder, "not a table")
    page = page_with(empty, folder)
    assert page.preview_shown is not None
    assert [row.name for row in page.preview_shown.parts] == ["labs.csv", "maria.json"]
    assert page.preview_shown.parts[0].outcome.startswith("Hoofbeat does not know this kind of file.")
    assert page.preview_shown.parts[1].outcome == "4 records found"


def pdf(path: Path, words: str) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    canvas.drawString(72, 700, words)
    canvas.save()
    return path


def test_the_pdfs_of_a_folder_follow_it_one_after_the_other(empty: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    marias(folder)
    for name in ("letter.pdf", "report.pdf"):
        pdf(folder / name, f"Gastrin in {name}")
    page = page_with(empty, folder, marias(tmp_path, "last.json"))
    assert page.preview_shown is not None
    assert [row.outcome.split(".")[0] for row in page.preview_shown.parts][:1] == ["This is a PDF"]
    for name, left in (("letter.pdf", 3), ("report.pdf", 2)):
        empty.click(f"Go on to the next of {left} files", page)
        empty.settle()
        assert page.path.name == name
        assert f"Gastrin in {name}" in page.findChild(PdfTextView).text.toPlainText()
        assert "Add as results" in empty.buttons(page)
    empty.click("Go on to the next file", page)
    empty.settle()
    assert page.preview_shown is not None
    assert page.preview_shown.path.name == "last.json"


def test_the_text_of_a_pdf_stands_beside_the_form_and_nothing_is_guessed(empty: Driver, tmp_path: Path) -> None:
    path = pdf(tmp_path / "report.pdf", "Gastrin 80 pg/mL (13 - 115)")
    page = page_with(empty, path)
    assert "Gastrin 80 pg/mL (13 - 115)" in page.findChild(PdfTextView).text.toPlainText()
    assert "Add as results" in empty.buttons(page)
    empty.click("Add as results", page)
    (beside,) = empty.window.findChildren(TextBeside)
    assert beside.isVisible()
    assert empty.window.page.inner is not None
    beside.close()
    assert empty.read(results) == []


def test_of_several_patient_numbers_the_persons_own_is_chosen(empty: Driver, tmp_path: Path) -> None:
    from hoofbeat.services import journals, records

    def numbered(journal: Any, _author: str) -> Any:
        person = journals.person_of(journal)
        assert person is not None
        return records.correct(journal, record=person.replaced(identifiers="p-2"))

    empty.tasks.change(numbered)
    empty.settle()
    rows = "2026-01-05,p-1,Gastrin,80\n2026-01-05,p-2,Gastrin,90\n"
    page = page_with(empty, table(tmp_path, f"Date,Patient,Test,Result\n{rows}"))
    assert empty.button("p-2", page).isChecked()
    assert not empty.button("p-1", page).isChecked()
    assert "Add 2 records" in empty.buttons(page)
