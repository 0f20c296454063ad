"""The program as it stands on this computer: what ships with it, loaded when first asked for, and where it keeps its own notes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hoofbeat.store.folders import StateFolders

if TYPE_CHECKING:
    from hoofbeat.domain.catalogue import Catalogue
    from hoofbeat.domain.known_medicines import KnownMedicines
    from hoofbeat.reference.library import Library
    from hoofbeat.reference.search import SearchIndex


@dataclass(frozen=True, slots=True)
class Installation:
    """Where the bundled resources and migrations lie, and the folders for state and backups. `bootstrap` makes it."""

    resources: Path
    migrations: Path
    state: Path
    backups: Path

    @property
    def folders(self) -> StateFolders:
        """The folders that a journal's seal, backups and upgrades need."""
        return StateFolders(state=self.state, backups=self.backups, migrations=self.migrations)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of laboratory tests."""
        from hoofbeat.reference.catalogue import load_catalogue

        return load_catalogue(self.resources / "catalogue" / "lab_tests.json")

    @property
    def medicines(self) -> KnownMedicines:
        """The names of medicines that are offered while typing."""
        from hoofbeat.reference.medicine_names import load_medicines

        return load_medicines(self.resources / "catalogue" / "medicines.json")

    @property
    def reference(self) -> Library:
        """The offline reference, read when first asked for, and then kept."""
        from hoofbeat.reference.library import load_library

        return load_library(self.resources / "reference")

    @property
    def reference_index(self) -> SearchIndex:
        """The index over the reference, built when first asked for: in about half a second, so off the main thread."""
        from hoofbeat.reference.search import load_index

        return load_index(self.reference)
