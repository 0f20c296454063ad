"""A record of every kind with the same words in every text that somebody may type or a file may bring."""

from __future__ import annotations

from typing import Any, TypeVar

from hoofbeat.domain.fields import FieldType
from hoofbeat.domain.records import (
    MedicineState,
    MedicineUse,
    Progress,
    Record,
    Schedule,
    TumorTopic,
    fields_for,
    kind_of,
)
from tests import made_up

R = TypeVar("R", bound=Record)

_NOT_WORDS = {"catalogue_test", "same_as", "zone", "comparator", "code", "code_system", "source_id", "series", "packed"}
_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)


def with_words(record: R, words: str, *, is_sensitive: bool = False) -> R:
    """The record with these words in each of its texts."""
    declared = fields_for(kind_of(type(record))).values()
    texts: dict[str, Any] = {
        field.name: words for field in declared if field.holds in _TEXTS and field.name not in _NOT_WORDS
    }
    return record.replaced(**texts, is_sensitive=is_sensitive)


def every_kind(words: str, *, is_sensitive: bool = False, times: int = 1) -> list[Record]:
    """Records of every kind that a sheet may show, so many times; people are left out."""
    found: list[Record] = []
    for number in range(times):
        found += [with_words(each, words, is_sensitive=is_sensitive) for each in _records(number)]
    return found


def _records(number: int) -> list[Record]:
    lab, test = made_up.laboratory(f"Lab {number}"), made_up.own_test(f"Test {number}")
    visit, last = made_up.appointment("2026-03-04T10:30"), made_up.appointment("2026-01-12T09:00")
    taken, waiting = made_up.sample("2026-02-24", lab), made_up.sample("2026-03-01", lab, state=Progress.AWAITED)
    shot = made_up.medication(f"Shot {number}", use=MedicineUse.INJECTION)
    pill = made_up.medication(f"Pill {number}")
    old = made_up.medication(f"Old {number}", state=MedicineState.STOPPED, stopped_on="2025-06")
    return [
        lab,
        test,
        visit,
        last,
        taken,
        waiting,
        made_up.result(taken, own=test),
        made_up.result(waiting, own=test, value="", unit="", range="", state=Progress.AWAITED),
        shot,
        pill,
        old,
        made_up.every_days(28, shot, amount="120", unit="mg"),
        made_up.phase(pill, amount="20", unit="mg", schedule=Schedule.DAILY),
        made_up.given("2026-02-06", shot),
        made_up.question("Question", visit),
        made_up.allergy("Substance"),
        made_up.tumor_fact(TumorTopic.SITE, "Fact"),
        made_up.team_member("Member", phones="555 0100"),
        made_up.note("Note", on="2026-02-20"),
        made_up.next_step("Step", due_on="2026-04"),
    ]
