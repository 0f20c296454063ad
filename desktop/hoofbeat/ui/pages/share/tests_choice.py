"""Which tests stand on the sheet of results: all of them, or those with a tick."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from hoofbeat.ui.pages.share.fields import tick
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.parts import clear, column, label
from hoofbeat.wording.translation import tr


class TestsChoice(QWidget):
    """Signal: `changed` when other tests are chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen: frozenset[str] | None = None
        self._ticks: dict[str, QCheckBox] = {}
        self._all = tick(tr("All tests"))
        self._all.clicked.connect(self._on_all_clicked)
        self._single = QWidget()
        self._inside = column(spacing="")
        self._inside.setContentsMargins(SPACE["l"], 0, 0, 0)
        self._single.setLayout(self._inside)
        outside = column(spacing="xs")
        outside.addWidget(label(tr("Which tests"), "label"))
        outside.addWidget(self._all)
        outside.addWidget(self._single)
        self.setLayout(outside)

    def show_tests(self, tests: Mapping[str, str]) -> None:
        """Show the tests that have results, by their names; those that were chosen stay so."""
        clear(self._inside)
        self._ticks = {}
        for test, name in tests.items():
            box = tick(name, is_checked=self._chosen is not None and test in self._chosen)
            box.clicked.connect(lambda _checked: self._on_test_clicked())
            self._ticks[test] = box
            self._inside.addWidget(box)
        self._single.setVisible(self._chosen is not None)

    def choose(self, tests: frozenset[str] | None) -> None:
        """Choose tests by their ids, or all."""
        self._chosen = tests
        self._all.setChecked(tests is None)
        for test, box in self._ticks.items():
            box.setChecked(tests is not None and test in tests)
        self._single.setVisible(tests is not None)

    def chosen(self) -> frozenset[str] | None:
        """Return the tests that are chosen; None for all."""
        return self._chosen

    def _on_all_clicked(self, is_checked: bool) -> None:
        self.choose(None if is_checked else frozenset())
        self.changed.emit()

    def _on_test_clicked(self) -> None:
        self._chosen = frozenset(test for test, box in self._ticks.items() if box.isChecked())
        self.changed.emit()
