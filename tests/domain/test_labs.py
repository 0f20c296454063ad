from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.labs import (
    LatestResult,
    Measured,
    Part,
    Standing,
    has_several_laboratories,
    in_order,
    latest_by_test,
    list_series,
    measured,
    series_key,
    standing,
    unit_changes,
)
from hoofbeat.domain.records import Laboratory, Progress
from tests.made_up import laboratory, own_test, result, sample

CITY, OTHER = laboratory("City Lab"), laboratory("Other Lab")


class Units:
    """Knows two ways of writing one unit."""

    def ucum_of(self, test: str, unit: str, /) -> str | None:
        return {"ng/mL": "ng/mL", "ng/ml": "ng/mL", "µg/L": "ug/L"}.get(unit)


def point(taken_on: str | None = "2026-02-24", lab: Laboratory | None = CITY, **values: Any) -> Measured:
    of_sample = {name: values.pop(name) for name in ("specimen", "taken_at") if name in values}
    taken = sample(taken_on, lab, **{"specimen": "serum", **of_sample})
    return Measured(result(taken, **{"method": "ECLIA", **values}), taken)


def test_results_of_one_laboratory_method_specimen_and_unit_are_one_series() -> None:
    rows = [point("2025-11-18"), point("2026-02-24", unit="ng/ml")]
    (series,) = list_series(rows, Units())
    assert series.points == tuple(rows)
    assert series.latest == rows[1]
    assert series.previous == rows[0]


@pytest.mark.parametrize(
    ("other", "part"),
    [
        ({"lab": OTHER}, Part.LABORATORY),
        ({"method": "RIA"}, Part.METHOD),
        ({"specimen": "plasma"}, Part.SPECIMEN),
        ({"unit": "nmol/L"}, Part.UNIT),
        ({"test": "gastrin"}, Part.TEST),
        ({"minute": 10}, Part.MINUTE),
    ],
)
def test_anything_that_differs_parts_the_series(other: dict[str, Any], part: Part) -> None:
    rows = [point(), point(**other)]
    assert len(list_series(rows)) == 2
    assert series_key(rows[0]).differences(series_key(rows[1])) == (part,)


def test_without_a_catalogue_units_are_compared_by_their_text() -> None:
    assert len(list_series([point(), point(unit="ng/ml")])) == 2


def test_what_is_missing_is_the_same_only_within_one_source() -> None:
    here, again = point(method="", source="imported from a.json"), point(method="", source="imported from a.json")
    there = point(method="", source="imported from b.json")
    assert series_key(here) == series_key(again)
    assert series_key(here) != series_key(there)
    assert series_key(here).missing == (Part.METHOD,)
    assert series_key(point(source="imported from a.json")) == series_key(point(source="imported from b.json"))


def test_partly_known_dates_stand_after_their_period_when_the_newest_comes_first() -> None:
    rows = [point("2026-02"), point("2026-02-03"), point("2026"), point("2026-02-03", taken_at="08:00"), point(None)]
    newest_first = list(reversed(in_order(rows)))
    assert [row.moment for row in newest_first] == ["2026-02-03T08:00", "2026-02-03", "2026-02", "2026", ""]


def test_an_awaited_result_is_in_no_series() -> None:
    assert list_series([point(state=Progress.AWAITED, value="")]) == []


@pytest.mark.parametrize(
    ("value", "limits", "expected"),
    [
        ("0", "0 to 93", Standing.INSIDE),
        ("93", "0 to 93", Standing.INSIDE),
        ("93.0", "0 to 93", Standing.INSIDE),
        ("93.1", "0 to 93", Standing.OUTSIDE),
        ("<5", "10 to 20", Standing.OUTSIDE),
        ("<10", "10 to 20", Standing.OUTSIDE),
        ("<=10", "10 to 20", Standing.CANNOT_TELL),
        ("<15", "10 to 20", Standing.CANNOT_TELL),
        ("<100", "0 to 93", Standing.CANNOT_TELL),
        ("<5", "0 to 93", Standing.INSIDE),
        ("<5", "2 to 93", Standing.CANNOT_TELL),
        (">1000", "0 to 93", Standing.OUTSIDE),
        (">93", "0 to 93", Standing.OUTSIDE),
        (">=93", "0 to 93", Standing.CANNOT_TELL),
        (">50", "0 to 93", Standing.CANNOT_TELL),
        (">60", "≥ 60", Standing.INSIDE),
        ("60", ">= 60", Standing.INSIDE),
        ("59", ">= 60", Standing.OUTSIDE),
        ("4.9", "<5", Standing.INSIDE),
        ("5", "<5", Standing.CANNOT_TELL),
        ("<5", "<5", Standing.INSIDE),
        ("5", "<=5", Standing.INSIDE),
        ("5.1", "<5", Standing.OUTSIDE),
        ("trace", "0 to 93", Standing.CANNOT_TELL),
        ("120", "", Standing.CANNOT_TELL),
        ("120", "see note", Standing.CANNOT_TELL),
        ("-3.5", "-2.0 to 3.0", Standing.OUTSIDE),
    ],
)
def test_inside_and_outside_are_said_only_without_doubt(value: str, limits: str, expected: Standing) -> None:
    assert standing(result(sample(), value=value, range=limits)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 - 93 ng/mL", Standing.OUTSIDE),
        ("0 - 93 ng/ml", Standing.OUTSIDE),
        ("0 - 93 ug/L", Standing.CANNOT_TELL),
        ("0 - 93 (adults)", Standing.CANNOT_TELL),
    ],
)
def test_a_range_in_another_unit_or_with_more_to_it_tells_nothing(text: str, expected: Standing) -> None:
    row = result(sample(), range_low=Decimal(0), range_high=Decimal(93), range_text=text)
    assert standing(row, Units()) is expected


