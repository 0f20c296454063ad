"""Which pages there are, in order, with their words, icons and keys; each is imported when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hoofbeat.ui.pages.page import Page
    from hoofbeat.ui.surroundings import Surroundings


class Place(Enum):
    """Where in the side bar a page stands."""

    MAIN = "among the pages"
    FOOT = "below the line"
    ASIDE = "nowhere: it is opened from a menu or from another page"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page. `number` is the 1 to 7 of its keys; a page that is not there yet leaves its number free."""

    key: str
    title: str
    icon: str
    make: Callable[[Surroundings], Page]
    place: Place = Place.MAIN
    number: int | None = None


def _home(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.home.page import HomePage

    return HomePage(surroundings)


def _timeline(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.timeline.page import TimelinePage

    return TimelinePage(surroundings)


def _find(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.find.page import FindPage

    return FindPage(surroundings)


def _catch_up(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.catch_up.page import CatchUpPage

    return CatchUpPage(surroundings)


def _since(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.since.page import SincePage

    return SincePage(surroundings)


def _medicines(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.medicines.page import MedicinesPage

    return MedicinesPage(surroundings)


def _appointments(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.appointments.page import AppointmentsPage

    return AppointmentsPage(surroundings)


def _results(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.lab_results.page import LabResultsPage

    return LabResultsPage(surroundings)


def _share(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.share.page import SharePage

    return SharePage(surroundings)


def _shared(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.share.handed_out import HandedOutPage

    return HandedOutPage(surroundings)


def _learn(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.learn.page import LearnPage

    return LearnPage(surroundings)


def _about_me(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.about_me import AboutMePage

    return AboutMePage(surroundings)


def _help(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.help.page import HelpPage

    return HelpPage(surroundings)


def _settings(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.settings.page import SettingsPage

    return SettingsPage(surroundings)


def _history(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.history import HistoryPage

    return HistoryPage(surroundings)


def _bring_in(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.bring_in.page import BringInPage

    return BringInPage(surroundings)


def _take_along(surroundings: Surroundings) -> Page:
    from hoofbeat.ui.pages.take_along.page import TakeAlongPage

    return TakeAlongPage(surroundings)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("home", "Home", "home", _home, number=1),
    PageEntry("timeline", "Timeline", "timeline", _timeline, number=2),
    PageEntry("results", "Lab results", "results", _results, number=3),
    PageEntry("medicines", "Medicines", "medicines", _medicines, number=4),
    PageEntry("appointments", "Appointments", "appointments", _appointments, number=5),
    PageEntry("learn", "Learn", "learn", _learn, number=6),
    PageEntry("share", "Share", "share", _share, number=7),
    PageEntry("help", "Help and phone numbers", "help", _help, Place.FOOT),
    PageEntry("settings", "Settings and backup", "settings", _settings, Place.FOOT),
    PageEntry("about_me", "About me", "person", _about_me, Place.ASIDE),
    PageEntry("import", "Bring in a file", "import", _bring_in, Place.ASIDE),
    PageEntry("export", "Take your record along", "export", _take_along, Place.ASIDE),
    PageEntry("since", "Since the last visit", "history", _since, Place.ASIDE),
    PageEntry("catch_up", "Ten-minute catch-up", "clock", _catch_up, Place.ASIDE),
    PageEntry("find", "Find", "search", _find, Place.ASIDE),
    PageEntry("shared", "What was handed out", "share", _shared, Place.ASIDE),
    PageEntry("history", "History", "history", _history, Place.ASIDE),
)
