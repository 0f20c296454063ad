"""Medicines as one change each, found by either name, with all that their page shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hoofbeat.domain.errors import RecordInvalidError
from hoofbeat.domain.records import DosePhase, GivenState, Kind, Medication, MedicineState
from hoofbeat.services import history, journals, medicines, records
from hoofbeat.services.journals import Journal
from tests.made_up import allergy, day, every_days, given, medication

TODAY = date(2026, 3, 3)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = journals.create(path=tmp_path / "j.hoofbeat", name="Maria")
    yield journal
    journal.close()


def count(journal: Journal, kind: Kind) -> int:
    with journal.reading() as stored:
        return stored.count(kind)


def test_a_medicine_with_its_first_dose_is_added_and_undone_as_one(journal: Journal) -> None:
    medicine = medication("Somatuline")
    change = medicines.add(journal, medication=medicine, phase=every_days(28, medicine))
    assert change.touched == {Kind.MEDICINES, Kind.DOSES}
    assert change.description.subject == "Somatuline"
    history.undo(journal)
    assert (count(journal, Kind.MEDICINES), count(journal, Kind.DOSES)) == (0, 0)


def test_a_medicine_with_a_wrong_dose_is_not_added_at_all(journal: Journal) -> None:
    medicine = medication("Somatuline")
    with pytest.raises(RecordInvalidError):
        medicines.add(journal, medication=medicine, phase=every_days(0, medicine))
    assert count(journal, Kind.MEDICINES) == 0


@pytest.mark.parametrize("name", ["Somatuline", " somatuline ", "LANREOTIDE"])
def test_the_same_medicine_is_found_by_either_name(journal: Journal, name: str) -> None:
    medicine = medication("Somatuline", generic_name="lanreotide")
    medicines.add(journal, medication=medicine, phase=None)
    assert medicines.find_same(journal, name=name) == medicine
    assert medicines.find_same(journal, name=name, without=medicine.id) is None


@pytest.mark.parametrize("name", ["", "  ", "Soma", "Creon"])
def test_another_name_is_another_medicine(journal: Journal, name: str) -> None:
    medicines.add(journal, medication=medication("Somatuline"), phase=None)
    assert medicines.find_same(journal, name=name) is None


def test_the_page_shows_allergies_and_all_doses_of_each_medicine(journal: Journal) -> None:
    medicine, known = medication("Somatuline"), allergy()
    past, now = every_days(14, medicine, from_on="2024-01-01"), every_days(28, medicine, from_on="2025-01-01")
    records.add(journal, record=known)
    medicines.add(journal, medication=medicine, phase=past)
    medicines.change_dose(journal, phase=now)
    shown = medicines.view(journal, today=TODAY)
    assert shown.allergies == (known,)
    (line,) = shown.lines
    assert (line.phases, line.doses) == ((past, now), (now,))


def test_the_history_of_a_medicine_has_the_newest_doses_and_tells_how_many_there_are(journal: Journal) -> None:
    medicine = medication("Somatuline")
    medicines.add(journal, medication=medicine, phase=None)
    for on in ("2026-01-05", "2026-02-02", "2025-12-08"):
        medicines.give(journal, dose=given(on, medicine, state=GivenState.GIVEN))
    shown = medicines.medicine_history(journal, medication_id=medicine.id, today=TODAY, limit=2)
    assert [str(each.given_at) for each in shown.given] == ["2026-02-02", "2026-01-05"]
    assert shown.given_count == 3


def test_a_medicine_stopped_by_a_slip_is_taken_again(journal: Journal) -> None:
    medicine = medication("Creon")
    medicines.add(journal, medication=medicine, phase=None)
    medicines.stop(journal, medication_id=medicine.id, stopped_on=day("2026-02"), why="no more stools")
    medicines.take_now(journal, medication_id=medicine.id)
    with journal.reading() as stored:
        found = stored.get(Medication, medicine.id)
        assert list(stored.list(DosePhase)) == []
    assert (found.state, found.stopped_on, found.why_stopped) == (MedicineState.TAKING, None, "")
