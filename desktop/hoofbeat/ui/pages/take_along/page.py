"""The page: what each form is for, who can read it, and one button for each."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar
from typing_extensions import override

from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.pages.take_along.hand_over import HandOverForm
from hoofbeat.ui.save_place import ask_save_place
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.tasks import CancelledError, Job
from hoofbeat.ui.widgets.banner import Notice
from hoofbeat.ui.widgets.parts import breakable, button, card, clear, label, row
from hoofbeat.wording.exporting import FORMS, saved_words
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.progress import Progress
    from hoofbeat.services.exporting import Export
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal

_STEPS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked for: the form by its name, the place, and whether something there may be replaced."""

    form: str
    path: Path
    may_replace: bool


class TakeAlongPage(ScrollingPage):
    """The forms in which the record can leave this program."""

    title = "Take your record along"

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._job: Job | None = None
        self._bar: QProgressBar | None = None

    @override
    def load(self) -> None:
        if self._job is None:
            self._show_forms()

    @override
    def prepare_to_close(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def hand_over(self) -> None:
        """Show the form for a copy that somebody else gets."""
        form = HandOverForm(self.surroundings)
        form.closed.connect(self.show_outer)
        self.show_inner(form, tr("Hand over a copy"), back=tr(self.title))
        form.focus_first()

    def save(self, form: str) -> None:
        """Ask where to, and save the record in this form."""
        wanted = self._ask(form)
        if wanted is None:
            return
        self._show_progress()
        self._job = self.surroundings.tasks.run(
            partial(_exporting, wanted, self.surroundings),
            then=partial(self._on_saved, wanted),
            progress=self._on_progress,
            failed=self._on_failed,
            on_reader=True,
        )

    def _ask(self, form: str) -> Wanted | None:
        words = FORMS[form]
        if words.ending:
            place = ask_save_place(
                self, tr(words.title), name=tr(words.file_name), ending=words.ending, kinds=tr(words.title)
            )
            return None if place is None else Wanted(form, place.path, place.may_replace)
        start = str(Path.home() / tr(words.file_name))
        name, _ = QFileDialog.getSaveFileName(self, tr("Name the folder for the tables"), start)
        return Wanted(form, Path(name), may_replace=False) if name else None

    def _show_forms(self) -> None:
        clear(self.content)
        everything = tr(
            "What is saved here holds everything, also what you keep off sheets. It lies where you save it, and nowhere else."
        )
        self.content.addWidget(label(everything, "quiet"))
        self.content.addWidget(self._hand_over_card())
        for form in FORMS:
            self.content.addWidget(self._form_card(form))
        self.content.addStretch(1)

    def _hand_over_card(self) -> QFrame:
        frame, inside = card()
        inside.addWidget(label(tr("For a second caregiver, or a new computer"), "heading"))
        inside.addWidget(
            label(
                tr(
                    "A copy of the whole record under a passphrase of its own. Without the passphrase, nobody can read it. Two copies go their own ways: what one of you adds later does not appear in the other's."
                )
            )
        )
        icons = self.surroundings.appearance.icons
        inside.addLayout(row(button(tr("Hand over a copy…"), self.hand_over, icon="lock", icons=icons), None))
        return frame

    def _form_card(self, form: str) -> QFrame:
        words = FORMS[form]
        frame, inside = card()
        inside.addWidget(label(tr(words.title), "heading"))
        inside.addWidget(label(tr(words.about)))
        inside.addWidget(label(tr("No passphrase: anybody who has the file can read it."), "small"))
        icons = self.surroundings.appearance.icons
        act = button(tr("Save…"), partial(self.save, form), icon="save", icons=icons)
        act.setAccessibleName(tr("Save: {what}").format(what=tr(words.title)))
        inside.addLayout(row(act, None))
        return frame

    def _show_progress(self) -> None:
        clear(self.content)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(tr("Saving"))
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self.content.addWidget(label(tr("Saving"), "heading"))
        self.content.addWidget(self._bar)
        self.content.addLayout(row(button(tr("Cancel"), self._on_cancel_clicked), None))
        self.content.addStretch(1)

    def _on_progress(self, progress: Progress) -> None:
        if self._bar is not None and progress.total:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(progress.done * _STEPS // progress.total)

    def _on_cancel_clicked(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_saved(self, wanted: Wanted, done: Export) -> None:
        self._end()
        words = saved_words(wanted.form, breakable(done.path.name), done.count)
        self.content.insertWidget(0, Notice(words, self.surroundings.appearance, icon="check"))
        self.show_state(words)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, CancelledError):
            self.show_state(tr("Cancelled. Nothing was saved."))
        else:
            self.surroundings.host.tell_error(error)

    def _end(self) -> None:
        self._job = self._bar = None
        self._show_forms()


def _exporting(
    wanted: Wanted, surroundings: Surroundings, journal: Journal, _author: str
) -> Generator[Progress, None, Export]:
    from hoofbeat.services import exporting
    from hoofbeat.services.clock import zone_name
    from hoofbeat.wording.calendars import calendar_entry
    from hoofbeat.wording.medicines import dose_in_words

    installation: Installation = surroundings.installation()
    return exporting.exporting(
        journal,
        form=exporting.ExportForm(wanted.form),
        path=wanted.path,
        setting=exporting.Setting(
            catalogue=installation.catalogue,
            dose_words=dose_in_words,
            entry_of=calendar_entry,
            zone=zone_name(),
            made_at=surroundings.now(),
        ),
        may_replace=wanted.may_replace,
    )
