"""On which clock times of day are written."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from hoofbeat.settings import ClockChoice, Settings


def uses_24_hours(settings: Settings) -> bool:
    """Tell whether times are written on a clock of 24 hours: as chosen, else as this system does."""
    if settings.clock is ClockChoice.SYSTEM:
        return "AP" not in QLocale.system().timeFormat(QLocale.FormatType.ShortFormat).upper()
    return settings.clock is ClockChoice.TWENTY_FOUR
