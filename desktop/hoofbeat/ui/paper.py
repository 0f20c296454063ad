"""On which size of paper sheets are printed."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from hoofbeat.settings import PaperChoice, Settings

_Territory = QLocale.Country
_LETTER_TERRITORIES = frozenset(
    {
        _Territory.UnitedStates,
        _Territory.Canada,
        _Territory.Mexico,
        _Territory.Belize,
        _Territory.Chile,
        _Territory.Colombia,
        _Territory.CostaRica,
        _Territory.ElSalvador,
        _Territory.Guatemala,
        _Territory.Nicaragua,
        _Territory.Panama,
        _Territory.Philippines,
        _Territory.PuertoRico,
        _Territory.Venezuela,
    }
)
"""Where letters are written on US Letter, as the Unicode Common Locale Data Repository has it."""


def paper(settings: Settings, locale: QLocale | None = None) -> PaperChoice:
    """Return A4 or Letter: as chosen, else as is usual where this computer is."""
    if settings.paper is not PaperChoice.SYSTEM:
        return settings.paper
    place = (locale or QLocale.system()).territory()
    return PaperChoice.LETTER if place in _LETTER_TERRITORIES else PaperChoice.A4
