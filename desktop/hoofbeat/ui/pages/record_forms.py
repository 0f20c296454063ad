"""For pages that show records in their own way: the form of a record one step in, deleting with Undo, drafts gone on with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from hoofbeat.domain.records import Kind, Record
from hoofbeat.ui.form_layouts import FormLayout
from hoofbeat.ui.forms import Form, RecordForm
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.services.journals import Journal


class PageWithForms(ScrollingPage):
    """A scrolling page that opens forms of several kinds."""

    def open_form(
        self,
        kind: Kind,
        title: str,
        *,
        record: Record | None = None,
        preset: Mapping[str, Any] | None = None,
        layout: FormLayout | None = None,
    ) -> None:
        """Open the form of a record, or of a new one of a kind."""
        if record is None and not self.surroundings.can_change:
            return
        form = RecordForm(self.surroundings, kind, record=record, preset=preset, layout=layout)
        if record is not None:
            form.remove_requested.connect(partial(self.remove_record, kind, record.id))
        self.show_form(form, title)

    def show_form(self, form: Form, title: str) -> None:
        """Show any form one step in."""
        form.saved.connect(self._on_form_saved)
        form.closed.connect(self.show_outer)
        self.show_inner(form, title, back=tr(self.title))
        form.focus_first()

    def find_record(self, kind: Kind, record_id: str, title: str) -> None:
        """Open the form of the record with this id."""

        def opened(record: Record | None) -> None:
            if record is not None:
                self.open_form(kind, title, record=record)

        self.surroundings.tasks.read(partial(_find, kind, record_id), view=(self, "record"), then=opened)

    def remove_record(self, kind: Kind, record_id: str) -> None:
        """Delete a record at once; Undo brings it back."""
        if self.surroundings.can_change:
            self.surroundings.tasks.change(partial(_remove, kind, record_id), then=self._on_removed)

    def on_back(self) -> None:
        """Leave the form; what was typed stays as a draft."""
        if isinstance(self.inner, Form):
            self.inner.close_keeping_draft()
        else:
            self.show_outer()

    def prepare_to_close(self) -> None:
        """Keep what was typed."""
        if isinstance(self.inner, Form):
            self.inner.keep_draft()

    def _on_form_saved(self, _change: Change | None) -> None:
        self.show_outer()
        self.show_saved()

    def _on_removed(self, _change: Change) -> None:
        self.show_outer()
        self.surroundings.host.say_undoable(tr("Deleted."))


def _find(kind: Kind, record_id: str, journal: Journal) -> Record | None:
    from hoofbeat.services import lists

    return next(iter(lists.get_in_order(journal, kind=kind, ids=[record_id])), None)


def _remove(kind: Kind, record_id: str, journal: Journal, author: str) -> Change:
    from hoofbeat.services import records

    return records.remove(journal, kind=kind, record_id=record_id, author=author)
