"""What is gathered while a document is read, and whose it is: a document is about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoofbeat.domain.imports import SeenPerson
from hoofbeat.domain.values import PartialDate
from hoofbeat.exchange.ccda.elements import attribute, child, identity, moment, person_name
from hoofbeat.exchange.ccda.narrative import Narrative
from hoofbeat.exchange.gathering import Gathered

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMAT = "ccda"
_AMERICAN = ("2.16.840.1.113883.10.20.22.", "2.16.840.1.113883.10.20.1", "2.16.840.1.113883.3.88.11.")
FROM_THE_TEXT = "from the text"
"""The remark on a record that was read from a table of text, because no entry says it."""


class Gathering(Gathered):
    """The state of one reading of a document, or of several in one file."""

    def __init__(self, file: str, loinc_codes: frozenset[str]) -> None:
        super().__init__(file, FORMAT, loinc_codes)
        self.narrative = Narrative(iter(()))
        self.person: int | None = None
        self.written_on: PartialDate | None = None
        """The day on which the document that is read was written."""
        self.is_american = False
        """Whether the document is made for the United States, where a comma in a number parts thousands."""

    @property
    def text_source(self) -> str:
        """Return the words that say where a record comes from that was read from a table of text."""
        return f"{self.source}, from the text"

    def begin(self, document: Element, narrative: Narrative) -> None:
        """Turn to a document: its text, and the person that it is about."""
        self.narrative = narrative
        role = child(document, "recordTarget", "patientRole")
        patient = child(role, "patient")
        self.person = None
        self.written_on = moment(document.find("effectiveTime")).on
        roots = [attribute(each, "root") for each in document.findall("templateId")]
        is_realm = attribute(document.find("realmCode"), "code").upper() == "US"
        self.is_american = is_realm or any(root.startswith(_AMERICAN) for root in roots)
        if role is not None:
            seen = SeenPerson(person_name(patient), moment(child(patient, "birthTime")).on)
            self.person = self.known_person(seen, identity(role))
