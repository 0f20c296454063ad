"""The preview of one file: whose record it is, what is new, what is there already, what is not taken and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from hoofbeat.domain.imports import ImportChoices, Resolution
from hoofbeat.ui.models import Column, Ordering, PagedTableModel
from hoofbeat.ui.pages.bring_in.conflicts import ConflictsView
from hoofbeat.ui.pages.bring_in.preview import FoundRow, KindRow, NotTakenRow, PartRow, Preview
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.growing_table import GrowingTable
from hoofbeat.ui.widgets.parts import button, card, column, label
from hoofbeat.ui.widgets.tick_line import tick_line
from hoofbeat.wording.import_preview import overview_words, person_words, unread_dates_words
from hoofbeat.wording.imports import difference_sentence
from hoofbeat.wording.translation import ntr, tr

_FIRST = 8
"""Rows of a table that are shown until the person asks for more."""


class RowsSource:
    """Rows that were gathered before, in their order or by a column's texts."""

    def __init__(self, rows: Sequence[Any], texts: dict[str, Callable[[Any], Any]]) -> None:
        self._rows = rows
        self._texts = texts

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Hold other rows from now on."""
        self._rows = rows

    def ids(self, _journal: object, ordering: Ordering, _filter_text: str) -> Sequence[str]:
        """Return the places of the rows in order."""
        places = list(range(len(self._rows)))
        if ordering.key:
            text = self._texts[ordering.key]
            places.sort(key=lambda place: text(self._rows[place]), reverse=ordering.is_descending)
        return [str(place) for place in places]

    def rows(self, _journal: object, ids: Sequence[str]) -> Sequence[Any]:
        """Return the rows at these places."""
        return [self._rows[int(each)] for each in ids]


class PreviewView(QWidget):
    """Signals: `people_chosen` with the places of the people whose records are to be taken; `choices_changed` with ImportChoices."""

    people_chosen = Signal(object)
    choices_changed = Signal(object)

    def __init__(self, surroundings: Surroundings, preview: Preview) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._preview = preview
        # What was chosen, at once: the preview that follows from it comes a moment later.
        self._choices = preview.plan.choices
        self.boxes: list[QCheckBox] = []
        self.found_table: GrowingTable | None = None
        self.conflicts: ConflictsView | None = None
        self._sources: dict[str, tuple[RowsSource, PagedTableModel[Any]]] = {}
        self._inside = column(spacing="l")
        self.setLayout(self._inside)
        self._add_people()
        if not self.needs_people:
            self._add_overview()
        self._add_not_taken()
        self._add_parts()

    @property
    def needs_people(self) -> bool:
        """Tell whether the person has yet to say whose records to take."""
        return self._preview.chosen is not None and not self._preview.chosen

    def refresh(self, preview: Preview) -> None:
        """Show what the choices made of the preview; rows and keyboard stay where they are."""
        self._preview = preview
        self._overview.setText(_overview(preview))
        for name, rows in (("kinds", preview.kinds), ("found", preview.found)):
            if name in self._sources:
                source, model = self._sources[name]
                source.set_rows(rows)
                model.reload()

    def _add_people(self) -> None:
        people = self._preview.plan.file.people
        if len(people) < 2:
            for difference in self._preview.plan.differences:
                text = tr("{difference} Please check whose record this is before you add it.").format(
                    difference=difference_sentence(difference)
                )
                self._inside.addWidget(Notice(text, self._surroundings.appearance, icon="person"))
            return
        frame, inside = card(spacing="s")
        inside.addWidget(label(tr("This file holds records of several people. Whose do you want to add?"), "label"))
        chosen = self._preview.chosen or frozenset()
        for place, person in enumerate(people):
            box = QCheckBox()
            box.setAccessibleName(person_words(person))
            box.setChecked(place in chosen)
            box.toggled.connect(lambda _checked: self._on_people_toggled())
            inside.addWidget(tick_line(box, person_words(person)))
            self.boxes.append(box)
        for sentence in self._chosen_strangers():
            inside.addWidget(label(sentence, "small"))
        self._inside.addWidget(frame)

    def _chosen_strangers(self) -> list[str]:
        people, chosen = self._preview.plan.file.people, self._preview.chosen or frozenset()
        return [
            difference_sentence(each) for each in self._preview.plan.differences if people.index(each.person) in chosen
        ]

    def _add_overview(self) -> None:
        preview = self._preview
        if preview.unread_dates:
            words = unread_dates_words(len(preview.unread_dates), preview.unread_dates[0])
            self._inside.addWidget(Notice(words, self._surroundings.appearance, icon="calendar-day"))
        self._overview = label(_overview(preview))
        self._inside.addWidget(self._overview)
        if preview.conflicts:
            self.conflicts = ConflictsView(self._surroundings, preview.conflicts, hides_numbers=preview.hides_numbers)
            self.conflicts.resolved.connect(self._on_resolved)
            self._inside.addWidget(self.conflicts)
        if preview.kinds:
            self._add_table(
                tr("What was found"), preview.kinds, _kind_columns(), first=len(preview.kinds), name="kinds"
            )
        if preview.found:
            self._add_found()

    def _add_found(self) -> None:
        rows = self._preview.found
        can_leave = any(row.can_leave for row in rows)
        hint = tr("Click a row, or press Enter on it, to leave it out or to take it after all.") if can_leave else ""
        heading = tr("Record by record")
        table = self._add_table(heading, rows, self._found_columns(), first=_FIRST, name="found", hint=hint)
        self.found_table = table
        table.table.row_opened.connect(self._on_row_opened)

    def _on_row_opened(self, place: int) -> None:
        _, model = self._sources["found"]
        row: FoundRow = model.row_at(place)
        if not row.can_leave:
            return
        was_left = row.key in self._choices.left
        left = self._choices.left - {row.key} if was_left else self._choices.left | {row.key}
        self._choose(replace(self._choices, left=left))
        announce(self, tr("Taken") if was_left else tr("Left out"))

    def _on_resolved(self, resolutions: dict[str, Resolution]) -> None:
        self._choose(replace(self._choices, resolutions=resolutions))

    def _choose(self, choices: ImportChoices) -> None:
        self._choices = choices
        self.choices_changed.emit(choices)

    def _add_parts(self) -> None:
        parts = self._preview.parts
        if parts and not self.needs_people:
            columns = (
                Column[PartRow]("File", lambda row: row.name, "name"),
                Column[PartRow]("What came of it", lambda row: row.outcome, characters=52),
            )
            self._add_table(tr("Files in it"), parts, columns, first=_FIRST)

    def _add_not_taken(self) -> None:
        rows = self._preview.not_taken
        if not rows or self.needs_people:
            return
        reasons = [*_reasons(rows)]
        self._add_table(tr("Not taken, and why"), reasons, _reason_columns(), first=_FIRST)
        if len(reasons) < len(rows):
            words = tr("Show each one with its place in the file")
            icons = self._surroundings.appearance.icons
            self._places = button(words, self._on_places_clicked, look="edge", icon="down", icons=icons)
            self._inside.addWidget(self._places, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_places_clicked(self) -> None:
        self._places.hide()
        self._add_table(tr("Each one that is not taken"), self._preview.not_taken, _place_columns(), first=_FIRST)

    def _add_table(
        self,
        heading: str,
        rows: Sequence[Any],
        columns: Sequence[Column[Any]],
        *,
        first: int,
        name: str = "",
        hint: str = "",
    ) -> GrowingTable:
        texts = {each.sort_key: each.text for each in columns if each.sort_key}
        source = RowsSource(rows, texts | _ORDERS)
        model: PagedTableModel[Any] = PagedTableModel(self._surroundings.tasks, source, columns, parent=self)
        table = GrowingTable(heading, model, self._surroundings.appearance.icons, first=first)
        if name:
            self._sources[name] = (source, model)
            _keep_place(table, model)
        block = column(spacing="s")
        block.addWidget(label(heading, "heading"))
        if hint:
            block.addWidget(label(hint, "quiet"))
        block.addWidget(table)
        self._inside.addLayout(block)
        model.reload()
        return table

    def _found_columns(self) -> Sequence[Column[Any]]:
        def value(row: FoundRow) -> str:
            return tr("Hidden") if self._preview.hides_numbers and row.value else row.value

        def date(row: FoundRow) -> str:
            return self._surroundings.date_text(row.on, is_short=True)

        has_remarks = any(row.remark for row in self._preview.found)
        remarks = (Column[FoundRow]("Note", lambda row: row.remark),) if has_remarks else ()
        can_leave = any(row.can_leave for row in self._preview.found)
        acts = (Column[FoundRow]("Choice", _act_words, characters=10, is_act=True),) if can_leave else ()
        return (
            Column(
                "What",
                lambda row: ": ".join(filter(None, (row.kind, row.name))),
                "name",
                characters=26 if has_remarks else 0,
            ),
            Column("Says", value, characters=24),
            Column("Date", date, "date", characters=13),
            Column("Adding", lambda row: row.verdict, "verdict", characters=18),
            *acts,
            *remarks,
        )

    def _on_people_toggled(self) -> None:
        self.people_chosen.emit(frozenset(place for place, box in enumerate(self.boxes) if box.isChecked()))


def _overview(preview: Preview) -> str:
    differing = len(preview.summary.conflicts) + preview.changed_count - preview.moved_count
    return overview_words(
        preview.new_count,
        preview.already_there_count,
        len(preview.not_taken),
        differing=differing,
        moved=preview.moved_count,
    )


def _act_words(row: FoundRow) -> str:
    if not row.can_leave:
        return ""
    return tr("Take it") if row.is_left else tr("Leave out")


def _keep_place(table: GrowingTable, model: PagedTableModel[Any]) -> None:
    """Stand on the same row after its model was read anew."""
    place = -1

    def remember() -> None:
        nonlocal place
        place = table.table.currentIndex().row()

    def stand_again() -> None:
        if 0 <= place < model.rowCount():
            table.table.setCurrentIndex(model.index(place, 0))

    model.modelAboutToBeReset.connect(remember)
    model.loaded.connect(stand_again)


def _kind_columns() -> Sequence[Column[KindRow]]:
    return (
        Column("Kind", lambda row: row.kind),
        Column("In the file", lambda row: str(row.found), characters=11, is_number=True),
        Column("New", lambda row: str(row.new), characters=8, is_number=True),
        Column("Already there", lambda row: str(row.already_there), characters=14, is_number=True),
    )


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why some entries are not taken, how many they are, and where the first of them stands."""

    why: str
    count: int
    first: str


def _reasons(rows: Sequence[NotTakenRow]) -> Iterator[_Reason]:
    for why, group in groupby(rows, key=lambda row: row.why):
        same = [*group]
        yield _Reason(why, len(same), same[0].where)


def _reason_columns() -> Sequence[Column[_Reason]]:
    def place(row: _Reason) -> str:
        if row.count == 1:
            return row.first
        more = ntr("and {count} more", "and {count} more", row.count - 1).format(count=row.count - 1)
        return f"{row.first} {more}"

    return (
        Column("Why", lambda row: row.why, "why"),
        Column("Entries", lambda row: str(row.count), "count", characters=9, is_number=True),
        Column("Place in the file", place, characters=44),
    )


def _place_columns() -> Sequence[Column[NotTakenRow]]:
    return (
        Column("Why", lambda row: row.why, "why"),
        Column("Place in the file", lambda row: row.where, "where", characters=44),
    )


_ORDERS: dict[str, Callable[[Any], Any]] = {"date": lambda row: str(row.on or ""), "count": lambda row: row.count}
