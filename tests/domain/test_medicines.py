from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Any

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from hoofbeat.domain.day_parts import amount_in, parts_of
from hoofbeat.domain.medicines import (
    MedicineEvent,
    PlanRule,
    collision,
    count_by_month,
    count_by_week,
    cycles_from,
    days_since,
    dose_as_needed,
    dose_of_a_plan,
    doses_on,
    ended_before,
    last_given,
    line_of_phases,
    medicine_changes,
    order_on,
    phases_on,
    plan_doses,
    planned_days,
    weekdays_of,
)
from hoofbeat.domain.records import DayPart, DosePhase, GivenState, MedicineState, Schedule
from hoofbeat.domain.values import PartialDate
from tests.made_up import day, every_days, given, medication, phase

TODAY = date(2026, 3, 3)


def on(text: str) -> date:
    return date.fromisoformat(text)


def dates(*texts: str) -> tuple[date, ...]:
    return tuple(map(on, texts))


def test_every_so_many_days_counts_from_the_last_given() -> None:
    plan = plan_doses([every_days(28, from_on="2024-01-01")], [given("2026-02-06"), given("2026-01-09")], today=TODAY)
    assert plan is not None
    assert plan.rule is PlanRule.FROM_LAST_GIVEN
    assert plan.dates == dates("2026-03-06", "2026-04-03", "2026-05-01")
    assert plan.unmarked is None


def test_without_a_dose_given_it_counts_from_the_start() -> None:
    plan = plan_doses([every_days(28, from_on="2026-02-20")], today=TODAY)
    assert plan is not None
    assert plan.rule is PlanRule.FROM_START
    assert plan.dates == dates("2026-03-20", "2026-04-17", "2026-05-15")


def test_a_planned_day_that_passed_is_told_apart_from_the_next_ones() -> None:
    plan = plan_doses([every_days(28)], [given("2026-01-09")], today=on("2026-02-10"))
    assert plan is not None
    assert plan.unmarked == on("2026-02-06")
    assert plan.dates == dates("2026-03-06", "2026-04-03", "2026-05-01")


def test_a_dose_marked_as_not_given_settles_its_day() -> None:
    skipped = given("2026-02-06", state=GivenState.NOT_GIVEN, planned_on="2026-02-06")
    plan = plan_doses([every_days(28)], [given("2026-01-09"), skipped], today=on("2026-02-10"))
    assert plan is not None
    assert plan.unmarked is None
    assert plan.dates[0] == on("2026-03-06")


def test_a_date_moved_by_hand_carries_the_rhythm_with_it() -> None:
    plan = plan_doses([every_days(28)], [given("2026-02-06")], today=TODAY, moved_to=on("2026-03-10"))
    assert plan is not None
    assert plan.rule is PlanRule.MOVED
    assert plan.dates == dates("2026-03-10", "2026-04-07", "2026-05-05")


def test_a_move_is_spent_once_a_dose_was_given_after_it() -> None:
    plan = plan_doses([every_days(28)], [given("2026-03-01")], today=TODAY, moved_to=on("2026-02-27"))
    assert plan is not None
    assert plan.rule is PlanRule.FROM_LAST_GIVEN


def test_four_weeks_and_a_day_of_the_month_drift_apart() -> None:
    weeks = plan_doses(
        [phase(schedule=Schedule.EVERY_WEEKS, every=4, from_on="2026-01-01")], today=on("2026-01-01"), count=13
    )
    month = plan_doses([phase(schedule=Schedule.DAY_OF_MONTH, day_of_month=1)], today=on("2026-01-01"), count=13)
    assert weeks is not None
    assert month is not None
    assert (month.dates[12] - weeks.dates[12]).days == 29


