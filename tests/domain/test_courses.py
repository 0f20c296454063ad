"""What ran beside results: where the spans of a medicine begin and end, whatever is known of its doses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hoofbeat.domain.records import GivenState
from hoofbeat.domain.trend import strip_row
from hoofbeat.domain.values import PartialDate
from tests import made_up

TODAY = date(2026, 3, 3)


def spans(*phases: dict[str, Any], stopped_on: str = "") -> list[tuple[str, str, bool]]:
    """Return from when until when each dose ran, and whether it goes on."""
    made = [made_up.phase(**each) for each in phases]
    stopped = PartialDate.parse(stopped_on) if stopped_on else None
    row = strip_row("A", made, (), label_of=lambda _: "", stopped_on=stopped, today=TODAY)
    return [(str(span.start or ""), str(span.end or ""), span.goes_on) for span in row.spans]


def test_a_dose_that_ended_before_the_next_began_leaves_a_gap() -> None:
    short, later = {"from_on": "2025-01-01", "until_on": "2025-02-01"}, {"from_on": "2025-06-01"}
    assert spans(short, later) == [("2025-01-01", "2025-02-01", False), ("2025-06-01", "2026-03-03", True)]


def test_a_dose_of_which_nobody_knows_the_beginning_ran_until_the_next() -> None:
    assert spans({"from_on": "2025-06-01"}, {}) == [("", "2025-06-01", False), ("2025-06-01", "2026-03-03", True)]


def test_a_dose_whose_following_ones_are_all_undated_runs_on() -> None:
    assert spans({"from_on": "2025-06-01"}, {}, stopped_on="2025-07") == [
        ("", "2025-06-01", False),
        ("2025-06-01", "2025-07", False),
    ]


@pytest.mark.parametrize(("begins", "is_there"), [("2026-03-02", True), ("2026-03-03", True), ("2026-03-04", False)])
def test_a_dose_is_there_from_the_day_it_begins(begins: str, is_there: bool) -> None:
    assert bool(spans({"from_on": begins})) is is_there


def test_an_end_that_lies_ahead_is_only_as_far_as_one_can_tell() -> None:
    assert spans({"from_on": "2025-01-01", "until_on": "2026-03-04"}) == [("2025-01-01", "2026-03-03", True)]
    assert spans({"from_on": "2025-01-01", "until_on": "2026-03-03"}) == [("2025-01-01", "2026-03-03", False)]


def test_a_phase_ends_where_the_next_begins_and_the_last_one_goes_on() -> None:
    phases = (made_up.phase(from_on="2024-05-10", amount=90), made_up.phase(from_on="2025-03", amount=120))
    row = strip_row("Lanreotide", phases, (), label_of=lambda each: f"{each.amount}", today=TODAY)
    first, second = row.spans
    assert (str(first.start), str(first.end), first.goes_on) == ("2024-05-10", "2025-03", False)
    assert (str(second.start), str(second.end), second.goes_on) == ("2025-03", str(TODAY), True)


def test_doses_that_begin_together_share_a_bar() -> None:
    phases = (made_up.phase(from_on="2025-05-10", amount=20), made_up.phase(from_on="2025-05-10", amount=40))
    row = strip_row("Omeprazole", phases, (), label_of=lambda each: f"{each.amount}", today=TODAY)
    assert [(span.label, span.goes_on) for span in row.spans] == [("20, 40", True)]


def test_a_stopped_medicine_ends_on_its_day_and_a_later_phase_is_not_yet_drawn() -> None:
    phases = (made_up.phase(from_on="2024-05-10"), made_up.phase(from_on="2026-05-01"))
    row = strip_row("A", phases, (), label_of=lambda _: "", stopped_on=PartialDate.parse("2025-02-01"), today=TODAY)
    assert [str(span.end) for span in row.spans] == ["2025-02-01"]


def test_doses_not_given_have_no_mark() -> None:
    doses = (made_up.given("2025-01-01"), made_up.given("2025-02-01", state=GivenState.NOT_GIVEN))
    row = strip_row("A", (), doses, label_of=lambda _: "", today=TODAY)
    assert [str(day) for day in row.days] == ["2025-01-01"]
