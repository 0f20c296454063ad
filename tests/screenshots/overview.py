"""The scenes of Home, Timeline, Find, the catch-up and My tumor: name, page, what to do there first, with which journals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

FILLED, EMPTY, BOTH = ("filled",), ("empty",), ("empty", "filled")
SIZES = (100, 150, 200)


def _show_numbers(page: Any) -> None:
    shown = next(line for line in page.list.lines if line._show is not None)
    shown._show.click()


def _jump(page: Any) -> None:
    page.filters.go_to.setText("2024")
    page.filters.go_to.returnPressed.emit()


def _filters(page: Any) -> None:
    page.filters.go_to_words()
    page.filters.open_more()


def _nothing(page: Any) -> None:
    page.filters.words.setText("xyzzy")
    page.filters.changed.emit()


def _find(typed: str) -> Callable[[Any], None]:
    def prepare(page: Any) -> None:
        page.begin("home")
        page.line.setText(typed)
        page.line.returnPressed.emit()

    return prepare


def _as_caregiver(page: Any) -> None:
    page.surroundings.host.write_as("Ana (daughter)")


def _no_longer(page: Any) -> None:
    page.surroundings.host.write_as("")


def _skip(count: int) -> Callable[[Any], None]:
    def prepare(page: Any) -> None:
        from tests.screenshots.__main__ import settle

        page.begin()
        settle(page.surroundings.tasks)
        for _ in range(count):
            page._on_skip()
            settle(page.surroundings.tasks)

    return prepare


SCENES: tuple[tuple[Any, ...], ...] = (
    ("timeline", "timeline", None, BOTH, SIZES),
    ("timeline-numbers", "timeline", _show_numbers, FILLED),
    ("timeline-jump", "timeline", _jump, FILLED),
    ("timeline-filters", "timeline", _filters, FILLED, SIZES),
    ("timeline-nothing", "timeline", _nothing, FILLED),
    ("find", "find", lambda page: page.begin("home"), EMPTY),
    ("find-found", "find", _find("gastrin"), FILLED, SIZES),
    ("find-nothing", "find", _find("xyzzyqq"), FILLED),
    ("home", "home", None, BOTH, (200,)),
    ("home-caregiver", "home", _as_caregiver, FILLED, SIZES),
    ("home-own", "home", _no_longer, FILLED),
    ("since", "since", lambda page: page.show_since(), FILLED, SIZES),
    *((f"catch-up-{count}", "catch_up", _skip(count), FILLED) for count in range(6)),
    ("catch-up", "catch_up", _skip(0), BOTH, (200,)),
    ("timeline-note", "timeline", lambda page: page.add_note(), FILLED),
)
