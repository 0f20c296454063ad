"""The catch-up asks for what is missing since the last visit, keeps what was answered, and begins anew after the next one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hoofbeat.domain.catch_up import Answered, Step
from hoofbeat.domain.records import AppointmentState, Progress, Record
from hoofbeat.services import catch_up, journals, records
from hoofbeat.services.catch_up import CatchUp
from hoofbeat.services.journals import Journal
from tests import made_up
from tests.made_up import appointment
from tests.services.test_timeline import CATALOGUE

TODAY = date(2026, 3, 3)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = journals.create(path=tmp_path / "j.hoofbeat", name="Maria")
    yield made
    made.close()


def add(journal: Journal, *made: Record) -> None:
    *before, last = made
    records.add(journal, record=last, along_with=before)


def asked(journal: Journal, today: date = TODAY) -> CatchUp:
    return catch_up.catch_up(journal, today=today, catalogue=lambda: CATALOGUE)


def test_an_empty_record_is_asked_only_for_what_anybody_may_have(journal: Journal) -> None:
    assert asked(journal).steps == (Step.RESULTS, Step.QUESTIONS)


def test_only_what_is_missing_since_the_last_visit_is_asked(journal: Journal) -> None:
    last = appointment("2026-01-12T10:00", with_whom="Dr Lee", state=AppointmentState.DONE)
    scan = appointment("2026-02-01T10:00", kind="scan")
    add(journal, last, scan, appointment("2025-11-01"), appointment("2026-03-04T10:30", with_whom="Dr Lee"))
    drug = made_up.medication("Lanreotide", use="injection", started_on="2026-01-01")
    add(journal, drug, made_up.every_days(28, drug, from_on="2026-01-05"), made_up.given("2026-01-05T11:00", drug))
    sample = made_up.sample("2026-02-24")
    add(journal, sample, made_up.result(sample, state=Progress.AWAITED))
    view = asked(journal)
    assert view.steps == tuple(Step)
    assert [each.id for each in view.appointments] == [scan.id]
    assert [each.medication.id for each in view.doses] == [drug.id]
    assert [each.test_name for each in view.awaited] == ["Chromogranin A"]
    records.correct(journal, record=scan.replaced(state=AppointmentState.DONE))
    assert Step.APPOINTMENTS not in asked(journal).steps


def test_what_was_answered_is_kept_until_the_next_visit(journal: Journal) -> None:
    last = appointment("2026-01-12T10:00", state=AppointmentState.DONE)
    one, two = made_up.medication("Creon"), made_up.medication("Omeprazole")
    add(journal, last, one, two)
    round_name = asked(journal).answered.round
    catch_up.answer(journal, step=Step.RESULTS, round_name=round_name)
    catch_up.still_taking(journal, medicines=[one.id], round_name=round_name)
    view = asked(journal)
    assert Step.RESULTS not in view.steps
    assert [each.medication.id for each in view.medicines] == [two.id]
    catch_up.still_taking(journal, medicines=[two.id], round_name=round_name)
    assert Step.MEDICINES not in asked(journal).steps

    add(journal, appointment("2026-03-04T10:30", state=AppointmentState.DONE))
    later = asked(journal, date(2026, 3, 20))
    assert Step.RESULTS in later.steps
    assert len(later.medicines) == 2


def test_own_words_are_asked_for_a_visit_that_has_none(journal: Journal) -> None:
    visit = appointment("2026-03-04T10:30")
    add(journal, visit)
    assert Step.OWN_WORDS in asked(journal).steps
    catch_up.write_own_words(journal, appointment_id=visit.id, text="Tired, but walking.")
    assert Step.OWN_WORDS not in asked(journal).steps


def test_what_is_kept_reads_back_and_an_unknown_step_is_no_harm() -> None:
    kept = Answered("v").with_step(Step.DOSES).with_medicines(["a"])
    assert Answered.read(kept.written()) == kept
    assert Answered.read('{"round": "v", "steps": ["dancing"], "medicines": []}') == Answered("v")
    assert kept.in_round("w") == Answered("w")
