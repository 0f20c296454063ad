"""Home: what is next."""

from __future__ import annotations

from hoofbeat.ui.pages.page import ScrollingPage


class HomePage(ScrollingPage):
    """What is next."""

    title = "Home"
