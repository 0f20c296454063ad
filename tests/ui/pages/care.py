"""What tests of the medicine and appointment pages share: reading records, filling fields, finding what is seen."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Medication, MedicineUse, Record
from hoofbeat.services import records as record_acts
from hoofbeat.ui.forms import Form
from tests.made_up import every_days, medication
from tests.ui.driver import Driver

R = TypeVar("R", bound=Record)


def stored(driver: Driver, record_type: type[R]) -> list[R]:
    """Return all records of a type, as they were added."""

    def query(journal: Any) -> list[R]:
        with journal.reading() as found:
            return list(found.list(record_type))

    answer: list[R] = driver.read(query)
    return answer


def add(driver: Driver, *records: Record) -> None:
    """Add records as another part of the program does."""
    for record in records:
        driver.tasks.change(partial(_add, record))
    driver.settle()


def _add(record: Record, journal: Any, author: str) -> Change:
    return record_acts.add(journal, record=record, author=author)


def fill(form: QWidget | None, part: str, **texts: str) -> None:
    """Type into fields of a form, as far as a form can tell."""
    assert isinstance(form, Form)
    for name, text in texts.items():
        editor = form._parts[part].editor(name)
        editor.set_typed(text)
        editor.edited.emit()


def plain(text: str) -> str:
    """Return a text with plain spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def seen(driver: Driver, within: QWidget | None = None) -> str:
    """Return all words that are seen, from top to bottom, with plain spaces."""
    area = within or driver.window
    found = [each for each in area.findChildren(QLabel) if each.isVisible()]
    found.sort(key=lambda each: (each.mapTo(area, QPoint(0, 0)).y(), each.mapTo(area, QPoint(0, 0)).x()))
    return plain("\n".join(each.text() for each in found))


def tab_stops(within: QWidget) -> list[str]:
    """Return what a screen reader says at each stop of Tab inside a widget, in order."""
    stops, widget = [], within.nextInFocusChain()
    while widget is not None and widget is not within:
        if within.isAncestorOf(widget) and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(plain(widget.accessibleName()))
        widget = widget.nextInFocusChain()
    return [each for each in stops if each]


def nameless(within: QWidget) -> list[str]:
    """Return the widgets that take the keyboard and have nothing for a screen reader to say."""
    found = []
    for each in within.findChildren(QWidget):
        is_inner = each.parentWidget() is not None and isinstance(each.parentWidget(), QAbstractScrollArea)
        if not each.isVisible() or each.focusPolicy() == Qt.FocusPolicy.NoFocus or is_inner or each.focusProxy():
            continue
        interface = QAccessible.queryAccessibleInterface(each)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(each).__name__} {each.objectName()}")
    return found


def spoken(within: QWidget) -> list[str]:
    """Return what a screen reader says of each button that is seen."""
    return [plain(each.accessibleName()) for each in within.findChildren(QAbstractButton) if each.isVisible()]


def press(driver: Driver, within: QWidget, begins: str) -> None:
    """Press the first button whose spoken name begins so."""
    found = [
        each
        for each in within.findChildren(QAbstractButton)
        if each.isVisible() and plain(each.accessibleName()).startswith(begins)
    ]
    assert found, f"no button {begins!r} among {spoken(within)}"
    found[0].click()
    driver.settle()


def in_order(text: str, *words: str) -> bool:
    """Tell whether a text says all of these, one after the other."""
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


def injection(empty: Driver, **values: object) -> Medication:
    """Add an injection of every 28 days, with when to order it."""
    medicine = medication("Somatuline", use=MedicineUse.INJECTION, route="under the skin")
    dose = every_days(28, medicine, amount=120, unit="mg", from_on="2025-01-10", order_days_before=14, **values)
    add(empty, medicine, dose)
    return medicine
