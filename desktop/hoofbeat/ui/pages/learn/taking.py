"""Topics to take along: which ones, ticked in a list, and the ways to paper or to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from hoofbeat.ui.pages.learn.composing import Contents
from hoofbeat.ui.pages.learn.groups import GROUPS, title_in_group
from hoofbeat.ui.paper import paper
from hoofbeat.ui.preview import Draftsman
from hoofbeat.ui.printing import PrinterRefusedError, PrintRun, ask_in_dialog, new_printer
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.ways_out import WaysOut
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, column, label
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal

_TOPIC = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class TakenTopics:
    """Topics as they leave the program."""

    pdf: bytes
    text: str
    name: str


class TakeAlong(QWidget):
    """The choice, and what can be done with it."""

    def __init__(self, surroundings: Surroundings, contents: Contents, chosen: str) -> None:
        super().__init__()
        self._surroundings = surroundings
        self._ways_out = WaysOut(surroundings.tasks, self)
        self._draftsman = Draftsman(self)
        self.list = _choice_list(contents, chosen)
        self._count = label("", "quiet")
        icons = surroundings.appearance.icons
        self.save = button(
            tr("Save as PDF…"),
            partial(self._with_made, self._ways_out.save_pdf),
            look="primary",
            icon="save",
            icons=icons,
        )
        acts: tuple[tuple[str, str, Callable[[TakenTopics], object]], ...] = (
            (tr("Print…"), "print", self._print),
            (tr("Open in the PDF reader"), "open", self._ways_out.open_in_reader),
            (tr("Save as text…"), "note", self._ways_out.save_text),
        )
        self._acts = [button(text, partial(self._with_made, act), icon=icon, icons=icons) for text, icon, act in acts]
        self._lay_out()
        self._connect()
        self._show_count()

    def chosen(self) -> list[str]:
        """Return the ids of the topics that are ticked, in their order."""
        lines = (self.list.item(number) for number in range(self.list.count()))
        return [line.data(_TOPIC) for line in lines if line.checkState() is Qt.CheckState.Checked]

    def choose(self, topic_ids: Sequence[str]) -> None:
        """Tick these topics and no others."""
        for number in range(self.list.count()):
            line = self.list.item(number)
            if line.data(_TOPIC):
                is_chosen = line.data(_TOPIC) in topic_ids
                line.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)

    def close_out(self) -> None:
        """End the drawing, and take away what was made only to be opened."""
        self._draftsman.close()
        self._ways_out.clean_up()

    def _lay_out(self) -> None:
        ways = QWidget()
        flow = FlowLayout(ways)
        for made in self._acts:
            flow.addWidget(made)
        policy = ways.sizePolicy()
        policy.setHeightForWidth(True)
        ways.setSizePolicy(policy)
        inside = column(spacing="m")
        inside.addWidget(self._count)
        inside.addWidget(self.list, 1)
        inside.addWidget(ways)
        inside.setContentsMargins(0, 0, 0, 20)
        self.setLayout(inside)

    def _connect(self) -> None:
        host = self._surroundings.host
        self.list.itemChanged.connect(lambda _line: self._show_count())
        self._ways_out.done.connect(host.say)
        self._ways_out.refused.connect(host.say)
        self._ways_out.failed.connect(host.tell_error)

    def _show_count(self) -> None:
        count = len(self.chosen())
        said = ntr(
            "Tick the topics to take along. {count} is ticked.",
            "Tick the topics to take along. {count} are ticked.",
            count,
        )
        self._count.setText(said.format(count=count))
        for made in (self.save, *self._acts):
            made.setEnabled(count > 0)

    def _with_made(self, act: Callable[[TakenTopics], object]) -> None:
        choice = paper(self._surroundings.settings())
        make = partial(_make, self._surroundings.installation, self.chosen(), choice.name, self._surroundings.now())
        self._surroundings.tasks.read(make, view=self, then=act)

    def _print(self, made: TakenTopics) -> None:
        choice = paper(self._surroundings.settings())
        printer = new_printer(choice, title=tr("Topics to read"), is_grey=False)
        if ask_in_dialog(printer, self):
            run = PrintRun(self._draftsman, made.pdf, printer, self)
            run.finished.connect(self._on_printed)
            run.failed.connect(self._on_print_failed)
            run.begin()

    def _on_printed(self, count: int) -> None:
        said = ntr("{count} page went to the printer.", "{count} pages went to the printer.", count)
        self._surroundings.host.say(said.format(count=count))

    def _on_print_failed(self, error: Exception) -> None:
        if isinstance(error, PrinterRefusedError):
            said = tr("The printer did not take the pages. Nothing was lost. Check the printer, then print again.")
            self._surroundings.host.say(said)
        else:
            self._surroundings.host.tell_error(error)


def _choice_list(contents: Contents, chosen: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(tr("Topics to take along"))
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for group, title in GROUPS.items():
        heads = [head for head in contents.heads if head.group == group]
        if not heads:
            continue
        heading = QListWidgetItem(tr(title))
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        font = made.font()
        font.setWeight(font.Weight.DemiBold)
        heading.setFont(font)
        made.addItem(heading)
        for head in heads:
            line = QListWidgetItem(title_in_group(head))
            line.setData(_TOPIC, head.id)
            line.setData(Qt.ItemDataRole.AccessibleTextRole, head.title)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Checked if head.id == chosen else Qt.CheckState.Unchecked)
            made.addItem(line)
            if head.id == chosen:
                made.setCurrentItem(line)
    return made


def _make(
    installation: Callable[[], Installation],
    topic_ids: Sequence[str],
    paper_name: str,
    made_at: datetime,
    _journal: Journal,
) -> TakenTopics:
    from hoofbeat.services import topic_sheets

    installed = installation()
    pdf = topic_sheets.topics_pdf(
        topic_ids,
        library=installed.reference,
        paper=topic_sheets.Paper[paper_name],
        made_at=made_at,
        resources=installed.resources,
    )
    text = topic_sheets.topics_text(topic_ids, library=installed.reference)
    return TakenTopics(pdf, text, topic_sheets.file_name(topic_ids).removesuffix(".pdf"))
