"""The list of pages: a bar at the side, or, where there is little room or large text, lines at the top."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hoofbeat.ui.appearance import Appearance
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, clear, column, restyle, rule
from hoofbeat.ui.window.page_list import PageEntry, Place
from hoofbeat.wording.translation import tr

SIDE_CHARACTERS = 27
_BESIDE_NAME, _MOST_CHARACTERS_AT_TOP = 5, 24
_WORDS = "words"
_LOOKS = {False: "side", True: "top"}


class Navigation(QFrame):
    """Words and icons of the pages. Signal: `page_chosen` with the key of a page."""

    page_chosen = Signal(str)

    def __init__(self, appearance: Appearance, pages: tuple[PageEntry, ...]) -> None:
        super().__init__()
        self._appearance = appearance
        self._pages = pages
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._person = button(
            tr("About me"),
            lambda: self.page_chosen.emit("about_me"),
            look="person",
        )
        _set_words(self._person, tr("About me"))
        appearance.icons.put(self._person, "person", "icon", "on_selected")
        self._person.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for entry in pages:
            if entry.place is not Place.ASIDE:
                self._buttons[entry.key] = self._make_button(entry)
        self._person.setCheckable(True)
        self._group.addButton(self._person)
        self._layout: QVBoxLayout = column(spacing="")
        self.setLayout(self._layout)
        self.setProperty("look", _LOOKS[False])
        self._is_top: bool | None = None
        self._is_folded = False
        self._name = tr("About me")

    @property
    def is_top(self) -> bool:
        """Tell whether the pages stand at the top."""
        return bool(self._is_top)

    def lay_out(self, *, is_top: bool) -> None:
        """Stand at the side or at the top."""
        if is_top == self._is_top:
            self._fit()
            return
        self._is_top = is_top
        for made in (self._person, *self._buttons.values()):
            made.setParent(self)
        clear(self._layout)
        if self.property("look") != _LOOKS[is_top]:
            restyle(self, look=_LOOKS[is_top])
        if is_top:
            self._lay_out_top()
        else:
            self._lay_out_side()
        for made in (self._person, *self._buttons.values()):
            made.show()
        self._fit()

    def fold(self, *, is_folded: bool) -> None:
        """Leave the room to a form: only the page that is open keeps its word, the others their icons; or show all words again."""
        if not is_folded and not self._is_folded:
            return
        self._is_folded = is_folded
        for made in (self._person, *self._buttons.values()):
            words = "" if is_folded and not made.isChecked() else made.property(_WORDS)
            if made.text() != words or made.property("is_folded") != is_folded:
                made.setText(words)
                restyle(made, is_folded=is_folded)
                self._appearance.icons.draw_again(made)

    def show_chosen(self, key: str) -> None:
        """Mark the page that is open; a page opened from elsewhere marks none."""
        self._group.setExclusive(False)
        for each, made in self._buttons.items():
            made.setChecked(each == key)
        self._person.setChecked(key == "about_me")
        self._group.setExclusive(True)

    def focus_chosen(self, key: str) -> None:
        """Put the keyboard on the button of a page."""
        self._buttons.get(key, self._person).setFocus()

    def show_person(self, name: str) -> None:
        """Show whose record this is."""
        self._name = text = name or tr("About me")
        self._fit_person()
        self._person.setAccessibleName(tr("{name}: about me").format(name=name) if name else text)
        self._person.setToolTip(text)

    def _fit_person(self) -> None:
        """Show as much of the name as there is room for; the page behind it has all of it."""
        characters = _MOST_CHARACTERS_AT_TOP if self._is_top else SIDE_CHARACTERS - _BESIDE_NAME
        room = self.fontMetrics().averageCharWidth() * characters
        metrics = self._person.fontMetrics()
        _set_words(self._person, metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room))
        self.fold(is_folded=self._is_folded)

    def _make_button(self, entry: PageEntry) -> QPushButton:
        made = button(tr(entry.title), lambda: self.page_chosen.emit(entry.key), look="page")
        _set_words(made, tr(entry.title))
        self._appearance.icons.put(made, entry.icon, "icon", "on_selected")
        made.setCheckable(True)
        if entry.number is not None:
            made.setToolTip(tr("{page} (Ctrl+{number})").format(page=tr(entry.title), number=entry.number))
        else:
            made.setToolTip(tr(entry.title))
        self._group.addButton(made)
        return made

    def _lay_out_side(self) -> None:
        inside = QWidget()
        listed = column(spacing="")
        listed.setSpacing(2)
        listed.setContentsMargins(SPACE["m"], SPACE["m"], SPACE["m"], SPACE["m"])
        listed.addWidget(self._person)
        listed.addSpacing(SPACE["m"])
        self._fill(listed, Place.MAIN)
        listed.addStretch(1)
        listed.addWidget(rule())
        listed.addSpacing(SPACE["s"])
        self._fill(listed, Place.FOOT)
        inside.setLayout(listed)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._layout.addWidget(scroll)

    def _lay_out_top(self) -> None:
        inside = QWidget()
        lines = FlowLayout(inside, spacing="xs")
        lines.setContentsMargins(SPACE["m"], SPACE["s"], SPACE["m"], SPACE["s"])
        lines.addWidget(self._person)
        self._fill(lines, Place.MAIN)
        self._fill(lines, Place.FOOT)
        policy = inside.sizePolicy()
        policy.setHeightForWidth(True)
        inside.setSizePolicy(policy)
        self._layout.addWidget(inside)

    def _fill(self, layout: QBoxLayout | FlowLayout, place: Place) -> None:
        for entry in self._pages:
            if entry.place is place:
                layout.addWidget(self._buttons[entry.key])

    def _fit(self) -> None:
        self._fit_person()
        if self._is_top:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        else:
            width = self.fontMetrics().averageCharWidth() * SIDE_CHARACTERS + 3 * SPACE["l"]
            self.setFixedWidth(width)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)


def _set_words(made: QPushButton, words: str) -> None:
    shown = words.replace("&", "&&")
    made.setText(shown)
    made.setProperty(_WORDS, shown)
