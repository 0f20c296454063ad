"""Medicines as one change each, found by either name, with all that their page shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hoofbeat.domain.changes import Act
from hoofbeat.domain.errors import RecordInvalidError
from hoofbeat.domain.known_medicines import KnownMedicine, KnownMedicines
from hoofbeat.domain.medicines import PlanRule
from hoofbeat.domain.records import DosePhase, GivenState, Kind, Medication, MedicineState, MedicineUse, Schedule
from hoofbeat.domain.values import WallTime
from hoofbeat.services import days, history, journals, medicines, records
from hoofbeat.services.journals import Journal
from tests.made_up import allergy, day, every_days, given, medication, phase

TODAY = date(2026, 3, 3)
KNOWN = KnownMedicines((KnownMedicine("lanreotide", ("Somatuline",)), KnownMedicine("omeprazole", ("Prilosec",))))


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


@pytest.mark.parametrize(("there", "name"), [("Somatuline", "Lanreotide"), ("Prilosec", "Omeprazole 20 mg")])
def test_the_same_medicine_is_found_under_another_name_of_the_list(journal: Journal, there: str, name: str) -> None:
    medicine = medication(there)
    medicines.add(journal, medication=medicine, phase=None)
    assert medicines.find_same(journal, name=name) is None
    assert medicines.find_same(journal, name=name, known=KNOWN) == medicine
    assert medicine in {medicines.by_name(journal, known=KNOWN).get(word) for word in KNOWN.stands_for([name])}


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
    medicines.take_now(journal, medication_id=medicine.id, today=TODAY)
    with journal.reading() as stored:
        found = stored.get(Medication, medicine.id)
        assert list(stored.list(DosePhase)) == []
    assert (found.state, found.stopped_on, found.why_stopped) == (MedicineState.TAKING, None, "")


def test_a_dose_that_would_hold_on_the_days_of_another_is_refused(journal: Journal) -> None:
    medicine = medication("Prednisone")
    medicines.add(journal, medication=medicine, phase=phase(medicine, from_on="2026-03-01", until_on="2026-03-10"))
    with pytest.raises(RecordInvalidError) as refused:
        medicines.change_dose(journal, phase=phase(medicine, from_on="2026-03-05"))
    (problem,) = refused.value.problems
    assert (problem.field, problem.code, problem.data) == ("from_on", "overlaps", {"start": "2026-03-01"})
    assert count(journal, Kind.DOSES) == 1


def test_a_taper_is_one_change(journal: Journal) -> None:
    medicine = medication("Prednisone")
    medicines.add(journal, medication=medicine, phase=None)
    steps = [
        phase(medicine, from_on="2026-03-01", until_on="2026-03-07", amount=40),
        phase(medicine, from_on="2026-03-08", until_on="2026-03-14", amount=20),
        phase(medicine, from_on="2026-03-15", amount=10),
    ]
    medicines.change_dose(journal, phase=steps[0], then=steps[1:])
    assert count(journal, Kind.DOSES) == 3
    history.undo(journal)
    assert count(journal, Kind.DOSES) == 0


def test_dates_that_were_corrected_may_not_run_into_another_dose_and_other_words_may(journal: Journal) -> None:
    medicine = medication("Prednisone")
    first, second = phase(medicine, amount=1), phase(medicine, amount=2)  # two without a start, as an import may bring
    medicines.add(journal, medication=medicine, phase=first)
    records.add(journal, record=second)
    assert medicines.correct_dose(journal, phase=first.replaced(reason="as heard")) is not None
    medicines.correct_dose(journal, phase=second.replaced(from_on=day("2026-03-01")))
    with pytest.raises(RecordInvalidError):
        medicines.correct_dose(journal, phase=first.replaced(from_on=day("2026-03-01")))


def test_the_next_dose_is_moved_and_given_back_to_its_rhythm(journal: Journal) -> None:
    medicine = medication("Somatuline")
    medicines.add(journal, medication=medicine, phase=every_days(28, medicine))
    medicines.give(journal, dose=given("2026-02-06", medicine))
    change = medicines.move_next(journal, medication_id=medicine.id, to=day("2026-03-09"))
    assert change is not None
    assert change.description.act is Act.MOVE
    (line,) = medicines.view(journal, today=TODAY).lines
    assert line.plan is not None
    assert (line.plan.rule, line.plan.dates[0]) == (PlanRule.MOVED, date(2026, 3, 9))
    medicines.move_next(journal, medication_id=medicine.id, to=None)
    (line,) = medicines.view(journal, today=TODAY).lines
    assert line.plan is not None
    assert (line.plan.rule, line.plan.dates[0]) == (PlanRule.FROM_LAST_GIVEN, date(2026, 3, 6))
    with pytest.raises(RecordInvalidError):
        medicines.move_next(journal, medication_id=medicine.id, to=day("2026-03"))


def test_a_list_as_of_a_day_is_what_was_true_then(journal: Journal) -> None:
    stopped = medication(
        "Octreotide", state=MedicineState.STOPPED, started_on="2024", stopped_on="2025-06-01", why_stopped="replaced"
    )
    later, changed = medication("Creon", started_on="2026-01-01"), medication("Omeprazole")
    for each in (stopped, later):
        medicines.add(journal, medication=each, phase=None)
    before, after = phase(changed, amount=40, from_on="2024-01-01"), phase(changed, amount=20, from_on="2026-01-01")
    medicines.add(journal, medication=changed, phase=before)
    medicines.change_dose(journal, phase=after)
    medicines.give(journal, dose=given("2025-05-30", changed))
    medicines.give(journal, dose=given("2025-06-02", changed))
    found = {line.medication.name: line for line in medicines.view_as_of(journal, day=date(2025, 5, 31)).lines}
    assert set(found) == {"Octreotide", "Omeprazole"}
    assert found["Octreotide"].medication.state is MedicineState.TAKING
    assert found["Omeprazole"].doses == (before,)
    last = found["Omeprazole"].last_given
    assert last is not None
    assert str(last.given_at) == "2025-05-30"
    found = {line.medication.name: line for line in medicines.view_as_of(journal, day=date(2025, 6, 1)).lines}
    assert found["Octreotide"].medication.state is MedicineState.STOPPED


def test_a_whole_list_is_one_change(journal: Journal) -> None:
    names = ("Creon", "Omeprazole", "Somatuline")
    entries = [(each, every_days(28, each) if each.name == "Somatuline" else None) for each in map(medication, names)]
    change = medicines.add_list(journal, entries=entries)
    assert (change.description.count, change.description.subject) == (3, "Creon, Omeprazole, Somatuline")
    history.undo(journal)
    assert count(journal, Kind.MEDICINES) == 0
    with pytest.raises(RecordInvalidError):
        medicines.add_list(journal, entries=[(medication(" "), None), (medication("Creon"), None)])
    assert count(journal, Kind.MEDICINES) == 0


def test_a_dose_ends_when_its_medicine_is_stopped_and_the_time_without_it_stays(journal: Journal) -> None:
    medicine = medication("Creon")
    medicines.add(journal, medication=medicine, phase=phase(medicine, amount=2, from_on="2025-01-01"))
    medicines.change_dose(journal, phase=phase(medicine, amount=3, from_on="2026-03-01"))

    def spans() -> list[str]:
        with journal.reading() as stored:
            return [f"{each.from_on} {each.until_on}" for each in stored.list(DosePhase)]

    medicines.stop(journal, medication_id=medicine.id, stopped_on=day("2026-02-10"))
    assert spans() == ["2025-01-01 2026-02-09", "2026-03-01 None"]
    medicines.take_now(journal, medication_id=medicine.id, today=TODAY)
    assert spans() == ["2025-01-01 2026-02-09"]
    history.undo(journal)
    history.undo(journal)
    assert sorted(spans()) == ["2025-01-01 None", "2026-03-01 None"]


def test_a_dose_that_had_given_way_stays_so_when_its_medicine_is_stopped(journal: Journal) -> None:
    medicine = medication("Creon")
    medicines.add(journal, medication=medicine, phase=phase(medicine, amount=2, from_on="2025-01-01"))
    medicines.change_dose(journal, phase=phase(medicine, amount=3, from_on="2025-06-01"))
    medicines.stop(journal, medication_id=medicine.id, stopped_on=day("2026-02-10"))
    (line,) = medicines.view_as_of(journal, day=date(2026, 1, 1)).lines
    assert [str(each.amount) for each in line.doses] == ["3"]


def test_the_last_dose_given_is_found_behind_many_that_were_not(journal: Journal) -> None:
    medicine = medication("Somatuline")
    medicines.add(journal, medication=medicine, phase=every_days(1, medicine))
    medicines.give(journal, dose=given("2026-01-05", medicine))
    for number in range(1, 21):
        medicines.give(journal, dose=given(f"2026-02-{number:02}", medicine, state=GivenState.NOT_GIVEN))
    (line,) = medicines.view(journal, today=TODAY).lines
    assert line.last_given is not None
    assert str(line.last_given.given_at) == "2026-01-05"


def test_a_dose_that_came_back_after_a_short_one_is_written_twice_when_its_medicine_is_stopped(
    journal: Journal,
) -> None:
    medicine = medication("Creon")
    lasting = phase(medicine, amount=2, from_on="2026-01-01", reason="begun")
    medicines.add(journal, medication=medicine, phase=lasting)
    medicines.change_dose(journal, phase=phase(medicine, amount=3, from_on="2026-02-01", until_on="2026-02-05"))
    medicines.stop(journal, medication_id=medicine.id, stopped_on=day("2026-02-10"))
    with journal.reading() as stored:
        first, again, short = sorted(stored.list(DosePhase), key=lambda each: (each.amount or 0, str(each.from_on)))
    assert (first.id, str(first.until_on)) == (lasting.id, "2026-01-31")
    assert (str(again.from_on), str(again.until_on), again.reason) == ("2026-02-06", "2026-02-09", "")
    assert str(short.until_on) == "2026-02-05"
    (line,) = medicines.view_as_of(journal, day=date(2026, 2, 3)).lines
    assert [each.id for each in line.doses] == [short.id]
    history.undo(journal)
    with journal.reading() as stored:
        assert stored.get(DosePhase, lasting.id) == lasting
        assert stored.count(Kind.DOSES) == 2


def test_after_the_last_step_of_a_taper_the_dose_before_it_does_not_come_back(journal: Journal) -> None:
    medicine = medication("Prednisone")
    medicines.add(journal, medication=medicine, phase=phase(medicine, amount=40, from_on="2026-01-01"))
    step = phase(medicine, amount=20, from_on="2026-02-01", until_on="2026-02-07")
    medicines.change_dose(journal, phase=step, is_last=True)
    (line,) = medicines.view(journal, today=TODAY).lines
    assert line.doses == ()
    (line,) = medicines.view_as_of(journal, day=date(2026, 1, 31)).lines
    assert [str(each.amount) for each in line.doses] == ["40"]


def test_a_dose_as_needed_may_stand_beside_one_by_a_rhythm_from_the_same_day(journal: Journal) -> None:
    medicine = medication("Octreotide", use=MedicineUse.INJECTION)
    regular = phase(medicine, amount=100, schedule=Schedule.DAILY, times_per_day=3, from_on="2026-03-01")
    medicines.add(journal, medication=medicine, phase=regular)
    medicines.change_dose(journal, phase=phase(medicine, amount=50, schedule=Schedule.AS_NEEDED, from_on="2026-03-01"))
    at = WallTime(day(TODAY.isoformat()))
    days.take_as_needed(journal, medication_id=medicine.id, at=at)
    found = days.day_view(journal, day=TODAY, today=TODAY)
    assert [str(each.amount) for each in found.doses] == ["100"] * 3
    assert not any(each.is_given for each in found.doses)
    assert [str(each.dose.amount) for each in found.beside] == ["50"]
    (needed,) = found.needed
    assert [str(each.amount) for each in needed.doses] == ["50"]


def test_the_time_without_a_medicine_stays_one_also_where_its_state_was_corrected_by_hand(journal: Journal) -> None:
    medicine = medication("Creon")
    medicines.add(journal, medication=medicine, phase=phase(medicine, amount=2, from_on="2026-01-01"))
    stopped = medicine.replaced(state=MedicineState.STOPPED, stopped_on=day("2026-02-10"))
    records.correct(journal, record=stopped)
    medicines.take_now(journal, medication_id=medicine.id, today=TODAY)
    (line,) = medicines.view_as_of(journal, day=date(2026, 2, 20)).lines
    assert line.medication.state is not MedicineState.TAKING
