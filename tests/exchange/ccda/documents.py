"""Short ways to write C-CDA by hand for tests, and to read it. All of it is made up."""

from __future__ import annotations

from hoofbeat.domain.imports import ImportedFile
from hoofbeat.exchange.ccda.reader import read_ccda
from tests.exchange.fhir.bundles import catalogue

LOINC = "2.16.840.1.113883.6.1"
RXNORM = "2.16.840.1.113883.6.88"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MARIA = """<recordTarget><patientRole><id root="1.2.3" extension="maria"/><patient>
<name use="L"><given>Maria</given><family>Gomez</family></name><birthTime value="19580502"/></patient></patientRole></recordTarget>"""


def document(*sections: str, person: str = MARIA, head: str = HEAD) -> str:
    """A document with these sections."""
    body = "".join(f"<component>{each}</component>" for each in sections)
    return (
        f'{head}<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xmlns:sdtc="urn:hl7-org:sdtc">{person}<component><structuredBody>{body}</structuredBody></component></ClinicalDocument>'
    )


def section(*entries: str, code: str = "30954-2", title: str = "Results", text: str = "") -> str:
    """A section with these entries and this text."""
    inner = "".join(f"<entry>{each}</entry>" for each in entries)
    return (
        f'<section><code code="{code}" codeSystem="{LOINC}"/><title>{title}</title><text>{text}</text>{inner}</section>'
    )


def organizer(
    *observations: str, more: str = "", code: str = '<code code="24323-8" codeSystem="2.16.840.1.113883.6.1"/>'
) -> str:
    """A result organizer around observations."""
    inner = "".join(f"<component>{each}</component>" for each in observations)
    return (
        f'<organizer classCode="BATTERY" moodCode="EVN">{code}<statusCode code="completed"/>{more}{inner}</organizer>'
    )


def observation(
    value: str = '<value xsi:type="PQ" value="93" unit="ng/mL"/>',
    *,
    code: str = f'<code code="9811-1" codeSystem="{LOINC}" displayName="Chromogranin A"/>',
    time: str = '<effectiveTime value="202602030734-0500"/>',
    state: str = "completed",
    more: str = "",
    negated: bool = False,
) -> str:
    """A result observation; `more` stands behind its value."""
    denial = ' negationInd="true"' if negated else ""
    return (
        f'<observation classCode="OBS" moodCode="EVN"{denial}><id root="1.2.3.4" extension="7"/>{code}'
        f'<statusCode code="{state}"/>{time}{value}{more}</observation>'
    )


def limits(inner: str) -> str:
    """A reference range around its content."""
    return f"<referenceRange><observationRange>{inner}</observationRange></referenceRange>"


def administration(
    name: str = "Lanreotide 120 mg", more: str = "", *, mood: str = "EVN", state: str = "active", code: str = "1"
) -> str:
    """A medicine by its name; `more` stands before it."""
    return (
        f'<substanceAdministration classCode="SBADM" moodCode="{mood}"><id root="9.9" extension="{name}"/>'
        f'<statusCode code="{state}"/>{more}<consumable><manufacturedProduct><manufacturedMaterial>'
        f'<code code="{code}" codeSystem="{RXNORM}" displayName="{name}"/></manufacturedMaterial></manufacturedProduct></consumable>'
        "</substanceAdministration>"
    )


def read(content: str | bytes, name: str = "record.xml") -> ImportedFile:
    """Read a document, as text or as bytes."""
    if isinstance(content, str):
        content = content.encode()
    return read_ccda(content, name=name, loinc_codes=frozenset(catalogue().loinc_codes))


def read_results(*observations: str) -> ImportedFile:
    """Read a document with one panel of these observations."""
    return read(document(section(organizer(*observations))))
