"""The names that laboratories print for one test: the same words in another order, with the material or the method beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from hoofbeat.domain.catalogue import Catalogue, LabTest

_LONGEST_NAME: Final = 120
_PARTS: Final = re.compile(r"[^\W\d_]+|\d+|[%#/]")
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SHORT_FORM: Final = re.compile(r"[A-Z][A-Z0-9]{1,4}")
_EDGES: Final = " ,;:.-/()[]"
# Words that say nothing of what is measured. All others do: "urine", "free", "antibody", "ratio" are other tests.
_FILLERS: Final = frozenset(
    [
        "level",
        "levels",
        "lvl",
        "count",
        "conc",
        "concentration",
        "quant",
        "quantitative",
        "qn",
        "assay",
        "test",
        "result",
        "value",
        "human",
        "venous",
        "the",
        "of",
        "in",
        "im",
        "by",
        "or",
    ]
)
_MATERIALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("serum", "ser", "serumplasma", "suero", "sérum"), "serum"),
        **dict.fromkeys(("plasma", "plas", "plasmatica", "plasmático"), "plasma"),
        **dict.fromkeys(("blood", "bld", "blut", "sangre", "sang", "whole"), "blood"),
    }
)
# Alone at the beginning or the end of a name: "S Gastrin", "P-Gastrin", "Gastrin, S", "Gastrin i.S.".
_LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {"s": "serum", "p": "plasma", "b": "blood", "i.s": "serum", "i.p": "plasma", "s/p": "serum", "fs": "serum"}
)
_SAME: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("hgb", "hb", "haemoglobin", "hämoglobin", "hemoglobina"), "hemoglobin"),
        **dict.fromkeys(("hr", "hrs", "h", "hours"), "hour"),
        **dict.fromkeys(("creat", "crea", "kreatinin", "creatinina"), "creatinine"),
        **dict.fromkeys(("cromogranina", "chromogranine", "chromogranina"), "chromogranin"),
        **dict.fromkeys(("glukose", "glucosa", "gluc"), "glucose"),
        **dict.fromkeys(("gastrina", "gastrine"), "gastrin"),
        **dict.fromkeys(("insulina", "insuline"), "insulin"),
        **dict.fromkeys(("glukagon",), "glucagon"),
        **dict.fromkeys(("leukozyten", "leukocyte", "leucocito", "leukozyt"), "wbc"),
        **dict.fromkeys(("thrombozyten", "plt", "plaqueta"), "platelet"),
        **dict.fromkeys(("polypeptid", "polipeptido", "polypeptide"), "polypeptide"),
        **dict.fromkeys(("tot", "gesamt", "totale"), "total"),
        **dict.fromkeys(("fast", "nüchtern"), "fasting"),
        **dict.fromkeys(("est", "estimated", "e"), "estimated"),
    }
)
# Methods, makers, and the dimensions of LOINC's long names, as they stand in brackets behind a name.
_METHODS: Final = frozenset(
    [
        "ecl",
        "eclia",
        "elisa",
        "ria",
        "irma",
        "lia",
        "clia",
        "cmia",
        "icma",
        "ila",
        "fia",
        "trace",
        "kryptor",
        "brahms",
        "cisbio",
        "roche",
        "siemens",
        "abbott",
        "beckman",
        "immulite",
        "liaison",
        "lc",
        "ms",
        "gc",
        "msms",
        "hplc",
        "tandem",
        "mass",
        "spec",
        "spectrometry",
        "immunoassay",
        "chemiluminescence",
        "method",
        "ckd",
        "epi",
        "calc",
        "calculated",
        "hexokinase",
        "enzymatic",
        "jaffe",
        "isotope",
        "idms",
        "ifcc",
        "ngsp",
        "dcct",
        "moles",
        "volume",
        "activity",
        "units",
        "#",
        "/",
    ]
)
_Key = tuple[str, ...]


def test_of_name(name: str, catalogue: Catalogue) -> LabTest | None:
    """Return the test of the catalogue that a name means as laboratories print names; in doubt none."""
    if len(name) > _LONGEST_NAME:
        return None
    exact = catalogue.find_by_name(name)
    return exact if exact is not None else _by_words(name, catalogue)


def _by_words(name: str, catalogue: Catalogue) -> LabTest | None:
    known = _known_names(catalogue.tests)
    for words in (name, _without_method(name, catalogue)):
        key, materials = _key(words)
        test = known.get(key)
        if test is not None:
            return test if all(_may_be_of(test, material) for material in materials) else None
    return None


def _without_method(name: str, catalogue: Catalogue) -> str:
    """Return a name without brackets that hold only a method, the material, or another name of the same test."""

    def replaced(found: re.Match[str]) -> str:
        inside = found[1].strip()
        parts = {part for part in _PARTS.findall(inside.casefold()) if not part.isdigit()}
        is_aside = parts <= _METHODS | _MATERIALS.keys() or catalogue.find_by_name(inside) is not None
        return " " if is_aside else found[0]

    return _BRACKETS.sub(replaced, name)


def _may_be_of(test: LabTest, material: str) -> bool:
    """Tell whether a test may be done on a material that its name says: a cell count is of blood, and not of serum."""
    usual = test.specimen.casefold()
    return "blood" in usual if material == "blood" else "serum" in usual or "plasma" in usual


def _key(name: str) -> tuple[_Key, frozenset[str]]:
    """Return what all spellings of a name share, and the materials that it says."""
    words = [word.strip(_EDGES) for word in name.casefold().replace("-", " - ").replace(",", " , ").split()]
    words = [word for word in words if word]
    materials = set()
    for place in (0, -1):
        if len(words) > 1 and words[place] in _LETTERS:
            materials.add(_LETTERS[words.pop(place)])
    parts = [part for word in words for part in _PARTS.findall(word)]
    materials |= {_MATERIALS[part] for part in parts if part in _MATERIALS}
    left = (_plain(part) for part in parts if part not in _MATERIALS and part not in _FILLERS)
    return tuple(sorted(left)), frozenset(materials)


def _plain(part: str) -> str:
    if part in _SAME:
        return _SAME[part]
    singular = part.removesuffix("s") if len(part) > 4 else part
    return _SAME.get(singular, singular)


@lru_cache(maxsize=8)
def _known_names(tests: tuple[LabTest, ...]) -> Mapping[_Key, LabTest]:
    """Return the tests by what the spellings of each of their names share; what two tests share means neither."""
    found: dict[_Key, LabTest | None] = {}
    for test in tests:
        for key in {_key(name)[0] for name in _names(test)} - {()}:
            found[key] = test if found.get(key, test) is test else None
    return MappingProxyType({key: test for key, test in found.items() if test is not None})


def _names(test: LabTest) -> Iterator[str]:
    """Yield the names of a test, also without a short form in brackets ("Vasoactive intestinal peptide (VIP)")."""
    names: Iterable[str] = (test.name, *test.aka)
    for name in names:
        yield name
        yield _BRACKETS.sub(lambda found: " " if _SHORT_FORM.fullmatch(found[1]) else found[0], name)
