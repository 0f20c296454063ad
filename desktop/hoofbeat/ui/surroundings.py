"""What every page is handed: the way to the journal, the looks, the clock, and the few things it may ask of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Protocol

from hoofbeat.domain.records import DayPart
from hoofbeat.domain.values import PartialDate, WallTime
from hoofbeat.ui.journal_facts import JournalFacts
from hoofbeat.wording.dates import date_words, moment_words, time_words, timestamp_words

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation
    from hoofbeat.settings import Settings
    from hoofbeat.ui.appearance import Appearance
    from hoofbeat.ui.paper_copies import PaperCopies
    from hoofbeat.ui.safekeeping import Safekeeping
    from hoofbeat.ui.tasks import Tasks


class Host(Protocol):
    """What a page may ask of the window."""

    def show_page(self, key: str, prepare: Callable[[Any], object] | None = None) -> None:
        """Go to a page, and have it do something once it is there."""

    def say(self, text: str, *, act: Callable[[], object] | None = None, act_text: str = "") -> None:
        """Show a quiet message for a while, with one thing to do about it."""

    def say_undoable(self, text: str) -> None:
        """Show a quiet message with Undo."""

    def tell_error(self, error: Exception) -> None:
        """Tell what went wrong in plain words."""

    def has_page(self, key: str) -> bool:
        """Tell whether there is such a page."""

    def reload_page(self) -> None:
        """Read the page that is open anew."""

    def follow_clock(self) -> None:
        """Write times of day as the settings say now."""

    def write_as(self, name: str) -> None:
        """Put this name beside what is entered from now on."""

    def run_command(self, name: str) -> None:
        """Do what a menu command does, by its name in `actions`."""

    def can_run(self, name: str) -> bool:
        """Tell whether a menu command exists in this window."""


@dataclass(slots=True)
class Surroundings:
    """Handed to every page and form. `installation` is asked on a worker thread: it loads the catalogue when that is first used."""

    tasks: Tasks
    appearance: Appearance
    host: Host
    settings: Callable[[], Settings]
    change_settings: Callable[[Settings], object]
    installation: Callable[[], Installation]
    safekeeping: Safekeeping
    papers: PaperCopies
    now: Callable[[], datetime]
    uses_24_hours: bool = False
    journal: JournalFacts = field(default_factory=JournalFacts)

    @property
    def can_change(self) -> bool:
        """Tell whether the open journal takes changes."""
        return self.tasks.is_open and not self.journal.is_read_only

    @property
    def part_times(self) -> Mapping[DayPart, time]:
        """When on the clock each part of the day stands."""
        settings = self.settings()
        return {part: getattr(settings, f"{part.value}_at") for part in DayPart}

    def today(self) -> date:
        """Return the day on this computer's clock."""
        return self.now().date()

    def date_text(self, day: PartialDate | date | None, *, is_short: bool = False) -> str:
        """Say a date in words; nothing for none."""
        return "" if day is None else date_words(day, is_short=is_short)

    def time_text(self, at: time | None) -> str:
        """Say a time of day as this computer's clock does; nothing for none."""
        return "" if at is None else time_words(at, uses_24_hours=self.uses_24_hours)

    def moment_text(self, moment: WallTime) -> str:
        """Say a date with its time, such as "Wednesday 4 March 2026, 10:30am"."""
        return moment_words(moment, uses_24_hours=self.uses_24_hours)

    def timestamp_text(self, moment: datetime) -> str:
        """Say a moment of the record's own history on this computer's clock."""
        return timestamp_words(moment.astimezone(), uses_24_hours=self.uses_24_hours)

    def clock_text(self) -> str:
        """Say what time it is."""
        return self.time_text(self.now().time().replace(second=0, microsecond=0))
