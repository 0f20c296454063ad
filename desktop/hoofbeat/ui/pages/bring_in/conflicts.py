"""Values that differ from the record: both shown, and a choice for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from hoofbeat.domain.imports import Resolution
from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.pages.bring_in.preview import ConflictRow
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button, card, column, label, row
from hoofbeat.wording.import_preview import resolution_words
from hoofbeat.wording.translation import ntr, tr

_SHOWN = 12


class ConflictsView(QWidget):
    """Signal: `resolved` with the resolutions by the keys of the rows."""

    resolved = Signal(object)

    def __init__(self, surroundings: Surroundings, conflicts: Sequence[ConflictRow], *, hides_numbers: bool) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._hides_numbers = hides_numbers
        self._rows = conflicts
        self.boxes: dict[str, ChoiceBox] = {}
        self._choices = {each.key: each.resolution for each in conflicts}
        self._inside = column(spacing="s")
        self.setLayout(self._inside)
        count = len(conflicts)
        words = ntr("{count} value differs from your record", "{count} values differ from your record", count).format(
            count=count
        )
        self._inside.addWidget(label(words, "heading"))
        self._inside.addWidget(
            label(tr("Your record stays as it is unless you choose otherwise. Undo brings it back."), "quiet")
        )
        if count > 1:
            self._add_for_all()
        self._lines = column(spacing="s")
        self._inside.addLayout(self._lines)
        self._more = button("", self._show_more, look="edge", icon="down", icons=surroundings.appearance.icons)
        self._inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_more()

    def _add_for_all(self) -> None:
        title = label(tr("For all of them"), "label", wraps=False)
        box = ChoiceBox()
        box.addItem(tr("Choose…"), "")
        for each in Resolution:
            box.addItem(resolution_words(each), each.value)
        box.setAccessibleName(title.text())
        box.activated.connect(lambda _index: self._resolve_all(str(box.currentData())))
        box.setMinimumContentsLength(24)
        self._inside.addLayout(row(title, box, None))

    def _show_more(self) -> None:
        shown = len(self.boxes)
        for each in self._rows[shown : shown + _SHOWN]:
            self._lines.addWidget(self._line(each))
        left = len(self._rows) - len(self.boxes)
        self._more.setVisible(left > 0)
        words = ntr("Show {count} more", "Show {count} more", left).format(count=left)
        self._more.setText(words)
        self._more.setAccessibleName(words)

    def _line(self, conflict: ConflictRow) -> QFrame:
        frame, inside = card(spacing="s")
        name = ", ".join(filter(None, (conflict.name, self._surroundings.date_text(conflict.on))))
        inside.addWidget(label(name, "label"))
        source = conflict.source or tr("typed")
        inside.addWidget(
            label(tr("Your record: {value} ({source})").format(value=self._shown(conflict.yours), source=source))
        )
        inside.addWidget(
            label(tr("This file: {value} ({where})").format(value=self._shown(conflict.sent), where=conflict.where))
        )
        box = ChoiceBox()
        for each in Resolution:
            box.addItem(resolution_words(each), each.value)
        box.setCurrentIndex(box.findData(self._choices[conflict.key].value))
        box.setMinimumContentsLength(24)
        box.setAccessibleName(tr("What to keep: {name}").format(name=name))
        box.activated.connect(lambda _index, key=conflict.key, box=box: self._resolve(key, str(box.currentData())))
        self.boxes[conflict.key] = box
        inside.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _shown(self, value: str) -> str:
        return tr("Hidden") if self._hides_numbers else value

    def _resolve(self, key: str, value: str) -> None:
        self._choices[key] = Resolution(value)
        self.resolved.emit(dict(self._choices))

    def _resolve_all(self, value: str) -> None:
        if not value:
            return
        self._choices = dict.fromkeys(self._choices, Resolution(value))
        for box in self.boxes.values():
            box.setCurrentIndex(box.findData(value))
        self.resolved.emit(dict(self._choices))
