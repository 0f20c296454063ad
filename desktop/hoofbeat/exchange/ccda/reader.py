"""Reads one file of C-CDA into the findings of an import."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Protocol

from hoofbeat.domain.imports import ImportedFile, Reason
from hoofbeat.exchange.ccda.allergies import AllergyReader
from hoofbeat.exchange.ccda.elements import attribute, child, children, concept_text, plain
from hoofbeat.exchange.ccda.encounters import EncounterReader, encounters_in
from hoofbeat.exchange.ccda.from_text import TextReader
from hoofbeat.exchange.ccda.gathering import Gathering
from hoofbeat.exchange.ccda.medicines import MedicineReader
from hoofbeat.exchange.ccda.narrative import Narrative
from hoofbeat.exchange.ccda.results import ResultReader, Said
from hoofbeat.exchange.ccda.sections import Section, SectionKind, sections_of
from hoofbeat.exchange.ccda.xml_tree import Advance, read_tree
from hoofbeat.exchange.refusal import RefusedError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DOCUMENT: Final = "ClinicalDocument"
_FHIR: Final = "{http://hl7.org/fhir}"


class SectionReader(Protocol):
    """Reads the entries of the sections of one kind."""

    def read(self, section: Section, /) -> list[Said]:
        """Take what the entries say; return what they said, also where that was not taken."""


def read_ccda(
    content: bytes, *, name: str, loinc_codes: frozenset[str], advance: Advance | None = None
) -> ImportedFile:
    """Return what a file holds; `name` is its name, `loinc_codes` the numbers of the catalogue.

    `advance` is told how far the reading came, and of how much. Raises RefusedError.
    """
    documents = _documents(read_tree(content, advance))
    gathering = Gathering(name, loinc_codes)
    for document in documents:
        _read_document(document, gathering)
    return gathering.imported()


def _documents(root: Element) -> list[Element]:
    """Return the documents of a file: one, as a rule, or those within some envelope. Raises RefusedError when none can be read."""
    found = [root] if root.tag == _DOCUMENT else list(root.iter(_DOCUMENT))
    if not found:
        found = [each for each in root.iter() if each.tag.rpartition("}")[2] == _DOCUMENT]
        if found:  # in a namespace of the sender's own making
            _drop_namespaces(found)
    if not found:
        raise RefusedError(Reason("fhir as xml" if root.tag.startswith(_FHIR) else "not ccda"))
    if not any(child(each, "component", "structuredBody") is not None for each in found):
        has_file = any(child(each, "component", "nonXMLBody") is not None for each in found)
        raise RefusedError(Reason("only a picture" if has_file else "no sections"))
    return found


def _drop_namespaces(documents: list[Element]) -> None:
    for document in documents:
        for each in document.iter():
            each.tag = each.tag.rpartition("}")[2]


def _read_document(document: Element, gathering: Gathering) -> None:
    sections = list(sections_of(document))
    gathering.begin(document, Narrative(each.text for each in sections if each.text is not None))
    results = ResultReader(gathering)
    readers: dict[SectionKind, SectionReader] = {
        SectionKind.RESULTS: results,
        SectionKind.MEDICATIONS: MedicineReader(gathering),
        SectionKind.ADMINISTERED: MedicineReader(gathering),
        SectionKind.ALLERGIES: AllergyReader(gathering),
        SectionKind.ENCOUNTERS: EncounterReader(gathering),
        SectionKind.PLAN: EncounterReader(gathering),
    }
    texts = TextReader(gathering, results)
    for section in sections:
        reader = readers.get(section.kind)
        if reader is not None:
            texts.read(section, reader.read(section))
        if reader is None or section.kind is SectionKind.PLAN:
            _leave_entries(section, gathering)


def _leave_entries(section: Section, gathering: Gathering) -> None:
    """Name the entries of a section that is not kept, each with its place."""
    kept = {id(each) for _, each in encounters_in(section)} if section.kind is SectionKind.PLAN else set()
    for number, entry in enumerate(section.entries):
        acts = [each for each in entry if id(each) not in kept]
        for act in acts[:1]:
            gathering.leave(f"{section.name} entry[{number}]", "kind not kept", kind=_what(act, section, gathering))


def _what(act: Element, section: Section, gathering: Gathering) -> str:
    """Return the words for what an entry is about: its section, and its own name where it has one."""
    concerns = children(act, "entryRelationship", "observation", "value") if act.tag == "act" else ()
    problem = next((words for each in concerns if (words := concept_text(each, gathering.narrative))), "")
    materials = children(act, "consumable", "manufacturedProduct", "manufacturedMaterial")
    codes: Iterator[Element] = (found for each in (*materials, act) if (found := each.find("code")) is not None)
    named = problem or next((words for each in codes if (words := concept_text(each, gathering.narrative))), "")
    title = plain(section.element.find("title")) or attribute(section.element.find("code"), "displayName")
    return f"{title}: {named}" if named and title else named or title or section.name
