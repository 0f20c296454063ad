"""The words for the forms in which a record can be taken along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hoofbeat.wording.translation import ntr, tr


@dataclass(frozen=True, slots=True)
class FormWords:
    """One form: its title, what it is for, how its file is called and ends; a folder has no ending."""

    title: str
    about: str
    file_name: str
    ending: str


FORMS: Mapping[str, FormWords] = MappingProxyType(
    {
        "complete": FormWords(
            "Everything in one file",
            "Every record and paper in an open form (JSON) with a published description. “Bring in a file” reads it back as it was.",
            "hoofbeat-record",
            ".json",
        ),
        "summary": FormWords(
            "A summary for other programs",
            "Medicines, allergies, lab results and appointments in the form that hospitals exchange (FHIR, International Patient Summary).",
            "hoofbeat-summary",
            ".fhir.json",
        ),
        "tables": FormWords(
            "Tables for a spreadsheet",
            "A folder with one table (CSV) for each kind of record, a list of what the columns mean, and your papers as files.",
            "hoofbeat-tables",
            "",
        ),
        "calendar": FormWords(
            "Appointments for a calendar",
            "The appointments to come, with a reminder for each, for a phone or another calendar.",
            "appointments",
            ".ics",
        ),
    }
)


def saved_words(form: str, file: str, count: int) -> str:
    """Say what was saved; `count` is that of tables or appointments."""
    if form == "tables":
        return ntr("Saved {count} table in {file}.", "Saved {count} tables in {file}.", count).format(
            count=count, file=file
        )
    if form == "calendar":
        return ntr("Saved {count} appointment in {file}.", "Saved {count} appointments in {file}.", count).format(
            count=count, file=file
        )
    return tr("Saved in {file}.").format(file=file)
