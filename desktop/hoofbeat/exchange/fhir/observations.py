"""Laboratory Observations become samples and results: one sample per person, moment, specimen, laboratory and report."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from hoofbeat.domain.checks import LONGEST_LINE
from hoofbeat.domain.imports import Reason
from hoofbeat.domain.records import Kind, Result, ResultId, Sample, SampleId
from hoofbeat.domain.values import ReferenceRange
from hoofbeat.exchange.fhir.elements import (
    Coding,
    Json,
    concept_text,
    content_key,
    decimal,
    end_of,
    mapping,
    mappings,
    moment,
    notes,
    own_extension,
    own_fields,
    period_text,
    start_of,
    text,
)
from hoofbeat.exchange.fhir.gathering import Gathering
from hoofbeat.exchange.fhir.laboratory import LaboratoryReports, category_words, members_of, name_of
from hoofbeat.exchange.fhir.resources import Entry, display_of
from hoofbeat.exchange.fhir.values import flag_of, range_of, value_of
from hoofbeat.exchange.gathering import new_id
from hoofbeat.exchange.measured import Value
from hoofbeat.exchange.moments import DATE_NOT_READ, DATE_OF_ISSUE, TakenMoment

_STATES_NOT_TAKEN: Final = frozenset({"registered", "cancelled", "entered-in-error"})


class _Origin(NamedTuple):
    """What tells one sample from another, and when it was taken."""

    person: int | None
    taken: TakenMoment
    specimen: str
    laboratory: str
    report: str
    beyond: tuple[tuple[str, Any], ...] = ()

    @property
    def key(self) -> tuple[Any, ...]:
        """Return the same in plain values: what stands in the file of the moment says all that is understood of it."""
        taken = self.taken
        said = (taken.text, taken.moment.text, taken.remark)
        return self.person, *said, self.specimen, self.laboratory, self.report, self.beyond


HOW_TAKEN: Final = ("fasting_hours", "acid_medicine", "acid_medicine_advice", "procedure")
"""What a journal knows of the taking of a sample and FHIR has no place for; an export of Hoofbeat says it in extensions."""
_NO_RANGE: Final = ReferenceRange()
_MINUTES: Final = (-1440, 10_080)


class ObservationReader:
    """Reads the Observations of one file."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._resources = gathering.resources
        self._reports = LaboratoryReports(gathering.resources, gathering.loinc_codes)
        self._samples: dict[tuple[Any, ...], SampleId] = {}
        # Ranges by what was sent: a laboratory prints the same one beside every value of a test.
        self._ranges: dict[tuple[str, str, str], ReferenceRange] = {}

    def read(self) -> None:
        """Take what is a laboratory result, and say why the others are not."""
        for entry in self._resources.of_type("Observation"):
            self._read(entry)
        for report in self._reports.without_results:
            self._gathering.leave(report.where, "report without results")

    def _read(self, entry: Entry) -> None:
        observation = entry.resource
        if not self._reports.is_laboratory(observation):
            self._gathering.leave(entry.where, "not laboratory", category=category_words(observation))
            return
        state = text(observation.get("status"))
        if state in _STATES_NOT_TAKEN:
            self._gathering.leave(entry.where, "state", state=state)
            return
        components = mappings(observation.get("component"))
        is_heading = bool(components or members_of(observation))
        if not is_heading or not isinstance(value_of(observation), Reason):
            self._take(entry, observation, entry.where, entry.identity)
        elif not components:
            name = name_of(observation, self._reports.coding_of(observation))
            self._gathering.leave(entry.where, "heading", name=name)
        for place, component in enumerate(components):
            part = f"component[{place}]"
            self._take(entry, component, f"{entry.where} {part}", f"{entry.identity}#{part}" if entry.identity else "")

    def _take(self, entry: Entry, holder: Json, where: str, identity: str) -> None:
        """Take one value, of the Observation itself or of one of its components, or say why not."""
        value = value_of(holder)
        coding = self._reports.coding_of(holder)
        name = name_of(holder, coding)
        if isinstance(value, Reason):
            self._gathering.leave(where, value.code, name=name, **value.data)
        elif not name:
            self._gathering.leave(where, "no name")
        elif len(value.reading.text) > LONGEST_LINE:
            self._gathering.leave(where, "value too long", name=name)
        else:
            origin = self._origin(entry)
            sample = self._sample(entry, origin)
            result = self._result(entry, holder, value, coding, name=name, sample=sample, identity=identity)
            self._gathering.take(result, where, origin.person, origin.taken.remark)

    def _result(
        self, entry: Entry, holder: Json, value: Value, coding: Coding, *, name: str, sample: SampleId, identity: str
    ) -> Result:
        printed = self._range(holder, value)
        is_range_long = len(printed.text) > LONGEST_LINE
        kept = notes(holder, "comment", "comments") or notes(entry.resource, "comment", "comments")
        reading = value.reading
        return Result(
            id=ResultId(new_id()),
            sample=sample,
            minute=_minute(holder),
            value_text=reading.text,
            comparator=reading.comparator or "",
            value=reading.number,
            unit=value.unit,
            method=concept_text(entry.resource.get("method")),
            range_low=printed.low,
            range_high=printed.high,
            range_text="" if is_range_long else printed.text,
            flag=flag_of(holder) or value.flag,
            report_state=text(entry.resource.get("status")),
            code=coding.code,
            code_system=coding.system,
            code_display=name,
            note="\n".join(part for part in (kept, printed.text) if part) if is_range_long else kept,
            source=self._gathering.source,
            source_id=identity,
        )

    def _range(self, holder: Json, value: Value) -> ReferenceRange:
        sent = holder.get("referenceRange")
        if not sent:
            return _NO_RANGE
        known = (content_key(sent), value.unit, value.unit_code)
        if known not in self._ranges:
            self._ranges[known] = range_of(holder, value)
        return self._ranges[known]

    def _origin(self, entry: Entry) -> _Origin:
        observation = entry.resource
        report = self._reports.report_of(observation)
        specimen, named = self._specimen(entry, report)
        return _Origin(
            person=self._gathering.person(_subject(entry), entry),
            taken=_taken(observation, specimen, {} if report is None else report.resource),
            specimen=named,
            laboratory=self._reports.laboratory_name(entry, report),
            report="" if report is None else report.identity,
            beyond=tuple(own_fields(observation, Kind.SAMPLES, "taken_at", *HOW_TAKEN).items()),
        )

    def _specimen(self, entry: Entry, report: Entry | None) -> tuple[Json, str]:
        """Return the specimen of an Observation, else that of its report, and the words for it."""
        for holder in (entry, report):
            sent = None if holder is None else holder.resource.get("specimen")
            for reference in mappings(sent) if sent else ():
                found = self._resources.find(reference, holder)
                words = concept_text(found.get("type")) or _specimen_name(reference)
                if found or words:
                    return found, words
        return {}, ""

    def _sample(self, entry: Entry, origin: _Origin) -> SampleId:
        key = origin.key
        known = self._samples.get(key)
        if known is None:
            taken = origin.taken
            made = Sample(
                id=SampleId(new_id()),
                taken_on=taken.moment.on,
                taken_at=taken.moment.at,
                taken_text=taken.text,
                laboratory=self._gathering.laboratory(origin.laboratory, entry.where, origin.person),
                specimen=origin.specimen,
                source=self._gathering.source,
                source_id=origin.report,
            )
            if origin.beyond:
                made = made.replaced(**dict(origin.beyond))
            known = self._samples[key] = made.id
            self._gathering.take(made, entry.where, origin.person, taken.remark)
        return known


