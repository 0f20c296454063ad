"""The program as it stands on this computer: what ships with it, loaded when first asked for, and where it keeps its own notes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hoofbeat.domain.catalogue import Catalogue
from hoofbeat.reference.catalogue import load_catalogue
from hoofbeat.reference.library import Library
from hoofbeat.store.folders import StateFolders


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
        return load_catalogue(self.resources / "catalogue" / "lab_tests.json")

    @property
    def reference(self) -> Library:
        """The offline reference, read when first asked for."""
        return Library(self.resources / "reference")
