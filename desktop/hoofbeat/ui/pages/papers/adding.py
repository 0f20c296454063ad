"""The way to add a paper: by a dialog of files, beside the record that is chosen where there are several."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from hoofbeat.ui.editors import ChoiceBox
from hoofbeat.ui.icons import Icons
from hoofbeat.ui.pages.papers.acts import Holder
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, label, row
from hoofbeat.wording.translation import tr

ADD = "add a paper"
"""The name by which the button is found after a refill."""
_LONGEST_CHOICE = 30
"""Letters of a record's name that are seen in the list of them."""


class AddingRow(QWidget):
    """A button, and where there are several records a list of them. Signal: `files_chosen` with the paths."""

    files_chosen = Signal(object)

    def __init__(self, icons: Icons, holders: Sequence[Holder]) -> None:
        super().__init__()
        self._holders = holders
        self.choice: ChoiceBox | None = None
        flow = FlowLayout(self, spacing="m")
        add = button(tr("Add a paper…"), self.ask, icon="add", icons=icons)
        add.setObjectName(ADD)
        flow.addWidget(add)
        if len(holders) > 1:
            flow.addWidget(self._choosing())
        hint = label(tr("or drop a file here"), "small", wraps=False)
        hint.setMinimumHeight(add.sizeHint().height())
        flow.addWidget(hint)

    @property
    def holder(self) -> Holder:
        """The record that a new paper lies beside."""
        chosen: Holder = self._holders[0] if self.choice is None else self.choice.currentData()
        return chosen

    def ask(self) -> None:
        """Ask for files."""
        kinds = tr("Papers and pictures (*.pdf *.png *.jpg *.jpeg *.heic *.tif *.tiff *.txt);;All files (*)")
        names, _ = QFileDialog.getOpenFileNames(self, tr("Add a paper"), str(documents_folder()), kinds)
        self.files_chosen.emit([Path(name) for name in names])

    def _choosing(self) -> QWidget:
        self.choice = ChoiceBox()
        for each in self._holders:
            self.choice.addItem(each.words, each)
        longest = max(len(each.words) for each in self._holders)
        self.choice.setMinimumContentsLength(min(longest, _LONGEST_CHOICE))
        self.choice.setAccessibleName(tr("A new paper lies beside"))
        words = label(tr("beside"), wraps=False)
        words.setBuddy(self.choice)
        made = QWidget()
        made.setLayout(row(words, self.choice))
        return made


def documents_folder() -> Path:
    """Return the folder where people keep their papers on this computer."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()
