"""The day and the moment on this computer's clock."""

from __future__ import annotations

from datetime import date, datetime


def moment() -> datetime:
    """Return the present moment in the time zone of this computer."""
    return datetime.now().astimezone()


def today() -> date:
    """Return the present day in the time zone of this computer."""
    return moment().date()
