"""The Timeline page: the filters above, then the entries by month, and what one asks for with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from typing_extensions import override

from hoofbeat.domain.records import Kind, NoteKind
from hoofbeat.domain.sheets.kinds import SheetKind
from hoofbeat.domain.timeline import TIMELINE_KINDS, Entry, TestValue, TimelineFilter, end_key
from hoofbeat.domain.values import PartialDate, Period
from hoofbeat.ui.pages.record_forms import PageWithForms
from hoofbeat.ui.pages.timeline.entries import EntryList
from hoofbeat.ui.pages.timeline.filters import Filters, left_out_of_sheet
from hoofbeat.ui.record_doors import open_record
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, clear, column, label
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.timeline import month_title
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.timeline import TimelinePage as PageOfEntries
    from hoofbeat.ui.surroundings import Host

_TODAY = "today"
"""Stands for the key of today."""
_NOTES = (("Note", NoteKind.NOTE), ("Symptom", NoteKind.SYMPTOM))
_ON_OTHER_PAGES = (("Appointment", "appointments"), ("Result", "results"), ("Medicine", "medicines"))


class TimelinePage(PageWithForms):
    """Everything by date. It begins at today; what is planned comes when it is asked for."""

    title = "Timeline"
    shows = TIMELINE_KINDS

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._anchor: str | None = _TODAY
        self._entries: list[Entry] = []
        self.filters = Filters(surroundings)
        self.list = EntryList(surroundings, opened=self._open, numbers_asked=self._ask_numbers)
        icons = surroundings.appearance.icons
        self._newer: QPushButton = button("", self._on_newer_clicked, look="quiet", icon="up", icons=icons)
        self._older: QPushButton = button(
            tr("Show older"), self._on_older_clicked, look="quiet", icon="down", icons=icons
        )
        self._room = column(spacing="s")
        self.as_sheet = button(tr("Print as a sheet"), self.print_page, look="quiet", icon="print", icons=icons)
        self._ways = QWidget()
        ways = FlowLayout(self._ways)
        for way in (self._newer, self.as_sheet):
            ways.addWidget(way)
        for part in (self.filters, self._ways):
            self.content.addWidget(part)
        self.content.addLayout(self._room)
        self.content.addWidget(self.list)
        self.content.addWidget(self._older)
        self.content.addStretch(1)
        for part in (self.filters, self._ways, self._newer, self._older):
            part.hide()
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.date_chosen.connect(self.go_to)
        self.as_sheet.setHidden(not surroundings.host.has_page("share"))

    @override
    def load(self) -> None:
        self.set_main_action(tr("Add something"), self._show_menu if self.surroundings.can_change else None)
        self._read(self._on_read, until=self._until, limit=len(self._entries))

    @override
    def add(self) -> bool:
        self.add_note()
        return True

    @override
    def find_here(self) -> bool:
        if self.inner is None and self.filters.isVisible():
            self.filters.go_to_words()
        return True

    @override
    def print_page(self) -> bool:
        if self.inner is not None or not self.surroundings.host.has_page("share"):
            return False
        wanted = self.filters.wanted()
        self.surroundings.host.show_page("share", partial(_show_sheet, wanted))
        return True

    @override
    def continue_draft(self, kind: Kind, record_id: str) -> None:
        if record_id:
            self.open_kind(kind, record_id)
        else:
            self.add_note()

    def add_note(self, kind: NoteKind = NoteKind.NOTE) -> None:
        """Open the form for a new line of the diary."""
        title = tr("New symptom") if kind is NoteKind.SYMPTOM else tr("New note")
        self.open_form(Kind.NOTES, title, preset={"kind": kind, "on": PartialDate.of(self.surroundings.today())})

    def open_kind(self, kind: Kind, record_id: str) -> None:
        """Open the form of a record that has no page of its own."""
        self.find_record(kind, record_id, kind_name(kind).capitalize())

    def go_to(self, on: PartialDate) -> None:
        """Show the entries of a date first, and the older ones below it."""
        self._anchor, self._entries = end_key(on), []
        self._read(self._on_jumped, until=self._until)

    @property
    def _until(self) -> str | None:
        """The key that no entry shown lies behind; today's is worked out anew, since a day may have gone by."""
        return end_key(self.surroundings.today()) if self._anchor == _TODAY else self._anchor

    def _read(self, then: Callable[[PageOfEntries], object], **part: Any) -> None:
        """Read a part of the history: `beside` a place, `is_newer` than it, `until` a key, at least `limit` entries."""
        query = partial(_page, self.surroundings, self.filters.wanted(), part)
        self.surroundings.tasks.read(query, view=(self, "entries"), then=then)

    def _on_read(self, page: PageOfEntries) -> None:
        self._entries = list(page.entries)
        with self.scroll_area.keeping_place():
            self.list.show_entries(page.entries)
            self._show_ends(page.has_newer, page.has_older)
            self._show_rest(page)

    def _on_jumped(self, page: PageOfEntries) -> None:
        self._on_read(page)
        first = page.entries[0] if page.entries else None
        announce(self, tr("Nothing this old.") if first is None else month_title(first.month))
        if self.list.lines:
            self.list.lines[0].open.setFocus()
            QTimer.singleShot(0, self.list, partial(self.scroll_area.bring_into_view, self.list))

    def _show_ends(self, has_newer: bool, has_older: bool) -> None:
        newest = self._entries[0].on if self._entries else None
        is_at_today = newest is None or newest.last >= self.surroundings.today() or self._anchor == _TODAY
        text = tr("Show what is planned") if is_at_today else tr("Show newer")
        self._newer.setText(text)
        self._newer.setAccessibleName(text)
        self._newer.setVisible(has_newer)
        self._older.setVisible(has_older)

    def _show_rest(self, page: PageOfEntries) -> None:
        self.filters.show_years(page.years)
        self.filters.setHidden(page.is_empty)
        self._ways.setHidden(page.is_empty)
        clear(self._room)
        if page.is_empty:
            self._room.addWidget(self._empty())
        elif not page.entries:
            is_all = self.filters.is_plain
            self._room.addWidget(label(tr("Nothing up to this date.") if is_all else tr("Nothing fits these filters.")))
            if not is_all:
                self._room.addWidget(button(tr("Show everything"), self.filters.let_all_through))
        self.scroll_area.order_tabs()

    def _empty(self) -> EmptyState:
        return EmptyState(
            self.surroundings.appearance.icons,
            icon="timeline",
            text=tr("Everything you write down stands here by its date: visits, results, medicines, notes."),
            example=tr("For example: 3 March 2026, Symptom, dizzy after lunch."),
            act_text=tr("Add a note"),
            act=self.add_note if self.surroundings.can_change else None,
        )

    def _on_filter_changed(self) -> None:
        self._anchor = None if self.filters.wanted().end is not None else _TODAY
        self._entries = []
        self._read(self._on_filtered, until=self._until)

    def _on_filtered(self, page: PageOfEntries) -> None:
        self._on_read(page)
        self.scroll_area.verticalScrollBar().setValue(0)

    def _on_older_clicked(self) -> None:
        if self._entries:
            self._read(self._on_older_read, beside=self._entries[-1].place)

    def _on_older_read(self, page: PageOfEntries) -> None:
        first = len(self.list.lines)
        self._entries += page.entries
        self.list.add_entries(page.entries)
        self._show_ends(not self._newer.isHidden(), page.has_older)
        self.scroll_area.order_tabs()
        if len(self.list.lines) > first:
            self.list.lines[first].open.setFocus()

    def _on_newer_clicked(self) -> None:
        beside = self._entries[0].place if self._entries else None
        if beside is None:
            self._anchor = None
            self.load()
        else:
            self._read(self._on_newer_read, beside=beside, is_newer=True)

    def _on_newer_read(self, page: PageOfEntries) -> None:
        self._entries = [*page.entries, *self._entries]
        self._anchor = self._entries[0].place.key if page.has_newer else None
        self.list.show_entries(self._entries)
        self._show_ends(page.has_newer, not self._older.isHidden())
        self.scroll_area.order_tabs()
        if page.entries:
            nearest = self.list.lines[len(page.entries) - 1]
            nearest.open.setFocus()
            self.scroll_area.bring_into_view(nearest)

    def _open(self, entry: Entry) -> None:
        self.scroll_area.remember_focus()
        open_record(self.surroundings, entry.record)

    def _ask_numbers(self, entry: Entry) -> None:
        query = partial(_values, self.surroundings, entry.record.id)
        self.surroundings.tasks.read(query, then=partial(self.list.show_values, entry))

    def _show_menu(self) -> None:
        menu = QMenu(self)
        for text, kind in _NOTES:
            menu.addAction(tr(text), partial(self.add_note, kind))
        menu.addSeparator()
        for text, page in _ON_OTHER_PAGES:
            menu.addAction(tr(text), partial(_add_on, self.surroundings.host, page))
        if self.surroundings.host.can_run("import_files"):
            act = partial(self.surroundings.host.run_command, "import_files")
            menu.addAction(tr("A file from the hospital"), act)
        if self._main is not None:
            menu.popup(self._main.mapToGlobal(QPoint(0, self._main.height())))


def _show_sheet(wanted: TimelineFilter, page: Any) -> None:
    period = Period(wanted.start, wanted.end)
    page.show_sheet(SheetKind.TIMELINE, period=period, left_out=left_out_of_sheet(wanted), words=wanted.words)


def _add_on(host: Host, page: str) -> None:
    host.show_page(page, lambda shown: shown.add())


def _page(
    surroundings: Surroundings, wanted: TimelineFilter, part: Mapping[str, Any], journal: Journal
) -> PageOfEntries:
    from hoofbeat.services import timeline

    limit = max(part.get("limit", 0), timeline.PAGE_SIZE)
    catalogue = partial(_catalogue, surroundings)
    return timeline.page(journal, wanted=wanted, catalogue=catalogue, **{**part, "limit": limit})


def _values(surroundings: Surroundings, sample_id: str, journal: Journal) -> Sequence[TestValue]:
    from hoofbeat.services import timeline

    return timeline.values_of_sample(journal, sample_id=sample_id, catalogue=_catalogue(surroundings))


def _catalogue(surroundings: Surroundings) -> Catalogue:
    return surroundings.installation().catalogue
