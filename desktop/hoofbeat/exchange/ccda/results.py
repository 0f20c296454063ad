"""Result organizers and observations become samples and results: one sample per moment, specimen, laboratory and organizer."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hoofbeat.domain.checks import LONGEST_LINE, LONGEST_TEXT
from hoofbeat.domain.imports import Reason
from hoofbeat.domain.records import Result, ResultId, Sample, SampleId
from hoofbeat.domain.values import Reading, ReferenceRange
from hoofbeat.exchange.ccda.elements import (
    Coding,
    attribute,
    child,
    children,
    codings,
    concept_text,
    has_template,
    identity,
    interval_text,
    moment,
    start_of,
)
from hoofbeat.exchange.ccda.gathering import Gathering
from hoofbeat.exchange.ccda.sections import Section
from hoofbeat.exchange.ccda.values import flag_of, range_of, value_of
from hoofbeat.exchange.gathering import LONG_TEXT, first_words, joined, new_id
from hoofbeat.exchange.measured import Value, printed_range, text_value
from hoofbeat.exchange.moments import DATE_NOT_READ, DATE_OF_ISSUE, Moment, TakenMoment

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_STATES_NOT_TAKEN: Final = frozenset({"cancelled", "aborted", "nullified", "obsolete", "entered-in-error", "held"})
_COMMENT: Final = "48767-8"
_COMMENT_TEMPLATES: Final = ("2.16.840.1.113883.10.20.22.4.64", "2.16.840.1.113883.10.20.1.40")
# Observations that say something about the one that they stand in, and measure nothing themselves.
_ABOUT_ANOTHER: Final = frozenset({"33999-4", "SEV", "ASSERTION", _COMMENT, "246514001"})
_DEEPEST: Final = 12


@dataclass(frozen=True, slots=True)
class Origin:
    """What tells one sample from another; the panel does where nothing says what was taken."""

    person: int | None
    taken: TakenMoment
    specimen: str = ""
    laboratory: str = ""
    report: str = ""
    panel: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """An observation as it stands in a section: the organizers around it, outermost first, and its place."""

    observation: Element
    organizers: tuple[Element, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Said:
    """What an entry said of a result: for telling which rows of the text say nothing new."""

    names: frozenset[str]
    value: str
    taken: Moment
    has_value: bool
    references: frozenset[str]


class ResultReader:
    """Reads the results of one document."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._narrative = gathering.narrative
        self._samples: dict[Origin, SampleId] = {}
        self._ranges: dict[tuple[object, str], ReferenceRange] = {}

    def read(self, section: Section) -> list[Said]:
        """Take the results of the entries of a section; return what they said, also where that was not taken."""
        return [self._read(sent) for sent in _observations(section)]

    def _read(self, sent: Sent) -> Said:
        observation = sent.observation
        taken = _taken((observation, *reversed(sent.organizers)))
        value = self.settled(value_of(observation, self._narrative))
        coding = self.coding_of(observation)
        name = self._name(observation, coding)
        state = attribute(observation.find("statusCode"), "code").lower()
        leave = self._gathering.leave
        if state in _STATES_NOT_TAKEN:
            leave(sent.where, "state", state=state)
        elif attribute(observation, "negationInd").lower() == "true":
            leave(sent.where, "negated", name=name)
        elif isinstance(value, Reason):
            is_panel = any(_is_same_code(coding, organizer) for organizer in sent.organizers)
            code = "heading" if is_panel else value.code if name else "no name"
            leave(sent.where, code, name=name, **({} if is_panel else value.data))
        elif self._is_code_repeated(sent, value, coding):
            leave(sent.where, "heading", name=name)
        elif not name:
            leave(sent.where, "no name")
        else:
            self._take(sent, value, coding, name, taken)
        return self._said(sent, value, name, taken.moment)

    def _take(self, sent: Sent, value: Value, coding: Coding, name: str, taken: TakenMoment) -> None:
        origin = self._origin(sent, taken)
        printed = self._range(sent.observation, value)
        is_range_long = len(printed.text) > LONGEST_LINE
        text = value.reading.text
        is_long = len(text) > LONGEST_LINE or "\n" in text
        notes = (text if is_long else "", self._comments(sent.observation), printed.text if is_range_long else "")
        result = Result(
            id=ResultId(new_id()),
            sample=self.sample(origin, sent.where, self._gathering.source),
            value_text=first_words(text) if is_long else text,
            comparator=value.reading.comparator or "",
            value=value.reading.number,
            unit=value.unit,
            method=joined(concept_text(each, self._narrative) for each in sent.observation.findall("methodCode")),
            range_low=printed.low,
            range_high=printed.high,
            range_text="" if is_range_long else printed.text,
            flag=flag_of(sent.observation, self._narrative) or value.flag,
            report_state=attribute(sent.observation.find("statusCode"), "code"),
            code=coding.code,
            code_system=coding.system,
            code_display=name,
            note=joined(notes, "\n")[:LONGEST_TEXT],
            source=self._gathering.source,
            source_id=identity(sent.observation),
        )
        self._gathering.take(result, sent.where, origin.person, origin.taken.remark, LONG_TEXT if is_long else "")

    def _range(self, observation: Element, value: Value) -> ReferenceRange:
        """Return the range beside a value, which a laboratory prints alike beside every value of a test: understood once."""
        sent = tuple(
            (each.tag, each.text, *each.items())
            for part in observation.findall("referenceRange")
            for each in part.iter()
        )
        known = (sent, value.unit)
        if known not in self._ranges:
            found = range_of(observation, value, self._narrative)
            self._ranges[known] = self.settled_range(found, value.unit)
        return self._ranges[known]

    def settled(self, value: Value | Reason) -> Value | Reason:
        """Return a value whose comma parts thousands, as everywhere in the United States, with its number."""
        if isinstance(value, Reason) or not value.reading.is_doubtful or not self._gathering.is_american:
            return value
        meant = text_value(value.reading.text.replace(",", "")).reading
        return dataclasses.replace(value, reading=Reading(value.reading.text, meant.comparator, meant.number))

    def settled_range(self, printed: ReferenceRange, unit: str) -> ReferenceRange:
        """Return a range whose commas part thousands, with its limits."""
        if (
            printed.low is not None
            or printed.high is not None
            or "," not in printed.text
            or not self._gathering.is_american
        ):
            return printed
        meant = printed_range(printed.text.replace(",", ""), unit)
        return ReferenceRange(meant.low, meant.high, printed.text)

    def coding_of(self, observation: Element) -> Coding:
        """Return the code that says best what was measured: a LOINC number of the catalogue, any LOINC number, the first one."""
        found = [each for each in codings(observation.find("code")) if each.code]
        numbers = [each for each in found if each.is_loinc]
        known = [each for each in numbers if each.code in self._gathering.loinc_codes]
        return next(iter(known or numbers or found), Coding())

    def _name(self, observation: Element, coding: Coding) -> str:
        """Return the name that the sender gives to what was measured; for want of one in the code, that of its row."""
        code = observation.find("code")
        named = concept_text(code, self._narrative)
        if named and named != coding.code:
            return named
        row = self._narrative.referred(observation.find("text"))
        words = self._narrative.words(observation.find("text")) if row is not None and row.tag == "tr" else ""
        return coding.display or words or named

    def _is_code_repeated(self, sent: Sent, value: Value, coding: Coding) -> bool:
        """Tell whether the value is only the code of the test or of its panel once more."""
        answer = attribute(sent.observation.find("value"), "code")
        own = {coding.code, *(attribute(each.find("code"), "code") for each in sent.organizers)}
        return bool(answer) and answer in own and value.reading.number is None

    def _comments(self, observation: Element) -> str:
        """Return the comments beside a result, line by line."""
        acts = [each for each in children(observation, "entryRelationship", "act") if _is_comment(each)]
        return joined((self._narrative.lines_of(each.find("text")) for each in acts), "\n")

    def _origin(self, sent: Sent, taken: TakenMoment) -> Origin:
        holders = (sent.observation, *reversed(sent.organizers))
        specimen = next((words for words in map(self._specimen, holders) if words), "")
        has_report = bool(sent.organizers) and taken.moment.at is None
        return Origin(
            person=self._gathering.person,
            taken=taken,
            specimen=specimen,
            laboratory=next((name for name in map(_laboratory, holders) if name), ""),
            # Some put each value into an organizer of its own; those of one minute are still of one sample.
            report=identity(sent.organizers[0]) if has_report else "",
            panel="" if specimen or not sent.organizers else attribute(sent.organizers[-1].find("code"), "code"),
        )

    def _specimen(self, holder: Element) -> str:
        playing = ("specimenRole", "specimenPlayingEntity")
        for entity in children(holder, "specimen", *playing):
            words = concept_text(entity.find("code"), self._narrative) or joined(map(_plain, entity.findall("name")))
            if words:
                return words
        procedures = children(holder, "component", "procedure", "participant", "participantRole", "playingEntity")
        return next((words for each in procedures if (words := concept_text(each.find("code"), self._narrative))), "")

    def sample(self, origin: Origin, where: str, source: str) -> SampleId:
        """Return the sample of an origin, which is kept once."""
        if origin not in self._samples:
            taken = origin.taken
            made = Sample(
                id=SampleId(new_id()),
                taken_on=taken.moment.on,
                taken_at=taken.moment.at,
                taken_text=taken.text[:LONGEST_LINE],
                laboratory=self._gathering.laboratory(origin.laboratory, where, origin.person),
                specimen=origin.specimen,
                source=source,
                source_id=origin.report,
            )
            self._samples[origin] = made.id
            self._gathering.take(made, where, origin.person, taken.remark)
        return self._samples[origin]

    def _said(self, sent: Sent, value: Value | Reason, name: str, taken: Moment) -> Said:
        observation = sent.observation
        names = {name, *(each.display for each in codings(observation.find("code")))}
        references = {each.get("value", "").strip().removeprefix("#") for each in observation.iter("reference")}
        has_value = (
            isinstance(value, Value) or attribute(observation.find("statusCode"), "code").lower() in _STATES_NOT_TAKEN
        )
        text = value.reading.text if isinstance(value, Value) else ""
        folded = frozenset(" ".join(each.split()).casefold() for each in names if each)
        return Said(folded, text, taken, has_value, frozenset(references - {""}))


