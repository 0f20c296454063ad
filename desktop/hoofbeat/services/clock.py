"""The day and the moment on this computer's clock, and its time zone."""

from __future__ import annotations

from datetime import date, datetime, tzinfo


def moment() -> datetime:
    """Return the present moment in the time zone of this computer."""
    return datetime.now().astimezone()


def today() -> date:
    """Return the present day in the time zone of this computer."""
    return moment().date()


def zone_name() -> str:
    """Return the IANA name of the time zone of this computer, UTC where the system does not tell."""
    from tzlocal import get_localzone_name

    try:
        return get_localzone_name()
    except (LookupError, ValueError, OSError):
        return "UTC"


def zone() -> tzinfo:
    """Return the time zone of this computer, with its changes of the clocks."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(zone_name())
