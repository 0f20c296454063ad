"""Merging two names of one laboratory or test: choose the other, see what changes, do it as one change that Undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Laboratory, OwnTest
from hoofbeat.ui.editors import ChoiceBox, offer_while_typing
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import button, clear, column, label, row
from hoofbeat.wording.names import merge_caution, merge_sentences
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.names import MergePreview, Target


class MergeBox(QFrame):
    """Signals: `merged` with the change; `closed` when nothing is merged."""

    merged = Signal(object)
    closed = Signal()

    def __init__(self, surroundings: Surroundings, record: Laboratory | OwnTest) -> None:
        super().__init__()
        self.setProperty("look", "soft")
        self._surroundings = surroundings
        self._record = record
        heading = tr("“{name}” is another name of").format(name=record.name)
        words = label(heading, "label")
        self.box = ChoiceBox()
        self.line = offer_while_typing(self.box)
        self.line.setAccessibleName(heading)
        self.box.setAccessibleName(heading)
        words.setBuddy(self.box)
        self._said = column(spacing="xs")
        self._merge = button(tr("Merge"), self._on_merge_clicked, look="primary")
        self._merge.setEnabled(False)
        inside = column(spacing="s", margin="m")
        inside.addWidget(words)
        inside.addWidget(self.box)
        inside.addWidget(label(merge_caution(is_laboratory=isinstance(record, Laboratory)), "small"))
        inside.addLayout(self._said)
        inside.addLayout(row(self._merge, button(tr("Close"), self.closed.emit), None))
        self.setLayout(inside)
        self.box.activated.connect(lambda _place: self._preview())
        self.line.editingFinished.connect(self._preview)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit, context=context)
        surroundings.tasks.read(
            partial(_targets, record, surroundings.installation), view=(self, "targets"), then=self._on_targets
        )

    def focus(self) -> None:
        """Put the cursor where the other name is chosen."""
        self.box.setFocus()

    def choose(self, target: str) -> None:
        """Choose what to merge into, by its id, and show what that changes."""
        self.box.setCurrentIndex(self.box.findData(target))
        self._preview()

    @property
    def _target(self) -> str:
        """The id of what is chosen; "" while what stands there is no name of the list."""
        place = self.box.findText(self.line.text().strip(), Qt.MatchFlag.MatchFixedString)
        return "" if place < 0 else str(self.box.itemData(place) or "")

    def _on_targets(self, targets: Sequence[Target]) -> None:
        self.box.addItem("", "")
        for target in targets:
            self.box.addItem(target.name, target.id)

    def _preview(self) -> None:
        target = self._target
        self._merge.setEnabled(False)
        clear(self._said)
        if target:
            query = partial(_preview, self._record, target, self._surroundings.installation)
            self._surroundings.tasks.read(query, view=(self, "preview"), then=self._on_preview)

    def _on_preview(self, preview: MergePreview) -> None:
        clear(self._said)
        sentences = merge_sentences(
            preview.gone,
            preview.kept,
            samples=preview.uses.samples,
            results=preview.uses.results,
            shared=preview.shared,
            twice=preview.twice,
        )
        for sentence in sentences:
            self._said.addWidget(label(sentence))
        announce(self, " ".join(sentences))
        self._merge.setEnabled(self._surroundings.can_change)

    def _on_merge_clicked(self) -> None:
        if self._target:
            self._merge.setEnabled(False)
            act = partial(_merge, self._record, self._target, self._surroundings.installation)
            self._surroundings.tasks.change(act, then=self.merged.emit)


def _targets(
    record: Laboratory | OwnTest, installation: Callable[[], Installation], journal: Journal
) -> Sequence[Target]:
    from hoofbeat.services.labs import names

    return names.targets(journal, record=record, catalogue=installation().catalogue)


def _preview(
    record: Laboratory | OwnTest, into: str, installation: Callable[[], Installation], journal: Journal
) -> MergePreview:
    from hoofbeat.services.labs import names

    return names.preview_merge(journal, record=record, into=into, catalogue=installation().catalogue)


def _merge(
    record: Laboratory | OwnTest, into: str, installation: Callable[[], Installation], journal: Journal, author: str
) -> Change:
    from hoofbeat.services.labs import names

    return names.merge(journal, record=record, into=into, catalogue=installation().catalogue, author=author)
