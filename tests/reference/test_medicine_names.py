"""The offline list of medicines: every name stands for one medicine, and what the reference names is in it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from hoofbeat.domain.known_medicines import spoken, use_suggested
from hoofbeat.domain.records import MedicineUse
from hoofbeat.reference.library import load_library
from hoofbeat.reference.medicine_names import load_medicines

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
KNOWN = load_medicines(RESOURCES / "catalogue" / "medicines.json")
_NOT_NAMES = {"lutetium", "dotatate"}  # parts of a name that the reference looks for
_GONE = {"ranitidine"}  # taken from the market; the link serves old records


def test_every_name_stands_for_one_medicine() -> None:
    names = Counter(spoken(name) for each in KNOWN.medicines for name in (each.generic, *each.brands))
    assert [name for name, count in names.items() if count > 1] == []


def test_what_the_reference_names_can_be_chosen() -> None:
    linked = set(load_library(RESOURCES / "reference").links.medicines) - _NOT_NAMES - _GONE
    assert [name for name in linked if KNOWN.find(name) is None] == []


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("somatuline autogel", "lanreotide"),
        ("Somatuline Autogel 120 mg", "lanreotide"),
        ("Sandostatin", "octreotide"),
        ("Sandostatin LAR 30 mg", "octreotide long-acting"),
        ("Octreotide", "octreotide"),
    ],
)
def test_a_name_is_found_with_what_stands_behind_it(name: str, generic: str) -> None:
    found = KNOWN.find(name)
    assert found is not None
    assert found.generic == generic


def test_a_name_that_looks_like_another_is_told_from_either_side() -> None:
    assert KNOWN.look_alike("sandimmune 100 mg") == "Sandostatin"
    assert KNOWN.look_alike("Sandostatin LAR") == "Sandimmune"
    assert KNOWN.look_alike("Sandostatinum") == ""
    names = {spoken(name) for name in KNOWN.names}
    assert [pair for pair in KNOWN.look_alikes if not names & set(map(spoken, pair))] == []


@pytest.mark.parametrize("name", ["NovoLog Mix 70/30", "Metformin and sitagliptin", "Omeprazole/sodium bicarbonate"])
def test_what_holds_something_else_too_is_not_taken_for_the_one(name: str) -> None:
    assert KNOWN.find(name) is None


@pytest.mark.parametrize("name", ["", "So", "Sandostatinum", "my own tea"])
def test_any_other_name_is_nobodys(name: str) -> None:
    assert KNOWN.find(name) is None


@pytest.mark.parametrize(
    ("words", "use"),
    [
        ({"form": "prefilled syringe"}, MedicineUse.INJECTION),
        ({"route": "under the skin"}, MedicineUse.INJECTION),
        ({"route": "into a vein"}, MedicineUse.INFUSION),
        ({"name": "Lanreotide"}, MedicineUse.INJECTION),
        ({"name": "Something LAR"}, MedicineUse.INJECTION),
        ({"name": "Octreotide", "route": "by mouth"}, None),
        ({"name": "Omeprazole", "form": "capsule"}, None),
        ({"name": "Larch pollen"}, None),
        ({"form": "suspension"}, None),
    ],
)
def test_form_and_route_and_then_the_name_suggest_the_use(words: dict[str, str], use: MedicineUse | None) -> None:
    assert use_suggested(**words, known=KNOWN.find(words.get("name", ""))) is use


def test_every_brand_says_where_it_was_looked_up() -> None:
    read = json.loads((RESOURCES / "catalogue" / "medicines.json").read_text(encoding="utf-8"))
    assert [each["generic"] for each in read["medicines"] if bool(each["brands"]) is not bool(each.get("source"))] == []
