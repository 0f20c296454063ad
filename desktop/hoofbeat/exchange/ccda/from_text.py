"""Records from the tables of a section where entries are missing: each says that it comes from the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from hoofbeat.domain.checks import LONGEST_LINE, LONGEST_TEXT
from hoofbeat.domain.imports import Reason
from hoofbeat.domain.known_medicines import use_suggested
from hoofbeat.domain.records import (
    Allergy,
    AllergyId,
    AllergyStatement,
    Appointment,
    AppointmentId,
    AppointmentState,
    DosePhase,
    DosePhaseId,
    Medication,
    MedicationId,
    MedicineState,
    MedicineUse,
    Result,
    ResultId,
)
from hoofbeat.domain.values import Reading, WallTime
from hoofbeat.exchange.ccda.columns import TextRow, is_heading, understood, unsaid
from hoofbeat.exchange.ccda.gathering import FROM_THE_TEXT, Gathering
from hoofbeat.exchange.ccda.medicines import said_state, says_no_medicines
from hoofbeat.exchange.ccda.narrative import has_list_beside, lines, may_have_more_rows
from hoofbeat.exchange.ccda.results import Origin, ResultReader, Said
from hoofbeat.exchange.ccda.sections import Section, SectionKind
from hoofbeat.exchange.ccda.text_tables import rows_of
from hoofbeat.exchange.ccda.written_dates import last_date, written_date
from hoofbeat.exchange.fhir.allergies import says_none_known
from hoofbeat.exchange.gathering import joined, new_id
from hoofbeat.exchange.measured import is_placeholder, printed_range, text_value, unit_behind
from hoofbeat.exchange.moments import DATE_NOT_READ, TakenMoment

_FLAG_BEHIND: Final = re.compile(
    r"(.*\S)\s*[\[(*]+\s*(H|L|HH|LL|A|AA|N|HI|LO|HIGH|LOW|ABN|ABNORMAL)\s*[\])*]+", re.IGNORECASE
)
_EMPTY: Final = frozenset({"", "none", "no data", "no information", "not on file", "no results", "n/a", "unknown"})


class TextReader:
    """Reads the rows of a document's tables that no entry has said."""

    def __init__(self, gathering: Gathering, results: ResultReader) -> None:
        self._gathering = gathering
        self._results = results
        self._takers: dict[SectionKind, Callable[[TextRow, str], None]] = {
            SectionKind.RESULTS: self._take_result,
            SectionKind.MEDICATIONS: self._take_medicine,
            SectionKind.ADMINISTERED: self._take_medicine,
            SectionKind.ALLERGIES: self._take_allergy,
            SectionKind.ENCOUNTERS: self._take_encounter,
        }

    def read(self, section: Section, said: Sequence[Said]) -> None:
        """Take the rows of a section; name a section of which nothing could be read."""
        text = section.text
        take = self._takers.get(section.kind)
        if text is None or take is None or (said and not may_have_more_rows(text, len(said))):
            return
        rows = list(understood(section.kind, rows_of(text, partial(is_heading, section.kind))))
        wanted = unsaid(rows, said)
        before = len(self._gathering.findings)
        for row in wanted:
            take(row, f"{section.name} text {row.where}")
        is_result_lost = section.kind is SectionKind.RESULTS and len(self._gathering.findings) == before
        is_plain = not any(row["value"] for row in rows)  # no column of values, or none is filled
        if not said and (not rows or (is_result_lost and is_plain)):
            self._leave_words(section, " ".join(lines(text).split()))
        elif not said and has_list_beside(text):
            self._gathering.leave(f"{section.name} text list", "only text")

    def _leave_words(self, section: Section, words: str) -> None:
        """Say that a section holds only words; the plain statement that no allergy is known is one that can be kept."""
        folded = words.casefold().rstrip(".")
        if section.kind is SectionKind.ALLERGIES and says_none_known(words):
            self._take_allergy(TextRow({"name": words}), f"{section.name} text")
        elif folded not in _EMPTY and not says_none_known(words) and not says_no_medicines(folded):
            self._gathering.leave(f"{section.name} text", "only text")

    def _take_result(self, row: TextRow, where: str) -> None:
        flagged = _FLAG_BEHIND.fullmatch(row["value"])
        value = self._results.settled(text_value(flagged[1] if flagged else _without_range(row)))
        if not row["name"]:
            return
        if isinstance(value, Reason) or is_placeholder(value.reading.text, value.unit):
            if row["value"]:
                self._gathering.leave(where, "no value, reason given", name=row["name"], reason=row["value"])
            return
        unit = row["unit"] or value.unit or unit_behind(row["range"])
        reading = Reading(row["value"], value.reading.comparator, value.reading.number)
        printed = self._results.settled_range(printed_range(row["range"], unit), unit)
        date = row.date
        sent = date.text or row["date"]
        remark = DATE_NOT_READ if sent and date.on is None else ""
        gathering = self._gathering
        taken = TakenMoment(date, sent, remark)
        origin = Origin(gathering.person, taken, laboratory=row["laboratory"][:LONGEST_LINE], panel=row.caption)
        result = Result(
            id=ResultId(new_id()),
            sample=self._results.sample(origin, where, gathering.text_source),
            value_text=reading.text[:LONGEST_LINE],
            comparator=reading.comparator or "",
            value=reading.number,
            unit=unit,
            range_low=printed.low,
            range_high=printed.high,
            range_text=printed.text[:LONGEST_LINE],
            flag=row["flag"] or (flagged[2] if flagged else value.flag),
            report_state=row["status"],
            code_display=row["name"][:LONGEST_LINE],
            note=row["note"][:LONGEST_TEXT],
            source=gathering.text_source,
        )
        gathering.take(result, where, gathering.person, FROM_THE_TEXT, remark)

    def _take_medicine(self, row: TextRow, where: str) -> None:
        name = row["name"]
        if name.casefold() in _EMPTY or says_no_medicines(name):
            return
        start = row.date if row["start"] else written_date("")
        end = written_date(row["end"]) or last_date(row["start"])
        is_upright = not (start.on and end.on and end.on.last < start.on.first)
        state = said_state(row["status"]) or MedicineState.NOT_KNOWN
        is_over = state in (MedicineState.STOPPED, MedicineState.NOT_KNOWN)
        gathering = self._gathering
        taken = Medication(
            id=MedicationId(new_id()),
            name=name[:LONGEST_LINE],
            use=use_suggested(route=row["route"]) or MedicineUse.REGULAR,
            route=row["route"][:LONGEST_LINE],
            state=state,
            started_on=start.on,
            stopped_on=end.on if is_over and is_upright else None,
            source=gathering.text_source,
        )
        gathering.take(taken, where, gathering.person, FROM_THE_TEXT)
        if row["sig"] or start.on or end.on:
            phase = DosePhase(
                id=DosePhaseId(new_id()),
                medication=taken.id,
                from_on=start.on,
                until_on=end.on if is_upright else None,
                instructions=row["sig"][:LONGEST_LINE],
                source=taken.source,
            )
            gathering.take(phase, where, gathering.person, FROM_THE_TEXT)

    def _take_allergy(self, row: TextRow, where: str) -> None:
        name = row["name"]
        if name.casefold() in _EMPTY:
            return
        is_none = says_none_known(name)
        severity = row["severity"]
        taken = Allergy(
            id=AllergyId(new_id()),
            statement=AllergyStatement.NONE_KNOWN if is_none else AllergyStatement.ALLERGY,
            substance=name[:LONGEST_LINE],
            reaction=row["reaction"][:LONGEST_LINE],
            noticed_on=row.date.on if row["date"] else None,
            state=joined((row["status"], f"severity {severity}" if severity else ""), ", ")[:LONGEST_LINE],
            source=self._gathering.text_source,
        )
        self._gathering.take(taken, where, self._gathering.person, FROM_THE_TEXT)

    def _take_encounter(self, row: TextRow, where: str) -> None:
        date = row.date
        if date.on is None:
            if any(row.cells.values()):
                self._gathering.leave(where, "no date", sent=row["date"])
            return
        taken = Appointment(
            id=AppointmentId(new_id()),
            starts_at=WallTime(date.on, date.at),
            with_whom=row["people"][:LONGEST_LINE],
            place=row["place"][:LONGEST_LINE],
            about=row["name"][:LONGEST_LINE],
            state=AppointmentState.DONE,
            source=self._gathering.text_source,
        )
        self._gathering.take(taken, where, self._gathering.person, FROM_THE_TEXT)


def _without_range(row: TextRow) -> str:
    """Return the value without the range that some print in brackets behind it."""
    value = row["value"]
    printed = value.rstrip(" )]").removesuffix(row["range"]) if row["range"] else value
    return printed.rstrip(" ([") if printed != value.rstrip(" )]") else value
