"""One line to write something short into, with a button that adds it; Enter adds too, and what could not be added stands there again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import button, row
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.ui.tasks import Act


class AddingLine(QWidget):
    """`prompt` stands in the empty line, `names` are what a screen reader calls the button and a test the line.

    `act` is made of what was typed, and `then` hears its change; `typed` stood in the line before it was made anew.
    """

    def __init__(
        self,
        surroundings: Surroundings,
        *,
        prompt: str,
        names: tuple[str, str],
        act: Callable[[str], Act[Change | None]],
        then: Callable[[Change | None], object] | None = None,
        typed: str = "",
        button_text: str = "",
    ) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._act, self._then = act, then
        self.line = QLineEdit(typed)
        self.line.setObjectName(names[1])
        self.line.setPlaceholderText(prompt)
        self.line.setAccessibleName(prompt)
        self.line.returnPressed.connect(self.add)
        made = button(button_text or tr("Add"), self.add, icon="add", icons=surroundings.appearance.icons)
        made.setAccessibleName(names[0])
        inside = row(self.line, made)
        inside.setStretch(0, 1)
        self.setLayout(inside)

    @property
    def typed(self) -> str:
        """What stands in the line and is not added yet."""
        return self.line.text()

    def add(self) -> None:
        """Add what was typed, and wait for the next."""
        self.line.setFocus()
        self.add_typed()

    def add_typed(self) -> None:
        """Add what was typed, wherever the keyboard is."""
        text = self.typed.strip()
        if text and self._surroundings.can_change:
            self.line.clear()
            self._surroundings.tasks.change(self._act(text), then=self._then, failed=partial(self._put_back, text))

    def _put_back(self, text: str, error: Exception) -> None:
        if not self.typed.strip():
            self.line.setText(text)
        self._surroundings.host.tell_error(error)
