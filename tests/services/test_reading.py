"""Bookmarks and notes on passages, kept in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hoofbeat.domain.records import Knowledge, TumorFact, TumorFactId, TumorTopic
from hoofbeat.reference.library import Library
from hoofbeat.services import choices, journals, reading, records, topics
from hoofbeat.services.journals import Journal
from hoofbeat.services.reading import Kept

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria")
    yield journal
    journal.close()


def test_what_is_kept_is_there_after_the_journal_is_opened_anew(tmp_path: Path) -> None:
    path = tmp_path / "kept.hoofbeat"
    with journals.create(path=path, name="Maria") as journal:
        reading.keep(journal, kept=Kept("gastrinoma#gas-01", is_bookmarked=True, note="Ask Dr Łucja\n“why?” 'x' %"))
    with journals.open_journal(path) as journal:
        (kept,) = reading.list_kept(journal).values()
    assert (kept.key, kept.is_bookmarked, kept.note) == ("gastrinoma#gas-01", True, "Ask Dr Łucja\n“why?” 'x' %")
    assert kept.kept_at is not None


def test_what_is_empty_is_forgotten(journal: Journal) -> None:
    reading.keep(journal, kept=Kept("vipoma#vip-01", note="x"))
    reading.keep(journal, kept=Kept("vipoma#vip-01", note="  "))
    assert reading.list_kept(journal) == {}


def test_what_was_kept_last_comes_first(journal: Journal) -> None:
    for day in (2, 3, 1):
        reading.keep(journal, kept=Kept(f"topic#{day}", True, kept_at=datetime(2026, 3, day, tzinfo=UTC)))
    assert list(reading.list_kept(journal)) == ["topic#3", "topic#2", "topic#1"]


def test_other_choices_of_the_record_are_not_taken_for_bookmarks(journal: Journal) -> None:
    choices.choose(journal, name="reading_lamp", value="on")
    choices.choose(journal, name=choices.WRITING_AS, value="Ana")
    assert reading.list_kept(journal) == {}


@pytest.mark.parametrize(
    ("topic", "state", "value", "first"),
    [
        (TumorTopic.HORMONE, Knowledge.KNOWN, "Gastrin", "gastrinoma"),
        (TumorTopic.HORMONE, Knowledge.NOT_KNOWN, "Gastrin", None),
        (TumorTopic.OTHER, Knowledge.KNOWN, "an insulinoma, says Dr Lee", "insulinoma"),
        (TumorTopic.OPERATIONS, Knowledge.KNOWN, "insulin pump", None),
    ],
)
def test_topics_about_the_recorded_tumor_come_first(
    journal: Journal, topic: TumorTopic, state: Knowledge, value: str, first: str | None
) -> None:
    fact = TumorFact(id=TumorFactId(records.new_id()), topic=topic, state=state, value=value)
    records.add(journal, record=fact)
    found = topics.topics_for_me(journal, library=Library(RESOURCES / "reference"))
    assert next(iter(found), None) == first
