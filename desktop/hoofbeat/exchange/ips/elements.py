"""The small parts of FHIR resources: coded words, quantities, moments, references, narrative."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape

from hoofbeat.domain.records import Record, fields_for, kind_of
from hoofbeat.exchange.fhir.elements import OWN_EXTENSIONS

Json = dict[str, Any]

UCUM: Final = "http://unitsofmeasure.org"
LOINC: Final = "http://loinc.org"
_OIDS: Final = ("urn:oid:", "http://", "https://", "urn:")


def filled(**members: Any) -> Json:
    """Return an object without its empty members; an underscore at the end keeps a name apart from a word of Python."""
    return {name.rstrip("_"): value for name, value in members.items() if value not in (None, "", [], {})}


def concept(text: str, *codings: Mapping[str, Any]) -> Json:
    """Return words, and the codes that they go by."""
    return filled(coding=[dict(each) for each in codings], text=text)


def coding(system: str, code: str, display: str = "") -> Json:
    """Return a code; a system that is no address is left out, for FHIR takes addresses only."""
    return filled(system=system if system.startswith(_OIDS) else "", code=" ".join(code.split()), display=display)


def reference(kind: str, record_id: str, display: str = "") -> Json:
    """Return a reference to another resource of the document."""
    return filled(reference=full_url(record_id), type=kind, display=display)


def full_url(record_id: str) -> str:
    """Return the address of a resource within the document."""
    return f"urn:uuid:{record_id}"


def extension(name: str, **value: Any) -> Json:
    """Return something that FHIR has no place for, under a name of our own."""
    return {"url": f"{OWN_EXTENSIONS}{name}", **value}


def own_fields(record: Record, *names: str) -> list[Json]:
    """Return fields of a record, those that say something, as extensions under their own names: FHIR has no place for all of them."""
    declared = fields_for(kind_of(type(record)))
    defaults = {each.name: each.default for each in dataclasses.fields(record)}
    said = ((name, getattr(record, name)) for name in names)
    return [
        extension(name.replace("_", "-"), valueString=str(declared[name].to_primitive(value)))
        for name, value in said
        if value != defaults[name]
    ]


def narrative(rows: Iterable[str], *, otherwise: str) -> Json:
    """Return the text of a section for people, one row a line; every sign of the data is escaped."""
    listed = "".join(f"<li>{escape(_printable(row))}</li>" for row in rows)
    inside = f"<ul>{listed}</ul>" if listed else f"<p>{escape(otherwise)}</p>"
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inside}</div>'}


def _printable(text: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return "".join(sign if sign in "\t\n" or sign >= " " else "\ufffd" for sign in text if sign not in "\ufffe\uffff")
