"""The page that lists the records of one kind: filter, sort, open, add, delete with Undo. Other pages are built from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from hoofbeat.domain.records import Kind, Record
from hoofbeat.ui.form_layouts import FormLayout
from hoofbeat.ui.forms import RecordForm
from hoofbeat.ui.models import Column, Ordering, PagedTableModel
from hoofbeat.ui.pages.page import Page
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.parts import column, label, row
from hoofbeat.ui.widgets.table import RecordTable
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.services.journals import Journal

_FILTER_MILLISECONDS = 150


@dataclass(frozen=True, slots=True)
class ListSpec:
    """What a list of records shows and says. Texts are in English and are translated where they are shown.

    `title` is of the list, `add` of its main button, `new` and `one` of the form; `empty` says what it is for, `example` gives one.
    """

    kind: Kind
    title: str
    add: str
    new: str
    one: str
    empty: str
    example: str
    icon: str
    columns: Sequence[Column[Any]]
    ordering: Ordering | None = None
    searched: Sequence[str] = ()
    layout: FormLayout | None = None


class KindSource:
    """The records of one kind as rows."""

    def __init__(self, kind: Kind, searched: Sequence[str]) -> None:
        self._kind = kind
        self._searched = searched

    def ids(self, journal: Journal, ordering: Ordering, filter_text: str) -> Sequence[str]:
        """Return the ids in order."""
        from hoofbeat.services import lists

        return lists.list_ids(
            journal,
            kind=self._kind,
            order_by=ordering.key,
            is_descending=ordering.is_descending,
            containing=filter_text,
            within=self._searched,
        )

    def rows(self, journal: Journal, ids: Sequence[str]) -> Sequence[Record]:
        """Return the records."""
        from hoofbeat.services import lists

        return lists.get_in_order(journal, kind=self._kind, ids=ids)


class RecordList(QWidget):
    """The list itself: a filter above a table, or a word of welcome while there is nothing.

    Signals: `record_opened` with the record; `record_removed` with its id; `add_requested`.
    """

    record_opened = Signal(object)
    record_removed = Signal(str)
    add_requested = Signal()

    def __init__(self, surroundings: Surroundings, spec: ListSpec) -> None:
        super().__init__()
        self._spec = spec
        self.model: PagedTableModel[Any] = PagedTableModel(
            surroundings.tasks,
            KindSource(spec.kind, spec.searched),
            spec.columns,
            ordering=spec.ordering,
            parent=self,
        )
        self.table = RecordTable(tr(spec.title))
        self.table.show_model(self.model)
        self.filter = QLineEdit()
        self._count = label("", "small", wraps=False)
        self._timer = QTimer(self, singleShot=True, interval=_FILTER_MILLISECONDS)
        self._build(surroundings)
        self._connect()

    def reload(self) -> None:
        """Read the list anew."""
        self.model.reload()

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def _build(self, surroundings: Surroundings) -> None:
        spec = self._spec
        self.filter.setPlaceholderText(tr("Find in this list"))
        self.filter.setAccessibleName(tr("Find in this list"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(surroundings.appearance.scaled(360))
        self._empty = EmptyState(
            surroundings.appearance.icons,
            icon=spec.icon,
            text=tr(spec.empty),
            example=tr(spec.example),
            act_text=tr(spec.add),
            act=self.add_requested.emit,
        )
        listed = QWidget()
        inside = column(spacing="m")
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addLayout(row(self.filter, self._count, None, spacing="m"))
        inside.addWidget(self.table, 1)
        listed.setLayout(inside)
        self._stack = QStackedWidget()
        self._stack.addWidget(listed)
        self._stack.addWidget(self._empty)
        outside = column(spacing="")
        outside.addWidget(self._stack)
        self.setLayout(outside)

    def _connect(self) -> None:
        self.model.loaded.connect(self._on_loaded)
        self.filter.textChanged.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(lambda: self.model.set_filter(self.filter.text().strip()))
        self.table.row_opened.connect(lambda place: self.record_opened.emit(self.model.row_at(place)))
        self.table.row_removed.connect(lambda place: self.record_removed.emit(self.model.id_at(place)))

    def _on_loaded(self) -> None:
        is_empty = self.model.total == 0 and not self.model.filter_text
        self._stack.setCurrentIndex(1 if is_empty else 0)
        count = self.model.total
        found = (
            ntr("{count} found", "{count} found", count)
            if self.model.filter_text
            else "{count} " + kind_name(self._spec.kind, count)
        )
        self._count.setText(found.format(count=count))


class RecordListPage(Page):
    """A page that is one such list, with its form one step in."""

    def __init__(self, surroundings: Surroundings, spec: ListSpec) -> None:
        self.spec = spec
        self.title = spec.title
        self.shows = frozenset({spec.kind})
        super().__init__(surroundings)
        self.list = RecordList(surroundings, spec)
        outside = column(spacing="")
        outside.setContentsMargins(0, 0, 0, SPACE["l"])
        outside.addWidget(self.list)
        self.outer.setLayout(outside)
        self.list.record_opened.connect(self.open_record)
        self.list.record_removed.connect(self.remove_record)
        self.list.add_requested.connect(self.add)

    def load(self) -> None:
        """Read the list."""
        self.set_main_action(tr(self.spec.add), self.add if self.surroundings.can_change else None)
        self.list.reload()

    def add(self, preset: Mapping[str, Any] | None = None) -> bool:
        """Open the form for a new record."""
        if self.surroundings.can_change:
            form = RecordForm(self.surroundings, self.spec.kind, preset=preset or None, layout=self.spec.layout)
            self._show_form(form, tr(self.spec.new))
        return True

    def find_here(self) -> bool:
        """Put the cursor into the filter."""
        if self.inner is None:
            self.list.find_here()
        return True

    def open_record(self, record: Record) -> None:
        """Open the form to correct a record."""
        form = RecordForm(self.surroundings, self.spec.kind, record=record, layout=self.spec.layout)
        form.remove_requested.connect(partial(self.remove_record, record.id))
        self._show_form(form, tr(self.spec.one))

    def show_record(self, record_id: str) -> None:
        """Open the form to correct the record with this id."""
        query = partial(_find, self.spec.kind, record_id)
        self.surroundings.tasks.read(query, view=(self, "record"), then=self._on_found)

    def mark_as_given(self, record_id: str) -> None:
        """Open the medicine, as long as this plain list is its page."""
        self.show_record(record_id)

    def remove_record(self, record_id: str) -> None:
        """Delete a record at once; Undo brings it back."""
        if self.surroundings.can_change:
            self.surroundings.tasks.change(partial(_remove, self.spec.kind, record_id), then=self._on_removed)

    def prepare_to_close(self) -> None:
        """Keep what was typed."""
        if isinstance(self.inner, RecordForm):
            self.inner.keep_draft()

    def on_back(self) -> None:
        """Leave the form; what was typed stays as a draft."""
        if isinstance(self.inner, RecordForm):
            self.inner.close_keeping_draft()
        else:
            self.show_outer()

    def _on_found(self, record: Record | None) -> None:
        if record is not None:
            self.open_record(record)

    def _show_form(self, form: RecordForm, title: str) -> None:
        form.saved.connect(self._on_saved)
        form.closed.connect(self._on_closed)
        self.show_inner(form, title, back=tr(self.spec.title))
        form.focus_first()

    def _on_saved(self, _change: Change | None) -> None:
        self._on_closed()
        self.show_saved()

    def _on_closed(self) -> None:
        self.show_outer()
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_removed(self, _change: Change) -> None:
        if self.inner is not None:
            self._on_closed()
        self.surroundings.host.say_undoable(tr("Deleted."))


def _find(kind: Kind, record_id: str, journal: Journal) -> Record | None:
    from hoofbeat.services import lists

    return next(iter(lists.get_in_order(journal, kind=kind, ids=[record_id])), None)


def _remove(kind: Kind, record_id: str, journal: Journal, author: str) -> Change:
    from hoofbeat.services import records

    return records.remove(journal, kind=kind, record_id=record_id, author=author)
