"""The ledger of injections in words: when, how much, where on the body, by whom; and what is planned, as plain dates."""

from __future__ import annotations

from datetime import date

from hoofbeat.domain.records import Administration, Appointment
from hoofbeat.wording.amounts import dose_words
from hoofbeat.wording.dates import date_words, day_not_known, time_words
from hoofbeat.wording.medicines import unmarked_words
from hoofbeat.wording.translation import ntr, tr


def moment_given(dose: Administration, *, uses_24_hours: bool = False, is_short: bool = False) -> str:
    """Say when a dose was given, with its time where it is known."""
    on = dose.given_at.on
    said = date_words(on, is_short=is_short) if on.is_exact else day_not_known(on)
    at = dose.given_at.at
    return said if at is None else f"{said}, {time_words(at, uses_24_hours=uses_24_hours)}"


def amount_given(dose: Administration) -> str:
    """Say how much was given, as it was then."""
    return "" if dose.amount is None else dose_words(dose.amount, dose.unit)


def days_words(days: int | None) -> str:
    """Say how many days lie between this dose and the one before; nothing where nobody knows."""
    return "" if days is None else f"{days}"


def days_spoken(days: int | None) -> str:
    """Say the same for a screen reader."""
    return tr("not known") if days is None else ntr("{count} day", "{count} days", days).format(count=days)


def side_words(dose: Administration) -> str:
    """Say the side and the place on the body."""
    side = "" if dose.side is None else tr(dose.side.label)
    return ", ".join(text for text in (side, dose.site.strip()) if text)


def given_by_words(dose: Administration) -> str:
    """Say who gave it, and where."""
    return ", ".join(text for text in (dose.given_by.strip(), dose.place.strip()) if text)


def rest_words(dose: Administration) -> str:
    """Say the lot, the reaction and the note."""
    lot = tr("lot {number}").format(number=dose.lot.strip()) if dose.lot.strip() else ""
    reaction = tr("Reaction: {reaction}").format(reaction=dose.reaction.strip()) if dose.reaction.strip() else ""
    return "; ".join(text for text in (lot, reaction, " ".join(dose.note.split())) if text)


def ahead_words(unmarked: date | None, next_on: date | None, order_by: date | None, today: date) -> list[str]:
    """Say what is planned next of a medicine, and by when to order it."""
    said = [] if unmarked is None else [unmarked_words(unmarked, today=today)]
    if next_on is not None:
        said.append(tr("Next planned: {date}.").format(date=date_words(next_on)))
    if order_by is not None:
        said.append(tr("Order by: {date}.").format(date=date_words(order_by)))
    return said or [tr("No next date is planned.")]


def coming_words(scan: Appointment | None, treatment: Appointment | None) -> list[str]:
    """Say when the next scan and the next treatment are, as dates beside the planned doses."""
    said = []
    if scan is not None:
        said.append(tr("Next scan: {date}.").format(date=date_words(scan.starts_at.on)))
    if treatment is not None:
        words = tr("Next treatment appointment: {date}, {kind}.")
        said.append(words.format(date=date_words(treatment.starts_at.on), kind=tr(treatment.kind.label).lower()))
    return said
