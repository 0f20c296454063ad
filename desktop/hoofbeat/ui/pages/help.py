"""Help and phone numbers."""

from __future__ import annotations

from hoofbeat.ui.pages.page import ScrollingPage


class HelpPage(ScrollingPage):
    """Help and phone numbers."""

    title = "Help and phone numbers"