@given(st.decimals(-10, 200, places=1), st.decimals(0, 100, places=1), st.decimals(0, 100, places=1))
def test_a_plain_value_is_inside_exactly_when_it_lies_between_the_limits(
    value: Decimal, one: Decimal, two: Decimal
) -> None:
    low, high = sorted((one, two))
    row = result(sample(), value=str(value), range=f"{low} to {high}")
    assert standing(row) is (Standing.INSIDE if low <= value <= high else Standing.OUTSIDE)


@given(
    st.sampled_from(["<", "<=", ">", ">="]),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(0, 400),
)
def test_with_a_comparator_no_possible_value_contradicts_what_is_said(
    sign: str, limit: int, one: int, two: int, true: int
) -> None:
    low, high = sorted((one, two))
    tenth = Decimal(true) / 10
    possible = {"<": tenth < limit, "<=": tenth <= limit, ">": tenth > limit, ">=": tenth >= limit}[sign]
    said = standing(result(sample(), value=f"{sign}{limit}", range=f"{low} to {high}"))
    if possible and said is not Standing.CANNOT_TELL:
        assert said is (Standing.INSIDE if low <= tenth <= high else Standing.OUTSIDE)


def test_the_latest_of_a_test_comes_with_the_one_before_and_how_that_differs() -> None:
    rows = [point("2025-08-01", value="80"), point("2025-11-18", OTHER, value="<2"), point("2026-02-24", value="120")]
    (found,) = latest_by_test(rows)
    assert (found.latest, found.previous) == (rows[2], rows[1])
    assert found.differences == (Part.LABORATORY,)
    assert found.previous_of_series == rows[0]


def test_a_previous_of_the_same_series_needs_no_second_one() -> None:
    rows = [point("2025-11-18"), point("2026-02-24")]
    (found,) = latest_by_test(rows)
    assert found.previous == rows[0]
    assert found.differences == ()
    assert found.previous_of_series is None


def test_own_tests_are_told_apart_by_their_id() -> None:
    one, two = own_test("Marker X"), own_test("Marker X")
    assert len(list_series([point(own=one), point(own=two)])) == 2


def test_a_result_without_its_sample_is_left_aside() -> None:
    taken = sample()
    assert measured([result(taken)], {}) == []


def test_several_laboratories_and_changed_units_are_noticed() -> None:
    rows = [point("2025-11-18", unit="nmol/L"), point("2026-02-24")]
    assert not has_several_laboratories(rows)
    assert has_several_laboratories([*rows, point(lab=OTHER)])
    assert unit_changes(rows) == [(rows[0], rows[1])]


@given(
    st.lists(
        st.tuples(st.sampled_from([CITY, OTHER, None]), st.sampled_from(["ng/mL", "nmol/L"]), st.booleans()),
        max_size=12,
    )
)
def test_no_series_crosses_laboratories_or_units(drawn: list[tuple[Laboratory | None, str, bool]]) -> None:
    rows = [point(lab=lab, unit=unit, method="ECLIA" if has_method else "") for lab, unit, has_method in drawn]
    series = list_series(rows)
    assert sum(len(each.points) for each in series) == len(rows)
    for each in series:
        assert len({(p.sample.laboratory, p.result.unit, p.result.method) for p in each.points}) == 1


def test_a_first_result_is_the_latest_and_has_none_before_it() -> None:
    first = point()
    assert latest_by_test([first]) == [LatestResult(first)]
