"""Where the forms of the Medicines page open: one step in, or under the medicine that they are about; and the way back from both."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from hoofbeat.domain.changes import Change
from hoofbeat.ui.forms import Form
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.widgets.parts import card, clear
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording.translation import tr


class FormPlaces:
    """Shows forms, and afterwards what was there before.

    `rooms` are the places where a form can stand in place, `leave` says which medicine was shown when a form is opened one
    step in ("" for the list), and `return_to` shows it again.
    """

    def __init__(
        self,
        page: ScrollingPage,
        *,
        rooms: Callable[[], Iterable[QVBoxLayout]],
        leave: Callable[[], str],
        return_to: Callable[[str], object],
    ) -> None:
        self.in_place: Form | None = None
        self._page = page
        self._rooms, self._leave, self._return_to = rooms, leave, return_to

    def open(self, form: Form, title: str) -> None:
        """Open a form one step in; when it closes, what was there before is shown again."""
        self.close_in_place()
        self._page.scroll_area.remember_focus()
        came_from = self._leave()
        form.saved.connect(partial(self._on_saved, came_from))
        form.closed.connect(partial(self._return_to, came_from))
        self._page.show_inner(form, title, back=tr(self._page.title))
        form.focus_first()

    def open_in_place(self, form: Form, room: QVBoxLayout, area: ScrollingColumn, said: str) -> None:
        """Open a form where the medicine stands."""
        self.close_in_place()
        frame, inside = card(spacing="m")
        inside.addWidget(form)
        room.addWidget(frame)
        self.in_place = form
        form.saved.connect(partial(self._on_saved_in_place, said))
        form.closed.connect(self._on_closed_in_place)
        area.order_tabs()
        form.focus_first()
        area.bring_into_view(form)

    def close_in_place(self) -> None:
        """Take away the form that stands in place; what was typed stays as a draft."""
        if self.in_place is not None:
            self.in_place.keep_draft(closed_on_purpose=True)
            self.in_place = None
            for room in self._rooms():
                clear(room)

    def keep_drafts(self) -> None:
        """Keep what was typed into any form."""
        for form in (self._page.inner, self.in_place):
            if isinstance(form, Form):
                form.keep_draft()

    def _on_saved(self, came_from: str, change: Change | None) -> None:
        self._return_to(came_from)
        self._page.show_saved()
        if change is not None:
            self._page.surroundings.host.say_undoable(tr("Saved."))

    def _on_saved_in_place(self, said: str, _change: Change | None) -> None:
        self._on_closed_in_place()
        self._page.surroundings.host.say_undoable(said)

    def _on_closed_in_place(self) -> None:
        self.close_in_place()
        self._page.mark_stale()
