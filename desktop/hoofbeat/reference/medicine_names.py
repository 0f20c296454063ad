"""Loads the names of medicines that ship with the program, once per file."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from hoofbeat.domain.known_medicines import KnownMedicine, KnownMedicines
from hoofbeat.domain.records import MedicineUse


@cache
def load_medicines(path: Path) -> KnownMedicines:
    """Return the names of a file (`resources/catalogue/medicines.json`); it is read when first asked for."""
    read = json.loads(path.read_text(encoding="utf-8"))
    return KnownMedicines(
        tuple(
            KnownMedicine(
                each["generic"],
                tuple(each["brands"]),
                MedicineUse.of(each["use"]) if "use" in each else None,
                each.get("route", ""),
                each.get("substance", ""),
            )
            for each in read["medicines"]
        ),
        tuple((one, other) for one, other in read["look_alikes"]["pairs"]),
    )
