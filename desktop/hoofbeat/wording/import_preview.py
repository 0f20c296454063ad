"""What the preview of a file says: what would be added, what is there already, whose record it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.domain.imports import PlannedRecord, SeenPerson, Verdict
from hoofbeat.domain.resolution import Resolution
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
    """Say what the button adds, and how many records of the journal it changes."""
    if not changed:
        return ntr("Add {count} record", "Add {count} records", count).format(count=count)
    if not count:
        return ntr("Change {count} record", "Change {count} records", changed).format(count=changed)
    return tr("Add {count}, change {changed}").format(count=count, changed=changed)


def added_words(count: int, file: str) -> str:
    """Say what was added."""
    return ntr("Added {count} record from {file}.", "Added {count} records from {file}.", count).format(
        count=count, file=file
    )


def overview_words(new: int, already_there: int, not_taken: int, differing: int = 0, moved: int = 0) -> str:
    """Say in one sentence what the file would bring."""
    if not new and not already_there and not differing and not moved:
        return tr("Hoofbeat found nothing to add in this file.")
    if not new and not differing and not moved:
        return tr("Everything that Hoofbeat can take from this file is already in your record.")
    parts = [ntr("{count} record is new", "{count} records are new", new).format(count=new)]
    if moved:
        parts.append(
            ntr("{count} was moved or cancelled", "{count} were moved or cancelled", moved).format(count=moved)
        )
    if differing:
        parts.append(
            ntr("{count} differs from your record", "{count} differ from your record", differing).format(
                count=differing
            )
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


_VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.NEW: "New",
        Verdict.CHANGED: "Moved or cancelled",
        Verdict.ALREADY_THERE: "Already there",
        Verdict.CONFLICT: "Differs, yours stays",
        Verdict.CORRECTS: "Replaces yours",
        Verdict.LEFT_OUT: "Somebody else's",
    }
)


def verdict_words(planned: PlannedRecord, *, is_left: bool = False) -> str:
    """Say what becomes of one finding; `is_left` tells that the person left it out."""
    if is_left:
        return tr("Left out")
    if planned.verdict is Verdict.ALREADY_THERE and planned.is_repeated:
        return tr("Twice in this file")
    return tr(_VERDICTS[planned.verdict])


def source_words(source: str) -> str:
    """Say from where the record has what a file says too."""
    if not source:
        return tr("You typed it before.")
    return tr("Your record has it already: {source}.").format(source=source.rstrip("."))


_RESOLUTIONS: Mapping[Resolution, str] = MappingProxyType(
    {
        Resolution.KEEP: "Keep what my record says",
        Resolution.TAKE: "Take what the file says",
        Resolution.BOTH: "Keep both",
    }
)


def resolution_words(resolution: Resolution) -> str:
    """Say what becomes of a value that differs."""
    return tr(_RESOLUTIONS[resolution])


def unread_dates_words(count: int, example: str) -> str:
    """Say that a file holds dates that do not exist or cannot be read."""
    return ntr(
        "{count} result has a date that does not exist or cannot be read: “{example}”. It is added without a date; the words of the file are kept.",
        "{count} results have a date that does not exist or cannot be read, such as “{example}”. They are added without a date; the words of the file are kept.",
        count,
    ).format(count=count, example=example)


def person_words(person: SeenPerson) -> str:
    """Name a person of the file: "Maria Gomez, born on 2 May 1958"."""
    name = person.name or person.identifier or tr("somebody without a name")
    if person.born_on is None:
        return name
    return tr("{name}, born on {date}").format(name=name, date=date_words(person.born_on))


def file_of_files(number: int, total: int) -> str:
    """Say which of several files this is."""
    return tr("File {number} of {total}").format(number=number, total=total) if total > 1 else ""
