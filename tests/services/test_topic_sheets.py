"""Topics on paper: every passage with its source, the pictures with their words, and nothing of the record."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pikepdf
import pytest

from hoofbeat.domain.sheets.kinds import SheetKind
from hoofbeat.domain.sheets.request import request_for
from hoofbeat.reference.content import Picture
from hoofbeat.reference.library import Library
from hoofbeat.services import topic_sheets
from hoofbeat.services.topic_sheets import Paper
from tests.reports.paper import fonts, letters, outside, texts, words

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
LIBRARY = Library(RESOURCES / "reference")
MADE_AT = datetime(2026, 3, 3, 10, 42)  # noqa: DTZ001  # only the day is printed
NCI = "Source: National Cancer Institute, PDQ patient summary, updated 7 October 2022"


def made(*topic_ids: str, paper: Paper = Paper.A4) -> bytes:
    return topic_sheets.topics_pdf(topic_ids, library=LIBRARY, paper=paper, made_at=MADE_AT, resources=RESOURCES)


def test_a_topic_is_printed_with_sources_date_and_disclaimer() -> None:
    (page, *_rest) = texts(made("gastrinoma"))
    assert "Gastrinoma In short A gastrinoma is a tumor that arises in cells" in page
    assert page.count(NCI) == 4
    assert "From Hoofbeat, printed 3 March 2026." in page
    assert "It does not give medical advice." in page


def test_every_word_of_every_topic_is_on_paper() -> None:
    from hoofbeat.reference.passages import text_of

    for head in LIBRARY.heads:
        printed = letters(" ".join(texts(made(head.id))))
        topic = LIBRARY.get_topic(head.id)
        for block in topic.blocks():
            if isinstance(block, Picture):
                continue
            # Marks of lists and what joins the cells of a row are set in their own way, and a page may end in between.
            for part in text_of(block).replace("- ", "\n").replace("; ", "\n").replace(": ", "\n").splitlines():
                words = [letters(word) for word in part.split()]
                assert all(word.strip(".") in printed for word in words), (head.id, part)


def test_pictures_are_vectors_with_the_words_that_say_the_same() -> None:
    with pikepdf.open(io.BytesIO(made("gastrinoma"))) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
        assert [str(each.Alt) for each in figures] == [LIBRARY.pictures["tumor-places"]]
        assert not any(page.get_images() for page in pdf.pages)


def test_letters_of_pictures_are_in_the_embedded_fonts() -> None:
    pdf = made(*(head.id for head in LIBRARY.heads))
    assert all(fonts(pdf).values())


def test_several_topics_are_numbered_through_and_the_pages_are_full() -> None:
    pages = texts(made("gastrinoma", "insulinoma", "vipoma", paper=Paper.LETTER))
    assert [f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1)] == [True] * len(
        pages
    )
    assert all("Topics to read" in page for page in pages[1:])


@pytest.mark.parametrize(("ids", "name"), [(("vipoma",), "vipoma.pdf"), (("vipoma", "spread"), "topics.pdf")])
def test_the_file_is_named_for_its_topic(ids: tuple[str, ...], name: str) -> None:
    assert topic_sheets.file_name(ids) == name


def test_the_same_words_are_offered_as_text() -> None:
    text = topic_sheets.topics_text(["gastrinoma", "vipoma"], library=LIBRARY)
    assert text.startswith("Gastrinoma\n")
    assert "\nVIPoma\n" in text
    assert NCI in text


@pytest.mark.parametrize("is_large", [False, True], ids=["ordinary", "large"])
def test_a_topic_is_a_sheet_like_the_others_and_holds_nothing_of_a_person(*, is_large: bool) -> None:
    request = request_for(SheetKind.TOPIC).replaced(topic="gastrinoma", for_whom="Ana Gomez", prepared_by="Ana")
    sheet = topic_sheets.make_topic_sheet(request, library=LIBRARY, made_at=MADE_AT)
    pdf = sheet.pdf(paper=Paper.LETTER, resources=RESOURCES, is_large=is_large)
    printed = " ".join(texts(pdf))
    assert "Gastrinoma In short A gastrinoma is a tumor" in printed
    assert "Ana" not in printed
    assert sheet.text() == topic_sheets.topics_text(["gastrinoma"], library=LIBRARY)
    assert sheet.name == "topic-2026-03-03"
    assert sheet.left_out == ()
    # Only pictures, and the foot of the page, have smaller letters than the body.
    sizes = sorted(word.size for word in words(pdf) if word.text.startswith("A gastrinoma"))
    assert all(size == pytest.approx(18 if is_large else 11, abs=0.1) for size in sizes)


def test_no_word_of_a_topic_in_large_print_reaches_into_the_margin() -> None:
    for head in LIBRARY.heads[::8]:
        request = request_for(SheetKind.TOPIC).replaced(topic=head.id)
        sheet = topic_sheets.make_topic_sheet(request, library=LIBRARY, made_at=MADE_AT)
        pdf = sheet.pdf(paper=Paper.A4, resources=RESOURCES, is_large=True)
        assert outside(words(pdf), (Paper.A4.width, Paper.A4.height)) == [], head.id