def test_a_day_of_the_month_keeps_the_calendar_whatever_was_given() -> None:
    monthly = phase(schedule=Schedule.DAY_OF_MONTH, day_of_month=31)
    plan = plan_doses([monthly], [given("2026-01-30", planned_on="2026-01-31")], today=on("2026-02-10"))
    assert plan is not None
    assert plan.rule is PlanRule.CALENDAR
    assert plan.dates == dates("2026-02-28", "2026-03-31", "2026-04-30")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"schedule": Schedule.DAILY}, ("2026-03-03", "2026-03-04", "2026-03-05")),
        (
            {"schedule": Schedule.EVERY_HOURS, "every": 8, "from_on": "2026-01-01"},
            ("2026-03-03", "2026-03-04", "2026-03-05"),
        ),
        (
            {"schedule": Schedule.EVERY_HOURS, "every": 72, "from_on": "2026-03-01"},
            ("2026-03-04", "2026-03-07", "2026-03-10"),
        ),
        ({"schedule": Schedule.DAYS_OF_WEEK, "days_of_week": "Mon, Fri"}, ("2026-03-06", "2026-03-09", "2026-03-13")),
        (
            {"schedule": Schedule.CYCLE, "days_on": 2, "days_off": 3, "from_on": "2026-03-01"},
            ("2026-03-06", "2026-03-07", "2026-03-11"),
        ),
        ({"schedule": Schedule.ONCE, "from_on": "2026-03-09"}, ("2026-03-09",)),
        (
            {"schedule": Schedule.EVERY_DAYS, "every": 365, "from_on": "2026-03-01"},
            ("2027-03-01", "2028-02-29", "2029-02-28"),
        ),
    ],
)
def test_every_kind_of_schedule_has_its_next_dates(values: dict[str, Any], expected: tuple[str, ...]) -> None:
    plan = plan_doses([phase(**values)], today=TODAY)
    assert plan is not None
    assert plan.dates == dates(*expected)


@pytest.mark.parametrize(
    "nothing",
    [
        phase(schedule=Schedule.AS_NEEDED),
        phase(schedule=Schedule.AS_WRITTEN, instructions="as told"),
        phase(schedule=Schedule.EVERY_DAYS, every=28),
        phase(schedule=Schedule.EVERY_DAYS, every=28, from_on="2026"),
        phase(schedule=Schedule.DAYS_OF_WEEK, days_of_week="whenever"),
        phase(schedule=Schedule.DAY_OF_MONTH),
        phase(schedule=Schedule.CYCLE, days_on=14, days_off=14),
        phase(schedule=Schedule.DAILY, until_on="2026-03-02"),
    ],
    ids=lambda each: f"{each.schedule} {each.instructions or each.from_on}",
)
def test_where_nothing_tells_the_dates_there_is_no_plan(nothing: DosePhase) -> None:
    assert plan_doses([nothing], today=TODAY) is None


def test_a_dose_given_on_a_day_not_known_makes_no_plan() -> None:
    assert plan_doses([every_days(28, from_on="2024-01-01")], [given("2026-02")], today=TODAY) is None


def test_no_date_lies_after_the_end_of_the_phase_and_the_next_phase_goes_on() -> None:
    first = every_days(28, from_on="2025-01-01", amount=90)
    second = every_days(14, from_on="2026-03-10", amount=120)
    plan = plan_doses([first, second], [given("2026-02-06")], today=TODAY)
    assert plan is not None
    assert plan.dates == dates("2026-03-06", "2026-03-20", "2026-04-03")


@forall(
    st.integers(1, 365),
    st.dates(date(2020, 1, 1), date(2026, 3, 3)),
    st.booleans(),
)
def test_planned_dates_keep_their_distance_and_never_lie_in_the_past(every: int, last: date, in_weeks: bool) -> None:
    rhythm = Schedule.EVERY_WEEKS if in_weeks else Schedule.EVERY_DAYS
    step = timedelta(weeks=every) if in_weeks else timedelta(days=every)
    plan = plan_doses([phase(schedule=rhythm, every=every)], [given(last.isoformat())], today=TODAY)
    assert plan is not None
    assert len(plan.dates) == 3
    assert all(later - earlier == step for earlier, later in pairwise(plan.dates))
    assert all(planned >= TODAY and (planned - last) % step == timedelta(0) for planned in plan.dates)
    assert plan.unmarked is None or last < plan.unmarked < TODAY


