"""Which test of the catalogue a result is about that somebody sent, by its number or its name."""

from __future__ import annotations

from typing import Final

from hoofbeat.domain.catalogue import Catalogue, LabTest, is_loinc_number, is_loinc_system
from hoofbeat.domain.names import folded
from hoofbeat.domain.received_names import test_of_name
from hoofbeat.domain.records import Result, Sample


def catalogue_test_of(result: Result, sample: Sample, catalogue: Catalogue) -> LabTest | None:
    """Return the test of the catalogue that a result is about: by its LOINC number, else by its name, in doubt none.

    A LOINC number that the catalogue does not have is another test, whatever its name ("Glucose" in urine); and a number
    and a name that mean two unrelated tests of the catalogue cannot both be right.
    """
    if is_loinc_system(result.code_system) and is_loinc_number(result.code):
        test, printed = catalogue.find_by_loinc(result.code), catalogue.find_by_name(result.code_display)
        return test if test is None or printed is None or _are_kin(test, printed) else None
    named = test_of_name(result.code_display, catalogue)
    return named if named is not None and _may_be_of(named, sample.specimen) else None


def _are_kin(one: LabTest, other: LabTest) -> bool:
    """Tell whether one test is a form of the other, such as fasting glucose of glucose."""
    words, others = (set(test.id.split("_")) for test in (one, other))
    return words <= others or others <= words


_MATERIALS: Final = {
    "urine": ("urine", "urin", "harn", "orina"),
    "stool": ("stool", "feces", "faeces", "fecal", "faecal", "stuhl", "heces"),
    "fluid": ("fluid", "csf", "liquor", "saliva", "sweat", "aspirate", "speichel", "punktat"),
}


def _may_be_of(test: LabTest, specimen: str) -> bool:
    """Tell whether a test may be done on a specimen: one that is not blood must be named by the catalogue too."""
    sent, usual = folded(specimen), folded(test.specimen)
    return all(material in usual for material, words in _MATERIALS.items() if any(word in sent for word in words))
