"""What is said of a paper."""

from __future__ import annotations

import pytest

from hoofbeat.domain.records import Attachment, AttachmentId
from hoofbeat.domain.values import PartialDate
from hoofbeat.wording.attachments import paper_details, size_words, type_words


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1, "1 KB"),
        (1024, "1 KB"),
        (1025, "2 KB"),
        (640 * 1024, "640 KB"),
        (2_411_725, "2.3 MB"),
        (25 * 1024**2, "25 MB"),
    ],
)
def test_a_size_is_said_in_few_digits(size: int, said: str) -> None:
    assert size_words(size).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("media_type", "file_name", "said"),
    [
        ("application/pdf", "x.exe", "PDF"),
        ("image/heic", "photo", "Picture"),
        ("text/plain", "x.csv", "Text"),
        ("application/octet-stream", "letter.DOCX", "docx file"),
        ("application/octet-stream", "letter", "File"),
        ("application/octet-stream", "a.very long ending", "File"),
    ],
)
def test_the_kind_of_file_is_said_by_its_content(media_type: str, file_name: str, said: str) -> None:
    paper = Attachment(id=AttachmentId("p"), title="x", size=1, sha256="0", media_type=media_type, file_name=file_name)
    assert type_words(paper) == said


def test_the_date_on_the_paper_goes_before_the_day_it_was_added() -> None:
    added = Attachment(id=AttachmentId("p"), title="x", size=1, sha256="0", added_on=PartialDate.parse("2026-03-14"))
    assert paper_details(added).startswith("Added 14 March 2026, File")
    assert paper_details(added.replaced(on=PartialDate.parse("2019"))).startswith("2019, File")
