"""About me."""

from __future__ import annotations

from hoofbeat.ui.pages.page import ScrollingPage


class AboutMePage(ScrollingPage):
    """About me."""

    title = "About me"
