"""Which Observations are laboratory results: by category, by a LOINC number of the catalogue, or by the report they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hoofbeat.exchange.fhir.elements import (
    Coding,
    Json,
    codings,
    concept_text,
    concept_texts,
    content_key,
    has_code,
    mapping,
    mappings,
    text,
)
from hoofbeat.exchange.fhir.resources import Entry, Resources, address_of, display_of, type_of

_LABORATORY: Final = frozenset(
    {
        *("laboratory", "lab"),
        # The same as LOINC has it, with its parts (chemistry, hematology and the like), and as SNOMED CT has it.
        *("26436-6", "11502-2", "18719-5", "18723-7", "18717-9", "18720-3", "18721-1", "18725-2", "18727-8", "18728-6"),
        *("18729-4", "18768-2", "18769-0", "56846-9", "108252007", "15220000", "275711006", "252275004", "68793005"),
    }
)
# HL7 v2 table 0074: the diagnostic services that are laboratories.
_SERVICES: Final = _LABORATORY | {
    "bg",
    "blb",
    "ch",
    "cg",
    "ge",
    "gen",
    "hm",
    "icu",
    "imm",
    "mb",
    "mcb",
    "myc",
    "sr",
    "tx",
    "vr",
}
_OTHER_CATEGORIES: Final = frozenset(
    {"vital-signs", "social-history", "imaging", "procedure", "survey", "exam", "therapy", "activity"}
)


class LaboratoryReports:
    """The laboratory reports and panels of a file, and which Observations stand in them."""

    def __init__(self, resources: Resources, loinc_codes: frozenset[str]) -> None:
        self._resources = resources
        self._loinc_codes = loinc_codes
        self._report_of: dict[int, Entry] = {}
        self._panel_of: dict[int, Entry] = {}
        self.without_results: list[Entry] = []
        # What was understood of parts that a file repeats for every value, by their content.
        self._codings: dict[str, Coding] = {}
        self._is_category: dict[str, tuple[bool, bool]] = {}
        for report in resources.of_type("DiagnosticReport"):
            self._add_report(report)
        for panel in resources.of_type("Observation"):
            for member in self._found(panel, members_of(panel.resource)):
                self._panel_of.setdefault(id(member), panel)

    def _add_report(self, report: Entry) -> None:
        members = list(self._found(report, mappings(report.resource.get("result"))))
        if not members:
            self.without_results.append(report)
        for member in members:
            self._report_of.setdefault(id(member), report)

    def _found(self, entry: Entry, references: list[Json]) -> Iterator[Json]:
        for reference in references:
            found = self._resources.find(reference, entry)
            if found and found is not entry.resource:
                yield found

    def report_of(self, observation: Json) -> Entry | None:
        """Return the report that an Observation, or the panel above it, stands in."""
        if not self._report_of:
            return None
        panel = self._panel_of.get(id(observation))
        return self._report_of.get(id(observation)) or (self._report_of.get(id(panel.resource)) if panel else None)

    def is_laboratory(self, observation: Json) -> bool:
        """Tell whether an Observation is a laboratory result."""
        category = observation.get("category")
        known = content_key(category)
        if known not in self._is_category:
            self._is_category[known] = has_code(category, _LABORATORY), has_code(category, _OTHER_CATEGORIES)
        is_laboratory, is_another = self._is_category[known]
        if is_laboratory or self._is_in_catalogue(observation):
            return True
        return not is_another and self._stands_in_one(observation)

    def _stands_in_one(self, observation: Json) -> bool:
        report, panel = self.report_of(observation), self._panel_of.get(id(observation))
        return (report is not None and self._is_laboratory_report(report.resource)) or (
            panel is not None and has_code(panel.resource.get("category"), _LABORATORY)
        )

    def _is_laboratory_report(self, report: Json) -> bool:
        category = report.get("category")
        if has_code(category, _SERVICES):
            return True
        return not category and (has_code(report.get("code"), _LABORATORY) or self._is_in_catalogue(report))

    def _is_in_catalogue(self, resource: Json) -> bool:
        coding = self.coding_of(resource)
        return coding.code in self._loinc_codes and coding.is_loinc

    def coding_of(self, holder: Json) -> Coding:
        """Return the code that says best what was measured: a LOINC number of the catalogue, any LOINC number, the first one."""
        sent = holder.get("code")
        known = content_key(sent)
        if known not in self._codings:
            self._codings[known] = self._best_of([each for each in codings(sent) if each.code])
        return self._codings[known]

    def _best_of(self, found: list[Coding]) -> Coding:
        if len(found) > 1:
            numbers = [each for each in found if each.is_loinc]
            found = [each for each in numbers if each.code in self._loinc_codes] or numbers or found
        return found[0] if found else Coding()

    def laboratory_name(self, observation: Entry, report: Entry | None) -> str:
        """Return the name of the laboratory: the organization that performed the Observation, else that of its report."""
        return self._organization(observation) or (self._organization(report) if report else "")

    def _organization(self, entry: Entry) -> str:
        for reference in mappings(entry.resource.get("performer")):
            actor = reference.get("actor", reference)  # earlier releases wrap the performer of a report
            found = self._resources.find_entry(actor, entry)
            if found is None and "reference" not in mapping(actor) and display_of(actor):
                return display_of(actor)
            if found is not None and found.type == "PractitionerRole":
                actor = found.resource.get("organization")
                found = self._resources.find_entry(actor, found)
            if found is not None and found.type == "Organization":
                return text(found.resource.get("name")) or display_of(actor)
            if found is None and (type_of(actor) == "Organization" or not address_of(actor)) and display_of(actor):
                return display_of(actor)
        return ""


def members_of(observation: Json) -> list[Json]:
    """Return the references of a panel to the Observations that it groups."""
    if not ("hasMember" in observation or "related" in observation):
        return []
    earlier = [each for each in mappings(observation.get("related")) if each.get("type") == "has-member"]
    return mappings(observation.get("hasMember")) + [mapping(each.get("target")) for each in earlier]


def name_of(holder: Json, coding: Coding) -> str:
    """Return the name that the sender gives to what was measured."""
    return text(mapping(holder.get("code")).get("text")) or coding.display or concept_text(holder.get("code"))


def category_words(observation: Json) -> str:
    """Return the words for the category of an Observation."""
    return concept_texts(observation.get("category") or [])
