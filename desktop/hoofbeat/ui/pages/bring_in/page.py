"""The page that brings files in, one after another: reading, preview, one button that adds, and Undo."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar
from typing_extensions import override

from hoofbeat.domain.changes import Act, Mode
from hoofbeat.domain.errors import HoofbeatError
from hoofbeat.domain.tables import NO_CHOICES, TableChoices
from hoofbeat.ui.pages.bring_in.columns import ColumnsView
from hoofbeat.ui.pages.bring_in.done import DoneView, Taken
from hoofbeat.ui.pages.bring_in.pdf_text import PdfTextView, TextBeside
from hoofbeat.ui.pages.bring_in.preview import (
    InDoubt,
    PdfText,
    Preview,
    Shown,
    comparing,
    previewing,
    rechosen,
)
from hoofbeat.ui.pages.bring_in.preview_view import PreviewView
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.tasks import CancelledError, Job
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.parts import breakable, button, clear, label, row
from hoofbeat.wording.errors import sentence
from hoofbeat.wording.import_preview import add_words, added_words, file_of_files, stage_words
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.domain.imports import ImportChoices
    from hoofbeat.domain.progress import Progress
    from hoofbeat.domain.tables import FoundTable, TableLayout
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal

_STEPS = 1_000
T = TypeVar("T")


class BringInPage(ScrollingPage):
    """Shows what files hold before anything is taken from them."""

    title = "Bring in a file"

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        # Files to read, and texts of PDFs of a folder that was read.
        self._files: list[Path | PdfText] = []
        self._place = 0
        self._job: Job | None = None
        self._said = NO_CHOICES
        self._taken: list[Taken] = []
        self._view: PreviewView | None = None
        self.preview_shown: Preview | None = None
        surroundings.tasks.change_made.connect(self._on_change_made)
        self._bar: QProgressBar | None = None
        self._show_empty()

    def preview(self, paths: Sequence[Path]) -> None:
        """Show what these files hold, one after another."""
        self._cancel()
        self._files, self._place, self._said, self._taken = list(paths), 0, NO_CHOICES, []
        self._read()

    @override
    def load(self) -> None:
        if not self._files and not self._taken:
            self._show_empty()

    @override
    def prepare_to_close(self) -> None:
        self._cancel()

    @property
    def path(self) -> Path:
        """The file that is shown."""
        shown = self._files[self._place]
        return shown.path if isinstance(shown, PdfText) else shown

    def add_records(self) -> None:
        """Save what is new in the file that is shown, as one change."""
        preview = self.preview_shown
        if preview is None or not preview.has_changes or not self.surroundings.can_change:
            return
        self._show_progress(tr("Saving"))
        steps = partial(_committing, preview, self.surroundings.installation)
        self._run(steps, then=partial(self._on_added, preview), on_reader=False)

    def _read(self) -> None:
        shown = self._files[self._place]
        if isinstance(shown, PdfText):
            self._show_text(shown)
            return
        self._show_progress(stage_words("read"))
        self._run(partial(previewing, self.path, self._said, self.surroundings.installation), then=self._on_read)

    def _run(
        self,
        steps: Callable[[Journal, str], Generator[Progress, None, T]],
        *,
        then: Callable[[T], object],
        on_reader: bool = True,
    ) -> None:
        self._job = self.surroundings.tasks.run(
            steps,
            then=then,
            progress=self._on_progress,
            failed=self._on_failed,
            on_reader=on_reader,
        )

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _clear(self) -> None:
        clear(self.content)
        self._bar = self._view = None
        self.set_main_action("", None)

    def _show_empty(self) -> None:
        self._clear()
        self.preview_shown = None
        can_change = self.surroundings.can_change
        folder = button(tr("Choose a folder…"), self._choose_folder, look="quiet") if can_change else None
        empty = EmptyState(
            self.surroundings.appearance.icons,
            icon="import",
            text=tr(
                "Add results, medicines, appointments and allergies from a file that your hospital gave you. You see everything before it is added."
            ),
            example=tr(
                "For example: a health record (FHIR or C-CDA), a table of results (CSV or a spreadsheet), a calendar, a PDF with text, or a zip with all of them. You can also drop files and folders on the window."
            ),
            act_text=tr("Choose a file…"),
            act=partial(self.surroundings.host.run_command, "import_files") if can_change else None,
            beside=folder,
        )
        self.content.addWidget(empty)
        self.content.addStretch(1)

    def _choose_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self, tr("Bring in a folder"))
        if name:
            self.preview([Path(name)])

    def _add_file_name(self) -> None:
        place = file_of_files(self._place + 1, len(self._files))
        name = tr("{name} ({place})").format(name=self.path.name, place=place) if place else self.path.name
        heading = label(breakable(name), "heading")
        heading.setAccessibleName(name)
        self.content.addWidget(heading)

    def _show_progress(self, words: str) -> None:
        self._clear()
        self._add_file_name()
        self._stage = label(words)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(words)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self.content.addWidget(self._stage)
        self.content.addWidget(self._bar)
        self.content.addWidget(button(tr("Cancel"), self._on_cancel_clicked), 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addStretch(1)

    def _on_progress(self, progress: Progress) -> None:
        if self._bar is None:
            return
        self._stage.setText(stage_words(progress.what))
        self._bar.setAccessibleName(self._stage.text())
        self._bar.setRange(0, _STEPS if progress.total else 0)
        if progress.total:
            self._bar.setValue(_STEPS * progress.done // progress.total)

    def _on_cancel_clicked(self) -> None:
        self._cancel()
        self._files = []
        self._show_empty()
        self.show_state(tr("Nothing was added."))

    def _on_read(self, shown: Shown) -> None:
        if not self._files or shown.path != self.path:
            return  # an older answer, on its way when the person went on
        self._job = None
        match shown:
            case Preview():
                self._on_previewed(shown)
            case InDoubt():
                self._ask_columns(list(shown.tables))
            case PdfText():
                self._show_text(shown)

    def _on_previewed(self, preview: Preview) -> None:
        if not self._files or preview.path != self.path:
            return
        self._job = None
        self.preview_shown = preview
        self._queue_texts(preview)
        self._clear()
        self._add_file_name()
        shown = self._view = PreviewView(self.surroundings, preview)
        shown.people_chosen.connect(self._on_people_chosen)
        shown.choices_changed.connect(self._on_choices_changed)
        self.content.addWidget(shown)
        self._add_ways_on(can_add=preview.has_changes)
        self.content.addStretch(1)
        self._offer_adding()
        if shown.boxes:
            shown.boxes[0].setFocus()
        else:
            self._focus_main()

    def _queue_texts(self, preview: Preview) -> None:
        """Let the PDFs of a folder follow it, one after the other, as if each had been chosen."""
        texts = [PdfText(preview.path / part.name, part.pages) for part in preview.plan.file.parts if part.pages]
        if texts and self._files[self._place + 1 : self._place + 2] != texts[:1]:
            self._files[self._place + 1 : self._place + 1] = texts

    def _focus_main(self) -> None:
        """Put the keyboard on the main button: what was there before, such as Cancel, is gone."""
        if self._main is not None:
            self._main.setFocus()

    def _offer_adding(self) -> None:
        preview, view = self.preview_shown, self._view
        had_focus = self._main is not None and self._main.hasFocus()
        can_add = preview is not None and view is not None and self.surroundings.can_change and not view.needs_people
        if preview is not None and can_add and preview.has_changes:
            self.set_main_action(add_words(preview.new_count, preview.changed_count), self.add_records, icon="import")
            if had_focus:
                self._focus_main()
        else:
            self.set_main_action("", None)

    def _on_choices_changed(self, choices: ImportChoices) -> None:
        preview, installation = self.preview_shown, self.surroundings.installation
        if preview is not None:
            work = partial(_rechosen, preview, choices, installation)
            self.surroundings.tasks.compute(work, then=self._on_rechosen)

    def _on_rechosen(self, preview: Preview) -> None:
        if self._view is None or self.preview_shown is None or preview.path != self.preview_shown.path:
            return
        self.preview_shown = preview
        self._view.refresh(preview)
        self._offer_adding()

    def _ask_columns(self, tables: list[FoundTable]) -> None:
        """Ask, one table after the other, what the columns say; then read the file with all answers."""
        self._clear()
        self.preview_shown = None
        self._add_file_name()
        asked = ColumnsView(self.surroundings, tables[0])
        asked.layout_chosen.connect(partial(self._on_layout_chosen, tables[1:]))
        self.content.addWidget(asked)
        self._add_ways_on(can_add=False)
        self.content.addStretch(1)
        self.set_main_action(tr("Read the table so"), asked.read_so, icon="check")
        asked.focus_first()

    def _on_layout_chosen(self, others: list[FoundTable], table: FoundTable, layout: TableLayout) -> None:
        self._said = TableChoices({**self._said.layouts, table.signature: layout})
        if self.surroundings.can_change and not layout.is_left_out:
            self.surroundings.tasks.change(partial(_remember, table, layout))
        if others:
            self._ask_columns(others)
        else:
            self._read()

    def _show_text(self, shown: PdfText) -> None:
        self._clear()
        self.preview_shown = None
        self._add_file_name()
        view = PdfTextView(self.surroundings, shown.pages)
        self.content.addWidget(view)
        self._add_ways_on(can_add=False)
        self.content.addStretch(1)
        view.setFocus()
        if self.surroundings.can_change:
            self.set_main_action(tr("Add as results"), partial(self._type_results, shown), icon="add")

    def _type_results(self, shown: PdfText) -> None:
        """Put the text in a window of its own, and open the form for a whole report, or for one result."""
        beside = TextBeside(self.window(), self.surroundings, shown.path.name, shown.pages)
        beside.show()
        self.surroundings.host.show_page("results", lambda page: getattr(page, "add_report", page.add)())

    def _on_people_chosen(self, people: frozenset[int]) -> None:
        preview = self.preview_shown
        if preview is not None:
            self._cancel()
            steps = partial(comparing, preview.path, preview.plan.file, people, self.surroundings.installation)
            self._run(steps, then=self._on_previewed)

    def _add_ways_on(self, *, can_add: bool) -> None:
        """Offer to go on without adding anything from this file."""
        left = len(self._files) - self._place - 1
        tables = self.preview_shown.plan.file.tables if self.preview_shown is not None else ()
        if tables:
            show = button(tr("What the columns say…"), partial(self._ask_columns, list(tables)))
            self.content.addLayout(row(show, None))
        parts = [button(tr("Choose another file…"), partial(self.surroundings.host.run_command, "import_files"))]
        if left:
            words = ntr("Go on to the next file", "Go on to the next of {count} files", left).format(count=left)
            parts.insert(0, button(words, self._go_on))
        else:
            parts.append(button(tr("Close without adding") if can_add else tr("Close"), self._on_done_clicked))
        self.content.addLayout(row(*parts, None))

    def _go_on(self) -> None:
        self._place += 1
        self._read()

    def _on_done_clicked(self) -> None:
        self._files = []
        self._show_done()

    def _on_added(self, preview: Preview, change: Change | None) -> None:
        self._job = None
        count = 0 if change is None else change.description.count
        if change is not None:
            self._taken.append(Taken(change.id, preview.path.name, count, preview.summary))
        if self._place + 1 < len(self._files):
            self._go_on()
        else:
            self._files = []
            self._show_done()
        self.surroundings.host.say_undoable(added_words(count, preview.path.name))

    def _show_done(self) -> None:
        """Say what was brought in, or how to begin where nothing was."""
        if not self._taken:
            self._show_empty()
            return
        self._clear()
        self.preview_shown = None
        done = DoneView(
            self.surroundings,
            self._taken,
            take_back=partial(self.surroundings.host.run_command, "undo"),
            bring_more=partial(self.surroundings.host.run_command, "import_files"),
            close=self._on_close_clicked,
        )
        self.content.addWidget(done)
        self.content.addStretch(1)
        done.links[0].setFocus()

    def _on_close_clicked(self) -> None:
        self._taken = []
        self._show_empty()

    def _on_change_made(self, change: Change) -> None:
        """Drop an import from the list when it was taken back."""
        if change.mode is not Mode.UNDO or not self._taken:
            return
        last = self._taken[-1]
        if (change.description.act, change.description.subject) == (Act.IMPORT, last.file):
            self._taken.pop()
            if not self._files:
                self._show_done()

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        self._job = None
        self._clear()
        if not isinstance(error, HoofbeatError):
            self.surroundings.host.tell_error(error)
        text = (
            sentence(error)
            if isinstance(error, HoofbeatError)
            else tr("The file could not be read. Nothing was added.")
        )
        if self._files:
            self._add_file_name()
            self.content.addWidget(Notice(text, self.surroundings.appearance, look="problem", icon="warning"))
            self._add_ways_on(can_add=False)
            self.content.addStretch(1)
        announce(self, text)


def _rechosen(preview: Preview, choices: ImportChoices, installation: Callable[[], Installation]) -> Preview:
    return rechosen(preview, choices, installation().catalogue)


def _remember(table: FoundTable, layout: TableLayout, journal: Journal, _author: str) -> None:
    from hoofbeat.services import table_choices

    table_choices.remember(journal, table=table, layout=layout)


def _committing(
    preview: Preview, installation: Callable[[], Installation], journal: Journal, author: str
) -> Generator[Progress, None, Change | None]:
    from hoofbeat.services import importing

    catalogue = installation().catalogue
    return (yield from importing.committing(journal, plan=preview.plan, catalogue=catalogue, author=author))
