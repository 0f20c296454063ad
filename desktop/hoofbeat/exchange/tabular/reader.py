"""Reads one file of tables, a text with separators or a workbook, into the findings of an import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from hoofbeat.domain.imports import ImportedFile, Reason
from hoofbeat.domain.tables import NO_CHOICES, Doubt, FoundTable, Role, TableChoices
from hoofbeat.exchange.refusal import RefusedError
from hoofbeat.exchange.tabular.building import Building, is_laboratory_word
from hoofbeat.exchange.tabular.grids import Grid, grid_of_text, grids_of_workbook, is_workbook
from hoofbeat.exchange.tabular.guessing import Guess, guess, settle
from hoofbeat.exchange.tabular.headings import signature_of
from hoofbeat.exchange.tabular.lines import lines_of
from hoofbeat.exchange.tabular.own_table import as_written, beyond_of, is_own, own_layout, readings_of
from hoofbeat.exchange.tabular.sections import Section, section_of

TEXT: Final = "csv"
WORKBOOK: Final = "spreadsheet"
_SHOWN_ROWS: Final = 5
_PACE: Final = 500

Advance = Callable[[int, int], None]


def read_tabular(
    content: bytes,
    *,
    name: str,
    loinc_codes: frozenset[str],
    choices: TableChoices = NO_CHOICES,
    advance: Advance | None = None,
) -> ImportedFile:
    """Return what a file holds; from a table that leaves something in doubt nothing is read. Raises RefusedError."""
    is_book = is_workbook(content)
    grids = [*grids_of_workbook(content, None)] if is_book else [grid_of_text(content)]
    building = Building(f"imported from {name}", loinc_codes)
    tables = [*_tables(grids, choices, building, advance)]
    if not tables:
        raise RefusedError(Reason("no table" if is_book else "format not known"))
    return ImportedFile(
        name,
        WORKBOOK if is_book else TEXT,
        tuple(building.people),
        tuple(building.findings),
        tuple(building.not_taken),
        tuple(tables),
    )


def _tables(
    grids: list[Grid], choices: TableChoices, building: Building, advance: Advance | None
) -> Iterator[FoundTable]:
    """Yield the tables, each read if nothing is in doubt; a sheet without results beside one with results is only named."""
    found = [(grid, section) for grid in grids if (section := section_of(grid)) is not None]
    guesses = [_guess(grid, section, choices) for grid, section in found]
    has_one = any(Doubt.COLUMNS not in each.doubts for each in guesses)
    for number, ((grid, section), each) in enumerate(zip(found, guesses, strict=True)):
        if len(found) > 1 and has_one and _is_of_something_else(each):
            building.leave(grid.name, "no results in table")
            continue
        if not each.doubts and not each.layout.is_left_out:
            _read(section, each, grid, building, advance if len(found) == 1 else None)
        if advance is not None:
            advance(number + 1, len(found))
        yield _table(grid, section, each)


def _is_of_something_else(found: Guess) -> bool:
    return Doubt.COLUMNS in found.doubts and not {Role.VALUE, Role.TEST_VALUES, Role.DAY_VALUES} & set(
        found.layout.roles
    )


def _guess(grid: Grid, section: Section, choices: TableChoices) -> Guess:
    chosen = choices.layouts.get(signature_of(section.heading))
    if chosen is None and is_own(section):
        return settle(section, own_layout(section), has_comma_hint=False)
    if chosen is not None and len(chosen.roles) == len(section.heading):
        return settle(section, chosen, has_comma_hint=grid.has_comma_hint)
    return guess(section, choices.date_order, choices.decimal_mark, has_comma_hint=grid.has_comma_hint)


def _read(section: Section, found: Guess, grid: Grid, building: Building, advance: Advance | None) -> None:
    layout = found.layout
    is_known = is_own(section) and layout == own_layout(section)
    if is_known:
        section = as_written(section)
    lines = [*lines_of(section, layout, grid.name)]
    if is_known:
        said = zip(lines, readings_of(section), beyond_of(section), strict=True)
        lines = [replace(line, reading=known, beyond=beyond) for line, known, beyond in said]
    has_laboratory = any(is_laboratory_word(line[Role.CATEGORY]) for line in lines)
    for number, line in enumerate(lines):
        building.add(line, layout.date_order, layout.decimal_mark, has_laboratory=has_laboratory)
        if advance is not None and number % _PACE == 0:
            advance(number, len(lines))


def _table(grid: Grid, section: Section, found: Guess) -> FoundTable:
    return FoundTable(
        name=grid.name,
        signature=signature_of(section.heading),
        heading=section.heading if section.has_heading else ("",) * len(section.heading),
        rows=tuple(row for _, row in section.rows[:_SHOWN_ROWS]),
        row_count=len(section.rows),
        layout=found.layout,
        doubts=found.doubts,
        doubtful=found.doubtful,
    )
