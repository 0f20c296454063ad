"""The text of a PDF, page by page, for a person to read and copy; nothing is guessed from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hoofbeat.domain.imports import ImportedFile, Reason
from hoofbeat.exchange.refusal import RefusedError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument
else:
    PdfDocument = Any

FORMAT: Final = "pdf"
_MOST_PAGES: Final = 200
_LONGEST_PAGE: Final = 100_000


def read_pdf(content: bytes, *, name: str) -> ImportedFile:
    """Return the text of a PDF; PDFium knows one thread only, so call it in a process of its own. Raises RefusedError."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        is_locked = b"/Encrypt" in content
        raise RefusedError(Reason("pdf locked" if is_locked else "pdf broken")) from error
    try:
        if len(document) > _MOST_PAGES:
            raise RefusedError(Reason("pdf too long", {"largest": str(_MOST_PAGES)}))
        pages = tuple(_text_of(document, number) for number in range(len(document)))
    except PdfiumError as error:
        raise RefusedError(Reason("pdf broken")) from error
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        raise RefusedError(Reason("pdf without text"))
    return ImportedFile(name, FORMAT, pages=pages)


def _text_of(document: PdfDocument, number: int) -> str:
    page = document[number]
    text = page.get_textpage().get_text_bounded()[:_LONGEST_PAGE]
    plain = "".join(each for each in text if each in "\n\t" or each.isprintable())
    return "\n".join(line.rstrip() for line in plain.split("\n"))
