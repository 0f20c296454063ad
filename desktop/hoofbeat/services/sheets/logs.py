"""Tables to fill in by hand; they hold no record but the person's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoofbeat.services.sheets.setting import SheetSetting

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody


def make_lab_log(_setting: SheetSetting) -> SheetBody:
    """Make the table for results."""
    from hoofbeat.reports.sheets.logs import lab_log_body

    return lab_log_body()


def make_symptom_log(_setting: SheetSetting) -> SheetBody:
    """Make the table for how one feels."""
    from hoofbeat.reports.sheets.logs import symptom_log_body

    return symptom_log_body()
