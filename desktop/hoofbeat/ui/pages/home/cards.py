"""The cards of Home, each one thing and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hoofbeat.domain.records import Kind
from hoofbeat.ui.pages.home.add_question import AddQuestion
from hoofbeat.ui.pages.home.next_steps import steps_card
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.parts import button, card, column, label, row
from hoofbeat.wording.changes import change_sentence
from hoofbeat.wording.dates import days_ago
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.medicines import doses_in_words, medicine_name, next_dates_words, unmarked_words
from hoofbeat.wording.results import awaited_words
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.domain.records import Appointment, Question
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
    ("import", "A file from the hospital", "import"),
)
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
}
"""On which page a kind of record is found."""


def cards_of(view: HomeView, surroundings: Surroundings) -> Iterator[QWidget]:
    """Yield the cards in their order; those that have nothing to say are left out."""
    if surroundings.journal.writing_as:
        yield _writing_as(view, surroundings)
    if view.drafts and surroundings.can_change:
        yield _drafts([form for form, _ in view.drafts], surroundings)
    if view.is_new:
        yield _welcome(surroundings)
        return
    if view.visit is not None:
        yield _visit(view.visit, view.questions, surroundings)
    if view.steps:
        yield steps_card(view.steps, surroundings)
    if view.planned:
        yield _planned(view.planned, surroundings)
    if view.awaited:
        yield _awaited(view.awaited, surroundings)
    if surroundings.can_change:
        yield _quick_add(surroundings)
    if view.recent:
        yield _recent(view.recent, surroundings)


def _writing_as(view: HomeView, surroundings: Surroundings) -> QWidget:
    text = tr("You are writing as {name}.").format(name=surroundings.journal.writing_as)
    if view.person_name:
        text = tr("Records of {person}. {text}").format(person=view.person_name, text=text)
    holder = QWidget()
    change = button(tr("Change"), lambda: surroundings.host.show_page("settings"), look="link")
    holder.setLayout(row(label(text, "quiet", wraps=False), change, None))
    return holder


def _drafts(forms: Sequence[str], surroundings: Surroundings) -> QWidget:
    frame, inside = _section(tr("To finish"))
    for form in forms:
        kind = next((each for each in Kind if each.value == form.partition("/")[0]), None)
        if kind is None or kind not in _PAGES:
            continue
        text = tr("You began to type: {what}. We kept it.").format(what=kind_name(kind))
        go_on = button(tr("Go on"), partial(_go_on, surroundings, kind, form), look="primary")
        discard = button(tr("Discard"), partial(_discard, surroundings, form))
        line = row(label(text), go_on, discard)
        line.setStretch(0, 1)
        inside.addLayout(line)
    return frame


def _welcome(surroundings: Surroundings) -> QWidget:
    icons = surroundings.appearance.icons
    frame, inside = card(spacing="s")
    inside.addWidget(label(tr("Welcome. Your records stay on this computer."), "heading"))
    inside.addWidget(label(tr("Where would you like to start?"), "quiet"))
    inside.addSpacing(SPACE["xs"])
    ways: list[tuple[str, str, Callable[[], object]]] = [
        (tr("Add your next appointment"), "appointments", partial(_add_on, surroundings, "appointments")),
        (tr("Add a medicine"), "medicines", partial(_add_on, surroundings, "medicines")),
    ]
    if surroundings.host.can_run("import_files"):
        ways.append(
            (tr("Bring in a file from the hospital"), "import", partial(surroundings.host.run_command, "import_files"))
        )
    ways.append(
        (
            tr("Write down whom to call"),
            "phone",
            lambda: surroundings.host.show_page("about_me", lambda page: page.add_to(Kind.TEAM)),
        )
    )
    for text, icon, act in ways:
        made = button(text, act, look="choice", icon=icon, icons=icons)
        made.setEnabled(surroundings.can_change)
        inside.addWidget(made)
    frame.setMaximumWidth(surroundings.appearance.scaled(560))
    return frame


def _visit(visit: Appointment, questions: Sequence[Question], surroundings: Surroundings) -> QWidget:
    frame, inside = _section(
        _when(visit.starts_at.on.first, surroundings.today(), is_exact=visit.starts_at.on.is_exact)
    )
    inside.addWidget(label(surroundings.moment_text(visit.starts_at), "large"))
    what = ", ".join(part for part in (visit.with_whom or tr(visit.kind.label), visit.place, visit.about) if part)
    inside.addWidget(label(what))
    if visit.phone:
        inside.addWidget(label(tr("Phone {number}").format(number=visit.phone), "quiet"))
    buttons = QWidget()
    line = FlowLayout(buttons)
    host = surroundings.host
    open_visit = partial(host.show_page, "appointments", lambda page: page.show_record(visit.id))
    see = ntr("See my question", "See my questions ({count})", len(questions)).format(count=len(questions))
    line.addWidget(
        button(
            see if questions else tr("Open"),
            open_visit,
            look="primary",
            icon="question" if questions else "",
            icons=surroundings.appearance.icons,
        )
    )
    if host.has_page("share"):
        show_sheet = partial(host.show_page, "share", lambda page: page.show_visit(visit.id))
        line.addWidget(button(tr("Print visit sheet"), show_sheet, icon="print", icons=surroundings.appearance.icons))
    inside.addSpacing(SPACE["xs"])
    inside.addWidget(buttons)
    inside.addSpacing(SPACE["xs"])
    if questions:
        inside.addWidget(_numbered([each.text for each in questions[:MOST_QUESTIONS]]))
    if surroundings.can_change:
        inside.addWidget(AddQuestion(surroundings, visit.id))
    bring = [line.strip() for line in visit.to_bring.splitlines() if line.strip()]
    if bring:
        inside.addWidget(_labelled(tr("To bring"), ", ".join(bring)))
    if visit.preparation.strip():
        inside.addWidget(_labelled(tr("How to prepare"), visit.preparation.strip()))
    return frame


def _planned(lines: Sequence[MedicineLine], surroundings: Surroundings) -> QWidget:
    frame, inside = _section(tr("Planned"))
    for line in lines:
        name, dose = medicine_name(line.medication), doses_in_words(line.doses)
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
    frame, inside = _section(tr("Waiting for results"))
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
            act = partial(_add_on, surroundings, page)
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


def _section(title: str) -> tuple[QFrame, QVBoxLayout]:
    frame, inside = card(spacing="s")
    inside.addLayout(row(label(title, "chip", wraps=False), None))
    return frame, inside


def _numbered(texts: Sequence[str]) -> QWidget:
    holder = QWidget()
    inside = column(spacing="xs")
    for number, text in enumerate(texts, 1):
        line = row(label(f"{number}", "quiet", wraps=False), label(text), spacing="m")
        line.setStretch(1, 1)
        inside.addLayout(line)
    holder.setLayout(inside)
    return holder


def _labelled(title: str, text: str) -> QWidget:
    holder = QWidget()
    inside = column(spacing="")
    inside.addWidget(label(title, "section"))
    inside.addWidget(label(text))
    holder.setLayout(inside)
    return holder


def _when(day: date, today: date, *, is_exact: bool) -> str:
    if not is_exact:
        return tr("Next appointment")
    away = (day - today).days
    if away == 0:
        return tr("Today")
    if away == 1:
        return tr("Tomorrow")
    return ntr("In {count} day", "In {count} days", away).format(count=away) if away > 0 else days_ago(-away)


def _add_on(surroundings: Surroundings, page: str) -> None:
    surroundings.host.show_page(page, lambda shown: shown.add())


def _go_on(surroundings: Surroundings, kind: Kind, form: str) -> None:
    record_id = form.partition("/")[2]
    surroundings.host.show_page(_PAGES[kind], lambda page: page.continue_draft(kind, record_id))


def _discard(surroundings: Surroundings, form: str) -> None:
    surroundings.tasks.change(partial(_discard_draft, form), then=lambda _nothing: surroundings.host.reload_page())


def _discard_draft(form: str, journal: Journal, _author: str) -> None:
    from hoofbeat.services import drafts

    drafts.discard_draft(journal, form=form)
