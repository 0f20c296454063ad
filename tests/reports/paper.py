"""A PDF read back for tests: its texts with where they stand, its fonts, and what it must not hold."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from ctypes import byref, c_float
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


def outside(words: list[Word], size: tuple[float, float]) -> list[str]:
    """Words that reach into the margins of a page of this width and height."""
    width, height = size
    return [
        word.text
        for word in words
        if word.left < 30 or word.right > width - 30 or word.bottom < 25 or word.top > height - 25
    ]


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    """Pairs of words whose boxes share more than an edge."""
    found = []
    for index, one in enumerate(words):
        for other in words[index + 1 :]:
            across = min(one.right, other.right) - max(one.left, other.left)
            along = min(one.top, other.top) - max(one.bottom, other.bottom)
            if across > 0.5 and along > 0.05 * min(one.size, other.size):
                found.append((one.text, other.text))
    return found


def _size(text_object: Any) -> float:
    size = c_float()
    pypdfium2.raw.FPDFTextObj_GetFontSize(text_object.raw, byref(size))
    return size.value


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font of the file, and whether it is embedded."""
    found: dict[str, bool] = {}
    with opened(pdf) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font":
                described = each.get("/FontDescriptor")
                is_embedded = described is not None and "/FontFile2" in described
                found[str(each.get("/BaseFont"))] = is_embedded
    return found


def forbidden(pdf: bytes) -> list[str]:
    """What a sheet must never hold: scripts, actions, links, pictures, files."""
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
    with opened(pdf) as document:
        for each in document.objects:
            if not isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
                continue
            found += [name for name in names if name in each]
            if each.get("/Subtype") == "/Image":
                found.append("/Image")
    return found


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file as objects."""
    return pikepdf.open(io.BytesIO(pdf))


def structure(pdf: bytes) -> list[tuple[str, str]]:
    """What a screen reader meets, in its order: the role of each element that holds text, and its text."""
    with opened(pdf) as document:
        drawn = [_marked_texts(page) for page in document.pages]
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        return list(_heard(document.Root.StructTreeRoot.K, drawn, numbers))


def _heard(element: Any, drawn: list[dict[int, str]], numbers: dict[Any, int]) -> Iterator[tuple[str, str]]:
    own = []
    for kid in element.K:
        if "/MCID" in kid:
            own.append(drawn[numbers[kid.Pg.objgen]][int(kid.MCID)])
        else:
            yield from _heard(kid, drawn, numbers)
    if own:
        yield str(element.S)[1:], " ".join("".join(own).replace("\N{NO-BREAK SPACE}", " ").split())


def _marked_texts(page: Any) -> dict[int, str]:
    """The text of each stretch of marked content, decoded by the fonts' own tables."""
    maps = {name: _to_unicode(font) for name, font in page.obj.Resources.Font.items()}
    found: dict[int, str] = {}
    at, font = -1, ""
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        operator = instruction.operator
        if str(operator) == "BDC":
            at = int(operands[1].MCID)
        elif str(operator) == "EMC":
            at = -1
        elif str(operator) == "Tf":
            font = str(operands[0])
        elif str(operator) == "Tj" and at >= 0:
            found[at] = found.get(at, "") + "".join(maps[font][code] for code in bytes(operands[0]))
    return found


def _to_unicode(font: Any) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("ascii")
    found = {}
    for start, end, codes in re.findall(r"<(\w+)> <(\w+)> \[([^\]]*)\]", table):
        values = re.findall(r"<(\w+)>", codes)
        for offset, code in enumerate(range(int(start, 16), int(end, 16) + 1)):
            found[code] = bytes.fromhex(values[offset]).decode("utf-16-be")
    for code, value in re.findall(r"^<(\w+)> <(\w{4,})>$", table, re.MULTILINE):
        found.setdefault(int(code, 16), bytes.fromhex(value).decode("utf-16-be"))
    return found
