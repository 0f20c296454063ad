"""The page: the list of topics beside the text, one box to find in, the way back and forward, and what links do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from typing_extensions import override

from hoofbeat.domain.records import Kind
from hoofbeat.ui.pages.learn.composing import Contents, prepare_search, read_contents
from hoofbeat.ui.pages.learn.controls import Controls
from hoofbeat.ui.pages.learn.desk import Desk
from hoofbeat.ui.pages.learn.panels import Panels
from hoofbeat.ui.pages.learn.picture_viewer import PictureViewer
from hoofbeat.ui.pages.learn.places import Place, Trail, View, topic_place
from hoofbeat.ui.pages.learn.shown_place import ShownPlace
from hoofbeat.ui.pages.learn.taking import TakeAlong
from hoofbeat.ui.pages.page import Page
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.parts import column
from hoofbeat.wording.translation import tr

_FIRST = Place(View.TOPIC, "overview")
_LEAST_LINES = 20
"""In lines of text, the height of the page below which its title makes room for the text."""


class LearnPage(Page):
    """The reader. Other pages open it with `open_topic`."""

    title = "Learn"
    shows = frozenset({Kind.TUMOR_FACTS})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.trail = Trail()
        self._is_search_ready = False
        self.controls = Controls(surroundings)
        self.desk = Desk(surroundings.appearance)
        self.reader, self.topics = self.desk.reader, self.desk.topics
        self.text = ShownPlace(self, surroundings, self.desk)
        inside = column(spacing="s")
        inside.setContentsMargins(0, 0, 0, SPACE["l"])
        inside.addWidget(self.controls)
        inside.addWidget(self.desk, 1)
        self.outer.setLayout(inside)
        self.panels = Panels(surroundings, self.reader, self.outer)
        self._links = self._make_links()
        self._connect()

    @override
    def load(self) -> None:
        installation = self.surroundings.installation
        self.surroundings.tasks.read(
            partial(read_contents, installation), view=(self, "contents"), then=self._on_contents
        )
        if self.trail.current is None:
            self.go(_FIRST)
        else:
            self.text.renew()

    @override
    def find_here(self) -> bool:
        self.show_outer()
        self.controls.find_box.setFocus()
        self.controls.find_box.selectAll()
        return True

    @override
    def print_page(self) -> bool:
        """Choose what to print or save; the topic that is shown is ticked."""
        composed = self.text.composed
        shown = composed.topic.id if composed is not None and composed.topic is not None else ""
        self._close_inner()
        along = TakeAlong(self.surroundings, self.topics.contents, shown)
        self._top.show()
        self.show_inner(along, tr("Print or save topics"), back=tr("Back to the text"), action=along.save)
        along.list.setFocus()
        return True

    @override
    def prepare_to_close(self) -> None:
        self.panels.keeping.finish()
        self._close_inner()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    @override
    def on_back(self) -> None:
        self._close_inner()
        super().on_back()
        self._fit_height()
        self.reader.setFocus()

    def open_topic(self, target: str) -> None:
        """Show a topic by its id, or a passage of it by `topic#anchor`."""
        self.go(topic_place(target))
        self.reader.setFocus()

    def look_for(self, typed: str) -> None:
        """Look for something, as if it was typed; for nothing, and one is where one was before."""
        if typed.strip():
            self.go(Place(View.FOUND, typed))
        elif self.trail.current is not None and self.trail.current.view is View.FOUND:
            self.trail.leave_search()
            self.text.show(self.trail.current, self.trail.scroll)

    def go(self, place: Place) -> None:
        """Go to a place."""
        self._leave()
        self.trail.go(place)
        self.controls.find_box.show_typed(_typed(place))
        self.text.show(place)

    def back(self) -> None:
        """Go to the place before."""
        self._step(self.trail.back)

    def forward(self) -> None:
        """Go to the place from which one went back."""
        self._step(self.trail.forward)

    def _step(self, step: Callable[[], None]) -> None:
        self._leave()
        step()
        if self.trail.current is not None:
            self.controls.find_box.show_typed(_typed(self.trail.current))
            self.text.show(self.trail.current, self.trail.scroll)

    def _leave(self) -> None:
        self.panels.popover.close_panel()
        self.trail.remember(self.reader.verticalScrollBar().value())

    def _connect(self) -> None:
        controls, desk = self.controls, self.desk
        controls.back_wanted.connect(self.back)
        controls.forward_wanted.connect(self.forward)
        controls.print_wanted.connect(self.print_page)
        controls.list_wanted.connect(desk.show_list)
        controls.heading_chosen.connect(self.reader.go_to)
        controls.find_box.wanted.connect(self.look_for)
        controls.find_box.left.connect(self._on_find_left)
        desk.list_shown.connect(controls.topics.setChecked)
        self.topics.place_chosen.connect(self._on_place_chosen)
        self.reader.link_chosen.connect(self.follow)
        self.text.shown.connect(self._on_shown)
        self.panels.place_wanted.connect(self.go)
        self.panels.kept_changed.connect(self.text.renew)
        self.surroundings.appearance.changed.connect(self._fit_height)
        self.surroundings.tasks.journal_closed.connect(self._forget)
        for keys, act in ((QKeySequence.StandardKey.Back, self.back), (QKeySequence.StandardKey.Forward, self.forward)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _make_links(self) -> Mapping[str, Callable[[str], object]]:
        return {
            "topic": lambda target: self.go(topic_place(target)),
            "here": self.reader.go_to,
            "term": self.panels.show_term,
            "copy": self.panels.copy,
            "keep": self._keep,
            "tell": self.text.tell_picture,
            "enlarge": self._enlarge,
            "find": self.look_for,
            "words": lambda name: self.go(Place(View.WORDS, name)),
            "kept": lambda _nothing: self.go(Place(View.KEPT)),
            "widen": lambda _nothing: self.desk.show_list(is_shown=False),
            "print": lambda _nothing: self.print_page(),
            "http": self.panels.show_leaving,
            "https": self.panels.show_leaving,
        }

    def follow(self, link: str) -> None:
        """Do what a link means; one that leads out of the program is shown, and never opened."""
        scheme, _, target = link.partition(":")
        is_outside = scheme in ("http", "https")
        if scheme in self._links:
            self._links[scheme](link if is_outside else target)

    def _on_shown(self, is_new: bool) -> None:
        composed = self.text.composed
        if composed is None:
            return
        self.controls.show_headings(composed.headings)
        self.controls.back.setEnabled(self.trail.has_back)
        self.controls.forward.setEnabled(self.trail.has_forward)
        self.topics.show_place(composed.place)
        self.topics.filter(_typed(composed.place))
        self.desk.show_text()
        self.set_main_action(tr("Print or save…"), self.print_page, icon="print")
        if is_new:
            announce(self.reader, composed.title)
        if not self._is_search_ready:
            self._is_search_ready = True
            prepare = partial(prepare_search, self.surroundings.installation)
            self.surroundings.tasks.read(prepare, then=lambda _nothing: None)

    def _on_contents(self, contents: Contents) -> None:
        self.topics.show_contents(contents)
        if self.trail.current is not None:
            self.topics.show_place(self.trail.current)

    def _on_find_left(self) -> None:
        self.surroundings.tasks.read(lambda _journal: None, then=lambda _nothing: self.reader.focus_first_link())

    def _on_place_chosen(self, place: Place) -> None:
        self.desk.show_text()
        self.go(place)

    def _keep(self, target: str) -> None:
        composed = self.text.composed
        if composed is not None:
            key = target if "#" in target else f"{composed.place.name}#{target}"
            self.panels.show_acts(key)

    def _enlarge(self, name: str) -> None:
        composed = self.text.composed
        if composed is not None:
            self._top.show()
            viewer = PictureViewer(self.surroundings.appearance, name, composed.pictures.get(name, ""))
            self.show_inner(viewer, composed.title, back=tr("Back to the text"))
            viewer.setFocus()

    def _close_inner(self) -> None:
        if isinstance(self.inner, TakeAlong):
            self.inner.close_out()

    def _fit_height(self) -> None:
        """Where the window is low, leave the height to the text."""
        is_low = self.height() < self.fontMetrics().lineSpacing() * _LEAST_LINES
        self._top.setVisible(not is_low or self.inner is not None)
        self.controls.set_low(is_low=is_low)

    def _forget(self) -> None:
        """Keep nothing of a record that is closed: its notes stand in the text."""
        self.trail = Trail()
        self._close_inner()
        self.show_outer()
        self.panels.popover.hide()
        self.text.forget()


def _typed(place: Place) -> str:
    """Return what stands in the box to find in, at a place."""
    return place.name if place.view is View.FOUND else ""
