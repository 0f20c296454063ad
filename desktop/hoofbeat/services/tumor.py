"""My tumor in eight lines: saying that something is not known or was not tested, and asking about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Knowledge, Question, TumorFact, TumorFactId, TumorTopic
from hoofbeat.services import questions, records
from hoofbeat.services.visits import next_appointment_id
from hoofbeat.store.journal import Journal

_ABOUT = "my tumor: "


def say_state(journal: Journal, *, topic: TumorTopic, state: Knowledge, author: str = "") -> Change:
    """Write down that a line is not known, or was not tested."""
    fact = TumorFact(id=TumorFactId(records.new_id()), topic=topic, state=state)
    return records.add(journal, record=fact, author=author, subject=topic.label)


def ask_about(journal: Journal, *, text: str, topic: TumorTopic, today: date, author: str = "") -> Change:
    """Add a question about a line to those of the next visit, or to the loose ones."""
    with journal.reading() as stored:
        visit = next_appointment_id(stored, today=today)
    return questions.add(journal, text=text, appointment=visit, about=f"{_ABOUT}{topic.value}", author=author)


def asked_about(found: Iterable[Question]) -> frozenset[TumorTopic]:
    """Return the lines about which a question waits to be asked."""
    waiting = {each.about.removeprefix(_ABOUT) for each in found if each.about.startswith(_ABOUT) and not each.is_asked}
    return frozenset(topic for topic in TumorTopic if topic.value in waiting)
