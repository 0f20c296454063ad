"""History."""

from __future__ import annotations

from hoofbeat.ui.pages.page import ScrollingPage


class HistoryPage(ScrollingPage):
    """History."""

    title = "History"
