"""Every sheet there is, on a filled and on an empty record: what the frame promises for all of them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.sheets.kinds import RECORD_SHEETS, SHEET_FORMS, SheetKind
from hoofbeat.domain.sheets.request import request_for
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services import journals, sample
from hoofbeat.services.journals import Journal
from hoofbeat.services.sheets.making import MadeSheet, Paper, make_sheet
from hoofbeat.wording.sheets import sheet_purpose, sheet_title
from tests.reports import paper
from tests.reports.paper import letters, texts

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TODAY = date(2026, 3, 3)
MADE_AT = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)
EACH = pytest.mark.parametrize("kind", list(RECORD_SHEETS), ids=lambda kind: kind.value)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(RESOURCES / "catalogue" / "lab_tests.json")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path_factory.mktemp("filled") / "journal.hoofbeat", name="Maria Gomez")
    sample.fill(journal, today=TODAY)
    yield journal
    journal.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "journal.hoofbeat", name="")
    yield journal
    journal.close()


def made(journal: Journal, catalogue: Catalogue, kind: SheetKind, **choices: object) -> MadeSheet:
    request = request_for(kind).replaced(**choices)
    return make_sheet(journal, request, catalogue=catalogue, today=TODAY, made_at=MADE_AT)


def pdf_of(sheet: MadeSheet, size: Paper = Paper.A4, *, is_large: bool = False) -> bytes:
    return sheet.pdf(paper=size, resources=RESOURCES, is_large=is_large)


@EACH
def test_it_has_a_name_a_purpose_and_sections(kind: SheetKind) -> None:
    assert sheet_title(kind)
    assert sheet_purpose(kind).endswith(".")
    assert SHEET_FORMS[kind].unticked <= set(SHEET_FORMS[kind].sections)


@EACH
@pytest.mark.parametrize("is_large", [False, True], ids=["ordinary", "large"])
def test_each_page_says_whose_it_is_what_it_is_not_and_its_number(
    filled: Journal, catalogue: Catalogue, kind: SheetKind, *, is_large: bool
) -> None:
    sheet = made(filled, catalogue, kind, for_whom="Dr Lee", prepared_by="Ana (daughter)")
    pages = texts(pdf_of(sheet, is_large=is_large))
    for number, page in enumerate(pages, start=1):
        for part in (
            "Maria Gomez",
            "born 2 May 1958",
            "Printed 3 March 2026",
            "Written by the patient or family. Not a medical record.",
            f"Page {number} of {len(pages)}",
        ):
            assert letters(part) in letters(page), part
    assert "for Dr Lee, prepared on 3 March 2026 by Ana (daughter)" in pages[0]


@EACH
def test_letters_are_large_enough(filled: Journal, catalogue: Catalogue, kind: SheetKind) -> None:
    sheet = made(filled, catalogue, kind)
    assert min(word.size for word in paper.words(pdf_of(sheet, Paper.A4))) >= 10
    large = [word for word in paper.words(pdf_of(sheet, Paper.LETTER, is_large=True)) if word.bottom > 90]
    assert min(word.size for word in large) >= 14


@EACH
def test_paper_large_print_and_text_say_the_same_numbers(
    filled: Journal, catalogue: Catalogue, kind: SheetKind
) -> None:
    sheet = made(filled, catalogue, kind)
    in_text = letters(sheet.text())
    pages = [letters(" ".join(texts(pdf_of(sheet, is_large=is_large)))) for is_large in (False, True)]
    for part in ("120mg", "120ng/mL", "Omeprazole", "CityLab", "5550100"):
        found = {part in text for text in (in_text, *pages)}
        assert len(found) == 1, part


@EACH
def test_an_empty_record_prints(empty: Journal, catalogue: Catalogue, kind: SheetKind) -> None:
    sheet = made(empty, catalogue, kind)
    assert "Name not recorded" in texts(pdf_of(sheet))[0]
    assert "Name not recorded" in sheet.text()


@EACH
def test_a_section_left_out_is_said_in_the_last_line(filled: Journal, catalogue: Catalogue, kind: SheetKind) -> None:
    sections = frozenset(SHEET_FORMS[kind].sections)
    if not sections:
        return
    sheet = made(filled, catalogue, kind, left_out=sections)
    for page in texts(pdf_of(sheet)):
        assert "Left out by choice:" in page
    assert sheet.text().rstrip().splitlines()[-1].startswith("Left out by choice:")


@EACH
def test_nothing_is_cut_off_and_nothing_overlaps(filled: Journal, catalogue: Catalogue, kind: SheetKind) -> None:
    for is_large in (False, True):
        pdf = pdf_of(made(filled, catalogue, kind), Paper.LETTER, is_large=is_large)
        for number in range(min(3, len(texts(pdf)))):
            words = paper.words(pdf, number)
            assert paper.outside(words, Paper.LETTER.value) == []
            assert paper.overlapping(words) == []


@EACH
def test_fonts_are_embedded_and_nothing_in_the_file_acts(
    filled: Journal, catalogue: Catalogue, kind: SheetKind
) -> None:
    pdf = pdf_of(made(filled, catalogue, kind))
    assert all(paper.fonts(pdf).values())
    assert paper.forbidden(pdf) == []
    assert b"Maria" not in pdf


@EACH
def test_the_file_name_holds_the_kind_and_a_day(filled: Journal, catalogue: Catalogue, kind: SheetKind) -> None:
    name = made(filled, catalogue, kind).name
    assert name.startswith(f"{kind.value}-2026-03-0")


@EACH
@pytest.mark.needs("qpdf")
def test_the_file_is_sound(filled: Journal, catalogue: Catalogue, kind: SheetKind, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf_of(made(filled, catalogue, kind)))
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