@forall(st.sampled_from(["2026-03-28T09:00", "2026-10-24T09:00", "2026-03-08T02:30"]), st.integers(1, 28))
def test_a_change_of_the_clocks_moves_no_planned_day(last: str, every: int) -> None:
    plan = plan_doses([every_days(every)], [given(last)], today=on(last[:10]))
    assert plan is not None
    assert plan.dates[-1] == on(last[:10]) + timedelta(days=every * 3)


def test_a_changed_dose_ends_the_one_before() -> None:
    before, after = phase(from_on="2025-01-01", amount=20), phase(from_on="2026-02-01", amount=40)
    assert phases_on([after, before], TODAY) == (after,)
    assert phases_on([after, before], on("2026-01-31")) == (before,)
    assert phases_on([after, before], on("2024-12-31")) == ()


def test_a_change_for_a_while_gives_way_to_the_lasting_dose_again() -> None:
    lasting = phase(from_on="2025-01-01", amount=20)
    short = phase(from_on="2026-02-01", until_on="2026-02-14", amount=40)
    assert phases_on([lasting, short], on("2026-02-07")) == (short,)
    assert phases_on([lasting, short], TODAY) == (lasting,)


def test_two_doses_that_start_together_hold_together() -> None:
    morning, night = phase(from_on="2025-01-01", morning=1), phase(from_on="2025-01-01", bedtime=1)
    assert phases_on([morning, night], TODAY) == (morning, night)


def test_a_phase_of_a_month_that_is_only_partly_known_holds_in_doubt() -> None:
    ended = phase(from_on="2025", until_on="2026-03")
    assert phases_on([ended], TODAY) == (ended,)


def test_days_are_counted_only_from_a_known_day() -> None:
    assert days_since(day("2026-02-06"), TODAY) == 25
    assert days_since(day("2026-02"), TODAY) is None


def test_the_last_dose_given_is_the_latest_by_date_and_time_and_really_given() -> None:
    doses = [given("2026-02-06T09:00"), given("2026-02-06T21:00"), given("2026-03-01", state=GivenState.NOT_GIVEN)]
    assert last_given(doses) == doses[1]
    assert last_given(doses, until=on("2026-02-05")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday, Thursday", (0, 3)),
        ("Thu & mon.", (0, 3)),
        ("tues and SUN", (1, 6)),
        ("M", ()),
        ("every other", ()),
        ("", ()),
    ],
)
def test_days_of_the_week_are_understood_or_not_at_all(text: str, expected: tuple[int, ...]) -> None:
    assert weekdays_of(text) == expected


def test_what_happened_to_a_medicine_is_read_from_its_dates_and_phases() -> None:
    medicine = medication(started_on="2024", state=MedicineState.STOPPED, stopped_on="2026-02-20")
    first, second = phase(medicine, from_on="2024-05-01"), phase(medicine, from_on="2026-01-02")
    happened = list(medicine_changes(medicine, [second, first]))
    assert [(each.event, each.on) for each in happened] == [
        (MedicineEvent.STARTED, PartialDate(2024)),
        (MedicineEvent.CHANGED, PartialDate(2026, 1, 2)),
        (MedicineEvent.STOPPED, PartialDate(2026, 2, 20)),
    ]
    assert (happened[1].before, happened[1].after) == ((first,), (second,))


def test_a_planned_medicine_has_not_started() -> None:
    medicine = medication(started_on="2026-01-01", state=MedicineState.PLANNED)
    assert list(medicine_changes(medicine, [])) == []


def test_the_day_to_order_by_is_counted_back_from_the_next_dose() -> None:
    assert order_on(every_days(28, order_days_before=14), on("2026-03-06")) == on("2026-02-20")
    assert order_on(every_days(28, order_days_before=0), on("2026-03-06")) == on("2026-03-06")
    assert order_on(every_days(28), on("2026-03-06")) is None


def test_a_dose_names_the_parts_of_the_day_in_which_something_is_taken() -> None:
    dose = phase(morning=2, midday=0, bedtime="0.5")
    assert parts_of(dose) == (DayPart.MORNING, DayPart.BEDTIME)
    assert amount_in(dose, DayPart.MIDDAY) is None


