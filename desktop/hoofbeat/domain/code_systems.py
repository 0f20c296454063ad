"""Code systems: the same one is named by an address in FHIR and by a number in C-CDA."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "2.16.840.1.113883.6.1": "loinc.org",
        "2.16.840.1.113883.6.96": "snomed.info/sct",
        "2.16.840.1.113883.6.88": "nlm.nih.gov/research/umls/rxnorm",
        "2.16.840.1.113883.6.69": "hl7.org/fhir/sid/ndc",
        "2.16.840.1.113883.6.59": "hl7.org/fhir/sid/cvx",
        "2.16.840.1.113883.6.12": "ama-assn.org/go/cpt",
        "2.16.840.1.113883.6.73": "whocc.no/atc",
        "2.16.840.1.113883.4.9": "fdasis.nlm.nih.gov",
    }
)


def system_key(system: str) -> str:
    """Return what a code system is compared by, however its sender names it."""
    plain = system.strip().casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    plain = plain.removeprefix("urn:oid:").rstrip("/")
    return _KEYS.get(plain, plain)
