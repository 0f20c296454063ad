"""The list of topics, grouped in plain words; those about what the person recorded come first, and none is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from hoofbeat.reference.content import TopicHead
from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.pages.learn.composing import Contents, is_named
from hoofbeat.ui.pages.learn.groups import GROUPS, title_in_group
from hoofbeat.ui.pages.learn.places import Place, View
from hoofbeat.wording.translation import tr

_PLACE, _HEAD, _IS_GROUP = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2

_GROUP_LINES = 2.3
"""Height of a group's title in lines of its text."""


class TopicList(QListWidget):
    """Signal: `place_chosen`. Letters that are typed into the list find a topic, too."""

    place_chosen = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("topics")
        self.setAccessibleName(tr("Topics"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._appearance = appearance
        self.contents = Contents((), ())
        self.itemClicked.connect(self._on_item_chosen)
        self.itemActivated.connect(self._on_item_chosen)
        appearance.changed.connect(self._fill)

    def show_contents(self, contents: Contents) -> None:
        """Show these topics."""
        if contents != self.contents:
            self.contents = contents
            self._fill()

    def show_place(self, place: Place) -> None:
        """Mark the line of a place."""
        whole = Place(place.view, place.name if place.view is View.TOPIC else "")
        if self.chosen_place() == whole:
            return
        line = next((each for each in self._lines() if each.data(_PLACE) == whole), None)
        if line is None:
            self.setCurrentRow(-1)
        else:
            self.setCurrentItem(line)
            self.scrollToItem(line, QListWidget.ScrollHint.PositionAtCenter)

    def chosen_place(self) -> Place | None:
        """Return the place of the line that is marked."""
        marked = self.selectedItems()
        place: Place | None = marked[0].data(_PLACE) if marked else None
        return place

    def filter(self, typed: str) -> None:
        """Show only the topics with these words in their names; all of them where none has."""
        named = [line for line in self._lines() if self._is_named(line, typed)]
        groups: list[QListWidgetItem] = []
        for line in self._lines():
            if line.data(_IS_GROUP):
                groups.append(line)
                line.setHidden(bool(named))
            else:
                line.setHidden(bool(named) and line not in named)
                if not line.isHidden() and groups:
                    groups[-1].setHidden(False)

    def places(self) -> list[Place]:
        """Return the places that are listed, from top to bottom."""
        return [line.data(_PLACE) for line in self._lines() if line.data(_PLACE) and not line.isHidden()]

    def _fill(self) -> None:
        place = self.chosen_place()
        self.clear()
        heads = {head.id: head for head in self.contents.heads}
        self._add_line(tr("My bookmarks and notes"), Place(View.KEPT))
        self._add_line(tr("Words A to Z"), Place(View.WORDS))
        self._add_group(tr("For me"), [heads[topic_id] for topic_id in self.contents.for_me], is_whole=True)
        for group, title in GROUPS.items():
            self._add_group(tr(title), [head for head in self.contents.heads if head.group == group])
        if place is not None:
            self.show_place(place)

    def _add_group(self, title: str, heads: Sequence[TopicHead], *, is_whole: bool = False) -> None:
        if not heads:
            return
        line = self._add_line(title, None)
        line.setFlags(Qt.ItemFlag.NoItemFlags)
        line.setData(_IS_GROUP, True)
        font = self.font()
        font.setPointSizeF(self._appearance.body_points * 0.86)
        font.setWeight(font.Weight.DemiBold)
        line.setFont(font)
        line.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        line.setSizeHint(QSize(1, round(QFontMetrics(font).lineSpacing() * _GROUP_LINES)))
        line.setForeground(self._appearance.theme.color("quiet_text"))
        for head in heads:
            topic = self._add_line(head.title if is_whole else title_in_group(head), Place(View.TOPIC, head.id))
            topic.setData(_HEAD, head)
            topic.setData(Qt.ItemDataRole.AccessibleTextRole, f"{head.title}, {title}")

    def _add_line(self, text: str, place: Place | None) -> QListWidgetItem:
        line = QListWidgetItem(text)
        line.setData(_PLACE, place)
        self.addItem(line)
        return line

    def _lines(self) -> Iterable[QListWidgetItem]:
        return (self.item(number) for number in range(self.count()))

    def _is_named(self, line: QListWidgetItem, typed: str) -> bool:
        head = line.data(_HEAD)
        return head is not None and is_named(head, typed)

    def _on_item_chosen(self, line: QListWidgetItem) -> None:
        if line.data(_PLACE) is not None:
            self.place_chosen.emit(line.data(_PLACE))
