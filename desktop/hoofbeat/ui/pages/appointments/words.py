"""What is said of an appointment in a line or two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from hoofbeat.domain.records import Appointment, AppointmentState
from hoofbeat.domain.values import WallTime
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.dates import date_words
from hoofbeat.wording.medicines import clock_change_words
from hoofbeat.wording.translation import ntr, tr


def who_and_where(appointment: Appointment) -> str:
    """Say what it is, with whom and where."""
    parts = (appointment.with_whom, appointment.place, appointment.about)
    return ", ".join(part.strip() for part in (tr(appointment.kind.label), *parts) if part.strip())


def visit_title(appointment: Appointment, surroundings: Surroundings) -> str:
    """Say whose visit it is and when: "Dr Lee, Wednesday 4 March 2026, 10:30am"."""
    what = appointment.with_whom.strip() or tr(appointment.kind.label)
    return f"{what}, {surroundings.moment_text(appointment.starts_at)}"


def state_words(appointment: Appointment, surroundings: Surroundings) -> str:
    """Say where it stands, where that is worth a word; a moved one says where it was."""
    if appointment.state is AppointmentState.PLANNED:
        return ""
    if appointment.state is AppointmentState.MOVED and appointment.moved_from is not None:
        return tr("Moved from {moment}").format(moment=surroundings.moment_text(appointment.moved_from))
    return tr(appointment.state.label)


def short_line(appointment: Appointment, surroundings: Surroundings) -> str:
    """Say an appointment in the few words that a day of a month has room for: "10:30am Dr Lee"."""
    at = appointment.starts_at.at
    what = appointment.with_whom.strip() or appointment.about.strip() or tr(appointment.kind.label)
    return f"{surroundings.time_text(at)} {what}" if at is not None else what


def carry_words(count: int, to: Appointment | None, surroundings: Surroundings) -> str:
    """Offer to move questions on that were not answered."""
    if to is None:
        return ntr(
            "Keep {count} unanswered question for the next visit",
            "Keep {count} unanswered questions for the next visit",
            count,
        ).format(count=count)
    words = ntr("Move {count} unanswered question to {visit}", "Move {count} unanswered questions to {visit}", count)
    return words.format(count=count, visit=visit_title(to, surroundings))


def bring_words(count: int) -> str:
    """Offer to bring questions here that were not answered at earlier visits, or that are tied to none."""
    return ntr(
        "Bring {count} question here that still waits", "Bring {count} questions here that still wait", count
    ).format(count=count)


def zone_words(appointment: Appointment, surroundings: Surroundings) -> str:
    """Say the zone of an appointment where its clock does not show what the clock here shows then, and what that one shows."""
    from hoofbeat.services.zones import find_zone

    at, zone = appointment.starts_at.at, appointment.zone
    if at is None or not zone:
        return ""
    there, here = find_zone(zone), find_zone(_here(surroundings))
    name = tr("Time in {zone}").format(zone=zone.replace("_", " "))
    if there is None or here is None:  # a zone that this computer does not know is not the one here
        return name
    wall = datetime.combine(appointment.starts_at.on.first, at, there)
    moment = WallTime.of(wall.astimezone(here).replace(tzinfo=None))
    if moment == appointment.starts_at:
        return ""
    is_same_day = moment.on == appointment.starts_at.on
    words = surroundings.time_text(moment.at) if is_same_day else surroundings.moment_text(moment)
    return tr("{zone}; here it is {moment}").format(zone=name, moment=words)


def length_words(minutes: int) -> str:
    """Say how long an appointment is: in days where it is whole ones, else in hours and minutes."""
    days, rest = divmod(minutes, 24 * 60)
    if days and not rest:
        return ntr("{count} day", "{count} days", days).format(count=days)
    hours, left = divmod(minutes, 60)
    parts = (
        ntr("{count} hour", "{count} hours", hours).format(count=hours) if hours else "",
        ntr("{count} minute", "{count} minutes", left).format(count=left) if left else "",
    )
    return " ".join(filter(None, parts))


def _here(surroundings: Surroundings) -> str:
    """Return the name of the time zone here."""
    clock = surroundings.now().tzinfo
    return clock.key if isinstance(clock, ZoneInfo) else _zone_of_computer()


@cache
def _zone_of_computer() -> str:
    from hoofbeat.services.clock import zone_name

    return zone_name()


def clock_words(moment: WallTime, zone: str, surroundings: Surroundings) -> str:
    """Say where the clocks of a zone, blank for here, leave out a time or show it twice."""
    from hoofbeat.services.zones import change_of_clocks

    change = change_of_clocks(moment, zone or _here(surroundings))
    if change is None:
        return ""
    return clock_change_words(change, moment, zone=zone, uses_24_hours=surroundings.uses_24_hours)


def clash_words(others: Sequence[Appointment], surroundings: Surroundings) -> str:
    """Say what is planned at the same time."""
    if not others:
        return ""
    named = "; ".join(short_line(each, surroundings) for each in others)
    return tr("At the same time: {others}").format(others=named)


def waiting_questions(count: int) -> str:
    """Say how many questions wait for a visit."""
    return ntr("{count} question", "{count} questions", count).format(count=count) if count else ""


def last_visit_words(before: Appointment | None) -> str:
    """Say when the visit before was, where there was one."""
    return "" if before is None else tr("The last visit was {date}.").format(date=date_words(before.starts_at.on))
