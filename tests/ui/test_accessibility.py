"""Everything that takes the keyboard has a name that a screen reader says, is large enough, and is reached by Tab."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from typing_extensions import override

from hoofbeat.ui.window.page_list import PAGES
from tests.ui.driver import Driver

SMALLEST_TARGET = 32
KEYS = [entry.key for entry in PAGES]


def focusable(root: QWidget) -> Iterator[QWidget]:
    """What Tab reaches. The line inside a box to choose from speaks for the box."""
    for widget in root.findChildren(QWidget):
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if widget.isVisible() and widget.isEnabled() and takes_tab and not isinstance(widget, QScrollArea):
            yield widget


def nameless(root: QWidget) -> list[str]:
    found = []
    for widget in focusable(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None, widget
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def open_forms(driver: Driver) -> Iterator[QWidget]:
    page = driver.window.page
    page.add()
    driver.settle()
    yield page
    page.on_back()
    driver.settle()


@pytest.mark.parametrize("key", KEYS)
def test_every_focusable_widget_of_a_page_has_a_name(filled: Driver, key: str) -> None:
    filled.go(key)
    assert nameless(filled.window) == []
    for _ in open_forms(filled):
        assert nameless(filled.window) == []


def test_the_first_start_has_names_too(driver: Driver) -> None:
    assert nameless(driver.window) == []


@pytest.mark.parametrize("key", KEYS)
def test_targets_are_large_enough(filled: Driver, key: str) -> None:
    filled.go(key)
    for _ in open_forms(filled):
        small = [
            f"{type(each).__name__} {each.accessibleName()!r} {each.height()}"
            for each in focusable(filled.window)
            if isinstance(each, QAbstractButton | QLineEdit | QComboBox)
            and not isinstance(each.parent(), QComboBox)
            and each.height() < SMALLEST_TARGET
        ]
        assert small == []


def test_every_part_of_the_window_has_a_role_in_the_accessible_tree(filled: Driver) -> None:
    def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
        yield interface
        for place in range(interface.childCount()):
            child = interface.child(place)
            if child is not None:
                yield from walk(child)

    root = QAccessible.queryAccessibleInterface(filled.window)
    buttons = [each for each in walk(root) if each.role() is QAccessible.Role.Button]
    assert buttons
    assert all(each.text(QAccessible.Text.Name) for each in buttons if not each.state().invisible)


@pytest.mark.parametrize("key", KEYS)
def test_a_page_opens_without_a_window_of_its_own(filled: Driver, key: str) -> None:
    spy = _ShownWindows()
    QApplication.instance().installEventFilter(spy)  # type: ignore[union-attr]  # there is one while tests run
    filled.go(key)
    QApplication.instance().removeEventFilter(spy)  # type: ignore[union-attr]
    assert spy.shown == []


class _ShownWindows(QObject):
    """Notes every widget that is shown as a window: one that flashes up takes the keyboard away."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.mark.parametrize("key", KEYS)
def test_tab_goes_round_the_page_and_meets_everything(filled: Driver, key: str) -> None:
    filled.go(key)
    wanted = {each for each in focusable(filled.window) if not isinstance(each.parent(), QComboBox)}
    met: set[QWidget] = set()
    filled.window.setFocus()
    for _ in range(3 * len(wanted) + 5):
        filled.window.focusNextPrevChild(True)
        focused = QApplication.focusWidget()
        if focused is not None:
            met.add(focused.parent() if isinstance(focused.parent(), QComboBox) else focused)  # type: ignore[arg-type]  # a box is a widget
    unmet = {f"{type(each).__name__} {each.accessibleName()}" for each in wanted - met if not _is_other_radio(each)}
    assert unmet == set()


def _is_other_radio(widget: QWidget) -> bool:
    """Of a group of which one is chosen, Tab meets the chosen one; arrows go to the others."""
    return isinstance(widget, QAbstractButton) and widget.group() is not None


def test_a_message_is_announced_without_moving_the_focus(filled: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    filled.go("appointments")
    focused = QApplication.focusWidget()
    filled.controller.say_undoable("Deleted.")
    assert QApplication.focusWidget() is focused
    assert said == ["Deleted. Undo"]


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("key", KEYS)
def test_no_text_is_cut_at_any_text_size(filled: Driver, key: str, percent: int) -> None:
    filled.window.resize(1024, 640)
    filled.controller.surroundings.appearance.choose_text_size(percent)
    filled.go(key)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    filled.settle()
    cut = [each.text() for each in filled.window.page.findChildren(QLabel) if each.isVisible() and _is_cut(each)]
    cut += [
        each.text()
        for each in filled.window.findChildren(QAbstractButton)
        if each.isVisible() and each.text() and each.width() < each.minimumSizeHint().width()
    ]
    assert cut == []
    sideways = [
        area
        for area in filled.window.page.findChildren(QAbstractScrollArea)
        if isinstance(area, QScrollArea) and area.isVisible() and area.horizontalScrollBar().maximum() > 0
    ]
    assert sideways == []


def _is_cut(label: QLabel) -> bool:
    if not label.wordWrap():
        return label.width() < label.sizeHint().width() - 1
    return label.height() < label.heightForWidth(label.width()) - 1
