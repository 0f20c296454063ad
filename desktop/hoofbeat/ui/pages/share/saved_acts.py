"""What one does with saved choices: each act goes to the journal, and the list shows it at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hoofbeat.ui.pages.share.options import Options
from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.services.journals import Journal
    from hoofbeat.services.sheets.saved_choices import SavedChoice


class SavedChoiceActs(QObject):
    """Connects the list of saved choices with the journal."""

    def __init__(self, surroundings: Surroundings, options: Options) -> None:
        super().__init__(options)
        self._surroundings = surroundings
        self._options = options
        saved = options.saved
        saved.chosen.connect(self._use)
        saved.save_requested.connect(self._save)
        saved.rename_requested.connect(self._rename)
        saved.remove_requested.connect(self._remove)

    def _use(self, name: str) -> None:
        def found(saved: dict[str, SavedChoice]) -> None:
            if name in saved:
                self._options.use(saved[name])

        self._surroundings.tasks.read(_list, view=(self, "use"), then=found)

    def _save(self, name: str) -> None:
        from hoofbeat.services.sheets.saved_choices import SavedChoice

        wanted = self._options.wanted()
        chosen = SavedChoice(wanted.request, is_large=wanted.is_large)
        said = tr("Kept as “{name}”.").format(name=name)
        self._change(partial(_save, name, chosen), name, said)

    def _rename(self, name: str, old_name: str) -> None:
        self._change(partial(_rename, old_name, name), name, tr("It is called “{name}” now.").format(name=name))

    def _remove(self, name: str) -> None:
        def removed(chosen: SavedChoice | None) -> None:
            self._show("")
            text = tr("Removed “{name}”.").format(name=name)
            if chosen is not None:
                self._surroundings.host.say(text, act=partial(self._bring_back, name, chosen), act_text=tr("Undo"))

        self._surroundings.tasks.change(partial(_remove, name), then=removed)

    def _bring_back(self, name: str, chosen: SavedChoice) -> None:
        self._change(partial(_save, name, chosen), name, tr("“{name}” is back.").format(name=name))

    def _change(self, work: partial[None], name: str, said: str) -> None:
        def done(_nothing: None) -> None:
            self._show(name)
            self._surroundings.host.say(said)

        self._surroundings.tasks.change(work, then=done)

    def _show(self, current: str) -> None:
        def found(saved: dict[str, SavedChoice]) -> None:
            self._options.saved.show_names(saved, current)

        self._surroundings.tasks.read(_list, view=(self, "names"), then=found)


def _list(journal: Journal) -> dict[str, SavedChoice]:
    from hoofbeat.services.sheets.saved_choices import list_saved

    return list_saved(journal)


def _save(name: str, chosen: SavedChoice, journal: Journal, _author: str) -> None:
    from hoofbeat.services.sheets.saved_choices import save_choice

    save_choice(journal, name=name, chosen=chosen)


def _rename(old_name: str, name: str, journal: Journal, _author: str) -> None:
    from hoofbeat.services.sheets.saved_choices import rename_choice

    rename_choice(journal, name=old_name, new_name=name)


def _remove(name: str, journal: Journal, _author: str) -> SavedChoice | None:
    from hoofbeat.services.sheets.saved_choices import list_saved, remove_choice

    chosen = list_saved(journal).get(name)
    remove_choice(journal, name=name)
    return chosen
