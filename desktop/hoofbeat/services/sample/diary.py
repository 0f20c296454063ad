"""The notes of the made-up record: what somebody keeps who writes a line now and then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from hoofbeat.domain.records import Note, NoteId, NoteKind, Record
from hoofbeat.domain.values import PartialDate
from hoofbeat.services.records import new_id
from hoofbeat.services.sample.setting import SOURCE

_LINES = (
    (3, time(13, 20), NoteKind.SYMPTOM, "Dizzy for half an hour after lunch. Sat down, drank juice, then it went."),
    (11, None, NoteKind.NOTE, "Ana asked the pharmacy about the new syringes. They come on Thursdays."),
    (29, None, NoteKind.SYMPTOM, "Loose stools for two days after the injection."),
    (130, time(20, 0), NoteKind.NOTE, "Walked to the lake and back, about an hour."),
)


def notes(today: date) -> Iterator[Record]:
    """Yield the notes, the newest first."""
    for days, at, kind, text in _LINES:
        on = PartialDate.of(today - timedelta(days=days))
        yield Note(id=NoteId(new_id()), text=text, kind=kind, on=on, at=at, source=SOURCE)
