"""About me: the person, the tumor in eight lines where *not known* is a fine answer, and the care team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hoofbeat.domain.records import CareTeamMember, Kind, Person, Question, TumorFact, TumorTopic, fields_for
from hoofbeat.ui.icons import Icons
from hoofbeat.ui.pages.papers.acts import Holder
from hoofbeat.ui.pages.papers.section import PapersSection
from hoofbeat.ui.pages.record_forms import PageWithForms
from hoofbeat.ui.pages.tumor_lines import tumor_lines
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.lines import Line
from hoofbeat.ui.widgets.parts import button, card, column, label, row, rule
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal

_PERSON_FIELDS = ("name", "born_on", "alerts", "identifiers", "contacts", "language")
_TITLES = {
    Kind.PEOPLE: ("About me", "About me"),
    Kind.TEAM: ("New member of the care team", "Member of the care team"),
    Kind.TUMOR_FACTS: ("My tumor: new line", "My tumor"),
}


@dataclass(frozen=True, slots=True)
class AboutMe:
    """What the page shows."""

    person: Person | None
    facts: Sequence[TumorFact]
    team: Sequence[CareTeamMember]
    asked: frozenset[TumorTopic] = frozenset()


class AboutMePage(PageWithForms):
    """The person, the tumor facts, the care team; each line opens its form."""

    title = "About me"
    shows = frozenset({Kind.PEOPLE, Kind.TUMOR_FACTS, Kind.TEAM, Kind.QUESTIONS})

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self._parts = column(spacing="l")
        self.papers: PapersSection | None = None
        self.content.addLayout(self._parts)
        self.content.addStretch(1)

    def load(self) -> None:
        """Read the three parts; the papers read themselves."""
        can_add = self.surroundings.can_change
        self.set_main_action(tr("Add to care team"), self.add if can_add else None)
        self.surroundings.tasks.read(_read, view=self, then=self._on_read)

    def add(self) -> bool:
        """Open the form for a new member of the care team."""
        self.add_to(Kind.TEAM)
        return True

    def add_to(self, kind: Kind) -> None:
        """Open the form for something new in one of the parts."""
        self.open_form(kind, tr(_TITLES[kind][0]))

    def continue_draft(self, kind: Kind, record_id: str) -> None:
        """Open the form that a draft belongs to."""
        if record_id:
            self.find_record(kind, record_id, tr(_TITLES[kind][1]))
        else:
            self.add_to(kind)

    def prepare_to_close(self) -> None:
        """Keep what was typed."""
        super().prepare_to_close()
        if self.papers is not None:
            self.papers.keep_draft()

    def _on_read(self, about: AboutMe) -> None:
        with self.scroll_area.refilling(self._parts) as content:
            content.addWidget(self._person(about.person))
            content.addWidget(self._facts(about))
            content.addWidget(self._team(about.team))
        if self.papers is None:
            holder = Holder(Kind.PEOPLE)
            self.papers = PapersSection(self.surroundings, [holder], filled=self.scroll_area.order_tabs, is_card=True)
            self.content.insertWidget(1, self.papers)

    def _person(self, person: Person | None) -> QFrame:
        frame, inside = card()
        edit = button(tr("Edit"), partial(self._edit, Kind.PEOPLE, person), icon="edit", icons=self._icons)
        edit.setAccessibleName(tr("Edit: {what}").format(what=tr("Person")))
        self._heading(inside, tr("Person"), edit)
        for name in _PERSON_FIELDS:
            value = getattr(person, name, None)
            text = self.surroundings.date_text(value) if name == "born_on" else str(value or "")
            term = tr(fields_for(Kind.PEOPLE)[name].label)
            inside.addWidget(Line(term, text or tr("Not written down"), is_quiet=not text))
        return frame

    def _facts(self, about: AboutMe) -> QFrame:
        frame, inside = card()
        add = button(tr("Add a line"), partial(self.add_to, Kind.TUMOR_FACTS), icon="add", icons=self._icons)
        self._heading(inside, tr("My tumor in eight lines"), add)
        note = tr(
            "Write what your reports or your team told you. “Not known to me” is a fine answer, and can become a question."
        )
        inside.addWidget(label(note, "quiet"))
        for place, line in enumerate(
            tumor_lines(
                self.surroundings,
                about.facts,
                about.asked,
                edit=partial(self._edit, Kind.TUMOR_FACTS),
                add=self._add_fact,
            )
        ):
            if place:
                inside.addWidget(rule())
            inside.addWidget(line)
        return frame

    def _add_fact(self, topic: TumorTopic) -> None:
        self.open_form(Kind.TUMOR_FACTS, tr(_TITLES[Kind.TUMOR_FACTS][0]), preset={"topic": topic})

    def _team(self, team: Sequence[CareTeamMember]) -> QFrame:
        frame, inside = card()
        self._heading(inside, tr("Care team"))
        if not team:
            inside.addWidget(
                label(tr("Keep the people and places that care for you here, with their phone numbers."), "quiet")
            )
            inside.addWidget(
                label(tr("For example: Nurse Priya, City Hospital, 555 0111, call for side effects."), "small")
            )
        for place, member in enumerate(team):
            if place:
                inside.addWidget(rule())
            about = (tr(member.role.label) if member.role else "", member.organisation)
            line = Line(member.name, ", ".join(part for part in about if part) or member.phones, _reach(member))
            line.add_act(tr("Edit"), partial(self._edit, Kind.TEAM, member))
            inside.addWidget(line)
        return frame

    def _heading(self, inside: QVBoxLayout, text: str, *acts: QWidget) -> None:
        line = row(label(text, "heading"), None)
        for act in acts if self.surroundings.can_change else ():
            line.addWidget(act)
        inside.addLayout(line)

    def _edit(self, kind: Kind, record: Person | TumorFact | CareTeamMember | None) -> None:
        self.open_form(kind, tr(_TITLES[kind][1]), record=record)

    @property
    def _icons(self) -> Icons:
        return self.surroundings.appearance.icons


def _reach(member: CareTeamMember) -> str:
    call_for = tr("call for {what}").format(what=member.call_for) if member.call_for else ""
    return ", ".join(part for part in (member.phones, call_for) if part)


def _read(journal: Journal) -> AboutMe:
    from hoofbeat.services.tumor import asked_about

    with journal.reading() as records:
        person = next(records.list(Person), None)
        asked = asked_about(records.list(Question, is_asked=False))
        return AboutMe(person, list(records.list(TumorFact)), list(records.list(CareTeamMember)), asked)
