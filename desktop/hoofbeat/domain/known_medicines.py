"""Names of medicines that are offered while typing, and what a name, a form or a route suggests about the use of a medicine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hoofbeat.domain.records import MedicineUse

_INJECTED = re.compile(
    r"\b(?:syringes?|injections?|injectable|pens?|subcutaneous(?:ly)?|intramuscular(?:ly)?|depot|autogel|lar)\b"
    r"|under the skin|into (?:a|the) muscle",
    re.IGNORECASE,
)
_INFUSED = re.compile(r"\b(?:infusions?|drip|intravenous(?:ly)?)\b|into (?:a|the) vein", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KnownMedicine:
    """A medicine by its generic name, with brands that stand for it alone; `use` and `route` only where they are sure."""

    generic: str
    brands: tuple[str, ...] = ()
    use: MedicineUse | None = None
    route: str = ""
    substance: str = ""

    @property
    def fills(self) -> str:
        """What the generic name of such a medicine is: without the kind of preparation that is told apart in the list."""
        return self.substance or self.generic


@dataclass(frozen=True, slots=True)
class KnownMedicines:
    """The medicines of the offline list; it is an aid to typing and never a limit."""

    medicines: Sequence[KnownMedicine]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name to choose from, in the order of the alphabet."""
        found = {name for each in self.medicines for name in (each.generic, *each.brands)}
        return tuple(sorted(found, key=str.casefold))

    def find(self, name: str) -> KnownMedicine | None:
        """Return the medicine that goes by this name; without regard to case and to what stands behind it, such as "120 mg"."""
        said = f"{spoken(name)} "
        fitting = [
            (len(known), each)
            for each in self.medicines
            for known in map(spoken, (each.generic, *each.brands))
            if said.startswith(f"{known} ")
        ]
        return max(fitting, key=lambda each: each[0])[1] if fitting else None


def spoken(name: str) -> str:
    """Return a name as it sounds: without regard to case and to spaces."""
    return " ".join(name.casefold().split())


def use_suggested(
    *, name: str = "", form: str = "", route: str = "", known: KnownMedicine | None = None
) -> MedicineUse | None:
    """Return how a medicine seems to be used, by its form and route, else by its name; None where nothing says so."""
    words = f"{form} / {route}"
    if _INFUSED.search(words):
        return MedicineUse.INFUSION
    if _INJECTED.search(words):
        return MedicineUse.INJECTION
    if words.strip(" /"):
        return None
    if known is not None and known.use is not None:
        return known.use
    return MedicineUse.INJECTION if _INJECTED.search(name) else None
