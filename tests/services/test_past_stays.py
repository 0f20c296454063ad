"""Whatever is changed today, what was given stays as it was written, and the list as of a past day says what it said."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hoofbeat.domain.errors import RecordInvalidError
from hoofbeat.domain.records import Administration, Medication, MedicineState, Schedule
from hoofbeat.domain.values import PartialDate
from hoofbeat.services import journals, medicines
from tests.made_up import given, medication, phase

START = date(2026, 1, 1)
LOOKED_BACK = 4
Said = frozenset[tuple[str, tuple[str, ...]]]


@cache
def empty_journal() -> Path:
    """Make an empty journal once; each run takes a copy."""
    path = Path(tempfile.mkdtemp()) / "j.hoofbeat"
    journals.create(path=path, name="").close()
    return path


class PastStays(RuleBasedStateMachine):
    """A person who changes things day by day, and looks back each time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.journal = journals.open_journal(Path(shutil.copy(empty_journal(), self.folder)))
        self.today = START
        self.lists: dict[date, Said] = {}
        self.given: dict[str, Administration] = {}

    @initialize()
    def begin(self) -> None:
        for name in ("Creon", "Lanreotide"):
            medicine = medication(name)
            dose = phase(medicine, amount=1, schedule=Schedule.DAILY, from_on=START.isoformat())
            medicines.add(self.journal, medication=medicine, phase=dose)
        self.a_day_goes_by(1)

    @rule(days=st.integers(1, 3))
    def a_day_goes_by(self, days: int) -> None:
        for _ in range(days):
            self.lists[self.today] = self._list_as_of(self.today)
            self.today += timedelta(days=1)

    @rule(
        which=st.integers(0, 1),
        amount=st.integers(1, 9),
        later=st.integers(0, 3),
        length=st.integers(0, 3),
        how=st.sampled_from([{}, {"morning": 1}, {"bedtime": 1}, {"schedule": Schedule.AS_NEEDED}]),
        is_last=st.booleans(),
    )
    def the_dose_is_changed(
        self, which: int, amount: int, *, later: int, length: int, how: dict[str, Any], is_last: bool
    ) -> None:
        """From today or a day to come, for a while or for good; also in one part of the day, or as needed beside another."""
        start = self.today + timedelta(days=later)
        until = PartialDate.of(start + timedelta(days=length)) if length else None
        values = {"amount": amount, "schedule": Schedule.DAILY, **how}
        dose = phase(self._medicines()[which], from_on=start.isoformat(), **values)
        with suppress(RecordInvalidError):  # two doses for the same days are refused
            medicines.change_dose(self.journal, phase=dose.replaced(until_on=until), is_last=is_last)

    @rule(which=st.integers(0, 1), amount=st.integers(1, 9))
    def a_dose_is_given(self, which: int, amount: int) -> None:
        dose = given(self.today.isoformat(), self._medicines()[which], amount=str(amount))
        medicines.give(self.journal, dose=dose)
        self.given[dose.id] = dose

    @precondition(lambda self: any(each.state is MedicineState.TAKING for each in self._medicines()))
    @rule(which=st.integers(0, 1))
    def it_is_stopped(self, which: int) -> None:
        """One that is taken: another day for one that was stopped corrects the past."""
        taken = [each for each in self._medicines() if each.state is MedicineState.TAKING]
        on = PartialDate.of(self.today)
        medicines.stop(self.journal, medication_id=taken[which % len(taken)].id, stopped_on=on)

    @precondition(lambda self: any(each.state is MedicineState.STOPPED for each in self._medicines()))
    @rule()
    def it_is_taken_again(self) -> None:
        stopped = next(each for each in self._medicines() if each.state is MedicineState.STOPPED)
        medicines.take_now(self.journal, medication_id=stopped.id, today=self.today)

    @rule(which=st.integers(0, 1), days=st.integers(1, 9))
    def the_next_is_moved(self, which: int, days: int) -> None:
        to = PartialDate.of(self.today + timedelta(days=days))
        medicines.move_next(self.journal, medication_id=self._medicines()[which].id, to=to)

    @invariant()
    def every_past_list_says_what_it_said(self) -> None:
        for day in list(self.lists)[-LOOKED_BACK:]:
            assert self._list_as_of(day) == self.lists[day], day

    @invariant()
    def every_dose_given_is_as_it_was_written(self) -> None:
        with self.journal.reading() as stored:
            assert {each.id: each for each in stored.list(Administration)} == self.given

    def teardown(self) -> None:
        self.journal.close()
        shutil.rmtree(self.folder)

    def _medicines(self) -> list[Medication]:
        with self.journal.reading() as stored:
            return list(stored.list(Medication))

    def _list_as_of(self, day: date) -> Said:
        """Return what was taken by the list of a day, with the amounts."""
        lines = medicines.view_as_of(self.journal, day=day).lines
        return frozenset(
            (line.medication.name, tuple(str(each.amount or Decimal(0)) for each in line.doses))
            for line in lines
            if line.medication.state is MedicineState.TAKING
        )


TestPastStays = pytest.mark.timeout(600)(PastStays.TestCase)  # what fails takes long to be made small
TestPastStays.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
