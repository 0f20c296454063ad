"""What sheets say about themselves, on the paper and beside it on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.domain.visit_sheet import Section, VisitSheet
from hoofbeat.wording.dates import list_words
from hoofbeat.wording.translation import tr

_SECTIONS: Mapping[Section, str] = MappingProxyType(
    {
        Section.QUESTIONS: "questions",
        Section.ALERTS: "allergies and alerts",
        Section.TUMOR: "my tumor",
        Section.SINCE: "since last visit",
        Section.MEDICINES: "medicines",
        Section.RESULTS: "results",
        Section.TEAM: "whom to call",
    }
)


def left_out_sentence(sheet: VisitSheet) -> str:
    """Say what is left out of a sheet by choice; nothing where it is whole."""
    whole = [tr(_SECTIONS[section]) for section in sheet.left_out]
    partly = [tr("part of {section}").format(section=tr(_SECTIONS[section])) for section in sheet.partly_left_out]
    parts = whole + partly
    return tr("Left out by choice: {parts}.").format(parts=list_words(parts)) if parts else ""
