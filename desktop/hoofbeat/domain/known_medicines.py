"""Names of medicines that are offered while typing, and what a name, a form or a route suggests about the use of a medicine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hoofbeat.domain.records import MedicineUse

_INJECTED = re.compile(
    r"\b(?:syringes?|injections?|injectable|pens?|subcutaneous(?:ly)?|intramuscular(?:ly)?|depot|autogel|lar)\b"
    r"|under the skin|into (?:a|the) muscle",
    re.IGNORECASE,
)
_INFUSED = re.compile(r"\b(?:infusions?|drip|intravenous(?:ly)?)\b|into (?:a|the) vein", re.IGNORECASE)


_SOMETHING_ELSE = re.compile(r"\s*(?:[/+&,]|(?:and|with|mix|plus|extra|multi|complete|advanced|pm)\b)", re.IGNORECASE)
"""What makes of a name that of another preparation: "NovoLog Mix 70/30" is not NovoLog."""


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
    look_alikes: Sequence[tuple[str, str]] = ()

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
            if _is_said(known, said)
        ]
        return max(fitting, key=lambda each: each[0])[1] if fitting else None

    def stands_for(self, names: Iterable[str]) -> frozenset[str]:
        """Return by which words two medicines are known to be the same: their names, and what the list calls them."""
        said = [name for name in names if name.strip()]
        known = (each.generic for name in said if (each := self.find(name)) is not None)
        return frozenset(map(spoken, (*said, *known)))

    def look_alike(self, name: str) -> str:
        """Return the name of another medicine that is easily taken for this one; empty where none is listed."""
        said = f"{spoken(name)} "
        pairs = ((one, other) for pair in self.look_alikes for one, other in (pair, pair[::-1]))
        return next((other for one, other in pairs if said.startswith(f"{spoken(one)} ")), "")


def spoken(name: str) -> str:
    """Return a name as it sounds: without regard to case and to spaces."""
    return " ".join(name.casefold().split())


def _is_said(known: str, said: str) -> bool:
    return said.startswith(f"{known} ") and _SOMETHING_ELSE.match(said, len(known)) is None


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
