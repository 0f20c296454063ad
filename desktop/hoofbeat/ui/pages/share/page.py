"""The page itself: reads the choices, has the newest sheet made, shows it, and hands it to the ways out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from hoofbeat.domain.records import Kind
from hoofbeat.domain.sheets.kinds import Section, SheetKind
from hoofbeat.domain.values import Period
from hoofbeat.settings import PaperChoice
from hoofbeat.ui.pages.page import Page
from hoofbeat.ui.pages.share.leaving import Leaving
from hoofbeat.ui.pages.share.making import Made, Wanted, make, read_choices
from hoofbeat.ui.pages.share.options import Options
from hoofbeat.ui.pages.share.preview_pane import PreviewPane
from hoofbeat.ui.pages.share.saved_acts import SavedChoiceActs
from hoofbeat.ui.pages.share.sides import Sides
from hoofbeat.ui.preview import Draftsman
from hoofbeat.ui.printing import PrinterRefusedError
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.tasks import CancelledError, Job
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.parts import column
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.sheets.kinds import Section
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.sheets.choices import SheetChoices
    from hoofbeat.services.sheets.kept_reading import KeptReading

_TYPING_MILLISECONDS = 350
"""A sheet is made anew when nobody has typed for so long."""


class SharePage(Page):
    """The sheets."""

    title = "Share"
    shows = frozenset(Kind) - {Kind.SHARED}

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._wanted: Wanted | None = None
        self._made: Made | None = None
        self._is_empty: bool | None = None
        self._job: Job | None = None
        self._waiting: Callable[[Made], object] | None = None
        self._kept: KeptReading | None = None
        self.draftsman = Draftsman(self)
        self.options = Options(surroundings)
        self.preview = PreviewPane(surroundings, self.draftsman)
        self._leaving = Leaving(surroundings, self.draftsman, self._with_newest, lambda: self.options.password)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._lay_out()
        self._connect()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to make a sheet of."""
        return bool(self._is_empty)

    @property
    def is_shown(self) -> bool:
        """Tell whether the sheet that is chosen now is made and drawn."""
        return self._made is not None and self._made.wanted == self._wanted and self.preview.paper.is_drawn

    @override
    def load(self) -> None:
        """Read the choices, then have the sheet made anew."""
        query = partial(read_choices, self.surroundings)
        self.surroundings.tasks.read(query, view=self, then=self._on_choices_read)

    @override
    def print_page(self) -> bool:
        """Print the sheet."""
        self.print_sheet()
        return True

    @override
    def prepare_to_close(self) -> None:
        """End the printing and the drawing, and take away what was made only to be opened."""
        self._leaving.give_up()
        self.preview.clear()
        self.draftsman.close()

    def show_visit(self, visit_id: str) -> None:
        """Show the sheet for one appointment."""
        self.options.choose_visit(visit_id)
        self.mark_stale()

    def show_test(self, test: str) -> None:
        """Show the sheet of results with this test alone, its chart among them."""
        self.options.choose_test(test)
        self.mark_stale()

    def show_sheet(
        self,
        kind: SheetKind,
        *,
        period: Period | None = None,
        left_out: frozenset[Section] | None = None,
        words: tuple[str, ...] = (),
    ) -> None:
        """Show a sheet, of a period where one is given, with these words only, without some of its sections."""
        self.options.choose_sheet(kind, period or Period(), left_out, words)
        self.mark_stale()

    def show_side(self, side: QWidget) -> None:
        """Bring the choices or the preview into view."""
        self._sides.show_side(side)

    def print_sheet(self) -> None:
        """Ask by the system's dialog, and print."""
        self._with_newest(self._leaving.print_sheet)

    def _lay_out(self) -> None:
        self._sides = Sides(self.surroundings.appearance, self.options, self.preview)
        self._empty = EmptyState(
            self.surroundings.appearance.icons,
            icon="paper",
            text=tr(
                "A visit sheet is a page to take along: what you want to ask, what changed, your medicines, results."
            ),
            example=tr("For example: for Dr Lee on 4 March, with 3 questions, since the visit of 12 January."),
            act_text=tr("Add your next appointment"),
            act=lambda: self.surroundings.host.show_page("appointments", lambda page: page.add()),
        )
        inside = column(spacing="m")
        inside.setContentsMargins(0, 0, 0, SPACE["l"])
        inside.addWidget(self._leaving)
        inside.addWidget(self._sides, 1)
        inside.addWidget(self._empty, 1)
        self.outer.setLayout(inside)
        self._show_empty(False)

    def _connect(self) -> None:
        self.options.changed.connect(self._make)
        self.options.typed.connect(self._typing.start)
        self.options.sections_chosen.connect(self._on_sections_chosen)
        self.options.paper_chosen.connect(self._on_paper_chosen)
        self.preview.failed.connect(self._on_failed)
        self._leaving.begun.connect(self.show_state)
        self._leaving.over.connect(lambda: self.show_state(""))
        self._leaving.said.connect(self._say)
        self._leaving.failed.connect(self._on_failed)
        self._typing.timeout.connect(self._make)
        self._saved = SavedChoiceActs(self.surroundings, self.options)
        self.surroundings.tasks.journal_closed.connect(self._forget)

    def _show_empty(self, is_empty: bool) -> None:
        if is_empty is self._is_empty:
            return
        self._is_empty = is_empty
        self._empty.setVisible(is_empty)
        self._leaving.setVisible(not is_empty)
        self._sides.setVisible(not is_empty)
        self.set_main_action(tr("Print…"), None if is_empty else self.print_sheet, icon="print")

    def _on_choices_read(self, choices: SheetChoices) -> None:
        self._show_empty(choices.is_empty)
        if choices.is_empty:
            return
        self.options.show_choices(choices)
        self._made = None
        self._make()

    def _make(self) -> None:
        """Have the sheet made that is chosen now; one that is being made is given up."""
        self._typing.stop()
        self._wanted = self.options.wanted()
        if self._job is not None:
            self._job.cancel()
        steps = partial(make, self._wanted, self.surroundings, self._kept_reading())
        self._job = self.surroundings.tasks.run(
            steps, then=self._on_made, failed=self._on_making_failed, on_reader=True
        )

    def _kept_reading(self) -> KeptReading:
        """Return what sheets of this journal were made from; made when it is first needed, because it brings the data layer along."""
        if self._kept is None:
            from hoofbeat.services.sheets.kept_reading import KeptReading

            self._kept = KeptReading()
        return self._kept

    def _on_made(self, made: Made) -> None:
        if made.wanted != self._wanted:
            return
        self._made = made
        self.options.show_counts(made.sheet.counts)
        self.preview.show_made(made)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting(made)

    def _with_newest(self, act: Callable[[Made], object]) -> None:
        """Do something with the sheet that is chosen now; when it is still being made, as soon as it is there."""
        if self._typing.isActive():
            self._make()
        if self._made is not None and self._made.wanted == self._wanted:
            act(self._made)
        else:
            self._waiting = act

    def _on_sections_chosen(self) -> None:
        if self.surroundings.can_change:
            self.surroundings.tasks.change(partial(_remember, self.options.left_out(), self.options.kind))

    def _on_paper_chosen(self, choice: PaperChoice) -> None:
        settings = self.surroundings.settings()
        self.surroundings.change_settings(settings.replaced(paper=choice))

    def _on_making_failed(self, error: Exception) -> None:
        if not isinstance(error, CancelledError):
            self._waiting = None
            self._on_failed(error)

    def _on_failed(self, error: Exception) -> None:
        self.show_state("")
        if isinstance(error, PrinterRefusedError):
            self._say(tr("The printer did not take the sheet. Nothing was lost. Check the printer, then print again."))
        else:
            self.surroundings.host.tell_error(error)

    def _say(self, text: str) -> None:
        self.show_state("")
        self.surroundings.host.say(text)

    def _forget(self) -> None:
        """Keep nothing of a record that is closed."""
        self._made = self._wanted = self._waiting = self._kept = None
        self.preview.clear()


def _remember(sections: frozenset[Section], kind: SheetKind, journal: Journal, _author: str) -> None:
    from hoofbeat.services.sheets.saved_choices import remember_left_out

    remember_left_out(journal, sections=sections, kind=kind)
