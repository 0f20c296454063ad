"""The forms of an appointment: all of it, another time for it, and what is written before and after a visit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Appointment, Kind
from hoofbeat.domain.values import WallTime
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import Form, Values
from hoofbeat.ui.pages.appointments.words import last_visit_words
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.ui.tasks import Act

APPOINTMENT = FormLayout(
    (
        Group(("kind", "starts_at", "with_whom", "place", "phone")),
        Group(("preparation", "to_bring", "companion", "about"), "Before the visit"),
    ),
    ("how_to_join", "minutes", "zone", "state", "note", "source", "is_sensitive"),
)
_TIME = FormLayout((Group(("starts_at",)),))
_BEFORE = FormLayout((Group(("since_last_visit",)),))
_AFTER = FormLayout((Group(("what_was_said", "plan")),))
WORDS_PRINTED = 60


class MoveForm(Form):
    """Another time for an appointment."""

    def __init__(self, surroundings: Surroundings, appointment: Appointment) -> None:
        fields = FieldSet(surroundings, Kind.APPOINTMENTS, _TIME)
        fields.set_values({"starts_at": appointment.starts_at})
        super().__init__(
            surroundings,
            name=f"{Kind.APPOINTMENTS.value}/{appointment.id}/move",
            parts={"visit": fields},
            act=partial(_make_move, appointment),
            is_inline=True,
            save_text=tr("Move"),
        )


class BeforeForm(Form):
    """How it has been, in the person's own words, counted."""

    def __init__(self, surroundings: Surroundings, appointment: Appointment) -> None:
        self._fields = FieldSet(surroundings, Kind.APPOINTMENTS, _BEFORE)
        self._since = ""
        super().__init__(
            surroundings,
            name=f"{Kind.APPOINTMENTS.value}/{appointment.id}/before",
            parts={"visit": self._fields},
            act=partial(_make_writing, appointment.id),
            is_inline=True,
            can_close=False,
        )
        self._fields.edited.connect(self._count)

    def show_visit(self, appointment: Appointment, visit_before: Appointment | None) -> None:
        """Show what is written by now, and since when it is."""
        self._since = last_visit_words(visit_before)
        self.show_values("visit", {"since_last_visit": appointment.since_last_visit})
        self._count()

    def _count(self) -> None:
        count = len(self._fields.editor("since_last_visit").typed().split())
        counted = ntr("{count} word", "{count} words", count).format(count=count)
        text = tr("In your own words. The visit sheet prints up to {most} words. You have {counted}.")
        help_text = f"{self._since} {text.format(most=WORDS_PRINTED, counted=counted)}".strip()
        self._fields.set_help("since_last_visit", help_text)


class AfterForm(Form):
    """What was said, and the next steps."""

    def __init__(self, surroundings: Surroundings, appointment: Appointment) -> None:
        super().__init__(
            surroundings,
            name=f"{Kind.APPOINTMENTS.value}/{appointment.id}/after",
            parts={"visit": FieldSet(surroundings, Kind.APPOINTMENTS, _AFTER)},
            act=partial(_make_writing, appointment.id),
            is_inline=True,
            can_close=False,
        )
        self.show_visit(appointment)

    def show_visit(self, appointment: Appointment) -> None:
        """Show what is written by now."""
        self.show_values("visit", {"what_was_said": appointment.what_was_said, "plan": appointment.plan})


def _make_move(appointment: Appointment, values: Values) -> Act[Change | None]:
    return partial(_move, appointment, values["visit"]["starts_at"])


def _move(appointment: Appointment, to: WallTime | None, journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import records, visits

    if to is None:
        records.refuse_invalid(appointment.replaced(starts_at=None))
    else:
        return visits.move(journal, appointment_id=appointment.id, to=to, author=author)
    return None


def _make_writing(appointment_id: str, values: Values) -> Act[Change | None]:
    return partial(_write, appointment_id, values["visit"])


def _write(appointment_id: str, texts: Mapping[str, str], journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import visits

    return visits.write(journal, appointment_id=appointment_id, texts=texts, author=author)
