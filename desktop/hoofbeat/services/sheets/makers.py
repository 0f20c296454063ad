"""Which module makes which sheet; the visit sheet has a way of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from hoofbeat.domain.sheets.kinds import SheetKind
from hoofbeat.services.sheets import (
    eight_lines,
    emergency,
    family,
    injections,
    logs,
    medicines,
    results,
    team,
    timeline,
    wallet,
    week,
)
from hoofbeat.services.sheets.setting import SheetSetting

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody

MAKERS: Mapping[SheetKind, Callable[[SheetSetting], SheetBody]] = MappingProxyType(
    {
        SheetKind.FAMILY: family.make,
        SheetKind.MEDICINES: medicines.make,
        SheetKind.RESULTS: results.make,
        SheetKind.INJECTIONS: injections.make,
        SheetKind.WEEK: week.make,
        SheetKind.EMERGENCY: emergency.make,
        SheetKind.WALLET: wallet.make,
        SheetKind.EIGHT_LINES: eight_lines.make,
        SheetKind.TEAM: team.make,
        SheetKind.TIMELINE: timeline.make,
        SheetKind.LAB_LOG: logs.make_lab_log,
        SheetKind.SYMPTOM_LOG: logs.make_symptom_log,
    }
)
