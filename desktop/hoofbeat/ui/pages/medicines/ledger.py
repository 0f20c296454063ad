"""The ledger of injections and infusions: what was given as a table, what is planned next, and what was taken as needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QComboBox, QWidget

from hoofbeat.domain.records import Administration, Medication
from hoofbeat.ui.models import Column, Ordering, PagedTableModel
from hoofbeat.ui.pages.medicines import acts
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.growing_table import GrowingTable
from hoofbeat.ui.widgets.line_lists import line, section, surface
from hoofbeat.ui.widgets.parts import clear, column, label, row
from hoofbeat.ui.widgets.scrolling import ScrollingColumn
from hoofbeat.wording import ledger as words
from hoofbeat.wording.medicines import medicine_name, taken_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.ledger import Ledger, LedgerRow

_FIRST_ROWS = 15
_SORTED: Mapping[str, Callable[[LedgerRow], Any]] = MappingProxyType(
    {
        "medicine": lambda each: (each.medication.name.casefold(), str(each.dose.given_at)),
        "days": lambda each: (each.days_since is None, each.days_since or 0),
        "amount": lambda each: (each.dose.unit, each.dose.amount or 0),
        "place": lambda each: words.side_words(each.dose).casefold(),
        "given_by": lambda each: each.dose.given_by.casefold(),
    }
)


class LedgerActs(Protocol):
    """What the ledger asks of its page."""

    def add(self) -> None:
        """Open the form of a new medicine."""

    def edit_given(self, medication: Medication, dose: Administration) -> None:
        """Open the form that corrects a dose given."""


class LedgerSource:
    """The rows of the ledger for the table; what it is filtered by is the id of a medicine."""

    def ids(self, journal: Journal, ordering: Ordering, filter_text: str) -> Sequence[str]:
        """Return the ids of the doses, in order; only by what the file cannot sort by are all rows read."""
        found = acts.ledger_ids(filter_text, journal)
        if ordering.key in _SORTED:
            rows = acts.ledger_rows(found, journal)
            return [each.dose.id for each in sorted(rows, key=_SORTED[ordering.key], reverse=ordering.is_descending)]
        return found if ordering.is_descending else found[::-1]

    def rows(self, journal: Journal, ids: Sequence[str]) -> Sequence[LedgerRow]:
        """Return the rows with these ids."""
        return acts.ledger_rows(ids, journal)


class LedgerColumn(ScrollingColumn):
    """What was given, with what is planned above it."""

    title = "Injections given"

    def __init__(self, surroundings: Surroundings, doing: LedgerActs) -> None:
        super().__init__(surroundings.appearance)
        self._surroundings, self._doing = surroundings, doing
        self._ahead, self._needed = column(spacing="l"), column(spacing="l")
        self._medicines: Sequence[Medication] = ()
        self._chosen = ""
        self._shape: tuple[bool, bool] | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Show the doses of"))
        self.choice.setObjectName("ledger:choice")
        self.choice.activated.connect(self._on_chosen)
        self.table: GrowingTable | None = None
        self._build()

    def load(self) -> None:
        """Read the ledger."""
        query = partial(acts.ledger, self._surroundings.today(), self._chosen)
        self._surroundings.tasks.read(query, view=(self, "ledger"), then=self._on_read)

    def _build(self) -> None:
        self._none = label(tr("None marked yet."), "quiet")
        self._none.hide()
        filters = row(label(tr("Show the doses of"), "label", wraps=False), self.choice, None)
        self._filter = QWidget()
        self._filter.setLayout(filters)
        filters.setContentsMargins(0, 0, 0, 0)
        self._table_place = column(spacing="")
        holder = QWidget()
        holder.setLayout(self._table_place)
        self._given = section(tr("Given"), self._filter, self._none, holder)
        self.content.addLayout(self._ahead)
        self.content.addWidget(self._given)
        self.content.addLayout(self._needed)
        self.content.addStretch(1)

    def _columns(self, *, has_several: bool, has_more: bool) -> list[Column[LedgerRow]]:
        """Return the columns; the medicine stands in one where there are several, the rest where any of it was written."""
        several: list[Column[LedgerRow]] = [
            Column("Medicine", lambda each: each.medication.name, "medicine", characters=22)
        ]
        more: list[Column[LedgerRow]] = [Column("Lot, reaction, note", lambda each: words.rest_words(each.dose))]
        return [
            Column("Given on", self._moment, "given_at", characters=22),
            *(several if has_several else []),
            Column("Amount", lambda each: words.amount_given(each.dose), "amount", characters=16),
            Column(
                "Days since",
                lambda each: words.days_words(each.days_since),
                "days",
                lambda each: words.days_spoken(each.days_since),
                characters=14,
            ),
            Column("Side and place", lambda each: words.side_words(each.dose), "place", characters=22),
            Column(
                "Given by, where",
                lambda each: words.given_by_words(each.dose),
                "given_by",
                characters=26 if has_more else 0,
            ),
            *(more if has_more else []),
        ]

    def _moment(self, each: LedgerRow) -> str:
        return words.moment_given(each.dose, uses_24_hours=self._surroundings.uses_24_hours, is_short=True)

    def _show_table(self, found: Ledger) -> None:
        """Show the rows, in a table with the columns that they need."""
        shape = (len(found.medicines) > 1, found.has_remarks)
        if shape != self._shape or self.table is None:
            self._shape = shape
            clear(self._table_place)
            self.model: PagedTableModel[LedgerRow] = PagedTableModel(
                self._surroundings.tasks,
                LedgerSource(),
                self._columns(has_several=shape[0], has_more=shape[1]),
                ordering=Ordering("given_at", is_descending=True),
                parent=self,
            )
            icons = self._surroundings.appearance.icons
            self.table = GrowingTable(tr("Injections given"), self.model, icons, first=_FIRST_ROWS)
            self.table.table.setObjectName("ledger:table")
            self.table.table.row_opened.connect(self._on_row_opened)
            self._table_place.addWidget(self.table)
        self.table.setVisible(found.has_rows)
        self._none.setVisible(not found.has_rows)
        if self.model.filter_text == self._chosen:
            self.model.reload()
        else:
            self.model.set_filter(self._chosen)

    def _on_read(self, found: Ledger) -> None:
        with self.keeping_place():
            clear(self._ahead)
            clear(self._needed)
            self._show_choice(found.medicines)
            self._given.setVisible(bool(found.medicines))
            self._show_table(found)
            if not found.medicines:
                self._ahead.addWidget(self._empty())
            elif lines := self._ahead_lines(found):
                self._ahead.addWidget(section(tr("Planned next"), surface(lines)))
            if found.needed:
                needed = [
                    line(medicine_name(each.medication), taken_words(each.weeks, each.months)) for each in found.needed
                ]
                self._needed.addWidget(section(tr("Taken as needed"), surface(needed)))

    def _ahead_lines(self, found: Ledger) -> list[QWidget]:
        today = self._surroundings.today()
        lines = [
            line(medicine_name(each.medication), words.ahead_words(each.unmarked, each.next_on, each.order_by, today))
            for each in found.ahead
        ]
        coming = words.coming_words(found.scan, found.treatment)
        return [*lines, line("", coming)] if coming else lines

    def _show_choice(self, medicines: Sequence[Medication]) -> None:
        self._filter.setVisible(len(medicines) > 1)
        if list(medicines) == list(self._medicines):
            return
        self._medicines = medicines
        self.choice.clear()
        self.choice.addItem(tr("All injections and infusions"), "")
        for each in medicines:
            self.choice.addItem(medicine_name(each), each.id)
        self.choice.setCurrentIndex(max(self.choice.findData(self._chosen), 0))

    def _on_chosen(self, place: int) -> None:
        self._chosen = str(self.choice.itemData(place))
        self.load()

    def _on_row_opened(self, place: int) -> None:
        if self._surroundings.can_change:
            found = self.model.row_at(place)
            self._doing.edit_given(found.medication, found.dose)

    def _empty(self) -> EmptyState:
        return EmptyState(
            self._surroundings.appearance.icons,
            icon="syringe",
            text=tr("Each injection or infusion that was given stands here, with its side, its place and its lot."),
            example=tr("For example: 3 March 2026, lanreotide 120 mg, left side, 28 days since the one before."),
            act_text=tr("Add medicine"),
            act=self._doing.add if self._surroundings.can_change else None,
        )