def _observations(section: Section) -> Iterator[Sent]:
    """Yield the observations of a section, in organizers within organizers or without any."""
    for number, entry in enumerate(section.entries):
        place = f"{section.name} entry[{number}]"
        stack: list[tuple[Element, tuple[Element, ...], str, int]] = [(entry, (), place, 0)]
        while stack:
            holder, organizers, where, depth = stack.pop()
            inner = []
            for part, act in _acts_in(holder):
                here = f"{where} {part}" if part else where
                if act.tag == "observation":
                    yield Sent(act, organizers, here)
                    inner += [(act, organizers, here, depth + 1)] if _is_only_holder(act) else []
                elif act.tag == "organizer":
                    inner.append((act, (*organizers, act), here, depth + 1))
                elif act.tag in ("act", "procedure"):
                    inner.append((act, organizers, here, depth + 1))
            stack.extend(reversed(inner if depth < _DEEPEST else []))


def _acts_in(holder: Element) -> Iterator[tuple[str, Element]]:
    if holder.tag == "entry":
        yield from (("", each) for each in holder)
        return
    kinds = ("component",) if holder.tag == "organizer" else ("entryRelationship", "component")
    for kind in kinds:
        for number, part in enumerate(holder.findall(kind)):
            for act in part:
                is_aside = act.tag == "observation" and holder.tag == "observation" and _is_about_another(act)
                if not is_aside:
                    yield f"{kind}[{number}]", act


