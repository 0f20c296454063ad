"""Words on drawings are cut, broken and moved apart, and none covers another."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hoofbeat.domain.lettering import ELLIPSIS, fitted, moved_apart, wrapped
from tests.chart_cases import PlainMeasure

MEASURE = PlainMeasure(10)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)


@given(texts, st.floats(0, 200))
def test_a_fitted_text_is_no_wider_than_its_room(text: str, width: float) -> None:
    found = fitted(text, width, MEASURE)
    assert MEASURE.width(found) <= width
    assert found == text or found.endswith(ELLIPSIS) or not found


@given(texts, st.floats(20, 200))
def test_wrapped_lines_fit_and_keep_the_words_in_order(text: str, width: float) -> None:
    lines = wrapped(text, width, MEASURE)
    assert len(lines) <= 3
    assert all(MEASURE.width(line) <= width for line in lines)


def test_a_no_break_space_holds_a_number_and_its_unit_together() -> None:
    assert wrapped("dose 120\N{NO-BREAK SPACE}mg", 40, MEASURE) == ("dose", "120\N{NO-BREAK SPACE}mg")


@given(st.lists(st.tuples(st.floats(-50, 300), st.floats(5, 20)), max_size=8))
def test_boxes_moved_apart_do_not_overlap_and_keep_their_order(boxes: list[tuple[float, float]]) -> None:
    tops, heights = [top for top, _ in boxes], [height for _, height in boxes]
    moved = moved_apart(tops, heights, 0, 250)
    order = sorted(range(len(boxes)), key=lambda index: tops[index])
    for upper, lower in pairwise(order):
        assert moved[upper] + heights[upper] <= moved[lower] + 1e-6
    assert all(top >= -1e-6 and top + height <= 250 + 1e-6 for top, height in zip(moved, heights, strict=True))


def test_boxes_with_room_stay_where_they_want_to_be() -> None:
    assert moved_apart([100, 10, 50], [10, 10, 10], 0, 200) == [100, 10, 50]
