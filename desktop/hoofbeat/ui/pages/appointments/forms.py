"""The forms of an appointment: all of it, another time for it, and what is written before and after a visit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from hoofbeat.domain.changes import Change
from hoofbeat.domain.records import Appointment, AppointmentId, AppointmentKind, AppointmentState, CareTeamMember, Kind
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.ui.field_set import FieldSet
from hoofbeat.ui.form_layouts import FormLayout, Group
from hoofbeat.ui.forms import Form, Values, draft_name
from hoofbeat.ui.pages.appointments.moment_fields import MomentFields
from hoofbeat.ui.pages.appointments.repeating import FollowingFields, RepeatFields, rule_of
from hoofbeat.ui.pages.appointments.words import last_visit_words
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.translation import ntr, tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.ui.tasks import Act

APPOINTMENT = FormLayout(
    (
        Group(("kind", "starts_at", "with_whom", "place", ("address", "room"), "phone")),
        Group(("about", "preparation", "to_bring", ("companion", "companion_role")), "Before the visit"),
    ),
    ("how_to_join", "minutes", "zone", "state", "note", "source", "is_sensitive"),
)
_TIME = FormLayout((Group(("starts_at",)),))
_BEFORE = FormLayout((Group(("since_last_visit",)),))
_AFTER = FormLayout((Group(("what_was_said", "plan")),))
WORDS_PRINTED = 60


class AppointmentForm(Form):
    """A new appointment, which may repeat, or one to correct, with those of its series that follow. `on` is the day of a new one.

    Whoever is chosen from the care team brings their phone and address along.
    """

    def __init__(
        self,
        surroundings: Surroundings,
        appointment: Appointment | None = None,
        *,
        following: int = 0,
        on: date | None = None,
    ) -> None:
        self._fields = MomentFields(surroundings, APPOINTMENT)
        self._fields.set_values(
            {"kind": AppointmentKind.VISIT, "state": AppointmentState.PLANNED}
            if appointment is None
            else {name: getattr(appointment, name) for name in self._fields.names}
        )
        if on is not None:
            self._fields.set_values({"starts_at": WallTime(PartialDate.of(on))})
        parts: dict[str, FieldSet] = {"record": self._fields}
        if appointment is None:
            parts["repeat"] = RepeatFields(surroundings)
        elif following:
            parts["following"] = FollowingFields(surroundings, following)
        self._team: Mapping[str, CareTeamMember] = {}
        super().__init__(
            surroundings,
            name=draft_name(Kind.APPOINTMENTS, appointment),
            parts=parts,
            act=partial(_make_save, appointment),
            can_remove=appointment is not None,
        )
        if surroundings.tasks.is_open:
            surroundings.tasks.read(_team, then=self._on_team_read)
        self._fields.edited.connect(self._bring_along)

    def _on_team_read(self, team: Mapping[str, CareTeamMember]) -> None:
        self._team = team

    def _bring_along(self) -> None:
        typed = self._fields.typed()
        member = self._team.get(typed["with_whom"].strip().casefold())
        if member is None:
            return
        offered = {
            "phone": member.phones,
            "place": member.organisation,
            "address": ", ".join(member.address.splitlines()),
        }
        self._fields.set_values({name: text for name, text in offered.items() if text and not typed[name].strip()})


class MoveForm(Form):
    """Another time for an appointment, and for those of its series that follow where that is wanted."""

    def __init__(self, surroundings: Surroundings, appointment: Appointment, *, following: int = 0) -> None:
        fields = MomentFields(surroundings, _TIME, zone=appointment.zone)
        fields.set_values({"starts_at": appointment.starts_at})
        parts: dict[str, FieldSet] = {"visit": fields}
        if following:
            parts["following"] = FollowingFields(surroundings, following)
        super().__init__(
            surroundings,
            name=f"{Kind.APPOINTMENTS.value}/{appointment.id}/move",
            parts=parts,
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
        # Two forms stand on the page: heard alone, "Save" would not say what it saves.
        self._save.setAccessibleName(tr("Save: {what}").format(what=tr("Before the visit")))
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
        self._save.setAccessibleName(tr("Save: {what}").format(what=tr("After the visit")))
        self.show_visit(appointment)

    def show_visit(self, appointment: Appointment) -> None:
        """Show what is written by now."""
        self.show_values("visit", {"what_was_said": appointment.what_was_said, "plan": appointment.plan})


def _team(journal: Journal) -> Mapping[str, CareTeamMember]:
    with journal.reading() as stored:
        return {each.name.strip().casefold(): each for each in stored.list(CareTeamMember)}


def _make_save(appointment: Appointment | None, values: Values) -> Act[Change | None]:
    if appointment is None:
        return partial(_add, values["record"], values["repeat"])
    return partial(_correct, appointment, values["record"], _holds_for_following(values))


def _holds_for_following(values: Values) -> bool:
    return bool(values.get("following", {}).get("and_following"))


def _add(entered: Mapping[str, Any], repeat: Mapping[str, Any], journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import appointment_series, records

    made = Appointment(id=AppointmentId(records.new_id()), **entered)
    rule = rule_of(repeat)
    if rule is None or made.starts_at is None:
        return records.add(journal, record=made, author=author)
    return appointment_series.add(journal, first=made, rule=rule, author=author)


def _correct(
    appointment: Appointment, entered: Mapping[str, Any], is_for_following: bool, journal: Journal, author: str
) -> Change | None:
    from hoofbeat.services import appointment_series, records

    changed = appointment.replaced(**entered)
    act = appointment_series.correct if is_for_following else records.correct
    return act(journal, record=changed, author=author)


def _make_move(appointment: Appointment, values: Values) -> Act[Change | None]:
    return partial(_move, appointment, values["visit"]["starts_at"], _holds_for_following(values))


def _move(
    appointment: Appointment, to: WallTime | None, is_for_following: bool, journal: Journal, author: str
) -> Change | None:
    from hoofbeat.services import appointment_series, records, visits

    if to is None:
        records.refuse_invalid(appointment.replaced(starts_at=None))
        return None
    act = appointment_series.move if is_for_following else visits.move
    return act(journal, appointment_id=appointment.id, to=to, author=author)


def _make_writing(appointment_id: str, values: Values) -> Act[Change | None]:
    return partial(_write, appointment_id, values["visit"])


def _write(appointment_id: str, texts: Mapping[str, str], journal: Journal, author: str) -> Change | None:
    from hoofbeat.services import visits

    return visits.write(journal, appointment_id=appointment_id, texts=texts, author=author)
