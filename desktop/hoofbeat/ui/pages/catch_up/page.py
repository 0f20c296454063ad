"""The page: one question at a time, with Next, Skip, and the way out; it begins where it was left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from hoofbeat.domain.catch_up import Step
from hoofbeat.domain.records import Kind
from hoofbeat.ui.pages.catch_up.steps import Steps, own_column, question_of
from hoofbeat.ui.pages.page import ScrollingPage
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.announce import announce
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, card, label
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue
    from hoofbeat.services.catch_up import CatchUp
    from hoofbeat.services.journals import Journal


class CatchUpPage(ScrollingPage):
    """Asks only for what is missing since the last visit. What was answered is kept; what was skipped comes again."""

    title = "Ten-minute catch-up"
    shows = frozenset(
        {Kind.APPOINTMENTS, Kind.MEDICINES, Kind.DOSES, Kind.GIVEN, Kind.RESULTS, Kind.SAMPLES, Kind.QUESTIONS}
    )

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.step: Step | None = None
        self._skipped: set[Step] = set()
        self._is_new_step = True
        self._steps: Steps | None = None
        self._view: CatchUp | None = None
        self._back.setText(tr("Home"))
        self._back.setAccessibleName(tr("Stop here and go to Home"))
        self._back.show()

    @override
    def load(self) -> None:
        self.surroundings.tasks.read(partial(_catch_up, self.surroundings), view=self, then=self._on_read)

    @override
    def on_back(self) -> None:
        self.prepare_to_close()
        self.surroundings.host.show_page("home")

    @override
    def prepare_to_close(self) -> None:
        if self._steps is not None and self.surroundings.can_change:
            self._steps.keep_own_words()

    def begin(self) -> None:
        """Begin, or go on; what was skipped the last time is asked again."""
        self._skipped.clear()
        self._is_new_step = True
        self.mark_stale()

    def _on_read(self, view: CatchUp) -> None:
        typed = self._typed()
        self._view = view
        self._steps = Steps(self.surroundings, view)
        before = self.step
        left = [step for step in view.steps if step not in self._skipped]
        self.step = next(iter(left), None)
        self._is_new_step |= self.step is not before
        with self.scroll_area.refilling() as content:
            self._fill(content, left)
        if self._steps.own_words is not None and typed:
            self._steps.own_words.setPlainText(typed)
        if self._is_new_step or not self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self._focus_step()
        self._is_new_step = False

    def _fill(self, content: QVBoxLayout, left: list[Step]) -> None:
        if self._steps is None:
            return
        frame, inside = card(spacing="m")
        if self.step is None:
            inside.addWidget(label(tr("That is all for now."), "heading"))
            inside.addWidget(label(tr("What you skipped comes again when you open this the next time."), "quiet"))
            inside.addWidget(self._ways_out())
        else:
            count = len(left)
            counted = tr("Last question") if count == 1 else tr("{count} questions left").format(count=count)
            inside.addWidget(label(counted, "small"))
            inside.addWidget(own_column(self._steps.parts(self.step)))
            inside.addWidget(self._ways_on())
        content.addWidget(frame)

    def _ways_on(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        icons = self.surroundings.appearance.icons
        self._next = button(tr("Done, next"), self._on_next, look="primary", icon="right", icons=icons)
        skip = button(tr("Skip"), self._on_skip)
        later = button(tr("Stop here, go on later"), self.on_back, look="quiet")
        for made, name in ((self._next, "next"), (skip, "skip"), (later, "later")):
            made.setObjectName(name)
            flow.addWidget(made)
        return holder

    def _ways_out(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder)
        host, icons = self.surroundings.host, self.surroundings.appearance.icons
        visit = self._view.visit if self._view is not None else None
        if visit is not None and host.has_page("share"):
            show = partial(host.show_page, "share", partial(_show_sheet, visit.id))
            flow.addWidget(button(tr("Print visit sheet"), show, look="primary", icon="print", icons=icons))
        flow.addWidget(button(tr("Go to Home"), partial(host.show_page, "home")))
        return holder

    def _focus_step(self) -> None:
        """Put the keyboard where one answers, and say the question."""
        if self.step is None or self._steps is None:
            self._back.setFocus()
            announce(self, tr("That is all for now."))
            return
        (self._steps.own_words or self._next).setFocus()
        announce(self, question_of(self.step))

    def _on_next(self) -> None:
        if self.step is None or self._view is None:
            return
        self.prepare_to_close()
        act = partial(_answer, self.step, self._view.answered.round)
        self.surroundings.tasks.change(act, then=lambda _nothing: self._go_on())

    def _on_skip(self) -> None:
        if self.step is not None:
            self._skipped.add(self.step)
        self._go_on()

    def _go_on(self) -> None:
        self._is_new_step = True
        self._steps = None
        self.mark_stale()

    def _typed(self) -> str:
        """Return what stands in the step that is shown, to be there again after a reading."""
        box = self._steps.own_words if self._steps is not None else None
        return "" if box is None else box.toPlainText()


def _show_sheet(visit_id: str, page: Any) -> None:
    page.show_visit(visit_id)


def _catch_up(surroundings: Surroundings, journal: Journal) -> CatchUp:
    from hoofbeat.services.catch_up import catch_up

    return catch_up(journal, today=surroundings.today(), catalogue=partial(_catalogue, surroundings))


def _catalogue(surroundings: Surroundings) -> Catalogue:
    return surroundings.installation().catalogue


def _answer(step: Step, round_name: str, journal: Journal, _author: str) -> None:
    from hoofbeat.services import catch_up

    catch_up.answer(journal, step=step, round_name=round_name)
