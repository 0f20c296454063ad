"""The cards of Home, each one thing and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hoofbeat.domain.records import Kind
from hoofbeat.ui.pages.home.beginning import first_things, welcome
from hoofbeat.ui.pages.home.next_steps import steps_card
from hoofbeat.ui.pages.home.parts import add_on, section_card
from hoofbeat.ui.pages.home.visit_card import visit_card, writing_as
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, column, label, row
from hoofbeat.wording.changes import change_sentence
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.medicines import current_dose_words, medicine_name, next_dates_words, unmarked_words
from hoofbeat.wording.results import awaited_words
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.services.home import HomeView
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.lines import ResultLine
    from hoofbeat.services.medicines import MedicineLine

MOST_QUESTIONS = 3
MOST_AWAITED = 4

_ADD = (
    ("results", "Result", "results"),
    ("medicines", "Medicine", "medicines"),
    ("appointments", "Appointment", "appointments"),
    ("timeline", "Note or symptom", "note"),
    ("import", "A file from the hospital", "import"),
)
_PARTS = {
    "stop": "that it was stopped",
    "move": "another date",
    "steps": "in steps",
    "before": "before the visit",
    "after": "after the visit",
}
"""What a form that holds a part of a record is about, by the end of the name of its draft."""
_PAGES = {
    Kind.APPOINTMENTS: "appointments",
    Kind.QUESTIONS: "appointments",
    Kind.NEXT_STEPS: "appointments",
    Kind.MEDICINES: "medicines",
    Kind.DOSES: "medicines",
    Kind.GIVEN: "medicines",
    Kind.ALLERGIES: "medicines",
    Kind.RESULTS: "results",
    Kind.SAMPLES: "results",
    Kind.PEOPLE: "about_me",
    Kind.TEAM: "about_me",
    Kind.TUMOR_FACTS: "about_me",
    Kind.NOTES: "timeline",
    Kind.TEST_NOTES: "results",
}
"""On which page a kind of record is found."""


def cards_of(view: HomeView, surroundings: Surroundings) -> Iterator[QWidget]:
    """Yield the cards in their order; those that have nothing to say are left out."""
    if surroundings.journal.writing_as:
        yield writing_as(view, surroundings)
    drafts = {form: kind for form, _ in view.drafts if (kind := _kind_of_draft(form)) is not None and kind in _PAGES}
    if drafts and surroundings.can_change:
        yield _drafts(drafts, surroundings)
    if view.is_new:
        yield welcome(surroundings)
        return
    if view.visit is not None or surroundings.journal.writing_as:
        yield visit_card(view, surroundings)
    if view.steps:
        yield steps_card(view.steps, surroundings)
    if view.planned:
        yield _planned(view.planned, surroundings)
    if view.awaited:
        yield _awaited(view.awaited, surroundings)
    if _has_room_for_first_things(view) and view.to_begin is not None and surroundings.can_change:
        yield first_things(view.to_begin, surroundings)
    yield from _foot(view, surroundings)


def _foot(view: HomeView, surroundings: Surroundings) -> Iterator[QWidget]:
    """Yield what is no card."""
    if surroundings.can_change:
        yield _quick_add(surroundings)
    if view.recent:
        yield _recent(view.recent, surroundings)


def _has_room_for_first_things(view: HomeView) -> bool:
    """Tell whether a first thing is missing, and whether its card would not be the sixth."""
    cards = (view.drafts, view.visit, view.steps, view.planned, view.awaited)
    return view.to_begin is not None and not all(view.to_begin.values()) and not all(cards)


def _kind_of_draft(form: str) -> Kind | None:
    return next((each for each in Kind if each.value == form.partition("/")[0]), None)


def _drafts(forms: Mapping[str, Kind], surroundings: Surroundings) -> QWidget:
    frame, inside = section_card(tr("To finish"))
    for number, (form, kind) in enumerate(forms.items()):
        what = _draft_name(form, kind)
        go_on = button(tr("Go on"), partial(_go_on, surroundings, kind, form), look="" if number else "primary")
        go_on.setAccessibleName(tr("Go on: {what}").format(what=what))
        discard = button(tr("Discard"), partial(_discard, surroundings, form))
        discard.setAccessibleName(tr("Discard: {what}").format(what=what))
        go_on.setObjectName(f"go on:{form}")
        discard.setObjectName(f"discard:{form}")
        line = row(label(tr("You began to type: {what}. We kept it.").format(what=what)), go_on, discard)
        line.setStretch(0, 1)
        inside.addLayout(line)
    return frame


def _draft_name(form: str, kind: Kind) -> str:
    """Say what a draft is of, so that two of a kind are told apart."""
    if kind is Kind.SAMPLES:
        return tr("lab report")
    place = form.partition("/")[2]
    if kind is Kind.MEDICINES and place == "list":
        return tr("list of medicines")
    last = _PARTS.get(place.rpartition("/")[2], "")
    return tr("{kind} ({part})").format(kind=kind_name(kind), part=tr(last)) if last else kind_name(kind)


def _planned(lines: Sequence[MedicineLine], surroundings: Surroundings) -> QWidget:
    frame, inside = section_card(tr("Planned"))
    for line in lines:
        name, dose = medicine_name(line.medication), current_dose_words(line.doses, line.near)
        inside.addWidget(label(", ".join(part for part in (name, dose) if part), "label"))
        words = []
        if line.plan is not None and line.plan.unmarked is not None:
            words.append(unmarked_words(line.plan.unmarked, today=surroundings.today()))
        if line.plan is not None and line.plan.dates:
            words.append(tr("Next: {dates}.").format(dates=next_dates_words(line.plan)))
        inside.addWidget(label(" ".join(words)))
        if surroundings.can_change:
            mark = partial(surroundings.host.show_page, "medicines", partial(_mark, line.medication.id))
            inside.addLayout(
                row(button(tr("Mark as given"), mark, icon="check", icons=surroundings.appearance.icons), None)
            )
    return frame


def _mark(medication_id: str, page: Any) -> None:
    page.mark_as_given(medication_id)


def _awaited(lines: Sequence[ResultLine], surroundings: Surroundings) -> QWidget:
    frame, inside = section_card(tr("Waiting for results"))
    for line in lines[:MOST_AWAITED]:
        text = tr("{test}: {words}").format(test=line.test_name, words=awaited_words(line.sample.taken_on))
        if line.laboratory is not None:
            whom = ", ".join(part for part in (line.laboratory.name, line.laboratory.phone) if part)
            text = tr("{text}, {laboratory}").format(text=text, laboratory=whom)
        inside.addWidget(label(text))
    if len(lines) > MOST_AWAITED:
        more = len(lines) - MOST_AWAITED
        inside.addWidget(label(ntr("and {count} more", "and {count} more", more).format(count=more), "quiet"))
    inside.addLayout(row(button(tr("See lab results"), lambda: surroundings.host.show_page("results")), None))
    return frame


def _quick_add(surroundings: Surroundings) -> QWidget:
    holder = QWidget()
    inside = column(spacing="s")
    inside.addWidget(label(tr("Add"), "section"))
    buttons = QWidget()
    line = FlowLayout(buttons)
    for page, text, icon in _ADD:
        if page == "import" and surroundings.host.can_run("import_files"):
            act = partial(surroundings.host.run_command, "import_files")
        elif surroundings.host.has_page(page):
            act = partial(add_on, surroundings, page)
        else:
            continue
        line.addWidget(button(tr(text), act, icon=icon, icons=surroundings.appearance.icons))
    inside.addWidget(buttons)
    holder.setLayout(inside)
    return holder


def _recent(changes: Sequence[Change], surroundings: Surroundings) -> QWidget:
    holder = QWidget()
    inside = column(spacing="")
    inside.setSpacing(2)
    inside.addWidget(label(tr("Recently"), "section"))
    for change in changes:
        words = change_sentence(change.description)
        inside.addWidget(
            label(tr("{what}, {when}").format(what=words, when=surroundings.timestamp_text(change.made_at)), "small")
        )
    holder.setLayout(inside)
    return holder


def _go_on(surroundings: Surroundings, kind: Kind, form: str) -> None:
    record_id = form.partition("/")[2]
    surroundings.host.show_page(_PAGES[kind], lambda page: page.continue_draft(kind, record_id))


def _discard(surroundings: Surroundings, form: str) -> None:
    surroundings.tasks.change(partial(_discard_draft, form), then=partial(_on_discarded, surroundings, form))


def _on_discarded(surroundings: Surroundings, form: str, content: Mapping[str, str] | None) -> None:
    host = surroundings.host
    host.reload_page()
    if content:
        host.say(tr("Discarded."), act=partial(_keep_again, surroundings, form, content), act_text=tr("Undo"))


def _keep_again(surroundings: Surroundings, form: str, content: Mapping[str, str]) -> None:
    act = partial(_save_draft, form, content)
    surroundings.tasks.change(act, then=lambda _nothing: surroundings.host.reload_page())


def _discard_draft(form: str, journal: Journal, _author: str) -> Mapping[str, str] | None:
    from hoofbeat.services import drafts

    content = drafts.find_draft(journal, form=form)
    drafts.discard_draft(journal, form=form)
    return content


def _save_draft(form: str, content: Mapping[str, str], journal: Journal, _author: str) -> None:
    from hoofbeat.services import drafts

    drafts.save_draft(journal, form=form, content=content)
