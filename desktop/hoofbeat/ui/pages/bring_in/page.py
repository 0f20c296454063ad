"""The page that brings files in, one after another: reading, preview, one button that adds, and Undo."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar
from typing_extensions import override

from hoofbeat.domain.errors import HoofbeatError
from hoofbeat.ui.pages.bring_in.preview import Preview, comparing, previewing
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
    from hoofbeat.domain.progress import Progress
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal

_STEPS = 1_000
T = TypeVar("T")


class BringInPage(ScrollingPage):
    """Shows what files hold before anything is taken from them."""

    title = "Bring in a file"

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._files: list[Path] = []
        self._place = 0
        self._job: Job | None = None
        self.preview_shown: Preview | None = None
        self._bar: QProgressBar | None = None
        self._show_empty()

    def preview(self, paths: Sequence[Path]) -> None:
        """Show what these files hold, one after another."""
        self._cancel()
        self._files, self._place = list(paths), 0
        self._read()

    @override
    def load(self) -> None:
        if not self._files:
            self._show_empty()

    @override
    def prepare_to_close(self) -> None:
        self._cancel()

    @property
    def path(self) -> Path:
        """The file that is shown."""
        return self._files[self._place]

    def add_records(self) -> None:
        """Save what is new in the file that is shown, as one change."""
        preview = self.preview_shown
        if preview is None or not preview.has_changes or not self.surroundings.can_change:
            return
        self._show_progress(tr("Saving"))
        steps = partial(_committing, preview, self.surroundings.installation)
        self._run(steps, then=partial(self._on_added, preview), on_reader=False)

    def _read(self) -> None:
        self._show_progress(stage_words("read"))
        self._run(partial(previewing, self.path, self.surroundings.installation), then=self._on_previewed)

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
        self._bar = None
        self.set_main_action("", None)

    def _show_empty(self) -> None:
        self._clear()
        self.preview_shown = None
        empty = EmptyState(
            self.surroundings.appearance.icons,
            icon="import",
            text=tr(
                "Add results, medicines, appointments and allergies from a file that your hospital gave you. You see everything before it is added."
            ),
            example=tr(
                "For example: a health record in FHIR, ending in .json, or a calendar, ending in .ics. You can also drop files on the window."
            ),
            act_text=tr("Choose a file…"),
            act=partial(self.surroundings.host.run_command, "import_files") if self.surroundings.can_change else None,
        )
        self.content.addWidget(empty)
        self.content.addStretch(1)

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

    def _on_previewed(self, preview: Preview) -> None:
        if preview.path not in self._files[self._place : self._place + 1]:
            return  # an older answer, on its way when the person went on
        self._job = None
        self.preview_shown = preview
        self._clear()
        self._add_file_name()
        shown = PreviewView(self.surroundings, preview)
        shown.people_chosen.connect(self._on_people_chosen)
        self.content.addWidget(shown)
        self._add_ways_on(can_add=preview.has_changes)
        self.content.addStretch(1)
        if preview.has_changes and self.surroundings.can_change and not shown.needs_people:
            self.set_main_action(add_words(preview.new_count, preview.changed_count), self.add_records, icon="import")
        if shown.boxes:
            shown.boxes[0].setFocus()

    def _on_people_chosen(self, people: frozenset[int]) -> None:
        preview = self.preview_shown
        if preview is not None:
            self._cancel()
            steps = partial(comparing, preview.path, preview.plan.file, people, self.surroundings.installation)
            self._run(steps, then=self._on_previewed)

    def _add_ways_on(self, *, can_add: bool) -> None:
        """Offer to go on without adding anything from this file."""
        left = len(self._files) - self._place - 1
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
        self._show_empty()

    def _on_added(self, preview: Preview, change: Change | None) -> None:
        self._job = None
        count = 0 if change is None else change.description.count
        words = added_words(count, preview.path.name)
        if self._place + 1 < len(self._files):
            self._go_on()
        else:
            self._files = []
            self._show_empty()
        self.surroundings.host.say_undoable(words)

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


def _committing(
    preview: Preview, installation: Callable[[], Installation], journal: Journal, author: str
) -> Generator[Progress, None, Change | None]:
    from hoofbeat.services import importing

    catalogue = installation().catalogue
    return (yield from importing.committing(journal, plan=preview.plan, catalogue=catalogue, author=author))
