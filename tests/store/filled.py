"""A small journal with texts meant to hurt, every kind of record, and something to undo and redo."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from typing import Any

from hoofbeat.domain.changes import Act, Description
from hoofbeat.domain.records import RECORD_TYPES, Kind, Question, Record, TeamRole, TumorTopic, kind_of
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.services import choices, drafts, history, records
from hoofbeat.store.attachments import keep_content
from hoofbeat.store.journal import Journal

HOSTILE = (
    "Robert'); DROP TABLE results;--",
    "nul \x00 inside",
    "\u202eright to left\u202c and zero\u200bwidth",
    '<b>unclosed "quote" & \\backslash\r\n\ttab',
    "Łucja Ñusta 🦓 µg ≥ ½",
    "%s {gap} $HOME =1+1",
)

LETTER = b"Dear Maria\n"
LETTER_HASH = sha256(LETTER).hexdigest()


def new(kind: Kind, record_id: str, **values: Any) -> Record:
    """Make a record of a kind."""
    record_type: Any = RECORD_TYPES[kind]
    made: Record = record_type(id=record_id, **values)
    return made


def question(record_id: str, text: str, **values: Any) -> Record:
    """Make a question."""
    return new(Kind.QUESTIONS, record_id, text=text, **values)


def every_kind() -> list[Record]:
    """One record of each kind, parents first, with a hostile note each."""
    visit_at = WallTime.parse("2026-03-14 10:30")
    given_at = WallTime.parse("2026-02-01")
    made = [
        new(Kind.PEOPLE, "person", name="Maria Gómez", born_on=PartialDate.parse("1961")),
        new(Kind.TEAM, "member", name="Dr. O'Neil", role=TeamRole.ONCOLOGIST),
        new(Kind.TUMOR_FACTS, "fact", topic=TumorTopic.SITE, value="duodenum"),
        new(Kind.APPOINTMENTS, "visit", starts_at=visit_at, zone="Europe/Vienna"),
        question("question", "What next?", appointment="visit"),
        new(Kind.NEXT_STEPS, "step", text="Ask for the letter", appointment="visit"),
        new(Kind.LABORATORIES, "laboratory", name="Laboratory A"),
        new(Kind.OWN_TESTS, "own test", name="Pancreastatin"),
        new(Kind.SAMPLES, "sample", taken_on=PartialDate.parse("2026-01"), laboratory="laboratory"),
        new(Kind.RESULTS, "result", sample="sample", own_test="own test", value_text="<0.50", value=Decimal("0.50")),
        new(Kind.MEDICINES, "medicine", name="Lanreotide"),
        new(Kind.DOSES, "dose", medication="medicine", amount=Decimal(120), unit="mg"),
        new(Kind.GIVEN, "given", medication="medicine", given_at=given_at),
        new(Kind.ALLERGIES, "allergy", substance="penicillin"),
        new(Kind.TEST_NOTES, "test note", own_test="own test", laboratory="laboratory", text="Come without breakfast."),
        new(Kind.NOTES, "note", text="Slept well", on=PartialDate.parse("2026-02")),
        new(Kind.SHARED, "shared", shared_at=visit_at, sheet="Visit sheet", appointment="visit"),
        new(Kind.ATTACHMENTS, "paper", title="Letter", size=len(LETTER), sha256=LETTER_HASH, appointment="visit"),
    ]
    return [each.replaced(note=HOSTILE[index % len(HOSTILE)]) for index, each in enumerate(made)]


def fill(journal: Journal) -> None:
    """Add one record of each kind, change some, and leave one change undone."""
    with journal.change(author="Maria") as work:
        keep_content(work.connection, LETTER)
        work.add(*every_kind())
        work.commit(Description(Act.IMPORT, subject="report.json", count=len(Kind)))
    with journal.reading() as found:
        asked = found.get(Question, "question")
    records.correct(journal, record=asked.replaced(text="What comes next?"), author="Maria")
    records.remove(journal, kind=Kind.MEDICINES, record_id="medicine")
    records.add(journal, record=new(Kind.ALLERGIES, "later", substance="latex"))
    history.undo(journal)
    drafts.save_draft(journal, form="questions", content={"text": HOSTILE[0]})
    choices.choose(journal, name="writing_as", value="Maria")


def keep(journal: Journal, *kept: Record) -> None:
    """Add these records as one change."""
    with journal.change(author="") as work:
        work.add(*kept)
        work.commit(Description(Act.ADD, kind_of(type(kept[0])), ""))


def add_questions(journal: Journal, count: int, *, start: int = 0) -> None:
    """Add this many questions, one change each."""
    for number in range(start, start + count):
        records.add(journal, record=question(f"q{number}", f"Question {number}"))


def question_texts(journal: Journal) -> dict[str, str]:
    """The texts of all questions by id."""
    with journal.reading() as found:
        return {each.id: each.text for each in found.list(Question)}
