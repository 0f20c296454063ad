"""The chart on a sheet: read back from the PDF, everything written is there; lines differ without colour; no sign is lost."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, String
from reportlab.graphics.shapes import Path as Strokes
from reportlab.pdfgen.canvas import Canvas

from hoofbeat.reports.chart import LINE_COLORS, SheetMeasure, chart_drawing
from hoofbeat.reports.theme import Fonts, load_fonts
from tests.chart_cases import CASES, Case, lines, measured
from tests.ui.contrast import contrast

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
WIDTH = 515.0


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return load_fonts(FONTS)


def drawn(case: Case, fonts: Fonts, **options: Any) -> Drawing:
    return chart_drawing(case.lines, width=WIDTH, fonts=fonts, strip=case.strip, across=case.across, **options)


def pdf_of(drawing: Drawing) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(drawing.width + 20, drawing.height + 20), invariant=1)
    renderPDF.draw(drawing, canvas, 10, 10)
    canvas.save()
    return stream.getvalue()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].get_textpage()
        return str(page.get_text_bounded())
    finally:
        document.close()


def test_what_is_written_can_be_read_back(fonts: Fonts) -> None:
    text = text_of(pdf_of(drawn(CASES["two-units"](), fonts)))
    for word in ("ng/mL", "nmol/L", "City Lab", "Other Lab", "Lanreotide", "Omeprazole", "120", "2024", "2026", "250"):
        assert word in text


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("size", [10.0, 18.0])
def test_every_made_up_chart_can_be_printed(fonts: Fonts, name: str, size: float) -> None:
    drawing = drawn(CASES[name](), fonts, size=size)
    assert drawing.width == WIDTH
    assert pdf_of(drawing).startswith(b"%PDF")


def test_the_same_chart_gives_the_same_bytes(fonts: Fonts) -> None:
    case = CASES["two-laboratories"]()
    assert pdf_of(drawn(case, fonts)) == pdf_of(drawn(case, fonts))


def test_a_height_that_is_given_is_kept(fonts: Fonts) -> None:
    assert drawn(CASES["one-line"](), fonts, height=200.0).height == 200


def test_lines_differ_in_dash_for_black_and_white_paper(fonts: Fonts) -> None:
    group = drawn(CASES["two-laboratories"](), fonts).contents[0]
    dashes = {
        shape.strokeColor.hexval(): shape.strokeDashArray
        for shape in group.contents
        if isinstance(shape, Strokes) and shape.strokeColor in LINE_COLORS and len(shape.operators) >= 4
    }
    assert len(dashes) == 2
    assert len({str(dash) for dash in dashes.values()}) == 2


def test_the_colours_keep_three_to_one_on_paper() -> None:
    for color in LINE_COLORS:
        assert contrast(f"#{color.hexval()[2:]}", "#ffffff") >= 3


@pytest.mark.parametrize(
    "name", ["André Łucja Ñusta", "Лаборатория", "Εργαστήριο", "<b>Lab</b> & co", "☑ Lab", "実験室"]
)
def test_no_sign_of_a_name_is_lost(fonts: Fonts, name: str) -> None:
    (line,) = lines([measured("2025-01-14", "10"), measured("2026-01-14", "11")])
    drawing = drawn(Case((replace(line, name=name),)), fonts, size=6.0)
    written = "".join(shape.text for shape in drawing.contents[0].contents if isinstance(shape, String))
    expected = "cjk unified ideograph" if name == "実験室" else name.replace(" ", "")
    assert expected in written.replace(" ", "") or expected in written


def test_text_is_measured_as_it_is_set(fonts: Fonts) -> None:
    measure = SheetMeasure(fonts, 10)
    pieces = measure.pieces("a ☑ b", is_strong=False)
    assert measure.width("a ☑ b") == pytest.approx(sum(piece.width for piece in pieces))
    assert len({piece.face for piece in pieces}) == 2
