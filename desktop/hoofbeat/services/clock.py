"""The day and the moment on this computer's clock, and its time zone."""

from __future__ import annotations

from datetime import date, datetime, tzinfo


def moment() -> datetime:
    """Return the present moment in the time zone of this computer."""
    return datetime.now().astimezone()


def today() -> date:
    """Return the present day in the time zone of this computer."""
    return moment().date()


def zone() -> tzinfo:
    """Return the time zone of this computer, with its changes of the clocks."""
    from tzlocal import get_localzone

    return get_localzone()
