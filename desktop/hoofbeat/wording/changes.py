"""Sentences that say what a change was: for the list of changes, and beside Undo."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hoofbeat.domain.changes import Act, Description
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.translation import ntr, tr

_LONGEST_SUBJECT = 60
_SENTENCES: Mapping[Act, str] = MappingProxyType(
    {
        Act.ADD: "Added {kind}: {subject}",
        Act.CORRECT: "Changed {kind}: {subject}",
        Act.REMOVE: "Deleted {kind}: {subject}",
        Act.ANSWER: "Answered {kind}: {subject}",
        Act.GIVE: "Marked as given: {subject}",
        Act.CHANGE_DOSE: "Changed the dose: {subject}",
        Act.STOP: "Marked as stopped: {subject}",
        Act.MOVE: "Moved the next dose: {subject}",
        Act.RECEIVE: "Result received: {subject}",
        Act.ARRANGE: "Put in order: {subject}",
        Act.START: "Began the record {subject}",
        Act.MERGE: "Merged two names of one {kind}: {subject}",
    }
)


def change_sentence(description: Description) -> str:
    """Say what a change was in a few words."""
    subject = _shortened(description.subject)
    if description.act is Act.IMPORT:
        counted = ntr("{count} record", "{count} records", description.count).format(count=description.count)
        return tr("Brought in {count} from {subject}").format(count=counted, subject=subject)
    kind = "" if description.kind is None else kind_name(description.kind, description.count)
    if description.act is Act.ADD and description.count > 1:
        kind = tr("{count} {kind}").format(count=description.count, kind=kind)
    return tr(_SENTENCES[description.act]).format(kind=kind, subject=subject).rstrip(": ")


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SUBJECT else line[: _LONGEST_SUBJECT - 1].rstrip() + "…"
