"""The papers beside a record, as a part of its page: add by the keyboard or by dropping a file, open, save, correct, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from hoofbeat.domain.attachments import can_open, saved_name
from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Attachment, Kind
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import RecordForm
from hoofbeat.ui.pages.papers.acts import Holder, add_papers, list_papers, remove_paper, save_paper
from hoofbeat.ui.pages.papers.adding import ADD, AddingRow, documents_folder
from hoofbeat.ui.pages.papers.line import PaperLine
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.line_lists import act_button, section, surface
from hoofbeat.ui.widgets.parts import clear, column, icon_button, label, restyle
from hoofbeat.wording.attachments import paper_details
from hoofbeat.wording.translation import ntr, tr

_PAPER = FormLayout((Group(("title", "on")),), ("note", "source", "is_sensitive"))
_RECORD = ".hoofbeat"


class PapersSection(QWidget):
    """The papers beside one record, or beside several of which one is chosen for a new paper.

    It reads what it shows by itself; `filled` is called after that, so that the page can put the order of Tab right. On a page of
    cards (`is_card`) its heading stands inside.
    """

    def __init__(
        self,
        surroundings: Surroundings,
        holders: Sequence[Holder],
        *,
        filled: Callable[[], object] | None = None,
        is_card: bool = False,
    ) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._holders = tuple(holders)
        self._filled, self._is_card = filled, is_card
        self._papers: Sequence[Attachment] = ()
        self._rooms: dict[str, QVBoxLayout] = {}
        self._frame: QFrame | None = None
        self.adding: AddingRow | None = None
        self.form: RecordForm | None = None
        self._inside = column(spacing="")
        self.setLayout(self._inside)
        self.setAcceptDrops(True)
        surroundings.tasks.records_changed.connect(self._on_records_changed)
        surroundings.tasks.journal_opened.connect(self.load)
        self.load()

    @property
    def papers(self) -> Sequence[Attachment]:
        """The papers as shown."""
        return self._papers

    def load(self) -> None:
        """Read the papers, unless one of them is being corrected: then once that is done."""
        if self.form is None and self._surroundings.tasks.is_open:
            query = partial(list_papers, self._holders)
            self._surroundings.tasks.read(query, view=(self, "papers"), then=self._on_read)

    def keep_draft(self) -> None:
        """Keep what was typed into an open form."""
        if self.form is not None:
            self.form.keep_draft(closed_on_purpose=True)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Keep these files beside the record that is chosen."""
        if not paths or not self._surroundings.can_change:
            return
        holder = self._holders[0] if self.adding is None else self.adding.holder
        act = partial(add_papers, paths, holder, self._surroundings.today())
        self._surroundings.tasks.change(act, then=self._on_added)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._surroundings.can_change and _files(event):
            event.acceptProposedAction()
            self._show_target(is_over=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_target(is_over=False)
        super().dragLeaveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._show_target(is_over=False)
        event.acceptProposedAction()
        self.take_files(_files(event))

    def _show_target(self, *, is_over: bool) -> None:
        if self._frame is not None:
            restyle(self._frame, is_target=is_over)

    def _on_records_changed(self, kinds: frozenset[Kind]) -> None:
        # A paper comes here too when what it lay beside is removed.
        if kinds & {Kind.ATTACHMENTS, Kind.APPOINTMENTS, Kind.SAMPLES, Kind.MEDICINES}:
            self.load()

    def _on_read(self, papers: Sequence[Attachment]) -> None:
        if self.form is not None or (self._frame is not None and list(papers) == list(self._papers)):
            return
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self._papers, self._rooms = papers, {}
        clear(self._inside)
        self._fill()
        if self._filled is not None:
            self._filled()
        if name:
            self._focus(name)

    def _fill(self) -> None:
        lines = [self._line(each) for each in self._papers] or [self._invitation()]
        self.adding = None
        if self._surroundings.can_change:
            self.adding = AddingRow(self._surroundings.appearance.icons, self._holders)
            self.adding.files_chosen.connect(self.take_files)
            lines.append(self.adding)
        title = tr("Papers")
        if self._is_card:
            lines[0] = section(title, lines[0])
        self._frame = surface(lines)
        self._inside.addWidget(self._frame if self._is_card else section(title, self._frame))

    def _invitation(self) -> QWidget:
        words = column(spacing="xs")
        text = tr("Keep the letter, the lab's own report or a photo of a paper here, inside your record.")
        words.addWidget(label(text, "quiet"))
        words.addWidget(label(tr("For example: Letter from Dr. Lee, PDF."), "small"))
        made = QWidget()
        made.setLayout(words)
        return made

    def _line(self, paper: Attachment) -> QWidget:
        icons = self._surroundings.appearance.icons
        acts: list[QWidget] = [
            act_button(text, paper.title, act, name=f"{icon}:{paper.id}", icons=icons)
            for text, icon, act in self._acts(paper)
        ]
        if self._surroundings.can_change:
            remove = icon_button(tr("Delete: {text}").format(text=paper.title), "remove", icons)
            remove.clicked.connect(lambda _checked=False: self._remove(paper))
            remove.setObjectName(f"remove:{paper.id}")
            acts.append(remove)
        details = [text for text in (paper_details(paper), self._beside(paper), paper.note.strip()) if text]
        room = column(spacing="")
        self._rooms[paper.id] = room
        outside = column(spacing="s")
        outside.addWidget(PaperLine(paper.title, details, acts))
        outside.addLayout(room)
        made = QWidget()
        made.setLayout(outside)
        return made

    def _acts(self, paper: Attachment) -> Sequence[tuple[str, str, Callable[[], object]]]:
        acts: list[tuple[str, str, Callable[[], object]]] = []
        if can_open(paper):
            acts.append((tr("Open"), "open", partial(self._surroundings.papers.show, paper)))
        acts.append((tr("Save as…"), "save", partial(self._save, paper)))
        if self._surroundings.can_change:
            acts.append((tr("Name and date"), "edit", partial(self.edit, paper)))
        return acts

    def _beside(self, paper: Attachment) -> str:
        """Say which of several records a paper lies beside."""
        if len(self._holders) < 2:
            return ""
        ids = {paper.appointment, paper.sample, paper.medication}
        return next((each.words for each in self._holders if each.record_id in ids), "")

    def edit(self, paper: Attachment) -> None:
        """Open the form for the title, the date and the note in the line of a paper."""
        self._close_form()
        form = RecordForm(self._surroundings, Kind.ATTACHMENTS, record=paper, layout=_PAPER, is_inline=True)
        form.saved.connect(lambda _change: self._end_form(paper))
        form.closed.connect(partial(self._end_form, paper))
        form.remove_requested.connect(partial(self._remove, paper))
        self._rooms[paper.id].addWidget(form)
        self.form = form
        if self._filled is not None:
            self._filled()
        form.focus_first()

    def _end_form(self, paper: Attachment) -> None:
        self._close_form()
        self._focus(f"edit:{paper.id}")
        self.load()

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.keep_draft(closed_on_purpose=True)
            self.form = None
            for room in self._rooms.values():
                clear(room)

    def _save(self, paper: Attachment) -> None:
        from PySide6.QtWidgets import QFileDialog

        start = documents_folder() / saved_name(paper)
        name, _ = QFileDialog.getSaveFileName(self, tr("Save as"), str(start))
        if name:
            # The dialog asked about a file that was there.
            query = partial(save_paper, paper, Path(name), True)
            self._surroundings.tasks.read(query, then=self._on_saved)

    def _remove(self, paper: Attachment) -> None:
        self._close_form()
        self._surroundings.tasks.change(partial(remove_paper, paper.id), then=self._on_removed)

    def _on_added(self, change: Change) -> None:
        count = change.description.count
        said = ntr("Added {count} paper.", "Added {count} papers.", count).format(count=count)
        self._surroundings.host.say_undoable(said)

    def _on_saved(self, path: Path) -> None:
        said = tr("Saved as {file} in {folder}.").format(file=path.name, folder=path.parent)
        self._surroundings.host.say(said)

    def _on_removed(self, _change: Change) -> None:
        self._surroundings.host.say_undoable(tr("Deleted."))

    def _focus(self, name: str) -> None:
        """Give the keyboard to what has this name; where that is gone, to the way to add."""
        for wanted in (name, ADD):
            found = [each for each in self.findChildren(QWidget, wanted) if not each.isHidden()]
            if found:
                found[-1].setFocus()
                return


def _files(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """Return the files that are dropped; a record of Hoofbeat is no paper, and the window opens it."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.suffix != _RECORD]
