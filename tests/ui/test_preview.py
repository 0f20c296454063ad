"""Drawing pages of a PDF: on one thread, the newest of each view, sharp as asked."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hoofbeat.ui.preview import Draftsman, Drawing, dots_to_fit


@pytest.fixture
def draftsman(qtbot: QtBot) -> Iterator[Draftsman]:
    made = Draftsman()
    yield made
    made.close()


def pdf_with(*sizes: tuple[int, int]) -> bytes:
    document = pikepdf.new()
    for size in sizes:
        document.add_blank_page(page_size=size)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def unexpected(error: Exception) -> None:
    raise error


def test_pages_are_measured_and_drawn_at_the_resolution_asked_for(draftsman: Draftsman, qtbot: QtBot) -> None:
    pdf = pdf_with((595, 842), (612, 792))
    sizes: list[Any] = []
    draftsman.measure(pdf, then=sizes.append, failed=unexpected)
    drawn: list[QImage] = []
    draftsman.draw(pdf, Drawing(1, 144), then=drawn.append, failed=unexpected)
    draftsman.draw(pdf, Drawing(1, 72, is_grey=True), then=drawn.append, failed=unexpected)
    qtbot.waitUntil(lambda: len(drawn) == 2)
    assert sizes == [[QSizeF(595, 842), QSizeF(612, 792)]]
    assert [(each.width(), each.height()) for each in drawn] == [(1224, 1584), (612, 792)]
    assert drawn[1].format() == QImage.Format.Format_Grayscale8


def test_a_newer_drawing_of_a_view_discards_the_older_one(draftsman: Draftsman, qtbot: QtBot) -> None:
    pdf = pdf_with((595, 842))
    drawn: list[int] = []
    for dots in (30, 60, 90):
        draftsman.draw(
            pdf, Drawing(0, dots), then=lambda image: drawn.append(image.width()), failed=unexpected, view="preview"
        )
    draftsman.draw(pdf, Drawing(0, 36), then=lambda image: drawn.append(image.width()), failed=unexpected)
    qtbot.waitUntil(lambda: 298 in drawn)
    assert drawn == [744, 298]


def test_all_drawing_is_done_on_one_thread_which_ends_with_it(draftsman: Draftsman, qtbot: QtBot) -> None:
    before = threading.active_count()
    drawn: list[QImage] = []
    for number, pdf in enumerate([pdf_with((300, 300)), pdf_with((200, 200))] * 2):
        draftsman.draw(pdf, Drawing(0, 72), then=drawn.append, failed=unexpected, view=number)
    qtbot.waitUntil(lambda: len(drawn) == 4)
    assert threading.active_count() == before + 1
    draftsman.close()
    assert threading.active_count() == before


def test_what_is_no_pdf_is_delivered_as_an_error(draftsman: Draftsman, qtbot: QtBot) -> None:
    errors: list[Exception] = []
    draftsman.measure(b"not a PDF", then=lambda _sizes: None, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))


@pytest.mark.parametrize("pixels", [1, 37, 400, 793, 2480])
def test_a_page_drawn_to_fit_takes_just_the_pixels_there_are(draftsman: Draftsman, qtbot: QtBot, pixels: int) -> None:
    drawn: list[QImage] = []
    width = 595.2756
    drawing = Drawing(0, dots_to_fit(595, pixels))
    draftsman.draw(pdf_with((595, 842)), drawing, then=drawn.append, failed=unexpected)
    qtbot.waitUntil(lambda: bool(drawn))
    assert drawn[0].width() == pixels
    assert dots_to_fit(width, pixels) < drawing.dots_per_inch
