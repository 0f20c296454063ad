"""What PDF/UA-1 asks of a file, as far as a machine can check it: structure, titles, languages, alternatives, fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from hoofbeat.domain.sheets.kinds import RECORD_SHEETS
from hoofbeat.domain.sheets.request import request_for
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services import journals, sample
from hoofbeat.services.sheets.making import Paper, make_sheet
from tests.reports import paper

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TODAY = date(2026, 3, 3)
MADE_AT = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)


@pytest.fixture(scope="module", params=list(RECORD_SHEETS), ids=lambda kind: kind.value)
def document(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    journal = journals.create(path=tmp_path_factory.mktemp("sheet") / "journal.hoofbeat", name="Maria Gomez")
    sample.fill(journal, today=TODAY)
    catalogue = load_catalogue(RESOURCES / "catalogue" / "lab_tests.json")
    made = make_sheet(journal, request_for(request.param), catalogue=catalogue, today=TODAY, made_at=MADE_AT)
    journal.close()
    with paper.opened(made.pdf(paper=Paper.A4, resources=RESOURCES)) as opened:
        yield opened


def elements(element: Any) -> Iterator[Any]:
    """Every element of the structure, in reading order."""
    yield element
    for kid in element.get("/K", []):
        if "/S" in kid:
            yield from elements(kid)


def roles(document: pikepdf.Pdf) -> list[str]:
    return [str(each.S)[1:] for each in elements(document.Root.StructTreeRoot.K)]


def test_title_language_and_marks_are_declared(document: pikepdf.Pdf) -> None:
    root = document.Root
    assert str(root.Lang) == "en"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == str(document.docinfo["/Title"])
    assert "Maria" not in str(document.docinfo["/Title"])


def test_everything_drawn_is_in_the_structure_or_marked_as_decoration(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        depth, parents = 0, set()
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BDC", "BMC"):
                depth += 1
            elif operator == "EMC":
                depth -= 1
            elif operator in ("Tj", "TJ", "S", "f", "B", "f*", "b"):
                assert depth == 1, operator
            if operator == "BDC":
                parents.add(int(instruction.operands[1].MCID))
        owners = document.Root.StructTreeRoot.ParentTree.Nums[2 * int(page.obj.StructParents) + 1]
        assert parents == set(range(len(owners)))
        assert str(page.obj.Tabs) == "/S"


def test_headings_begin_with_one_title_and_skip_no_level(document: pikepdf.Pdf) -> None:
    levels = [int(role[1]) for role in roles(document) if role in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_rows_lie_in_tables_and_their_heads_say_what_they_head(document: pikepdf.Pdf) -> None:
    for each in elements(document.Root.StructTreeRoot.K):
        role, above = str(each.S), str(each.P.get("/S", ""))
        if role == "/TR":
            assert above == "/Table"
        if role in ("/TH", "/TD"):
            assert above == "/TR"
        if role == "/TH":
            assert str(each.A.Scope) == "/Column"


def test_pictures_have_words_and_a_place(document: pikepdf.Pdf) -> None:
    figures = [each for each in elements(document.Root.StructTreeRoot.K) if str(each.S) == "/Figure"]
    for each in figures:
        assert str(each.Alt).strip()
        left, bottom, right, top = (float(length) for length in each.A.BBox)
        assert 0 <= left < right <= Paper.A4.width
        assert 0 <= bottom < top <= Paper.A4.height


def test_every_font_is_embedded_and_says_what_its_signs_mean(document: pikepdf.Pdf) -> None:
    found = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
    assert found
    for font in found:
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font


def test_the_outline_names_each_section_on_its_page(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    heard = [str(each) for role, each in _heard(document) if role == "H2"]
    assert titles
    assert len(titles) == len(set(titles))
    assert all(any(text.startswith(title) for text in heard) for title in titles)


def _heard(document: pikepdf.Pdf) -> list[tuple[str, str]]:
    target = io.BytesIO()
    document.save(target)
    return paper.structure(target.getvalue())
