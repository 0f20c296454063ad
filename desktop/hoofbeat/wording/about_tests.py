"""What stands beside a test: how to get ready for it, who says so and when, and what the person typed in from lab or care team."""

from __future__ import annotations

from hoofbeat.domain.catalogue import Preparation
from hoofbeat.domain.records import Laboratory, TestNote, TestNoteKind
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.translation import tr


def source_says_words(preparation: Preparation) -> str:
    """Say what the source says about getting ready, as what the source says; or that the sources say nothing."""
    if not preparation.text:
        return tr("The sources in Hoofbeat say nothing about getting ready for this test. Your lab may.")
    said = f"{preparation.text[:1].upper()}{preparation.text[1:]}."
    return tr("One source says: {text}").format(text=said)


def caution_words(preparation: Preparation) -> str:
    """Say the caution that goes with what the source says, without the remark on where it is from."""
    words = preparation.caution.partition("(")[0].strip()
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def source_words(source: str) -> str:
    """Name the source with its date, as it names itself."""
    return tr("Source: {source}.").format(source=source.rstrip(".")) if source else ""


def entered_words(note: TestNote, laboratory: Laboratory | None) -> str:
    """Say where a note is from: "Entered by you, from your care team, 3 March 2026"."""
    day = date_words(note.on) if note.on is not None else ""
    if note.kind is TestNoteKind.CARE_TEAM:
        parts = [tr("Entered by you, from your care team"), day]
    else:
        sheet = tr("Entered by you, from the sheet of {lab}").format(lab=laboratory.name) if laboratory else ""
        parts = [sheet or tr("Entered by you, from your lab's sheet"), day]
    return ", ".join(part for part in parts if part)
