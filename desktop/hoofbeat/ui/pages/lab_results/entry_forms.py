"""The forms of the page of lab results: a new result, a whole report, one to correct, one that came; and deleting one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hoofbeat.domain.changes import Change
from hoofbeat.ui.forms import Form
from hoofbeat.ui.pages.lab_results.report.report_form import ReportForm
from hoofbeat.ui.pages.lab_results.result_form import ResultForm
from hoofbeat.ui.pages.page import Page
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.labs.results import EnteredResult


class EntryForms(QObject):
    """Shows the forms one step into a page. Signal: `closed` when the page is to be seen again."""

    closed = Signal()

    def __init__(self, page: Page, back: Callable[[], str]) -> None:
        """Show forms on a page; `back` says what the way back is called."""
        super().__init__(page)
        self._page = page
        self._back = back
        self._surroundings = page.surroundings

    def add(self, preset: Mapping[str, str] | None = None) -> None:
        """Open the form for a new result; `preset` are typed texts by field name."""
        if self._surroundings.can_change:
            form = ResultForm(self._surroundings)
            form.fields.set_typed(preset or {})
            self._show(form, tr("New result"))

    def add_awaited(self) -> None:
        """Open the form for a sample that was taken and whose result is not back."""
        if self._surroundings.can_change:
            form = ResultForm(self._surroundings)
            form.fields.set_awaited(True)
            self._show(form, tr("Sample taken, result not back yet"))

    def add_report(self) -> None:
        """Open the form for a whole report."""
        if self._surroundings.can_change:
            self._show(ReportForm(self._surroundings), tr("New report"))

    def open_result(self, result_id: str) -> None:
        """Open the form to correct a result."""
        self._read(result_id, then=self._on_entered)

    def enter_result(self, result_id: str) -> None:
        """Open the form that turns an awaited result into one that came."""
        self._read(result_id, then=self._on_awaited_entered)

    def remove_result(self, result_id: str) -> None:
        """Delete a result at once; Undo brings it back."""
        if self._surroundings.can_change:
            self._surroundings.tasks.change(
                partial(_remove, self._surroundings.installation, result_id), then=self._on_removed
            )

    def _read(self, result_id: str, *, then: Callable[[EnteredResult], object]) -> None:
        self._surroundings.tasks.read(
            partial(_entered, self._surroundings.installation, result_id), view=(self, "entered"), then=then
        )

    def _on_entered(self, entered: EnteredResult) -> ResultForm:
        form = ResultForm(self._surroundings, entered)
        form.remove_requested.connect(partial(self.remove_result, str(entered.line.result.id)))
        self._show(form, entered.line.test_name)
        return form

    def _on_awaited_entered(self, entered: EnteredResult) -> None:
        self._on_entered(entered).enter_awaited()

    def _show(self, form: Form, title: str) -> None:
        form.saved.connect(partial(self._on_saved, form))
        form.closed.connect(self.closed)
        self._page.show_inner(form, title, back=self._back())
        form.focus_first()

    def _on_saved(self, form: Form, _change: Change | None) -> None:
        following = form.next_of_sample if isinstance(form, ResultForm) else None
        if following is None:
            self.closed.emit()
        else:
            self.add(following)
        self._page.show_saved()

    def _on_removed(self, _change: Change) -> None:
        if isinstance(self._page.inner, Form):
            self.closed.emit()
        self._surroundings.host.say_undoable(tr("Deleted."))


def _entered(installation: Callable[[], Installation], result_id: str, journal: Journal) -> EnteredResult:
    from hoofbeat.services.labs import results

    return results.get_entered(journal, result_id=result_id, catalogue=installation().catalogue)


def _remove(installation: Callable[[], Installation], result_id: str, journal: Journal, author: str) -> Change:
    from hoofbeat.services.labs import results

    return results.remove(journal, result_id=result_id, catalogue=installation().catalogue, author=author)
