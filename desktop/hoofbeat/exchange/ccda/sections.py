"""The sections of a document: which kind each is, by its code, its templates or its title, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from hoofbeat.exchange.ccda.elements import attribute, child, plain

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class SectionKind(Enum):
    """What a section holds, as far as Hoofbeat keeps it; all else is *other*."""

    RESULTS = "results"
    MEDICATIONS = "medications"
    ADMINISTERED = "administered"
    ALLERGIES = "allergies"
    ENCOUNTERS = "encounters"
    PLAN = "plan"
    OTHER = "other"


_BY_CODE: Final[Mapping[str, SectionKind]] = MappingProxyType(
    {
        **dict.fromkeys(("30954-2", "26436-6", "11502-2", "26438-2"), SectionKind.RESULTS),
        # The parts of a laboratory's own report, by what they are about (chemistry, hematology and the like).
        **dict.fromkeys(("18717-9", "18719-5", "18720-3", "18721-1", "18723-7", "18725-2"), SectionKind.RESULTS),
        **dict.fromkeys(("18727-8", "18728-6", "18729-4", "18768-2", "18769-0", "56846-9"), SectionKind.RESULTS),
        **dict.fromkeys(("10160-0", "10183-2", "42346-7", "75311-1", "56445-0"), SectionKind.MEDICATIONS),
        "29549-3": SectionKind.ADMINISTERED,
        "48765-2": SectionKind.ALLERGIES,
        "46240-8": SectionKind.ENCOUNTERS,
        **dict.fromkeys(("18776-5", "51847-2"), SectionKind.PLAN),
    }
)
_CCDA: Final = "2.16.840.1.113883.10.20.22.2."
_CCD: Final = "2.16.840.1.113883.10.20.1."
_C83: Final = "2.16.840.1.113883.3.88.11.83."
_IHE: Final = "1.3.6.1.4.1.19376.1.5.3.1."
_BY_TEMPLATE: Final[Mapping[str, SectionKind]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                *(f"{_CCDA}3", f"{_CCDA}3.1", f"{_CCD}14", f"{_C83}122", f"{_IHE}3.27", f"{_IHE}3.28"),
                *("1.3.6.1.4.1.19376.1.3.3.2.1", "1.3.6.1.4.1.19376.1.3.3.2.2"),
            ),
            SectionKind.RESULTS,
        ),
        **dict.fromkeys(
            (
                *(f"{_CCDA}1", f"{_CCDA}1.1", f"{_CCDA}11", f"{_CCDA}11.1", f"{_CCDA}44"),
                *(f"{_CCD}8", f"{_C83}112", f"{_C83}113", f"{_C83}114", f"{_IHE}3.19", f"{_IHE}3.20", f"{_IHE}3.22"),
            ),
            SectionKind.MEDICATIONS,
        ),
        **dict.fromkeys((f"{_CCDA}38", f"{_C83}115", f"{_IHE}3.21"), SectionKind.ADMINISTERED),
        **dict.fromkeys((f"{_CCDA}6", f"{_CCDA}6.1", f"{_CCD}2", f"{_C83}102", f"{_IHE}3.13"), SectionKind.ALLERGIES),
        **dict.fromkeys(
            (f"{_CCDA}22", f"{_CCDA}22.1", f"{_CCD}3", f"{_C83}127", f"{_IHE}1.5.3.3"), SectionKind.ENCOUNTERS
        ),
        **dict.fromkeys((f"{_CCDA}10", f"{_CCD}10", f"{_C83}124", f"{_IHE}3.31"), SectionKind.PLAN),
    }
)
_BY_TITLE: Final[Mapping[str, SectionKind]] = MappingProxyType(
    {
        "results": SectionKind.RESULTS,
        "lab results": SectionKind.RESULTS,
        "laboratory results": SectionKind.RESULTS,
        **dict.fromkeys(("laborbefund", "laborwerte", "labor", "resultados", "résultats"), SectionKind.RESULTS),
        "medications": SectionKind.MEDICATIONS,
        "current medications": SectionKind.MEDICATIONS,
        "allergies": SectionKind.ALLERGIES,
        "allergies and adverse reactions": SectionKind.ALLERGIES,
        "encounters": SectionKind.ENCOUNTERS,
    }
)


@dataclass(frozen=True, slots=True)
class Section:
    """One section with its kind, the words that name it, and its place among sections of that name."""

    element: Element
    kind: SectionKind
    name: str

    @property
    def entries(self) -> list[Element]:
        """Return its entries."""
        return self.element.findall("entry")

    @property
    def text(self) -> Element | None:
        """Return its text."""
        return self.element.find("text")


def sections_of(document: Element) -> Iterator[Section]:
    """Yield all sections in the order of the document; one within another is of that one's kind, if it says nothing itself."""
    body = child(document, "component", "structuredBody")
    if body is None:
        return
    seen: dict[str, int] = {}
    stack = [(each, SectionKind.OTHER) for each in reversed(_within(body))]
    while stack:
        element, outer = stack.pop()
        kind = _kind(element) or outer
        name = plain(element.find("title")) or attribute(element.find("code"), "displayName") or "Section"
        seen[name] = seen.get(name, 0) + 1
        yield Section(element, kind, name if seen[name] == 1 else f"{name} ({seen[name]})")
        stack.extend((each, kind) for each in reversed(_within(element)))


def _within(holder: Element) -> list[Element]:
    return [*holder.findall("component/section"), *holder.findall("section")]


def _kind(section: Element) -> SectionKind | None:
    code = attribute(section.find("code"), "code")
    if code in _BY_CODE:
        return _BY_CODE[code]
    for template in section.findall("templateId"):
        found = _BY_TEMPLATE.get(attribute(template, "root"))
        if found is not None:
            return found
    by_title = _BY_TITLE.get(plain(section.find("title")).casefold())
    return by_title if by_title is not None or not code else SectionKind.OTHER
