"""Settings and backup."""

from __future__ import annotations

from hoofbeat.ui.pages.page import ScrollingPage


class SettingsPage(ScrollingPage):
    """Settings and backup."""

    title = "Settings and backup"
