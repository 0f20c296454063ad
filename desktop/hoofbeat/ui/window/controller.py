"""Binds the window to its journal and its commands: what is shown when the journal opens, locks, fails or changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from hoofbeat import paths
from hoofbeat.domain.errors import HoofbeatError
from hoofbeat.domain.records import Attachment, Kind
from hoofbeat.settings import Settings, ThemeChoice, write_settings
from hoofbeat.ui import crash
from hoofbeat.ui.appearance import load_other_fonts
from hoofbeat.ui.clock import uses_24_hours
from hoofbeat.ui.notifying import system_notifier
from hoofbeat.ui.paper_copies import PaperCopies
from hoofbeat.ui.reminders import Reminders, reminding_of
from hoofbeat.ui.safekeeping import Safekeeping
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.tasks import Tasks
from hoofbeat.ui.window.actions import WITHOUT_JOURNAL
from hoofbeat.ui.window.doors import Doors
from hoofbeat.ui.window.file_notices import FileNotices
from hoofbeat.ui.window.gatekeeper import Gatekeeper
from hoofbeat.ui.window.main_window import MainWindow
from hoofbeat.ui.window.place import keep_place
from hoofbeat.ui.window.read_only import read_only_sentence
from hoofbeat.ui.window.session import Opened, Session
from hoofbeat.ui.window.undoing import Undoing
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.installation import Installation


class Controller(QObject):
    """Holds the window and what belongs to it, and is the host that pages speak to.

    Signal: `settled` once, when the first page is shown and what could wait for it is done.
    """

    settled = Signal()

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        *,
        journal: Path,
        installation: Callable[[], Installation],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self.tasks = Tasks(self)
        self.session = Session(self.tasks, journal, installation=installation, now=now)
        self.safekeeping = Safekeeping(self.tasks, self.session, installation=installation)
        self.papers = PaperCopies(self.tasks, lambda: paths.state_folder() / "papers")
        self._settings = settings
        self.surroundings = Surroundings(
            tasks=self.tasks,
            appearance=window.appearance,
            host=self,
            settings=lambda: self._settings,
            change_settings=self.change_settings,
            installation=installation,
            safekeeping=self.safekeeping,
            papers=self.papers,
            now=now,
            uses_24_hours=uses_24_hours(settings),
        )
        self.window = window
        window.furnish()
        window.pages.surround(self.surroundings)
        self.doors = Doors(self.window, self.session, self.tasks, self.safekeeping)
        self.gatekeeper = Gatekeeper(self.surroundings, self.window, self.session, self.doors)
        self._handlers = self._make_handlers()
        self.undoing = Undoing(self.surroundings, window.commands.by_name)
        self.window.use_undo(self.undoing.undo)
        self._file_notices = FileNotices(self.surroundings, self.session, self.window)
        self.reminders = Reminders(self.surroundings, system_notifier(window.windowIcon()))
        self._is_over = False
        self._is_settled = False
        self._connect()
        self.window.show_page(settings.last_page if self.window.pages.has_page(settings.last_page) else "home")
        self._check_theme()

    def begin(self) -> None:
        """Open the journal; called when the window is on the screen."""
        self.session.begin()

    def show_page(self, key: str, prepare: Callable[[Any], object] | None = None) -> None:
        """Go to a page."""
        self.window.show_page(key, prepare)

    def say(self, text: str, *, act: Callable[[], object] | None = None, act_text: str = "") -> None:
        """Show a quiet message for a while."""
        self.window.say(text, act=act, act_text=act_text)

    def say_undoable(self, text: str) -> None:
        """Show a quiet message with Undo."""
        self.window.say_undoable(text)

    def tell_error(self, error: Exception) -> None:
        """Tell a named failure in its sentence; a bug goes to a report without any record in it."""
        if isinstance(error, HoofbeatError):
            from hoofbeat.wording.errors import sentence

            self.window.add_notice(sentence(error), look="problem", icon="warning")
            return
        report = crash.write_report(error, paths.state_folder() / "reports", self.surroundings.now())
        text = tr("Something went wrong in Hoofbeat. What you saved before is safe.")
        if report is not None:
            text = tr("{text} A report without anything of your record is in {path}.").format(text=text, path=report)
        self.window.add_notice(text, look="problem", icon="warning")

    def has_page(self, key: str) -> bool:
        """Tell whether there is such a page."""
        return self.window.pages.has_page(key)

    def reload_page(self) -> None:
        """Read the page that is open anew."""
        self.window.page.mark_stale()

    def follow_clock(self) -> None:
        """Write times of day as the settings say now."""
        self.surroundings.uses_24_hours = uses_24_hours(self._settings)
        self.window.pages.mark_all_stale()

    def write_as(self, name: str) -> None:
        """Put this name beside what is entered from now on."""
        self.tasks.author = name
        self.surroundings.journal = dataclasses.replace(self.surroundings.journal, writing_as=name)
        self.window.pages.mark_all_stale()
        self.window.page.show_saved()

    def run_command(self, name: str) -> None:
        """Do what a menu command does."""
        self._handlers[name]()

    def can_run(self, name: str) -> bool:
        """Tell whether a menu command exists here."""
        return name in self.window.commands.by_name

    def change_settings(self, settings: Settings) -> None:
        """Keep changed settings."""
        were, self._settings = self._settings, settings
        write_settings(paths.settings_file(), settings)
        if reminding_of(were) != reminding_of(settings):
            self.reminders.begin()

    def shut_down(self) -> None:
        """Keep the window's place, finish every change and close the journal; once is enough."""
        if self._is_over:
            return
        self._is_over = True
        self.reminders.say_stopping()
        kept = keep_place(self.window, self._settings).replaced(last_page=self.window.page_key)
        if not self.surroundings.journal.is_sample and self.surroundings.journal.path:
            kept = kept.replaced(last_journal=self.surroundings.journal.path)
        self.change_settings(kept)
        failure = self.session.end()
        self.papers.clear()
        if failure is not None:
            crash.write_report(failure, paths.state_folder() / "reports", self.surroundings.now())

    def _connect(self) -> None:
        appearance, session, window = self.surroundings.appearance, self.session, self.window
        self.tasks.failed.connect(self.tell_error)
        self.papers.refused.connect(self._on_paper_refused)
        self.tasks.records_changed.connect(self._on_records_changed)
        for shown in (session.checked, session.passphrase_needed, session.start_needed, session.open_failed):
            shown.connect(self._settle)
        session.opened.connect(self._on_opened)
        session.person_named.connect(window.show_person)
        window.commands.command_chosen.connect(self.run_command)
        window.closing.connect(self.shut_down)
        window.gate_shown.connect(self._on_gate_shown)
        window.gate_shown.connect(self.reminders.hide_details)
        self.reminders.told_here.connect(lambda text: window.add_notice(text, icon="clock"))
        window.files_dropped.connect(self.doors.take_files)
        appearance.text_size_chosen.connect(lambda size: self.change_settings(self._settings.replaced(text_size=size)))
        appearance.theme_chosen.connect(self._on_theme_chosen)

    def _settle(self) -> None:
        """Do what can wait until the first page is shown, whichever it is."""
        if self._is_settled:
            return
        self._is_settled = True
        load_other_fonts()
        self.window.ring_focus()
        self.papers.clear_left_over()
        self.settled.emit()

    def _make_handlers(self) -> dict[str, Callable[[], object]]:
        appearance = self.surroundings.appearance
        return {
            "import_files": self.doors.bring_in,
            "export_calendar": self._export_calendar,
            "export": lambda: self.show_page("export"),
            "new_journal": self.doors.make_new,
            "open_journal": self.doors.open_another,
            "print": self.window.print_page,
            "lock": self.session.lock,
            "quit": self.window.close,
            "undo": self._undo,
            "redo": self._redo,
            "add": self.window.add,
            "find": self.window.find_anywhere,
            "find_here": self.window.find_here,
            "history": lambda: self.show_page("history"),
            "larger_text": appearance.enlarge_text,
            "smaller_text": appearance.shrink_text,
            "plain_text_size": lambda: appearance.choose_text_size(100),
            "theme_system": lambda: appearance.choose_theme(ThemeChoice.SYSTEM),
            "theme_light": lambda: appearance.choose_theme(ThemeChoice.LIGHT),
            "theme_dark": lambda: appearance.choose_theme(ThemeChoice.DARK),
            "help": lambda: self.show_page("help"),
            "shortcuts": lambda: self.show_page("help", lambda page: page.show_keys()),
            "about": lambda: self.show_page("help", lambda page: page.show_about()),
        }

    def _export_calendar(self) -> None:
        self.show_page("export", lambda page: page.save("calendar"))

    def _undo(self) -> None:
        self.undoing.undo()

    def _redo(self) -> None:
        self.undoing.redo()

    def _on_opened(self, opened: Opened) -> None:
        self.surroundings.journal = opened.facts
        self.window.can_take_files = self.surroundings.can_change
        self.window.show_person(opened.person_name)
        self.window.show_sample_banner(opened.facts.is_sample)
        self.window.show_pages()
        self.undoing.begin(opened.undo_since)
        self.reminders.begin()
        if opened.facts.is_read_only:
            self.window.add_notice(read_only_sentence(opened.facts.read_only_reason), icon="lock", can_close=False)
        page = self.gatekeeper.take_first_page()
        if page != "home":
            self.window.show_page(page, lambda shown: shown.add())
        else:
            self.window.navigation.focus_chosen(self.window.page_key)
        self.window.page.mark_stale()

    def _on_paper_refused(self, paper: Attachment) -> None:
        text = tr("This computer has no program that opens “{title}”. You can save it and open it from its folder.")
        self.say(text.format(title=paper.title))

    def _on_records_changed(self, kinds: frozenset[Kind]) -> None:
        if Kind.PEOPLE in kinds:
            self.session.read_name()

    def _on_gate_shown(self, is_shown: bool) -> None:
        self.window.commands.let_only(WITHOUT_JOURNAL if is_shown else None)
        if not is_shown:
            self.undoing.refresh()

    def _on_theme_chosen(self, choice: str) -> None:
        self.change_settings(self._settings.replaced(theme=ThemeChoice(choice)))
        self._check_theme()

    def _check_theme(self) -> None:
        choice = self.surroundings.appearance.theme_choice
        self.window.commands.by_name[f"theme_{choice.value}"].setChecked(True)
