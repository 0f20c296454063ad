"""A form that opens under the line of a list that it is about, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hoofbeat.ui.forms import RecordForm
from hoofbeat.ui.widgets.parts import clear, column


class FormInPlace:
    """The form, and the room under each line that it may open in. `on_busy` hears that one was opened (True) or closed."""

    def __init__(self, on_busy: Callable[[bool], object]) -> None:
        self._on_busy = on_busy
        self._rooms: dict[str, QVBoxLayout] = {}
        self.form: RecordForm | None = None

    def line(self, record_id: str, inside: QWidget) -> QWidget:
        """Return the line of a record with the room for its form below it."""
        room = self._rooms[record_id] = column(spacing="")
        outside = column(spacing="s")
        outside.addWidget(inside)
        outside.addLayout(room)
        made = QWidget()
        made.setLayout(outside)
        return made

    def open(self, record_id: str, form: RecordForm, *, remove: Callable[[], object]) -> None:
        """Open a form under the line of its record, in place of any other; `remove` deletes the record."""
        self.close()
        form.saved.connect(lambda _change: self.close())
        form.closed.connect(self.close)
        form.remove_requested.connect(partial(self._remove, remove))
        self._rooms[record_id].addWidget(form)
        self.form = form
        self._on_busy(True)
        form.focus_first()

    def close(self) -> None:
        """Close the form; what was typed and not saved stays as a draft."""
        if self.form is not None:
            self.form.keep_draft(closed_on_purpose=True)
            self.form = None
            for room in self._rooms.values():
                clear(room)
            self._on_busy(False)

    def keep_draft(self) -> None:
        """Keep what was typed."""
        if self.form is not None:
            self.form.keep_draft()

    def _remove(self, remove: Callable[[], object]) -> None:
        self.close()
        remove()
