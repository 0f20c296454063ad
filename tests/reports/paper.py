"""A PDF read back for tests: its texts with where they stand, its fonts, and what it must not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2


@dataclass(frozen=True)
class Word:
    """A stretch of text on a page, measured in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


def texts(pdf: bytes) -> list[str]:
    """The text of each page; white space, no-break spaces among it, made one blank."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return [" ".join(page.replace("\N{NO-BREAK SPACE}", " ").split()) for page in pages]


def letters(text: str) -> str:
    """A text without any white space: line ends in a PDF say nothing."""
    return "".join(text.split()).replace("\N{NO-BREAK SPACE}", "")


def words(pdf: bytes, page_number: int = 0) -> list[Word]:
    """Every text object of a page with its box and its size."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[page_number]
        textpage = page.get_textpage()
        found = []
        for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = each.get_pos() if hasattr(each, "get_pos") else each.get_bounds()
            text = textpage.get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5)
            found.append(Word(text, left, bottom, right, top, _size(each)))
        return found
    finally:
        document.close()


def _size(text_object: Any) -> float:
    from ctypes import byref, c_float

    size = c_float()
    pypdfium2.raw.FPDFTextObj_GetFontSize(text_object.raw, byref(size))
    return size.value


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font of the file, and whether it is embedded."""
    found: dict[str, bool] = {}
    import io

    with pikepdf.open(io.BytesIO(pdf)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font":
                described = each.get("/FontDescriptor")
                is_embedded = described is not None and "/FontFile2" in described
                found[str(each.get("/BaseFont"))] = is_embedded
    return found


def forbidden(pdf: bytes) -> list[str]:
    """What a sheet must never hold: scripts, actions, links, pictures, files."""
    import io

    names = (
        "/JavaScript",
        "/JS",
        "/OpenAction",
        "/AA",
        "/Launch",
        "/EmbeddedFile",
        "/EmbeddedFiles",
        "/URI",
        "/Annots",
    )
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for each in document.objects:
            if not isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
                continue
            found += [name for name in names if name in each]
            if each.get("/Subtype") == "/Image":
                found.append("/Image")
    return found


def values_of(text: str) -> list[str]:
    """The numbers in a text, digits as printed."""
    return re.findall(r"\d+(?:[.,]\d+)*", text)
