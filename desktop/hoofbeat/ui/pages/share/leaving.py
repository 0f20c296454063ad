"""How the sheet that is shown leaves the program: printed, saved, opened or copied; and the note of who has it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hoofbeat.domain.records import Handing
from hoofbeat.domain.sheets.kinds import SheetKind
from hoofbeat.ui.pages.share.making import Made
from hoofbeat.ui.preview import Draftsman
from hoofbeat.ui.printing import PrintRun, ask_in_dialog, new_printer
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.ways_out import HandedOut, WaysOut
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from datetime import datetime

    from hoofbeat.domain.changes import Change
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.sheets.making import MadeSheet

WithNewest = Callable[[Callable[[Made], object]], object]
"""Does something with the newest sheet, as soon as it is there."""


class Leaving(QWidget):
    """The buttons of the ways out. Signals: `begun` and `over` around a printing, `said` with a sentence, `failed` with an error."""

    begun = Signal(str)
    over = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(
        self, surroundings: Surroundings, draftsman: Draftsman, with_newest: WithNewest, password: Callable[[], str]
    ) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._draftsman = draftsman
        self._password = password
        self._printing: PrintRun | None = None
        self._ways_out = WaysOut(surroundings.tasks, self)
        self._ways_out.handed_out.connect(self._on_handed_out)
        self._ways_out.refused.connect(self.said)
        self._ways_out.failed.connect(self.failed)
        self._lay_out(with_newest)

    def print_sheet(self, made: Made) -> None:
        """Ask by the system's dialog, and print."""
        is_grey = made.wanted.request.kind is SheetKind.VISIT
        printer = new_printer(made.wanted.paper, title=made.sheet.content.frame.title, is_grey=is_grey)
        if ask_in_dialog(printer, self.window()):
            self._printing = PrintRun(self._draftsman, made.pdf, printer, self)
            self._printing.finished.connect(partial(self._on_printed, made))
            self._printing.failed.connect(self.failed)
            self.begun.emit(tr("Printing…"))
            self._printing.begin()

    def give_up(self) -> None:
        """Print no more, and take away what was made only to be opened."""
        if self._printing is not None:
            self._printing.give_up()
        self._ways_out.clean_up()

    def _lay_out(self, with_newest: WithNewest) -> None:
        icons = self._surroundings.appearance.icons
        ways: tuple[tuple[str, str, Callable[[Made], object]], ...] = (
            (tr("Save as PDF…"), "save", self._save_pdf),
            (tr("Open in the PDF reader"), "open", self._ways_out.open_in_reader),
            (tr("Save as text…"), "note", self._ways_out.save_text),
            (tr("Copy text"), "copy", self._ways_out.copy_text),
        )
        line = FlowLayout(self)
        for text, icon, act in ways:
            line.addWidget(button(text, partial(with_newest, act), icon=icon, icons=icons))
        shared = button(tr("Handed out"), self._show_shared, look="edge", icon="history", icons=icons)
        shared.setToolTip(tr("What was handed out, and to whom"))
        line.addWidget(shared)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _show_shared(self) -> None:
        self._surroundings.host.show_page("shared")

    def _save_pdf(self, made: Made) -> None:
        """Save the PDF, locked first where a password was typed."""
        if not self._password():
            self._ways_out.save_pdf(made)
            return
        work = partial(_locked, made, self._password())
        self._surroundings.tasks.compute(work, then=self._ways_out.save_pdf, failed=self.failed.emit)

    def _on_printed(self, made: Made, count: int) -> None:
        said = ntr("{count} page went to the printer.", "{count} pages went to the printer.", count)
        self._on_handed_out(HandedOut(made, Handing.PRINTED, said.format(count=count)))

    def _on_handed_out(self, handed: HandedOut) -> None:
        """Note who has the sheet now; where nothing can be changed, only say what was done."""
        surroundings = self._surroundings
        if not surroundings.can_change or not isinstance(handed.made, Made):
            self.said.emit(handed.said)
            return
        self.over.emit()
        work = partial(_log, handed.made.sheet, handed, surroundings.now())
        said = tr("{done} It is noted as handed out.").format(done=handed.said)
        surroundings.tasks.change(
            work,
            then=lambda _change: surroundings.host.say_undoable(said),
            failed=partial(self._on_not_noted, handed),
        )

    def _on_not_noted(self, handed: HandedOut, error: Exception) -> None:
        """Say that the sheet left the program all the same, and why nothing is noted of it."""
        self.said.emit(tr("{done} It is not noted as handed out.").format(done=handed.said))
        self.failed.emit(error)


def _locked(made: Made, password: str) -> Made:
    from hoofbeat.services.sheets.making import lock

    return replace(made, pdf=lock(made.pdf, password))


def _log(sheet: MadeSheet, handed: HandedOut, at: datetime, journal: Journal, author: str) -> Change:
    from hoofbeat.services.sheets.sharing import log_sharing

    return log_sharing(journal, made=sheet, handing=handed.handing, at=at, file_name=handed.file_name, author=author)
