"""Choices for sheets that are kept in the journal: those with a name, such as "Dr Lee", and the sections taken off the last time."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from hoofbeat.domain.sheets.kinds import SHEET_FORMS, Section, SheetKind
from hoofbeat.domain.sheets.request import NEXT, SheetRequest
from hoofbeat.domain.values import PartialDate, Period
from hoofbeat.store import aside
from hoofbeat.store.journal import Journal

_NAMED = "sheet_choice:"
_LEFT_OUT, _SEPARATOR = "left_out_of_sheets", ","


@dataclass(frozen=True, slots=True)
class SavedChoice:
    """Everything that was chosen for a sheet but the visit, which is the next one whenever it is used."""

    request: SheetRequest
    is_large: bool = False


def list_saved(journal: Journal) -> dict[str, SavedChoice]:
    """Return the choices that have a name, in the order of their names."""
    with journal.reading_connection() as connection:
        stored = aside.list_preferences(connection, _NAMED)
    found = {name: _read(text) for name, text in stored.items()}
    return {name: chosen for name, chosen in found.items() if chosen is not None}


def save_choice(journal: Journal, *, name: str, chosen: SavedChoice) -> None:
    """Keep choices under a name, in place of those that had it before."""
    with journal.writing_aside() as connection:
        aside.set_preference(connection, f"{_NAMED}{name.strip()}", json.dumps(_written(chosen), ensure_ascii=False))


def rename_choice(journal: Journal, *, name: str, new_name: str) -> None:
    """Give choices another name; one that had that name is replaced."""
    with journal.writing_aside() as connection:
        text = aside.find_preference(connection, f"{_NAMED}{name}")
        if text is not None:
            aside.discard_preference(connection, f"{_NAMED}{name}")
            aside.set_preference(connection, f"{_NAMED}{new_name.strip()}", text)


def remove_choice(journal: Journal, *, name: str) -> None:
    """Forget choices."""
    with journal.writing_aside() as connection:
        aside.discard_preference(connection, f"{_NAMED}{name}")


def list_left_out(journal: Journal) -> Mapping[SheetKind, frozenset[Section]]:
    """Return which sections of each sheet were taken off the last time, or are off until they are chosen."""
    with journal.reading_connection() as connection:
        stored = aside.list_preferences(connection, _LEFT_OUT)
    return {kind: _left_out(kind, stored) for kind in SheetKind}


def remember_left_out(journal: Journal, *, sections: Collection[Section], kind: SheetKind = SheetKind.VISIT) -> None:
    """Keep which sections of a sheet are taken off, for the next time."""
    with journal.writing_aside() as connection:
        value = _SEPARATOR.join(sorted(section.value for section in sections))
        aside.set_preference(connection, f"{_LEFT_OUT}:{kind.value}", value)


def _left_out(kind: SheetKind, stored: Mapping[str, str]) -> frozenset[Section]:
    unticked = SHEET_FORMS[kind].unticked
    if f":{kind.value}" in stored:
        return _sections(stored[f":{kind.value}"])
    # The visit sheet was the only one once, and had no sections that are off until they are chosen.
    was_kept = kind is SheetKind.VISIT and "" in stored
    return _sections(stored[""]) | unticked if was_kept else unticked


def _sections(stored: str) -> frozenset[Section]:
    return frozenset(section for section in Section if section.value in stored.split(_SEPARATOR))


def _written(chosen: SavedChoice) -> dict[str, Any]:
    request = chosen.request
    return {
        "sheet": request.kind.value,
        "for": request.for_whom,
        "left_out": sorted(section.value for section in request.left_out),
        "tests": None if request.tests is None else sorted(request.tests),
        "from": None if request.period.start is None else str(request.period.start),
        "until": None if request.period.end is None else str(request.period.end),
        "words": list(request.words),
        "topic": request.topic,
        "included": sorted(request.included),
        "is_for_visit": request.visit is not None,
        "is_large": chosen.is_large,
    }


def _read(text: str) -> SavedChoice | None:
    """Read what was kept; None where another version kept what this one does not understand."""
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        stored = json.loads(text)
        start, end = (PartialDate.parse(stored[key]) if stored[key] else None for key in ("from", "until"))
        request = SheetRequest(
            kind=SheetKind(stored["sheet"]),
            visit=NEXT if stored["is_for_visit"] else None,
            left_out=frozenset(map(Section, stored["left_out"])),
            tests=None if stored["tests"] is None else frozenset(stored["tests"]),
            period=Period(start, end),
            words=tuple(map(str, stored.get("words", ()))),
            topic=str(stored.get("topic", "")),
            included=frozenset(stored["included"]),
            for_whom=stored["for"],
        )
        return SavedChoice(request, bool(stored["is_large"]))
    return None
