"""Scenes of the Share page: another sheet chosen, and sheets handed out."""

from __future__ import annotations

from typing import Any


def choose_results(page: Any) -> None:
    """Choose the sheet of results, for a doctor, of two tests."""
    from hoofbeat.domain.sheets.kinds import SheetKind
    from hoofbeat.domain.sheets.request import SheetRequest
    from hoofbeat.services.sheets.saved_choices import SavedChoice

    tests = frozenset({"chromogranin_a", "gastrin"})
    request = SheetRequest(kind=SheetKind.RESULTS, tests=tests, for_whom="Dr Novak")
    page.options.saved.show_names(("Dr Lee", "Family"), "Dr Lee")
    page.options.use(SavedChoice(request))


def choose_sheet(page: Any, kind: str) -> None:
    """Choose a sheet by the word of the command line."""
    from hoofbeat.domain.sheets.kinds import SheetKind
    from hoofbeat.domain.sheets.request import request_for
    from hoofbeat.services.sheets.saved_choices import SavedChoice

    page.options.use(SavedChoice(request_for(SheetKind(kind))))


def hand_out(surroundings: Any) -> None:
    """Note two sheets as handed out, where there is somebody to hand them to."""
    from hoofbeat.domain.records import CareTeamMember, Handing
    from hoofbeat.domain.sheets.kinds import Section, SheetKind
    from hoofbeat.domain.sheets.request import SheetRequest
    from hoofbeat.services.sheets.making import make_sheet
    from hoofbeat.services.sheets.sharing import log_sharing

    def act(journal: Any, _author: str) -> Any:
        with journal.reading() as stored:
            if not list(stored.list(CareTeamMember)):
                return None
        moment, change = surroundings.now(), None
        asked = (
            SheetRequest(for_whom="Dr Lee"),
            SheetRequest(kind=SheetKind.FAMILY, for_whom="Ana", left_out=frozenset({Section.TUMOR})),
        )
        for request in asked:
            made = make_sheet(
                journal,
                request,
                catalogue=surroundings.installation().catalogue,
                today=surroundings.today(),
                made_at=moment,
            )
            change = log_sharing(journal, made=made, handing=Handing.PRINTED, at=moment)
        return change

    surroundings.tasks.change(act)
