"""The page itself: reads the choices, has the newest sheet made, shows it, and hands it to the ways out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from hoofbeat.domain.errors import HoofbeatError
from hoofbeat.domain.records import Kind
from hoofbeat.settings import PaperChoice
from hoofbeat.ui.pages.page import Page
from hoofbeat.ui.pages.share.making import Made, Wanted, make, read_choices
from hoofbeat.ui.pages.share.options import Options
from hoofbeat.ui.pages.share.preview_pane import PreviewPane
from hoofbeat.ui.pages.share.printing import PrinterRefusedError, PrintRun, ask_in_dialog, new_printer
from hoofbeat.ui.pages.share.sides import Sides
from hoofbeat.ui.pages.share.ways_out import WaysOut
from hoofbeat.ui.preview import Draftsman
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.tasks import CancelledError, Job
from hoofbeat.ui.widgets.empty import EmptyState
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, column
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.sheet_choices import SheetChoices

_TYPING_MILLISECONDS = 350
"""A sheet is made anew when nobody has typed for so long."""


class SharePage(Page):
    """The visit sheet."""

    title = "Share"
    shows = frozenset(Kind)

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._visit: str | None = None
        self._wanted: Wanted | None = None
        self._made: Made | None = None
        self._job: Job | None = None
        self._waiting: Callable[[Made], object] | None = None
        self._knows_author = False
        self.draftsman = Draftsman(self)
        self.options = Options(surroundings)
        self.preview = PreviewPane(surroundings, self.draftsman)
        self.ways_out = WaysOut(surroundings.tasks, self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._lay_out()
        self._connect()
