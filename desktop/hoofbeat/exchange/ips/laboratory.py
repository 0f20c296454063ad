"""Results as Observations, laboratories as Organizations; a value that a number cannot hold stays a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hoofbeat.domain.catalogue import LabTest, is_loinc_system
from hoofbeat.domain.matching import unit_key
from hoofbeat.domain.records import Laboratory, Progress, Result, Sample
from hoofbeat.domain.values import digits_of
from hoofbeat.exchange.fhir.elements import SAID_BESIDE
from hoofbeat.exchange.fhir.observations import HOW_TAKEN
from hoofbeat.exchange.ips.content import SummaryContent
from hoofbeat.exchange.ips.elements import LOINC, UCUM, Json, coding, concept, extension, filled, own_fields, reference

_CATEGORY: Final = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]
}
_STATES: Final = frozenset({"registered", "preliminary", "final", "amended", "corrected"})
_FULL_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")


def organizations(content: SummaryContent) -> Iterator[Json]:
    """Yield the laboratories."""
    for each in content.laboratories.values():
        telecom = [{"system": "phone", "value": each.phone}] if each.phone else []
        yield filled(resourceType="Organization", id=each.id, name=each.name, telecom=telecom)


def observations(content: SummaryContent) -> Iterator[Json]:
    """Yield the results, those that are awaited without a value."""
    for result in content.results:
        sample = content.samples[result.sample]
        laboratory = content.laboratories.get(sample.laboratory or "")
        yield _observation(content, result, sample, laboratory)


def name_of(result: Result, content: SummaryContent) -> str:
    """Return what a test is called: as received, else by the catalogue, else by the person."""
    test = content.catalogue.find(result.catalogue_test)
    own = content.own_tests.get(result.own_test or "")
    return result.code_display or (test.name if test else "") or (own.name if own else "")


def row_of(result: Result, content: SummaryContent) -> str:
    """Return a result as one line."""
    sample = content.samples[result.sample]
    laboratory = content.laboratories.get(sample.laboratory or "")
    parts = (
        "" if sample.taken_on is None else str(sample.taken_on),
        f"{name_of(result, content)}: {result.value_text or 'awaited'} {result.unit}".strip(),
        f"({result.range.text or _limits(result)})" if result.range.text or _limits(result) else "",
        "" if laboratory is None else laboratory.name,
    )
    return " ".join(part for part in parts if part)


def _limits(result: Result) -> str:
    low, high = result.range_low, result.range_high
    if low is not None and high is not None:
        return f"{digits_of(low)} - {digits_of(high)}"
    return f">= {digits_of(low)}" if low is not None else f"<= {digits_of(high)}" if high is not None else ""


def _observation(content: SummaryContent, result: Result, sample: Sample, laboratory: Laboratory | None) -> Json:
    is_awaited = result.state is Progress.AWAITED
    state = result.report_state if result.report_state in _STATES else "final"
    return filled(
        resourceType="Observation",
        id=result.id,
        extension=[*_beyond(result), *own_fields(sample, *HOW_TAKEN), *own_fields(sample, *_hour(sample))],
        status="registered" if is_awaited else state,
        category=[_CATEGORY],
        code=_code(result, content),
        subject=None if content.person is None else reference("Patient", content.person.id),
        effectiveDateTime=_taken(sample),
        performer=[reference("Organization", laboratory.id, laboratory.name)] if laboratory else [],
        **_value(result, content),
        interpretation=[concept(result.flag)] if result.flag else [],
        note=[*([{"text": result.note}] if result.note else []), *_notes(sample)],
        method=concept(result.method) if result.method else {},
        specimen={"display": sample.specimen} if sample.specimen else {},
        referenceRange=_range(result),
    )


def _taken(sample: Sample) -> str:
    """Return when the sample was taken. FHIR has no time of day without a zone, so such a time goes beside it."""
    day = "" if sample.taken_on is None else str(sample.taken_on)
    return sample.taken_text if _FULL_MOMENT.fullmatch(sample.taken_text) and day in sample.taken_text else day


def _hour(sample: Sample) -> tuple[str, ...]:
    """Return the name of the field of the time on the clock, where it is not said together with the day."""
    return () if _FULL_MOMENT.fullmatch(sample.taken_text) else ("taken_at",)


def _notes(sample: Sample) -> Iterator[Json]:
    """Yield in words, for other programs, what stands in extensions."""
    for words in _words(sample):
        yield {"extension": [extension(SAID_BESIDE, valueBoolean=True)], "text": words}


def _words(sample: Sample) -> Iterator[str]:
    if sample.taken_at is not None and _hour(sample):
        yield f"Taken at {sample.taken_at:%H:%M} on the clock there."
    if sample.fasting_hours is not None:
        yield f"Hours without food: {digits_of(sample.fasting_hours)}."
    if sample.acid_medicine is not None:
        advice = f", on the advice of {sample.acid_medicine_advice}" if sample.acid_medicine_advice else ""
        yield f"Medicine against stomach acid: {sample.acid_medicine.label}{advice}."


def _code(result: Result, content: SummaryContent) -> Json:
    test = content.catalogue.find(result.catalogue_test)
    if result.code:
        system = LOINC if is_loinc_system(result.code_system) else result.code_system
        return concept(name_of(result, content), coding(system, result.code))
    number = _loinc_of(test, result, content) if test else ""
    return concept(name_of(result, content), *([coding(LOINC, number)] if number else []))


def _loinc_of(test: LabTest, result: Result, content: SummaryContent) -> str:
    """Return the number of the test in this unit where there is just one; another one would name another measurement."""
    unit = unit_key(result.unit, content.catalogue)
    fitting = [term.code for term in test.loinc if unit and unit_key(term.unit_example, content.catalogue) == unit]
    return fitting[0] if len(fitting) == 1 else ""


def _beyond(result: Result) -> list[Json]:
    beyond = []
    if result.value is not None and result.value_text != f"{result.comparator}{digits_of(result.value)}":
        beyond.append(extension("value-as-printed", valueString=result.value_text))
    if result.value is None and result.value_text and result.unit:
        beyond.append(extension("unit", valueString=result.unit))
    if result.minute is not None:
        beyond.append(extension("minute", valueInteger=result.minute))
    return beyond


def _value(result: Result, content: SummaryContent) -> Json:
    if result.state is Progress.AWAITED and not result.value_text:
        return {}
    if result.value is None:
        return {"valueString": result.value_text} if result.value_text else {}
    known = content.catalogue.find_unit(result.unit)
    quantity = filled(value=result.value, comparator=result.comparator, unit=result.unit)
    if known is not None:
        quantity |= {"system": UCUM, "code": known.ucum}
    return {"valueQuantity": quantity}


def _range(result: Result) -> list[Json]:
    limits = {
        name: filled(value=number, unit=result.unit)
        for name, number in (("low", result.range_low), ("high", result.range_high))
        if number is not None
    }
    return [{**limits, **filled(text=result.range_text)}] if limits or result.range_text else []
