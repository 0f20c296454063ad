"""The day on this computer's clock."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """Return the present day in the time zone of this computer."""
    return datetime.now().astimezone().date()
