"""The number line: the range as printed, the value however far outside, and no line where there is nothing to show."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.lettering import Box
from hoofbeat.domain.number_line import NumberLine, lay_out_number_line
from hoofbeat.domain.trend import Mark
from tests import made_up
from tests.chart_cases import PlainMeasure

WIDTH = 480


def line_of(value: str, limits: str, **options: str) -> NumberLine | None:
    result = made_up.result(made_up.sample(), value=value, range=limits, **options)
    return lay_out_number_line(result, width=WIDTH, measure=PlainMeasure(), caption="range printed by lab")


def some_line(value: str, limits: str) -> NumberLine:
    found = line_of(value, limits)
    assert found is not None
    return found


def texts_of(line: NumberLine) -> list[str]:
    return [label.text for label in line.numbers]


@pytest.mark.parametrize(
    ("value", "limits", "numbers", "mark"),
    [
        ("120", "0 to 93", ["0", "93", "140"], Mark.VALUE),
        ("<5", "0 to 93", ["0", "93", "140"], Mark.AT_MOST),
        ("> 2000", "0 to 93", ["0", "93", "2500"], Mark.AT_LEAST),
        ("138", "135 to 145", ["130", "135", "145", "150"], Mark.VALUE),
        ("4.2", "< 5.0", ["0", "5.0", "7"], Mark.VALUE),
        ("61", ">= 40", ["0", "40", "70"], Mark.VALUE),
        ("-1.5", "-2.0 to 2.0", ["-4", "-2.0", "2.0", "4"], Mark.VALUE),
    ],
)
def test_the_ends_of_the_range_are_written_as_printed(value: str, limits: str, numbers: list[str], mark: Mark) -> None:
    line = some_line(value, limits)
    assert texts_of(line) == numbers
    assert line.value.text == value
    assert line.mark is mark


@pytest.mark.parametrize(
    ("value", "limits"),
    [("120", ""), ("120", "negative"), ("trace", "0 to 93"), ("5", "9 to 2"), ("5", "0 to 3 mmol/L")],
)
def test_there_is_no_line_without_a_number_and_a_range_in_its_unit(value: str, limits: str) -> None:
    assert line_of(value, limits) is None


def test_a_value_outside_stands_beside_the_band_and_one_inside_on_it() -> None:
    outside, inside = some_line("120", "0 to 93"), some_line("45", "0 to 93")
    assert outside.x > outside.band.box.right
    assert inside.band.box.left < inside.x < inside.band.box.right


def test_a_one_sided_range_has_one_end() -> None:
    up_to, upwards = some_line("4.2", "< 5"), some_line("61", ">= 40")
    assert (up_to.band.has_low_end, up_to.band.has_high_end) == (False, True)
    assert (upwards.band.has_low_end, upwards.band.has_high_end) == (True, False)
    assert up_to.band.box.left == up_to.track.left
    assert upwards.band.box.right == upwards.track.right


def test_a_value_far_outside_lengthens_the_line_and_the_band_stays_visible() -> None:
    line = some_line("120000", "0 to 93")
    assert line.band.box.width >= 3
    assert line.x < line.track.right
    assert texts_of(line)[:2] == ["0", "93"]


def test_a_number_is_never_cut() -> None:
    result = made_up.result(made_up.sample(), value="123456789012345678901234567890", range="0 to 93")
    assert lay_out_number_line(result, width=150, measure=PlainMeasure()) is None


decimals = st.decimals(-1000, 10_000, places=2).map(str)


@given(decimals, decimals, decimals, st.sampled_from(["", "<", ">"]))
def test_all_that_is_written_stays_inside_and_apart(value: str, one: str, two: str, sign: str) -> None:
    low, high = sorted((one, two), key=float)
    line = some_line(f"{sign}{value}", f"{low} to {high}")
    assert all(line.area.holds(label.box) for label in line.labels)
    for before, after in pairwise(line.numbers):
        assert before.box.right <= after.box.left
    assert line.caption is None or not any(line.caption.box.overlaps(label.box) for label in line.numbers)
    assert Box(line.track.left, 0, line.track.width, 1).holds(Box(line.x, 0, 0, 1))
    assert {low, high} <= set(texts_of(line))
