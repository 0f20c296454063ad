"""What is said of a paper beside its title: its date, what kind of file it is, and how large."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from hoofbeat.domain.attachments import PLAIN_TEXT
from hoofbeat.domain.records import Attachment, Sample
from hoofbeat.wording.amounts import NO_BREAK, number_words
from hoofbeat.wording.dates import date_words, day_not_known
from hoofbeat.wording.translation import tr

_KILOBYTE: Final = 1024
_MEGABYTE: Final = 1024 * 1024
_TENTH: Final = Decimal("0.1")


def type_words(attachment: Attachment) -> str:
    """Say what kind of file it is: "PDF", "Picture", "Text", else "docx file" by the ending of its name."""
    if attachment.media_type == "application/pdf":
        return tr("PDF")
    if attachment.media_type.startswith("image/"):
        return tr("Picture")
    if attachment.media_type == PLAIN_TEXT:
        return tr("Text")
    ending = attachment.file_name.rpartition(".")[2] if "." in attachment.file_name else ""
    is_short = ending.isalnum() and len(ending) <= 5
    return tr("{ending} file").format(ending=ending.lower()) if is_short else tr("File")


def size_words(size: int) -> str:
    """Say how large a file is: "640 KB", "2.3 MB"; never less than there is."""
    if size < _MEGABYTE:
        return f"{number_words(-(-size // _KILOBYTE))}{NO_BREAK}KB"
    return f"{number_words((Decimal(size) / _MEGABYTE).quantize(_TENTH))}{NO_BREAK}MB"


def paper_day(attachment: Attachment) -> str:
    """Say the date on the paper, else when it was added."""
    if attachment.on is not None:
        return date_words(attachment.on)
    if attachment.added_on is None:
        return ""
    return tr("added {date}").format(date=date_words(attachment.added_on))


def paper_details(attachment: Attachment) -> str:
    """Say in a line what is known of a paper beside its title."""
    first = paper_day(attachment)
    parts = (first[:1].upper() + first[1:], type_words(attachment), size_words(attachment.size))
    return ", ".join(part for part in parts if part)


def sample_name(sample: Sample) -> str:
    """Name a sample by its specimen and day, as for the choice of where a paper belongs."""
    what = sample.specimen.strip() or tr("sample")
    return tr("{what} of {date}").format(what=what[:1].upper() + what[1:], date=day_not_known(sample.taken_on))


def paper_title(attachment: Attachment) -> str:
    """Name a paper with what it is, as for a line of the history: "Letter from Dr. Lee (PDF)"."""
    return tr("{title} ({type})").format(title=attachment.title.strip(), type=type_words(attachment))
