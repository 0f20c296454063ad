"""My tumor in eight lines, and what one could ask about those that are not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoofbeat.services.sheets.setting import SheetSetting

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody


def make(setting: SheetSetting) -> SheetBody:
    """Make the sheet."""
    from hoofbeat.reports.sheets.eight_lines import eight_lines_body

    return eight_lines_body(setting.visit_sheet(), setting.request)