def test_the_line_of_phases_says_how_long_each_holds() -> None:
    first, second, third = phase(from_on="2025-01"), phase(from_on="2026-02-01"), phase(from_on="2026-03")
    spans = [(str(each.span.start), str(each.span.end)) for each in line_of_phases([third, first, second])]
    assert spans == [("2025-01", "2026-01-31"), ("2026-02-01", "2026-03"), ("2026-03", "None")]


@pytest.mark.parametrize(
    ("one", "other", "is_collision"),
    [
        ({"from_on": "2026-03-03"}, {"from_on": "2026-03-03"}, True),
        ({"from_on": "2026-03-03"}, {"from_on": "2026-03-04"}, False),
        ({"from_on": "2026-03-01", "until_on": "2026-03-10"}, {"from_on": "2026-03-10"}, True),
        ({"from_on": "2026-03-01", "until_on": "2026-03-10"}, {"from_on": "2026-03-11"}, False),
        ({"from_on": "2026-03-01"}, {"from_on": "2026-03-05", "until_on": "2026-03-10"}, False),
        (
            {"from_on": "2026-03-01", "until_on": "2026-03-31"},
            {"from_on": "2026-03-05", "until_on": "2026-03-10"},
            True,
        ),
        ({"from_on": "2026-03-01", "until_on": "2026-03"}, {"from_on": "2026-03-20"}, False),
        ({"from_on": "2026-03-03", "morning": 1}, {"from_on": "2026-03-03", "bedtime": 1}, False),
        ({"from_on": "2026-03-03", "morning": 1}, {"from_on": "2026-03-03", "morning": 2}, True),
    ],
)
def test_two_doses_for_the_same_days_are_found(one: dict[str, Any], other: dict[str, Any], is_collision: bool) -> None:
    first, second = phase(**one), phase(**other)
    assert collision(first, [second]) == (second if is_collision else None)
    assert collision(second, [first]) == (first if is_collision else None)
    assert collision(first, [first]) is None


def test_the_days_on_of_a_cycle_are_counted_from_its_start() -> None:
    cycle = phase(schedule=Schedule.CYCLE, days_on=14, days_off=14, from_on="2026-01-01")
    spans = [next(cycles) for cycles in [cycles_from(cycle, on("2026-01-15"))] for _ in range(2)]
    assert [(str(each.start), str(each.end)) for each in spans] == [
        ("2026-01-29", "2026-02-11"),
        ("2026-02-26", "2026-03-11"),
    ]


def test_doses_taken_as_needed_are_counted_by_week_and_month() -> None:
    taken = [given(each) for each in ("2026-03-02", "2026-03-01T23:00", "2026-02", "2026-01-15")]
    taken.append(given("2026-03-02", state=GivenState.NOT_GIVEN))
    assert [each.count for each in count_by_week(taken, today=TODAY, weeks=2)] == [1, 1]
    months = count_by_month(taken, today=TODAY, months=3)
    assert [(str(each.starts_on), each.count) for each in months] == [
        ("2026-01-01", 1),
        ("2026-02-01", 1),
        ("2026-03-01", 2),
    ]


def test_two_doses_that_hold_together_are_both_planned_for_the_day() -> None:
    doses = [phase(schedule=Schedule.DAILY, morning=1), phase(schedule=Schedule.DAILY, bedtime=2)]
    assert [each.amount for each in doses_on(doses, day=TODAY, today=TODAY)] == [1, 2]


def test_a_past_day_is_planned_from_what_was_known_then() -> None:
    doses = [every_days(28, amount=120)]
    marked = [given("2026-01-09"), given("2026-02-10")]
    assert len(doses_on(doses, marked, day=on("2026-02-06"), today=TODAY)) == 1
    assert doses_on(doses, marked, day=on("2026-02-10"), today=TODAY) == ()


def spans(*phases: DosePhase) -> list[str]:
    return [f"{each.phase.amount}: {each.span.start} {each.span.end}" for each in line_of_phases(phases)]


def test_a_dose_that_goes_on_after_a_short_one_stands_twice_in_the_line() -> None:
    lasting = phase(from_on="2026-01-01", amount=20)
    short = phase(from_on="2026-02-01", until_on="2026-02-14", amount=40)
    assert spans(lasting, short) == ["20: 2026-01-01 2026-01-31", "40: 2026-02-01 2026-02-14", "20: 2026-02-15 None"]


