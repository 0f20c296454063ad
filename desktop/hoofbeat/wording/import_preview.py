"""What the preview of a file says: what would be added, what is there already, whose record it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.domain.imports import PlannedRecord, SeenPerson, Verdict
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.translation import ntr, tr

_STAGES: Mapping[str, str] = MappingProxyType(
    {
        "read": "Reading the file",
        "compare": "Comparing it with your record",
        "back up": "Keeping a copy of your record first",
        "save": "Saving",
    }
)


def stage_words(stage: str) -> str:
    """Say what is being done with a file."""
    return tr(_STAGES.get(stage, "Please wait"))


def add_words(count: int, changed: int = 0) -> str:
    """Say what the button adds, and what it changes."""
    if changed and not count:
        return ntr("Change {count} record", "Change {count} records", changed).format(count=changed)
    if changed:
        return tr("Add {count} and change {changed}").format(count=count, changed=changed)
    return ntr("Add {count} record", "Add {count} records", count).format(count=count)


def added_words(count: int, file: str) -> str:
    """Say what was added."""
    return ntr("Added {count} record from {file}.", "Added {count} records from {file}.", count).format(
        count=count, file=file
    )


def overview_words(new: int, already_there: int, not_taken: int, changed: int = 0) -> str:
    """Say in one sentence what the file would bring."""
    if not new and not already_there and not changed:
        return tr("Hoofbeat found nothing to add in this file.")
    if not new and not changed:
        return tr("Everything that Hoofbeat can take from this file is already in your record.")
    parts = [ntr("{count} record is new", "{count} records are new", new).format(count=new)] if new else []
    if changed:
        parts.append(
            ntr("{count} was moved or cancelled", "{count} were moved or cancelled", changed).format(count=changed)
        )
    if already_there:
        parts.append(
            ntr("{count} is already there", "{count} are already there", already_there).format(count=already_there)
        )
    if not_taken:
        parts.append(
            ntr("{count} entry is not taken", "{count} entries are not taken", not_taken).format(count=not_taken)
        )
    return tr("{parts}. Nothing is saved until you choose to add it.").format(parts=", ".join(parts))


def verdict_words(planned: PlannedRecord) -> str:
    """Say what becomes of one finding."""
    if planned.verdict is Verdict.NEW:
        return tr("New")
    if planned.verdict is Verdict.CHANGED:
        return tr("Moved or cancelled")
    if planned.verdict is Verdict.LEFT_OUT:
        return tr("Somebody else's")
    return tr("Twice in this file") if planned.is_repeated else tr("Already there")


def person_words(person: SeenPerson) -> str:
    """Name a person of the file: "Maria Gomez, born on 2 May 1958"."""
    name = person.name or tr("somebody without a name")
    if person.born_on is None:
        return name
    return tr("{name}, born on {date}").format(name=name, date=date_words(person.born_on))


def file_of_files(number: int, total: int) -> str:
    """Say which of several files this is."""
    return tr("File {number} of {total}").format(number=number, total=total) if total > 1 else ""