def _is_only_holder(observation: Element) -> bool:
    """Tell whether an observation has no value and others within it do: then they are the results."""
    return observation.find("value") is None and any(
        each.find("value") is not None and not _is_about_another(each)
        for each in children(observation, "entryRelationship", "observation")
    )


def _is_about_another(observation: Element) -> bool:
    return attribute(observation.find("code"), "code") in _ABOUT_ANOTHER


def _is_comment(act: Element) -> bool:
    return attribute(act.find("code"), "code") == _COMMENT or has_template(act, *_COMMENT_TEMPLATES)


def _is_same_code(coding: Coding, organizer: Element) -> bool:
    code = attribute(organizer.find("code"), "code")
    return bool(code) and coding.code == code


def _laboratory(holder: Element) -> str:
    names = children(holder, "performer", "assignedEntity", "representedOrganization", "name")
    return next((words for each in names if (words := _plain(each))), "")


def _plain(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _taken(holders: tuple[Element, ...]) -> TakenMoment:
    """Return when a sample was taken, as near to the result as the document says; the moment of writing for want of another."""
    procedures = [each for holder in holders for each in children(holder, "component", "procedure")]
    for holder in (*holders, *procedures):
        for interval in holder.findall("effectiveTime"):
            start = start_of(interval) or moment(child(interval, "high"))
            if start:
                return TakenMoment(start, interval_text(interval), "" if start.on else DATE_NOT_READ)
    for holder in holders:
        written = next((found for each in children(holder, "author", "time") if (found := moment(each))), None)
        if written:
            return TakenMoment(written, f"issued {written.text}", DATE_OF_ISSUE)
    return TakenMoment()
