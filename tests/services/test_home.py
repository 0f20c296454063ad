"""Home says what is next, on a journal of made-up records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from hoofbeat.bootstrap import installation
from hoofbeat.services import journals, sample
from hoofbeat.services.home import HomeView, home
from hoofbeat.services.journals import Journal

TODAY = date(2026, 3, 3)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat")
    yield journal
    journal.close()


def shown(journal: Journal, today: date = TODAY) -> HomeView:
    return home(journal, today=today, catalogue=lambda: installation().catalogue)


def test_a_new_journal_is_new(journal: Journal) -> None:
    view = shown(journal)
    assert view.is_new
    assert (view.visit, view.questions, view.planned, view.awaited) == (None, (), [], [])


def test_the_day_before_a_visit_home_shows_it_with_its_questions(journal: Journal) -> None:
    sample.fill(journal, today=TODAY)
    view = shown(journal)
    assert not view.is_new
    assert view.visit is not None
    assert (str(view.visit.starts_at), view.visit.with_whom) == ("2026-03-04T10:30", "Dr Lee")
    assert [each.rank for each in view.questions] == [1, 2, 3, 4]
    assert [each.text for each in view.loose_questions] == ["Is there a support group near us?"]
    assert [line.test_name for line in view.awaited] == ["Chromogranin A"]


def test_an_injection_is_announced_in_the_week_before_and_stays_until_marked(journal: Journal) -> None:
    sample.fill(journal, today=TODAY)
    due = TODAY - timedelta(days=16) + timedelta(days=28)
    assert shown(journal, due - timedelta(days=8)).planned == []
    (planned,) = shown(journal, due - timedelta(days=7)).planned
    assert planned.plan is not None
    assert planned.plan.dates[0] == due
    (late,) = shown(journal, due + timedelta(days=3)).planned
    assert late.plan is not None
    assert late.plan.unmarked == due