def test_the_dose_after_a_short_one_is_planned_ahead_as_it_will_be_on_the_day() -> None:
    lasting = phase(from_on="2026-01-01", amount=20, schedule=Schedule.DAYS_OF_WEEK, days_of_week="Monday")
    short = phase(from_on="2026-03-05", until_on="2026-03-10", amount=40, schedule=Schedule.DAILY)
    ahead = islice(planned_days([lasting, short], today=TODAY), 8)
    assert [(each.on.isoformat()[5:], int(each.phase.amount or 0)) for each in ahead if each.on >= TODAY] == [
        *((f"03-{number:02}", 40) for number in range(5, 11)),
        ("03-16", 20),
        ("03-23", 20),
    ]


@forall(
    st.lists(
        st.tuples(
            st.integers(0, 20), st.none() | st.integers(0, 9), st.sampled_from([Schedule.DAILY, Schedule.AS_NEEDED])
        ),
        max_size=5,
    ),
    st.integers(1, 30),
)
def test_doses_that_are_ended_on_a_day_hold_before_it_just_as_they_did(
    drawn: list[tuple[int, int | None, Schedule]], at: int
) -> None:
    first = on("2026-01-01")

    def later(days: int) -> PartialDate:
        return PartialDate.of(first + timedelta(days=days))

    phases = [
        phase(
            amount=number,
            schedule=rhythm,
            from_on=later(start),
            until_on=None if length is None else later(start + length),
        )
        for number, (start, length, rhythm) in enumerate(drawn)
    ]
    end = first + timedelta(days=at)
    ended = ended_before(phases, end)
    gone = {held.phase.id for held in ended}
    written = [
        *(each for each in phases if each.id not in gone),
        *(each.phase.replaced(from_on=each.span.start, until_on=each.span.end) for each in ended),
    ]
    for number in range(at):
        checked = first + timedelta(days=number)
        assert {each.id for each in phases_on(written, checked)} == {each.id for each in phases_on(phases, checked)}
        line = {each.phase.id for each in line_of_phases(phases) if each.span.may_include(checked)}
        assert line == {each.id for each in phases_on(phases, checked)}
    assert all(each.from_on is not None and each.from_on.first >= end for each in phases_on(written, end))


def test_a_dose_as_needed_beside_one_by_a_rhythm_hides_neither_it_nor_its_next_dates() -> None:
    regular = phase(from_on="2026-03-01", amount=100, schedule=Schedule.DAILY, times_per_day=3)
    needed = phase(from_on="2026-03-01", amount=50, schedule=Schedule.AS_NEEDED)
    for doses in ([regular, needed], [needed, regular]):
        assert collision(doses[0], doses[1:]) is None
        plan = plan_doses(doses, today=TODAY)
        assert plan is not None
        assert (plan.dates[0], plan.phase) == (TODAY, regular)
        assert [each.amount for each in doses_on(doses, day=TODAY, today=TODAY)] == [100, 100, 100]
        assert (dose_of_a_plan(doses), dose_as_needed(doses)) == (regular, needed)


def test_two_doses_of_the_same_day_are_one_change_and_the_way_back_from_a_short_one_is_another() -> None:
    medicine = medication()
    first = phase(medicine, from_on="2026-01-01", amount=1, reason="begun")
    both = [
        phase(medicine, from_on="2026-02-01", amount=2),
        phase(medicine, from_on="2026-02-01", amount=3, schedule=Schedule.AS_NEEDED),
    ]
    short = phase(medicine, from_on="2026-03-01", until_on="2026-03-05", amount=4, reason="a cold")
    changes = [
        each for each in medicine_changes(medicine, [first, *both, short]) if each.event is MedicineEvent.CHANGED
    ]
    assert [(str(each.on), each.before, each.after, each.reason) for each in changes] == [
        ("2026-02-01", (first,), tuple(both), ""),
        ("2026-03-01", tuple(both), (short,), "a cold"),
        ("2026-03-06", (short,), tuple(both), ""),
    ]
