"""The card of the next appointment, with all that the hour before it takes; for a caregiver also the summary for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from hoofbeat.domain.sheets.kinds import SheetKind
from hoofbeat.ui.pages.appointments.waiting import bring_button
from hoofbeat.ui.pages.appointments.words import zone_words
from hoofbeat.ui.pages.home.add_question import AddQuestion
from hoofbeat.ui.pages.home.parts import labelled, numbered, section_card
from hoofbeat.ui.pages.since.line import see_button
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.theme import SPACE
from hoofbeat.ui.widgets.flow import FlowLayout
from hoofbeat.ui.widgets.line_lists import act_button
from hoofbeat.ui.widgets.parts import button, column, label, row
from hoofbeat.ui.widgets.tick_line import tick_lines
from hoofbeat.wording.dates import date_words, days_ago
from hoofbeat.wording.medicines import given_words, medicine_name
from hoofbeat.wording.since import news_words, since_title
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.domain.changes import Change
    from hoofbeat.domain.records import Appointment
    from hoofbeat.services.home import HomeView
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.medicines import MedicineLine

MOST_QUESTIONS = 3


def writing_as(view: HomeView, surroundings: Surroundings) -> QWidget:
    """Say whose records these are, and who is writing."""
    holder = QWidget()
    inside = column(spacing="")
    if view.person_name:
        inside.addWidget(label(tr("Records of {person}").format(person=view.person_name), "heading"))
    text = tr("You are writing as {name}.").format(name=surroundings.journal.writing_as)
    change = button(tr("Change"), partial(surroundings.host.show_page, "settings"), look="link")
    change.setAccessibleName(tr("Change who is writing"))
    change.setObjectName("change writer")
    line = row(label(text, "quiet"), change)
    line.setStretch(0, 1)
    inside.addLayout(line)
    holder.setLayout(inside)
    return holder


def visit_card(view: HomeView, surroundings: Surroundings) -> QWidget:
    """Make the card; without a next appointment it is that of the summary alone."""
    visit = view.visit
    if visit is None:
        frame, inside = section_card(tr("Summary"))
        inside.addWidget(_ways(None, view, surroundings))
        _add_news(inside, view, surroundings)
        return frame
    frame, inside = section_card(_when(visit, surroundings.today()))
    inside.addWidget(label(surroundings.moment_text(visit.starts_at), "large"))
    if zone := zone_words(visit, surroundings):
        inside.addWidget(label(zone))
    inside.addWidget(label(_what(visit)))
    for text in _reach(visit):
        inside.addWidget(label(text, "quiet"))
    inside.addSpacing(SPACE["xs"])
    inside.addWidget(_ways(visit, view, surroundings))
    inside.addSpacing(SPACE["xs"])
    if view.questions:
        inside.addWidget(numbered([each.text for each in view.questions[:MOST_QUESTIONS]]))
    if surroundings.can_change:
        inside.addWidget(AddQuestion(surroundings, visit.id))
        if view.waiting:
            inside.addLayout(row(bring_button(surroundings, view.waiting, visit.id), None))
    _add_news(inside, view, surroundings)
    if view.things:
        inside.addWidget(labelled(tr("To bring"), _bring(visit, view, surroundings)))
    if view.injected:
        inside.addWidget(labelled(tr("Injection record to take along"), _injected(view.injected, surroundings)))
    if visit.preparation.strip():
        inside.addWidget(labelled(tr("How to prepare"), label(visit.preparation.strip())))
    return frame


def _what(visit: Appointment) -> str:
    parts = (visit.with_whom or tr(visit.kind.label), visit.place, visit.room, visit.about)
    return ", ".join(part.strip() for part in parts if part.strip())


def _reach(visit: Appointment) -> list[str]:
    phone = tr("Phone {number}").format(number=visit.phone) if visit.phone else ""
    along = visit.companion.strip()
    if along:
        role = visit.companion_role.strip()
        along = tr("{name} ({role})").format(name=along, role=role) if role else along
        along = tr("Comes along: {name}").format(name=along)
    return [text for text in (visit.address.strip(), phone, visit.how_to_join.strip(), along) if text]


def _ways(visit: Appointment | None, view: HomeView, surroundings: Surroundings) -> QWidget:
    holder = QWidget()
    line = FlowLayout(holder)
    host, icons = surroundings.host, surroundings.appearance.icons
    is_caregiver = bool(surroundings.journal.writing_as)

    def add(text: str, act: Callable[[], object], *, name: str, icon: str = "", look: str = "") -> None:
        made: QPushButton = button(text, act, icon=icon, icons=icons, look=look)
        made.setObjectName(name)
        line.addWidget(made)

    if visit is not None:
        count = len(view.questions)
        see = ntr("See my question", "See my questions ({count})", count).format(count=count)
        if is_caregiver:
            see = ntr("See the question", "See the questions ({count})", count).format(count=count)
        open_visit = partial(host.show_page, "appointments", lambda page: page.show_record(visit.id))
        icon = "question" if count else ""
        add(see if count else tr("Open"), open_visit, name="open visit", icon=icon, look="primary")
    if host.has_page("share"):
        visit_id = visit.id if visit is not None else None
        show_sheet = partial(host.show_page, "share", partial(_show_sheet, visit_id))
        words = tr("Prepare a summary") if is_caregiver else tr("Print visit sheet")
        add(words, show_sheet, name="sheet", icon="print")
    if surroundings.can_change:
        add(tr("Ten-minute catch-up"), partial(host.show_page, "catch_up", _begin), name="catch up", icon="clock")
        if is_caregiver:
            person = view.person_name.split()[0] if view.person_name.split() else ""
            words = tr("Add a note for {name}").format(name=person) if person else tr("Add a note")
            add(words, partial(host.show_page, "timeline", lambda page: page.add_note()), name="note", icon="note")
    return holder


def _show_sheet(visit_id: str | None, page: Any) -> None:
    if visit_id is not None:
        page.show_visit(visit_id)


def _begin(page: Any) -> None:
    page.begin()


def _add_news(inside: QVBoxLayout, view: HomeView, surroundings: Surroundings) -> None:
    if surroundings.journal.writing_as and view.last_summary_on is not None:
        last = tr("The last summary was made on {date}.").format(date=date_words(view.last_summary_on))
        inside.addWidget(label(last, "quiet"))
    if view.news is None:
        return
    title = since_title(view.news)
    if surroundings.journal.writing_as and view.last_summary_on is not None:
        title = tr("Since then")
    words = label(tr("{since}: {news}").format(since=title, news=news_words(view.news)))
    line = row(words, see_button(surroundings, view.news, view.visit.id if view.visit is not None else ""))
    line.setStretch(0, 1)
    inside.addLayout(line)


def _injected(lines: Sequence[MedicineLine], surroundings: Surroundings) -> QWidget:
    """Say what was given last of each, with the way to the whole record of it."""
    holder = QWidget()
    inside = column(spacing="s")
    host, icons = surroundings.host, surroundings.appearance.icons
    for each in lines:
        if each.last_given is None:
            continue
        name = medicine_name(each.medication)
        said = tr("{medicine}: last given {given}").format(
            medicine=name, given=given_words(each.last_given, today=surroundings.today())
        )
        show = partial(host.show_page, "medicines", partial(_show_medicine, each.medication.id))
        name_of_button = f"injected:{each.medication.id}"
        see = act_button(tr("See all"), name, show, name=name_of_button, icons=icons)
        words = row(label(said), see)
        words.setStretch(0, 1)
        inside.addLayout(words)
    if host.has_page("share"):
        show_sheet = partial(host.show_page, "share", lambda page: page.show_sheet(SheetKind.INJECTIONS))
        made = button(tr("Print the injection record"), show_sheet, look="edge", icon="print", icons=icons)
        made.setObjectName("injection record")
        inside.addLayout(row(made, None))
    holder.setLayout(inside)
    return holder


def _show_medicine(medication_id: str, page: Any) -> None:
    page.show_record(medication_id)


def _bring(visit: Appointment, view: HomeView, surroundings: Surroundings) -> QWidget:
    ticks = []
    for number, thing in enumerate(view.things):
        box = QCheckBox()
        box.setAccessibleName(tr("Packed: {thing}").format(thing=thing))
        box.setObjectName(f"bring:{number}")
        box.setChecked(thing in view.packed)
        box.setEnabled(surroundings.can_change)
        box.toggled.connect(partial(_on_ticked, surroundings, visit.id, thing))
        ticks.append((box, thing))
    return tick_lines(ticks)


def _on_ticked(surroundings: Surroundings, visit_id: str, thing: str, is_packed: bool) -> None:
    surroundings.tasks.change(partial(_pack, visit_id, thing, is_packed))


def _pack(visit_id: str, thing: str, is_packed: bool, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import visits

    return visits.pack(journal, appointment_id=visit_id, thing=thing, is_packed=is_packed, author=author)


def _when(visit: Appointment, today: date) -> str:
    on = visit.starts_at.on
    if not on.is_exact:
        return tr("Next appointment")
    away = (on.first - today).days
    if away == 0:
        return tr("Today")
    if away == 1:
        return tr("Tomorrow")
    return ntr("In {count} day", "In {count} days", away).format(count=away) if away > 0 else days_ago(-away)
