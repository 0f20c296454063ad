"""The wallet card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoofbeat.services.sheets.setting import SheetSetting

if TYPE_CHECKING:
    from hoofbeat.reports.parts import SheetBody


def make(setting: SheetSetting) -> SheetBody:
    """Make the card."""
    from hoofbeat.reports.sheets.wallet import wallet_body

    return wallet_body(setting.visit_sheet(), setting.request)