def _specimen_name(reference: Json) -> str:
    """Return the words beside a reference to a specimen; with digits they are its number, and no two samples share one."""
    words = display_of(reference)
    return "" if any(sign.isdigit() for sign in words) else words


def _minute(holder: Json) -> int | None:
    """Return the minute of a dynamic test, where an export of Hoofbeat names it."""
    minute = decimal(own_extension(holder, "minute").get("valueInteger"))
    if minute is None or minute != minute.to_integral_value():
        return None
    return int(minute) if _MINUTES[0] <= minute <= _MINUTES[1] else None


def _subject(entry: Entry) -> Any:
    """Return the reference to the patient, for an Observation contained in a report that of the report."""
    holder = entry if entry.container is None or "subject" in entry.resource else entry.container
    return holder.resource.get("subject")


def _taken(observation: Json, specimen: Json, report: Json) -> TakenMoment:
    """Return when a sample was taken, as near to the taking as the file says; the moment of issue only for want of another."""
    found = _moment_in(observation, "effective")
    if found.text:
        return found
    for holder, name in ((mapping(specimen.get("collection")), "collected"), (report, "effective")):
        found = _moment_in(holder, name)
        if found.text:
            return found
    issued = moment(observation.get("issued") or report.get("issued"))
    return TakenMoment(issued, f"issued {issued.text}", DATE_OF_ISSUE) if issued else TakenMoment()


def _moment_in(holder: Json, name: str) -> TakenMoment:
    at_once = moment(holder.get(f"{name}DateTime"))
    if at_once:
        return TakenMoment(at_once, at_once.text, "" if at_once.on else DATE_NOT_READ)
    period = mapping(holder.get(f"{name}Period"))
    events = mapping(holder.get(f"{name}Timing")).get("event")
    first = events[0] if isinstance(events, list) and events else None
    for sent in (holder.get(f"{name}Instant"), first):
        found = moment(sent)
        if found:
            return TakenMoment(found, found.text, "" if found.on else DATE_NOT_READ)
    start = start_of(period) or end_of(period)
    return TakenMoment(start, period_text(period), "" if start.on else DATE_NOT_READ) if start else TakenMoment()
