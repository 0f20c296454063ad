"""Names that contents leave the journal under, and what is opened."""

from __future__ import annotations

import os.path
from pathlib import PurePath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hoofbeat.domain.attachments import can_open, opened_name, safe_name, saved_name
from hoofbeat.domain.records import Attachment, AttachmentId


def paper(title: str, file_name: str = "", media_type: str = "application/octet-stream") -> Attachment:
    """A paper of which only the names matter."""
    return Attachment(
        id=AttachmentId("p"), title=title, file_name=file_name, media_type=media_type, size=1, sha256="0" * 64
    )


@given(st.text(max_size=300), st.text(max_size=40))
@example("../../.bashrc", "x.desktop")
@example("nul", "..")
@example("a\u202egpj", "letter.exe")
@example("=1+1", "con.txt")
def test_no_title_and_no_name_of_a_file_leads_anywhere_else(title: str, file_name: str) -> None:
    made = paper(title, file_name)
    for name in (saved_name(made), opened_name(made)):
        assert PurePath(name).name == name
        assert os.path.normpath(name) == name
        assert not name.startswith((".", "-", "=", " "))
        assert set(name).isdisjoint('/\\:*?"<>|\0\n\u202e')
        assert len(name) < 100
        assert name.split(".")[0].casefold() not in {"con", "nul", "aux", "prn", "com1"}


@pytest.mark.parametrize(
    ("file_name", "media_type", "saved"),
    [
        ("scan.PDF", "application/pdf", "Letter.pdf"),
        ("scan.exe", "application/pdf", "Letter.pdf"),
        ("photo.png", "image/jpeg", "Letter.jpg"),
        ("results.csv", "text/plain", "Letter.csv"),
        ("setup.sh", "text/plain", "Letter.txt"),
        ("letter.docx", "application/octet-stream", "Letter.docx"),
        ("game.exe", "application/octet-stream", "Letter.bin"),
        ("click.desktop", "text/plain", "Letter.txt"),
        ("no ending", "application/octet-stream", "Letter.bin"),
    ],
)
def test_the_ending_says_what_it_is_and_never_starts_a_program(file_name: str, media_type: str, saved: str) -> None:
    assert saved_name(paper("Letter", file_name, media_type)) == saved


def test_two_of_one_name_get_a_number() -> None:
    letter = paper("Letter", media_type="application/pdf")
    assert saved_name(letter, {"letter.PDF"}) == "Letter 2.pdf"
    assert saved_name(letter, {"Letter.pdf", "Letter 2.pdf"}) == "Letter 3.pdf"


def test_only_papers_pictures_and_texts_are_opened_and_under_the_ending_of_their_content() -> None:
    assert can_open(paper("x", "run.sh", "text/plain"))
    assert opened_name(paper("x", "run.sh", "text/plain")) == "x.txt"
    assert opened_name(paper("x", "page.html", "text/plain")) == "x.txt"
    assert not can_open(paper("x", "letter.docx"))
    assert safe_name("Brief von Łucja, März") == "Brief von Łucja März"
