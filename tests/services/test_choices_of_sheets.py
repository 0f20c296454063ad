"""What one can choose from for a sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.domain.records import AppointmentState
from hoofbeat.domain.sheets.kinds import SHEET_FORMS, Section, SheetKind
from hoofbeat.domain.sheets.request import SheetRequest
from hoofbeat.domain.values import PartialDate, Period
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.services.choices import choose
from hoofbeat.services.journals import Journal
from hoofbeat.services.sheets.choices import SheetChoices, sheet_choices
from hoofbeat.services.sheets.saved_choices import (
    SavedChoice,
    list_saved,
    remember_left_out,
    remove_choice,
    rename_choice,
    save_choice,
)
from tests import made_up
from tests.adding import add

PROJECT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 3, 3)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(PROJECT / "resources" / "catalogue" / "lab_tests.json")


def chosen_from(journal: Journal, catalogue: Catalogue) -> SheetChoices:
    return sheet_choices(journal, today=TODAY, catalogue=catalogue)


def test_a_record_of_a_person_alone_is_empty(journal: Journal, catalogue: Catalogue) -> None:
    choices = chosen_from(journal, catalogue)
    assert choices.is_empty
    assert choices.next_id is None
    assert choices.appointments == ()


def test_the_next_visit_comes_first_then_later_ones_then_past_ones_newest_first(
    journal: Journal, catalogue: Catalogue
) -> None:
    days = ("2025-10-12T10:30", "2026-03-04T10:30", "2026-05-06", "2026-01-11T09:00", "2026-04-01")
    made = {day: made_up.appointment(day) for day in days}
    cancelled = made_up.appointment("2026-03-03T15:00", state=AppointmentState.CANCELLED)
    add(journal, *made.values(), cancelled)
    choices = chosen_from(journal, catalogue)
    assert not choices.is_empty
    assert choices.next_id == made["2026-03-04T10:30"].id
    order = ("2026-03-04T10:30", "2026-04-01", "2026-05-06", "2026-01-11T09:00", "2025-10-12T10:30")
    assert [each.id for each in choices.appointments] == [made[day].id for day in order]


def test_what_is_marked_as_sensitive_is_listed_with_the_name_of_its_test_or_medicine(
    journal: Journal, catalogue: Catalogue
) -> None:
    sample = made_up.sample("2026-01-18")
    result = made_up.result(sample, is_sensitive=True)
    medication = made_up.medication("Sertraline", is_sensitive=True)
    dose = made_up.phase(medication, from_on="2025-02", is_sensitive=True)
    add(journal, sample, result, medication, dose, made_up.medication("Creon"))
    kept_off = {each.record.id: each for each in chosen_from(journal, catalogue).kept_off}
    assert set(kept_off) == {result.id, medication.id, dose.id}
    assert kept_off[result.id].name == "Chromogranin A"
    assert str(kept_off[result.id].on) == "2026-01-18"
    assert kept_off[dose.id].name == "Sertraline"


def test_the_sections_taken_off_are_remembered_in_the_journal(journal: Journal, catalogue: Catalogue) -> None:
    assert chosen_from(journal, catalogue).left_out[SheetKind.VISIT] == SHEET_FORMS[SheetKind.VISIT].unticked
    for sections in (frozenset({Section.RESULTS, Section.TEAM}), frozenset[Section]()):
        remember_left_out(journal, sections=sections)
        assert chosen_from(journal, catalogue).left_out[SheetKind.VISIT] == sections


def test_what_is_off_until_it_is_chosen_is_off_at_first(journal: Journal, catalogue: Catalogue) -> None:
    left_out = chosen_from(journal, catalogue).left_out
    assert left_out == {kind: SHEET_FORMS[kind].unticked for kind in SheetKind}
    remember_left_out(journal, sections=(), kind=SheetKind.FAMILY)
    assert chosen_from(journal, catalogue).left_out[SheetKind.FAMILY] == frozenset()


def test_choices_are_kept_by_name_renamed_and_removed(journal: Journal) -> None:
    request = SheetRequest(
        kind=SheetKind.RESULTS,
        visit=None,
        left_out=frozenset({Section.CHARTS}),
        tests=frozenset({"gastrin"}),
        period=Period(PartialDate(2025), None),
        included=frozenset({"some-id"}),
        for_whom="Dr Lee",
    )
    save_choice(journal, name=" Dr Lee ", chosen=SavedChoice(request, is_large=True))
    assert list_saved(journal) == {"Dr Lee": SavedChoice(request, is_large=True)}
    rename_choice(journal, name="Dr Lee", new_name="Hospital")
    assert list(list_saved(journal)) == ["Hospital"]
    remove_choice(journal, name="Hospital")
    assert list_saved(journal) == {}


def test_what_was_taken_off_before_there_were_other_sheets_stays_off(journal: Journal, catalogue: Catalogue) -> None:
    choose(journal, name="left_out_of_sheets", value="results,team")
    left_out = chosen_from(journal, catalogue).left_out[SheetKind.VISIT]
    assert left_out == {Section.RESULTS, Section.TEAM} | SHEET_FORMS[SheetKind.VISIT].extra
